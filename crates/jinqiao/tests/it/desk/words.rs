//! The words of the interface: the same keys in every language, and each of them
//! said somewhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chassis::web::Locale;
use jinqiao::modules;

fn keys(locale: Locale) -> Vec<&'static str> {
    let texts = modules::words();
    let of = texts.iter().flat_map(|module| module.iter()).filter(|(of, _)| *of == locale);
    of.flat_map(|(_, text)| text.lines())
        .filter(|line| !line.starts_with([' ', '#', '.']))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.trim())
        .collect()
}

#[test]
fn every_language_has_the_same_keys_and_each_once() {
    let zh = keys(Locale::Zh);
    let once: BTreeSet<&str> = zh.iter().copied().collect();
    assert_eq!(zh.len(), once.len(), "a key is said twice");
    for locale in [Locale::En, Locale::Ar] {
        assert_eq!(keys(locale).into_iter().collect::<BTreeSet<_>>(), once, "{locale}");
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
            found.push(path);
        }
    }
}

#[test]
fn every_key_is_said_somewhere() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for member in std::fs::read_dir(crates).unwrap() {
        let home = member.unwrap().path();
        for part in ["src", "templates"] {
            if home.join(part).is_dir() {
                sources(&home.join(part), &mut files);
            }
        }
    }
    let text: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    // Keys put together from a beginning and a code: `role-{}`, `standing-{standing}`.
    let begun =
        |key: &str| key.match_indices('-').any(|(at, _)| text.contains(&format!("\"{}-{{", &key[..at])));
    let said = |key: &&str| text.contains(&format!("\"{key}\"")) || begun(key);
    let unsaid: Vec<&str> = keys(Locale::Zh).into_iter().filter(|key| !said(key)).collect();
    assert_eq!(unsaid, Vec::<&str>::new());
}
