//! Printing papers: each that is asked for, in every format it can be had as.

use std::path::Path;
use std::sync::Arc;

use chassis::Error;
use documents::paper::{Format, Kind};
use documents::pdf::{FontUse, Pdf, Pictures, Typesetter};
use documents::{Fact, Paper};
use kernel::Said;

use crate::books::Books;
use crate::examination::Examination;
use crate::facts::{Head, State};
use crate::papers::{Papers, Selection, unprintable};

/// A printed paper.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The paper's code.
    pub code: String,
    /// What people call it.
    pub name: Said,
    /// Whose copy it is, where everybody gets one.
    pub person: Option<String>,
    /// The name of its files, without the ending.
    pub stem: String,
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

/// A paper laid out to be looked at (预览).
#[derive(Debug, Clone)]
pub struct Pictured {
    /// Whose copy it is, where everybody gets one.
    pub person: Option<String>,
    /// Its pages.
    pub pictures: Pictures,
}

/// What papers are printed with: made once for many packages.
#[derive(Debug)]
pub struct Press<'a> {
    typesetter: Arc<Typesetter>,
    books: &'a Books,
}

/// Whether a paper is printed, or only laid out so that pages can be counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Asked,
    Counted,
}

impl<'a> Press<'a> {
    /// A press; `fonts` is the folder of the user's own.
    pub fn new(books: &'a Books, fonts: Option<&Path>) -> Result<Self, Error> {
        Ok(Self::with(books, Arc::new(typesetter(fonts)?)))
    }

    /// A press with a typesetter that others share.
    pub const fn with(books: &'a Books, typesetter: Arc<Typesetter>) -> Self {
        Self { typesetter, books }
    }

    /// Prints papers; those of a party that may not be handed in say 草稿 under
    /// every title. Annexes are bound in, so their page numbers run on from the
    /// request's, also where they are printed alone.
    ///
    /// # Errors
    /// A budget that cannot be reckoned, a paper that is not there, or facts a
    /// paper cannot be filled with.
    pub fn print(
        &self,
        examination: &Examination,
        order: Order,
        selection: &Selection,
    ) -> Result<Vec<Printed>, Error> {
        let mut printed: Vec<Printed> = Vec::new();
        self.each(examination, order, selection, |paper, worded, turn| {
            if turn == Turn::Counted {
                return self.count(paper, worded, examination);
            }
            let copy = self.one(paper, paper.formats(), worded, examination)?;
            let pages = copy.pages;
            printed.push(copy);
            Ok(pages)
        })?;
        for copies in printed.chunk_by_mut(|one, other| one.code == other.code) {
            tell_apart(copies);
        }
        Ok(printed)
    }

