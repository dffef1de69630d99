//! `jinqiao template …`: the office's own forms, checked, tried and filled.

use std::path::{Path, PathBuf};

use chassis::{Door, Error};
use clap::{Args, Subcommand};
use documents::{Fact, Faults, Picture};

use super::{Folders, meant, write_file};
use crate::books::Books;
use crate::facts::catalogue::Catalogue;
use crate::print::Order;
use crate::{forms, operations, specimen, tell};

/// What one may do with a form of one's own.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 查模板：一次列出全部错误（哪一格、哪个标签、应写什么）
    Check {
        /// 写了标签的模板（.docx 或 .xlsx）
        file: PathBuf,
        /// 输出 JSON
        #[arg(long)]
        json: bool,
        /// 模板里的图片
        #[command(flatten)]
        pictures: Pictures,
    },
    /// 列出可写的素材：名字、意思、示例团组里的值
    Facts {
        /// 只列名字、意思或值里有这个词的
        #[arg(long, value_name = "词")]
        search: Option<String>,
        /// 输出 docs/guide/facts.md 的内容
        #[arg(long)]
        markdown: bool,
    },
    /// 用示例团组试填
    Try {
        /// 写了标签的模板（.docx 或 .xlsx）
        file: PathBuf,
        /// 哪个示例：brazil-2026、3-brazil 等
        #[arg(long, value_name = "示例", default_value = "brazil-2026")]
        specimen: String,
        /// 写到哪里；不填则写在当前文件夹，名字后加“-试填”
        #[arg(long, value_name = "文件")]
        out: Option<PathBuf>,
        /// 模板里的图片
        #[command(flatten)]
        pictures: Pictures,
    },
    /// 用已存的团组填写
    Fill {
        /// 写了标签的模板（.docx 或 .xlsx）
        file: PathBuf,
        /// 团组：赛站序号或团组编号
        which: String,
        /// 写到哪里
        #[arg(long, value_name = "文件")]
        out: PathBuf,
        /// 发文字号里的序号；不填则留空待编
        #[arg(long, value_name = "号")]
        number: Option<u32>,
        /// 模板里的图片
        #[command(flatten)]
        pictures: Pictures,
    },
}

/// Pictures that a form shows as `{{pictures.名字}}`.
#[derive(Debug, Clone, Args)]
pub struct Pictures {
    /// 图片（PNG 或 JPEG），模板里写 {{pictures.名字|width:120mm}}；可重复
    #[arg(long = "picture", value_name = "名字=文件")]
    given: Vec<String>,
}

/// How something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Words,
    Json,
    Markdown,
}

/// Runs a command.
pub async fn run(door: &Door, command: Command, folders: Folders<'_>) -> Result<(), Error> {
    match command {
        Command::Check { file, json, pictures } => {
            check(door, &file, if json { Form::Json } else { Form::Words }, &pictures)
        }
        Command::Facts { search, markdown } => {
            facts(door, search.as_deref(), if markdown { Form::Markdown } else { Form::Words })
        }
        Command::Try { file, specimen, out, pictures } => {
            let out = out.unwrap_or_else(|| beside(&file));
            attempt(door, &file, &specimen, &out, &pictures)
        }
        Command::Fill { file, which, out, number, pictures } => {
            let order = Order { number, ..Order::default() };
            fill(door, (&file, &out), &which, order, &pictures, folders).await
        }
    }
}

fn check(door: &Door, file: &Path, form: Form, pictures: &Pictures) -> Result<(), Error> {
    let shape = pictures.hang(Catalogue::shipped()?.shape())?;
    let outcome = forms::check(&door.program, read(file)?, shape)?;
    if form == Form::Json {
        door.terminal.say(&tell::form_json(file, outcome.as_ref().err())?);
    }
    match outcome {
        Ok(_) => {
            if form == Form::Words {
                door.terminal.say(&format!("{}：标签都对得上，可以填写", file.display()));
            }
            Ok(())
        }
        Err(faults) => {
            if form == Form::Words {
                door.terminal.say(&tell::form_faults(&faults));
            }
            Err(faulty(file, &faults))
        }
    }
}

