//! Matching `#for` with `/for` and `#if` with `/if`, at whatever level of the
//! document both ends stand: inside a paragraph, around paragraphs, around the
//! rows of a table.

use kernel::Said;

use super::notes::Notes;
use super::op::{Op, SiteId, extend, push};
use super::tag::Tag;

/// A piece of one level: something to write, or a control tag.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
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
pub(crate) struct Settled {
    /// Tags before everything that can be seen.
    pub(crate) lead: Vec<Piece>,
    /// The level itself, balanced.
    pub(crate) inside: Vec<Piece>,
    /// Tags after everything that can be seen.
    pub(crate) trail: Vec<Piece>,
}

impl Settled {
    /// Whether a person would see nothing here.
    pub(crate) fn is_blank(&self) -> bool {
        self.inside.iter().all(|piece| matches!(piece, Piece::Ops { blank: true, .. }))
    }
}

/// Separates the tags that have no partner on this level.
pub(crate) fn settle(pieces: Vec<Piece>, notes: &mut Notes) -> Settled {
    let lonely = lonely(&pieces, notes);
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
        let opens = matches!(tag, Tag::For { .. } | Tag::Cells { .. } | Tag::If(_));
        match (first, last) {
            (None, _) | (_, None) if opens => settled.lead.push(piece),
            (None, _) | (_, None) => settled.trail.push(piece),
            (Some(first), _) if at < first => settled.lead.push(piece),
            (_, Some(last)) if at > last => settled.trail.push(piece),
            _ => notes.fault(*site, alone(tag)),
        }
    }
    settled
}

/// The positions of tags whose partner is missing.
fn lonely(pieces: &[Piece], notes: &mut Notes) -> Vec<usize> {
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
                notes.fault(*site, crossed(tag));
            }
            // Whole cells repeat: that is for the row to say.
            _ => lonely.push(at),
        }
    }
    lonely.extend(open);
    lonely
}

/// The ops of a balanced level.
pub(crate) fn ops(pieces: Vec<Piece>, notes: &mut Notes) -> Vec<Op> {
    let mut walk = pieces.into_iter();
    let (ops, _) = branch(&mut walk, notes);
    ops
}

fn branch(walk: &mut std::vec::IntoIter<Piece>, notes: &mut Notes) -> (Vec<Op>, Option<Tag>) {
    let mut ops = Vec::new();
    while let Some(piece) = walk.next() {
        match piece {
            Piece::Ops { ops: more, .. } => extend(&mut ops, more),
            Piece::Control { tag: Tag::For { name, list }, site } => {
                notes.deeper(site);
                let (body, _) = branch(walk, notes);
                notes.depth -= 1;
                let mut merges = Vec::new();
                merges_in(&body, &mut merges);
                push(&mut ops, Op::For { name, list, body, merges, site });
            }
            Piece::Control { tag: Tag::If(condition), site } => {
                notes.deeper(site);
                let (then, end) = branch(walk, notes);
                let otherwise =
                    if matches!(end, Some(Tag::Else)) { branch(walk, notes).0 } else { Vec::new() };
                notes.depth -= 1;
                push(&mut ops, Op::If { condition, then, otherwise, site });
            }
            Piece::Control { tag, .. } => return (ops, Some(tag)),
        }
    }
    (ops, None)
}

fn alone(tag: &Tag) -> Said {
    match tag {
        Tag::Cells { .. } | Tag::EndCells => Said::new(
            "重复的是一行里的格子；请把 {{#cells x in 列表}} 写在表格某格的最前面，把 {{/cells}} 写在同一行同一格或后面某格的末尾",
            "this repeats cells: put the opening tag at the start of a cell and the closing tag at the end of the same or a later cell of that row",
        ),
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
pub(crate) fn never_met(tag: &Tag) -> Said {
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

/// The growing cells inside a loop that begin anew with it. A label that says
/// nothing of the loop spans all of its turns.
fn merges_in(ops: &[Op], slots: &mut Vec<usize>) {
    for op in ops {
        match op {
            Op::Merged(merged) => {
                if !merged.label {
                    slots.push(merged.slot);
                }
                merges_in(&merged.body, slots);
            }
            Op::For { body, .. } | Op::Cell(body) => merges_in(body, slots),
            Op::Cells(cells) => merges_in(&cells.body, slots),
            Op::If { then, otherwise, .. } => {
                merges_in(then, slots);
                merges_in(otherwise, slots);
            }
            _ => {}
        }
    }
}
