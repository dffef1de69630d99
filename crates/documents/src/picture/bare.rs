//! A picture without what its maker wrote beside it: where and when it was taken,
//! with which telephone, by whom, and what it showed before it was cropped. Only
//! what is needed to show it stays, told by name, so that whatever is invented
//! next is left out too (PNG third edition, 5.6 and 11.3; JPEG, ITU-T T.81, B.1).

/// A picture's own bytes and what its header says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) bytes: Vec<u8>,
    /// Dots across and down.
    pub(super) size: (u32, u32),
    /// How the maker's remarks would have it turned: 1 is upright (TIFF 6.0 and
    /// Exif 3.0, tag 0112).
    pub(super) orientation: u16,
}

/// What a PNG needs besides the chunks that every reader must know.
const CHUNKS: [&[u8; 4]; 9] =
    [b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs"];

/// A PNG, chunk by chunk up to its end; what is hung on behind is left out.
pub(super) fn png(bytes: &[u8]) -> Option<Bare> {
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut bare = Bare { bytes: SIGNATURE.to_vec(), size: (0, 0), orientation: 1 };
    let mut first = true;
    loop {
        let length = usize::try_from(number(rest, 0)?).ok()?;
        let name: &[u8; 4] = rest.get(4..)?.first_chunk()?;
        let whole = rest.get(..length.checked_add(12)?)?;
        let content = whole.get(8..8 + length)?;
        rest = rest.get(whole.len()..)?;
        if first != (name == b"IHDR") {
            return None;
        }
        if first {
            bare.size = (number(content, 0)?, number(content, 4)?);
            first = false;
        }
        if name == b"eXIf" {
            bare.orientation = orientation(content).unwrap_or(1);
        }
        if name.first().is_some_and(u8::is_ascii_uppercase) || CHUNKS.contains(&name) {
            bare.bytes.extend(whole);
        }
        if name == b"IEND" {
            return Some(bare);
        }
    }
}

/// A JPEG, segment by segment up to its end; what is hung on behind is left out.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Bare> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let mut bare = Bare { bytes: vec![0xff, 0xd8], size: (0, 0), orientation: 1 };
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        match marker {
            // Fill bytes may stand before a marker.
            0xff => {
                rest = rest.get(1..)?;
                continue;
            }
            0xd9 => {
                bare.bytes.extend([0xff, 0xd9]);
                return (bare.size != (0, 0)).then_some(bare);
            }
            0x01 | 0xd0..=0xd8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let content = after.get(2..length.max(2))?;
        rest = after.get(length.max(2)..)?;
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let short =
                    |at: usize| Some(u32::from(u16::from_be_bytes(*content.get(at..)?.first_chunk()?)));
                bare.size = (short(3)?, short(1)?);
            }
            0xe1 if content.starts_with(b"Exif\0\0") => {
                bare.orientation = content.get(6..).and_then(orientation).unwrap_or(1);
            }
            _ => {}
        }
        if let Some(content) = kept(*marker, content) {
            bare.bytes.extend([0xff, *marker]);
            bare.bytes.extend(u16::try_from(content.len() + 2).ok()?.to_be_bytes());
            bare.bytes.extend(content);
        }
        if *marker == 0xda {
            let (dots, after) = rest.split_at_checked(scan(rest))?;
            bare.bytes.extend(dots);
            rest = after;
        }
    }
}

/// What of a segment is needed to show the picture: of those for applications
/// the measure without its small copy, the colours, and how they are coded.
fn kept(marker: u8, content: &[u8]) -> Option<Vec<u8>> {
    match marker {
        0xe0 => {
            let measure = content.get(..12).filter(|content| content.starts_with(b"JFIF\0"))?;
            Some([measure, &[0, 0]].concat())
        }
        0xe2 => content.starts_with(b"ICC_PROFILE\0").then(|| content.to_vec()),
        0xee => content.starts_with(b"Adobe").then(|| content.to_vec()),
        0xe0..=0xef | 0xfe => None,
        _ => Some(content.to_vec()),
    }
}

