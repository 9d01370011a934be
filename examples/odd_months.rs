//! Makes months unlike the sample's, each a workspace of its own with a plan and the districts' workbooks for 2565-02 or, at
//! the year's end, for all of its months, so that every page a month can lead to is seen once. All of it is invented, and the same every time.
//!
//! - `one-activity`, `one-district`, `empty`: tables of one row and of none, under all the headings and signatures
//! - `25-districts`, `30-districts`: the most that a province has; the latter on 14 channels, with 400 rows
//! - `40-activities`, `350-listings`, `14-channels`: one list, or one heading, longer than a page
//! - `long-names`: นครศรีธรรมราช, with names of up to 200 letters
//! - `draft`: districts missing, rejected and with faults; `marked`: a draft that is urgent and secret as well
//! - `year-end`, `year-end-25-districts`: September, with which a round and the year end, after eleven other months
//! - `level-5`, `level-1`: a scorecard with nothing left to reach, and one below its own lowest conditions
//! - `pictures`: an annex of evidence, with 1, 3, 4, 5, 9 and no pictures to an activity, and long names
//! - `th-font`: an ordinary month, for who puts a typeface of the TH Sarabun family into its `fonts/`
//!
//! `cargo run --release --example odd_months -- FOLDER`

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use entries::{Listing, activity_row, cover, listing_row, on};
use otop_report::columns::{CoverField, Form, OPERATOR_TYPES, PRODUCT_TYPES, listing};
use otop_report::district::DistrictId;
use otop_report::form::{Content, Entry, workbook};
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::thai::calendar::Month;
use rust_decimal::Decimal;
use toml::{Table, Value};

mod entries;
mod pictures;

/// A month unlike the sample's.
struct Odd {
    name: &'static str,
    province: &'static Province,
    /// How many of the province's districts it has.
    districts: usize,
    activities: usize,
    listings: usize,
    channels: usize,
    /// What a district does, by its place in the plan.
    conduct: fn(usize) -> Conduct,
    long_names: bool,
    /// Whether it is September, after the other months of the year.
    ends_year: bool,
    /// Whether letters are urgent and secret.
    marked: bool,
    /// Whether pictures are placed beside the activities.
    pictures: bool,
}

/// How a district reports.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conduct {
    Good,
    /// Nothing comes.
    Missing,
    /// Half a file comes.
    Damaged,
    /// Two reports of one revision come.
    Twofold,
    /// A channel is one that nobody knows.
    Faulty,
}

struct Province {
    geocode: &'static str,
    name: &'static str,
    /// Stands in the numbers of letters.
    short: &'static str,
    /// Parted by spaces.
    districts: &'static str,
}

const PHAYAO: Province =
    Province {
        geocode: "56", name: "พะเยา", short: "พย", districts: "เมืองพะเยา จุน เชียงคำ เชียงม่วน ดอกคำใต้ ปง แม่ใจ ภูซาง ภูกามยาว"
    };

const KORAT: Province = Province {
    geocode: "30",
    name: "นครราชสีมา",
    short: "นม",
    districts: "เมืองนครราชสีมา ครบุรี เสิงสาง คง บ้านเหลื่อม จักราช โชคชัย ด่านขุนทด โนนไทย โนนสูง ขามสะแกแสง บัวใหญ่ ประทาย ปักธงชัย พิมาย ห้วยแถลง \
                ชุมพวง สูงเนิน ขามทะเลสอ สีคิ้ว ปากช่อง หนองบุญมาก แก้งสนามนาง โนนแดง วังน้ำเขียว เทพารักษ์ เมืองยาง พระทองคำ ลำทะเมนชัย บัวลาย",
};

