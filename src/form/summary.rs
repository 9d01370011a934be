//! สิ่งที่ต้องแก้: the first sheet of a returned workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline, Url, Worksheet, XlsxError};

use super::{At, Issue, look};
use crate::columns::ValueKind;
use crate::finding::{Finding, Lang, Severity};
use crate::render::xlsx::measure::Ruler;
use crate::render::xlsx::style::{TEXT_SIZE, TITLE_SIZE};
use crate::submission::layout::OWN_SHEETS;
use crate::thai::digits::integer;

/// Widths in pixels: number, severity, sheet, cell, value, what is wrong, what to do, place in the file that was sent.
const WIDTHS: [u32; 8] = [34, 80, 112, 52, 140, 255, 245, 125];
const CELL: usize = 3;

const HEADING: u32 = 4;

/// Findings that are listed; nobody mends more than these by hand, and a last line says how many there are besides.
const LISTED: usize = 5_000;

/// UTF-16 units of a value or sentence that are shown.
const SHOWN: usize = 300;

/// A finding, and the cell of this workbook that it is about.
pub(super) struct Item<'a> {
    pub finding: &'a Finding,
    pub at: Option<At>,
}

/// What a cell's note says: what is wrong, then what to do.
pub(super) fn sentences(finding: &Finding, lang: Lang) -> String {
    format!("{}: {}\n{}: {}", severity(finding.severity(), lang), finding.message(lang), headings(lang)[6], finding.hint(lang))
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::Th, severity) => severity.thai(),
        (Lang::En, Severity::Error) => "Error",
        (Lang::En, Severity::Warning) => "Warning",
        (Lang::En, Severity::Note) => "Note",
    }
}

fn headings(lang: Lang) -> [&'static str; 8] {
    match lang {
        Lang::Th => ["ที่", "ความสำคัญ", "แผ่นงาน", "ช่อง", "ค่าที่พบ", "สิ่งที่พบ", "วิธีแก้", "ที่เดิมในแฟ้มที่ส่งมา"],
        Lang::En => ["No.", "Severity", "Sheet", "Cell", "Value", "What is wrong", "What to do", "Place in the file sent"],
    }
}

/// The sheet.
pub(super) fn sheet(issue: &Issue<'_>, items: &[Item<'_>], lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut sheet = look::worksheet(OWN_SHEETS[1])?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, width)?;
    }
    let [count, what] = opening(items, lang);
    let title = if lang == Lang::Th {
        "สิ่งที่ต้องแก้ในแบบรายงาน"
    } else {
        "What to correct in this report"
    };
    let lines = [
        (title, look::title(), TITLE_SIZE),
        (&issue.whose(), look::title(), TITLE_SIZE),
        (&count, look::line(), TEXT_SIZE),
        (&what, look::line(), TEXT_SIZE),
    ];
    let width = f64::from(WIDTHS.iter().sum::<u32>()) * look::POINTS;
    let last = WIDTHS.len() as u16 - 1;
    for (row, (text, format, size)) in (0..).zip(&lines) {
        sheet.merge_range(row, 0, row, last, text, format)?;
        sheet.set_row_height(row, Ruler::shared().height(text, width, *size, *size == TITLE_SIZE))?;
    }
    write_row(&mut sheet, HEADING, &headings(lang).map(str::to_owned), [&look::head(); 8])?;
    let looks = Looks::new();
    for (index, item) in items.iter().take(LISTED).enumerate() {
        write_item(&mut sheet, index, item, lang, &looks)?;
    }
    if let Some(more) = items.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let more = match lang {
            Lang::Th => format!("ยังมีอีก {} แห่ง ช่องเหล่านั้นระบายสีไว้เช่นกัน", integer(more as i64)),
            Lang::En => format!("There are {more} more; their cells are coloured too."),
        };
        sheet.merge_range(HEADING + 1 + LISTED as u32, 0, HEADING + 1 + LISTED as u32, last, &more, &look::line())?;
    }
    look::paper(&mut sheet, true, &issue.whose());
    sheet.set_repeat_rows(HEADING, HEADING)?.set_freeze_panes(HEADING + 1, 0)?;
    Ok(sheet)
}

