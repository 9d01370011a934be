//! Writes the manual pages, one for the program and one for each of its commands: `man_pages FOLDER`.

use clap::CommandFactory;
use otop_report::cli::Cli;

fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}
