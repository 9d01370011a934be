//! What a plan says against itself, and many faults at once.

use otop_report::lang::Lang;
use otop_report::plan::{PHAYAO_2565, Plan, PlanProblem};

use super::{changed, faults, line, line_of, thai};

#[test]
fn a_contradiction_is_refused_with_key_and_line() {
    let cases = [
        (
            "registered = 75",
            "registered = 5",
            "districts[1].registered",
            "บรรทัด ๕๖ อำเภอที่ ๒ (จุน) registered: ลงทะเบียนทั้งหมด ๕ น้อยกว่าออนไลน์เดิม ๑๑ (online_before)",
            "line 56, district 2 (จุน), registered: 5 are registered, fewer than the 11 that were online before (online_before)",
        ),
        (
            "issued = [4, 2, 2]\n\n# ──",
            "issued = [5, 3, 2]\n\n# ──",
            "districts[8].issued",
            "บรรทัด ๑๐๘ อำเภอที่ ๙ (ภูกามยาว) issued: ค่าเป้าหมายที่แจ้ง ๕ ๓ ๒ ไม่ตรงกับหลักเกณฑ์ ซึ่งได้ ๔ ๒ ๒",
            "line 108, district 9 (ภูกามยาว), issued: the issued targets 5, 3, 2 are not what the rule gives, 4, 2, 2",
        ),
        (
            "geocode = \"5603\"",
            "geocode = \"5602\"",
            "districts[2].geocode",
            "อำเภอที่ ๓ (เชียงคำ) geocode: รหัส 5602 ซ้ำกับอำเภอจุน",
            "district 3 (เชียงคำ), geocode: code 5602 is also that of district จุน",
        ),
        (
            "geocode = \"5603\"",
            "geocode = \"5703\"",
            "districts[2].geocode",
            "geocode: รหัส 5703 ไม่ได้ขึ้นต้นด้วยรหัสจังหวัด 56",
            "geocode: code 5703 does not begin with the province's, 56",
        ),
        (
            "name = \"ปง\"",
            "name = \"จุน\"",
            "districts[5].name",
            "อำเภอที่ ๖ (จุน) name: ชื่อ จุน ซ้ำกับอำเภอจุน",
            "the name จุน is also that of district จุน",
        ),
        (
            "\"ภูพานยาว\"",
            "\"ดอกคำใต้\"",
            "districts[8].aliases[1]",
            "อำเภอที่ ๙ (ภูกามยาว) aliases ข้อที่ ๒: ชื่อ ดอกคำใต้ ซ้ำกับอำเภอดอกคำใต้",
            "district 9 (ภูกามยาว), aliases, item 2: the name ดอกคำใต้ is also that of district ดอกคำใต้",
        ),
        (
            "last = \"2565-09\"",
            "last = \"2565-10\"",
            "year.rounds[1].last",
            "บรรทัด ๓๒ รอบการประเมินที่ ๒ last: รอบนี้ต้องจบ กันยายน ๒๕๖๕ รอบการประเมินต้องต่อกันและครบปีงบประมาณ",
            "round 2, last: this round must end in September 2565: the rounds follow each other and cover the year",
        ),
        (
            "first = \"2564-10\"",
            "first = \"2564-11\"",
            "year.rounds[0].first",
            "รอบนี้ต้องเริ่ม ตุลาคม ๒๕๖๔",
            "this round must begin in October 2564",
        ),
        (
            "first = \"2565-04\"",
            "first = \"2565-05\"",
            "year.rounds[1].first",
            "รอบนี้ต้องเริ่ม เมษายน ๒๕๖๕",
            "this round must begin in April 2565",
        ),
        (
            "first = \"2565-04\"",
            "first = \"2566-04\"",
            "year.rounds[1].first",
            "เมษายน ๒๕๖๖ อยู่นอกปีงบประมาณ ๒๕๖๕",
            "April 2566 is outside fiscal year 2565",
        ),
        (
            "last = \"2565-03\" ",
            "last = \"2566-03\" ",
            "year.rounds[0].last",
            "มีนาคม ๒๕๖๖ อยู่นอกปีงบประมาณ ๒๕๖๕",
            "March 2566 is outside fiscal year 2565",
        ),
        (
            "last = \"2565-09\"\n",
            "last = \"2565-09\"\n[[year.rounds]]\nfirst = \"2565-09\"\nlast = \"2565-09\"\n",
            "year.rounds",
            "year.rounds: ต้องมีสองรอบการประเมิน แต่มี ๓",
            "year.rounds: there must be two rounds; there are 3",
        ),
        (
            "name = \"ดี\", activities = 8, channels = 2",
            "name = \"ดี\", activities = 9, channels = 2",
            "rubrics[0].levels[1]",
            "บรรทัด ๑๔๔ เกณฑ์ของรอบที่ ๑ ข้อที่ ๒ (ดี): เกณฑ์ของระดับ ๔ ต้องต่ำกว่าระดับ ๕ อย่างน้อยหนึ่งข้อ และไม่สูงกว่าข้อใด",
            "rubric of round 1, item 2 (ดี): level 4 must ask for less than level 5 in one condition, and for more in none",
        ),
        (
            "fewer_than = 5, channels",
            "activities = 1, fewer_than = 5, channels",
            "rubrics[0].levels[4].activities",
            "เกณฑ์ของรอบที่ ๑ ข้อที่ ๕ (ปรับปรุง) activities: ระดับ ๑ คือที่เหลือทั้งหมด จึงไม่มี activities (พบ ๑) ใช้ fewer_than",
            "level 1 is whatever is left and has no activities (found 1); use fewer_than",
        ),
        (
            "fewer_than = 5, channels",
            "fewer_than = 7, channels",
            "rubrics[0].levels[4].fewer_than",
            "ระดับ ๑ น้อยกว่า ๗ ครั้ง ทับกับระดับ ๒ ซึ่งเริ่มที่ ๖ ครั้ง ต้องไม่เกิน ๖",
            "level 1, fewer than 7, overlaps level 2, which begins at 6; it must be at most 6",
        ),
        (
            "name = \"ดี\", activities = 8",
            "name = \"ดี\", fewer_than = 9, activities = 8",
            "rubrics[0].levels[1].fewer_than",
            "fewer_than ใช้ได้เฉพาะระดับ ๑ ไม่ใช่ระดับ ๔ ใช้ activities",
            "only level 1 has fewer_than, not level 4; use activities",
        ),
        (
            "{ level = 4, ",
            "{ level = 3, ",
            "rubrics[0].levels",
            "เกณฑ์ของรอบที่ ๑ levels: ต้องมีระดับ ๕ ๔ ๓ ๒ ๑ เรียงจากสูงลงต่ำ ระดับละข้อ",
            "rubric of round 1, levels: levels 5, 4, 3, 2, 1 must stand in this order, each once",
        ),
        (
            "[[rubrics]]                     # รอบการประเมินที่ ๒",
            "[[rubrics]]\nlevels = [\n  { level = 5, name = \"ก\", activities = 5, channels = 1, percent = 1 },\n  { level = 4, name = \"ก\", activities = 4, channels = 1, percent = 1 },\n  { level = 3, name = \"ก\", activities = 3, channels = 1, percent = 1 },\n  { level = 2, name = \"ก\", activities = 2, channels = 1, percent = 1 },\n  { level = 1, name = \"ก\", channels = 1, percent = 1 },\n]\n[[rubrics]]",
            "rubrics",
            "rubrics: ต้องมีเกณฑ์การให้คะแนนรอบละหนึ่งชุด แต่มี ๓ ชุดสำหรับ ๒ รอบ",
            "rubrics: each round needs one rubric; rubrics: 3, rounds: 2",
        ),
        (
            "aliases = [\"ลาซาด้า\"]",
            "aliases = [\"ลาซาด้า\", \"Shopee\"]",
            "channels[3].aliases[1]",
            "ช่องทางที่ ๔ (Lazada) aliases ข้อที่ ๒: ชื่อ Shopee ซ้ำกับช่องทาง Shopee",
            "channel 4 (Lazada), aliases, item 2: the name Shopee is also that of channel Shopee",
        ),
    ];
    for (right, wrong, key, thai_sentence, english) in cases {
        let text = changed(right, wrong);
        let faults = faults(&text);
        let told = thai(&faults);
        assert_eq!(faults.len(), 1, "{wrong}: {told:#?}");
        assert_eq!(faults[0].key(), key);
        assert!(told[0].contains(thai_sentence), "{told:#?}");
        let said = otop_report::lang::Said(&faults[0], Lang::En).to_string();
        assert!(said.contains(english), "{said}");
        assert!(thai_sentence.contains(&faults[0].message(Lang::Th)) || told[0].ends_with(&faults[0].message(Lang::Th)));
        let named = key.rsplit('.').next().unwrap_or_default();
        let of_item = named.ends_with(']');
        assert!(of_item || line(&text, faults[0].line()).contains(named), "{key} is not on line {}", faults[0].line());
    }
}

