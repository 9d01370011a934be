//! How percent and level came about: the division, and every level's conditions.

use super::super::aligned::Side::{Left, Right};
use super::super::aligned::aligned;
use super::Teller;
use crate::cli::terminal::in_line;
use crate::explain::{Base, Fraction, Judged, Judgement, Measured, Needed, Rounding, Unit};
use crate::lang::Lang;

impl Teller<'_> {
    pub(super) fn fraction(&self, fraction: &Fraction) -> Vec<Vec<String>> {
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
            let [registered, online_before] = base.lines(self.plan);
            let lines = self.digits(&format!("{registered}, {online_before}"));
            let counts = [base.registered, base.online_before, base.remaining].map(|count| self.count(count));
            let row = std::iter::once(in_line(&district.name)).chain(counts).chain([lines]);
            rows.push(row.collect());
        }
        let sum = |of: fn(&Base) -> u32| self.count(fraction.bases.iter().map(|base| i64::from(of(base))).sum::<i64>());
        let sums = [sum(|base| base.registered), sum(|base| base.online_before), self.count(fraction.remaining)];
        rows.push(std::iter::once(self.words("รวม", "sum")).chain(sums).collect());
        let title = self.words(
            "ตัวหาร: ผู้ประกอบการคงเหลือ จาก registered และ online_before ของแต่ละอำเภอใน inputs/plan.toml",
            "below the line: operators remaining, by \"registered\" and \"online_before\" of each district in inputs/plan.toml",
        );
        std::iter::once(title).chain(aligned(&[Left, Right, Right, Right, Right], &rows)).collect()
    }

    pub(super) fn judgement(&self, judgement: &Judgement) -> Vec<String> {
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
        let lacking = next.lacking().map(|(unit, needed)| self.lacking(unit, needed));
        let (lacking, level, name) = (lacking.collect::<Vec<_>>(), self.count(next.level), in_line(&next.name));
        self.lang.pick(
            format!("ยังไม่ถึงระดับ {level} {name} เพราะ{}", lacking.join(" ")),
            format!("held below level {level} {name} by {}", lacking.join(", ")),
        )
    }

    fn lacking(&self, unit: Unit, needed: Needed) -> String {
        let missing = Measured(unit, needed.missing().into());
        if self.lang == Lang::En {
            return format!("{} ({} more)", unit.word(Lang::En), missing.number(Lang::En));
        }
        let what = match unit {
            Unit::Activities => "กิจกรรม",
            Unit::Operators => "ผู้ประกอบการออนไลน์",
            _ => "ช่องทาง",
        };
        format!("ขาด{what}อีก {}", self.said(&missing))
    }
}
