//! Forms that LibreOffice has saved. `.ci/forms` runs these tests once it has done so; alone, they fail.

use std::path::Path;

use jiff::civil::date;

use super::clerk::{codes, filled, judge, plan};
use super::round_trip::same_content;

fn saved(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("forms/saved").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; run .ci/forms", path.display()))
}

#[test]
#[ignore = ".ci/forms runs it, after LibreOffice"]
fn a_form_saved_again_holds_the_same() {
    let bytes = saved("filled.xlsx");
    same_content(&filled(), &bytes);
    assert_eq!(codes(&judge(&plan(), &bytes)), [] as [&str; 0]);
    assert_eq!(judge(&plan(), &saved("long.xlsx")).listings.len(), 403);
}

#[test]
#[ignore = ".ci/forms runs it, after LibreOffice"]
fn a_returned_form_saved_again_has_the_same_faults() {
    let returned = judge(&plan(), &saved("returned.xlsx"));
    assert_eq!((codes(&returned).len(), returned.workbooks[0].revision), (7, 1));
}

#[test]
#[ignore = ".ci/forms runs it, after LibreOffice"]
fn a_blank_form_filled_in_by_hand_is_read_without_a_finding() {
    let validated = judge(&plan(), &saved("typed.xlsx"));
    assert_eq!(codes(&validated), [] as [&str; 0]);
    let activities: Vec<_> =
        validated.activities.iter().map(|row| (row.date, row.name.as_str(), row.participants, row.sales.to_string())).collect();
    let expected = [
        (date(2022, 2, 12), "กาดนัดบ้านธาตุ", 12, "15250.5".to_owned()),
        (date(2022, 2, 15), "ตลาดประชารัฐ", 7, "1234.5".to_owned()),
    ];
    assert_eq!(activities, expected);
    let listings: Vec<_> = validated.listings.iter().map(|row| (row.date, row.channel.as_str())).collect();
    assert_eq!(listings, [(date(2022, 2, 9), "LINE"), (date(2022, 2, 20), "อื่น ๆ: ร้านค้าประชารัฐออนไลน์")]);
    assert_eq!(validated.reports[&super::clerk::month()][super::clerk::DISTRICT.index()].reported_on, Some(date(2022, 3, 3)));
}
