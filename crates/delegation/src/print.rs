//! The papers of a delegation, printed from one set of facts (整套公文).

use std::path::Path;

use chassis::Error;
use documents::paper::{Format, Kind};
use documents::pdf::{FontUse, Pdf, Typesetter, break_title};
use documents::{Fact, Paper, record};
use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use kernel::Said;
use season::model::Season;

use crate::books::Books;
use crate::examination::Examination;
use crate::facts::{self, Head, Subject};

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/documents");

/// The papers' own order: the request, its annexes, and what goes its own way.
const ORDER: [&str; 6] = ["approval-request", "roster", "programme", "budget", "invitation", "public-notice"];

/// The competition's name, with the joints at which a title may break it.
const COMPETITION: &str = "金砖国家｜技能发展与｜技术创新大赛";

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
}

/// What papers are printed with: made once for many packages.
#[derive(Debug)]
pub struct Press<'a> {
    papers: Vec<Paper>,
    typesetter: Typesetter,
    books: &'a Books,
    season: &'a Season,
    today: Date,
}

impl<'a> Press<'a> {
    /// A press with the papers that travel with the product; `fonts` is the
    /// folder of the user's own.
    pub fn new(
        books: &'a Books,
        season: &'a Season,
        today: Date,
        fonts: Option<&Path>,
    ) -> Result<Self, Error> {
        let typesetter = Typesetter::new(fonts)
            .map_err(|fault| Error::refused("fonts-unreadable", fault.to_string(), String::new()))?;
        Ok(Self { papers: shipped()?, typesetter, books, season, today })
    }

    /// Prints a package: every paper in every format it can be had as. Annexes
    /// are bound in, so their page numbers run on from the request's.
    pub fn package(&self, examination: &Examination, order: Order) -> Result<Vec<Printed>, Error> {
        let budget = examination.budget.as_ref().map_err(|faults| unreckonable(faults))?;
        let subject = Subject {
            delegation: &examination.delegation,
            stop: &examination.stop,
            season: self.season,
            school: &examination.school,
            budget,
            workdays: &self.books.knowledge.workdays,
            today: self.today,
            head: order.head,
            number: order.number,
        };
        let facts = facts::of(&subject);
        let annexes = annexes(&self.papers, &facts)?;
        let facts = facts.with("annexes", annexes);
        let mut printed = Vec::new();
        let mut next_page = 1;
        for paper in &self.papers {
            let bound = paper.annex().is_some() && paper.kind() != Kind::Letter;
            let first_page = if bound { next_page } else { 1 };
            let done = one(paper, &self.typesetter, &subject, &facts, first_page)?;
            if bound || paper.kind() == Kind::Official {
                next_page = first_page + done.pages;
            }
            printed.push(done);
        }
        Ok(printed)
    }
}

/// The papers that travel with the product, in the package's order.
fn shipped() -> Result<Vec<Paper>, Error> {
    let open = |code: &&str| {
        let folder = SHIPPED.get_dir(code).ok_or_else(|| Error::fault(format!("paper {code} is missing")))?;
        Paper::from_dir(folder).map_err(|faults| Error::fault(faults.to_string()))
    };
    ORDER.iter().map(open).collect()
}

/// The list of annexes, as the request names them.
fn annexes(papers: &[Paper], facts: &Fact) -> Result<Vec<Fact>, Error> {
    let mut numbered: Vec<(u32, &Paper)> =
        papers.iter().filter_map(|paper| Some((paper.annex()?, paper))).collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered
        .into_iter()
        .map(|(number, paper)| {
            let title = paper.title(facts).map_err(|faults| unprintable(&faults.to_string()))?;
            Ok(record! { number: number.to_string(), title: title.zh })
        })
        .collect()
}

fn one(
    paper: &Paper,
    typesetter: &Typesetter,
    subject: &Subject<'_>,
    facts: &Fact,
    first_page: usize,
) -> Result<Printed, Error> {
    let title = paper.title(facts).map_err(|faults| unprintable(&faults.to_string()))?;
    let facts = facts
        .clone()
        .with("paper.title_lines", title_lines(&title.zh, subject, facts))
        .with("paper.annex", paper.annex().map(|number| number.to_string()))
        .with("paper.first_page", first_page);
    let facts = paper.wording(&facts).map_err(|faults| unprintable(&faults.to_string()))?;
    let mut files = Vec::new();
    let mut set = Pdf { bytes: Vec::new(), pages: 0, fonts: Vec::new() };
    for format in paper.formats() {
        let bytes = match format {
            Format::Docx => paper.docx(&facts).map_err(|faults| unprintable(&faults.to_string()))?,
            Format::Xlsx => paper.xlsx(&facts).map_err(|faults| unprintable(&faults.to_string()))?,
            Format::Pdf => {
                let source = paper.typst().unwrap_or_default();
                set = typesetter
                    .pdf(source, &facts, subject.today)
                    .map_err(|fault| unprintable(&format!("{}：{fault}", paper.name().zh)))?;
                std::mem::take(&mut set.bytes)
            }
        };
        files.push((format.extension(), bytes));
    }
    Ok(Printed { code: paper.code().to_owned(), name: paper.name(), files, fonts: set.fonts, pages: set.pages })
}

/// The title broken by sense; names, countries and the event stay whole.
fn title_lines(title: &str, subject: &Subject<'_>, facts: &Fact) -> Vec<String> {
    let countries: Vec<&str> = subject.stop.site.countries.iter().map(|country| country.zh()).collect();
    let head = subject.delegation.head().map_or("", |head| head.name.zh.as_str());
    let event = facts.at("stop.event").and_then(Fact::as_text).unwrap_or_default();
    let mut units = vec![subject.school.name.as_str(), head, COMPETITION, event];
    units.extend(countries);
    break_title(title, &units).into_iter().next().unwrap_or_else(|| vec![title.to_owned()])
}

fn unreckonable(faults: &[crate::budget::BudgetFault]) -> Error {
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    unprintable(&format!("经费预算还算不出来：{}", said.join("；")))
}

fn unprintable(said: &str) -> Error {
    Error::refused("paper-unprintable", said.to_owned(), String::new())
}
