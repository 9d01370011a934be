//! แบบ ๑ and แบบ ๒: a title, what must be filled in, the heading, and rows to fill in.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatBorder, IgnoreError, Note, Worksheet, XlsxError};

use super::{At, Entry, Issue, checks, look};
use crate::columns::{Form, ValueKind, activity};
use crate::finding::CellRef;
use crate::place::column_letters;
use crate::render::xlsx::measure::Ruler;
use crate::render::xlsx::style::{FONT, TEXT_SIZE, TITLE_SIZE};

/// The heading stands below title, owner and instructions.
const HEADING: u32 = 3;
const FIRST: u32 = HEADING + 1;

/// The last row that is checked and, once something stands in it, ruled.
const LAST: u32 = 1_003;

/// Ruled rows below those filled in, so that a corrected form has room too.
const SPARE: usize = 5;

/// Notes with a place on the sheet; a workbook with more of them is slow to open, and the first sheet names every one.
pub(super) const NOTES: usize = 2_000;

/// Where a table's cell stands.
pub(super) fn cell(row: usize, column: usize) -> CellRef {
    CellRef { row: FIRST + row as u32, column: column as u32 }
}

/// Rows ruled in a blank form.
fn ruled(form: Form) -> usize {
    match form {
        Form::Activities => 30,
        Form::Listings => 60,
    }
}

/// The sheet.
pub(super) fn sheet(issue: &Issue<'_>, form: Form) -> Result<Worksheet, XlsxError> {
    let none = Vec::new();
    let rows = issue.content.rows.get(&form).unwrap_or(&none);
    let mut writer = Writer { issue, form, rows, widths: form.widths(), sheet: look::worksheet(form.sheet())? };
    writer.columns()?;
    writer.top()?;
    writer.body()?;
    writer.checks()?;
    let mut sheet = writer.sheet;
    look::protect(&mut sheet);
    look::paper(&mut sheet, true, &issue.whose());
    sheet.set_repeat_rows(HEADING, HEADING)?.set_freeze_panes(FIRST, 0)?.set_selection(FIRST, 1, FIRST, 1)?;
    Ok(sheet)
}

struct Writer<'a> {
    issue: &'a Issue<'a>,
    form: Form,
    rows: &'a [Vec<Entry>],
    widths: &'static [u32],
    sheet: Worksheet,
}

