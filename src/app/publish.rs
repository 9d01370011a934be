//! Stages 5 and 6: everything that is printed of a month, or before any report is in.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::printer::{Materials, Printer};
use super::templates::UnknownTemplate;
use super::warm::{MadeFrom, Warm};
use super::{AppError, Readers, Runtime, archive};
use crate::archive::ledger::{Entry, Ledger};
use crate::archive::refusal::Refusal;
use crate::archive::{ArchiveError, BagId};
use crate::documents::document::Garuda;
use crate::documents::words::Words;
use crate::documents::{DocumentContext, PreviousSeal};
use crate::files::sha256;
use crate::finding::{Finding, Lang, Severity};
use crate::form::{FormError, returned};
use crate::month::CompiledMonth;
use crate::output::{About, FileKind, OutputFile};
use crate::plan::Plan;
use crate::record;
use crate::render::DocumentRenderer;
use crate::render::html::Report;
use crate::templates::Templates;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// Rows of a month whose trace still travels in every PDF.
const CARRIED: usize = 10_000;

/// The bag that the letter of `month` names: the one sealed last before the month's own first. None where the plan does not
/// want it, or nothing was sealed before.
pub(super) fn previous_seal(plan: &Plan, ledger: &Ledger, month: Month) -> Option<PreviousSeal> {
    ledger.before(month).filter(|_| plan.archive.seal_on_letters).map(named_seal)
}

/// The bag of a line of the list as a letter names it.
pub(super) fn named_seal(entry: &Entry) -> PreviousSeal {
    let BagId { month, revision, signed } = entry.bag;
    PreviousSeal { month, revision, signed, fingerprint: entry.seal.fingerprint() }
}

/// [`previous_seal`] of the archive as it lies there.
///
/// # Errors
/// Where the archive's list cannot be read, or was edited.
pub(super) fn seal_before(workspace: &Workspace, plan: &Plan, month: Month) -> Result<Option<PreviousSeal>, AppError> {
    if !plan.archive.seal_on_letters {
        return Ok(None);
    }
    let ledger = Ledger::load(&archive(workspace, plan)?)?.unwrap_or_default();
    match ledger.broken.first() {
        Some(line) => Err(ArchiveError::from(Refusal::ListEdited(*line)).into()),
        None => Ok(previous_seal(plan, &ledger, month)),
    }
}

/// What prints: the workspace's words, layouts, fonts and picture, and the day.
pub struct Publisher<'a> {
    plan: &'a Plan,
    printer: Arc<Printer>,
    /// Words in the place of the printer's.
    words: Option<Words>,
    /// The workbooks whose digests letters bear, where those are not its own.
    checked: BTreeMap<String, String>,
    /// Who keeps the targets.
    warm: Option<Arc<Warm>>,
    garuda: Option<Garuda>,
    today: Date,
    lang: Lang,
    page_lang: Lang,
    seal: Option<PreviousSeal>,
}

impl<'a> Publisher<'a> {
    /// The workspace's words, layouts, fonts and Garuda.
    ///
    /// # Errors
    /// For a mistake in a template, a font that is none, a Garuda that is no picture.
    pub fn open(workspace: &Workspace, plan: &'a Plan, today: Date, lang: Lang) -> Result<Self, AppError> {
        let printer = Arc::new(Printer::new(&Materials::of(workspace, plan)?, false)?);
        Self::of(printer, workspace, plan, today, lang)
    }

    /// The same, with what `runtime` keeps.
    ///
    /// # Errors
    /// As [`Publisher::open`].
    pub fn kept(runtime: &Runtime<'_>, workspace: &Workspace, plan: &'a Plan, today: Date, lang: Lang) -> Result<Self, AppError> {
        let Readers::Warm(warm) = &runtime.readers else { return Self::open(workspace, plan, today, lang) };
        let printer = warm.printer(Materials::of(workspace, plan)?)?;
        Ok(Self { warm: Some(Arc::clone(warm)), ..Self::of(printer, workspace, plan, today, lang)? })
    }

    fn of(printer: Arc<Printer>, workspace: &Workspace, plan: &'a Plan, today: Date, lang: Lang) -> Result<Self, AppError> {
        let garuda = workspace.garuda(plan)?.map(|picture| Garuda { extension: picture.extension, bytes: picture.bytes });
        let checked = BTreeMap::new();
        Ok(Self { plan, printer, words: None, checked, warm: None, garuda, today, lang, page_lang: lang, seal: None })
    }

    /// What prints with `templates` in the place of the workspace's own, which may be faulty.
    ///
    /// # Errors
    /// As [`Publisher::open`].
    pub(super) fn drafting(
        runtime: &Runtime<'_>,
        workspace: &Workspace,
        plan: &'a Plan,
        today: Date,
        templates: Templates,
    ) -> Result<Self, AppError> {
        let words = Words::new(&templates)?;
        match Self::kept(runtime, workspace, plan, today, Lang::Th) {
            Ok(kept) => Ok(Self { words: Some(words), ..kept }),
            Err(AppError::Words(_)) => {
                let printer = Arc::new(Printer::new(&Materials::with(templates, workspace, plan)?, false)?);
                Self::of(printer, workspace, plan, today, Lang::Th)
            }
            Err(error) => Err(error),
        }
    }

