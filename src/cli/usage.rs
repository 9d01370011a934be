//! Mistakes on the command line, in either language.

use std::fmt;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::lang::{Lang, Said, Say, say};
use crate::thai::calendar::DayError;

/// A command line that cannot be understood, and the command that it was for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub struct UsageError {
    mistake: Mistake,
    /// `archive add`; blank where no command is known.
    command: String,
}

/// What is wrong with it. Names and values stand as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mistake {
    UnknownCommand { typed: String, nearest: Vec<String>, known: Vec<String> },
    NoCommand { known: Vec<String> },
    UnknownOption { typed: String, nearest: Vec<String> },
    NoValue { of: String },
    UnknownValue { of: String, typed: String, known: Vec<String> },
    NoDay { of: String, typed: String, why: DayError },
    Missing { what: Vec<String> },
    TooMany { typed: String },
    NotTogether { one: String, other: Vec<String> },
    NotText,
    Other,
}

impl UsageError {
    /// Something is missing in a command.
    pub(super) fn missing(command: &str, what: &str) -> Self {
        Self { mistake: Mistake::Missing { what: vec![what.to_owned()] }, command: command.to_owned() }
    }

    /// What clap found wrong with `typed`, the program's name left out.
    pub(super) fn of(error: &clap::Error, root: &Command, typed: &[String]) -> Self {
        let path = path(root, typed);
        let here = path.iter().fold(root, |command, name| command.find_subcommand(name).unwrap_or(command));
        let known = || here.get_subcommands().filter(|sub| !sub.is_hide_set()).map(|sub| sub.get_name().to_owned()).collect();
        let texts = |kind| texts(error, kind);
        let first = |kind| texts(kind).into_iter().next().unwrap_or_default();
        let (of, value) = (first(ContextKind::InvalidArg), first(ContextKind::InvalidValue));
        let mistake = match error.kind() {
            ErrorKind::InvalidSubcommand => Mistake::UnknownCommand {
                typed: first(ContextKind::InvalidSubcommand),
                // The likeliest is the last.
                nearest: texts(ContextKind::SuggestedSubcommand).pop().into_iter().collect(),
                known: known(),
            },
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Mistake::NoCommand { known: known() }
            }
            ErrorKind::UnknownArgument if of.starts_with('-') => {
                Mistake::UnknownOption { typed: of, nearest: texts(ContextKind::SuggestedArg) }
            }
            ErrorKind::UnknownArgument => Mistake::TooMany { typed: of },
            ErrorKind::TooManyValues => Mistake::TooMany { typed: value },
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => Mistake::NoValue { of },
            ErrorKind::InvalidValue if value.is_empty() => Mistake::NoValue { of },
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                match std::error::Error::source(error).and_then(|why| why.downcast_ref()) {
                    Some(why) => Mistake::NoDay { of, typed: value, why: *why },
                    None => Mistake::UnknownValue { of, typed: value, known: texts(ContextKind::ValidValue) },
                }
            }
            ErrorKind::MissingRequiredArgument => Mistake::Missing { what: texts(ContextKind::InvalidArg) },
            ErrorKind::ArgumentConflict => Mistake::NotTogether { one: of, other: texts(ContextKind::PriorArg) },
            ErrorKind::InvalidUtf8 => Mistake::NotText,
            _ => Mistake::Other,
        };
        Self { mistake, command: path.join(" ") }
    }
}

impl Say for UsageError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mistake {
            Mistake::UnknownCommand { typed, nearest, known } => {
                say!(lang, out, "ไม่มีคำสั่ง {typed}", "there is no command {typed}")?;
                meant(nearest, known, lang, out)?;
            }
            Mistake::NoCommand { known } => {
                say!(lang, out, "ยังไม่ได้ระบุคำสั่ง", "a command is needed")?;
                meant(&[], known, lang, out)?;
            }
            Mistake::UnknownOption { typed, nearest } => {
                say!(lang, out, "ไม่มีตัวเลือก {typed} ในคำสั่งนี้", "this command has no option {typed}")?;
                meant(nearest, &[], lang, out)?;
            }
            Mistake::NoValue { of } => say!(lang, out, "{of} ต้องตามด้วยค่า", "{of} needs a value after it")?,
            Mistake::UnknownValue { of, typed, known } => {
                say!(lang, out, "{of} รับค่า \"{typed}\" ไม่ได้", "{of} cannot be \"{typed}\"")?;
                meant(&[], known, lang, out)?;
            }
            Mistake::NoDay { of, typed, why } => {
                say!(lang, out, "{of} รับค่า \"{typed}\" ไม่ได้ {why}", "{of} cannot be \"{typed}\": {why}", why)?;
            }
            Mistake::Missing { what } => say!(lang, out, "ยังขาด {what}", "{what} is missing", what)?,
            Mistake::TooMany { typed } => {
                say!(lang, out, "\"{typed}\" เกินมา คำสั่งนี้ไม่รับ", "\"{typed}\" is too many for this command")?;
            }
            Mistake::NotTogether { one, other } if other.is_empty() || other == std::slice::from_ref(one) => {
                say!(lang, out, "ระบุ {one} ได้เพียงครั้งเดียว", "{one} can be given only once")?;
            }
            Mistake::NotTogether { one, other } => {
                say!(lang, out, "ใช้ {one} พร้อมกับ {other} ไม่ได้", "{one} cannot be used with {other}", other)?;
            }
            Mistake::NotText => say!(lang, out, "มีคำที่ไม่ใช่ข้อความ UTF-8 พิมพ์ใหม่", "a word is not UTF-8 text; type it anew")?,
            Mistake::Other => say!(lang, out, "คำสั่งไม่ครบหรือไม่ถูกต้อง", "the command is not complete, or not right")?,
        }
        let (space, command) = (if self.command.is_empty() { "" } else { " " }, &self.command);
        say!(lang, out, "\n  ดูวิธีใช้ด้วย otop-report help{space}{command}", "\n  for its use, type otop-report help{space}{command}")
    }
}

/// What is probably meant, else what there is to choose from.
fn meant(nearest: &[String], known: &[String], lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if !nearest.is_empty() {
        let nearest = nearest.join(", ");
        return say!(lang, out, " หมายถึง {nearest} หรือไม่", "; is {nearest} meant?");
    }
    if known.is_empty() {
        return Ok(());
    }
    let known = known.join(", ");
    say!(lang, out, " เลือกจาก {known}", "; choose from {known}")
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The names of the commands in `typed`, from the program's own on down: `archive`, `add`.
fn path(root: &Command, typed: &[String]) -> Vec<String> {
    let (mut command, mut path) = (root, Vec::new());
    for word in typed {
        if let Some(found) = command.find_subcommand(word) {
            path.push(found.get_name().to_owned());
            command = found;
        }
    }
    path
}
