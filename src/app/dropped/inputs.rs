//! What lies in `inputs/`, as far as it matters to a file that may be taken.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Destination, Remark, Taking};
use crate::app::gather::limits;
use crate::app::receive::Intake;
use crate::app::tray::Item;
use crate::app::tray::name::numbered;
use crate::app::{AppError, archive};
use crate::district::DistrictId;
use crate::files::{read_within, relative, sha256};
use crate::plan::Plan;
use crate::submission::find::{Source, SourceKind, find};
use crate::submission::read::ReadLimits;
use crate::thai::calendar::Month;
use crate::validate::{Disposition, Workbook, whose};
use crate::workspace::Workspace;

/// A file that lies in a month's folder.
#[derive(Clone, Debug)]
struct Standing {
    /// Relative to `inputs/`.
    file: String,
    location: PathBuf,
    district: Option<DistrictId>,
    /// Whether nothing about it as a whole keeps it from being a report of the month.
    usable: bool,
    revision: u32,
}

/// The months' folders; a month's files are looked at when a file of that month is judged.
pub(in crate::app) struct Inputs<'a> {
    plan: &'a Plan,
    intake: &'a Intake<'a>,
    root: PathBuf,
    limits: ReadLimits,
    folders: Vec<(Month, PathBuf)>,
    /// Files of every month by their size.
    sizes: BTreeMap<u64, Vec<PathBuf>>,
    standing: BTreeMap<Month, Vec<Standing>>,
    sealed: BTreeMap<Month, String>,
}

impl<'a> Inputs<'a> {
    pub fn open(workspace: &Workspace, plan: &'a Plan, intake: &'a Intake<'a>) -> Result<Self, AppError> {
        let mut folders = workspace.months()?;
        folders.retain(|(month, _)| month.fiscal_year() == plan.fiscal_year());
        let bags = archive(workspace, plan).and_then(|archive| Ok(archive.contents()?.bags)).unwrap_or_default();
        let sealed = bags.into_iter().filter(|bag| bag.signed == 0).map(|bag| (bag.month, bag.to_string())).collect();
        let (root, limits) = (workspace.inputs(), limits(plan));
        let mut inputs = Self { plan, intake, root, limits, folders, sizes: BTreeMap::new(), standing: BTreeMap::new(), sealed };
        let found = inputs.folders.iter().flat_map(|(_, folder)| find(&inputs.root, folder, &inputs.limits).sources);
        let files = found.flat_map(|source| match source.kind {
            SourceKind::File => vec![source.location],
            SourceKind::CsvFolder(files) => files,
        });
        for file in files.collect::<Vec<_>>() {
            inputs.measure(file);
        }
        Ok(inputs)
    }

    fn measure(&mut self, file: PathBuf) {
        if let Ok(found) = file.symlink_metadata() {
            self.sizes.entry(found.len()).or_default().push(file);
        }
    }

    /// The file that holds the very same bytes, relative to `inputs/`.
    fn copy_of(&self, item: &Item) -> Option<String> {
        let same = |file: &&PathBuf| read_within(file, self.limits.file_bytes).is_ok_and(|bytes| sha256(&bytes) == item.slot.id);
        self.sizes.get(&item.slot.bytes)?.iter().find(same).map(|file| self.relative(file))
    }

    /// The folder of a month: one that is there, else the one to be made.
    pub fn folder(&self, month: Month) -> PathBuf {
        let plain = self.root.join(month.to_string());
        let own = self.folders.iter().filter(|(of, _)| *of == month).map(|(_, folder)| folder);
        own.clone().find(|folder| **folder == plain).or_else(|| own.clone().next()).cloned().unwrap_or(plain)
    }

    fn of_month(&mut self, month: Month) -> &[Standing] {
        if !self.standing.contains_key(&month) {
            let folders = self.folders.iter().filter(|(of, _)| *of == month);
            let found = folders.flat_map(|(_, folder)| find(&self.root, folder, &self.limits).sources);
            let sources: Vec<(Option<Month>, Source)> = found.map(|source| (Some(month), source)).collect();
            let read = self.intake.receive_apart(&sources).into_iter().map(|received| whose(self.plan, received));
            let standing = read.zip(sources).map(|(workbook, (_, source))| Standing::of(&workbook, source.location));
            let standing = standing.collect();
            self.standing.insert(month, standing);
        }
        self.standing.get(&month).map_or(&[], Vec::as_slice)
    }

