//! Where a line of Thai may end.
//!
//! Thai is written without spaces. Typst guesses its words and now and then breaks one (ประจำปีงบ|ประมาณ, กล่าว|ฯ), so the
//! words are found here, by the same model and by the list of the forms' own words, and marked with invisible characters: one
//! that joins, one that opens. [`super::copyable`] takes them out again once the lines are laid; nobody copies them.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::coverage::joins;

/// U+2060: no line ends here.
const JOIN: char = '\u{2060}';

/// U+200B: a line may end here.
pub(super) const OPEN: char = '\u{200B}';

/// Finds Thai words, with the same model as Typst.
static WORDS: LazyLock<LineSegmenterBorrowed<'static>> = LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// Knows where lines of other scripts may end; in marked Thai the marks decide.
static RULES: LineSegmenterBorrowed<'static> = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// Whether `c` is one of the marks this module puts into text.
pub(super) fn is_mark(c: char) -> bool {
    c == JOIN || c == OPEN
}

/// Whether `c` stands above or below the letter before it and takes no room of its own.
pub(super) fn hangs(c: char) -> bool {
    matches!(c, 'ั' | 'ิ'..='ฺ' | '็'..='๎')
}

/// Whether a word cannot begin with `c`, so that what stands before it is not a whole word.
fn continues(c: char) -> bool {
    hangs(c) || matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ')
}

/// Whether `c` is a letter or mark of Thai.
fn thai(c: char) -> bool {
    matches!(c, 'ก'..='ฺ' | 'เ'..='๎')
}

/// Whether `c` is a digit, Thai or Arabic.
fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('๐'..='๙').contains(&c)
}

/// The words that are kept whole.
pub(super) struct Breaks {
    /// By first character; the longest first.
    words: BTreeMap<char, Vec<Vec<char>>>,
    /// Texts marked so far: a month prints the same ones again and again, and finding words is the slowest part of it.
    marked: Mutex<BTreeMap<String, String>>,
}

impl Breaks {
    /// Reads the list: one word or phrase a line, `#` for a number, `//` for a comment.
    pub fn new(list: &str) -> Self {
        let mut words: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
        for word in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
            let word: Vec<char> = word.chars().collect();
            words.entry(word[0]).or_default().push(word);
        }
        for list in words.values_mut() {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self { words, marked: Mutex::default() }
    }

    /// `text` with every place inside it where a line may or may not end marked, as far as Thai is concerned.
    pub fn mark(&self, text: &str) -> String {
        // A thread that panicked elsewhere has left whole entries behind.
        let known = || self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(marked) = known().get(text) {
            return marked.clone();
        }
        let marked = self.marked_anew(text);
        known().insert(text.to_owned(), marked.clone());
        marked
    }

    fn marked_anew(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let ends = self.ends(&chars);
        let mut out = String::with_capacity(text.len() * 2);
        for (i, &c) in chars.iter().enumerate() {
            match ends[i] {
                End::Never if !hangs(c) && c != 'ำ' => out.push(JOIN),
                End::Allowed => out.push(OPEN),
                End::Never | End::ByRule => {}
            }
            out.push(c);
        }
        out
    }

    /// What may happen before each character.
    fn ends(&self, chars: &[char]) -> Vec<End> {
        let mut ends = vec![End::ByRule; chars.len()];
        for run in chars.chunk_by(|a, b| thai(*a) == thai(*b)).scan(0, |at, run| {
            *at += run.len();
            Some(*at - run.len()..*at)
        }) {
            if thai(chars[run.start]) {
                words(&chars[run.clone()], &mut ends[run]);
            }
        }
        let mut at = 0;
        while at < chars.len() {
            let Some(end) = self.kept(chars, at) else {
                at += 1;
                continue;
            };
            open(chars, &mut ends, at);
            ends[at + 1..end].fill(End::Never);
            open(chars, &mut ends, end);
            at = end;
        }
        // Never before a mark of repetition or abbreviation, not even after the space before it.
        for i in (1..chars.len()).filter(|&i| matches!(chars[i], 'ๆ' | 'ฯ')) {
            ends[i] = End::Never;
        }
        ends
    }

