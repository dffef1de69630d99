//! A delegation's life as JSON: its events in order.

mod steps;
mod terms;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coded;
use super::spelling::Spelling;
use crate::model::life::{Life, Noted};
use steps::EventWire;

/// One event with who recorded it and when.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Noted")]
pub(crate) struct NotedWire {
    event: EventWire,
    by: String,
    #[serde(with = "coded")]
    #[schemars(with = "Spelling<Timestamp>")]
    at: Timestamp,
}

/// The events of a life.
pub(crate) fn written(life: &Life) -> Vec<NotedWire> {
    let noted = |it: &Noted| NotedWire { event: (&it.event).into(), by: it.by.clone(), at: it.at };
    life.events().iter().map(noted).collect()
}

/// The life that was kept.
pub(super) fn read(events: Vec<NotedWire>) -> Life {
    let noted = |it: NotedWire| Noted { event: it.event.into(), by: it.by, at: it.at };
    Life::kept(events.into_iter().map(noted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::life;

    #[test]
    fn every_step_is_read_back_as_it_was_written() {
        let life = life::tests::whole();
        let json = serde_json::to_string(&written(&life)).unwrap();
        assert_eq!(read(serde_json::from_str(&json).unwrap()), life);
    }

    #[test]
    fn a_refusal_is_read_back_with_who_refused() {
        let life =
            life::tests::lived(&format!("{}; submit 22; reject 示例省外办 30", life::tests::AGREED)).unwrap();
        let json = serde_json::to_string(&written(&life)).unwrap();
        assert_eq!(read(serde_json::from_str(&json).unwrap()), life);
    }

    #[test]
    fn a_life_that_cannot_be_is_read_and_doubted() {
        let life = life::tests::whole();
        assert_eq!(life.doubt(), None);
        let mut events = written(&life);
        events.remove(5);
        let read = read(events);
        let (noted, hurdle) = read.doubt().unwrap();
        assert_eq!(noted.event.step(), life::Step::Submission);
        assert_eq!(hurdle, life::Hurdle::Missing(life::Step::Notice));
    }
}
