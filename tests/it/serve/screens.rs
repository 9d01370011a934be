//! What the pages say and do is what the commands say and do.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use otop_report::app::compile::compile;
use otop_report::app::{Readers, Runtime, Unwatched};
use otop_report::lang::Lang;
use walkdir::WalkDir;

use super::Served;
use crate::support::case::{Case, month};

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let relative = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
    entries.map(|entry| (relative(entry.path()), std::fs::read(entry.path()).expect("a file"))).collect()
}

/// What the command writes for February.
fn by_command(case: &Case) -> BTreeMap<String, Vec<u8>> {
    let runtime = Runtime { readers: Readers::Workers(env!("CARGO_BIN_EXE_otop-report").into()), progress: &Unwatched };
    let plan = case.workspace().plan().expect("the sample plan");
    compile(&case.workspace(), &plan, &runtime, Some(month("2565-02")), date(2022, 3, 10), Lang::Th).expect("the sample month");
    files(&case.root().join("outputs/2565-02"))
}

#[test]
fn the_desk_makes_the_commands_bytes_again_and_again() {
    let desk = Served::over(Case::sample());
    let expected = by_command(&Case::sample());
    for round in 0..3 {
        let page = desk.order("/month/2565-02/make", "");
        assert!(page.text().contains("จัดทำแล้ว"), "{}", page.text());
        let made = files(&desk.case.root().join("outputs/2565-02"));
        assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        let differing: Vec<&String> = expected.keys().filter(|path| made[*path] != expected[*path]).collect();
        assert_eq!(differing, Vec::<&String>::new(), "round {round}: what is kept from before must change nothing");
    }
}

#[test]
fn what_changed_since_the_last_run_is_told() {
    let desk = Served::over(Case::sample());
    assert!(desk.order("/month/2565-02/make", "").text().contains("เป็นครั้งแรกที่จัดทำเดือนนี้"));
    assert!(desk.order("/month/2565-02/make", "").text().contains("ไม่มีอะไรเปลี่ยน"));
    desk.case.remove("2565-02/ปง.xlsx");
    let text = desk.order("/month/2565-02/make", "").text();
    assert!(text.contains("เป็นฉบับร่าง") && text.contains("ตัวเลขที่เปลี่ยน"), "{text}");
    assert!(text.contains("<th scope=\"row\">ปง</th><td>สถานะรายงาน</td>"), "{text}");
}

#[test]
fn the_year_says_what_to_do_next() {
    let desk = Served::over(Case::sample());
    let next = |words: &str| {
        let page = desk.get("/").text();
        assert!(page.contains(words), "{words}: {page}");
    };
    next("จัดทำรายงานเดือนกุมภาพันธ์ ๒๕๖๕ ได้");
    desk.order("/month/2565-02/make", "");
    next("พร้อมเสนอลงนาม");
    assert!(desk.order("/archive/seal", "month=2565-02").text().contains("ผนึกชุด 2565-02/r1 แล้ว"));
    next("ยังไม่มีรายงานของเดือนมีนาคม ๒๕๖๕");
    desk.case.remove("2565-02/ปง.xlsx");
    next("ยังขาดรายงาน ๑ อำเภอ");
}

#[test]
fn an_empty_folder_begins_with_a_plan() {
    let case = Case::sample();
    case.remove("plan.toml");
    let desk = Served::over(case);
    assert!(desk.get("/").text().contains("ตั้งแผน"));
    desk.case.write("plan.toml", "[province]\nname = 5\n".as_bytes());
    assert!(desk.get("/").text().contains("แผนต้องแก้ก่อน"));
    assert_eq!(desk.get("/month").status, 422);
}

#[test]
fn behind_every_figure_are_its_cells() {
    let desk = Served::over(Case::sample());
    let page = desk.get("/").text();
    let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let figures: Vec<&str> = links.into_iter().filter(|link| link.contains("/explain/")).collect();
    assert_eq!(figures.len(), 10 * 8 + 3, "nine districts and the province, eight figures each; percent, level, channels");
    for link in figures {
        let path = link.strip_prefix(&desk.base).expect("within the desk");
        assert_eq!(desk.get(path).status, 200, "{path}");
    }
    let behind = desk.get("/explain/2565-02/5602/operators-year").text();
    assert!(behind.contains("กลุ่มข้าวแต๋น จุน ตัวอย่างที่ ๑๓") && behind.contains("<b class=\"cell\">C5</b>"), "{behind}");
    assert_eq!(desk.get("/explain/2565-02/9999/operators-year").status, 422);
}

