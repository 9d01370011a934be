//! What a document *is*, before anyone decides how it looks.
//!
//! A [`Document`] or a [`Letter`] is written once, in `documents/`, and given to each renderer. Text in it is final
//! (Thai numerals where a person reads them); figures stay figures, so that a workbook can keep them as numbers.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

mod chart;

pub use chart::{Chart, Series};

/// A report, form or table of SPEC §8 that is printed on its own or as an enclosure.
#[derive(Clone, Debug)]
pub struct Document {
    /// File stem, ASCII: `form-1-activities`.
    pub id: String,
    /// Geocode of the district that it is for; `None` where it is the province's. The id then ends with it.
    pub district: Option<String>,
    /// Title lines, centred on the page; joined by a space they are the document's title in the PDF and XLSX properties.
    pub title: Vec<String>,
    /// Name of the worksheet (at most 31 characters).
    pub sheet: String,
    /// How the A4 page lies.
    pub orientation: Orientation,
    /// `Some` marks every page and sheet ฉบับร่าง and lists what is missing or wrong; `None` is a clean month.
    pub draft: Option<Vec<String>>,
    /// The content in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The title lines as one line.
    pub fn full_title(&self) -> String {
        self.title.join(" ")
    }

    /// What of it is printed: its long lists end where they are cut, its widest tables come in parts.
    pub fn on_paper(&self) -> Self {
        let printed = |block: &Block| match block {
            Block::Table(table) if table.parts.is_empty() => vec![Block::Table(table.on_paper())],
            Block::Table(table) => table.parts.iter().map(|part| Block::Table(part.on_paper())).collect(),
            other => vec![other.clone()],
        };
        let Self { id, district, title, sheet, orientation, draft, blocks } = self;
        Self {
            id: id.clone(),
            district: district.clone(),
            title: title.clone(),
            sheet: sheet.clone(),
            orientation: *orientation,
            draft: draft.clone(),
            blocks: blocks.iter().flat_map(printed).collect(),
        }
    }
}

/// How an A4 page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// 210 mm wide.
    Portrait,
    /// 297 mm wide.
    Landscape,
}

/// One piece of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading inside the document.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// `label : value` lines, as on the KPI sheet.
    Fields(Vec<Field>),
    /// A table, with its chart below it if it carries one.
    Table(Table),
    /// A fraction set as a fraction.
    Formula(Fraction),
    /// Signature lines side by side at the end, kept on one page.
    Signatures(Vec<Signature>),
    /// Pictures, four to a page, under what they show; printed on paper only.
    Album(Album),
}

/// What was done, and pictures of it. Its words are a clerk's own, and never stop printing.
#[derive(Clone, Debug)]
pub struct Album {
    /// What it is: the activity's name.
    pub title: String,
    /// When and where; blank for nothing.
    pub details: String,
    /// Addresses where more is to be seen.
    pub links: Vec<String>,
    /// The pictures in order.
    pub pictures: Vec<AlbumPicture>,
}

/// A picture of an album.
#[derive(Clone, Debug)]
pub struct AlbumPicture {
    /// A JPEG.
    pub jpeg: Arc<[u8]>,
    /// Below it.
    pub caption: String,
    /// For those who cannot see it.
    pub alt: String,
}

/// One `label : value` line; further values go below the first, under the same label.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it is: หน่วยวัด.
    pub label: String,
    /// Its values; each value is a list of parts set in columns (name · position · telephone).
    pub values: Vec<Vec<String>>,
}

/// A formula as the letter prints it: `label`, then numerator over denominator, then `factor`.
#[derive(Clone, Debug)]
pub struct Fraction {
    /// What it computes.
    pub label: String,
    /// Above the line.
    pub numerator: String,
    /// Below the line.
    pub denominator: String,
    /// After the fraction: `x ๑๐๐`.
    pub factor: String,
}

/// A table: headings repeat on every page, total rows are bold.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Above the table; also its alternative text.
    pub caption: String,
    /// Name of its worksheet where it has one of its own; blank for its caption, shortened.
    pub sheet: String,
    /// Whether the caption is printed (it may only repeat the document's title).
    pub show_caption: bool,
    /// One for each column.
    pub columns: Vec<Column>,
    /// Heading rows, top first; spans cover the rest as in HTML.
    pub heading: Vec<Vec<HeadCell>>,
    /// Body and total rows.
    pub rows: Vec<Row>,
    /// Printed instead of rows where there are none: ไม่มีกิจกรรมในเดือนนี้.
    pub when_empty: String,
    /// Where a long list ends on paper; a workbook always holds all of it.
    pub cut: Option<Cut>,
    /// What is printed in its place, where it has more columns than a page has room for; a workbook always holds it whole.
    pub parts: Vec<Table>,
    /// Whether it stands on one page, if one page can hold it: a rubric.
    pub whole: bool,
    /// Whether its rows are as high as a hand writes: a form to be filled in.
    pub tall: bool,
    /// Drawn below it, from its columns.
    pub chart: Option<Chart>,
}

