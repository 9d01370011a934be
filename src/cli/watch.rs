//! `--watch`: says what a file is as soon as it has been dropped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use serde_json::{Value as Json, json};

use super::asked::month;
use super::lines::{ERROR, FAINT, GOOD, Lines};
use super::{CliError, Outcome, Session, check, compile as compiling, terminal};
use crate::app::check::validate_files;
use crate::lang::{Count, Lang, Revision, Said, said};
use crate::plan::Plan;
use crate::record::FindingRecord;
use crate::validate::{Disposition, Validated, Workbook};

/// A file is looked at once nothing has happened to any for so long.
const QUIET: Duration = Duration::from_millis(250);
/// Or once something has happened for so long without a pause.
const LONGEST: Duration = Duration::from_secs(5);

/// Tells of each file that is dropped, until nobody reads any more.
///
/// # Errors
/// Where the inputs cannot be watched.
pub(super) fn check(session: &Session<'_>, notes: bool) -> Result<Outcome, CliError> {
    session.plan_with_warnings()?;
    watch(session, |changed| tell_dropped(session, changed, notes))
}

/// Tells of each file that is dropped, and compiles the month anew after every change.
///
/// # Errors
/// Where the inputs cannot be watched.
pub(super) fn compile(session: &Session<'_>, asked: &[String]) -> Result<Outcome, CliError> {
    let month = month(&session.plan_with_warnings()?, asked)?;
    let make = || compiling::once(session, &session.plan()?, month, false).map(|_| ());
    told(session, make())?;
    watch(session, |changed| {
        tell_dropped(session, changed, false)?;
        make()
    })
}

/// Calls `each` with the files that changed, once they have come to rest. What goes wrong with one is told, and the watch goes on.
fn watch(session: &Session<'_>, each: impl Fn(&BTreeSet<PathBuf>) -> Result<(), CliError>) -> Result<Outcome, CliError> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(CliError::Watch)?;
    let inputs = session.workspace.inputs();
    watcher.watch(&inputs, RecursiveMode::Recursive).map_err(CliError::Watch)?;
    if !session.spoken.json {
        terminal::print(&Lines::from(said!(
            session.lang(),
            "เฝ้า {inputs} อยู่ วางแฟ้มของอำเภอได้เลย หยุดด้วย Ctrl-C",
            "watching {inputs}: drop the districts' files there; Ctrl-C ends it",
            inputs
        )))?;
    }
    while !terminal::is_left() {
        let changed = changes(&events)?;
        if !changed.is_empty() {
            told(session, each(&changed))?;
        }
    }
    Ok(Outcome::Clean)
}

/// An error of one round is told; one of printing ends the watch.
fn told(session: &Session<'_>, done: Result<(), CliError>) -> Result<(), CliError> {
    match done {
        Err(error @ CliError::Print(_)) => Err(error),
        Err(error) => {
            super::tell(&error, session.spoken);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// The files that changed, after the first change has been followed by quiet.
fn changes(events: &Receiver<notify::Result<Event>>) -> Result<BTreeSet<PathBuf>, CliError> {
    let gone = || CliError::Watch(notify::Error::generic("the watcher ended"));
    let mut changed = BTreeSet::new();
    add(&mut changed, events.recv().map_err(|_| gone())?);
    let began = Instant::now();
    while began.elapsed() < LONGEST {
        match events.recv_timeout(QUIET) {
            Ok(event) => add(&mut changed, event),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(gone()),
        }
    }
    Ok(changed)
}

fn add(changed: &mut BTreeSet<PathBuf>, event: notify::Result<Event>) {
    // Reading is no change; what cannot be told apart is seen at the next change.
    let Ok(Event { kind, paths, .. }) = event else { return };
    if !matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write)) {
        changed.extend(paths.into_iter().filter(|path| !is_aside(path)));
    }
}

/// Whether a file is an editor's own: hidden, or the lock of one that is open.
fn is_aside(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']))
}

/// Says of each file that changed and is still there what it is.
fn tell_dropped(session: &Session<'_>, changed: &BTreeSet<PathBuf>, notes: bool) -> Result<(), CliError> {
    // The plan and the register of operators, which lie directly in `inputs`, are no submissions.
    let inputs = session.workspace.inputs().canonicalize().ok();
    let beside = |path: &Path| path.parent().and_then(|folder| folder.canonicalize().ok()) == inputs;
    let files: Vec<PathBuf> = changed.iter().filter(|path| path.is_file() && !beside(path)).cloned().collect();
    if files.is_empty() {
        return Ok(());
    }
    let plan = session.plan()?;
    let validated = validate_files(&session.workspace, &plan, &session.runtime()?, &files)?;
    if session.spoken.json {
        Ok(terminal::print_json(&dropped_json(&plan, &validated, session.lang()))?)
    } else {
        Ok(terminal::print(&dropped(&plan, &validated, notes, session.lang()))?)
    }
}

/// What each file is, in a line, and what is wrong with them.
fn dropped(plan: &Plan, validated: &Validated, notes: bool, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    for workbook in &validated.workbooks {
        let style = match workbook.disposition {
            Disposition::Used => GOOD,
            Disposition::SetAside => FAINT,
            Disposition::Rejected => ERROR,
        };
        lines.marked(style, terminal::in_line(&workbook.file), format!("  {}", what(plan, workbook, lang)));
    }
    lines.extend(check::findings(plan, &validated.findings, notes, lang));
    lines
}

/// Whose report of which month a file is, and how much of it counts.
fn what(plan: &Plan, workbook: &Workbook, lang: Lang) -> String {
    let account = workbook.account();
    let rows = Count::of(account.counted);
    let (Some(district), Some(month)) = (workbook.district, workbook.month) else {
        return lang
            .pick("ยังไม่รู้ว่าเป็นรายงานของอำเภอใดหรือเดือนใด", "whose report it is, or of which month, is not clear")
            .to_owned();
    };
    let (name, revision) = (&plan[district].name, Said(&Revision(workbook.revision), lang).to_string());
    let revision = if workbook.revision == 0 {
        String::new()
    } else {
        said!(lang, " ฉบับแก้ไขครั้งที่ {revision}", ", revision {revision}")
    };
    match workbook.disposition {
        Disposition::Rejected => said!(
            lang,
            "รายงานของอำเภอ{name} ประจำเดือน{month}{revision} ยังใช้ไม่ได้",
            "the report of {name} for {month}{revision}: it cannot be used",
            month
        ),
        Disposition::SetAside => said!(
            lang,
            "รายงานของอำเภอ{name} ประจำเดือน{month}{revision} ไม่ใช้ เพราะมีฉบับอื่นแทน",
            "the report of {name} for {month}{revision}: another one is used",
            month
        ),
        Disposition::Used => said!(
            lang,
            "รายงานของอำเภอ{name} ประจำเดือน{month}{revision} นับได้ {rows} แถว",
            "the report of {name} for {month}{revision}: {rows} rows count",
            month,
            rows
        ),
    }
}

/// The same for programs, in one line.
fn dropped_json(plan: &Plan, validated: &Validated, lang: Lang) -> Json {
    let file = |workbook: &Workbook| {
        json!({
            "file": &*workbook.file, "month": workbook.month, "district": workbook.district.map(|district| &plan[district].geocode),
            "revision": workbook.revision, "used": workbook.disposition == Disposition::Used, "counted": workbook.counted,
        })
    };
    json!({
        "dropped": validated.workbooks.iter().map(file).collect::<Vec<_>>(),
        "findings": validated.findings.iter().map(|finding| FindingRecord::of(plan, finding, lang)).collect::<Vec<_>>(),
    })
}
