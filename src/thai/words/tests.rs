use super::*;

fn letters(piece: &str) -> f64 {
    piece.chars().filter(|&c| !is_mark(c) && !hangs(c)).count() as f64
}

fn bare(piece: &str) -> String {
    piece.chars().filter(|&c| !is_mark(c)).collect()
}

/// The parts of `text` that stay on one line of any width, with a list of kept words.
fn parts(list: &str, text: &str) -> Vec<String> {
    fitted(list, text, f64::INFINITY)
}

/// The same on lines of `limit` letters.
fn fitted(list: &str, text: &str, limit: f64) -> Vec<String> {
    let marked = Words::new(list, [""; 0]).mark_heading(text);
    pieces(&fit(&marked, limit, letters)).map(bare).collect()
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
    assert_eq!(parts("ร้อยละ #", "ร้อยละ ๑,๒๓๔.๕๐ ของ"), ["ร้อยละ ๑,๒๓๔.๕๐", "ของ"]);
}

#[test]
fn a_word_inside_another_is_left_alone() {
    assert_eq!(parts("รียน", "นักเรียน"), ["นักเรียน"]);
    assert_eq!(parts("รับ", "ปรับปรุง"), parts("", "ปรับปรุง"));
}

#[test]
fn a_word_that_is_little_without_the_next_stays_with_it() {
    assert_eq!(parts("ดอน+\nบ้าน+", "กลุ่มบ้านดอนชัย"), ["กลุ่ม", "บ้านดอนชัย"]);
    assert_eq!(fitted("ดอน+\nบ้าน+", "กลุ่มบ้านดอนชัย", 6.0), ["กลุ่ม", "บ้าน", "ดอนชัย"]);
}

#[test]
fn what_gives_way_does_so_only_where_there_is_no_room() {
    let list = "รอบการประเมิน~ที่ #\nระดับ #~ ปรับปรุง";
    assert_eq!(parts(list, "รอบการประเมินที่ ๑"), ["รอบการประเมินที่ ๑"]);
    assert_eq!(fitted(list, "รอบการประเมินที่ ๑", 12.0), ["รอบการประเมิน", "ที่ ๑"]);
    assert_eq!(parts(list, "ระดับ ๑ ปรับปรุง"), ["ระดับ ๑ ปรับปรุง"]);
    assert_eq!(fitted(list, "ระดับ ๑ ปรับปรุง", 10.0), ["ระดับ ๑", "ปรับปรุง"]);
}

#[test]
fn a_list_with_marks_and_nothing_else_keeps_nothing() {
    for list in ["~", "+", "~~\n~ ", "ก~\n~ก\n#~"] {
        assert_eq!(fitted(list, "ก ๑ ก", 2.0), ["ก", "๑", "ก"], "{list}");
    }
}

#[test]
fn no_consonant_stands_alone() {
    for word in ["มหาชนก", "จอห์น", "มาร์กซ์"] {
        let pieces = parts("", word);
        assert!(pieces.iter().all(|piece| letters(piece) > 1.0), "{pieces:?}");
    }
}

#[test]
fn repetition_and_abbreviation_marks_stay_with_their_word() {
    assert_eq!(parts("", "อื่น ๆ"), ["อื่น ๆ"]);
    assert_eq!(parts("", "ดังกล่าวฯ"), ["ดัง", "กล่าวฯ"]);
    assert_eq!(parts("", "มาตรฐาน มผช. ระดับ"), ["มาตรฐาน", "มผช.", "ระดับ"]);
    assert_eq!(parts("", "ตั้งแต่ ก.พ. ๖๕ และ ต.ค.๖๔"), ["ตั้งแต่", "ก.พ. ๖๕", "และ", "ต.ค.๖๔"]);
}

#[test]
fn a_person_is_one_piece_and_an_office_is_none() {
    assert_eq!(parts("", "คือ นางสาวสมหญิง รักดี"), ["คือ", "นางสาวสมหญิง รักดี"]);
    assert_eq!(parts("นายอำเภอ", "เรียน นายอำเภอทุกอำเภอ")[..2], ["เรียน", "นายอำเภอ"]);
}

#[test]
fn a_plans_name_is_one_piece_whatever_stands_in_it() {
    let words = Words::new("", ["ดอกคำใต้", "LINE OA", "ก#ข~", "web", ""]);
    let parts = |text: &str| pieces(&fit(&words.mark_heading(text), f64::INFINITY, letters)).map(bare).collect::<Vec<_>>();
    assert_eq!(parts("อำเภอดอกคำใต้และ"), ["อำเภอ", "ดอกคำใต้", "และ"]);
    assert_eq!(parts("ผ่าน LINE OA แล้ว"), ["ผ่าน", "LINE OA", "แล้ว"]);
    assert_eq!(words.mark("https://web.example.com"), "https://web.example.com");
}

