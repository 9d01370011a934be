//! How a printed figure comes about: every line that was added with its cell, how percent and level were reached, and what
//! was left out and why (SPEC §6, §9).

mod asked;
mod fraction;
mod judgement;
mod left_out;
mod lines;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

pub use asked::{ExplainError, asked, subject};
pub use fraction::{Base, Fraction, Rounding};
pub use judgement::{Judged, Judgement, Needed};
pub use left_out::{LeftOut, Why};
pub use lines::{Line, Part};
pub use words::{Measured, Titled};

use crate::aggregate::{Cells, Figure, Figures, MonthRoundYear};
use crate::district::DistrictId;
use crate::finding::Place;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::thai::calendar::Month;

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

    /// Whether what is a district's is its own too.
    fn has(self, district: DistrictId) -> bool {
        self == Self::Province || self == Self::District(district)
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

impl Period {
    /// The months that it adds up to for a compiled month.
    pub fn months(self, run: &CompiledMonth) -> Vec<Month> {
        let up_to = run.month.fiscal_year().months().into_iter().filter(|month| *month <= run.month);
        up_to
            .filter(|month| match self {
                Self::Month => *month == run.month,
                Self::Round => run.totals.round.contains(*month),
                Self::Year => true,
            })
            .collect()
    }
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

    /// What it is measured in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Of(Quantity::Activities, _) => Unit::Activities,
            Self::Of(Quantity::Operators, _) => Unit::Operators,
            Self::Of(Quantity::SalesActivities | Quantity::SalesOnline, _) => Unit::Baht,
            Self::Channels => Unit::Channels,
            Self::Percent => Unit::Percent,
            Self::Level => Unit::Level,
        }
    }

    /// What is left out of it is measured in: baht of baht, else rows.
    pub fn unit_left_out(self) -> Unit {
        if self.unit() == Unit::Baht { Unit::Baht } else { Unit::Operators }
    }

    /// The figures whose lines it rests on: its own, or those that a percent or level is made from.
    pub fn rests_on(self) -> Vec<Self> {
        let (activities, operators) =
            (Self::Of(Quantity::Activities, Period::Round), Self::Of(Quantity::Operators, Period::Year));
        match self {
            Self::Percent => vec![operators],
            Self::Level => vec![activities, Self::Channels, operators],
            own => vec![own],
        }
    }
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

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// ครั้ง.
    Activities,
    /// กลุ่ม/ราย.
    Operators,
    /// ช่องทาง.
    Channels,
    /// บาท.
    Baht,
    /// ร้อยละ.
    Percent,
    /// ระดับ.
    Level,
}

impl Unit {
    /// Its name in a record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Activities => "activities",
            Self::Operators => "operators",
            Self::Channels => "channels",
            Self::Baht => "baht",
            Self::Percent => "percent",
            Self::Level => "level",
        }
    }

    /// How many places its numbers are shown with.
    pub fn places(self) -> u32 {
        if matches!(self, Self::Baht | Self::Percent) { 2 } else { 0 }
    }
}

/// A figure and how it came about.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The compiled month.
    pub month: Month,
    /// Whose figure.
    pub subject: Subject,
    /// Which.
    pub figure: FigureName,
    /// The same in words.
    pub title: Titled,
    /// The value, in the figure's unit.
    pub value: Decimal,
    /// The cells it comes from.
    pub cells: Vec<Place>,
    /// The lines that were added: one list, or for a level one for each of its conditions.
    pub parts: Vec<Part>,
    /// How the percent came about; of percent and level alone.
    pub fraction: Option<Fraction>,
    /// How the level came about; of level alone.
    pub judgement: Option<Judgement>,
    /// What could have counted and did not, by district, month and place.
    pub left_out: Vec<LeftOut>,
}

/// Where the material of a figure stands besides the workbooks: what only the workspace knows.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Earlier months that were sealed.
    pub sealed: BTreeMap<Month, SealedIn>,
}

/// The bag of a month that was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedIn {
    /// `2564-10/r1`.
    pub bag: String,
    /// Whether the month counts now what it counted then, from the same files.
    pub unchanged: bool,
}

/// A figure of `run`, explained.
pub fn explain(plan: &Plan, run: &CompiledMonth, subject: Subject, figure: FigureName) -> Explanation {
    let is_percent = matches!(figure, FigureName::Percent | FigureName::Level);
    Explanation {
        month: run.month,
        subject,
        figure,
        title: Titled::of(run, figure),
        value: value(run, subject, figure),
        cells: cells(run, subject, figure).iter().collect(),
        parts: figure.rests_on().into_iter().map(|of| Part::of(run, subject, of)).collect(),
        fraction: is_percent.then(|| Fraction::of(plan, run)),
        judgement: (figure == FigureName::Level).then(|| Judgement::of(plan, run)),
        left_out: left_out::left_out(run, subject, figure),
    }
}

/// The value of a figure.
fn value(run: &CompiledMonth, subject: Subject, figure: FigureName) -> Decimal {
    let figures = figures(run, subject);
    match figure {
        FigureName::Of(Quantity::Activities, period) => at(&figures.activities, period).value.into(),
        FigureName::Of(Quantity::Operators, period) => at(&figures.operators, period).value.into(),
        FigureName::Of(Quantity::SalesActivities, period) => at(&figures.sales_activities, period).value,
        FigureName::Of(Quantity::SalesOnline, period) => at(&figures.sales_online, period).value,
        FigureName::Channels => run.totals.channels.len().into(),
        FigureName::Percent => run.score.percent,
        FigureName::Level => run.score.level.into(),
    }
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

fn at<T>(counted: &MonthRoundYear<T>, period: Period) -> &Figure<T> {
    match period {
        Period::Month => &counted.month,
        Period::Round => &counted.round,
        Period::Year => &counted.year,
    }
}
