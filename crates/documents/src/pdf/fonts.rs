//! The fonts at hand: the user's own first, then those that travel with the
//! product.
//!
//! The shipped faces are part of the program (open licence, `fonts/OFL.txt`;
//! `fonts/make.py` says how they were cut). The machine's own font folders
//! are not searched: a package must not look different on the next desk. Who
//! wants a face of the system names its folder.

use std::fmt::{self, Debug, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use super::FontFault;

/// The faces that travel with the product.
const SHIPPED: [&[u8]; 10] = [
    include_bytes!("../../fonts/NotoSerifSC-Regular.otf"),
    include_bytes!("../../fonts/NotoSerifSC-Bold.otf"),
    include_bytes!("../../fonts/NotoSansSC-Regular.otf"),
    include_bytes!("../../fonts/JinqiaoKai-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    // Scripts in which partners write their own names.
    include_bytes!("../../fonts/NotoSerifThai-Regular.ttf"),
    include_bytes!("../../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../fonts/NotoSerifDevanagari-Regular.ttf"),
    include_bytes!("../../fonts/NotoSerifEthiopic-Regular.ttf"),
];

/// The most files of a user's folder that are looked at.
const MOST_FILES: usize = 2000;
/// Folders in folders deeper than this are passed over.
const DEEPEST: usize = 4;
/// Files larger than this are passed over: the largest collections of faces
/// for Chinese have some 120 MiB.
const LARGEST: u64 = 200 * 1024 * 1024;

/// Where a font lies.
enum Source {
    /// In the program.
    Shipped(&'static [u8]),
    /// In a file of the user.
    File(PathBuf),
}

/// One face, read when a page first needs it.
struct Slot {
    source: Source,
    index: u32,
    font: OnceLock<Option<Font>>,
}

/// All fonts, in the order in which they are preferred.
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    slots: Vec<Slot>,
}

impl Debug for Fonts {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({})", self.slots.len())
    }
}

impl Fonts {
    /// The user's fonts, by path, then the shipped ones.
    pub(super) fn gather(folder: Option<&Path>) -> Result<Self, FontFault> {
        let mut book = FontBook::new();
        let mut slots = Vec::new();
        for path in folder.map(font_files).transpose()?.unwrap_or_default() {
            let data =
                fs::read(&path).map_err(|reason| FontFault::Unreadable { folder: path.clone(), reason })?;
            for (index, info) in (0..).zip(FontInfo::iter(&data)) {
                book.push(info);
                slots.push(Slot::new(Source::File(path.clone()), index));
            }
        }
        for data in SHIPPED {
            let info =
                FontInfo::new(data, 0).ok_or_else(|| FontFault::Shipped(format!("{} bytes", data.len())))?;
            book.push(info);
            slots.push(Slot::new(Source::Shipped(data), 0));
        }
        Ok(Self { book: LazyHash::new(book), slots })
    }

    /// What fonts there are.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The font at a place in the book. `None` if the user has taken the file
    /// away since the program began.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.slots.get(index)?.font()
    }
}

impl Slot {
    fn new(source: Source, index: u32) -> Self {
        Self { source, index, font: OnceLock::new() }
    }

    fn font(&self) -> Option<Font> {
        self.font
            .get_or_init(|| {
                let data = match &self.source {
                    Source::Shipped(data) => Bytes::new(*data),
                    Source::File(path) => Bytes::new(fs::read(path).ok()?),
                };
                Font::new(data, self.index)
            })
            .clone()
    }
}

/// The font files in a folder and its subfolders, in the order of their
/// paths, so that the same folder always gives the same choice.
fn font_files(folder: &Path) -> Result<Vec<PathBuf>, FontFault> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    let mut looked_at = 0_usize;
    while let Some((inner, depth)) = folders.pop() {
        let unreadable = |reason| FontFault::Unreadable { folder: inner.clone(), reason };
        for entry in fs::read_dir(&inner).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            looked_at = looked_at.saturating_add(1);
            if looked_at > MOST_FILES {
                return Err(FontFault::TooMany { folder: folder.to_owned(), most: MOST_FILES });
            }
            if path.is_dir() {
                if depth < DEEPEST {
                    folders.push((path, depth + 1));
                }
            } else if is_font(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let named = ["ttf", "otf", "ttc", "otc"].iter().any(|font| ending.eq_ignore_ascii_case(font));
    named && fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_machine_has_every_face_that_the_papers_need() {
        let fonts = Fonts::gather(None).unwrap();
        let families: Vec<&str> = fonts.book().families().map(|(family, _)| family).collect();
        assert_eq!(
            families,
            [
                "Jinqiao Kai",
                "Liberation Serif",
                "Noto Naskh Arabic",
                "Noto Sans CJK SC",
                "Noto Serif CJK SC",
                "Noto Serif Devanagari",
                "Noto Serif Ethiopic",
                "Noto Serif Thai"
            ],
        );
        assert!((0..SHIPPED.len()).all(|index| fonts.font(index).is_some()));
        assert!(fonts.font(SHIPPED.len()).is_none());
    }

    #[test]
    fn the_shipped_faces_write_rare_names_and_foreign_letters() {
        let fonts = Fonts::gather(None).unwrap();
        let books: Vec<&FontInfo> = (0..SHIPPED.len()).filter_map(|it| fonts.book().info(it)).collect();
        for character in "喆堃镕玥珺䶮㛃𬱖䲟犇骉翀燊旸旻祎媖彧〔〕□√→—……①éãçñüßøœšžИжпрігกขابگहिአ".chars()
        {
            let has = |font: &&FontInfo| font.coverage.contains(u32::from(character));
            assert!(books.iter().any(has), "{character}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let fault = Fonts::gather(Some(Path::new("no/such/folder"))).unwrap_err();
        assert!(fault.to_string().starts_with("字体文件夹 no/such/folder 无法读取"), "{fault}");
    }

    #[test]
    fn files_that_are_no_fonts_are_passed_over() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let fonts = Fonts::gather(Some(&folder)).unwrap();
        assert_eq!(fonts.slots.len(), SHIPPED.len());
    }
}
