//! Every code of a finding: name, severity, the words it needs, and its sentences. `docs/findings.md` describes each with an
//! example.
//!
//! A sentence names its words in braces. They are the fields of the code's [`Problem`], so that one without them does not
//! compile; `{value}` is the value as it stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::words::{
    Amount, Baht, Claim, Count, Difference, Excess, Field, Folder, Hidden, Moment, NameAt, NumberOfName, PictureFault, Refusal,
    Revision, RowFault, Said, Tallied, Unusable, Whose, Written,
};
use super::{Lang, Place, Severity};
use crate::columns::Form;
use crate::thai::calendar::{FiscalYear, Month, Round};

macro_rules! codes {
    (
        $value:ident;
        $(
            $code:ident $({ $($word:ident: $kind:ty),+ })? $name:literal $severity:ident:
                $th:literal, $th_hint:literal; $en:literal, $en_hint:literal.
        )*
    ) => {
        /// A finding's stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the table's sentences say it, and docs/findings.md at length")]
        pub enum Code { $($code,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The name in `findings.json`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }

            /// What is wrong and what to do, with the names of its words in braces.
            pub fn sentences(self, lang: Lang) -> (&'static str, &'static str) {
                match (self, lang) {
                    $((Self::$code, Lang::Th) => ($th, $th_hint), (Self::$code, Lang::En) => ($en, $en_hint),)*
                }
            }
        }

        /// What is wrong: a code with the words of its sentences.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "as of `Code`")]
        pub enum Problem { $($code $({ $($word: $kind),+ })?,)* }

        #[allow(unused_variables, reason = "not every word stands in both languages, or in both sentences")]
        impl Problem {
            /// Its code.
            pub fn code(&self) -> Code {
                match self { $(Self::$code { .. } => Code::$code,)* }
            }

            /// What is wrong, in one sentence, of a finding with this value.
            pub(super) fn message(&self, $value: &str, lang: Lang) -> String {
                match self {
                    $(Self::$code $({ $($word),+ })? => {
                        $($(let $word = Said($word, lang);)+)?
                        match lang { Lang::Th => format!($th), Lang::En => format!($en) }
                    })*
                }
            }

            /// What to do, in one sentence.
            pub(super) fn hint(&self, $value: &str, lang: Lang) -> String {
                match self {
                    $(Self::$code $({ $($word),+ })? => {
                        $($(let $word = Said($word, lang);)+)?
                        match lang { Lang::Th => format!($th_hint), Lang::En => format!($en_hint) }
                    })*
                }
            }
        }
    };
}

