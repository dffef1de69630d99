//! One transaction of business: begun at the door, ended by whoever began it.

use sqlx::{Any, Transaction};

use crate::desk::Journalled;
use crate::{Actor, Clock, Desk, Error, Ids, Reach};

/// Who comes to a desk, and whose rows they may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Who acts.
    pub actor: Actor,
    /// Whose rows may be seen.
    pub reach: Reach,
}

/// An open transaction (一次办理). Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Work {
    transaction: Transaction<'static, Any>,
    who: Who,
    clock: Clock,
    ids: Ids,
    journalled: Journalled,
}

impl Work {
    pub(crate) fn new(transaction: Transaction<'static, Any>, who: Who, clock: Clock) -> Self {
        Self { transaction, who, clock, ids: Ids::Drawn, journalled: Journalled::Nothing }
    }

    /// The desk the business is done at.
    pub fn desk(&mut self) -> Desk<'_> {
        Desk {
            conn: &mut self.transaction,
            actor: self.who.actor.clone(),
            now: self.clock.now,
            today: self.clock.today,
            reach: self.who.reach,
            ids: &mut self.ids,
            journalled: &mut self.journalled,
        }
    }

    /// Keeps what was done: record, journal and outbox together.
    ///
    /// # Errors
    /// A fault, if the business left no line in the journal: nothing is kept then.
    pub async fn commit(self) -> Result<(), Error> {
        if self.journalled == Journalled::Nothing {
            return Err(Error::fault("a change left no line in the journal"));
        }
        Ok(self.transaction.commit().await?)
    }

    /// Lets go of what was done.
    pub async fn leave(self) -> Result<(), Error> {
        Ok(self.transaction.rollback().await?)
    }
}
