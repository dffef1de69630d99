//! One archive of a delegation (归档包): what is recorded, every paper, every
//! attachment, every line of the journal, so that an auditor a year later has it
//! all in one file. Whether a file is the one that was packed is told by the
//! digest in the journal; a stranger's archive is taken apart by a locked-up
//! child of this program.

use std::path::Path;
use std::process::ExitCode;

use chassis::journal::{self, Line, Link};
use chassis::{Colour, Error};
use documents::archive::{Files, Look};
use intake::Refusal;

use crate::examination::Examination;
use crate::papers::Selection;
use crate::print::{Order, Press};
use crate::{tell, wire, workbook};

/// What the journal calls the packing of an archive; the line's detail is the digest.
pub(crate) const EVENT: &str = "delegation.archive";

/// The one argument that makes this program look into strangers' archives.
pub const CHILD_VERB: &str = "open-strangers-archive";

/// Marks a text file as UTF-8 for Windows' editor.
const MARK: &str = "\u{feff}";

/// How a line's digest is taken, for whoever recomputes it without this program.
const CHAIN: &str = "日志.csv 每一行的链值都可以单独重算：
依次取“前一行链值、序号、时间、办理人、事项、对象、说明”七项，每项写成“字节数:内容”，首尾相接，取 SHA-256（小写十六进制）。
字节数按 UTF-8 计；整本日志第1行的前一行链值是空的，写成“0:”。
序号不相连，是因为中间的行记的是别的事项。";

/// What `main` does when called with [`CHILD_VERB`].
pub fn serve() -> ExitCode {
    intake::child::serve_job(|archive| Look::into(archive, chassis::digest).bytes())
}

/// Has a child look into an archive.
pub fn look(program: &Path, archive: &[u8]) -> Result<Look, Error> {
    let told = intake::converse(program, CHILD_VERB, archive).map_err(|refusal| match refusal {
        Refusal::Crashed | Refusal::TimedOut => Error::refused(
            "archive-unreadable",
            "这个文件拆不开：拆到一半用尽了时间或内存，本程序打的归档包不会这样；请换用未改动的副本",
            "the file cannot be taken apart: it used up time or memory, as no archive made by this program does; use an untouched copy",
        ),
        other => Error::refused("file-unreadable", other.to_string(), other.en()),
    })?;
    Look::read(&told).ok_or_else(|| Error::fault("the child's answer is not whole"))
}

/// What a journal knows of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// This very file was packed: the line that says so.
    Original(Line),
    /// The file says it was made when another was: the other's line.
    Another(Line),
    /// No line speaks of it.
    Unknown,
    /// The journal itself was changed, first at this line, and proves nothing.
    Broken(i64),
}

impl Standing {
    /// Holds a digest against the whole journal; `made` is when the archive says
    /// it was packed, which is the very time of the line.
    pub(crate) fn of(lines: &[Line], digest: &str, made: Option<&str>) -> Self {
        if let Some(seq) = journal::first_broken(lines) {
            return Self::Broken(seq);
        }
        let find = |wanted: &dyn Fn(&Line) -> bool| {
            lines.iter().find(|line| line.event == EVENT && wanted(line)).cloned()
        };
        let original = find(&|line| line.detail == digest).map(Self::Original);
        let another = || find(&|line| Some(line.at.as_str()) == made).map(Self::Another);
        original.or_else(another).unwrap_or(Self::Unknown)
    }
}

/// The files of a delegation, by their names in the archive.
///
/// # Errors
/// A paper that cannot be printed.
pub fn files(
    examination: &Examination,
    journal: &[Link],
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
    put("记录/日志怎么核对.txt", text(CHAIN));
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

/// The journal's lines as a table, each with all its digest is taken over.
fn lines(journal: &[Link]) -> Result<Vec<u8>, Error> {
    let mut table = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    let heads = ["序号", "时间", "办理人", "事项", "对象", "说明", "前一行链值", "链值"];
    table.write_record(heads).map_err(Error::fault)?;
    for Link { line, previous } in journal {
        let seq = line.seq.to_string();
        let Line { at, actor, event, subject, detail, digest, .. } = line;
        table
            .write_record([&seq, at, actor, event, subject, detail, previous, digest])
            .map_err(Error::fault)?;
    }
    table.into_inner().map_err(|error| Error::fault(error.to_string()))
}

#[cfg(test)]
mod tests {
    use chassis::testing;
    use jiff::civil::date;

    use super::*;

    /// A journal of four lines, three of them about one delegation.
    fn on_a_journal(story: impl FnOnce(&[Line], &[Link])) {
        testing::on_a_bench(&[], date(2026, 10, 1), async |bench| {
            let said = [
                ("season.import", "season 2026", "示例，“引号”\n换行"),
                ("delegation.keep", "delegation 1", "示例团组"),
                ("season.apply", "season 2026", ""),
                (EVENT, "delegation 1", "abcd"),
            ];
            for (event, subject, detail) in said {
                let write =
                    async |desk: &mut chassis::Desk<'_>| journal::record(desk, event, subject, detail).await;
                bench.door.change(write).await.unwrap();
            }
            let lines = bench.door.look(journal::lines).await.unwrap();
            let about =
                bench.door.look(async |desk| journal::links_about(desk, "delegation 1").await).await.unwrap();
            story(&lines, &about);
        });
    }

    #[test]
    fn every_archived_line_of_the_journal_can_be_recomputed_alone() {
        on_a_journal(|_, about| {
            let csv = lines(about).unwrap();
            let mut table = csv::Reader::from_reader(csv.strip_prefix(MARK.as_bytes()).unwrap());
            let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
            assert_eq!(rows.iter().map(|row| &row[0]).collect::<Vec<_>>(), ["2", "4"]);
            for row in &rows {
                let parts = [6, 0, 1, 2, 3, 4, 5].map(|at| format!("{}:{}", row[at].len(), &row[at]));
                assert_eq!(chassis::digest(parts.concat().as_bytes()), row[7], "line {}", &row[0]);
            }
        });
    }

    #[test]
    fn the_journal_knows_an_original_denies_its_double_and_is_silent_on_others() {
        on_a_journal(|lines, _| {
            let line = &lines[3];
            let original = Standing::Original(line.clone());
            assert_eq!(Standing::of(lines, "abcd", None), original);
            assert_eq!(Standing::of(lines, "abcd", Some(&line.at)), original);
            assert_eq!(Standing::of(lines, "ef01", Some(&line.at)), Standing::Another(line.clone()));
            assert_eq!(Standing::of(lines, "ef01", Some("2026-09-30T00:00:00Z")), Standing::Unknown);
            assert_eq!(Standing::of(lines, "示例团组", None), Standing::Unknown);
            let mut forged = lines.to_vec();
            forged[3].detail = "ef01".to_owned();
            assert_eq!(Standing::of(&forged, "ef01", None), Standing::Broken(4));
        });
    }
}
