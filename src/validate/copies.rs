//! Workbooks that say the same, whatever their bytes, names and formats (SPEC §4).

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Context, Disposition, Standing, Workbook};
use crate::columns::{CoverField, ValueKind};
use crate::district::DistrictId;
use crate::finding::{Code, Finding, Place, Problem};
use crate::plan::Plan;
use crate::submission::raw::RawValue;
use crate::submission::values::{day, number, words};
use crate::thai::calendar::Month;
use crate::thai::digits::to_arabic;

/// Month, district and content of a workbook, by which it is known again.
type Said = (Option<Month>, Option<DistrictId>, Vec<u8>);

/// Sets all but one of the workbooks of a month aside that say the same; what is wrong with a copy is said of the original.
pub(super) fn set_aside(context: &Context<'_>, workbooks: &mut [Workbook]) {
    let mut kept: BTreeMap<Said, usize> = BTreeMap::new();
    let mut order: Vec<usize> = alike(workbooks).collect();
    // Of several the one is kept that can be used, and whose name does not speak against it.
    order.sort_by_key(|i| (workbooks[*i].disposition != Disposition::Used, workbooks[*i].standing != Standing::Sure, *i));
    for i in order {
        let workbook = &workbooks[i];
        // A nil report without a district on its cover is the district's whose name the file bears.
        let records = workbook.layout.as_ref().map_or(0, |layout| layout.account.records);
        let nil_of = workbook.district.filter(|_| workbook.disposition == Disposition::Used && records == 0);
        let said = (workbook.disposition == Disposition::Used).then(|| said(context.plan, workbook));
        let keys =
            [Some(workbook.sha256.clone().into_bytes()), said].into_iter().flatten().map(|same| (workbook.month, nil_of, same));
        let keys: Vec<_> = keys.collect();
        let original = keys.iter().find_map(|key| kept.get(key).copied());
        for key in keys {
            kept.entry(key).or_insert(original.unwrap_or(i));
        }
        if let Some(original) = original {
            let other = workbooks[original].file.to_string();
            let workbook = &mut workbooks[i];
            workbook.disposition = Disposition::SetAside;
            workbook.findings.retain(|finding| finding.code() == Code::FileNameMismatch);
            workbook.findings.push(Finding::new(Problem::IdenticalCopy { other }, Place::file(&workbook.file)));
        }
    }
}

/// The workbooks that may be copies, told at a glance: month, revision and number of entries are another's too.
fn alike(workbooks: &[Workbook]) -> impl Iterator<Item = usize> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, workbook) in workbooks.iter().enumerate() {
        if let Some(layout) = &workbook.layout {
            groups.entry((workbook.month, workbook.revision, layout.account.records)).or_default().push(i);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).flatten()
}

/// A digest of cover and entries, made comparable.
fn said(plan: &Plan, workbook: &Workbook) -> Vec<u8> {
    let mut digest = Sha256::new();
    let mut add = |text: &str| {
        digest.update(text.as_bytes());
        digest.update([0]);
    };
    cover(plan, workbook).iter().for_each(|field| add(field));
    for (form, table) in workbook.layout.iter().flat_map(|layout| &layout.tables) {
        for record in &table.records {
            add(form.sheet());
            for (column, value) in form.columns().iter().zip(&record.cells) {
                add(&comparable(plan, workbook, column.kind, value.as_ref()));
            }
        }
    }
    digest.finalize().to_vec()
}

/// The cover's fields: those that were understood by their meaning, the others by their words.
fn cover(plan: &Plan, workbook: &Workbook) -> Vec<String> {
    let field = |field: CoverField| {
        let value = workbook.layout.as_ref().and_then(|layout| layout.cover.get(&field)?.value.as_ref());
        let text = value.map(words).unwrap_or_default();
        match field {
            CoverField::District => plan.district(&text).map(|district| district.index().to_string()).unwrap_or_default(),
            CoverField::Month => String::new(),
            CoverField::Revision => workbook.revision.to_string(),
            CoverField::ReportDate => workbook.reported_on.map(|date| date.to_string()).unwrap_or_default(),
            CoverField::Nil => workbook.nil.to_string(),
            _ => to_arabic(&text),
        }
    };
    CoverField::ALL.into_iter().map(field).collect()
}

/// A cell as its column understands it: days and amounts by value, a row's number not at all.
fn comparable(plan: &Plan, workbook: &Workbook, kind: ValueKind, value: Option<&RawValue>) -> String {
    let understood = match kind {
        ValueKind::RowNumber => Some(String::new()),
        ValueKind::Day => day(value, plan.fiscal_year(), workbook.date_1904).ok().flatten().map(|date| date.to_string()),
        ValueKind::Money => number(value).ok().map(|amount| amount.unwrap_or_default().normalize().to_string()),
        ValueKind::Count => number(value).ok().flatten().map(|count| count.normalize().to_string()),
        ValueKind::Text | ValueKind::Choice(_) | ValueKind::Link => None,
    };
    understood.unwrap_or_else(|| to_arabic(&value.map(words).unwrap_or_default()))
}
