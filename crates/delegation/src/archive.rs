//! One archive of a delegation (归档包): what is recorded, every paper, every
//! attachment, every line of the journal, so that an auditor a year later has it
//! all in one file that shows whether anything was touched.

use chassis::journal::Line;
use chassis::{Colour, Error};
use documents::archive::Files;

use crate::examination::Examination;
use crate::papers::Selection;
use crate::print::{Order, Press};
use crate::{tell, wire, workbook};

/// Marks a text file as UTF-8 for Windows' editor.
const MARK: &str = "\u{feff}";

/// The files of a delegation, by their names in the archive.
///
/// # Errors
/// A paper that cannot be printed.
pub fn files(
    examination: &Examination,
    journal: &[Line],
    press: &Press<'_>,
    attachments: Files,
) -> Result<Files, Error> {
    let delegation = &examination.delegation;
    let mut files: Files =
        attachments.into_iter().map(|(name, bytes)| (format!("附件/{name}"), bytes)).collect();
    let mut put = |name: &str, bytes: Vec<u8>| files.insert(name.to_owned(), bytes);
    put("记录/团组.json", wire::write(delegation).map_err(Error::fault)?.into_bytes());
    put("记录/团组.xlsx", workbook::write(delegation).map_err(Error::fault)?);
    put("记录/办理经过.txt", text(&tell::life(delegation)));
    put("记录/账目.txt", text(&tell::money(delegation, &examination.accounts)));
    put("记录/核对结果.txt", text(&tell::examination(examination, Colour::No)));
    put("记录/日志.csv", lines(journal)?);
    for paper in press.print(examination, Order::default(), &Selection::All)? {
        for (extension, bytes) in paper.files {
            files.insert(format!("公文/{}.{extension}", paper.stem), bytes);
        }
    }
    Ok(files)
}

fn text(told: &str) -> Vec<u8> {
    format!("{MARK}{told}\n").into_bytes()
}

/// The journal's lines as a table, each with its place in the chain.
fn lines(journal: &[Line]) -> Result<Vec<u8>, Error> {
    let mut table = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    table.write_record(["序号", "时间", "办理人", "事项", "说明", "链值"]).map_err(Error::fault)?;
    for line in journal {
        let seq = line.seq.to_string();
        table
            .write_record([&seq, &line.at, &line.actor, &line.event, &line.detail, &line.digest])
            .map_err(Error::fault)?;
    }
    table.into_inner().map_err(|error| Error::fault(error.to_string()))
}
