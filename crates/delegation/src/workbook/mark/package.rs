//! The parts of an xlsx file: read what is needed, replace what has changed, copy
//! the rest without unpacking it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Unmarkable;
use super::xml::{Edits, each_tag, escape};

/// No part of a roster is larger than this, unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// More parts than a workbook has.
const MOST_PARTS: usize = 5_000;

/// An xlsx file, open for change.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    /// Opens a file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unmarkable> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unmarkable("不是 xlsx 文件".to_owned()))?;
        if archive.len() > MOST_PARTS {
            return Err(Unmarkable("文件内的部件过多".to_owned()));
        }
        Ok(Self { archive, changed: BTreeMap::new() })
    }

    /// The text of a part as it stands now; `None` if there is none.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Unmarkable> {
        if let Some(text) = self.changed.get(part) {
            return Ok(Some(text.clone()));
        }
        let Ok(file) = self.archive.by_name(part) else { return Ok(None) };
        let mut text = String::new();
        let read = file.take(MOST_BYTES + 1).read_to_string(&mut text);
        if read.is_err() || u64::try_from(text.len()).is_ok_and(|length| length > MOST_BYTES) {
            return Err(Unmarkable::part(part));
        }
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }

    /// The text of a part that must be there.
    pub(super) fn needed(&mut self, part: &str) -> Result<String, Unmarkable> {
        self.text(part)?.ok_or_else(|| Unmarkable::part(part))
    }

    /// Replaces a part, or adds it.
    pub(super) fn put(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_owned(), text);
    }

    /// A name that no part has yet: `xl/comments7.xml`.
    pub(super) fn free_name(&self, before: &str, after: &str) -> String {
        let taken =
            |name: &str| self.changed.contains_key(name) || self.archive.index_for_name(name).is_some();
        (1..=u16::MAX)
            .map(|number| format!("{before}{number}{after}"))
            .find(|name| !taken(name))
            .unwrap_or_default()
    }

    /// The relations of a part: id to (kind, part), the last word of the kind only.
    pub(super) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, (String, String)>, Unmarkable> {
        let name = relations_of(part);
        let Some(text) = self.text(&name)? else { return Ok(BTreeMap::new()) };
        let mut relations = BTreeMap::new();
        each_tag(&text, |tag| {
            if tag.opens("Relationship")
                && let (Some(id), Some(kind), Some(target)) =
                    (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.insert(id, (kind, resolve(part, &target)));
            }
        })
        .ok_or_else(|| Unmarkable::part(&name))?;
        Ok(relations)
    }

    /// Relates a part to another, and gives the id of the relation.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Unmarkable> {
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let name = relations_of(part);
        let known: BTreeSet<String> = self.relations(part)?.into_keys().collect();
        let id = (1..=u16::MAX)
            .map(|number| format!("rIdMark{number}"))
            .find(|id| !known.contains(id))
            .unwrap_or_default();
        let empty = || {
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
                .to_owned()
        };
        let text = self.text(&name)?.unwrap_or_else(empty);
        let target = escape(&format!("/{target}"));
        let text = before_end(&text, "Relationships", |prefix| {
            format!("<{prefix}Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        })
        .ok_or_else(|| Unmarkable::part(&name))?;
        self.put(&name, text);
        Ok(id)
    }

    /// Says what kind of content a new part has.
    pub(super) fn declare(&mut self, part: &str, content: &str) -> Result<(), Unmarkable> {
        const TYPES: &str = "[Content_Types].xml";
        let text = self.needed(TYPES)?;
        let name = format!("/{part}");
        let text = before_end(&text, "Types", |prefix| {
            format!("<{prefix}Override PartName=\"{}\" ContentType=\"{content}\"/>", escape(&name))
        });
        self.put(TYPES, text.ok_or_else(|| Unmarkable::part(TYPES))?);
        Ok(())
    }

    /// The file with its changes; parts that did not change are copied as packed.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Unmarkable> {
        let broken = |_| Unmarkable("文件的压缩结构有误".to_owned());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for index in 0..self.archive.len() {
            let file = self.archive.by_index_raw(index).map_err(broken)?;
            let name = file.name().map_err(broken)?.into_owned();
            match self.changed.remove(&name) {
                None => writer.raw_copy_file(file).map_err(broken)?,
                Some(text) => {
                    writer.start_file(name, options).map_err(broken)?;
                    writer.write_all(text.as_bytes()).map_err(|_| Unmarkable("无法写出文件".to_owned()))?;
                }
            }
        }
        for (name, text) in self.changed {
            writer.start_file(name, options).map_err(broken)?;
            writer.write_all(text.as_bytes()).map_err(|_| Unmarkable("无法写出文件".to_owned()))?;
        }
        Ok(writer.finish().map_err(broken)?.into_inner())
    }
}

