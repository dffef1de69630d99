//! Printing papers at the command line, and telling which there are.

use std::path::{Path, PathBuf};

use chassis::{Colour, Door, Error};
use clap::Args;
use documents::paper::Stage;

use super::{Folders, meant, write_file};
use crate::examination::Examination;
use crate::papers::Selection;
use crate::print::{Order, Press, Printed};
use crate::{operations, tell};

/// Which papers are asked for; without a word, the package.
#[derive(Debug, Args)]
pub struct Wanted {
    /// 只出这一种，写代号，如 roster；可写多次
    #[arg(long = "paper", value_name = "代号", group = "wanted")]
    codes: Vec<String>,
    /// 只出这一环节的，如 submission 或 报送
    #[arg(long, value_name = "环节", group = "wanted")]
    stage: Option<Stage>,
    /// 全部公文
    #[arg(long, group = "wanted")]
    all: bool,
}

impl From<Wanted> for Selection {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted { all: true, .. } => Self::All,
            Wanted { stage: Some(stage), .. } => Self::Stage(stage),
            Wanted { codes, .. } if codes.is_empty() => Self::Package,
            Wanted { codes, .. } => Self::Codes(codes),
        }
    }
}

/// Says which papers there are.
pub(super) fn list(door: &Door) -> Result<(), Error> {
    door.terminal.say(&tell::papers(crate::books::Books::shipped()?.papers()?));
    Ok(())
}

pub(super) async fn papers(
    door: &Door,
    which: &str,
    out: &Path,
    (order, selection): (Order, &Selection),
    folders: Folders<'_>,
) -> Result<(), Error> {
    let books = folders.books()?;
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::examine(desk, &books, &season, delegation).await
        })
        .await?;
    let folder = out.join(folder_name(&examination));
    let press = Press::new(&books, folders.fonts)?;
    let printed = print_to(&folder, &press, &examination, order, selection)?;
    for paper in &printed {
        door.terminal.say(&tell::printed(paper));
    }
    door.terminal.say(&tell::fonts(&printed));
    door.terminal.say(&format!("写到 {}", folder.display()));
    if !examination.is_in_order() {
        door.terminal.say(&format!("{}——公文标为草稿，改好后再印", tell::verdict(&examination)));
    }
    Ok(())
}

/// Prints papers of a delegation into a folder, with the list of findings
/// beside them.
pub fn print_to(
    folder: &Path,
    press: &Press<'_>,
    examination: &Examination,
    order: Order,
    selection: &Selection,
) -> Result<Vec<Printed>, Error> {
    let printed = press.print(examination, order, selection)?;
    for paper in &printed {
        for (extension, bytes) in &paper.files {
            write_file(&folder.join(format!("{}.{extension}", paper.stem)), bytes)?;
        }
    }
    let findings = tell::examination(examination, Colour::No);
    // The byte order mark tells Windows' editor that this is UTF-8.
    write_file(&folder.join("核对结果.txt"), format!("\u{feff}{findings}\n").as_bytes())?;
    Ok(printed)
}

/// `3-巴西`.
pub fn folder_name(examination: &Examination) -> PathBuf {
    PathBuf::from(format!("{}-{}", examination.stop.number, examination.stop.site.region))
}
