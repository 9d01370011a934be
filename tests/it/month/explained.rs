//! `explain` as a user types it: for people in both languages, for programs by its schema.

use otop_report::record::ExplainRecord;
use serde_json::Value as Json;

use super::records::conforms;
use crate::support::program::{Program, Said};

const SCHEMA: &str = include_str!("../../../docs/schema/explain.schema.json");

/// Figures that take every way: counts, baht, a round, a year, and the province's own.
const TOLD: [(&str, &str); 8] = [
    ("จุน", "operators-year"),
    ("ปง", "activities-round"),
    ("5601", "sales-online-month"),
    ("จังหวัด", "sales-activities-year"),
    ("จังหวัด", "operators-month"),
    ("จังหวัด", "channels"),
    ("จังหวัด", "percent"),
    ("จังหวัด", "level"),
];

/// The sample year without one report of February, so that the level is held down.
fn lacking() -> Program {
    let program = Program::sample();
    std::fs::remove_file(program.inputs().join("2565-02/ปง.xlsx")).expect("there");
    program
}

fn explain(program: &Program, options: &[&str], whose: &str, figure: &str) -> Said {
    program.run(&[options, &["explain", "2565-02", whose, figure]].concat()).ends(0)
}

#[test]
fn every_explanation_is_as_its_schema_says_and_is_read_back() {
    let schema: Json = serde_json::from_str(SCHEMA).expect("a schema");
    for program in [Program::sample(), lacking()] {
        for (whose, figure) in TOLD {
            let told = explain(&program, &["--format", "json"], whose, figure);
            conforms(&schema, &schema, &told.json(), &format!("{whose} {figure}"));
            let record = ExplainRecord::read(told.out.as_bytes()).expect("its own record");
            assert_eq!(record.figure, figure);
            assert_eq!(record.cells.is_empty(), record.value == "0" || record.value == "0.00", "{whose} {figure}");
        }
    }
}

#[test]
fn the_sum_of_the_lines_is_the_value_of_the_month() {
    let program = Program::sample();
    program.run(&["compile", "2565-02"]).ends(0);
    let data = program.json("2565-02/data.json");
    let told = explain(&program, &["--format", "json"], "จังหวัด", "sales-activities-year").json();
    assert_eq!(told["value"], data["province"]["sales"]["activities_year"]);
    let part = &told["parts"][0];
    assert_eq!(part["lines"].as_array().and_then(|lines| lines.last()).map(|line| &line["total"]), Some(&told["value"]));
    let text = explain(&program, &[], "จังหวัด", "sales-activities-year").out;
    let sum = text.lines().find(|line| line.starts_with("  รวม")).expect("the last line of the list");
    assert!(sum.ends_with("๓๑๐,๕๐๐.๕๐"), "{text}");
}

#[test]
fn the_level_says_what_holds_it_down() {
    let program = lacking();
    let text = explain(&program, &[], "จังหวัด", "level").out;
    assert!(text.contains("ยังไม่ถึงระดับ ๔ ดี เพราะขาดกิจกรรมอีก ๑ ครั้ง\n"), "{text}");
    let text = explain(&program, &["--lang", "en"], "จังหวัด", "level").out;
    assert!(text.contains("held below level 4 ดี by activities (1 more)\n"), "{text}");
    let told = explain(&program, &["--format", "json"], "จังหวัด", "level").json();
    assert_eq!((&told["value"], &told["judgement"]["held_down_by"]), (&"3".into(), &serde_json::json!(["activities"])));
    let missing = told["left_out"].as_array().expect("a list").iter().find(|out| out["why"][0]["code"] == "missing-submission");
    assert_eq!(missing.map(|out| &out["district"]), Some(&"5606".into()));
}

#[test]
fn the_steps_name_the_months_that_lost_something() {
    let program = lacking();
    std::fs::remove_file(program.inputs().join("2564-10/แม่ใจ.xlsx")).expect("there");
    let commands = |whose: &str, figure: &str| {
        let told = explain(&program, &["--format", "json"], whose, figure).json();
        let commands = told["next"].as_array().expect("steps").iter().filter_map(|step| step["command"].as_str());
        // The options that the program was started with come before.
        let typed =
            |command: &str| command.rsplitn(3, ' ').take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" ");
        commands.map(typed).collect::<Vec<_>>()
    };
    assert_eq!(commands("แม่ใจ", "operators-year"), ["check 2564-10", "compile 2565-02"]);
    assert_eq!(commands("จังหวัด", "operators-year"), ["check 2564-10", "check 2565-02", "compile 2565-02"]);
    // Nothing to do about what a newer revision replaced.
    let told = explain(&program, &[], "จุน", "activities-month").out;
    assert!(told.contains("[superseded]"), "{told}");
    assert_eq!(commands("จุน", "activities-month"), ["compile 2565-02"]);
    let told = explain(&program, &[], "แม่ใจ", "operators-year").out;
    assert!(told.contains("เดือนตุลาคม ๒๕๖๔ ที่ไม่ได้นับ") && !told.contains("inputs/2565-02"), "{told}");
}

#[test]
fn the_percent_names_the_lines_of_the_plan() {
    let program = Program::sample();
    let told = explain(&program, &["--format", "json"], "จังหวัด", "percent").json();
    let plan = std::fs::read_to_string(program.inputs().join("plan.toml")).expect("the plan");
    let lines: Vec<&str> = plan.lines().collect();
    for base in told["fraction"]["bases"].as_array().expect("nine") {
        for key in ["registered", "online_before"] {
            let line = base[format!("{key}_line")].as_u64().expect("a line") as usize;
            assert_eq!(lines[line - 1].replace(' ', ""), format!("{key}={}", base[key]), "{base}");
        }
    }
    let text = explain(&program, &[], "จังหวัด", "percent").out;
    assert!(text.contains("๔๑ ÷ ๘๒๐ × ๑๐๐ = ๕\n"), "{text}");
}

