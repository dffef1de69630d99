//! What a task promises, as JSON.

use jiff::civil::Date;
use objective::model::{Outcome, OutcomeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coded;
use super::spelling::Spelling;

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Outcome")]
pub(super) struct OutcomeWire {
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<OutcomeKind>")]
    kind: OutcomeKind,
    what: String,
    shown_by: String,
    owner: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Date>")]
    due: Date,
    goals: Vec<u32>,
}

impl OutcomeWire {
    /// The promise of a task.
    pub(super) fn of(self, task: u32) -> Outcome {
        let Self { kind, what, shown_by, owner, due, goals } = self;
        Outcome { task, kind, what, shown_by, owner, due, goals }
    }
}

impl From<&Outcome> for OutcomeWire {
    fn from(it: &Outcome) -> Self {
        Self {
            kind: it.kind,
            what: it.what.clone(),
            shown_by: it.shown_by.clone(),
            owner: it.owner.clone(),
            due: it.due,
            goals: it.goals.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::workbook::{self, Party};

    #[test]
    fn a_delegation_stored_before_there_were_promises_is_read() {
        let document = workbook::from_sheets(specimens::to_stop(3).unwrap().sheets).unwrap();
        let id = "00000000-0000-7000-8000-000000000001";
        let (id, school, stop) = (id.parse().unwrap(), id.parse().unwrap(), id.parse().unwrap());
        let mut trip = workbook::read(&document, Party { id, school, stop }).unwrap().delegation;
        assert_eq!(super::super::read(&super::super::write(&trip).unwrap()).unwrap(), trip);
        trip.purposes.iter_mut().for_each(|purpose| purpose.promises.clear());
        let stored = super::super::write(&trip).unwrap();
        let before = stored.replace(",\"promises\":[]", "");
        assert_ne!(stored, before);
        assert_eq!(super::super::read(&before).unwrap(), trip);
    }
}