    /// Where a file of a known district and month would lie, and what is to be known before.
    pub fn destination(&mut self, item: &Item, workbook: &Workbook) -> (Taking, Vec<Remark>) {
        let Some(month) = workbook.month else { return (Taking::NeedsMonth, Vec::new()) };
        if let Some(file) = self.copy_of(item) {
            return (Taking::There(file), Vec::new());
        }
        let (folder, sealed) = (self.folder(month), self.sealed.get(&month).cloned());
        let standing = self.of_month(month);
        let mut remarks = Vec::new();
        let at = folder.join(&item.name);
        let holder = standing.iter().find(|other| other.location == at);
        // A newer revision is not moved aside for an older one of the same name, nor another district's report for this one.
        let steps_aside = |other: &Standing| {
            let newer = other.usable && other.revision > workbook.revision;
            other.district == workbook.district && !newer
        };
        let over = holder.is_some_and(steps_aside);
        let name = if over { item.name.clone() } else { free(&folder, &item.name) };
        if let Some(holder) = holder.filter(|_| over) {
            remarks.push(Remark::SameName { file: holder.file.clone() });
        } else if name != item.name {
            remarks.push(Remark::OtherName { name: name.clone() });
        }
        let mut rivals = Vec::new();
        // What cannot be used as a report competes with none.
        let competes = workbook.disposition == Disposition::Used;
        let others = standing.iter().filter(|other| competes && other.usable && other.district == workbook.district);
        for other in others.filter(|other| !(over && other.location == at)) {
            let (file, revision) = (other.file.clone(), other.revision);
            remarks.push(match revision.cmp(&workbook.revision) {
                std::cmp::Ordering::Less => Remark::Newer { file, revision },
                std::cmp::Ordering::Greater => Remark::Older { file, revision },
                std::cmp::Ordering::Equal => {
                    rivals.push(file.clone());
                    Remark::Rival { file, revision }
                }
            });
        }
        remarks.extend(sealed.map(|bag| Remark::Sealed { bag }));
        (Taking::Into(Destination { month, name, over, rivals }), remarks)
    }

    /// The folder and the name of a file relative to `inputs/`.
    pub fn place(&self, file: &str) -> (PathBuf, String) {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        (self.root.join(folder), name.to_owned())
    }

    /// A path below `inputs/` as it is told.
    pub fn relative(&self, path: &Path) -> String {
        relative(&self.root, path)
    }

    /// Notes that a file was taken, and these moved aside; where it lies now, relative to `inputs/`.
    pub fn took(&mut self, to: &Destination, workbook: &Workbook, gone: &[String]) -> String {
        let place = self.folder(to.month).join(&to.name);
        if !self.folders.iter().any(|(of, _)| *of == to.month) {
            self.folders.push((to.month, self.folder(to.month)));
        }
        let away: Vec<PathBuf> = gone.iter().map(|file| self.root.join(file)).collect();
        self.sizes.values_mut().for_each(|files| files.retain(|file| *file != place && !away.contains(file)));
        self.measure(place.clone());
        let file = relative(&self.root, &place);
        let standing = self.standing.entry(to.month).or_default();
        standing.retain(|other| other.location != place && !away.contains(&other.location));
        standing.push(Standing { file: file.clone(), ..Standing::of(workbook, place) });
        file
    }
}

impl Standing {
    fn of(workbook: &Workbook, location: PathBuf) -> Self {
        Self {
            file: workbook.file.to_string(),
            location,
            district: workbook.district,
            usable: workbook.disposition == Disposition::Used,
            revision: workbook.revision,
        }
    }
}

/// The first name after this one that is free in a folder.
fn free(folder: &Path, name: &str) -> String {
    let is_free = |name: &String| folder.join(name).symlink_metadata().is_err();
    (1..).map(|number| numbered(name, number)).find(is_free).unwrap_or_else(|| name.to_owned())
}