impl Table {
    /// The rows that are printed: of a list that is cut, the body up to there and every total row.
    pub fn printed_rows(&self) -> impl Iterator<Item = &Row> {
        let most = self.cut.as_ref().map_or(usize::MAX, |cut| cut.rows);
        let mut body = 0;
        self.rows.iter().filter(move |row| {
            body += usize::from(row.kind == RowKind::Body);
            row.kind == RowKind::Total || body <= most
        })
    }

    fn on_paper(&self) -> Self {
        let Self { caption, sheet, show_caption, columns, heading, when_empty, cut, whole, tall, chart, rows: _, parts: _ } =
            self;
        Self {
            caption: caption.clone(),
            sheet: sheet.clone(),
            show_caption: *show_caption,
            columns: columns.clone(),
            heading: heading.clone(),
            rows: self.printed_rows().cloned().collect(),
            when_empty: when_empty.clone(),
            cut: cut.clone(),
            parts: Vec::new(),
            whole: *whole,
            tall: *tall,
            chart: chart.clone(),
        }
    }
}

/// The end of a list on paper. Total rows below it are printed, and still count every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Body rows that are printed, from the first.
    pub rows: usize,
    /// Said in the place of the others: …และอีก ๙๘,๐๐๐ รายการ ดูในแฟ้ม form-2-online.xlsx.
    pub words: String,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Share of the table's width, in any unit: a column of 2 is twice as wide as one of 1.
    pub width: f64,
    /// How its body cells are aligned.
    pub align: Align,
}

/// Horizontal alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Codes, dates, the row number.
    Center,
    /// Figures.
    Right,
}

/// One heading cell.
#[derive(Clone, Debug)]
pub struct HeadCell {
    /// Its words.
    pub text: String,
    /// Whether they are a clerk's own (a channel's name): they may break and never stop printing.
    pub verbatim: bool,
    /// Columns it covers, at least 1.
    pub colspan: usize,
    /// Heading rows it covers, at least 1.
    pub rowspan: usize,
}

/// One body row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whether it sums others.
    pub kind: RowKind,
    /// Its cells from the left; together their spans cover every column.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Data.
    Body,
    /// A total: bold.
    Total,
}

/// One body cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it shows.
    pub value: Value,
    /// How a workbook computes it from other cells of the same table; `value` is then its stored result.
    pub formula: Option<Formula>,
    /// Columns it covers, at least 1.
    pub colspan: usize,
    /// Alignment where it differs from the column's.
    pub align: Option<Align>,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// The program's own words, already in Thai numerals.
    Text(String),
    /// A clerk's own words, a registration number or a link: printed as they are.
    Verbatim(String),
    /// A count: thousands grouped, no decimals.
    Integer(i64),
    /// Baht, or a score: thousands grouped, two decimals, ties to even.
    Money(Decimal),
    /// In per cent (`5` is 5 %), exact; shown with two decimals by [`crate::score::shown_percent`]'s rule, with no sign.
    Percent(Decimal),
    /// A day: ๑๕ ก.พ. ๖๕ on paper, a date in the Buddhist calendar in a workbook.
    Date(Date),
}

/// How a workbook computes a cell. Rows and columns are indices into the same table's `rows` and `columns`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The sum of rows `first..=last` of the same column.
    SumRows {
        /// First row.
        first: usize,
        /// Last row.
        last: usize,
    },
    /// The sum of columns `first..=last`, same row.
    SumColumns {
        /// First column.
        first: usize,
        /// Last column.
        last: usize,
    },
    /// Column `from` minus column `less`, same row.
    Minus {
        /// Minuend.
        from: usize,
        /// Subtrahend.
        less: usize,
    },
    /// Column `part` as a percentage of column `whole`, same row, as [`Value::Percent`] shows it; 0 where `whole` is 0.
    PercentOf {
        /// Numerator.
        part: usize,
        /// Denominator.
        whole: usize,
    },
}

