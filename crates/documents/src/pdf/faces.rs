//! Which face stands for which: the table `fonts/faces.toml`, answered from
//! the fonts at hand.

use std::collections::BTreeSet;

use serde::Deserialize;
use typst::foundations::{Array, Dict, IntoValue, Str};
use typst::text::FontBook;

use super::FontFault;

const TABLE: &str = include_str!("../../fonts/faces.toml");

/// A face that the standard or office habit asks for, and what was used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontUse {
    /// The face as it is called in offices, such as `仿宋_GB2312`. Empty for a
    /// font that only lent single characters.
    pub asked: String,
    /// The family that was used.
    pub used: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    face: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    role: String,
    asked: String,
    families: Vec<String>,
}

/// The choice for one role.
#[derive(Debug)]
struct Face {
    role: String,
    asked: String,
    /// The families at hand, best first; never empty.
    families: Vec<String>,
}

/// The choice for every role.
#[derive(Debug)]
pub(super) struct Faces(Vec<Face>);

impl Faces {
    /// Keeps of every role the families that the book has.
    pub(super) fn choose(book: &FontBook) -> Result<Self, FontFault> {
        let table: Table = toml::from_str(TABLE)
            .map_err(|fault| FontFault::Shipped(format!("faces.toml: {}", fault.message())))?;
        let chosen = table.face.into_iter().map(|row| Face {
            families: (row.families.into_iter())
                .filter(|family| book.contains_family(&family.to_lowercase()))
                .collect(),
            role: row.role,
            asked: row.asked,
        });
        let faces: Vec<Face> = chosen.collect();
        match faces.iter().find(|face| face.families.is_empty()) {
            Some(face) => Err(FontFault::Shipped(face.asked.clone())),
            None => Ok(Self(faces)),
        }
    }

    /// The families of every role, as `gb9704.typ` reads them.
    pub(super) fn inputs(&self) -> Dict {
        let families = |face: &Face| -> Array {
            face.families.iter().map(|family| Str::from(family.as_str()).into_value()).collect()
        };
        self.0.iter().map(|face| (Str::from(face.role.as_str()), families(face).into_value())).collect()
    }

    /// Every role with the family that is preferred for it.
    pub(super) fn all(&self) -> Vec<FontUse> {
        self.0
            .iter()
            .filter_map(|face| {
                let used = face.families.first()?.clone();
                Some(FontUse { asked: face.asked.clone(), used })
            })
            .collect()
    }

    /// The roles whose family stands on the pages, then the families that
    /// only helped out with characters.
    pub(super) fn used(&self, families: &BTreeSet<String>) -> Vec<FontUse> {
        let mut uses = self.all();
        uses.retain(|face| families.contains(&face.used));
        let known: BTreeSet<String> = uses.iter().map(|face| face.used.clone()).collect();
        let helped = families.difference(&known);
        uses.extend(helped.map(|family| FontUse { asked: String::new(), used: family.clone() }));
        uses
    }
}

#[cfg(test)]
mod tests {
    use super::super::fonts::Fonts;
    use super::*;

    #[test]
    fn every_face_has_a_substitute_that_travels_with_the_product() {
        let fonts = Fonts::gather(None).unwrap();
        let uses = Faces::choose(fonts.book()).unwrap().all();
        let lines: Vec<String> = uses.iter().map(|face| format!("{} → {}", face.asked, face.used)).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        方正小标宋简体 → Noto Serif CJK SC
        仿宋_GB2312 → Noto Serif CJK SC
        楷体_GB2312 → Jinqiao Kai
        黑体 → Noto Sans CJK SC
        宋体 → Noto Serif CJK SC
        Times New Roman → Liberation Serif
        ");
    }
}
