//! A figure explained, for people.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::aligned::Side::{Left, Right};
use super::aligned::aligned;
use crate::cli::terminal::in_line;
use crate::district::DistrictId;
use crate::explain::{
    Explanation, FigureName, Fraction, Judged, Judgement, LeftOut, Line, Measured, Needed, Origins, Part, Rounding, Subject,
    Unit,
};
use crate::finding::Place;
use crate::lang::{Count, Lang, Said, Say};
use crate::plan::Plan;
use crate::thai::digits::{to_arabic, to_thai};

/// The value, how it came about, every line, what was left out, and what to do next.
pub(super) fn told(plan: &Plan, explanation: &Explanation, origins: &Origins, lang: Lang) -> String {
    let teller = Teller { plan, explanation, origins, lang };
    let mut out = vec![teller.heading()];
    let mut section = |lines: Vec<String>| {
        if !lines.is_empty() {
            out.push(String::new());
            out.extend(lines);
        }
    };
    section(explanation.judgement.as_ref().map(|judgement| teller.judgement(judgement)).unwrap_or_default());
    for lines in explanation.fraction.as_ref().map(|fraction| teller.fraction(fraction)).unwrap_or_default() {
        section(lines);
    }
    for part in &explanation.parts {
        teller.part(part).into_iter().for_each(&mut section);
    }
    section(teller.left_out());
    section(vec![teller.next_step()]);
    out.join("\n") + "\n"
}

/// What is told, and in which language.
struct Teller<'a> {
    plan: &'a Plan,
    explanation: &'a Explanation,
    origins: &'a Origins,
    lang: Lang,
}

impl Teller<'_> {
    fn said(&self, what: &dyn Say) -> String {
        Said(what, self.lang).to_string()
    }

    fn count(&self, count: impl Into<i64>) -> String {
        self.said(&Count(u64::try_from(count.into()).unwrap_or(0)))
    }

    fn words(&self, th: &str, en: &str) -> String {
        self.lang.pick(th, en).to_owned()
    }

    /// A number as this language writes it.
    fn digits(&self, number: &str) -> String {
        self.lang.pick(to_thai(number), to_arabic(number))
    }

    /// A district by name, where it stands alone.
    fn district(&self, district: DistrictId) -> String {
        let name = &self.plan[district].name;
        self.lang.pick(format!("อำเภอ{name}"), format!("district {name}"))
    }

    fn heading(&self) -> String {
        let Explanation { subject, figure, title, value, judgement, .. } = self.explanation;
        let whose = match subject {
            Subject::District(district) => self.district(*district),
            Subject::Province => {
                let name = &self.plan.province.name;
                self.lang.pick(format!("จังหวัด{name}"), format!("province {name}"))
            }
        };
        let level = judgement.as_ref().and_then(|judgement| judgement.levels.iter().find(|level| level.level == judgement.reached));
        let name = level.map(|level| format!(" {}", in_line(&level.name))).unwrap_or_default();
        let value = self.said(&Measured(figure.unit(), *value));
        format!("{whose} {figure}: {} = {value}{name}", self.said(title))
    }
}

