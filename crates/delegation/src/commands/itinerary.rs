//! `jinqiao delegation itinerary`: the days laid out.

use std::path::PathBuf;

use chassis::{Door, Error};
use clap::Args;

use super::{Folders, meant, write_file};
use crate::operations;
use crate::timetable::{self, Timetable};

/// 日程总览
#[derive(Debug, Args)]
pub struct Itinerary {
    /// 团组：赛站序号或团组编号
    which: String,
    /// 另存为工作簿
    #[arg(long, value_name = "文件")]
    xlsx: Option<PathBuf>,
    /// 另存为日历：航班车次、活动、住宿，按各地时区
    #[arg(long, value_name = "文件")]
    ics: Option<PathBuf>,
    /// 另存为 schema.org 预订信息（JSON-LD），供行程助手读取
    #[arg(long, value_name = "文件")]
    json: Option<PathBuf>,
}

impl Itinerary {
    /// Lays the days of a delegation out and tells or saves them.
    pub(super) async fn run(&self, door: &Door, folders: Folders<'_>) -> Result<(), Error> {
        let books = folders.books()?;
        let (examination, version) = door
            .look(async |desk| {
                let season = season::operations::current(desk).await?;
                let delegation = meant(desk, &season, &self.which).await?;
                let version = operations::version(desk, &delegation).await?;
                let examination = operations::examine(desk, &books, &season, delegation).await?;
                Ok((examination, version))
            })
            .await?;
        let school = &examination.school;
        let book = books
            .shelf
            .effective(&school.province, &school.name, examination.today)
            .map_err(|fault| Error::fault(fault.to_string()))?;
        let laid = Timetable::of(&examination, &books.knowledge.hosts, &book, version);
        let files = [
            (&self.xlsx, timetable::workbook(&laid).map_err(Error::fault)?),
            (&self.ics, timetable::ics(&laid).into_bytes()),
            (&self.json, timetable::json(&laid).map_err(Error::fault)?.into_bytes()),
        ];
        let mut saved = false;
        for (out, bytes) in files {
            let Some(out) = out else { continue };
            write_file(out, &bytes)?;
            door.terminal.say(&format!("日程总览已写到 {}", out.display()));
            saved = true;
        }
        if !saved {
            door.terminal.say(&timetable::told(&laid, door.terminal.colour));
        }
        Ok(())
    }
}