/// How much there is, and what to do about it.
fn opening(items: &[Item<'_>], lang: Lang) -> [String; 2] {
    let count = |severity| items.iter().filter(|item| item.finding.severity() == severity).count() as i64;
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    match lang {
        Lang::Th => [
            format!("พบข้อผิดพลาด {} แห่ง ข้อสังเกต {} แห่ง หมายเหตุ {} แห่ง  แถวที่มีข้อผิดพลาดยังไม่ถูกนับ", integer(errors), integer(warnings), integer(notes)),
            "กดที่ชื่อช่องเพื่อไปยังช่องนั้น ช่องสีแดงต้องแก้ ช่องสีส้มโปรดตรวจสอบ (ชี้ที่ช่องเพื่ออ่านคำอธิบาย) เลขฉบับแก้ไขเพิ่มให้แล้ว แก้ครบแล้วบันทึกและส่งแฟ้มนี้กลับจังหวัด".to_owned(),
        ],
        Lang::En => [
            format!("Errors: {errors}. Warnings: {warnings}. Notes: {notes}. A row with an error does not count yet."),
            "Choose a cell's name to go there. Red cells must be corrected; look at orange ones (point at them to read why). The revision is one higher already: save this file and send it back.".to_owned(),
        ],
    }
}

/// The looks of the list's cells.
struct Looks {
    text: Format,
    centred: Format,
    link: Format,
    severities: [Format; 3],
}

impl Looks {
    fn new() -> Self {
        let text = look::cell(ValueKind::Text);
        let centred = text.clone().set_align(FormatAlign::Center).set_indent(0);
        let link = centred.clone().set_font_color(Color::Blue).set_underline(FormatUnderline::Single);
        let severities =
            [Severity::Error, Severity::Warning, Severity::Note].map(|severity| look::marked(centred.clone(), severity));
        Self { text, centred, link, severities }
    }
}

fn write_item(sheet: &mut Worksheet, index: usize, item: &Item<'_>, lang: Lang, looks: &Looks) -> Result<(), XlsxError> {
    let Item { finding, at } = item;
    let row = HEADING + 1 + index as u32;
    let Looks { text, centred, link, severities } = looks;
    let formats = [centred, &severities[finding.severity() as usize], text, centred, text, text, text, text];
    let shown = |text: &str| look::fit(text, SHOWN).to_owned();
    let place = &finding.place;
    let sent = match (&place.sheet, place.cell) {
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        (Some(sheet), None) => sheet.to_string(),
        (None, _) => place.file.as_deref().map(|file| file.rsplit('/').next().unwrap_or(file)).unwrap_or_default().to_owned(),
    };
    let texts = [
        integer(index as i64 + 1),
        severity(finding.severity(), lang).to_owned(),
        at.map(|at| at.sheet().to_owned()).unwrap_or_default(),
        at.map(|at| at.cell().to_string()).unwrap_or_default(),
        shown(finding.value.as_deref().unwrap_or_default()),
        shown(&finding.message(lang)),
        shown(&finding.hint(lang)),
        shown(&sent),
    ];
    write_row(sheet, row, &texts, formats)?;
    if let Some(at) = at {
        let url = Url::new(format!("internal:'{}'!{}", at.sheet(), at.cell())).set_text(&texts[CELL]);
        sheet.write_url_with_format(row, CELL as u16, url, link)?;
    }
    Ok(())
}

/// Writes a row as high as its words need.
fn write_row(sheet: &mut Worksheet, row: u32, texts: &[String; 8], formats: [&Format; 8]) -> Result<(), XlsxError> {
    let mut height: f64 = 0.0;
    for (column, (text, format)) in (0..).zip(texts.iter().zip(formats)) {
        sheet.write_string_with_format(row, column, text.as_str(), format)?;
        height = height.max(look::height(text, WIDTHS[usize::from(column)]));
    }
    sheet.set_row_height(row, height)?;
    Ok(())
}