#[test]
fn a_plan_of_nothing_is_told_so() {
    let empty = |name: &str| {
        let mut tree: toml::Table = PHAYAO_2565.parse().expect("it is TOML");
        tree.insert(name.to_owned(), toml::Value::Array(Vec::new()));
        faults(&tree.to_string()).into_iter().map(|fault| fault.what).collect::<Vec<_>>()
    };
    assert_eq!(empty("districts"), [PlanProblem::NoDistrict]);
    assert_eq!(empty("channels"), [PlanProblem::NoChannel]);
    assert_eq!(empty("rubrics"), [PlanProblem::RubricsNotRounds(0, 2)]);
    assert_eq!(faults("").len(), 11, "every part that is needed");
}

/// Wrong, as what, and what it must be.
#[test]
fn a_value_that_cannot_be_is_told_with_what_can() {
    let cases = [
        ("holidays = []", "holidays = \"2565-04-06\"", "พบ \"2565-04-06\" แต่ต้องเป็น รายการวันที่ เช่น [\"2565-04-06\"]"),
        ("geocode = \"56\"", "geocode = \"๕๖\"", "พบ \"๕๖\" แต่ต้องเป็น เลขอารบิก ๒ หลักในเครื่องหมายคำพูด เช่น \"56\""),
        ("geocode = \"5602\"", "geocode = \"560\"", "พบ \"560\" แต่ต้องเป็น เลขอารบิก ๔ หลักในเครื่องหมายคำพูด เช่น \"5601\""),
        ("name = \"พะเยา\"", "name = \" \"", "พบ \" \" แต่ต้องเป็น ข้อความที่ไม่ว่าง ในเครื่องหมายคำพูด \"…\""),
        ("aliases = [\"เมือง\"]", "aliases = [\"\"]", "aliases ข้อที่ ๑: พบ \"\" แต่ต้องเป็น ข้อความที่ไม่ว่าง"),
        ("aliases = [\"เมือง\"]", "aliases = \"เมือง\"", "พบ \"เมือง\" แต่ต้องเป็น รายการข้อความ [\"…\", \"…\"]"),
        ("fiscal_year = 2565", "fiscal_year = 2022", "พบ 2022 แต่ต้องเป็น ปีงบประมาณ พ.ศ. เช่น 2565"),
        ("first = \"2564-10\"", "first = \"2564-13\"", "พบ \"2564-13\" แต่ต้องเป็น เดือนในเครื่องหมายคำพูด เช่น \"2565-02\""),
        ("percent = \"5\"  ", "percent = \"105\"  ", "พบ \"105\" แต่ต้องเป็น ร้อยละตั้งแต่ ๐ ถึง ๑๐๐ เช่น \"2.5\""),
        ("weight = \"5\"", "weight = 0", "พบ 0 แต่ต้องเป็น ร้อยละที่มากกว่า ๐ และไม่เกิน ๑๐๐ เช่น \"2.5\""),
        (
            "registered = 75",
            "registered = \"75\"",
            "อำเภอที่ ๒ (จุน) registered: พบ \"75\" แต่ต้องเป็น จำนวนเต็มตั้งแต่ ๐ ถึง ๑,๐๐๐,๐๐๐ เป็นเลขอารบิก ไม่มีเครื่องหมายคำพูดและจุลภาค",
        ),
        ("registered = 75", "registered = 1000001", "พบ 1000001 แต่ต้องเป็น จำนวนเต็มตั้งแต่ ๐ ถึง ๑,๐๐๐,๐๐๐"),
        ("issued = [3, 2, 1]", "issued = [3, 2]", "พบ [3, 2] แต่ต้องเป็น จำนวนเต็มสามจำนวน เรียงเป็นทั้งปี รอบที่ ๑ รอบที่ ๒ เช่น [3, 2, 1]"),
        ("level = 5,", "level = 6,", "พบ 6 แต่ต้องเป็น จำนวนเต็มตั้งแต่ ๑ ถึง ๕"),
        ("day = 5 ", "day = 31 ", "พบ 31 แต่ต้องเป็น จำนวนเต็มตั้งแต่ ๑ ถึง ๒๘"),
        (
            "\"next-working-day\" ",
            "\"next\" ",
            "พบ \"next\" แต่ต้องเป็น \"next-working-day\" (เลื่อนเป็นวันทำการถัดไป) หรือ \"same-day\" (ไม่เลื่อน)",
        ),
        (
            "holidays = []",
            "holidays = [\"2565-04-06\", \"๖ เมษายน\"]",
            "deadline.holidays ข้อที่ ๒: พบ \"๖ เมษายน\" แต่ต้องเป็น วันที่ในเครื่องหมายคำพูด เช่น \"2565-04-06\"",
        ),
        (
            "date = \"2565-02-07\"",
            "date = \"7 ก.พ. 65\"",
            "letters.assignment.date: พบ \"7 ก.พ. 65\" แต่ต้องเป็น วันที่ในเครื่องหมายคำพูด เช่น \"2565-02-07\" หรือ \"today\"",
        ),
        ("date = \"2565-02-07\"", "date = 2022-02-07", "พบ 2022-02-07 แต่ต้องเป็น วันที่ในเครื่องหมายคำพูด"),
        (
            "garuda = \"\"",
            "garuda = \"/etc/passwd.png\"",
            "พบ \"/etc/passwd.png\" แต่ต้องเป็น ชื่อแฟ้มภาพ png, jpg หรือ svg ที่อยู่ใน inputs หรือ \"\" ถ้าไม่มี",
        ),
        ("garuda = \"\"", "garuda = \"ครุฑ.docx\"", "พบ \"ครุฑ.docx\" แต่ต้องเป็น ชื่อแฟ้มภาพ png"),
        ("folder = \"archive\"", "folder = \"../elsewhere\"", "พบ \"../elsewhere\" แต่ต้องเป็น ชื่อโฟลเดอร์ใน outputs"),
        ("folder = \"archive\"", "folder = \"\"", "archive.folder: พบ \"\" แต่ต้องเป็น ชื่อโฟลเดอร์ใน outputs ไม่ว่าง"),
        ("seal_on_letters = true", "seal_on_letters = \"ใช่\"", "พบ \"ใช่\" แต่ต้องเป็น true (ใช่) หรือ false (ไม่ใช่)"),
        ("public_key = \"\"", "public_key = \"RWx\"", "พบ \"RWx\" แต่ต้องเป็น กุญแจสาธารณะของ minisign"),
        ("rows = 100000", "rows = 0", "limits.rows: พบ 0 แต่ต้องเป็น จำนวนเต็มตั้งแต่ ๑ ถึง ๑๐,๐๐๐,๐๐๐"),
        ("[kpi.owner]", "[kpi.owners]", "kpi.owners: ไม่รู้จัก owners หมายถึง owner หรือไม่"),
        ("registered = 75", "registered = 75\nห้าง = 1", "ซึ่งอ่านไม่ได้: ชื่อหน้าเครื่องหมาย = ต้องเป็นอักษรอังกฤษ"),
        (
            "registered = 75",
            "registered = 75\n\"ทะเบียน\" = 1",
            "ไม่รู้จัก ทะเบียน ลบออก หรือใช้ชื่อที่มีในส่วนนี้: geocode, name, aliases, registered, online_before, issued",
        ),
    ];
    for (right, wrong, sentence) in cases {
        let text = changed(right, wrong);
        let told = thai(&faults(&text));
        assert_eq!(told.len(), 1, "{wrong}: {told:#?}");
        assert!(told[0].contains(sentence), "{told:#?} has no {sentence}");
    }
    for (right, same) in
        [("percent = \"5\"  ", "percent = 5  "), ("percent = \"5\"  ", "percent = 5.0  "), ("weight = \"5\"", "weight = 2.50")]
    {
        assert!(Plan::parse(&changed(right, same)).is_ok(), "{same}");
    }
}

