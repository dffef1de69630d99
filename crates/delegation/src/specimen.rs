//! The specimen delegations with all that papers say of them, without a
//! database: for trying a form and for showing what every fact is like.

use chassis::Error;
use documents::Fact;
use jiff::civil::{Date, date};
use kernel::Id;
use season::model::Season;
use specimens::Specimen;

use crate::books::Books;
use crate::examination::{Examination, Ground};
use crate::forms;
use crate::print::Order;
use crate::workbook::{self, Party};

/// The annex the specimens travel by.
const ANNEX: &str = include_str!("../../../examples/annex-2026.txt");

/// The day the specimens' papers are made: their publicity is over by then.
const TODAY: Date = date(2026, 1, 15);

/// A specimen by its name: `3-brazil`, `brazil-2026` or `brazil`.
pub fn named(name: &str) -> Option<&'static Specimen> {
    let bare =
        name.trim().trim_end_matches("-2026").trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    specimens::DELEGATIONS.iter().find(|known| {
        known.slug == name || known.slug.split_once('-').is_some_and(|(_, place)| place == bare)
    })
}

/// Every fact of a specimen.
pub fn facts(specimen: &Specimen, books: &Books) -> Result<Fact, Error> {
    let season = season()?;
    let stop = season.stops.iter().find(|stop| stop.number == specimen.stop);
    let stop = stop.ok_or_else(|| Error::fault("the specimens' annex lacks a stop"))?;
    let sheets = workbook::from_sheets(specimen.sheets).map_err(Error::fault)?;
    let school = people::wire::school(specimens::SCHOOL, Id::passing(0)).map_err(Error::fault)?;
    let party = Party { id: Id::passing(0), school: school.id, stop: stop.id };
    let told = |faults: Vec<String>| Error::fault(faults.join("；"));
    let reading = workbook::read(&sheets, party)
        .map_err(|faults| told(faults.iter().map(ToString::to_string).collect()))?;
    let ground = Ground { books, season: &season, others: &[], today: TODAY };
    let examination = Examination::of(reading.delegation, stop.clone(), school, ground)?;
    forms::facts_of(&examination, books, Order::default())
}

fn season() -> Result<Season, Error> {
    let document = intake::read_here(ANNEX.as_bytes()).map_err(Error::fault)?;
    let reading = season::annex::read(&document, "annex-2026.txt", TODAY);
    let mut position = 0;
    let passing = || {
        position += 1;
        Id::passing(position)
    };
    Ok(reading.season(Id::passing(0), passing))
}
