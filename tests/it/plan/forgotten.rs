//! What was probably forgotten in a plan that can be used.

use otop_report::lang::{Lang, Said};
use otop_report::plan::{PHAYAO_2565, Plan, PlanWarning};
use otop_report::thai::provinces::PROVINCES;

use super::changed;

/// What is odd in the shipped plan as it was issued: ๐๙๘-๔๑๑๖๕๓ has nine digits.
const ISSUED: &str = "kpi.coordinators[0].telephone";

fn warnings(text: &str) -> Vec<PlanWarning> {
    let plan = Plan::parse(text).unwrap_or_else(|error| panic!("{error}"));
    plan.warnings().iter().filter(|warning| warning.key() != ISSUED).cloned().collect()
}

fn said(warnings: &[PlanWarning], lang: Lang) -> Vec<String> {
    warnings.iter().map(|warning| Said(warning, lang).to_string()).collect()
}

#[test]
fn the_shipped_plan_has_only_the_telephone_number_that_was_issued_so() {
    let plan = Plan::parse(PHAYAO_2565).expect("it stands");
    let [warning] = plan.warnings() else { panic!("{:#?}", said(plan.warnings(), Lang::Th)) };
    assert_eq!(
        Said(warning, Lang::Th).to_string(),
        "บรรทัด ๑๓๑ ผู้ประสานงานคนที่ ๑ (นายกิตติ ทาใจ) telephone: โทรศัพท์ของนายกิตติ ทาใจ (๐๙๘-๔๑๑๖๕๓) มีตัวเลขไม่ครบหรือเกิน พิมพ์ตามที่ระบุในแผน"
    );
    assert_eq!((warning.key(), warning.line()), (ISSUED, 131));
}

