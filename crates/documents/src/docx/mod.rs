//! Word templates: a docx that anyone may edit in Word or WPS, with tags in
//! its text, compiled once and filled many times.
//!
//! The template is read as a tree, so a fault can say in which paragraph or
//! cell it stands, loops can go around rows, and merged cells can grow. A fact
//! is written, never read again: what looks like a tag in it stays text. The
//! parts that no fact changes are packed once, and every time in the package
//! is the same, so the same facts give the same bytes.

mod clean;
mod column;
mod compile;
mod paragraph;
mod speech;
mod table;

use crate::Fact;
use crate::fault::{Fault, Faults};
use crate::office::check::Checker;
use crate::office::fill::Filler;
use crate::office::op::{Op, Site};
use crate::office::package::{self, Parts};
use crate::office::{relations, safety, tree};
use crate::scope::Path;

/// A docx template, compiled.
#[derive(Debug, Clone)]
pub struct Template {
    /// The parts that facts change, by name.
    parts: Vec<(String, Vec<Op>)>,
    /// The package of all other parts.
    fixed: Vec<u8>,
    /// Those of them that pictures change: types and relations.
    ties: Parts,
    sites: Vec<Site>,
    first_page: Option<Path>,
    /// The styles of paragraphs in the paper's foreign language.
    foreign: speech::Styles,
}

impl Template {
    /// Compiles a docx. Every fault of its tags is told at once, and so is
    /// everything in it that would fetch or run something.
    pub fn compile(docx: &[u8]) -> Result<Self, Faults> {
        let all = package::open(docx).map_err(|says| Fault::of_file("", says))?;
        Self::of_parts(all)
    }

    pub(crate) fn of_parts(mut all: Parts) -> Result<Self, Faults> {
        let main = clean::main_part(&all).ok_or_else(|| Fault::of_file("", package::not_a_docx()))?;
        Faults::unless_none(safety::inspect(&all), ())?;
        clean::whole(&mut all);
        let mut compiler = compile::Compiler::default();
        let mut parts = Vec::new();
        for name in clean::tagged(&all, &main) {
            let Some(content) = all.get(&name) else { continue };
            let root = safety::text(content).and_then(tree::read);
            let mut root = root.map_err(|why| safety::unreadable(&name, &why))?;
            if name == main && root.name != "w:document" {
                return Err(safety::unreadable(&name, "不是通常的写法").into());
            }
            clean::tree(&mut root);
            let ops = compiler.part(&name, &root);
            match ops.as_slice() {
                [Op::Raw(xml)] if name != main => {
                    all.insert(name, xml.clone().into_bytes());
                }
                _ => {
                    all.remove(&name);
                    parts.push((name, ops));
                }
            }
        }
        let foreign = all.get("word/styles.xml").and_then(|part| std::str::from_utf8(part).ok());
        let foreign = speech::Styles::of(foreign.unwrap_or_default());
        let fixed = package::pack(&all).map_err(|_| Fault::of_file("", package::unpackable()))?;
        let is_tie = |name: &String| {
            *name == relations::TYPES || parts.iter().any(|(part, _)| relations::of(part) == *name)
        };
        let ties = all.into_iter().filter(|(name, _)| is_tie(name)).collect();
        let notes = compiler.notes;
        let template = Self { parts, fixed, ties, sites: notes.sites, first_page: None, foreign };
        Faults::unless_none(notes.faults, template)
    }

    /// Pages are numbered from the fact at `path`, if there is such a number;
    /// Word keeps no text there that could hold a tag.
    #[must_use]
    pub fn numbered_from(mut self, path: &str) -> Self {
        self.first_page = Path::parse(path);
        self
    }

    /// Holds every tag against a tree of facts that shows what there may be:
    /// a list in it needs one item only. Nothing is written; all faults are
    /// told at once, those inside loops and both ways of a choice among them.
    pub fn check(&self, shape: &Fact) -> Result<(), Faults> {
        let mut checker = Checker::new(shape, &self.sites);
        for (name, ops) in &self.parts {
            checker.part(name, ops);
        }
        Faults::unless_none(checker.faults, ())
    }

    /// Fills the template. Every fact that is missing is told at once.
    pub fn fill(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        let mut filler = Filler::new(facts, &self.sites);
        filler.number_from(self.first_page.as_ref());
        let speech = self.foreign.speech(facts);
        let parts: Vec<_> = (self.parts.iter())
            .map(|(name, ops)| {
                let part = filler.part(name, ops);
                let part = match &speech {
                    Some(speech) => speech.set(&part),
                    None => part,
                };
                (name.as_str(), part)
            })
            .collect();
        let faults = std::mem::take(&mut filler.faults);
        Faults::unless_none(faults, ())?;
        let gallery = std::mem::take(&mut filler.gallery);
        if gallery.is_empty() {
            let parts = parts.iter().map(|(name, xml)| (*name, xml.as_str()));
            let packed = package::append(self.fixed.clone(), parts);
            return packed.map_err(|_| Fault::of_file("", package::unpackable()).into());
        }
        let mut with = self.ties.clone();
        gallery.into_parts(&mut with);
        with.extend(parts.into_iter().map(|(name, xml)| (name.to_owned(), xml.into_bytes())));
        package::replaced(&self.fixed, with).map_err(|says| Fault::of_file("", says).into())
    }
}
