//! What goes over the pipes: a form and facts one way, a filled form or faults
//! the other. Plain lengths and bytes, each checked by whoever reads them.

use std::collections::BTreeMap;

use kernel::Said;

use super::Form;
use crate::fault::{Fault, Faults};
use crate::{Fact, Picture};

/// How deep facts nest; ours go down five levels.
const DEPTH: usize = 32;

/// What is to be done with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Hold it against the shape of the facts.
    Check,
    /// Fill it.
    Fill,
}

/// A form and what it is to be held against or filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is to be done.
    pub task: Task,
    /// What facts there may be.
    pub shape: Fact,
    /// The facts; nothing for a check.
    pub facts: Fact,
    /// The form's own bytes.
    pub form: Vec<u8>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The form is in order; filled, if that was asked for.
    Done(Vec<u8>),
    /// Everything that is wrong with it.
    Faulty(Faults),
}

/// Does what a request asks; the request and the answer as bytes. What is no
/// request gets no bytes.
pub fn answer(request: &[u8]) -> Vec<u8> {
    let Some(Request { task, shape, facts, form }) = Request::read(request) else { return Vec::new() };
    let done = Form::compile(&form).and_then(|form| {
        form.check(&shape)?;
        if task == Task::Check { Ok(Vec::new()) } else { form.fill(&facts) }
    });
    done.map_or_else(Answer::Faulty, Answer::Done).bytes()
}

impl Request {
    /// The request as it is sent.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = vec![if self.task == Task::Check { b'C' } else { b'F' }];
        write(&self.shape, &mut out);
        write(&self.facts, &mut out);
        out.extend_from_slice(&self.form);
        out
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (task, rest) = bytes.split_first()?;
        let task = match task {
            b'C' => Task::Check,
            b'F' => Task::Fill,
            _ => return None,
        };
        let mut reader = Reader { rest };
        let (shape, facts) = (reader.fact(0)?, reader.fact(0)?);
        Some(Self { task, shape, facts, form: reader.rest.to_vec() })
    }
}

impl Answer {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Done(filled) => [b"D", filled.as_slice()].concat(),
            Self::Faulty(Faults(faults)) => {
                let mut out = vec![b'X'];
                let told = |fault: &Fault| {
                    let Fault { file, place, tag, says } = fault;
                    Fact::from(vec![file, &place.zh, &place.en, tag, &says.zh, &says.en])
                };
                write(&faults.iter().map(told).collect(), &mut out);
                out
            }
        }
    }

    /// An answer as it came; none if it is not whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        match bytes.split_first()? {
            (b'D', filled) => Some(Self::Done(filled.to_vec())),
            (b'X', rest) => {
                let mut reader = Reader { rest };
                let told = reader.fact(0).filter(|_| reader.rest.is_empty())?;
                let faults: Option<Vec<Fault>> = told.as_list()?.iter().map(fault).collect();
                faults.filter(|faults| !faults.is_empty()).map(|faults| Self::Faulty(Faults(faults)))
            }
            _ => None,
        }
    }
}

fn fault(told: &Fact) -> Option<Fault> {
    let words: Option<Vec<&str>> = told.as_list()?.iter().map(Fact::as_text).collect();
    let [file, place, place_en, tag, says, says_en] = words?.try_into().ok()?;
    Some(Fault {
        file: file.to_owned(),
        place: Said::new(place, place_en),
        tag: tag.to_owned(),
        says: Said::new(says, says_en),
    })
}

fn write(fact: &Fact, out: &mut Vec<u8>) {
    match fact {
        Fact::Text(text) => stretch(b't', text.as_bytes(), out),
        Fact::Number(number) => {
            out.push(b'n');
            out.extend_from_slice(&number.to_le_bytes());
        }
        Fact::Yes(yes) => out.push(if *yes { b'y' } else { b'z' }),
        Fact::Picture(picture) => stretch(b'p', picture.bytes(), out),
        Fact::List(items) => {
            length(b'l', items.len(), out);
            for item in items {
                write(item, out);
            }
        }
        Fact::Record(fields) => {
            length(b'r', fields.len(), out);
            for (name, fact) in fields {
                stretch(b't', name.as_bytes(), out);
                write(fact, out);
            }
        }
    }
}

fn stretch(kind: u8, bytes: &[u8], out: &mut Vec<u8>) {
    length(kind, bytes.len(), out);
    out.extend_from_slice(bytes);
}

fn length(kind: u8, length: usize, out: &mut Vec<u8>) {
    out.push(kind);
    out.extend_from_slice(&(length as u64).to_le_bytes());
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl Reader<'_> {
    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn fact(&mut self, depth: usize) -> Option<Fact> {
        if depth > DEPTH {
            return None;
        }
        Some(match *self.take(1)?.first()? {
            b't' => Fact::Text(self.text()?),
            b'n' => Fact::Number(self.number()?.cast_signed()),
            b'y' => Fact::Yes(true),
            b'z' => Fact::Yes(false),
            b'p' => {
                let length = usize::try_from(self.number()?).ok()?;
                Fact::Picture(Picture::read(self.take(length)?).ok()?)
            }
            b'l' => {
                let count = self.number()?;
                let items: Option<Vec<Fact>> = (0..count).map(|_| self.fact(depth + 1)).collect();
                Fact::List(items?)
            }
            b'r' => {
                let count = self.number()?;
                let mut fields = BTreeMap::new();
                for _ in 0..count {
                    let name = (*self.take(1)?.first()? == b't').then(|| self.text())??;
                    fields.insert(name, self.fact(depth + 1)?);
                }
                Fact::Record(fields)
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    #[test]
    fn what_is_sent_is_read_alike() {
        let facts = record! { a: "甲", n: -3_i64, y: true, l: vec![record! { b: "" }] };
        let (shape, form) = (facts.shape(), b"PK".to_vec());
        let request = Request { task: Task::Fill, shape, facts, form };
        assert_eq!(Request::read(&request.bytes()), Some(request.clone()));
        let faulty = Answer::read(&answer(&request.bytes()));
        assert!(matches!(faulty, Some(Answer::Faulty(_))), "{faulty:?}");
    }

    #[test]
    fn what_is_cut_short_is_no_request_and_no_answer() {
        let faults = Faults::from(Fault::of_file("a", Said::new("坏", "bad")));
        let whole = Answer::Faulty(faults.clone()).bytes();
        assert_eq!(Answer::read(&whole), Some(Answer::Faulty(faults)));
        for end in 0..whole.len() {
            assert_eq!(Answer::read(&whole[..end]), None, "{end}");
        }
        assert_eq!(answer(b"C"), b"");
    }
}
