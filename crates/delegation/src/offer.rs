//! Which papers a trip is offered (可出公文), and what is missing in those that
//! cannot be printed yet.

use chassis::Error;
use documents::Fact;
use documents::paper::{Format, Stage};
use kernel::Said;

use crate::books::Books;
use crate::examination::Examination;
use crate::facts::State;
use crate::model::Budget;
use crate::papers::{Papers, Selection};
use crate::print::Order;

/// A paper that a trip needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its code.
    pub code: String,
    /// What people call it.
    pub name: Said,
    /// The stage it belongs to.
    pub stage: Stage,
    /// Whether it belongs to the package that an application is handed in with.
    pub is_of_package: bool,
    /// Whose copies there are; empty where there is one for all.
    pub people: Vec<String>,
    /// What it can be had as.
    pub formats: Vec<Format>,
    /// The instrument its layout rests on.
    pub basis: String,
    /// Why it cannot be printed yet, if it cannot.
    pub missing: Option<String>,
}

/// The papers of a trip whose budget is reckoned, in order.
///
/// # Errors
/// A fault in the papers themselves.
pub fn offered(books: &Books, examination: &Examination, budget: &Budget) -> Result<Vec<Offered>, Error> {
    let state = if examination.is_in_order() { State::Final } else { State::Draft };
    let subject = examination.subject(books, budget, Order { state, ..Order::default() });
    let papers = books.papers()?;
    let facts = papers.facts(&subject)?;
    let mut all = Vec::new();
    for paper in papers.offered(&Selection::All, &facts)? {
        let copies = Papers::copies(paper, &facts);
        let mut worded = copies.iter().map(|copy| papers.worded(paper, copy, &subject));
        let missing = worded.find_map(Result::err).map(|error| error.to_string());
        let person = |copy: &Fact| Some(copy.at("member.name")?.as_text()?.to_owned());
        all.push(Offered {
            code: paper.code().to_owned(),
            name: paper.name(),
            stage: paper.when(),
            is_of_package: paper.is_of_package(),
            people: paper.each().map(|_| copies.iter().filter_map(person).collect()).unwrap_or_default(),
            formats: paper.formats().to_vec(),
            basis: paper.basis().to_owned(),
            missing,
        });
    }
    Ok(all)
}
