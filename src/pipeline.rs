//! The whole month: find → read → validate → aggregate → score → document → render.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::ProgressBar;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::aggregate::{Totals, aggregate};
use crate::data;
use crate::documents::words::{Words, WordsError};
use crate::documents::{DocumentContext, MonthData, PreviousSeal};
use crate::earlier::{self, Baseline};
use crate::finding::{Code, Finding, Lang, Place, Severity};
use crate::form::{FormError, returned};
use crate::plan::Plan;
use crate::render::html::{HtmlError, PageRenderer, Report};
use crate::render::pdf::{Fonts, PdfError};
use crate::render::xlsx::XlsxError;
use crate::render::{DocumentRenderer, RenderError};
use crate::score::{Scorecard, score};
use crate::submission::Received;
use crate::submission::find::{Source, find};
use crate::submission::read::{Limits, ReadTrouble, Size};
use crate::submission::stray::Stray;
use crate::submission::worker::Reader;
use crate::thai::calendar::Month;
use crate::thai::system::reason;
use crate::validate::{Context, Fate, Registry, Validated, Workbook, misplaced, validate};
use crate::workspace::{Workspace, WorkspaceError};

/// Why a run could not go on: the environment, not the districts' data.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The workspace.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// A template of words.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// Printing.
    #[error(transparent)]
    DocumentRenderer(#[from] RenderError),
    /// A PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// The page.
    #[error(transparent)]
    Html(#[from] HtmlError),
    /// A workbook that goes back to a district.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The month asked for.
    #[error("{0}")]
    Month(String),
    /// The reading worker cannot be started.
    #[error("เริ่มตัวอ่านแฟ้มไม่ได้: {}\n  ปิดโปรแกรมอื่นที่ไม่ใช้แล้วสั่งใหม่", reason(.0))]
    Reader(std::io::Error),
}

/// A file to be written, relative to its output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// With `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A month, understood: everything but the paper.
#[derive(Debug)]
pub struct MonthRun {
    /// The month.
    pub month: Month,
    /// What was received, and every finding.
    pub validated: Validated,
    /// Added up.
    pub totals: Totals,
    /// Scored.
    pub score: Scorecard,
    /// What its findings about earlier months rest on; empty where there are none.
    pub rests_on: Baseline,
}

impl MonthRun {
    /// Whether the month's own errors make its report a draft.
    pub fn is_draft(&self) -> bool {
        self.validated.has_errors(self.month)
    }

    /// The month's own findings.
    pub fn own_findings(&self) -> impl Iterator<Item = &Finding> {
        self.validated.findings.iter().filter(|finding| finding.month == Some(self.month))
    }

    /// How many of the month's own findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.own_findings().filter(|finding| finding.severity() == severity).count()
    }
}

/// How files are read, and what is shown meanwhile.
pub struct Desktop {
    /// The reader.
    pub reader: Reader,
    /// Ticks once a file.
    pub progress: ProgressBar,
}

impl Desktop {
    /// A reader that starts `exe` (this program) for the files, within the plan's limits.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn workers(plan: &Plan, exe: &Path) -> Result<Self, RunError> {
        let reader = Reader::workers(exe, limits(plan)).map_err(RunError::Reader)?;
        Ok(Self { reader, progress: ProgressBar::hidden() })
    }

    /// A reader in this process, for tests and files one trusts.
    pub fn in_process(plan: &Plan) -> Self {
        Self { reader: Reader::InProcess(limits(plan)), progress: ProgressBar::hidden() }
    }
}

/// The plan's limits on reading; seconds and memory are the program's own.
pub fn limits(plan: &Plan) -> Limits {
    let plan = &plan.limits;
    Limits {
        file_bytes: plan.file_mib << 20,
        inflated_bytes: plan.inflated_mib << 20,
        rows: plan.rows,
        files: plan.files,
        month_rows: plan.month_rows,
        ..Limits::default()
    }
}

