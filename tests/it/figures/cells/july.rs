//! 2565-07 of the second year: month, round and year differ in every district.

use std::collections::BTreeMap;

use calamine::Data;
use rust_decimal::Decimal;

use super::{Files, words};
use crate::figures::totals::PROVINCE;
use crate::figures::year::{Judged, YEAR, baht, operator as operator_name, registration};

/// Months of the lists as they are printed.
const MONTHS: [(&str, &str); 9] = [
    ("2564-10", "ต.ค. 64"),
    ("2564-12", "ธ.ค. 64"),
    ("2565-01", "ม.ค. 65"),
    ("2565-02", "ก.พ. 65"),
    ("2565-03", "มี.ค. 65"),
    ("2565-04", "เม.ย. 65"),
    ("2565-05", "พ.ค. 65"),
    ("2565-06", "มิ.ย. 65"),
    ("2565-07", "ก.ค. 65"),
];

fn rows(rows: &[&str]) -> Vec<String> {
    rows.iter().map(|row| (*row).to_owned()).collect()
}

fn files() -> Files<'static> {
    Files(Judged::july())
}

#[test]
fn form_1_district_by_district() {
    // Target of the year and of the round; month, round, year; percent; participants; baht of month and year; status.
    let districts = rows(&[
        "1|เมืองพะเยา|2|1|2|3|4|200.00|51|2,300.20|4,100.45|ส่งตามกำหนด",
        "2|จุน|2|1|1|2|3|150.00|1|10.00|172.00|ส่งช้า",
        "3|เชียงคำ|2|1|0|1|2|100.00|0|0.00|2,660.10|ส่งตามกำหนด",
        "4|เชียงม่วน|2|1|0|1|2|100.00|0|0.00|550.50|ไม่มีผลการดำเนินงาน",
        "5|ดอกคำใต้|2|1|3|4|5|250.00|9|18.77|248.52|ส่งตามกำหนด",
        "6|ปง|2|1|0|1|2|100.00|0|0.00|1,500.00|ส่งตามกำหนด",
        "7|แม่ใจ|2|1|0|1|2|100.00|0|0.00|720.72|ไม่มีผลการดำเนินงาน (ส่งช้า)",
        "8|ภูซาง|2|1|0|1|2|100.00|0|0.00|1,311.56|ยังไม่ส่ง",
        "9|ภูกามยาว|2|1|0|1|2|100.00|0|0.00|8,131.31|รายงานใช้ไม่ได้",
        "รวมทั้งสิ้น||18|9|6|15|24|133.33|61|2,328.97|19,395.16|",
    ]);
    files().hold("form-1-activities", "แบบ ๑ สรุปรายอำเภอ", &districts);
}

#[test]
fn form_1_activity_by_activity() {
    let activities = rows(&[
        "1|เมืองพะเยา|1 ก.ค. 65|=ตลาดนัด 2565-07 ครั้งที่ 1||||25|1,100.00|",
        "2|เมืองพะเยา|2 ก.ค. 65|=ตลาดนัด 2565-07 ครั้งที่ 2||||26|1,200.20|",
        "3|จุน|1 ก.ค. 65|=ตลาดนัด 2565-07 ครั้งที่ 1||||1|10.00|",
        "4|ดอกคำใต้|1 ก.ค. 65|=ตลาดนัด 2565-07 ครั้งที่ 1||||2|5.00|",
        "5|ดอกคำใต้|2 ก.ค. 65|=ตลาดนัด 2565-07 ครั้งที่ 2||||3|6.00|",
        "6|ดอกคำใต้|3 ก.ค. 65|=ตลาดนัด 2565-07 ครั้งที่ 3||||4|7.77|",
        "รวมทั้งสิ้น|||||||61|2,328.97|",
    ]);
    files().hold("form-1-activities", "กิจกรรมประจำเดือน", &activities);
}

