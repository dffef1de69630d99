//! The roster workbook at the command line: template, import, export.

use std::path::Path;

use chassis::{Door, Error};
use objective::operations::Settled;

use super::{meant, school_meant, write_file};
use crate::operations;
use crate::workbook::{self, Fault, Gravity, Party};

/// How many faults are told before the rest is only counted.
const TOLD: usize = 50;

pub(super) fn template(door: &Door, out: &Path) -> Result<(), Error> {
    write_file(out, &workbook::template().map_err(Error::fault)?)?;
    door.terminal.say(&format!("模板已写到 {}；填好后用 jinqiao delegation import 读入", out.display()));
    Ok(())
}

pub(super) async fn import(
    door: &Door,
    file: &Path,
    stop: u32,
    mark: Option<&Path>,
    school: Option<&str>,
) -> Result<(), Error> {
    let bytes =
        std::fs::read(file).map_err(|source| Error::file(format!("读不到 {}", file.display()), source))?;
    let document = intake::read(&door.program, &bytes)
        .map_err(|refusal| Error::refused("file-unreadable", refusal.to_string(), refusal.en()))?;
    let read = door
        .change(async |desk| {
            let season = season::operations::current(desk).await?;
            let stop = season.stops.iter().find(|known| known.number == stop).ok_or_else(|| no_stop(stop))?;
            let school = school_meant(desk, school).await?;
            let party = Party { id: desk.draw_id(), school: school.id, stop: stop.id };
            match workbook::read(&document, party) {
                Ok(reading) => {
                    let (kept, settled) = operations::keep_with_promises(desk, reading.delegation).await?;
                    Ok(Ok((kept, settled, reading.warnings)))
                }
                Err(faults) => {
                    desk.leave_unchanged();
                    Ok(Err(faults))
                }
            }
        })
        .await?;
    match read {
        Ok((kept, settled, warnings)) => {
            tell(door, &warnings);
            let (staff, students) = (kept.staff().count(), kept.students().count());
            door.terminal.say(&format!("已读入 {}：因公团组{staff}人，学生{students}人", kept.name));
            promised(door, settled);
            door.terminal.say(&format!("下一步：jinqiao delegation check {}", kept.id));
            Ok(())
        }
        Err(faults) => {
            tell(door, &faults);
            let marked = mark.map(|out| marked(&bytes, &faults, out)).transpose()?;
            Err(refused(&faults, marked.as_deref()))
        }
    }
}

/// What became of the promises; a list that is the same again says nothing.
fn promised(door: &Door, settled: Settled) {
    let Settled { made, changed, dropped } = settled;
    let counted = [("新增", made), ("改动", changed), ("不再列入", dropped)];
    let told = counted.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}{count}项"));
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        door.terminal.say(&format!("期望成果{}；jinqiao promise list 可列出", told.join("，")));
    }
}

fn marked(bytes: &[u8], faults: &[Fault], out: &Path) -> Result<String, Error> {
    let file = workbook::mark(bytes, faults)
        .map_err(|unmarkable| Error::refused("file-unmarkable", unmarkable.to_string(), String::new()))?;
    write_file(out, &file)?;
    Ok(out.display().to_string())
}

fn tell(door: &Door, faults: &[Fault]) {
    for fault in faults.iter().take(TOLD) {
        door.terminal.say(&format!("{} {fault}", fault.gravity.words().zh));
    }
    if let Some(more) = faults.len().checked_sub(TOLD).filter(|more| *more > 0) {
        door.terminal.say(&format!("……另有{more}处"));
    }
}

fn refused(faults: &[Fault], marked: Option<&str>) -> Error {
    let count = faults.iter().filter(|fault| fault.gravity == Gravity::Stop).count();
    let where_zh = marked.map_or_else(
        || "加 --mark 文件 可得到标好错误的工作簿".to_owned(),
        |out| format!("标好错误的工作簿在 {out}"),
    );
    let where_en = marked.map_or_else(
        || "add --mark FILE for your own workbook with the cells marked".to_owned(),
        |out| format!("your own workbook with the cells marked is {out}"),
    );
    Error::refused(
        "workbook-faulty",
        format!("工作簿有{count}处错误，没有存入；{where_zh}，改好后再导入"),
        format!(
            "the workbook has {count} faults and was not stored; {where_en}; mend it and import it again"
        ),
    )
}

fn no_stop(number: u32) -> Error {
    Error::missing(
        "stop-unknown",
        format!("当前赛季没有第{number}站；jinqiao season board 可查看各站序号"),
        format!("the season has no stop {number}; see `jinqiao season board`"),
    )
}

pub(super) async fn export(door: &Door, which: &str, out: &Path) -> Result<(), Error> {
    let delegation = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            meant(desk, &season, which).await
        })
        .await?;
    write_file(out, &workbook::write(&delegation).map_err(Error::fault)?)?;
    door.terminal.say(&format!("{} 已写到 {}", delegation.name, out.display()));
    Ok(())
}
