//! Earlier months that changed: what was lost since they were counted, or is not what was sealed, is told of the month that
//! rests on them.

use std::fs;

use jiff::civil::date;
use otop_report::app::Runtime;
use otop_report::app::seal::{Order, Sealing};
use otop_report::columns::{CoverField, Form, activity, listing};
use otop_report::earlier::CODES;
use otop_report::finding::{Lang, Severity};
use otop_report::form::{Content, Entry};
use otop_report::month::CompiledMonth;
use otop_report::workspace::Workspace;
use rust_decimal::Decimal;

use crate::support::case::{Case, cover, good_activity, good_listing, month};

/// A report of `activities` activities and of the registry's operators `numbers`.
fn report(name: &str, activities: i8, numbers: std::ops::Range<usize>) -> Content {
    let first = month(name).first_day();
    let on = |day: i8| Entry::Day(date(first.year(), first.month(), day));
    let activity = |day: i8| {
        let mut row = good_activity(&format!("ตลาดนัด {name} {day}"), 12);
        row[activity::DATE] = on(day);
        row
    };
    let listing = |number: usize| {
        let mut row = good_listing(number, "Facebook");
        row[listing::DATE] = on(1);
        row
    };
    let mut content = Content { cover: cover(month(name)), ..Content::default() };
    content.rows.insert(Form::Activities, (1..=activities).map(activity).collect());
    content.rows.insert(Form::Listings, numbers.map(listing).collect());
    content
}

/// October to February; เมืองพะเยา has nine operators and two activities in October, ten and four in February.
fn year() -> Case {
    let case = Case::new();
    for name in ["2564-10", "2564-11", "2564-12", "2565-01", "2565-02"] {
        case.submit_nil(name);
    }
    case.submit("2564-10", 0, "เมืองพะเยา", &report("2564-10", 2, 41..50));
    case.submit("2565-02", 0, "เมืองพะเยา", &report("2565-02", 4, 50..60));
    case
}

/// Compiles a month as the command does: the month, and the bytes of its data and findings.
fn compile(case: &Case, name: &str) -> (CompiledMonth, Vec<u8>) {
    let (workspace, day) = (case.workspace(), date(2022, 3, 10));
    let compiled =
        otop_report::app::compile::compile(&workspace, &case.plan, &Runtime::IN_PROCESS, Some(month(name)), day, Lang::Th);
    let compiled = compiled.expect("it compiles");
    let read = |file: &str| fs::read(compiled.written.folder.join(file)).expect("written");
    let bytes = [read("data.json"), read("findings.json")].concat();
    (compiled.month, bytes)
}

fn seal(case: &Case, name: &str, reason: Option<&str>) -> Sealing {
    let order = Order { month: month(name), today: date(2022, 3, 10), accept_draft: None, reason };
    otop_report::app::seal::seal(&case.workspace(), &case.plan, &Runtime::IN_PROCESS, &order).expect("it can be sealed")
}

/// What a month says of the months before it: `code: what is wrong`.
fn told(run: &CompiledMonth) -> Vec<String> {
    let about = run.own_findings().filter(|finding| CODES.contains(&finding.code()));
    about.map(|finding| format!("{}: {}", finding.code().name(), finding.message(Lang::Th))).collect()
}

const NOTHING: [String; 0] = [];

#[test]
fn octobers_workbooks_taken_away_are_told_until_they_are_back_or_october_is_compiled() {
    let case = year();
    let (october, away) = (case.path("2564-10"), case.root().join("ตุลาคม"));
    let (whole, first) = compile(&case, "2565-02");
    assert_eq!((told(&whole), whole.score.level), (NOTHING.to_vec(), 2));
    assert_eq!(compile(&case, "2565-02").1, first, "a second run");

    fs::rename(&october, &away).expect("taken away");
    let (run, lost) = compile(&case, "2565-02");
    assert_eq!((run.totals.province.operators.year.value, run.score.level, run.is_draft()), (10, 1, false));
    assert_eq!(
        told(&run),
        [
            "totals-fell: ข้อมูลเดือนก่อนหน้าลดลง ทำให้ยอดสะสมถึงเดือนนี้ลดลงจากที่จัดทำไว้ครั้งก่อน: ระดับ ๒ → ๑, กิจกรรม ๖ → ๔, \
             ผู้ประกอบการออนไลน์ ๑๙ → ๑๐, ยอดจำหน่ายในกิจกรรม ๙,๐๐๓.๐๐ → ๖,๐๐๒.๐๐ บาท, ยอดจำหน่ายออนไลน์ ๑,๙๐๐.๐๐ → ๑,๐๐๐.๐๐ บาท",
            "earlier-shrank: ข้อมูลเดือนตุลาคม ๒๕๖๔ น้อยกว่าที่เคยนับไว้: รายงาน ๙ → ๐, กิจกรรม ๒ → ๐, ผู้ประกอบการออนไลน์ ๙ → ๐, \
             ยอดจำหน่ายในกิจกรรม ๓,๐๐๑.๐๐ → ๐.๐๐ บาท, ยอดจำหน่ายออนไลน์ ๙๐๐.๐๐ → ๐.๐๐ บาท (ทุกอำเภอ)",
        ]
    );
    let shrank = run.own_findings().find(|finding| finding.code().name() == "earlier-shrank").expect("it was told");
    assert_eq!((shrank.severity(), shrank.value.as_deref()), (Severity::Warning, Some("2564-10")));
    for lang in [Lang::Th, Lang::En] {
        assert!(shrank.hint(lang).contains("otop-report compile 2564-10"), "{}", shrank.hint(lang));
    }
    assert_eq!(compile(&case, "2565-02").1, lost, "a second run says the same");
    assert_eq!(told(&case.compile("2565-01")).len(), 1, "another month that rests on October says it too");

    fs::rename(&away, &october).expect("put back");
    let (run, again) = compile(&case, "2565-02");
    assert_eq!((told(&run), again), (NOTHING.to_vec(), first));

    fs::rename(&october, &away).expect("taken away");
    assert_eq!(told(&compile(&case, "2565-02").0).len(), 2, "told again");
    assert_eq!(told(&compile(&case, "2564-10").0), NOTHING, "October is compiled on purpose");
    let (run, accepted) = compile(&case, "2565-02");
    assert_eq!((told(&run), run.score.level), (NOTHING.to_vec(), 1));
    assert_eq!(compile(&case, "2565-02").1, accepted);
}

