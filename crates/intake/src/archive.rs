//! The zip package around a docx or xlsx. Names are looked up as Windows would
//! (case and slashes do not matter), and inflated bytes are counted while they
//! come out: a header that lies about sizes gains nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::limits;
use crate::refusal::Refusal;
use crate::xml::Xml;

/// An opened package.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    parts: BTreeMap<String, usize>,
    inflated: u64,
    size: u64,
}

impl<'a> Archive<'a> {
    /// Opens a package and reads its directory, nothing else.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let broken = |_| Refusal::BrokenZip { part: "目录".to_owned() };
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if zip.len() > limits::PARTS {
            return Err(Refusal::TooLarge {
                what: "压缩包里的文件数".to_owned(),
                limit: limits::PARTS as u64,
            });
        }
        let mut parts = BTreeMap::new();
        for index in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(index) {
                parts.insert(canonical(&name), index);
            }
        }
        Ok(Self { zip, parts, inflated: 0, size: bytes.len() as u64 })
    }

    /// Whether there is such a part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&canonical(name))
    }

    /// A part as XML; none if there is none of that name.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<Xml<Part<'_, 'a>>>, Refusal> {
        let Some(&index) = self.parts.get(&canonical(name)) else { return Ok(None) };
        let broken = |error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Encrypted,
            _ => Refusal::BrokenZip { part: name.trim_start_matches('/').to_owned() },
        };
        let file = self.zip.by_index(index).map_err(broken)?;
        let meter = Meter { inner: file, inflated: &mut self.inflated, size: self.size, since: 0 };
        Ok(Some(Xml::new(BufReader::with_capacity(64 << 10, meter), name)))
    }

    /// A part that has to be there, as XML.
    pub(crate) fn need(&mut self, name: &str) -> Result<Xml<Part<'_, 'a>>, Refusal> {
        self.xml(name)?.ok_or_else(|| Refusal::BrokenZip { part: name.trim_start_matches('/').to_owned() })
    }
}

fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The bytes of a part as they are inflated.
pub(crate) type Part<'p, 'a> = BufReader<Meter<'p, ZipFile<'p, Cursor<&'a [u8]>>>>;

/// Counts inflated bytes, of the whole package and of the piece being read.
pub(crate) struct Meter<'p, R> {
    inner: R,
    inflated: &'p mut u64,
    size: u64,
    since: u64,
}

impl<R: Read> Read for Meter<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        *self.inflated += count as u64;
        self.since += count as u64;
        let bomb = *self.inflated > limits::INFLATED_BYTES
            || (*self.inflated > limits::RATIO_FROM && *self.inflated / self.size.max(1) > limits::RATIO);
        if bomb {
            return Err(io::Error::other(Bomb {
                what: "解压后的字节数", limit: limits::INFLATED_BYTES
            }));
        }
        if self.since > limits::PIECE_BYTES {
            return Err(io::Error::other(Bomb {
                what: "单个标签或文字的字节数",
                limit: limits::PIECE_BYTES,
            }));
        }
        Ok(count)
    }
}

/// A source that can be told that a piece has been read.
pub(crate) trait Pieces {
    /// The next piece begins.
    fn next_piece(&mut self);
}

impl<R: Read> Pieces for BufReader<Meter<'_, R>> {
    fn next_piece(&mut self) {
        self.get_mut().since = 0;
    }
}

impl Pieces for &[u8] {
    fn next_piece(&mut self) {}
}

/// Why the meter stopped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bomb {
    pub(crate) what: &'static str,
    pub(crate) limit: u64,
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} > {}", self.what, self.limit)
    }
}

impl std::error::Error for Bomb {}
