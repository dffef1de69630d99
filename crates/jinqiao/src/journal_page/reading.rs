//! Which lines somebody may read, and which of them are asked for.

use std::collections::BTreeMap;

use chassis::journal::{self, Line};
use chassis::{Desk, Error, Reach};
use jiff::Timestamp;
use jiff::civil::Date;
use people::model::PersonId;
use people::operations::{account, person};

/// Lines gone through at once.
const AT_ONCE: i64 = 500;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    /// From this day on, as China counts days.
    pub(super) since: Option<Date>,
    /// A kind of thing, or one thing: `delegation`, `delegation 1f…`.
    pub(super) subject: String,
    /// A kind of event, or one: `person`, `person.keep`.
    pub(super) event: String,
    /// Before this number.
    pub(super) before: Option<i64>,
}

impl Sought {
    fn asks_for(&self, line: &Line, since: Option<Timestamp>) -> bool {
        let is = |asked: &str, found: &str, mark: char| {
            let rest = found.strip_prefix(asked);
            asked.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(mark))
        };
        let at = line.at.parse::<Timestamp>().ok();
        is(&self.subject, &line.subject, ' ')
            && is(&self.event, &line.event, '.')
            // A line whose time cannot be read is shown rather than hidden.
            && since.is_none_or(|since| at.is_none_or(|at| at >= since))
    }
}

/// What somebody may read of the journal, and whom it means.
pub(super) struct Readable {
    names: BTreeMap<String, String>,
    /// The school whose lines these are; `None` = everybody's.
    only: Option<String>,
}

impl Readable {
    pub(super) async fn within_reach(desk: &mut Desk<'_>) -> Result<Self, Error> {
        let names = account::names(desk).await?;
        let is_alone = people::operations::is_alone(desk).await?;
        let only = match desk.reach {
            Reach::All => None,
            Reach::School(_) if is_alone => None,
            Reach::School(_) | Reach::Nothing => Some(format!("school {}", desk.reach.bound())),
        };
        Ok(Self { names, only })
    }

    /// What somebody is called; an id that means nobody any more stays an id.
    pub(super) fn name(&self, actor: &str) -> String {
        self.names.get(actor).cloned().unwrap_or_else(|| actor.to_owned())
    }

    /// The lines that are asked for, newest first, so many at most. Numbers have no
    /// gaps, so that a stretch of them is found by its ends.
    pub(super) async fn lines(
        &self,
        desk: &mut Desk<'_>,
        sought: &Sought,
        most: usize,
    ) -> Result<Vec<Line>, Error> {
        let since = sought.since.map(|day| day.in_tz("Asia/Shanghai")).transpose().map_err(Error::fault)?;
        let since = since.map(|day| day.timestamp());
        let end = journal::head(desk).await?.seq.saturating_add(1);
        let mut before = sought.before.unwrap_or(end).min(end);
        let mut found = Vec::new();
        while before > 1 && found.len() < most {
            let after = before.saturating_sub(1).saturating_sub(AT_ONCE).max(0);
            let stretch = journal::page(desk, after, before - 1 - after).await?;
            for line in stretch.into_iter().rev() {
                if found.len() < most && sought.asks_for(&line, since) && self.may_read(desk, &line).await? {
                    found.push(line);
                }
            }
            before = after + 1;
        }
        Ok(found)
    }

    async fn may_read(&self, desk: &mut Desk<'_>, line: &Line) -> Result<bool, Error> {
        let Some(school) = &self.only else { return Ok(true) };
        let ours = |word: &str| word == school || self.names.contains_key(word);
        if ours(&line.actor) || ours(&line.subject) {
            return Ok(true);
        }
        // Somebody told about themselves by a link, or was told about by the operator.
        for word in [&line.actor, &line.subject] {
            let id = word.strip_prefix("person ").and_then(|id| id.parse::<PersonId>().ok());
            if let Some(id) = id {
                return person::is_ours(desk, id).await;
            }
        }
        Ok(false)
    }
}

/// A time as clocks in China show it.
pub(super) fn in_china(at: &str) -> String {
    let china = at.parse::<Timestamp>().and_then(|at| at.in_tz("Asia/Shanghai"));
    china.map_or_else(|_| at.to_owned(), |at| at.strftime("%Y-%m-%d %H:%M:%S").to_string())
}
