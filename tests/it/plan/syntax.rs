//! A plan that is no TOML: every line that cannot be read is told, and the rest is judged all the same.

use otop_report::plan::{PHAYAO_2565, PlanProblem, Syntax};

use super::{changed, faults, line, line_of, thai};

/// What is mistyped, as what, and what is told of it.
const MISTYPED: [(&str, &str, Syntax); 32] = [
    ("name = \"จุน\"", "name = \"จุน", Syntax::Quote),
    ("name = \"จุน\"", "name = 'จุน", Syntax::Quote),
    ("folder = \"archive\"", "folder = \"C:\\archive\"", Syntax::Backslash),
    ("name = \"จุน\"", "name = จุน", Syntax::Value),
    ("name = \"จุน\"", "name = “จุน”", Syntax::Value),
    ("registered = 75", "registered = ๗๕", Syntax::Value),
    ("registered = 75", "registered = 75 ราย", Syntax::Value),
    ("registered = 75", "registered = 1,075", Syntax::Value),
    ("registered = 75", "registered = 075", Syntax::Value),
    ("registered = 75", "registered = 7_", Syntax::Value),
    ("registered = 75", "registered == 75", Syntax::Value),
    ("registered = 75", "registered = 75 online = 3", Syntax::Value),
    ("seal_on_letters = true", "seal_on_letters = yes", Syntax::Value),
    ("seal_on_letters = true", "seal_on_letters = True", Syntax::Value),
    ("first = \"2564-10\"", "first = 2564-10", Syntax::Value),
    ("date = \"2565-02-07\"", "date = 2565-02-31", Syntax::Value),
    ("registered = 75", "registered =", Syntax::NoValue),
    ("registered = 75", "registered 75", Syntax::NoEquals),
    ("registered = 75", "registered: 75", Syntax::NoEquals),
    ("registered = 75", "registered = 75\nอำเภอนี้เล็ก", Syntax::NoEquals),
    ("# แผนของจังหวัด", "แผนของจังหวัด", Syntax::NoEquals),
    ("registered = 75", "registered = 75\nจดทะเบียน = 75", Syntax::Key),
    ("issued = [3, 2, 1]", "issued = [3, 2, 1", Syntax::Brackets),
    ("issued = [3, 2, 1]", "issued = [3 2 1]", Syntax::Brackets),
    ("aliases = [\"ลาซาด้า\"]", "aliases = [\"ลาซาด้า\" \"LZD\"]", Syntax::Brackets),
    ("percent = \"5\" },", "percent = \"5\",", Syntax::Brackets),
    ("percent = \"5\" },", "percent = \"5\" }", Syntax::Brackets),
    ("[deadline]", "[deadline", Syntax::Heading),
    ("[[districts]]\ngeocode = \"5605\"", "[[districts]\ngeocode = \"5605\"", Syntax::Heading),
    ("registered = 75", "registered = 75\nregistered = 76", Syntax::Twice),
    ("[deadline]", "[deadline]\n[deadline]", Syntax::Twice),
    ("[[districts]]\ngeocode = \"5605\"", "[districts]\ngeocode = \"5605\"", Syntax::Twice),
];

/// Where two texts first differ: its line, or the next where a line was added.
fn first_change(wrong: &str) -> usize {
    let same = PHAYAO_2565.lines().zip(wrong.lines()).take_while(|(a, b)| a == b).count();
    same + 1
}

#[test]
fn a_line_that_cannot_be_read_is_told_alone() {
    for (right, wrong, kind) in MISTYPED {
        let text = changed(right, wrong);
        let faults = faults(&text);
        assert_eq!(faults.len(), 1, "{wrong}: {:#?}", thai(&faults));
        let PlanProblem::Syntax { found, syntax } = &faults[0].what else { panic!("{wrong}: {:#?}", thai(&faults)) };
        assert_eq!(*syntax, kind, "{wrong}: {:#?}", thai(&faults));
        assert_eq!(faults[0].line(), first_change(&text), "{wrong}: {:#?}", thai(&faults));
        let shown: String = line(&text, faults[0].line()).trim().chars().take(60).collect();
        assert!(found.starts_with(shown.trim_end()), "{found} is not {shown}");
    }
}

#[test]
fn a_list_that_is_never_closed_is_told_where_it_begins() {
    let text = changed("\"1\" },\n]", "\"1\" },\n");
    let told = thai(&faults(&text));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("บรรทัด ๑๔๒: พบ levels = [ ซึ่งอ่านไม่ได้: รายการต้องคั่นด้วยจุลภาค"), "{told:#?}");
}

