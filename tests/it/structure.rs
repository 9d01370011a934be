//! The shape of the code: data flows down. `lib.rs` lists the modules in the order of a month, and each knows only those
//! above it; inside a module no two neighbours know each other, directly or by way of others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module by its path: `["submission", "layout"]`.
type Module = Vec<String>;

/// The source of every module of the library.
struct Sources(BTreeMap<Module, String>);

impl Sources {
    fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let module = |entry: walkdir::DirEntry| {
            let path = entry.path().with_extension("");
            let names = path.strip_prefix(&root).expect("below src").iter();
            let names: Module = names.map(|name| name.to_string_lossy().into_owned()).collect();
            (names, code(&std::fs::read_to_string(entry.path()).expect("a source")))
        };
        let none = ["lib", "main"];
        Self(files.map(module).filter(|(names, _)| names.len() > 1 || !none.contains(&names[0].as_str())).collect())
    }

    /// Who among the children of one parent uses whom: parent → user → used.
    fn uses(&self) -> BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> {
        let mut all: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
        for (module, text) in &self.0 {
            for used in paths(text).iter().filter_map(|path| self.resolve(module, path)) {
                let shared = module.iter().zip(&used).take_while(|(a, b)| a == b).count();
                if let (Some(from), Some(to)) = (module.get(shared), used.get(shared)) {
                    let parent = all.entry(module[..shared].to_vec()).or_default();
                    parent.entry(from.clone()).or_default().insert(to.clone());
                }
            }
        }
        all
    }

    /// The module that a path in `module` leads to, or into.
    fn resolve(&self, module: &Module, path: &[String]) -> Option<Module> {
        let mut rest = path;
        let mut place = match rest.first()?.as_str() {
            "crate" => Module::new(),
            "self" | "super" => module.clone(),
            first if self.0.contains_key(&[module.as_slice(), &[first.to_owned()]].concat()) => {
                return self.within([module.as_slice(), path].concat());
            }
            _ => return None,
        };
        while rest.first().is_some_and(|name| name == "super") {
            place.pop();
            rest = &rest[1..];
        }
        if rest.first().is_some_and(|name| ["crate", "self"].contains(&name.as_str())) {
            rest = &rest[1..];
        }
        place.extend(rest.iter().cloned());
        self.within(place)
    }

    /// The innermost module on the way to `place`.
    fn within(&self, mut place: Module) -> Option<Module> {
        while !place.is_empty() && !self.0.contains_key(&place) {
            place.pop();
        }
        (!place.is_empty()).then_some(place)
    }
}

/// Code without comments, texts and unit tests.
fn code(source: &str) -> String {
    let own = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = own.lines().map(|line| line.split("//").next().unwrap_or_default());
    let mut plain = String::new();
    let mut in_text = false;
    for line in lines {
        let mut before = ' ';
        for c in line.chars() {
            match c {
                '"' if before != '\\' && before != '\'' => in_text = !in_text,
                c if !in_text => plain.push(c),
                _ => {}
            }
            before = if before == '\\' && c == '\\' { ' ' } else { c };
        }
        plain.push('\n');
    }
    plain
}

/// Every path that the code names, those of a `use` with its braces opened.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("use ") {
        collect_words(before, &mut all);
        if before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            rest = after;
            continue;
        }
        let (tree, tail) = after.split_once(';').unwrap_or((after, ""));
        open(&[], tree, &mut all);
        rest = tail;
    }
    collect_words(rest, &mut all);
    all
}

/// Paths of two names or more that stand in an expression.
fn collect_words(code: &str, all: &mut Vec<Vec<String>>) {
    let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let paths = words.map(|word| word.split("::").map(str::to_owned).collect::<Vec<_>>());
    all.extend(paths.filter(|path| path.len() > 1));
}

/// The paths of a tree such as `a::{b, c::{self, d}}`.
fn open(prefix: &[String], tree: &str, all: &mut Vec<Vec<String>>) {
    let (mut depth, mut from) = (0_usize, 0);
    let mut parts = Vec::new();
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&tree[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[from..]);
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        let (head, inner) = part.split_once('{').map_or((part, None), |(head, inner)| (head, Some(inner)));
        let names = head.split(" as ").next().unwrap_or_default().split("::").map(str::trim).filter(|name| !name.is_empty());
        let path: Vec<String> = prefix.iter().cloned().chain(names.map(str::to_owned)).collect();
        match inner {
            Some(inner) => open(&path, inner.trim_end().trim_end_matches('}'), all),
            None => all.push(path),
        }
    }
}

/// Those that `from` uses, directly or by way of others.
fn reached<'a>(uses: &'a BTreeMap<String, BTreeSet<String>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(user) = open.pop() {
        open.extend(uses.get(user).into_iter().flatten().map(String::as_str).filter(|used| found.insert(*used)));
    }
    found
}

#[test]
fn no_two_modules_know_each_other() {
    let sources = Sources::load();
    assert!(sources.0.len() > 100, "the sources were found");
    let mut circles = Vec::new();
    for (parent, uses) in sources.uses() {
        let own = |module: &&String| reached(&uses, module).contains(module.as_str());
        circles.extend(uses.keys().filter(own).map(|module| format!("{}::{module}", parent.join("::"))));
    }
    assert_eq!(circles, [] as [&str; 0], "modules that use each other, directly or by way of others");
}

#[test]
fn each_module_of_the_library_knows_only_those_listed_above_it() {
    let sources = Sources::load();
    let library = include_str!("../../src/lib.rs");
    let listed: Vec<&str> =
        library.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')).collect();
    let uses = &sources.uses()[&Module::new()];
    assert!(uses.len() > 10 && listed.len() > uses.len(), "{listed:?}");
    let place = |module: &str| {
        listed.iter().position(|other| *other == module).unwrap_or_else(|| panic!("lib.rs does not list {module}"))
    };
    for (module, used) in uses {
        for used in used {
            assert!(place(used) < place(module), "{module} uses {used}, which lib.rs lists below it");
        }
    }
}

#[test]
fn paths_are_seen_however_they_are_written() {
    let text = "use crate::{a::{self, B}, c};\nfn f() -> super::d::E { crate::g::h() }\nlet useful = 1; // use crate::z;\n";
    let found: Vec<String> = paths(&code(text)).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["crate::a::self", "crate::a::B", "crate::c", "super::d::E", "crate::g::h"]);
}
