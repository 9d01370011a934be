//! The rules of แบบ ๑, a row at a time.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::rows::Row;
use super::{Activity, Workbook};
use crate::columns::{Form, activity as column};
use crate::district::DistrictId;
use crate::finding::words::{Baht, Count};
use crate::finding::{Finding, Problem};
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// The activities of a workbook that count so far, and what is wrong with the others.
pub(super) fn read(plan: &Plan, workbook: &Workbook) -> (Vec<Activity>, Vec<Finding>) {
    let (mut activities, mut findings) = (Vec::new(), Vec::new());
    let (Some(layout), Some(month), Some(district)) = (&workbook.layout, workbook.month, workbook.district) else {
        return (activities, findings);
    };
    let Some(table) = layout.tables.get(&Form::Activities) else { return (activities, findings) };
    for record in &table.records {
        let mut row = Row::new(plan, workbook, Form::Activities, table, record);
        activities.extend(activity(&mut row, month, district));
        findings.append(&mut row.findings);
    }
    (activities, findings)
}

fn activity(row: &mut Row<'_>, month: Month, district: DistrictId) -> Option<Activity> {
    let date = row.required_day(column::DATE);
    if let Some(date) = date {
        check_date(row, date, month);
    }
    let name = row.required_text(column::NAME);
    let budget = row.money(column::BUDGET);
    if !budget.is_zero() {
        row.finding(column::BUDGET, Problem::BudgetNotZero { amount: Baht(budget) });
    }
    let participants = row.required_count(column::PARTICIPANTS);
    let sales = row.money(column::SALES);
    if let Some(participants) = participants {
        check_participants(row, participants, sales, district);
    }
    let activity = Activity {
        district,
        month,
        date: date?,
        span: row.span(column::DATE),
        name: name?,
        venue: row.text(column::PLACE),
        subdistrict: row.text(column::SUBDISTRICT),
        supporter: row.text(column::SUPPORTER),
        participants: participants?,
        sales,
        evidence: row.text(column::EVIDENCE),
        note: row.text(column::NOTE),
        at: row.place(column::NAME),
        participants_at: row.place(column::PARTICIPANTS),
        sales_at: row.place(column::SALES),
    };
    row.counts().then_some(activity)
}

/// After the month's end or outside its round: an error. Another month of the round: a warning, it counts.
fn check_date(row: &mut Row<'_>, date: Date, month: Month) {
    let round = row.plan.round_of(month);
    if date > month.last_day() {
        row.finding(column::DATE, Problem::DateAfterMonth { field: row.field(column::DATE), date });
    } else if let Some(round) = round.filter(|round| !round.contains(Month::of(date))) {
        row.finding(column::DATE, Problem::DateOutsideRound { date, round });
    } else if !month.contains(date) {
        row.finding(column::DATE, Problem::DateOtherMonth { date });
    }
}

fn check_participants(row: &mut Row<'_>, participants: u32, sales: Decimal, district: DistrictId) {
    let registered = row.plan[district].registered;
    if participants > registered {
        let (participants, registered) = (Count(participants.into()), Count(registered.into()));
        row.finding(column::PARTICIPANTS, Problem::ParticipantsExceed { participants, registered });
    }
    if participants == 0 && !sales.is_zero() {
        row.finding(column::SALES, Problem::SalesNoParticipants { sales: Baht(sales) });
    }
}
