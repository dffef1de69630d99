//! What can go wrong between a source and a PDF, in words for the person who
//! has to mend it.

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use jiff::civil::Date;

/// The fonts could not be gathered.
#[derive(Debug, thiserror::Error)]
pub enum FontFault {
    /// The user's folder of fonts cannot be read.
    #[error("字体文件夹 {folder} 无法读取（{reason}）；请检查路径和权限，或不填此项而用随附字体")]
    Unreadable {
        /// The folder, or the file in it.
        folder: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The folder holds more files, or more bytes, than a folder of fonts.
    #[error("字体文件夹 {folder} 中的文件超过 {most} 个；请只放公文要用的字体")]
    TooMany {
        /// The folder as given.
        folder: PathBuf,
        /// The most files that are looked at.
        most: usize,
    },
    /// The faces or the table that travel with the product are damaged.
    #[error("随附字体损坏（{0}）；请重新安装本程序")]
    Shipped(String),
}

/// A paper could not be set.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PdfFault {
    /// Characters that no font has, in the order of the pages.
    #[error("现有字体都没有{}；请在字体文件夹中放入含有这些字的字体，或改用其他字", list(.0))]
    Missing(Vec<Missing>),
    /// The Typst source was refused.
    #[error("版式文件{}有误：{message}", line.map(|line| format!("第 {line} 行")).unwrap_or_default())]
    Source {
        /// The line of `body.typ`, counted from 1, if the complaint is there.
        line: Option<usize>,
        /// What Typst says.
        message: String,
    },
    /// The paper's folder has no Typst source.
    #[error("文书 {0} 没有 body.typ，不能出 PDF；请在其文件夹中放入版式文件")]
    NoSource(String),
    /// The facts hold more text than a paper can.
    #[error("素材共 {letters} 字，超过一份公文的上限 {most} 字；请检查是否误填")]
    TooMuch {
        /// Characters in all facts.
        letters: usize,
        /// The most that is set.
        most: usize,
    },
    /// The day is outside the calendar of a PDF.
    #[error("日期 {0} 无法写入文件；请检查日期")]
    Day(Date),
}

/// One character that no font has, and where it first stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// The page, counted from 1.
    pub page: usize,
    /// The words it stands in.
    pub within: String,
}

/// The characters page by page, each with its code; of every page the words
/// in which the first of them stands.
fn list(missing: &[Missing]) -> String {
    let pages = missing.chunk_by(|one, two| one.page == two.page).filter_map(|page| {
        let Missing { page: number, within, .. } = page.first()?;
        let named: Vec<String> = page.iter().map(Missing::to_string).collect();
        Some(format!("第 {number} 页“{within}”中的{}", named.join("、")))
    });
    pages.collect::<Vec<_>>().join("；")
}

impl Display for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}（U+{:04X}）", self.character, u32::from(self.character))
    }
}
