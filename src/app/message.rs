//! The message to a district about a file that it sent: plain text to be pasted into LINE or e-mail.

use jiff::civil::Date;

use crate::district::DistrictId;
use crate::finding::{Code, Finding, Severity};
use crate::lang::{Count, Lang, said};
use crate::plan::Plan;
use crate::thai::calendar::Month;

/// Things that are told one by one; the returned workbook marks them all.
const TOLD: usize = 20;
/// Cells that are named of those that say the same.
const CELLS: usize = 12;

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The file, by the name it came with.
    pub file: &'a str,
    /// Whose it is; `None` where that is not clear.
    pub district: Option<DistrictId>,
    /// Its month; `None` where that is not clear.
    pub month: Option<Month>,
    /// What is wrong with it or odd.
    pub findings: &'a [Finding],
}

/// What is told of one or more cells in the same words.
struct Told<'a> {
    finding: &'a Finding,
    message: String,
    hint: String,
    cells: Vec<String>,
}

/// The message in the district's words: what is wrong and where, what to do, until when. Where nothing is, that all is well.
pub fn message(plan: &Plan, about: &About<'_>, today: Date, lang: Lang) -> String {
    let told = |severity: Severity| together(about.findings, severity, lang);
    let (errors, warnings) = (told(Severity::Error), told(Severity::Warning));
    let mut parts = vec![greeting(plan, about, lang), received(plan, about, errors.len() + warnings.len(), lang)];
    let mut number = 0;
    let mut left = TOLD;
    for (heading, all) in [
        (lang.pick("ต้องแก้ไข", "To be corrected"), &errors),
        (lang.pick("ขอให้ตรวจสอบ (นับให้แล้ว)", "To be looked at (they count)"), &warnings),
    ] {
        let shown = &all[..all.len().min(left)];
        left -= shown.len();
        if !shown.is_empty() {
            let lines = shown.iter().map(|told| {
                number += 1;
                told.lines(number, lang)
            });
            parts.push(format!("{heading}\n{}", lines.collect::<Vec<_>>().join("\n")));
        }
    }
    let more = (errors.len() + warnings.len()).saturating_sub(TOLD);
    if more > 0 {
        let more = Count::of(more);
        parts.push(said!(
            lang,
            "และอีก {more} เรื่อง ดูครบทุกช่องในแบบรายงานที่ส่งคืน",
            "And {more} more: the returned workbook marks every cell",
            more
        ));
    }
    parts.extend(until(plan, about, !errors.is_empty(), today, lang));
    parts.push(closing(plan, lang));
    parts.join("\n\n")
}

fn greeting(plan: &Plan, about: &About<'_>, lang: Lang) -> String {
    match about.district.map(|district| &plan[district].name) {
        Some(name) => said!(lang, "เรียน สำนักงานพัฒนาชุมชนอำเภอ{name}", "To the Community Development Office of {name} district,"),
        None => lang.pick("เรียน ผู้ส่งแบบรายงาน", "To the sender of the report,").to_owned(),
    }
}

fn received(plan: &Plan, about: &About<'_>, things: usize, lang: Lang) -> String {
    let (province, file) = (&plan.province.name, about.file);
    let of_month = about.month.map_or_else(String::new, |month| said!(lang, "ประจำเดือน{month}", " for {month}", month));
    let got = said!(
        lang,
        "จังหวัด{province}ได้รับแบบรายงาน{of_month} (แฟ้ม {file}) แล้ว",
        "The province of {province} has received the report{of_month} (file {file})"
    );
    if things == 0 {
        return said!(lang, "{got} ตรวจแล้วไม่พบสิ่งที่ต้องแก้ไข", "{got}. Nothing to correct was found.");
    }
    let things = Count::of(things);
    said!(lang, "{got} ตรวจพบ {things} เรื่อง ดังนี้", "{got}. What was found ({things}):", things)
}

/// Until when, and how.
fn until(plan: &Plan, about: &About<'_>, is_faulty: bool, today: Date, lang: Lang) -> Option<String> {
    if !is_faulty {
        return None;
    }
    // Once the deadline has passed, the working days of a reminder are given.
    let deadline = about.month.map(|month| plan.deadline(month)).filter(|deadline| *deadline >= today);
    let day = deadline.unwrap_or_else(|| plan.working_days_after(today, plan.letters.reminder.working_days));
    let is_known = about.district.is_some() && about.month.is_some();
    Some(if is_known {
        said!(
            lang,
            "ขอความกรุณาแก้ไขในแบบรายงานที่ส่งคืนมาพร้อมนี้ (ช่องที่ต้องแก้ระบายสีไว้พร้อมคำอธิบาย และเพิ่มเลขฉบับแก้ไขให้แล้ว) แล้วส่งกลับภายในวันที่ {day}",
            "Please correct the workbook that is returned with this (each wrong cell is marked and explained, and its revision is raised already), and send it back by {day}.",
            day
        )
    } else {
        said!(lang, "ขอความกรุณาแก้ไข แล้วส่งกลับภายในวันที่ {day}", "Please correct it and send it back by {day}.", day)
    })
}

