//! The desk itself: what every screen knows, and who asks for one.

pub(super) mod drafts;
pub(super) mod errands;
pub(super) mod pages;
pub(super) mod pass;
pub(super) mod watch;

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value as Json;

use self::drafts::Drafts;
use self::errands::Errands;
use self::pages::{Pages, Screen, Shell};
use self::pass::Pass;
use self::watch::Watch;
use super::Opening;
use crate::app::changes::Changes;
use crate::app::warm::Warm;
use crate::app::{AppError, Progress, Readers, Runtime, Unwatched};
use crate::lang::Lang;
use crate::output::{OutputError, create_private};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// Sentences about what was done that are kept until their page is asked for.
const NOTICES: usize = 100;

/// Where the file that leads a browser in lies, below `outputs/`.
const DOOR: &str = ".desk";

/// What every screen knows.
pub(super) struct Desk {
    /// The office's folder.
    pub workspace: Workspace,
    /// What takes a while, and how far it is.
    pub errands: Errands,
    /// Letters in words that are tried out.
    pub drafts: Drafts,
    /// What happens in `inputs/`.
    pub watch: Watch,
    /// What the last run of each month changed.
    pub changes: Remembered<Month, Changes>,
    /// What the last look at the archive found, in both languages.
    pub verified: Remembered<(), [Json; 2]>,
    warm: Arc<Warm>,
    today: Option<Date>,
    lang: Lang,
    pass: Pass,
    pages: Pages,
    door: Mutex<Option<PathBuf>>,
    notices: Mutex<VecDeque<(u64, [String; 2])>>,
    noticed: AtomicU64,
}

/// What is remembered while the desk is open, and found anew when it is opened again.
pub(super) struct Remembered<K, V>(Mutex<BTreeMap<K, V>>);

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }
}

impl<K: Ord, V: Clone> Remembered<K, V> {
    /// Remembers it in place of what was remembered before.
    pub fn note(&self, of: K, what: V) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(of, what);
    }

    /// What is remembered.
    pub fn of(&self, of: K) -> Option<V> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&of).cloned()
    }
}

/// Who asks: in which language, for which page, after what was done.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    /// The language of the page.
    pub lang: Lang,
    /// The page, below the desk's own path, with its query.
    pub here: String,
    /// The number of what is to be said of what was just done.
    said: Option<u64>,
    /// How often something had changed in `inputs/` by then.
    changes_seen: u64,
}

impl Desk {
    /// The desk of an office, entered by `pass`.
    pub fn new(opening: Opening, pass: Pass) -> Self {
        let Opening { workspace, program, today, lang, .. } = opening;
        Self {
            watch: Watch::over(workspace.inputs()),
            workspace,
            errands: Errands::default(),
            drafts: Drafts::default(),
            changes: Remembered::default(),
            verified: Remembered::default(),
            warm: Arc::new(Warm::new(program)),
            today,
            lang,
            pages: Pages::new(),
            pass,
            door: Mutex::default(),
            notices: Mutex::default(),
            noticed: AtomicU64::new(1),
        }
    }

    /// What lets a browser in.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// A file of this user's alone that leads a browser to `link`: what a browser is started with every user of a computer
    /// may see, the secret included. It is gone once somebody was let in.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn open_door(&self, link: &str) -> Result<PathBuf, OutputError> {
        let page = format!("<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={link}\">\n");
        let path = create_private(&self.workspace.outputs().join(DOOR), "open-", ".html", page.as_bytes())?;
        *self.door.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.clone());
        Ok(path)
    }

    /// Removes it. What cannot be removed leads nowhere once the desk has ended.
    pub fn close_door(&self) {
        if let Some(path) = self.door.lock().unwrap_or_else(PoisonError::into_inner).take() {
            _ = std::fs::remove_file(path);
        }
    }

    /// The language until a page is asked for another.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The plan as it lies there now.
    ///
    /// # Errors
    /// Where there is none, or it contradicts itself.
    pub fn plan(&self) -> Result<Plan, AppError> {
        Ok(self.workspace.plan()?)
    }

    /// Today, by the clock or as the desk was told.
    pub fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// The readers that stay, with nobody told.
    pub fn runtime(&self) -> Runtime<'static> {
        self.telling(&Unwatched)
    }

    /// The readers that stay, with `progress` told.
    pub fn telling<'a>(&self, progress: &'a dyn Progress) -> Runtime<'a> {
        Runtime { readers: Readers::Warm(Arc::clone(&self.warm)), progress }
    }

    /// A page of `screen`, filled with `context`.
    pub fn page(&self, asking: &Asking, screen: Screen, template: &str, context: &impl Serialize) -> Response {
        let notice = asking.said.and_then(|number| {
            let notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
            notices.iter().find(|(other, _)| *other == number).map(|(_, [th, en])| asking.lang.pick(th, en).clone())
        });
        let shell = Shell {
            base: self.pass.base(),
            lang: asking.lang.pick("th", "en"),
            screen,
            changes_seen: asking.changes_seen,
            notice,
            province: self.plan().ok().map(|plan| plan.province.name),
            version: env!("CARGO_PKG_VERSION"),
        };
        let page = self.pages.page(&shell, asking.lang, template, context);
        page.map(|page| Html(page).into_response()).expect("the program's own templates fit what they are filled with")
    }

    /// The way on to the page at `path` below the desk's own, which says what was done.
    pub fn see(&self, path: &str, said: Option<[String; 2]>) -> Response {
        (StatusCode::SEE_OTHER, [(header::LOCATION, self.address(path, said))]).into_response()
    }

    /// The address of the page at `path`, which says what was done.
    pub fn address(&self, path: &str, said: Option<[String; 2]>) -> String {
        let base = self.pass.base();
        let Some(said) = said else { return format!("{base}{path}") };
        let number = self.noticed.fetch_add(1, Ordering::Relaxed);
        let mut notices = self.notices.lock().unwrap_or_else(PoisonError::into_inner);
        notices.push_back((number, said));
        if notices.len() > NOTICES {
            notices.pop_front();
        }
        let (page, part) = path.split_once('#').map_or((path, String::new()), |(page, part)| (page, format!("#{part}")));
        let joint = if page.contains('?') { '&' } else { '?' };
        format!("{base}{page}{joint}said={number}{part}")
    }
}

impl Asking {
    /// Whoever sent a request of these parts.
    pub fn of(desk: &Desk, headers: &HeaderMap, uri: &Uri) -> Self {
        let all = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let lang = pairs.find(|(name, _)| *name == "lang").and_then(|(_, code)| Lang::named(code)).unwrap_or(desk.lang);
        let query = uri.query().unwrap_or_default();
        let said = query.split('&').find_map(|pair| pair.strip_prefix("said=")).and_then(|number| number.parse().ok());
        let rest: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("said=")).collect();
        let path = uri.path().strip_prefix(desk.pass.base()).unwrap_or(uri.path());
        let here = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
        Self { lang, here, said, changes_seen: desk.watch.now() }
    }
}

impl FromRequestParts<Arc<Desk>> for Asking {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Infallible> {
        // Within the desk's own path the router has cut that off.
        Ok(Self::of(desk, &parts.headers, &parts.uri))
    }
}
