//! What the program asks of the system, and its last words where it fails by a fault of its own.

use std::io::ErrorKind;
use std::num::NonZero;
use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

use super::{COULD_NOT_RUN, terminal};
use crate::lang::{Lang, said};

/// Runs the program, with its threads, to its exit code.
///
/// A panic is a bug. The last resort is a sentence that says so, and the code of a run that could not be.
pub(super) fn run(lang: Lang, program: impl FnOnce() -> u8 + UnwindSafe) -> u8 {
    panic::set_hook(Box::new(move |panic| last_words(lang, panic)));
    start_threads();
    panic::catch_unwind(program).unwrap_or(COULD_NOT_RUN)
}

/// Said once, however many threads fail together.
fn last_words(lang: Lang, panic: &PanicHookInfo<'_>) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or_default();
        // Libraries start threads of their own, and know no other way to say that there is none.
        if what.starts_with("failed to spawn thread") {
            return terminal::say(lang.pick(
                "เครื่องไม่มีที่ให้โปรแกรมทำงานเพิ่ม ผลลัพธ์เดิมยังอยู่ครบ\n  ปิดโปรแกรมอื่นที่ไม่ใช้แล้วสั่งใหม่",
                "the machine has no room for the program to work; earlier results are whole\n  close other programs, then run it again",
            ));
        }
        let (version, what) = (env!("CARGO_PKG_VERSION"), terminal::in_line(what));
        terminal::say(&said!(
            lang,
            "โปรแกรมขัดข้องเพราะข้อบกพร่องของโปรแกรมเอง ผลลัพธ์เดิมยังอยู่ครบ\n  \
             กรุณาส่งข้อความนี้ให้ผู้ดูแลโปรแกรม พร้อมคำสั่งที่ใช้: {version} {place} {what}",
            "the program failed by a fault of its own; earlier results are whole\n  \
             please send this to its maintainer, with the command you used: {version} {place} {what}"
        ));
    });
}

/// Starts the threads that read and print, as many as there are cores. Where the system does not give so many, some of
/// those it gave are left to the readers; where it gives none, the one there is does all the work.
fn start_threads() {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
    let wanted = asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get));
    // Started before the pool is, which could not be tried twice.
    let mut started: Vec<SyncSender<ThreadBuilder>> = Vec::new();
    while started.len() < wanted {
        let (sender, work) = sync_channel::<ThreadBuilder>(1);
        let thread = thread::Builder::new().spawn(move || work.recv().into_iter().for_each(ThreadBuilder::run));
        if thread.is_err() {
            started.truncate(started.len() / 3);
            break;
        }
        started.push(sender);
    }
    let pool = ThreadPoolBuilder::new().num_threads(started.len().max(1));
    let made = if started.is_empty() {
        pool.use_current_thread().build_global()
    } else {
        pool.spawn_handler(|thread| started[thread.index()].send(thread).map_err(|_| ErrorKind::BrokenPipe.into())).build_global()
    };
    // It fails only where a pool was made before, and that will do.
    _ = made;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_with_the_code_of_what_could_not_run() {
        assert_eq!((run(Lang::Th, || panic!("on purpose")), run(Lang::En, || 1)), (COULD_NOT_RUN, 1));
        _ = panic::take_hook();
    }
}
