//! A paper is a folder without Rust: what it is (`meta.toml`), what it says
//! (`text.toml`), how it is set (`body.docx`, `body.typ`) and, for a workbook,
//! its columns (`sheet.toml`). A letter to partners also has its sentences in
//! several languages (`languages/`) and a list of fixed terms (`terms.toml`).
//! An office may copy the folder and change it.
//!
//! Everything is read and judged when the folder is opened: a fault names the
//! file and the line, key, paragraph or cell.

mod text;
mod tongue;
mod wire;

use std::path::Path as FilePath;

use include_dir::Dir;
use kernel::Said;

use crate::Fact;
use crate::docx::Template;
use crate::expression::Expression;
use crate::fault::{Fault, Faults};
use crate::scope::Scope;
use crate::sheet::Sheet;

pub use text::Style;
pub use tongue::Tongue;
pub(crate) use wire::broken;
pub use wire::{Each, Format, Kind, Stage};

use text::{Line, Text};

/// A paper (公文、表、函) that a package may hold.
#[derive(Debug, Clone)]
pub struct Paper {
    meta: wire::Meta,
    title: (Line, Line),
    applies: Option<Expression>,
    text: Text,
    template: Option<Template>,
    typst: Option<String>,
    sheet: Option<Sheet>,
    tongues: Vec<Tongue>,
    terms: Fact,
}

impl Paper {
    /// Opens a folder that is part of the program.
    pub fn from_dir(dir: &Dir<'_>) -> Result<Self, Faults> {
        let name = dir.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
        Self::read(name, |file| Ok(dir.get_file(dir.path().join(file)).map(|file| file.contents().to_vec())))
    }

    /// Opens a folder on disk, for offices with papers of their own.
    pub fn from_folder(folder: &FilePath) -> Result<Self, Faults> {
        /// No file of a paper is larger.
        const BYTES: u64 = 16 * 1024 * 1024;
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        Self::read(name, |file| {
            let path = folder.join(file);
            match std::fs::metadata(&path) {
                Ok(meta) if meta.len() > BYTES => {
                    Err(Said::new("文件超过16 MB；请压缩其中的图片", "the file is larger than 16 MB"))
                }
                Ok(_) => std::fs::read(&path).map(Some).map_err(|error| {
                    Said::new(format!("读不出：{error}"), format!("cannot be read: {error}"))
                }),
                Err(_) => Ok(None),
            }
        })
    }

    fn read(name: &str, file: impl Fn(&str) -> Result<Option<Vec<u8>>, Said>) -> Result<Self, Faults> {
        let folder = Folder { name, file };
        let mut faults = Vec::new();
        let meta = folder.text("meta.toml").and_then(|text| {
            let text = text.ok_or_else(|| Fault::of_file("meta.toml", missing()))?;
            wire::Meta::parse(&text).map_err(|says| Fault::of_file("meta.toml", says).into())
        });
        let Some(meta) = kept(meta, &mut faults) else { return Err(Faults(faults).inside(&folder.prefix())) };
        let text = folder.text("text.toml").and_then(|text| Text::parse(&text.unwrap_or_default()));
        let text = kept(text, &mut faults).unwrap_or_default();
        let template = folder.template(meta.page_start.as_deref());
        let template = kept(template, &mut faults).flatten();
        let typst = kept(folder.text("body.typ"), &mut faults).flatten();
        let sheet =
            folder.text("sheet.toml").and_then(|text| text.map(|text| Sheet::parse(&text)).transpose());
        let sheet = kept(sheet, &mut faults).flatten();
        let tongues: Vec<Tongue> =
            meta.languages.iter().filter_map(|code| kept(folder.tongue(code), &mut faults)).collect();
        faults.extend(tongue::uneven(&tongues));
        let terms = folder.text("terms.toml").and_then(|text| tongue::terms(&text.unwrap_or_default()));
        let terms = kept(terms, &mut faults).unwrap_or_else(Fact::nothing);
        let title = |key: &str, text: &str| {
            Line::parse(text).map_err(|says| Fault::at_key("meta.toml", key, text, says).into())
        };
        let zh = kept(title("title.zh", &meta.title.zh), &mut faults);
        let en = kept(title("title.en", &meta.title.en), &mut faults);
        let applies = meta.applies.as_deref().map(|condition| {
            Expression::parse(condition)
                .map_err(|says| Fault::at_key("meta.toml", "applies", condition, says).into())
        });
        let applies = kept(applies.transpose(), &mut faults).flatten();
        for (format, there) in [
            (Format::Docx, template.is_some()),
            (Format::Pdf, typst.is_some()),
            (Format::Xlsx, sheet.is_some()),
        ] {
            if meta.formats.contains(&format) && !there && faults.is_empty() {
                faults.push(Fault::of_file(format.file(), missing()));
            }
        }
        let prefix = folder.prefix();
        match (zh, en) {
            (Some(zh), Some(en)) if faults.is_empty() => {
                Ok(Self { meta, title: (zh, en), applies, text, template, typst, sheet, tongues, terms })
            }
            _ => Err(Faults(faults).inside(&prefix)),
        }
    }

