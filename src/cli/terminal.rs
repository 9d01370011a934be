//! The one place that prints.
//!
//! Output that nobody reads any more ends quietly; a device that is full is told. What a district wrote cannot steer a
//! terminal: characters that would are shown instead.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};

use serde_json::Value as Json;

/// Prints lines of a result for people.
///
/// # Errors
/// Where they cannot be written, unless nobody reads them any more.
pub(super) fn print(lines: &str) -> io::Result<()> {
    write(shown(lines).as_bytes())
}

/// Prints a result for programs, in one line.
///
/// # Errors
/// As [`print`].
pub(super) fn print_json(value: &Json) -> io::Result<()> {
    let mut line = String::new();
    for c in value.to_string().chars() {
        // In JSON, these characters stand in texts only.
        if steers(c) { _ = write!(line, "\\u{:04x}", c as u32) } else { line.push(c) }
    }
    line.push('\n');
    write(line.as_bytes())
}

/// Writes the program's own text as it is.
///
/// # Errors
/// As [`print`].
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    quiet(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Says something beside the result; where it cannot be said, nothing is left to say so with.
pub(super) fn say(lines: &str) {
    let mut err = io::stderr().lock();
    _ = err.write_all(shown(&format!("{}\n", lines.trim_end())).as_bytes()).and_then(|()| err.flush());
}

/// The outcome of writing: a reader that went away is none of the program's concern.
pub(super) fn quiet(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Lines with what would steer a terminal made visible; their breaks stay.
fn shown(lines: &str) -> Cow<'_, str> {
    if lines.contains(steers) { lines.chars().map(visible).collect::<String>().into() } else { lines.into() }
}

/// Someone's words as a part of one line: their line breaks are shown as well.
pub(super) fn in_line(words: &str) -> String {
    words.replace("\r\n", "\n").replace(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "↵")
}

/// Whether a terminal would do something at this character instead of showing it: controls, and what turns the direction of
/// writing.
fn steers(c: char) -> bool {
    let direction = matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    direction || matches!(c, '\u{2028}' | '\u{2029}') || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The character, or a picture in its place.
fn visible(c: char) -> char {
    match c {
        c if !steers(c) => c,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7F}' => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        let words = "\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}นุจ\u{2069}\u{7F}\0";
        assert_eq!(shown(words), "␛[2J␛]0;x␇�31m�นุจ�␡␀");
        assert_eq!(shown("น้ำพริก\tก\n👩\u{200D}🌾"), "น้ำพริก\tก\n👩\u{200D}🌾", "what does not steer stays");
        assert_eq!(in_line("บรรทัด\r\nสอง\nสาม\u{2028}สี่\r"), "บรรทัด↵สอง↵สาม↵สี่↵");
    }
}
