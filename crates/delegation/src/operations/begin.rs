//! A party that begins without a workbook: a stop, a name, and whoever went last.

use chassis::{Desk, Error};
use season::model::{Season, StopId};

use super::{keep_with_promises, load};
use crate::model::{
    Category, DayRate, Delegation, DelegationId, Funding, HostPays, Itinerary, Member, NightCount, PastTrip,
    TripMode,
};
use crate::store;

/// How a party begins.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// Where it goes.
    pub stop: StopId,
    /// What it is called.
    pub name: &'a str,
    /// The delegation whose people go again, if any do.
    pub like: Option<DelegationId>,
}

/// Begins a party of the desk's school, with the people of an earlier one or with
/// nobody yet.
///
/// # Errors
/// Refuses a name that is empty or taken, and a stop that is not in the season.
pub async fn begin(
    desk: &mut Desk<'_>,
    season: &Season,
    beginning: Beginning<'_>,
) -> Result<Delegation, Error> {
    let Beginning { stop, name, like } = beginning;
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::refused(
            "name-empty",
            "团组名称是空的；请写全称，如“示例职业技术学院赴巴西参赛团”",
            "the delegation has no name; write it in full",
        ));
    }
    if !season.stops.iter().any(|known| known.id == stop) {
        return Err(unknown_stop());
    }
    let school = people::operations::own(desk).await?;
    if store::named(desk, school.id, stop, name).await?.is_some() {
        return Err(Error::refused(
            "name-taken",
            format!("这一站已经有“{name}”；请打开它，或换一个名称"),
            format!("there is a “{name}” to this stop already; open it, or choose another name"),
        ));
    }
    let members = match like {
        Some(id) => again(&load(desk, id).await?),
        None => Vec::new(),
    };
    let delegation = Delegation {
        id: desk.draw_id(),
        school: school.id,
        stop,
        name: name.to_owned(),
        mode: TripMode::OwnParty,
        category: Category::Administrative,
        plan: None,
        members,
        itinerary: Itinerary::default(),
        invitations: Vec::new(),
        purposes: Vec::new(),
        witnesses: Vec::new(),
        funding: unfunded(),
        publicity: None,
        contact: String::new(),
        justifications: Vec::new(),
        life: crate::model::life::Life::default(),
        settlement: crate::model::settlement::Settlement::default(),
    };
    Ok(keep_with_promises(desk, delegation).await?.0)
}

/// Whether there is a party of that name to the stop already, and which.
pub async fn named(desk: &mut Desk<'_>, stop: StopId, name: &str) -> Result<Option<DelegationId>, Error> {
    let school = people::operations::own(desk).await?;
    store::named(desk, school.id, stop, name).await
}

/// A stop that no season has.
pub fn unknown_stop() -> Error {
    Error::refused(
        "stop-unchosen",
        "还没有选赛站；请先选去哪一站",
        "no stop is chosen; choose where the delegation goes",
    )
}

/// The people of a party, to go again: their tasks were that trip's, and a trip they
/// came home from is one of their past trips now.
fn again(last: &Delegation) -> Vec<Member> {
    let made = last.life.homecoming.as_ref().map(|home| PastTrip {
        from: home.terms.exit.first_of_month(),
        countries: home.terms.countries.clone(),
        purpose: last.purposes.first().map(|purpose| purpose.title.clone()).unwrap_or_default(),
    });
    let member = |member: &Member| {
        let mut member = Member { tasks: Vec::new(), ..member.clone() };
        if let Some(trip) = &made {
            member.past_trips.insert(0, trip.clone());
        }
        member
    };
    last.members.iter().map(member).collect()
}

/// Nothing is known of the money yet.
fn unfunded() -> Funding {
    Funding {
        source: String::new(),
        budgeted: false,
        rates: Vec::new(),
        expenses: Vec::new(),
        host_pays: HostPays::default(),
        day_rate: DayRate::Night,
        nights: NightCount::Nights,
        shares: Vec::new(),
    }
}