    /// The paper's code, which is also its folder: `approval-request`.
    pub fn code(&self) -> &str {
        &self.meta.code
    }

    /// What people call it: 请示.
    pub fn name(&self) -> Said {
        let wire::Pair { zh, en } = self.meta.name.as_ref().unwrap_or(&self.meta.title);
        Said::new(zh, en)
    }

    /// What kind of paper it is.
    pub fn kind(&self) -> Kind {
        self.meta.kind
    }

    /// The stage of a delegation's life it belongs to.
    pub fn when(&self) -> Stage {
        self.meta.when
    }

    /// Its place among all papers, in which they are listed and printed.
    pub fn order(&self) -> u32 {
        self.meta.order
    }

    /// Whether it is printed with the package when nothing else is asked for.
    pub fn is_of_package(&self) -> bool {
        self.meta.package
    }

    /// For whom it is printed one by one, if it is: `member` is that person.
    pub fn each(&self) -> Option<Each> {
        self.meta.each
    }

    /// Whether a trip with these facts needs it; a paper without a condition is
    /// offered for every trip.
    pub fn applies(&self, facts: &Fact) -> Result<bool, Faults> {
        let Some(condition) = &self.applies else { return Ok(true) };
        condition.holds(&Scope::new(facts)).map_err(|says| {
            let written = self.meta.applies.as_deref().unwrap_or_default();
            self.of_folder(Fault::at_key("meta.toml", "applies", written, says))
        })
    }

    /// Whether some trips do without it.
    pub fn is_conditional(&self) -> bool {
        self.applies.is_some()
    }

    /// The instrument its layout and its parts rest on.
    pub fn basis(&self) -> &str {
        &self.meta.basis
    }

    /// Its place among the annexes of the package, if it is one.
    pub fn annex(&self) -> Option<u32> {
        self.meta.annex
    }

    /// Whether it lies on its side.
    pub fn landscape(&self) -> bool {
        self.meta.landscape
    }

    /// The languages it can be printed in, the usual one first; none where it is
    /// Chinese only.
    pub fn tongues(&self) -> &[Tongue] {
        &self.tongues
    }

    /// Its fixed terms (`terms.toml`), a record.
    pub fn terms(&self) -> &Fact {
        &self.terms
    }

    /// What it can be had as.
    pub fn formats(&self) -> &[Format] {
        &self.meta.formats
    }

    /// The delegation its preview shows.
    pub fn specimen(&self) -> Option<&str> {
        self.meta.specimen.as_deref()
    }

    /// The Typst source of the paper, for the PDF.
    pub fn typst(&self) -> Option<&str> {
        self.typst.as_deref()
    }

    /// The title with its facts, in both languages.
    pub fn title(&self, facts: &Fact) -> Result<Said, Faults> {
        let scope = Scope::new(facts);
        let one = |key: &str, line: &Line| {
            line.fill(&scope)
                .map_err(|(tag, says)| self.of_folder(Fault::at_key("meta.toml", key, &tag, says)))
        };
        Ok(Said::new(one("title.zh", &self.title.0)?, one("title.en", &self.title.1)?))
    }

    /// The facts with this paper's own words: `text.*` from `text.toml`,
    /// `paper.code` and `paper.title`; where the facts do not say otherwise the
    /// title is one line, the paper no annex, and the package has no annexes.
    /// A paper in several languages also gets `language.*` and `say.*` of the one
    /// that `paper.language` names, else of its usual one.
    /// Every template is filled from the result, so they all say the same.
    pub fn wording(&self, facts: &Fact) -> Result<Fact, Faults> {
        let missing = |path: &str| facts.at(path).is_none();
        let title = self.title(facts)?;
        let mut facts_of_paper =
            facts.clone().with("paper.code", self.code()).with("paper.title_en", &title.en);
        let said = facts.at("paper.title").and_then(Fact::as_text).filter(|said| !said.is_empty());
        let zh = said.unwrap_or(&title.zh);
        facts_of_paper = facts_of_paper.with("paper.title", zh);
        if missing("paper.title_lines") {
            facts_of_paper = facts_of_paper.with("paper.title_lines", vec![zh]);
        }
        if missing("paper.annex") {
            facts_of_paper = facts_of_paper.with("paper.annex", "");
        }
        if missing("annexes") {
            facts_of_paper = facts_of_paper.with("annexes", Vec::<Fact>::new());
        }
        if let Some(tongue) = self.tongue(facts)? {
            facts_of_paper = tongue.speak(facts_of_paper).map_err(|faults| faults.inside(&self.prefix()))?;
        }
        let text = self.text.fill(&facts_of_paper).map_err(|faults| faults.inside(&self.prefix()))?;
        Ok(facts_of_paper.with("text", text))
    }

