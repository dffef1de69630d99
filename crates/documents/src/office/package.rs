//! A docx or xlsx as a package of parts: opened with bounds, written with fixed times
//! so that the same paper has the same bytes on every machine.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use kernel::Said;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// More parts than any paper has.
const PARTS: usize = 512;
/// All parts together, inflated.
const BYTES: u64 = 48 * 1024 * 1024;

/// The parts of a package by name.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// Reads all parts, counting the bytes that really come out.
pub(crate) fn open(bytes: &[u8]) -> Result<Parts, Said> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(old_or_locked());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_a_docx())?;
    if archive.len() > PARTS {
        return Err(too_large());
    }
    let mut parts = Parts::new();
    let mut left = BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| not_a_docx())?;
        let name = file.name().map_err(|_| not_a_docx())?.trim_start_matches('/').replace('\\', "/");
        if name.ends_with('/') {
            continue;
        }
        let mut content = Vec::new();
        file.take(left + 1).read_to_end(&mut content).map_err(|_| not_a_docx())?;
        left = left.checked_sub(content.len() as u64).ok_or_else(too_large)?;
        parts.insert(name, content);
    }
    Ok(parts)
}

/// The parts of a package with some put in the place of others.
pub(crate) fn replaced(package: &[u8], with: Parts) -> Result<Vec<u8>, Said> {
    let mut parts = open(package)?;
    parts.extend(with);
    pack(&parts).map_err(|_| unpackable())
}

/// Packs parts in order of name, the list of content types first.
pub(crate) fn pack(parts: &Parts) -> zip::result::ZipResult<Vec<u8>> {
    const FIRST: &str = "[Content_Types].xml";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let first = parts.get_key_value(FIRST);
    for (name, content) in first.into_iter().chain(parts.iter().filter(|(name, _)| *name != FIRST)) {
        writer.start_file(name, options())?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A finished package with more parts behind its own.
pub(crate) fn append<'p>(
    package: Vec<u8>,
    parts: impl Iterator<Item = (&'p str, &'p str)>,
) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new_append(Cursor::new(package))?;
    for (name, content) in parts {
        writer.start_file(name, options())?;
        writer.write_all(content.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(0o644)
}

pub(crate) fn not_a_docx() -> Said {
    Said::new(
        "打不开：不是 Word 文档（docx）；请在 Word 或 WPS 中另存为 .docx",
        "this is not a Word document; save it as .docx in Word or WPS",
    )
}

fn old_or_locked() -> Said {
    Said::new(
        "打不开：这是旧版文件（.doc、.xls）或加了密码；请去掉密码，在 Word、Excel 或 WPS 中另存为 .docx 或 .xlsx",
        "this is an old file (.doc, .xls) or locked with a password; unlock it and save it as .docx or .xlsx",
    )
}

pub(crate) fn unpackable() -> Said {
    Said::new("写不成文件；请重新保存模板", "cannot be packed; save the template again")
}

fn too_large() -> Said {
    Said::new(
        "文件过大；请压缩其中的图片后再保存",
        "the file is too large; compress its pictures and save it again",
    )
}
