//! Where lines of Thai end, measured on marked lists that no part of the program was made to read.

use otop_report::templates::{KEEP_WORDS, Templates};
use otop_report::thai::words::{Words, fit, is_mark, pieces};

/// Of the places where a line may end, how many in a hundred must be found, lest lines become too long.
const FOUND: usize = 85;

fn words(names: &[&str]) -> Words {
    Words::new(Templates::shipped(KEEP_WORDS).expect("the list is shipped"), names)
}

/// Where a line may end in `text`, as letters before the place, spaces not counted; all on lines of any width.
fn ends(words: &Words, text: &str) -> Vec<usize> {
    let marked = fit(&words.mark_heading(text), f64::INFINITY, |_| 0.0);
    let letters = |piece: &str| piece.chars().filter(|&c| !is_mark(c) && c != ' ').count();
    let mut ends: Vec<usize> = pieces(&marked)
        .scan(0, |at, piece| {
            Some(*{
                *at += letters(piece);
                at
            })
        })
        .collect();
    ends.pop();
    ends
}

/// A text and where the list says that its lines may end; `~` is a space at which none does.
fn marked(line: &str) -> (String, Vec<usize>) {
    let parts: Vec<&str> = line.split('|').collect();
    let letters = |part: &str| part.chars().filter(|&c| c != ' ' && c != '~').count();
    let mut ends: Vec<usize> = parts
        .iter()
        .scan(0, |at, part| {
            Some(*{
                *at += letters(part);
                at
            })
        })
        .collect();
    ends.pop();
    (parts.concat().replace('~', " "), ends)
}

/// The ends found that the list does not have, and how many it has and how many of those were found.
fn judge<'t>(words: &Words, lines: impl Iterator<Item = &'t str>) -> (Vec<String>, usize, usize) {
    let (mut wrong, mut known, mut found) = (Vec::new(), 0, 0);
    for line in lines {
        let (text, allowed) = marked(line);
        let ends = ends(words, &text);
        wrong.extend(ends.iter().filter(|end| !allowed.contains(end)).map(|end| format!("{line} at {end}")));
        known += allowed.len();
        found += allowed.iter().filter(|end| ends.contains(end)).count();
    }
    (wrong, known, found)
}

fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with("//"))
}

#[test]
fn no_line_ends_inside_a_word() {
    let list: Vec<&str> = lines(include_str!("thai/words.txt")).flat_map(str::split_whitespace).collect();
    assert!(list.len() >= 1000, "{}", list.len());
    let words = words(&[]);
    for (before, after) in [("", ""), ("จำหน่าย|", "|และ"), ("เรื่อง|", "|ใน")] {
        let (wrong, ..) = judge(
            &words,
            list.iter().map(|word| format!("{before}{word}{after}")).collect::<Vec<_>>().iter().map(|word| &**word),
        );
        assert_eq!(wrong, [""; 0]);
    }
}

#[test]
fn sentences_end_their_lines_between_words_and_nearly_wherever_they_may() {
    let (wrong, known, found) = judge(&words(&[]), lines(include_str!("thai/sentences.txt")));
    assert_eq!(wrong, [""; 0]);
    assert!(known > 600 && found * 100 >= known * FOUND, "{found} of {known}");
}

#[test]
fn no_line_ends_inside_a_name_of_the_plan() {
    let names: Vec<&str> = lines(include_str!("thai/names.txt")).flat_map(str::split_whitespace).collect();
    assert!(names.len() >= 400, "{}", names.len());
    let words = words(&names);
    let frames =
        ["อำเภอ@จังหวัดลำปาง", "ที่ว่าการอำเภอ@และตลาด", "กลุ่มทอผ้าบ้าน@ได้รับรางวัล", "จัดขึ้นที่@ในวันนี้", "กิจกรรมของ@มีผู้เข้าร่วม", "นายอำเภอ@"];
    for name in names {
        for frame in frames {
            let start = frame.split('@').next().map_or(0, |before| before.chars().count());
            let inside = start + 1..start + name.chars().count();
            let broken: Vec<usize> =
                ends(&words, &frame.replace('@', name)).into_iter().filter(|end| inside.contains(end)).collect();
            assert_eq!(broken, [0; 0], "{name} in {frame}");
        }
    }
}

#[test]
fn labels_stay_with_their_number_or_unit() {
    let words = words(&[]);
    for label in [
        "รอบการประเมินที่ ๑",
        "๒๐๐ กลุ่ม/ราย",
        "๑,๒๓๔ กลุ่ม/ราย",
        "ระดับ ๑ ปรับปรุง",
        "ระดับ ๕",
        "ร้อยละ ๘๐.๐๐",
        "เดือนกุมภาพันธ์ ๒๕๖๕",
        "ประจำเดือนกุมภาพันธ์ ๒๕๖๕",
        "ไตรมาสที่ ๒",
        "ข้อ ๓",
        "จำนวน ๑ ชุด",
        "ก.พ. ๖๕",
        "ต.ค.๖๔",
        "วันที่ ๗ กุมภาพันธ์ ๒๕๖๕",
        "ครั้งที่ ๒",
        "ตัวชี้วัดที่ ๘",
        "นางสาวสมหญิง ใจดี",
        "๓ ช่องทาง",
        "๑๖๗,๐๐๐.๐๐ บาท",
        "ปี ๒๕๖๕",
    ] {
        let text = format!("รายงานว่า {label} ในเดือนนี้ของจังหวัด");
        let marked = fit(&words.mark(&text), f64::INFINITY, |_| 0.0);
        let parts: Vec<String> = pieces(&marked).map(|piece| piece.chars().filter(|&c| !is_mark(c)).collect()).collect();
        assert!(parts.iter().any(|part| part == label), "{label}: {parts:?}");
    }
}
