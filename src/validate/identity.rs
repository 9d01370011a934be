//! Opens what was received: whose it is, and what is wrong with the workbook as a whole (SPEC §4).
use std::io::ErrorKind;

use rust_decimal::Decimal;

use super::cover::Identity;
use super::{Fate, Standing, Workbook, about, file_name};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;
use crate::submission::columns::CoverField;
use crate::submission::find::claims_to_be_a_spreadsheet;
use crate::submission::read::{ReadTrouble, Size};
use crate::submission::{Received, Recognised};
use crate::thai::digits::to_thai;

/// Opens the workbook's layout and finds out whose it is; what is wrong goes to `findings`.
pub(super) fn identify(plan: &Plan, received: Received, findings: &mut Vec<Finding>) -> Workbook {
    let Received { file, folder, sha256, content } = received;
    let guess = file_name::parts(&file).find_map(|part| file_name::district(plan, part));
    let mut workbook = Workbook {
        file,
        month: folder,
        district: guess,
        revision: 0,
        nil: false,
        reported_on: None,
        fate: Fate::Used,
        standing: Standing::Sure,
        layout: None,
        date_1904: false,
        sha256,
        counted: 0,
        counted_baht: Decimal::ZERO,
    };
    match content {
        Ok(Recognised { layout, properties, date_1904 }) => {
            workbook.date_1904 = date_1904;
            let mut identity = Identity { plan, properties, layout, workbook: &mut workbook, findings: Vec::new() };
            identity.run();
            let (layout, mut faults) = (identity.layout, identity.findings);
            workbook.layout = Some(layout);
            faults.extend(layout_findings(&mut workbook));
            findings.extend(faults.into_iter().map(|finding| about(plan, &workbook, finding)));
        }
        Err(trouble) => {
            let finding = trouble_finding(&workbook, &trouble);
            workbook.fate = if finding.code == Code::FileForeign { Fate::SetAside } else { Fate::Rejected };
            workbook.standing = Standing::Unknown;
            findings.push(about(plan, &workbook, finding));
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
        findings.retain(|finding| !unusable(finding.code));
    }
    let empty = layout.account.records == 0 && !workbook.nil && !findings.iter().any(|finding| unusable(finding.code));
    if empty {
        findings.push(Finding::new(Code::EmptyReport, Place::file(&workbook.file)));
    }
    if empty || findings.iter().any(|finding| unusable(finding.code)) {
        workbook.fate = Fate::Rejected;
    }
    if workbook.nil && layout.account.records > 0 {
        let place = layout.cover.get(&CoverField::Nil).map_or_else(|| Place::file(&workbook.file), |cell| cell.place.clone());
        findings.push(Finding::new(Code::NilWithRows, place).with("rows", layout.account.records));
    }
    findings
}

fn trouble_finding(workbook: &Workbook, trouble: &ReadTrouble) -> Finding {
    let finding = |code| Finding::new(code, Place::file(&workbook.file));
    match trouble {
        ReadTrouble::Inaccessible(reason) => {
            finding(Code::FileInaccessible).with("why", why_inaccessible(reason)).with("reason", reason)
        }
        // A letter or a photograph beside the reports, which nobody takes for one.
        trouble if !claims_to_be_a_spreadsheet(&workbook.file) && trouble.is_of_the_content() => finding(Code::FileForeign),
        ReadTrouble::Encrypted => finding(Code::FileEncrypted),
        ReadTrouble::NotASpreadsheet => finding(Code::FileNotSpreadsheet),
        ReadTrouble::Empty => finding(Code::FileEmpty),
        ReadTrouble::TookTooLong(_) | ReadTrouble::OutOfMemory => finding(Code::FileTookTooLong),
        ReadTrouble::OutsideInputs | ReadTrouble::Link | ReadTrouble::NotAFile => finding(Code::FileOutsideInputs),
        ReadTrouble::TooLarge { what: Size::Files, limit } => finding(Code::TooManyFiles).with("limit", limit),
        ReadTrouble::TooLarge { what, limit } => finding(Code::FileTooLarge).with("what", too_large(*what, *limit)),
        ReadTrouble::Unreadable(reason) => finding(Code::FileUnreadable).with("reason", reason),
    }
}

fn why_inaccessible(reason: &str) -> &'static str {
    let is = |kind: ErrorKind| kind.to_string() == reason;
    match reason {
        _ if is(ErrorKind::ResourceBusy) => "โปรแกรมอื่นเปิดแฟ้มนี้ค้างไว้",
        _ if is(ErrorKind::PermissionDenied) => "ไม่มีสิทธิ์อ่าน",
        _ if is(ErrorKind::NotFound) => "แฟ้มหายไป หรือเป็นทางลัดที่ไม่มีปลายทาง",
        _ => "ระบบไม่ยอมให้เปิด",
    }
}

fn too_large(what: Size, limit: u64) -> String {
    let text = match what {
        Size::File => format!("แฟ้มเกิน {} MiB", limit >> 20),
        Size::Inflated => format!("คลายแล้วเกิน {} MiB", limit >> 20),
        Size::Rows => format!("แผ่นงานเกิน {limit} แถว"),
        Size::Columns => format!("แผ่นงานเกิน {limit} คอลัมน์"),
        Size::Cells => format!("เกิน {limit} ช่อง"),
        Size::Text => format!("ข้อความเกิน {} MiB", limit >> 20),
        Size::Sheets => format!("เกิน {limit} แผ่นงาน"),
        Size::Files => format!("เกิน {limit} แฟ้ม"),
        Size::MonthRows => format!("แฟ้มของเดือนรวมกันเกิน {limit} แถว"),
    };
    to_thai(&text)
}
