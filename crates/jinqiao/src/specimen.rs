//! The specimen school brought into a database: its season, its delegations, and
//! somebody of every role.

use chassis::web::Role;
use chassis::{Desk, Error};
use delegation::{operations, workbook};
use people::model::School;
use people::operations::account::{Newcomer, welcome};
use season::model::Season;
use season::operations::Incoming;

/// Logins of the specimen's people, what they are called and what they are.
pub const PEOPLE: &[(&str, &str, Role)] = &[
    ("office", "示例经办人", Role::Coordinator),
    ("head", "示例校领导", Role::Head),
    ("finance", "示例财务", Role::Finance),
    ("teacher", "示例教师", Role::Teacher),
    ("admin", "示例管理员", Role::Administrator),
    ("auditor", "示例审计员", Role::Auditor),
    ("organiser", "示例主办方", Role::Organiser),
];

/// Opens the specimen: the season of 2026, one invented school with its seven
/// delegations, and one account of every role, all with one password.
pub async fn open(desk: &mut Desk<'_>, password: &str) -> Result<School, Error> {
    let annex = season::seed::read(season::seed::SEASON_2026).map_err(Error::fault)?;
    let incoming = Incoming { annex: &annex, file: "2026.toml", digest: "", reading: "" };
    season::operations::import(desk, incoming).await?;
    let season = season::operations::current(desk).await?;
    let school = school(desk, &season).await?;
    for (login, name, role) in PEOPLE {
        let school = (*role != Role::Organiser).then_some(school.id);
        welcome(desk, &Newcomer { name, login, password, school, roles: &[*role] }).await?;
    }
    Ok(school)
}

/// Keeps the specimen school and those of its delegations that go where the
/// season's stops are.
pub async fn school(desk: &mut Desk<'_>, season: &Season) -> Result<School, Error> {
    let id = desk.draw_id();
    let school = people::wire::school(specimens::SCHOOL, id).map_err(Error::fault)?;
    let school = people::operations::keep(desk, school).await?;
    for specimen in specimens::DELEGATIONS {
        let Some(stop) = season.stops.iter().find(|stop| stop.number == specimen.stop) else { continue };
        let sheets = workbook::from_sheets(specimen.sheets).map_err(Error::fault)?;
        let party = workbook::Party { id: desk.draw_id(), school: school.id, stop: stop.id };
        let reading = workbook::read(&sheets, party).map_err(|faults| {
            Error::fault(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"))
        })?;
        let goes_there = |country| stop.site.countries.is_empty() || stop.site.countries.contains(country);
        if reading.delegation.itinerary.countries().iter().any(goes_there) {
            operations::keep(desk, reading.delegation).await?;
        }
    }
    Ok(school)
}
