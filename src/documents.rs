//! Stage 5: every document of SPEC §8, from the month's totals to a value any renderer can print.

mod blank;
mod columns;
mod copies;
mod cut;
mod district;
pub mod document;
mod draft;
mod evidence;
mod form_1;
mod form_2;
mod kpi;
mod letters;
mod memo;
mod reminders;
mod round;
mod scorecard;
mod table;
mod targets;
mod value;
pub mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::aggregate::Totals;
use crate::columns::Form;
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::score::{Scorecard, two_places};
use crate::thai::calendar::{FiscalYear, Month, day_long};
use crate::thai::digits::{decimal, integer};
use crate::validate::Status;
use document::{Apart, Document, Garuda, Letter, Packet, Part};
use words::{Words, WordsError};

/// What every document is written from.
pub struct DocumentContext<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The words.
    pub words: &'a Words,
    /// The Garuda's picture, if it is to be printed.
    pub garuda: Option<Garuda>,
    /// Today, for letters that bear the day of printing.
    pub today: Date,
    /// The bag that the month's letter names.
    pub seal: Option<PreviousSeal>,
}

/// The bag sealed before a month's own: named on the month's letter, so that the signed letter vouches for the archive up to
/// there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousSeal {
    /// Its month.
    pub month: Month,
    /// Its revision, from 1.
    pub revision: u32,
    /// Which signed copy of the revision; 0 for the revision itself.
    pub signed: u32,
    /// Its fingerprint, in groups of four.
    pub fingerprint: String,
}

/// The documents that need no submissions.
pub struct AssignmentSet {
    /// targets-round-1, targets-round-2, kpi-8.
    pub documents: Vec<Document>,
    /// packet-assignment, its letter apart; the letter's file copy, if the plan wants copies.
    pub packets: Vec<Packet>,
}

/// The documents of a month.
pub struct MonthSet {
    /// form-1-activities, form-2-online, scorecard; round-1, round-2, year where they end.
    pub documents: Vec<Document>,
    /// Those that a packet prints: the districts' sheets; the list of evidence, of which paper shows the pictures.
    pub workbooks: Vec<Document>,
    /// memo, the reminders, packet-monthly, packet-districts, the packet of what ends; their letters and sheets apart. The annex
    /// of evidence, where districts placed pictures; the letters' file copies, if the plan wants them.
    pub packets: Vec<Packet>,
}

