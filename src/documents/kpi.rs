//! kpi-8: the KPI sheet (เป้าหมายการปฏิบัติงานรายบุคคล), with both rubrics, the formula and the evidence table.

use serde_json::json;

use super::DocumentContext;
use super::columns::{self, Columns};
use super::document::Align::{Center, Left};
use super::document::{Block, Document, Field, Fraction, Orientation, Table};
use super::table::{count, text};
use super::words::{Page, WordsError};
use crate::plan::{Level, Person, Rubric};
use crate::thai::digits::to_thai;

/// The KPI sheet.
pub(super) fn document(context: &DocumentContext<'_>) -> Result<Document, WordsError> {
    let words = context.words.page("kpi-8.toml", &context.values());
    let kpi = &context.plan.kpi;
    let mut blocks = vec![Block::Fields(fields(context, &words)?)];
    for (round, rubric) in (1_i64..).zip(&context.plan.rubrics) {
        blocks.push(Block::Table(rubric_table(&words.with("round", &round), rubric)?));
    }
    blocks.push(Block::Formula(Fraction {
        label: format!("{} {}", words.text("formula.heading")?, to_thai(&kpi.formula_label)),
        numerator: to_thai(&kpi.formula_numerator),
        denominator: to_thai(&kpi.formula_denominator),
        factor: words.text("formula.factor")?,
    }));
    blocks.push(Block::Table(evidence(&words, &kpi.evidence)?));
    Ok(Document {
        id: "kpi-8".to_owned(),
        district: None,
        title: words.lines("title")?,
        sheet: words.text("sheet")?,
        orientation: Orientation::Portrait,
        draft: None,
        blocks,
    })
}

fn fields(context: &DocumentContext<'_>, words: &Page<'_>) -> Result<Vec<Field>, WordsError> {
    let kpi = &context.plan.kpi;
    let field = |key: &str, values: Vec<Vec<String>>| Ok(Field { label: words.text(&format!("fields.{key}"))?, values });
    let line = |text: &str| vec![vec![to_thai(text)]];
    let person = |person: &Person| -> Result<Vec<String>, WordsError> {
        let words = words.with("person", person);
        Ok(vec![person.name.clone(), words.text("fields.position")?, words.text("fields.telephone")?])
    };
    Ok(vec![
        field("name", line(&kpi.name))?,
        field("unit", line(&kpi.unit))?,
        field("weight", vec![vec![words.text("fields.weight_value")?]])?,
        field("reason", line(&kpi.reason))?,
        field("source", line(&kpi.source))?,
        field("owner", vec![person(&kpi.owner)?])?,
        field("coordinators", kpi.coordinators.iter().map(person).collect::<Result<_, _>>()?)?,
    ])
}

fn rubric_table(words: &Page<'_>, rubric: &Rubric) -> Result<Table, WordsError> {
    type Column<'a> = columns::Column<'a, (&'a Level, String)>;
    let criteria = |level: &Level| -> Result<String, WordsError> {
        let value = json!({ "activities": level.activities, "fewer_than": level.fewer_than, "channels": level.channels, "percent": level.percent.normalize().to_string() });
        let words = words.with("level", &value);
        Ok(format!("{}\n{}", words.text("rubric.activities")?, words.text("rubric.channels")?))
    };
    let rows: Vec<(&Level, String)> =
        rubric.levels.iter().map(|level| Ok((level, criteria(level)?))).collect::<Result<_, WordsError>>()?;
    let list = vec![
        Column::new("level", 1.0, Center, |(level, _)| text(&*level.name)),
        Column::new("criteria", 6.0, Left, |(_, criteria)| text(&**criteria)),
        Column::new("score", 0.9, Center, |(level, _)| count(level.level)),
    ];
    Ok(Table { whole: true, ..Columns::new(words, "rubric.", list).filled("rubric.heading", &rows)? })
}

fn evidence(words: &Page<'_>, evidence: &str) -> Result<Table, WordsError> {
    type Column<'a> = columns::Column<'a, String>;
    let list = vec![
        Column::word("level", 1.2, Center, |_| "evidence.levels"),
        Column::new("evidence", 6.0, Left, |evidence| text(&**evidence)),
    ];
    Columns::new(words, "evidence.", list).filled("evidence.heading", &[to_thai(evidence)])
}
