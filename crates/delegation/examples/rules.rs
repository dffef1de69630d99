//! Holds delegations against every rule, for the bench:
//! `cargo run --release -p delegation --example rules -- 10000`.
//!
//! The seven specimens are judged in turn, each beside its school's other six,
//! as a school's officer would see them.

use std::error::Error;

use delegation::case::Case;
use delegation::knowledge::Knowledge;
use delegation::model::Delegation;
use delegation::rulebook::Shelf;
use delegation::rules;
use delegation::workbook::{self, Party};
use jiff::civil::date;
use kernel::Id;
use people::model::School;
use season::model::{Season, Stop};

fn id<T>(number: u32) -> Id<T> {
    Id::passing(number)
}

fn specimen(number: u32, stop: &Stop) -> Result<Delegation, Box<dyn Error>> {
    let specimen = specimens::to_stop(number).ok_or("no specimen")?;
    let sheets = workbook::from_sheets(specimen.sheets).map_err(|error| error.to_string())?;
    let party = Party { id: id(number), school: id(99), stop: stop.id };
    Ok(workbook::read(&sheets, party).map_err(|faults| format!("{faults:?}"))?.delegation)
}

fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).unwrap_or_else(|| "10000".to_owned()).parse()?;
    let today = date(2026, 1, 15);
    let annex = season::seed::read(season::seed::SEASON_2026)?;
    let season = Season {
        id: id(1),
        year: annex.year,
        name: annex.name.clone(),
        stops: season::annex::stops(&annex, today, |number| Some(id(number))),
        tasks: annex.tasks.clone(),
        goals: annex.goals.clone(),
    };
    let school: School = people::wire::school(specimens::SCHOOL, id(99))?;
    let shelf = Shelf::shipped().map_err(|faults| format!("{faults:?}"))?;
    let knowledge = Knowledge::shipped().map_err(|faults| format!("{faults:?}"))?;
    let book = shelf.effective(&school.province, &school.name, today)?;
    let stops = &season.stops;
    let parties: Vec<Delegation> =
        (1..).zip(stops).map(|(number, stop)| specimen(number, stop)).collect::<Result<_, _>>()?;
    let found: usize = parties
        .iter()
        .zip(stops)
        .cycle()
        .take(count)
        .map(|(delegation, stop)| {
            let case = Case {
                delegation,
                stop,
                season: &season,
                school: &school,
                book: &book,
                workdays: &knowledge.workdays,
                others: &parties,
                hosts: &knowledge.hosts.vacations,
                holidays: &knowledge.hosts.holidays,
                ramadan: &knowledge.hosts.ramadan,
                visas: &knowledge.visas,
                today,
            };
            rules::check(&case).len()
        })
        .sum();
    assert!(found > 0, "the specimens have findings");
    Ok(())
}
