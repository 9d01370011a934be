//! Files are dropped, looked at, taken and discarded over the wire, with script and without.

use otop_report::columns::{Form, listing};
use otop_report::form::Content;

use super::{Answer, Served};
use crate::support::case::Case;
use crate::support::desk::{WORKING, report};

const EDGE: &str = "edge-of-the-parts";

/// The parts of a form with these files.
fn parcel(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
    body
}

impl Served {
    /// Drops files from a page without script, and shows the page that follows.
    fn drop_files(&self, files: &[(&str, &[u8])]) -> String {
        self.followed(&self.post_as("/receive/drop", &format!("multipart/form-data; boundary={EDGE}"), &parcel(files)))
    }

    /// The page that an answer leads to.
    fn followed(&self, answer: &Answer) -> String {
        assert_eq!(answer.status, 303, "{}", answer.text());
        let to = answer.header("location");
        self.get(to.strip_prefix(&self.base).expect("within the desk")).text()
    }

    /// The digest of the only file in the tray.
    fn only(&self) -> String {
        self.case.tray().slots().expect("listed").remove(0).id
    }
}

/// A good report, but for an unknown channel.
fn faulty() -> Content {
    let mut content = report("ก");
    content.rows.get_mut(&Form::Listings).expect("it has one")[0][listing::CHANNEL] = "เฟสสบุก".into();
    content
}