const NAKHON: Province = Province {
    geocode: "80",
    name: "นครศรีธรรมราช",
    short: "นศ",
    districts: "เมืองนครศรีธรรมราช พรหมคีรี ลานสกา ฉวาง พิปูน เชียรใหญ่ ชะอวด ท่าศาลา ทุ่งสง นาบอน ทุ่งใหญ่ ปากพนัง ร่อนพิบูลย์ สิชล ขนอม หัวไทร บางขัน \
                ถ้ำพรรณรา จุฬาภรณ์ พระพรหม นบพิตำ ช้างกลาง เฉลิมพระเกียรติ",
};

/// What the odd ones are unlike.
const USUAL: Odd = Odd {
    name: "",
    province: &PHAYAO,
    districts: 9,
    activities: 9,
    listings: 36,
    channels: 4,
    conduct: |_| Conduct::Good,
    long_names: false,
    ends_year: false,
    marked: false,
    pictures: false,
};

const MONTHS: [Odd; 17] = [
    Odd { name: "one-activity", activities: 1, ..USUAL },
    Odd { name: "one-district", districts: 1, activities: 2, listings: 8, ..USUAL },
    Odd { name: "25-districts", province: &KORAT, districts: 25, activities: 25, listings: 75, ..USUAL },
    Odd { name: "30-districts", province: &KORAT, districts: 30, activities: 30, listings: 400, channels: 14, ..USUAL },
    Odd { name: "40-activities", activities: 40, ..USUAL },
    Odd { name: "350-listings", listings: 350, channels: 6, ..USUAL },
    Odd { name: "14-channels", listings: 63, channels: 14, ..USUAL },
    Odd { name: "long-names", province: &NAKHON, districts: 23, activities: 23, listings: 46, long_names: true, ..USUAL },
    Odd { name: "draft", province: &KORAT, districts: 12, conduct: troubled, ..USUAL },
    Odd { name: "empty", activities: 0, listings: 0, ..USUAL },
    Odd { name: "year-end", activities: 40, listings: 160, channels: 6, ends_year: true, ..USUAL },
    Odd {
        name: "year-end-25-districts",
        province: &KORAT,
        districts: 25,
        activities: 120,
        listings: 400,
        channels: 10,
        ends_year: true,
        ..USUAL
    },
    Odd { name: "level-5", activities: 18, listings: 90, ..USUAL },
    Odd { name: "level-1", activities: 3, listings: 4, channels: 1, ..USUAL },
    Odd {
        name: "marked",
        conduct: |district| if district == 5 { Conduct::Missing } else { Conduct::Good },
        marked: true,
        ..USUAL
    },
    Odd { name: "pictures", activities: 20, long_names: true, pictures: true, ..USUAL },
    Odd { name: "th-font", listings: 72, ..USUAL },
];

/// How many pictures the activities of a district have.
const PICTURES: [&[usize]; 4] = [&[1, 3], &[4, 5], &[9], &[0, 1]];

/// Of twelve districts four lack nothing.
fn troubled(district: usize) -> Conduct {
    use Conduct::{Damaged, Faulty, Good, Missing, Twofold};
    [Good, Missing, Damaged, Good, Missing, Faulty, Good, Twofold, Missing, Good, Faulty, Missing][district % 12]
}

/// Those beyond the plan's ten are written as clerks write other ones.
const CHANNELS: [&str; 14] = [
    "Facebook",
    "LINE",
    "Shopee",
    "TikTok",
    "Lazada",
    "Instagram",
    "YouTube",
    "เว็บไซต์",
    "OTOP Today",
    "Thailandpostmart",
    "อื่น ๆ: ตลาดออนไลน์ของจังหวัด",
    "อื่น ๆ: NocNoc",
    "อื่น ๆ: ไลฟ์สดหน้าร้าน",
    "อื่น ๆ: Kaidee",
];

const EVENTS: [&str; 5] = ["ตลาดนัดชุมชน", "ถนนคนเดินริมน้ำ", "กาดเช้าของดีบ้านเรา", "มหกรรมสินค้า OTOP", "จำหน่ายสินค้าวันเด็กแห่งชาติ"];

