//! What `--help` says, in either language.
//!
//! English stands beside each command and option where clap finds it; here are the Thai words, and examples in both. A test
//! walks every command and finds none without them.

mod thai;

use anstyle::Style;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;
use super::lines::{COMMAND, HEADING, Lines};
use super::usage::UsageError;
use crate::lang::Lang;

/// Where options of every command stand among a command's own.
const COMMON: usize = 900;

/// The program's command line, its words in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let command = Cli::command().disable_help_flag(true).disable_version_flag(true).disable_help_subcommand(true);
    let command = command
        .arg(Arg::new("help").long("help").short('h').global(true).action(ArgAction::Help).help("Shows this help"))
        .arg(Arg::new("version").long("version").short('V').action(ArgAction::Version).help("Shows the program's version"));
    in_language(command, "", lang)
}

/// The help of the command at a path of names, `["archive", "add"]`.
///
/// # Errors
/// Where there is no such command.
pub(super) fn of(root: &mut Command, path: &[String]) -> Result<String, UsageError> {
    root.build();
    let found = path.iter().try_fold(&mut *root, |command, name| command.find_subcommand_mut(name));
    if let Some(command) = found {
        return Ok(command.render_help().to_string());
    }
    let line = std::iter::once("otop-report").chain(path.iter().map(String::as_str));
    // A path that leads nowhere is no command line either.
    let error = root.try_get_matches_from_mut(line).err().unwrap_or_else(|| clap::Error::new(ErrorKind::InvalidSubcommand));
    Err(UsageError::of(&error, root, path))
}

/// The help of a command as lines.
pub(super) fn lines(text: &str) -> Lines {
    let mut lines = Lines::default();
    for line in text.trim_end().lines() {
        let typed = line.trim_start().starts_with("otop-report ");
        match line {
            _ if typed => lines.whole(COMMAND, line),
            _ if line.ends_with(':') && !line.starts_with(' ') => lines.styled(HEADING, line),
            _ => lines.marked(Style::new(), "", line),
        }
    }
    lines
}

/// `command`, which stands at `path`, with all its words in `lang`.
fn in_language(command: Command, path: &str, lang: Lang) -> Command {
    let words = thai::of(path);
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = ids.iter().fold(command, |command, id| command.mut_arg(id, |arg| argument(arg, words, lang)));
    if let (Some(words), Lang::Th) = (words, lang) {
        command = command.about(words.about);
    }
    let usage = usage(&command, path, lang);
    let template = template(&command, lang);
    let examples = words.map(|words| examples(words, lang)).unwrap_or_default();
    command = command.override_usage(usage).help_template(template).after_help(examples).term_width(0);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path} {name}") };
    names.iter().fold(command, |command, name| command.mut_subcommand(name, |sub| in_language(sub, &below(name), lang)))
}

/// An option or argument with its words; what clap would add to them in English is left out.
fn argument(arg: Arg, words: Option<&thai::Words>, lang: Lang) -> Arg {
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    // A command's own options come before those of every command.
    let arg = if arg.is_global_set() { arg.display_order(COMMON) } else { arg };
    let found = words.and_then(|words| words.arguments.iter().find(|(id, ..)| arg.get_id() == id));
    let Some((_, name, help)) = found.filter(|_| lang == Lang::Th) else { return arg };
    let arg = arg.help(*help);
    if name.is_empty() { arg } else { arg.value_name(*name) }
}

/// How it is typed: `otop-report compile [เดือน] [ตัวเลือก]`.
fn usage(command: &Command, path: &str, lang: Lang) -> String {
    let mut parts = vec!["otop-report".to_owned()];
    parts.extend((!path.is_empty()).then(|| path.to_owned()));
    if command.has_subcommands() {
        parts.push(lang.pick("คำสั่ง", "COMMAND").to_owned());
    }
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(<[_]>::first).map_or_else(|| arg.get_id().to_string(), ToString::to_string);
        parts.push(if arg.is_required_set() { name } else { format!("[{name}]") });
    }
    parts.push(lang.pick("[ตัวเลือก]", "[OPTIONS]").to_owned());
    parts.join(" ")
}

fn template(command: &Command, lang: Lang) -> String {
    let heading = |th, en| format!("{}:\n", lang.pick(th, en));
    let mut template = format!("{{about}}\n\n{}  {{usage}}\n", heading("วิธีใช้", "Usage"));
    if command.has_subcommands() {
        template += &format!("\n{}{{subcommands}}\n", heading("คำสั่ง", "Commands"));
    }
    if command.get_positionals().next().is_some() {
        template += &format!("\n{}{{positionals}}\n", heading("สิ่งที่ระบุ", "Arguments"));
    }
    template + &format!("\n{}{{options}}{{after-help}}\n", heading("ตัวเลือก", "Options"))
}

fn examples(words: &thai::Words, lang: Lang) -> String {
    let each = words.examples.iter().map(|(command, th, en)| format!("\n  otop-report {command}\n      {}", lang.pick(th, en)));
    let each: String = each.collect();
    if each.is_empty() { each } else { format!("{}:{each}", lang.pick("ตัวอย่าง", "Examples")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with its path.
    fn walk(command: &Command, path: &str, each: &mut impl FnMut(&str, &Command)) {
        each(path, command);
        for sub in command.get_subcommands() {
            walk(sub, format!("{path} {}", sub.get_name()).trim(), each);
        }
    }

    #[test]
    fn every_command_and_option_has_thai_words_and_an_example() {
        walk(&command(Lang::Th), "", &mut |path, command| {
            let words = thai::of(path).unwrap_or_else(|| panic!("no words for {path:?}"));
            assert!(!words.examples.is_empty() || command.has_subcommands(), "{path}: no example");
            for arg in command.get_arguments().filter(|arg| !arg.is_global_set() || path.is_empty()) {
                let (_, name, _) = words
                    .arguments
                    .iter()
                    .find(|(id, ..)| arg.get_id() == id)
                    .unwrap_or_else(|| panic!("{path}: no words for {}", arg.get_id()));
                assert_eq!(
                    name.is_empty(),
                    !arg.get_action().takes_values(),
                    "{path}: {} needs a name for its value",
                    arg.get_id()
                );
            }
        });
    }

    #[test]
    fn no_words_are_left_over() {
        let mut paths = Vec::new();
        walk(&command(Lang::Th), "", &mut |path, command| {
            let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
            for (id, ..) in thai::of(path).map(|words| words.arguments).unwrap_or_default() {
                assert!(ids.iter().any(|known| known == id), "{path} has no {id}");
            }
            paths.push(path.to_owned());
        });
        for words in thai::WORDS {
            assert!(paths.iter().any(|path| path == words.path), "there is no command {}", words.path);
        }
    }

    #[test]
    fn examples_can_be_typed() {
        for words in thai::WORDS {
            for (example, ..) in words.examples {
                let typed = std::iter::once("otop-report").chain(example.split(' '));
                assert!(command(Lang::Th).try_get_matches_from(typed).is_ok(), "{example}");
            }
        }
    }
}
