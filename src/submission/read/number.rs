//! Numbers and serial days as spreadsheets store them.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::submission::raw::RawValue;

/// A stored number as a value: to the 15 digits a spreadsheet shows, so that 0.1 + 0.2 reads 0.3.
/// What no `Decimal` holds (infinite, beyond 28 digits) stays text.
pub(super) fn number(stored: f64) -> RawValue {
    let text = if stored.fract() == 0.0 {
        format!("{stored}")
    } else {
        #[expect(clippy::cast_possible_truncation, reason = "the logarithm of a finite number lies within ±324")]
        let leading = stored.abs().log10().floor() as i32;
        let places = usize::try_from(14 - leading).unwrap_or(0).min(28);
        format!("{stored:.places$}")
    };
    let decimal = text.parse::<Decimal>().ok();
    decimal.map_or_else(|| RawValue::Text(format!("{stored:e}")), |decimal| RawValue::Number(decimal.normalize()))
}

/// The day of a date cell, its time of day dropped; `None` where the serial number is no day
/// (a bare time of day, negative, beyond the year 9999).
pub(super) fn day(serial: f64, date_1904: bool) -> Option<Date> {
    let known = (1.0..2_958_466.0).contains(&serial) || (date_1904 && (0.0..1.0).contains(&serial));
    if !known {
        return None;
    }
    // The 1900 system counts a 29 February 1900 that never was: serial 60.
    let epoch = match serial {
        _ if date_1904 => date(1904, 1, 1),
        _ if serial < 60.0 => date(1899, 12, 31),
        _ => date(1899, 12, 30),
    };
    #[expect(clippy::cast_possible_truncation, reason = "bounded above, and the fraction is the time of day")]
    let days = serial.floor() as i32;
    epoch.checked_add(days.days()).ok()
}

/// The value of a numeric cell, given whether its number format shows a date.
pub(super) fn dated(stored: f64, is_date: bool, date_1904: bool) -> RawValue {
    let day = if is_date { day(stored, date_1904) } else { None };
    day.map_or_else(|| number(stored), RawValue::Day)
}

/// The day at the head of an ISO 8601 date or date-time (`2022-02-15T00:00:00`).
pub(super) fn iso_day(text: &str) -> Option<Date> {
    text.trim().split(['T', ' ']).next()?.parse().ok()
}

/// Whether a text is how Excel (`#REF!`, `#N/A`) or LibreOffice (`Err:502`) shows a failed formula.
pub(super) fn is_error(text: &str) -> bool {
    let code = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'0' | b'/' | b'_'));
    let text = text.trim();
    match text.split_at_checked(1) {
        Some(("#", "N/A" | "GETTING_DATA")) => true,
        Some(("#", rest)) => rest.strip_suffix(['!', '?']).is_some_and(|rest| !rest.is_empty() && code(rest)),
        _ => text.strip_prefix("Err:").is_some_and(|digits| digits.parse::<u16>().is_ok()),
    }
}

/// Whether a formula does nothing but show a picture in its cell: Excel's IMAGE, WPS's DISPIMG, or
/// IMAGE as Google writes it out. `=DISPIMG("ID_…",1)`, `_xlfn.IMAGE("https://…")`, `of:=DISPIMG(…)`.
pub(super) fn shows_picture(formula: &str) -> bool {
    let Some((function, arguments)) = formula.split_once('(') else { return false };
    let name = function.rsplit(['=', '.', ':', '@']).next().unwrap_or_default().trim();
    ["IMAGE", "DISPIMG"].iter().any(|known| name.eq_ignore_ascii_case(known))
        || arguments.to_ascii_uppercase().starts_with("__XLUDF.DUMMYFUNCTION(\"IMAGE(")
}

/// What a text shows in its cell: an error value and a picture's formula are no words, whatever
/// type a program stored them under.
pub(super) fn shown(text: String) -> RawValue {
    if is_error(&text) {
        RawValue::Error(text.trim().to_owned())
    } else if text.starts_with('=') && shows_picture(&text) {
        RawValue::Picture
    } else {
        RawValue::Text(text)
    }
}

/// Whether a built-in number format shows a date: the western ones, the East Asian ones and the
/// Thai ones (71 to 81, of which 76 to 80 are times of day).
pub(super) fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 | 71..=75 | 81)
}

