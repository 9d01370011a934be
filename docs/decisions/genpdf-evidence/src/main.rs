//! Evidence for docs/decisions/0001: genpdf 0.2.0 and the Thai of the source letter.
//!
//! Writes to the current folder, in the Sarabun of the repository's `fonts/`: `genpdf-letter.pdf`, phrases that need no
//! line break and the letter's first paragraph; `genpdf-heading.pdf`, the headings of the target table in nine columns.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use genpdf::elements::{Break, FrameCellDecorator, Paragraph, TableLayout};
use genpdf::error::Error;
use genpdf::{Document, SimplePageDecorator, fonts};

const PHRASES: [&str; 3] =
    ["ที่ พย ๐๐๑๙.๒/ว ๐๕๖๕", "เรื่อง การดำเนินงานตามภารกิจสำคัญ จำนวนทั้งสิ้น ๙๘๓ กลุ่ม/ราย", "ที่ นี้ น้ำ ป้า ฟื้น ตั้งแต่ ซื้อ ผึ้ง เสื้อผ้า เมื่อ ครั้ง ชื่อ"];

const PARAGRAPH: &str = "ด้วยกรมการพัฒนาชุมชน กำหนดให้การบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (OTOP) \
    เป็นภารกิจสำคัญของกรมการพัฒนาชุมชน ประจำปีงบประมาณ พ.ศ.๒๕๖๕ และจังหวัดพะเยาได้กำหนดภารกิจสำคัญดังกล่าวฯ \
    เป็นตัวชี้วัดและค่าเป้าหมายการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ.๒๕๖๕ \
    ระหว่างพัฒนาการจังหวัดและพัฒนาการอำเภอ";

const HEADINGS: [&str; 9] = [
    "ที่",
    "อำเภอ",
    "ฐานข้อมูลผู้ประกอบการที่ลงทะเบียนทั้งหมด",
    "ผู้ประกอบการผ่านช่องทางออนไลน์ในเดือนกันยายน ๒๕๖๔",
    "ผู้ประกอบการคงเหลือปี ๒๕๖๕",
    "๑. ผบก. เข้าร่วมช่องทาง Online ร้อยละ ๕ ของ ผบก. คงเหลือปี ๒๕๖๕ (กลุ่ม/ราย)",
    "รอบการประเมินที่ ๑",
    "๒. จำนวนการจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ (ครั้ง)",
    "รอบการประเมินที่ ๑",
];

fn main() {
    write("genpdf-letter.pdf", |document| {
        PHRASES.iter().for_each(|text| document.push(Paragraph::new(*text)));
        document.push(Break::new(1));
        document.push(Paragraph::new(PARAGRAPH));
        Ok(())
    });
    write("genpdf-heading.pdf", |document| {
        let mut table = TableLayout::new(vec![1; HEADINGS.len()]);
        table.set_cell_decorator(FrameCellDecorator::new(true, true, false));
        HEADINGS.iter().fold(table.row(), |row, text| row.element(Paragraph::new(*text))).push()?;
        document.push(table);
        Ok(())
    });
}

/// Writes `file` with what `fill` puts into it; says so where genpdf fails or panics.
fn write(file: &str, fill: impl FnOnce(&mut Document) -> Result<(), Error>) {
    let render = || {
        let mut document = Document::new(sarabun()?);
        document.set_font_size(11);
        let mut page = SimplePageDecorator::new();
        page.set_margins((25, 20, 20, 30));
        document.set_page_decorator(page);
        fill(&mut document)?;
        document.render_to_file(file)
    };
    match catch_unwind(AssertUnwindSafe(render)) {
        Ok(Ok(())) => println!("{file}: written"),
        Ok(Err(error)) => println!("{file}: {error}"),
        Err(_) => println!("{file}: genpdf panicked"),
    }
}

/// The shipped faces; there is no bold italic among them, so the bold stands in for it.
fn sarabun() -> Result<fonts::FontFamily<fonts::FontData>, Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fonts");
    let face = |name: &str| fonts::FontData::load(folder.join(format!("Sarabun-{name}.ttf")), None);
    Ok(fonts::FontFamily { regular: face("Regular")?, bold: face("Bold")?, italic: face("Italic")?, bold_italic: face("Bold")? })
}
