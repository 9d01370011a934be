//! The words of letters and forms: `templates/*.toml`, Tera expressions inside, edited without a compiler.
//!
//! Whatever comes out is in Thai numerals; a clerk's own words never pass through here.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tera::{Context, Tera};
use toml::de::{DeTable, DeValue};

use crate::lang::{Count, Details, Lang, Said, Say, say};
use crate::templates::{SHIPPED, Templates};
use crate::thai::digits::to_thai;

/// A mistake in a template of words.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct WordsError {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: WordsFault,
}

/// What is wrong with a template of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordsFault {
    /// It is no TOML; what the parser says.
    NotToml(String),
    /// The list at this key holds something else than texts.
    NotTexts(String),
    /// The value of this key is no text.
    NotAText(String),
    /// There is no such key.
    Missing(String),
    /// The expression in the text of this key is wrong.
    Expression {
        /// The key.
        key: String,
        /// What the template engine says.
        details: String,
    },
}

impl Say for WordsError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, fault } = self;
        say!(
            lang,
            out,
            "แม่แบบ templates/{file} บรรทัด {line}: {fault}\n  แก้แล้วสั่งใหม่ หรือลบแฟ้มเพื่อใช้คำเดิมของโปรแกรม",
            "templates/{file}, line {line}: {fault}\n  correct it and run this again, or delete the file to use the program's own words",
            line = Count::of(*line),
            fault
        )
    }
}

impl Say for WordsFault {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml(details) => say!(
                lang,
                out,
                "เขียนไม่ถูกแบบ TOML เช่น ลืมเครื่องหมายคำพูดหรือวงเล็บ {details}",
                "it is no TOML: a quotation mark or a bracket is missing, say {details}",
                details = Details(details.clone())
            ),
            Self::NotTexts(key) => say!(lang, out, "\"{key}\" ต้องเป็นรายการข้อความ", "\"{key}\" must be a list of texts"),
            Self::NotAText(key) => {
                say!(lang, out, "\"{key}\" ต้องเป็นข้อความในเครื่องหมายคำพูด", "\"{key}\" must be a text in quotation marks")
            }
            Self::Missing(key) => say!(lang, out, "ไม่มีคำ \"{key}\"", "there are no words \"{key}\""),
            Self::Expression { key, details } => say!(
                lang,
                out,
                "\"{key}\" มีชื่อหรือคำสั่งในวงเล็บปีกกาที่ไม่ถูก {details}",
                "\"{key}\" has a wrong name or expression in its braces {details}",
                details = Details(details.clone())
            ),
        }
    }
}

/// All the words, ready to be asked for by file and key.
#[derive(Clone, Debug)]
pub struct Words {
    files: BTreeMap<String, File>,
}

#[derive(Clone, Debug, Default)]
struct File {
    /// Dotted key → its texts, each with its line; one that is no list has one.
    texts: BTreeMap<String, Vec<(String, usize)>>,
}

impl Words {
    /// The shipped words, each replaced by the one at the same key of the workspace's own file of that name.
    ///
    /// # Errors
    /// [`WordsError`] where a file is not TOML, or holds anything but texts.
    pub fn new(templates: &Templates) -> Result<Self, WordsError> {
        let file = |(name, shipped): &(&str, &str)| {
            let mut file = File::parse(name, shipped)?;
            if let Some(own) = templates.own(name) {
                // A word that came with a later version is the program's own.
                file.texts.extend(File::parse(name, own)?.texts);
            }
            Ok(((*name).to_owned(), file))
        };
        let words = SHIPPED.iter().filter(|(name, _)| name.ends_with(".toml"));
        Ok(Self { files: words.map(file).collect::<Result<_, _>>()? })
    }

    /// The words of one file, with the values its expressions may use; a key that it lacks is looked up in `common.toml`.
    pub fn page<'a>(&'a self, file: &'a str, values: &impl Serialize) -> Page<'a> {
        Page { words: self, file, context: Context::from_serialize(values).unwrap_or_default() }
    }
}

