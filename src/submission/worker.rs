//! Reads files in processes of their own, so that no file, however hostile, ends the run or takes
//! more than its share of time and memory.
//!
//! The program starts itself again as a hidden sub-command whose whole work is [`serve`]: a line of
//! JSON in, a line of JSON out. A worker is used for one file after another; one that takes too
//! long is killed, one that dies is replaced, and only the file it had in hand is lost.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Recognised;
use super::find::{Source, SourceKind};
use super::layout::{RowAsSent, WantedRow, rows_as_sent};
use super::picture::{self, Picture};
use super::raw::RawWorkbook;
use super::read::{self, PictureTrouble, ReadLimits, ReadTrouble, Size, read};
use crate::files::{sha256, spelt_out};

/// The hidden sub-command that `main` hands to [`serve`].
pub const SUBCOMMAND: &str = "read-worker";

/// Bytes of one answer: the largest workbook within the limits stays far below.
const ANSWER: u64 = 512 << 20;

/// What reading one source gave: its cells as they stand, or what was recognised in them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<T = RawWorkbook> {
    /// The workbook, or why there is none.
    pub workbook: Result<T, ReadTrouble>,
    /// SHA-256 of the file's bytes in lower-case hex, or of the list of a CSV folder's files;
    /// `None` where they could not be had, or the worker was lost.
    pub sha256: Option<String>,
}

impl<T> Reading<T> {
    fn failed(trouble: ReadTrouble) -> Self {
        Self { workbook: Err(trouble), sha256: None }
    }

    fn map<U>(self, of: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { workbook: self.workbook.map(of), sha256: self.sha256 }
    }
}

/// Reads sources one by one; may be shared between threads.
#[derive(Debug)]
pub enum Reader {
    /// In this process, without limits on time and memory: for files one trusts, and for tests.
    InProcess(ReadLimits),
    /// In worker processes.
    Workers(Workers),
}

impl Reader {
    /// A reader that starts `exe` (this program) as a worker for each thread that reads. Fails
    /// where the first one cannot be started.
    pub fn workers(exe: &Path, limits: ReadLimits) -> io::Result<Self> {
        let first = Worker::start(exe, &limits)?;
        Ok(Self::Workers(Workers { exe: exe.to_owned(), limits, idle: Mutex::new(vec![first]) }))
    }

    /// What a file and a month may take up.
    pub fn limits(&self) -> &ReadLimits {
        match self {
            Self::InProcess(limits) => limits,
            Self::Workers(workers) => &workers.limits,
        }
    }

    /// Reads the cells of one source. Never panics and never takes the run down with it.
    pub fn read(&self, source: &Source) -> Reading {
        let request = Request::of(source, None);
        match self {
            Self::InProcess(limits) => answer(&request, limits, |cells| cells),
            Self::Workers(workers) => workers.read(&request),
        }
    }

    /// Reads one source and finds the forms in it, which no other process need do: what crosses to this one is bounded
    /// and sorted out. Never panics and never takes the run down with it.
    pub fn recognise(&self, source: &Source) -> Reading<Recognised> {
        let request = Request::of(source, Some(source.path.clone()));
        match self {
            Self::InProcess(limits) => answer(&request, limits, |cells| Recognised::of(&source.path, cells)),
            Self::Workers(workers) => workers.read(&request),
        }
    }

    /// Rows of a source as they were sent, in the order in which they are wanted; `None` for one that is not there. Never
    /// panics and never takes the run down with it.
    ///
    /// # Errors
    /// Why it could not be read.
    pub fn rows(&self, source: &Source, wanted: &[WantedRow]) -> Result<Vec<Option<RowAsSent>>, ReadTrouble> {
        let request = Request { rows: wanted.to_vec(), ..Request::of(source, Some(source.path.clone())) };
        let reading = match self {
            Self::InProcess(limits) => answer(&request, limits, |cells| rows_as_sent(&cells, wanted)),
            Self::Workers(workers) => workers.read(&request),
        };
        reading.workbook
    }

    /// Makes the picture at `part` of a file ready for paper. Never panics and never takes the run down with it.
    ///
    /// # Errors
    /// Why it cannot be printed.
    pub fn picture(&self, source: &Source, part: &str) -> Result<Picture, PictureTrouble> {
        let request = Request { picture: Some(part.to_owned()), ..Request::of(source, None) };
        let reading: Reading<Result<Picture, PictureTrouble>> = match self {
            Self::InProcess(limits) => picture_of(&request, part, limits),
            Self::Workers(workers) => workers.read(&request),
        };
        reading.workbook.unwrap_or_else(|trouble| {
            Err(match trouble {
                ReadTrouble::TookTooLong(_) | ReadTrouble::OutOfMemory => PictureTrouble::TooHeavy,
                _ => PictureTrouble::Damaged,
            })
        })
    }
}

/// What a worker is asked: one file, or the CSV files of a folder.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    files: Vec<OsString>,
    /// The name under which places are told; without it the cells as they stand are wanted.
    recognise_as: Option<String>,
    /// The part of the file that is wanted as a picture, and nothing else.
    picture: Option<String>,
    /// The rows that are wanted, and nothing else; none for all there is.
    rows: Vec<WantedRow>,
}

