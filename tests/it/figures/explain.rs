//! `explain`: the value of every figure, and cells that are opened and counted here by another reader.

use std::collections::BTreeMap;

use calamine::{Data, DataType, Reader, open_workbook_auto};
use otop_report::district::DistrictId;
use otop_report::explain::{Explanation, FigureName, Measured, Subject, explain};
use otop_report::finding::Place;
use otop_report::lang::{Lang, Said};
use otop_report::thai::digits::to_arabic;
use rust_decimal::Decimal;

use super::totals::{JULY, Line, PROVINCE};
use super::year::{Judged, baht};

/// Figures by their names, as words on a command line, and their values for a line of the year.
fn expected(line: &Line) -> Vec<(String, Decimal)> {
    let (_, activities, _, operators, at_activities, online) = line;
    let counts = |counts: [i64; 3]| counts.map(Decimal::from);
    let figures = [
        ("activities", counts(*activities)),
        ("operators", counts(*operators)),
        ("sales-activities", at_activities.map(baht)),
        ("sales-online", online.map(baht)),
    ];
    let spans = |(name, values): (&'static str, [Decimal; 3])| {
        ["month", "round", "year"].into_iter().zip(values).map(move |(span, value)| (format!("{name}-{span}"), value))
    };
    figures.into_iter().flat_map(spans).collect()
}

/// The sheets of the year's workbooks, each file opened once.
#[derive(Default)]
struct Shelf(BTreeMap<String, BTreeMap<String, calamine::Range<Data>>>);

impl Shelf {
    fn cell(&mut self, place: &Place) -> Data {
        let file = place.file.as_deref().expect("a file").to_owned();
        let path = Judged::once().case.path(&file);
        let sheets =
            self.0.entry(file).or_insert_with(|| open_workbook_auto(path).expect("it opens").worksheets().into_iter().collect());
        let cell = place.cell.expect("a cell");
        sheets[place.sheet.as_deref().expect("a sheet")].get_value((cell.row, cell.column)).cloned().unwrap_or_default()
    }

    /// What the cells give by themselves: the sum of their numbers, or how many different words they hold.
    fn counted(&mut self, cells: &[Place]) -> Decimal {
        let found: Vec<(&Place, Data)> = cells.iter().map(|place| (place, self.cell(place))).collect();
        let numbers: Decimal =
            found.iter().map(|(_, data)| if let Data::Float(number) = data { exact(*number) } else { 0.into() }).sum();
        let mut words: Vec<String> = found
            .iter()
            .filter(|(_, data)| data.is_string())
            .map(|(place, data)| format!("{:?} {data}", district_of(place)))
            .collect();
        words.sort();
        words.dedup();
        numbers + Decimal::from(words.len())
    }
}

/// A float of a cell as the baht that was typed.
fn exact(number: f64) -> Decimal {
    Decimal::try_from(number).expect("baht").round_dp(2)
}

fn district_of(place: &Place) -> &str {
    place.file.as_deref().and_then(|file| file.split_once('/')).expect("a month's folder").1
}

fn months(cells: &[Place]) -> Vec<&str> {
    cells.iter().filter_map(|place| place.file.as_deref()?.split_once('/')).map(|(month, _)| month).collect()
}

