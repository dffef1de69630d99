//! What is decided above the annex: for one school, or for everybody.

use chassis::{Desk, Error, Reach, journal, outbox};
use kernel::Country;
use people::model::SchoolId;
use people::operations::account;

use super::{countries_written, current, no_season, subject, text};
use crate::annex;
use crate::model::{Field, LocalEdit, Owner};
use crate::store;

/// Whose decisions stand on this desk. The operator of a machine with a single
/// school and no organiser works for that school: what its people decided in the
/// desk is what their commands print.
pub async fn owner(desk: &mut Desk<'_>) -> Result<Owner, Error> {
    match desk.reach {
        Reach::School(school) => Ok(Owner::School(SchoolId::new(school))),
        Reach::Nothing => Ok(Owner::Everybody),
        Reach::All => {
            let schools = people::operations::list(desk).await?;
            match schools.as_slice() {
                [only] if !account::has_organiser(desk).await? => Ok(Owner::School(only.id)),
                _ => Ok(Owner::Everybody),
            }
        }
    }
}

/// Decides or corrects one field of a stop; the value stands above the annex.
///
/// # Errors
/// Refuses a stop the annex does not have, and a value nobody can read.
pub async fn edit(desk: &mut Desk<'_>, number: u32, field: Field, value: &str) -> Result<(), Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let annex = text(desk, held, held.version).await?;
    if !annex.rows.iter().any(|row| row.number == number) {
        return Err(no_stop(held.year, number));
    }
    let (value, by) = (value.trim().to_owned(), desk.actor.name.clone());
    let edit = LocalEdit { number, field, value, by, owner: owner(desk).await? };
    let reading = annex::read_again(&annex.with(std::slice::from_ref(&edit)), desk.today);
    if let Some(unread) = reading.unread.first() {
        return Err(Error::refused("value-unreadable", unread.why.zh.clone(), unread.why.en.clone()));
    }
    store::edit(desk, held.id, &edit).await?;
    let told = format!("第{number}站 {}：{}", field.words().zh, edit.value);
    journal::record(desk, "season.edit", &subject(held), &told).await?;
    outbox::post(desk, "season.changed", &subject(held)).await
}

/// Decides to which of the countries that the annex names one goes; returns the
/// cell that says so.
///
/// # Errors
/// Refuses a country that the annex does not name for the stop, and no country.
pub async fn decide(desk: &mut Desk<'_>, number: u32, countries: &[Country]) -> Result<String, Error> {
    if countries.is_empty() {
        return Err(Error::refused(
            "choice-empty",
            format!("第{number}站还没有选；请选一项再定"),
            format!("nothing was chosen for stop {number}; choose one and decide again"),
        ));
    }
    let season = current(desk).await?;
    let named = countries_written(desk, number).await?;
    if let Some(other) = countries.iter().find(|country| !named.is_empty() && !named.contains(country)) {
        return Err(not_named(number, *other, &named));
    }
    let chosen = countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、");
    let site = season.stops.iter().find(|known| known.number == number).map(|known| &known.site);
    // A cell without brackets names the countries themselves: 伊朗或阿联酋.
    let value = match site {
        Some(site) if site.region != site.text || kernel::Region::find(&site.region).is_some() => {
            format!("{}（{chosen}）", site.region)
        }
        _ => chosen,
    };
    edit(desk, number, Field::Site, &value).await?;
    Ok(value)
}

/// Takes a decision back: the annex's own words hold again.
pub async fn take_back(desk: &mut Desk<'_>, number: u32, field: Field) -> Result<(), Error> {
    let held = store::latest(desk).await?.ok_or_else(no_season)?;
    let owner = owner(desk).await?;
    if !store::unedit(desk, held.id, (number, field), owner).await? {
        desk.leave_unchanged();
        return Ok(());
    }
    let told = format!("第{number}站 {}：按附件", field.words().zh);
    journal::record(desk, "season.edit", &subject(held), &told).await?;
    outbox::post(desk, "season.changed", &subject(held)).await
}

fn no_stop(year: i16, number: u32) -> Error {
    Error::missing(
        "stop-unknown",
        format!("{year}赛季没有第{number}站"),
        format!("the season of {year} has no stop {number}"),
    )
}

fn not_named(stop: u32, other: Country, named: &[Country]) -> Error {
    let written: Vec<&str> = named.iter().map(|country| country.zh()).collect();
    Error::refused(
        "country-not-named",
        format!(
            "附件第{stop}站没有{}（写的是{}）；确要改国家，请用 jinqiao season edit {stop} 国家/地区 …",
            other.zh(),
            written.join("、")
        ),
        format!(
            "the annex does not name {} for stop {stop}; to change it use `jinqiao season edit`",
            other.en()
        ),
    )
}
