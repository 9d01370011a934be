//! Opens what was received: whose it is, and what is wrong with the workbook as a whole (SPEC §4).

use rust_decimal::Decimal;

use super::cover::Identity;
use super::{Disposition, Standing, Workbook, file_name};
use crate::columns::CoverField;
use crate::finding::words::{Excess, Refusal};
use crate::finding::{Code, Finding, Place, Problem};
use crate::plan::Plan;
use crate::submission::find::claims_to_be_a_spreadsheet;
use crate::submission::read::{ReadTrouble, Size};
use crate::submission::{Received, Recognised};

/// Opens the workbook's layout and finds out whose it is, and what is wrong with it.
pub(super) fn identify(plan: &Plan, received: Received) -> Workbook {
    let Received { file, folder, sha256, content } = received;
    let guess = file_name::parts(&file).find_map(|part| file_name::district(plan, part));
    let mut workbook = Workbook {
        file,
        month: folder,
        district: guess,
        revision: 0,
        nil: false,
        reported_on: None,
        disposition: Disposition::Used,
        standing: Standing::Sure,
        layout: None,
        date_1904: false,
        sha256,
        counted: 0,
        counted_baht: Decimal::ZERO,
        findings: Vec::new(),
    };
    match content {
        Ok(Recognised { layout, properties, date_1904 }) => {
            workbook.date_1904 = date_1904;
            let mut identity = Identity { plan, properties, layout, workbook: &mut workbook };
            identity.run();
            workbook.layout = Some(identity.layout);
            let faults = layout_findings(&mut workbook);
            workbook.findings.extend(faults);
        }
        Err(trouble) => {
            let problem = unread(&workbook.file, trouble);
            workbook.disposition =
                if problem.code() == Code::FileForeign { Disposition::SetAside } else { Disposition::Rejected };
            workbook.standing = Standing::Unknown;
            workbook.findings.push(Finding::new(problem, Place::file(&workbook.file)));
        }
    }
    workbook
}

/// The layout's own findings. A missing form or column rejects the workbook, unless the cover says nil.
fn layout_findings(workbook: &mut Workbook) -> Vec<Finding> {
    let Some(layout) = &mut workbook.layout else { return Vec::new() };
    let mut findings = std::mem::take(&mut layout.findings);
    let unusable = |code: Code| matches!(code, Code::SheetMissing | Code::SheetTwice | Code::ColumnMissing | Code::ColumnUnclear);
    if workbook.nil && layout.account.records == 0 {
        findings.retain(|finding| !unusable(finding.code()));
    }
    let empty = layout.account.records == 0 && !workbook.nil && !findings.iter().any(|finding| unusable(finding.code()));
    if empty {
        findings.push(Finding::new(Problem::EmptyReport, Place::file(&workbook.file)));
    }
    if empty || findings.iter().any(|finding| unusable(finding.code())) {
        workbook.disposition = Disposition::Rejected;
    }
    if workbook.nil && layout.account.records > 0 {
        let place = layout.cover.get(&CoverField::Nil).map_or_else(|| Place::file(&workbook.file), |cell| cell.place.clone());
        findings.push(Finding::new(Problem::NilWithRows { rows: layout.account.records as u64 }, place));
    }
    findings
}

/// What is told of a file that could not be read.
fn unread(file: &str, trouble: ReadTrouble) -> Problem {
    match trouble {
        ReadTrouble::Inaccessible(reason) => Problem::FileInaccessible { why: Refusal(reason) },
        // A letter or a photograph beside the reports, which nobody takes for one.
        trouble if !claims_to_be_a_spreadsheet(file) && trouble.is_of_the_content() => Problem::FileForeign,
        ReadTrouble::Encrypted => Problem::FileEncrypted,
        ReadTrouble::NotASpreadsheet => Problem::FileNotSpreadsheet,
        ReadTrouble::Empty => Problem::FileEmpty,
        ReadTrouble::TookTooLong(_) => Problem::FileTookTooLong,
        ReadTrouble::OutOfMemory => Problem::FileNeedsTooMuchMemory,
        ReadTrouble::OutsideInputs | ReadTrouble::Link | ReadTrouble::NotAFile => Problem::FileOutsideInputs,
        ReadTrouble::TooLarge { what: Size::Files, limit } => Problem::TooManyFiles { limit },
        ReadTrouble::TooLarge { what, limit } => Problem::FileTooLarge { what: Excess { what, limit } },
        ReadTrouble::Unreadable(reason) => Problem::FileUnreadable { reason },
    }
}
