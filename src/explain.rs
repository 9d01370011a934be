//! Which cells a printed figure comes from (SPEC §6).

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::aggregate::{Figure, Figures, Spans};
use crate::finding::Place;
use crate::pipeline::MonthRun;
use crate::thai::digits::{decimal, integer};

/// Whose figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The province's.
    Province,
    /// A district's, by its index in the plan.
    District(usize),
}

impl Subject {
    /// The figures it has: channels, percent and level are the province's alone.
    pub fn figures(self) -> impl Iterator<Item = FigureName> {
        FigureName::ALL.into_iter().filter(move |figure| self == Self::Province || matches!(figure, FigureName::Of(..)))
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// `activities`.
    Activities,
    /// `operators`.
    Operators,
    /// `sales-activities`.
    SalesActivities,
    /// `sales-online`.
    SalesOnline,
}

/// Over which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// `-month`.
    Month,
    /// `-round`.
    Round,
    /// `-year`.
    Year,
}

/// A figure by name: `operators-year`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureName {
    /// A quantity over a span.
    Of(Quantity, Span),
    /// `channels`.
    Channels,
    /// `percent`.
    Percent,
    /// `level`.
    Level,
}

impl FigureName {
    /// Every figure.
    pub const ALL: [Self; 15] = {
        use Quantity::{Activities, Operators, SalesActivities, SalesOnline};
        use Span::{Month, Round, Year};
        [
            Self::Of(Activities, Month),
            Self::Of(Activities, Round),
            Self::Of(Activities, Year),
            Self::Of(Operators, Month),
            Self::Of(Operators, Round),
            Self::Of(Operators, Year),
            Self::Of(SalesActivities, Month),
            Self::Of(SalesActivities, Round),
            Self::Of(SalesActivities, Year),
            Self::Of(SalesOnline, Month),
            Self::Of(SalesOnline, Round),
            Self::Of(SalesOnline, Year),
            Self::Channels,
            Self::Percent,
            Self::Level,
        ]
    };
}

impl fmt::Display for FigureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (quantity, span) = match self {
            Self::Channels => return f.write_str("channels"),
            Self::Percent => return f.write_str("percent"),
            Self::Level => return f.write_str("level"),
            Self::Of(quantity, span) => (quantity, span),
        };
        let quantity = match quantity {
            Quantity::Activities => "activities",
            Quantity::Operators => "operators",
            Quantity::SalesActivities => "sales-activities",
            Quantity::SalesOnline => "sales-online",
        };
        let span = match span {
            Span::Month => "month",
            Span::Round => "round",
            Span::Year => "year",
        };
        write!(f, "{quantity}-{span}")
    }
}

impl FromStr for FigureName {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|figure| figure.to_string() == text);
        known.ok_or_else(|| {
            let names: Vec<String> = Self::ALL.iter().map(ToString::to_string).collect();
            format!("ไม่รู้จักตัวเลข {text:?} เลือกจาก {}", names.join(", "))
        })
    }
}

/// A figure and the cells behind it.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The value in Thai numerals, as printed.
    pub value: String,
    /// The same as a plain number.
    pub exact: String,
    /// The cells it comes from.
    pub cells: Vec<Place>,
}

/// The value of a figure, and its cells.
pub fn explain(run: &MonthRun, subject: Subject, figure: FigureName) -> Explanation {
    let figures = match subject {
        Subject::Province => &run.totals.province,
        Subject::District(i) => &run.totals.districts[i].figures,
    };
    match figure {
        FigureName::Of(quantity, span) => of(figures, quantity, span),
        FigureName::Channels => {
            let cells = run.totals.channels.iter().flat_map(|(_, figure)| figure.cells.clone()).collect();
            Explanation { cells, ..count(run.totals.channels.len() as i64) }
        }
        FigureName::Percent => {
            let percent = run.score.percent;
            Explanation { value: decimal(percent, 2), exact: percent.to_string(), cells: figures.operators.year.cells.clone() }
        }
        FigureName::Level => {
            let channels = run.totals.channels.iter().filter_map(|(_, figure)| figure.cells.first());
            let cells = figures.activities.round.cells.iter().chain(channels).chain(&figures.operators.year.cells);
            Explanation { cells: cells.cloned().collect(), ..count(run.score.level.into()) }
        }
    }
}

fn of(figures: &Figures, quantity: Quantity, span: Span) -> Explanation {
    match quantity {
        Quantity::Activities => counted(at(&figures.activities, span)),
        Quantity::Operators => counted(at(&figures.operators, span)),
        Quantity::SalesActivities => sold(at(&figures.sales_activities, span)),
        Quantity::SalesOnline => sold(at(&figures.sales_online, span)),
    }
}

fn at<T>(spans: &Spans<T>, span: Span) -> &Figure<T> {
    match span {
        Span::Month => &spans.month,
        Span::Round => &spans.round,
        Span::Year => &spans.year,
    }
}

fn count(value: i64) -> Explanation {
    Explanation { value: integer(value), exact: value.to_string(), cells: Vec::new() }
}

fn counted(figure: &Figure<i64>) -> Explanation {
    Explanation { cells: figure.cells.clone(), ..count(figure.value) }
}

fn sold(figure: &Figure<Decimal>) -> Explanation {
    Explanation { value: decimal(figure.value, 2), exact: figure.value.to_string(), cells: figure.cells.clone() }
}
