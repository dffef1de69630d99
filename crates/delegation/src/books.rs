//! Everything the product is told rather than taught: the rulebook's shelf and
//! the knowledge beside it, dated data with their sources, and the papers.

use std::sync::OnceLock;

use chassis::Error;

use crate::knowledge::Knowledge;
use crate::papers::Papers;
use crate::rulebook::Shelf;

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
        let shelf = Shelf::shipped().map_err(|faults| Error::fault(told(&faults)))?;
        let knowledge = Knowledge::shipped().map_err(|faults| Error::fault(told(&faults)))?;
        Ok(Self { shelf, knowledge, papers: OnceLock::new() })
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

fn told<T: ToString>(faults: &[T]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
}
