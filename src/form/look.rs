//! Fonts, fills and number formats of a form, and the paper it prints on.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::{Entry, excel_day};
use crate::columns::ValueKind;
use crate::finding::Severity;
use crate::render::xlsx::measure::Ruler;
use crate::render::xlsx::style::{FONT, INDENT, INTEGER, MONEY, NORMAL_COLUMN, NORMAL_ROW, TEXT_SIZE, TITLE_SIZE, normal};

/// A day in Thai numerals. Four figures of the year: two would not show that one was typed in the wrong era.
pub(super) const DATE: &str = "[$-D07041E]d mmm yyyy";

/// Keeps what is typed as it is: leading zeros, `1/2`, a hyphen before a remark.
const VERBATIM: &str = "@";

/// Characters a cell can hold, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Height in points of a row of one line.
pub(super) const ROW: f64 = 26.0;

/// Points in a pixel.
pub(super) const POINTS: f64 = 0.75;

const A4: u8 = 9;

const HEAD: Color = Color::RGB(0xE7_EC_F2);
const INPUT: Color = Color::RGB(0xFF_FB_E6);

/// The colour of a marked cell.
fn colour(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::RGB(0xFF_C7_CE),
        Severity::Warning => Color::RGB(0xFF_E0_B2),
        Severity::Note => Color::RGB(0xDD_EB_F7),
    }
}

/// The look of cells that nothing is written to. Unlocked: a row can be deleted from a protected sheet only if none of its
/// cells, as far as the sheet's right edge, is locked.
fn untouched() -> Format {
    normal().set_unlocked()
}

/// A workbook whose columns are measured in digits of the government's font.
pub(super) fn workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&untouched(), NORMAL_ROW, NORMAL_COLUMN)?;
    Ok(workbook)
}

/// A worksheet of [`workbook`].
pub(super) fn worksheet(name: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?.set_default_format(&untouched(), NORMAL_ROW, NORMAL_COLUMN)?;
    Ok(sheet)
}

fn of_size(size: f64) -> Format {
    normal().set_font_size(size).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// A title line.
pub(super) fn title() -> Format {
    of_size(TITLE_SIZE).set_bold().set_align(FormatAlign::Center)
}

/// Running text.
pub(super) fn line() -> Format {
    of_size(TEXT_SIZE).set_align(FormatAlign::Left).set_indent(1)
}

/// Running text from the middle of its cell.
pub(super) fn centred() -> Format {
    of_size(TEXT_SIZE).set_align(FormatAlign::Center)
}

/// A heading over a table.
pub(super) fn head() -> Format {
    of_size(TEXT_SIZE).set_bold().set_align(FormatAlign::Center).set_border(FormatBorder::Thin).set_background_color(HEAD)
}

/// A label before a value.
pub(super) fn label() -> Format {
    line().set_bold().set_border(FormatBorder::Thin)
}

/// A cell of a table, not to be filled in.
pub(super) fn cell(kind: ValueKind) -> Format {
    of_kind(line(), kind).set_border(FormatBorder::Thin)
}

/// A cell to fill in.
pub(super) fn input(kind: ValueKind) -> Format {
    cell(kind).set_unlocked()
}

/// A cell to fill in beyond the ruled rows: ready for use, and not printed while it is blank.
pub(super) fn spare(kind: ValueKind) -> Format {
    of_kind(line(), kind).set_unlocked()
}

/// A value of the cover to fill in: shaded, since the cover holds other words besides.
pub(super) fn cover_input(kind: ValueKind) -> Format {
    input(kind).set_align(FormatAlign::Left).set_background_color(INPUT)
}

/// The same, marked.
pub(super) fn marked(format: Format, severity: Severity) -> Format {
    format.set_background_color(colour(severity)).set_unlocked()
}

/// Figures shrink rather than turn into `###` where a column is narrow for them.
fn of_kind(format: Format, kind: ValueKind) -> Format {
    let figure = |format: Format, number_format| format.unset_text_wrap().set_shrink().set_num_format(number_format);
    match kind {
        ValueKind::RowNumber => figure(format, INTEGER).set_align(FormatAlign::Center).set_indent(0),
        ValueKind::Count => figure(format, INTEGER).set_align(FormatAlign::Right),
        ValueKind::Money => figure(format, MONEY).set_align(FormatAlign::Right),
        ValueKind::Day => figure(format, DATE).set_align(FormatAlign::Center).set_indent(0),
        ValueKind::Text | ValueKind::Choice(_) | ValueKind::Link => format.set_num_format(VERBATIM),
    }
}

/// The height in points of a row that shows `text` in a table's cell `width` pixels wide.
pub(super) fn height(text: &str, width: u32) -> f64 {
    Ruler::shared().height(text, f64::from(width) * POINTS - INDENT, TEXT_SIZE, false)
}

/// Writes what a cell holds.
pub(super) fn write(sheet: &mut Worksheet, row: u32, column: u16, entry: &Entry, format: &Format) -> Result<(), XlsxError> {
    match entry {
        Entry::Blank => sheet.write_blank(row, column, format)?,
        Entry::Text(text) => sheet.write_string_with_format(row, column, fit(text, LONGEST), &legible(format))?,
        Entry::Number(number) => sheet.write_with_format(row, column, *number, format)?,
        Entry::Day(date) => match excel_day(*date) {
            Ok(day) => sheet.write_with_format(row, column, &day, format)?,
            Err(_) => sheet.write_string_with_format(row, column, date.to_string(), format)?,
        },
    };
    Ok(())
}

/// Words in a cell meant for a figure wrap; they would shrink beyond reading.
fn legible(format: &Format) -> Format {
    format.clone().set_text_wrap()
}

/// `text` cut to at most `units` UTF-16 units.
pub(super) fn fit(text: &str, units: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        taken += c.len_utf16();
        (taken > units).then_some(at)
    });
    end.map_or(text, |end| &text[..end])
}

/// Protects headings against accidents: no password, and rows may be inserted, deleted, sorted and made higher.
pub(super) fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        insert_links: true,
        delete_rows: true,
        sort: true,
        edit_objects: true,
        ..ProtectionOptions::new()
    });
}

/// A4, as wide as the page, with `footer` at the foot and no page numbers: they would be Arabic.
pub(super) fn paper(sheet: &mut Worksheet, landscape: bool, footer: &str) {
    if landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet
        .set_paper_size(A4)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_screen_gridlines(false)
        .set_footer(format!("&R&\"{FONT},Regular\"&12 {}", footer.replace('&', "&&")));
}
