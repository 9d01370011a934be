//! A second sample year, small enough to be added up by hand: both rounds, levels 1 to 5 in turn, and a month (2565-07)
//! whose month, round and year differ in every figure of every district. The sample inputs end in February, where the round
//! is the year.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use otop_report::app::publish::Publisher;
use otop_report::columns::{CoverField, Form, activity, listing};
use otop_report::finding::Lang;
use otop_report::form::{Content, Entry};
use otop_report::month::CompiledMonth;
use otop_report::output::OutputFile;
use otop_report::record::data_json;
use otop_report::workspace::Workspace;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::support::case::{Case, cover, month};

/// Months that are judged: the first one, those that reach a level, both sides of the rounds' border, and after it.
pub const JUDGED: [&str; 9] = ["2564-10", "2564-12", "2565-01", "2565-02", "2565-03", "2565-04", "2565-05", "2565-06", "2565-07"];

/// Operators of a district by their numbers, a channel, and the baht that each sold there.
pub type OnChannel = (RangeInclusive<usize>, &'static str, &'static str);

/// What a district reported of a month.
pub struct Reported {
    pub month: &'static str,
    pub district: usize,
    /// Participants and baht of each.
    pub activities: &'static [(i64, &'static str)],
    pub listings: &'static [OnChannel],
}

const fn of(
    month: &'static str,
    district: usize,
    activities: &'static [(i64, &'static str)],
    listings: &'static [OnChannel],
) -> Reported {
    Reported { month, district, activities, listings }
}

/// The year, a line for each district and month. The last month comes after all that is judged, and counts in none.
pub const YEAR: &[Reported] = &[
    of("2564-10", 0, &[(30, "1000.25")], &[]),
    of("2564-10", 1, &[(12, "12")], &[]),
    of("2564-10", 2, &[(15, "2500")], &[]),
    of("2564-10", 3, &[(8, "410.50")], &[]),
    of("2564-10", 4, &[(9, "99.75")], &[]),
    of("2564-12", 0, &[], &[(1..=5, "Facebook", "100")]),
    of("2564-12", 1, &[], &[(1..=2, "Facebook", "50.50")]),
    of("2564-12", 2, &[], &[(1..=3, "Facebook", "10")]),
    of("2564-12", 3, &[], &[(1..=1, "Facebook", "13")]),
    of("2564-12", 4, &[], &[(1..=1, "Facebook", "7.25")]),
    of("2564-12", 5, &[(6, "600")], &[(1..=2, "Facebook", "20")]),
    of("2564-12", 6, &[], &[(1..=1, "Facebook", "30")]),
    of("2564-12", 7, &[], &[(1..=1, "Facebook", "40")]),
    of("2564-12", 8, &[], &[(1..=1, "Facebook", "60")]),
    of("2565-01", 2, &[], &[(4..=7, "Facebook", "15")]),
    of("2565-01", 6, &[(7, "700.70")], &[(2..=3, "Facebook", "5")]),
    of("2565-01", 7, &[], &[(2..=3, "Facebook", "25")]),
    of("2565-02", 0, &[], &[(6..=10, "LINE", "80"), (1..=2, "LINE", "3")]),
    of("2565-02", 5, &[], &[(3..=5, "LINE", "9.99")]),
    of("2565-02", 7, &[(11, "1234.56")], &[]),
    of("2565-03", 0, &[], &[(1..=1, "Shopee", "500"), (1..=1, "Facebook", "1")]),
    of("2565-03", 1, &[], &[(3..=5, "Shopee", "33.33")]),
    of("2565-03", 4, &[], &[(2..=3, "Shopee", "12")]),
    of("2565-03", 8, &[(10, "5000")], &[(2..=4, "Shopee", "100")]),
    of("2565-04", 0, &[(20, "800")], &[(11..=11, "Facebook", "45")]),
    of("2565-04", 1, &[(5, "150")], &[(6..=6, "Facebook", "15")]),
    of("2565-04", 2, &[(6, "160.10")], &[(8..=9, "LINE", "16")]),
    of("2565-04", 3, &[(4, "140")], &[(2..=2, "Facebook", "17")]),
    of("2565-04", 4, &[(3, "130")], &[(4..=4, "Shopee", "18")]),
    of("2565-05", 5, &[(9, "900")], &[(6..=6, "อื่น ๆ: ตลาดพะเยา", "1500")]),
    of("2565-05", 6, &[(2, "20.02")], &[(4..=4, "Facebook", "19")]),
    of("2565-05", 7, &[(14, "77")], &[(4..=5, "Facebook", "21")]),
    of("2565-06", 8, &[(13, "3131.31")], &[(5..=6, "LINE", "22")]),
    of("2565-07", 0, &[(25, "1100"), (26, "1200.20")], &[(12..=13, "TikTok", "250"), (1..=1, "Facebook", "2")]),
    of("2565-07", 1, &[(1, "10")], &[(7..=7, "LINE", "60.60")]),
    of("2565-07", 2, &[], &[(10..=10, "Facebook", "11")]),
    of("2565-07", 4, &[(2, "5"), (3, "6"), (4, "7.77")], &[(1..=3, "TikTok", "1")]),
    of("2565-07", 5, &[], &[(1..=6, "Facebook", "0.10")]),
    of("2565-09", 0, &[(99, "9999")], &[(20..=29, "YouTube", "999")]),
    of("2565-09", 2, &[(88, "8888")], &[(20..=29, "Lazada", "999")]),
];