/// The month asked for, or the latest of the fiscal year that has submissions.
///
/// # Errors
/// Where there is none, or it lies outside the fiscal year.
pub fn choose_month(workspace: &Workspace, plan: &Plan, asked: Option<Month>) -> Result<Month, RunError> {
    let year = plan.fiscal_year();
    if let Some(month) = asked {
        if month.fiscal_year() != year {
            return Err(RunError::Month(format!("เดือน {month} อยู่นอกปีงบประมาณ {year} ของแผน")));
        }
        return Ok(month);
    }
    let months = workspace.months()?;
    let with_files = months.iter().rev().filter(|(month, _)| month.fiscal_year() == year).find(|(_, folder)| {
        let found = find(&workspace.inputs(), folder, &limits(plan));
        !found.sources.is_empty() || !found.troubles.is_empty()
    });
    with_files.map(|(month, _)| *month).ok_or_else(|| nothing_yet(workspace, plan))
}

/// Says that no month has a report, and which files may be reports in a wrong place.
fn nothing_yet(workspace: &Workspace, plan: &Plan) -> RunError {
    let strays = workspace.strays(plan, &limits(plan)).unwrap_or_default();
    let names: Vec<&str> = strays.iter().filter(|stray| stray.may_be_report()).map(|stray| stray.path.as_str()).take(5).collect();
    let beside = if names.is_empty() {
        String::new()
    } else {
        format!("\n  แฟ้มที่อยู่นอกโฟลเดอร์ของเดือน: {}", names.join(", "))
    };
    let (year, month) = (plan.fiscal_year(), plan.fiscal_year().months()[0]);
    RunError::Month(format!("ยังไม่มีรายงานของปีงบประมาณ {year} ใน inputs/<ปี-เดือน>/ เช่น inputs/{month}/{beside}"))
}

/// Stages 1 to 4: every month of the year up to `month`, read, validated, added up and scored.
///
/// # Errors
/// Where the inputs cannot be listed, a font of the workspace is none, or the month lies in no round.
pub fn understand(workspace: &Workspace, plan: &Plan, desktop: &Desktop, month: Month) -> Result<MonthRun, RunError> {
    let baseline = Baseline::take(workspace, plan, month);
    understand_gathered(workspace, plan, desktop, month, gather(workspace, plan, month)?, &baseline)
}

/// What was dropped for a month and those of the year before it.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// What may be workbooks, by month, in the order of their paths.
    pub sources: Vec<(Month, Source)>,
    /// What is not even opened: its month, its path relative to `inputs/`, and why.
    pub troubles: Vec<(Month, String, ReadTrouble)>,
    /// What lies beside the months.
    pub strays: Vec<Stray>,
}

/// Finds what was dropped for the months of the year up to `month`.
///
/// # Errors
/// Where the inputs cannot be listed.
pub fn gather(workspace: &Workspace, plan: &Plan, month: Month) -> Result<Gathered, RunError> {
    let months = plan.fiscal_year().months();
    let mut gathered = Gathered { strays: workspace.strays(plan, &limits(plan))?, ..Gathered::default() };
    for (of, folder) in workspace.months()?.into_iter().filter(|(of, _)| months.contains(of) && *of <= month) {
        let found = find(&workspace.inputs(), &folder, &limits(plan));
        gathered.sources.extend(found.sources.into_iter().map(|source| (of, source)));
        gathered.troubles.extend(found.troubles.into_iter().map(|(file, trouble)| (of, file, trouble)));
    }
    Ok(gathered)
}