fn facts(door: &Door, search: Option<&str>, form: Form) -> Result<(), Error> {
    let catalogue = Catalogue::shipped()?;
    let brazil = specimen::named("3-brazil").ok_or_else(|| Error::fault("no specimen of Brazil"))?;
    let tree = specimen::facts(brazil, &Books::shipped()?)?;
    let told = if form == Form::Markdown {
        tell::facts_page(&catalogue, &tree)
    } else {
        tell::facts_found(&catalogue, &tree, search)
    };
    door.terminal.say(&told);
    Ok(())
}

fn attempt(door: &Door, file: &Path, name: &str, out: &Path, pictures: &Pictures) -> Result<(), Error> {
    let known = || specimens::DELEGATIONS.iter().map(|known| known.slug).collect::<Vec<_>>().join("、");
    let specimen = specimen::named(name).ok_or_else(|| {
        Error::missing(
            "specimen-unknown",
            format!("没有示例“{name}”；可写：{}", known()),
            format!("there is no specimen “{name}”; there are: {}", known()),
        )
    })?;
    let facts = specimen::facts(specimen, &Books::shipped()?)?;
    write(door, (file, out), facts, pictures)
}

async fn fill(
    door: &Door,
    (file, out): (&Path, &Path),
    which: &str,
    order: Order,
    pictures: &Pictures,
    folders: Folders<'_>,
) -> Result<(), Error> {
    let books = folders.books()?;
    let examination = door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let delegation = meant(desk, &season, which).await?;
            operations::examine(desk, &books, &season, delegation).await
        })
        .await?;
    write(door, (file, out), forms::facts_of(&examination, &books, order)?, pictures)?;
    if !examination.is_in_order() {
        door.terminal.say(&format!("{}——改好后再印", tell::verdict(&examination)));
    }
    Ok(())
}

fn write(door: &Door, (file, out): (&Path, &Path), facts: Fact, pictures: &Pictures) -> Result<(), Error> {
    let shape = pictures.hang(Catalogue::shipped()?.shape())?;
    let facts = pictures.hang(facts)?;
    match forms::fill(&door.program, read(file)?, shape, facts)? {
        Ok(filled) => {
            write_file(out, &filled)?;
            door.terminal.say(&format!("写到 {}", out.display()));
            Ok(())
        }
        Err(faults) => {
            door.terminal.say(&tell::form_faults(&faults));
            Err(faulty(file, &faults))
        }
    }
}

impl Pictures {
    /// Puts the pictures into a tree of facts.
    fn hang(&self, facts: Fact) -> Result<Fact, Error> {
        self.given.iter().try_fold(facts, |facts, given| {
            let (name, path) =
                given.split_once('=').filter(|(name, _)| is_name(name)).ok_or_else(misgiven)?;
            let picture = Picture::read(read(path.as_ref())?).map_err(|said| {
                let (zh, en) = (format!("{path}：{}", said.zh), format!("{path}: {}", said.en));
                Error::refused("picture-unreadable", zh, en)
            })?;
            Ok(facts.with(&format!("pictures.{name}"), picture))
        })
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

fn misgiven() -> Error {
    Error::refused(
        "picture-misgiven",
        "--picture 要写成 名字=文件，如 --picture photo=合影.jpg，模板里写 {{pictures.photo}}",
        "write --picture NAME=FILE, such as --picture photo=group.jpg, and {{pictures.photo}} in the template",
    )
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|source| Error::file(format!("读不到 {}", file.display()), source))
}

/// `表.docx` becomes `表-试填.docx` in the folder one stands in.
fn beside(file: &Path) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    PathBuf::from(format!("{}-试填.{}", part(file.file_stem()), part(file.extension())))
}

fn faulty(file: &Path, faults: &Faults) -> Error {
    let (name, count) = (file.display(), faults.0.len());
    Error::refused(
        "template-faulty",
        format!("{name} 有{count}处要改，改好才能填写；可写的素材见 jinqiao template facts --search 词"),
        format!(
            "{name} has {count} faults to mend before it can be filled; see `jinqiao template facts --search WORD` for what may be written"
        ),
    )
}