    /// Where the kept word or abbreviation that begins at `at` ends.
    fn kept(&self, chars: &[char], at: usize) -> Option<usize> {
        if at > 0 && matches!(chars[at - 1], 'เ'..='ไ') || continues(chars[at]) {
            return None;
        }
        let fits = |word: &Vec<char>| matched(word, &chars[at..]).map(|length| at + length);
        let whole = |&end: &usize| !chars.get(end).is_some_and(|&next| continues(next));
        let first = if digit(chars[at]) { '#' } else { chars[at] };
        let listed = self.words.get(&first).and_then(|words| words.iter().filter_map(fits).find(whole));
        listed.or_else(|| abbreviation(chars, at))
    }
}

/// What may happen before a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Whatever the general rules of Unicode say.
    ByRule,
    /// A line may end.
    Allowed,
    /// No line ends.
    Never,
}

/// Where the abbreviation that begins at `at` ends: letters that stand alone, then a full stop (มผช.).
fn abbreviation(chars: &[char], at: usize) -> Option<usize> {
    let alone = at == 0 || !thai(chars[at - 1]);
    let letters = chars[at..].iter().take_while(|c| ('ก'..='ฮ').contains(*c)).count();
    let stop = chars.get(at + letters) == Some(&'.');
    (alone && stop && (2..=4).contains(&letters)).then_some(at + letters + 1)
}

/// Lets a line end before character `at`, where a kept word begins or has ended.
fn open(chars: &[char], ends: &mut [End], at: usize) {
    let (Some(&next), Some(&last)) = (chars.get(at), at.checked_sub(1).and_then(|i| chars.get(i))) else { return };
    if thai(next) && (thai(last) || last == '.' || digit(last)) {
        ends[at] = End::Allowed;
    }
}

/// Sets `ends` inside an unbroken run of Thai: allowed between its words, never within one.
fn words(run: &[char], ends: &mut [End]) {
    ends[1..].fill(End::Never);
    let text: String = run.iter().collect();
    // Every Thai character is three bytes long.
    for at in WORDS.segment_str(&text).map(|end| end / 3).filter(|&at| at > 0 && at < run.len()) {
        if !continues(run[at]) && !matches!(run[at - 1], 'เ'..='ไ') {
            ends[at] = End::Allowed;
        }
    }
}

/// How many characters at the start of `text` the pattern `word` covers.
fn matched(word: &[char], text: &[char]) -> Option<usize> {
    let mut at = 0;
    for &c in word {
        if c == '#' {
            let digits = text[at..].iter().take_while(|c| digit(**c)).count();
            at += if digits == 0 { return None } else { digits };
        } else {
            at += if text.get(at) == Some(&c) { 1 } else { return None };
        }
    }
    Some(at)
}

/// Appends `chars` with no line end between any two of them.
fn join(chars: &[char], out: &mut String) {
    for (i, &c) in chars.iter().enumerate() {
        if i > 0 && !hangs(c) && c != 'ำ' {
            out.push(JOIN);
        }
        out.push(c);
    }
}

/// `text` on one line, come what may: a day, a telephone number.
pub(super) fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    join(&text.chars().collect::<Vec<_>>(), &mut out);
    out
}

/// The parts of marked text that stay on one line, without the spaces at their ends.
pub(super) fn pieces(marked: &str) -> impl Iterator<Item = &str> {
    spans(marked).map(str::trim_end)
}

/// The parts of marked text between two places where a line may end. A link counts as one: Typst breaks it its own way.
fn spans(marked: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = RULES.segment_str(marked).filter(|&end| end > 0);
    ends.filter_map(move |end| {
        let piece = &marked[start..end];
        let link = piece.contains("://") || piece.starts_with("www.");
        if link && end < marked.len() && !piece.ends_with([' ', OPEN, '\n']) {
            return None;
        }
        start = end;
        Some(piece)
    })
}

/// Marked text in which nothing that stays on one line is wider than `limit`; `width` measures in the unit of `limit`.
///
/// A wider piece may break after its own punctuation, and where that is not enough, between any two letters.
pub(super) fn fit(marked: &str, limit: f64, width: impl Fn(&str) -> f64) -> String {
    let mut out = String::with_capacity(marked.len());
    for piece in spans(marked) {
        if width(piece.trim_end()) <= limit {
            out.push_str(piece);
            continue;
        }
        for part in piece.split_inclusive(['/', '-', '.', '_', '?', '&', '=', ',', '@']) {
            if width(part.trim_end()) <= limit {
                out.push_str(part);
            } else {
                spread(part, &mut out);
            }
            out.push(OPEN);
        }
    }
    out
}

