//! What opens for who starts the program without a word, as a double click does on Windows: the desk. And the menu, for a
//! computer without a browser: each choice runs a command in this very process, shows what it said, and waits, so that nothing
//! flashes away unread.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf, absolute};

use super::asked::{self, has_plan};
use super::{COULD_NOT_RUN, CliError, Outcome, Session, terminal};
use crate::lang::{Lang, Said, Say, say};
use crate::thai::digits::to_arabic;

/// The command that a double click runs.
const DESK: &str = "serve";
/// The folder beside the program in an archive that is handed on.
const BESIDE: &str = "workspace";

/// Whether a person started the program without a word: on Windows, most likely by a double click.
fn is_double_clicked() -> bool {
    cfg!(windows) && env::args_os().len() == 1 && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The words after the program's name; the desk where there are none.
pub(super) fn arguments() -> Vec<OsString> {
    let desk = is_double_clicked().then(|| OsString::from(DESK));
    env::args_os().skip(1).chain(desk).collect()
}

/// The folder that a double click works in: the first that has a plan of the one it was started in, the program's own and the
/// one beside it; else the one beside it, where a plan is then begun. Without a double click, the one that was `named`.
pub(super) fn folder_of_desk(named: PathBuf) -> PathBuf {
    if !is_double_clicked() {
        return named;
    }
    let folders = candidates(named.clone());
    folders.iter().find(|folder| has_plan(folder)).or(folders.last()).cloned().unwrap_or(named)
}

/// The folder that was named, the program's own, and the one beside it.
fn candidates(named: PathBuf) -> Vec<PathBuf> {
    let own = env::current_exe().ok().and_then(|exe| Some(exe.parent()?.to_owned()));
    let beside = own.iter().flat_map(|own| [own.clone(), own.join(BESIDE)]);
    std::iter::once(named).chain(beside).collect()
}

/// Keeps the window open after a program that could not go on, until its words are read.
pub(super) fn hold(code: u8, lang: Lang) -> u8 {
    if code == COULD_NOT_RUN && is_double_clicked() {
        Menu { lang }.pause();
    }
    code
}

/// Shows the menu until the person leaves, or there is nothing more to read. `again` runs the program with other words.
///
/// # Errors
/// Where the menu cannot be printed.
pub(super) fn run(session: &Session<'_>, again: impl Fn(&[OsString]) -> u8) -> Result<Outcome, CliError> {
    let menu = Menu { lang: session.lang() };
    // What was not typed is each folder's own: its plan may name a language.
    let mut always: Vec<OsString> = Vec::new();
    if let Some(lang) = session.cli.lang {
        always.extend(["--lang".into(), Lang::from(lang).pick("th", "en").into()]);
    }
    if let Some(today) = session.cli.today {
        always.extend(["--today".into(), today.to_string().into()]);
    }
    let in_folder = |folder: &Path, words: &[OsString]| {
        let workspace = [OsString::from("--workspace"), folder.into()];
        again(&[&workspace, always.as_slice(), words].concat())
    };
    let mut folder = menu.first_folder(asked::workspace(session.cli.workspace.as_deref()), &in_folder)?;
    while let Some(place) = &folder {
        menu.show(&Words::Menu(absolute(place).unwrap_or_else(|_| place.clone())))?;
        let Some(answer) = menu.answer() else { break };
        let Some(choice) = Choice::of(&answer) else {
            if !answer.is_empty() {
                menu.show(&Words::NoChoice)?;
            }
            continue;
        };
        match choice {
            Choice::Leave => break,
            Choice::Elsewhere => folder = menu.folder(&in_folder)?.or(folder),
            Choice::Command(command) => {
                let words = menu.words(command)?;
                if !words.is_empty() {
                    in_folder(place, &words);
                    menu.pause();
                }
            }
        }
    }
    Ok(Outcome::Clean)
}

/// What can be chosen.
#[derive(Clone, Copy)]
enum Choice {
    Command(Chosen),
    Elsewhere,
    Leave,
}

/// A command of the menu.
#[derive(Clone, Copy)]
enum Chosen {
    Check,
    Compile,
    Forms,
    Archive,
}

impl Choice {
    /// By its number, in the digits of either script, or by its word.
    fn of(answer: &str) -> Option<Self> {
        Some(match to_arabic(answer).to_lowercase().as_str() {
            "1" | "ตรวจ" | "check" => Self::Command(Chosen::Check),
            "2" | "จัดทำรายงาน" | "compile" => Self::Command(Chosen::Compile),
            "3" | "ออกแบบฟอร์ม" | "forms" => Self::Command(Chosen::Forms),
            "4" | "เก็บถาวร" | "archive" => Self::Command(Chosen::Archive),
            "5" | "เปลี่ยนโฟลเดอร์งาน" | "folder" => Self::Elsewhere,
            "0" | "ออก" | "leave" | "exit" | "quit" => Self::Leave,
            _ => return None,
        })
    }
}

/// The words of the menu.
enum Words {
    Menu(PathBuf),
    NoChoice,
    Month,
    MonthToSeal,
    Reason,
    Folder,
    NoPlan(PathBuf),
    Pause,
}

impl Say for Words {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Menu(folder) => say!(
                lang,
                out,
                "\nรายงาน OTOP ประจำเดือน\nโฟลเดอร์งาน: {folder}\n\n  ๑  ตรวจ แบบรายงานที่อำเภอส่งมา\n  ๒  จัดทำรายงาน ประจำเดือนครบชุด\n  \
                 ๓  ออกแบบฟอร์ม เปล่าให้ทุกอำเภอ\n  ๔  เก็บถาวร เดือนที่เสร็จแล้ว\n  ๕  เปลี่ยนโฟลเดอร์งาน\n  ๐  ออก\n\nพิมพ์เลขแล้วกด Enter: ",
                "\nThe monthly OTOP report\nFolder: {folder}\n\n  1  Check what the districts sent\n  2  Compile the month's report\n  \
                 3  Forms, blank, for every district\n  4  Archive a month that is done\n  5  Another folder\n  0  Leave\n\n\
                 Type a number and press Enter: ",
                folder
            ),
            Self::NoChoice => say!(lang, out, "ไม่มีข้อนี้ พิมพ์เลข ๐ ถึง ๕\n", "There is no such choice; type a number from 0 to 5\n"),
            Self::Month => say!(
                lang,
                out,
                "เดือนใด เช่น 2565-02 หรือ ก.พ. 2565 (กด Enter เฉย ๆ: ให้โปรแกรมเลือกเดือน): ",
                "Which month, such as 2565-02 (just Enter: the program chooses): "
            ),
            Self::MonthToSeal => say!(
                lang,
                out,
                "เก็บเดือนใด เช่น 2565-02 หรือ ก.พ. 2565 (กด Enter เฉย ๆ: กลับไปที่เมนู): ",
                "Which month, such as 2565-02 (just Enter: back to the menu): "
            ),
            Self::Reason => say!(
                lang,
                out,
                "ถ้าเดือนนี้เคยเก็บแล้ว เก็บใหม่เพราะเหตุใด (กด Enter เฉย ๆ: เก็บครั้งแรก): ",
                "If it was archived before, why again (just Enter: it was not): "
            ),
            Self::Folder => say!(
                lang,
                out,
                "โฟลเดอร์งานอยู่ที่ใด พิมพ์ที่อยู่ หรือลากโฟลเดอร์มาวางที่นี่ แล้วกด Enter (กด Enter เฉย ๆ: ไม่เลือก): ",
                "Where is the folder to work in? Type its path, or drop it here, and press Enter (just Enter: none): "
            ),
            Self::NoPlan(folder) => say!(
                lang,
                out,
                "ใน {folder} ยังไม่มี inputs/plan.toml\nสร้างโฟลเดอร์งานใหม่ที่นี่หรือไม่ พิมพ์ ใช่ แล้วกด Enter (กด Enter เฉย ๆ: ไม่สร้าง): ",
                "There is no inputs/plan.toml in {folder}\nMake a new workspace there? Type yes and press Enter (just Enter: no): ",
                folder
            ),
            Self::Pause => say!(lang, out, "\nกด Enter เพื่อไปต่อ: ", "\nPress Enter to go on: "),
        }
    }
}

