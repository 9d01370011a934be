//! The Thai words of each command and its arguments, with examples in both languages.

/// The words of one command.
pub(super) struct Words {
    /// `archive add`; blank for the program itself.
    pub path: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Each argument by its name in the program: how its value is called (blank where it takes none), and what it is.
    pub arguments: &'static [(&'static str, &'static str, &'static str)],
    /// Commands without the program's name, and what they do in Thai and in English.
    pub examples: &'static [(&'static str, &'static str, &'static str)],
}

/// The words of the command at `path`.
pub(super) fn of(path: &str) -> Option<&'static Words> {
    WORDS.iter().find(|words| words.path == path)
}

const MONTH: &str = "เดือน เช่น 2565-02 ก.พ. 2565 หรือ ก.พ.";

/// Every command's.
pub(super) const WORDS: &[Words] = &[
    Words {
        path: "",
        about: "รายงาน OTOP ประจำเดือนของจังหวัด: อ่านแบบรายงานของอำเภอ ตรวจ รวม ให้คะแนน และจัดทำรายงานพร้อมหนังสือนำส่ง",
        arguments: &[
            ("workspace", "โฟลเดอร์", "โฟลเดอร์งานที่มี inputs และ outputs (ไม่ระบุ: โฟลเดอร์นี้ หรือโฟลเดอร์ที่อยู่เหนือขึ้นไป)"),
            ("lang", "ภาษา", "ภาษาของข้อความ: th ไทย en อังกฤษ (ไม่ระบุ: ตาม OTOP_LANG หรือแผน มิฉะนั้นเป็นภาษาไทย)"),
            ("format", "รูปแบบ", "รูปแบบของผลที่พิมพ์ออกมา: human สำหรับคน json สำหรับโปรแกรม"),
            ("today", "วันที่", "ถือว่าวันนี้คือวันที่นี้ เช่น 2565-03-10 หรือ 2022-03-10"),
            ("help", "", "แสดงวิธีใช้"),
            ("version", "", "แสดงรุ่นของโปรแกรม"),
        ],
        examples: &[
            ("init", "เริ่มงานของจังหวัดใหม่ในโฟลเดอร์นี้", "start a province's work in this folder"),
            ("check", "ตรวจรายงานของเดือนล่าสุด", "check the reports of the latest month"),
            ("compile", "จัดทำรายงานของเดือนล่าสุด", "make the report of the latest month"),
        ],
    },
    Words {
        path: "init",
        about: "สร้างโฟลเดอร์งานใหม่ พร้อมแผนที่แก้ได้และที่วางรายงานของอำเภอ ของที่มีอยู่แล้วไม่ถูกเขียนทับ",
        arguments: &[("templates", "", "คัดลอกแม่แบบทุกแฟ้มมาไว้แก้ด้วย")],
        examples: &[("--workspace พะเยา init", "สร้างโฟลเดอร์งานชื่อ พะเยา", "make a workspace called พะเยา")],
    },
    Words {
        path: "serve",
        about: "เปิดโต๊ะทำงานของสำนักงานในโปรแกรมดูเว็บ ทำได้ทุกอย่างโดยไม่ต้องพิมพ์คำสั่ง ใช้ได้ในเครื่องนี้เท่านั้น",
        arguments: &[("port", "พอร์ต", "เลขพอร์ต (ไม่ระบุ: พอร์ตใดก็ได้ที่ว่าง)"), ("no_open", "", "แสดงลิงก์อย่างเดียว ไม่เปิดโปรแกรมดูเว็บ")],
        examples: &[("serve", "เปิดโต๊ะทำงาน", "open the desk")],
    },
    Words {
        path: "forms",
        about: "ออกแบบรายงานเปล่าของทุกอำเภอ",
        arguments: &[("month", "เดือน", "เดือน เช่น 2565-03 หรือ มี.ค. (ไม่ระบุ: เดือนถัดจากเดือนล่าสุดที่ส่งแล้ว)")],
        examples: &[
            ("forms 2565-03", "แบบของเดือนมีนาคม ๒๕๖๕", "the forms of March 2565"),
            ("forms มี.ค.", "เดือนเดียวกัน ตามปีงบประมาณของแผน", "the same month of the plan's fiscal year"),
        ],
    },
    Words {
        path: "check",
        about: "ตรวจรายงานที่ส่งมา โดยไม่จัดทำเอกสาร",
        arguments: &[
            ("what", "เดือนหรือแฟ้ม", "เดือน เช่น 2565-02 หรือแฟ้ม เช่น 2565-02/จุน.xlsx (ไม่ระบุ: เดือนล่าสุดที่มีรายงาน)"),
            ("notes", "", "แสดงหมายเหตุทุกรายการ"),
            ("watch", "", "เฝ้าโฟลเดอร์ inputs และตรวจแฟ้มที่วางใหม่ทันที หยุดด้วย Ctrl-C"),
        ],
        examples: &[
            ("check ก.พ.", "ตรวจเดือนกุมภาพันธ์ของปีงบประมาณในแผน", "check February of the plan's fiscal year"),
            ("check 2565-02/จุน.xlsx", "ตรวจแฟ้มเดียว", "check one file"),
        ],
    },
    Words {
        path: "compile",
        about: "จัดทำรายงานประจำเดือนครบชุด",
        arguments: &[
            ("month", "เดือน", "เดือน เช่น 2565-02 ก.พ. 2565 หรือ ก.พ. (ไม่ระบุ: เดือนล่าสุดที่มีรายงาน)"),
            ("open", "", "เปิดหน้ารายงาน report.html เมื่อเสร็จ"),
            ("empty", "", "จัดทำแม้ยังไม่มีอำเภอใดส่งรายงานของเดือนนั้น"),
            ("watch", "", "เฝ้าโฟลเดอร์ inputs และจัดทำใหม่ทุกครั้งที่มีแฟ้มเปลี่ยน หยุดด้วย Ctrl-C"),
        ],
        examples: &[("compile 2565-02 --open", "จัดทำแล้วเปิดหน้ารายงาน", "make it and open its page")],
    },
    Words {
        path: "explain",
        about: "บอกว่าตัวเลขในรายงานมาจากช่องใดของแฟ้มใด",
        arguments: &[(
            "what",
            "[เดือน] อำเภอ ตัวเลข",
            "เดือน (ไม่ระบุ: เดือนล่าสุด) อำเภอหรือคำว่า จังหวัด และตัวเลข เช่น operators-year percent level",
        )],
        examples: &[
            (
                "explain 2565-02 เมืองพะเยา operators-year",
                "ผู้ประกอบการสะสมทั้งปีของอำเภอเมืองพะเยา",
                "the year's operators of เมืองพะเยา",
            ),
            ("explain จังหวัด level", "ระดับคะแนนของจังหวัดในเดือนล่าสุด", "the province's level in the latest month"),
        ],
    },
    Words {
        path: "targets",
        about: "จัดทำเอกสารที่ไม่ต้องรอรายงาน: ตารางเป้าหมาย ตัวชี้วัด หนังสือแจ้งอำเภอ",
        arguments: &[],
        examples: &[("targets", "จัดทำใน outputs/targets", "make them in outputs/targets")],
    },
    Words {
        path: "templates",
        about: "แม่แบบของเอกสาร: ดูว่าแก้แฟ้มใดไว้ คัดลอกมาแก้ และเทียบกับของโปรแกรม",
        arguments: &[],
        examples: &[],
    },
    Words {
        path: "templates list",
        about: "แสดงแม่แบบทั้งหมด ใช้ทำอะไร และแฟ้มใดที่จังหวัดแก้ไว้",
        arguments: &[],
        examples: &[("templates list", "แสดงทั้งหมด", "show all")],
    },
    Words {
        path: "templates copy",
        about: "คัดลอกแม่แบบของโปรแกรมมาไว้ใน templates เพื่อแก้ ไม่เขียนทับแฟ้มที่มีอยู่",
        arguments: &[("names", "แม่แบบ", "ชื่อแม่แบบ เช่น letter-monthly.toml")],
        examples: &[("templates copy letter-monthly.toml", "แก้คำในหนังสือนำส่ง", "edit the words of the covering letter")],
    },
    Words {
        path: "templates diff",
        about: "แสดงบรรทัดที่ต่างจากแม่แบบของโปรแกรม",
        arguments: &[("name", "แม่แบบ", "ชื่อแม่แบบ (ไม่ระบุ: ทุกแฟ้มที่ต่าง)")],
        examples: &[("templates diff", "ทุกแฟ้มที่ต่าง", "every one that differs")],
    },
    Words {
        path: "archive", about: "เก็บถาวร: ผนึก ตรวจ แสดง และส่งต่อชุดเก็บถาวรของแต่ละเดือน", arguments: &[], examples: &[]
    },
    Words {
        path: "archive add",
        about: "ผนึกเดือนที่ไม่มีข้อผิดพลาดเป็นชุดเก็บถาวร",
        arguments: &[
            ("month", "เดือน", MONTH),
            ("accept_draft", "เหตุผล", "ยอมผนึกฉบับร่าง เพราะเหตุใด"),
            ("reason", "เหตุผล", "เหตุผลของฉบับแก้ไข (ต้องมีเมื่อเดือนนี้เคยผนึกแล้ว)"),
        ],
        examples: &[("archive add 2565-02", "ผนึกเดือนกุมภาพันธ์ ๒๕๖๕", "seal February 2565")],
    },
    Words {
        path: "archive add-signed",
        about: "เก็บแฟ้มสแกนฉบับลงนามไว้คู่กับชุดที่ผนึกล่าสุดของเดือน",
        arguments: &[("month", "เดือน", MONTH), ("files", "แฟ้ม", "แฟ้มสแกน")],
        examples: &[("archive add-signed 2565-02 หนังสือลงนาม.pdf", "เก็บหนังสือที่ลงนามแล้ว", "keep the signed letter")],
    },
    Words {
        path: "archive list",
        about: "แสดงชุดเก็บถาวรทั้งหมด และวันครบอายุการเก็บ",
        arguments: &[],
        examples: &[("archive list", "แสดงทั้งหมด", "show all")],
    },
    Words {
        path: "archive verify",
        about: "ตรวจว่าชุดเก็บถาวรยังเหมือนวันที่ผนึก และจัดทำซ้ำจากชุดนั้นได้ผลเดิม",
        arguments: &[
            ("month", "เดือน", "เดือน (ไม่ระบุ: ทุกเดือน)"),
            ("expect", "ลายนิ้วมือ", "ลายนิ้วมือที่จดไว้เมื่อผนึก หรือที่พิมพ์ท้ายหนังสือนำส่ง วางทั้งบรรทัดได้"),
            ("public_key", "กุญแจหรือแฟ้ม", "กุญแจสาธารณะ minisign ของผู้ลงนามบัญชี หรือแฟ้มกุญแจ (ไม่ระบุ: archive.public_key ในแผน)"),
        ],
        examples: &[("archive verify", "ตรวจทุกชุด", "verify every bag")],
    },
    Words {
        path: "archive export",
        about: "รวมเป็นแฟ้ม zip เดียวใน outputs",
        arguments: &[("what", "เดือน", "เดือน หรือ all (ไม่ระบุ: ทั้งหมด)")],
        examples: &[("archive export 2565-02", "รวมชุดของเดือนเดียว", "one month's bags")],
    },
    Words {
        path: "completions",
        about: "ออกคำสั่งเติมคำอัตโนมัติของเชลล์",
        arguments: &[("shell", "เชลล์", "เชลล์: bash zsh fish elvish powershell")],
        examples: &[("completions bash", "สำหรับ bash", "for bash")],
    },
    Words {
        path: "menu",
        about: "เมนู สำหรับผู้ที่เปิดโปรแกรมโดยไม่พิมพ์คำสั่ง",
        arguments: &[],
        examples: &[("menu", "เปิดเมนู", "open the menu")],
    },
    Words {
        path: "help",
        about: "แสดงวิธีใช้ของคำสั่ง",
        arguments: &[("path", "คำสั่ง", "คำสั่งที่ต้องการทราบ (ไม่ระบุ: ทั้งโปรแกรม)")],
        examples: &[("help compile", "วิธีใช้คำสั่ง compile", "how compile is used")],
    },
];
