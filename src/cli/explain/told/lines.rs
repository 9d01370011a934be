//! The lines that were added, and their sums by district and month.

use rust_decimal::Decimal;

use super::super::aligned::Side::{Left, Right};
use super::super::aligned::aligned;
use super::{Teller, place};
use crate::cli::terminal::in_line;
use crate::explain::{FigureName, Line, Measured, Part, Quantity, Subject};
use crate::lang::Lang;

impl Teller<'_> {
    pub(super) fn part(&self, part: &Part) -> Vec<Vec<String>> {
        let mut sections = Vec::new();
        if self.explanation.figure != part.figure {
            sections.push(vec![format!("{} = {}", self.part_title(part.figure), self.number(part, part.value))]);
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
            FigureName::Of(Quantity::Operators, _) => {
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
        part.figure.unit().word(self.lang).to_owned()
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
        rows.extend(
            part.lines
                .iter()
                .map(|line| vec![place(&line.place), self.number(part, line.amount), self.number(part, line.total), name(line)]),
        );
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
