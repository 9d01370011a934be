//! The program: a reading worker where it was started as one, else the command line.

use std::io;
use std::process::ExitCode;

use otop_report::cli;
use otop_report::submission::worker;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|command| command == worker::SUBCOMMAND) {
        return match worker::serve(io::stdin().lock(), io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(cli::COULD_NOT_RUN),
        };
    }
    ExitCode::from(cli::main())
}
