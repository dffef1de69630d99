//! Printing papers at the command line.

use std::path::{Path, PathBuf};

use chassis::{Colour, Door, Error};

use super::{meant, write_file};
use crate::books::Books;
use crate::examination::Examination;
use crate::print::{Order, Press, Printed};
use crate::{operations, tell};

pub(super) async fn papers(
    door: &Door,
    which: &str,
    out: &Path,
    order: Order,
    fonts: Option<&Path>,
) -> Result<(), Error> {
    let books = Books::shipped()?;
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::examine(desk, &books, &season, delegation).await
        })
        .await?;
    let folder = out.join(folder_name(&examination));
    let press = Press::new(&books, fonts)?;
    let printed = print_to(&folder, &press, &examination, order)?;
    for paper in &printed {
        let files: Vec<&str> = paper.files.iter().map(|(extension, _)| *extension).collect();
        door.terminal.say(&format!("{}（{}，{}页）", paper.name.zh, files.join("、"), paper.pages));
    }
    door.terminal.say(&tell::fonts(&printed));
    door.terminal.say(&format!("写到 {}", folder.display()));
    if !examination.is_in_order() {
        door.terminal.say(&format!("{}——公文标为草稿，改好后再印", tell::verdict(&examination)));
    }
    Ok(())
}

/// Prints a delegation's package into a folder, with the list of findings
/// beside it.
pub fn print_to(
    folder: &Path,
    press: &Press<'_>,
    examination: &Examination,
    order: Order,
) -> Result<Vec<Printed>, Error> {
    let printed = press.package(examination, order)?;
    for paper in &printed {
        for (extension, bytes) in &paper.files {
            write_file(&folder.join(format!("{}.{extension}", paper.name.zh)), bytes)?;
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
