//! The program: parses the command line, runs, says how it went.

use std::io;
use std::process::ExitCode;

use otop_report::submission::worker;

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|command| command == worker::SUBCOMMAND) {
        return match worker::serve(io::stdin().lock(), io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        };
    }
    ExitCode::SUCCESS
}