#[test]
fn form_2_district_by_district() {
    // Remaining; target of the year and of the round; month, year; percent; each channel; baht of month and year.
    let districts = rows(&[
        "1|เมืองพะเยา|193|10|5|2|13|6.74|6|7|1|2|0|502.00|1,954.00",
        "2|จุน|64|3|1|1|7|10.94|3|1|3|0|0|60.60|276.59",
        "3|เชียงคำ|155|8|4|1|10|6.45|8|2|0|0|0|11.00|133.00",
        "4|เชียงม่วน|33|2|1|0|2|6.06|2|0|0|0|0|0.00|30.00",
        "5|ดอกคำใต้|78|4|2|0|4|5.13|1|0|3|3|0|3.00|52.25",
        "6|ปง|51|3|1|0|6|11.76|6|3|0|0|1|0.60|1,570.57",
        "7|แม่ใจ|65|3|1|0|4|6.15|4|0|0|0|0|0.00|59.00",
        "8|ภูซาง|91|5|2|0|5|5.49|5|0|0|0|0|0.00|132.00",
        "9|ภูกามยาว|90|4|2|0|6|6.67|1|2|3|0|0|0.00|404.00",
        "รวมทั้งสิ้น||820|42|19|4|57|6.95|36|15|10|5|1|577.20|4,611.41",
    ]);
    files().hold("form-2-online", "แบบ ๒ สรุปรายอำเภอ", &districts);
    let sheet = files().sheet("form-2-online", "แบบ ๒ สรุปรายอำเภอ");
    let heading: Vec<String> =
        sheet.iter().find(|row| row[8] == Data::String("Facebook".into())).expect("channels").iter().map(words).collect();
    assert_eq!(heading[8..13], ["Facebook", "LINE", "Shopee", "TikTok", "อื่น ๆ:ตลาดพะเยา"]);
}

/// Its district and number.
type Id = (usize, usize);

/// The month in which it is counted, its baht, its channels.
type Operator = (&'static str, Decimal, Vec<&'static str>);

/// The year's operators by their listings up to July, channels in the plan's order.
fn operators() -> BTreeMap<Id, Operator> {
    let mut operators = BTreeMap::new();
    for line in YEAR.iter().filter(|line| line.month <= "2565-07") {
        for (numbers, channel, sales) in line.listings {
            for number in numbers.clone() {
                let (_, sum, channels) = operators.entry((line.district, number)).or_insert((line.month, baht("0"), Vec::new()));
                *sum += baht(sales);
                channels.push(*channel);
            }
        }
    }
    for (.., channels) in operators.values_mut() {
        channels.sort_by_key(|channel| {
            ["Facebook", "LINE", "Shopee", "TikTok"].iter().position(|known| known == channel).unwrap_or(4)
        });
        channels.dedup();
    }
    operators
}

#[test]
fn form_2_operator_by_operator() {
    let operators = operators();
    let of_july = |july: bool| operators.iter().filter(move |(_, (month, ..))| (*month == "2565-07") == july);
    let mut earlier: Vec<_> = of_july(false).collect();
    earlier.sort_by_key(|((district, number), (month, ..))| (*district, *month, *number));
    let row = |(i, (id, operator)): (usize, (&Id, &Operator))| {
        let ((district, number), (month, sum, channels)) = (*id, operator);
        let month = MONTHS.iter().find(|(name, _)| name == month).expect("a month").1;
        let who = format!("{}|={}|={}", DISTRICTS[district], registration(district, number), operator_name(district, number));
        let what = format!("กลุ่ม|=ผลิตภัณฑ์ {number}|={}", channels.join(", "));
        format!("{}|{who}|{what}|{month}|1 {month}|{}", i + 1, grouped(*sum))
    };
    let july: Vec<String> = of_july(true).enumerate().map(row).collect();
    let earlier: Vec<String> = earlier.into_iter().enumerate().map(row).collect();
    assert_eq!((july.len(), earlier.len()), (4, 53));
    assert_eq!(
        earlier[0],
        "1|เมืองพะเยา|=ตย-5601-001|=กลุ่มตัวอย่าง 1-1|กลุ่ม|=ผลิตภัณฑ์ 1|=Facebook, LINE, Shopee|ธ.ค. 64|1 ธ.ค. 64|606.00"
    );
    let total = |sum: &str| format!("รวมทั้งสิ้น|||||||||{sum}");
    files().hold("form-2-online", "นับในเดือนนี้", &[july, vec![total("571.60")]].concat());
    files().hold("form-2-online", "นับไว้ในเดือนก่อน", &[earlier, vec![total("4,039.81")]].concat());
}