    /// The pages of one paper as pictures, a copy a person where everybody gets one.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn pictures(
        &self,
        examination: &Examination,
        order: Order,
        code: &str,
    ) -> Result<Vec<Pictured>, Error> {
        let mut pictured = Vec::new();
        let selection = Selection::Codes(vec![code.to_owned()]);
        self.each(examination, order, &selection, |paper, worded, turn| {
            if turn == Turn::Counted {
                return self.count(paper, worded, examination);
            }
            let drawn = paper
                .pictures(worded, &self.typesetter, examination.today)
                .map_err(|fault| unprintable(&format!("{}：{fault}", paper.name().zh)))?;
            let pages = drawn.pages.len();
            pictured.push(Pictured { person: person(paper, worded), pictures: drawn });
            Ok(pages)
        })?;
        Ok(pictured)
    }

    fn count(&self, paper: &Paper, worded: &Fact, examination: &Examination) -> Result<usize, Error> {
        paper
            .count(worded, &self.typesetter, examination.today)
            .map_err(|fault| unprintable(&format!("{}：{fault}", paper.name().zh)))
    }

    /// Every copy of every paper that is asked for, with its words, in order; and
    /// those before them whose pages are only counted. `make` answers the pages.
    fn each(
        &self,
        examination: &Examination,
        order: Order,
        selection: &Selection,
        mut make: impl FnMut(&Paper, &Fact, Turn) -> Result<usize, Error>,
    ) -> Result<(), Error> {
        let budget = examination.budget.as_ref().map_err(|faults| {
            let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
            unprintable(&format!("经费预算还算不出来：{}", said.join("；")))
        })?;
        let state = if examination.is_in_order() { State::Final } else { State::Draft };
        let subject = examination.subject(self.books, budget, Order { state, ..order });
        let papers = self.books.papers()?;
        let facts = papers.facts(&subject)?;
        let chosen = papers.offered(selection, &facts)?;
        let last_bound = chosen.iter().filter(|paper| is_bound(paper)).map(|paper| paper.order()).max();
        let mut next_page = 1;
        for paper in papers.offered(&Selection::All, &facts)? {
            let asked = chosen.iter().any(|it| it.code() == paper.code());
            let counted = last_bound.is_some_and(|last| paper.order() < last);
            let binding = is_bound(paper) || begins_binding(paper);
            if !(asked || binding && counted) {
                continue;
            }
            let first_page = if is_bound(paper) { next_page } else { 1 };
            let mut pages = 0;
            for copy in Papers::copies(paper, &facts) {
                let worded = papers.worded(paper, &copy.with("paper.first_page", first_page), &subject)?;
                pages += make(paper, &worded, if asked { Turn::Asked } else { Turn::Counted })?;
            }
            if binding {
                next_page = first_page + pages;
            }
        }
        Ok(())
    }

    /// What the papers come from.
    pub(crate) fn books(&self) -> &'a Books {
        self.books
    }

    pub(crate) fn one(
        &self,
        paper: &Paper,
        formats: &[Format],
        facts: &Fact,
        examination: &Examination,
    ) -> Result<Printed, Error> {
        let mut files = Vec::new();
        let mut set = Pdf { bytes: Vec::new(), pages: 0, fonts: Vec::new() };
        for format in formats {
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
        let person = person(paper, facts);
        let stem = stem(&name.zh, person.as_deref());
        Ok(Printed { code, name, person, stem, files, fonts: set.fonts, pages: set.pages })
    }
}

/// A typesetter; `fonts` is the folder of the user's own.
///
/// # Errors
/// Refuses a folder of fonts that cannot be read.
pub fn typesetter(fonts: Option<&Path>) -> Result<Typesetter, Error> {
    Typesetter::new(fonts)
        .map_err(|fault| Error::refused("fonts-unreadable", fault.to_string(), String::new()))
}

/// Whose copy a paper is, where everybody gets one.
fn person(paper: &Paper, facts: &Fact) -> Option<String> {
    paper.each().and_then(|_| facts.at("member.name")?.as_text().map(str::to_owned))
}

/// Whether a paper is bound to the request, whose pages run on into it.
fn is_bound(paper: &Paper) -> bool {
    paper.is_of_package() && paper.annex().is_some() && paper.kind() != Kind::Letter
}

/// Whether a paper is the request that annexes are bound to.
fn begins_binding(paper: &Paper) -> bool {
    paper.is_of_package() && paper.kind() == Kind::Official
}

/// `备案表-林一帆`.
fn stem(name: &str, person: Option<&str>) -> String {
    file_name(&person.map_or_else(|| name.to_owned(), |person| format!("{name}-{person}")))
}

/// The name without what no file's name may hold.
pub(crate) fn file_name(name: &str) -> String {
    let barred = |letter: char| letter.is_control() || r#"\/:*?"<>|"#.contains(letter);
    name.replace(barred, "_")
}

/// Numbers the files of people who share a name.
fn tell_apart(copies: &mut [Printed]) {
    let stems: Vec<String> = copies.iter().map(|copy| copy.stem.clone()).collect();
    for (at, copy) in copies.iter_mut().enumerate() {
        let alike = |stem: &&String| **stem == copy.stem;
        if stems.iter().filter(alike).count() > 1 {
            let nth = stems.iter().take(at + 1).filter(alike).count();
            copy.stem = format!("{}（{nth}）", copy.stem);
        }
    }
}
