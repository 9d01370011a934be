//! The form as its template walks over it: sections, lists, rows and fields, one after the other.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::app::settings::keys::{Field, Kind, List, Part, SECTIONS, Section, part, plain, word};
use crate::app::settings::{Sentence, Sheet, Values};
use crate::lang::{Count, Lang, Said};
use crate::plan::{PlanFault, PlanWarning};

/// The form.
pub(super) struct Built {
    /// What the template walks over.
    pub nodes: Vec<Json>,
    /// Links to the sections.
    pub contents: Vec<Json>,
    /// What is wrong, each with where it stands.
    pub summary: Vec<Json>,
}

/// The form of a plan.
pub(super) fn build(sheet: &Sheet, lang: Lang) -> Built {
    let mut builder = Builder { sheet, lang, nodes: Vec::new(), summary: Vec::new() };
    let mut contents = Vec::new();
    for Section { id, title, about, parts } in SECTIONS {
        let (before, title) = (builder.summary.len(), word(*title, lang));
        builder.nodes.push(json!({ "node": "section", "id": id, "title": title, "about": word(*about, lang) }));
        parts.iter().for_each(|part| builder.part("", part, true));
        builder.nodes.push(json!({ "node": "end-section", "id": id }));
        contents.push(json!({ "id": id, "title": title, "faults": builder.summary.len() - before }));
    }
    Built { nodes: builder.nodes, contents, summary: builder.summary }
}

struct Builder<'a> {
    sheet: &'a Sheet,
    lang: Lang,
    nodes: Vec<Json>,
    summary: Vec<Json>,
}

impl Builder<'_> {
    fn part(&mut self, prefix: &str, part: &Part, is_first: bool) {
        match part {
            Part::Field(field) => self.field(&format!("{prefix}{}", field.key), field),
            Part::List(list) => self.list(&format!("{prefix}{}", list.key), list, is_first),
        }
    }

    /// What is said beside a name; faults also stand at the top of the page.
    fn told(&mut self, name: &str) -> Json {
        let faults = self.sheet.judged.faults.at(name);
        for fault in faults {
            let label = label(&self.sheet.values, name, self.lang);
            self.summary.push(json!({ "name": name, "label": label, "text": Said(&Sentence(fault), self.lang).to_string() }));
        }
        json!({
            "faults": wrong(faults, self.lang),
            "warnings": odd(self.sheet.judged.warnings.at(name), self.lang),
            "notes": notes(self.sheet, name, self.lang),
        })
    }

    fn field(&mut self, name: &str, field: &Field) {
        let value = self.sheet.values.get(name).unwrap_or_default();
        let choices: Vec<(&str, &str)> = match field.kind {
            Kind::YesNo => vec![("true", self.lang.pick("ใช่", "Yes")), ("false", self.lang.pick("ไม่ใช่", "No"))],
            Kind::Choice(choices) => choices.iter().map(|(value, means)| (*value, word(*means, self.lang))).collect(),
            _ => Vec::new(),
        };
        // What is none of the choices stays to be seen.
        let is_known = choices.is_empty() || choices.iter().any(|(choice, _)| *choice == value);
        let is_area = field.kind.has_lines() || field.kind == Kind::Long || value.contains('\n');
        let lines = value.lines().count().max(if field.kind == Kind::Long { 1 + value.chars().count() / 100 } else { 1 });
        let node = json!({
            "node": "field",
            "name": name,
            "label": word(field.label, self.lang),
            "help": word(field.help, self.lang),
            "help_id": plain(name),
            "explains": !name.contains('[') && !word(field.help, self.lang).is_empty(),
            "value": value,
            "choices": choices.iter().map(|(value, words)| json!({ "value": value, "words": words })).collect::<Vec<_>>(),
            "is_known": is_known,
            "is_area": is_area,
            "lines": lines.clamp(if field.kind == Kind::Long { 2 } else { 1 }, 12),
            "is_wide": is_area && field.kind == Kind::Long,
            "is_number": matches!(field.kind, Kind::Whole | Kind::Decimal | Kind::Digits(_)),
            "usual": field.usual,
            "is_optional": field.optional,
            "told": self.told(name),
        });
        self.nodes.push(node);
    }

    fn list(&mut self, name: &str, list: &List, is_first: bool) {
        let rows = self.sheet.values.rows(name).unwrap_or_default();
        let can_add = list.fixed.is_none_or(|fixed| rows.len() < fixed);
        let told = self.told(name);
        let one = word(list.one, self.lang).trim_end_matches("ที่").trim_end_matches("คน");
        // A list explains its fields once, above its rows.
        let fields = list.parts.iter().filter_map(|part| if let Part::Field(field) = part { Some(field) } else { None });
        let fields = fields.filter(|field| is_first && !word(field.help, self.lang).is_empty());
        let explain = |field: &Field| {
            let id = plain(&format!("{name}.{}", field.key));
            json!({ "id": id, "label": word(field.label, self.lang), "help": word(field.help, self.lang) })
        };
        let explained: Vec<Json> = fields.map(explain).collect();
        let node = json!({ "node": "list", "name": name, "told": told, "is_inline": list.inline, "explained": explained });
        self.nodes.push(node);
        for (i, origin) in rows.iter().enumerate() {
            let row = format!("{name}[{i}]");
            let told = self.told(&row);
            let title = title(&self.sheet.values, &row, list, i, self.lang);
            self.nodes.push(json!({ "node": "row", "name": row, "title": title, "origin": origin, "told": told }));
            list.parts.iter().for_each(|part| self.part(&format!("{row}."), part, is_first && i == 0));
            self.nodes.push(json!({
                "node": "end-row",
                "name": row,
                "list": name,
                "title": title,
                "can_remove": list.fixed.is_none_or(|fixed| rows.len() > fixed),
                "up": (i > 0 && list.fixed.is_none()).then(|| format!("{name}[{}]", i - 1)),
                "down": (i + 1 < rows.len() && list.fixed.is_none()).then(|| format!("{name}[{}]", i + 1)),
            }));
        }
        let next = format!("{name}[{}]", rows.len());
        let is_pasted = name == "districts";
        self.nodes.push(
            json!({ "node": "end-list", "name": name, "can_add": can_add, "one": one, "next": next, "is_pasted": is_pasted }),
        );
    }
}

