//! What the program says is in the language asked for, from the first word to the last.

mod archive;
mod errors;
mod sources;

use otop_report::lang::{Lang, foreign_words};

use crate::support::program::{Program, Said};

/// Runs a command in both languages and fails the test unless each says what it has to say in its own. Places of this machine
/// and the words of `given` are no part of it.
#[track_caller]
fn in_both_languages(program: &Program, code: i32, words: &[&str], given: &[&str]) -> [Said; 2] {
    [(Lang::Th, "th"), (Lang::En, "en")].map(|(lang, name)| {
        let said = program.run(&[&["--lang", name], words].concat()).ends(code);
        for text in [&said.out, &said.err] {
            let own =
                given.iter().fold(text.replace(&*program.root.to_string_lossy(), ""), |text, given| text.replace(given, ""));
            assert_eq!(foreign_words(&own, lang), [] as [&str; 0], "{words:?}: {text}");
        }
        said
    })
}