#[test]
fn no_short_word_comes_down_alone() {
    let words = Words::new("", [""; 0]);
    let last = |text: &str, room: f64| pieces(&fit(&words.mark(text), room, letters)).last().map(bare);
    let text = "ส่งรายงานผลการดำเนินงานให้จังหวัดทราบ ภายในวันนี้ ด้วย";
    assert_eq!(last(text, 40.0).as_deref(), Some("ภายในวันนี้ ด้วย"));
    assert_eq!(last(text, 7.0).as_deref(), Some("วันนี้ ด้วย"));
    let paragraphs = format!("{text}\n{text}");
    let second = fit(&words.mark(&paragraphs), 40.0, letters);
    assert_eq!(pieces(&second).filter(|piece| bare(piece) == "ภายในวันนี้ ด้วย").count(), 2);
}

#[test]
fn what_is_too_wide_may_break_and_loses_nothing() {
    for text in ["https://example.com/shop/averyveryverylongname?id=1234567890", "ก".repeat(40).as_str(), "น้ำ้้้้้้้้้"]
    {
        let fitted = fit(&whole(text), 8.0, letters);
        assert!(pieces(&fitted).all(|piece| letters(piece) <= 8.0), "{fitted}");
        assert_eq!(bare(&fitted), text);
    }
}

#[test]
fn a_text_is_cut_as_it_is_marked() {
    let words = Words::new("รอบการประเมิน~ที่ #", [""; 0]);
    assert_eq!(words.cut("ใน รอบการประเมินที่ ๑ นี้"), [vec!["ใน "], vec!["รอบการประเมิน", "ที่ ๑ "], vec!["นี้"]]);
    assert_eq!(words.cut(""), [[""; 0]; 0]);
}

/// The forms' headings and sentences; `|` stands wherever a line may end.
const FORMS: [&str; 26] = [
    "ฐานข้อมูล|ผู้ประกอบการ|ที่|ลงทะเบียน|ทั้งหมด",
    "ผู้ประกอบการ|ผ่าน|ช่องทาง|ออนไลน์|ใน|เดือนกันยายน ๒๕๖๔",
    "ผู้ประกอบการ|คงเหลือ|ปี ๒๕๖๕",
    "๑. |ผบก.|เข้าร่วม|ช่องทาง |Online |ร้อยละ ๕|ของ|ผบก. |คงเหลือ|ปี ๒๕๖๕ |(กลุ่ม/ราย)",
    "๒. |จำนวน|การจัด|กิจกรรม|ส่งเสริม|ช่องทาง|การตลาด|ที่|ไม่ใช้|งบประมาณ |(ครั้ง)",
    "รอบการประเมินที่ ๑,๒",
    "แบบรายงาน|สรุป|ผล|การดำเนินงาน|ภารกิจ|สำคัญ|ของ|กรมการพัฒนา|ชุมชน",
    "เกณฑ์ข้อที่ ๑ |การจัด|กิจกรรม|ส่งเสริม|ช่องทาง|การตลาด|ที่|ไม่ใช้|งบประมาณ",
    "เกณฑ์ข้อที่ ๒ |การส่งเสริม|ช่องทาง|ออนไลน์ |ไม่น้อยกว่า |๓ ช่องทาง",
    "เป้าหมาย|การปฏิบัติงาน|รายบุคคล",
    "ตัวชี้วัดที่ ๘ |ร้อยละ|ความสำเร็จ|ของ|การบริหาร|การส่งเสริม|ช่องทาง|การตลาด|ผลิตภัณฑ์|ชุมชน",
    "ประจำ|ปีงบประมาณ |พ.ศ. ๒๕๖๕",
    "ค่าเป้าหมาย|การประเมิน|ผล|การปฏิบัติราชการ |ระหว่าง|พัฒนาการ|จังหวัด|และ|พัฒนาการ|อำเภอ",
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
    let words = Words::new(include_str!("../../../templates/keep-words.txt"), ["พะเยา"]);
    for form in FORMS {
        let marked = words.mark_heading(&form.replace('|', ""));
        // With the segmenter Typst uses, so that it is Typst's lines that are tested.
        let ends: Vec<usize> = LEARNT.segment_str(&marked).filter(|&end| end > 0).collect();
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
        let words = Words::new("ผู้ประกอบการ\nพ.ศ. #\nที่ #~ ก\nน้ำ+", [""; 0]);
        for marked in [words.mark(&text), words.mark_heading(&text)] {
            let fitted = fit(&marked, limit, letters);
            proptest::prop_assert!(!fitted.contains(SOFT));
            let mut start = 0;
            for end in LEARNT.segment_str(&fitted).filter(|&end| end > 0) {
                let piece = fitted[start..end].trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
                // A run of letters that all need their neighbours cannot be parted.
                proptest::prop_assert!(letters(piece) <= limit.max(8.0), "{piece:?}");
                start = end;
            }
            proptest::prop_assert_eq!(bare(&fitted), text.as_str());
        }
        proptest::prop_assert_eq!(words.cut(&text).concat().concat(), text);
    }
}