fn closing(plan: &Plan, lang: Lang) -> String {
    let thanks = lang.pick("ขอบคุณที่ให้ความร่วมมือ", "With thanks,");
    let (office, province) = (plan.office.name.trim(), &plan.province.name);
    // A plan may leave the province to the reader of its letters.
    let office = if office.ends_with("จังหวัด") { format!("{office}{province}") } else { office.to_owned() };
    [thanks, &office, plan.office.telephone.trim()].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Findings of a severity; those of one sheet that say the very same, together.
fn together(findings: &[Finding], severity: Severity, lang: Lang) -> Vec<Told<'_>> {
    let mut all: Vec<Told<'_>> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity() == severity) {
        let (message, hint) = to_the_district(finding, lang);
        let cell = finding.place.cell.map(|cell| cell.to_string());
        let same = |told: &&mut Told<'_>| {
            let of_sheet = told.finding.place.sheet == finding.place.sheet && told.finding.place.cell.is_some() == cell.is_some();
            of_sheet && told.message == message && told.hint == hint
        };
        match all.iter_mut().find(same) {
            Some(told) => told.cells.extend(cell),
            None => all.push(Told { finding, message, hint, cells: cell.into_iter().collect() }),
        }
    }
    all
}

/// What is wrong and what to do, said to who sent the file: some findings tell the province what it is to do.
fn to_the_district(finding: &Finding, lang: Lang) -> (String, String) {
    let hint = match finding.code() {
        Code::FileUnreadable
        | Code::FileEncrypted
        | Code::FileNotSpreadsheet
        | Code::FileInaccessible
        | Code::FileEmpty
        | Code::FileTooLarge
        | Code::FileTookTooLong
        | Code::FileNeedsTooMuchMemory => lang.pick(
            "กรอกในแบบรายงานที่จังหวัดส่งให้ บันทึกเป็น .xlsx โดยไม่ตั้งรหัสผ่าน แล้วส่งใหม่",
            "Fill in the form that the province sent, save it as .xlsx without a password, and send it again",
        ),
        Code::DuplicateSubmission => {
            let message = lang.pick(
                "มีรายงานมากกว่าหนึ่งแฟ้มที่เลขฉบับแก้ไขเดียวกัน แต่เนื้อหาไม่เหมือนกัน",
                "More than one file says to be the same revision, with different content",
            );
            let hint = lang.pick("ส่งฉบับที่ถูกต้องอีกครั้ง โดยเพิ่มเลขฉบับแก้ไข", "Send the right one again with a higher revision");
            return (message.to_owned(), hint.to_owned());
        }
        Code::FileNameMismatch | Code::MonthNotFolder => lang.pick(
            "ตรวจอำเภอและเดือนในแผ่นงานปก แล้วตั้งชื่อแฟ้มให้ตรงกัน",
            "See the district and the month on the cover, and name the file accordingly",
        ),
        Code::GlyphMissing => lang.pick("พิมพ์คำนี้ด้วยตัวอักษรไทยหรืออังกฤษ", "Write the word in Thai or English letters"),
        _ => return (finding.message(lang), finding.hint(lang)),
    };
    (finding.message(lang), hint.to_owned())
}

impl Told<'_> {
    fn lines(&self, number: usize, lang: Lang) -> String {
        let (number, message, hint) = (Count::of(number), &self.message, &self.hint);
        let place = self.place(lang);
        let value = self.finding.value.as_deref().filter(|value| !value.is_empty() && !message.contains(value));
        let value = value.map_or_else(String::new, |value| said!(lang, " (ที่กรอก \"{value}\")", " (it says \"{value}\")"));
        said!(
            lang,
            "{number}. {place}{message}{value}\n   วิธีแก้: {hint}",
            "{number}. {place}{message}{value}\n   What to do: {hint}",
            number
        )
    }

    fn place(&self, lang: Lang) -> String {
        let Some(sheet) = self.finding.place.sheet.as_deref() else { return String::new() };
        let (named, more) = (self.cells.iter().take(CELLS), self.cells.len().saturating_sub(CELLS));
        let cells = named.map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = Count::of(more);
        match (cells.is_empty(), more.0) {
            (true, _) => said!(lang, "แผ่นงาน {sheet}: ", "sheet {sheet}: "),
            (false, 0) => said!(lang, "แผ่นงาน {sheet} ช่อง {cells}: ", "sheet {sheet}, {cells}: "),
            (false, _) => {
                said!(lang, "แผ่นงาน {sheet} ช่อง {cells} และอีก {more} ช่อง: ", "sheet {sheet}, {cells} and {more} more: ", more)
            }
        }
    }
}
