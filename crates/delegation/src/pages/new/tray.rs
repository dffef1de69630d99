//! Workbooks with faults, held for a little while so that they can be had back with
//! their cells marked. They lie in memory only, a few at a time, each for the person
//! who handed it in.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::{Timestamp, ToSpan as _};

use crate::workbook::Fault;

/// So many workbooks are held at once.
const HELD: usize = 8;

/// The held workbooks.
#[derive(Debug, Default)]
pub(super) struct Tray(Mutex<VecDeque<Held>>);

/// A workbook and what is wrong with it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// The secret it is asked for by.
    pub(super) key: String,
    /// Whose it is.
    pub(super) account: String,
    /// When it came.
    pub(super) at: Timestamp,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// What is wrong with it.
    pub(super) faults: Vec<Fault>,
}

impl Tray {
    /// Holds a workbook; the oldest gives way.
    pub(super) fn hold(&self, held: Held) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|other| other.at.saturating_add(30.minutes()).is_ok_and(|until| until > held.at));
        if all.len() >= HELD {
            all.pop_front();
        }
        all.push_back(held);
    }

    /// A workbook of one's own, while it is held.
    pub(super) fn find(&self, key: &str, account: &str) -> Option<Held> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|held| held.key == key && held.account == account).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(key: usize, minute: i64) -> Held {
        Held {
            key: key.to_string(),
            account: "a".to_owned(),
            at: Timestamp::from_second(minute * 60).unwrap(),
            bytes: Vec::new(),
            faults: Vec::new(),
        }
    }

    #[test]
    fn a_tray_holds_a_few_for_a_while_each_for_its_own() {
        let tray = Tray::default();
        (0..10).for_each(|key| tray.hold(held(key, 0)));
        assert!(tray.find("1", "a").is_none());
        assert!(tray.find("9", "a").is_some());
        assert!(tray.find("9", "b").is_none());
        tray.hold(held(10, 31));
        assert!(tray.find("9", "a").is_none());
        assert!(tray.find("10", "a").is_some());
    }
}
