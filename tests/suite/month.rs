//! The sample year, end to end, by the commands a user types.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Runs the program on a copy of the sample year in a folder of its own.
struct Sample {
    folder: tempfile::TempDir,
}

impl Sample {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"), &folder.path().join("inputs"));
        Self { folder }
    }

    fn run(&self, args: &[&str]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_otop-report"));
        Command::new(program).arg("--workspace").arg(self.folder.path()).args(args).output().expect("it starts")
    }

    fn output(&self, path: &str) -> PathBuf {
        self.folder.path().join("outputs").join(path)
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.output(path)).expect(path)).expect("JSON")
    }
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let place = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(place).expect("a folder");
        } else {
            std::fs::copy(entry.path(), place).expect("copied");
        }
    }
}

/// Every file below a folder, with its bytes.
pub fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().strip_prefix(folder).expect("below").to_owned(), std::fs::read(entry.path()).expect("read")))
        .collect()
}

#[test]
fn the_clean_month_compiles_to_every_document() {
    let sample = Sample::new();
    let output = sample.run(&["--today", "2565-03-10", "compile"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for document in ["form-1-activities", "form-2-online", "kpi-8", "targets-round-1", "targets-round-2", "scorecard"] {
        for extension in ["xlsx", "pdf"] {
            assert!(sample.output(&format!("2565-02/{document}.{extension}")).is_file(), "{document}.{extension}");
        }
    }
    for pdf in ["letter-assignment", "letter-monthly", "packet-assignment", "packet-monthly"] {
        assert!(sample.output(&format!("2565-02/{pdf}.pdf")).is_file(), "{pdf}");
    }
    let data = sample.json("2565-02/data.json");
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
    let findings = sample.json("2565-02/findings.json");
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
    let sample = Sample::new();
    sample.run(&["compile", "2565-02"]);
    let data = sample.json("2565-02/data.json");
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
    let sample = Sample::new();
    let output = sample.run(&["explain", "2565-02", "เมืองพะเยา", "operators-year"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("= ๑๐ มาจาก ๑๐ ช่อง"), "{text}");
    assert_eq!(text.matches("แบบ ๒ ออนไลน์!C").count(), 10, "{text}");
    assert_eq!(sample.run(&["explain", "จังหวัด", "level"]).status.code(), Some(0), "the latest month, the province");
    assert_eq!(sample.run(&["explain", "เมืองพะเยา", "level"]).status.code(), Some(2), "a district has no level");
}

#[test]
fn a_missing_district_makes_a_draft_and_a_reminder_after_the_deadline() {
    let sample = Sample::new();
    std::fs::remove_file(sample.folder.path().join("inputs/2565-02/ปง.xlsx")).expect("there");
    let early = sample.run(&["--today", "2565-03-07", "compile"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(!sample.output("2565-02/letter-reminder-5606.pdf").exists(), "the deadline is not past on its day");
    let late = sample.run(&["--today", "2022-03-08", "compile", "ก.พ. 2565"]);
    assert_eq!(late.status.code(), Some(1));
    assert!(sample.output("2565-02/letter-reminder-5606.pdf").exists());
    assert_eq!(sample.json("2565-02/data.json")["draft"], true);
}

#[test]
fn the_account_of_rows_is_complete() {
    let sample = Sample::new();
    let output = sample.run(&["--format", "json", "check"]);
    let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
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
    let sample = Sample::new();
    assert_eq!(sample.run(&["compile", "2566-02"]).status.code(), Some(2), "another fiscal year");
    assert_eq!(sample.run(&["compile", "sometime"]).status.code(), Some(2));
    let plan = sample.folder.path().join("inputs/plan.toml");
    let text = std::fs::read_to_string(&plan).expect("there").replace("registered = 75", "registered = 7");
    std::fs::write(&plan, text).expect("written");
    let output = sample.run(&["compile"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("districts[1].registered"));
}

#[test]
fn init_forms_and_targets_start_a_province() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_otop-report"))
            .arg("--workspace")
            .arg(folder.path())
            .args(args)
            .output()
            .expect("it starts")
    };
    assert_eq!(run(&["compile"]).status.code(), Some(2), "there is no plan yet");
    assert_eq!(run(&["init"]).status.code(), Some(0));
    assert!(folder.path().join("templates/letter-monthly.toml").is_file());
    assert_eq!(run(&["forms"]).status.code(), Some(0));
    assert_eq!(bytes(&folder.path().join("outputs/forms/2564-10")).len(), 9, "the year's first month, nine districts");
    assert_eq!(run(&["targets"]).status.code(), Some(0));
    assert_eq!(bytes(&folder.path().join("outputs/targets")).len(), 8, "three documents twice, a letter, a packet");
    // A mistake in a template names file and line.
    let template = folder.path().join("templates/targets.toml");
    let text = std::fs::read_to_string(&template).expect("init wrote it");
    std::fs::write(&template, text.replace("{{ province }}", "{{ provinc }}")).expect("written");
    let line = 1 + text.lines().position(|line| line.contains("{{ province }}")).expect("it names the province");
    let output = run(&["targets"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains(&format!("targets.toml บรรทัด {line}")), "{error}");
}

#[test]
fn a_returned_workbook_corrected_and_dropped_back_compiles_clean() {
    use otop_report::form::{Content, Entry, workbook};
    use otop_report::submission::columns::{CoverField, Form, listing};
    use otop_report::submission::{layout::recognise, raw::RawValue, read, values::words};

    let sample = Sample::new();
    // The first report of อำเภอจุน names a channel nobody knows; take its correction away.
    std::fs::remove_file(sample.folder.path().join("inputs/2565-02/จุน แก้ไข.xlsx")).expect("there");
    assert_eq!(sample.run(&["compile"]).status.code(), Some(1));
    let returned = std::fs::read(sample.output("2565-02/returns/5602.xlsx")).expect("it goes back");

    // The clerk corrects the one cell and leaves the rest, the raised revision too.
    let layout = recognise(&"5602.xlsx".into(), &read::read(&returned, "5602", &read::Limits::default()).expect("it opens"));
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
    let corrected = workbook(&crate::support::plan(), 1, crate::support::month("2565-02"), &content).expect("a form");
    std::fs::write(sample.folder.path().join("inputs/2565-02/5602 ส่งใหม่.xlsx"), corrected).expect("dropped back");

    assert_eq!(sample.run(&["compile"]).status.code(), Some(0));
    assert!(!sample.output("2565-02/returns").exists(), "nothing is left to send back");
    assert_eq!(sample.json("2565-02/data.json")["draft"], false);
}