/// A place to sign.
#[derive(Clone, Debug)]
pub struct Signature {
    /// ผู้รายงาน, ผู้ตรวจสอบ.
    pub role: String,
    /// The name in parentheses; dots when blank.
    pub name: String,
    /// Position under the name; dots when blank.
    pub position: String,
}

/// An official letter (หนังสือภายนอก), laid out by SPEC §10. Every text is final; a blank one leaves its space or line out.
#[derive(Clone, Debug)]
pub struct Letter {
    /// File stem, ASCII: `letter-monthly`.
    pub id: String,
    /// `Some` marks every page ฉบับร่าง and lists in brief what is missing or wrong, right of the Garuda.
    pub draft: Option<Vec<String>>,
    /// ชั้นความลับ, top and bottom centre of the letter and of all that is enclosed with it; blank for none.
    pub secrecy: String,
    /// ชั้นความเร็ว, above ที่; blank for none.
    pub urgency: String,
    /// Picture file of the Garuda below `inputs/`; `None` leaves blank space for pre-printed paper.
    pub garuda: Option<Garuda>,
    /// After ที่: พย ๐๐๑๙.๒/ว ๐๕๖๕, or with room to write a number in.
    pub number: String,
    /// Office lines at the right.
    pub office: Vec<String>,
    /// From the page's centre: ๗ กุมภาพันธ์ ๒๕๖๕, or with room for the day.
    pub date: String,
    /// After เรื่อง.
    pub subject: String,
    /// After เรียน.
    pub to: String,
    /// After อ้างถึง; may be empty.
    pub references: Vec<String>,
    /// After สิ่งที่ส่งมาด้วย, numbered when more than one.
    pub enclosures: Vec<Enclosure>,
    /// Body paragraphs, the first line indented.
    pub paragraphs: Vec<String>,
    /// คำลงท้าย: ขอแสดงความนับถือ.
    pub closing: String,
    /// The name in parentheses.
    pub signatory: String,
    /// Position lines below it.
    pub positions: Vec<String>,
    /// Office, group, telephone at the bottom left.
    pub contact: Vec<String>,
    /// Below these the ways of electronic mail, which keep their own characters.
    pub electronic: Vec<Electronic>,
    /// The plan's slogans, below the contact.
    pub slogans: Vec<String>,
    /// Below everything on the signed page, small: the bag sealed before and its fingerprint; blank for none.
    pub seal: String,
    /// By what its enclosures are checked; `None` where the plan does not ask, or there are none of the program's own.
    pub check: Option<Check>,
    /// Of a file copy what makes it one; `None` for the letter itself.
    pub copy: Option<FileCopy>,
}

/// A line of a letter's foot that ends with what is typed into another system: an address, a number there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Electronic {
    /// What it is: ไปรษณีย์อิเล็กทรอนิกส์.
    pub label: String,
    /// As the plan has it, not in Thai numerals.
    pub typed: String,
}

/// By what an addressee can tell that the enclosures are those that the letter was sent with.
#[derive(Clone, Debug)]
pub struct Check {
    /// Ids of the documents that are enclosed, in order; those of them that are workbooks are checked.
    pub enclosed: Vec<String>,
    /// What the code is: below it, before the first groups of the digest.
    pub caption: String,
    /// The same for who cannot see it.
    pub alt: String,
    /// The digest of the workbooks in groups of four; blank as long as they are not made.
    pub digest: String,
}

/// What makes a letter its file copy (สำเนาคู่ฉบับ). Every text is final.
#[derive(Clone, Debug, Serialize)]
pub struct FileCopy {
    /// At the top right of every page: สำเนาคู่ฉบับ.
    pub mark: String,
    /// Who puts initials at the bottom right: ร่าง, พิมพ์, ทาน, ตรวจ.
    pub initials: Vec<String>,
    /// The dotted line for each.
    pub line: String,
}