impl Writer<'_> {
    /// Every cell below the heading is ready to be filled in, beyond the ruled rows too.
    fn columns(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_default_row_height(look::ROW);
        for ((column, width), definition) in (0..).zip(self.widths).zip(self.form.columns()) {
            self.sheet.set_column_width_pixels(column, *width)?;
            self.sheet.set_column_format(column, &look::spare(definition.kind))?;
        }
        Ok(())
    }

    fn last_column(&self) -> u16 {
        self.form.columns().len() as u16 - 1
    }

    /// The row after the last one that is ruled in advance.
    fn end(&self) -> u32 {
        FIRST + ruled(self.form).max(self.rows.len() + SPARE) as u32
    }

    fn top(&mut self) -> Result<(), XlsxError> {
        let required: Vec<&str> =
            self.form.columns().iter().filter(|column| column.required).map(|column| column.heading).collect();
        let must = format!("ต้องกรอก {}", required.join(" · "));
        let what = match self.form {
            Form::Activities => format!("{must}  ยอดจำหน่ายเป็นของเดือนนี้ งบประมาณต้องเป็น ๐"),
            Form::Listings => format!("{must}  ขายหลายช่องทางให้กรอกช่องทางละแถว ช่องทางนอกรายการพิมพ์ว่า อื่น ๆ: ชื่อช่องทาง"),
        };
        let ruler = Ruler::shared();
        let width = f64::from(self.widths.iter().sum::<u32>()) * look::POINTS;
        let lines = [
            (self.form.title().to_owned(), look::title(), TITLE_SIZE),
            (self.issue.whose(), look::title(), TITLE_SIZE),
            (what, look::line(), TEXT_SIZE),
        ];
        for (row, (text, format, size)) in (0..).zip(&lines) {
            self.sheet.merge_range(row, 0, row, self.last_column(), text, format)?;
            self.sheet.set_row_height(row, ruler.height(text, width, *size, *size == TITLE_SIZE))?;
        }
        let mut height: f64 = look::ROW;
        for (column, definition) in (0..).zip(self.form.columns()) {
            self.sheet.write_string_with_format(HEADING, column, definition.heading, &look::head())?;
            height = height.max(ruler.height(
                definition.heading,
                f64::from(self.widths[usize::from(column)]) * look::POINTS,
                TEXT_SIZE,
                true,
            ));
        }
        self.sheet.set_row_height(HEADING, height)?;
        Ok(())
    }

    fn body(&mut self) -> Result<(), XlsxError> {
        let formats: Vec<Format> = self.form.columns().iter().map(|column| look::input(column.kind)).collect();
        for row in FIRST..self.end() {
            let index = (row - FIRST) as usize;
            let mut height: f64 = look::ROW;
            for (column, (definition, format)) in self.form.columns().iter().zip(&formats).enumerate() {
                let given = self.rows.get(index).and_then(|row| row.get(column)).filter(|entry| **entry != Entry::Blank);
                let number = Entry::Number(Decimal::from(index + 1));
                let entry = given.unwrap_or(if column == activity::NUMBER { &number } else { &Entry::Blank });
                if let Entry::Text(text) = entry {
                    height = height.max(look::height(look::fit(text, 2_000), self.widths[column]));
                }
                let mark = self.issue.content.marks.get(&At::Row { form: self.form, row: index, column });
                match mark {
                    Some(mark) => look::write(
                        &mut self.sheet,
                        row,
                        column as u16,
                        entry,
                        &look::marked(look::input(definition.kind), mark.severity),
                    )?,
                    None => look::write(&mut self.sheet, row, column as u16, entry, format)?,
                }
            }
            if height > look::ROW {
                self.sheet.set_row_height(row, height)?;
            }
        }
        let notes = self.issue.content.marks.keys().filter(|at| matches!(at, At::Row { form, .. } if *form == self.form));
        for at in notes.take(NOTES) {
            write_note(&mut self.sheet, self.issue, *at)?;
        }
        Ok(())
    }

    fn checks(&mut self) -> Result<(), XlsxError> {
        let (last, end) = (self.last_column(), self.end());
        let bottom = LAST.max(end);
        for (column, definition) in (0..).zip(self.form.columns()) {
            if let Some(check) = checks::column(self.issue, self.form, usize::from(column))? {
                self.sheet.add_data_validation(FIRST, column, bottom, column, &check)?;
            }
            if matches!(definition.kind, ValueKind::Text) {
                self.sheet.ignore_error_range(FIRST, column, bottom, column, IgnoreError::NumberStoredAsText)?;
            }
        }
        // Rows beyond the ruled ones are ruled as soon as they are used, so that blank ones need no paper.
        let used = format!("=COUNTA($A{0}:${1}{0})>0", end + 1, column_letters(last.into()));
        let ruled =
            ConditionalFormatFormula::new().set_rule(used.as_str()).set_format(Format::new().set_border(FormatBorder::Thin));
        self.sheet.add_conditional_format(end, 0, bottom, last, &ruled)?;
        Ok(())
    }
}

/// Puts the sentences about a marked cell into its note.
pub(super) fn write_note(sheet: &mut Worksheet, issue: &Issue<'_>, at: At) -> Result<(), XlsxError> {
    let Some(mark) = issue.content.marks.get(&at) else { return Ok(()) };
    let width = 300_u32;
    let text = look::fit(&mark.sentences, 2_000);
    let height = Ruler::shared().height(text, f64::from(width) * look::POINTS, TEXT_SIZE, false) / look::POINTS;
    let note = Note::new(text)
        .set_author(issue.author())
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(TEXT_SIZE)
        .set_width(width)
        .set_height(height as u32 + 12)
        .set_visible(false);
    let cell = at.cell();
    sheet.insert_note(cell.row, cell.column as u16, &note)?;
    Ok(())
}
