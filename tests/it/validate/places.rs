//! No file is lost below `inputs/`: what no month reads is named, whosoever it is.

use std::fs;
use std::process::Command;

use otop_report::app::gather::choose_month;
use otop_report::columns::CoverField;
use otop_report::district::DistrictId;
use otop_report::finding::{Code, Finding, Lang, Severity};
use otop_report::form::{Content, workbook};
use otop_report::month::CompiledMonth;
use otop_report::submission::stray::OPENED;
use otop_report::workspace::Workspace;

use crate::support::case::{Case, cover, month};

/// A district's nil report of a month.
fn report(case: &Case, district: usize, of: &str) -> Vec<u8> {
    let mut content = Content { cover: cover(month(of)), ..Content::default() };
    content.cover.insert(CoverField::Nil, "ใช่".into());
    workbook(&case.plan, DistrictId::at(district), month(of), &content).expect("a form")
}

fn misplaced(run: &CompiledMonth) -> Vec<&Finding> {
    run.own_findings().filter(|finding| finding.code() == Code::MisplacedFile).collect()
}

fn paths(run: &CompiledMonth) -> Vec<&str> {
    misplaced(run).iter().filter_map(|finding| finding.place.file.as_deref()).collect()
}

/// The districts whose report may be misplaced, by name.
fn spared<'a>(case: &'a Case, run: &CompiledMonth) -> Vec<&'a str> {
    let districts = case.plan.districts.iter().enumerate();
    districts
        .filter(|(i, _)| run.validated.may_be_misplaced(run.month, DistrictId::at(*i)))
        .map(|(_, district)| district.name.as_str())
        .collect()
}

#[test]
fn a_report_in_a_wrong_place_is_named_with_its_district_and_month() {
    for place in [
        "จุน ส่งใหม่.xlsx",
        "2564-10 แก้ไข/x.xlsx",
        "2564_10/x.xlsx",
        "256410/x.xlsx",
        "2564-13/x.xlsx",
        "2563-10/x.xlsx",
        "ตุลาคม/ซ้อน/x.xlsx",
        "ใหม่/2564-10/x.xlsx",
        "2564-10.zip/x.xlsx",
        "README.xlsx",
        "readme/x.xlsx",
    ] {
        let case = Case::new();
        case.submit_nil("2564-10");
        case.submit_nil("2564-11");
        case.write(place, &report(&case, 1, "2564-10"));
        for of in ["2564-10", "2564-11"] {
            let run = case.compile(of);
            let [finding] = misplaced(&run)[..] else { panic!("{place}: {:?}", paths(&run)) };
            assert_eq!((finding.severity(), finding.district), (Severity::Warning, Some(DistrictId::at(1))), "{place}");
            assert_eq!(finding.place.file.as_deref(), Some(place));
            assert!(finding.message(Lang::Th).contains("รายงานของอำเภอจุน เดือนตุลาคม ๒๕๖๔"), "{}", finding.message(Lang::Th));
            assert!(finding.hint(Lang::Th).contains("inputs/2564-10/"), "{}", finding.hint(Lang::Th));
            assert!(!run.is_draft(), "a warning is no draft");
        }
    }
}

#[test]
fn a_later_months_report_is_told_when_its_month_comes() {
    let case = Case::new();
    case.write("ใหม่/x.xlsx", &report(&case, 1, "2564-11"));
    assert_eq!(paths(&case.compile("2564-10")), Vec::<&str>::new());
    assert_eq!(paths(&case.compile("2564-11")), ["ใหม่/x.xlsx"]);
}

#[test]
fn what_belongs_below_inputs_is_not_told() {
    let mut case = Case::new();
    case.plan.letters.garuda = "ภาพ/ครุฑ.png".to_owned();
    case.submit_nil("2564-10");
    case.submit_nil("2564-12");
    for name in ["README.md", "ภาพ/ครุฑ.png", "~$จุน.xlsx", "Thumbs.db", ".DS_Store", ".git/config", "2565-09/.~lock.x.ods#"]
    {
        case.write(name, b"x");
    }
    fs::create_dir_all(case.path("2564-11 ว่าง")).expect("made");
    assert_eq!(paths(&case.compile("2564-10")), Vec::<&str>::new());
    case.write("ภาพ/ครุฑ (2).png", b"x");
    case.write("registry.xls", &fs::read(case.path("registry.xlsx")).expect("there"));
    let run = case.compile("2564-10");
    assert_eq!(paths(&run), ["registry.xls", "ภาพ/ครุฑ (2).png"]);
    assert_eq!(spared(&case, &run), Vec::<&str>::new(), "neither is anyone's report");
}

