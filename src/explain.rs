//! Which cells a printed figure comes from (SPEC §6).

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::aggregate::{Cells, Figure, Figures, MonthRoundYear};
use crate::district::DistrictId;
use crate::finding::Place;
use crate::month::CompiledMonth;
use crate::thai::digits::{decimal, integer};

/// Whose figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The province's.
    Province,
    /// A district's.
    District(DistrictId),
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
pub enum Period {
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
    /// A quantity over a period.
    Of(Quantity, Period),
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
        use Period::{Month, Round, Year};
        use Quantity::{Activities, Operators, SalesActivities, SalesOnline};
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
        let (quantity, period) = match self {
            Self::Channels => return f.write_str("channels"),
            Self::Percent => return f.write_str("percent"),
            Self::Level => return f.write_str("level"),
            Self::Of(quantity, period) => (quantity, period),
        };
        let quantity = match quantity {
            Quantity::Activities => "activities",
            Quantity::Operators => "operators",
            Quantity::SalesActivities => "sales-activities",
            Quantity::SalesOnline => "sales-online",
        };
        let period = match period {
            Period::Month => "month",
            Period::Round => "round",
            Period::Year => "year",
        };
        write!(f, "{quantity}-{period}")
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
pub fn explain(run: &CompiledMonth, subject: Subject, figure: FigureName) -> Explanation {
    let (value, exact) = match figure {
        FigureName::Of(quantity, period) => of(figures(run, subject), quantity, period),
        FigureName::Channels => count(run.totals.channels.len() as i64),
        FigureName::Percent => (decimal(run.score.percent, 2), run.score.percent.to_string()),
        FigureName::Level => count(run.score.level.into()),
    };
    Explanation { value, exact, cells: cells(run, subject, figure).iter().collect() }
}

/// The cells behind a figure alone.
pub fn cells(run: &CompiledMonth, subject: Subject, figure: FigureName) -> Cow<'_, Cells> {
    let figures = figures(run, subject);
    let mut all = Cells::default();
    match figure {
        FigureName::Of(Quantity::Activities, period) => return Cow::Borrowed(&at(&figures.activities, period).cells),
        FigureName::Of(Quantity::Operators, period) => return Cow::Borrowed(&at(&figures.operators, period).cells),
        FigureName::Of(Quantity::SalesActivities, period) => return Cow::Borrowed(&at(&figures.sales_activities, period).cells),
        FigureName::Of(Quantity::SalesOnline, period) => return Cow::Borrowed(&at(&figures.sales_online, period).cells),
        FigureName::Percent => return Cow::Borrowed(&figures.operators.year.cells),
        FigureName::Channels => run.totals.channels.iter().for_each(|(_, figure)| all.extend(&figure.cells)),
        FigureName::Level => {
            all.extend(&figures.activities.round.cells);
            let channels = run.totals.channels.iter().filter_map(|(_, figure)| figure.cells.iter().next());
            channels.for_each(|first| all.push(&first));
            all.extend(&figures.operators.year.cells);
        }
    }
    Cow::Owned(all)
}

fn figures(run: &CompiledMonth, subject: Subject) -> &Figures {
    match subject {
        Subject::Province => &run.totals.province,
        Subject::District(i) => &run.totals.districts[i.index()].figures,
    }
}

/// A figure as printed, and as a plain number.
fn of(figures: &Figures, quantity: Quantity, period: Period) -> (String, String) {
    match quantity {
        Quantity::Activities => count(at(&figures.activities, period).value),
        Quantity::Operators => count(at(&figures.operators, period).value),
        Quantity::SalesActivities => sold(at(&figures.sales_activities, period).value),
        Quantity::SalesOnline => sold(at(&figures.sales_online, period).value),
    }
}

fn at<T>(counted: &MonthRoundYear<T>, period: Period) -> &Figure<T> {
    match period {
        Period::Month => &counted.month,
        Period::Round => &counted.round,
        Period::Year => &counted.year,
    }
}

fn count(value: i64) -> (String, String) {
    (integer(value), value.to_string())
}

fn sold(value: Decimal) -> (String, String) {
    (decimal(value, 2), value.to_string())
}
