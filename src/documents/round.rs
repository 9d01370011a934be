//! round-<n>, year: what a round, or the fiscal year, came to; month by month and district by district, with its letter.

use serde_json::{Value as Json, json};

use super::columns::{self, Columns};
use super::document::Align::{Center, Left, Right};
use super::document::{Block, Document, Letter, Orientation, Table};
use super::form_1::signatures;
use super::table::{count, money, text};
use super::words::{Page, WordsError};
use super::{DocumentContext, draft, letters, scorecard, status_key};
use crate::aggregate::Figures;
use crate::course::{CourseMonth, course};
use crate::district::DistrictId;
use crate::month::CompiledMonth;
use crate::plan::{LetterPlan, Plan};
use crate::score::thresholds;
use crate::thai::calendar::{Month, Round};
use crate::thai::digits::{decimal, integer};
use crate::validate::{Report, Status};

const FILE: &str = "round.toml";

/// Districts whose table one page surely holds.
const ONE_PAGE: usize = 15;

/// What is printed when a round or the year ends.
pub(super) struct Ended {
    /// The report.
    pub document: Document,
    /// The letter that covers it.
    pub letter: Letter,
    /// Its title.
    pub title: String,
}

/// The reports of what ends with the month: its round, the year, both, or nothing.
pub(super) fn ended(context: &DocumentContext<'_>, compiled: &CompiledMonth) -> Result<Vec<Ended>, WordsError> {
    let Round { last, .. } = compiled.totals.round;
    let ends_year = context.plan.fiscal_year().months().last() == Some(&compiled.month);
    let spans: Vec<Span> =
        [(compiled.month == last).then_some(Span::Round), ends_year.then_some(Span::Year)].into_iter().flatten().collect();
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let course = course(context.plan, &compiled.validated, compiled.month);
    spans.into_iter().map(|span| Period::of(context, compiled, &course, span).ended()).collect()
}

/// The letter of the month's round, or of the year, as though that ended with the month; and its title.
pub(super) fn sample(
    context: &DocumentContext<'_>,
    compiled: &CompiledMonth,
    is_year: bool,
) -> Result<(Vec<Letter>, String), WordsError> {
    let course = course(context.plan, &compiled.validated, compiled.month);
    let span = if is_year { Span::Year } else { Span::Round };
    let ended = Period::of(context, compiled, &course, span).ended()?;
    Ok((vec![ended.letter], ended.title))
}

/// Over which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    /// The month's round.
    Round,
    /// The fiscal year.
    Year,
}

/// A round, or the year, at its end.
struct Period<'a> {
    context: &'a DocumentContext<'a>,
    compiled: &'a CompiledMonth,
    span: Span,
    /// Its months, each as it stands now.
    course: Vec<&'a CourseMonth>,
    values: Json,
    words: Page<'a>,
}

/// A month of the course, and its level in words.
struct Step<'a> {
    month: &'a CourseMonth,
    level: String,
}

/// What a district did in each month, and its target.
struct Done<'a> {
    district: &'a str,
    months: Vec<i64>,
    target: u32,
}

/// What became of a district's report of each month.
struct Reports<'a> {
    district: &'a str,
    months: Vec<&'a Report>,
}

impl Reports<'_> {
    fn count(&self, is: impl Fn(&Report) -> bool) -> i64 {
        self.months.iter().filter(|report| is(report)).count() as i64
    }
}

impl<'a> Period<'a> {
    fn of(context: &'a DocumentContext<'a>, compiled: &'a CompiledMonth, course: &'a [CourseMonth], span: Span) -> Self {
        let round = compiled.totals.round;
        let is_in = |month: &&CourseMonth| span == Span::Year || round.contains(month.totals.month);
        let course: Vec<&CourseMonth> = course.iter().filter(is_in).collect();
        let mut values = context.month_values(compiled);
        values["span"] = self::values(context, compiled, &course, span);
        Self { context, compiled, span, words: context.words.page(FILE, &values), course, values }
    }

    /// `round-1`, `round-2` or `year`.
    fn id(&self) -> String {
        match self.span {
            Span::Round => format!("round-{}", self.compiled.totals.round.number),
            Span::Year => "year".to_owned(),
        }
    }