/// Whether a number format shows a date, judged by its first section: `d/m/yyyy`,
/// `[$-D07041E]d mmmm bbbb`, `ว ดดดด ปปปป`. Times of day alone are no dates.
pub(super) fn is_date(format: &str) -> bool {
    let plain = plain_codes(format);
    if plain.contains(['#', '?', '%']) || plain.contains("general") || plain.contains("standard") {
        return false;
    }
    let digits = plain.contains('0') && !plain.contains('s');
    let day = plain.contains(['d', 'y', 'b', 'ว', 'ป']);
    let month = plain.contains(['m', 'ด']) && !plain.contains(['h', 's', 'ช', 'น']);
    !digits && (day || month)
}

/// The first section of a number format without its literal text, in lower case.
fn plain_codes(format: &str) -> String {
    let mut plain = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            c => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> RawValue {
        RawValue::Number(text.parse().unwrap())
    }

    #[test]
    fn numbers_keep_what_a_spreadsheet_shows() {
        for (stored, shown) in [(0.1 + 0.2, "0.3"), (1234.5, "1234.5"), (-4.0, "-4"), (0.0, "0"), (1e-7, "0.0000001")] {
            assert_eq!(number(stored), decimal(shown));
        }
        assert_eq!(number(1_234_567_890_123.0), decimal("1234567890123"));
        assert_eq!(number(1e20), decimal("100000000000000000000"));
        assert_eq!(number(1e300), RawValue::Text("1e300".into()));
        assert_eq!(number(f64::NAN), RawValue::Text("NaN".into()));
    }

    #[test]
    fn serial_days_of_both_systems() {
        assert_eq!(day(44607.0, false), Some(date(2022, 2, 15)));
        assert_eq!(day(44607.75, false), Some(date(2022, 2, 15)));
        assert_eq!(day(43145.0, true), Some(date(2022, 2, 15)));
        assert_eq!(day(1.0, false), Some(date(1900, 1, 1)));
        assert_eq!(day(61.0, false), Some(date(1900, 3, 1)));
        assert_eq!(day(242_934.0, false), Some(date(2565, 2, 15)));
        assert_eq!((day(0.5, false), day(-1.0, false), day(1e9, false), day(f64::NAN, false)), (None, None, None, None));
    }

    #[test]
    fn texts_of_failed_formulas() {
        assert!(["#REF!", "#DIV/0!", "#NAME?", "#N/A", "#SPILL!", "Err:502"].into_iter().all(is_error));
        assert!(!["#", "#1", "#โอทอป", "Error", "", "#!"].into_iter().any(is_error));
    }

    #[test]
    fn formulas_that_show_a_picture() {
        let google = "IFERROR(__xludf.DUMMYFUNCTION(\"IMAGE(\"\"https://example.com/a.png\"\")\"),\"\")";
        for formula in ["=DISPIMG(\"ID_1\",1)", "_xlfn.DISPIMG(\"ID_1\",1)", "of:=_xlfn.Image(\"x\")", "@IMAGE(A1)", google] {
            assert!(shows_picture(formula), "{formula}");
        }
        for formula in ["=SUM(A1:A3)", "IF(A1=\"IMAGE(\",1,2)", "MYIMAGE(1)", "=IMAGE", "50000+10000"] {
            assert!(!shows_picture(formula), "{formula}");
        }
        assert_eq!(shown("=dispimg(\"ID_1\",1)".into()), RawValue::Picture);
        assert_eq!(shown(" #DIV/0! ".into()), RawValue::Error("#DIV/0!".into()));
        assert_eq!(shown("= หมายเหตุ (ภาพ) =".into()), RawValue::Text("= หมายเหตุ (ภาพ) =".into()));
    }

    #[test]
    fn formats_that_show_a_date() {
        for format in [
            "d/m/yyyy",
            "[$-D07041E]d mmmm yyyy",
            "ว ดดดด ปปปป",
            "dd/mm/bbbb",
            "mmm",
            "yyyy-mm-dd hh:mm:ss.0",
            "[$-107041E]d mmm yy;@",
        ] {
            assert!(is_date(format), "{format}");
        }
        for format in
            ["General", "0.00", "#,##0 \"day\"", "h:mm", "[h]:mm:ss", "mm:ss.0", "@", "0.00E+00", "[Red]0", "Standard", "\\d0"]
        {
            assert!(!is_date(format), "{format}");
        }
    }
}
