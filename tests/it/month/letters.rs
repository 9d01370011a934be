//! The letters of a month: whom they go to and what they say.

use jiff::civil::{Date, date};
use otop_report::columns::CoverField;
use otop_report::documents::DocumentContext;
use otop_report::documents::document::{Letter, Memo, Packet, Part};
use otop_report::documents::words::Words;
use otop_report::form::Content;
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::templates::Templates;

use crate::support::case::{Case, cover, month};

/// Three days after the deadline of February 2565.
pub(super) const LATE: Date = date(2022, 3, 10);

/// Room to write a number in.
const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// What is printed of 2565-02 on a day, besides the documents.
pub(super) fn packets_on(case: &Case, today: Date) -> Vec<Packet> {
    let run = case.compile("2565-02");
    let words = Words::new(&Templates::default()).expect("the shipped words");
    let context = DocumentContext { plan: &case.plan, words: &words, garuda: None, today, seal: None };
    context.month(&run).expect("the shipped words").packets
}

/// The letters of 2565-02 that stand alone, on a day.
fn letters_on(case: &Case, today: Date) -> Vec<Letter> {
    let letter = |part: &Part| if let Part::Letter(letter) = part { Some((**letter).clone()) } else { None };
    let alone = |packet: Packet| packet.apart().into_iter().map(|(_, part)| part).chain([packet]).collect::<Vec<_>>();
    let mut files: Vec<Packet> = packets_on(case, today).into_iter().flat_map(alone).collect();
    files.sort_by(|a, b| a.id.cmp(&b.id));
    files.iter().filter(|packet| packet.parts.len() == 1).filter_map(|packet| letter(&packet.parts[0])).collect()
}

pub(super) fn letters(case: &Case) -> Vec<Letter> {
    letters_on(case, LATE)
}

fn ids(letters: &[Letter]) -> Vec<&str> {
    letters.iter().map(|letter| letter.id.as_str()).collect()
}

/// Every district reports that nothing was done, but for these.
fn without(names: &[&str]) -> Case {
    let case = Case::new();
    case.submit_nil("2565-02");
    names.iter().for_each(|name| case.remove(&format!("2565-02/{name}.xlsx")));
    case
}

/// The same with one thing in the plan changed.
pub(super) fn planned(names: &[&str], from: &str, to: &str) -> Case {
    let text = PHAYAO_2565.replacen(from, to, 1);
    assert_ne!(text, PHAYAO_2565, "{from}");
    let mut case = without(names);
    case.plan = Plan::parse(&text).expect("it stands");
    case
}

#[test]
fn districts_that_sent_nothing_share_a_circular() {
    let case = without(&["ปง", "แม่ใจ"]);
    assert_eq!(ids(&letters_on(&case, date(2022, 3, 7))), ["letter-monthly"], "nothing is late yet");
    let letters = letters(&case);
    assert_eq!(ids(&letters), ["letter-monthly", "letter-reminder"]);
    let circular = &letters[1];
    assert_eq!(circular.number, format!("พย ๐๐๑๙.๒/ว{ROOM}"));
    assert_eq!(circular.to, "นายอำเภอปง นายอำเภอแม่ใจ");
    assert_eq!(circular.references, ["หนังสือจังหวัดพะเยา ที่ พย ๐๐๑๙.๒/ว ๐๕๖๕ ลงวันที่ ๗ กุมภาพันธ์ ๒๕๖๕"]);
    let wanted = "จำนวน ๒ อำเภอ ได้แก่ อำเภอปง และอำเภอแม่ใจ จึงขอให้อำเภอดังกล่าวเร่งรัดจัดส่งรายงานให้จังหวัดภายในวันที่ ๑๕ มีนาคม ๒๕๖๕";
    assert!(circular.paragraphs[1].contains(wanted), "{}", circular.paragraphs[1]);
    assert!(circular.enclosures.is_empty());
}

#[test]
fn a_circular_to_many_names_them_in_its_text() {
    let many = ["จุน", "เชียงคำ", "ดอกคำใต้", "ปง", "แม่ใจ"];
    let letters = letters(&without(&many));
    assert_eq!(letters[1].to, "นายอำเภอ (ตามรายชื่อในหนังสือนี้)");
    for name in many {
        assert!(letters[1].paragraphs[1].contains(&format!("อำเภอ{name}")), "{name}");
    }
}

#[test]
fn one_late_district_or_each_where_the_plan_asks_gets_a_letter_of_its_own() {
    let one = letters(&without(&["ปง"]));
    assert_eq!(ids(&one), ["letter-monthly", "letter-reminder-5606"]);
    assert_eq!((one[1].number.as_str(), one[1].to.as_str()), (&*format!("พย ๐๐๑๙.๒/{ROOM}"), "นายอำเภอปง"));
    assert!(one[1].paragraphs[1].contains("ยังไม่ได้รับรายงานของอำเภอปง จึงขอให้อำเภอเร่งรัด"), "{}", one[1].paragraphs[1]);
    let each = planned(&["ปง", "แม่ใจ"], "single = false", "single = true");
    assert_eq!(ids(&letters(&each)), ["letter-monthly", "letter-reminder-5606", "letter-reminder-5607"]);
}

