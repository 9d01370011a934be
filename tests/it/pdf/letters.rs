//! Letters on paper: their lines, their pages, the marks on each.

use otop_report::app::seal::Paper;
use otop_report::documents::document::{Electronic, Letter, Packet, Part};

use super::{DAY, renderer, samples};
use crate::support::lines::lines;

fn print(letter: Letter) -> Vec<u8> {
    renderer().print(&Packet::of_letter(letter), &[], DAY).expect("prints")
}

fn packed(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| line.replace(' ', "")).collect()
}

/// The lines of the source letter, as it is read (decision 3).
const SOURCE: [&str; 18] = [
    "เรื่องการดำเนินงานตามภารกิจสำคัญของกรมการพัฒนาชุมชน ประจำปีงบประมาณ พ.ศ.๒๕๖๕ และตัวชี้วัด",
    "ค่าเป้าหมายการประเมินผลการปฏิบัติราชการ ระหว่างพัฒนาการจังหวัดและพัฒนาการอำเภอ",
    "เรียน นายอำเภอทุกอำเภอ",
    "สิ่งที่ส่งมาด้วย ๑. แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน",
    "เกณฑ์ข้อที่ ๑ การจัดกิจกรรมส่งเสริมช่องทางการตลาดที่ไม่ใช้งบประมาณ จำนวน ๑ ชุด",
    "๒. แบบรายงานสรุปผลการดำเนินงานภารกิจสำคัญของกรมการพัฒนาชุมชน",
    "เกณฑ์ข้อที่ ๒ การส่งเสริมช่องทางออนไลน์ ไม่น้อยกว่า ๓ ช่องทาง จำนวน ๑ ชุด",
    "๓. รายละเอียดตัวชี้วัดที่ ๘ ร้อยละความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาด",
    "ผลิตภัณฑ์ชุมชน (รายบุคคล) จำนวน ๑ ชุด",
    "ด้วยกรมการพัฒนาชุมชน กำหนดให้การบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์",
    "ชุมชน (OTOP) เป็นภารกิจสำคัญของกรมการพัฒนาชุมชน ประจำปีงบประมาณ พ.ศ.๒๕๖๕ และจังหวัด",
    "พะเยาได้กำหนดภารกิจสำคัญดังกล่าวฯ เป็นตัวชี้วัดและค่าเป้าหมายการประเมินผลการปฏิบัติราชการ",
    "ประจำปีงบประมาณ พ.ศ.๒๕๖๕ ระหว่างพัฒนาการจังหวัดและพัฒนาการอำเภอ ตัวชี้วัดที่ ๘ ร้อยละ",
    "ความสำเร็จของการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน (รายบุคคล) รอบการประเมินที่ ๑,๒",
    "เพื่อให้การขับเคลื่อนการดำเนินงานดังกล่าว เป็นไปด้วยความเรียบร้อย และมีประสิทธิภาพ",
    "จังหวัดพะเยาจึงขอให้อำเภอดำเนินการบริหารการส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชน และรายงานผล",
    "การดำเนินงานให้จังหวัดพะเยาทราบภายในวันที่ ๕ ของทุกเดือน รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
    "จึงเรียนมาเพื่อพิจารณาดำเนินการ",
];

#[test]
fn the_letter_of_assignment_breaks_line_by_line_as_the_source_letter() {
    let pages = lines(&print(samples::letter()));
    assert_eq!(pages.len(), 1);
    let from = pages[0].iter().position(|line| line.starts_with("เรื่อง")).expect("it has a subject");
    assert_eq!(pages[0][from..from + SOURCE.len()], packed(&SOURCE));
}

#[test]
fn the_longest_name_of_a_province_keeps_the_letter_on_its_page() {
    let mut letter = samples::letter();
    let named = |text: &String| text.replace("พะเยา", "นครศรีธรรมราช");
    letter.paragraphs = letter.paragraphs.iter().map(named).collect();
    letter.positions = letter.positions.iter().map(named).collect();
    letter.office = letter.office.iter().map(named).collect();
    letter.references = vec!["หนังสือจังหวัดนครศรีธรรมราช ที่ นศ ๐๐๑๙.๒/ว ๐๕๖๕ ลงวันที่ ๗ กุมภาพันธ์ ๒๕๖๕".to_owned()];
    assert_eq!(lines(&print(letter)).len(), 1);
}

/// The lines of the paragraphs on each page.
fn of_paragraphs(pages: &[Vec<String>]) -> Vec<&[String]> {
    let first = pages[0].iter().position(|line| line.starts_with("ด้วยกรม")).expect("it begins on the first page");
    let ends = |page: &Vec<String>| page.iter().position(|line| line == "ขอแสดงความนับถือ").unwrap_or(page.len());
    pages.iter().enumerate().map(|(i, page)| &page[if i == 0 { first } else { 0 }..ends(page)]).collect()
}

