//! What kind of file somebody hands in, told by its bytes and never by its name.

use crate::codes;

codes! {
    /// A file that may be attached as evidence (附件格式): a page or its picture.
    pub enum FileKind {
        /// PDF 文件
        Pdf = "pdf" "PDF 文件" "PDF",
        /// PNG 图片
        Png = "png" "PNG 图片" "PNG image",
        /// JPEG 图片
        Jpeg = "jpg" "JPEG 图片" "JPEG image",
    }
}

impl FileKind {
    /// The kind that the first bytes of a file show, if it is one of these.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const MAGIC: [(&[u8], FileKind); 3] = [
            (b"%PDF-", FileKind::Pdf),
            (b"\x89PNG\r\n\x1a\n", FileKind::Png),
            (b"\xff\xd8\xff", FileKind::Jpeg),
        ];
        MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_the_first_bytes() {
        assert_eq!(FileKind::of(b"%PDF-1.7 ..."), Some(FileKind::Pdf));
        assert_eq!(FileKind::of(b"\x89PNG\r\n\x1a\n...."), Some(FileKind::Png));
        assert_eq!(FileKind::of(b"\xff\xd8\xff\xe0"), Some(FileKind::Jpeg));
        for bytes in [b"".as_slice(), b"%PD", b"MZ\x90", b"<svg", b"PK\x03\x04", b" %PDF-1.7"] {
            assert_eq!(FileKind::of(bytes), None);
        }
    }
}
