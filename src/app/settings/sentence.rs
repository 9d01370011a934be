//! A fault as the form tells it: of what is typed, without the quotation marks and brackets of the file.

use std::fmt;

use crate::lang::{Count, Lang, Say, say};
use crate::plan::{PlanFault, PlanProblem, Wanted};

/// What is wrong with a field, and what to type.
pub struct Sentence<'a>(pub &'a PlanFault);

impl Say for Sentence<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.what {
            PlanProblem::Missing(wanted) => {
                say!(lang, out, "ยังไม่ได้ใส่ ต้องเป็น{wanted}", "nothing is typed; it must be {wanted}", wanted = Typed(wanted))
            }
            PlanProblem::Wrong { wanted, .. } => say!(lang, out, "ต้องเป็น{wanted}", "it must be {wanted}", wanted = Typed(wanted)),
            other => other.say(lang, out),
        }
    }
}

/// What is wanted, as it is typed in a field.
struct Typed<'a>(&'a Wanted);

impl Say for Typed<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.0 {
            Wanted::Text => ("ข้อความ", "a text"),
            Wanted::Words => ("ข้อความที่ไม่ว่าง", "a text that is not blank"),
            Wanted::Texts => ("ข้อความบรรทัดละข้อ", "texts, one a line"),
            Wanted::FiscalYear => ("ปีงบประมาณ พ.ศ. เช่น 2565", "a fiscal year of the Buddhist era, such as 2565"),
            Wanted::Percent => ("ร้อยละตั้งแต่ ๐ ถึง ๑๐๐ เช่น 2.5", "a percentage from 0 to 100, such as 2.5"),
            Wanted::Weight => ("ร้อยละที่มากกว่า ๐ และไม่เกิน ๑๐๐ เช่น 2.5", "a percentage above 0 and at most 100, such as 2.5"),
            Wanted::Month => ("เดือน เช่น 2565-02", "a month, such as 2565-02"),
            Wanted::Day | Wanted::Days => ("วันที่บรรทัดละวัน เช่น 2565-04-06", "days, one a line, such as 2565-04-06"),
            Wanted::LetterDate => {
                ("วันที่ เช่น 2565-02-07 หรือ \"today\" หรือเว้นว่าง", "a day, such as 2565-02-07, or \"today\", or blank")
            }
            Wanted::Issued => (
                "จำนวนเต็มสามจำนวน คือทั้งปี รอบที่ ๑ รอบที่ ๒ เช่น “3, 2, 1”",
                "three whole numbers: year, round 1, round 2, such as “3, 2, 1”",
            ),
            Wanted::Picture => (
                "ชื่อแฟ้มภาพ png, jpg หรือ svg ที่อยู่ใน inputs หรือเว้นว่าง",
                "the name of a picture (png, jpg or svg) in inputs, or blank",
            ),
            Wanted::Email => (
                "ที่อยู่ไปรษณีย์อิเล็กทรอนิกส์ เช่น phayao@example.go.th หรือเว้นว่าง",
                "an address for electronic mail, such as phayao@example.go.th, or blank",
            ),
            Wanted::PublicKey => (
                "กุญแจสาธารณะของ minisign คือบรรทัดที่ขึ้นต้นด้วย RW หรือเว้นว่าง",
                "a public key of minisign, the line that begins with RW, or blank",
            ),
            Wanted::Whole(from, to) => {
                let (from, to) = (Count(*from), Count(*to));
                return say!(lang, out, "จำนวนเต็มตั้งแต่ {from} ถึง {to}", "a whole number from {from} to {to}", from, to);
            }
            Wanted::Digits(count) => {
                let count = Count((*count).into());
                return say!(lang, out, "เลข {count} หลัก", "{count} digits", count);
            }
            other @ (Wanted::Language
            | Wanted::Weekend
            | Wanted::YesNo
            | Wanted::Folder
            | Wanted::Table(_)
            | Wanted::Tables(_)) => return other.say(lang, out),
        };
        out.write_str(lang.pick(words.0, words.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;
    use crate::plan::Plan;

    #[test]
    fn every_fault_of_a_form_is_said_in_both_languages() {
        for text in [
            "districts = [{ geocode = 1, registered = \"x\", issued = 3, aliases = 1 }]",
            "[year]\nfiscal_year = 1\nrounds = [{ first = 1 }]\n[targets]\npercent = 900\n[kpi]\nweight = 0",
            "[letters]\nemail = \"x\"\ngaruda = \"x\"\n[letters.monthly]\ndate = \"x\"\n[archive]\npublic_key = \"x\"\n[deadline]\nholidays = [1]",
        ] {
            let faults = Plan::parse(text).expect_err("it is no plan").faults;
            faults.iter().for_each(|fault| pure(&Sentence(fault)));
        }
    }
}
