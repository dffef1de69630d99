//! What a delegation's tasks promise, handed to the crate that keeps promises and
//! asked back from it.

use chassis::{Desk, Error};
use kernel::Id;
use objective::model::{Origin, Outcome, Promise, Source, Subject};
use objective::operations::{self, Settled};
use season::model::SeasonId;

use crate::model::Delegation;

/// The delegation as a record that promises are stated in.
pub(crate) fn subject(delegation: &Delegation) -> Subject {
    Subject::of("delegation", delegation.id)
}

/// Where a delegation's promises are stated.
pub(crate) async fn origin(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<Origin, Error> {
    let season = season::operations::of_stop(desk, delegation.stop).await?;
    Ok(origin_in(season, delegation))
}

fn origin_in(season: SeasonId, delegation: &Delegation) -> Origin {
    Origin { school: delegation.school, season, subject: subject(delegation), name: delegation.name.clone() }
}

/// Brings the promises that are kept to what the delegation states.
pub(crate) async fn settle(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<Settled, Error> {
    let origin = origin(desk, delegation).await?;
    let stated: Vec<Outcome> = delegation.purposes.iter().flat_map(crate::model::Purpose::promised).collect();
    operations::settle(desk, &origin, &stated).await
}

/// The promises of a delegation with all that came of them; as stated, while none
/// has been kept.
pub(crate) async fn of(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<Vec<Promise>, Error> {
    let kept = operations::of_origin(desk, &subject(delegation)).await?;
    Ok(if kept.is_empty() { stated(SeasonId::passing(0), delegation) } else { kept })
}

/// What a delegation states, as promises of which nothing has come yet.
pub(crate) fn stated(season: SeasonId, delegation: &Delegation) -> Vec<Promise> {
    let origin = origin_in(season, delegation);
    let all = delegation.purposes.iter().flat_map(crate::model::Purpose::promised);
    let promise = |(number, outcome)| Promise {
        id: Id::passing(number),
        origin: origin.clone(),
        source: Source::Stated,
        outcome,
        handovers: Vec::new(),
        fulfilments: Vec::new(),
        release: None,
        evidence: Vec::new(),
    };
    (1..).zip(all).map(promise).collect()
}