/// A person at the menu.
struct Menu {
    lang: Lang,
}

impl Menu {
    fn show(&self, words: &Words) -> io::Result<()> {
        terminal::prompt(&Said(words, self.lang).to_string())
    }

    /// The next line, without the space around it; `None` where there is none. The input is not held in between: the commands
    /// that run here may ask something themselves.
    fn answer(&self) -> Option<String> {
        let mut line = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut line).unwrap_or(0);
        (read > 0).then(|| String::from_utf8_lossy(&line).trim().to_owned())
    }

    fn ask(&self, words: &Words) -> io::Result<Option<String>> {
        self.show(words)?;
        Ok(self.answer())
    }

    fn pause(&self) {
        // Nobody is left to read where it cannot be printed.
        if self.show(&Words::Pause).is_ok() {
            _ = self.answer();
        }
    }

    /// The words of a command, after what it needs to know is asked; none where the person thought better of it.
    fn words(&self, command: Chosen) -> io::Result<Vec<OsString>> {
        let name = match command {
            Chosen::Archive => return self.seal(),
            Chosen::Check => "check",
            Chosen::Compile => "compile",
            Chosen::Forms => "forms",
        };
        let month = self.ask(&Words::Month)?.filter(|month| !month.is_empty());
        Ok([name.into()].into_iter().chain(month.map(OsString::from)).collect())
    }

    fn seal(&self) -> io::Result<Vec<OsString>> {
        let Some(month) = self.ask(&Words::MonthToSeal)?.filter(|month| !month.is_empty()) else { return Ok(Vec::new()) };
        let reason = self.ask(&Words::Reason)?.filter(|reason| !reason.is_empty());
        // In one word, so that one that begins with `-` is no option.
        let reason = reason.map(|reason| format!("--reason={reason}"));
        Ok(["archive".to_owned(), "add".to_owned(), month].into_iter().chain(reason).map(OsString::from).collect())
    }

    /// The folder to begin with: the one that was named, the program's own, or the one beside it; else the one that is said.
    fn first_folder(&self, named: PathBuf, run: &impl Fn(&Path, &[OsString]) -> u8) -> io::Result<Option<PathBuf>> {
        match candidates(named).into_iter().find(|folder| has_plan(folder)) {
            Some(folder) => Ok(Some(folder)),
            None => self.folder(run),
        }
    }

    /// A folder with a plan, asked for until there is one; a new workspace where that is wanted.
    fn folder(&self, run: &impl Fn(&Path, &[OsString]) -> u8) -> io::Result<Option<PathBuf>> {
        while let Some(said) = self.ask(&Words::Folder)? {
            // A folder that is dropped on a console arrives in quotes where its name has a space.
            let folder = PathBuf::from(said.trim_matches('"'));
            if folder.as_os_str() == OsStr::new("") {
                return Ok(None);
            }
            if !has_plan(&folder) {
                let answer = self.ask(&Words::NoPlan(folder.clone()))?.unwrap_or_default().to_lowercase();
                if !["ใช่", "yes", "y"].contains(&answer.as_str()) {
                    continue;
                }
                run(&folder, &["init".into()]);
                self.pause();
            }
            if has_plan(&folder) {
                return Ok(Some(folder));
            }
        }
        Ok(None)
    }
}