/// บันทึกข้อความ, a memo inside the office, laid out as the regulation has it. Every text is final.
#[derive(Clone, Debug)]
pub struct Memo {
    /// File stem, ASCII: `memo`.
    pub id: String,
    /// `Some` marks every page ฉบับร่าง and lists what is missing or wrong.
    pub draft: Option<Vec<String>>,
    /// ชั้นความลับ, top and bottom centre; blank for none.
    pub secrecy: String,
    /// The Garuda, 1.5 cm high; `None` leaves its space blank.
    pub garuda: Option<Garuda>,
    /// After ส่วนราชการ: office and group.
    pub office: String,
    /// Behind them; it stays on one line.
    pub telephone: String,
    /// After ที่.
    pub number: String,
    /// After วันที่.
    pub date: String,
    /// After เรื่อง.
    pub subject: String,
    /// After เรียน.
    pub to: String,
    /// What led to it, and what is put forward.
    pub paragraphs: Vec<String>,
    /// Numbered lines below them.
    pub summary: Vec<String>,
    /// What is proposed.
    pub closing: Vec<String>,
    /// The name in parentheses.
    pub signatory: String,
    /// The position below it.
    pub position: String,
}

/// The Garuda's picture.
#[derive(Clone, Debug)]
pub struct Garuda {
    /// `png`, `jpg` or `svg`.
    pub extension: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// One line of สิ่งที่ส่งมาด้วย.
#[derive(Clone, Debug)]
pub struct Enclosure {
    /// What it is; may be of several lines.
    pub title: String,
    /// จำนวน ๑ ชุด.
    pub quantity: String,
}

/// A page sequence of its own.
#[derive(Clone, Debug)]
pub enum Part {
    /// A letter.
    Letter(Box<Letter>),
    /// A memo.
    Memo(Box<Memo>),
    /// Documents behind one label, each on pages of its own.
    Documents {
        /// The documents.
        documents: Vec<Document>,
        /// The label at the top right of each (สิ่งที่ส่งมาด้วย ๑), when they are enclosed.
        label: Option<String>,
    },
}

impl Part {
    /// The documents that it prints, in order.
    pub fn documents(&self) -> &[Document] {
        match self {
            Self::Letter(_) | Self::Memo(_) => &[],
            Self::Documents { documents, .. } => documents,
        }
    }
}

/// What becomes one PDF: a document, a letter, or a letter with its enclosures.
#[derive(Clone, Debug)]
pub struct Packet {
    /// File stem, ASCII.
    pub id: String,
    /// The PDF's title.
    pub title: String,
    /// Geocode of the district that it is for; `None` where it is the province's. The id then ends with it.
    pub district: Option<String>,
    /// Parts in order; each starts on a new page and has a bookmark.
    pub parts: Vec<Part>,
    /// Those of its parts that are files of their own, too.
    pub apart: Vec<Apart>,
}

/// A part of a packet as a file of its own: the same pages.
#[derive(Clone, Debug)]
pub struct Apart {
    /// Which part, from 0.
    pub part: usize,
    /// File stem, ASCII.
    pub id: String,
    /// The file's title.
    pub title: String,
    /// Geocode of the district that it is for; `None` where it is the province's.
    pub district: Option<String>,
}

impl Packet {
    /// A document printed on its own, under its own id and title.
    pub fn of_document(document: Document) -> Self {
        Self {
            id: document.id.clone(),
            title: document.full_title(),
            district: document.district.clone(),
            parts: vec![Part::Documents { documents: vec![document], label: None }],
            apart: Vec::new(),
        }
    }

    /// The documents that it prints, in order.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.parts.iter().flat_map(Part::documents)
    }

    /// Each part that is a file of its own, by its place among the parts.
    pub fn apart(&self) -> Vec<(usize, Self)> {
        let alone = |apart: &Apart| {
            let part = self.parts.get(apart.part)?.clone();
            let (id, title, district) = (apart.id.clone(), apart.title.clone(), apart.district.clone());
            Some((apart.part, Self { id, title, district, parts: vec![part], apart: Vec::new() }))
        };
        self.apart.iter().filter_map(alone).collect()
    }

    /// How many table rows it prints.
    pub fn rows(&self) -> usize {
        let rows = |block: &Block| if let Block::Table(table) = block { table.printed_rows().count() } else { 0 };
        self.documents().flat_map(|document| &document.blocks).map(rows).sum()
    }

    /// How many pictures its albums hold.
    pub fn pictures(&self) -> usize {
        let pictures = |block: &Block| if let Block::Album(album) = block { album.pictures.len() } else { 0 };
        self.documents().flat_map(|document| &document.blocks).map(pictures).sum()
    }

    /// A letter printed on its own, titled by its subject.
    pub fn of_letter(letter: Letter) -> Self {
        Self {
            id: letter.id.clone(),
            title: letter.subject.clone(),
            district: None,
            parts: vec![Part::Letter(Box::new(letter))],
            apart: Vec::new(),
        }
    }
}
