//! Writing a backup: tables in the order of their names, then files in the order
//! of their digests, then the manifest, then the seal; the same rows and files
//! always give the same bytes, whichever engine keeps them.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::manifest::{FORM, MANIFEST, Manifest, Part};
use super::tail;
use crate::db::catalogue::Table;
use crate::db::whole::Snapshot;
use crate::db::{Address, Db};
use crate::digest::hex;
use crate::draft::Draft;
use crate::journal::Head;
use crate::{Error, Files, Module};

/// Writes a backup of a database and its files to a file, whole or not at all.
///
/// # Errors
/// Refuses a database that a newer program made, one in which there is nothing
/// yet, and a kept file that was changed on the disk.
pub async fn back_up(
    from: &Address,
    modules: &[Module],
    files: &Files,
    now: jiff::Timestamp,
    out: &Path,
) -> Result<Manifest, Error> {
    let wrong = |source| Error::file(format!("写不出备份 {}", out.display()), source);
    let mut draft = Draft::of(out).map_err(wrong)?;
    let db = Db::attach(from).await?;
    let mut snapshot = db.snapshot().await?;
    let (tables, schema) = snapshot.tables(modules).await?;
    let mut parts = Parts::begin(draft.file.try_clone().map_err(wrong)?, out)?;
    let mut head = Head::default();
    for table in &tables {
        if let Some(last) = parts.table(&mut snapshot, table).await? {
            head = last;
        }
    }
    snapshot.leave().await?;
    db.close().await;
    // Files are kept before the rows that name them, and never taken away: those
    // that lie here now are at least those of the state that was just read.
    for digest in files.kept()? {
        parts.file(&digest, &files.read(&digest)?)?;
    }
    let manifest = Manifest {
        form: FORM.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made: now.to_string(),
        schema,
        journal: head.to_string(),
        parts: std::mem::take(&mut parts.listed),
    };
    parts.end(&manifest)?;
    tail::close(&mut draft.file).map_err(wrong)?;
    draft.keep().map_err(wrong)?;
    Ok(manifest)
}

/// The parts of a backup as they are written.
struct Parts<'a> {
    writer: ZipWriter<File>,
    listed: Vec<Part>,
    out: &'a Path,
}

impl<'a> Parts<'a> {
    fn begin(file: File, out: &'a Path) -> Result<Self, Error> {
        let mut writer = ZipWriter::new(file);
        writer.set_comment(tail::OPEN).map_err(Error::fault)?;
        Ok(Self { writer, listed: Vec::new(), out })
    }

    fn start(&mut self, name: &str, how: CompressionMethod) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(how)
            .last_modified_time(zip::DateTime::DEFAULT)
            .unix_permissions(0o600)
            .large_file(true);
        self.writer.start_file(name, options).map_err(|error| self.wrong(error.into()))
    }

    fn wrong(&self, source: std::io::Error) -> Error {
        Error::file(format!("写不出备份 {}", self.out.display()), source)
    }

    /// Writes every row of a table; the journal's head is told where it is kept.
    async fn table(&mut self, snapshot: &mut Snapshot, table: &Table) -> Result<Option<Head>, Error> {
        let name = format!("tables/{}.jsonl", table.name);
        self.start(&name, CompressionMethod::Deflated)?;
        let (mut hash, mut bytes, mut rows) = (Sha256::new(), 0_u64, 0_u64);
        let mut last = String::new();
        let wrong = |source| Error::file(format!("写不出备份 {}", self.out.display()), source);
        let writer = &mut self.writer;
        let take = |line: &str| {
            for piece in [line.as_bytes(), b"\n"] {
                hash.update(piece);
                bytes += piece.len() as u64;
                writer.write_all(piece).map_err(wrong)?;
            }
            rows += 1;
            if table.name == "journal_head" {
                line.clone_into(&mut last);
            }
            Ok(())
        };
        snapshot.each(table, take).await?;
        self.listed.push(Part { name, bytes, sha256: hex(&hash.finalize()), rows: Some(rows) });
        if last.is_empty() {
            return Ok(None);
        }
        let row: serde_json::Value = serde_json::from_str(&last).map_err(Error::fault)?;
        let seq = row.get("seq").and_then(serde_json::Value::as_i64).unwrap_or_default();
        let digest = row.get("digest").and_then(serde_json::Value::as_str).unwrap_or_default();
        Ok(Some(Head { seq, digest: digest.to_owned() }))
    }

    /// Writes a kept file; pictures and papers are packed already.
    fn file(&mut self, digest: &str, content: &[u8]) -> Result<(), Error> {
        let (first, rest) = digest.split_at_checked(2).unwrap_or((digest, ""));
        let name = format!("files/{first}/{rest}");
        self.start(&name, CompressionMethod::Stored)?;
        self.writer.write_all(content).map_err(|source| self.wrong(source))?;
        let bytes = content.len() as u64;
        self.listed.push(Part { name, bytes, sha256: digest.to_owned(), rows: None });
        Ok(())
    }

    fn end(mut self, manifest: &Manifest) -> Result<(), Error> {
        self.start(MANIFEST, CompressionMethod::Deflated)?;
        let json = serde_json::to_vec_pretty(manifest).map_err(Error::fault)?;
        self.writer.write_all(&json).map_err(|source| self.wrong(source))?;
        let out = self.out;
        let wrong =
            |error: zip::result::ZipError| Error::file(format!("写不出备份 {}", out.display()), error.into());
        self.writer.finish().map(drop).map_err(wrong)
    }
}