const DISTRICTS: [&str; 9] = ["เมืองพะเยา", "จุน", "เชียงคำ", "เชียงม่วน", "ดอกคำใต้", "ปง", "แม่ใจ", "ภูซาง", "ภูกามยาว"];

/// Baht below a million with two decimals and their comma.
fn grouped(sum: Decimal) -> String {
    let text = format!("{sum:.2}");
    match text.len().checked_sub(6) {
        Some(thousands) if thousands > 0 => format!("{},{}", &text[..thousands], &text[thousands..]),
        _ => text,
    }
}

#[test]
fn the_scorecard_district_by_district() {
    // Operators: target, done, percent; activities: target, done, percent. All of the year.
    let districts = rows(&[
        "1|เมืองพะเยา|10|13|130.00|2|4|200.00",
        "2|จุน|3|7|233.33|2|3|150.00",
        "3|เชียงคำ|8|10|125.00|2|2|100.00",
        "4|เชียงม่วน|2|2|100.00|2|2|100.00",
        "5|ดอกคำใต้|4|4|100.00|2|5|250.00",
        "6|ปง|3|6|200.00|2|2|100.00",
        "7|แม่ใจ|3|4|133.33|2|2|100.00",
        "8|ภูซาง|5|5|100.00|2|2|100.00",
        "9|ภูกามยาว|4|6|150.00|2|2|100.00",
        "รวมทั้งสิ้น||42|57|135.71|18|24|133.33",
    ]);
    files().hold("scorecard", "ผลงานเทียบเป้าหมายรายอำเภอ", &districts);
}

#[test]
fn the_scorecards_result() {
    assert_eq!(PROVINCE[8].1[1], 15, "the round's activities, not the year's 24");
    let result = [
        "ระดับคะแนน|:|5 ดีมาก",
        "คะแนนถ่วงน้ำหนัก|:|5 x 5 ÷ 100 = 0.25",
        "ร้อยละของผู้ประกอบการที่เข้าร่วมช่องทางออนไลน์|:|57/820 = ร้อยละ 6.95",
        "ผลงานในรอบเทียบเป้าหมายของรอบ|:|16/19 = ร้อยละ 84.21",
        "ผู้ประกอบการที่ใช้ตั้งแต่ 3 ช่องทางขึ้นไป|:|1 กลุ่ม/ราย",
        "กิจกรรมที่ไม่ใช้งบประมาณ ในรอบการประเมินที่ 2 (ครั้ง)|||15|9|6",
        "ช่องทางออนไลน์ที่ดำเนินการ สะสมทั้งปี (ช่องทาง)|||5|3|2",
        "ผู้ประกอบการเข้าร่วมช่องทางออนไลน์ สะสมทั้งปี (กลุ่ม/ราย)|||57|41|16",
    ];
    let sheet = files().sheet("scorecard", "ผลการประเมิน");
    let first = sheet.iter().position(|row| words(&row[0]) == "ระดับคะแนน").expect("the level");
    for (i, expected) in result.iter().enumerate() {
        // A gap, a caption and a heading stand between the result and the conditions.
        let row = &sheet[first + i + if i < 5 { 0 } else { 3 }];
        let cells = expected.split('|').count();
        super::assert_row(&row[..cells], expected);
    }
    files().read_in_order("scorecard", &rows(&result));
}
