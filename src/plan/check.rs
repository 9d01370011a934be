//! What makes a plan unusable, each fault at its key and line.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};

use super::{Keys, Level, Plan, PlanError, PlanFault};
use crate::files::is_device;
use crate::thai::text::{loose_key, name_key};

/// The plan in `text`, or every fault found.
pub(super) fn parse(text: &str) -> Result<Plan, PlanError> {
    let mut plan: Plan = toml::from_str(text).map_err(|error| PlanError { faults: vec![syntax(text, &error)] })?;
    let mut check = Check { text, tree: DeTable::parse(text).ok().map(toml::Spanned::into_inner), faults: Vec::new() };
    check.province(&plan);
    check.year(&plan);
    check.districts(&plan);
    check.rubrics(&plan);
    check.channels(&plan);
    check.rest(&plan);
    if !check.faults.is_empty() {
        return Err(PlanError { faults: check.faults });
    }
    plan.keys = Keys::of(&plan);
    Ok(plan)
}

/// See [`Plan::warnings`].
pub(super) fn warnings(plan: &Plan) -> Vec<String> {
    let people = std::iter::once(&plan.kpi.owner).chain(&plan.kpi.coordinators);
    people
        .filter(|person| {
            let digits = crate::thai::digits::to_arabic(&person.telephone).chars().filter(char::is_ascii_digit).count();
            let expected = if person.telephone.starts_with("๐ ") || person.telephone.starts_with("0 ") { 9 } else { 10 };
            digits != 0 && digits != expected
        })
        .map(|person| format!("โทรศัพท์ของ{} ({}) มีตัวเลขไม่ครบหรือเกิน พิมพ์ตามที่ระบุในแผน", person.name, person.telephone))
        .collect()
}

fn syntax(text: &str, error: &toml::de::Error) -> PlanFault {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    let message = error.message();
    let quoted = |m: &str| m.split('`').nth(1).unwrap_or_default().to_owned();
    let sentence = if message.starts_with("unknown field") {
        format!("ไม่รู้จักคำว่า {} ตรวจตัวสะกดหรือลบบรรทัดนี้", quoted(message))
    } else if message.starts_with("missing field") {
        format!("ขาดค่า {} ในส่วนที่เริ่มบรรทัดนี้", quoted(message))
    } else if message.starts_with("invalid type") {
        format!("ชนิดของค่าไม่ถูกต้อง ({message})")
    } else {
        format!("อ่านไม่เข้าใจ ({message})")
    };
    PlanFault { key: String::new(), line, sentence }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

struct Check<'a> {
    text: &'a str,
    tree: Option<DeTable<'a>>,
    faults: Vec<PlanFault>,
}