    fn ended(self) -> Result<Ended, WordsError> {
        let letters = &self.context.plan.letters;
        let (file, plan): (_, &LetterPlan) = match self.span {
            Span::Round => ("letter-round.toml", &letters.round),
            Span::Year => ("letter-year.toml", &letters.year),
        };
        let id = format!("letter-{}", self.id());
        let letter = letters::letter(self.context, &id, file, &self.values, plan, self.compiled.month.next())?;
        let document = self.document()?;
        let title = self.context.words.page(file, &self.values).text("title")?;
        let draft = draft::brief_reasons(self.context, self.compiled)?;
        Ok(Ended { letter: Letter { draft, ..letter }, document, title })
    }

    fn document(&self) -> Result<Document, WordsError> {
        let mut blocks = self.verdicts()?;
        blocks.push(Block::Table(self.steps()?));
        let done = |of: fn(&Figures) -> i64, target: fn(&Figures, Option<u8>) -> u32, caption: &str| {
            Ok::<_, WordsError>(Block::Table(self.done(of, target, caption)?))
        };
        blocks.push(done(|figures| figures.activities.month.value, activities_target, "done.activities")?);
        blocks.push(done(|figures| figures.operators.month.value, operators_target, "done.operators")?);
        blocks.push(Block::Table(self.reports()?));
        blocks.push(Block::Signatures(signatures(&self.words)?));
        Ok(Document {
            id: self.id(),
            district: None,
            title: self.words.lines("title")?,
            sheet: self.words.text("sheet")?,
            orientation: Orientation::Landscape,
            draft: draft::reasons(self.context, self.compiled)?,
            blocks,
        })
    }

    /// The level that was reached at the end of each round, and how its conditions were met.
    fn verdicts(&self) -> Result<Vec<Block>, WordsError> {
        let mut blocks = Vec::new();
        for CourseMonth { totals, score } in self.course.iter().filter(|month| month.totals.month == month.totals.round.last) {
            if self.span == Span::Year {
                blocks.push(Block::Heading(scorecard::page(self.context, totals, score).text("round")?));
            }
            blocks.extend(scorecard::verdict(self.context, totals, score, self.span == Span::Round)?);
        }
        Ok(blocks)
    }

    /// The course: the province month by month.
    fn steps(&self) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, Step<'a>>;
        let figures = |row: &Step<'a>| &row.month.totals.province;
        let levels = |row: &Step<'_>| thresholds(self.context.plan.rubric(row.month.totals.round.number));
        let list = vec![
            Column::new("name", 1.7, Left, |row| text(row.month.totals.month.thai())),
            Column::new("month", 0.9, Center, move |row| count(figures(row).activities.month.value)).under("activities").summed(),
            Column::new("round", 1.0, Center, move |row| count(figures(row).activities.round.value)).under("activities"),
            Column::new("month", 0.9, Center, move |row| count(figures(row).operators.month.value)).under("operators").summed(),
            Column::new("year", 1.0, Center, move |row| count(figures(row).operators.year.value)).under("operators"),
            Column::new("remaining", 1.1, Center, move |row| count(figures(row).remaining())),
            Column::judged_percent("percent", 1.1, "operators.year", "remaining", levels),
            Column::new("channels", 1.1, Center, |row| count(row.month.totals.channels.len() as i64)),
            Column::new("at_activities", 1.5, Right, move |row| money(figures(row).sales_activities.month.value))
                .under("sales")
                .summed(),
            Column::new("online", 1.5, Right, move |row| money(figures(row).sales_online.month.value)).under("sales").summed(),
            Column::new("level", 1.9, Left, |row| text(&*row.level)),
        ];
        let step =
            |month: &&'a CourseMonth| Ok(Step { month, level: scorecard::level(self.context, &month.totals, &month.score)? });
        let rows: Vec<Step<'a>> = self.course.iter().map(step).collect::<Result<_, WordsError>>()?;
        Ok(Table { whole: true, ..Columns::new(&self.words, "steps.", list).filled("steps.caption", &rows)? })
    }

    /// Districts by months, with totals, targets and percentages.
    fn done(&self, of: fn(&Figures) -> i64, target: fn(&Figures, Option<u8>) -> u32, caption: &str) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, Done<'a>>;
        let round = (self.span == Span::Round).then_some(self.compiled.totals.round.number);
        let rows = self.compiled.totals.districts.iter().map(|district| Done {
            district: &district.name,
            months: self.course.iter().map(|month| of(&month.totals.districts[district.id.index()].figures)).collect(),
            target: target(&district.figures, round),
        });
        let mut list = vec![Column::number(0.5), Column::district(1.7, |row| text(row.district))];
        list.extend(self.months().map(|(i, month)| {
            Column::new("month", 1.0, Center, move |row| count(row.months[i])).headed(month.thai_short()).under("months").summed()
        }));
        list.extend([
            Column::across("total", 0.9, "months").summed(),
            Column::new("target", 1.0, Center, |row| count(row.target)).summed(),
            Column::percent("percent", 1.3, "total", "target"),
        ]);
        let rows: Vec<Done<'_>> = rows.collect();
        Ok(Table { whole: rows.len() <= ONE_PAGE, ..Columns::new(&self.words, "done.", list).filled(caption, &rows)? })
    }

    /// Which reports came, and how: districts by months.
    fn reports(&self) -> Result<Table, WordsError> {
        type Column<'a> = columns::Column<'a, Reports<'a>>;
        let reports = |id: DistrictId| {
            let of_month = |month: &&CourseMonth| self.compiled.validated.reports.get(&month.totals.month)?.get(id.index());
            self.course.iter().filter_map(of_month).collect()
        };
        let districts = self.compiled.totals.districts.iter();
        let rows: Vec<Reports<'_>> =
            districts.map(|district| Reports { district: &district.name, months: reports(district.id) }).collect();
        let status = |row: &Reports<'_>, i: usize| status_key(row.months[i].status, row.months[i].late);
        let mut list = vec![Column::number(0.5), Column::district(1.7, |row| text(row.district))];
        list.extend(self.months().map(|(i, month)| {
            Column::word("month", 1.1, Center, move |row| status(row, i)).headed(month.thai_short()).under("months")
        }));
        let counted = |key, width, of: fn(&Report) -> bool| {
            Column::new(key, width, Center, move |row| count(row.count(of))).under("counted").summed()
        };
        list.extend([
            counted("on_time", 0.9, Report::is_on_time),
            counted("late", 0.9, |report| report.status.is_usable() && report.late),
            counted("lacking", 1.0, |report| !report.status.is_usable()),
            counted("nil", 1.2, |report| report.status == Status::Nil),
        ]);
        Columns::new(&self.words, "reports.", list).filled("reports.caption", &rows)
    }

    fn months(&self) -> impl Iterator<Item = (usize, Month)> {
        self.course.iter().map(|month| month.totals.month).enumerate()
    }
}

