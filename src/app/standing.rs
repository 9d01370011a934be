//! Where the office stands: the year as far as it has come, what of the month lies printed and sealed, and what to do next.

use std::path::Path;

use jiff::civil::Date;
use walkdir::WalkDir;

use super::gather::{choose_month, of_plan, received_anything};
use super::init::first_month;
use super::months::compile_month;
use super::{AppError, Runtime, archive};
use crate::archive::BagId;
use crate::archive::ledger::Ledger;
use crate::files::{read_within, relative};
use crate::finding::Severity;
use crate::month::CompiledMonth;
use crate::output::{About, FileKind};
use crate::plan::Plan;
use crate::record;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// Bytes of a month's figures that are read back at most.
const FIGURES: u64 = 256 << 20;

/// Where the office stands.
#[derive(Debug)]
pub struct Standing {
    /// The month in hand, compiled with those before it.
    pub month: CompiledMonth,
    /// What lies printed of it, each by its path below `outputs/<month>/`.
    pub published: Vec<(String, About)>,
    /// Whether what lies printed shows the figures of what was received.
    pub is_current: bool,
    /// Its last revision in the archive, signed copies aside.
    pub sealed: Option<BagId>,
    /// What to do next.
    pub next: Next,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send out the forms of a month.
    SendForms(Month),
    /// Take in what districts send: so many are still lacking.
    Receive(Month, usize),
    /// Look at what is wrong: so many errors.
    Mend(Month, usize),
    /// Make the report.
    Make(Month),
    /// Have it signed and seal it.
    Seal(Month),
}

impl Next {
    /// The month that it is about.
    pub fn month(self) -> Month {
        match self {
            Self::SendForms(month) | Self::Receive(month, _) | Self::Mend(month, _) | Self::Make(month) | Self::Seal(month) => {
                month
            }
        }
    }
}

/// Where the office stands with `month`, or with the latest that has reports; before there are any, with the first that is due.
///
/// # Errors
/// Where the month lies outside the fiscal year, or the inputs cannot be read.
pub fn standing(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Option<Month>,
    today: Date,
) -> Result<Standing, AppError> {
    let month = match month {
        Some(month) => of_plan(plan, month)?,
        None => choose_month(workspace, plan, None).unwrap_or_else(|_| first_month(plan, today)),
    };
    let compiled = compile_month(workspace, plan, runtime, month)?;
    let folder = workspace.outputs().join(month.to_string());
    let printed = read_within(&folder.join("data.json"), FIGURES).ok();
    let is_current = printed.is_some_and(|printed| printed == record::data_json(plan, &compiled));
    let ledger = archive(workspace, plan).and_then(|archive| Ok(Ledger::load(&archive)?)).ok().flatten().unwrap_or_default();
    let of_month = ledger.entries.iter().map(|entry| entry.bag).filter(|bag| bag.month == month && bag.signed == 0);
    let sealed = of_month.max_by_key(|bag| bag.revision);
    let next = next(plan, &compiled, is_current, sealed.is_some(), received_anything(workspace, plan, month)?);
    Ok(Standing { published: published(plan, &folder), month: compiled, is_current, sealed, next })
}

fn next(plan: &Plan, compiled: &CompiledMonth, is_current: bool, is_sealed: bool, is_begun: bool) -> Next {
    let month = compiled.month;
    let lacking = compiled.totals.districts.iter().filter(|district| !district.status.is_usable()).count();
    match () {
        () if !is_begun => Next::SendForms(month),
        () if is_sealed && is_current => {
            let following = month.next();
            if following.fiscal_year() == plan.fiscal_year() { Next::SendForms(following) } else { Next::Seal(month) }
        }
        () if lacking > 0 => Next::Receive(month, lacking),
        () if compiled.count(Severity::Error) > 0 => Next::Mend(month, compiled.count(Severity::Error)),
        () if !is_current => Next::Make(month),
        () => Next::Seal(month),
    }
}

/// The files in a month's folder, or the targets', told by their names: each by its path, in order.
pub fn published(plan: &Plan, folder: &Path) -> Vec<(String, About)> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| relative(folder, entry.path()));
    files.filter(|path| !path.starts_with('.')).map(|path| (path.clone(), about(plan, &path))).collect()
}

/// What a published file is.
fn about(plan: &Plan, path: &str) -> About {
    let stem = path.split('.').next().unwrap_or(path);
    let for_district = |stem: &str| plan.districts.iter().find(|district| stem.ends_with(&format!("-{}", district.geocode)));
    if let Some(geocode) = stem.strip_prefix("returns/") {
        return About::of(FileKind::Returned, "returned", "").for_district(geocode);
    }
    let kind = match path {
        "report.html" => FileKind::Page,
        "data.json" => FileKind::Figures,
        "findings.json" => FileKind::Findings,
        "rows.json" => FileKind::Rows,
        _ if stem.starts_with("packet-") => FileKind::Packet,
        _ if stem.starts_with("letter-") || stem.starts_with("memo") => FileKind::Letter,
        _ => FileKind::Document,
    };
    match for_district(stem) {
        Some(district) => About::of(kind, &stem[..stem.len() - district.geocode.len() - 1], "").for_district(&district.geocode),
        None => About::of(kind, stem, ""),
    }
}
