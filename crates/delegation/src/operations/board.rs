//! The season as one desk sees it: the board by the desk's own rules, who goes,
//! what is open, what the annex changed.

use chassis::{Desk, Error, Reach};
use season::model::Season;
use season::operations::{Changed, Publisher, Review};

use crate::board::Board;
use crate::books::Books;
use crate::model::Delegation;
use crate::store;

pub use crate::store::Tally;

/// The season on a desk (赛季).
#[derive(Debug, Clone)]
pub struct SeasonView {
    /// The season, with what was decided here.
    pub season: Season,
    /// What each stop means, by the rules of the desk's school; by the nation's
    /// where the desk belongs to none.
    pub board: Board,
    /// Who goes.
    pub goers: Goers,
    /// What the version that holds changed.
    pub changed: Changed,
    /// The version that holds, with the words and the places of its values.
    pub held: Review,
    /// Who hands in the annex.
    pub publisher: Publisher,
}

/// Who goes (谁去): a school sees its own parties, who sees every school's gets
/// figures.
#[derive(Debug, Clone)]
pub enum Goers {
    /// One school's.
    Own(Vec<Delegation>),
    /// Every school's, by stop.
    Counted(Vec<Tally>),
}

/// The season as the desk sees it.
pub async fn view(desk: &mut Desk<'_>, books: &Books) -> Result<SeasonView, Error> {
    let season = season::operations::current(desk).await?;
    let (goers, province, college) = match desk.reach {
        Reach::All => (Goers::Counted(store::tallies(desk).await?), String::new(), String::new()),
        Reach::School(_) | Reach::Nothing => {
            let school = people::operations::own(desk).await?;
            let own = super::of_school(desk, school.id, &season).await?;
            (Goers::Own(own), school.province, school.name)
        }
    };
    let today = desk.today;
    let book = books.shelf.effective(&province, &college, today);
    let book = book.map_err(|fault| Error::fault(fault.to_string()))?;
    let board = Board::of(&season, &books.knowledge, &book, today);
    let changed = season::operations::changed(desk).await?;
    let held = season::operations::review(desk, changed.version.version).await?;
    let publisher = season::operations::publisher(desk).await?;
    Ok(SeasonView { season, board, goers, changed, held, publisher })
}
