//! What the `bag-info.txt` of a month's bag says of the month: written when it is sealed, and held against what the bag
//! gives when it is compiled again. Only the words of the reasons follow from nothing else; the digests cover them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::archive::BagId;
use crate::archive::fault::LabelDiffers;
use crate::archive::identity::differs;
use crate::archive::info::{Info, label};
use crate::month::CompiledMonth;
use crate::output::{FileKind, OutputFile};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::thai::digits::integer;

/// Labels that follow from the bag's place in the archive and from its bytes, and are compared with those.
const ELSEWHERE: [&str; 7] = [
    label::SUPERSEDES,
    label::SUPERSEDES_MANIFEST,
    label::SEQUENCE,
    label::PREVIOUS,
    label::PREVIOUS_MANIFEST,
    label::PREVIOUS_TAGMANIFEST,
    label::OXUM,
];

/// A month that is sealed, or was.
pub(super) struct Told<'a> {
    pub plan: &'a Plan,
    pub run: &'a CompiledMonth,
    /// What came out.
    pub published: &'a [&'a OutputFile],
    pub bag: BagId,
    /// The day of sealing.
    pub day: Date,
    /// Why a draft was sealed.
    pub accept_draft: Option<&'a str>,
    /// Why there is another revision.
    pub reason: Option<&'a str>,
}

impl Told<'_> {
    /// The lines, but for those that the archive adds.
    pub fn info(&self) -> Info {
        let Self { plan, run, bag, .. } = self;
        let mut info = Info::default();
        info.push(label::ORGANIZATION, office(plan));
        info.push(label::IDENTIFIER, identifier(plan, *bag));
        let what = if run.is_draft() { "รายงานฉบับร่าง" } else { "รายงาน" };
        info.push(label::DESCRIPTION, format!("{} {}", description(plan, what, run.month, bag.revision), plan.kpi.name));
        info.push(label::DATE, self.day);
        info.push(label::MONTH, run.month);
        info.push(label::REVISION, bag.revision);
        info.push(label::LEVEL, run.score.level);
        info.push_some(label::DRAFT, self.accept_draft.filter(|_| run.is_draft()));
        info.push_some(label::REASON, self.reason);
        info.push(label::RETENTION, plan.archive.retention_years);
        for (name, title) in self.titles() {
            info.push(label::TITLE, format!("{name}: {title}"));
        }
        info
    }

    /// The title of every document and letter, by file name.
    fn titles(&self) -> BTreeMap<&str, &str> {
        let titled = [FileKind::Document, FileKind::Letter, FileKind::Packet];
        let papers = self.published.iter().filter(|file| titled.contains(&file.about.kind));
        papers.map(|file| (file.path.rsplit_once('.').map_or(&*file.path, |(stem, _)| stem), &*file.about.title)).collect()
    }

    /// How `found`, sealed by `program`, says otherwise: a label each, with what it says and what follows from the bag. A
    /// reason must be given where one is needed; what it says is taken as it is.
    pub fn contradictions(&self, found: &Info, program: &str) -> Vec<LabelDiffers> {
        let given = |label: &str, needed: bool| found.get(label).filter(|why| !why.is_empty()).or(needed.then_some("…"));
        let draft = given(label::DRAFT, self.run.is_draft());
        let reason = given(label::REASON, self.bag.revision > 1);
        let mut expected = Told { accept_draft: draft, reason, ..*self }.info();
        expected.push(label::AGENT, program);
        let labels: BTreeSet<&str> = expected.labels().chain(found.labels()).collect();
        let compared = labels.into_iter().filter(|label| !ELSEWHERE.contains(label));
        let same_titles = |label: &str| label == label::TITLE && sorted(found, label) == sorted(&expected, label);
        let compared = compared.filter(|label| !same_titles(label));
        compared.filter_map(|label| differs(found, label, expected.joined(label))).collect()
    }
}

/// The values of a label: another version may have told them in another order.
fn sorted<'a>(info: &'a Info, label: &str) -> BTreeSet<&'a str> {
    info.values(label).collect()
}

/// The office's full name: plans write it without the province, as letters do.
pub(in crate::app) fn office(plan: &Plan) -> String {
    let province = if plan.office.name.ends_with("จังหวัด") { plan.province.name.as_str() } else { "" };
    format!("{}{province}", plan.office.name)
}

/// The name of a bag among those of all provinces.
pub(in crate::app) fn identifier(plan: &Plan, bag: BagId) -> String {
    format!("otop-{}-{}-{}", plan.province.geocode, bag.month, bag.name())
}

/// What a bag holds, in words: `what` of a month, and which revision of it.
pub(in crate::app) fn description(plan: &Plan, what: &str, month: Month, revision: u32) -> String {
    format!("{what}ประจำเดือน{} จังหวัด{} ครั้งที่ {}", month.thai(), plan.province.name, integer(revision.into()))
}