#[test]
fn a_workspace_without_outputs_knows_of_no_loss() {
    let case = year();
    fs::remove_dir_all(case.path("2564-10")).expect("there");
    assert_eq!(told(&compile(&case, "2565-02").0), NOTHING);
}

#[test]
fn what_came_later_is_no_loss_but_is_missed_when_it_goes() {
    let case = year();
    case.submit("2564-11", 0, "เมืองพะเยา", &report("2564-11", 1, 60..63));
    let first = compile(&case, "2564-10").1;
    compile(&case, "2564-11");
    // A late correction of October takes two operators that November had counted first.
    let mut corrected = report("2564-10", 2, 41..50);
    corrected.cover.insert(CoverField::Revision, Entry::Number(Decimal::ONE));
    let rows = corrected.rows.get_mut(&Form::Listings).expect("there");
    rows.extend(report("2564-10", 0, 60..62).rows.remove(&Form::Listings).expect("there"));
    case.submit("2564-10", 0, "เมืองพะเยา แก้ไข", &corrected);
    let (run, _) = compile(&case, "2565-02");
    assert_eq!((told(&run), run.totals.province.operators.year.value), (NOTHING.to_vec(), 22));

    case.remove("2564-10/เมืองพะเยา แก้ไข.xlsx");
    let lost = "earlier-shrank: ข้อมูลเดือนตุลาคม ๒๕๖๔ น้อยกว่าที่เคยนับไว้: ผู้ประกอบการออนไลน์ ๑๑ → ๙, \
                ยอดจำหน่ายออนไลน์ ๑,๑๐๐.๐๐ → ๙๐๐.๐๐ บาท (อำเภอเมืองพะเยา)";
    assert!(told(&compile(&case, "2565-02").0).contains(&lost.to_owned()), "though October itself was compiled with no more");
    assert_eq!(compile(&case, "2564-10").1, first);
    assert_eq!(told(&compile(&case, "2565-02").0), NOTHING, "October was compiled again, if to the same bytes");
}

#[test]
fn one_districts_loss_is_not_made_up_by_anothers_gain() {
    let case = year();
    compile(&case, "2565-02");
    case.submit("2564-10", 0, "เมืองพะเยา", &report("2564-10", 1, 41..50));
    let mut gained = report("2564-10", 3, 0..0);
    gained.rows.remove(&Form::Listings);
    case.submit("2564-10", 1, "จุน", &gained);
    case.write("2564-10/ปง.xlsx", b"\x89PNG\r\n\x1a\nnot a workbook");
    let (run, _) = compile(&case, "2565-02");
    assert_eq!(
        told(&run),
        ["earlier-shrank: ข้อมูลเดือนตุลาคม ๒๕๖๔ น้อยกว่าที่เคยนับไว้: รายงาน ๑ → ๐, กิจกรรม ๒ → ๑, \
          ยอดจำหน่ายในกิจกรรม ๓,๐๐๑.๐๐ → ๑,๕๐๐.๕๐ บาท (อำเภอเมืองพะเยา, ปง)"],
        "the year did not fall"
    );
}

