//! Lists of delegations, and what their columns are filled with.

use chassis::{Desk, Error};

use crate::books::Books;
use crate::listing::{Asked, Listing};
use crate::model::Budget;
use crate::model::life::Phase;
use crate::store::listing as store;

/// The lines that are asked for, where the next page begins, and how many parties
/// have got how far.
pub async fn list(desk: &mut Desk<'_>, asked: &Asked) -> Result<Listing, Error> {
    let more = Asked { most: asked.most.saturating_add(1), ..asked.clone() };
    let mut entries = store::entries(desk, &more).await?;
    let most = usize::try_from(asked.most).unwrap_or_default();
    let is_more = entries.len() > most;
    entries.truncate(most);
    let next = entries.last().filter(|_| is_more).map(|last| last.place(asked.order));
    let counted = store::phases(desk).await?;
    let count = |phase: &Phase| {
        let found = counted.iter().find(|(code, _)| code == phase.code());
        found.map(|(_, count)| (*phase, *count))
    };
    Ok(Listing { entries, next, phases: Phase::ALL.iter().filter_map(count).collect() })
}

/// Whether the columns of every delegation in reach say what its whole says.
pub async fn is_noted(desk: &mut Desk<'_>) -> Result<bool, Error> {
    Ok(!store::is_unnoted(desk).await?)
}

/// Fills the columns of delegations that were changed since, or kept before there
/// were such columns. Nobody's word changes, so the journal has no line of it.
pub async fn note(desk: &mut Desk<'_>, books: &Books) -> Result<(), Error> {
    let (rates, figures) = (&books.knowledge.per_diem, &books.knowledge.money);
    loop {
        let some = store::unnoted(desk).await?;
        if some.is_empty() {
            desk.leave_unchanged();
            return Ok(());
        }
        for (id, delegation) in &some {
            let budget = Budget::of(delegation, rates, figures).ok();
            store::note(desk, (*id, delegation), budget.map(|budget| budget.total.minor)).await?;
        }
    }
}
