//! The command line (SPEC §9).

mod archive;
mod asked;
mod check;
mod compile;
mod explain;
mod forms;
mod help;
mod init;
mod lines;
mod menu;
mod process;
mod progress;
mod serve;
mod show;
mod spoken;
mod steps;
mod targets;
mod templates;
mod terminal;
mod usage;
mod watch;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::app::{self, AppError, Readers, Runtime};
use crate::lang::{Lang, Said, Say, said, say};
use crate::plan::Plan;
use crate::thai::calendar::{Month, parse_command_day};
use crate::workspace::{Workspace, WorkspaceError};
use lines::Lines;
use progress::Bar;
use spoken::Spoken;
use steps::Step;
use usage::UsageError;

/// The monthly OTOP report of a province: reads the districts' workbooks, checks, adds up and scores them, and makes the
/// report with its letter.
#[derive(Debug, Parser)]
#[command(name = "otop-report", version)]
pub struct Cli {
    /// The workspace, which has inputs and outputs (without it: this folder, or the one above that has a plan)
    #[arg(long, global = true, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// The language of what is said: th or en (without it: OTOP_LANG, else the plan's, else Thai)
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<Language>,
    /// How results are printed: human for people, json for programs
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Takes this day for today, such as 2565-03-10 or 2022-03-10
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_command_day)]
    today: Option<Date>,
    #[command(subcommand)]
    command: Command,
}

/// The language of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Thai.
    Th,
    /// English.
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Th => Self::Th,
            Language::En => Self::En,
        }
    }
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a new workspace with a plan to be edited and a place for the districts' reports; what is there already is not
    /// written over
    Init {
        /// Copies every template as well, to be edited
        #[arg(long)]
        templates: bool,
    },
    /// Opens the office's desk in the browser: everything below without a terminal, for this computer alone
    Serve {
        #[command(flatten)]
        options: serve::Options,
    },
    /// Makes a blank form for each district
    Forms {
        /// The month, such as 2565-03 or มี.ค. (without it: the one after the latest that was submitted)
        #[arg(value_name = "MONTH")]
        month: Vec<String>,
    },
    /// Checks what was submitted, without making documents
    Check {
        /// A month, such as 2565-02, or files, such as 2565-02/จุน.xlsx (without it: the latest month that has reports)
        #[arg(value_name = "MONTH|FILE")]
        what: Vec<OsString>,
        #[command(flatten)]
        options: check::Options,
    },
    /// Makes the month's report, every document
    Compile {
        /// The month, such as 2565-02, ก.พ. 2565 or ก.พ. (without it: the latest month that has reports)
        #[arg(value_name = "MONTH")]
        month: Vec<String>,
        #[command(flatten)]
        options: compile::Options,
    },
    /// Tells from which cells of which files a figure of the report comes
    Explain {
        /// The month (without it: the latest), a district or จังหวัด, and a figure such as operators-year, percent or level
        #[arg(num_args = 1..=5, required = true, value_name = "[MONTH] DISTRICT FIGURE")]
        what: Vec<String>,
    },
    /// Makes what needs no submissions: target tables, KPI sheet, letter to the districts
    Targets,
    /// The templates of documents: which are edited, copies to be edited, what differs from the shipped ones
    #[command(subcommand)]
    Templates(templates::TemplatesCommand),
    /// The archive: seals, verifies, lists and hands on each month's bags
    #[command(subcommand)]
    Archive(archive::ArchiveCommand),
    /// Prints the shell's completions
    Completions {
        /// The shell: bash, zsh, fish, elvish or powershell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Shows how a command is used
    Help {
        /// The command (without it: the whole program)
        #[arg(value_name = "COMMAND")]
        path: Vec<String>,
    },
    /// The menu, for a computer without a browser
    #[command(hide = true)]
    Menu,
}

/// The exit code of findings of severity error.
const FINDINGS: u8 = 1;
/// The exit code of what could not run: usage, plan, disk.
pub const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the program was started with, and says how it went. Gives the exit code.
pub fn main() -> u8 {
    let typed = menu::arguments();
    let spoken = Spoken::of(&typed);
    menu::hold(process::run(spoken.lang, || run(&typed, &spoken)), spoken.lang)
}

/// Runs one command by the words after the program's name, and says how it went. Gives the exit code.
fn run(typed: &[OsString], spoken: &Spoken) -> u8 {
    match started(typed, spoken.lang).and_then(|cli| cli.map_or(Ok(Outcome::Clean), |cli| cli.run(spoken))) {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::Findings) => FINDINGS,
        Err(error) => {
            tell(&error, spoken);
            COULD_NOT_RUN
        }
    }
}

