//! `data.json`, `findings.json`, `rows.json`: what is written is what is read, and what `docs/schema/` says.

use std::collections::BTreeSet;

use otop_report::finding::Lang;
use otop_report::month::CompiledMonth;
use otop_report::record::{FindingRecord, MonthRecord, RowsRecord, data_json, figures_json, findings_json, rows_json};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::support::case::{Case, good};

const SCHEMAS: [(&str, &str); 3] = [
    ("data", include_str!("../../../docs/schema/data.schema.json")),
    ("findings", include_str!("../../../docs/schema/findings.schema.json")),
    ("rows", include_str!("../../../docs/schema/rows.schema.json")),
];

/// The sample month, and one with faults.
fn months() -> Vec<(Case, CompiledMonth)> {
    let faulty = Case::new();
    faulty.submit("2565-02", 0, "เมืองพะเยา", &good());
    faulty.write("2565-02/จุน.xlsx", b"\x89PNG\r\n\x1a\nnot a workbook");
    [Case::sample(), faulty].map(|case| (case.compile("2565-02"), case)).map(|(month, case)| (case, month)).into()
}

#[test]
fn what_is_written_is_what_is_read() {
    for (case, month) in months() {
        let written = data_json(&case.plan, &month);
        let record = MonthRecord::read(&written).expect("its own record");
        assert_eq!(serde_json::to_value(&record).ok(), serde_json::from_slice::<Json>(&written).ok());
        let trace = record.trace.as_ref().expect("it travels");
        let cells = trace["province"]["activities-year"].0.iter().collect::<Vec<_>>();
        assert_eq!(cells, month.totals.province.activities.year.cells.iter().collect::<Vec<_>>(), "each cell is back");
        assert_eq!(record.province.sales.online_year.0, month.totals.province.sales_online.year.value);
        let figures = MonthRecord::read(&figures_json(&case.plan, &month)).expect("its own record");
        assert_eq!((figures.trace.clone(), figures), (None, MonthRecord { trace: None, ..record }));

        let findings =
            FindingRecord::read(&findings_json(&case.plan, &month.validated.findings, Lang::Th)).expect("its own record");
        assert_eq!(findings.len(), month.validated.findings.len());
        for (read, finding) in findings.iter().zip(&month.validated.findings) {
            assert_eq!((read.code(), read), (Some(finding.code()), &FindingRecord::of(&case.plan, finding, Lang::Th)));
        }

        let rows = RowsRecord::read(&rows_json(&case.plan, &month)).expect("its own record");
        assert_eq!(rows, RowsRecord::of(&case.plan, &month));
        let baht: Decimal = rows.activities.iter().map(|row| row.sales.0).sum();
        assert_eq!(baht, month.totals.province.sales_activities.month.value, "the rows are those that were added up");
        let baht: Decimal = rows.listings.iter().map(|row| row.sales.0).sum();
        assert_eq!(baht, month.totals.province.sales_online.month.value);
    }
}

#[test]
fn a_record_of_a_later_version_is_refused_and_one_without_a_version_is_the_first() {
    let (case, month) = months().remove(1);
    let text = String::from_utf8(figures_json(&case.plan, &month)).expect("UTF-8");
    assert!(MonthRecord::read(text.replace("\"schema\": 1", "\"schema\": 2").as_bytes()).is_err());
    let before = text.replace("  \"schema\": 1,\n", "");
    assert!(before.len() < text.len());
    assert_eq!(MonthRecord::read(before.as_bytes()).ok(), MonthRecord::read(text.as_bytes()).ok());
}

#[test]
fn every_field_is_in_the_schema_and_the_other_way_round() {
    for (case, month) in months() {
        let written = [
            data_json(&case.plan, &month),
            findings_json(&case.plan, &month.validated.findings, Lang::Th),
            rows_json(&case.plan, &month),
        ];
        for ((name, schema), written) in SCHEMAS.iter().zip(written) {
            let schema: Json = serde_json::from_str(schema).expect("a schema");
            let record: Json = serde_json::from_slice(&written).expect("JSON");
            conforms(&schema, &schema, &record, name);
        }
    }
}

/// Holds a record to the parts of JSON Schema that ours use. `.ci/schema` does it with a validator.
pub fn conforms(root: &Json, schema: &Json, value: &Json, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = root.pointer(reference.trim_start_matches('#')).expect("it is defined");
        return conforms(root, named, value, at);
    }
    if let Some(others) = schema["anyOf"].as_array() {
        let of_null = |schema: &&Json| schema["type"] == "null";
        let other = others.iter().find(|schema| of_null(schema) == value.is_null()).expect("there is one");
        return conforms(root, other, value, at);
    }
    match value {
        Json::Object(fields) if schema.get("properties").is_some() => {
            let keys = |of: &Json| of.as_object().map(|of| of.keys().cloned().collect::<BTreeSet<_>>()).unwrap_or_default();
            let known = keys(&schema["properties"]);
            let required = schema["required"].as_array().expect("a list").iter().filter_map(Json::as_str);
            let found: BTreeSet<String> = fields.keys().cloned().collect();
            assert!(found.is_subset(&known), "{at}: {:?} is in no schema", found.difference(&known));
            required.for_each(|key| assert!(found.contains(key), "{at} lacks {key}"));
            fields.iter().for_each(|(key, value)| conforms(root, &schema["properties"][key], value, &format!("{at}.{key}")));
        }
        Json::Object(fields) => {
            fields.iter().for_each(|(key, value)| {
                conforms(root, &schema["additionalProperties"], value, &format!("{at}.{key}"));
            });
        }
        Json::Array(items) => items.iter().for_each(|item| conforms(root, &schema["items"], item, at)),
        value => {
            let kind = match value {
                Json::Null => "null",
                Json::Bool(_) => "boolean",
                Json::Number(_) => "integer",
                _ => "string",
            };
            let types = [&schema["type"]].into_iter().flat_map(|of| of.as_array().cloned().unwrap_or_else(|| vec![of.clone()]));
            let typed = types.clone().any(|of| of == kind);
            let listed = schema["enum"].as_array().is_some_and(|allowed| allowed.contains(value));
            assert!(typed || listed || schema["const"] == *value, "{at}: {value} is not what the schema says: {schema}");
        }
    }
}
