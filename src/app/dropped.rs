//! What a dropped file is, and what taking it would do, while nothing of it is in `inputs/` yet.

pub(super) mod inputs;
mod remarks;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::district::DistrictId;
use crate::finding::{Code, Finding, Severity};
use crate::form::returned;
use crate::lang::Lang;
use crate::place::Place;
use crate::plan::Plan;
use crate::render::pdf::Fonts;
use crate::submission::Received;
use crate::submission::find::Source;
use crate::submission::layout::{RowAsSent, WantedRow};
use crate::submission::read::ReadTrouble;
use crate::thai::calendar::{FiscalYear, Month};
use crate::validate::{Context, Disposition, RegistryReading, Workbook, sort, validate};
use crate::workspace::Workspace;

use super::gather::choose_month;
use super::init::first_month;
use super::months::registry;
use super::receive::Intake;
use super::tray::{Item, Tray};
use super::{AppError, Runtime};
use inputs::Inputs;
pub use remarks::{Cannot, Remark};

/// A file in the tray, read and judged.
#[derive(Debug)]
pub struct Dropped {
    /// Which.
    pub item: Item,
    /// Whose it is, and how much of it counts.
    pub workbook: Workbook,
    /// What is wrong with it or odd, in the order of its places.
    pub findings: Vec<Finding>,
    /// What taking it would do.
    pub taking: Taking,
    /// What a person should know before it is taken.
    pub remarks: Vec<Remark>,
}

/// What taking a file would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taking {
    /// It would lie there.
    Into(Destination),
    /// The very same bytes lie in `inputs/` already, there.
    There(String),
    /// It does not say of which month it is; a person must.
    NeedsMonth,
    /// It cannot be taken.
    Cannot(Cannot),
}

/// Where a file would lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The month.
    pub month: Month,
    /// Its name in the month's folder.
    pub name: String,
    /// Whether a file of the same district lies there under that name, and would be moved aside.
    pub over: bool,
    /// Files that say to be the same revision of the same report, relative to `inputs/`: they are moved aside, or neither
    /// counts.
    pub rivals: Vec<String>,
}

/// Whose report a file of the tray is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The item.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The district.
    pub district: DistrictId,
    /// The month.
    pub month: Month,
}

impl Dropped {
    /// Whose it is, where that is known.
    pub fn whose(&self) -> Option<Whose> {
        let (id, name) = (self.item.slot.id.clone(), self.item.name.clone());
        Some(Whose { id, name, district: self.workbook.district?, month: self.workbook.month? })
    }

    /// How many of its findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }

    /// Whether it can be taken without a second look: nothing is wrong with it, and nothing speaks against it.
    pub fn is_fine(&self) -> bool {
        let plain = self.remarks.iter().all(|remark| matches!(remark, Remark::Newer { .. }));
        matches!(self.taking, Taking::Into(_)) && plain && self.count(Severity::Error) == 0
    }

    /// The workbook that goes back to the district, each wrong cell marked; `None` where nothing need go back, or nobody knows
    /// to whom.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn returned(&self, plan: &Plan, lang: Lang) -> Result<Option<Vec<u8>>, AppError> {
        let known = self.workbook.district.is_some() && self.workbook.month.is_some();
        if !known || self.count(Severity::Error) == 0 {
            return Ok(None);
        }
        let findings: Vec<&Finding> = self.findings.iter().collect();
        Ok(Some(returned(plan, &self.workbook, &findings, lang)?))
    }
}

/// Judges files: the registry and the typefaces are looked at once.
pub struct Judge<'a> {
    workspace: &'a Workspace,
    plan: &'a Plan,
    intake: Intake<'a>,
    registry: RegistryReading,
    fonts: Fonts,
    /// The months that are being worked on; any where none is said.
    working: Vec<Month>,
}

impl<'a> Judge<'a> {
    /// With the readers of `runtime`; files of another month than those `working` are remarked on, where any is said.
    ///
    /// # Errors
    /// Where no reader can be started, or a font of the workspace is none.
    pub fn open(workspace: &'a Workspace, plan: &'a Plan, runtime: &Runtime<'a>, working: Vec<Month>) -> Result<Self, AppError> {
        let intake = Intake::open(runtime, plan)?.without_pictures();
        let registry = registry(workspace, plan, &intake);
        let fonts = Fonts::new(&workspace.fonts()?)?;
        Ok(Self { workspace, plan, intake, registry, fonts, working })
    }

    /// The files `items` of the tray, each with the month that a person gave it; `others` are those judged before.
    ///
    /// # Errors
    /// Where `inputs/` cannot be listed.
    pub fn judge(&self, tray: &Tray, items: &[(Item, Option<Month>)], others: &[Whose]) -> Result<Vec<Dropped>, AppError> {
        let mut inputs = self.inputs()?;
        let mut judged: Vec<Dropped> =
            self.read(tray, items).into_iter().map(|(item, read)| self.decided(&mut inputs, item, read)).collect();
        let known: Vec<Whose> = judged.iter().filter_map(Dropped::whose).chain(others.iter().cloned()).collect();
        for dropped in &mut judged {
            let Some(own) = dropped.whose() else { continue };
            let same = |other: &&Whose| other.id != own.id && (other.district, other.month) == (own.district, own.month);
            if let Some(other) = known.iter().find(same) {
                dropped.remarks.push(Remark::InTray { name: other.name.clone() });
            }
        }
        Ok(judged)
    }