/// How percent and level came about.
impl Teller<'_> {
    fn fraction(&self, fraction: &Fraction) -> Vec<Vec<String>> {
        let (counted, remaining) = (self.count(fraction.counted), self.count(fraction.remaining));
        let cut = if fraction.is_exact { "" } else { "…" };
        let quotient = format!("{}{cut}", self.digits(&fraction.quotient));
        let shown = self.said(&Measured(Unit::Percent, fraction.shown));
        let hundred = self.digits("100");
        let mut division = vec![self.words(
            "ร้อยละ = ผู้ประกอบการที่นับได้ในปี ÷ ผู้ประกอบการคงเหลือ (ลงทะเบียน − ออนไลน์เดิม)",
            "per cent = operators counted in the year ÷ operators remaining (registered − online before)",
        )];
        if fraction.rounding != Rounding::NothingRemains {
            division.push(format!("  {counted} ÷ {remaining} × {hundred} = {quotient}"));
        }
        division.push(format!("  {}: {shown}", self.said(&fraction.rounding)));
        vec![division, self.bases(fraction)]
    }

    fn bases(&self, fraction: &Fraction) -> Vec<String> {
        let mut rows = vec![
            self.lang
                .pick(
                    ["อำเภอ", "ลงทะเบียน", "ออนไลน์เดิม", "คงเหลือ", "บรรทัดในแผน"],
                    ["district", "registered", "online before", "remaining", "lines of the plan"],
                )
                .map(str::to_owned)
                .to_vec(),
        ];
        for base in &fraction.bases {
            let district = &self.plan[base.district];
            let lines = self.origins.plan.get(&district.geocode);
            let lines = lines.map(|lines| self.digits(&format!("{}, {}", lines.registered, lines.online_before)));
            let counts = [base.registered, base.online_before, base.remaining].map(|count| self.count(count));
            let row = std::iter::once(in_line(&district.name)).chain(counts).chain(lines);
            rows.push(row.collect());
        }
        let sum = |of: fn(&crate::explain::Base) -> u32| self.count(fraction.bases.iter().map(|base| i64::from(of(base))).sum::<i64>());
        let sums = [sum(|base| base.registered), sum(|base| base.online_before), self.count(fraction.remaining)];
        rows.push(std::iter::once(self.words("รวม", "sum")).chain(sums).collect());
        let title = self.words(
            "ตัวหาร: ผู้ประกอบการคงเหลือ จาก registered และ online_before ของแต่ละอำเภอใน inputs/plan.toml",
            "below the line: operators remaining, by \"registered\" and \"online_before\" of each district in inputs/plan.toml",
        );
        std::iter::once(title).chain(aligned(&[Left, Right, Right, Right, Right], &rows)).collect()
    }

    fn judgement(&self, judgement: &Judgement) -> Vec<String> {
        let round = self.said(&judgement.round);
        let mut rows = vec![
            self.lang
                .pick(
                    ["ระดับ", "กิจกรรม", "ช่องทาง", "ผู้ประกอบการออนไลน์", ""],
                    ["level", "activities", "channels", "online operators", ""],
                )
                .map(str::to_owned)
                .to_vec(),
        ];
        rows.extend(judgement.levels.iter().map(|level| self.level(judgement, level)));
        let title = self.lang.pick(
            format!("เกณฑ์ของแต่ละระดับ {round} (มีอยู่/ต้องมี)"),
            format!("what each level of the round ({round}) asks for (there are/there must be)"),
        );
        let mut lines = vec![title];
        lines.extend(aligned(&[Left, Left, Left, Left, Left], &rows));
        lines.push(format!("  {}", self.held_down(judgement)));
        if judgement.below_lowest {
            lines.push(self.words(
                "  ต่ำกว่าเกณฑ์: ยังไม่ถึงแม้ร้อยละหรือช่องทางของระดับ ๑",
                "  below the lowest: not even the per cent or the channels of level 1 are reached",
            ));
        }
        if judgement.unnamed_activities {
            lines.push(self.words(
                "  จำนวนกิจกรรมเท่านี้พอดีไม่มีระดับใดในหนังสือระบุไว้ จึงเป็นระดับ ๑",
                "  the letter's levels name exactly so many activities nowhere: it is level 1",
            ));
        }
        lines
    }

    fn level(&self, judgement: &Judgement, level: &Judged) -> Vec<String> {
        let condition = |needed: Needed| match (needed.needs, needed.missing()) {
            (0, _) => self.count(needed.has),
            (needs, 0) => format!("{}/{}", self.count(needed.has), self.count(needs)),
            (needs, missing) => {
                let lacking = self.words("ขาด", "lacks");
                format!("{}/{} {lacking} {}", self.count(needed.has), self.count(needs), self.count(missing))
            }
        };
        let percent = self.digits(&level.percent.normalize().to_string());
        let percent = self.lang.pick(format!("(ร้อยละ {percent})"), format!("({percent} per cent)"));
        let reached = level.level == judgement.reached;
        let result = match (reached, level.level > judgement.reached) {
            (true, _) => self.words("ระดับที่ได้", "reached"),
            (_, true) => self.words("ยังไม่ถึง", "not reached"),
            (_, false) => self.words("ถึงแล้ว", "passed"),
        };
        vec![
            format!("{} {}", self.count(level.level), in_line(&level.name)),
            condition(level.activities),
            condition(level.channels),
            format!("{} {percent}", condition(level.operators)),
            result,
        ]
    }

    /// Which conditions hold the level down.
    fn held_down(&self, judgement: &Judgement) -> String {
        let Some(next) = judgement.next() else {
            return self.words("เป็นระดับสูงสุดแล้ว", "this is the highest level");
        };
        let lacking = [
            ("ขาดกิจกรรมอีก", Unit::Activities, next.activities),
            ("ขาดช่องทางอีก", Unit::Channels, next.channels),
            ("ขาดผู้ประกอบการออนไลน์อีก", Unit::Operators, next.operators),
        ];
        let lacking = lacking.into_iter().filter(|(_, _, needed)| needed.missing() > 0).map(|(thai, unit, needed)| {
            let missing = self.said(&Measured(unit, needed.missing().into()));
            self.lang.pick(format!("{thai} {missing}"), format!("{missing} more"))
        });
        let (lacking, level, name) = (lacking.collect::<Vec<_>>(), self.count(next.level), in_line(&next.name));
        self.lang.pick(
            format!("ยังไม่ถึงระดับ {level} {name} เพราะ{}", lacking.join(" ")),
            format!("held below level {level} {name}: it needs {}", lacking.join(", ")),
        )
    }
}