/// Where the parts that marking needs are.
pub(super) struct Parts {
    /// The workbook part.
    pub(super) workbook: String,
    /// The styles part.
    pub(super) styles: String,
    sheets: BTreeMap<String, String>,
}

impl Parts {
    /// Finds them by the file's own relations.
    pub(super) fn of(package: &mut Package<'_>) -> Result<Self, Unmarkable> {
        let root = package.relations("")?;
        let of_kind = |relations: &BTreeMap<String, (String, String)>, wanted: &str| {
            relations.values().find(|(kind, _)| kind == wanted).map(|(_, part)| part.clone())
        };
        let workbook =
            of_kind(&root, "officeDocument").ok_or_else(|| Unmarkable("不是 xlsx 文件".to_owned()))?;
        let relations = package.relations(&workbook)?;
        let styles = of_kind(&relations, "styles").ok_or_else(|| Unmarkable::part("styles.xml"))?;
        let text = package.needed(&workbook)?;
        let mut sheets = BTreeMap::new();
        each_tag(&text, |tag| {
            if tag.opens("sheet")
                && let (Some(name), Some(id)) = (tag.attribute("name"), relation_id(&tag))
                && let Some((_, part)) = relations.get(&id)
            {
                sheets.insert(name, part.clone());
            }
        })
        .ok_or_else(|| Unmarkable::part(&workbook))?;
        Ok(Self { workbook, styles, sheets })
    }

    /// The parts of all sheets.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.values().map(String::as_str)
    }

    /// The part of a sheet.
    pub(super) fn sheet(&self, name: &str) -> Option<&str> {
        self.sheets.get(name).map(String::as_str)
    }
}

/// The `r:id` of a tag, whatever the prefix.
pub(super) fn relation_id(tag: &super::xml::Tag<'_>) -> Option<String> {
    ["r:id", "relationships:id", "d3p1:id", "ns1:id"].iter().find_map(|name| tag.attribute(name))
}

/// A text with something put before the end of its outermost element.
pub(super) fn before_end(text: &str, local: &str, new: impl Fn(&str) -> String) -> Option<String> {
    let mut edits = Edits::default();
    let mut done = false;
    each_tag(text, |tag| {
        if tag.depth == 0 && tag.closes(local) {
            edits.insert(tag.range.start, new(tag.prefix()));
            done = true;
        } else if tag.depth == 0 && tag.opens(local) && tag.kind == super::xml::Kind::Empty {
            let open = text.get(tag.range.clone()).unwrap_or_default().trim_end_matches("/>").to_owned();
            edits.replace(tag.range.clone(), format!("{open}>{}</{}>", new(tag.prefix()), tag.name));
            done = true;
        }
    })?;
    done.then(|| edits.apply(text)).flatten()
}

fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or((String::new(), part), |(f, n)| (format!("{f}/"), n));
    format!("{folder}_rels/{name}.rels")
}

/// The part a relation's target means, seen from another part.
fn resolve(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