impl Check<'_> {
    /// Notes a fault at a dotted key such as `districts[3].registered`.
    fn fault(&mut self, key: &str, sentence: impl Into<String>) {
        let line = self.tree.as_ref().map_or(1, |tree| line_of(self.text, offset(tree, key)));
        self.faults.push(PlanFault { key: key.to_owned(), line, sentence: sentence.into() });
    }

    fn province(&mut self, plan: &Plan) {
        if !is_code(&plan.province.geocode, 2) {
            self.fault("province.geocode", "รหัสจังหวัดต้องเป็นตัวเลข ๒ หลัก");
        }
        let texts = [
            ("province.name", &plan.province.name),
            ("office.name", &plan.office.name),
            ("signatory.name", &plan.signatory.name),
        ];
        for (key, text) in texts {
            if text.trim().is_empty() {
                self.fault(key, "ต้องไม่ว่าง");
            }
        }
    }

    fn year(&mut self, plan: &Plan) {
        let year = plan.fiscal_year();
        if !(2500..=2700).contains(&year.0) {
            return self.fault("year.fiscal_year", "ปีงบประมาณต้องเป็นปี พ.ศ. เช่น 2565");
        }
        let rounds = plan.rounds();
        if rounds.len() != 2 {
            return self.fault("year.rounds", "ต้องมีสองรอบการประเมิน");
        }
        for (i, round) in rounds.iter().enumerate() {
            for (end, month) in [("first", round.first), ("last", round.last)] {
                if month.fiscal_year() != year {
                    self.fault(&format!("year.rounds[{i}].{end}"), format!("เดือน {month} อยู่นอกปีงบประมาณ {year}"));
                }
            }
            if round.last < round.first {
                self.fault(&format!("year.rounds[{i}].last"), "เดือนสุดท้ายของรอบมาก่อนเดือนแรก");
            }
        }
        let months = year.months();
        if rounds[0].first != months[0] {
            self.fault("year.rounds[0].first", "รอบที่ ๑ ต้องเริ่มเดือนตุลาคมของปีงบประมาณ");
        }
        if rounds[1].first != rounds[0].last.next() {
            self.fault("year.rounds[1].first", "รอบที่ ๒ ต้องเริ่มในเดือนถัดจากเดือนสุดท้ายของรอบที่ ๑ ไม่ซ้อนและไม่เว้น");
        }
        if rounds[1].last != months[11] {
            self.fault("year.rounds[1].last", "รอบที่ ๒ ต้องจบเดือนกันยายนของปีงบประมาณ");
        }
    }

    fn districts(&mut self, plan: &Plan) {
        if plan.districts.is_empty() {
            self.fault("districts", "ต้องมีอย่างน้อยหนึ่งอำเภอ");
        }
        let (mut codes, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (i, district) in plan.districts.iter().enumerate() {
            let key = |field: &str| format!("districts[{i}].{field}");
            if !is_code(&district.geocode, 4) || !district.geocode.starts_with(&plan.province.geocode) {
                self.fault(&key("geocode"), format!("รหัสอำเภอต้องเป็นตัวเลข ๔ หลักที่ขึ้นต้นด้วยรหัสจังหวัด {}", plan.province.geocode));
            }
            if let Some(first) = codes.insert(district.geocode.clone(), &district.name) {
                self.fault(&key("geocode"), format!("รหัส {} ซ้ำกับอำเภอ{first}", district.geocode));
            }
            for (j, name) in std::iter::once(&district.name).chain(&district.aliases).enumerate() {
                let field = if j == 0 { "name" } else { "aliases" };
                if name_key(name).is_empty() {
                    self.fault(&key(field), "ชื่ออำเภอต้องไม่ว่าง");
                } else if let Some(other) = names.insert(name_key(name), i).filter(|other| *other != i) {
                    self.fault(&key(field), format!("ชื่อ {name} ซ้ำกับอำเภอ{}", plan.districts[other].name));
                }
            }
            if district.registered < district.online_before {
                self.fault(
                    &key("registered"),
                    format!(
                        "อำเภอ{}: ลงทะเบียนทั้งหมด {} น้อยกว่าออนไลน์เดิม {}",
                        district.name, district.registered, district.online_before
                    ),
                );
            } else if let Some(issued) = district.issued {
                let rule = plan.district_targets(district);
                let given = [rule.online_year, rule.online_rounds[0], rule.online_rounds[1]];
                if issued != given {
                    self.fault(
                        &key("issued"),
                        format!("อำเภอ{}: ค่าเป้าหมายที่แจ้ง {issued:?} ไม่ตรงกับหลักเกณฑ์ ซึ่งได้ {given:?}", district.name),
                    );
                }
            }
        }
        if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&plan.targets.percent) {
            self.fault("targets.percent", "ร้อยละต้องอยู่ระหว่าง 0 ถึง 100");
        }
        if plan.targets.activities_per_round > 1_000 {
            self.fault("targets.activities_per_round", "จำนวนกิจกรรมต่อรอบมากเกินไป");
        }
    }

    fn rubrics(&mut self, plan: &Plan) {
        if plan.rubrics.len() != plan.rounds().len() {
            self.fault("rubrics", "ต้องมีเกณฑ์การให้คะแนนครบทุกรอบ");
        }
        for (i, rubric) in plan.rubrics.iter().enumerate() {
            let key = format!("rubrics[{i}].levels");
            if rubric.levels.iter().map(|level| level.level).ne([5, 4, 3, 2, 1]) {
                self.fault(&key, "ต้องมีระดับ 5 4 3 2 1 เรียงจากสูงลงต่ำ");
                continue;
            }
            for (j, pair) in rubric.levels.windows(2).enumerate() {
                if !ordered(&pair[0], &pair[1]) {
                    let (high, low) = (pair[0].level, pair[1].level);
                    self.fault(&format!("{key}[{}]", j + 1), format!("เกณฑ์ของระดับ {low} สูงกว่าหรือเท่ากับระดับ {high} ทุกข้อ"));
                }
            }
            if let Some(lowest) = rubric.levels.last().filter(|lowest| lowest.activities != 0) {
                self.fault(
                    &format!("{key}[4]"),
                    format!("ระดับ 1 คือที่เหลือทั้งหมด จึงไม่มี activities (พบ {}) ใช้ fewer_than", lowest.activities),
                );
            }
        }
        if plan.kpi.weight <= Decimal::ZERO || plan.kpi.weight > Decimal::ONE_HUNDRED {
            self.fault("kpi.weight", "น้ำหนักต้องมากกว่า 0 และไม่เกิน 100");
        }
    }

    fn channels(&mut self, plan: &Plan) {
        let mut names = BTreeMap::new();
        for (i, channel) in plan.channels.iter().enumerate() {
            for name in std::iter::once(&channel.name).chain(&channel.aliases) {
                if let Some(other) = names.insert(loose_key(name), i).filter(|other| *other != i) {
                    self.fault(&format!("channels[{i}].name"), format!("{name} ซ้ำกับช่องทาง {}", plan.channels[other].name));
                }
            }
        }
        if plan.channels.is_empty() {
            self.fault("channels", "ต้องมีอย่างน้อยหนึ่งช่องทาง");
        }
    }

    fn rest(&mut self, plan: &Plan) {
        if !(1..=28).contains(&plan.deadline.day) {
            self.fault("deadline.day", "วันกำหนดส่งต้องอยู่ระหว่าง 1 ถึง 28");
        }
        for (key, path) in [("letters.garuda", &plan.letters.garuda), ("archive.folder", &plan.archive.folder)] {
            if !stays_inside(path) {
                self.fault(
                    key,
                    format!(
                        "{path:?} ต้องเป็นชื่อแฟ้มหรือโฟลเดอร์ภายในพื้นที่ทำงาน ห้ามมี .. หรือขึ้นต้นด้วย / หรือชื่อไดรฟ์ หรือชื่อที่วินโดวส์สงวนไว้ เช่น con"
                    ),
                );
            }
        }
        if plan.archive.folder.trim().is_empty() {
            self.fault("archive.folder", "ต้องไม่ว่าง");
        }
        let key = plan.archive.public_key.trim();
        if !key.is_empty() && minisign_verify::PublicKey::from_base64(key).is_err() {
            self.fault("archive.public_key", "ต้องเป็นกุญแจสาธารณะของ minisign คือบรรทัดที่ขึ้นต้นด้วย RW ในแฟ้ม minisign.pub");
        }
        for (key, value) in [
            ("file_mib", plan.limits.file_mib),
            ("inflated_mib", plan.limits.inflated_mib),
            ("rows", plan.limits.rows),
            ("month_rows", plan.limits.month_rows),
            ("files", plan.limits.files),
            ("list_pages", plan.limits.list_pages),
        ] {
            if value == 0 || value > 10_000_000 {
                self.fault(&format!("limits.{key}"), "ขีดจำกัดต้องมากกว่า 0 และไม่เกิน 10,000,000");
            }
        }
    }
}