/// Every figure of a subject: its value, its cells' own sum, the spans of its cells.
fn judge(shelf: &mut Shelf, subject: Subject, line: &Line) {
    let run = Judged::once().run("2565-07");
    for (name, value) in expected(line) {
        let told = explain(&Judged::once().case.plan, run, subject, name.parse().expect("a figure"));
        assert_eq!(told.value, value, "{} {name}", line.0);
        let shown = Measured(told.figure.unit(), told.value).number(Lang::Th);
        let plain = to_arabic(&shown).replace(',', "");
        assert_eq!(plain.parse(), Ok(value), "{} {name}: {shown}", line.0);
        assert_eq!(plain.contains('.'), name.starts_with("sales"), "{} {name}: {shown}", line.0);
        assert_eq!(shelf.counted(&told.cells), value, "{} {name}", line.0);
        let (first, last) = match name.rsplit('-').next() {
            Some("month") => ("2565-07", "2565-07"),
            Some("round") => ("2565-04", "2565-07"),
            _ => ("2564-10", "2565-07"),
        };
        assert!(months(&told.cells).into_iter().all(|month| (first..=last).contains(&month)), "{} {name}", line.0);
        let sheet = if name.contains("activities") {
            "แบบ ๑ กิจกรรม"
        } else {
            "แบบ ๒ ออนไลน์"
        };
        assert!(told.cells.iter().all(|place| place.sheet.as_deref() == Some(sheet)), "{} {name}", line.0);
    }
}

#[test]
fn every_figure_of_every_district_is_what_its_cells_say() {
    let mut shelf = Shelf::default();
    for (district, line) in JULY.iter().enumerate() {
        judge(&mut shelf, Subject::District(DistrictId::at(district)), line);
    }
}

#[test]
fn every_figure_of_the_province_is_what_its_cells_say() {
    let july = PROVINCE.last().expect("nine months");
    assert_eq!(july.0, "2565-07");
    judge(&mut Shelf::default(), Subject::Province, july);
}

#[test]
fn channels_percent_and_level_name_what_they_rest_on() {
    let run = Judged::once().run("2565-07");
    let mut shelf = Shelf::default();
    let told = |name: &str| explain(&Judged::once().case.plan, run, Subject::Province, name.parse().expect("a figure"));
    let shown = |told: &Explanation| Said(&Measured(told.figure.unit(), told.value), Lang::Th).to_string();
    let channels = told("channels");
    assert_eq!(shown(&channels), "๕ ช่องทาง");
    // Every listing of the year up to July names a channel: 57 operators' first ones, and 14 of operators seen before.
    let mut names: Vec<String> = channels.cells.iter().map(|place| shelf.cell(place).to_string()).collect();
    assert_eq!(names.len(), 71);
    names.sort();
    names.dedup();
    assert_eq!(names, ["Facebook", "LINE", "Shopee", "TikTok", "อื่น ๆ: ตลาดพะเยา"]);
    let percent = told("percent");
    assert_eq!(shown(&percent), "ร้อยละ ๖.๙๕");
    assert_eq!(percent.cells, told("operators-year").cells);
    let level = told("level");
    assert_eq!(shown(&level), "ระดับ ๕");
    // The round's activities, the first cell of each channel, the year's operators.
    let (activities, operators) = (told("activities-round").cells, told("operators-year").cells);
    assert_eq!((activities.len(), operators.len(), level.cells.len()), (15, 57, 15 + 5 + 57));
    assert_eq!((&level.cells[..15], &level.cells[20..]), (&activities[..], &operators[..]));
    let firsts: Vec<String> = level.cells[15..20].iter().map(|place| shelf.cell(place).to_string()).collect();
    assert_eq!(firsts, ["Facebook", "LINE", "Shopee", "TikTok", "อื่น ๆ: ตลาดพะเยา"]);
}

#[test]
fn a_figure_is_known_by_its_name_alone() {
    for figure in FigureName::ALL {
        assert_eq!(figure.to_string().parse(), Ok(figure));
    }
    assert_eq!(
        FigureName::ALL.map(|figure| figure.to_string())[..4],
        ["activities-month", "activities-round", "activities-year", "operators-month"]
    );
    let error = "operators".parse::<FigureName>().expect_err("it lacks a span").to_string();
    assert!(error.contains("\"operators-month\", \"operators-round\", \"operators-year\""), "{error}");
    assert_eq!(Subject::Province.figures().count(), 15);
    assert_eq!(
        Subject::District(DistrictId::at(0)).figures().count(),
        12,
        "channels, percent and level are the province's alone"
    );
}
