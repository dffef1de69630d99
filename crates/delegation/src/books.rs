//! Everything the product is told rather than taught: the rulebook's shelf and
//! the knowledge beside it, dated data with their sources, and the papers.

use std::path::Path;
use std::sync::OnceLock;

use chassis::Error;

use crate::knowledge::Knowledge;
use crate::papers::Papers;
use crate::rulebook::{RulebookFault, Shelf, fault, folder};

/// The books on the desk (案头资料).
#[derive(Debug, Clone)]
pub struct Books {
    /// The rulebook's layers.
    pub shelf: Shelf,
    /// Rates, visas, lead times, calendars.
    pub knowledge: Knowledge,
    /// Opened when first asked for: a board prints no paper.
    papers: OnceLock<Papers>,
}

impl Books {
    /// The books that travel with the product.
    ///
    /// # Errors
    /// A fault: what is shipped was tested whole.
    pub fn shipped() -> Result<Self, Error> {
        Self::open(None)
    }

    /// The books that travel with the product, with those of an office's own
    /// folder laid over them.
    ///
    /// # Errors
    /// A refusal that tells every fault of every file of the folder: nothing of a
    /// faulty folder is used. What is shipped was tested whole.
    pub fn open(own: Option<&Path>) -> Result<Self, Error> {
        let Some(folder) = own else {
            return Self::of(&[]).map_err(|faults| Error::fault(fault::listed(&faults).zh));
        };
        let read = folder::read(folder).and_then(|files| Self::of(&files));
        read.map_err(|faults| refused(folder, &faults))
    }

    fn of(own: &[folder::Own]) -> Result<Self, Vec<RulebookFault>> {
        match (Shelf::over_shipped(own), Knowledge::over_shipped(own)) {
            (Ok(shelf), Ok(knowledge)) => Ok(Self { shelf, knowledge, papers: OnceLock::new() }),
            (shelf, knowledge) => {
                let mut faults = shelf.err().unwrap_or_default();
                faults.extend(knowledge.err().unwrap_or_default());
                faults.sort();
                Err(faults)
            }
        }
    }

    /// The papers of a package.
    ///
    /// # Errors
    /// A fault: what is shipped was tested whole.
    pub fn papers(&self) -> Result<&Papers, Error> {
        if let Some(papers) = self.papers.get() {
            return Ok(papers);
        }
        let papers = Papers::shipped()?;
        Ok(self.papers.get_or_init(|| papers))
    }
}

fn refused(folder: &Path, faults: &[RulebookFault]) -> Error {
    let (told, count, folder) = (fault::listed(faults), faults.len(), folder.display());
    Error::refused(
        "rulebook-faulty",
        format!("规定库“{folder}”有{count}处错误，整个文件夹都没有采用；请逐处改好：\n  {}", told.zh),
        format!(
            "the rulebook “{folder}” has {count} faults and none of it was used; mend each:\n  {}",
            told.en
        ),
    )
}