codes! {
    value;

    // The file
    FileUnreadable { reason: String } "file-unreadable" Error:
        "เปิดแฟ้มไม่ได้ แฟ้มเสียหรือไม่ครบ", "เปิดด้วย Excel หรือ LibreOffice บันทึกใหม่เป็น .xlsx แล้ววางแทน";
        "The file cannot be read: it is damaged or incomplete ({reason})", "Open it in Excel or LibreOffice, save it again as .xlsx and replace it".
    FileEncrypted "file-encrypted" Error:
        "แฟ้มถูกตั้งรหัสผ่านไว้", "ขอแฟ้มที่ไม่ใส่รหัสผ่าน หรือเปิดด้วยรหัสแล้วบันทึกใหม่โดยไม่ใส่รหัส";
        "The file is protected by a password", "Ask for one without, or open it and save it again without a password".
    FileNotSpreadsheet "file-not-spreadsheet" Error:
        "แฟ้มนี้ไม่ใช่แฟ้มตารางคำนวณ ไม่ว่านามสกุลจะเป็นอะไร", "ขอแบบรายงานเป็นแฟ้ม .xlsx (จาก Google ชีตให้ดาวน์โหลดเป็น .xlsx ก่อนส่ง) แล้วนำแฟ้มนี้ออกจากโฟลเดอร์";
        "The file is no spreadsheet, whatever its extension", "Ask for the form as .xlsx (from Google Sheets: downloaded as .xlsx) and take this file out of the folder".
    FileForeign "file-foreign" Note:
        "แฟ้มนี้ไม่ใช่แฟ้มตารางคำนวณ จึงไม่อ่าน", "ไม่ต้องทำอะไร หากเป็นแบบรายงานที่สแกนหรือพิมพ์ไว้ในแฟ้มชนิดอื่น ให้ขอเป็นแฟ้ม .xlsx";
        "The file is no spreadsheet and is not read", "Nothing to do; if it is a report in another form (a scan, a letter), ask for it as .xlsx".
    FileInaccessible { why: Refusal } "file-inaccessible" Error:
        "เปิดแฟ้มไม่ได้ เพราะ{why} (แฟ้มไม่ได้เสีย)", "ปิดโปรแกรมที่เปิดแฟ้มนี้ค้างไว้ หรือให้สิทธิ์อ่านแฟ้ม แล้วสั่งงานอีกครั้ง";
        "The file cannot be opened: {why} (it is not damaged)", "Close the program that holds it, or allow it to be read, and run again".
    FileEmpty "file-empty" Error:
        "แฟ้มว่างเปล่า (ศูนย์ไบต์)", "ขอแฟ้มใหม่จากอำเภอ มักเกิดจากการคัดลอกหรือส่งไม่สำเร็จ";
        "The file is empty (zero bytes)", "Ask for it again; a copy or transfer failed".
    FileTooLarge { what: Excess } "file-too-large" Error:
        "แฟ้มใหญ่เกินขีดจำกัด ({what})", "ลบแถว คอลัมน์ หรือรูปภาพที่ไม่ใช้ออกแล้วบันทึกใหม่ หรือขยายขีดจำกัดในแผน";
        "The file is beyond the limit ({what})", "Remove unused rows, columns or pictures and save it again, or raise the limit in the plan".
    FileTookTooLong "file-took-too-long" Error:
        "อ่านแฟ้มนานเกินกำหนด จึงหยุดอ่าน", "เปิดด้วย Excel คัดลอกเฉพาะข้อมูลลงแบบเปล่า แล้วส่งใหม่";
        "Reading the file took too long and was stopped", "Copy its data into a blank form and send that".
    FileNeedsTooMuchMemory "file-needs-too-much-memory" Error:
        "อ่านแฟ้มนี้ต้องใช้หน่วยความจำเกินกำหนด จึงหยุดอ่าน", "เปิดด้วย Excel คัดลอกเฉพาะข้อมูลลงแบบเปล่า แล้วส่งใหม่";
        "Reading the file took more memory than is allowed and was stopped", "Copy its data into a blank form and send that".
    FileOutsideInputs "file-outside-inputs" Error:
        "เป็นทางลัดที่ชี้ออกนอกโฟลเดอร์ inputs หรือไม่ใช่แฟ้มธรรมดา จึงไม่อ่าน", "คัดลอกแฟ้มตัวจริงมาวางแทน";
        "It is a link that leads out of inputs, or no ordinary file, and is not read", "Put the file itself in its place".
    TooManyFiles { limit: u64 } "too-many-files" Error:
        "โฟลเดอร์ของเดือนมีแฟ้มเกิน {limit} แฟ้ม จึงไม่อ่านทั้งโฟลเดอร์", "นำแฟ้มที่ไม่เกี่ยวออก หรือขยายขีดจำกัดในแผน";
        "The month's folder holds more than {limit} files; none is read", "Take out what does not belong, or raise the limit in the plan".
    MisplacedFile { whose: Whose, folder: Folder } "misplaced-file" Warning:
        "ไม่มีเดือนใดอ่านแฟ้มนี้ เพราะไม่ได้อยู่ในโฟลเดอร์ของเดือนในปีงบประมาณ ({whose})", "หากเป็นรายงานของอำเภอ ให้ย้ายไปไว้ใน inputs/{folder}/ มิฉะนั้นให้นำออกจากโฟลเดอร์ inputs";
        "No month reads this file: it lies in no folder of a month of the year ({whose})", "Move it to inputs/{folder}/ if it is a district's report; else take it out of inputs".
    SheetUnreadable { reason: String } "sheet-unreadable" Error:
        "อ่านแผ่นงานนี้ไม่ได้", "คัดลอกข้อมูลลงแผ่นงานของแบบเปล่าแล้วส่งใหม่";
        "The sheet cannot be read ({reason})", "Copy its data into a blank form and send that".

    // The workbook's layout
    SheetMissing { form: Form } "sheet-missing" Error:
        "ไม่พบ{form}", "ใช้แบบที่จังหวัดส่งให้ และอย่าลบแผ่นงานหรือหัวตาราง";
        "The workbook lacks {form}", "Use the province's form and delete no sheet or heading".
    SheetTwice { form: Form } "sheet-twice" Error:
        "แผ่นงานนี้มีข้อมูลของ{form}ที่ต่อกับตารางหลักไม่ได้ จึงไม่รู้ว่าจะนับหรือไม่", "ย้ายข้อมูลเข้าตารางเดียวกัน หรือใช้หัวคอลัมน์ให้ครบเหมือนตารางหลัก หากเป็นตัวอย่างหรือสำเนาให้ลบแผ่นงานนี้ แล้วส่งใหม่";
        "The sheet holds data of {form} that cannot be joined to its table: whether they count is unknown", "Move them into one table, or give them the same headings; delete the sheet if it is an example or a copy; and send it again".
    SheetUnused "sheet-unused" Warning:
        "แผ่นงานนี้มีตารางตัวเลขที่ไม่ใช่ส่วนของแบบรายงาน จึงไม่นำมานับ", "ดูว่าไม่ใช่ข้อมูลของแบบรายงาน หากใช่ ให้ย้ายเข้าตารางของแบบแล้วส่งใหม่";
        "The sheet holds a table of figures that is no part of the form and is not counted", "See that it is none of the report's; if it is, move it into the form's tables and send it again".
    SheetIgnored "sheet-ignored" Note:
        "แผ่นงานนี้ไม่ใช่ส่วนของแบบรายงาน จึงไม่นำมานับ", "ไม่ต้องทำอะไร หากเป็นข้อมูลของแบบรายงาน ให้ย้ายเข้าตารางของแบบ";
        "The sheet is no part of the form and is not counted", "Nothing to do; if it holds report data, move them into the form's tables".
    ColumnMissing { form: Form, column: Field } "column-missing" Error:
        "{form} ไม่มีคอลัมน์ \"{column}\"", "ใช้แบบที่จังหวัดส่งให้ และอย่าลบหรือเปลี่ยนชื่อหัวคอลัมน์";
        "The table of {form} has no column \"{column}\"", "Use the province's form and neither delete nor rename a heading".
    ColumnTwice { column: Field } "column-twice" Warning:
        "หัวคอลัมน์ \"{column}\" มีสองคอลัมน์ ใช้คอลัมน์แรก", "ลบคอลัมน์ที่ซ้ำ แล้วตรวจว่าข้อมูลอยู่ในคอลัมน์แรก";
        "Heading \"{column}\" stands twice; the first column is used", "Delete the second and see that the data are in the first".
    ColumnUnclear { column: Field } "column-unclear" Error:
        "ไม่รู้ว่าคอลัมน์ใดคือ \"{column}\" ของเดือนที่รายงาน เพราะมีแต่ยอดสะสม ยอดยกมา หรือเป้าหมาย หรือมีหลายคอลัมน์ที่เหมือนกัน", "ให้มีคอลัมน์ของเดือนที่รายงานเพียงคอลัมน์เดียว เช่น ยอดจำหน่ายในเดือนนี้ (บาท) แล้วส่งใหม่";
        "Which column is \"{column}\" of the reported month is unclear: there are only sums over months, balances or targets, or several alike", "Leave one column for the month, such as \"ยอดจำหน่ายในเดือนนี้ (บาท)\", and send it again".
    ColumnAbsent { form: Form, column: Field } "column-absent" Warning:
        "{form} ไม่มีคอลัมน์ \"{column}\" จึงถือเป็นศูนย์ทุกแถว", "หากมียอด ให้เพิ่มคอลัมน์นี้ตามแบบที่จังหวัดส่งให้แล้วส่งใหม่";
        "The table of {form} has no column \"{column}\": it is zero in every row", "If there are figures, add the column as in the province's form and send it again".
    HiddenRows { what: Hidden } "hidden-rows" Note:
        "แผ่นงานมีแถวหรือคอลัมน์ที่ซ่อนไว้ ({what}) โปรแกรมอ่านเหมือนแถวอื่น", "ตรวจว่าข้อมูลที่ซ่อนไว้ต้องการให้นับ หากไม่ต้องการให้ลบทิ้ง";
        "The sheet has hidden rows or columns ({what}); they are read like others", "See that they are meant to count; delete them if not".

    // Who sent it
    DistrictUnknown "district-unknown" Error:
        "ไม่รู้ว่าเป็นรายงานของอำเภอใด ({value})", "เลือกชื่ออำเภอในแผ่นงานปกให้ตรงกับรายชื่อของจังหวัด";
        "Whose report it is is unknown (\"{value}\")", "Choose the district on the cover sheet".
    MonthUnknown "month-unknown" Error:
        "ไม่รู้ว่าเป็นรายงานประจำเดือนใด ({value})", "พิมพ์เดือนในแผ่นงานปก เช่น กุมภาพันธ์ 2565";
        "Which month it reports is unknown (\"{value}\")", "Write the month on the cover sheet, such as \"กุมภาพันธ์ 2565\"".
    MonthOutsideYear { month: Month, year: FiscalYear } "month-outside-year" Error:
        "เดือน {month} อยู่นอกปีงบประมาณ {year}", "แก้เดือนในแผ่นงานปก หรือย้ายแฟ้มไปยังปีงบประมาณของมัน";
        "Month {month} lies outside fiscal year {year}", "Correct the month on the cover sheet, or move the file to its own year".
    MonthNotFolder { month: Month, folder: Month } "month-not-folder" Error:
        "แผ่นงานปกระบุเดือน {month} แต่แฟ้มอยู่ในโฟลเดอร์ของเดือน {folder}", "แก้เดือนในแผ่นงานปก หรือย้ายแฟ้มไปโฟลเดอร์ที่ถูก";
        "The cover says {month} but the file is in the folder of {folder}", "Correct the cover, or move the file to its own folder".
    ProvinceOther { province: String } "province-other" Warning:
        "แผ่นงานปกระบุจังหวัด {value} ไม่ใช่จังหวัด{province}", "ตรวจว่าวางแฟ้มถูกจังหวัด หรือแก้ชื่อจังหวัดในแผ่นงานปก";
        "The cover names province \"{value}\", not {province}", "See that the file belongs here, or correct the cover".
    RevisionUnclear "revision-unclear" Error:
        "ฉบับแก้ไขครั้งที่ \"{value}\" ไม่ใช่จำนวนเต็ม จึงไม่รู้ว่าฉบับใดใหม่กว่า", "พิมพ์ 0 สำหรับฉบับแรก 1 สำหรับการแก้ไขครั้งแรก";
        "Revision \"{value}\" is no whole number: which one is newer is unknown", "Write 0 for the first, 1 for its first correction".
    StampMismatch { stamp: Claim } "stamp-mismatch" Warning:
        "แบบนี้จังหวัดออกให้แก่ {stamp} แต่แผ่นงานปกระบุ {value} (ใช้ตามปก)", "ตรวจว่าไม่ได้นำแฟ้มของเดือนก่อนหรือของอำเภออื่นมาใช้ ครั้งต่อไปใช้แบบที่จังหวัดออกให้";
        "The form was issued for {stamp} but the cover says \"{value}\" (the cover counts)", "See that last month's or another district's file was not reused".
    FileNameMismatch { other: Claim, own: Claim } "file-name-mismatch" Warning:
        "ชื่อแฟ้มหรือโฟลเดอร์ระบุ{other} แต่รายงานในแฟ้มเป็นของ{own} (ใช้ตามรายงาน)", "ตรวจว่าเป็นรายงานของใคร แล้วแก้แผ่นงานปก หรือเปลี่ยนชื่อแฟ้มหรือโฟลเดอร์ให้ตรงกัน";
        "The file's or folder's name says {other} but the report is of {own} (the report counts)", "See whose it is, then correct the cover or rename the file or folder".
    DistrictDoubtful { own: String, other: String, rival: String } "district-doubtful" Error:
        "แฟ้มนี้ระบุทั้งอำเภอ{own}และอำเภอ{other} และอำเภอ{own}มี {rival} อยู่แล้ว จึงไม่ใช้แฟ้มนี้", "หากเป็นของอำเภอ{other} ให้แก้อำเภอในแผ่นงานปก หากเป็นของอำเภอ{own} ให้เปลี่ยนชื่อแฟ้มหรือโฟลเดอร์ให้ตรงกัน";
        "The file names both {own} and {other}, and {own} has {rival} already: it is not used", "If it is {other}'s, correct the cover; if it is {own}'s, rename the file or folder".
    CoverTwice { field: Field } "cover-twice" Warning:
        "แผ่นงานนี้ระบุ{field} {value} ซึ่งไม่ตรงกับแผ่นงานปก (ใช้ตามปก)", "ตรวจว่าแผ่นงานใดถูก แล้วลบอีกแผ่นหรือแก้ให้ตรงกัน";
        "The sheet says \"{value}\" for \"{field}\", which is not what the cover says (the cover counts)", "See which sheet is right; delete or correct the other".
    ReportDateImpossible { date: Date } "report-date-impossible" Warning:
        "วันที่รายงาน {date} เป็นไปไม่ได้ ถือว่าไม่ได้กรอก จึงไม่รู้ว่าส่งช้าหรือไม่", "แก้วันที่รายงานในแผ่นงานปกเป็นวันที่ส่งจริง";
        "The date of reporting {date} cannot be right and counts as blank: whether the report is late is unknown", "Correct it on the cover to the day of sending".
    DateTwoDigitYear { field: Field, typed: Moment, read: Moment } "date-two-digit-year" Warning:
        "\"{field}\" ถูกเก็บเป็น {typed} เพราะพิมพ์ปีสองหลัก จึงอ่านเป็น {read}", "ตรวจว่าถูกต้อง ครั้งต่อไปพิมพ์ปีสี่หลัก เช่น 15/02/2565";
        "\"{field}\" is stored as {typed} since its year was typed with two digits; it is read as {read}", "See that it is right; next time write four digits, such as 15/02/2565".
    CoverBlank { field: Field } "cover-blank" Warning:
        "แผ่นงานปกไม่ได้กรอก \"{field}\"", "กรอกให้ครบในครั้งต่อไป";
        "\"{field}\" on the cover is blank", "Fill it in next time".
    TickUnclear { field: Field } "tick-unclear" Error:
        "ช่อง \"{field}\" เป็น \"{value}\" ซึ่งไม่รู้ว่าใช่หรือไม่ใช่", "เลือก ใช่ หรือเว้นว่าง";
        "\"{field}\" holds \"{value}\", which is neither yes nor no", "Choose \"ใช่\" or leave it blank".
    DuplicateSubmission { name: String, revision: Revision, other: Vec<String> } "duplicate-submission" Error:
        "อำเภอ{name} มีรายงานฉบับแก้ไขครั้งที่ {revision} มากกว่าหนึ่งแฟ้มและเนื้อหาไม่เหมือนกัน ({other}) จึงไม่ใช้ทั้งหมด", "ถามอำเภอว่าฉบับใดถูก แล้วนำอีกฉบับออก หรือเพิ่มเลขฉบับแก้ไขในฉบับที่ถูก";
        "District {name} has more than one file of revision {revision}, and they differ ({other}); none is used", "Ask which is right; take the other out, or raise its revision".
    Superseded { newer: Revision, other: String } "superseded" Note:
        "มีฉบับแก้ไขครั้งที่ {newer} ({other}) จึงไม่ใช้ฉบับนี้", "ไม่ต้องทำอะไร";
        "Revision {newer} ({other}) supersedes it", "Nothing to do".
    IdenticalCopy { other: String } "identical-copy" Note:
        "ปกและรายการเหมือนกับ {other} จึงใช้เพียงแฟ้มเดียว", "ไม่ต้องทำอะไร หรือลบสำเนาออก";
        "Cover and entries are those of {other}; one of them is used", "Nothing to do, or delete the copy".
    OlderReportUsed { other: String, revision: Revision } "older-report-used" Warning:
        "แฟ้มนี้ใช้ไม่ได้ ระหว่างนี้จึงนับตาม {other} (ฉบับแก้ไขครั้งที่ {revision})", "แก้แฟ้มนี้แล้วส่งใหม่ หรือนำออกหากไม่ต้องการใช้";
        "The file cannot be used; meanwhile {other} (revision {revision}) counts", "Have it corrected and sent again, or take it out".
    MissingSubmission { name: String, month: Month } "missing-submission" Error:
        "อำเภอ{name} ยังไม่ส่งรายงานประจำเดือน{month}", "ทวงถามอำเภอ หนังสือเตือนจะออกให้เมื่อพ้นกำหนด";
        "District {name} has not sent its report of {month}", "Ask for it; a reminder letter is written once it is overdue".
    Late { date: Date, deadline: Date } "late" Warning:
        "รายงานลงวันที่ {date} หลังกำหนดส่งวันที่ {deadline}", "ไม่ต้องทำอะไร รายงานถูกนับแล้ว และปรากฏว่าส่งช้า";
        "The report is dated {date}, after the deadline {deadline}", "Nothing to do: it counts, and shows as late".
    NilReport { name: String } "nil-report" Note:
        "อำเภอ{name} แจ้งว่าไม่มีผลการดำเนินงานในเดือนนี้", "ไม่ต้องทำอะไร";
        "District {name} reports nothing done this month", "Nothing to do".
    NilWithRows { rows: u64 } "nil-with-rows" Warning:
        "แผ่นงานปกแจ้งว่าไม่มีผลการดำเนินงาน แต่มีข้อมูล {rows} แถว ข้อมูลถูกนับ", "ถามอำเภอ แล้วแก้แผ่นงานปกหรือลบแถว";
        "The cover says nothing was done, but {rows} rows are filled in; they count", "Ask the district; correct the cover or delete the rows".
    EmptyReport "empty-report" Error:
        "ไม่มีข้อมูลในแบบเลย และไม่ได้เลือก \"ไม่มีผลการดำเนินงานในเดือนนี้\"", "กรอกข้อมูล หรือเลือก ใช่ ในช่องไม่มีผลการดำเนินงานของแผ่นงานปก";
        "Nothing is filled in, and the nil box is not ticked", "Fill in the form, or choose \"ใช่\" in the nil cell of the cover".

    // A cell
    CellBlank { field: Field } "cell-blank" Error:
        "ช่อง \"{field}\" ว่าง", "กรอก \"{field}\" หรือลบทั้งแถวหากไม่ใช่รายการ";
        "\"{field}\" is blank", "Fill it in, or delete the row if it is none".
    NotANumber { field: Field } "not-a-number" Error:
        "\"{value}\" ในช่อง \"{field}\" ไม่ใช่ตัวเลข", "พิมพ์เฉพาะตัวเลข เช่น 1234.50 หรือ ๑,๒๓๔.๕๐";
        "\"{value}\" in \"{field}\" is not a number", "Write figures only, such as 1234.50".
    Negative { field: Field } "negative-number" Error:
        "\"{field}\" ติดลบ ({value})", "แก้เป็นจำนวนที่ไม่ติดลบ";
        "\"{field}\" is negative ({value})", "Correct it to a number that is not".
    NotWhole { field: Field } "not-whole" Error:
        "\"{field}\" ต้องเป็นจำนวนเต็ม ({value})", "แก้เป็นจำนวนเต็ม";
        "\"{field}\" must be a whole number ({value})", "Correct it to a whole number".
    NumberTooLarge { field: Field } "number-too-large" Error:
        "\"{field}\" มากเกินกว่าจะเป็นไปได้ ({value})", "ตรวจว่าไม่ได้พิมพ์ศูนย์เกินหรือวางเลขอื่นลงในช่อง";
        "\"{field}\" is larger than it can be ({value})", "Look for a zero too many, or another number pasted in".
    ErrorValue { field: Field } "error-value" Error:
        "ช่อง \"{field}\" เป็นค่าผิดพลาดของสูตร ({value})", "แก้สูตร หรือพิมพ์ค่าลงไปแทนสูตร";
        "\"{field}\" holds a formula's error ({value})", "Mend the formula, or type the value".
    CellPicture { field: Field } "cell-picture" Error:
        "ช่อง \"{field}\" เป็นภาพ โปรแกรมอ่านข้อความในภาพไม่ได้", "พิมพ์ข้อความลงในช่องแทนภาพ";
        "\"{field}\" is a picture, whose words cannot be read", "Type the words in its place".
    PictureUnreadable { why: PictureFault } "picture-unreadable" Note:
        "พิมพ์รูปนี้ในภาคผนวกหลักฐานไม่ได้ เพราะ{why}", "หากต้องการให้พิมพ์ บันทึกรูปเป็น .jpg แล้วแทรกลงในแบบใหม่ หากไม่ต้องการ ไม่ต้องทำอะไร";
        "This picture cannot be printed in the annex of evidence: {why}", "If it is to be printed, save it as .jpg and insert it into the form again; if not, nothing to do".
    PicturesLeftOut { count: u64, limit: u64, mib: u64 } "pictures-left-out" Note:
        "แฟ้มนี้มีรูปเกิน {limit} รูป หรือรูปรวมกันเกิน {mib} MiB จึงไม่พิมพ์รูปตั้งแต่ช่องนี้ไปในภาคผนวกหลักฐาน ({count} รูป)", "เลือกเฉพาะรูปที่จำเป็น หรือย่อขนาดรูปด้วยคำสั่งบีบอัดรูปภาพของ Excel แล้วส่งใหม่ หากไม่ต้องการให้พิมพ์ ไม่ต้องทำอะไร";
        "The workbook has more than {limit} pictures, or more than {mib} MiB of them; from this cell on {count} are not printed in the annex of evidence", "Keep those that are needed, or make them smaller with Excel's Compress Pictures, and send it again; if they need not be printed, nothing to do".
    QuoteUnclosed "quote-unclosed" Error:
        "เครื่องหมายคำพูดเปิดไว้แต่ไม่ปิด ไม่รู้ว่าข้อความในช่องจบที่ใด: {value}", "เปิดแฟ้มด้วยโปรแกรมแก้ไขข้อความ ปิดหรือลบเครื่องหมายคำพูดที่บรรทัดนี้ หรือส่งเป็นแฟ้ม .xlsx";
        "A quote opens the cell and never closes; where its text ends is unknown: {value}", "Close or delete the quote in this line with a text editor, or send an .xlsx".
    FormulaWithoutValue { field: Field } "formula-without-value" Error:
        "ช่อง \"{field}\" เป็นสูตรที่ไม่มีผลลัพธ์เก็บไว้", "เปิดแฟ้มด้วย Excel หรือ LibreOffice แล้วบันทึกใหม่ หรือพิมพ์ค่าแทนสูตร";
        "\"{field}\" is a formula with no stored result", "Open and save the file in Excel or LibreOffice, or type the value".
    BudgetNotZero { amount: Baht } "budget-not-zero" Error:
        "กิจกรรมใช้งบประมาณ {amount} บาท จึงไม่ใช่กิจกรรมที่ไม่ใช้งบประมาณ", "หากไม่ได้ใช้งบประมาณให้แก้เป็น 0 หากใช้จริงให้ลบแถวนี้ออก";
        "The activity cost {amount} baht, so it is none without budget", "Write 0 if it cost nothing; delete the row if it did".
    NotADate { field: Field } "not-a-date" Error:
        "\"{value}\" ในช่อง \"{field}\" ไม่ใช่วันที่", "พิมพ์วันที่ เช่น 15/02/2565 หรือ ๑๕ ก.พ. ๖๕";
        "\"{value}\" in \"{field}\" is not a date", "Write a date, such as 15/02/2565".
    YearUnclear { field: Field } "date-year-unclear" Error:
        "\"{value}\" ในช่อง \"{field}\" ไม่รู้ว่าเป็นปีใด", "พิมพ์ปีเป็นสี่หลัก เช่น 15/02/2565";
        "The year of \"{value}\" in \"{field}\" is unclear", "Write the year with four digits, such as 15/02/2565".
    DateOutsideRound { date: Date, round: Round } "date-outside-round" Error:
        "วันที่จัด {date} อยู่นอก{round}", "แก้วันที่ หรือรายงานในรอบของมัน";
        "{date} lies outside the round ({round})", "Correct the date, or report it in its own round".
    DateAfterMonth { field: Field, date: Date } "date-after-month" Error:
        "\"{field}\" {date} อยู่หลังสิ้นเดือนที่รายงาน", "แก้วันที่ หรือรายงานในเดือนของมัน";
        "\"{field}\" {date} is after the reported month's end", "Correct the date, or report it in its own month".
    DateOtherMonth { date: Date } "date-other-month" Warning:
        "วันที่จัด {date} เป็นเดือนอื่นในรอบเดียวกัน นับให้ในเดือนที่รายงาน", "ตรวจว่าไม่ได้พิมพ์วันที่ผิด และไม่ได้รายงานไปแล้ว";
        "{date} is in another month of the round; it counts in the reported month", "See that the date is right and that it was not reported before".
    DateBeforeYear { date: Date } "date-before-year" Error:
        "วันที่เข้าร่วม {date} อยู่ก่อนปีงบประมาณ แสดงว่าออนไลน์อยู่ก่อนแล้ว", "หากวันที่ผิดให้แก้ หากเข้าร่วมก่อนปีงบประมาณจริง ให้ลบแถวนี้ออก";
        "{date} is before the fiscal year: the operator was online already", "Correct the date, or delete the row if it is true".
    ActivityDuplicate { other: Place } "duplicate-activity" Error:
        "กิจกรรมนี้ (ชื่อและวันเดียวกัน) รายงานไว้แล้วที่ {other}", "ลบแถวที่ซ้ำ หรือแก้ชื่อหรือวันที่หากเป็นคนละกิจกรรม";
        "This activity (same name and day) is reported already at {other}", "Delete the row, or correct its name or date".
    ParticipantsExceed { participants: Count, registered: Count } "participants-exceed-registered" Warning:
        "ผู้เข้าร่วม {participants} กลุ่ม/ราย มากกว่าผู้ประกอบการที่ลงทะเบียนทั้งหมดของอำเภอ ({registered})", "ตรวจว่านับเป็นกลุ่ม/ราย ไม่ใช่จำนวนคน";
        "{participants} participants are more than the district's {registered} registered operators", "See that operators were counted, not people".
    SalesNoParticipants { sales: Baht } "sales-without-participants" Warning:
        "มียอดจำหน่าย {sales} บาท แต่จำนวนผู้เข้าร่วมเป็นศูนย์", "ตรวจจำนวนผู้ประกอบการที่เข้าร่วม";
        "Sales of {sales} baht with no participants", "See the number of participants".
    ChannelUnknown { nearest: String } "unknown-channel" Error:
        "ไม่รู้จักช่องทาง \"{value}\"", "ใช้ชื่อในรายการ ใกล้ที่สุดคือ \"{nearest}\" หากเป็นช่องทางอื่นให้พิมพ์ \"อื่น ๆ: ชื่อช่องทาง\"";
        "Channel \"{value}\" is unknown", "Use a listed name, the nearest is \"{nearest}\"; write another one as \"อื่น ๆ: name\"".
    OperatorTypeUnknown "unknown-operator-type" Warning:
        "ประเภทผู้ประกอบการ \"{value}\" ไม่อยู่ในรายการ (นับให้)", "เลือก กลุ่ม รายเดียว หรือ SMEs";
        "Operator type \"{value}\" is not on the list (it counts)", "Choose \"กลุ่ม\", \"รายเดียว\" or \"SMEs\"".
    ProductTypeUnknown "unknown-product-type" Warning:
        "ประเภทผลิตภัณฑ์ \"{value}\" ไม่อยู่ใน ๕ ประเภท (นับให้)", "เลือกประเภทจากรายการในแบบ";
        "Product type \"{value}\" is none of the five (it counts)", "Choose one from the form's list".
    ListingDuplicate { other: Place } "duplicate-listing" Error:
        "ผู้ประกอบการรายนี้กับช่องทาง {value} รายงานไว้แล้วในเดือนนี้ที่ {other}", "ลบแถวที่ซ้ำ หรือแก้ช่องทาง";
        "This operator and channel \"{value}\" are reported already this month at {other}", "Delete the row, or correct the channel".
    NotRegistered { nearest: NumberOfName } "operator-not-registered" Error:
        "ไม่พบผู้ประกอบการ \"{value}\" ในทะเบียนของจังหวัด", "ตรวจเลขทะเบียนและชื่อกับทะเบียน{nearest} หรือเพิ่มในทะเบียนของจังหวัด";
        "Operator \"{value}\" is not in the registry", "Compare number and name with the registry{nearest}, or add it there".
    RegisteredElsewhere { other: String } "operator-other-district" Error:
        "ผู้ประกอบการ \"{value}\" ลงทะเบียนที่อำเภอ{other}", "ให้อำเภอ{other}เป็นผู้รายงาน หรือแก้เลขทะเบียน";
        "Operator \"{value}\" is registered in {other}", "Let {other} report it, or correct the number".
    OnlineBefore "operator-online-before" Error:
        "ผู้ประกอบการ \"{value}\" ออนไลน์อยู่แล้วก่อนเริ่มปีงบประมาณ (เดือนกันยายน) จึงไม่นับ", "ลบแถวนี้ออก หรือแก้เลขทะเบียนหากพิมพ์ผิด";
        "Operator \"{value}\" was online before the fiscal year and does not count", "Delete the row, or correct the number".
    RegistrationUnclear "registration-unclear" Warning:
        "\"{value}\" ในช่องเลขทะเบียนไม่ระบุว่าเป็นรายใด จึงแยกรายตามชื่อ", "กรอกเลขทะเบียนให้ครบทุกหลัก หรือเว้นว่างไว้หากยังไม่มี";
        "\"{value}\" is no registration number that names an operator; the name does", "Write the whole number, or leave it blank while there is none".
    NumberShared { name: String, other: String, at: Place } "number-shared" Error:
        "เลขทะเบียน {value} ใช้กับ \"{other}\" ({at}) แล้ว แต่แถวนี้เป็น \"{name}\" จึงไม่รู้ว่าเป็นรายใด", "หากเป็นรายเดียวกันให้ใช้ชื่อเดียวกัน หากเป็นคนละรายให้แก้เลขทะเบียน";
        "Number {value} is that of \"{other}\" ({at}) but the row names \"{name}\": which one is meant is unknown", "Write one name if they are one operator, else correct the number".
    OperatorTwoDistricts { name: String, district: String, at: Place } "operator-two-districts" Warning:
        "\"{name}\" เลขทะเบียน {value} อำเภอ{district}รายงานด้วย ({at}) จึงนับเป็นรายเดียวให้อำเภอ{district}", "ตรวจว่าเป็นผู้ประกอบการของอำเภอใด หากเป็นคนละรายให้แก้เลขทะเบียน";
        "\"{name}\", number {value}, is reported by {district} too ({at}); it counts once, there", "See whose operator it is; if they are two, correct the number".
    NumberTwoNames { name: String, other: String, at: NameAt } "number-two-names" Warning:
        "เลขทะเบียน {value} ใช้กับสองชื่อ: \"{name}\" และ \"{other}\" ({at})", "ตรวจว่าเลขทะเบียนถูก และใช้ชื่อเดียวกันทุกเดือน";
        "Number {value} goes with two names: \"{name}\" and \"{other}\" ({at})", "See that the number is right and write one name".
    NameTwoNumbers { number: String, other: String, at: Place } "name-two-numbers" Warning:
        "ชื่อ \"{value}\" ใช้กับสองเลขทะเบียน: {number} และ {other} ({at})", "ตรวจเลขทะเบียน หากเป็นคนละรายให้เติมชื่อให้ต่างกัน";
        "Name \"{value}\" goes with two numbers: \"{number}\" and \"{other}\" ({at})", "See the numbers; if they are two operators, tell their names apart".
    CountedBefore { month: Month } "counted-before" Note:
        "ผู้ประกอบการ \"{value}\" นับไปแล้วในเดือน{month} (ยอดจำหน่ายนับให้ แต่ไม่นับรายซ้ำ)", "ไม่ต้องทำอะไร";
        "Operator \"{value}\" was counted in {month} (its sales count; it is not counted again)", "Nothing to do".
    TotalMismatch { field: Field, total: Amount, sum: Amount } "total-mismatch" Warning:
        "แถวรวมของ \"{field}\" เป็น {total} แต่ผลบวกของแถวที่อยู่เหนือขึ้นไปคือ {sum} (ใช้ผลบวก)", "ตรวจว่ามีแถวใดตกหล่นหรือพิมพ์ผิด";
        "The total row says {total} for \"{field}\" but the rows sum to {sum} (the sum is used)", "Look for a row left out or mistyped".
    RowNotUnderstood "row-not-understood" Warning:
        "แถวนี้มีข้อความนอกตาราง ไม่ใช่รายการ จึงไม่นับ: \"{value}\"", "หากเป็นรายการ ให้กรอกในช่องของตาราง หากเป็นบันทึกไม่ต้องทำอะไร";
        "The row holds words outside the table and is not counted: \"{value}\"", "If it is an entry, fill it into the table's cells; if a remark, nothing to do".
    GlyphMissing { characters: String, printed: String } "glyph-missing" Warning:
        "อักขระ {characters} ไม่มีในแบบอักษร จะพิมพ์เป็น {printed}", "พิมพ์คำนี้ด้วยตัวอักษรไทยหรืออังกฤษ หรือวางแบบอักษรที่มีอักขระนี้ไว้ในโฟลเดอร์ fonts ของจังหวัด";
        "No typeface has {characters}; it is printed as {printed}", "Write the word in Thai or English letters, or put a font that has the character into the workspace's fonts folder".

    RowAboveHeading "row-above-heading" Error:
        "แถวนี้อยู่เหนือหัวตาราง จึงไม่นับ: \"{value}\"", "ย้ายแถวนี้ลงไปใต้หัวตาราง มักเกิดจากการเรียงข้อมูลรวมหัวตารางไปด้วย";
        "The row stands above the table's heading and is not counted: \"{value}\"", "Move it below the heading; sorting may have taken the heading along".
    TextTooLong "text-too-long" Warning:
        "ข้อความในช่องนี้ยาวเกินกว่าที่แบบรายงานใช้ จึงเก็บไว้เฉพาะส่วนต้น: \"{value}\"", "ย่อข้อความให้เหลือเฉพาะที่จำเป็น";
        "The cell's text is longer than a report needs; only its beginning is kept: \"{value}\"", "Shorten it".

    // Earlier months
    TotalsFell { what: Difference } "totals-fell" Warning:
        "ข้อมูลเดือนก่อนหน้าลดลง ทำให้ยอดสะสมถึงเดือนนี้ลดลงจากที่จัดทำไว้ครั้งก่อน: {what}", "ดูข้อสังเกตของเดือนที่ลดลง แล้วทำตามวิธีแก้ของข้อนั้น";
        "Earlier months count less than they did, so the year up to this month fell since it was last compiled: {what}", "See the warnings of the months that lost something, and their remedies".
    EarlierShrank { month: Month, what: Difference, again: Written } "earlier-shrank" Warning:
        "ข้อมูลเดือน{month} น้อยกว่าที่เคยนับไว้: {what}", "หากไม่ตั้งใจ นำแฟ้มของเดือนนั้นกลับมาวางที่เดิม หากตั้งใจ สั่ง otop-report compile {again} แล้วจัดทำเดือนนี้อีกครั้ง";
        "{month} counts less than it did: {what}", "If that is a mistake, put the month's files back; if it is meant, run otop-report compile {again}, then compile this month again".
    EarlierChangedSinceSeal { month: Month, bag: String, sealed: String, what: Difference } "earlier-changed-since-seal" Warning:
        "ข้อมูลเดือน{month} ไม่ตรงกับที่ผนึกไว้ในชุด {bag}: {what}", "หากไม่ตั้งใจ นำแฟ้มเดิมกลับมา (มีอยู่ในชุดที่ผนึก) หากตั้งใจ สั่ง otop-report archive add {sealed} --reason \"เหตุผล\"";
        "{month} is not what was sealed in {bag}: {what}", "If that is a mistake, put the old files back (the bag holds them); if it is meant, run otop-report archive add {sealed} --reason \"why\"".

    // The registry
    RegistryMissing "registry-missing" Warning:
        "ไม่มีทะเบียนผู้ประกอบการ (inputs/registry.xlsx) จึงไม่ได้ตรวจว่าผู้ประกอบการลงทะเบียนแล้ว อยู่อำเภอใด และออนไลน์เดิมหรือไม่", "วางทะเบียนไว้ที่ inputs/registry.xlsx";
        "There is no registry (inputs/registry.xlsx): whether an operator is registered, where, and online before could not be checked", "Put the registry at inputs/registry.xlsx".
    RegistryUnusable { reason: Unusable } "registry-unusable" Warning:
        "ใช้ทะเบียนผู้ประกอบการไม่ได้: {reason} จึงไม่ได้ตรวจกับทะเบียน", "วางแฟ้มที่เปิดได้ที่ inputs/registry.xlsx ให้มีหัวคอลัมน์ อำเภอ เลขทะเบียน ชื่อ ประเภท ออนไลน์ ณ ก.ย.";
        "The registry cannot be used: {reason}; nothing was checked against it", "Put a file that opens at inputs/registry.xlsx, with the headings \"อำเภอ\", \"เลขทะเบียน\", \"ชื่อ\", \"ประเภท\" and \"ออนไลน์ ณ ก.ย.\"".
    RegistryRow { reason: RowFault } "registry-row" Warning:
        "แถวนี้ของทะเบียนใช้ไม่ได้: {reason}", "แก้แถวนี้ในทะเบียน";
        "The registry's row cannot be used: {reason}", "Mend the row".
    RegistryMismatch { name: String, what: Tallied, counted: Count, planned: Count } "registry-mismatch" Warning:
        "ทะเบียนนับ{what}ของอำเภอ{name}ได้ {counted} แต่แผนระบุ {planned} (ใช้ตามแผน)", "ทานทะเบียนกับแผนให้ตรงกัน";
        "The registry counts {counted} {what} in {name}, the plan says {planned} (the plan counts)", "Make registry and plan agree".
}
