//! `jinqiao rulebook …`: which figure holds and why, and whether an office's own
//! rulebook is sound.

use std::path::{Path, PathBuf};

use chassis::{Door, Error};
use clap::Subcommand;

use super::Folders;
use super::board::whose;
use crate::books::Books;
use crate::facts::dates;
use crate::rulebook::folder;
use crate::rulebook::{Held, Key, Level, Shelf, Standing};
use crate::tell::folded;

/// What one may ask of the rulebook.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 检查自己的规定库文件夹；有错时一次列出全部错误（文件、行、键、原因）
    Check {
        /// 规定库文件夹
        folder: PathBuf,
    },
    /// 哪个数值有效：值、依据、起止、可信程度、出自哪个文件，覆盖了谁
    Show {
        /// 按哪所学校；不填则只登记了一所时用那一所
        #[arg(long, value_name = "校名")]
        school: Option<String>,
        /// 只看一个键或一组键，如 team.cap、stay
        #[arg(long, value_name = "键")]
        key: Option<String>,
    },
}

/// Runs a command.
pub async fn run(door: &Door, command: Command, folders: Folders<'_>) -> Result<(), Error> {
    match command {
        Command::Check { folder } => check(door, &folder),
        Command::Show { school, key } => show(door, school.as_deref(), key.as_deref(), folders).await,
    }
}

fn check(door: &Door, folder: &Path) -> Result<(), Error> {
    let books = Books::open(Some(folder))?;
    let mut lines = vec![format!("规定库“{}”没有错误", folder.display())];
    for (file, level, name, figures) in books.shelf.own_layers() {
        let binds = match level {
            Level::National => "对所有学校有效".to_owned(),
            Level::Province => format!("对省份登记为“{name}”的学校有效"),
            Level::College => format!("对校名登记为“{name}”的学校有效"),
        };
        lines.push(format!("  {file}  {figures}个数值，{binds}"));
    }
    let layered = |file: &str| file == "national.toml" || file.contains('/');
    let others = folder::read(folder).unwrap_or_default().into_iter().map(|(file, _)| file);
    lines.extend(others.filter(|file| !layered(file)).map(|file| {
        let how = if matches!(file.as_str(), "lexicon.toml" | "per_diem.csv") {
            "加在内置的条目之上"
        } else {
            "替换内置的同名条目"
        };
        format!("  {file}  {how}")
    }));
    lines.push("使用：在命令里加 --rulebook 文件夹，或设环境变量 JINQIAO_RULEBOOK".to_owned());
    door.terminal.say(&lines.join("\n"));
    Ok(())
}

async fn show(
    door: &Door,
    school: Option<&str>,
    key: Option<&str>,
    folders: Folders<'_>,
) -> Result<(), Error> {
    let books = folders.books()?;
    let (province, college) = door.look(async |desk| whose(desk, school).await).await?;
    let whose = Whose { shelf: &books.shelf, province: &province, college: &college, door };
    let keys: Vec<String> = books.shelf.keys().into_iter().filter(|known| asked(known, key)).collect();
    if keys.is_empty() {
        let key = key.unwrap_or_default();
        return Err(Error::missing(
            "key-unknown",
            format!("规定库没有“{key}”这个键；不加 --key 可列出全部"),
            format!("the rulebook has no key “{key}”; leave out --key for all of them"),
        ));
    }
    let mut text = whose.heading()?;
    for key in keys {
        text.push_str(&whose.told(&key));
    }
    door.terminal.say(text.trim_end());
    Ok(())
}

/// Whether a key is the one asked for, or one of the group.
fn asked(known: &str, key: Option<&str>) -> bool {
    let Some(key) = key.map(str::trim) else { return true };
    known == key || known.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'))
}

struct Whose<'a> {
    shelf: &'a Shelf,
    province: &'a str,
    college: &'a str,
    door: &'a Door,
}

impl Whose<'_> {
    fn heading(&self) -> Result<String, Error> {
        let Self { shelf, province, college, door } = self;
        let book = shelf
            .effective(province, college, door.clock.today)
            .map_err(|fault| Error::fault(fault.to_string()))?;
        let whom = if college.is_empty() {
            "没有指明学校".to_owned()
        } else {
            format!("{college}（{province}）")
        };
        Ok(format!("{}，{whom}，层级：{}\n", dates::zh(door.clock.today), book.layers.join("＋")))
    }

    /// One key: its figure, and below it whatever it overrides.
    fn told(&self, key: &str) -> String {
        let held = self.shelf.held(key, self.province, self.college, self.door.clock.today);
        if held.is_empty() {
            return String::new();
        }
        let name = Key::named(key).map_or("规则级别", |key| key.words.zh);
        let rules = Key::named(key).map_or("", |key| key.rules);
        let rules =
            if rules.is_empty() { String::new() } else { format!("，{}", rules.replace(' ', "、")) };
        let mut text = format!("\n{key}  {name}{rules}\n");
        for one in &held {
            text.push_str(&line(one));
        }
        text
    }
}

fn line(held: &Held) -> String {
    let figure = &held.figure;
    let from = figure.from.map(|from| format!("{}起", dates::zh(from)));
    let to = figure.to.map(|to| format!("{}止", dates::zh(to)));
    let dates = [from, to].into_iter().flatten().collect::<Vec<_>>().join("，");
    let dates = if dates.is_empty() { String::new() } else { format!("，{dates}") };
    let mark = if matches!(held.standing, Standing::Holds | Standing::Adds) { "→" } else { " " };
    let note = if figure.note.is_empty() { String::new() } else { format!("；{}", figure.note) };
    folded(&format!(
        "  {mark} {}  {}：{}（{} 第{}行{dates}，可信程度{}）{}{note}",
        figure.value,
        figure.layer,
        held.standing.words().zh,
        held.file,
        held.line,
        figure.confidence.words().zh,
        figure.basis,
    ))
}
