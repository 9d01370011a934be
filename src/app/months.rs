//! Stages 1 to 4: every month of the year up to one, read, validated, added up, scored, and compared with what it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::Asked;
use super::gather::{Gathered, gather};
use super::receive::Intake;
use super::{AppError, Runtime, evidence, known, sealed};
use crate::aggregate::aggregate;
use crate::earlier::{self, Baseline};
use crate::month::CompiledMonth;
use crate::plan::Plan;
use crate::render::pdf::Fonts;
use crate::score::score;
use crate::submission::find;
use crate::thai::calendar::Month;
use crate::validate::{Context, RegistryReading, misplaced, sort, validate};
use crate::workspace::{REGISTRY, Workspace};

/// The compiled month.
///
/// # Errors
/// Where the inputs cannot be listed, a font of the workspace is none, or the month lies in no round.
pub fn compile_month(workspace: &Workspace, plan: &Plan, runtime: &Runtime<'_>, month: Month) -> Result<CompiledMonth, AppError> {
    let gathered = gather(workspace, plan, month)?;
    let intake = Intake::open(runtime, plan)?;
    Ok(compile_gathered(workspace, plan, &intake, month, gathered, &baseline(workspace, plan, month))?.0)
}

/// What this workspace knows of the months of the year before `month`. What cannot be read is not known.
pub(super) fn baseline(workspace: &Workspace, plan: &Plan, month: Month) -> Baseline {
    let earlier = plan.fiscal_year().months().into_iter().filter(|of| *of < month);
    let (known, reached) = known::load(&workspace.outputs(), plan).recall(month);
    Baseline { known, reached, sealed: sealed::months(workspace, plan, earlier, month) }
}

/// [`compile_month`] of what was gathered before, earlier months compared with `baseline`; and what of that its findings
/// about earlier months rest on, empty where there are none.
///
/// # Errors
/// Where the month lies in no round, or a font of the workspace is none.
pub fn compile_gathered(
    workspace: &Workspace,
    plan: &Plan,
    intake: &Intake<'_>,
    month: Month,
    gathered: Gathered,
    baseline: &Baseline,
) -> Result<(CompiledMonth, Baseline), AppError> {
    let round = plan.round_of(month).ok_or(Asked::NoRound(month))?;
    let months: Vec<Month> = plan.fiscal_year().months().into_iter().filter(|other| *other <= month).collect();
    let dropped = sealed::dropped(workspace, plan, &gathered, |month| baseline.sealed.contains_key(&month));
    let own = gathered.sources.iter().filter(|(of, _)| *of == month);
    let own: BTreeMap<String, _> = own.map(|(_, source)| (source.path.clone(), source.clone())).collect();
    let strays = intake.receive_strays(&gathered.strays);
    let received = intake.receive(gathered);
    let registry = registry(workspace, plan, intake);
    let fonts = Fonts::new(&workspace.fonts()?)?;
    let context = Context { plan, registry: &registry, months: &months, lacking: &|text| fonts.lacking(text) };
    let mut validated = validate(&context, received);
    let (misplaced, found) = misplaced::identify(plan, month, strays);
    validated.misplaced = misplaced;
    validated.findings.extend(found);
    let mut pictures = Vec::new();
    if plan.limits.pictures > 0 && intake.wants_pictures() {
        let (found, notes) = evidence::gather(intake, &own, &validated, month, plan.limits.pictures);
        pictures = found;
        validated.findings.extend(notes);
    }
    let totals = aggregate(plan, &validated, month, round);
    let score = score(plan, &totals);
    let mut compiled = CompiledMonth { month, validated, totals, score, pictures };
    let rests_on = earlier::compare(plan, baseline, &dropped, &mut compiled);
    sort(&mut compiled.validated.findings);
    Ok((compiled, rests_on))
}

/// The registry, and what is wrong with it; one warning where there is none.
pub(super) fn registry(workspace: &Workspace, plan: &Plan, intake: &Intake<'_>) -> RegistryReading {
    let Some(source) = find::file(&workspace.inputs(), REGISTRY) else { return RegistryReading::missing() };
    let cells = source.and_then(|source| intake.cells(&source));
    RegistryReading::of(plan, &Arc::from(REGISTRY), cells)
}