/// The lines that were added.
impl Teller<'_> {
    fn part(&self, part: &Part) -> Vec<Vec<String>> {
        let mut sections = Vec::new();
        if self.explanation.figure != part.figure {
            let value = self.said(&Measured(part.figure.unit(), part.value));
            sections.push(vec![format!("{} = {value}", self.part_title(part.figure))]);
        }
        if self.explanation.subject == Subject::Province && part.figure != FigureName::Channels {
            sections.push(self.by_district(part));
        }
        if part.months.len() > 1 && part.figure != FigureName::Channels {
            sections.push(self.by_month(part));
        }
        sections.push(if part.figure == FigureName::Channels { self.channels(part) } else { self.lines(part) });
        sections
    }

    fn part_title(&self, figure: FigureName) -> String {
        let (thai, english) = match figure {
            FigureName::Channels => ("ช่องทางออนไลน์ที่ใช้ในปี", "online channels run in the year"),
            FigureName::Of(crate::explain::Quantity::Operators, _) => {
                ("ตัวตั้ง: ผู้ประกอบการออนไลน์ที่นับได้ในปี", "above the line: online operators counted in the year")
            }
            _ => ("กิจกรรมที่ไม่ใช้งบประมาณในรอบ", "activities without budget in the round"),
        };
        self.words(thai, english)
    }

    fn number(&self, part: &Part, value: Decimal) -> String {
        Measured(part.figure.unit(), value).number(self.lang)
    }

    /// Rows of a sum by something: its name, its part, the sum so far, a remark.
    fn sums(&self, title: &str, part: &Part, parts: impl Iterator<Item = (String, Decimal, String)>) -> Vec<String> {
        let mut total = Decimal::ZERO;
        let mut rows = vec![vec![title.to_owned(), self.unit(part), self.words("สะสม", "so far")]];
        rows.extend(parts.map(|(name, value, remark)| {
            total += value;
            vec![name, self.number(part, value), self.number(part, total), remark]
        }));
        aligned(&[Left, Right, Right, Left], &rows)
    }

    fn unit(&self, part: &Part) -> String {
        let (thai, english) = match part.figure.unit() {
            Unit::Activities => ("ครั้ง", "activities"),
            Unit::Operators => ("กลุ่ม/ราย", "operators"),
            Unit::Baht => ("บาท", "baht"),
            _ => ("ช่องทาง", "channels"),
        };
        self.words(thai, english)
    }

    fn by_district(&self, part: &Part) -> Vec<String> {
        let sums = part.districts.iter().map(|(district, value)| (in_line(&self.plan[*district].name), *value, String::new()));
        self.sums(self.lang.pick("แยกตามอำเภอ", "by district"), part, sums)
    }

    fn by_month(&self, part: &Part) -> Vec<String> {
        let sums = part.months.iter().map(|(month, value)| {
            let sealed = self.origins.sealed.get(month).map(|sealed| match (self.lang, sealed.unchanged) {
                (Lang::Th, true) => format!("ผนึกแล้วในชุด {} และตรงกัน", sealed.bag),
                (Lang::Th, false) => format!("ผนึกแล้วในชุด {} แต่ข้อมูลเปลี่ยนหลังผนึก", sealed.bag),
                (Lang::En, true) => format!("sealed in {}, and the same", sealed.bag),
                (Lang::En, false) => format!("sealed in {}, and changed since", sealed.bag),
            });
            (self.said(month), *value, sealed.unwrap_or_default())
        });
        self.sums(self.lang.pick("แยกตามเดือน", "by month"), part, sums)
    }

    /// Every line with the sum so far; the last is the sum.
    fn lines(&self, part: &Part) -> Vec<String> {
        if part.lines.is_empty() {
            return vec![self.words("ไม่มีรายการที่นับ", "nothing is counted")];
        }
        let mut rows = vec![vec![self.words("รายการ", "lines"), self.unit(part), self.words("สะสม", "so far")]];
        let name = |line: &Line| {
            let known = [line.registration.as_str(), line.channel.as_deref().unwrap_or_default()];
            let known: Vec<&str> = known.into_iter().filter(|word| !word.is_empty()).collect();
            let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
            in_line(&format!("{}{known}", line.name))
        };
        rows.extend(part.lines.iter().map(|line| {
            vec![place(&line.place), self.number(part, line.amount), self.number(part, line.total), name(line)]
        }));
        rows.push(vec![self.words("รวม", "sum"), String::new(), self.number(part, part.value)]);
        aligned(&[Left, Right, Right, Left], &rows)
    }

    /// Each channel, and below it the listings that show it to be run.
    fn channels(&self, part: &Part) -> Vec<String> {
        let mut rows = vec![vec![self.words("ช่องทาง และรายการที่ใช้", "channels, and who uses them"), self.words("สะสม", "so far")]];
        for line in &part.lines {
            if line.amount == Decimal::ONE {
                let channel = line.channel.as_deref().map(in_line).unwrap_or_default();
                rows.push(vec![channel, self.number(part, line.total)]);
            }
            rows.push(vec![format!("  {}", place(&line.place)), String::new(), in_line(&line.name)]);
        }
        rows.push(vec![self.words("รวม", "sum"), self.number(part, part.value)]);
        aligned(&[Left, Right, Left], &rows)
    }
}

