//! The command line (SPEC §9).

mod archive;
mod check;
mod compile;
mod explain;
mod forms;
mod init;
mod menu;
mod process;
mod progress;
mod show;
mod targets;
mod terminal;

use std::ffi::OsString;
use std::io::{self, Write};
use std::iter;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use serde_json::Value as Json;

use crate::app::{AppError, Readers, Runtime};
use crate::finding::Lang;
use crate::plan::Plan;
use crate::thai::calendar::{Month, parse_command_day};
use crate::thai::system::reason;
use crate::workspace::{Workspace, WorkspaceError};
use progress::Bar;

/// รายงาน OTOP ประจำเดือนของจังหวัด: อ่านแบบรายงานของอำเภอ ตรวจ รวม ให้คะแนน และจัดทำรายงานพร้อมหนังสือนำส่ง
#[derive(Debug, Parser)]
#[command(name = "otop-report", version, about, max_term_width = 110)]
pub struct Cli {
    /// โฟลเดอร์งานที่มี inputs และ outputs
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    workspace: PathBuf,
    /// ภาษาของข้อความ
    #[arg(long, global = true, value_enum, default_value_t)]
    lang: Language,
    /// รูปแบบของผลที่พิมพ์ออกมา
    #[arg(long, global = true, value_enum, default_value_t)]
    format: Format,
    /// ถือว่าวันนี้คือวันที่นี้ เช่น 2565-03-10 หรือ 2022-03-10
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_command_day)]
    today: Option<Date>,
    #[command(subcommand)]
    command: Command,
}

/// The language of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
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
    /// สร้างโฟลเดอร์งานใหม่ พร้อมแผนและแม่แบบที่แก้ได้
    Init,
    /// ออกแบบรายงานเปล่าของทุกอำเภอ (ไม่ระบุเดือน: เดือนถัดจากเดือนล่าสุดที่ส่งแล้ว)
    Forms {
        /// เดือน เช่น 2565-03 หรือ มี.ค. 2565
        month: Option<Month>,
    },
    /// ตรวจรายงานที่ส่งมา โดยไม่จัดทำเอกสาร
    Check {
        /// เดือน หรือแฟ้ม
        what: Vec<PathBuf>,
    },
    /// จัดทำรายงานประจำเดือนครบชุด (ไม่ระบุเดือน: เดือนล่าสุดที่มีรายงาน)
    Compile {
        /// เดือน เช่น 2565-02 หรือ ก.พ. 2565
        month: Option<Month>,
    },
    /// บอกว่าตัวเลขในรายงานมาจากช่องใดของแฟ้มใด
    Explain {
        /// [เดือน] อำเภอ ตัวเลข เช่น 2565-02 เมืองพะเยา operators-year
        #[arg(num_args = 2..=3, required = true, value_name = "[MONTH] DISTRICT FIGURE")]
        what: Vec<String>,
    },
    /// จัดทำเอกสารที่ไม่ต้องรอรายงาน: ตารางเป้าหมาย ตัวชี้วัด หนังสือแจ้งอำเภอ
    Targets,
    /// เก็บถาวร: ผนึก ตรวจ แสดง และส่งต่อชุดเก็บถาวรของแต่ละเดือน
    #[command(subcommand)]
    Archive(archive::ArchiveCommand),
    /// ออกคำสั่งเติมคำอัตโนมัติของเชลล์
    Completions {
        /// เชลล์
        shell: clap_complete::Shell,
    },
    /// เมนู สำหรับผู้ที่เปิดโปรแกรมโดยไม่พิมพ์คำสั่ง
    #[command(hide = true)]
    Menu,
}

/// The exit code of findings of severity error.
const FINDINGS: u8 = 1;
/// The exit code of what could not run: usage, plan, disk.
pub const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the program was started with, and says how it went. Gives the exit code.
pub fn main() -> u8 {
    menu::hold(process::run(|| run(menu::words())))
}

/// Runs one command, the words after the program's name, and says how it went. Gives the exit code.
fn run(words: Vec<OsString>) -> u8 {
    let words = iter::once("otop-report".into()).chain(words);
    match Cli::try_parse_from(words).map_or_else(|error| not_a_command(&error), |cli| cli.run()) {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::Findings) => FINDINGS,
        Err(error) => {
            terminal::say(&error.to_string());
            COULD_NOT_RUN
        }
    }
}

/// Help and version are printed; anything else is a mistake on the command line.
fn not_a_command(error: &clap::Error) -> Result<Outcome, CliError> {
    if error.use_stderr() {
        return Err(CliError::Usage(error.render().to_string()));
    }
    terminal::quiet(error.print().and_then(|()| io::stdout().flush()))?;
    Ok(Outcome::Clean)
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
pub enum CliError {
    /// The use-case.
    #[error(transparent)]
    App(#[from] AppError),
    /// What was asked for.
    #[error("{0}")]
    Usage(String),
    /// Printing the result.
    #[error("พิมพ์ผลออกมาไม่ได้: {}\n  แฟ้มที่จัดทำแล้วใน outputs ไม่เสียหาย แก้ที่ปลายทางที่ให้พิมพ์ออกแล้วสั่งใหม่", reason(.0))]
    Print(#[from] io::Error),
}

impl From<WorkspaceError> for CliError {
    fn from(error: WorkspaceError) -> Self {
        Self::App(error.into())
    }
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Where it could not run at all; findings are not errors.
    pub fn run(&self) -> Result<Outcome, CliError> {
        let session = Session { cli: self, workspace: Workspace::new(&self.workspace), bar: Bar::new() };
        match &self.command {
            Command::Init => init::run(&session),
            Command::Forms { month } => forms::run(&session, *month),
            Command::Check { what } => check::run(&session, what),
            Command::Compile { month } => compile::run(&session, *month),
            Command::Explain { what } => explain::run(&session, what),
            Command::Targets => targets::run(&session),
            Command::Archive(command) => archive::run(&session, command),
            Command::Menu => menu::run(&session, run),
            Command::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(*shell, &mut Self::command(), "otop-report", &mut script);
                terminal::write(&script)?;
                Ok(Outcome::Clean)
            }
        }
    }
}

/// A command with its workspace and options.
struct Session<'a> {
    cli: &'a Cli,
    workspace: Workspace,
    bar: Bar,
}

impl Session<'_> {
    fn plan(&self) -> Result<Plan, CliError> {
        Ok(self.workspace.plan()?)
    }

    /// The plan, for a command that prints from it: what is odd in it goes to stderr.
    fn plan_with_warnings(&self) -> Result<Plan, CliError> {
        let plan = self.plan()?;
        for warning in plan.warnings() {
            terminal::say(&format!("ข้อสังเกตในแผน: {}", terminal::in_line(&warning)));
        }
        Ok(plan)
    }

    /// Today, by `--today` or the machine's own calendar.
    fn today(&self) -> Date {
        self.cli.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    fn lang(&self) -> Lang {
        match self.cli.lang {
            Language::Th => Lang::Th,
            Language::En => Lang::En,
        }
    }

    /// Prints a result: for programs, or for people.
    fn print(&self, json: impl FnOnce() -> Json, lines: impl FnOnce() -> String) -> Result<(), CliError> {
        match self.cli.format {
            Format::Human => terminal::print(&lines())?,
            Format::Json => terminal::print_json(&json())?,
        }
        Ok(())
    }

    /// Readers in processes of this program, with progress on a terminal.
    fn runtime(&self) -> Result<Runtime<'_>, CliError> {
        let program = std::env::current_exe().map_err(AppError::Reader)?;
        Ok(Runtime { readers: Readers::Workers(program), progress: &self.bar })
    }
}
