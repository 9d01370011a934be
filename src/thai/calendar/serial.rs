//! Days that a spreadsheet keeps as numbers, or as dates of the wrong era.

use jiff::{ToSpan, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{BUDDHIST_ERA, YEARS};

/// The last serial of the 1900 system: 31 December 9999.
const LAST_SERIAL: i64 = 2_958_465;

/// The day of a spreadsheet's date serial, its time of day left out. `None` for a serial before the system's first day or
/// after the year 9999, for the 29 February 1900 that never was, and where [`from_buddhist`] has none.
pub fn day_from_serial(serial: Decimal, date_1904: bool) -> Option<Date> {
    let days = serial.floor().to_i64().filter(|days| (0..=LAST_SERIAL).contains(days))?;
    // The 1900 system counts from 31 December 1899, and from 1 March 1900 a day too many.
    let epoch = match (date_1904, days) {
        (true, _) => Date::constant(1904, 1, 1),
        (false, 0 | 60) => return None,
        (false, ..60) => Date::constant(1899, 12, 31),
        (false, _) => Date::constant(1899, 12, 30),
    };
    from_buddhist(epoch.checked_add(days.days()).ok()?)
}

/// The serial that a spreadsheet keeps for a date cell, in the system that its workbook counts in: what was typed, where a
/// day of the month or a year stands in a cell that shows dates.
pub fn serial_of(date: Date, date_1904: bool) -> i64 {
    let epoch = match date_1904 {
        true => Date::constant(1904, 1, 1),
        false if date < Date::constant(1900, 3, 1) => Date::constant(1899, 12, 31),
        false => Date::constant(1899, 12, 30),
    };
    date.since(epoch).map_or(0, |span| span.get_days().into())
}

/// The day meant by a date cell of the 20th century where a Buddhist year was typed with two digits, which a spreadsheet
/// takes for a Gregorian one: 20/3/65 is kept as 1965 and means 2565. `None` where that year lacks the day.
pub fn buddhist_from_two_digits(date: Date) -> Option<Date> {
    let meant = || Date::new(date.year() + 2500 - BUDDHIST_ERA - 1900, date.month(), date.day()).ok();
    (1930..2000).contains(&date.year()).then(meant).flatten()
}

/// The day that a date cell means. A spreadsheet takes a Buddhist year for a Gregorian one, so from 2400 on it is 543 too
/// high; an earlier date stands as it is. `None` where that leaves no real day (29 February 2568, which only a Gregorian 2568
/// has) or a year beyond those that are read.
pub fn from_buddhist(date: Date) -> Option<Date> {
    if date.year() < *YEARS.start() {
        return Some(date);
    }
    let year = YEARS.contains(&date.year()).then_some(date.year() - BUDDHIST_ERA)?;
    Date::new(year, date.month(), date.day()).ok()
}
