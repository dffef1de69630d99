//! The world a source lives in: itself, the measures, the fonts, the facts
//! and the day. There is nothing else to read.

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::fonts::Fonts;

/// What a source may import: the measures of GB/T 9704—2012, and the tables
/// and forms that more than one paper shows.
const SHARED: [(&str, &str); 3] = [
    ("gb9704.typ", include_str!("../../typst/gb9704.typ")),
    ("tables.typ", include_str!("../../typst/tables.typ")),
    ("forms.typ", include_str!("../../typst/forms.typ")),
];

/// The shared sources, read once.
#[derive(Debug)]
pub(super) struct Measures(Vec<Source>);

impl Measures {
    pub(super) fn new() -> Self {
        Self(SHARED.iter().map(|(name, text)| Source::new(file(name), (*text).to_owned())).collect())
    }
}

/// One document on its way to paper.
pub(super) struct Press<'a> {
    fonts: &'a Fonts,
    measures: &'a Measures,
    library: LazyHash<Library>,
    body: Source,
    day: Datetime,
}

impl<'a> Press<'a> {
    pub(super) fn new(
        fonts: &'a Fonts,
        measures: &'a Measures,
        body: &str,
        inputs: Dict,
        day: Datetime,
    ) -> Self {
        let library = LazyHash::new(Library::builder().with_inputs(inputs).build());
        let body = Source::new(file("body.typ"), body.to_owned());
        Self { fonts, measures, library, body, day }
    }

    /// The line of the body that a complaint points at, or that led there.
    pub(super) fn line(&self, complaint: &SourceDiagnostic) -> Option<usize> {
        let here = |id: Option<FileId>| id == Some(self.body.id());
        let range = if here(complaint.span.id()) {
            self.range(complaint.span)
        } else {
            let call = complaint.trace.iter().find(|call| here(call.span.id()))?;
            self.range(call.span)
        }?;
        Some(self.body.lines().byte_to_line(range.start)?.saturating_add(1))
    }
}

impl World for Press<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.body.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        std::iter::once(&self.body)
            .chain(&self.measures.0)
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.day)
    }
}

/// The id of a file of this world. Both names are ours and lie in the root.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}