#[test]
fn sealed_months_name_their_bag_and_whether_they_changed() {
    let program = Program::sealed();
    let months = |program: &Program| {
        let told = explain(program, &["--format", "json"], "จังหวัด", "activities-year").json();
        let months = told["parts"][0]["months"].as_array().expect("five").clone();
        months.iter().map(|month| (month["bag"].clone(), month["as_sealed"].clone())).collect::<Vec<_>>()
    };
    let sealed = |unchanged: bool| (Json::from("2565-01/r1"), Json::from(unchanged));
    let own = (Json::Null, Json::Null);
    // Months that were never sealed themselves rest in the next bag.
    assert_eq!(months(&program), [sealed(true), sealed(true), sealed(true), sealed(true), own.clone()]);
    std::fs::remove_file(program.inputs().join("2565-01/จุน.xlsx")).expect("there");
    assert_eq!(months(&program), [sealed(true), sealed(true), sealed(true), sealed(false), own]);
    let text = explain(&program, &[], "จุน", "activities-year").out;
    assert!(text.contains("ผนึกแล้วในชุด 2565-01/r1 และตรงกัน") && text.contains("2565-01/r1 แต่ข้อมูลเปลี่ยนหลังผนึก"), "{text}");
}

/// Words in Latin letters that stand in a Thai sentence.
fn latin(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_./".contains(c)));
    words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic())).map(str::to_owned).collect()
}

#[test]
fn thai_stays_thai_and_english_english() {
    let program = lacking();
    let codes = ["superseded", "missing-submission", "counted-before", "counted-in-month"];
    let channels = ["Facebook", "LINE", "Shopee", "TikTok", "Lazada"];
    let known = ["registered", "online_before", "inputs/plan.toml"];
    for (whose, figure) in TOLD {
        let without_steps = |text: String, heading: &str| text.split(heading).next().unwrap_or_default().to_owned();
        let thai = without_steps(explain(&program, &[], whose, figure).out, "ขั้นต่อไป");
        for word in latin(&thai) {
            let listed = codes.iter().chain(&channels).chain(&known).any(|known| *known == word);
            let cell = word.trim_start_matches(|c: char| c.is_ascii_uppercase()).bytes().all(|byte| byte.is_ascii_digit());
            assert!(listed || cell || word == figure || word.ends_with(".xlsx"), "{word} in: {thai}");
        }
        let digits = thai.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        digits.for_each(|word| assert!(word.starts_with("256"), "{word} is a path or a month to type in: {thai}"));

        let english = without_steps(explain(&program, &["--lang", "en"], whose, figure).out, "Next");
        // Headings and sentences; a line of the list ends with a clerk's own words.
        let own = |line: &&str| !line.contains(".xlsx") && !line.starts_with("  ") && !line.contains('=');
        for line in english.lines().filter(own) {
            assert!(!line.contains(|c: char| ('ก'..='๛').contains(&c)), "{line}");
        }
    }
}

#[test]
fn what_is_asked_for_wrongly_gets_a_sentence() {
    let program = Program::sample();
    for (words, sentence) in [
        (["เชียงคาม", "operators-year"], "หมายถึง \"เชียงคำ\" หรือไม่"),
        (["เชียงคำ", "operator-year"], "หมายถึง \"operators-year\" หรือไม่"),
        (["เชียงคำ", "level"], "otop-report explain \"จังหวัด\" \"level\""),
        (["level", "จังหวัด"], "otop-report explain \"จังหวัด\" \"level\""),
    ] {
        let said = program.run(&[&["explain"], &words[..]].concat()).ends(2);
        assert!(said.err.contains(sentence), "{}", said.err);
    }
    for (word, missing) in [("เชียงคำ", "ยังขาด ตัวเลข"), ("level", "ยังขาด อำเภอ")]
    {
        let said = program.run(&["explain", word]).ends(2);
        assert!(said.err.contains(missing), "{}", said.err);
    }
    let said = Program::empty().run(&["explain", "จุน"]).ends(2);
    assert!(said.err.contains("ยังขาด"), "told before a plan is looked for: {}", said.err);
    // What is offered keeps the month, and is a command that explains what was meant.
    for (words, meant) in [
        (["จุน", "level"], "explain 2565-01 \"จังหวัด\" \"level\"\n"),
        (["level", "จุน"], "explain 2565-01 \"จังหวัด\" \"level\"\n"),
        (["level", "จังหวัด"], "explain 2565-01 \"จังหวัด\" \"level\"\n"),
        (["operators-year", "จุน"], "explain 2565-01 \"จุน\" \"operators-year\"\n"),
    ] {
        let said = program.run(&[&["explain", "ม.ค. 2565"], &words[..]].concat()).ends(2);
        assert!(said.err.contains(meant), "{}", said.err);
        let offered: Vec<&str> = meant.trim_end().split(' ').map(|word| word.trim_matches('"')).collect();
        program.run(&offered).ends(0);
    }
    let said = program.run(&["--lang", "en", "explain", "เชียงคาม", "operators-year"]).ends(2);
    assert!(said.err.contains("is \"เชียงคำ\" meant?"), "{}", said.err);
}