#[test]
fn what_stands_around_it_is_judged_all_the_same() {
    let text = changed("registered = 75", "registered = ๗๕")
        .replace("name = \"Shopee\"", "name = \"Lazada\"")
        .replace("day = 5 ", "day = \"ห้า\" ")
        .replace("weekend = ", "wekend = ")
        .replace("folder = \"archive\"", "folder = archive")
        .replace("number = 8\u{20}", "\u{20}");
    let keys: Vec<_> = faults(&text).iter().map(|fault| fault.key().to_owned()).collect();
    assert_eq!(keys, ["", "kpi.number", "channels[3].name", "deadline.day", "deadline.wekend", ""]);
}

#[test]
fn a_file_that_is_no_plan_is_refused_in_a_page() {
    let text = "สวัสดี นี่ไม่ใช่แผน\n".repeat(10_000);
    let error = otop_report::plan::Plan::parse(&text).expect_err("no plan");
    assert!(error.faults.len() > 10_000);
    let told = error.to_string();
    assert!(told.lines().count() < 60 && told.lines().last().is_some_and(|line| line.starts_with("  และอีก")), "{told}");
}

/// What is told: its line as it stands, and what is wrong with it.
fn told(text: &str) -> Vec<(String, Syntax)> {
    let syntax = |what| match what {
        PlanProblem::Syntax { found, syntax } => (found, syntax),
        other => panic!("{other:?}"),
    };
    faults(text).into_iter().map(|fault| syntax(fault.what)).collect()
}

#[test]
fn a_key_that_stands_twice_is_told_at_each_place() {
    let text = changed("registered = 75", "registered = 75\nregistered = 76")
        .replace("registered = 171", "registered = 171\nregistered = 172");
    let twice = |found: &str| (found.to_owned(), Syntax::Twice);
    assert_eq!(told(&text), [twice("registered = 76"), twice("registered = 172")]);
    let lines: Vec<usize> = faults(&text).iter().map(otop_report::plan::PlanFault::line).collect();
    assert_eq!(lines, [line_of(&text, "registered = 76"), line_of(&text, "registered = 172")]);
}

#[test]
fn a_heading_that_should_have_double_brackets_is_told_once() {
    for heading in ["year.rounds", "rubrics", "districts", "channels"] {
        let text = PHAYAO_2565.replace(&format!("[[{heading}]]"), &format!("[{heading}]"));
        let told = told(&text);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].0.starts_with(&format!("[{heading}]")) && told[0].1 == Syntax::Twice, "{told:#?}");
        let second = text.match_indices(&format!("\n[{heading}]")).nth(1).expect("it stands twice").0 + 1;
        assert_eq!(faults(&text)[0].line(), text[..second].matches('\n').count() + 1);
    }
}

#[test]
fn a_stray_line_is_told_itself() {
    let strays = ["- เชียงราย", "๑) อำเภอจุน", "(หมายเหตุ)", "\"ทะเบียน\": 5", "* * *", "= 5"];
    for stray in strays {
        for before in ["registered = 75", "name = \"จุน\"", "day = 5 "] {
            let text = changed(before, &format!("{before}\n\n{stray}\n# ไว้แก้\n"));
            let faults = faults(&text);
            assert_eq!(faults[0].line(), line_of(&text, &format!("\n{stray}\n")) + 1, "{stray}: {:#?}", thai(&faults));
        }
        let text = changed("registered = 75", &format!("registered = 75\n{stray}"));
        let told = told(&text);
        assert!(told.len() == 1 && told[0].0 == stray, "{stray}: {told:#?}");
    }
}

#[test]
fn the_lines_of_a_long_text_are_no_statements() {
    for mark in ["\"\"\"", "'''"] {
        let long = format!("reason = {mark}\nเพราะสินค้าขายดี\nname ของสินค้า\n[ข้อ ๑] ขายออนไลน์\n{mark}\n");
        let own = PHAYAO_2565.lines().find(|line| line.starts_with("reason = ")).expect("a reason");
        let text = changed(own, &long);
        assert_eq!(told(&text), []);
        let mistyped = text.replace("registered = 75", "registered = ๗๕");
        assert_eq!(told(&mistyped), [("registered = ๗๕".to_owned(), Syntax::Value)]);
        // One that is never closed does not hide what stands below it.
        let unclosed = mistyped.replace(&format!("\n[ข้อ ๑] ขายออนไลน์\n{mark}\n"), "\n").replace("day = 5 ", "day = ห้า ");
        let told = told(&unclosed);
        assert!(told.iter().any(|(found, _)| found.starts_with("reason = ")), "{told:#?}");
        assert!(told.iter().any(|(found, _)| found.starts_with("day = ห้า")), "{told:#?}");
    }
}
