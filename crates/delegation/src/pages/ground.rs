//! What a screen of one party begins with.

use std::sync::Arc;

use chassis::Error;
use chassis::web::{Member, Visit};
use people::model::AccountId;
use season::model::Season;

use crate::books::Books;
use crate::operations::life::Ground;

/// The books as routes hand them out.
pub(super) type Shelf = axum::Extension<Arc<Books>>;

pub(super) use super::party::id as party;

/// Who reads; the routes let only members in.
pub(super) fn reader(visit: &Visit) -> Result<&Member, Error> {
    visit.caller.member().ok_or_else(|| Error::fault("a member was let in"))
}

/// The account of who reads.
pub(super) fn account(visit: &Visit) -> Result<AccountId, Error> {
    Ok(AccountId::new(reader(visit)?.account))
}

/// What a step is judged with.
pub(super) fn ground<'a>(books: &'a Books, season: &'a Season) -> Ground<'a> {
    Ground { books, season }
}

/// The day of a time, in China.
pub(super) fn day_of(at: jiff::Timestamp) -> jiff::civil::Date {
    at.to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(8))).date()
}
