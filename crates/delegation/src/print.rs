//! Printing a package: every paper in every format it can be had as.

use std::path::Path;

use chassis::Error;
use documents::paper::{Format, Kind};
use documents::pdf::{FontUse, Pdf, Typesetter};
use documents::{Fact, Paper};
use kernel::Said;

use crate::books::Books;
use crate::examination::Examination;
use crate::facts::{Head, State};
use crate::papers::unprintable;

/// A printed paper.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The paper's code.
    pub code: String,
    /// What people call it.
    pub name: Said,
    /// Its files, each with its extension.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// Which faces the PDF was set in.
    pub fonts: Vec<FontUse>,
    /// Pages of the PDF.
    pub pages: usize,
}

/// How a package is ordered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order {
    /// The number in the school's register, once it has one.
    pub number: Option<u32>,
    /// How the head is printed.
    pub head: Head,
    /// Whether the papers may leave the house; the press sees to it.
    pub state: State,
}

/// What papers are printed with: made once for many packages.
#[derive(Debug)]
pub struct Press<'a> {
    typesetter: Typesetter,
    books: &'a Books,
}

impl<'a> Press<'a> {
    /// A press; `fonts` is the folder of the user's own.
    pub fn new(books: &'a Books, fonts: Option<&Path>) -> Result<Self, Error> {
        let typesetter = Typesetter::new(fonts)
            .map_err(|fault| Error::refused("fonts-unreadable", fault.to_string(), String::new()))?;
        Ok(Self { typesetter, books })
    }

    /// Prints a package; one that may not be handed in says 草稿 under every title.
    /// Annexes are bound in, so their page numbers run on from
    /// the request's.
    pub fn package(&self, examination: &Examination, order: Order) -> Result<Vec<Printed>, Error> {
        let budget = examination.budget.as_ref().map_err(|faults| {
            let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
            unprintable(&format!("经费预算还算不出来：{}", said.join("；")))
        })?;
        let state = if examination.is_in_order() { State::Final } else { State::Draft };
        let subject = examination.subject(self.books, budget, Order { state, ..order });
        let papers = self.books.papers()?;
        let facts = papers.facts(&subject)?;
        let mut printed = Vec::new();
        let mut next_page = 1;
        for paper in papers {
            let bound = paper.annex().is_some() && paper.kind() != Kind::Letter;
            let first_page = if bound { next_page } else { 1 };
            let worded =
                papers.worded(paper, &facts.clone().with("paper.first_page", first_page), &subject)?;
            let done = self.one(paper, &worded, examination)?;
            if bound || paper.kind() == Kind::Official {
                next_page = first_page + done.pages;
            }
            printed.push(done);
        }
        Ok(printed)
    }

    fn one(&self, paper: &Paper, facts: &Fact, examination: &Examination) -> Result<Printed, Error> {
        let mut files = Vec::new();
        let mut set = Pdf { bytes: Vec::new(), pages: 0, fonts: Vec::new() };
        for format in paper.formats() {
            let bytes = match format {
                Format::Docx => paper.docx(facts).map_err(|faults| unprintable(&faults.to_string()))?,
                Format::Xlsx => paper.xlsx(facts).map_err(|faults| unprintable(&faults.to_string()))?,
                Format::Pdf => {
                    set = paper
                        .pdf(facts, &self.typesetter, examination.today)
                        .map_err(|fault| unprintable(&format!("{}：{fault}", paper.name().zh)))?;
                    std::mem::take(&mut set.bytes)
                }
            };
            files.push((format.extension(), bytes));
        }
        let (code, name) = (paper.code().to_owned(), paper.name());
        Ok(Printed { code, name, files, fonts: set.fonts, pages: set.pages })
    }
}
