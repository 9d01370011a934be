//! The blank forms enclosed with the letter of assignment: แบบ ๑ and แบบ ๒ as districts fill them in, column for column.

use super::DocumentContext;
use super::document::{Align, Block, Document, Orientation, Table};
use super::form_1::signatures;
use super::table::{body, column, count, empty, head};
use super::words::WordsError;
use crate::columns::Form;

/// Lines to write on: a page of them.
const LINES: i64 = 12;

/// The blank form that a district sends each month, with lines for its name and the month.
pub(super) fn document(context: &DocumentContext<'_>, form: Form) -> Result<Document, WordsError> {
    let words = context.words.page("common.toml", &context.values());
    let columns = form.columns();
    let line = |number: i64| body([count(number)].into_iter().chain(columns.iter().skip(1).map(|_| empty())).collect());
    let table = Table {
        caption: form.sheet().to_owned(),
        show_caption: false,
        columns: form.widths().iter().map(|&width| column(width.into(), Align::Center)).collect(),
        heading: vec![columns.iter().map(|column| head(column.heading.to_owned(), 1, 1)).collect()],
        rows: (1..=LINES).map(line).collect(),
        tall: true,
        ..Table::default()
    };
    Ok(Document {
        id: match form {
            Form::Activities => "blank-form-1",
            Form::Listings => "blank-form-2",
        }
        .to_owned(),
        district: None,
        title: vec![form.title().to_owned(), words.text("blank.year")?, words.text("blank.whose")?],
        sheet: form.sheet().to_owned(),
        orientation: Orientation::Landscape,
        draft: None,
        blocks: vec![Block::Table(table), Block::Signatures(signatures(&words)?)],
    })
}