#[test]
fn each_thing_forgotten_is_told_at_its_place() {
    let cases = [
        ("to = \"อธิบดีกรมการพัฒนาชุมชน\"", "to = \"\"", "letters.monthly.to", "ว่างอยู่ เอกสารจะพิมพ์เป็นที่ว่าง", "it is blank"),
        ("number = \"พย ๐๐๑๙.๒/ว ๐๕๖๕\"", "number = \" \"", "letters.assignment.number", "ว่างอยู่", "it is blank"),
        (
            "positions = [\"พัฒนาการจังหวัด ปฏิบัติราชการแทน\", ",
            "positions = [\"\", ",
            "signatory.positions[0]",
            "ว่างอยู่",
            "it is blank",
        ),
        ("position = \"ผู้อำนวยการกลุ่มงานส่งเสริมการพัฒนาชุมชน\"", "position = \"\"", "kpi.owner.position", "ว่างอยู่", "it is blank"),
        ("position = \"นักส่งเสริมการพัฒนาชุมชน\"", "position = \"\"", "kpi.coordinators[1].position", "ว่างอยู่", "it is blank"),
        ("name = \"ดีมาก\"", "name = \"\"", "rubrics[0].levels[0].name", "ว่างอยู่", "it is blank"),
        (
            "\"ผู้ว่าราชการจังหวัดพะเยา\"",
            "\"ผู้ว่าราชการจังหวัดเชียงราย\"",
            "signatory.positions[1]",
            "signatory.positions ข้อที่ ๒: มีชื่อจังหวัดเชียงราย แต่แผนนี้เป็นของจังหวัดพะเยา",
            "signatory.positions, item 2: it names เชียงราย, but this is the plan of พะเยา",
        ),
        ("ศาลากลางจังหวัดพะเยา", "ศาลากลางจังหวัดน่าน", "office.address[0]", "มีชื่อจังหวัดน่าน", "it names น่าน"),
        ("\"นายอำเภอทุกอำเภอ\"", "\"ผู้ว่าราชการจังหวัดตาก\"", "letters.assignment.to", "มีชื่อจังหวัดตาก", "it names ตาก"),
        (
            "number = \"พย ๐๐๑๙.๒/\"",
            "number = \"ชร ๐๐๑๙.๒/\"",
            "letters.monthly.number",
            "ชร คืออักษรย่อของจังหวัดเชียงราย ของจังหวัดในแผนนี้คือ พย",
            "ชร are the letters of เชียงราย, those of this plan's province are พย",
        ),
        ("พย ๕๖๐๐๐", "ชร ๕๗๐๐๐", "office.address[1]", "ชร คืออักษรย่อของจังหวัดเชียงราย", "ชร are the letters of เชียงราย"),
        ("name = \"พะเยา\"", "name = \"พะเยว\"", "province.name", "ไม่มีจังหวัดชื่อ พะเยว หมายถึง พะเยา หรือไม่", "is พะเยา meant?"),
        (
            "\"นายอำเภอ{อำเภอ}\"",
            "\"นายอำเภอ{อำเภา}\"",
            "letters.reminder.to",
            "{อำเภา} จะพิมพ์ตามนี้ เพราะที่นี่แทนได้เฉพาะ {อำเภอ}",
            "only {อำเภอ} is filled in here",
        ),
        (
            "\"นายอำเภอทุกอำเภอ\"",
            "\"นายอำเภอ{อำเภอ}\"",
            "letters.assignment.to",
            "{อำเภอ} จะพิมพ์ตามนี้ เพราะที่นี่ไม่มีอะไรมาแทน",
            "nothing is filled in here",
        ),
        (
            "percent = \"2\" },\n  { level = 1, name = \"ปรับปรุง\", fewer_than = 5, channels = 1, percent = \"1\"",
            "percent = \"0\" },\n  { level = 1, name = \"ปรับปรุง\", fewer_than = 5, channels = 1, percent = \"0\"",
            "rubrics[0].levels[3].percent",
            "ระดับ ๒ มีร้อยละเป็นศูนย์ คือไม่ต้องมีผู้ประกอบการออนไลน์เลย",
            "level 2 asks for zero per cent",
        ),
        (
            "telephone = \"๐๘๑-๘๒๒๐๔๑๕\"",
            "telephone = \"๐๘๑-๘๒๒๐๔๑๕๕\"",
            "kpi.owner.telephone",
            "โทรศัพท์ของนางณิษฐภัฏฐ์ วรรณคำ",
            "too few or too many digits",
        ),
    ];
    for (right, wrong, key, thai, english) in cases {
        let found = warnings(&changed(right, wrong));
        // A misspelt province is not the one that the address and the signatory name.
        let at_key: Vec<PlanWarning> = found.iter().filter(|warning| warning.key() == key).cloned().collect();
        assert_eq!(at_key.len(), 1, "{wrong}: {:#?}", said(&found, Lang::Th));
        assert!(found.len() == 1 || key == "province.name", "{wrong}: {:#?}", said(&found, Lang::Th));
        assert!(said(&at_key, Lang::Th)[0].contains(thai), "{:#?}", said(&found, Lang::Th));
        assert!(said(&at_key, Lang::En)[0].contains(english), "{:#?}", said(&found, Lang::En));
    }
}

#[test]
fn a_name_is_the_same_with_what_it_is_a_name_of() {
    for (name, titled) in [("พะเยา", "จังหวัดพะเยา"), ("พะเยา", "จ. พะเยา"), ("จุน", "อำเภอจุน"), ("จุน", "อําเภอ จุน"), ("จุน", "อ.จุน")]
    {
        let plan = Plan::parse(&changed(&format!("name = \"{name}\""), &format!("name = \"{titled}\""))).expect("it stands");
        assert_eq!(said(plan.warnings(), Lang::Th), said(Plan::parse(PHAYAO_2565).expect("it stands").warnings(), Lang::Th));
        assert_eq!((plan.province.name.as_str(), plan.districts[1].name.as_str()), ("พะเยา", "จุน"), "{titled}");
    }
}

