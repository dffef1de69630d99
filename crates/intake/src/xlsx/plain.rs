//! The commonest cell, read straight from its bytes: `<c r="B7" s="3" t="s"><v>41</v></c>`.
//! A large sheet is a million of these, and taking each apart tag by tag costs more
//! than all the rest of the reading. Whatever is not exactly of this form is left
//! to the XML reader, which decides what it means.

use super::sheet::{Cell, Kind};
use crate::place;

/// A cell at the very beginning of the bytes: how many bytes it takes, what it is,
/// and its stored value, which is digits and signs only.
pub(super) fn cell(bytes: &[u8]) -> Option<(usize, Cell, &str)> {
    let mut rest = bytes.strip_prefix(b"<c r=\"")?;
    let mut cell = Cell { at: place::read(quoted(&mut rest)?)?, kind: Kind::Number, style: usize::MAX };
    loop {
        rest = match rest {
            [b' ', b's', b'=', b'"', more @ ..] => {
                rest = more;
                cell.style = number(quoted(&mut rest)?)?;
                rest
            }
            [b' ', b't', b'=', b'"', b's', b'"', more @ ..] => {
                cell.kind = Kind::Shared;
                more
            }
            [b' ', b't', b'=', b'"', b'n', b'"', more @ ..] => more,
            [b'/', b'>', more @ ..] => return Some((bytes.len() - more.len(), cell, "")),
            [b'>', b'<', b'v', b'>', more @ ..] => {
                let end = more.iter().position(|byte| *byte == b'<')?;
                let (value, after) = more.split_at_checked(end)?;
                let after = after.strip_prefix(b"</v></c>")?;
                let plain =
                    |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'E' | b'e');
                let value =
                    std::str::from_utf8(value).ok().filter(|value| value.as_bytes().iter().all(plain))?;
                return Some((bytes.len() - after.len(), cell, value));
            }
            _ => return None,
        };
    }
}

/// What stands before the next quote, which is passed.
fn quoted<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let end = rest.iter().take(24).position(|byte| *byte == b'"')?;
    let (inside, after) = rest.split_at_checked(end)?;
    *rest = after.get(1..)?;
    Some(inside)
}

fn number(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0_usize, |sum, digit| {
        digit.is_ascii_digit().then(|| sum.checked_mul(10)?.checked_add(usize::from(digit - b'0')))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_form_is_taken() {
        let taken = |text: &str| {
            cell(text.as_bytes()).map(|(length, cell, value)| {
                let kind = if cell.kind == Kind::Shared { "s" } else { "n" };
                format!("{length} {} {kind} {} {value}", cell.at, cell.style.cast_signed())
            })
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(taken(r#"<c r="B7"><v>41</v></c><c"#), some("23 B7 n -1 41"));
        assert_eq!(taken(r#"<c r="B7" s="3" t="s"><v>4</v></c>"#), some("34 B7 s 3 4"));
        assert_eq!(taken(r#"<c r="B7" s="3"/>"#), some("17 B7 n 3 "));
        let left = [
            "",
            "<c",
            r#"<c r="B7"#,
            r#"<c r="B7""#,
            r#"<c r="B7"><v>41</v></"#,
            r#"<c r="B7"><v>&#49;</v></c>"#,
            r#"<c r="b7"><v>1</v></c>"#,
            r#"<c r="B7" t="str"><v>1</v></c>"#,
            r#"<c r="B7"><f>1</f><v>1</v></c>"#,
            r#"<c  r="B7"><v>1</v></c>"#,
            r#"<c r="B7" s="99999999999999999999"><v>1</v></c>"#,
        ];
        for text in left {
            assert_eq!(taken(text), None, "{text}");
        }
    }
}
