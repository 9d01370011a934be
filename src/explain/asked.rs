//! What was asked for by name: whose figure, and which. A slip of the keyboard gets the nearest name and all of them.

use std::fmt;
use std::str::FromStr;

use super::{FigureName, Subject};
use crate::lang::{Lang, Said, Say, say};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::thai::text::{name_key, nearest};

/// Why nothing can be explained: what was asked for is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum ExplainError {
    /// No district of the plan, nor the province.
    UnknownDistrict {
        /// As it was typed.
        name: String,
        /// The district that may be meant.
        nearest: Option<String>,
        /// Every district.
        known: Vec<String>,
    },
    /// No figure.
    UnknownFigure {
        /// As it was typed.
        name: String,
        /// The figure that may be meant.
        nearest: Option<FigureName>,
    },
    /// A figure that only the province has.
    OfProvince {
        /// Of the month that was typed.
        month: Option<Month>,
        /// Which.
        figure: FigureName,
    },
    /// District and figure in the wrong order.
    Swapped {
        /// The month that was typed.
        month: Option<Month>,
        /// The district, as it was typed.
        district: String,
        /// The figure.
        figure: FigureName,
    },
}

/// Whose figure and which: `district` is a district's name, alias or geocode, or the province; `figure` a figure's name. The
/// month is the one that was typed, for the command that was meant.
///
/// # Errors
/// Where there is no such district or figure, or the district has none of that name.
pub fn asked(plan: &Plan, month: Option<Month>, district: &str, figure: &str) -> Result<(Subject, FigureName), ExplainError> {
    let (subject, figure, swapped) = match (district.parse(), subject(plan, figure)) {
        (Ok(first), Ok(second)) => (second, first, Some(figure)),
        _ => (subject(plan, district)?, figure.parse()?, None),
    };
    if !subject.figures().any(|own| own == figure) {
        return Err(ExplainError::OfProvince { month, figure });
    }
    match swapped {
        Some(district) => Err(ExplainError::Swapped { month, district: district.to_owned(), figure }),
        None => Ok((subject, figure)),
    }
}

/// The district or the province that goes by `name`.
///
/// # Errors
/// Where none does.
pub fn subject(plan: &Plan, name: &str) -> Result<Subject, ExplainError> {
    if let Some(district) = plan.district(name) {
        return Ok(Subject::District(district));
    }
    let key = name_key(name);
    if provinces(plan).contains(&key) {
        return Ok(Subject::Province);
    }
    let known = plan.districts.iter().map(|district| district.name.clone()).collect();
    Err(ExplainError::UnknownDistrict { name: name.to_owned(), nearest: nearest_subject(plan, &key), known })
}

/// What the province goes by, comparable.
fn provinces(plan: &Plan) -> [String; 5] {
    let (name, geocode) = (&plan.province.name, &plan.province.geocode);
    ["จังหวัด", "province", name, &format!("จังหวัด{name}"), geocode].map(name_key)
}

/// The district, or the province, that a key is most like; numbers are like nothing.
fn nearest_subject(plan: &Plan, key: &str) -> Option<String> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(key) {
        return None;
    }
    let bare = key.strip_prefix("อำเภอ").unwrap_or(key);
    let districts = plan.district_keys().map(|(known, district)| (known.to_owned(), plan[district].name.clone()));
    let province = provinces(plan).into_iter().map(|known| (known, "จังหวัด".to_owned()));
    nearest(bare, districts.chain(province).filter(|(known, _)| !is_number(known)))
}

impl FromStr for FigureName {
    type Err = ExplainError;

    fn from_str(text: &str) -> Result<Self, ExplainError> {
        let known = || Self::ALL.into_iter().map(|figure| (figure.to_string(), figure));
        if let Some((_, figure)) = known().find(|(name, _)| name == text) {
            return Ok(figure);
        }
        let typed = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
        Err(ExplainError::UnknownFigure { name: text.to_owned(), nearest: nearest(&typed, known()) })
    }
}

/// Names in quotation marks: they are typed as they are.
fn quoted(names: impl IntoIterator<Item = impl fmt::Display>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

/// The figures that every district has, or those of the province alone.
fn figures(of_districts: bool) -> String {
    quoted(FigureName::ALL.into_iter().filter(|figure| matches!(figure, FigureName::Of(..)) == of_districts))
}

/// The command that was meant.
struct Command<'a>(Option<Month>, &'a str, FigureName);

impl Say for Command<'_> {
    fn say(&self, _: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(month, district, figure) = self;
        let month = month.map(|month| format!("{month} ")).unwrap_or_default();
        write!(out, "otop-report explain {month}\"{district}\" \"{figure}\"")
    }
}

/// The question after the nearest name; nothing where none is near.
struct Meant<T>(Option<T>);

impl<T: fmt::Display> Say for Meant<T> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, lang) {
            (Some(nearest), Lang::Th) => write!(out, " หมายถึง \"{nearest}\" หรือไม่"),
            (Some(nearest), Lang::En) => write!(out, "; is \"{nearest}\" meant?"),
            (None, _) => Ok(()),
        }
    }
}

impl Say for ExplainError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownDistrict { name, nearest, known } => say!(
                lang,
                out,
                "ไม่รู้จักอำเภอ \"{name}\"{meant}\n  อำเภอที่มี: {known}\n  ยอดของทั้งจังหวัดให้พิมพ์ \"จังหวัด\"",
                "district \"{name}\" is unknown{meant}\n  districts: {known}\n  for the whole province type \"จังหวัด\" or \"province\"",
                name,
                known = quoted(known),
                meant = Meant(nearest.as_ref())
            ),
            Self::UnknownFigure { name, nearest } => say!(
                lang,
                out,
                "ไม่รู้จักตัวเลข \"{name}\"{meant}\n  ตัวเลขของอำเภอและจังหวัด: {all}\n  เฉพาะของจังหวัด: {province}",
                "figure \"{name}\" is unknown{meant}\n  of a district or the province: {all}\n  of the province alone: {province}",
                name,
                meant = Meant(*nearest),
                all = figures(true),
                province = figures(false)
            ),
            Self::OfProvince { month, figure } => say!(
                lang,
                out,
                "\"{figure}\" เป็นตัวเลขของจังหวัดเท่านั้น อำเภอไม่มี\n  สั่ง {command}",
                "only the province has \"{figure}\"; no district does\n  run {command}",
                command = Command(*month, "จังหวัด", *figure),
                figure = figure.to_string()
            ),
            Self::Swapped { month, district, figure } => say!(
                lang,
                out,
                "ให้พิมพ์อำเภอก่อนตัวเลข\n  สั่ง {command}",
                "the district comes before the figure\n  run {command}",
                command = Command(*month, district, *figure)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_error_is_said_in_both_languages() {
        let unknown = |nearest: Option<&str>| ExplainError::UnknownDistrict {
            name: "x".to_owned(),
            nearest: nearest.map(str::to_owned),
            known: vec!["y".to_owned(), "z".to_owned()],
        };
        let figure = |nearest| ExplainError::UnknownFigure { name: "x".to_owned(), nearest };
        let every = [
            unknown(None),
            unknown(Some("y")),
            figure(None),
            figure(Some(FigureName::Level)),
            ExplainError::OfProvince { month: Month::new(2565, 2), figure: FigureName::Level },
            ExplainError::Swapped { month: None, district: "y".to_owned(), figure: FigureName::Level },
        ];
        every.iter().for_each(|error| pure(error));
    }
}