#[test]
fn a_month_without_reports_is_not_made_by_chance() {
    let desk = Served::over(Case::sample());
    assert_eq!(desk.post("/month/2565-05/make", "").status, 422);
    assert!(desk.get("/month/2565-05").text().contains("name=\"empty\""));
    assert!(desk.order("/month/2565-05/make", "empty=yes").text().contains("เป็นฉบับร่าง"));
    assert_eq!(desk.post("/month/2570-05/make", "").status, 422, "another year's month");
    assert_eq!(desk.post("/month/x/make", "").status, 404);
}

#[test]
fn the_archive_from_seal_to_export() {
    let desk = Served::over(Case::sample());
    desk.case.remove("2565-02/ปง.xlsx");
    let refused = desk.order("/archive/seal", "month=2565-02");
    assert!(refused.text().contains("ยังเป็นฉบับร่าง"), "{}", refused.text());
    let sealed = desk.order("/archive/seal", "month=2565-02&accept_draft=%E0%B8%A3%E0%B8%AD%E0%B8%9B%E0%B8%87");
    assert!(sealed.text().contains("ผนึกชุด 2565-02/r1 แล้ว") && sealed.text().contains("รอปง"), "{}", sealed.text());
    let boundary = "otop-report-boundary";
    let scan = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"month\"\r\n\r\n2565-02\r\n--{boundary}\r\nContent-Disposition: form-data; \
         name=\"scans\"; filename=\"../../ลงนาม.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 a scan\r\n--{boundary}--\r\n"
    );
    let kind = format!("multipart/form-data; boundary={boundary}");
    let added = desk.post_as("/archive/signed", &kind, scan.as_bytes());
    assert_eq!(added.status, 303, "{}", added.text());
    let page = desk.order("/archive/verify", "month=&expected=");
    assert!(page.text().contains("ทุกชุดยังเป็นอย่างที่ผนึกไว้"), "{}", page.text());
    assert!(page.text().contains("(ลงนาม)"), "the signed copy is listed");
    let exported = desk.post("/archive/export", "month=");
    assert_eq!((exported.status, exported.header("location")), (303, format!("{}/outputs/archive-all.zip?keep=1", desk.base)));
    let zip = desk.get("/outputs/archive-all.zip?keep=1");
    assert!(zip.body.starts_with(b"PK") && zip.header("content-disposition").starts_with("attachment"));
    let names = files(&desk.case.root().join("outputs/archive"));
    let told = names.iter().filter(|(path, _)| path.ends_with(".json")).any(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("\"ลงนาม.pdf\"")
    });
    assert!(told, "the scan's own name is kept beside it, without the folders it claimed");
}

#[test]
fn forms_and_targets_go_out() {
    let desk = Served::over(Case::sample());
    let page = desk.order("/forms/2565-03/make", "").text();
    assert!(page.contains("ออกแบบฟอร์มเดือนมีนาคม ๒๕๖๕ แล้ว ๙ แฟ้ม"), "{page}");
    assert!(desk.get("/forms/2565-03/zip").body.starts_with(b"PK"));
    assert_eq!(desk.get("/forms/2565-03/zip").body, desk.get("/forms/2565-03/zip").body);
    assert!(desk.order("/targets/make", "").text().contains("packet-assignment.pdf"));
    assert_eq!(desk.get("/forms/2565-06/zip").status, 404, "what was not made");
}

#[test]
fn both_languages() {
    let desk = Served::over(Case::sample());
    let chosen = desk.post("/language", "lang=en");
    assert_eq!(chosen.status, 303);
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("lang=en;"), "{cookie}");
    let both = format!("desk={}; lang=en", desk.key);
    let page = desk.ask("GET", &format!("{}/", desk.base), &[("Host", &desk.host()), ("Cookie", &both)], b"").text();
    assert!(page.contains("<html lang=\"en\">") && page.contains("Who has reported"), "{page}");
    assert_eq!(desk.post("/language", "lang=xx").status, 404);
}
