//! Reads finished pages: which families stand on them, and which characters
//! no font could draw.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::Missing;

/// At most so many missing characters are named.
const MOST_NAMED: usize = 20;
/// So many characters of a line are quoted around a missing one.
const QUOTED: usize = 12;

/// What was found on the pages.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The families on the pages.
    pub(super) families: BTreeSet<String>,
    /// The characters that no font has, each once.
    pub(super) missing: Vec<Missing>,
}

/// Reads all pages.
pub(super) fn read(document: &PagedDocument) -> Seen {
    let mut seen = Seen::default();
    for (page, number) in document.pages().iter().zip(1..) {
        seen.frame(&page.frame, number);
    }
    seen
}

impl Seen {
    fn frame(&mut self, frame: &Frame, page: usize) {
        // A stack, not recursion: how deep groups nest is up to the source.
        let mut frames = vec![frame];
        while let Some(frame) = frames.pop() {
            let mut line = String::new();
            let mut lost = Vec::new();
            for (_, item) in frame.items() {
                match item {
                    FrameItem::Group(group) => frames.push(&group.frame),
                    FrameItem::Text(text) => {
                        lost.extend(self.text(text).into_iter().map(|place| line.len() + place));
                        line.push_str(&text.text);
                    }
                    _ => {}
                }
            }
            for place in lost {
                self.miss(&line, place, page);
            }
        }
    }

    /// Notes the family of a run; gives the places in it that have no glyph.
    fn text(&mut self, item: &TextItem) -> Vec<usize> {
        let family = &item.font.font().info().family;
        if !self.families.contains(family.as_str()) {
            self.families.insert(family.clone());
        }
        item.glyphs.iter().filter(|glyph| glyph.id == 0).map(|glyph| glyph.range().start).collect()
    }

    fn miss(&mut self, line: &str, place: usize, page: usize) {
        let lost = line.get(place..).and_then(|rest| rest.chars().next());
        let Some(character) = lost else { return };
        let named = self.missing.iter().any(|earlier| earlier.character == character);
        if !named && self.missing.len() < MOST_NAMED {
            self.missing.push(Missing { character, page, within: quote(line, place) });
        }
    }
}

/// Some characters before and after a place in a line.
fn quote(line: &str, place: usize) -> String {
    let before = line.get(..place).unwrap_or_default().chars().count();
    line.chars().skip(before.saturating_sub(QUOTED / 2)).take(QUOTED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_holds_the_place_and_its_neighbours() {
        let check = |line: &str, at: &str, expected: &str| {
            assert_eq!(quote(line, line.find(at).unwrap_or(line.len())), expected);
        };
        check("示例职业技术学院外事干部某某某赴巴西", "外事", "职业技术学院外事干部某某");
        check("某某", "某", "某某");
        check("某某", "没有", "某某");
    }
}
