//! Rust files as the house rules look at them: without comments, with their
//! tests apart.

use std::path::Path;

use crate::house::{files_ending, named};

/// A Rust file.
pub(super) struct Source {
    /// Its path from the project's root.
    pub(super) name: String,
    /// Everything in it.
    pub(super) text: String,
}

impl Source {
    /// Lines of code that are shipped, with their numbers: what stands before the
    /// first `#[cfg(test)]`, without comments.
    pub(super) fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let inner = self.text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        inner.map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// All `use` declarations of the shipped code, each in one piece.
    pub(super) fn uses(&self) -> Vec<String> {
        let mut uses: Vec<String> = Vec::new();
        let mut open = false;
        for (_, line) in self.shipped() {
            let line = line.trim();
            let begun = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "]
                .iter()
                .find_map(|start| line.strip_prefix(start));
            if let Some(begun) = begun {
                uses.push(begun.to_owned());
                open = true;
            } else if let Some(last) = uses.last_mut().filter(|_| open) {
                last.push_str(line);
            }
            open &= !line.ends_with(';');
        }
        uses
    }

    /// Whether the file lies in a folder, or is the file, of that name.
    pub(super) fn is_of(&self, part: &str) -> bool {
        self.name.split('/').any(|piece| piece.strip_suffix(".rs").unwrap_or(piece) == part)
    }

    /// Whether it is a test, an example or a bench of its crate.
    pub(super) fn is_beside(&self) -> bool {
        ["tests", "examples", "testing"].iter().any(|folder| self.is_of(folder))
    }

    /// The crate it belongs to.
    pub(super) fn home(&self) -> &str {
        self.name.split('/').nth(1).unwrap_or_default()
    }
}

/// Every Rust file below a folder.
pub(super) fn sources(folder: &str) -> Vec<Source> {
    let read = |path: &Path| Source {
        name: named(path),
        text: std::fs::read_to_string(path).expect("a file of the project is readable"),
    };
    files_ending(folder, ".rs").iter().map(|path| read(path)).collect()
}

/// The words of a text that could be names in code.
pub(super) fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[test]
fn a_use_over_several_lines_is_read_in_one_piece() {
    let text = "use std::{\n    fs,\n    io,\n};\nuse kernel::Stay;\n#[cfg(test)]\nuse proptest::x;\n";
    let source = Source { name: "crates/a/src/model/b.rs".to_owned(), text: text.to_owned() };
    assert_eq!(source.uses(), ["std::{fs,io,};", "kernel::Stay;"]);
    assert!(source.is_of("model") && source.is_of("b") && !source.is_of("mod"));
}