/// A row's number and, where it has one, its name.
fn title(values: &Values, row: &str, list: &List, at: usize, lang: Lang) -> String {
    let number = Said(&Count::of(at + 1), lang).to_string();
    let name = values.get(&format!("{row}.name")).unwrap_or_default();
    format!("{} {number} {name}", word(list.one, lang)).trim_end().to_owned()
}

/// What a field is called with the rows in which it stands: `อำเภอที่ ๒ จุน: ชื่ออำเภอ`.
pub(super) fn label(values: &Values, name: &str, lang: Lang) -> String {
    let rows = name.match_indices(']').filter_map(|(end, _)| {
        let row = &name[..=end];
        let (list, at) = row.strip_suffix(']')?.rsplit_once('[')?;
        let Some(Part::List(list)) = part(&plain(list)) else { return None };
        Some(title(values, row, list, at.parse().ok()?, lang))
    });
    let mut words: Vec<String> = rows.collect();
    let section = SECTIONS.iter().find(|section| section.parts.iter().any(|part| starts(part, name)));
    match part(&plain(name)) {
        Some(Part::Field(field)) => words.push(word(field.label, lang).to_owned()),
        _ if words.is_empty() => words.extend(section.map(|section| word(section.title, lang).to_owned())),
        _ => {}
    }
    // Letters share the names of their fields.
    if let Some(section) = section.filter(|section| section.id.starts_with("letter-")) {
        words.insert(0, word(section.title, lang).to_owned());
    }
    words.join(": ")
}

fn starts(part: &Part, name: &str) -> bool {
    match part {
        Part::Field(field) => field.key == name,
        Part::List(list) => {
            plain(name) == list.key || plain(name).strip_prefix(list.key).is_some_and(|rest| rest.starts_with('.'))
        }
    }
}

fn wrong(faults: &[PlanFault], lang: Lang) -> Vec<String> {
    faults.iter().map(|fault| Said(&Sentence(fault), lang).to_string()).collect()
}

fn odd(warnings: &[PlanWarning], lang: Lang) -> Vec<String> {
    warnings.iter().map(|warning| warning.message(lang)).collect()
}

fn notes(sheet: &Sheet, name: &str, lang: Lang) -> Vec<String> {
    sheet.notes.iter().filter(|note| note.name == name).map(|note| Said(&note.remind, lang).to_string()).collect()
}

/// What is said beside each field, row and list, and above them all.
#[derive(Serialize)]
pub(super) struct Told {
    /// In the digits of the page; blank where nothing is wrong.
    count: String,
    beside: std::collections::BTreeMap<String, Json>,
    others: Vec<String>,
}

/// What is wrong, for the script of the page.
pub(super) fn told(sheet: &Sheet, lang: Lang) -> Told {
    let judged = &sheet.judged;
    let names = judged.faults.named.keys().chain(judged.warnings.named.keys());
    let beside = names.map(|name| {
        let (faults, warnings) = (judged.faults.at(name), judged.warnings.at(name));
        (name.clone(), json!({ "faults": wrong(faults, lang), "warnings": odd(warnings, lang) }))
    });
    let others = judged.faults.others.iter().map(|fault| Said(fault, lang).to_string()).collect();
    let count = judged.faults.count();
    let count = if count == 0 { String::new() } else { Said(&Count::of(count), lang).to_string() };
    Told { count, beside: beside.collect(), others }
}
