//! What a dropped file is called: one name that every system takes, whatever path it came with.

use unicode_normalization::UnicodeNormalization;

use crate::files::is_device;
use crate::submission::find::is_litter_name;

/// Bytes of the longest name: what systems take, with room for a number behind it.
const LONGEST: usize = 200;
/// Characters of the longest extension that is kept when a name is cut.
const EXTENSION: usize = 8;
/// Stands for a name of which nothing is left.
const NAMELESS: &str = "แฟ้ม";

/// The last part of `path` (with `/` or `\`) as a file may be called; `None` where the file belongs to an office program or
/// the operating system, or lies in a folder that does.
pub fn plain(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    let last = parts.pop().unwrap_or_default();
    let passed_over = parts.iter().any(|folder| *folder != "." && *folder != ".." && is_litter_name(folder, true));
    (!passed_over && !is_litter_name(last, false)).then(|| named(last))
}

fn named(name: &str) -> String {
    let is_kept = |c: &char| {
        !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let writable = |c: char| if "<>:\"|?*".contains(c) { '_' } else { c };
    let name: String = name.chars().filter(is_kept).map(writable).nfc().collect();
    let name = name.trim().trim_start_matches(['.', '~']).trim_end_matches(['.', ' ']).trim_start();
    let name = cut(name);
    match name.as_str() {
        "" => NAMELESS.to_owned(),
        name if is_device(name) => format!("_{name}"),
        _ => name,
    }
}

/// A name of at most [`LONGEST`] bytes, its extension kept.
fn cut(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    let stem = &stem[..stem.floor_char_boundary(LONGEST - extension.len())];
    format!("{}{extension}", stem.trim_end_matches(['.', ' ']))
}

/// A name's stem, and its extension with the dot; blank where there is none.
fn split(name: &str) -> (&str, &str) {
    let dot = name.rfind('.').filter(|dot| *dot > 0 && name[dot + 1..].chars().count() <= EXTENSION);
    name.split_at(dot.unwrap_or(name.len()))
}

/// The name with a number before its extension: `จุน (2).xlsx`; itself for the first.
pub fn numbered(name: &str, number: u32) -> String {
    let (stem, extension) = split(name);
    if number < 2 { name.to_owned() } else { format!("{stem} ({number}){extension}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_that_every_system_takes() {
        for (path, name) in [
            ("จุน.xlsx", "จุน.xlsx"),
            ("ส่งแล้ว/ก.พ./จุน.xlsx", "จุน.xlsx"),
            ("C:\\Users\\ก\\จุน.xlsx", "จุน.xlsx"),
            ("../../plan.toml", "plan.toml"),
            ("/etc/passwd", "passwd"),
            ("?\u{200B}", "_"),
            ("\u{200B}", NAMELESS),
            ("", NAMELESS),
            ("a\0b\u{202E}c.xlsx", "abc.xlsx"),
            ("9:30?.xlsx", "9_30_.xlsx"),
            ("con.xlsx", "_con.xlsx"),
            ("จุน. ", "จุน"),
            (".จุน.xlsx", "จุน.xlsx"),
        ] {
            assert_eq!(plain(path).as_deref(), Some(name), "{path:?}");
        }
        let long = plain(&format!("{}.xlsx", "ก".repeat(300))).expect("a name");
        assert!(long.len() <= LONGEST && long.ends_with("ก.xlsx"), "{long}");
    }

    #[test]
    fn what_programs_leave_behind_is_passed_over() {
        for path in ["..", "~$จุน.xlsx", "Thumbs.db", ".DS_Store", "__MACOSX/._จุน.xlsx", "a/.git/จุน.xlsx", ".~lock.จุน.xlsx#"]
        {
            assert_eq!(plain(path), None, "{path}");
        }
    }

    #[test]
    fn a_number_stands_before_the_extension() {
        assert_eq!((numbered("จุน.xlsx", 1), numbered("จุน.xlsx", 2)), ("จุน.xlsx".to_owned(), "จุน (2).xlsx".to_owned()));
        assert_eq!(numbered("แบบ ก.พ. ๒๕๖๕ ฉบับแก้ไข", 3), "แบบ ก.พ. ๒๕๖๕ ฉบับแก้ไข (3)");
    }
}
