//! What is typed is written, and nothing else changes.

use otop_report::app::settings::{Values, read, write};
use otop_report::plan::{PHAYAO_2565, Plan};

use proptest::prelude::*;

use super::{changed, typed, typed_in, values};

/// The sample plan as other hands write it.
fn odd() -> Vec<(&'static str, String)> {
    let spread = PHAYAO_2565.replace(
        r#"aliases = ["ภูคา", "ภูพานยาว"]"#,
        "aliases = [ # ชื่อเดิม\n    \"ภูคา\",   # ก่อน ๒๕๕๐\n    'ภูพานยาว',\n  ]  # สองชื่อ",
    );
    let inline = PHAYAO_2565.replace(
        "[province]\ngeocode = \"56\"                  # รหัสจังหวัด ๒ หลัก\nname = \"พะเยา\"                  # ชื่อจังหวัด ไม่ต้องมีคำว่า จังหวัด\n",
        "province={geocode=\"56\",name='พะเยา'} # บรรทัดเดียว\n",
    );
    let dotted =
        PHAYAO_2565.replace("[signatory]\nname", "[signatory]\n  name").replace("fiscal_year = 2565 ", "fiscal_year=2_565");
    let unread = PHAYAO_2565.replace("percent = \"5\"  ", "percent = 5.0  ").replace("weight = \"5\"", "weight = 5");
    vec![
        ("as it is shipped", PHAYAO_2565.to_owned()),
        ("with the line ends of Windows", PHAYAO_2565.replace('\n', "\r\n")),
        ("without a line end at its end", PHAYAO_2565.trim_end().to_owned()),
        ("with lists over several lines", spread),
        ("with tables on a line", inline),
        ("with other spaces", dotted),
        ("with percents as numbers", unread),
    ]
}

#[test]
fn an_unchanged_form_gives_the_very_same_bytes() {
    for (how, text) in odd() {
        assert!(Plan::parse(&text).is_ok(), "{how}");
        let values = values(&text);
        assert_eq!(write(&text, &values).as_deref(), Ok(text.as_str()), "{how}");
        // As a browser sends it: every name that it got, lines ended its own way.
        let sent = values.iter().map(|(name, typed)| (name.to_owned(), typed.replace('\n', "\r\n")));
        assert_eq!(write(&text, &Values::of(sent)).as_deref(), Ok(text.as_str()), "{how}");
    }
}

#[test]
fn one_value_changes_one_line_in_every_way_of_writing() {
    for (how, text) in odd() {
        let new = typed_in(&text, &[("office.telephone", "๐ ๕๕๕๕ ๐๐๐๐")]);
        let (went, came) = changed(&text, &new);
        assert_eq!(went.len(), 1, "{how}: {went:?}");
        assert_eq!(came, ["telephone = \"๐ ๕๕๕๕ ๐๐๐๐\"                     # พิมพ์ตามนี้"], "{how}");
        assert_eq!(new.contains("\r\n"), text.contains("\r\n"), "{how}");
    }
}

#[test]
fn each_kind_of_value_is_written_as_the_plan_reads_it() {
    for (name, text, line) in [
        ("kpi.number", "๑,๐๗๕", "number = 1075  "),
        ("kpi.weight", "๒.๕", "weight = \"2.5\"       "),
        (
            "deadline.holidays",
            "2565-04-06\n๒๕๖๕-๐๕-๐๔\n",
            "holidays = [\"2565-04-06\", \"2565-05-04\"]                   # วันหยุด",
        ),
        ("letters.qr", "true", "qr = true                      # true"),
        ("letters.monthly.date", "วันนี้", "date = \"today\""),
        ("letters.monthly.references", "หนังสือกรม ที่ ๑\nหนังสือกรม ที่ ๒", "references = [\"หนังสือกรม ที่ ๑\", \"หนังสือกรม ที่ ๒\"]"),
        ("letters.reminder.references", "-", "references = []"),
        ("deadline.weekend", "same-day", "weekend = \"same-day\"    # ตรงกับ"),
        ("districts[0].aliases", "เมือง\nอำเภอเมือง", "aliases = [\"เมือง\", \"อำเภอเมือง\"]"),
        (
            "rubrics[1].levels[4].fewer_than",
            "4",
            "  { level = 1, name = \"ปรับปรุง\", fewer_than = 4, channels = 1, percent = \"1\" },",
        ),
        ("language", "en", "language = \"en\""),
        ("archive.folder", "คลัง \"ถาวร\"", "folder = 'คลัง \"ถาวร\"'"),
    ] {
        let new = typed(&[(name, text)]);
        let (went, came) = changed(PHAYAO_2565, &new);
        assert!(went.len() <= 1 && came.len() == 1, "{name}: {went:?} {came:?}");
        assert!(came[0].starts_with(line), "{name}: {came:?}");
        assert!(Plan::parse(&new).is_ok(), "{name}: {:?}", Plan::parse(&new).err());
    }
}

