//! What someone does who knows the format, and may write to the whole archive.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::program::{files, info, read, sha512};

/// Changes a text file: `from` must stand in it, and stands as `to` afterwards.
pub fn edit(path: &Path, from: &str, to: &str) {
    let text = read(path);
    assert!(text.contains(from), "{}: {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

/// Gives a label of a bag another value; `None` takes its lines out.
pub fn tell(bag: &Path, label: &str, value: Option<&str>) {
    let path = bag.join("bag-info.txt");
    let old = format!("{label}: ");
    let mut lines: Vec<String> = read(&path).lines().filter(|line| !line.starts_with(&old)).map(str::to_owned).collect();
    lines.extend(value.map(|value| format!("{label}: {value}")));
    fs::write(&path, lines.iter().map(|line| format!("{line}\n")).collect::<String>()).expect("written");
}

/// Makes a bag's manifests agree with what it holds now.
pub fn reseal(bag: &Path) {
    let listing = |wanted: &dyn Fn(&Path) -> bool| -> String {
        let held = files(bag).into_iter().filter(|(path, _)| wanted(path));
        // In the order of the paths as texts, as a seal writes them.
        let held: BTreeMap<_, _> = held.map(|(path, bytes)| (path.to_str().expect("ASCII").to_owned(), bytes)).collect();
        held.iter().map(|(path, bytes)| format!("{}  {path}\n", sha512(bytes))).collect()
    };
    fs::write(bag.join("manifest-sha512.txt"), listing(&|path| path.starts_with("data"))).expect("written");
    let tags = listing(&|path| !path.starts_with("data") && path != Path::new("tagmanifest-sha512.txt"));
    fs::write(bag.join("tagmanifest-sha512.txt"), tags).expect("written");
}

/// The digests that stand for a bag: of its manifest and of its tag manifest.
pub fn digests(bag: &Path) -> [String; 2] {
    ["manifest-sha512.txt", "tagmanifest-sha512.txt"].map(|name| sha512(&fs::read(bag.join(name)).expect("there")))
}

/// Gives the label its value where the bag has it.
fn retell(bag: &Path, label: &str, value: &str) {
    if let Some(old) = info(bag, label) {
        edit(&bag.join("bag-info.txt"), &format!("{label}: {old}"), &format!("{label}: {value}"));
    }
}

/// Seals every bag of the list anew, each naming the digests of those before it, and the list with them: whatever a bag
/// holds now, manifests, chain and list agree.
pub fn rechain(archive: &Path) {
    let list = archive.join("chain.txt");
    let text = read(&list);
    let mut lines: Vec<String> = text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect();
    let entries: Vec<[&str; 3]> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.splitn(4, ' ').take(3).collect::<Vec<_>>().try_into().expect("a line of the list"))
        .collect();
    let mut before: Option<[String; 2]> = None;
    for [number, date, name] in entries {
        let bag = archive.join(name);
        let payload = files(&bag.join("data"));
        let size: usize = payload.values().map(Vec::len).sum();
        retell(&bag, "Payload-Oxum", &format!("{size}.{}", payload.len()));
        if let Some([manifest, tagmanifest]) = &before {
            retell(&bag, "OTOP-Previous-Manifest-SHA512", manifest);
            retell(&bag, "OTOP-Previous-Tagmanifest-SHA512", tagmanifest);
        }
        for (names, digest) in
            [("OTOP-Signs", "OTOP-Signs-Manifest-SHA512"), ("OTOP-Supersedes", "OTOP-Supersedes-Manifest-SHA512")]
        {
            if let Some(named) = info(&bag, names) {
                retell(&bag, digest, &digests(&archive.join(named))[0]);
            }
        }
        reseal(&bag);
        let [manifest, tagmanifest] = digests(&bag);
        lines.push(format!("{number} {date} {name} {manifest} {tagmanifest}"));
        before = Some([manifest, tagmanifest]);
    }
    fs::write(list, lines.iter().map(|line| format!("{line}\n")).collect::<String>()).expect("written");
}

/// Changes a part of a workbook.
pub fn edit_part(path: &Path, part: &str, from: &str, to: &str) {
    let mut old = zip::ZipArchive::new(fs::File::open(path).expect("there")).expect("a workbook");
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut entry = old.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("inflated");
        if name == part {
            let text = String::from_utf8(bytes).expect("XML");
            assert!(text.contains(from), "{part}: {from} in {text}");
            bytes = text.replacen(from, to, 1).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        std::io::Write::write_all(&mut new, &bytes).expect("memory");
    }
    fs::write(path, new.finish().expect("memory").into_inner()).expect("written");
}
