//! `jinqiao deadlines`: what is due, by when, and what gets in the way.

use std::path::PathBuf;

use chassis::{Door, Error};
use clap::Args;

use super::{Folders, school_meant, write_file};
use crate::deadlines::{Deadlines, Ground, calendar, wire};
use crate::operations;
use crate::tell::{self, Shown};

/// 时限：什么该办、最晚哪天、什么会顺延、哪里有冲突
#[derive(Debug, Args)]
pub struct Command {
    /// 哪所学校；只登记了一所时不用填
    #[arg(long, value_name = "校名")]
    school: Option<String>,
    /// 已办的也列出
    #[arg(long)]
    all: bool,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
    /// 另存为日历
    #[arg(long, value_name = "文件")]
    ics: Option<PathBuf>,
}

impl Command {
    /// Reckons the deadlines and tells them.
    pub async fn run(&self, door: &Door, folders: Folders<'_>) -> Result<(), Error> {
        let books = folders.books()?;
        let (season, school, delegations) = door
            .look(async |desk| {
                let season = season::operations::current(desk).await?;
                let school = school_meant(desk, self.school.as_deref()).await?;
                let delegations = operations::changed(desk, school.id, &season).await?;
                Ok((season, school, delegations))
            })
            .await?;
        let today = door.clock.today;
        let book = books
            .shelf
            .effective(&school.province, &school.name, today)
            .map_err(|fault| Error::fault(fault.to_string()))?;
        let changed = delegations.iter().map(|(delegation, at)| (delegation.id, *at)).collect();
        let delegations: Vec<_> = delegations.into_iter().map(|(delegation, _)| delegation).collect();
        let ground = Ground { knowledge: &books.knowledge, book: &book, season: &season, today };
        let deadlines = Deadlines::of(&delegations, ground);
        if let Some(out) = &self.ics {
            write_file(out, calendar::ics(&deadlines, &changed).as_bytes())?;
            door.terminal.say(&format!("时限日历已写到 {}", out.display()));
        } else if self.json {
            door.terminal.say(&wire::json(&deadlines).map_err(Error::fault)?);
        } else {
            let shown = if self.all { Shown::All } else { Shown::Open };
            door.terminal.say(&tell::deadlines(&deadlines, &school.name, shown, door.terminal.colour));
        }
        Ok(())
    }
}