impl Request {
    fn of(source: &Source, recognise_as: Option<String>) -> Self {
        let files = match &source.kind {
            SourceKind::File => vec![source.location.clone()],
            SourceKind::CsvFolder(files) => files.clone(),
        };
        Self { files: files.into_iter().map(PathBuf::into_os_string).collect(), recognise_as, picture: None, rows: Vec::new() }
    }
}

/// The worker processes of one run.
#[derive(Debug)]
pub struct Workers {
    exe: PathBuf,
    limits: ReadLimits,
    idle: Mutex<Vec<Worker>>,
}

impl Workers {
    fn read<T: DeserializeOwned>(&self, request: &Request) -> Reading<T> {
        // A worker may die by another file's doing, or the system's; two are not lost over one file by chance.
        for _ in 0..2 {
            let rested = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let worker = match rested.map_or_else(|| self.another(), Ok) {
                Ok(worker) => worker,
                Err(error) => return Reading::failed(ReadTrouble::Inaccessible(error.kind().to_string())),
            };
            if let Some(reading) = self.ask(worker, request) {
                return reading;
            }
        }
        Reading::failed(ReadTrouble::OutOfMemory)
    }

    /// A new worker. Where the system starts no more, the next one that comes to rest: what the machine lacks is not the
    /// file's fault.
    fn another(&self) -> io::Result<Worker> {
        let patience = Instant::now() + Duration::from_secs(self.limits.seconds * 10);
        loop {
            match Worker::start(&self.exe, &self.limits) {
                Err(error) if lacks_room(&error) && Instant::now() < patience => thread::sleep(Duration::from_millis(20)),
                started => return started,
            }
            if let Some(worker) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
                return Ok(worker);
            }
        }
    }

    /// Asks a worker and lets it rest for the next file; one that is lost is dropped, which ends
    /// it. `None` where it died.
    fn ask<T: DeserializeOwned>(&self, mut worker: Worker, request: &Request) -> Option<Reading<T>> {
        match worker.ask(request, Duration::from_secs(self.limits.seconds)) {
            Ok(reading) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                Some(reading)
            }
            Err(Lost::Slow) => Some(Reading::failed(ReadTrouble::TookTooLong(self.limits.seconds))),
            Err(Lost::Dead) => None,
        }
    }
}

/// Whether the system has no process, thread or memory to give just now.
fn lacks_room(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::OutOfMemory)
}

/// One worker process and the thread that waits for its answers.
#[derive(Debug)]
struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<Vec<u8>>,
}

/// How a worker was lost.
enum Lost {
    Slow,
    Dead,
}