/// What does not count.
impl Teller<'_> {
    fn left_out(&self) -> Vec<String> {
        let left_out = &self.explanation.left_out;
        if left_out.is_empty() {
            return vec![self.words("ไม่มีรายการที่ไม่ได้นับ", "nothing was left out")];
        }
        let rows: Vec<Vec<String>> = left_out.iter().map(|out| self.left_out_row(out)).collect();
        let count = self.count(left_out.len() as i64);
        let mut lines = vec![self.lang.pick(format!("ไม่ได้นับ {count} รายการ"), format!("left out: {count}"))];
        for (out, row) in left_out.iter().zip(aligned(&[Left, Right, Left], &rows)) {
            lines.push(row);
            lines.extend(out.why.iter().map(|why| format!("      → {} [{}]", in_line(&self.said(why)), why.code())));
        }
        lines
    }

    fn left_out_row(&self, out: &LeftOut) -> Vec<String> {
        let unit = if self.explanation.figure.unit() == Unit::Baht { Unit::Baht } else { Unit::Operators };
        let amount = match (out.amount, out.rows) {
            (_, 0) => String::new(),
            (None, _) => "?".to_owned(),
            (Some(value), _) => Measured(unit, value).number(self.lang),
        };
        let rows = self.count(i64::try_from(out.rows).unwrap_or(i64::MAX));
        let name = match (out.place.cell, out.rows) {
            (None, rows_of) if rows_of > 0 => self.lang.pick(format!("ทั้งแฟ้ม {rows} แถว"), format!("the whole file, {rows} rows")),
            _ => in_line(&out.name),
        };
        let place = match (&out.place.file, out.district, out.month) {
            (None, Some(district), Some(month)) => format!("{} {}", self.district(district), self.said(&month)),
            _ => place(&out.place),
        };
        vec![place, amount, name]
    }

    fn next_step(&self) -> String {
        let month = self.explanation.month;
        let mut step = String::new();
        // Writing to a text cannot fail.
        _ = match (self.lang, self.explanation.left_out.is_empty()) {
            (Lang::Th, true) => write!(step, "ถ้าตัวเลขไม่ถูก ให้แก้ในแฟ้มตามช่องข้างต้น แล้วสั่ง otop-report compile {month}"),
            (Lang::Th, false) => write!(step, "วิธีแก้รายการที่ไม่ได้นับ: สั่ง otop-report check {month} แก้ในแฟ้ม แล้วสั่ง otop-report compile {month}"),
            (Lang::En, true) => write!(step, "if the figure is wrong, correct the cells above, then run otop-report compile {month}"),
            (Lang::En, false) => write!(
                step,
                "to correct what was left out: run otop-report check {month}, correct the files, then run otop-report compile {month}"
            ),
        };
        step
    }
}

/// A place on one line.
fn place(place: &Place) -> String {
    in_line(&place.to_string())
}
