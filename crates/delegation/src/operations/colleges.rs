//! What the organiser of a season sees of the colleges: who takes part where, how many
//! come, how far they have got. Names of travellers are none of it.

use chassis::{Desk, Error, Reach};
use people::model::{School, SchoolId};
use season::model::StopId;

use crate::listing::{Asked, Listing};
use crate::model::life::Phase;
use crate::store::colleges as store;

/// One college at one stop (院校参赛情况).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The college.
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    /// The stop.
    pub stop: StopId,
    /// How many parties.
    pub parties: i64,
    /// Staff who travel.
    pub staff: i64,
    /// Students who travel.
    pub students: i64,
    /// How many parties have got how far.
    pub phases: Vec<(Phase, i64)>,
}

/// Every college at every stop it goes to, as far as the desk reaches.
pub async fn shares(
    desk: &mut Desk<'_>,
    stop: Option<StopId>,
    phase: Option<Phase>,
) -> Result<Vec<Share>, Error> {
    let mut shares: Vec<Share> = Vec::new();
    for row in store::rows(desk, stop, phase).await? {
        let school: SchoolId = row.school_id.parse().map_err(Error::fault)?;
        let stop: StopId = row.stop_id.parse().map_err(Error::fault)?;
        let phase: Phase = row.phase.parse().map_err(Error::fault)?;
        match shares.last_mut().filter(|last| last.school == school && last.stop == stop) {
            Some(last) => {
                last.parties += row.parties;
                last.staff += row.staff;
                last.students += row.students;
                last.phases.push((phase, row.parties));
            }
            None => shares.push(Share {
                school,
                school_name: row.school_name,
                stop,
                parties: row.parties,
                staff: row.staff,
                students: row.students,
                phases: vec![(phase, row.parties)],
            }),
        }
    }
    for share in &mut shares {
        share.phases.sort();
    }
    Ok(shares)
}

/// One college and a page of its parties; the desk reaches no further from there on.
///
/// # Errors
/// There is no such college within reach.
pub async fn of_college(
    desk: &mut Desk<'_>,
    school: SchoolId,
    asked: &Asked,
) -> Result<(School, Listing), Error> {
    let school = people::operations::load(desk, school).await?;
    desk.reach = Reach::School(school.id.uuid());
    let listing = super::listing::list(desk, asked).await?;
    Ok((school, listing))
}
