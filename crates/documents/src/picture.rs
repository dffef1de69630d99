//! A fact that is a picture: a photograph of the trip, a scanned letter.

mod bare;

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
    /// Takes the bytes of a picture, if they are one, and leaves out all that its
    /// maker wrote beside it: place, time, telephone, name.
    pub fn read(bytes: impl Into<Arc<[u8]>>) -> Result<Self, Said> {
        let bytes = bytes.into();
        if bytes.len() > BYTES {
            return Err(Said::new("图片超过12 MB；请压缩后再用", "the picture is larger than 12 MB"));
        }
        let found = bare::png(&bytes).map(|bare| (PictureKind::Png, bare));
        let found = found.or_else(|| bare::jpeg(&bytes).map(|bare| (PictureKind::Jpeg, bare)));
        let (kind, bare) = found.ok_or_else(|| {
            Said::new(
                "不是完整的 PNG 或 JPEG 图片；请另存为这两种格式之一",
                "this is no whole PNG or JPEG picture; save it as one of these",
            )
        })?;
        let (width, height) = bare.size;
        if width == 0 || height == 0 || width > DOTS || height > DOTS {
            return Err(Said::new("图片的长宽不合常理", "the picture's size makes no sense"));
        }
        if bare.orientation != 1 {
            return Err(lying());
        }
        Ok(Self { bytes: bare.bytes.into(), kind, width, height })
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

/// The bytes of a form's own picture without its maker's remarks; nothing if it is
/// no picture of these kinds, or lies otherwise than its dots.
pub(crate) fn undressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let bare = bare::png(bytes).or_else(|| bare::jpeg(bytes))?;
    (bare.orientation == 1).then_some(bare.bytes)
}

/// Word and WPS show the dots as they lie, whatever the telephone remarked.
fn lying() -> Said {
    Said::new(
        "照片靠手机写的方向标记才是正的，印在文书里会横倒；请用“画图”打开，另存为 PNG 后再用",
        "the photograph is upright only by its telephone's remark and would lie on its side in a paper; \
         open it in an editor and save it as PNG",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOT: &[u8] =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0crc.\0\0\0\0IEND\xaeB`\x82";

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
