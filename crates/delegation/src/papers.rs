//! The papers of a package (整套公文): which there are, what each says. Every
//! paper is filled from one tree of facts, so no two can disagree.

use chassis::Error;
use documents::pdf::break_title;
use documents::{Fact, Paper, record};
use include_dir::{Dir, include_dir};

use crate::facts::{self, COMPETITION, State, Subject};

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/documents");

/// The papers' own order: the request, its annexes, and what goes its own way.
const ORDER: [&str; 6] = ["approval-request", "roster", "programme", "budget", "invitation", "public-notice"];

/// The papers of a package, in order.
#[derive(Debug, Clone)]
pub struct Papers(Vec<Paper>);

impl Papers {
    /// The papers that travel with the product.
    pub fn shipped() -> Result<Self, Error> {
        let open = |code: &&str| {
            let folder =
                SHIPPED.get_dir(code).ok_or_else(|| Error::fault(format!("paper {code} is missing")))?;
            Paper::from_dir(folder).map_err(|faults| Error::fault(faults.to_string()))
        };
        ORDER.iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// The papers, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Paper> {
        self.0.iter()
    }

    /// The facts of the whole package: the subject's, and the list of annexes as
    /// the request names them.
    pub fn facts(&self, subject: &Subject<'_>) -> Result<Fact, Error> {
        let facts = facts::of(subject);
        let mut numbered: Vec<(u32, &Paper)> =
            self.iter().filter_map(|paper| Some((paper.annex()?, paper))).collect();
        numbered.sort_by_key(|(number, _)| *number);
        let annex = |(number, paper): (u32, &Paper)| {
            let title = paper.title(&facts).map_err(|faults| unprintable(&faults.to_string()))?;
            Ok(record! { number: number.to_string(), title: title.zh })
        };
        let annexes: Vec<Fact> = numbered.into_iter().map(annex).collect::<Result<_, Error>>()?;
        Ok(facts.with("annexes", annexes))
    }

    /// The facts of one paper: its title broken by sense, its place among the
    /// annexes, its words.
    pub fn worded(&self, paper: &Paper, facts: &Fact, subject: &Subject<'_>) -> Result<Fact, Error> {
        let title = paper.title(facts).map_err(|faults| unprintable(&faults.to_string()))?;
        let mut lines = title_lines(&title.zh, subject);
        if subject.state == State::Draft {
            lines.push("（草稿，未通过核对）".to_owned());
        }
        let facts = facts
            .clone()
            .with("paper.title_lines", lines)
            .with("paper.annex", paper.annex().map(|number| number.to_string()));
        paper.wording(&facts).map_err(|faults| unprintable(&faults.to_string()))
    }

    /// What every paper says in sentences, for the lint.
    pub fn said(&self, subject: &Subject<'_>) -> Result<Vec<(&Paper, String)>, Error> {
        let facts = self.facts(subject)?;
        let said = |paper| Ok((paper, sentences(&self.worded(paper, &facts, subject)?)));
        self.iter().map(said).collect()
    }
}

impl<'a> IntoIterator for &'a Papers {
    type Item = &'a Paper;
    type IntoIter = std::slice::Iter<'a, Paper>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The sentences of a worded paper, a block a line.
fn sentences(worded: &Fact) -> String {
    let blocks = worded.at("text").and_then(Fact::as_record).into_iter().flat_map(|text| text.values());
    let blocks = blocks.filter_map(Fact::as_list).flatten();
    let part = |block: &Fact, name| block.at(name).and_then(Fact::as_text).unwrap_or_default().to_owned();
    blocks.map(|block| part(block, "lead") + &part(block, "text") + "\n").collect()
}

/// The title broken by sense; names, countries and the event stay whole.
fn title_lines(title: &str, subject: &Subject<'_>) -> Vec<String> {
    let countries: Vec<&str> = subject.stop.site.countries.iter().map(|country| country.zh()).collect();
    let head = subject.delegation.head().map_or("", |head| head.name.zh.as_str());
    let event = facts::event(&subject.stop.title);
    let mut units = vec![subject.school.name.as_str(), head, event, COMPETITION];
    units.extend(countries);
    break_title(title, &units).into_iter().next().unwrap_or_else(|| vec![title.to_owned()])
}

pub(crate) fn unprintable(said: &str) -> Error {
    Error::refused("paper-unprintable", said.to_owned(), String::new())
}
