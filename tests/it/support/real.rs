//! The program's own documents of the shipped sample year, for whoever prints or writes documents.

use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::date;
use otop_report::app::Runtime;
use otop_report::app::gather::gather;
use otop_report::app::months::compile_gathered;
use otop_report::app::receive::Intake;
use otop_report::documents::DocumentContext;
use otop_report::documents::document::{Document, Packet};
use otop_report::documents::words::Words;
use otop_report::earlier::Baseline;
use otop_report::month::CompiledMonth;
use otop_report::plan::{PHAYAO_2565, Plan};
use otop_report::templates::Templates;
use otop_report::thai::calendar::Month;
use otop_report::workspace::Workspace;

/// What a month is reported with.
pub struct Real {
    /// kpi-8, targets-round-1, targets-round-2, form-1-activities, form-2-online, scorecard.
    pub documents: Vec<Document>,
    /// The letters and packets.
    pub packets: Vec<Packet>,
}

impl Real {
    /// The clean month of the sample year.
    pub fn clean() -> &'static Self {
        static CLEAN: OnceLock<Real> = OnceLock::new();
        CLEAN.get_or_init(|| Self::of("2565-02"))
    }

    /// A month that nobody has reported on: every document is a draft, and all districts share a reminder.
    pub fn draft() -> &'static Self {
        static DRAFT: OnceLock<Real> = OnceLock::new();
        DRAFT.get_or_init(|| Self::of("2565-03"))
    }

    fn of(month: &str) -> Self {
        let plan = Plan::parse(PHAYAO_2565).expect("the embedded plan stands");
        let compiled = compiled(&plan, month.parse().expect("a month"));
        let words = Words::new(&Templates::default()).expect("the shipped words");
        let context = DocumentContext { plan: &plan, words: &words, garuda: None, today: date(2022, 4, 20), seal: None };
        let assignment = context.assignment().expect("words");
        let month = context.month(&compiled).expect("words");
        Self {
            documents: assignment.documents.into_iter().chain(month.documents).collect(),
            packets: assignment.packets.into_iter().chain(month.packets).collect(),
        }
    }
}

/// The month as the inputs in the source tree tell it; what may lie in its outputs is not asked.
fn compiled(plan: &Plan, month: Month) -> CompiledMonth {
    let workspace = Workspace::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let gathered = gather(&workspace, plan, month).expect("the sample inputs");
    let intake = Intake::open(&Runtime::IN_PROCESS, plan).expect("it needs no process");
    compile_gathered(&workspace, plan, &intake, month, gathered, &Baseline::default()).expect("it runs").0
}