    /// The Word file, from facts with their wording.
    pub fn docx(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        let template = self.template.as_ref().ok_or_else(|| self.cannot(Format::Docx))?;
        template.fill(facts).map_err(|faults| faults.inside(&format!("{}body.docx ", self.prefix())))
    }

    /// The workbook, from the same facts.
    pub fn xlsx(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        let sheet = self.sheet.as_ref().ok_or_else(|| self.cannot(Format::Xlsx))?;
        sheet.fill(facts).map_err(|faults| faults.inside(&self.prefix()))
    }

    /// The language the facts ask for.
    fn tongue(&self, facts: &Fact) -> Result<Option<&Tongue>, Faults> {
        let asked = facts.at("paper.language").and_then(Fact::as_text).unwrap_or_default();
        if asked.is_empty() {
            return Ok(self.tongues.first());
        }
        let found = self.tongues.iter().find(|tongue| tongue.code() == asked);
        found.map(Some).ok_or_else(|| {
            let codes = self.meta.languages.join("、");
            let says = Said::new(
                format!("没有语种“{asked}”；有 {codes}"),
                format!("there is no language “{asked}”; there are {codes}"),
            );
            self.of_folder(Fault::at_key("meta.toml", "languages", asked, says))
        })
    }

    fn prefix(&self) -> String {
        format!("{}/", self.meta.code)
    }

    fn of_folder(&self, fault: Fault) -> Faults {
        Faults::from(fault).inside(&self.prefix())
    }

    fn cannot(&self, format: Format) -> Faults {
        self.of_folder(Fault::of_file(format.file(), missing()))
    }
}

/// Fills a single place, for callers with a sentence of their own.
pub fn say(sentence: &str, facts: &Fact) -> Result<String, Said> {
    say_in(sentence, &Scope::new(facts))
}

/// The same with the names of a loop in sight.
pub(crate) fn say_in(sentence: &str, scope: &Scope<'_>) -> Result<String, Said> {
    Line::parse(sentence)?.fill(scope).map_err(|(_, says)| says)
}

struct Folder<'n, F> {
    name: &'n str,
    file: F,
}

impl<F: Fn(&str) -> Result<Option<Vec<u8>>, Said>> Folder<'_, F> {
    fn prefix(&self) -> String {
        format!("{}/", self.name)
    }

    fn bytes(&self, file: &str) -> Result<Option<Vec<u8>>, Faults> {
        (self.file)(file).map_err(|says| Fault::of_file(file, says).into())
    }

    fn text(&self, file: &str) -> Result<Option<String>, Faults> {
        let Some(bytes) = self.bytes(file)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| {
            Fault::of_file(file, Said::new("不是 UTF-8；请用 UTF-8 保存", "is not UTF-8; save it as UTF-8"))
        })?;
        Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
    }

    fn tongue(&self, code: &str) -> Result<Tongue, Faults> {
        let file = Tongue::file(code);
        if code.is_empty() || !code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            let says = Said::new("语种代码只含字母，例如 ru", "a language is a code such as ru");
            return Err(Fault::at_key("meta.toml", "languages", code, says).into());
        }
        let text = self.text(&file)?.ok_or_else(|| Fault::of_file(&file, missing()))?;
        Tongue::parse(code, &text)
    }

    fn template(&self, page_start: Option<&str>) -> Result<Option<Template>, Faults> {
        let Some(bytes) = self.bytes("body.docx")? else { return Ok(None) };
        let template = Template::compile(&bytes).map_err(|faults| faults.inside("body.docx "))?;
        Ok(Some(template.numbered_from(page_start.unwrap_or("paper.first_page"))))
    }
}

/// The value, or its faults put with the others.
fn kept<T>(read: Result<T, Faults>, faults: &mut Vec<Fault>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(Faults(more)) => {
            faults.extend(more);
            None
        }
    }
}

fn missing() -> Said {
    Said::new("没有这个文件；请放进该文书的文件夹", "this file is missing; put it into the paper's folder")
}
