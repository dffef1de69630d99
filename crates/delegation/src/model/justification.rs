//! The written reason that answers a finding, and what it was given for.

use jiff::Timestamp;
use kernel::Finding;

/// The written reason that answers a `Justify` finding (情况说明).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Justification {
    /// The rule it answers.
    pub rule: String,
    /// The reason, as it will be printed.
    pub reason: String,
    /// Who gave it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What it was given for. Nothing yet where it came with the workbook: it then
    /// speaks for the application as written, until that is handed in.
    pub answers: Vec<Answered>,
}

/// One finding that a reason was given for (所说明的问题): where it sat, and the figures
/// it had. Other figures are another finding, which this reason does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The field's address.
    pub place: String,
    /// The figures on one line: `cap=6 days=9`.
    pub figures: String,
}

impl Answered {
    /// A finding as a reason remembers it.
    pub fn of(finding: &Finding) -> Self {
        Self::at(&finding.place.field, finding.figures.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The same from the place and the figures, told in the order of their names.
    pub fn at<'a>(place: &str, figures: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let figures: Vec<String> =
            figures.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self { place: place.to_owned(), figures: figures.join(" ") }
    }

    /// Whether it is of what happened after the application.
    pub fn is_of_the_life(&self) -> bool {
        is_of_the_life(&self.place)
    }
}

impl Justification {
    /// Whether it answers a finding: of its rule, at a place and with figures it was
    /// given for.
    pub fn answers(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.covers(&Answered::of(finding))
    }

    /// Whether it was given for this. What came with the workbook speaks for the
    /// application, not for what happened later.
    pub fn covers(&self, found: &Answered) -> bool {
        let given =
            if self.answers.is_empty() { !found.is_of_the_life() } else { self.answers.contains(found) };
        given && !self.reason.trim().is_empty()
    }

    /// Whether another says the same: a workbook that is read again.
    pub fn says_as(&self, other: &Self) -> bool {
        (&self.rule, &self.reason, &self.by, self.at) == (&other.rule, &other.reason, &other.by, other.at)
    }
}

fn is_of_the_life(place: &str) -> bool {
    place == "life" || place.starts_with("life.")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel::{Place, Said, Severity};

    use super::*;

    fn found(place: &str, days: &str) -> Finding {
        Finding {
            rule: "R32",
            severity: Severity::Justify,
            place: Place::new(place, "", ""),
            says: Said::default(),
            figures: BTreeMap::from([("approved", "6".to_owned()), ("actual", days.to_owned())]),
            remedy: Said::default(),
            basis: String::new(),
        }
    }

    fn given(answers: Vec<Answered>) -> Justification {
        Justification {
            rule: "R32".to_owned(),
            reason: "示例：航班取消".to_owned(),
            by: "示例".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            answers,
        }
    }

    #[test]
    fn a_reason_answers_what_it_was_given_for_and_nothing_else() {
        let home = found("life.homecoming", "7");
        let given = given(vec![Answered::of(&home)]);
        assert!(given.answers(&home));
        assert!(!given.answers(&found("life.homecoming", "8")));
        assert!(!given.answers(&found("life.departure", "7")));
        assert!(!given.answers(&Finding { rule: "R31", ..home }));
    }

    #[test]
    fn a_reason_of_the_workbook_speaks_for_the_application_only() {
        assert!(given(Vec::new()).answers(&found("itinerary", "7")));
        assert!(!given(Vec::new()).answers(&found("life.homecoming", "7")));
    }
}
