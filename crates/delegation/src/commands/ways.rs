//! `jinqiao delegation ways`: what can be done about a stay over the cap.

use chassis::{Door, Error};

use super::check::Form;
use super::{Folders, meant};
use crate::board::Way;
use crate::{operations, ways};

/// Tells the five ways.
pub(super) async fn show(door: &Door, which: &str, form: Form, folders: Folders<'_>) -> Result<(), Error> {
    let books = folders.books()?;
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::examine(desk, &books, &season, delegation).await
        })
        .await?;
    door.terminal.say(&match form {
        Form::Json => ways::json(examination.overstay.as_ref()).map_err(Error::fault)?,
        Form::Words => ways::told(&examination),
    });
    Ok(())
}

/// Takes one of them, by whoever answers for it.
pub(super) async fn adopt(
    door: &Door,
    which: &str,
    (way, by): (Way, Option<&str>),
    folders: Folders<'_>,
) -> Result<(), Error> {
    let books = folders.books()?;
    let (delegation, overstay) = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::adopt(desk, &books, &season, delegation.id, (way, by)).await
        })
        .await?;
    door.terminal.say(&ways::adopted(&delegation, &overstay, way));
    Ok(())
}
