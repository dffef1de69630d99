//! An extract as JSON.

use jiff::civil::Date;
use kernel::{Currency, Money};
use serde::{Deserialize, Serialize};

use super::{Unreadable, coded};
use crate::model::Half;
use crate::model::approval::Extract;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtractWire {
    staff: Vec<String>,
    students: usize,
    route: String,
    stay: Option<StayWire>,
    /// In fen.
    total: Option<i64>,
    halves: Vec<HalfWire>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StayWire {
    #[serde(with = "coded")]
    exit: Date,
    #[serde(with = "coded")]
    entry: Date,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HalfWire {
    #[serde(with = "coded")]
    date: Date,
    #[serde(with = "coded")]
    half: Half,
    text: String,
}

/// Writes an extract.
pub(crate) fn write(it: &Extract) -> Result<String, Unreadable> {
    let half =
        |(date, half, text): &(Date, Half, String)| HalfWire { date: *date, half: *half, text: text.clone() };
    Ok(serde_json::to_string(&ExtractWire {
        staff: it.staff.clone(),
        students: it.students,
        route: it.route.clone(),
        stay: it.stay.map(|(exit, entry)| StayWire { exit, entry }),
        total: it.total.map(|total| total.minor),
        halves: it.halves.iter().map(half).collect(),
    })?)
}

/// Reads an extract back.
pub(crate) fn read(json: &str) -> Result<Extract, Unreadable> {
    let wire: ExtractWire = serde_json::from_str(json)?;
    Ok(Extract {
        staff: wire.staff,
        students: wire.students,
        route: wire.route,
        stay: wire.stay.map(|it| (it.exit, it.entry)),
        total: wire.total.map(|fen| Money::new(fen, Currency::Cny)),
        halves: wire.halves.into_iter().map(|it| (it.date, it.half, it.text)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::scene::Scene;

    #[test]
    fn an_extract_is_read_back_as_it_was_written() {
        let trip = Scene::of("").trip;
        let told = Extract::of(&trip, Some(Money::new(14_652_400, Currency::Cny)));
        assert_eq!(read(&write(&told).unwrap()).unwrap(), told);
        assert_eq!(told.alterations(&told), []);
    }
}
