//! Whether a sentence keeps to its language: what tests hold every sentence to.

use super::Lang;
use super::refused::DETAILS;

/// What stands in Thai sentences as it is: names of formats and programs, commands, folders.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "otop-report", "init", "forms", "check", "compile", "explain", "targets", "archive", "add", "add-signed", "list", "verify",
    "export", "all", "templates", "copy", "diff", "completions", "help", "serve", "desk", "inputs", "outputs", "fonts", "data",
    "th", "en", "human", "json", "bash", "elvish", "fish", "powershell", "zsh",
    "BagIt", "CSV", "Excel", "HTML", "JSON", "KPI", "LibreOffice", "MiB", "Notepad", "OTOP", "PDF", "RW", "SMEs", "TOML", "UTF",
    "Windows", "XLSX", "ZIP", "minisign",
    "csv", "docx", "html", "jpg", "json", "ods", "otf", "pdf", "png", "svg", "toml", "ttf", "xls", "xlsb", "xlsm", "xlsx", "zip",
];

/// The words of `text` that do not belong to a sentence of a language; none where it is pure. What stands in quotation marks
/// is someone's own, or to be typed as it is.
///
/// Of a Thai one: Latin words and bare Arabic numbers, but for options (`--today`), paths, keys and file names (anything with
/// a `.`, `/`, `_` or `=` inside), codes (anything with letters and digits, or digits and hyphens: `r1`, `2565-02`), labels
/// (`OTOP-Month`), the name of a fault (`[changed]`), a number to type (after เช่น or พิมพ์), and a list of names of formats and commands; what a library says, as
/// [`Details`](super::Details), is its own. Of an English one: whatever is in Thai letters or digits, names included: the
/// caller knows which it gave.
pub fn foreign_words(text: &str, lang: Lang) -> Vec<&str> {
    let own = text.lines().map(|line| line.split(DETAILS.0).next().unwrap_or_default());
    let pieces = own.flat_map(|line| line.split(['"', '“', '”']).step_by(2));
    match lang {
        Lang::En => pieces.flat_map(|piece| piece.split(|c| !is_thai(c))).filter(|word| !word.is_empty()).collect(),
        Lang::Th => pieces.flat_map(foreign_to_thai).collect(),
    }
}

fn is_thai(c: char) -> bool {
    ('\u{E00}'..='\u{E7F}').contains(&c)
}

fn foreign_to_thai(text: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| is_thai(c) || c.is_whitespace() || "'‘’(){}<>;:!?…→✗|·•".contains(c);
    let to_type = |at: usize| ["เช่น", "พิมพ์"].iter().any(|cue| text[..at].trim_end().ends_with(cue));
    let mut at = 0;
    let words = text.split(between).map(move |word| {
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        (start, word.trim_end_matches(['.', ',', '-', '/', '%']))
    });
    words.filter(move |(at, word)| is_foreign(word) || (is_number(word) && !to_type(*at))).map(|(_, word)| word)
}

/// A bare number, which a Thai sentence has in Thai digits.
fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit()) && word.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
}

/// A Latin word that is neither a code nor a name.
fn is_foreign(word: &str) -> bool {
    let has = |test: fn(&u8) -> bool| word.as_bytes().iter().any(test);
    let is_option = word.starts_with('-');
    let is_name = word.starts_with('[') && word.ends_with(']');
    let is_label = word.contains('-') && word.split('-').all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
    // `operators-year`, `sales-online`
    let is_figure = ["activities-", "operators-", "sales-"].iter().any(|figure| word.starts_with(figure));
    let is_code = is_figure || has(u8::is_ascii_digit) || is_label || word.contains(['.', '/', '\\', '_', '=']);
    has(u8::is_ascii_alphabetic) && !is_option && !is_name && !is_code && !NAMES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_and_bare_numbers_are_foreign_to_thai() {
        let pure = [
            "ไม่พบแผน inputs/plan.toml\n  สั่ง otop-report check 2565-02 หรือระบุ --workspace",
            "ลายเซ็นรับรองถึง 2565-02/r1 คือ ๒ จาก ๓ ชุด (UTF-8, PDF)",
            "แผน archive.folder: \"my folder\" ใช้ไม่ได้",
            "ปีผิด พิมพ์เช่น 2565",
            "แม่แบบผิด (รายละเอียดสำหรับผู้ดูแล: unexpected end of input)",
        ];
        for text in pure {
            assert_eq!(foreign_words(text, Lang::Th), [] as [&str; 0], "{text}");
        }
        let raw = "เปิดไม่ได้: Permission denied (os error 13)\nจัดทำ 8 แฟ้ม 1,234.50 บาท";
        assert_eq!(foreign_words(raw, Lang::Th), ["Permission", "denied", "os", "error", "13", "8", "1,234.50"]);
    }

    #[test]
    fn thai_is_foreign_to_english() {
        assert_eq!(foreign_words("cannot read จุน.xlsx: ๒ files", Lang::En), ["จุน", "๒"]);
        assert_eq!(foreign_words("cannot read inputs/plan.toml; write \"ใช่\"", Lang::En), [] as [&str; 0]);
    }
}
