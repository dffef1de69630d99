//! A refusal on its way: a letter for the way, then its words and numbers.

use crate::refusal::Refusal;

/// Letter, word, second word, number.
pub(super) fn taken_apart(refusal: &Refusal) -> (u8, &str, &str, u64) {
    match refusal {
        Refusal::Empty => (b'e', "", "", 0),
        Refusal::OldWord => (b'w', "", "", 0),
        Refusal::OldExcel => (b'x', "", "", 0),
        Refusal::Encrypted => (b'c', "", "", 0),
        Refusal::WebPage => (b'h', "", "", 0),
        Refusal::Rtf => (b'r', "", "", 0),
        Refusal::FlatXml => (b'f', "", "", 0),
        Refusal::Picture => (b'p', "", "", 0),
        Refusal::OtherFormat { what } => (b'o', what, "", 0),
        Refusal::BrokenZip { part } => (b'z', part, "", 0),
        Refusal::BrokenXml { part, byte, why } => (b'm', part, why, *byte),
        Refusal::TooLarge { what, limit } => (b'l', what, "", *limit),
        Refusal::TimedOut => (b't', "", "", 0),
        Refusal::Crashed => (b'k', "", "", 0),
        Refusal::NoTextLayer => (b'n', "", "", 0),
        Refusal::BrokenPdf { why } => (b'd', why, "", 0),
        Refusal::Unreadable { byte } => (b'u', "", "", *byte),
        Refusal::NoReader { why } => (b's', why, "", 0),
    }
}

/// The refusal again; an unknown letter is a crash of the reader.
pub(super) fn put_together(letter: u8, word: String, second: String, number: u64) -> Refusal {
    match letter {
        b'e' => Refusal::Empty,
        b'w' => Refusal::OldWord,
        b'x' => Refusal::OldExcel,
        b'c' => Refusal::Encrypted,
        b'h' => Refusal::WebPage,
        b'r' => Refusal::Rtf,
        b'f' => Refusal::FlatXml,
        b'p' => Refusal::Picture,
        b'o' => Refusal::OtherFormat { what: word },
        b'z' => Refusal::BrokenZip { part: word },
        b'm' => Refusal::BrokenXml { part: word, byte: number, why: second },
        b'l' => Refusal::TooLarge { what: word, limit: number },
        b't' => Refusal::TimedOut,
        b'n' => Refusal::NoTextLayer,
        b'd' => Refusal::BrokenPdf { why: word },
        b'u' => Refusal::Unreadable { byte: number },
        b's' => Refusal::NoReader { why: word },
        _ => Refusal::Crashed,
    }
}