/// The command line that was typed; `None` where it asked for no more than help, which is then shown.
fn started(typed: &[OsString], lang: Lang) -> Result<Option<Cli>, CliError> {
    let mut root = help::command(lang);
    let line = std::iter::once("otop-report".into()).chain(typed.iter().cloned());
    let text = match root.try_get_matches_from_mut(line).and_then(|found| Cli::from_arg_matches(&found)) {
        Ok(Cli { command: Command::Help { path }, .. }) => help::of(&mut root, &path)?,
        Ok(cli) => return Ok(Some(cli)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => error.render().to_string(),
        Err(error) => {
            let words: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
            return Err(UsageError::of(&error, &root, &words).into());
        }
    };
    terminal::print(&help::lines(&text))?;
    Ok(None)
}

/// Tells why a command could not run; programs, on the output where they wait for its result.
fn tell(error: &CliError, spoken: &Spoken) {
    let printed = spoken.json && terminal::print_json(&error.json(spoken.lang)).is_ok();
    if !printed {
        terminal::say(&Said(error, spoken.lang).to_string());
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No error.
    Clean,
    /// Findings of severity error.
    Findings,
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
#[error("{}", Said(self, Lang::Th))]
pub enum CliError {
    /// The use-case.
    App(#[from] AppError),
    /// The command line.
    Usage(#[from] UsageError),
    /// A word where a month should be.
    NotAMonth(String),
    /// A file that is not there.
    NoSuchFile {
        /// As it was typed.
        typed: String,
        /// The one that may be meant, below the workspace.
        nearest: Option<String>,
    },
    /// Nothing was received for a month, and nobody said that its report is wanted all the same.
    NothingReceived(Month),
    /// The page cannot be opened.
    Open(String),
    /// The desk cannot be opened.
    Desk(io::Error),
    /// The inputs cannot be watched.
    Watch(notify::Error),
    /// Printing the result.
    Print(#[from] io::Error),
}

impl CliError {
    /// What kind it is, for programs.
    fn kind(&self) -> &'static str {
        match self {
            Self::App(AppError::Workspace(WorkspaceError::Plan(_))) => "plan",
            Self::App(AppError::Workspace(WorkspaceError::NoPlan(_))) => "no-plan",
            Self::App(_) => "could-not-run",
            Self::Usage(_) | Self::NotAMonth(_) | Self::NoSuchFile { .. } => "usage",
            Self::NothingReceived(_) => "nothing-received",
            Self::Open(_) | Self::Desk(_) | Self::Watch(_) | Self::Print(_) => "system",
        }
    }

    /// The error as programs read it.
    fn json(&self, lang: Lang) -> Json {
        let faults = match self {
            Self::App(AppError::Workspace(WorkspaceError::Plan(plan))) => {
                plan.faults.iter().map(|fault| remark(fault.key(), fault.line(), &fault.message(lang))).collect()
            }
            _ => Vec::new(),
        };
        json!({ "error": { "kind": self.kind(), "message": Said(self, lang).to_string(), "faults": faults } })
    }
}

impl Say for CliError {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App(error) => error.say(lang, out),
            Self::Usage(error) => error.say(lang, out),
            Self::NotAMonth(text) => say!(
                lang,
                out,
                "\"{text}\" ไม่ใช่เดือน\n  เขียนเช่น 2565-02 หรือ ก.พ. 2565",
                "\"{text}\" is not a month\n  write it like 2565-02"
            ),
            Self::NoSuchFile { typed, nearest: Some(nearest) } => {
                say!(
                    lang,
                    out,
                    "ไม่มีแฟ้ม {typed} และไม่ใช่ชื่อเดือน\n  หมายถึง {nearest} หรือไม่",
                    "there is no file {typed}, nor is it a month\n  is {nearest} meant?"
                )
            }
            Self::NoSuchFile { typed, nearest: None } => say!(
                lang,
                out,
                "ไม่มีแฟ้ม {typed} และไม่ใช่ชื่อเดือน\n  เขียนเดือนเช่น 2565-02 หรือชื่อแฟ้มใน inputs เช่น 2565-02/จุน.xlsx",
                "there is no file {typed}, nor is it a month\n  write a month like 2565-02, or a file below inputs like 2565-02/name.xlsx"
            ),
            Self::NothingReceived(month) => say!(
                lang,
                out,
                "ยังไม่มีรายงานของเดือน{name} ใน inputs/{month} จึงยังไม่จัดทำ เพราะจะได้หนังสือเตือนถึงทุกอำเภอ\n  วางแฟ้มของอำเภอแล้วสั่งใหม่ หรือหากต้องการเช่นนั้น เติม --empty",
                "nothing was received for {name} in inputs/{month}; its report would be reminders to every district\n  put the districts' files there, or if that is wanted add --empty",
                name = *month
            ),
            Self::Open(path) => {
                say!(lang, out, "เปิด {path} ไม่ได้\n  เปิดแฟ้มนั้นเองด้วยโปรแกรมดูเว็บ", "cannot open {path}\n  open it with a browser")
            }
            Self::Desk(error) => say!(
                lang,
                out,
                "เปิดโต๊ะทำงานไม่ได้: {error}\n  หากระบุ --port ไว้ โปรแกรมอื่นอาจใช้อยู่ สั่งใหม่โดยไม่ระบุ",
                "the desk cannot be opened: {error}\n  where --port was given another program may have it; run it again without",
                error
            ),
            Self::Watch(_) => say!(
                lang,
                out,
                "เฝ้าโฟลเดอร์ inputs ไม่ได้\n  สั่งโดยไม่ใช้ --watch",
                "cannot watch the folder inputs\n  run it without --watch"
            ),
            Self::Print(error) => say!(
                lang,
                out,
                "พิมพ์ผลออกมาไม่ได้: {error}\n  แฟ้มที่จัดทำแล้วใน outputs ไม่เสียหาย แก้ที่ปลายทางที่ให้พิมพ์ออกแล้วสั่งใหม่",
                "cannot print the result: {error}\n  what is in outputs is whole; mend where it is printed to, then run it again",
                error
            ),
        }
    }
}

impl From<WorkspaceError> for CliError {
    fn from(error: WorkspaceError) -> Self {
        Self::App(error.into())
    }
}

impl Cli {
    /// Runs the command.
    fn run(&self, spoken: &Spoken) -> Result<Outcome, CliError> {
        let workspace = Workspace::new(asked::workspace(self.workspace.as_deref()));
        let session = Session { cli: self, warnings: OnceCell::new(), workspace, spoken, bar: Bar::new(spoken.lang) };
        match &self.command {
            Command::Init { templates } => init::run(&session, *templates),
            Command::Serve { options } => serve::run(&session, options),
            Command::Forms { month } => forms::run(&session, month),
            Command::Check { options, .. } if options.watch => watch::check(&session, options.notes),
            Command::Check { what, options } => check::run(&session, what, options),
            Command::Compile { month, options } if options.watch => watch::compile(&session, month),
            Command::Compile { month, options } => compile::run(&session, month, options),
            Command::Explain { what } => explain::run(&session, what),
            Command::Targets => targets::run(&session),
            Command::Templates(command) => templates::run(&session, command),
            Command::Archive(command) => archive::run(&session, command),
            Command::Menu => menu::run(&session, |words| run(words, &Spoken::of(words))),
            Command::Completions { shell } => completions(&session, *shell),
            Command::Help { .. } => Ok(Outcome::Clean),
        }
    }
}

fn completions(session: &Session<'_>, shell: clap_complete::Shell) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(session.lang()), "otop-report", &mut script);
    if session.spoken.json {
        terminal::print_json(&json!({ "shell": shell.to_string(), "script": String::from_utf8_lossy(&script) }))?;
    } else {
        terminal::write(&script)?;
    }
    Ok(Outcome::Clean)
}

/// Something at a place of the plan, for programs.
fn remark(key: &str, line: usize, message: &str) -> Json {
    json!({ "key": key, "line": line, "message": message })
}

/// A command with its workspace and options.
struct Session<'a> {
    cli: &'a Cli,
    /// What is odd in the plan, for programs.
    warnings: OnceCell<Vec<Json>>,
    workspace: Workspace,
    spoken: &'a Spoken,
    bar: Bar,
}

impl Session<'_> {
    fn plan(&self) -> Result<Plan, CliError> {
        Ok(self.workspace.plan()?)
    }

    /// The plan, for a command that prints from it: what is odd in it goes to stderr.
    fn plan_with_warnings(&self) -> Result<Plan, CliError> {
        let (plan, lang) = (self.plan()?, self.lang());
        let warnings = self.workspace.plan_warnings(&plan);
        if self.spoken.json {
            let warnings = warnings.iter().map(|warning| remark(warning.key(), warning.line(), &warning.message(lang)));
            // A watch reads its plan again; what it began with is told.
            _ = self.warnings.set(warnings.collect());
            return Ok(plan);
        }
        for warning in warnings {
            let warning = terminal::in_line(&Said(&warning, lang).to_string());
            terminal::say(&said!(lang, "ข้อสังเกตในแผน: {warning}", "plan: {warning}"));
        }
        for outdated in app::templates::outdated(&self.workspace) {
            terminal::say(&Said(&outdated, lang).to_string());
        }
        Ok(plan)
    }

    /// Today, by `--today` or the machine's own calendar.
    fn today(&self) -> Date {
        self.cli.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    fn lang(&self) -> Lang {
        self.spoken.lang
    }

    /// Prints a result and what to do next: for programs, or for people.
    fn print(&self, json: impl FnOnce() -> Json, lines: impl FnOnce() -> Lines, next: &[Step]) -> Result<(), CliError> {
        let (options, lang) = (self.spoken.options.as_str(), self.lang());
        if self.spoken.json {
            let mut json = json();
            json["next"] = steps::json(next, options, lang);
            json["plan_warnings"] = self.warnings.get().cloned().unwrap_or_default().into();
            terminal::print_json(&json)?;
        } else {
            let mut lines = lines();
            lines.extend(steps::lines(next, options, lang));
            terminal::print(&lines)?;
        }
        Ok(())
    }

    /// Readers in processes of this program, with progress on a terminal.
    fn runtime(&self) -> Result<Runtime<'_>, CliError> {
        let program = std::env::current_exe().map_err(AppError::Reader)?;
        Ok(Runtime { readers: Readers::Workers(program), progress: &self.bar })
    }
}