/// [`understand`] of what was gathered before, earlier months compared with `baseline`.
///
/// # Errors
/// Where the month lies in no round, or a font of the workspace is none.
pub fn understand_gathered(
    workspace: &Workspace,
    plan: &Plan,
    desktop: &Desktop,
    month: Month,
    gathered: Gathered,
    baseline: &Baseline,
) -> Result<MonthRun, RunError> {
    let round = plan.round_of(month).ok_or_else(|| RunError::Month(format!("เดือน {month} ไม่อยู่ในรอบการประเมินใด")))?;
    let months: Vec<Month> = plan.fiscal_year().months().into_iter().filter(|other| *other <= month).collect();
    let dropped = baseline.dropped(workspace, plan, &gathered);
    let strays = receive_strays(desktop, &gathered.strays);
    let received = receive(desktop, gathered);
    let (registry, registry_findings) = registry(workspace, plan, desktop);
    let fonts = Fonts::new(&workspace.fonts()?)?;
    let context = Context { plan, registry: registry.as_ref(), months: &months, lacking: &|text| fonts.lacking(text) };
    let mut validated = validate(&context, received);
    let (misplaced, misplaced_findings) = misplaced::identify(plan, month, strays);
    validated.misplaced = misplaced;
    let of_month = registry_findings.into_iter().chain(misplaced_findings).map(|finding| finding.month(month));
    let earlier = validated.findings.iter().position(|finding| finding.month != Some(month)).unwrap_or(validated.findings.len());
    validated.findings.splice(earlier..earlier, of_month);
    let totals = aggregate(plan, &validated, month, round);
    let score = score(plan, &totals);
    let mut run = MonthRun { month, validated, totals, score, rests_on: Baseline::default() };
    earlier::compare(plan, baseline, &dropped, &mut run);
    Ok(run)
}

/// Stage 1: the files, read on every core, in the order of their paths.
fn receive(desktop: &Desktop, gathered: Gathered) -> Vec<Received> {
    desktop.progress.set_length(gathered.sources.len() as u64);
    let read = |(month, source): &(Month, Source)| {
        let received = read_one(desktop, source, Some(*month));
        desktop.progress.inc(1);
        received
    };
    let mut received: Vec<Received> = gathered.sources.par_iter().map(read).collect();
    hold_to_budget(&mut received, desktop.reader.limits().month_rows);
    let untouched = gathered.troubles.into_iter();
    received.extend(untouched.map(|(month, file, trouble)| Received {
        file: Arc::from(file),
        folder: Some(month),
        sha256: String::new(),
        content: Err(trouble),
    }));
    desktop.progress.finish_and_clear();
    received
}

/// A month whose workbooks hold more rows than the plan allows loses its longest ones, so that the others keep their figures.
fn hold_to_budget(received: &mut [Received], limit: u64) {
    let rows = |received: &Received| received.content.as_ref().map_or(0, |workbook| workbook.layout.account.read as u64);
    let mut left: BTreeMap<Option<Month>, u64> = BTreeMap::new();
    let mut order: Vec<usize> = (0..received.len()).collect();
    order.sort_by_key(|i| rows(&received[*i]));
    for i in order {
        let (size, left) = (rows(&received[i]), left.entry(received[i].folder).or_insert(limit));
        match left.checked_sub(size) {
            Some(rest) => *left = rest,
            None => received[i].content = Err(ReadTrouble::TooLarge { what: Size::MonthRows, limit }),
        }
    }
}

/// What could be read of the files beside the months.
fn receive_strays(desktop: &Desktop, strays: &[Stray]) -> Vec<(Stray, Option<Received>)> {
    let read = |stray: &Stray| (stray.clone(), stray.source.as_ref().map(|source| read_one(desktop, source, None)));
    strays.par_iter().map(read).collect()
}

fn read_one(desktop: &Desktop, source: &Source, folder: Option<Month>) -> Received {
    let reading = desktop.reader.recognise(source);
    Received {
        file: Arc::from(source.path.as_str()),
        folder,
        sha256: reading.sha256.unwrap_or_default(),
        content: reading.workbook,
    }
}