/// Where the dots of a scan end: at the next marker that is no restart.
fn scan(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| matches!(pair, [0xff, marker] if !matches!(marker, 0 | 0xd0..=0xd7 | 0xff));
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

/// The orientation among the maker's remarks, which are a small TIFF.
fn orientation(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.first_chunk()? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = *tiff.get(4..)?.first_chunk()?;
    let start =
        usize::try_from(if big { u32::from_be_bytes(long) } else { u32::from_le_bytes(long) }).ok()?;
    let entries = usize::from(short(start)?);
    let entry = |number: usize| start.checked_add(2 + number * 12);
    let found = (0..entries).filter_map(entry).find(|at| short(*at) == Some(0x0112))?;
    short(found.checked_add(8)?).filter(|value| (1..=8).contains(value))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length, name, content, b"crc."].concat()
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    /// Remarks of a telephone: which, and how it was held.
    fn remarks(orientation: u8) -> Vec<u8> {
        let make = b"\x0f\x01\x02\0\x04\0\0\0abc\0";
        let held = [b"\x12\x01\x03\0\x01\0\0\0", &[orientation, 0, 0, 0][..]].concat();
        [b"II*\0\x08\0\0\0\x02\0", &make[..], &held, b"\0\0\0\0"].concat()
    }

    #[test]
    fn a_png_keeps_its_dots_and_colours_and_nothing_that_was_said_of_it() {
        let header = chunk(b"IHDR", b"\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0");
        let (colour, dots, end) =
            (chunk(b"gAMA", b"\0\0\xb1\x8f"), chunk(b"IDAT", b"dots"), chunk(b"IEND", b""));
        let said = [
            chunk(b"tEXt", b"Author\0example"),
            chunk(b"zTXt", b"x"),
            chunk(b"iTXt", b"x"),
            chunk(b"tIME", b"x"),
            chunk(b"eXIf", &remarks(6)),
            chunk(b"neWx", b"x"),
        ];
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let told = [start.clone(), header.clone(), colour.clone(), said.concat(), dots.clone(), end.clone()];
        let bytes = [start, header, colour, dots, end].concat();
        let bare = png(&[told.concat(), b"hung on behind".to_vec()].concat());
        assert_eq!(bare, Some(Bare { bytes: bytes.clone(), size: (2, 1), orientation: 6 }));
        assert_eq!(png(&bytes).map(|bare| bare.bytes), Some(bytes));
    }

    #[test]
    fn a_jpeg_keeps_its_dots_and_colours_and_nothing_that_was_said_of_it() {
        let measure = segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0");
        let copied = segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01rgb");
        let colours = segment(0xe2, b"ICC_PROFILE\0\x01\x01x");
        let frame = segment(0xc0, b"\x08\0\x03\0\x05\x01\x01\x11\0");
        let scan = [segment(0xda, b"\x01\x01\0\0\x3f\0"), b"a\xff\0b\xff\xd0c".to_vec()].concat();
        let said = [
            segment(0xe1, &[b"Exif\0\0".to_vec(), remarks(8)].concat()),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
            segment(0xed, b"Photoshop 3.0\0"),
            segment(0xe2, b"MPF\0"),
            segment(0xfe, b"a remark"),
        ];
        let (start, end) = (vec![0xff, 0xd8], vec![0xff, 0xd9]);
        let said = said.concat();
        let told = [&start, &copied, &said, &colours, &frame, &scan, &scan, &end].map(Vec::as_slice);
        let bytes = [&start, &measure, &colours, &frame, &scan, &scan, &end].map(Vec::as_slice).concat();
        let bare = jpeg(&[told.concat(), b"a small film".to_vec()].concat());
        assert_eq!(bare, Some(Bare { bytes: bytes.clone(), size: (5, 3), orientation: 8 }));
        assert_eq!(jpeg(&bytes).map(|bare| bare.bytes), Some(bytes));
    }

    #[test]
    fn a_picture_that_is_cut_off_anywhere_is_none() {
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let header = chunk(b"IHDR", b"\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0");
        let whole = [start, header, chunk(b"eXIf", &remarks(3)), chunk(b"IEND", b"")].concat();
        assert!(png(&whole).is_some() && (0..whole.len()).all(|end| png(&whole[..end]).is_none()));
        let frame = segment(0xc0, b"\x08\0\x03\0\x05\x01\x01\x11\0");
        let remarks = segment(0xe1, &[b"Exif\0\0".to_vec(), remarks(3)].concat());
        let scan = [segment(0xda, b"\x01\x01\0\0\x3f\0"), b"dots".to_vec()].concat();
        let whole = [vec![0xff, 0xd8], remarks, frame, scan, vec![0xff, 0xd9]].concat();
        assert!(jpeg(&whole).is_some() && (0..whole.len()).all(|end| jpeg(&whole[..end]).is_none()));
    }

    #[test]
    fn remarks_that_are_none_leave_a_picture_upright() {
        for tiff in [&b""[..], b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", &remarks(9)] {
            assert_eq!(orientation(tiff), None);
        }
        assert_eq!(orientation(&remarks(6)), Some(6));
    }
}