#[test]
fn what_is_no_number_stands_in_the_text_and_is_told_beside_its_field() {
    let new = typed(&[("districts[1].registered", "สิบ"), ("districts[2].issued", "8, 4"), ("deadline.day", "")]);
    let faults = Plan::parse(&new).expect_err("no numbers").faults;
    let keys: Vec<&str> = faults.iter().map(otop_report::plan::PlanFault::key).collect();
    assert_eq!(keys, ["districts[1].registered", "districts[2].issued", "deadline.day"]);
    // And is put right again in place.
    let right = typed_in(&new, &[("districts[1].registered", "75"), ("districts[2].issued", "8 4 4"), ("deadline.day", "5")]);
    assert!(Plan::parse(&right).is_ok());
}

#[test]
fn an_optional_value_comes_and_goes() {
    let new = typed(&[("letters.assignment.saraban", "65-0001"), ("districts[0].issued", ""), ("districts[8].aliases", "")]);
    let (went, came) = changed(PHAYAO_2565, &new);
    assert_eq!(went, ["issued = [10, 5, 5]", "aliases = [\"ภูคา\", \"ภูพานยาว\"]"]);
    assert_eq!(came, ["saraban = \"65-0001\""]);
    assert_eq!(typed_in(&new, &[("letters.assignment.saraban", " ")]).matches("saraban = \"65-0001\"").count(), 0);
    // A value with a comment beside it keeps the comment.
    let text = typed_in(&typed(&[("letters.urgency", "ด่วน")]), &[("letters.urgency", "")]);
    assert_eq!(text, PHAYAO_2565);
}

#[test]
fn a_letter_that_need_not_be_there_is_a_part_of_its_own() {
    let new = typed(&[("letters.year.to", "อธิบดี"), ("letters.year.number", "พย ๑/")]);
    let (went, came) = changed(PHAYAO_2565, &new);
    assert_eq!(
        (went.len(), came),
        (0, ["[letters.year]", "number = \"พย ๑/\"", "to = \"อธิบดี\"", ""].map(str::to_owned).to_vec())
    );
    assert!(new.find("[letters.reminder]") < new.find("[letters.year]") && new.find("[letters.year]") < new.find("[limits]"));
    assert_eq!(typed_in(&new, &[("letters.year.to", ""), ("letters.year.number", "")]), PHAYAO_2565);
    // Half of it is missed, beside its field.
    let half = typed(&[("letters.round.to", "อธิบดี")]);
    assert!(half.contains("[letters.round]\nnumber = \"\"\nto = \"อธิบดี\"\n"), "{half}");
}

#[test]
fn rows_come_go_and_move_with_what_is_theirs() {
    let with_comment =
        PHAYAO_2565.replace("[[districts]]\ngeocode = \"5603\"", "# ทานแล้ว\n[[districts]]\ngeocode = \"5603\" # เชียงคำ");
    let order = |text: &str| {
        let plan = Plan::parse(text).expect("a plan");
        plan.districts.iter().map(|district| district.geocode[2..].to_owned()).collect::<Vec<_>>().join(" ")
    };
    let rearranged = |how: fn(&mut Values) -> Option<String>| {
        let mut values = values(&with_comment);
        let row = how(&mut values);
        (row, write(&with_comment, &values).expect("it is TOML"))
    };
    let (row, text) = rearranged(|values| values.up("districts[2]"));
    assert_eq!((row.as_deref(), order(&text).as_str()), (Some("districts[1]"), "01 03 02 04 05 06 07 08 09"));
    assert!(
        text.contains("# ทานแล้ว\n[[districts]]\ngeocode = \"5603\" # เชียงคำ\nname = \"เชียงคำ\""),
        "the comment above goes with it"
    );
    let (_, text) = rearranged(|values| values.down("districts[0]"));
    assert_eq!(order(&text), "02 01 03 04 05 06 07 08 09");
    let heading = "โปรแกรมจะทานกับหลักเกณฑ์ข้างบน\n[[districts]]\ngeocode = \"5602\"";
    assert!(text.contains(heading), "what is about all districts stays above the first");
    let (_, text) = rearranged(|values| values.remove("districts[0]"));
    assert_eq!(order(&text), "02 03 04 05 06 07 08 09");
    assert!(text.contains(heading));
    let (row, text) = rearranged(|values| {
        values.add("districts").inspect(|_| {
            for (key, typed) in [("geocode", "5610"), ("name", "ใหม่"), ("registered", "9"), ("online_before", "1")] {
                values.set(&format!("districts[9].{key}"), typed);
            }
        })
    });
    assert_eq!(row.as_deref(), Some("districts[9]"));
    let (went, came) = changed(&with_comment, &text);
    assert_eq!(went.len(), 0);
    assert_eq!(came, ["[[districts]]", "geocode = \"5610\"", "name = \"ใหม่\"", "registered = 9", "online_before = 1", ""]);
    assert_eq!(order(&text), "01 02 03 04 05 06 07 08 09 10");
}

