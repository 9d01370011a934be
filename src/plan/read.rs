//! The keys of the plan, each read where its value goes.

use super::fields::Fields;
use super::targets::TargetRule;
use super::wanted::Wanted;
use super::{
    Archive, Channel, Deadline, District, Keys, Kpi, LetterDate, LetterPlan, Letters, Level, Limits, Office, PICTURES, Person,
    Plan, Province, ReminderPlan, RoundSpan, Rubric, Signatory, Weekend, Year,
};
use crate::files::is_device;
use crate::lang::Lang;
use crate::thai::calendar::parse_command_day;

/// Working days that a reminder gives where the plan does not say.
const REMINDER_DAYS: u32 = 3;

pub(super) fn plan(fields: &mut Fields<'_, '_>) -> Plan {
    Plan {
        // Also read before the plan, by `plan::language`.
        language: fields
            .perhaps("language", |fields, name| fields.parsed(name, Wanted::Language, Lang::named))
            .flatten()
            .unwrap_or_default(),
        province: fields.table("province", province),
        office: fields.table("office", office),
        signatory: fields.table("signatory", signatory),
        year: fields.table("year", year),
        targets: fields.table("targets", targets),
        districts: fields.tables("districts", district),
        kpi: fields.table("kpi", kpi),
        rubrics: fields.tables("rubrics", |fields| Rubric { levels: fields.tables("levels", level) }),
        channels: fields.tables("channels", channel),
        deadline: fields.table("deadline", deadline),
        letters: fields.table("letters", letters),
        limits: fields.perhaps("limits", |fields, name| fields.table(name, limits)).unwrap_or_default(),
        archive: fields.perhaps("archive", |fields, name| fields.table(name, archive)).unwrap_or_default(),
        keys: Keys::default(),
        places: super::Places::default(),
        warnings: Vec::new(),
    }
}

fn province(fields: &mut Fields<'_, '_>) -> Province {
    Province { geocode: fields.digits("geocode", 2), name: fields.name_without(&["จังหวัด", "จ."]) }
}

fn office(fields: &mut Fields<'_, '_>) -> Office {
    Office {
        name: fields.words("name"),
        group: fields.text("group"),
        address: fields.texts("address"),
        telephone: fields.text("telephone"),
    }
}

fn signatory(fields: &mut Fields<'_, '_>) -> Signatory {
    Signatory { name: fields.words("name"), positions: fields.texts("positions") }
}

fn year(fields: &mut Fields<'_, '_>) -> Year {
    Year {
        fiscal_year: fields.fiscal_year("fiscal_year"),
        rounds: fields.tables("rounds", |fields| RoundSpan { first: fields.month("first"), last: fields.month("last") }),
    }
}

fn targets(fields: &mut Fields<'_, '_>) -> TargetRule {
    TargetRule { percent: fields.percent("percent"), activities_per_round: fields.whole("activities_per_round", 0..=1_000) }
}

fn district(fields: &mut Fields<'_, '_>) -> District {
    District {
        geocode: fields.digits("geocode", 4),
        name: fields.name_without(&["อำเภอ", "อ."]),
        aliases: fields.perhaps("aliases", Fields::names).unwrap_or_default(),
        registered: fields.count("registered"),
        online_before: fields.count("online_before"),
        issued: fields.perhaps("issued", Fields::issued).flatten(),
    }
}

fn kpi(fields: &mut Fields<'_, '_>) -> Kpi {
    Kpi {
        number: fields.count("number"),
        name: fields.text("name"),
        unit: fields.text("unit"),
        weight: fields.weight("weight"),
        reason: fields.text("reason"),
        source: fields.text("source"),
        formula_label: fields.text("formula_label"),
        formula_numerator: fields.text("formula_numerator"),
        formula_denominator: fields.text("formula_denominator"),
        evidence: fields.text("evidence"),
        owner: fields.table("owner", person),
        coordinators: fields.tables("coordinators", person),
    }
}

fn person(fields: &mut Fields<'_, '_>) -> Person {
    Person { name: fields.text("name"), position: fields.text("position"), telephone: fields.text("telephone") }
}

fn level(fields: &mut Fields<'_, '_>) -> Level {
    Level {
        level: fields.whole("level", 1..=5),
        name: fields.text("name"),
        activities: fields.perhaps("activities", Fields::count).unwrap_or_default(),
        fewer_than: fields.perhaps("fewer_than", Fields::count),
        channels: fields.count("channels"),
        percent: fields.percent("percent"),
    }
}

fn channel(fields: &mut Fields<'_, '_>) -> Channel {
    Channel { name: fields.words("name"), aliases: fields.perhaps("aliases", Fields::names).unwrap_or_default() }
}

fn deadline(fields: &mut Fields<'_, '_>) -> Deadline {
    let weekend = |word: &str| match word {
        "next-working-day" => Some(Weekend::NextWorkingDay),
        "same-day" => Some(Weekend::SameDay),
        _ => None,
    };
    Deadline {
        day: fields.whole("day", 1..=28),
        weekend: fields.parsed("weekend", Wanted::Weekend, weekend).unwrap_or(Weekend::SameDay),
        holidays: fields.perhaps("holidays", Fields::days).unwrap_or_default(),
    }
}

