//! Every sentence about a plan is Thai in Thai and English in English, but for names, keys and what is to be typed.

use jiff::civil::date;
use otop_report::lang::{Lang, Said, Say};
use otop_report::plan::{Plan, PlanOddity, PlanProblem, Syntax, Wanted};
use otop_report::thai::calendar::{FiscalYear, Month};

/// What is typed as it stands, in either language.
const TYPED: [&str; 22] = [
    "inputs/plan.toml",
    "inputs",
    "outputs",
    "png, jpg",
    "svg",
    "minisign.pub",
    "minisign",
    "RW",
    "true",
    "false",
    "today",
    "\"th\"",
    "\"en\"",
    "next-working-day",
    "same-day",
    "online_before",
    "activities",
    "fewer_than",
    "[office]",
    "[[districts]]",
    "{อำเภอ}",
    "[3, 2, 1]",
];

/// Examples of what is to be typed.
const EXAMPLES: [&str; 8] = ["phayao@example.go.th", "2565-02-07", "2565-04-06", "2565-02", "2565", "5601", "56", "2.5"];

/// Words that a sentence is filled with here: as a plan writes them.
const FILLED: [&str; 5] = ["registred", "registered", "geocode", "LINE", "เชียงราย"];

fn wanted() -> Vec<Wanted> {
    vec![
        Wanted::Text,
        Wanted::Words,
        Wanted::Texts,
        Wanted::Whole(1, 28),
        Wanted::FiscalYear,
        Wanted::Percent,
        Wanted::Weight,
        Wanted::Digits(2),
        Wanted::Digits(4),
        Wanted::Month,
        Wanted::Day,
        Wanted::Days,
        Wanted::LetterDate,
        Wanted::Language,
        Wanted::Weekend,
        Wanted::YesNo,
        Wanted::Issued,
        Wanted::Picture,
        Wanted::Email,
        Wanted::Folder,
        Wanted::PublicKey,
        Wanted::Table("registered".to_owned()),
        Wanted::Tables("registered".to_owned()),
    ]
}

fn problems() -> Vec<PlanProblem> {
    let (name, code) = (|| "LINE".to_owned(), || "5601".to_owned());
    let month = Month::of(date(2022, 2, 1));
    let syntaxes = [
        Syntax::Quote,
        Syntax::Backslash,
        Syntax::Value,
        Syntax::NoValue,
        Syntax::NoEquals,
        Syntax::Key,
        Syntax::Brackets,
        Syntax::Heading,
        Syntax::Twice,
        Syntax::Other,
    ];
    let mut all: Vec<PlanProblem> = syntaxes.map(|syntax| PlanProblem::Syntax { found: name(), syntax }).into();
    all.extend(wanted().into_iter().map(PlanProblem::Missing));
    all.extend(wanted().into_iter().map(|wanted| PlanProblem::Wrong { found: name(), wanted }));
    all.extend([
        PlanProblem::Unknown { found: "registred".to_owned(), meant: Some("registered"), known: vec!["registered"] },
        PlanProblem::Unknown { found: "LINE".to_owned(), meant: None, known: vec!["registered", "geocode"] },
        PlanProblem::OutsideYear(month, FiscalYear(2566)),
        PlanProblem::RoundBackwards(month, month.previous()),
        PlanProblem::NotTwoRounds(3),
        PlanProblem::RoundBegins(month),
        PlanProblem::RoundEnds(month),
        PlanProblem::NoDistrict,
        PlanProblem::NoChannel,
        PlanProblem::CodeOutside(code(), "56".to_owned()),
        PlanProblem::CodeTwice(code(), name()),
        PlanProblem::DistrictTwice(name(), name()),
        PlanProblem::ChannelTwice(name(), name()),
        PlanProblem::OnlineAboveRegistered(1_234, 4_321),
        PlanProblem::NotByRule([10, 5, 5], [8, 4, 4]),
        PlanProblem::RubricsNotRounds(1, 2),
        PlanProblem::NotFiveLevels,
        PlanProblem::LevelNotBelow(3, 4),
        PlanProblem::LowestAsks(7),
        PlanProblem::FewerAbove(4),
        PlanProblem::LevelsOverlap(7, 6),
    ]);
    all
}

fn oddities() -> Vec<PlanOddity> {
    let name = || "LINE".to_owned();
    vec![
        PlanOddity::Telephone(name(), name()),
        PlanOddity::Blank,
        PlanOddity::OtherProvince("เชียงราย", name()),
        PlanOddity::OtherLetters("LINE", "เชียงราย", "LINE"),
        PlanOddity::OtherCode("56".to_owned(), "เชียงราย", None),
        PlanOddity::OtherCode("56".to_owned(), "เชียงราย", Some("5601")),
        PlanOddity::NoProvince(name(), Some("เชียงราย")),
        PlanOddity::NoProvince(name(), None),
        PlanOddity::Braces(name(), true),
        PlanOddity::Braces(name(), false),
        PlanOddity::ZeroPercent(4),
        PlanOddity::NoGaruda(name()),
    ]
}

/// A sentence without what is typed and what it is filled with.
fn own_words(sentence: &str) -> String {
    let known = TYPED.iter().chain(&EXAMPLES).chain(&FILLED);
    known.fold(sentence.to_owned(), |sentence, word| sentence.replace(word, ""))
}

fn is_thai(c: char) -> bool {
    ('\u{E00}'..='\u{E7F}').contains(&c)
}

#[test]
fn each_language_keeps_to_itself() {
    let problems = problems();
    let oddities = oddities();
    let empty = Plan::parse("").expect_err("nothing is no plan");
    let mut all: Vec<&dyn Say> = vec![&empty];
    all.extend(problems.iter().map(|problem| problem as &dyn Say));
    all.extend(oddities.iter().map(|oddity| oddity as &dyn Say));
    let keys =
        ["province", "signatory", "year", "targets", "kpi", "rubrics", "channels", "deadline", "letters", "office", "districts"];
    for sentence in all {
        let (thai, english) = (Said(sentence, Lang::Th).to_string(), Said(sentence, Lang::En).to_string());
        let bare = keys.iter().fold(own_words(&thai), |text, key| text.replace(key, ""));
        assert!(!bare.contains(|c: char| c.is_ascii_alphanumeric()), "{thai}\nhas {bare}");
        assert!(thai.contains(is_thai));
        assert!(!own_words(&english).contains(is_thai), "{english}");
        assert!(![&thai, &english].iter().any(|said| said.contains("\\u{") || said.ends_with([' ', ':'])), "{thai} {english}");
    }
}

#[test]
fn a_whole_plan_is_refused_in_english_as_well() {
    let text = super::changed("registered = 75", "registred = 75").replace("day = 5 ", "day = 31 ");
    let error = Plan::parse(&text).expect_err("it cannot be used");
    assert_eq!(
        Said(&error, Lang::En).to_string(),
        "the plan inputs/plan.toml cannot be used, places to put right: 2\n  \
         line 56, district 2 (จุน), registred: registred is not known; is registered meant?\n  \
         line 202, deadline.day: found 31, but it must be a whole number from 1 to 28, without quotation marks and commas"
    );
}
