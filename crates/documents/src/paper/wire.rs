//! `meta.toml` as it is written.

use kernel::{Said, codes};
use serde::Deserialize;

/// What kind of paper a folder describes; it decides the layout that is
/// expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A 公文 with or without red head.
    Official,
    /// A sheet: a table with its title (表).
    Sheet,
    /// A letter (函件), not a 公文.
    Letter,
    /// A notice for the board (公示).
    Notice,
}

/// What a paper can be had as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word.
    Docx,
    /// PDF/A.
    Pdf,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// The ending of the file: `docx`.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }

    /// The file of a paper's folder this is made from.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Docx => "body.docx",
            Self::Pdf => "body.typ",
            Self::Xlsx => "sheet.toml",
        }
    }
}

codes! {
    /// The stage (环节) of a delegation's life that a paper belongs to, in order.
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Stage {
        /// The year's plan is put together.
        Plan = "plan" "年度计划" "yearly plan",
        /// A unit sets out to send somebody.
        Start = "start" "立项" "start",
        /// The notice hangs out.
        Publicity = "publicity" "公示" "publicity",
        /// The application goes to the authority.
        Submission = "submission" "报送" "submission",
        /// The authority has said yes.
        Approval = "approval" "获批" "approval",
        /// Before the party leaves.
        Departure = "departure" "行前" "departure",
        /// The party is back.
        Return = "return" "回国" "return",
        /// The money is claimed.
        Claim = "claim" "报销" "claim",
    }
}

codes! {
    /// For whom a paper is printed one by one (一人一份).
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Each {
        /// Everybody who travels, students too.
        Members = "members" "每人" "each member",
        /// Everybody of the staff book.
        Staff = "staff" "每名教职工" "each of the staff",
    }
}

/// Words in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub(super) zh: String,
    pub(super) en: String,
}

/// The file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) struct Meta {
    pub(super) code: String,
    pub(super) title: Pair,
    pub(super) name: Option<Pair>,
    pub(super) when: Stage,
    /// Its place among all papers; those without one come last.
    #[serde(default = "last")]
    pub(super) order: u32,
    /// Whether it is printed with the package when nothing else is asked for.
    #[serde(default)]
    pub(super) package: bool,
    pub(super) each: Option<Each>,
    /// A condition over the facts: the trips it is offered for.
    pub(super) applies: Option<String>,
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) landscape: bool,
    pub(super) annex: Option<u32>,
    pub(super) formats: Vec<Format>,
    /// The languages it may be printed in, the usual one first.
    #[serde(default)]
    pub(super) languages: Vec<String>,
    #[serde(default)]
    pub(super) basis: String,
    pub(super) page_start: Option<String>,
    pub(super) specimen: Option<String>,
}

const fn last() -> u32 {
    u32::MAX
}

impl Meta {
    pub(super) fn parse(text: &str) -> Result<Self, Said> {
        toml::from_str(text).map_err(|error| broken(text, &error))
    }
}

/// What the TOML reader found, with the line.
pub(crate) fn broken(text: &str, error: &toml::de::Error) -> Said {
    let start = error.span().map_or(0, |span| span.start);
    let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
    let what = error.message();
    Said::new(format!("第{line}行写法有误：{what}"), format!("line {line}: {what}"))
}
