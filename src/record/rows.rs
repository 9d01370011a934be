//! `rows.json`: the rows of the month that count, typed, each with the cell of its name.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Each, Exact, Schema};
use crate::finding::Place;
use crate::month::CompiledMonth;
use crate::output::json;
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::validate::{Activity, Listing};

/// `rows.json`, its rows in lists of any kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowsRecord<A = Vec<ActivityRow>, L = Vec<ListingRow>> {
    /// Its version.
    #[serde(default)]
    pub schema: Schema,
    /// The compiled month.
    pub month: Month,
    /// Activities of the month (เกณฑ์ข้อที่ ๑).
    pub activities: A,
    /// Operators on a channel in the month (เกณฑ์ข้อที่ ๒).
    pub listings: L,
}

/// An activity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// Geocode of the district.
    pub district: String,
    /// วันที่จัด, Gregorian; of several days the first.
    pub date: Date,
    /// Several days as the clerk wrote them; blank for one.
    pub days: String,
    /// ชื่อกิจกรรม.
    pub name: String,
    /// สถานที่.
    pub venue: String,
    /// ตำบล.
    pub subdistrict: String,
    /// หน่วยงานสนับสนุน.
    pub supporter: String,
    /// Operators that took part.
    pub participants: u32,
    /// Baht.
    pub sales: Exact,
    /// หลักฐาน.
    pub evidence: String,
    /// หมายเหตุ.
    pub note: String,
    /// The cell of its name.
    pub at: Place,
}

/// An operator on a channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListingRow {
    /// Geocode of the district.
    pub district: String,
    /// เลขทะเบียน as written; blank if none.
    pub registration: String,
    /// ชื่อกลุ่ม/ผู้ประกอบการ.
    pub name: String,
    /// ประเภทผู้ประกอบการ.
    pub operator_type: String,
    /// ตำบล.
    pub subdistrict: String,
    /// ผลิตภัณฑ์.
    pub product: String,
    /// ประเภทผลิตภัณฑ์.
    pub product_type: String,
    /// The plan's name of the channel, or the district's own.
    pub channel: String,
    /// ลิงก์ร้านค้า.
    pub link: String,
    /// วันที่เข้าร่วม, Gregorian.
    pub date: Date,
    /// Baht.
    pub sales: Exact,
    /// หมายเหตุ.
    pub note: String,
    /// The cell of its name.
    pub at: Place,
}

impl RowsRecord {
    /// The month's own rows.
    pub fn of(plan: &Plan, compiled: &CompiledMonth) -> Self {
        let (activities, listings) = (activities(plan, compiled).collect(), listings(plan, compiled).collect());
        Self { schema: Schema, month: compiled.month, activities, listings }
    }

    /// What a `rows.json` says.
    ///
    /// # Errors
    /// Where it is none, or of a later version.
    pub fn read(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

fn activities(plan: &Plan, compiled: &CompiledMonth) -> impl Iterator<Item = ActivityRow> {
    let own = compiled.validated.activities.iter().filter(|activity| activity.month == compiled.month);
    own.map(|activity| activity_row(plan, activity))
}

fn listings(plan: &Plan, compiled: &CompiledMonth) -> impl Iterator<Item = ListingRow> {
    let own = compiled.validated.listings.iter().filter(|listing| listing.month == compiled.month);
    own.map(|listing| listing_row(plan, listing))
}

fn activity_row(plan: &Plan, activity: &Activity) -> ActivityRow {
    ActivityRow {
        district: plan[activity.district].geocode.clone(),
        date: activity.date,
        days: activity.span.clone(),
        name: activity.name.clone(),
        venue: activity.venue.clone(),
        subdistrict: activity.subdistrict.clone(),
        supporter: activity.supporter.clone(),
        participants: activity.participants,
        sales: Exact(activity.sales),
        evidence: activity.evidence.clone(),
        note: activity.note.clone(),
        at: activity.at.clone(),
    }
}

fn listing_row(plan: &Plan, listing: &Listing) -> ListingRow {
    ListingRow {
        district: plan[listing.district].geocode.clone(),
        registration: listing.registration.clone(),
        name: listing.name.clone(),
        operator_type: listing.operator_type.clone(),
        subdistrict: listing.subdistrict.clone(),
        product: listing.product.clone(),
        product_type: listing.product_type.clone(),
        channel: listing.channel.clone(),
        link: listing.link.clone(),
        date: listing.date,
        sales: Exact(listing.sales),
        note: listing.note.clone(),
        at: listing.at.clone(),
    }
}

/// The month's rows as `rows.json`.
pub fn rows_json(plan: &Plan, compiled: &CompiledMonth) -> Vec<u8> {
    let (activities, listings) = (Each(|| activities(plan, compiled)), Each(|| listings(plan, compiled)));
    json(&RowsRecord { schema: Schema, month: compiled.month, activities, listings })
}