/// Districts without a line in 2565-07: who says that there was nothing (the second too late), and who sends a blank form.
/// Late is จุน with its report; ภูซาง sends none.
pub const NIL: usize = 3;
pub const NIL_LATE: usize = 6;
pub const BLANK: usize = 8;
pub const LATE: usize = 1;

/// The name of an operator.
pub fn operator(district: usize, number: usize) -> String {
    format!("กลุ่มตัวอย่าง {}-{number}", district + 1)
}

/// The name of an activity.
pub fn event(reported: &Reported, number: usize) -> String {
    format!("ตลาดนัด {} ครั้งที่ {}", reported.month, number + 1)
}

/// The registration number of an operator.
pub fn registration(district: usize, number: usize) -> String {
    format!("ตย-{}-{number:03}", 5601 + district)
}

/// A sum of baht.
pub fn baht(text: &str) -> Decimal {
    text.parse().expect("baht")
}

/// The whole year as workbooks of the districts.
fn workspace() -> Case {
    let case = Case::without_registry();
    for reported in YEAR {
        let mut content = Content { cover: cover(month(reported.month)), ..Content::default() };
        if (reported.month, reported.district) == ("2565-07", LATE) {
            content.cover.insert(CoverField::ReportDate, "9 สิงหาคม 2565".into());
        }
        content.rows = BTreeMap::from([(Form::Activities, activities(reported)), (Form::Listings, listings(reported))]);
        submit(&case, reported.month, reported.district, &content);
    }
    for (district, reported_on) in [(NIL, "1 สิงหาคม 2565"), (NIL_LATE, "8 สิงหาคม 2565"), (BLANK, "2 สิงหาคม 2565")]
    {
        let mut content = Content { cover: cover(month("2565-07")), ..Content::default() };
        content.cover.insert(CoverField::ReportDate, reported_on.into());
        if district != BLANK {
            content.cover.insert(CoverField::Nil, "ใช่".into());
        }
        submit(&case, "2565-07", district, &content);
    }
    case
}

fn submit(case: &Case, month: &str, district: usize, content: &Content) {
    case.submit(month, district, &case.plan.districts[district].name, content);
}

/// The activities of a line, on the 1st, 2nd … of its month.
fn activities(reported: &Reported) -> Vec<Vec<Entry>> {
    let row = |(i, (participants, sales)): (usize, &(i64, &str))| {
        let mut row = vec![Entry::Blank; Form::Activities.columns().len()];
        row[activity::DATE] = Entry::Day(month(reported.month).first_day().with().day(1 + i as i8).build().expect("a day"));
        row[activity::NAME] = Entry::Text(event(reported, i));
        row[activity::PARTICIPANTS] = Entry::Number((*participants).into());
        row[activity::SALES] = Entry::Number(baht(sales));
        row
    };
    reported.activities.iter().enumerate().map(row).collect()
}

/// The listings of a line, all on the 1st of its month.
fn listings(reported: &Reported) -> Vec<Vec<Entry>> {
    let row = |number: usize, channel: &str, sales: &str| {
        let mut row = vec![Entry::Blank; Form::Listings.columns().len()];
        row[listing::REGISTRATION] = Entry::Text(registration(reported.district, number));
        row[listing::NAME] = Entry::Text(operator(reported.district, number));
        row[listing::OPERATOR_TYPE] = "กลุ่ม".into();
        row[listing::PRODUCT] = Entry::Text(format!("ผลิตภัณฑ์ {number}"));
        row[listing::CHANNEL] = channel.into();
        row[listing::DATE] = Entry::Day(month(reported.month).first_day());
        row[listing::SALES] = Entry::Number(baht(sales));
        row
    };
    let rows =
        |(numbers, channel, sales): &OnChannel| numbers.clone().map(|number| row(number, channel, sales)).collect::<Vec<_>>();
    reported.listings.iter().flat_map(rows).collect()
}

/// The year's workspace and its judged months, understood once for all tests.
pub struct Judged {
    pub case: Case,
    runs: BTreeMap<&'static str, CompiledMonth>,
}

impl Judged {
    pub fn once() -> &'static Self {
        static JUDGED_ONCE: OnceLock<Judged> = OnceLock::new();
        JUDGED_ONCE.get_or_init(|| {
            let case = workspace();
            let runs = JUDGED.into_iter().map(|name| (name, case.compile(name))).collect();
            Judged { case, runs }
        })
    }

    pub fn run(&self, month: &str) -> &CompiledMonth {
        &self.runs[month]
    }

    /// Every file of a month, as a clerk gets them some days into the next.
    pub fn published(&self, run: &CompiledMonth) -> Vec<OutputFile> {
        let workspace = Workspace::new(self.case.root());
        let today = run.month.next().first_day().with().day(10).build().expect("a day");
        let publisher = Publisher::open(&workspace, &self.case.plan, today, Lang::Th).expect("it opens");
        publisher.publish(run).expect("it prints")
    }

    /// What `data.json` says of a month.
    pub fn record(&self, month: &str) -> Json {
        serde_json::from_slice(&data_json(&self.case.plan, self.run(month))).expect("JSON")
    }

    /// Every file of July, as a clerk gets them on the 10th of August; printed once for all tests.
    pub fn july() -> &'static [OutputFile] {
        static JULY: OnceLock<Vec<OutputFile>> = OnceLock::new();
        JULY.get_or_init(|| {
            let year = Self::once();
            year.published(year.run("2565-07"))
        })
    }
}
