//! The rules of แบบ ๒, a row at a time.

use jiff::civil::Date;

use super::operators::OperatorId;
use super::registration::Registrations;
use super::rows::Row;
use super::{Context, Listing, Workbook};
use crate::columns::{Choice, Form, listing as column};
use crate::district::DistrictId;
use crate::finding::{Finding, Problem};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::thai::digits::is_nothing;
use crate::thai::text::loose_key;

/// The listings of a workbook that count so far, and what is wrong with the others.
pub(super) fn read(context: &Context<'_>, workbook: &Workbook) -> (Vec<Listing>, Vec<Finding>) {
    let (mut listings, mut findings) = (Vec::new(), Vec::new());
    let (Some(layout), Some(month), Some(district)) = (&workbook.layout, workbook.month, workbook.district) else {
        return (listings, findings);
    };
    let Some(table) = layout.tables.get(&Form::Listings) else { return (listings, findings) };
    let registrations = Registrations::of(context.registry(), layout, table);
    for record in &table.records {
        let mut row = Row::new(context.plan, workbook, Form::Listings, table, record);
        listings.extend(listing(&mut row, &registrations, month, district));
        findings.append(&mut row.findings);
    }
    (listings, findings)
}

fn listing(row: &mut Row<'_>, registrations: &Registrations<'_>, month: Month, district: DistrictId) -> Option<Listing> {
    let name = row.required_text(column::NAME);
    let channel = channel(row);
    let date = row.required_day(column::DATE);
    if let Some(date) = date {
        check_date(row, date, month);
    }
    let operator_type = choice(row, column::OPERATOR_TYPE, Choice::OperatorType, Problem::OperatorTypeUnknown);
    let product_type = choice(row, column::PRODUCT_TYPE, Choice::ProductType, Problem::ProductTypeUnknown);
    let registration = registration(row, registrations);
    let registration_at = if registration.is_empty() { row.place(column::NAME) } else { row.place(column::REGISTRATION) };
    let listing = Listing {
        district,
        month,
        operator: OperatorId::default(),
        registration,
        operator_type,
        subdistrict: row.text(column::SUBDISTRICT),
        product: row.text(column::PRODUCT),
        product_type,
        link: row.text(column::LINK),
        sales: row.money(column::SALES),
        note: row.text(column::NOTE),
        name: name?,
        channel: channel?,
        date: date?,
        at: row.place(column::NAME),
        registration_at,
        channel_at: row.place(column::CHANNEL),
        sales_at: row.place(column::SALES),
    };
    row.counts().then_some(listing)
}

/// The number as written; blank where there is none, and after a finding where it names nobody.
fn registration(row: &mut Row<'_>, registrations: &Registrations<'_>) -> String {
    let text = row.legible_text(column::REGISTRATION);
    let Some(value) = row.value(column::REGISTRATION).filter(|_| !is_nothing(&text)) else { return String::new() };
    if registrations.names_somebody(value) {
        return text;
    }
    row.finding(column::REGISTRATION, Problem::RegistrationUnclear);
    String::new()
}

/// Between the fiscal year's first day and the month's end; earlier means that it was online already.
fn check_date(row: &mut Row<'_>, date: Date, month: Month) {
    if date > month.last_day() {
        row.finding(column::DATE, Problem::DateAfterMonth { field: row.field(column::DATE), date });
    } else if date < row.plan.fiscal_year().first_day() {
        row.finding(column::DATE, Problem::DateBeforeYear { date });
    }
}

/// The listed word that a cell means, or its own words after a finding; blank stays blank.
fn choice(row: &mut Row<'_>, at: usize, list: Choice, unknown: Problem) -> String {
    let text = row.text(at);
    if is_nothing(&text) {
        return String::new();
    }
    match list.known(&text) {
        Some(name) => name.to_owned(),
        None => {
            row.finding(at, unknown);
            text
        }
    }
}

/// The plan's name of the channel, or `อื่น ๆ: name` for another one; anything else is a finding that names the nearest.
fn channel(row: &mut Row<'_>) -> Option<String> {
    let text = row.required_text(column::CHANNEL)?;
    if let Some(known) = row.plan.channel(&text) {
        return Some(known.to_owned());
    }
    if let Some(name) = other_channel(&text) {
        return Some(row.plan.channel(name).map_or_else(|| format!("อื่น ๆ: {name}"), str::to_owned));
    }
    let nearest = nearest_channel(row.plan, &text);
    row.finding(column::CHANNEL, Problem::ChannelUnknown { nearest });
    None
}

/// The name in `อื่น ๆ: name`, however อื่น ๆ is spaced.
fn other_channel(text: &str) -> Option<&str> {
    let (word, name) = text.split_once([':', '：'])?;
    let name = name.trim();
    (["อื่นๆ", "อื่น"].iter().any(|other| loose_key(other) == loose_key(word)) && !loose_key(name).is_empty()).then_some(name)
}

fn nearest_channel(plan: &Plan, text: &str) -> String {
    let key = loose_key(text);
    // A name inside a longer text (Facebook, LINE) is nearer than any likeness.
    let score = |name: &str| strsim::jaro_winkler(&key, name) + f64::from(u8::from(key.contains(name)));
    let best = plan.channel_keys().max_by(|(a, _), (b, _)| score(a).total_cmp(&score(b)));
    best.map(|(_, channel)| channel.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_channel_is_named_after_a_colon() {
        assert_eq!(other_channel("อื่น ๆ: ตลาดพะเยา"), Some("ตลาดพะเยา"));
        assert_eq!(other_channel("อื่นๆ:ตลาดพะเยา"), Some("ตลาดพะเยา"));
        assert_eq!(other_channel("อื่น ๆ: "), None);
        assert_eq!(other_channel("ตลาดพะเยา"), None);
    }

    #[test]
    fn the_nearest_channel_is_named() {
        let plan = Plan::parse(crate::plan::PHAYAO_2565).expect("the embedded plan stands");
        assert_eq!(nearest_channel(&plan, "Shoppee"), "Shopee");
        assert_eq!(nearest_channel(&plan, "เฟสบุค"), "Facebook");
        assert_eq!(nearest_channel(&plan, "Facebook, LINE"), "Facebook");
    }
}
