//! A percent just below a threshold, in the documents: 4.996 is printed as 4.99, and no formula makes it 5.00 again.

use std::collections::BTreeMap;

use jiff::civil::date;
use otop_report::aggregate::DistrictTotals;
use otop_report::documents::DocumentContext;
use otop_report::documents::document::{Block, Cell, Document, Value};
use otop_report::documents::words::Words;
use otop_report::month::CompiledMonth;
use otop_report::score::score;
use otop_report::templates::Templates;
use otop_report::validate::{Context, RegistryReading, validate};

use crate::figures::score::totals;
use crate::support::case::{month, plan};

/// The documents of 2565-08 with 1249 operators of 25000 online.
fn documents() -> Vec<Document> {
    let (plan, words) = (plan(), Words::new(&Templates::default()).expect("the shipped words"));
    let mut totals = totals("2565-08", 9, 3, 1_249, 25_000);
    totals.province.on_channel = BTreeMap::from([("Facebook".to_owned(), 1_249)]);
    // All of them in one district: the last row adds up those above it.
    let whole =
        DistrictTotals::unreported(&plan).next().map(|district| DistrictTotals { figures: totals.province.clone(), ..district });
    totals.districts = whole.into_iter().collect();
    let months = [month("2565-08")];
    let validated = validate(
        &Context { plan: &plan, registry: &RegistryReading::default(), months: &months, lacking: &|_| Vec::new() },
        Vec::new(),
    );
    let context = DocumentContext { plan: &plan, words: &words, garuda: None, today: date(2022, 9, 1), seal: None };
    let score = score(&plan, &totals);
    context
        .month(&CompiledMonth { month: totals.month, validated, totals, score, pictures: Vec::new() })
        .expect("words")
        .documents
}

fn document(id: &str) -> Document {
    documents().into_iter().find(|document| document.id == id).expect("it is made")
}

#[test]
fn form_2_stays_below() {
    let form = document("form-2-online");
    let Some(Block::Table(districts)) = form.blocks.first() else { panic!("no table") };
    let total = districts.rows.last().expect("a total");
    let percents: Vec<&Cell> = total.cells.iter().filter(|cell| matches!(cell.value, Value::Percent(_))).collect();
    let [percent] = percents[..] else { panic!("one percent: {total:?}") };
    assert_eq!((&percent.value, &percent.formula), (&Value::Percent("4.99".parse().expect("a number")), &None));
}

#[test]
fn the_scorecard_stays_below() {
    let scorecard = document("scorecard");
    let Some(Block::Fields(fields)) = scorecard.blocks.first() else { panic!("no fields") };
    let values: Vec<String> = fields.iter().map(|field| field.values.concat().concat()).collect();
    assert_eq!(values[0], "๔ ดี");
    assert_eq!(values[2], "๑,๒๔๙/๒๕,๐๐๐ = ร้อยละ ๔.๙๙ (ระดับถัดไปต้องได้ร้อยละ ๕)");
    let Block::Table(conditions) = &scorecard.blocks[1] else { panic!("no conditions") };
    let operators: Vec<&Value> = conditions.rows[2].cells[1..].iter().map(|cell| &cell.value).collect();
    assert_eq!(operators, [&Value::Integer(1_249), &Value::Integer(1_250), &Value::Integer(1)]);
}
