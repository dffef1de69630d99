//! The main job on one line: annex in, board and papers out.

use std::path::{Path, PathBuf};

use chassis::{Desk, Door, Error};
use clap::Args;
use delegation::books::Books;
use delegation::commands::{board_of, folder_name, print_to};
use delegation::examination::Examination;
use delegation::papers::Selection;
use delegation::print::{Order, Press, Printed};
use delegation::{operations, tell};
use indicatif::{ProgressBar, ProgressStyle};
use jinqiao::specimen;
use people::model::School;
use season::model::Season;
use season::operations::Import;

use crate::config::Settings;

/// `jinqiao plan 附件`
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// 主办方的附件（.docx、.xlsx、.csv、.txt 或带文字层的 .pdf）
    #[arg(value_name = "附件")]
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
    pub(crate) async fn run(&self, settings: &Settings) -> Result<(), Error> {
        let door = settings.door()?;
        let books = Books::open(settings.rulebook())?;
        let (reading, import) = season::commands::keep(&door, &self.annex).await?;
        if let Import::Newer { version, differences } = &import {
            door.terminal.say(&season::tell::differences(differences));
            return Err(newer(*version, differences.len()));
        }
        door.terminal.say(&season::tell::import(&reading, &import));
        let season = door.look(season::operations::current).await?;
        let school = self.school(&door, &season).await?;
        door.terminal.say("");
        door.terminal.say(&board_of(&door, &books, &season, &school)?);

        let examinations = door.look(async |desk| examine_all(desk, &books, &season, &school).await).await?;
        let press = Press::new(&books, settings.fonts().as_deref())?;
        let packages = self.print(&door, &press, &examinations);
        door.terminal.say(&summary(&self.out, &school, &examinations, &packages));
        packages.into_iter().try_for_each(|package| package.map(drop))
    }

    /// The school that is planned for, with its delegations in the database.
    async fn school(&self, door: &Door, season: &Season) -> Result<School, Error> {
        if let Some(name) = &self.school {
            return door.look(async |desk| people::operations::find(desk, name).await).await;
        }
        door.change(async |desk| specimen::school(desk, season).await).await
    }

    /// Prints every package that can be printed; one that cannot says why and
    /// does not keep the others waiting.
    fn print(&self, door: &Door, press: &Press<'_>, examinations: &[Examination]) -> Vec<Package> {
        let bar = progress(door, examinations.len());
        let print = |examination: &Examination| {
            bar.set_message(examination.delegation.name.clone());
            let folder = self.out.join(folder_name(examination));
            let printed = print_to(&folder, press, examination, Order::default(), &Selection::Package);
            bar.inc(1);
            printed
        };
        let packages = examinations.iter().map(print).collect();
        bar.finish_and_clear();
        packages
    }
}

/// A package's papers, or why there are none.
type Package = Result<Vec<Printed>, Error>;

/// An annex that differs from the one that holds is not planned by silently.
fn newer(version: i64, differences: usize) -> Error {
    Error::refused(
        "annex-newer",
        format!(
            "这份附件与现行的有{differences}处不同，已存为第{version}版但没有生效；\
             确认后运行 jinqiao season apply {version} 再运行 plan，或用 --data 另建数据文件夹"
        ),
        format!(
            "this annex differs from the one that holds in {differences} places and was kept as version \
             {version}; run `jinqiao season apply {version}` and plan again, or use another --data folder"
        ),
    )
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
fn summary(out: &Path, school: &School, examinations: &[Examination], packages: &[Package]) -> String {
    let mut lines = vec![String::new(), format!("{}的团组", school.name)];
    if examinations.is_empty() {
        lines.push(
            "  还没有团组；jinqiao delegation template 取模板，填好后 jinqiao delegation import".to_owned(),
        );
        return lines.join("\n");
    }
    for (examination, package) in examinations.iter().zip(packages) {
        let unprinted = if package.is_err() { "；公文没有印出" } else { "" };
        lines.push(format!(
            "  {}  {}{unprinted}",
            folder_name(examination).display(),
            tell::verdict(examination)
        ));
    }
    let printed: Vec<Printed> = packages.iter().flatten().flatten().cloned().collect();
    let files: usize = printed.iter().map(|paper| paper.files.len()).sum();
    lines.push(String::new());
    lines.push(tell::fonts(&printed));
    lines.push(format!("公文{files}份，写在 {}", out.display()));
    lines.extend(next(out, examinations));
    lines.join("\n")
}

/// The first package that is in order, and the first that is not.
fn next(out: &Path, examinations: &[Examination]) -> Vec<String> {
    let first = |order: bool| examinations.iter().find(|examination| examination.is_in_order() == order);
    let path = |examination, file| out.join(folder_name(examination)).join(file).display().to_string();
    let ready = first(true).map(|ready| format!("先打开 {}", path(ready, "请示.pdf")));
    let stuck = first(false).map(|stuck| format!("再看 {}：哪里不行、怎么改", path(stuck, "核对结果.txt")));
    ready.into_iter().chain(stuck).collect()
}
