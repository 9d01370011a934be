//! Any text as a number, a day, a month or a name: an answer, never a panic, and the same one twice.
//!
//! `cargo +nightly fuzz run values fuzz/corpus/values`

#![no_main]

use libfuzzer_sys::fuzz_target;
use otop_report::thai::calendar::{FiscalYear, Month, day_from_serial, day_long, parse_day};
use otop_report::thai::digits::{decimal, parse_number};
use otop_report::thai::text::{loose_key, name_key, normalise};

fuzz_target!(|text: &str| {
    let year = FiscalYear(2565);
    if let Some(number) = parse_number(text) {
        assert_eq!(parse_number(&decimal(number, 28)), Some(number));
        _ = day_from_serial(number, false);
    }
    if let Ok(day) = parse_day(text, year) {
        assert_eq!(parse_day(&day_long(day), year), Ok(day));
    }
    _ = Month::parse(text, year);
    for tidy in [normalise, name_key, loose_key] {
        assert_eq!(tidy(&tidy(text)), tidy(text));
    }
});