/// Appends `piece` with a line end allowed after every cluster.
fn spread(piece: &str, out: &mut String) {
    for (i, c) in piece.chars().filter(|&c| !is_mark(c)).enumerate() {
        if i > 0 && !continues(c) && !joins(c) && !matches!(c, 'ๆ' | 'ฯ' | ' ') && !out.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ'])
        {
            out.push(OPEN);
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: &str, text: &str) -> Vec<String> {
        let marked = Breaks::new(list).mark(text);
        pieces(&marked).map(|piece| piece.chars().filter(|&c| !is_mark(c)).collect()).collect()
    }

    #[test]
    fn a_kept_word_is_one_piece_and_its_ends_are_open() {
        assert_eq!(parts("ปีงบประมาณ", "ประจำปีงบประมาณ"), ["ประจำ", "ปีงบประมาณ"]);
        assert_eq!(parts("คงเหลือ\nผู้ประกอบการ", "ผู้ประกอบการคงเหลือ"), ["ผู้ประกอบการ", "คงเหลือ"]);
    }

    #[test]
    fn the_longest_word_wins_and_a_number_stays_with_its_word() {
        assert_eq!(parts("พ.ศ.\nพ.ศ. #", "ปี พ.ศ. ๒๕๖๕ นี้"), ["ปี", "พ.ศ. ๒๕๖๕", "นี้"]);
        assert_eq!(parts("ข้อที่ #", "ข้อที่ ก"), ["ข้อ", "ที่", "ก"]);
    }

    #[test]
    fn a_word_inside_another_is_left_alone() {
        assert_eq!(parts("รียน", "นักเรียน"), ["นัก", "เรียน"]);
    }

    #[test]
    fn repetition_and_abbreviation_marks_stay_with_their_word() {
        assert_eq!(parts("", "อื่น ๆ"), ["อื่น ๆ"]);
        assert_eq!(parts("", "ดังกล่าวฯ"), ["ดัง", "กล่าวฯ"]);
        assert_eq!(parts("", "มาตรฐาน มผช. ระดับ"), ["มาตรฐาน", "มผช.", "ระดับ"]);
    }

    #[test]
    fn what_is_too_wide_may_break_and_loses_nothing() {
        let count = |piece: &str| piece.chars().filter(|&c| !is_mark(c) && !hangs(c)).count() as f64;
        for text in ["https://example.com/shop/averyveryverylongname?id=1234567890", "ก".repeat(40).as_str(), "น้ำ้้้้้้้้้"]
        {
            let fitted = fit(&whole(text), 8.0, count);
            assert!(pieces(&fitted).all(|piece| count(piece) <= 8.0), "{fitted}");
            assert_eq!(fitted.chars().filter(|&c| !is_mark(c)).collect::<String>(), text);
        }
    }

    /// The forms' headings and sentences; `|` stands wherever a line may end.
    const FORMS: [&str; 26] = [
        "ฐานข้อมูล|ผู้ประกอบการ|ที่|ลงทะเบียน|ทั้งหมด",
        "ผู้ประกอบการ|ผ่าน|ช่องทาง|ออนไลน์|ใน|เดือน|กันยายน |๒๕๖๔",
        "ผู้ประกอบการ|คงเหลือ|ปี ๒๕๖๕",
        "๑. |ผบก.|เข้าร่วม|ช่องทาง |Online |ร้อยละ ๕|ของ|ผบก. |คงเหลือ|ปี ๒๕๖๕ |(กลุ่ม/ราย)",
        "๒. |จำนวน|การจัด|กิจกรรม|ส่งเสริม|ช่องทาง|การตลาด|ที่|ไม่ใช้|งบประมาณ |(ครั้ง)",
        "รอบ|การประเมิน|ที่ ๑,๒",
        "แบบรายงาน|สรุป|ผล|การดำเนินงาน|ภารกิจ|สำคัญ|ของ|กรมการพัฒนา|ชุมชน",
        "เกณฑ์ข้อที่ ๑ |การจัด|กิจกรรม|ส่งเสริม|ช่องทาง|การตลาด|ที่|ไม่ใช้|งบประมาณ",
        "เกณฑ์ข้อที่ ๒ |การส่งเสริม|ช่องทาง|ออนไลน์ |ไม่น้อยกว่า |๓ ช่องทาง",
        "เป้าหมาย|การปฏิบัติงาน|รายบุคคล",
        "ตัวชี้วัด|ที่ ๘ |ร้อยละ|ความสำเร็จ|ของ|การบริหาร|การส่งเสริม|ช่องทาง|การตลาด|ผลิตภัณฑ์|ชุมชน",
        "ประจำ|ปีงบประมาณ |พ.ศ. ๒๕๖๕",
        "ค่า|เป้าหมาย|การประเมิน|ผล|การปฏิบัติราชการ |ระหว่าง|พัฒนาการ|จังหวัด|และ|พัฒนาการ|อำเภอ",
        "หลักฐาน|เชิงประจักษ์",
        "ระดับคะแนน |๑ - ๕",
        "ที่ |วันที่|จัด |ชื่อ|กิจกรรม |สถานที่ |ตำบล |งบประมาณ|ที่|ใช้ |(บาท)",
        "หน่วยงาน|สนับสนุน |จำนวน|ผู้ประกอบการ|ที่|เข้าร่วม |(กลุ่ม/ราย)",
        "ยอดจำหน่าย|ใน|เดือนนี้ |(บาท) |หลักฐาน |(ลิงก์) |หมายเหตุ",
        "เลขทะเบียน |ชื่อ|กลุ่ม/|ผู้ประกอบการ |ประเภท|ผู้ประกอบการ |(กลุ่ม/รายเดียว/|SMEs)",
        "ตำบล |ผลิตภัณฑ์ |ประเภท|ผลิตภัณฑ์ |ช่องทาง|ออนไลน์ |ลิงก์|ร้านค้า |วันที่|เข้าร่วม",
        "อาหาร |เครื่องดื่ม |ผ้า|และ|เครื่องแต่งกาย |ของใช้ |ของตกแต่ง |ของที่ระลึก |สมุนไพร|ที่|ไม่ใช่|อาหาร",
        "สิ่งที่ส่งมาด้วย ๑ |จำนวน ๑ ชุด",
        "จังหวัด|พะเยา|ได้|กำหนด|ภารกิจ|สำคัญ|ดังกล่าวฯ |เป็น|ตัวชี้วัด",
        "สำนักงาน|พัฒนา|ชุมชน|จังหวัด |กลุ่มงาน|ส่งเสริม|การพัฒนา|ชุมชน",
        "ไม่มี|ผล|การดำเนินงาน|ใน|เดือนนี้ |รวมทั้งสิ้น",
        "เศรษฐกิจ|ฐานราก|มั่นคง|และ|ชุมชน|พึ่ง|ตนเอง|ได้ |ภายใน|ปี ๒๕๖๕",
    ];

    #[test]
    fn no_line_ends_inside_a_word_of_the_forms() {
        let breaks = Breaks::new(include_str!("../../../templates/keep-words.txt"));
        for form in FORMS {
            let marked = breaks.mark(&form.replace('|', ""));
            // With the segmenter Typst uses, so that it is Typst's lines that are tested.
            let ends: Vec<usize> = WORDS.segment_str(&marked).filter(|&end| end > 0).collect();
            let mut found = String::new();
            for (at, c) in marked.char_indices() {
                if ends.contains(&at) {
                    found.push('|');
                }
                found.extend((!is_mark(c)).then_some(c));
            }
            assert_eq!(found, form);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_wider_than_its_column_and_nothing_is_lost(text in "[ก-ฮะ-ฺเ-๎๐-๙a-z0-9 ./:&?=ๆฯ()-]{0,60}", limit in 3.0..20.0) {
            let width = |piece: &str| piece.chars().filter(|&c| !is_mark(c) && !hangs(c)).count() as f64;
            let fitted = fit(&Breaks::new("ผู้ประกอบการ\nพ.ศ. #").mark(&text), limit, width);
            let mut start = 0;
            for end in WORDS.segment_str(&fitted).filter(|&end| end > 0) {
                let piece = fitted[start..end].trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
                // A run of letters that all need their neighbours cannot be parted.
                proptest::prop_assert!(width(piece) <= limit.max(8.0), "{piece:?}");
                start = end;
            }
            proptest::prop_assert_eq!(fitted.chars().filter(|&c| !is_mark(c)).collect::<String>(), text);
        }
    }
}
