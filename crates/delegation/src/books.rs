//! Everything the product is told rather than taught: the rulebook's shelf and
//! the knowledge beside it, dated data with their sources, and the papers.

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
    /// The papers of a package.
    pub papers: Papers,
}

impl Books {
    /// The books that travel with the product.
    ///
    /// # Errors
    /// A fault: what is shipped was tested whole.
    pub fn shipped() -> Result<Self, Error> {
        let shelf = Shelf::shipped().map_err(|faults| Error::fault(told(&faults)))?;
        let knowledge = Knowledge::shipped().map_err(|faults| Error::fault(told(&faults)))?;
        Ok(Self { shelf, knowledge, papers: Papers::shipped()? })
    }
}

fn told<T: ToString>(faults: &[T]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
}