/// Checks single files, each for its own month, against the registry but not against each other's months.
///
/// # Errors
/// Where the workspace's fonts cannot be read.
pub fn check_files(workspace: &Workspace, plan: &Plan, desktop: &Desktop, files: &[PathBuf]) -> Result<Validated, RunError> {
    let received = files.iter().map(|file| read_one(desktop, &Source::file(file), None)).collect();
    let (registry, registry_findings) = registry(workspace, plan, desktop);
    let fonts = Fonts::new(&workspace.fonts()?)?;
    let context = Context { plan, registry: registry.as_ref(), months: &[], lacking: &|text| fonts.lacking(text) };
    let mut validated = validate(&context, received);
    validated.findings.extend(registry_findings);
    Ok(validated)
}

/// The registry, and what is wrong with it; one warning where there is none.
fn registry(workspace: &Workspace, plan: &Plan, desktop: &Desktop) -> (Option<Registry>, Vec<Finding>) {
    let Some(source) = workspace.registry() else {
        return (None, vec![Finding::new(Code::RegistryMissing, Place::default())]);
    };
    let file: Arc<str> = Arc::from("registry.xlsx");
    let unusable = |reason: String| (None, vec![Finding::new(Code::RegistryUnusable, Place::file(&file)).with("reason", reason)]);
    match source.and_then(|source| desktop.reader.read(&source).workbook) {
        Err(trouble) => unusable(in_thai(&trouble).to_owned()),
        Ok(workbook) => match Registry::read(plan, &file, &workbook) {
            Ok((registry, findings)) => (Some(registry), findings),
            Err(reason) => unusable(reason),
        },
    }
}

/// Why the registry could not be read.
fn in_thai(trouble: &ReadTrouble) -> &'static str {
    match trouble {
        ReadTrouble::Encrypted => "แฟ้มถูกตั้งรหัสผ่านไว้",
        ReadTrouble::NotASpreadsheet => "ไม่ใช่แฟ้มตารางคำนวณ",
        ReadTrouble::Empty => "แฟ้มว่างเปล่า (ศูนย์ไบต์)",
        ReadTrouble::TooLarge { .. } => "แฟ้มใหญ่เกินขีดจำกัดของแผน",
        ReadTrouble::OutsideInputs | ReadTrouble::Link => "เป็นทางลัด (ลิงก์) ไม่ใช่ตัวแฟ้ม",
        ReadTrouble::NotAFile => "ไม่ใช่แฟ้มธรรมดา",
        ReadTrouble::Inaccessible(_) => "เปิดไม่ได้ ไม่มีสิทธิ์ หรือมีโปรแกรมอื่นเปิดค้างไว้",
        _ => "เปิดไม่ได้ แฟ้มเสียหรือไม่ครบ",
    }
}

/// Rows of a year up to which every PDF carries where each figure comes from.
const CARRIED: usize = 10_000;

/// What a month is printed with.
pub struct Publisher<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Words.
    pub words: Words,
    /// Renderers.
    pub documents: DocumentRenderer,
    /// The page.
    pub page: PageRenderer,
    /// What every document is written from.
    garuda: Option<crate::documents::document::Garuda>,
    today: Date,
    lang: Lang,
    seal: Option<PreviousSeal>,
}

impl<'a> Publisher<'a> {
    /// The workspace's words, layouts, fonts and Garuda.
    ///
    /// # Errors
    /// For a mistake in a template, a font that is none, a Garuda that is no picture.
    pub fn open(workspace: &Workspace, plan: &'a Plan, today: Date, lang: Lang) -> Result<Self, RunError> {
        let templates = workspace.templates()?;
        let words = Words::new(&templates)?;
        let documents = DocumentRenderer::new(&workspace.fonts()?, &templates, &plan.office.name)?;
        let page = PageRenderer::new(&templates)?;
        Ok(Self { plan, words, documents, page, garuda: workspace.garuda(plan)?, today, lang, seal: None })
    }

    /// The same, with the month's letter naming the bag sealed before.
    #[must_use]
    pub fn naming(self, seal: Option<PreviousSeal>) -> Self {
        Self { seal, ..self }
    }