#[test]
fn a_rejected_district_is_told_what_is_wrong_and_gets_its_workbook_back() {
    let case = without(&["ปง", "แม่ใจ", "ภูซาง"]);
    case.write("2565-02/ภูซาง.xlsx", b"no workbook at all");
    let letters = letters(&case);
    assert_eq!(ids(&letters), ["letter-monthly", "letter-reminder", "letter-reminder-5608"], "the circular is not for it");
    let own = &letters[2];
    assert_eq!((own.number.as_str(), own.to.as_str()), (&*format!("พย ๐๐๑๙.๒/{ROOM}"), "นายอำเภอภูซาง"));
    assert!(own.subject.starts_with("ขอให้แก้ไขรายงาน"), "{}", own.subject);
    let text = &own.paragraphs[1];
    assert!(text.contains("เนื่องจากแฟ้มนี้ไม่ใช่แฟ้มตารางคำนวณ ไม่ว่านามสกุลจะเป็นอะไร จึงขอให้อำเภอแก้ไข"), "{text}");
    assert!(text.ends_with("ภายในวันที่ ๑๕ มีนาคม ๒๕๖๕") && !text.contains(".xlsx"), "{text}");
    let enclosed: Vec<_> = own.enclosures.iter().map(|enclosure| (&*enclosure.title, &*enclosure.quantity)).collect();
    assert_eq!(enclosed, [("แบบรายงานประจำเดือนกุมภาพันธ์ ๒๕๖๕ ของอำเภอภูซางที่ส่งคืน", "จำนวน ๑ แฟ้ม")]);
    assert!(!letters[1].paragraphs[1].contains("ภูซาง"));
}

#[test]
fn two_reports_of_one_revision_are_told_without_their_files() {
    let case = without(&["ภูซาง"]);
    for (name, note) in [("ภูซาง", "ก"), ("ภูซาง อีกฉบับ", "ข")] {
        let mut content = Content { cover: cover(month("2565-02")), ..Content::default() };
        content.cover.insert(CoverField::Nil, "ใช่".into());
        content.cover.insert(CoverField::Reporter, note.into());
        case.submit("2565-02", 7, name, &content);
    }
    let letters = letters(&case);
    let text = &letters[1].paragraphs[1];
    assert!(text.contains("เนื่องจากมีรายงานมากกว่าหนึ่งแฟ้มที่เลขฉบับแก้ไขเดียวกัน แต่เนื้อหาไม่เหมือนกัน จึงขอ"), "{text}");
}

#[test]
fn the_new_day_is_so_many_working_days_after_the_letter() {
    for (from, to, day) in [
        ("holidays = []", "holidays = [\"2565-03-11\"]", "๑๖ มีนาคม ๒๕๖๕"),
        ("working_days = 3", "working_days = 1", "๑๑ มีนาคม ๒๕๖๕"),
        ("number = \"พย ๐๐๑๙.๒/ว\"\ndate = \"\"", "number = \"พย ๐๐๑๙.๒/ว\"\ndate = \"2565-03-17\"", "๒๒ มีนาคม ๒๕๖๕"),
    ] {
        let case = planned(&["ปง"], from, to);
        let text = &letters(&case)[1].paragraphs[1];
        assert!(text.contains(&format!("ภายในวันที่ {day}")), "{to}: {text}");
    }
}

#[test]
fn what_is_referred_to_is_what_the_plan_says_the_addressee_holds() {
    let case = without(&[]);
    let monthly = &letters(&case)[0];
    assert!(monthly.references.is_empty() && !monthly.paragraphs[0].contains("อ้างถึง"), "{}", monthly.paragraphs[0]);
    let own = "references = []                 # หนังสือของกรม";
    let case = planned(&[], own, "references = [\"หนังสือกรม ที่ มท 0402/ว 1\"] # ");
    let monthly = &letters(&case)[0];
    assert_eq!(monthly.references, ["หนังสือกรม ที่ มท ๐๔๐๒/ว ๑"]);
    assert!(monthly.paragraphs[0].ends_with("รายงานผลทุกเดือน ตามหนังสือที่อ้างถึง นั้น"), "{}", monthly.paragraphs[0]);
    // A reminder refers to the letter that districts hold, unless the plan says otherwise.
    let case = planned(&["ปง"], "single = false", "references = []\nsingle = false");
    let reminder = &letters(&case)[1];
    assert!(reminder.references.is_empty() && reminder.paragraphs[0].starts_with("ตามที่จังหวัดพะเยาขอให้"));
}

#[test]
fn a_plan_of_before_these_keys_is_read() {
    let keys = ["references = ", "single = ", "working_days = "];
    let old: Vec<&str> = PHAYAO_2565.lines().filter(|line| !keys.iter().any(|key| line.starts_with(key))).collect();
    let plan = Plan::parse(&old.join("\n")).expect("it stands");
    assert_eq!(plan.warnings().len(), Plan::parse(PHAYAO_2565).expect("it stands").warnings().len());
    let mut case = without(&["ปง", "แม่ใจ"]);
    case.plan = plan;
    let letters = letters(&case);
    assert_eq!(ids(&letters), ["letter-monthly", "letter-reminder"]);
    assert!(letters[0].references.is_empty() && letters[1].paragraphs[1].contains("ภายในวันที่ ๑๕ มีนาคม ๒๕๖๕"));
}

