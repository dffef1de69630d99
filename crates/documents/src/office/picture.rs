//! Pictures among the words of a Word file: drawn in the line, their bytes kept
//! once in the package however often they are shown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::package::Parts;
use super::relations;
use crate::picture::{Picture, undressed};
use crate::place::{Filter, Millimetres, Place};

/// English metric units in a millimetre (ECMA-376 part 1, 20.1.2.1).
const EMU: u64 = 36_000;
/// A dot of a picture that is shown as large as it is, at 96 to the inch.
const DOT: u64 = 9_525;
/// As wide as the text of a 公文 (GB/T 9704—2012, 5.2): wider ones shrink.
const WIDEST: u64 = 156 * EMU;
const HIGHEST: u64 = 225 * EMU;

/// Takes their makers' remarks out of a form's own pictures.
pub(crate) fn undress(parts: &mut Parts) {
    for (_, content) in parts.iter_mut().filter(|(name, _)| name.contains("/media/")) {
        if let Some(bare) = undressed(content) {
            *content = bare;
        }
    }
}

/// The pictures shown so far.
#[derive(Debug, Default)]
pub(crate) struct Gallery {
    pictures: Vec<Picture>,
    /// Which pictures each part shows.
    shown: BTreeMap<String, Vec<usize>>,
    part: String,
    drawn: usize,
}

impl Gallery {
    pub(crate) fn turn_to(&mut self, part: &str) {
        part.clone_into(&mut self.part);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pictures.is_empty()
    }

    /// The number of a picture, kept once.
    pub(crate) fn keep(&mut self, picture: &Picture) -> usize {
        let known = self.pictures.iter().position(|known| known == picture);
        known.unwrap_or_else(|| {
            self.pictures.push(picture.clone());
            self.pictures.len() - 1
        })
    }

    /// Draws a picture where a run stands.
    pub(crate) fn hang(&mut self, picture: &Picture, place: &Place, out: &mut String) {
        let number = self.keep(picture);
        let shown = self.shown.entry(self.part.clone()).or_default();
        if !shown.contains(&number) {
            shown.push(number);
        }
        self.drawn += 1;
        let (width, height) = size(picture, place);
        // Above whatever the template itself has numbered.
        let id = 0x4A51_0000 + self.drawn;
        let relation = relation(number);
        let _ = write!(
            out,
            "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{id}\" name=\"图片{drawn}\"/>\
             <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"图片{drawn}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing>",
            drawn = self.drawn
        );
    }

    /// Puts the pictures into a package: their parts, their types, and what
    /// leads to them.
    pub(crate) fn into_parts(self, parts: &mut Parts) {
        self.store("word", parts);
        for (part, numbers) in &self.shown {
            for number in numbers {
                self.lead(*number, part, "", parts);
            }
        }
    }

    /// Puts the pictures themselves into a folder of a package.
    pub(crate) fn store(&self, folder: &str, parts: &mut Parts) {
        for (number, picture) in self.pictures.iter().enumerate() {
            parts.insert(format!("{folder}/{}", target(number, picture)), picture.bytes().to_vec());
            relations::declare_ending(parts, picture.kind().extension(), picture.kind().mime());
        }
    }

    /// Leads from a part to a picture; `up` is the way to the pictures' folder.
    pub(crate) fn lead(&self, number: usize, part: &str, up: &str, parts: &mut Parts) {
        let Some(picture) = self.pictures.get(number) else { return };
        let relation = relations::Relation {
            id: relation(number),
            kind: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image".to_owned(),
            target: format!("{up}{}", target(number, picture)),
            external: false,
        };
        relations::add(parts, part, &relation);
    }
}

pub(crate) fn relation(number: usize) -> String {
    format!("rIdFactPicture{}", number + 1)
}

fn target(number: usize, picture: &Picture) -> String {
    format!("media/fact-picture-{}.{}", number + 1, picture.kind().extension())
}

/// Width and height: as asked for, in the picture's own proportions, never
/// larger than the page.
pub(crate) fn size(picture: &Picture, place: &Place) -> (u64, u64) {
    let asked = |find: fn(&Filter) -> Option<Millimetres>| {
        place.filters.iter().find_map(find).map(|length| u64::from(length.0) * EMU)
    };
    let width = asked(|filter| if let Filter::Width(length) = filter { Some(*length) } else { None });
    let height = asked(|filter| if let Filter::Height(length) = filter { Some(*length) } else { None });
    let (across, down) = picture.size();
    let (across, down) = (u64::from(across), u64::from(down));
    let (most_width, most_height) = match (width, height) {
        (None, None) => ((across * DOT).min(WIDEST), HIGHEST),
        (width, height) => (width.unwrap_or(500 * EMU), height.unwrap_or(500 * EMU)),
    };
    let by_width = (most_width, most_width * down / across);
    let by_height = (most_height * across / down, most_height);
    let (width, height) = if by_width.1 <= most_height { by_width } else { by_height };
    (width.max(1), height.max(1))
}