    fn context(&self) -> DocumentContext<'_> {
        DocumentContext {
            plan: self.plan,
            words: &self.words,
            garuda: self.garuda.clone(),
            today: self.today,
            seal: self.seal.clone(),
        }
    }

    /// Stages 5 and 6: every file of a month.
    ///
    /// # Errors
    /// For a mistake in a template, or words that no font has.
    pub fn publish(&self, run: &MonthRun) -> Result<Vec<OutputFile>, RunError> {
        let context = self.context();
        let assignment = context.assignment()?;
        let month = context.month(&MonthData { totals: &run.totals, score: &run.score, validated: &run.validated })?;
        // Every PDF carries the figures; a trace of many thousand cells stands beside them, once.
        let is_short = run.validated.activities.len() + run.validated.listings.len() <= CARRIED;
        let carried = if is_short { data::data_json(self.plan, run) } else { data::figures_json(self.plan, run) };
        let mut files =
            self.documents.print(assignment.documents, assignment.packets, None, self.plan.fiscal_year().first_day())?;
        files.extend(self.documents.print(month.documents, month.packets, Some(&carried), run.month.next().first_day())?);
        files.extend(returns(self.plan, run, self.lang)?);
        let page = self.page.page(&Report { plan: self.plan, run, files: &files, lang: self.lang })?;
        files.push(OutputFile { path: "report.html".to_owned(), bytes: page });
        // The longest last: a hundred thousand rows in error are a hundred megabytes of findings.
        let data = if is_short { carried } else { data::data_json(self.plan, run) };
        files.push(OutputFile { path: "data.json".to_owned(), bytes: data });
        files.push(OutputFile {
            path: "findings.json".to_owned(),
            bytes: data::findings_json(&run.validated.findings, self.lang),
        });
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The title of every document and letter of a month, by file name without extension.
    ///
    /// # Errors
    /// For a mistake in a template of words.
    pub fn titles(&self, run: &MonthRun) -> Result<Vec<(String, String)>, RunError> {
        let context = self.context();
        let assignment = context.assignment()?;
        let month = context.month(&MonthData { totals: &run.totals, score: &run.score, validated: &run.validated })?;
        let documents =
            assignment.documents.iter().chain(&month.documents).map(|document| (document.id.clone(), document.full_title()));
        let packets = assignment.packets.iter().chain(&month.packets).map(|packet| (packet.id.clone(), packet.title.clone()));
        Ok(documents.chain(packets).collect())
    }

    /// What needs no submissions: targets, KPI sheet, letter and packet of assignment.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish_targets(&self) -> Result<Vec<OutputFile>, RunError> {
        let set = self.context().assignment()?;
        Ok(self.documents.print(set.documents, set.packets, None, self.plan.fiscal_year().first_day())?)
    }
}

/// The workbooks that go back: one for each district whose workbook of the month has errors. A district that sent several
/// gets the one in use, else the first that could be opened.
fn returns(plan: &Plan, run: &MonthRun, lang: Lang) -> Result<Vec<OutputFile>, FormError> {
    let mut about: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in run.own_findings() {
        about.entry(finding.place.file.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    about.retain(|_, findings| findings.iter().any(|finding| finding.severity() == Severity::Error));
    let mut files = Vec::new();
    for (index, district) in plan.districts.iter().enumerate() {
        let own = |workbook: &&Workbook| workbook.district == Some(index) && workbook.month == Some(run.month);
        let faulty =
            run.validated.workbooks.iter().filter(own).filter_map(|workbook| Some((workbook, about.get(&*workbook.file)?)));
        let Some((workbook, findings)) =
            faulty.min_by_key(|(workbook, _)| (workbook.fate != Fate::Used, workbook.layout.is_none()))
        else {
            continue;
        };
        files.push(OutputFile {
            path: format!("returns/{}.xlsx", district.geocode),
            bytes: returned(plan, workbook, findings, lang)?,
        });
    }
    Ok(files)
}
