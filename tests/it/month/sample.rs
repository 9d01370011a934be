//! The sample year, end to end, by the commands a user types.

use std::collections::BTreeMap;

use otop_report::thai::digits::integer;
use serde_json::Value;

use crate::support::program::{Program, files};

#[test]
fn the_clean_month_compiles_to_every_document() {
    let program = Program::sample();
    program.run(&["compile"]).ends(0);
    for document in ["form-1-activities", "form-2-online", "kpi-8", "targets-round-1", "targets-round-2", "scorecard"] {
        for extension in ["xlsx", "pdf"] {
            assert!(program.output(&format!("2565-02/{document}.{extension}")).is_file(), "{document}.{extension}");
        }
    }
    for pdf in ["letter-assignment", "letter-monthly", "packet-assignment", "packet-monthly"] {
        assert!(program.output(&format!("2565-02/{pdf}.pdf")).is_file(), "{pdf}");
    }
    for letter in ["letter-assignment", "letter-monthly"] {
        assert!(program.output(&format!("2565-02/{letter}.docx")).is_file(), "{letter}");
    }
    let data = program.json("2565-02/data.json");
    let province = &data["province"];
    assert_eq!(
        (&data["month"], &data["fiscal_year"], &data["round"], &data["draft"]),
        (&"2565-02".into(), &2565.into(), &1.into(), &false.into())
    );
    assert_eq!(
        province["targets"],
        serde_json::json!({"online_year": 42, "online_round": 23, "activities_year": 18, "activities_round": 9})
    );
    assert_eq!(province["activities"], serde_json::json!({"month": 3, "round": 8, "year": 8}));
    assert_eq!(province["operators"], serde_json::json!({"month": 9, "round": 41, "year": 41}));
    let figures = ["registered", "online_before", "remaining", "channels", "percent", "level", "weighted_score"]
        .map(|key| province[key].clone());
    assert_eq!(figures, [983.into(), 163.into(), 820.into(), 4.into(), "5.00".into(), 5.into(), Value::from("0.25")]);
    let sales = ["activities_month", "activities_year", "online_month", "online_year"].map(|key| province["sales"][key].clone());
    assert_eq!(sales, ["125000.00", "310500.50", "42000.00", "99000.00"]);
    let submissions: Vec<&str> =
        data["districts"].as_array().expect("nine").iter().filter_map(|district| district["submission"].as_str()).collect();
    assert_eq!(submissions, ["on-time", "on-time", "on-time", "nil", "on-time", "on-time", "on-time", "late", "on-time"]);
    let findings = program.json("2565-02/findings.json");
    let months: Vec<&str> = findings.as_array().expect("a list").iter().filter_map(|finding| finding["month"].as_str()).collect();
    assert!(months.is_sorted_by(|a, b| a >= b), "the compiled month comes first: {months:?}");
    assert!(
        findings
            .as_array()
            .expect("a list")
            .iter()
            .all(|finding| finding["severity"] != "error" || finding["month"] != "2565-02")
    );
}

#[test]
fn every_figure_is_traced_to_as_many_cells_as_it_counts() {
    let program = Program::sample();
    program.run(&["compile", "2565-02"]);
    let data = program.json("2565-02/data.json");
    for (subject, figures) in data["trace"].as_object().expect("a trace") {
        let owner = if subject == "province" {
            &data["province"]
        } else {
            data["districts"].as_array().expect("nine").iter().find(|district| &district["geocode"] == subject).expect("known")
        };
        for quantity in ["activities", "operators"] {
            for span in ["month", "round", "year"] {
                let cells: usize = figures[format!("{quantity}-{span}")]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .map(|sheet| sheet["cells"].as_array().expect("cells").len())
                    .sum();
                assert_eq!(Some(cells as u64), owner[quantity][span].as_u64(), "{subject} {quantity}-{span}");
            }
        }
    }
}

#[test]
fn explain_lists_the_cells_behind_a_number() {
    let program = Program::sample();
    let text = program.run(&["explain", "2565-02", "เมืองพะเยา", "operators-year"]).ends(0).out;
    assert!(text.contains("= ๑๐ กลุ่ม/ราย"), "{text}");
    let (lines, _) = text.split_once("ไม่มีรายการใดถูกตัดออก").expect("nothing was found");
    assert_eq!(lines.matches("แบบ ๒ ออนไลน์!C").count(), 10, "{text}");
    program.run(&["explain", "จังหวัด", "level"]).ends(0);
    program.run(&["explain", "เมืองพะเยา", "level"]).ends(2);
}

#[test]
fn a_missing_district_makes_a_draft_and_a_reminder_after_the_deadline() {
    let program = Program::sample();
    std::fs::remove_file(program.inputs().join("2565-02/ปง.xlsx")).expect("there");
    program.on("2565-03-07", &["compile"]).ends(1);
    assert!(!program.output("2565-02/letter-reminder-5606.pdf").exists(), "the deadline is not past on its day");
    program.on("2022-03-08", &["compile", "ก.พ. 2565"]).ends(1);
    assert!(program.output("2565-02/letter-reminder-5606.pdf").exists());
    assert_eq!(program.json("2565-02/data.json")["draft"], true);
}

