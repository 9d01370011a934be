//! The page's own words: in the template both languages stand side by side, and here is the one that speaks.

use jiff::civil::Date;
use rust_decimal::Decimal;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value, escape_html};

use crate::lang::{Baht, Lang, Said, Say};
use crate::thai::calendar::{self, Month};
use crate::thai::digits::{decimal, integer};

/// Teaches the template a language: `say(th="…{n}…", en="…{n}…", n=…)` gives the words in it with their values put in, and
/// the filter `count` a number in its digits. `thai`, which pages of earlier versions use, is Thai in both.
pub fn speak(tera: &mut Tera, lang: Lang) {
    tera.register_filter("thai", |value: i64, _: Kwargs, _: &State| integer(value));
    tera.register_filter("count", move |value: i64, _: Kwargs, _: &State| lang.digits(&integer(value)));
    tera.register_function("say", move |words: Kwargs, _: &State| say(&words, lang));
}

/// The words in a language. Both must be there, and every value that they name.
fn say(words: &Kwargs, lang: Lang) -> TeraResult<Value> {
    let (th, en): (&str, &str) = (words.must_get("th")?, words.must_get("en")?);
    let mut said = String::new();
    let mut rest = lang.pick(th, en);
    // In one pass: a value that has braces itself stays as it is.
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        said.push_str(before);
        said.push_str(&value(words.must_get(name)?, lang)?);
        rest = after;
    }
    said.push_str(rest);
    Ok(Value::safe_string(&said))
}

/// A value among words: a number in the language's digits, a text escaped.
fn value(value: &Value, lang: Lang) -> TeraResult<String> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => Ok(lang.digits(&integer(number))),
        (None, Some(text)) if value.is_safe() => Ok(text.to_owned()),
        (None, Some(text)) => {
            let mut escaped = Vec::new();
            escape_html(text, &mut escaped).map_err(Error::message)?;
            String::from_utf8(escaped).map_err(Error::message)
        }
        (None, None) => Err(Error::message(format!("{} among words", value.name()))),
    }
}

/// What is said in the language.
pub(super) fn said(what: &dyn Say, lang: Lang) -> String {
    Said(what, lang).to_string()
}

/// Baht with satang.
pub(super) fn baht(amount: Decimal, lang: Lang) -> String {
    said(&Baht(amount), lang)
}

/// Per cent with two places.
pub(super) fn percent(percent: Decimal, lang: Lang) -> String {
    lang.digits(&decimal(percent, 2))
}

/// ก.พ., `Feb`.
pub(super) fn month_short(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Th => month.short_name().to_owned(),
        Lang::En => said(&month, lang).chars().take(3).collect(),
    }
}

/// ๑๕ ก.พ. ๖๕, `15 Feb 65`.
pub(super) fn day_short(day: Date, lang: Lang) -> String {
    let month = Month::of(day);
    match lang {
        Lang::Th => calendar::day_short(day),
        Lang::En => format!("{} {} {:02}", day.day(), month_short(month, lang), month.year_be().rem_euclid(100)),
    }
}
