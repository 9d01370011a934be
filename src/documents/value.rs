//! How a value reads on paper and on the page.

use crate::thai::calendar::day_short;
use crate::thai::digits::{decimal, integer};

use super::document::Value;

impl Value {
    /// The value as a person reads it: figures and days in Thai numerals, a clerk's own words untouched.
    pub fn shown(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(text) | Value::Verbatim(text) => text.clone(),
            Value::Integer(count) => integer(*count),
            Value::Money(amount) => decimal(*amount, 2),
            Value::Percent(percent) => decimal(*percent, 2),
            Value::Date(day) => day_short(*day),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn figures_are_thai_and_a_clerks_words_are_their_own() {
        assert_eq!(Value::Empty.shown(), "");
        assert_eq!(Value::Integer(1234).shown(), "๑,๒๓๔");
        assert_eq!(Value::Money(Decimal::new(1_234_505, 3)).shown(), "๑,๒๓๔.๕๐");
        assert_eq!(Value::Percent(Decimal::from(5)).shown(), "๕.๐๐");
        assert_eq!(Value::Date(date(2022, 2, 15)).shown(), "๑๕ ก.พ. ๖๕");
        assert_eq!(Value::Verbatim("อ.1234/2565".into()).shown(), "อ.1234/2565");
    }
}
