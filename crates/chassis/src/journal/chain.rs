//! The chain, checked line by line: whatever was changed, taken out, put in or
//! swapped, the first line that gives it away is named. Only a tail that was cut
//! off together with the head leaves no trace inside; that shows against a head
//! that was kept elsewhere.

use std::fmt;
use std::str::FromStr;

use kernel::Said;

use super::Line;

/// Where a chain ends (链头): the number and the digest of its last line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// The last line's number; 0 before the first.
    pub seq: i64,
    /// Its digest; empty before the first.
    pub digest: String,
}

/// The first thing that is wrong with a chain (断点).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// This line is not what was written here: changed, put in or swapped.
    Changed(i64),
    /// This line is not there.
    Missing(i64),
    /// A line whose number comes before the first.
    Before(i64),
    /// The lines end at the first number, the chain's own head stands at the second.
    Short(i64, i64),
    /// The chain's own head is not the digest of its last line, which is this one.
    Head(i64),
    /// The lines end at the first number, the head kept elsewhere is the second.
    Cut(i64, i64),
    /// This line is not the one whose digest was kept elsewhere.
    Rewritten(i64),
}

/// A chain that is being followed from its first line.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    head: Head,
    anchor: Option<Head>,
}

impl Chain {
    /// A chain to be held against a head that was kept elsewhere, if there is one.
    pub fn held_against(anchor: Option<Head>) -> Self {
        Self { head: Head::default(), anchor: anchor.filter(|anchor| anchor.seq > 0) }
    }

    /// Where it stands so far.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Takes the next line.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn follow(&mut self, line: &Line) -> Result<(), Break> {
        let due = self.head.seq + 1;
        if line.seq < due {
            return Err(Break::Before(line.seq));
        }
        if line.seq > due {
            return Err(Break::Missing(due));
        }
        if line.digest != line.chained_to(&self.head.digest) {
            return Err(Break::Changed(line.seq));
        }
        let other = |anchor: &Head| anchor.seq == line.seq && anchor.digest != line.digest;
        if self.anchor.as_ref().is_some_and(other) {
            return Err(Break::Rewritten(line.seq));
        }
        self.head = Head { seq: line.seq, digest: line.digest.clone() };
        Ok(())
    }

    /// Holds the end of the lines against the chain's own head and the one kept
    /// elsewhere.
    ///
    /// # Errors
    /// What is wrong with the end.
    pub fn end(self, own: &Head) -> Result<Head, Break> {
        if let Some(anchor) = self.anchor.filter(|anchor| anchor.seq > self.head.seq) {
            return Err(Break::Cut(self.head.seq, anchor.seq));
        }
        if self.head.seq != own.seq {
            return Err(Break::Short(self.head.seq, own.seq));
        }
        if self.head.digest != own.digest {
            return Err(Break::Head(own.seq));
        }
        Ok(self.head)
    }
}

impl Break {
    /// In one sentence.
    pub fn says(self) -> Said {
        let (zh, en) = match self {
            Self::Changed(seq) => (
                format!("日志第{seq}行不是当时写下的：被改动、插入或调换过"),
                format!("line {seq} of the journal is not what was written: changed, inserted or swapped"),
            ),
            Self::Missing(seq) => (
                format!("日志缺第{seq}行：被删除过"),
                format!("line {seq} of the journal is missing: it was deleted"),
            ),
            Self::Before(seq) => (
                format!("日志多出第{seq}行：行号不合顺序"),
                format!("the journal has a line {seq} that is out of order"),
            ),
            Self::Short(last, head) => (
                format!("日志到第{last}行为止，链头却记着第{head}行：末尾与链头不符"),
                format!("the journal ends at line {last}, its head says line {head}"),
            ),
            Self::Head(seq) => (
                format!("日志链头与第{seq}行的校验值不符：链头或末行被改动过"),
                format!("the journal's head is not the digest of its last line {seq}"),
            ),
            Self::Cut(last, head) => (
                format!("日志到第{last}行为止，另存的链头是第{head}行：末尾被截去"),
                format!(
                    "the journal ends at line {last}, the head kept elsewhere is line {head}: its tail was cut"
                ),
            ),
            Self::Rewritten(seq) => (
                format!("日志第{seq}行与另存的链头不一致：到这一行为止被重写过"),
                format!(
                    "line {seq} of the journal is not the one kept elsewhere: it was rewritten up to there"
                ),
            ),
        };
        Said::new(zh, en)
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.digest)
    }
}

/// Why some words are no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("应写成“行号:校验值”，就是 jinqiao journal head 打印的那一串 (line number:digest)")]
pub struct NoHead;

impl FromStr for Head {
    type Err = NoHead;

    fn from_str(text: &str) -> Result<Self, NoHead> {
        let (seq, digest) = text.trim().split_once([':', '：']).ok_or(NoHead)?;
        let seq: i64 = seq.parse().ok().filter(|seq| *seq >= 0).ok_or(NoHead)?;
        let digest = digest.to_ascii_lowercase();
        let length = if seq == 0 { 0 } else { 64 };
        let whole = digest.len() == length && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        whole.then_some(Self { seq, digest }).ok_or(NoHead)
    }
}

#[cfg(test)]
mod tests;
