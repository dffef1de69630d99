//! The main job on one line: annex in, board and papers out.

use std::path::{Path, PathBuf};

use chassis::{Desk, Door, Error};
use clap::Args;
use delegation::books::Books;
use delegation::commands::{board_of, folder_name, print_to};
use delegation::examination::Examination;
use delegation::print::{Order, Press, Printed};
use delegation::{operations, tell, workbook};
use indicatif::{ProgressBar, ProgressStyle};
use people::model::School;
use season::model::Season;

use crate::config::Settings;

/// `jinqiao plan 附件`
#[derive(Debug, Args)]
pub struct Plan {
    /// 主办方的附件（.docx、.xlsx、.csv、.txt 或带文字层的 .pdf）
    annex: PathBuf,
    /// 公文写到哪个文件夹
    #[arg(long, value_name = "文件夹", default_value = "out")]
    out: PathBuf,
    /// 哪所学校；不填则用示例学校和它的七个团组
    #[arg(long, value_name = "校名")]
    school: Option<String>,
}

impl Plan {
    /// Runs the job, part by part.
    pub async fn run(&self, settings: &Settings) -> Result<(), Error> {
        let door = settings.door().await?;
        let (reading, import) = season::commands::keep(&door, &self.annex).await?;
        door.terminal.say(&season::tell::import(&reading, &import));
        let books = Books::shipped()?;
        let season = door.look(season::operations::current).await?;
        let school = self.school(&door, &season).await?;
        door.terminal.say("");
        door.terminal.say(&board_of(&door, &books, &season, &school)?);

        let examinations = door.look(async |desk| examine_all(desk, &books, &season, &school).await).await?;
        let press = Press::new(&books, &season, door.clock.today, settings.fonts().as_deref())?;
        let printed = self.print(&door, &press, &examinations)?;
        door.terminal.say(&summary(&self.out, &school, &examinations, &printed));
        Ok(())
    }

    /// The school that is planned for, with its delegations in the database.
    async fn school(&self, door: &Door, season: &Season) -> Result<School, Error> {
        if let Some(name) = &self.school {
            return door.look(async |desk| people::operations::find(desk, name).await).await;
        }
        door.change(async |desk| specimen_school(desk, season).await).await
    }

    fn print(
        &self,
        door: &Door,
        press: &Press<'_>,
        examinations: &[Examination],
    ) -> Result<Vec<Vec<Printed>>, Error> {
        let bar = progress(door, examinations.len());
        let mut all = Vec::new();
        for examination in examinations {
            bar.set_message(examination.delegation.name.clone());
            let folder = self.out.join(folder_name(examination));
            all.push(match &examination.budget {
                Ok(_) => print_to(&folder, press, examination, Order::default())?,
                Err(_) => Vec::new(),
            });
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(all)
    }
}

/// Keeps the specimen school and its delegations to the stops of the season.
async fn specimen_school(desk: &mut Desk<'_>, season: &Season) -> Result<School, Error> {
    let id = desk.draw_id();
    let school = people::wire::school(specimens::SCHOOL, id).map_err(Error::fault)?;
    let school = people::operations::keep(desk, school).await?;
    for specimen in specimens::DELEGATIONS {
        let Some(stop) = season.stops.iter().find(|stop| stop.number == specimen.stop) else { continue };
        let sheets = workbook::from_sheets(specimen.sheets).map_err(Error::fault)?;
        let party = workbook::Party { id: desk.draw_id(), school: school.id, stop: stop.id };
        let reading = workbook::read(&sheets, party).map_err(|faults| {
            Error::fault(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"))
        })?;
        operations::keep(desk, reading.delegation).await?;
    }
    Ok(school)
}

async fn examine_all(
    desk: &mut Desk<'_>,
    books: &Books,
    season: &Season,
    school: &School,
) -> Result<Vec<Examination>, Error> {
    let mut examinations = Vec::new();
    for delegation in operations::of_school(desk, school.id, season).await? {
        examinations.push(operations::examine(desk, books, season, delegation).await?);
    }
    examinations.sort_by_key(|examination| examination.stop.number);
    Ok(examinations)
}

fn progress(door: &Door, length: usize) -> ProgressBar {
    if !door.terminal.watched {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(length).unwrap_or_default());
    let style = ProgressStyle::with_template("出公文 {bar:24} {pos}/{len} {msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// What was made, and what to open next.
fn summary(out: &Path, school: &School, examinations: &[Examination], printed: &[Vec<Printed>]) -> String {
    let mut lines = vec![String::new(), format!("{}的团组", school.name)];
    if examinations.is_empty() {
        lines.push(
            "  还没有团组；用 jinqiao delegation template 取模板，填好后 jinqiao delegation import"
                .to_owned(),
        );
        return lines.join("\n");
    }
    for examination in examinations {
        lines.push(format!("  {}  {}", folder_name(examination).display(), tell::verdict(examination)));
    }
    let files: usize = printed.iter().flatten().map(|paper| paper.files.len()).sum();
    lines.push(String::new());
    lines.push(tell::fonts(&printed.iter().flatten().cloned().collect::<Vec<_>>()));
    lines.push(format!("公文{files}份，写在 {}", out.display()));
    let ready = examinations.iter().find(|examination| examination.may_submit());
    if let Some(ready) = ready {
        let folder = out.join(folder_name(ready));
        lines.push(format!("先打开 {}", folder.join("请示.pdf").display()));
    }
    let stuck = examinations.iter().find(|examination| !examination.may_submit());
    if let Some(stuck) = stuck {
        let folder = out.join(folder_name(stuck));
        lines.push(format!("再看 {}：哪里不行、怎么改", folder.join("核对结果.txt").display()));
    }
    lines.join("\n")
}
