//! The program: parses the command line, runs, says how it went.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use otop_report::cli::{Cli, Outcome};
use otop_report::submission::worker;

/// Could not run: usage, plan, disk.
const COULD_NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|command| command == worker::SUBCOMMAND) {
        return match worker::serve(io::stdin().lock(), io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(COULD_NOT_RUN),
        };
    }
    match Cli::parse().run() {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}
