//! The digest of a file: how the house tells whether two are the same.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The same of all that a reader gives, with its length in bytes; however long it
/// is, it is never held at once.
///
/// # Errors
/// What the reader answered.
pub fn digest_of(mut reader: impl Read) -> io::Result<(String, u64)> {
    let mut taken = Taken(Sha256::new());
    let length = io::copy(&mut reader, &mut taken)?;
    Ok((hex(&taken.0.finalize()), length))
}

/// A digest that is being taken, as something to be written into.
struct Taken(Sha256);

impl Write for Taken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.extend([byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0')));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{digest, digest_of};

    #[test]
    fn what_is_read_piece_by_piece_has_the_digest_of_the_whole() {
        let bytes = vec![7; 100_000];
        let (head, tail) = bytes.split_at(33_333);
        let read = digest_of(std::io::Read::chain(head, tail)).unwrap();
        assert_eq!(read, (digest(&bytes), 100_000));
    }
}
