//! The parts inside the workbook that make it a form: locks, checks, lists, paper.

use std::io::{Cursor, Read};

use otop_report::form::{Content, workbook};

use super::clerk::{DISTRICT, filled, month, plan};

/// The parts of the workbook by name.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn odd_values_are_asked_about_and_lists_hang_on_the_hidden_sheet() {
    let bytes = workbook(&plan(), DISTRICT, month(), &Content::default()).expect("a form");
    let (activities, listings) = (part(&bytes, "xl/worksheets/sheet2.xml"), part(&bytes, "xl/worksheets/sheet3.xml"));
    for kind in ["date", "whole", "decimal"] {
        assert!(activities.contains(&format!("<dataValidation type=\"{kind}\" errorStyle=\"warning\"")), "{kind}");
    }
    assert!(listings.contains("<dataValidation type=\"list\" errorStyle=\"warning\""));
    for range in ["'รายการ'!$A$2:$A$11", "'รายการ'!$B$2:$B$4", "'รายการ'!$C$2:$C$6"] {
        assert!(listings.contains(range), "{range}");
    }
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("'รายการ'!$D$2:$D$2"));
    assert!(part(&bytes, "xl/workbook.xml").contains("name=\"รายการ\" sheetId=\"4\" state=\"hidden\""));
}

#[test]
fn headings_are_locked_without_a_password_and_sheets_print_on_a4() {
    let bytes = workbook(&plan(), DISTRICT, month(), &filled()).expect("a form");
    for sheet in 1..=3 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(xml.contains("<sheetProtection sheet=\"1\"") && !xml.contains("password"), "sheet {sheet}");
        assert!(xml.contains("paperSize=\"9\"") && xml.contains("fitToHeight=\"0\""), "sheet {sheet}");
    }
    let styles = part(&bytes, "xl/styles.xml");
    // Cells that nothing was written to are unlocked too, or no row could be deleted.
    let first = styles.split("<cellXfs").nth(1).and_then(|formats| formats.split("</xf>").next()).unwrap_or_default();
    assert!(first.contains("<protection locked=\"0\"/>"), "{first}");
    assert!(
        styles.contains("<protection locked=\"0\"/>")
            && styles.contains("[$-D07041E]d mmm yyyy")
            && styles.contains("[$-D00041E]#,##0.00")
    );
}