/// Products, each with the index of its type.
const PRODUCTS: [(&str, usize); 5] =
    [("น้ำพริกตาแดง", 0), ("น้ำลิ้นจี่", 1), ("ผ้าทอไทลื้อ", 2), ("ตะกร้าผักตบชวา", 3), ("ลูกประคบสมุนไพร", 4)];

/// What long names are made of.
const PHRASES: [&str; 6] = [
    "ส่งเสริมช่องทางการตลาดผลิตภัณฑ์ชุมชนเชื่อมโยงการท่องเที่ยววิถีไทย",
    "แปรรูปผลผลิตทางการเกษตรและสมุนไพรพื้นบ้าน",
    "เศรษฐกิจฐานรากมั่นคงสู่ความยั่งยืน",
    "กลุ่มสตรีแม่บ้านเกษตรกรทุ่งสงสามัคคีพัฒนา",
    "ฟื้นฟูภูมิปัญญาท้องถิ่นเพื่อคนรุ่นใหม่",
    "ภายใต้แนวคิดของดีเมืองคอนคนนครไม่ทิ้งกัน",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    MONTHS.iter().try_for_each(|odd| odd.make(&folder.join(odd.name).join("inputs")))
}

impl Odd {
    fn make(&self, inputs: &Path) -> Result<(), Box<dyn Error>> {
        fs::create_dir_all(inputs)?;
        let text = self.plan()?;
        fs::write(inputs.join("plan.toml"), &text)?;
        let plan = Plan::parse(&text)?;
        if self.ends_year {
            return plan.fiscal_year().months().into_iter().try_for_each(|month| self.make_month(inputs, &plan, month));
        }
        self.make_month(inputs, &plan, "2565-02".parse()?)
    }

    fn make_month(&self, inputs: &Path, plan: &Plan, month: Month) -> Result<(), Box<dyn Error>> {
        let place = inputs.join(month.to_string());
        fs::create_dir_all(&place)?;
        for (i, district) in plan.districts.iter().enumerate() {
            let conduct = (self.conduct)(i);
            let write = |name: &str, content: &Content| -> Result<(), Box<dyn Error>> {
                let mut bytes = workbook(plan, DistrictId::at(i), month, content)?;
                if self.pictures {
                    bytes = pictures::placed(&bytes, PICTURES[i % PICTURES.len()])?;
                }
                bytes.truncate(if conduct == Conduct::Damaged { bytes.len() / 2 } else { bytes.len() });
                Ok(fs::write(place.join(name).with_extension("xlsx"), bytes)?)
            };
            let mut content = self.content(month, i, &district.name);
            if conduct == Conduct::Twofold {
                write(&format!("{} (ฉบับที่สอง)", district.name), &content)?;
            }
            if matches!(conduct, Conduct::Twofold | Conduct::Faulty)
                && let Some(row) = content.rows.get_mut(&Form::Listings).and_then(|rows| rows.first_mut())
            {
                row[listing::CHANNEL] = "เฟสบุคค์ของกลุ่ม".into();
            }
            if conduct != Conduct::Missing {
                write(&district.name, &content)?;
            }
        }
        Ok(())
    }

