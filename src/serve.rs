//! The desk: the office's pages in a browser on this very computer (SPEC §12). It is a second face on the use-cases of
//! [`crate::app`], with no logic of its own, and the only place that knows HTTP.
//!
//! Who may come in is decided in `guard`, before any screen is asked. A screen is a module that gives its routes; what blocks
//! runs on threads of its own (`work`), what takes a while is an `errand` that is followed from the page.

mod answer;
mod archive;
mod assets;
mod desk;
mod errand;
mod explain;
mod files;
mod finding;
mod findings;
mod forms;
mod guard;
mod letters;
mod listen;
mod month;
mod plan;
mod receive;
mod upload;
mod year;
mod zipped;

use std::ffi::OsString;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use jiff::civil::Date;

use crate::lang::Lang;
use crate::output::OutputError;
use crate::workspace::Workspace;
use desk::Desk;
use desk::pass::Pass;

/// Bytes of a form that is sent; screens that take files say how large those may be.
const FORM_BYTES: usize = 4 << 20;

/// What a desk is opened with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The office's folder.
    pub workspace: Workspace,
    /// This program, whose processes read what is dropped.
    pub program: PathBuf,
    /// The day taken for today; `None` for the machine's own.
    pub today: Option<Date>,
    /// The language until a page is asked for another.
    pub lang: Lang,
    /// The port; `None` for any that is free.
    pub port: Option<u16>,
}

/// A desk that is open: it answers until it is dropped.
pub struct Open {
    runtime: tokio::runtime::Runtime,
    desk: Arc<Desk>,
    link: String,
    ended: tokio::task::JoinHandle<()>,
}

/// Opens the desk on the loopback addresses.
///
/// # Errors
/// Where the port is taken, or the system gives no randomness or threads.
pub fn open(opening: Opening) -> io::Result<Open> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listeners = runtime.block_on(listen::bind(opening.port))?;
    let port = listeners.port;
    let pass = Pass::new(port)?;
    let link = format!("http://{}{}/?key={}", SocketAddr::from(([127, 0, 0, 1], port)), pass.base(), pass.key());
    let desk = Arc::new(Desk::new(opening, pass));
    let ended = runtime.spawn(listen::serve(listeners, routes(&desk)));
    Ok(Open { runtime, desk, link, ended })
}

impl Open {
    /// The address that lets its bearer in.
    pub fn link(&self) -> &str {
        &self.link
    }

    /// What a browser is started with: on systems on which every user sees what others start, a file of this user's alone.
    ///
    /// # Errors
    /// Where that file cannot be written.
    pub fn door(&self) -> Result<OsString, OutputError> {
        if cfg!(unix) { Ok(self.desk.open_door(&self.link)?.into_os_string()) } else { Ok(OsString::from(&self.link)) }
    }

    /// Answers until the program is ended.
    pub fn stay(self) {
        // It ends with the process, or where its task failed, which the last words told.
        _ = self.runtime.block_on(self.ended);
    }
}

/// Every screen, behind the guard, which cuts the desk's own path off.
fn routes(desk: &Arc<Desk>) -> Router {
    let screens = Router::new()
        .merge(assets::routes())
        .merge(year::routes())
        .merge(month::routes())
        .merge(explain::routes())
        .merge(forms::routes())
        .merge(archive::routes())
        .merge(errand::routes())
        .merge(files::routes())
        .merge(receive::routes())
        .merge(findings::routes())
        .merge(plan::routes())
        .merge(letters::routes())
        .fallback(answer::nothing_there)
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(Arc::clone(desk));
    Router::new().fallback_service(screens).layer(middleware::from_fn_with_state(Arc::clone(desk), guard::admit))
}
