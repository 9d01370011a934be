//! A plan that is no TOML: each statement that cannot be read is told and blanked, so that the others are still judged.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use toml::de::{DeTable, Error};

use super::place::{Lines, shown};
use crate::lang::{Lang, Say};

/// What is wrong with how a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A text without its closing quotation mark.
    Quote,
    /// `\` in a text.
    Backslash,
    /// A value that is neither text nor number, or several.
    Value,
    /// No value after `=`.
    NoValue,
    /// No `=` after the key.
    NoEquals,
    /// A key in other letters than a to z.
    Key,
    /// Brackets or commas of a list.
    Brackets,
    /// The brackets of a heading.
    Heading,
    /// What is there already.
    Twice,
    /// Anything else.
    Other,
}

impl Syntax {
    fn of(error: &Error) -> Self {
        let message = error.message();
        let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
        match () {
            () if says(&["duplicate key"]) => Self::Twice,
            () if says(&["escaped value", "unicode value"]) => Self::Backslash,
            () if says(&["basic string", "invalid literal string", "opening quote"]) => Self::Quote,
            () if says(&["unquoted key", "keys cannot"]) => Self::Key,
            () if says(&["key with no value", "missing value for key", "assignment between", "key-value pair"]) => Self::NoEquals,
            () if says(&["unclosed table", "unclosed array table", "table open"]) => Self::Heading,
            () if says(&["array", "inline table", "comma"]) => Self::Brackets,
            () if says(&["missing value"]) || (says(&["quoted"]) && error.span().is_some_and(|span| span.is_empty())) => {
                Self::NoValue
            }
            () if says(&["value", "quoted", "invalid", "leading zero", "number", "sign", "extra `=`", "`_`", "radix"]) => {
                Self::Value
            }
            () => Self::Other,
        }
    }
}

impl Say for Syntax {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Quote => lang.pick(
                "ข้อความต้องมีเครื่องหมายคำพูด \" ทั้งเปิดและปิดในบรรทัดเดียว",
                "a text needs a quotation mark \" on both ends, on one line",
            ),
            Self::Backslash => lang.pick(
                "ในข้อความห้ามมีเครื่องหมาย \\ ใช้ / แทน",
                "no \\ may stand in a text; use / instead",
            ),
            Self::Value => lang.pick(
                "ข้อความต้องอยู่ในเครื่องหมายคำพูดตรง \"…\" ส่วนจำนวนเป็นเลขอารบิกล้วน ไม่มีจุลภาคหรือหน่วย และหนึ่งบรรทัดมีค่าเดียว",
                "a text stands in straight quotation marks \"…\", a number is plain digits without commas or units, one value a line",
            ),
            Self::NoValue => lang.pick("ไม่มีค่าหลังเครื่องหมาย = ถ้าไม่มีให้พิมพ์ \"\"", "nothing stands after =; where there is nothing type \"\""),
            Self::NoEquals => lang.pick(
                "ต้องพิมพ์เป็น ชื่อ = ค่า ถ้าเป็นคำอธิบายให้ขึ้นต้นด้วย #",
                "a line is: key = value; a comment begins with #",
            ),
            Self::Key => lang.pick(
                "ชื่อหน้าเครื่องหมาย = ต้องเป็นอักษรอังกฤษ ถ้าเป็นคำอธิบายให้ขึ้นต้นด้วย #",
                "a key is in the letters a to z; a comment begins with #",
            ),
            Self::Brackets => lang.pick(
                "รายการต้องคั่นด้วยจุลภาคทุกข้อ ข้อความอยู่ในเครื่องหมายคำพูด และปิดวงเล็บ ] หรือ } ให้ครบ",
                "the items of a list have commas between them, texts stand in quotation marks, and brackets ] or } are closed",
            ),
            Self::Heading => lang.pick(
                "หัวของส่วนต้องปิดวงเล็บให้ครบ เช่น [office] หรือ [[districts]]",
                "a heading closes its brackets: [office] or [[districts]]",
            ),
            Self::Twice => lang.pick(
                "มีอยู่แล้วข้างบน ลบออกให้เหลือที่เดียว ถ้าเป็นรายการหลายชุดหัวต้องมีวงเล็บสองชั้น เช่น [[districts]]",
                "it stands above already, delete one; a part that may stand several times has double brackets: [[districts]]",
            ),
            Self::Other => lang.pick("พิมพ์ไม่ถูกรูปแบบ เทียบกับบรรทัดอื่น", "it is not written as it should be; compare other lines"),
        })
    }
}

/// A plan whose statements can all be read by themselves.
pub(super) struct Mended<'t> {
    /// The plan with what cannot be read blanked; offsets and lines stay.
    pub text: Cow<'t, str>,
    /// What was blanked.
    pub broken: Broken,
}

/// What of a plan cannot be read.
#[derive(Default)]
pub(super) struct Broken {
    /// Line, what stands there, what is wrong.
    pub lines: Vec<(usize, String, Syntax)>,
    /// The keys of what was blanked, without numbers: nothing can be said of them.
    pub keys: BTreeSet<String>,
    /// Whether it was a heading, so that an item of any list may be lacking.
    pub heading: bool,
}

