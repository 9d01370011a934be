//! Same input, same bytes: across folders, time zones, threads and file times.

use crate::support::program::{Program, Said, files};

#[test]
fn two_compiles_in_different_places_give_the_same_bytes() {
    let compile = |environment: &[(&str, &str)]| {
        let program = Program::sample();
        let mut command = program.command(&["compile"]);
        Said::of(&command.envs(environment.iter().copied()).output().expect("it starts")).ends(0);
        files(&program.root.join("outputs/2565-02"))
    };
    let first = compile(&[("TZ", "UTC"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]);
    let second = compile(&[("TZ", "Asia/Bangkok"), ("LANG", "th_TH.UTF-8"), ("RAYON_NUM_THREADS", "4")]);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, content) in &first {
        assert!(second[path] == *content, "{} differs", path.display());
    }
}