#[test]
fn every_fault_is_told_in_one_run() {
    let planted = [
        ("name = \"พะเยา\" ", "nme = \"พะเยา\" ", "province.nme"),
        ("telephone = \"โทร", "fax = 1\ntelephone = \"โทร", "office.fax"),
        ("positions = [", "positons = [", "signatory.positons"),
        ("first = \"2565-04\"", "first = \"2565-05\"", "year.rounds[1].first"),
        ("activities_per_round = 1 ", "activities_per_round = \"1\" ", "targets.activities_per_round"),
        ("issued = [10, 5, 5]", "issued = [9, 5, 4]", "districts[0].issued"),
        ("registered = 75", "registered = ๗๕", ""),
        ("geocode = \"5603\"", "geocode = \"5604\"", "districts[3].geocode"),
        ("name = \"ปง\"", "name = \"\"", "districts[5].name"),
        ("number = 8 ", "# ", "kpi.number"),
        ("percent = \"2\" }", "percent = \"4\" }", "rubrics[0].levels[3]"),
        ("name = \"LINE\"", "name = \"FB\"", "channels[1].name"),
        ("day = 5 ", "day = 0 ", "deadline.day"),
        ("date = \"2565-02-07\"", "date = \"เร็ว ๆ นี้\"", "letters.assignment.date"),
        ("files = 2000 ", "file = 2000 ", "limits.file"),
        ("folder = \"archive\"", "folder = \"..\"", "archive.folder"),
    ];
    let mut text = PHAYAO_2565.to_owned();
    for (right, wrong, _) in planted {
        assert!(text.contains(right), "{right}");
        text = text.replacen(right, wrong, 1);
    }
    let faults = faults(&text);
    let keys: Vec<&str> = faults.iter().map(otop_report::plan::PlanFault::key).collect();
    let expected = planted.map(|(_, _, key)| key);
    assert_eq!(keys, expected, "{:#?}", thai(&faults));
    assert!(faults.is_sorted_by_key(otop_report::plan::PlanFault::line));
    assert_eq!(faults[0].line(), line_of(&text, "nme = "));
    let error = Plan::parse(&text).expect_err("it cannot be used").to_string();
    assert!(
        error.starts_with("แผน inputs/plan.toml ใช้ไม่ได้ มีที่ต้องแก้ ๑๖ แห่ง\n  บรรทัด ๘ province.nme: ไม่รู้จัก nme หมายถึง name หรือไม่\n"),
        "{error}"
    );
}