#[test]
fn a_month_below_the_lowest_level_says_so_in_the_letter() {
    let says =
        |letters: &[Letter]| letters[0].paragraphs[1].contains("ระดับ ๑ ปรับปรุง (ต่ำกว่าเกณฑ์ขั้นต่ำของระดับ ๑ คือ ร้อยละ ๑ และ ๑ ช่องทาง)");
    assert!(says(&letters(&without(&[]))), "nobody sold anything online");
    assert!(!says(&letters(&Case::sample())));
}

#[test]
fn the_draft_list_counts_nothing_twice_and_is_brief_on_a_letter() {
    let draft = |case: &Case| letters(case)[0].draft.clone();
    assert_eq!(draft(&without(&[])), None);
    assert_eq!(draft(&without(&["ปง"])), Some(vec!["ยังไม่ได้รับรายงาน: ปง".to_owned()]));
    let case = without(&["ปง", "ภูซาง"]);
    case.write("2565-02/ภูซาง.xlsx", b"no workbook at all");
    let both = ["ยังไม่ได้รับรายงาน: ปง", "รายงานใช้ไม่ได้ทั้งฉบับ: ภูซาง"].map(str::to_owned);
    assert_eq!(draft(&case), Some(both.to_vec()));
    // The first report of จุน names a channel that nobody knows.
    let sample = Case::sample();
    sample.remove("2565-02/จุน แก้ไข.xlsx");
    assert_eq!(draft(&sample), Some(vec!["มีข้อผิดพลาดที่ต้องแก้ไข ๑ รายการ (ดู report.html)".to_owned()]));
    sample.remove("2565-02/ปง.xlsx");
    let others = ["ยังไม่ได้รับรายงาน: ปง", "มีข้อผิดพลาดอื่นที่ต้องแก้ไข ๑ รายการ (ดู report.html)"].map(str::to_owned);
    assert_eq!(draft(&sample), Some(others.to_vec()));
    let all: Vec<String> = sample.plan.districts.iter().map(|district| district.name.clone()).collect();
    let nobody = without(&all.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(draft(&nobody), Some(vec!["ยังไม่ได้รับรายงาน: เมืองพะเยา, จุน, เชียงคำ, เชียงม่วน และอีก ๕ อำเภอ".to_owned()]));
}

/// The memo of 2565-02.
fn memo(case: &Case) -> Memo {
    let memo = |packet: Packet| if let [Part::Memo(memo)] = packet.parts.as_slice() { Some((**memo).clone()) } else { None };
    packets_on(case, LATE).into_iter().find_map(memo).expect("each month has one")
}

#[test]
fn the_memo_puts_the_month_before_the_chief_in_five_lines() {
    let memo = memo(&Case::sample());
    assert_eq!((memo.to.as_str(), memo.signatory.as_str()), ("พัฒนาการจังหวัดพะเยา", "นางณิษฐภัฏฐ์ วรรณคำ"));
    assert_eq!((memo.draft, memo.number), (None, format!("พย ๐๐๑๙.๒/{ROOM}")));
    assert_eq!(
        memo.summary,
        [
            "การส่งรายงาน ได้รับ ๙ จาก ๙ อำเภอ ส่งตามกำหนด ๘ อำเภอ",
            "กิจกรรมที่ไม่ใช้งบประมาณ เดือนนี้ ๓ ครั้ง รวมในรอบการประเมินที่ ๑ จำนวน ๘ ครั้ง จากเป้าหมาย ๙ ครั้ง",
            "ผู้ประกอบการเข้าร่วมช่องทางออนไลน์ เดือนนี้ ๙ กลุ่ม/ราย สะสมทั้งปี ๔๑ กลุ่ม/ราย ผ่าน ๔ ช่องทาง คิดเป็นร้อยละ ๕.๐๐",
            "ยอดจำหน่าย เดือนนี้รวม ๑๖๗,๐๐๐.๐๐ บาท",
            "ผลการประเมิน ระดับ ๕ ดีมาก คะแนนถ่วงน้ำหนัก ๐.๒๕",
        ]
    );
}

#[test]
fn the_memo_of_a_draft_says_who_is_lacking() {
    let memo = memo(&without(&["ปง", "แม่ใจ"]));
    assert!(memo.draft.is_some_and(|reasons| reasons[0].contains("ปง, แม่ใจ")));
    assert_eq!(memo.summary[0], "การส่งรายงาน ได้รับ ๗ จาก ๙ อำเภอ ส่งตามกำหนด ๗ อำเภอ ยังไม่ได้รับหรือใช้ไม่ได้ ๒ อำเภอ");
    assert_eq!(memo.summary[4], "ผลการประเมิน ระดับ ๑ ปรับปรุง (ต่ำกว่าเกณฑ์) คะแนนถ่วงน้ำหนัก ๐.๐๕");
}