#[test]
fn a_letter_of_two_pages_ends_the_first_with_the_first_words_of_the_second() {
    // However many lines it has, two of a paragraph or more stand on either side, and two above the closing.
    for more in 0..12 {
        let mut letter = samples::full_letter();
        letter.paragraphs.insert(1, format!("{}จบ", "ข้อความยาว ".repeat(8 + more * 9)));
        let printed = print(letter.clone());
        let pages = lines(&printed);
        let held = of_paragraphs(&pages);
        assert!(pages.len() > 1 && held.iter().all(|lines| lines.len() >= 2), "{more}: {held:#?}");
        assert_eq!(held.concat().concat(), letter.paragraphs.concat().replace(' ', ""), "in order");
        let marks = Paper::read(&printed).expect("a PDF").marks;
        let carried: Vec<&str> = marks.iter().filter_map(|mark| mark.strip_prefix('/')?.strip_suffix("...")).collect();
        assert_eq!(carried.len(), pages.len() - 1, "{more}: {marks:?}");
        for words in carried {
            assert!(held[1..].iter().any(|lines| lines.concat().starts_with(words)), "{more}: {words}");
        }
    }
}

#[test]
fn every_page_of_a_packet_is_as_secret_as_its_letter() {
    let real = crate::support::real::Real::clean();
    let mut packet = real.packets.iter().find(|packet| packet.id == "packet-monthly").expect("it is made").clone();
    for part in &mut packet.parts {
        if let Part::Letter(letter) = part {
            letter.secrecy = "ลับ".to_owned();
        }
    }
    let paper = Paper::read(&renderer().print(&packet, &[], DAY).expect("prints")).expect("a PDF");
    assert!(paper.pages > 3, "the letter and three enclosures");
    let count = paper.marks.iter().map(|mark| mark.matches("ลับ").count()).sum::<usize>();
    assert_eq!(count, 2 * paper.pages, "{:?}", paper.marks);
}

#[test]
fn a_file_copy_is_the_letter_with_its_mark_and_lines_for_initials() {
    let (letter, copy) = (samples::full_letter(), samples::copy(samples::full_letter()));
    let (own, copied) = (print(letter), print(copy));
    let (own_lines, mut copied_lines) = (lines(&own), lines(&copied));
    let dots = ".".repeat(20);
    let last = copied_lines.last_mut().expect("pages");
    let initials = last.split_off(last.len() - 2);
    assert_eq!(initials, [format!("ร่าง{dots}พิมพ์{dots}"), format!("ทาน{dots}ตรวจ{dots}")]);
    assert_eq!(copied_lines, own_lines, "it breaks as the letter does");
    let (own, copied) = (Paper::read(&own).expect("a PDF"), Paper::read(&copied).expect("a PDF"));
    let marks = |paper: &Paper| paper.marks.iter().filter(|mark| mark.contains("สำเนาคู่ฉบับ")).count();
    assert_eq!((marks(&own), marks(&copied)), (0, copied.pages), "on every page of the copy");
}

#[test]
fn an_address_for_electronic_mail_parts_at_its_own_punctuation_beside_the_signature() {
    let mut letter = samples::letter();
    let typed = "community-development.office.phayao5601@provincial-administration.go.th";
    letter.electronic = vec![Electronic {
        label: "ไปรษณีย์อิเล็กทรอนิกส์".to_owned(), typed: typed.to_owned()
    }];
    let pages = lines(&print(letter));
    assert_eq!(pages.len(), 1);
    let from = pages[0].iter().position(|line| line.starts_with("ไปรษณีย์อิเล็กทรอนิกส์")).expect("it is there");
    let count = pages[0][from..].iter().position(|line| typed.ends_with(line.as_str())).expect("it ends") + 1;
    let told = &pages[0][from..from + count];
    for line in &told[..count - 1] {
        assert!(line.chars().count() < 45, "it leaves the signature its room: {line}");
        assert!(line.ends_with(['-', '.', '@', '์']), "{line}");
    }
    assert_eq!(told.concat(), format!("ไปรษณีย์อิเล็กทรอนิกส์{typed}"));
}

#[test]
fn a_code_takes_no_room_from_the_letter() {
    let own = lines(&print(samples::letter()));
    let mut checked = lines(&print(samples::checked(samples::letter())));
    assert_eq!(checked.len(), 1);
    let from = checked[0].iter().position(|line| line == "ลายนิ้วมือสิ่งที่ส่งมาด้วย").expect("it says what it is");
    let told: Vec<String> = checked[0].drain(from..from + 2).collect();
    assert_eq!(told[1], "30d830d830d830d8…");
    assert_eq!(checked, own);
}

#[test]
fn the_longest_position_stands_above_an_address_for_electronic_mail() {
    let order = |typed: &[&str]| {
        let mut letter = samples::letter();
        let line = |typed: &&str| Electronic {
            label: "ไปรษณีย์อิเล็กทรอนิกส์".to_owned(), typed: (*typed).to_owned()
        };
        letter.electronic = typed.iter().map(line).collect();
        letter.positions = vec!["รองผู้ว่าราชการจังหวัดพระนครศรีอยุธยา รักษาราชการแทน ผู้ว่าราชการ".to_owned()];
        let printed = Paper::read(&print(letter)).expect("a PDF");
        (printed.pages, printed.text.contains("phayao.cdd@cdd.mail.go.th"))
    };
    // What takes more room than the page has goes to another; nothing is set over anything.
    assert_eq!(order(&[]), (1, false));
    assert_eq!(order(&["phayao.cdd@cdd.mail.go.th"]), (2, true));
}
