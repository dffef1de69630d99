//! What is noted while a template is compiled: where every tag stands, and what
//! is wrong.

use kernel::Said;

use super::op::{Site, SiteId};
use crate::fault::Fault;

/// How deep loops and choices may nest.
const DEPTH: usize = 16;
/// More faults than this are not read by anybody.
const FAULTS: usize = 200;

/// The notes of one template.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) sites: Vec<Site>,
    pub(crate) faults: Vec<Fault>,
    /// The part being read.
    pub(crate) part: String,
    /// Loops and choices open at this point.
    pub(crate) depth: usize,
}

impl Notes {
    /// Remembers where a tag stands.
    pub(crate) fn site(&mut self, place: Said, written: &str) -> SiteId {
        self.sites.push(Site { place, written: written.to_owned() });
        self.sites.len() - 1
    }

    /// Something is wrong with a tag. A text box is stored twice, so the same
    /// fault may be met again; it is told once.
    pub(crate) fn fault(&mut self, site: SiteId, says: Said) {
        let Some(site) = self.sites.get(site) else { return };
        let (place, tag) = (site.place.clone(), site.written.clone());
        let fault = Fault { file: self.part.clone(), place, tag, says };
        if self.faults.len() < FAULTS && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// One level of loops deeper.
    pub(crate) fn deeper(&mut self, site: SiteId) {
        self.depth += 1;
        if self.depth == DEPTH {
            let says = Said::new(
                "循环和条件嵌套过深；请拆开写",
                "loops and choices nest too deeply; take them apart",
            );
            self.fault(site, says);
        }
    }
}
