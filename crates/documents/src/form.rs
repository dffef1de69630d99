//! An office's own form (模板): a Word file or a workbook with tags, whichever
//! the bytes say, and the words in which it is handed to a locked-up process
//! and comes back filled.

mod wire;

use crate::fault::{Fault, Faults};
use crate::office::package;
use crate::{Fact, docx, xlsx};

pub use wire::{Answer, Request, Task, answer};

/// A form, compiled.
#[derive(Debug, Clone)]
pub enum Form {
    /// A Word file.
    Word(docx::Template),
    /// A workbook.
    Workbook(xlsx::Template),
}

impl Form {
    /// Compiles a form, whatever it is called.
    pub fn compile(bytes: &[u8]) -> Result<Self, Faults> {
        let parts = package::open(bytes).map_err(|says| Fault::of_file("", says))?;
        if parts.contains_key("xl/workbook.xml") {
            return xlsx::Template::of_parts(parts).map(Self::Workbook);
        }
        docx::Template::of_parts(parts).map(Self::Word)
    }

    /// Holds every tag against a tree that shows what facts there may be.
    pub fn check(&self, shape: &Fact) -> Result<(), Faults> {
        match self {
            Self::Word(template) => template.check(shape),
            Self::Workbook(template) => template.check(shape),
        }
    }

    /// Fills the form.
    pub fn fill(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        match self {
            Self::Word(template) => template.fill(facts),
            Self::Workbook(template) => template.fill(facts),
        }
    }
}