/// Reads every statement by itself where the whole cannot be read.
pub(super) fn mend(text: &str) -> Mended<'_> {
    let mut broken = Broken::default();
    if DeTable::parse(text).is_ok() {
        return Mended { text: Cow::Borrowed(text), broken };
    }
    let lines = Lines::of(text);
    let (mut mended, mut heading, mut skipping) = (String::with_capacity(text.len()), String::new(), false);
    for statement in statements(text) {
        let opens = statement.trim_start().starts_with('[');
        let (_, mut errors) = DeTable::parse_recoverable(statement);
        if opens {
            heading = leading_key(statement);
            skipping = !errors.is_empty();
            broken.heading |= skipping;
        }
        if let Some(error) = (!errors.is_empty()).then(|| errors.swap_remove(0)) {
            let line = lines.at(mended.len() + place_in(statement, &error));
            let syntax = Syntax::of(&error);
            let syntax = if syntax == Syntax::Value && holds_list(statement) { Syntax::Brackets } else { syntax };
            broken.lines.push((line, shown(lines.text(text, line)), syntax));
            broken.keys.insert(if opens { heading.clone() } else { within(&heading, &leading_key(statement)) });
            mended += &blank(statement);
        } else if skipping {
            mended += &blank(statement);
        } else {
            mended += statement;
        }
    }
    Mended { text: Cow::Owned(mended), broken }
}

/// What is wrong with the plan as a whole though each statement can be read: something stands twice.
pub(super) fn note_twice(text: &str, errors: &[Error], broken: &mut Broken) {
    let lines = Lines::of(text);
    let headings: Vec<usize> =
        (1..).zip(text.split('\n')).filter(|(_, line)| is_heading(line)).map(|(number, _)| number).collect();
    let spans = || errors.iter().map(|error| error.span().unwrap_or_default());
    let wrong: BTreeSet<usize> = spans().map(|span| lines.at(span.start)).collect();
    for (error, span) in errors.iter().zip(spans()) {
        let line = lines.at(span.start);
        let heading = headings[..headings.partition_point(|heading| *heading <= line)].last().copied();
        let part = heading.map(|heading| leading_key(lines.text(text, heading))).unwrap_or_default();
        let told = if heading == Some(line) {
            // Whoever writes [districts] for [[districts]] is told once, not at every district.
            broken.keys.insert(part)
        } else {
            broken.keys.insert(within(&part, text.get(span).unwrap_or_default()));
            // What stands under a heading that is there already is twice only because of that.
            heading.is_none_or(|heading| !wrong.contains(&heading))
        };
        if told {
            broken.lines.push((line, shown(lines.text(text, line)), Syntax::of(error)));
        }
    }
}

/// The text from each line that begins a statement to the next.
fn statements(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut at = 0;
    let mut long_texts = LongTexts::of(text);
    for line in text.split_inclusive('\n') {
        if at > 0 && !long_texts.inside() && begins_statement(line) {
            starts.push(at);
        }
        long_texts.pass(line);
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
}

/// Texts in several lines, whose lines begin no statement. One that is never closed is not looked for: it would take in
/// everything below.
struct LongTexts(Vec<(&'static str, usize)>);

impl LongTexts {
    fn of(text: &str) -> Self {
        let marks = ["\"\"\"", "'''"].into_iter().filter(|mark| text.matches(mark).count() % 2 == 0);
        Self(marks.map(|mark| (mark, 0)).collect())
    }

    fn pass(&mut self, line: &str) {
        self.0.iter_mut().for_each(|(mark, seen)| *seen += line.matches(*mark).count());
    }

    fn inside(&self) -> bool {
        self.0.iter().any(|(_, seen)| seen % 2 == 1)
    }
}

fn is_heading(line: &str) -> bool {
    line.trim_start().starts_with('[') && begins_statement(line)
}

/// A heading or a key; the lines of a list in several lines begin with a bracket, a quotation mark or a digit.
fn begins_statement(line: &str) -> bool {
    let word = line.trim_start();
    let word = word.strip_prefix("[[").or_else(|| word.strip_prefix('[')).unwrap_or(word);
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The key with which a statement begins: `[[year.rounds` → `year.rounds`.
fn leading_key(statement: &str) -> String {
    let belongs = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    statement.trim_start().trim_start_matches('[').trim_start().chars().take_while(belongs).collect()
}

/// The key of what stands under a heading.
fn within(heading: &str, key: &str) -> String {
    if heading.is_empty() { key.to_owned() } else { format!("{heading}.{key}") }
}

/// Whether the value of a statement is in brackets.
fn holds_list(statement: &str) -> bool {
    statement.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with(['[', '{']))
}

/// Where in a statement an error is; at its beginning where nothing stands on that line. Of a list, what was only missed at
/// its end is at its beginning; what was missed at the beginning of a line, at the end of the line before.
fn place_in(statement: &str, error: &Error) -> usize {
    let begins = statement.len() - statement.trim_start().len();
    let at = error.span().map_or(begins, |span| span.start);
    let (before, after) = statement.split_at_checked(at).unwrap_or((statement, ""));
    let says_nothing = |line: &str| line.trim_start().is_empty() || line.trim_start().starts_with('#');
    if !holds_list(statement) {
        let line = before.rsplit('\n').next().unwrap_or_default().to_owned() + after.lines().next().unwrap_or_default();
        return if says_nothing(&line) { begins } else { at };
    }
    if after.lines().skip(1).all(says_nothing) {
        return begins;
    }
    let line_before = before.trim_end();
    if before[line_before.len()..].contains('\n') { line_before.len() } else { at }
}

/// Spaces in place of a text, its line ends kept.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect()
}