fn letters(fields: &mut Fields<'_, '_>) -> Letters {
    let monthly = fields.table("monthly", letter);
    let covering = |fields: &mut Fields<'_, '_>, name| {
        fields.perhaps(name, |fields, name| fields.table(name, letter)).unwrap_or_else(|| monthly.another())
    };
    let (round, year) = (covering(fields, "round"), covering(fields, "year"));
    Letters {
        garuda: fields.perhaps("garuda", picture).unwrap_or_default(),
        urgency: fields.perhaps("urgency", Fields::text).unwrap_or_default(),
        secrecy: fields.perhaps("secrecy", Fields::text).unwrap_or_default(),
        slogans: fields.perhaps("slogans", Fields::texts).unwrap_or_default(),
        email: fields.perhaps("email", email).unwrap_or_default(),
        qr: fields.perhaps("qr", Fields::yes).unwrap_or_default(),
        copies: fields.perhaps("copies", Fields::yes).unwrap_or_default(),
        assignment: fields.table("assignment", letter),
        reminder: fields.table("reminder", reminder),
        round,
        year,
        monthly,
    }
}

fn letter(fields: &mut Fields<'_, '_>) -> LetterPlan {
    LetterPlan {
        number: fields.text("number"),
        date: fields.perhaps("date", letter_date).unwrap_or_default(),
        to: fields.text("to"),
        references: fields.perhaps("references", Fields::names),
        saraban: fields.perhaps("saraban", Fields::text).unwrap_or_default().trim().to_owned(),
    }
}

fn reminder(fields: &mut Fields<'_, '_>) -> ReminderPlan {
    ReminderPlan {
        letter: letter(fields),
        single: fields.perhaps("single", Fields::yes).unwrap_or_default(),
        working_days: fields.perhaps("working_days", |fields, name| fields.whole(name, 1..=60)).unwrap_or(REMINDER_DAYS),
    }
}

fn letter_date(fields: &mut Fields<'_, '_>, name: &'static str) -> LetterDate {
    let date = |text: &str| match text.trim() {
        "" => Some(LetterDate::Blank),
        "today" => Some(LetterDate::Today),
        day => parse_command_day(day).ok().map(LetterDate::On),
    };
    fields.parsed(name, Wanted::LetterDate, date).unwrap_or_default()
}

fn email(fields: &mut Fields<'_, '_>, name: &'static str) -> String {
    let is_address = |text: &str| {
        let parts = text.split_once('@').filter(|(who, domain)| !who.is_empty() && !domain.contains('@'));
        // Each part of the domain's name, of which it has two at least.
        let named = |domain: &str| domain.contains('.') && domain.split('.').all(|part| !part.is_empty());
        text.bytes().all(|byte| byte.is_ascii_graphic()) && parts.is_some_and(|(_, domain)| named(domain))
    };
    let address = |text: &str| {
        let text = text.trim();
        (text.is_empty() || is_address(text)).then(|| text.to_owned())
    };
    fields.parsed(name, Wanted::Email, address).unwrap_or_default()
}

fn picture(fields: &mut Fields<'_, '_>, name: &'static str) -> String {
    let is_picture =
        |path: &str| path.rsplit_once('.').is_some_and(|(_, ending)| PICTURES.contains(&ending.to_lowercase().as_str()));
    let path = |path: &str| {
        let path = path.trim();
        (path.is_empty() || (is_picture(path) && stays_inside(path))).then(|| path.to_owned())
    };
    fields.parsed(name, Wanted::Picture, path).unwrap_or_default()
}

fn limits(fields: &mut Fields<'_, '_>) -> Limits {
    let limits = Limits::default();
    let mut limit = |name, usual| fields.perhaps(name, |fields, name| fields.whole(name, 1..=10_000_000)).unwrap_or(usual);
    Limits {
        file_mib: limit("file_mib", limits.file_mib),
        inflated_mib: limit("inflated_mib", limits.inflated_mib),
        rows: limit("rows", limits.rows),
        files: limit("files", limits.files),
        month_rows: limit("month_rows", limits.month_rows),
        list_pages: limit("list_pages", limits.list_pages),
        pictures: fields.perhaps("pictures", |fields, name| fields.whole(name, 0..=1_000)).unwrap_or(limits.pictures),
    }
}

fn archive(fields: &mut Fields<'_, '_>) -> Archive {
    let archive = Archive::default();
    Archive {
        folder: fields.perhaps("folder", folder).unwrap_or(archive.folder),
        retention_years: fields
            .perhaps("retention_years", |fields, name| fields.whole(name, 0..=u16::MAX.into()))
            .unwrap_or(archive.retention_years),
        seal_on_letters: fields.perhaps("seal_on_letters", Fields::yes).unwrap_or(archive.seal_on_letters),
        public_key: fields.perhaps("public_key", public_key).unwrap_or_default(),
    }
}

fn folder(fields: &mut Fields<'_, '_>, name: &'static str) -> String {
    let inside = |path: &str| (!path.trim().is_empty() && stays_inside(path)).then(|| path.to_owned());
    fields.parsed(name, Wanted::Folder, inside).unwrap_or_default()
}

fn public_key(fields: &mut Fields<'_, '_>, name: &'static str) -> String {
    let key = |text: &str| {
        let blank = text.trim().is_empty();
        (blank || minisign_verify::PublicKey::from_base64(text.trim()).is_ok()).then(|| text.to_owned())
    };
    fields.parsed(name, Wanted::PublicKey, key).unwrap_or_default()
}

/// Whether a path from the plan stays below its folder, on every system.
fn stays_inside(path: &str) -> bool {
    !path.starts_with(['/', '\\'])
        && !path.contains(':')
        && !path.contains('\0')
        && path.split(['/', '\\']).all(|part| part != ".." && !is_device(part))
}