    /// The PDF of the letter, or the memo, in the words of a template, without enclosures.
    ///
    /// # Errors
    /// [`UnknownTemplate`] where no letter has it, and as [`Publisher::publish`].
    pub(super) fn letter(&self, template: &str, compiled: &CompiledMonth) -> Result<Vec<u8>, AppError> {
        let unknown = || UnknownTemplate::called(template);
        let packet = self.context().alone(template, compiled)?.ok_or_else(unknown)?;
        let files = self.documents().print(Vec::new(), Vec::new(), vec![packet], None, compiled.month.next().first_day())?;
        let pdf = files.into_iter().find(|file| file.path.ends_with(".pdf"));
        Ok(pdf.ok_or_else(unknown)?.bytes)
    }

    /// The same, with the month's letter naming the bag sealed before.
    #[must_use]
    pub fn naming(self, seal: Option<PreviousSeal>) -> Self {
        Self { seal, ..self }
    }

    /// The same, with letters that bear the digests of these workbooks, SHA-256 by file name.
    #[must_use]
    pub fn checking(self, workbooks: BTreeMap<String, String>) -> Self {
        Self { checked: workbooks, ..self }
    }

    /// The same, with the page in a language of its own.
    #[must_use]
    pub fn with_page_in(self, page_lang: Lang) -> Self {
        Self { page_lang, ..self }
    }

    fn context(&self) -> DocumentContext<'_> {
        let (garuda, seal) = (self.garuda.clone(), self.seal.clone());
        let words = self.words.as_ref().unwrap_or(&self.printer.words);
        DocumentContext { plan: self.plan, words, garuda, today: self.today, seal }
    }

    /// Every file of a month, by path.
    ///
    /// # Errors
    /// For a mistake in a template, or words that no font has.
    pub fn publish(&self, compiled: &CompiledMonth) -> Result<Vec<OutputFile>, AppError> {
        // Every PDF carries the figures; a trace of many thousand cells stands beside them, once.
        let is_short = compiled.validated.activities.len() + compiled.validated.listings.len() <= CARRIED;
        let carried = if is_short { record::data_json(self.plan, compiled) } else { record::figures_json(self.plan, compiled) };
        let dated = compiled.month.next().first_day();
        let of_month = || {
            let month = self.context().month(compiled)?;
            Ok::<_, AppError>(self.documents().print(month.documents, month.workbooks, month.packets, Some(&carried), dated)?)
        };
        let (files, targets) = rayon::join(of_month, || self.publish_targets());
        let mut files = files?;
        files.extend(targets?);
        files.extend(returns(self.plan, compiled, self.lang)?);
        let published: Vec<(String, About)> = files.iter().map(|file| (file.path.clone(), file.about.clone())).collect();
        let report = Report { plan: self.plan, run: compiled, files: &published, lang: self.page_lang };
        let page = self.printer.page.page(&report)?;
        let named = |path: &str, bytes: Vec<u8>, kind: FileKind, title: String| {
            let document = path.split('.').next().unwrap_or(path);
            OutputFile { path: path.to_owned(), bytes, about: About::of(kind, document, &title) }
        };
        let of_month = |what: &str| format!("{what}ประจำเดือน{}", compiled.month.thai());
        files.push(named("report.html", page, FileKind::Page, of_month("สรุปการตรวจและผล")));
        // The longest last: a hundred thousand rows in error are a hundred megabytes of findings.
        let data = if is_short { carried } else { record::data_json(self.plan, compiled) };
        files.push(named("data.json", data, FileKind::Figures, of_month("ตัวเลขทุกตัวพร้อมที่มา")));
        let findings = record::findings_json(self.plan, &compiled.validated.findings, self.lang);
        files.push(named("findings.json", findings, FileKind::Findings, of_month("รายการตรวจพบ")));
        files.push(named("rows.json", record::rows_json(self.plan, compiled), FileKind::Rows, of_month("รายการที่นับ")));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// What needs no submissions: targets, KPI sheet, letter and packet of assignment.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish_targets(&self) -> Result<Vec<OutputFile>, AppError> {
        let print = || {
            let set = self.context().assignment()?;
            let dated = self.plan.fiscal_year().first_day();
            Ok(self.documents().print(set.documents, Vec::new(), set.packets, None, dated)?)
        };
        let Some(warm) = &self.warm else { return print() };
        let garuda = self.garuda.as_ref().map(|garuda| (garuda.extension.clone(), sha256(&garuda.bytes)));
        let made_from = MadeFrom { printer: self.printer.number, plan: self.plan.clone(), today: self.today, garuda };
        warm.targets(made_from, print)
    }

    fn documents(&self) -> DocumentRenderer {
        self.printer.documents.clone().checking(self.checked.clone())
    }
}

/// The workbooks that go back: one for each district whose workbook of the month has errors.
fn returns(plan: &Plan, compiled: &CompiledMonth, lang: Lang) -> Result<Vec<OutputFile>, FormError> {
    let mut about: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in compiled.own_findings() {
        about.entry(finding.place.file.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    about.retain(|_, findings| findings.iter().any(|finding| finding.severity() == Severity::Error));
    let mut files = Vec::new();
    for (id, district) in plan.ids() {
        let Some(workbook) = compiled.returned(id, |file| about.contains_key(file)) else { continue };
        let findings = about.get(&*workbook.file).map_or(&[][..], Vec::as_slice);
        let title = format!("แบบรายงานที่ส่งคืนอำเภอ{}", district.name);
        files.push(OutputFile {
            path: format!("returns/{}.xlsx", district.geocode),
            bytes: returned(plan, workbook, findings, lang)?,
            about: About::of(FileKind::Returned, "returned", &title).for_district(&district.geocode),
        });
    }
    Ok(files)
}