    /// What lies in `inputs/`.
    pub(super) fn inputs(&self) -> Result<Inputs<'_>, AppError> {
        Inputs::open(self.workspace, self.plan, &self.intake)
    }

    /// Files read and validated, each alone, against the registry.
    pub(super) fn read(&self, tray: &Tray, items: &[(Item, Option<Month>)]) -> Vec<(Item, (Workbook, Vec<Finding>))> {
        let sources: Vec<(Option<Month>, Source)> = items.iter().map(|(item, _)| (None, tray.source(item))).collect();
        let received = self.intake.receive_apart(&sources);
        let of = |((item, given), received): (&(Item, Option<Month>), Received)| {
            let mut read = self.validated(received);
            // What a person says counts only where the file says nothing.
            if let (Some(month), true) = (given, says_no_month(&read.1)) {
                let again = self.intake.receive_apart(&[(Some(*month), tray.source(item))]);
                read = again.into_iter().next().map_or(read, |received| self.validated(received));
            }
            (item.clone(), read)
        };
        items.iter().zip(received).map(of).collect()
    }

    fn validated(&self, received: Received) -> (Workbook, Vec<Finding>) {
        let file = received.file.clone();
        let context =
            Context { plan: self.plan, registry: &self.registry, months: &[], lacking: &|text| self.fonts.lacking(text) };
        let mut validated = validate(&context, vec![received]);
        validated.findings.retain(|finding| finding.place.file.as_ref() == Some(&file));
        sort(&mut validated.findings);
        let workbook = validated.workbooks.pop().expect("one file gives one workbook");
        (workbook, validated.findings)
    }

    /// What taking a file would do as things stand.
    pub(super) fn decided(&self, inputs: &mut Inputs<'_>, item: Item, read: (Workbook, Vec<Finding>)) -> Dropped {
        let (workbook, findings) = read;
        let (taking, mut remarks) = match self.refused(&workbook, &findings) {
            Some(taking) => (taking, Vec::new()),
            None => inputs.destination(&item, &workbook),
        };
        if let (Taking::Into(to), Some(working)) = (&taking, self.working.last())
            && !self.working.contains(&to.month)
        {
            remarks.insert(0, Remark::OtherMonth { month: to.month, working: *working });
        }
        if matches!(taking, Taking::Into(_)) && workbook.disposition == Disposition::Rejected {
            remarks.insert(0, Remark::Unusable);
        }
        Dropped { item, workbook, findings, taking, remarks }
    }

    /// Why a file cannot be taken as it is.
    fn refused(&self, workbook: &Workbook, findings: &[Finding]) -> Option<Taking> {
        let year: FiscalYear = self.plan.fiscal_year();
        let has = |code: Code| findings.iter().any(|finding| finding.code() == code);
        let cannot = |why: Cannot| Some(Taking::Cannot(why));
        if workbook.layout.is_none() {
            return cannot(Cannot::Unreadable);
        }
        if let Some(other) = findings.iter().find(|finding| finding.code() == Code::ProvinceOther) {
            return cannot(Cannot::OtherProvince(other.value.clone().unwrap_or_default()));
        }
        if has(Code::DistrictUnknown) || workbook.district.is_none() {
            return cannot(Cannot::WhoseUnknown);
        }
        match workbook.month {
            None => Some(Taking::NeedsMonth),
            Some(month) if month.fiscal_year() != year => cannot(Cannot::OutsideYear { month, year }),
            Some(_) => None,
        }
    }

    /// The rows of an item in which findings stand, one for each finding; `None` where one stands in no cell.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn rows(&self, tray: &Tray, item: &Item, findings: &[&Finding]) -> Result<Vec<Option<RowAsSent>>, ReadTrouble> {
        rows_of(&self.intake, &tray.source(item), findings)
    }
}

/// Days before the end of a month from which reports of it may be meant.
const EARLY: i64 = 10;

/// The months that are being worked on as things stand: the latest that has reports, and the one after it once that draws to
/// its end; before there are any, the first whose reports are due.
pub fn working(workspace: &Workspace, plan: &Plan, today: Date) -> Vec<Month> {
    let Ok(latest) = choose_month(workspace, plan, None) else { return vec![first_month(plan, today)] };
    let in_sight = today.saturating_add(EARLY.days());
    let next = Some(latest.next()).filter(|next| next.fiscal_year() == plan.fiscal_year() && next.next().first_day() <= in_sight);
    std::iter::once(latest).chain(next).collect()
}

/// Whether a file does not say of which month it is.
fn says_no_month(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.code() == Code::MonthUnknown)
}

/// The rows of a file in which findings stand, as the district sent them, one for each finding; `None` where one stands in no
/// cell of the file.
///
/// # Errors
/// Why the file could not be read.
pub fn rows_of(intake: &Intake<'_>, source: &Source, findings: &[&Finding]) -> Result<Vec<Option<RowAsSent>>, ReadTrouble> {
    let wanted = |place: &Place| {
        let (sheet, cell) = (place.sheet.as_deref()?, place.cell?);
        Some(WantedRow { sheet: sheet.to_owned(), row: cell.row, columns: [cell.column].into() })
    };
    let wanted: Vec<Option<WantedRow>> = findings.iter().map(|finding| wanted(&finding.place)).collect();
    let asked: Vec<WantedRow> = wanted.iter().flatten().cloned().collect();
    if asked.is_empty() {
        return Ok(wanted.iter().map(|_| None).collect());
    }
    let mut rows = intake.rows(source, &asked)?.into_iter();
    Ok(wanted.iter().map(|wanted| wanted.as_ref().and_then(|_| rows.next().flatten())).collect())
}