#[test]
fn what_is_not_what_was_sealed_is_told_until_it_is_sealed_again() {
    let case = year();
    assert!(matches!(seal(&case, "2564-10", None), Sealing::Sealed(_)));
    compile(&case, "2565-02");
    assert!(matches!(seal(&case, "2564-10", None), Sealing::Unchanged(_)));

    // Another name, and a copy, are no other content.
    fs::rename(case.path("2564-10/เมืองพะเยา.xlsx"), case.path("2564-10/ในเมือง.xlsx")).expect("renamed");
    fs::copy(case.path("2564-10/ปง.xlsx"), case.path("2564-10/ปง (1).xlsx")).expect("copied");
    assert_eq!(told(&case.compile("2565-02")), NOTHING);

    let mut more = report("2564-10", 2, 41..50);
    more.rows.get_mut(&Form::Listings).expect("there")[0][listing::SALES] = Entry::Number(Decimal::from(500));
    case.submit("2564-10", 0, "ในเมือง", &more);
    case.write("2564-10/ภาพ.xlsx", b"\x89PNG\r\n\x1a\nnot a workbook");
    let (run, bytes) = compile(&case, "2565-02");
    assert_eq!(
        told(&run),
        ["earlier-changed-since-seal: ข้อมูลเดือนตุลาคม ๒๕๖๔ ไม่ตรงกับที่ผนึกไว้ในชุด 2564-10/r1: \
          เพิ่มแฟ้ม 2564-10/ภาพ.xlsx, 2564-10/ในเมือง.xlsx, ขาดแฟ้ม 2564-10/เมืองพะเยา.xlsx, \
          ยอดจำหน่ายออนไลน์ ๙๐๐.๐๐ → ๑,๓๐๐.๐๐ บาท (อำเภอเมืองพะเยา)"]
    );
    assert_eq!(compile(&case, "2565-02").1, bytes, "a second run says the same");
    compile(&case, "2564-10");
    assert_eq!(told(&case.compile("2565-02")).len(), 1, "compiling October does not mend the seal");
    assert_eq!(told(&case.compile("2564-10")), NOTHING, "October itself is not an earlier month");

    case.remove("2564-10/ภาพ.xlsx");
    fs::rename(case.path("2564-10/ในเมือง.xlsx"), case.path("2564-10/เมืองพะเยา.xlsx")).expect("renamed");
    assert!(told(&case.compile("2565-02"))[0].contains(": แก้ไขแฟ้ม 2564-10/เมืองพะเยา.xlsx, ยอดจำหน่ายออนไลน์"));
    assert!(matches!(seal(&case, "2564-10", Some("อำเภอแก้ยอด")), Sealing::Sealed(_)));
    assert_eq!(told(&case.compile("2565-02")), NOTHING);
}

#[test]
fn a_month_that_was_never_sealed_itself_rests_in_the_next_seal() {
    let case = year();
    for sheet in ["แบบ ๑", "แบบ ๒"] {
        case.write(&format!("2564-10/ตาราง/{sheet}.csv"), sheet.as_bytes());
    }
    assert!(matches!(seal(&case, "2564-11", None), Sealing::Sealed(_)));
    assert!(matches!(seal(&case, "2565-02", None), Sealing::Sealed(_)));
    case.submit("2564-10", 0, "เมืองพะเยา", &report("2564-10", 2, 41..51));
    fs::remove_file(case.path("2564-12/ปง.xlsx")).expect("there");
    assert_eq!(
        told(&case.compile("2565-02")),
        ["earlier-changed-since-seal: ข้อมูลเดือนตุลาคม ๒๕๖๔ ไม่ตรงกับที่ผนึกไว้ในชุด 2564-11/r1: แก้ไขแฟ้ม 2564-10/เมืองพะเยา.xlsx"],
        "December was sealed with February alone, which does not answer for itself"
    );
}

/// No baseline is no failure, whatever lies in its place.
#[test]
fn what_cannot_be_read_is_not_known() {
    let case = year();
    seal(&case, "2564-10", None);
    compile(&case, "2565-02");
    let outputs = Workspace::new(case.root()).outputs();
    let known = outputs.join("known.json");
    let text = fs::read_to_string(&known).expect("written");
    fs::remove_dir_all(case.path("2564-10")).expect("there");
    assert_eq!(told(&case.compile("2565-02")).len(), 3);
    let bag = outputs.join("archive/2564-10/r1/data");
    fs::write(bag.join("received.json"), "{\"received\": [").expect("written");
    assert_eq!(told(&case.compile("2565-02")).len(), 2, "the bag is verify's business");
    for other in ["", "{}", "[1, 2", &text[..text.len() / 2], &text.replace("\"province\": \"56\"", "\"province\": \"57\"")] {
        fs::write(&known, other).expect("written");
        assert_eq!(told(&case.compile("2565-02")), NOTHING, "{other:.40}");
    }
    fs::remove_file(&known).expect("there");
    fs::create_dir(&known).expect("made");
    assert_eq!(told(&case.compile("2565-02")), NOTHING);
    #[cfg(unix)]
    {
        fs::remove_dir(&known).expect("there");
        fs::write(case.root().join("elsewhere.json"), &text).expect("written");
        std::os::unix::fs::symlink(case.root().join("elsewhere.json"), &known).expect("linked");
        assert_eq!(told(&case.compile("2565-02")), NOTHING, "a link is not followed");
    }
}