#[test]
fn the_account_of_rows_is_complete() {
    let program = Program::sample();
    let checked = program.run(&["--format", "json", "check"]).json();
    let rows = |key: &str| checked["rows"][key].as_u64().expect("a number");
    assert_eq!(rows("read"), rows("counted") + rows("rejected") + rows("recognised"));
    assert!(rows("counted") > 0);
    for file in checked["files"].as_array().expect("files") {
        let of = |key: &str| file[key].as_u64().expect("a number");
        assert_eq!(of("read"), of("counted") + of("rejected") + of("recognised"), "{file}");
    }
}

#[test]
fn usage_and_plan_errors_end_with_two() {
    let program = Program::sample();
    program.run(&["compile", "2566-02"]).ends(2);
    program.run(&["compile", "sometime"]).ends(2);
    let plan = program.inputs().join("plan.toml");
    let text = std::fs::read_to_string(&plan).expect("there").replace("registered = 75", "registered = 7");
    std::fs::write(&plan, text).expect("written");
    assert!(program.run(&["compile"]).ends(2).err.contains("อำเภอที่ ๒ (จุน) registered"));
}

#[test]
fn init_forms_and_targets_start_a_province() {
    let program = Program::empty();
    assert!(program.run(&["compile"]).ends(2).err.contains("init"), "there is no plan yet");
    program.run(&["init"]).ends(0);
    program.run(&["forms"]).ends(0);
    assert_eq!(files(&program.root.join("outputs/forms/2564-10")).len(), 9, "the year's first month, nine districts");
    program.run(&["targets"]).ends(0);
    assert_eq!(files(&program.root.join("outputs/targets")).len(), 9, "three documents and a letter twice, a packet");
    // A mistake in a template names file and line.
    program.run(&["templates", "copy", "targets.toml"]).ends(0);
    let template = program.root.join("templates/targets.toml");
    let text = std::fs::read_to_string(&template).expect("it was copied");
    std::fs::write(&template, text.replace("{{ province }}", "{{ provinc }}")).expect("written");
    let line = 1 + text.lines().position(|line| line.contains("{{ province }}")).expect("it names the province");
    let error = program.run(&["targets"]).ends(2).err;
    assert!(error.contains(&format!("targets.toml บรรทัด {}", integer(line as i64))), "{error}");
}

#[test]
fn a_returned_workbook_corrected_and_dropped_back_compiles_clean() {
    use otop_report::columns::{CoverField, Form, listing};
    use otop_report::district::DistrictId;
    use otop_report::form::{Content, Entry, workbook};
    use otop_report::submission::{layout::recognise, raw::RawValue, read, values::words};

    let program = Program::sample();
    // The first report of อำเภอจุน names a channel nobody knows; take its correction away.
    std::fs::remove_file(program.inputs().join("2565-02/จุน แก้ไข.xlsx")).expect("there");
    program.run(&["compile"]).ends(1);
    let returned = std::fs::read(program.output("2565-02/returns/5602.xlsx")).expect("it goes back");

    // The clerk corrects the one cell and leaves the rest, the raised revision too.
    let layout = recognise(&"5602.xlsx".into(), &read::read(&returned, "5602", &read::ReadLimits::default()).expect("it opens"));
    let entry = |value: &RawValue| match value {
        RawValue::Number(number) => Entry::Number(*number),
        RawValue::Day(date) => Entry::Day(*date),
        other => Entry::Text(words(other)),
    };
    let cover: BTreeMap<CoverField, Entry> =
        layout.cover.iter().filter_map(|(field, cell)| cell.value.as_ref().map(|value| (*field, entry(value)))).collect();
    assert_eq!(cover[&CoverField::Revision], Entry::Number(1.into()));
    let rows = |form: Form| {
        layout.tables[&form]
            .records
            .iter()
            .map(|record| record.cells.iter().map(|cell| cell.as_ref().map(entry).unwrap_or_default()).collect())
    };
    let mut content = Content {
        cover,
        rows: Form::ALL.into_iter().map(|form| (form, rows(form).collect::<Vec<Vec<Entry>>>())).collect(),
        ..Content::default()
    };
    let wrong = content
        .rows
        .get_mut(&Form::Listings)
        .expect("it has listings")
        .iter_mut()
        .find(|row| row[listing::CHANNEL] == "เฟสบุคค์ของกลุ่ม".into());
    wrong.expect("the clerk's own words came back")[listing::CHANNEL] = "Shopee".into();
    let corrected = workbook(&crate::support::case::plan(), DistrictId::at(1), crate::support::case::month("2565-02"), &content)
        .expect("a form");
    std::fs::write(program.inputs().join("2565-02/5602 ส่งใหม่.xlsx"), corrected).expect("dropped back");

    program.run(&["compile"]).ends(0);
    assert!(!program.output("2565-02/returns").exists(), "nothing is left to send back");
    assert_eq!(program.json("2565-02/data.json")["draft"], false);
}
