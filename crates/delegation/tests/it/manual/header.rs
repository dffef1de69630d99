//! The header of a rule's file: its title and the parts of its page, Chinese and
//! English, and the names of its tests.

use std::path::Path;

/// What the header of one file says.
pub(super) struct Header {
    /// `R04`, `R05` …
    pub(super) codes: Vec<String>,
    /// `在外停留天数上限`.
    pub(super) title: String,
    /// What each part says, by its label.
    parts: Vec<(String, String)>,
    /// The names of its tests, as sentences.
    pub(super) tests: Vec<String>,
}

impl Header {
    pub(super) fn of_folder(folder: &Path) -> Vec<Self> {
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let texts = files.iter().map(|path| std::fs::read_to_string(path).unwrap());
        texts.filter_map(|text| Self::of(&text)).collect()
    }

    /// The header of a rule's file; `None` for files that hold no rule.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut lines = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
        let (codes, title) = lines.next()?.split_once(" · ")?;
        let mut parts: Vec<(String, String)> = Vec::new();
        for line in lines {
            if let Some((label, rest)) = line.strip_prefix("**").and_then(|line| line.split_once("**")) {
                parts.push((label.to_owned(), rest.trim().to_owned()));
            } else if let Some((_, said)) = parts.last_mut().filter(|_| !line.is_empty()) {
                join(said, line);
            }
        }
        let mut tests = Vec::new();
        let mut marked = false;
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix("fn ").filter(|_| marked) {
                tests.push(name.split('(').next().unwrap_or_default().replace('_', " "));
            }
            marked = line == "#[test]";
        }
        Some(Self { codes: expand(codes), title: title.to_owned(), parts, tests })
    }

    pub(super) fn part(&self, label: &str) -> &str {
        let found = self.parts.iter().find(|(known, _)| known == label);
        found.map_or_else(|| panic!("{} has no **{label}**", self.title), |(_, said)| said)
    }
}

/// `R04–R07` is four codes.
fn expand(codes: &str) -> Vec<String> {
    let Some((first, last)) = codes.split_once('–') else { return vec![codes.to_owned()] };
    let number = |code: &str| code.trim_start_matches(char::is_alphabetic).parse::<u32>().unwrap();
    let letter: String = first.chars().take_while(|c| c.is_alphabetic()).collect();
    (number(first)..=number(last)).map(|number| format!("{letter}{number:02}")).collect()
}

/// Chinese goes on without a space, words of Latin letters with one.
fn join(said: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
    if latin(said.chars().last()) && latin(line.chars().next()) {
        said.push(' ');
    }
    said.push_str(line);
}

#[test]
fn a_header_is_read_part_by_part() {
    let text = "//! R04–R06 · 天数\n//!\n//! **查什么** 在外天数，\n//! 两头都算。\n//!\n//! **Checks** the\n//! days.\n\n\
                #[test]\nfn six_days_fit() {}\n";
    let header = Header::of(text).unwrap();
    assert_eq!(header.codes, ["R04", "R05", "R06"]);
    assert_eq!((header.part("查什么"), header.part("Checks")), ("在外天数，两头都算。", "the days."));
    assert_eq!(header.tests, ["six days fit"]);
    assert!(Header::of("//! Where findings sit.\n").is_none());
}