#[test]
fn a_file_is_dropped_looked_at_and_taken() {
    let case = Case::new();
    let form = case.form(0, WORKING, &report("ก"));
    let desk = Served::over(case);
    let page = desk.drop_files(&[("ส่ง/เมือง.xlsx", &form)]);
    for said in ["วางในถาดแล้ว ๑ แฟ้ม", "รายงานของอำเภอเมืองพะเยา ประจำเดือนกุมภาพันธ์ ๒๕๖๕", "นับได้ ๒ แถว", "inputs/2565-02/เมือง.xlsx"]
    {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(desk.case.month_files().is_empty(), "looking at it changes nothing");
    assert!(desk.get("/receive").text().contains("เมือง.xlsx"), "it is there in a second tab, too");

    let id = desk.only();
    assert_eq!(desk.get("/receive/take").status, 405, "what is asked for changes nothing");
    let page = desk.followed(&desk.post("/receive/take", &format!("id={id}")));
    assert!(page.contains("รับ &quot;เมือง.xlsx&quot; เข้าแล้ว") && page.contains("ถาดว่าง"), "{page}");
    assert_eq!(desk.case.month_files(), ["เมือง.xlsx"]);
}

#[test]
fn a_script_gets_the_card_alone() {
    let case = Case::new();
    let form = case.form(0, WORKING, &faulty());
    let desk = Served::over(case);
    let (host, cookie, origin) = (desk.host(), format!("desk={}", desk.key), format!("http://{}", desk.host()));
    let kind = format!("multipart/form-data; boundary={EDGE}");
    let headers =
        [("Host", &*host), ("Cookie", &*cookie), ("Origin", &*origin), ("Content-Type", &*kind), ("Accept", "text/x-cards")];
    let answer = desk.ask("POST", &format!("{}/receive/drop", desk.base), &headers, &parcel(&[("เมือง.xlsx", &form)]));
    let text = answer.text();
    assert_eq!((answer.status, text.matches("<article").count(), text.matches("<html").count()), (200, 1, 0), "{text}");
    for said in ["ไม่รู้จักช่องทาง", "<td class=\"wrong\"><mark>เฟสสบุก</mark>", "วิธีแก้", "เรียน สำนักงานพัฒนาชุมชนอำเภอเมืองพะเยา"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn what_was_found_is_filtered() {
    let case = Case::new();
    let form = case.form(0, WORKING, &faulty());
    case.write("2565-02/เมือง.xlsx", &form);
    let desk = Served::over(case);
    desk.drop_files(&[("ส่งใหม่.xlsx", &desk.case.form(1, WORKING, &faulty()))]);
    let found = |path: &str| desk.get(path).text().contains("unknown-channel");
    for path in ["/receive?", "/findings?month=2565-02"] {
        let district = if path.starts_with("/receive") { "5602" } else { "5601" };
        for (query, is_there) in [
            (String::new(), true),
            (format!("&district={district}"), true),
            ("&district=5609".to_owned(), false),
            ("&severity=error".to_owned(), true),
            ("&severity=note".to_owned(), false),
            ("&sheet=%E0%B8%9B%E0%B8%81".to_owned(), false),
        ] {
            assert_eq!(found(&format!("{path}{query}")), is_there, "{path}{query}");
        }
    }
}

#[test]
fn what_goes_back_is_one_press_away() {
    let case = Case::new();
    let form = case.form(0, WORKING, &faulty());
    case.write("2565-02/เมือง.xlsx", &form);
    let desk = Served::over(case);
    desk.drop_files(&[("จุน.xlsx", &desk.case.form(1, WORKING, &faulty()))]);
    for path in [format!("/receive/{}/returned.xlsx", desk.only()), "/findings/2565-02/5601/returned.xlsx".to_owned()] {
        let answer = desk.get(&path);
        assert_eq!((answer.status, &answer.body[..2]), (200, &b"PK"[..]), "{path}");
        assert!(answer.header("content-disposition").starts_with("attachment"), "{path}");
    }
    assert!(desk.get("/findings?month=2565-02").text().contains("เรียน สำนักงานพัฒนาชุมชนอำเภอเมืองพะเยา"));
}

#[test]
fn no_name_from_outside_leads_anywhere_or_is_run() {
    let desk = Served::over(Case::new());
    desk.drop_files(&[("../../../outside.csv", b"a,b\n"), ("<img src=x onerror=alert(1)>.csv", b"c,d\n")]);
    let page = desk.get("/receive").text();
    assert!(page.contains("outside.csv") && !page.contains("<img"), "{page}");
    assert!(!desk.case.root().join("outside.csv").exists());
    for path in ["/receive/0", "/receive/..%2f..%2finputs%2fplan.toml", "/receive/%2e%2e/returned.xlsx"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    assert_eq!(desk.get("/outputs/.desk/tray/.lock").status, 404, "the tray is nobody's to ask for");
    let discarded = desk.followed(&desk.post("/receive/discard", "id=..%2F..%2Finputs%2Fplan.toml"));
    assert!(discarded.contains("นำออกจากถาดแล้ว ๐ แฟ้ม") && desk.case.path("plan.toml").exists());
}

#[test]
fn what_is_too_large_or_cut_off_is_said_and_the_rest_is_kept() {
    let case = Case::new();
    let plan = std::fs::read_to_string(case.path("plan.toml")).expect("the plan");
    let (rest, limits) = plan.split_once("[limits]").expect("it has limits");
    let limits: String =
        limits.lines().map(|line| if line.starts_with("file_mib") { "file_mib = 1" } else { line }.to_owned() + "\n").collect();
    case.write("plan.toml", format!("{rest}[limits]{limits}").as_bytes());
    let desk = Served::over(case);
    let large = vec![b'a'; (1 << 20) + 100];
    let page = desk.drop_files(&[("ก.csv", b"1,2\n"), ("ใหญ่.csv", &large), ("ข.csv", b"3,4\n")]);
    assert!(page.contains("ใหญ่.csv: แฟ้มใหญ่เกิน ๑ MiB") && page.contains("วางในถาดแล้ว ๒ แฟ้ม"), "{page}");

    let whole = parcel(&[("ค.csv", b"5,6\n"), ("ง.csv", &large[..4_000])]);
    let cut = desk.post_as("/receive/drop", &format!("multipart/form-data; boundary={EDGE}"), &whole[..whole.len() - 2_000]);
    assert!(cut.status >= 400 && cut.text().contains("ขาดกลางคัน"), "{}", cut.text());
    assert_eq!(desk.case.in_tray(), ["ก.csv", "ข.csv", "ค.csv"], "nothing half");
}
