//! What letters bear only where the plan asks.

use otop_report::documents::document::{Electronic, Letter, Packet, Part};
use otop_report::lang::{Lang, Said};
use otop_report::plan::{PHAYAO_2565, Plan, PlanProblem, Wanted};

use crate::support::case::Case;

use super::letters::{LATE, letters, packets_on, planned};

/// The letter that a packet is, if it is one.
fn alone(packet: &Packet) -> Option<&Letter> {
    if let [Part::Letter(letter)] = packet.parts.as_slice() { Some(letter) } else { None }
}

#[test]
fn each_letter_comes_as_its_file_copy_and_no_packet_holds_one() {
    let case = planned(&["ปง"], "copies = false", "copies = true");
    let packets = packets_on(&case, LATE);
    let is_copy = |packet: &&Packet| alone(packet).is_some_and(|letter| letter.copy.is_some());
    let (copies, others): (Vec<&Packet>, Vec<&Packet>) = packets.iter().partition(is_copy);
    let named: Vec<_> = copies.iter().map(|copy| (copy.id.as_str(), copy.district.as_deref())).collect();
    assert_eq!(named, [("letter-reminder-copy-5606", Some("5606")), ("letter-monthly-copy", None)]);
    let apart = others.iter().flat_map(|packet| packet.apart().into_iter().map(|(_, part)| part));
    let originals: Vec<Packet> = others.iter().map(|packet| (*packet).clone()).chain(apart).collect();
    for copy in copies {
        let letter = originals.iter().find(|packet| packet.id == copy.id.replace("-copy", "")).expect("what it is a copy of");
        assert_eq!(copy.title, format!("{} (สำเนาคู่ฉบับ)", letter.title));
        let (copy, letter) = (alone(copy).expect("one letter"), alone(letter).expect("one letter"));
        assert_eq!((&copy.paragraphs, &copy.number, &copy.seal), (&letter.paragraphs, &letter.number, &letter.seal));
        assert_eq!(copy.copy.as_ref().expect("it is one").initials, ["ร่าง", "พิมพ์", "ทาน", "ตรวจ"]);
    }
    let parts = others.iter().flat_map(|packet| &packet.parts);
    let letters = parts.filter_map(|part| if let Part::Letter(letter) = part { Some(letter) } else { None });
    assert!(letters.into_iter().all(|letter| letter.copy.is_none()), "what is sent is no copy");
}

#[test]
fn no_file_copy_comes_unasked() {
    let packets = packets_on(&planned(&["ปง"], "copies = false", ""), LATE);
    assert!(packets.iter().all(|packet| !packet.id.contains("-copy")));
}

#[test]
fn the_address_for_electronic_mail_stands_below_the_telephone_as_typed() {
    let case = planned(&["ปง"], "email = \"\"", "email = \" phayao.5601@cdd.go.th \"");
    let wanted = [Electronic {
        label: "ไปรษณีย์อิเล็กทรอนิกส์".to_owned(), typed: "phayao.5601@cdd.go.th".to_owned()
    }];
    for letter in letters(&case) {
        assert_eq!(letter.electronic, wanted, "{}", letter.id);
        assert_eq!(letter.contact.last().map(String::as_str), Some("โทร./โทรสาร ๐ ๕๕๔๔ ๕๕๔๔"));
    }
    assert!(letters(&planned(&["ปง"], "email = \"\"", "")).iter().all(|letter| letter.electronic.is_empty()), "not asked for");
}

#[test]
fn what_is_no_address_for_electronic_mail_is_told() {
    for wrong in ["phayao", "@cdd.go.th", "a@b@cdd.go.th", "a b@cdd.go.th", "a@cdd", "a@cdd..th", "พะเยา@cdd.go.th", "a@.th"]
    {
        let text = PHAYAO_2565.replacen("email = \"\"", &format!("email = \"{wrong}\""), 1);
        let Err(error) = Plan::parse(&text) else { panic!("{wrong} is no address") };
        let [fault] = error.faults.as_slice() else { panic!("{wrong}: {error}") };
        assert_eq!(fault.what, PlanProblem::Wrong { found: format!("\"{wrong}\""), wanted: Wanted::Email });
        assert!(Said(fault, Lang::Th).to_string().contains("letters.email: พบ"), "{}", Said(fault, Lang::Th));
    }
}

#[test]
fn the_number_of_electronic_correspondence_is_that_of_its_own_letter() {
    let sarabans = |case: &Case| -> Vec<(String, Vec<String>)> {
        let typed = |letter: &Letter| letter.electronic.iter().map(|line| line.typed.clone()).collect();
        letters(case).iter().map(|letter| (letter.id.clone(), typed(letter))).collect()
    };
    let owned = |id: &str, typed: &[&str]| (id.to_owned(), typed.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let key = |letter: &str| format!("[letters.{letter}]\nsaraban = \" 65-0012 ก\" #");
    let monthly = planned(&["ปง"], "[letters.monthly]", &key("monthly"));
    assert_eq!(sarabans(&monthly), [owned("letter-monthly", &["65-0012 ก"]), owned("letter-reminder-5606", &[])]);
    // The circular's; a letter to one district has another.
    let circular = planned(&["ปง", "จุน"], "[letters.reminder]", &key("reminder"));
    assert_eq!(sarabans(&circular), [owned("letter-monthly", &[]), owned("letter-reminder", &["65-0012 ก"])]);
    let single = planned(&["ปง"], "[letters.reminder]", &key("reminder"));
    assert_eq!(sarabans(&single)[1], owned("letter-reminder-5606", &[]));
    // The letters of a round and of the year, where the plan does not tell them apart from the month's.
    assert!(monthly.plan.letters.round.saraban.is_empty() && monthly.plan.letters.year.saraban.is_empty());
}

#[test]
fn a_letter_that_encloses_documents_bears_what_they_are_checked_by() {
    let case = planned(&["ปง"], "qr = false", "qr = true");
    let checked: Vec<(String, Vec<String>)> = letters(&case)
        .into_iter()
        .map(|letter| (letter.id, letter.check.map(|check| check.enclosed).unwrap_or_default()))
        .collect();
    let forms = ["form-1-activities", "form-2-online", "scorecard"].map(str::to_owned).to_vec();
    assert_eq!(checked, [("letter-monthly".to_owned(), forms), ("letter-reminder-5606".to_owned(), Vec::new())]);
    assert!(letters(&planned(&["ปง"], "qr = false", "")).iter().all(|letter| letter.check.is_none()), "not asked for");
}