/// No condition of the lower level is above the higher one's, and at least one is below.
fn ordered(high: &Level, low: &Level) -> bool {
    let none_above = low.activities <= high.activities && low.channels <= high.channels && low.percent <= high.percent;
    none_above && (low.activities, low.channels, low.percent) != (high.activities, high.channels, high.percent)
}

fn is_code(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a path from the plan stays below its folder, on every system.
fn stays_inside(path: &str) -> bool {
    !path.starts_with(['/', '\\'])
        && !path.contains(':')
        && !path.contains('\0')
        && path.split(['/', '\\']).all(|part| part != ".." && !is_device(part))
}

/// Where the value at a dotted key begins in the text, or its nearest existing parent.
fn offset(tree: &DeTable<'_>, key: &str) -> usize {
    let mut place = 0;
    let mut table = Some(tree);
    for segment in key.split('.') {
        let (name, indices) = segment.split_once('[').unwrap_or((segment, ""));
        let Some((key, found)) = table.and_then(|table| table.get_key_value(name)) else { break };
        place = key.span().start;
        let mut value = Some(found.get_ref());
        for index in indices.split(['[', ']']).filter_map(|index| index.parse::<usize>().ok()) {
            let Some(item) = value.and_then(DeValue::as_array).and_then(|items| items.get(index)) else { return place };
            place = item.span().start;
            value = Some(item.get_ref());
        }
        table = value.and_then(DeValue::as_table);
    }
    place
}