#[test]
fn a_telephone_number_has_nine_digits_and_a_mobile_one_ten() {
    for (telephone, odd) in [
        ("๐ ๕๔๔๔ ๙๖๔๓", false),
        ("054-449643", false),
        ("๐ ๕๔๔๔ ๙๖๔๓ ต่อ ๒๐๓", false),
        ("02 141 6000", false),
        ("๐๙๘-๘๒๒๐๔๑๖", false),
        ("081 822 041", true),
        ("๐ ๕๔๔๔ ๙๖๔๓๗", true),
        ("", false),
    ] {
        let found = warnings(&changed("telephone = \"๐๘๑-๘๒๒๐๔๑๕\"", &format!("telephone = \"{telephone}\"")));
        assert_eq!(found.len(), usize::from(odd), "{telephone}: {:#?}", said(&found, Lang::Th));
    }
}

#[test]
fn the_name_of_the_kpi_and_an_empty_list_are_told() {
    let name = PHAYAO_2565.lines().find(|line| line.starts_with("name = \"ร้อยละความสำเร็จ")).expect("the KPI's name");
    let blank = warnings(&changed(name, "name = \"\""));
    assert_eq!(blank.iter().map(PlanWarning::key).collect::<Vec<_>>(), ["kpi.name"]);
    let positions = PHAYAO_2565.lines().find(|line| line.starts_with("positions = ")).expect("the positions");
    let none = warnings(&changed(positions, "positions = []"));
    assert_eq!(none.iter().map(PlanWarning::key).collect::<Vec<_>>(), ["signatory.positions"]);
}

/// Whoever takes the plan over and changes only its name and codes is told of everything else.
#[test]
fn a_plan_taken_over_from_another_province_is_told_what_is_still_of_that() {
    for other in PROVINCES.iter().filter(|province| province.geocode != "56") {
        let text = PHAYAO_2565.replace("geocode = \"56", &format!("geocode = \"{}", other.geocode)).replacen(
            "name = \"พะเยา\"",
            &format!("name = \"{}\"", other.name),
            1,
        );
        let keys: Vec<String> = warnings(&text).iter().map(|warning| warning.key().to_owned()).collect();
        let left = [
            "office.address[0]",
            "office.address[1]",
            "signatory.positions[1]",
            "letters.assignment.number",
            "letters.monthly.number",
            "letters.reminder.number",
        ];
        assert_eq!(keys, left, "{}", other.name);
        let own = text
            .replace("ศาลากลางจังหวัดพะเยา", &format!("ศาลากลางจังหวัด{}", other.name))
            .replace("ผู้ว่าราชการจังหวัดพะเยา", &format!("ผู้ว่าราชการจังหวัด{}", other.name))
            .replace("พย ", &format!("{} ", other.letters));
        assert_eq!(warnings(&own), [], "{}", other.name);
    }
    let only_name = warnings(&changed("name = \"พะเยา\"", "name = \"น่าน\""));
    assert_eq!(only_name[0].message(Lang::Th), "รหัส 56 เป็นของจังหวัดพะเยา ของจังหวัดในแผนนี้คือ 55");
}

#[test]
fn a_province_is_told_by_its_plain_name() {
    let text = changed("name = \"พะเยา\"", "name = \"จังหวัดพะเยา\"").replace("ศาลากลางจังหวัดพะเยา", "ศาลากลางจังหวัดน่าน");
    let found = warnings(&text);
    assert_eq!(found.iter().map(PlanWarning::key).collect::<Vec<_>>(), ["office.address[0]"]);
    assert_eq!(found[0].message(Lang::Th), "มีชื่อจังหวัดน่าน แต่แผนนี้เป็นของจังหวัดพะเยา ถ้าลืมแก้ให้แก้");
    let misspelt = warnings(&changed("name = \"พะเยา\"", "name = \"จังหวัดพะเยว\""));
    let told: Vec<String> = misspelt.iter().map(|warning| warning.message(Lang::Th)).collect();
    assert!(told.iter().any(|told| told.ends_with("หมายถึง พะเยา หรือไม่")), "{told:#?}");
    assert!(!told.iter().any(|told| told.contains("จังหวัดจังหวัด")), "{told:#?}");
}
