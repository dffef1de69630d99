//! A delegation's life as JSON: its events in order. Reading tells the life anew,
//! so a document with an impossible life is refused.

mod steps;
mod terms;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::coded;
use crate::model::life::{Life, Noted};
use steps::EventWire;

/// One event with who recorded it and when.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotedWire {
    event: EventWire,
    by: String,
    #[serde(with = "coded")]
    at: Timestamp,
}

/// The events of a life.
pub(super) fn written(life: &Life) -> Vec<NotedWire> {
    let noted = |it: &Noted| NotedWire { event: (&it.event).into(), by: it.by.clone(), at: it.at };
    life.events().iter().map(noted).collect()
}

/// The life that events tell; the error says which step cannot be, and why.
pub(super) fn read(events: Vec<NotedWire>) -> Result<Life, String> {
    let noted = |it: NotedWire| Noted { event: it.event.into(), by: it.by, at: it.at };
    Life::told(events.into_iter().map(noted).collect()).map_err(|hurdle| hurdle.said().zh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::life;

    #[test]
    fn every_step_is_read_back_as_it_was_written() {
        let life = life::tests::whole();
        let json = serde_json::to_string(&written(&life)).unwrap();
        assert_eq!(read(serde_json::from_str(&json).unwrap()), Ok(life));
    }

    #[test]
    fn a_life_that_cannot_be_is_refused() {
        let life = life::tests::whole();
        let mut events = written(&life);
        events.remove(5);
        assert_eq!(read(events).unwrap_err(), "还没有“任务通知”的记录；先办这一步");
    }
}
