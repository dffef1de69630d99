//! PDF: a Typst source and facts in, PDF/A out.
//!
//! Typst is used as a library. Whoever fills a form writes words, never
//! markup: facts reach the source as values (`sys.inputs.facts`), so nothing
//! in them is ever read as Typst. A source sees itself, `gb9704.typ` (the
//! measures of GB/T 9704—2012), `tables.typ` and `forms.typ`, and nothing else: no disk, no
//! network, no clock. The same source, facts, fonts and day give the same
//! bytes.
//!
//! The faces that travel with the product print every paper on a bare
//! machine. A folder of the user's own fonts comes before them, and the
//! [`Pdf`] says which face stood in for which. PDF/A-2b forbids a character
//! that no font has, so such a character is refused by name and place.

mod faces;
mod fault;
mod fonts;
mod pages;
mod title;
mod values;
mod world;

pub use faces::FontUse;
pub use fault::{FontFault, Missing, PdfFault};
pub use title::break_title;

use std::path::Path;

use jiff::civil::Date;
use typst::comemo;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_svg::SvgOptions;

use self::faces::Faces;
use self::fonts::Fonts;
use self::world::{Measures, Press};
use crate::{Fact, Paper};

/// How many documents a cached piece of layout may stay unused before it is
/// dropped. The six papers of a package come one after another; measures and
/// fonts live through all of them, and memory stays level.
const IDLE_DOCUMENTS: usize = 6;

/// A finished PDF (成文).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file, PDF/A-2b.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Which face stands for which on these pages.
    pub fonts: Vec<FontUse>,
}

/// Finished pages as pictures (页面图).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// Every page, as SVG.
    pub pages: Vec<String>,
    /// Which face stands for which on these pages.
    pub fonts: Vec<FontUse>,
}

/// Sets papers. Made once; it may be shared between threads.
#[derive(Debug)]
pub struct Typesetter {
    fonts: Fonts,
    faces: Faces,
    measures: Measures,
    standards: PdfStandards,
}

