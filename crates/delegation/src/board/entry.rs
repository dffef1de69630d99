//! Visas, papers and warnings for the countries of a stop.

use jiff::civil::Date;
use kernel::Country;

use crate::knowledge::{Advisory, EntryPaper, Knowledge, Recheck, Visa};
use crate::model::DocumentKind;

/// What one kind of passport needs in one country, and how fresh that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisaOutlook {
    /// Where.
    pub country: Country,
    /// On which passport.
    pub document: DocumentKind,
    /// What is known; `None` if nobody wrote it down.
    pub visa: Option<Visa>,
    /// Why it must be checked again, if it must.
    pub recheck: Option<Recheck>,
}

/// Entering the countries of a stop (入境).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Staff and students, country by country.
    pub visas: Vec<VisaOutlook>,
    /// Papers besides.
    pub papers: Vec<EntryPaper>,
    /// Warnings of the Foreign Ministry.
    pub advisories: Vec<Advisory>,
}

impl Entry {
    pub(super) fn of(countries: &[Country], last: Option<Date>, knowledge: &Knowledge, today: Date) -> Self {
        let known = &knowledge.visas;
        let mut entry = Self::default();
        for country in countries.iter().copied() {
            for document in [DocumentKind::PublicAffairs, DocumentKind::Ordinary] {
                let visa = known.find(country, document).cloned();
                let recheck = visa.as_ref().and_then(|visa| known.recheck(visa, last, today));
                entry.visas.push(VisaOutlook { country, document, visa, recheck });
            }
            entry.papers.extend(known.entry_papers(country).cloned());
            entry.advisories.extend(known.advisories(country).cloned());
        }
        entry
    }
}