#[test]
fn rows_on_one_line_each_stay_so() {
    let mut form = values(PHAYAO_2565);
    form.remove("rubrics[0].levels[1]");
    form.set("rubrics[0].levels[0].fewer_than", "2");
    let text = write(PHAYAO_2565, &form).expect("it is TOML");
    let (went, came) = changed(PHAYAO_2565, &text);
    assert_eq!(went.len(), 2);
    assert_eq!(came, ["  { level = 5, name = \"ดีมาก\", activities = 8, channels = 3, percent = \"5\", fewer_than = 2 },"]);
    let mut back = values(&text);
    back.add("rubrics[0].levels");
    for (key, typed) in [("level", "4"), ("name", "ดี"), ("activities", "8"), ("channels", "2"), ("percent", "4")] {
        back.set(&format!("rubrics[0].levels[4].{key}"), typed);
    }
    (0..3).for_each(|up| _ = back.up(&format!("rubrics[0].levels[{}]", 4 - up)));
    back.set("rubrics[0].levels[0].fewer_than", "");
    assert_eq!(write(&text, &back).as_deref(), Ok(PHAYAO_2565), "there and back");
    // And where tables of districts are on a line each.
    let short = "districts = [\n  { geocode = \"5601\", name = \"ก\" },\n  { geocode = \"5602\", name = \"ข\" }\n]\n";
    let mut form = values(short);
    form.add("districts");
    form.set("districts[2].geocode", "5603");
    let written = write(short, &form).expect("it is TOML");
    assert!(written.starts_with("districts = [\n  { geocode = \"5601\", name = \"ก\" },\n  { geocode = \"5602\", name = \"ข\" },\n  { geocode = \"5603\""), "{written}");
}

#[test]
fn a_whole_plan_can_be_written_into_an_empty_text() {
    let all: Vec<(String, String)> =
        values(PHAYAO_2565).iter().map(|(name, typed)| (name.to_owned(), typed.to_owned())).collect();
    let text = write("", &Values::of(all)).expect("nothing is TOML");
    let plan = Plan::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(values(&text), values(&write(&text, &values(&text)).expect("it is TOML")));
    assert_eq!((plan.districts.len(), plan.channels.len(), plan.rubric(2).levels.len()), (9, 10, 5));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_back(text in "\\PC{0,40}", lines in "(\\PC{0,12}\n){0,4}", row in 0_usize..9) {
        let mut form = values(PHAYAO_2565);
        let typed = [("office.telephone", &text), ("kpi.reason", &lines), ("office.address", &lines)];
        for (name, typed) in typed {
            form.set(name, typed);
        }
        form.set(&format!("districts[{row}].aliases"), &lines);
        form.set(&format!("districts[{row}].registered"), &text);
        let written = write(PHAYAO_2565, &form).expect("it is TOML");
        let back = values(&written);
        prop_assert_eq!(&write(&written, &back).expect("it is TOML"), &written);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for (name, typed) in typed {
            prop_assert_eq!(words(back.get(name).unwrap_or_default()), words(typed), "{}", name);
        }
        // And every other line is as it was.
        let (went, _) = changed(PHAYAO_2565, &written);
        prop_assert!(went.len() <= 5, "{:?}", went);
    }
}

#[test]
fn a_form_is_only_what_settings_have() {
    let sent = [
        ("office.name", "ก"),
        ("office.nothing", "x"),
        ("districts[0].row", "0"),
        ("../x", "y"),
        ("districts[99999999999].name", "z"),
    ];
    let form = Values::of(sent.map(|(name, typed)| (name.to_owned(), typed.to_owned())));
    let names: Vec<&str> = form.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["districts[0].row", "districts[99999999999].name", "office.name"]);
    let mut form = values(PHAYAO_2565);
    for row in ["districts[9]", "districts[x]", "districts", "nothing[0]", "districts[0].name"] {
        assert_eq!(form.remove(row), None, "{row}");
    }
    assert_eq!((form.add("nothing"), form.add("office.name")), (None, None));
    assert_eq!(form, values(PHAYAO_2565));
    assert!(read("[office\nname = 1").is_err());
}