#[test]
fn two_folders_of_one_month_are_read_together() {
    let case = Case::new();
    for (i, folder) in ["2565-02", "ก.พ. 2565", "2022-02", "กุมภาพันธ์ ๒๕๖๕"].into_iter().enumerate()
    {
        case.write(&format!("{folder}/รายงาน.xlsx"), &report(&case, i, "2565-02"));
    }
    let run = case.compile("2565-02");
    let status: Vec<&str> = run.totals.districts.iter().map(|district| district.status.name()).collect();
    assert_eq!(status, ["nil", "nil", "nil", "nil", "missing", "missing", "missing", "missing", "missing"]);
    assert_eq!(paths(&run), Vec::<&str>::new());
}

#[test]
fn only_a_district_whose_report_it_may_be_is_spared() {
    let case = Case::new();
    let all: Vec<&str> = case.plan.districts.iter().map(|district| district.name.as_str()).collect();
    let try_with = |name: &str, bytes: &[u8]| {
        case.write(name, bytes);
        let spared: Vec<String> = spared(&case, &case.compile("2564-11")).into_iter().map(str::to_owned).collect();
        case.remove(name);
        spared
    };
    assert_eq!(try_with("x.xlsx", &report(&case, 1, "2564-11")), ["จุน"]);
    assert_eq!(try_with("x.xlsx", &report(&case, 1, "2564-10")), Vec::<String>::new(), "it is another month's");
    assert_eq!(try_with("รวม/ปง.xlsx", b"PK\x03\x04 damaged"), ["ปง"], "its name says so");
    assert_eq!(try_with("ปง/ส่งใหม่.xlsx", b"PK\x03\x04 damaged"), ["ปง"], "its folder says so");
    assert_eq!(try_with("scan.xlsx", b"PK\x03\x04 damaged"), all, "it may be anyone's");
    assert_eq!(try_with("2563-10/scan.xlsx", b"PK\x03\x04 damaged"), Vec::<String>::new(), "of another month, by its folder");
    assert_eq!(try_with("ปง.zip", b"Rar!"), ["ปง"], "what is inside is not known");
    for other in ["ปง.pdf", "ปง.jpg", "ปง.docx", "บันทึก.txt"] {
        assert_eq!(try_with(other, b"x"), Vec::<String>::new(), "{other} is told and is no report");
    }
}

#[test]
fn beyond_fifty_they_are_named_and_not_opened() {
    let case = Case::new();
    let bytes = report(&case, 1, "2564-10");
    for i in 0..OPENED + 4 {
        case.write(&format!("2563-11/{i:03}.xlsx"), &bytes);
    }
    case.write("ก่อนอื่น/x.xlsx", &bytes);
    let run = case.compile("2564-10");
    assert_eq!(paths(&run).len(), OPENED + 5);
    let opened = misplaced(&run).iter().filter(|finding| finding.district.is_some()).count();
    assert_eq!(opened, OPENED);
    assert_eq!(misplaced(&run)[0].district, Some(DistrictId::at(1)));
    let first =
        misplaced(&run).iter().any(|finding| finding.place.file.as_deref() == Some("ก่อนอื่น/x.xlsx") && finding.district.is_some());
    assert!(first, "an archive of other years comes last");
}

#[test]
fn where_all_lie_in_a_wrong_place_they_are_named() {
    let case = Case::new();
    case.write("จุน.xlsx", &report(&case, 1, "2564-10"));
    let error = choose_month(&Workspace::new(case.root()), &case.plan, None).expect_err("no month has a report").to_string();
    assert!(error.contains("จุน.xlsx"), "{error}");
}

#[test]
fn no_reminder_goes_to_a_district_whose_report_may_be_there() {
    let case = Case::new();
    case.submit_nil("2564-10");
    fs::rename(case.path("2564-10/ปง.xlsx"), case.path("ปง.xlsx")).expect("moved");
    case.remove("2564-10/จุน.xlsx");
    let compile = |today: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_otop-report"));
        let output = command.arg("--workspace").arg(case.root()).args(["--today", today, "compile", "2564-10"]).output();
        let output = output.expect("it starts");
        assert_eq!(output.status.code(), Some(1));
        let folder = case.root().join("outputs/2564-10");
        let letters = folder.read_dir().expect("written").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut letters: Vec<String> = letters.filter(|name| name.starts_with("letter-reminder")).collect();
        letters.sort();
        (letters, String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (letters, said) = compile("2564-11-20");
    assert_eq!(letters, ["letter-reminder-5602.docx", "letter-reminder-5602.pdf"]);
    assert!(said.contains("วางผิดที่") && said.contains("ปง.xlsx") && said.contains("ยังไม่ออกหนังสือเตือนถึง ปง เพราะ"), "{said}");
    let (letters, said) = compile("2564-11-01");
    assert!(letters.is_empty() && said.contains("ปง.xlsx") && !said.contains("ยังไม่ออกหนังสือเตือน"), "nothing is due yet: {said}");
    fs::rename(case.path("ปง.xlsx"), case.path("2564-10/ปง.xlsx")).expect("moved back");
    let (letters, said) = compile("2564-11-20");
    assert!(letters.len() == 2 && !said.contains("วางผิดที่"), "{said}");
}
