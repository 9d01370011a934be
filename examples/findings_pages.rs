//! Makes `docs/findings.md` and `docs/findings.th.md` of `docs/findings.toml` and the program's own sentences.
//!
//! `cargo run --release --example findings_pages`

use std::error::Error;
use std::fs;
use std::path::Path;

use otop_report::finding::{Code, Lang};
use serde::Deserialize;

/// The descriptions of every finding, in the order of the pages.
const DESCRIPTIONS: &str = include_str!("../docs/findings.toml");

/// The pages, below `docs/`.
pub const PAGES: [(&str, Lang); 2] = [("findings.md", Lang::En), ("findings.th.md", Lang::Th)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Descriptions {
    sections: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    title: Words,
    about: Option<Words>,
    findings: Vec<Entry>,
}

/// The same in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    en: String,
    th: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    en: Description,
    th: Description,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    /// When it happens, and what comes of it.
    about: String,
    example: String,
    /// What the finding's own sentence does not say of the remedy.
    remedy: Option<String>,
}

const ENGLISH: &str = "\
# Findings

Everything the program can find wrong or odd, by the code that stands beside it in `report.html` and in `findings.json`.
[In Thai](findings.th.md).

- An **error** does not count: the row, or the whole workbook where it says so. The month stays a draft (ฉบับร่าง), exit code 1.
- A **warning** counts; look at it.
- A **note** is only said.

Each entry quotes the sentence and, after the arrow, what to do, as `--lang en` prints them; words in braces are filled in. A
workbook with errors comes back as `outputs/<month>/returns/<geocode>.xlsx`, its cells marked with these sentences.
";

const THAI: &str = "\
# รายการที่โปรแกรมตรวจพบ

ทุกสิ่งที่โปรแกรมแจ้งว่าผิดหรือน่าสังเกต เรียงตามรหัสที่อยู่ท้ายรายการใน `report.html` และ `findings.json`
([ภาษาอังกฤษ](findings.md))

- **ข้อผิดพลาด** ไม่ถูกนับ ทั้งแถว หรือทั้งฉบับหากระบุไว้ รายงานของเดือนเป็นฉบับร่างจนกว่าจะแก้ (โปรแกรมจบด้วยรหัส 1)
- **ข้อสังเกต** นับให้ แต่ควรดู
- **หมายเหตุ** แจ้งให้ทราบเท่านั้น

แต่ละรายการยกประโยคที่โปรแกรมแจ้ง และหลังลูกศรคือวิธีแก้ ที่เว้น … ไว้คือคำที่โปรแกรมเติมให้ตามเหตุการณ์ รายงานที่มีข้อผิดพลาดจะออกเป็น
`outputs/<เดือน>/returns/<รหัสอำเภอ>.xlsx` สำหรับส่งคืนอำเภอ ช่องที่ผิดระบายสีและมีประโยคเหล่านี้กำกับ
";

/// The page in a language.
///
/// # Panics
/// Where the descriptions are not what they should be, or one is of no finding.
pub fn page(lang: Lang) -> String {
    let descriptions: Descriptions = toml::from_str(DESCRIPTIONS).expect("docs/findings.toml describes findings");
    let mut page = lang.pick(THAI, ENGLISH).to_owned();
    for section in &descriptions.sections {
        let in_lang = |words: &Words| lang.pick(words.th.clone(), words.en.clone());
        page.push_str(&format!("\n## {}\n", in_lang(&section.title)));
        page.extend(section.about.as_ref().map(|about| format!("\n{}\n", in_lang(about))));
        page.extend(section.findings.iter().map(|entry| described(entry, lang)));
    }
    page
}

/// The codes that are described, in the order of the pages.
pub fn described_codes() -> Vec<Code> {
    let descriptions: Descriptions = toml::from_str(DESCRIPTIONS).expect("docs/findings.toml describes findings");
    descriptions.sections.iter().flat_map(|section| &section.findings).map(|entry| code(&entry.code)).collect()
}

fn code(name: &str) -> Code {
    *Code::ALL
        .iter()
        .find(|code| code.name() == name)
        .unwrap_or_else(|| panic!("docs/findings.toml: no finding is called {name}"))
}

fn described(entry: &Entry, lang: Lang) -> String {
    let code = code(&entry.code);
    let (message, hint) = code.sentences(lang);
    let Description { about, example, remedy } = lang.pick(&entry.th, &entry.en);
    let severity = code.severity().name(lang);
    let quoted = |sentence: &str| lang.pick(with_gaps(sentence), sentence.to_owned());
    let paragraph = |label: &str, text: &str| format!("\n*{label}:* {text}\n");
    let remedy = remedy.as_deref().map(|remedy| paragraph(lang.pick("วิธีแก้", "Remedy"), remedy)).unwrap_or_default();
    let example = paragraph(lang.pick("ตัวอย่าง", "Example"), example);
    let (message, hint) = (quoted(message), quoted(hint));
    format!("\n### `{}` ({severity})\n\n> {message}\n> → {hint}\n\n{about}\n{example}{remedy}", code.name())
}

/// A sentence with … where a word is filled in, whose name says nothing to a clerk.
fn with_gaps(sentence: &str) -> String {
    let mut pieces = sentence.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = |piece: &str| format!("…{}", piece.split_once('}').map_or("", |(_, rest)| rest));
    pieces.fold(first, |sentence, piece| sentence + &rest(piece))
}

#[allow(dead_code, reason = "the tests use the pages alone")]
fn main() -> Result<(), Box<dyn Error>> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, lang) in PAGES {
        fs::write(docs.join(name), page(lang))?;
    }
    Ok(())
}
