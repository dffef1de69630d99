//! A fact that is a picture: a photograph of the trip, a scanned letter.

use std::fmt;
use std::sync::Arc;

use kernel::Said;

/// No picture of a paper is larger.
const BYTES: usize = 12 * 1024 * 1024;
/// Nor has more dots in a line.
const DOTS: u32 = 20_000;

/// A PNG or JPEG picture (图片), told by its bytes and never by its name.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    bytes: Arc<[u8]>,
    kind: PictureKind,
    width: u32,
    height: u32,
}

/// The two kinds that Word, WPS and LibreOffice all show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Portable Network Graphics.
    Png,
    /// Joint Photographic Experts Group.
    Jpeg,
}

impl PictureKind {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    /// Its name among content types.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

impl Picture {
    /// Takes the bytes of a picture, if they are one.
    pub fn read(bytes: impl Into<Arc<[u8]>>) -> Result<Self, Said> {
        let bytes = bytes.into();
        if bytes.len() > BYTES {
            return Err(Said::new("图片超过12 MB；请压缩后再用", "the picture is larger than 12 MB"));
        }
        let found = png(&bytes).map(|size| (PictureKind::Png, size));
        let found = found.or_else(|| jpeg(&bytes).map(|size| (PictureKind::Jpeg, size)));
        let (kind, (width, height)) = found.ok_or_else(|| {
            Said::new(
                "不是完整的 PNG 或 JPEG 图片；请另存为这两种格式之一",
                "this is no whole PNG or JPEG picture; save it as one of these",
            )
        })?;
        if width == 0 || height == 0 || width > DOTS || height > DOTS {
            return Err(Said::new("图片的长宽不合常理", "the picture's size makes no sense"));
        }
        Ok(Self { bytes, kind, width, height })
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// PNG or JPEG.
    pub fn kind(&self) -> PictureKind {
        self.kind
    }

    /// Dots across and down.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, width, height, .. } = self;
        write!(out, "{kind:?} {width}×{height}, {} bytes", self.bytes.len())
    }
}

/// The size in the header chunk, which comes first; the end chunk comes last.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let header = rest.strip_prefix(&[0, 0, 0, 13])?.strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(u32::from_be_bytes(*header.get(at..)?.first_chunk()?));
    bytes.ends_with(b"IEND\xaeB`\x82").then_some(())?;
    Some((number(0)?, number(4)?))
}

/// The size in the first frame header, found from segment to segment.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        if *marker == 0xff {
            rest = rest.get(1..)?;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let segment = after.get(2..length.max(2))?;
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let number =
                    |at: usize| Some(u32::from(u16::from_be_bytes(*segment.get(at..)?.first_chunk()?)));
                return Some((number(3)?, number(1)?));
            }
            // The picture itself begins and no size was told.
            0xd8..=0xda => return None,
            _ => rest = after.get(length.max(2)..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0IEND\xaeB`\x82";

    fn check(bytes: &[u8], expected: Option<(PictureKind, u32, u32)>) {
        let read = Picture::read(bytes).ok();
        assert_eq!(read.map(|picture| (picture.kind, picture.width, picture.height)), expected);
    }

    #[test]
    fn a_picture_is_told_by_its_bytes() {
        check(DOT, Some((PictureKind::Png, 2, 1)));
        let frame = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x03\0\x05\x01\x01\x11\0\xff\xd9";
        check(frame, Some((PictureKind::Jpeg, 5, 3)));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        check(b"", None);
        check(b"GIF89a", None);
        check(b"\xff\xd8\xff", None);
        check(b"\xff\xd8\xff\xe0\xff\xff", None);
        check(b"<svg/>", None);
        check(&DOT[..20], None);
    }
}
