//! `jinqiao season board`: what each stop means before anyone applies.

use std::path::PathBuf;

use chassis::{Desk, Door, Error};
use clap::Args;
use season::model::Season;

use super::{Folders, write_file};
use crate::board::{self, calendar, sheet, terminal, wire};
use crate::books::Books;

/// 赛站一览
#[derive(Debug, Args)]
pub struct Board {
    /// 直接看这份附件，不存入；不填则看已导入的赛季
    #[arg(value_name = "附件")]
    annex: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    json: bool,
    /// 另存为工作簿
    #[arg(long, value_name = "文件")]
    xlsx: Option<PathBuf>,
    /// 另存为日历：每站的最晚启动日和举办时间
    #[arg(long, value_name = "文件")]
    ics: Option<PathBuf>,
    /// 按哪所学校所在省的规定；不填则只登记了一所时用那一所，看附件或没有登记时用全国规定
    #[arg(long, value_name = "校名")]
    school: Option<String>,
}

impl Board {
    /// Judges the stops of the latest season and tells it.
    pub async fn run(&self, door: &Door, folders: Folders<'_>) -> Result<(), Error> {
        let books = folders.books()?;
        let (season, province, college) = self.ground(door).await?;
        let board = judged(door, &books, &season, &province, &college)?;
        let mut saved = false;
        if let Some(out) = &self.xlsx {
            write_file(out, &sheet::workbook(&board).map_err(Error::fault)?)?;
            saved = true;
        }
        if let Some(out) = &self.ics {
            write_file(out, calendar::ics(&board).as_bytes())?;
            saved = true;
        }
        if self.json {
            door.terminal.say(&wire::json(&board).map_err(Error::fault)?);
        } else if saved {
            for out in [&self.xlsx, &self.ics].into_iter().flatten() {
                door.terminal.say(&format!("赛站一览已写到 {}", out.display()));
            }
        } else {
            door.terminal.say(&terminal::told(&board, door.terminal.colour));
        }
        Ok(())
    }
}

impl Board {
    /// The season that is judged, and whose province and school's rules hold. A
    /// file alone is judged by the nation's, without opening the database.
    async fn ground(&self, door: &Door) -> Result<(Season, String, String), Error> {
        let glanced = self.annex.as_deref().map(|annex| season::commands::glance(door, annex)).transpose()?;
        if let (Some(season), None) = (&glanced, &self.school) {
            return Ok((season.clone(), String::new(), String::new()));
        }
        door.look(async |desk| {
            let season = match glanced {
                Some(season) => season,
                None => season::operations::current(desk).await?,
            };
            let (province, college) = whose(desk, self.school.as_deref()).await?;
            Ok((season, province, college))
        })
        .await
    }
}

/// The board of a season as a terminal shows it, by the rules of a school.
pub fn board_of(
    door: &Door,
    books: &Books,
    season: &Season,
    school: &people::model::School,
) -> Result<String, Error> {
    let board = judged(door, books, season, &school.province, &school.name)?;
    Ok(terminal::told(&board, door.terminal.colour))
}

fn judged(
    door: &Door,
    books: &Books,
    season: &Season,
    province: &str,
    college: &str,
) -> Result<board::Board, Error> {
    let today = door.clock.today;
    let book =
        books.shelf.effective(province, college, today).map_err(|fault| Error::fault(fault.to_string()))?;
    Ok(board::Board::of(season, &books.knowledge, &book, today))
}

/// Whose rules hold: the named school's, the only one's, or nobody's own.
pub(super) async fn whose(desk: &mut Desk<'_>, name: Option<&str>) -> Result<(String, String), Error> {
    if let Some(name) = name {
        let school = people::operations::find(desk, name).await?;
        return Ok((school.province, school.name));
    }
    let schools = people::operations::list(desk).await?;
    Ok(match schools.as_slice() {
        [only] => (only.province.clone(), only.name.clone()),
        _ => (String::new(), String::new()),
    })
}
