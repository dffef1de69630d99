//! Drafts of letters of invitation (邀请函草稿), one for each host, each in its
//! language with the Chinese translation on a page of its own.

use chassis::Error;
use documents::{Fact, Paper};
use kernel::{Currency, Money};

use crate::examination::Examination;
use crate::facts::speech::{named, spoken};
use crate::facts::{Aim, Letter, State};
use crate::model::Budget;
use crate::print::{Order, Press, Printed, file_name};

/// Which letters are asked for (选函).
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The host by its number in the workbook, from 1; all hosts without it.
    pub host: Option<usize>,
    /// The language, by code or name; each country's usual one without it.
    pub language: Option<String>,
    /// What the letters are for.
    pub aim: Aim,
}

/// A printed letter.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its files.
    pub printed: Printed,
    /// What the language is called in Chinese.
    pub language: String,
    /// Whether it is usual in the host's country.
    pub usual: bool,
    /// Posts that no term translates; the letter leaves them out.
    pub untranslated: Vec<String>,
}

impl Press<'_> {
    /// Prints letters. A letter comes early: a budget that cannot be reckoned yet
    /// does not hold it up, nor does a party without any host.
    ///
    /// # Errors
    /// A host or a language that is not there, or facts that do not fit the paper.
    pub fn letters(&self, examination: &Examination, wanted: &Wanted) -> Result<Vec<Draft>, Error> {
        let papers = self.books().papers()?;
        let paper = papers.iter().find(|paper| !paper.tongues().is_empty());
        let paper = paper.ok_or_else(|| Error::fault("no paper speaks a foreign language".to_owned()))?;
        let language = wanted.language.as_deref().map(|name| named(paper, name)).transpose()?;
        let hosts = hosts(examination, wanted.host)?;

        let unreckoned = unreckoned();
        let budget = examination.budget.as_ref().unwrap_or(&unreckoned);
        let order = Order { state: State::Final, ..Order::default() };
        let subject = examination.subject(self.books(), budget, order);
        let facts = papers.facts(&subject)?;
        let mut drafts = Vec::new();
        for host in hosts {
            let letter =
                Letter { host, language: language.map(documents::paper::Tongue::code), aim: wanted.aim };
            let worded = papers.worded_for(paper, &facts, &subject, letter)?;
            drafts.push(self.draft(paper, &worded, examination, host)?);
        }
        Ok(drafts)
    }

    fn draft(
        &self,
        paper: &Paper,
        worded: &Fact,
        examination: &Examination,
        host: usize,
    ) -> Result<Draft, Error> {
        let text = |path: &str| worded.at(path).and_then(Fact::as_text).unwrap_or_default().to_owned();
        let mut printed = self.one(paper, paper.formats(), worded, examination)?;
        let language = text("language.zh");
        printed.stem =
            file_name(&format!("{}-{}-{}-{language}", printed.name.zh, host + 1, text("letter.country")));
        let code = text("language.code");
        let country = examination.delegation.invitations.get(host).map(|it| it.country);
        let spoken = country.map(|country| spoken(paper, country)).unwrap_or_default();
        let usual = spoken.iter().any(|tongue| tongue.code() == code) || code == "en";
        let untranslated = worded.at("foreign.untranslated").and_then(Fact::as_list).unwrap_or_default();
        let untranslated = untranslated.iter().filter_map(Fact::as_text).map(str::to_owned).collect();
        Ok(Draft { printed, language, usual, untranslated })
    }
}

/// The hosts that are asked for, from 0; a draft with open places where there is
/// none yet.
fn hosts(examination: &Examination, asked: Option<usize>) -> Result<Vec<usize>, Error> {
    let count = examination.delegation.invitations.len();
    match asked {
        None => Ok((0..count.max(1)).collect()),
        Some(number) if (1..=count).contains(&number) => Ok(vec![number - 1]),
        Some(number) => Err(Error::missing(
            "letter-host",
            format!("这个团组没有第{number}家邀请方，共{count}家；序号见工作簿的“邀请函”"),
            format!(
                "there is no host {number} of this delegation, which has {count}; see the sheet “邀请函”"
            ),
        )),
    }
}

/// A letter says who pays for what, never how much.
fn unreckoned() -> Budget {
    Budget {
        lines: Vec::new(),
        persons: 0,
        days: 0,
        total: Money::zero(Currency::Cny),
        over: Vec::new(),
        shares: Vec::new(),
    }
}
