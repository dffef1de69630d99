//! The manual of rules, `docs/guide/rules`: a page a code, made from what the
//! rules themselves say: the header of their file, their words, the figures they
//! read. `cargo xtask guide` writes it; here it must be as the rules are.

mod header;
mod page;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use delegation::rules;

use header::Header;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every page by its name.
fn manual() -> BTreeMap<String, String> {
    let headers = Header::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules"));
    let mut codes: Vec<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    codes.dedup();
    let mut pages: BTreeMap<String, String> =
        codes.iter().map(|code| (format!("{code}.md"), page::of(code, &headers))).collect();
    pages.insert("README.md".to_owned(), page::index(&codes, &headers));
    pages
}

#[test]
fn the_pages_are_those_of_the_rules() {
    let folder = root().join("docs/guide/rules");
    let pages = manual();
    if std::env::var_os("JINQIAO_GUIDE").is_some() {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap();
        }
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in &pages {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        known.insert(name, std::fs::read_to_string(&path).unwrap());
    }
    let differs = |name: &&String| known.get(*name) != pages.get(*name);
    let stale: Vec<&String> = pages.keys().chain(known.keys()).filter(differs).collect();
    assert!(stale.is_empty(), "run `cargo xtask guide` and commit docs/guide/rules: {stale:?}");
}

#[test]
fn a_page_tells_an_officer_what_how_and_where_from() {
    let pages = manual();
    insta::assert_snapshot!("R01", pages["R01.md"]);
    insta::assert_snapshot!("R22", pages["R22.md"]);
    insta::assert_snapshot!("index", pages["README.md"]);
}