impl File {
    fn parse(name: &str, text: &str) -> Result<Self, WordsError> {
        let line = |offset: usize| text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1;
        let fault = |offset: usize, fault: WordsFault| WordsError { file: name.to_owned(), line: line(offset), fault };
        let tree = DeTable::parse(text)
            .map_err(|error| fault(error.span().map_or(0, |span| span.start), WordsFault::NotToml(error.message().to_owned())))?;
        let mut file = Self::default();
        let mut pending: Vec<(String, &DeTable<'_>)> = vec![(String::new(), tree.get_ref())];
        while let Some((prefix, table)) = pending.pop() {
            for (key, value) in table {
                let key = format!("{prefix}{}", key.get_ref());
                match value.get_ref() {
                    DeValue::String(text) => _ = file.texts.insert(key, vec![(text.to_string(), line(value.span().start))]),
                    DeValue::Array(items) => {
                        let texts = items
                            .iter()
                            .map(|item| item.get_ref().as_str().map(|text| (text.to_owned(), line(item.span().start))));
                        let texts = texts
                            .collect::<Option<_>>()
                            .ok_or_else(|| fault(value.span().start, WordsFault::NotTexts(key.clone())))?;
                        file.texts.insert(key, texts);
                    }
                    DeValue::Table(table) => pending.push((format!("{key}."), table)),
                    _ => return Err(fault(value.span().start, WordsFault::NotAText(key))),
                }
            }
        }
        Ok(file)
    }
}

/// The words of one document.
#[derive(Clone)]
pub struct Page<'a> {
    words: &'a Words,
    file: &'a str,
    context: Context,
}

impl Page<'_> {
    /// The same words with one more value.
    #[must_use]
    pub fn with(&self, name: &'static str, value: &impl Serialize) -> Self {
        let mut page = self.clone();
        page.context.insert(name, value);
        page
    }

    /// The text at a dotted key.
    ///
    /// # Errors
    /// [`WordsError`] where the key is missing or its expression is wrong.
    pub fn text(&self, key: &str) -> Result<String, WordsError> {
        Ok(self.lines(key)?.join(" "))
    }

    /// The list of texts at a dotted key.
    ///
    /// # Errors
    /// As [`Page::text`].
    pub fn lines(&self, key: &str) -> Result<Vec<String>, WordsError> {
        let find =
            |name: &str| self.words.files.get(name).and_then(|file| file.texts.get(key)).map(|texts| (name.to_owned(), texts));
        let (file, texts) = find(self.file).or_else(|| find("common.toml")).ok_or_else(|| WordsError {
            file: self.file.to_owned(),
            line: 1,
            fault: WordsFault::Missing(key.to_owned()),
        })?;
        let render = |(text, line): &(String, usize)| {
            if !text.contains('{') {
                return Ok(to_thai(text));
            }
            let rendered = Tera::one_off(text, &self.context, false);
            rendered.map(|text| to_thai(&text)).map_err(|error| WordsError {
                file: file.clone(),
                line: *line,
                fault: WordsFault::Expression { key: key.to_owned(), details: reason(&error) },
            })
        };
        texts.iter().map(render).collect()
    }
}

/// The innermost reason, on one line.
fn reason(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string().lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_mistake_is_said_in_both_languages() {
        let key = || "letter.subject".to_owned();
        let details = "expected `=`".to_owned();
        let faults = [
            WordsFault::NotToml(details.clone()),
            WordsFault::NotTexts(key()),
            WordsFault::NotAText(key()),
            WordsFault::Missing(key()),
            WordsFault::Expression { key: key(), details },
        ];
        faults.into_iter().for_each(|fault| pure(&WordsError { file: "targets.toml".to_owned(), line: 12, fault }));
    }

    #[test]
    fn an_older_override_of_the_common_words_lacks_none() {
        let words = Words::new(&Templates::with(BTreeMap::from([("common.toml".to_owned(), "total = \"ผลรวม\"".to_owned())])))
            .expect("it is TOML");
        let page = words.page("common.toml", &serde_json::json!({"count": "๕"}));
        assert_eq!(page.text("total").ok().as_deref(), Some("ผลรวม"));
        assert_eq!(page.text("more").ok().as_deref(), Some("…และอีก ๕ รายการ ดูในแฟ้ม {แฟ้ม}"));
    }

    #[test]
    fn a_mistake_names_file_and_line() {
        let wrong = BTreeMap::from([("targets.toml".to_owned(), "# ก\ntitle = [\"{{ provinc }}\"]\n".to_owned())]);
        let words = Words::new(&Templates::with(wrong)).expect("it is TOML");
        let error =
            words.page("targets.toml", &serde_json::json!({"province": "พะเยา"})).lines("title").expect_err("the name is wrong");
        assert_eq!((error.file.as_str(), error.line), ("targets.toml", 2));
        let broken = BTreeMap::from([("targets.toml".to_owned(), "\n\ntitle = [\n".to_owned())]);
        assert!(Words::new(&Templates::with(broken)).is_err_and(|error| error.file == "targets.toml" && error.line >= 3));
    }
}
