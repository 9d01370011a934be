//! How sentences are written in the sources.

use std::path::Path;

use walkdir::WalkDir;

/// What the program says of itself, by file below `src`, without its tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files =
        WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let source = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(entry.path()).expect("a source");
        (path, text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned())
    };
    let sources: Vec<_> = files.map(source).collect();
    assert!(sources.len() > 100, "the sources were found");
    sources
}

#[test]
fn no_error_is_said_in_thai_alone() {
    for (path, text) in sources() {
        // `thai` lies below the two languages; `lang` has the English of those that are told.
        let mut alone = text.lines().filter(|line| line.contains("#[error(") && line.contains(|c| ('ก'..='๛').contains(&c)));
        assert!(path.starts_with("thai/") || alone.next().is_none(), "{path}: a sentence stands beside its type, in `impl Say`");
    }
}

#[test]
fn no_text_is_shown_as_rust_writes_it() {
    for (path, text) in sources() {
        // Stored in bags as it is, and of no text but a size's name.
        let shown = |line: &&str| line.contains(":?}") && !line.contains("assert") && path != "trouble.rs";
        assert_eq!(text.lines().find(shown), None, "{path}");
    }
}