impl DocumentContext<'_> {
    /// The targets, the KPI sheet, the letter of assignment and its packet.
    ///
    /// # Errors
    /// [`WordsError`] for a mistake in a template.
    pub fn assignment(&self) -> Result<AssignmentSet, WordsError> {
        let kpi = kpi::document(self)?;
        let targets = [targets::document(self, 1)?, targets::document(self, 2)?];
        let letter = letters::assignment(self)?;
        let title = self.words.page("letter-assignment.toml", &self.values()).text("title")?;
        let enclosed = vec![
            vec![blank::document(self, Form::Activities)?],
            vec![blank::document(self, Form::Listings)?],
            [vec![kpi.clone()], targets.to_vec()].concat(),
        ];
        let mut packets = vec![self.packet("packet-assignment", &title, letter, enclosed)?];
        packets.extend(copies::packets(self, &packets)?);
        let [first, second] = targets;
        Ok(AssignmentSet { documents: vec![kpi, first, second], packets })
    }

    /// The month's forms, scorecard, letters and packet, each district's sheet, and with the last month of a round or of the
    /// year its report. Reminders go to districts without a usable report once the
    /// deadline has passed, unless it may be a file that lies in a wrong place.
    ///
    /// # Errors
    /// [`WordsError`] for a mistake in a template.
    pub fn month(&self, compiled: &CompiledMonth) -> Result<MonthSet, WordsError> {
        let mut documents =
            vec![form_1::document(self, compiled)?, form_2::document(self, compiled)?, scorecard::document(self, compiled)?];
        let letter = letters::monthly(self, compiled)?;
        let title = self.words.page("letter-monthly.toml", &self.month_values(compiled)).text("title")?;
        let (memo, memo_title) = memo::document(self, compiled)?;
        let parts = vec![Part::Memo(Box::new(memo))];
        let mut packets = vec![Packet { id: "memo".to_owned(), title: memo_title, district: None, parts, apart: Vec::new() }];
        packets.extend(reminders::packets(self, compiled)?);
        packets.push(self.packet(
            "packet-monthly",
            &title,
            letter,
            documents.iter().map(|document| vec![document.on_paper()]).collect(),
        )?);
        let sheets = district::documents(self, compiled)?;
        packets.push(district::packet(self, compiled, &sheets)?);
        for ended in round::ended(self, compiled)? {
            let packet = format!("packet-{}", ended.document.id);
            packets.push(self.packet(&packet, &ended.title, ended.letter, vec![vec![ended.document.on_paper()]])?);
            documents.push(ended.document);
        }
        let mut workbooks = sheets;
        if let Some(annex) = evidence::annex(self, compiled)? {
            packets.push(Packet::of_document(annex.paper));
            workbooks.push(annex.list);
        }
        packets.extend(copies::packets(self, &packets)?);
        Ok(MonthSet { documents, workbooks, packets })
    }

    /// The letter, or the memo, in the words of a template, without its enclosures; the letters to late districts as though
    /// some were late, those of a round and of the year as though they ended. `None` where no letter has that template.
    ///
    /// # Errors
    /// [`WordsError`] for a mistake in a template.
    pub fn alone(&self, template: &str, compiled: &CompiledMonth) -> Result<Option<Packet>, WordsError> {
        let title = |values: Json| self.words.page(template, &values).text("title");
        let (letters, title) = match template {
            "letter-assignment.toml" => (vec![letters::assignment(self)?], title(self.values())?),
            "letter-monthly.toml" => (vec![letters::monthly(self, compiled)?], title(self.month_values(compiled))?),
            "letter-reminder.toml" => reminders::samples(self, compiled)?,
            "letter-round.toml" => round::sample(self, compiled, false)?,
            "letter-year.toml" => round::sample(self, compiled, true)?,
            "memo.toml" => {
                let (memo, title) = memo::document(self, compiled)?;
                let parts = vec![Part::Memo(Box::new(memo))];
                return Ok(Some(Packet { id: "memo".to_owned(), title, district: None, parts, apart: Vec::new() }));
            }
            _ => return Ok(None),
        };
        let id = template.trim_end_matches(".toml").to_owned();
        let parts = letters.into_iter().map(|letter| Part::Letter(Box::new(letter))).collect();
        Ok(Some(Packet { id, title, district: None, parts, apart: Vec::new() }))
    }

    /// The letter, a file of its own besides, then its enclosures, each labelled; with a number where there are several, as in
    /// the letter.
    fn packet(&self, id: &str, title: &str, letter: Letter, enclosed: Vec<Vec<Document>>) -> Result<Packet, WordsError> {
        let words = self.words.page("common.toml", &());
        let apart = vec![Apart { part: 0, id: letter.id.clone(), title: title.to_owned(), district: None }];
        let check = letters::check(self, &enclosed)?;
        let mut parts = vec![Part::Letter(Box::new(Letter { check, ..letter }))];
        let is_lone = enclosed.len() == 1;
        for (number, documents) in (1_i64..).zip(enclosed) {
            let number = if is_lone { String::new() } else { number.to_string() };
            let label = words.with("number", &number).text("enclosure")?;
            parts.push(Part::Documents { documents, label: Some(label.trim_end().to_owned()) });
        }
        Ok(Packet { id: id.to_owned(), title: title.to_owned(), district: None, parts, apart })
    }

    /// The plan's values, as templates name them; figures in Thai numerals.
    fn values(&self) -> Json {
        let plan = self.plan;
        let year = plan.fiscal_year();
        let september = plan.year_start().previous();
        let number = plan.letters.assignment.number.trim();
        json!({
            "province": plan.province.name, "year": year.to_string(), "september": september.thai(), "deadline_day": plan.deadline.day,
            "kpi": { "number": plan.kpi.number, "name": plan.kpi.name, "weight": plan.kpi.weight.normalize().to_string() },
            "targets": { "percent": plan.targets.percent.normalize().to_string() },
            "assignment": { "number": number, "date": letters::printed_date(plan.letters.assignment.date, self.today) },
            "month": "", "round": "",
        })
    }

    /// The same with the month's result.
    fn month_values(&self, compiled: &CompiledMonth) -> Json {
        self.values_of(&compiled.totals, &compiled.score)
    }

    /// The same with the result of some month.
    fn values_of(&self, totals: &Totals, score: &Scorecard) -> Json {
        let province = &totals.province;
        let round = totals.round.number;
        let lowest = self.plan.rubric(round).levels.last();
        let mut values = self.values();
        values["month"] = json!(totals.month.thai());
        values["round"] = json!(round);
        values["deadline"] = json!(day_long(self.plan.deadline(totals.month)));
        values["score"] = json!({
            "level": score.level, "name": score.name, "below_lowest": score.below_lowest, "weighted": two_places(score.weighted_score),
            "percent": decimal(score.percent, 2), "next_percent": score.next_percent.map(|percent| percent.normalize().to_string()),
            "next_name": score.next_name, "remaining": integer(province.remaining().into()),
            "activities": integer(score.activities.achieved), "activities_month": integer(province.activities.month.value),
            "activities_target": integer(province.targets.activities_round(round).into()), "channels": integer(score.channels.achieved),
            "operators": integer(score.operators.achieved), "operators_month": integer(province.operators.month.value),
            "operators_round": integer(province.operators.round.value), "target_round": integer(province.targets.online_round(round).into()),
            "against_target": decimal(score.against_target, 2), "on_three": integer(score.on_three_channels),
            "sales_month": decimal(province.sales_activities.month.value + province.sales_online.month.value, 2),
            "lowest_percent": lowest.map(|level| level.percent.normalize().to_string()), "lowest_channels": lowest.map(|level| level.channels),
        });
        values
    }
}

impl Plan {
    /// October of the fiscal year.
    fn year_start(&self) -> Month {
        let FiscalYear(_) = self.fiscal_year();
        self.fiscal_year().months()[0]
    }
}

fn single_letter(letter: &Letter, title: &str) -> Packet {
    Packet { title: title.to_owned(), ..Packet::of_letter(letter.clone()) }
}

/// The key of a status in `common.toml`.
fn status_key(status: Status, late: bool) -> &'static str {
    match (status, late) {
        (Status::OnTime, _) => "status.on-time",
        (Status::Late, _) => "status.late",
        (Status::Nil, false) => "status.nil",
        (Status::Nil, true) => "status.nil-late",
        (Status::Missing, _) => "status.missing",
        (Status::Rejected, _) => "status.rejected",
    }
}
