//! The sheets of the districts' chiefs: their figures are those of `data.json`, and one packet has them all.

use calamine::Data;
use serde_json::Value as Json;

use super::cells::{Files, assert_row, words};
use super::year::{BLANK, Judged, LATE, NIL, NIL_LATE};
use crate::support::paper;

/// The rows of a sheet of a district's workbook.
fn sheet(geocode: &str, sheet: &str) -> Vec<Vec<Data>> {
    Files(Judged::july()).sheet(&format!("district-{geocode}"), sheet)
}

/// The row that begins so.
fn row<'a>(rows: &'a [Vec<Data>], first: &str) -> &'a [Data] {
    rows.iter().find(|row| words(&row[0]) == first).unwrap_or_else(|| panic!("no {first}"))
}

/// `part` of `whole` in per cent with two decimals, as it is printed here without ties.
fn percent(part: &Json, whole: &Json) -> String {
    let (part, whole) = (part.as_f64().expect("a count"), whole.as_f64().expect("a count"));
    format!("{:.2}", part * 100.0 / whole)
}

#[test]
fn figures_are_those_of_the_record() {
    let record = Judged::once().record("2565-07");
    for district in record["districts"].as_array().expect("nine") {
        let (geocode, name) = (district["geocode"].as_str().expect("digits"), district["name"].as_str().expect("a name"));
        let rows = sheet(geocode, &format!("พัฒนาการอำเภอ{name}"));
        assert!(row(&rows, "ผู้รับการประเมิน :").iter().any(|cell| words(cell) == format!("พัฒนาการอำเภอ{name}")));
        let targets = &district["targets"];
        for (first, key, target) in
            [("กิจกรรมที่ไม่ใช้งบประมาณ (ครั้ง)", "activities", "activities"), ("ผู้ประกอบการออนไลน์ (กลุ่ม/ราย)", "operators", "online")]
        {
            let [year, round] = ["year", "round"].map(|span| &targets[format!("{target}_{span}")]);
            let done = &district[key];
            let counts = [&done["month"], &done["round"], &done["year"]].map(Json::to_string).join("|");
            let percents = [percent(&done["round"], round), percent(&done["year"], year)].join("|");
            assert_row(row(&rows, first), &format!("{first}|{year}|{round}|{counts}|{percents}"));
        }
        for (first, key) in [("ยอดจำหน่ายจากกิจกรรม (บาท)", "activities"), ("ยอดจำหน่ายออนไลน์ (บาท)", "online")]
        {
            let baht = ["month", "round", "year"].map(|span| district["sales"][format!("{key}_{span}")].as_str().expect("baht"));
            assert_row(row(&rows, first), &format!("{first}|-|-|{}|-|-", baht.join("|")));
        }
    }
}

#[test]
fn reports_are_counted_month_by_month() {
    // Of April to July: who reported in time, nil or not.
    for (district, on_time) in [(0, 2), (LATE, 1), (2, 2), (NIL, 2), (NIL_LATE, 1), (7, 1), (BLANK, 1)] {
        let text = paper::text(Files(Judged::july()).bytes("packet-districts.pdf"));
        let name = &Judged::once().case.plan.districts[district].name;
        let own = text
            .split("แบบสรุปผลการปฏิบัติราชการรายบุคคล")
            .find(|sheet| sheet.contains(&format!(":พัฒนาการอำเภอ{name}")))
            .expect("a sheet");
        let thai = ["๐", "๑", "๒"][on_time];
        assert!(own.contains(&format!("ส่งตามกำหนด{thai}จาก๔เดือน")), "{name}: {own}");
    }
    let july = |district: usize| {
        let rows = sheet(&format!("560{}", district + 1), "การส่งรายงานประจำเดือน");
        row(&rows, "กรกฎาคม ๒๕๖๕").iter().map(words).collect::<Vec<_>>()[3].clone()
    };
    assert_eq!(
        [LATE, NIL, NIL_LATE, 7, BLANK].map(july),
        ["ส่งช้า", "ไม่มีผลการดำเนินงาน", "ไม่มีผลการดำเนินงาน (ส่งช้า)", "ยังไม่ส่ง", "รายงานใช้ไม่ได้"]
    );
}

#[test]
fn lists_are_those_of_the_round() {
    let rows = sheet("5601", "กิจกรรมในรอบการประเมิน ๓ ครั้ง");
    let total = row(&rows, "รวมทั้งสิ้น");
    assert_row(&total[4..], "71|3,100.20");
    let rows = sheet("5601", "ผู้ประกอบการออนไลน์ที่นับใน");
    let counted: Vec<String> = rows.iter().filter(|row| words(&row[1]).starts_with("ตย-")).map(|row| words(&row[4])).collect();
    assert_eq!(counted, ["เม.ย. ๖๕", "ก.ค. ๖๕", "ก.ค. ๖๕"]);
}

#[test]
fn the_packet_has_every_district_signed_by_both() {
    let text = paper::text(Files(Judged::july()).bytes("packet-districts.pdf"));
    assert_eq!(text.matches("แบบสรุปผลการปฏิบัติราชการรายบุคคล").count(), 9);
    for district in &Judged::once().case.plan.districts {
        // Beside the label, and below the place to sign.
        assert_eq!(text.matches(&format!("พัฒนาการอำเภอ{}", district.name)).count(), 2, "{}", district.name);
    }
    assert_eq!(text.matches("พัฒนาการจังหวัดพะเยา").count(), 18);
}

#[test]
fn only_a_districts_own_faults_make_its_sheet_a_draft() {
    let book = |geocode: &str| sheet(geocode, &format!("พัฒนาการอำเภอ{}", ["ปง", "ภูซาง"][usize::from(geocode == "5608")]));
    assert_eq!(words(&book("5608")[0][0]), "ฉบับร่าง", "it sent nothing");
    assert_eq!(words(&book("5606")[0][0]), "แบบสรุปผลการปฏิบัติราชการรายบุคคล");
}

#[test]
fn each_is_a_file_of_its_own_with_the_pages_of_the_packet() {
    let files = Files(Judged::july());
    let apart = |district: u32| paper::text(files.bytes(&format!("district-560{district}.pdf")));
    assert_eq!((1..=9).map(apart).collect::<String>(), paper::text(files.bytes("packet-districts.pdf")));
    let page = String::from_utf8(files.bytes("report.html").to_vec()).expect("a page");
    for name in ["district-5601.pdf", "district-5609.xlsx", "packet-districts.pdf", "แบบสรุปผลรายบุคคล อำเภอเมืองพะเยา"]
    {
        assert!(page.contains(name), "{name}");
    }
}
