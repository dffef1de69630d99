//! Rows of one person, gathered: a person with two passports stands in two rows.

use super::fault::Fault;
use super::read::Entry;
use crate::model::{Particular, Person};

/// Entries with the rows of one person made one; rows of one person that say
/// different things are faults.
pub(super) fn gathered(entries: Vec<Entry>, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let mut gathered: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut known: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for entry in entries {
        let Some(sign) = sign(&entry.person).filter(|_| entry.whole) else {
            gathered.push(entry);
            continue;
        };
        let earlier = known.get(&sign).and_then(|at| gathered.get_mut(*at));
        match earlier {
            None => {
                known.insert(sign, gathered.len());
                gathered.push(entry);
            }
            Some(earlier) if only_documents_differ(&earlier.person, &entry.person) => {
                for document in entry.person.documents {
                    if !earlier.person.documents.contains(&document) {
                        earlier.person.documents.push(document);
                    }
                }
            }
            Some(earlier) => faults.push(Fault::stop(
                &entry.place,
                format!("与“{}”处是同一人，但内容不同；请合为一行", earlier.place),
                format!("the same person as at “{}”, told otherwise; make it one row", earlier.place),
            )),
        }
    }
    gathered
}

/// What tells a person from all others of the table.
fn sign(person: &Person) -> Option<String> {
    match (&person.identity, person.born) {
        (Some(identity), _) => Some(identity.in_full().to_owned()),
        (None, Some(born)) => Some(format!("{} {born}", person.name.zh)),
        (None, None) => None,
    }
}

fn only_documents_differ(one: &Person, other: &Person) -> bool {
    one.differences(other).iter().all(|what| *what == Particular::DocumentNumber)
}