fn activities_target(figures: &Figures, round: Option<u8>) -> u32 {
    round.map_or(figures.targets.activities_year, |round| figures.targets.activities_round(round))
}

fn operators_target(figures: &Figures, round: Option<u8>) -> u32 {
    round.map_or(figures.targets.online_year, |round| figures.targets.online_round(round))
}

/// What the words may say of the time: its first and last month, and what was done in it.
fn values(context: &DocumentContext<'_>, compiled: &CompiledMonth, course: &[&CourseMonth], span: Span) -> Json {
    let province = &compiled.totals.province;
    let of_year = span == Span::Year;
    let round = (!of_year).then_some(compiled.totals.round.number);
    let pick = |round: i64, year: i64| integer(if of_year { year } else { round });
    let sales = if of_year {
        province.sales_activities.year.value + province.sales_online.year.value
    } else {
        province.sales_activities.round.value + province.sales_online.round.value
    };
    let first = course.first().map_or(compiled.month, |month| month.totals.month);
    let reports = course.iter().filter_map(|month| compiled.validated.reports.get(&month.totals.month)).flatten();
    json!({
        "is_year": of_year, "first": first.thai(), "last": compiled.month.thai(),
        "activities": pick(province.activities.round.value, province.activities.year.value),
        "activities_target": integer(activities_target(province, round).into()),
        "operators": pick(province.operators.round.value, province.operators.year.value),
        "operators_target": integer(operators_target(province, round).into()),
        "sales": decimal(sales, 2),
        "reports": integer((course.len() * context.plan.districts.len()) as i64),
        "on_time": integer(reports.filter(|report| report.is_on_time()).count() as i64),
        "levels": levels(context.plan, course),
    })
}

/// The level at the end of each round.
fn levels(plan: &Plan, course: &[&CourseMonth]) -> Vec<Json> {
    let last = |round: Round| course.iter().find(move |month| month.totals.month == round.last);
    let ends = plan.rounds().into_iter().filter_map(last);
    ends.map(|CourseMonth { totals, score }| {
        json!({ "round": totals.round.number, "level": score.level, "name": score.name, "below_lowest": score.below_lowest })
    })
    .collect()
}