impl Worker {
    fn start(exe: &Path, limits: &ReadLimits) -> io::Result<Self> {
        let mut command = Command::new(exe);
        command.arg(SUBCOMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let (Some(requests), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("a worker without pipes"));
        };
        limit_memory(&mut child, limits);
        let (sender, answers) = channel();
        // Dropped, and so ended, where the rest fails.
        let mut worker = Self { child, requests, answers };
        send(&mut worker.requests, limits)?;
        thread::Builder::new().spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut line = Vec::new();
                let whole = output.by_ref().take(ANSWER).read_until(b'\n', &mut line).is_ok() && line.ends_with(b"\n");
                if !whole || sender.send(line).is_err() {
                    return;
                }
            }
        })?;
        Ok(worker)
    }

    fn ask<T: DeserializeOwned>(&mut self, request: &Request, patience: Duration) -> Result<Reading<T>, Lost> {
        send(&mut self.requests, request).map_err(|_| Lost::Dead)?;
        match self.answers.recv_timeout(patience) {
            Ok(line) => serde_json::from_slice(&line).map_err(|_| Lost::Dead),
            Err(RecvTimeoutError::Timeout) => Err(Lost::Slow),
            Err(RecvTimeoutError::Disconnected) => Err(Lost::Dead),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It holds nothing that an abrupt end could harm.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes one value as a line of JSON.
fn send<T: Serialize>(mut to: impl Write, value: &T) -> io::Result<()> {
    serde_json::to_writer(&mut to, value)?;
    to.write_all(b"\n")?;
    to.flush()
}

/// The whole work of the hidden sub-command: reads its limits, then answers each request, until
/// `input` ends. Fails where the pipes break.
pub fn serve(input: impl BufRead, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(64 << 10, output);
    let mut lines = input.lines();
    let Some(first) = lines.next() else { return Ok(()) };
    let limits: ReadLimits = serde_json::from_str(&first?)?;
    confine(&limits)?;
    for line in lines {
        let request: Request = serde_json::from_str(&line?)?;
        match (&request.picture, &request.recognise_as) {
            (Some(part), _) => send(&mut output, &picture_of(&request, part, &limits))?,
            _ if !request.rows.is_empty() => {
                send(&mut output, &answer(&request, &limits, |cells| rows_as_sent(&cells, &request.rows)))?;
            }
            (None, Some(name)) => send(&mut output, &answer(&request, &limits, |cells| Recognised::of(name, cells)))?,
            (None, None) => send(&mut output, &answer(&request, &limits, |cells| cells))?,
        }
    }
    Ok(())
}

/// Takes from this process what a reader does not need: memory beyond the limit, core dumps.
#[cfg(unix)]
fn confine(limits: &ReadLimits) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let at_most = |resource, bytes| {
        let hard = getrlimit(resource).maximum;
        let bytes = hard.map_or(bytes, |hard: u64| hard.min(bytes));
        setrlimit(resource, Rlimit { current: Some(bytes), maximum: hard })
    };
    // Some systems know no limit on address space; the limit on time and the checks remain.
    let _ = at_most(Resource::As, limits.memory);
    at_most(Resource::Core, 0)?;
    Ok(())
}

/// Elsewhere it is confined from outside, by [`limit_memory`].
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature on every system")]
fn confine(_limits: &ReadLimits) -> io::Result<()> {
    Ok(())
}

/// Limits a worker's memory by a job object, in which it stays when the handle on it is closed.
#[cfg(windows)]
fn limit_memory(child: &mut Child, limits: &ReadLimits) {
    use process_control::{ChildExt, Control};
    let bytes = usize::try_from(limits.memory).unwrap_or(usize::MAX);
    // Where the system refuses, the limit on time and the checks remain.
    _ = child.controlled().memory_limit(bytes).time_limit(Duration::ZERO).wait();
}

/// Elsewhere it confines itself.
#[cfg(not(windows))]
fn limit_memory(_child: &mut Child, _limits: &ReadLimits) {}

/// Reads what was asked for, and makes `of` it what is wanted. A panic anywhere in that is the file's trouble.
fn answer<T>(request: &Request, limits: &ReadLimits, of: impl FnOnce(RawWorkbook) -> T) -> Reading<T> {
    let reading = catch_unwind(AssertUnwindSafe(|| read_files(request, limits).map(of)));
    reading.unwrap_or_else(|_| Reading::failed(ReadTrouble::Unreadable("its contents contradict each other".into())))
}

/// The picture at `part` of the one file asked for. A panic anywhere in that is the picture's trouble.
fn picture_of(request: &Request, part: &str, limits: &ReadLimits) -> Reading<Result<Picture, PictureTrouble>> {
    let prepared = catch_unwind(AssertUnwindSafe(|| {
        let file = request.files.first().ok_or(PictureTrouble::Elsewhere)?;
        let bytes = load(Path::new(file), limits).map_err(|_| PictureTrouble::Elsewhere)?;
        picture::prepare(&read::picture(&bytes, part, picture::LARGEST, limits)?)
    }));
    Reading { workbook: Ok(prepared.unwrap_or(Err(PictureTrouble::Damaged))), sha256: None }
}

fn read_files(request: &Request, limits: &ReadLimits) -> Reading {
    if let [file] = &request.files[..] {
        return match load(Path::new(file), limits) {
            // It may lie under another name than the one it is told by, which is the one it was sent with.
            Ok(bytes) => {
                let name = request.recognise_as.as_ref().map_or_else(|| stem(file), |path| stem(path.as_ref()));
                Reading { sha256: Some(sha256(&bytes)), workbook: read(&bytes, &name, limits) }
            }
            Err(trouble) => Reading::failed(trouble),
        };
    }
    let mut list = String::new();
    let mut whole = Ok(RawWorkbook::default());
    for file in &request.files {
        let bytes = match load(Path::new(file), limits) {
            Ok(bytes) => bytes,
            Err(trouble) => return Reading::failed(trouble),
        };
        let name = stem(file);
        list.extend([sha256(&bytes).as_str(), "  ", name.as_str(), "\n"]);
        whole = whole.and_then(|mut whole| {
            whole.sheets.extend(read(&bytes, &name, limits)?.sheets);
            Ok(whole)
        });
    }
    Reading { workbook: whole, sha256: Some(sha256(list.as_bytes())) }
}

fn stem(file: &OsStr) -> String {
    Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The bytes of an ordinary file within the limit.
fn load(path: &Path, limits: &ReadLimits) -> Result<Vec<u8>, ReadTrouble> {
    let inaccessible = |error: io::Error| ReadTrouble::inaccessible(&error);
    let path = spelt_out(path);
    // Looked at before it is opened: opening a pipe would wait for its other end.
    if !path.metadata().map_err(inaccessible)?.is_file() {
        return Err(ReadTrouble::NotAFile);
    }
    let file = std::fs::File::open(path).map_err(inaccessible)?;
    let size = file.metadata().map_err(inaccessible)?.len();
    let too_large = ReadTrouble::TooLarge { what: Size::File, limit: limits.file_bytes };
    if size > limits.file_bytes {
        return Err(too_large);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(inaccessible)?;
    if bytes.len() as u64 > limits.file_bytes { Err(too_large) } else { Ok(bytes) }
}
