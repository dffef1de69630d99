//! Word templates: a docx that anyone may edit in Word or WPS, with tags in
//! its text, compiled once and filled many times.
//!
//! The template is read as a tree, so a fault can say in which paragraph or
//! cell it stands, loops can go around rows, and merged cells can grow. A fact
//! is written, never read again: what looks like a tag in it stays text. The
//! parts that no fact changes are packed once, and every time in the package
//! is the same, so the same facts give the same bytes.

mod compile;
mod fill;
mod nest;
mod op;
mod package;
mod paragraph;
mod speech;
mod table;
mod tag;
mod tree;

use kernel::Said;

use crate::Fact;
use crate::fault::{Fault, Faults};
use crate::scope::Path;

/// A docx template, compiled.
#[derive(Debug, Clone)]
pub struct Template {
    /// The parts that facts change, by name.
    parts: Vec<(String, Vec<op::Op>)>,
    /// The package of all other parts.
    fixed: Vec<u8>,
    sites: Vec<op::Site>,
    slots: usize,
    first_page: Option<Path>,
    /// The styles of paragraphs in the paper's foreign language.
    foreign: speech::Styles,
}

impl Template {
    /// Compiles a docx. Every fault of its tags is told at once.
    pub fn compile(docx: &[u8]) -> Result<Self, Faults> {
        let mut all = package::open(docx).map_err(|says| Fault::of_file("", says))?;
        let mut compiler = compile::Compiler::default();
        let mut parts = Vec::new();
        let names: Vec<_> = all.keys().filter(|name| may_hold_tags(name)).cloned().collect();
        for name in names {
            let Some(content) = all.get(&name) else { continue };
            let text = std::str::from_utf8(content).map_err(|_| unreadable(&name, "不是 UTF-8"))?;
            let text = text.trim_start_matches('\u{feff}');
            let root = tree::read(text).map_err(|error| unreadable(&name, &error))?;
            let ops = compiler.part(&name, &root);
            if name == "word/document.xml" || !ops.iter().all(op::Op::is_fixed) {
                all.remove(&name);
                parts.push((name, ops));
            }
        }
        let foreign = all.get("word/styles.xml").and_then(|part| std::str::from_utf8(part).ok());
        let foreign = speech::Styles::of(foreign.unwrap_or_default());
        forget_the_author(&mut all);
        let fixed = package::pack(&all).map_err(|_| Fault::of_file("", unpackable()))?;
        let template =
            Self { parts, fixed, sites: compiler.sites, slots: compiler.slots, first_page: None, foreign };
        Faults::unless_none(compiler.faults, template)
    }

    /// Pages are numbered from the fact at `path`, if there is such a number;
    /// Word keeps no text there that could hold a tag.
    #[must_use]
    pub fn numbered_from(mut self, path: &str) -> Self {
        self.first_page = Path::parse(path);
        self
    }

    /// Fills the template. Every fact that is missing is told at once.
    pub fn fill(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        let mut filler = fill::Filler::new(facts, &self.sites, self.slots);
        filler.number_from(self.first_page.as_ref());
        let speech = self.foreign.speech(facts);
        let parts: Vec<_> = (self.parts.iter())
            .map(|(name, ops)| {
                let part = filler.part(name, ops);
                (name.as_str(), speech.as_ref().map_or_else(|| part.clone(), |speech| speech.set(&part)))
            })
            .collect();
        let faults = std::mem::take(&mut filler.faults);
        Faults::unless_none(faults, ())?;
        let parts = parts.iter().map(|(name, xml)| (*name, xml.as_str()));
        package::append(self.fixed.clone(), parts).map_err(|_| Fault::of_file("", unpackable()).into())
    }
}

fn may_hold_tags(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else {
        return false;
    };
    ["document", "header", "footer", "footnotes", "endnotes"]
        .iter()
        .any(|kind| part.strip_prefix(kind).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())))
}

/// A paper goes to strangers: who wrote the template is none of their business.
fn forget_the_author(parts: &mut package::Parts) {
    const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"#;
    const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#;
    for (name, content) in [("docProps/core.xml", CORE), ("docProps/app.xml", APP)] {
        if let Some(part) = parts.get_mut(name) {
            *part = content.as_bytes().to_vec();
        }
    }
}

fn unreadable(part: &str, why: &str) -> Fault {
    let says = Said::new(
        format!("读不出：{why}；请在 Word 或 WPS 中打开后另存"),
        "cannot be read; open it in Word or WPS and save it again",
    );
    Fault::of_file(part, says)
}

fn unpackable() -> Said {
    Said::new("写不成 docx；请重新保存模板", "cannot be packed as docx; save the template again")
}
