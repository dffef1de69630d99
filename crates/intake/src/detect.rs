//! Tells what a file is by its bytes. Names lie: half of what is called .docx in
//! an office's inbox and cannot be read is an old .doc, a web page or a locked file.

use std::borrow::Cow;

use crate::archive::Archive;
use crate::limits;
use crate::refusal::Refusal;
use crate::xml::Token;

/// What a file is, opened as far as was needed to tell.
pub(crate) enum Kind<'a> {
    /// Word, and where its text lies.
    Word(Archive<'a>, String),
    /// Excel, and where its list of sheets lies.
    Sheets(Archive<'a>, String),
    /// PDF.
    Pdf,
    /// Text, decoded.
    Text(Cow<'a, str>),
}

/// Looks at the bytes.
///
/// # Errors
/// What the file is instead, if it is something that is not read.
pub(crate) fn detect(bytes: &[u8]) -> Result<Kind<'_>, Refusal> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Refusal::TooLarge {
            what: "文件字节数".to_owned(), limit: limits::FILE_BYTES as u64
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(Archive::open(bytes)?);
    }
    if let Some(refusal) = by_signature(bytes) {
        return Err(refusal);
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    if find(head, b"%PDF-").is_some() {
        return Ok(Kind::Pdf);
    }
    let text = crate::text::decode(bytes)?;
    match by_opening(&text) {
        Some(refusal) => Err(refusal),
        None => Ok(Kind::Text(text)),
    }
}

fn by_signature(bytes: &[u8]) -> Option<Refusal> {
    const PICTURES: [&[u8]; 8] =
        [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"8BPS"];
    const PACKED: [&[u8]; 5] = [b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"];
    let other = |what: &str| Some(Refusal::OtherFormat { what: what.to_owned() });
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Some(compound(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Refusal::Rtf);
    }
    let brand = bytes.get(4..12).unwrap_or_default();
    let boxed =
        brand.starts_with(b"ftyphei") || brand.starts_with(b"ftypavif") || brand.starts_with(b"ftypmif1");
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    // Two letters alone would also begin a text about BMW.
    let bitmap = |start: &[u8]| start != b"BM" || bytes.get(6..10) == Some(&[0; 4]);
    if boxed || webp || PICTURES.iter().any(|start| bytes.starts_with(start) && bitmap(start)) {
        return Some(Refusal::Picture);
    }
    if PACKED.iter().any(|start| bytes.starts_with(start)) {
        return other("压缩包（请先解压）");
    }
    None
}

/// An OLE2 compound file holds named streams; their names tell what it is.
fn compound(bytes: &[u8]) -> Refusal {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        // Directory entries are 128 bytes each, aligned; the name comes first.
        bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
    };
    if named("EncryptedPackage") {
        Refusal::Encrypted
    } else if named("WordDocument") {
        Refusal::OldWord
    } else if named("Workbook") || named("Book") {
        Refusal::OldExcel
    } else if named("PowerPoint Document") {
        Refusal::OtherFormat { what: "演示文稿（.ppt）".to_owned() }
    } else {
        Refusal::OtherFormat { what: "这种旧版 Office 文件".to_owned() }
    }
}

fn by_opening(text: &str) -> Option<Refusal> {
    let start: String = text.trim_start().chars().take(2048).collect::<String>().to_lowercase();
    if start.starts_with("{\\rtf") {
        return Some(Refusal::Rtf);
    }
    let mail = start.starts_with("mime-version:") && start.contains("multipart/related");
    let page =
        start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head");
    if mail || page || (start.starts_with('<') && start.contains("<html")) {
        return Some(Refusal::WebPage);
    }
    if start.starts_with("<?xml") || start.starts_with("<pkg:package") {
        let office =
            ["progid=\"word", "progid=\"excel", "schemas-microsoft-com:office", "pkg:package", "wordml"];
        return Some(if office.iter().any(|mark| start.contains(mark)) {
            Refusal::FlatXml
        } else {
            Refusal::OtherFormat { what: "XML 文件".to_owned() }
        });
    }
    (start.starts_with("<table") || start.starts_with("<meta")).then_some(Refusal::WebPage)
}

/// What is in a zip is told by its list of content types.
fn package(mut archive: Archive<'_>) -> Result<Kind<'_>, Refusal> {
    let other = |what: &str| Err(Refusal::OtherFormat { what: what.to_owned() });
    if archive.has("OFD.xml") {
        return other("OFD 版式文件");
    }
    let Some(mut types) = archive.xml("[Content_Types].xml")? else {
        return if archive.has("mimetype") && archive.has("content.xml") {
            other("OpenDocument 文件（.odt、.ods）")
        } else {
            other("压缩包（请先解压）")
        };
    };
    let mut found = None;
    loop {
        let tag = match types.next()? {
            Token::Open(tag) => tag,
            Token::End => break,
            _ => continue,
        };
        let (Some(kind), Some(part)) = (tag.get("ContentType"), tag.get("PartName")) else { continue };
        let main = kind.ends_with(".main+xml") || kind.ends_with(".sheet.binary.macroEnabled.main");
        if main {
            found = Some((kind.to_lowercase(), part.into_owned()));
            break;
        }
    }
    drop(types);
    match found {
        Some((kind, part)) if kind.contains("word") => Ok(Kind::Word(archive, part)),
        Some((kind, _)) if kind.contains("sheet.binary") => Err(Refusal::OldExcel),
        Some((kind, part)) if kind.contains("sheet") || kind.contains("ms-excel") => {
            Ok(Kind::Sheets(archive, part))
        }
        Some((kind, _)) if kind.contains("presentation") || kind.contains("powerpoint") => {
            other("演示文稿（.pptx）")
        }
        // Some writers give the type of the main part by its extension only.
        _ if archive.has("word/document.xml") => Ok(Kind::Word(archive, "word/document.xml".to_owned())),
        _ if archive.has("xl/workbook.xml") => Ok(Kind::Sheets(archive, "xl/workbook.xml".to_owned())),
        _ => other("这种压缩包"),
    }
}

/// Where a sequence of bytes begins.
pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