    /// The shipped plan with this province's names and districts.
    fn plan(&self) -> Result<String, Box<dyn Error>> {
        let Province { geocode, name, short, districts } = self.province;
        let mut plan: Table = PHAYAO_2565.replace("พะเยา", name).replace("พย ", &format!("{short} ")).parse()?;
        let district = |(i, name): (usize, &str)| {
            let numbers = [("registered", 40 + i * 23 % 80), ("online_before", i * 7 % 25)];
            let mut table = Table::from_iter(numbers.map(|(key, number)| (key.to_owned(), Value::Integer(number as i64))));
            table.insert("geocode".to_owned(), format!("{geocode}{:02}", i + 1).into());
            table.insert("name".to_owned(), name.into());
            Value::Table(table)
        };
        let listed = districts.split_whitespace().take(self.districts).enumerate().map(district).collect();
        plan.insert("districts".to_owned(), Value::Array(listed));
        plan["province"]["geocode"] = (*geocode).into();
        if self.marked {
            plan["letters"]["urgency"] = "ด่วนที่สุด".into();
            plan["letters"]["secrecy"] = "ลับ".into();
        }
        if self.long_names {
            plan["office"]["group"] = "กลุ่มงานยุทธศาสตร์การพัฒนาชุมชนและส่งเสริมผลิตภัณฑ์ชุมชนท้องถิ่น".into();
            plan["signatory"]["positions"][0] = format!("พัฒนาการจังหวัด{name} ปฏิบัติราชการแทน").into();
        }
        Ok(toml::to_string(&plan)?)
    }

    /// What district `at` reports: every n-th activity and listing.
    fn content(&self, month: Month, at: usize, district: &str) -> Content {
        // Of a year each has its month.
        let is_now = |i: usize| !self.ends_year || (i * 7 + at) % 12 + 1 == usize::from(month.number().unsigned_abs());
        let own = (at..self.activities).step_by(self.districts).enumerate().filter(|(i, _)| is_now(*i));
        let activities: Vec<_> = own.map(|(_, i)| self.activity(month, i, district)).collect();
        let count = (at..self.listings).step_by(self.districts).len();
        let listings: Vec<_> = (0..count).filter(|i| is_now(*i)).map(|i| self.listing(month, at, i, district)).collect();
        let is_late = self.ends_year && (at + usize::from(month.number().unsigned_abs())).is_multiple_of(11);
        let mut cover = cover(month, if is_late { 20 } else { 3 });
        if activities.is_empty() && listings.is_empty() {
            cover.insert(CoverField::Nil, "ใช่".into());
        }
        let rows = BTreeMap::from([(Form::Activities, activities), (Form::Listings, listings)]);
        Content { cover, rows, ..Content::default() }
    }

    fn activity(&self, month: Month, i: usize, district: &str) -> Vec<Entry> {
        let name = format!("{} {district} ครั้งที่ {} (ตัวอย่าง)", EVENTS[i % EVENTS.len()], i / self.districts + 1);
        let sales = 150_000 + i as i64 * 123_475;
        activity_row(on(month, 1 + (i % 28) as i8), &self.named(name, i, 200), 3 + i as i64 * 7 % 25, sales)
    }

    /// One operator in four is on two channels.
    fn listing(&self, month: Month, at: usize, i: usize, district: &str) -> Vec<Entry> {
        let operator = i * 3 / 4;
        let (product, product_type) = PRODUCTS[(operator + at) % PRODUCTS.len()];
        listing_row(Listing {
            number: &format!("ตย-{}{:02}-{:03}", self.province.geocode, at + 1, operator + 1),
            name: &self.named(format!("กลุ่ม{product} {district} ที่ {}", operator + 1), operator, 120),
            kind: OPERATOR_TYPES[operator % OPERATOR_TYPES.len()].0,
            product: &self.named(product.to_owned(), at, 100),
            product_type: PRODUCT_TYPES[product_type].0,
            channel: CHANNELS[(i + at) % self.channels],
            joined: Entry::Day(on(month, 1 + (i % 28) as i8)),
            sales: Decimal::from(500 + i * 125),
        })
    }

    /// The name, or with phrases behind it, from the `i`-th on, as long as the letters allow.
    fn named(&self, name: String, i: usize, letters: usize) -> String {
        let longer = |name: String, phrase: &&str| {
            let both = format!("{name} {phrase}");
            if both.chars().count() > letters { name } else { both }
        };
        if self.long_names { PHRASES.iter().cycle().skip(i % 6).take(6).fold(name, longer) } else { name }
    }
}
