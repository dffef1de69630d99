//! The delegation a page is about.

use chassis::{Desk, Error};

use crate::books::Books;
use crate::deadlines::{self, Deadline, Deadlines};
use crate::examination::Examination;
use crate::model::DelegationId;
use crate::operations;

/// The id in an address; whatever is no id is nobody's.
///
/// # Errors
/// There is no such delegation.
pub(super) fn id(text: &str) -> Result<DelegationId, Error> {
    text.parse()
        .map_err(|_| Error::missing("delegation-unknown", "没有这个团组", "there is no such delegation"))
}

/// A delegation in reach, examined on the desk's day.
///
/// # Errors
/// There is no such delegation, or its stop is not in the season.
pub(super) async fn examined(desk: &mut Desk<'_>, books: &Books, text: &str) -> Result<Examination, Error> {
    let delegation = operations::load(desk, id(text)?).await?;
    let season = season::operations::current(desk).await?;
    operations::examine(desk, books, &season, delegation).await
}

/// What the deadlines of an examined delegation are reckoned from.
pub(super) fn ground<'a>(examination: &'a Examination, books: &'a Books) -> deadlines::Ground<'a> {
    deadlines::Ground {
        knowledge: &books.knowledge,
        book: &examination.book,
        season: &examination.season,
        today: examination.today,
    }
}

/// What is due of an examined delegation, the late ones first.
pub(super) fn due(examination: &Examination, books: &Books) -> Vec<Deadline> {
    let delegation = &examination.delegation;
    let all = Deadlines::of(std::slice::from_ref(delegation), ground(examination, books));
    all.due.into_iter().filter(|deadline| deadline.delegation == Some(delegation.id)).collect()
}
