//! Checking a delegation at the command line.

use chassis::{Door, Error};

use super::{Folders, meant, school_meant};
use crate::facts::dates;
use crate::operations;
use crate::tell;
use crate::wire::checked::Checked;

/// How an examination is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As a person reads it.
    Words,
    /// As a program reads it.
    Json,
}

impl From<bool> for Form {
    /// What `--json` asks for.
    fn from(json: bool) -> Self {
        if json { Self::Json } else { Self::Words }
    }
}

pub(super) async fn list(door: &Door, school: Option<&str>) -> Result<(), Error> {
    let (season, delegations) = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let school = school_meant(desk, school).await?;
            let delegations = operations::of_school(desk, school.id, &season).await?;
            Ok((season, delegations))
        })
        .await?;
    if delegations.is_empty() {
        door.terminal.say("还没有团组；用 jinqiao delegation import 工作簿 --stop 序号 读入一个");
    }
    for delegation in delegations {
        let stop = season.stops.iter().find(|stop| stop.id == delegation.stop);
        let number = stop.map_or_else(|| "？".to_owned(), |stop| stop.number.to_string());
        let stay = delegation.stay().map_or_else(
            || "日程未定".to_owned(),
            |stay| format!("{}出境，{}天", dates::zh(stay.exit()), stay.days()),
        );
        door.terminal.say(&format!(
            "{number}  {}  {stay}  {}人  {}",
            delegation.name,
            delegation.members.len(),
            delegation.id
        ));
    }
    Ok(())
}

pub(super) async fn check(door: &Door, which: &str, form: Form, folders: Folders<'_>) -> Result<(), Error> {
    let books = folders.books()?;
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::examine(desk, &books, &season, delegation).await
        })
        .await?;
    let told = match form {
        Form::Json => serde_json::to_string_pretty(&Checked::from(&examination)).map_err(Error::fault)?,
        Form::Words => tell::examination(&examination, door.terminal.colour),
    };
    door.terminal.say(&told);
    Ok(())
}

pub(super) async fn justify(
    door: &Door,
    which: &str,
    given: operations::Reason<'_>,
    folders: Folders<'_>,
) -> Result<(), Error> {
    let rule = given.rule.trim().to_uppercase();
    let books = folders.books()?;
    let delegation = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            let given = operations::Reason { rule: &rule, ..given };
            operations::justify(desk, &books, &season, delegation.id, given).await
        })
        .await?;
    door.terminal.say(&format!("已为 {} 记录 {rule} 的理由，出公文时会写进请示", delegation.name));
    Ok(())
}
