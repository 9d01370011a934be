//! `serve`: the desk in a browser.

use serde_json::json;

use super::lines::{HEADING, Lines};
use super::{CliError, Outcome, Session, menu, terminal};
use crate::app::AppError;
use crate::lang::said;
use crate::serve::{Opening, open};
use crate::workspace::Workspace;

/// What may be asked of `serve`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The port (without it: any that is free)
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// Only shows the link, and opens no browser
    #[arg(long)]
    no_open: bool,
}

/// Opens the desk, and keeps it open until the program is ended.
///
/// # Errors
/// Where it cannot be opened, or the link cannot be printed.
pub(super) fn run(session: &Session<'_>, options: &Options) -> Result<Outcome, CliError> {
    let program = std::env::current_exe().map_err(AppError::Reader)?;
    let (folder, lang) = (menu::folder_of_desk(session.workspace.root().to_owned()), session.lang());
    let workspace = Workspace::new(folder);
    let opening = Opening { workspace, program, today: session.cli.today, lang, port: options.port };
    let desk = open(opening).map_err(CliError::Desk)?;
    let link = desk.link();
    if session.spoken.json {
        terminal::print_json(&json!({ "link": link }))?;
    } else {
        let mut lines = Lines::default();
        lines.styled(HEADING, lang.pick("โต๊ะทำงานเปิดแล้ว", "The desk is open"));
        lines.plain(format!("  {link}"));
        lines.plain(said!(
            lang,
            "  ลิงก์นี้เปิดได้ในเครื่องนี้เท่านั้น และเป็นกุญแจ อย่าส่งให้ผู้อื่น  ปิดโต๊ะทำงานด้วย Ctrl-C หรือปิดหน้าต่างนี้",
            "  this link opens on this computer alone, and is the key: give it to nobody; Ctrl-C, or closing this window, ends the desk"
        ));
        terminal::print(&lines)?;
    }
    if !options.no_open && !desk.door().is_ok_and(|door| opener::open(door).is_ok()) {
        terminal::say(
            lang.pick("เปิดโปรแกรมดูเว็บไม่ได้ คัดลอกลิงก์ข้างบนไปเปิดเอง", "no browser could be opened; copy the link above into one"),
        );
    }
    desk.stay();
    Ok(Outcome::Clean)
}