impl Typesetter {
    /// A typesetter with the faces of the product and, before them, those in
    /// the user's own folder (自备字体), searched with its subfolders. Files
    /// there that are no fonts are passed over.
    ///
    /// # Errors
    /// The folder cannot be read, or holds more than a folder of fonts would.
    pub fn new(user_fonts: Option<&Path>) -> Result<Self, FontFault> {
        let fonts = Fonts::gather(user_fonts)?;
        let faces = Faces::choose(fonts.book())?;
        let standards = PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|fault| FontFault::Shipped(fault.message().to_string()))?;
        Ok(Self { fonts, faces, measures: Measures::new(), standards })
    }

    /// Which face stands for which of those that GB/T 9704—2012 and office
    /// habit ask for, whatever the paper.
    pub fn faces(&self) -> Vec<FontUse> {
        self.faces.all()
    }

    /// Sets `source` with `facts` as they stand on `today`, which is also the
    /// date of the file.
    ///
    /// # Errors
    /// Characters without a glyph, all at once; a source that Typst refuses,
    /// with the line; or more facts than a paper can hold.
    pub fn pdf(&self, source: &str, facts: &Fact, today: Date) -> Result<Pdf, PdfFault> {
        let result = self.set(source, facts, today);
        // Also after a fault: a refused document leaves as much behind.
        comemo::evict(IDLE_DOCUMENTS);
        result
    }

    /// Sets `source` as [`Self::pdf`] does and draws its pages as pictures (SVG), for
    /// a look at them. Letters are drawn as outlines, so they look alike on every desk.
    ///
    /// # Errors
    /// As [`Self::pdf`].
    pub fn pictures(&self, source: &str, facts: &Fact, today: Date) -> Result<Pictures, PdfFault> {
        let result = self.laid_out(source, facts, today, |_, document| {
            let options = SvgOptions { render_bleed: false, pretty: false };
            Ok(document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect())
        });
        comemo::evict(IDLE_DOCUMENTS);
        let (pages, fonts) = result?;
        Ok(Pictures { pages, fonts })
    }

    /// How many pages `source` has with these facts.
    ///
    /// # Errors
    /// As [`Self::pdf`].
    pub fn count(&self, source: &str, facts: &Fact, today: Date) -> Result<usize, PdfFault> {
        let result = self.laid_out(source, facts, today, |_, document| Ok(document.pages().len()));
        comemo::evict(IDLE_DOCUMENTS);
        Ok(result?.0)
    }

    fn set(&self, source: &str, facts: &Fact, today: Date) -> Result<Pdf, PdfFault> {
        let ((bytes, pages), fonts) = self.laid_out(source, facts, today, |press, document| {
            let day = datetime(today).ok_or(PdfFault::Day(today))?;
            let bytes = accepted(press, typst_pdf::pdf(document, &self.options(facts, day)))?;
            Ok((bytes, document.pages().len()))
        })?;
        Ok(Pdf { bytes, pages, fonts })
    }

    /// Lays a source out, looks that no letter is missing, and makes something of it.
    fn laid_out<T>(
        &self,
        source: &str,
        facts: &Fact,
        today: Date,
        make: impl FnOnce(&Press<'_>, &PagedDocument) -> Result<T, PdfFault>,
    ) -> Result<(T, Vec<FontUse>), PdfFault> {
        let inputs = values::inputs(facts, &self.faces)?;
        let day = datetime(today).ok_or(PdfFault::Day(today))?;
        let press = Press::new(&self.fonts, &self.measures, source, inputs, day);

        let Warned { output, .. } = typst::compile::<PagedDocument>(&press);
        let document = accepted(&press, output)?;
        let seen = pages::read(&document);
        if !seen.missing.is_empty() {
            return Err(PdfFault::Missing(seen.missing));
        }
        Ok((make(&press, &document)?, self.faces.used(&seen.families)))
    }

    /// The file names its maker without a version and its day without an
    /// hour, so that it does not change when nothing in it does.
    fn options(&self, facts: &Fact, day: Datetime) -> PdfOptions {
        let name = |path: &str| facts.at(path).and_then(Fact::as_text).unwrap_or_default();
        PdfOptions {
            ident: Smart::Custom(format!("{}/{}", name("paper.code"), name("paper.number"))),
            creator: Smart::Custom(Some("金桥 Jinqiao".to_owned())),
            timestamp: Some(Timestamp::new_utc(day)),
            page_ranges: None,
            standards: self.standards.clone(),
            tagged: true,
            pretty: false,
        }
    }
}

impl Paper {
    /// The PDF of this paper, from facts with their wording
    /// ([`Paper::wording`]), as it stands on `today`.
    ///
    /// # Errors
    /// The paper has no `body.typ`, or it cannot be set.
    pub fn pdf(&self, facts: &Fact, typesetter: &Typesetter, today: Date) -> Result<Pdf, PdfFault> {
        let source = self.typst().ok_or_else(|| PdfFault::NoSource(self.code().to_owned()))?;
        typesetter.pdf(source, facts, today)
    }

    /// The pages of this paper as pictures, from the same facts.
    ///
    /// # Errors
    /// As [`Self::pdf`].
    pub fn pictures(&self, facts: &Fact, typesetter: &Typesetter, today: Date) -> Result<Pictures, PdfFault> {
        let source = self.typst().ok_or_else(|| PdfFault::NoSource(self.code().to_owned()))?;
        typesetter.pictures(source, facts, today)
    }

    /// How many pages this paper has, from the same facts.
    ///
    /// # Errors
    /// As [`Self::pdf`].
    pub fn count(&self, facts: &Fact, typesetter: &Typesetter, today: Date) -> Result<usize, PdfFault> {
        let source = self.typst().ok_or_else(|| PdfFault::NoSource(self.code().to_owned()))?;
        typesetter.count(source, facts, today)
    }
}

fn datetime(day: Date) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    let of_month = u8::try_from(day.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(day.year()), month, of_month, 0, 0, 0)
}

/// The result, or the first complaint with its place in the source.
fn accepted<T>(press: &Press<'_>, result: SourceResult<T>) -> Result<T, PdfFault> {
    result.map_err(|complaints| {
        complaints.first().map_or_else(
            || PdfFault::Source { line: None, message: String::new() },
            |complaint: &SourceDiagnostic| PdfFault::Source {
                line: press.line(complaint),
                message: complaint.message.to_string(),
            },
        )
    })
}
