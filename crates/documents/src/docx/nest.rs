//! Matching `#for` with `/for` and `#if` with `/if`, at whatever level of the
//! document both ends stand: inside a paragraph, around paragraphs, around the
//! rows of a table.

use kernel::Said;

use super::compile::{Compiler, merges_in};
use super::op::{Op, SiteId, extend, push};
use super::tag::Tag;

/// A piece of one level: something to write, or a control tag.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Something to write; `blank` if a person would see nothing there.
    Ops {
        ops: Vec<Op>,
        blank: bool,
    },
    Control {
        tag: Tag,
        site: SiteId,
    },
}

/// What one level leaves over for the level around it.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Tags before everything that can be seen.
    pub(super) lead: Vec<Piece>,
    /// The level itself, balanced.
    pub(super) inside: Vec<Piece>,
    /// Tags after everything that can be seen.
    pub(super) trail: Vec<Piece>,
}

impl Settled {
    /// Whether a person would see nothing here.
    pub(super) fn is_blank(&self) -> bool {
        self.inside.iter().all(|piece| matches!(piece, Piece::Ops { blank: true, .. }))
    }
}

/// Separates the tags that have no partner on this level.
pub(super) fn settle(pieces: Vec<Piece>, compiler: &mut Compiler) -> Settled {
    let lonely = lonely(&pieces, compiler);
    let seen = |piece: &Piece| matches!(piece, Piece::Ops { blank: false, .. });
    let first = pieces.iter().position(seen);
    let last = pieces.iter().rposition(seen);
    let mut settled = Settled::default();
    for (at, piece) in pieces.into_iter().enumerate() {
        if !lonely.contains(&at) {
            settled.inside.push(piece);
            continue;
        }
        let Piece::Control { tag, site } = &piece else { continue };
        let opens = matches!(tag, Tag::For { .. } | Tag::If(_));
        match (first, last) {
            (None, _) | (_, None) if opens => settled.lead.push(piece),
            (None, _) | (_, None) => settled.trail.push(piece),
            (Some(first), _) if at < first => settled.lead.push(piece),
            (_, Some(last)) if at > last => settled.trail.push(piece),
            _ => compiler.fault(*site, alone(tag)),
        }
    }
    settled
}

/// The positions of tags whose partner is missing.
fn lonely(pieces: &[Piece], compiler: &mut Compiler) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut lonely = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Control { tag, site } = piece else { continue };
        let partner = open.last().and_then(|at| match pieces.get(*at) {
            Some(Piece::Control { tag, .. }) => Some(tag),
            _ => None,
        });
        match (tag, partner) {
            (Tag::For { .. } | Tag::If(_), _) => open.push(at),
            (Tag::EndFor, Some(Tag::For { .. })) | (Tag::EndIf, Some(Tag::If(_))) => {
                open.pop();
            }
            (Tag::Else, Some(Tag::If(_))) => {}
            (Tag::EndFor | Tag::EndIf, Some(_)) => {
                open.pop();
                compiler.fault(*site, crossed(tag));
            }
            _ => lonely.push(at),
        }
    }
    lonely.extend(open);
    lonely
}

/// The ops of a balanced level.
pub(super) fn ops(pieces: Vec<Piece>, compiler: &mut Compiler) -> Vec<Op> {
    let mut walk = pieces.into_iter();
    let (ops, _) = branch(&mut walk, compiler);
    ops
}

fn branch(walk: &mut std::vec::IntoIter<Piece>, compiler: &mut Compiler) -> (Vec<Op>, Option<Tag>) {
    let mut ops = Vec::new();
    while let Some(piece) = walk.next() {
        match piece {
            Piece::Ops { ops: more, .. } => extend(&mut ops, more),
            Piece::Control { tag: Tag::For { name, list }, site } => {
                compiler.deeper(site);
                let (body, _) = branch(walk, compiler);
                compiler.depth -= 1;
                let merges = merges_in(&body);
                push(&mut ops, Op::For { name, list, body, merges, site });
            }
            Piece::Control { tag: Tag::If(condition), site } => {
                compiler.deeper(site);
                let (then, end) = branch(walk, compiler);
                let otherwise =
                    if matches!(end, Some(Tag::Else)) { branch(walk, compiler).0 } else { Vec::new() };
                compiler.depth -= 1;
                push(&mut ops, Op::If { condition, then, otherwise, site });
            }
            Piece::Control { tag, .. } => return (ops, Some(tag)),
        }
    }
    (ops, None)
}

fn alone(tag: &Tag) -> Said {
    match tag {
        Tag::For { .. } | Tag::If(_) => Said::new(
            "只有开头没有结尾；请在同一段内写 {{/for}} 或 {{/if}}，跨段时把开头放在段首、结尾放在段尾",
            "this tag is never closed; close it in the same paragraph, or put the opening tag at the start of its paragraph and the closing tag at the end of its own",
        ),
        _ => Said::new(
            "只有结尾没有开头；请补上 {{#for …}} 或 {{#if …}}，或删去此处",
            "nothing is open here; add the opening tag or delete this one",
        ),
    }
}

/// For a tag that is left over when the last level is reached.
pub(super) fn never_met(tag: &Tag) -> Said {
    alone(tag)
}

fn crossed(tag: &Tag) -> Said {
    let (zh, en) = match tag {
        Tag::EndFor => ("{{/if}}", "/if"),
        _ => ("{{/for}}", "/for"),
    };
    Said::new(
        format!("与开头不配对；里层还没有结束，请先写 {zh}"),
        format!("does not match what is open; close the inner one with {en} first"),
    )
}
