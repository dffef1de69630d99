//! The papers (公文): which there are, which are asked for, what each says.
//! Every paper is filled from one tree of facts, so no two can disagree.

use chassis::Error;
use documents::paper::{Each, Stage};
use documents::pdf::break_title;
use documents::{Fact, Paper, record};
use include_dir::{Dir, include_dir};

use crate::facts::{self, COMPETITION, Letter, State, Subject};

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/documents");

/// The papers there are, in their own order.
#[derive(Debug, Clone)]
pub struct Papers(Vec<Paper>);

/// Which papers are asked for (选印).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Selection {
    /// The package that an application is handed in with.
    #[default]
    Package,
    /// Every paper there is.
    All,
    /// Those of one stage.
    Stage(Stage),
    /// These, by their codes.
    Codes(Vec<String>),
}

impl Papers {
    /// The papers that travel with the product: every folder is one.
    pub fn shipped() -> Result<Self, Error> {
        let open = |folder| Paper::from_dir(folder).map_err(|faults| Error::fault(faults.to_string()));
        let mut papers: Vec<Paper> = SHIPPED.dirs().map(open).collect::<Result<_, _>>()?;
        papers.sort_by(|one, other| (one.order(), one.code()).cmp(&(other.order(), other.code())));
        Ok(Self(papers))
    }

    /// The papers that are asked for, in order.
    ///
    /// # Errors
    /// A code that no paper has, or a stage that has no paper.
    pub fn chosen(&self, selection: &Selection) -> Result<Vec<&Paper>, Error> {
        let those = |meant: &dyn Fn(&Paper) -> bool| self.iter().filter(|paper| meant(paper)).collect();
        match selection {
            Selection::Package => Ok(those(&Paper::is_of_package)),
            Selection::All => Ok(self.iter().collect()),
            Selection::Stage(stage) => {
                let found: Vec<&Paper> = those(&|paper| paper.when() == *stage);
                if found.is_empty() { Err(no_paper_of(*stage)) } else { Ok(found) }
            }
            Selection::Codes(codes) => {
                let unknown: Vec<&str> = codes
                    .iter()
                    .map(String::as_str)
                    .filter(|code| !self.iter().any(|paper| paper.code() == *code))
                    .collect();
                if !unknown.is_empty() {
                    return Err(no_paper_called(&unknown));
                }
                Ok(those(&|paper| codes.iter().any(|code| code == paper.code())))
            }
        }
    }

    /// The papers that are asked for and that a trip with these facts needs.
    ///
    /// # Errors
    /// As [`Self::chosen`]; and a paper asked for by its code that is not needed.
    pub fn offered(&self, selection: &Selection, facts: &Fact) -> Result<Vec<&Paper>, Error> {
        let mut offered = Vec::new();
        for paper in self.chosen(selection)? {
            if is_needed(paper, facts)? {
                offered.push(paper);
            } else if matches!(selection, Selection::Codes(_)) {
                return Err(not_needed(paper));
            }
        }
        Ok(offered)
    }

    /// The papers, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Paper> {
        self.0.iter()
    }

    /// The papers of the package, in order.
    pub fn package(&self) -> impl Iterator<Item = &Paper> {
        self.iter().filter(|paper| paper.is_of_package())
    }

    /// The facts of the whole package: the subject's, and the list of annexes as
    /// the request names them.
    pub fn facts(&self, subject: &Subject<'_>) -> Result<Fact, Error> {
        let facts = facts::of(subject);
        let mut numbered: Vec<(u32, &Paper)> = self
            .offered(&Selection::Package, &facts)?
            .into_iter()
            .filter_map(|paper| Some((paper.annex()?, paper)))
            .collect();
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
        self.worded_for(paper, facts, subject, Letter::default())
    }

    /// The same, of a paper in several languages for one host.
    pub fn worded_for(
        &self,
        paper: &Paper,
        facts: &Fact,
        subject: &Subject<'_>,
        letter: Letter<'_>,
    ) -> Result<Fact, Error> {
        let title = paper.title(facts).map_err(|faults| unprintable(&faults.to_string()))?;
        let mut lines = title_lines(&title.zh, subject);
        // What is owed after the trip tells what happened; a finding is no reason to hold it back.
        let after = matches!(paper.when(), Stage::Return | Stage::Claim);
        if subject.state == State::Draft && !after {
            lines.push("（草稿，未通过核对）".to_owned());
        }
        let facts = facts
            .clone()
            .with("paper.title_lines", lines)
            .with("paper.annex", paper.annex().map(|number| number.to_string()));
        let facts = match paper.tongues() {
            [] => facts,
            _ => facts::foreign::add(facts, paper, subject, letter)?,
        };
        paper.wording(&facts).map_err(|faults| unprintable(&faults.to_string()))
    }

    /// The facts of every copy of a paper: one for the party, or one for each
    /// person it is printed for, who is `member` there.
    pub fn copies(paper: &Paper, facts: &Fact) -> Vec<Fact> {
        let lists: &[&str] = match paper.each() {
            None => return vec![facts.clone()],
            Some(Each::Members) => &["members", "students"],
            Some(Each::Staff) => &["members"],
        };
        let people = lists.iter().filter_map(|list| facts.at(list)?.as_list()).flatten();
        people.map(|person| facts.clone().with("member", person.clone())).collect()
    }

    /// What every paper of the package says in sentences, for the lint. Other
    /// papers say it again, in forms.
    pub fn said(&self, subject: &Subject<'_>) -> Result<Vec<(&Paper, String)>, Error> {
        let facts = self.facts(subject)?;
        let said = |paper| Ok((paper, sentences(&self.worded(paper, &facts, subject)?)));
        self.offered(&Selection::Package, &facts)?.into_iter().map(said).collect()
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

/// Whether a trip with these facts needs the paper.
fn is_needed(paper: &Paper, facts: &Fact) -> Result<bool, Error> {
    paper.applies(facts).map_err(|faults| unprintable(&faults.to_string()))
}

fn not_needed(paper: &Paper) -> Error {
    let name = paper.name();
    Error::refused(
        "paper-not-needed",
        format!(
            "“{}”不适用于本团组，不用出；请核对团组的日程和经费，或去掉 --paper {}",
            name.zh,
            paper.code()
        ),
        format!(
            "“{}” does not apply to this trip; check its days and money, or leave out --paper {}",
            name.en,
            paper.code()
        ),
    )
}

fn no_paper_of(stage: Stage) -> Error {
    let words = stage.words();
    Error::refused(
        "paper-none-of-stage",
        format!("“{}”环节没有公文；jinqiao delegation papers --list 可列出", words.zh),
        format!("no paper belongs to the stage “{}”; see `jinqiao delegation papers --list`", words.en),
    )
}

fn no_paper_called(codes: &[&str]) -> Error {
    Error::refused(
        "paper-unknown",
        format!("没有代号为“{}”的公文；jinqiao delegation papers --list 可列出", codes.join("”“")),
        format!("there is no paper “{}”; see `jinqiao delegation papers --list`", codes.join("”, “")),
    )
}

pub(crate) fn unprintable(said: &str) -> Error {
    Error::refused("paper-unprintable", said.to_owned(), String::new())
}
