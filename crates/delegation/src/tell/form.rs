//! What is wrong with an office's own form, and what it may say.

use std::fmt::Write as _;
use std::path::Path;

use chassis::Error;
use documents::{Fact, Fault, Faults};

use crate::facts::catalogue::{Catalogue, Entry};
use crate::facts::sample::said;

/// What is added where a form asks for a picture that was not given.
const PICTURE: &str = "；图片要用 --picture 名字=文件 给出";

/// A value is shown as far as this, in characters.
const SHOWN: usize = 40;

/// Every fault of a form, a line each: where, which tag, what to write.
pub fn form_faults(faults: &Faults) -> String {
    let line = |fault: &Fault| {
        let place = place(fault);
        let between = if place.is_empty() || fault.tag.is_empty() { "" } else { " " };
        let colon = if place.is_empty() && fault.tag.is_empty() { "" } else { "：" };
        let picture = if fault.tag.contains("pictures.") { PICTURE } else { "" };
        format!("{place}{between}{}{colon}{}{picture}", fault.tag, fault.says.zh)
    };
    faults.0.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where a fault is, as the office knows it: a cell of a worksheet names its
/// worksheet, and the text itself is not named.
fn place(fault: &Fault) -> String {
    let part = match fault.file.strip_prefix("word/") {
        Some("document.xml") => "",
        Some(part) if part.starts_with("header") => "页眉",
        Some(part) if part.starts_with("footer") => "页脚",
        Some(part) if part.starts_with("footnotes") => "脚注",
        Some(part) if part.starts_with("endnotes") => "尾注",
        None if fault.file.starts_with("xl/") && !fault.place.zh.is_empty() => "",
        _ => fault.file.as_str(),
    };
    format!("{part}{}", fault.place.zh)
}

/// The same as JSON; without faults its list is empty.
pub fn form_json(file: &Path, faults: Option<&Faults>) -> Result<String, Error> {
    let faults: &[Fault] = faults.map_or(&[], |faults| &faults.0);
    let one = |fault: &Fault| {
        serde_json::json!({
            "part": fault.file,
            "place": { "zh": fault.place.zh, "en": fault.place.en },
            "tag": fault.tag,
            "says": { "zh": fault.says.zh, "en": fault.says.en },
        })
    };
    let told = serde_json::json!({
        "file": file.display().to_string(),
        "faults": faults.iter().map(one).collect::<Vec<_>>(),
        "facts": "jinqiao template facts",
    });
    serde_json::to_string_pretty(&told).map_err(Error::fault)
}

/// The facts with their meanings and what they are in a specimen; those that a
/// word is about, if one is given.
pub fn facts_found(catalogue: &Catalogue, tree: &Fact, word: Option<&str>) -> String {
    let mut out = String::new();
    for group in &catalogue.group {
        let meant = |entry: &&Entry| {
            word.is_none_or(|word| {
                let word = word.trim();
                [&group.title, &entry.name, &entry.says, &said(tree, &entry.name)]
                    .iter()
                    .any(|it| it.contains(word))
            })
        };
        let entries: Vec<&Entry> = group.facts.iter().filter(meant).collect();
        if entries.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{}", group.title);
        for entry in entries {
            let Entry { name, says, kind } = entry;
            let value = shown(&said(tree, name));
            let _ = writeln!(out, "  {name}  {says}{}{value}", kind.remark());
        }
    }
    if out.is_empty() {
        return format!("没有与“{}”有关的素材；不带 --search 可列出全部", word.unwrap_or_default());
    }
    out.push_str("\n写法：{{school.name}}；名字里有 [] 的是列表，如 members[].name 写成 {{#for x in members}}{{x.name}}{{/for}}");
    out
}

fn shown(value: &str) -> String {
    let line = value.replace(['\r', '\n'], " ");
    match line.chars().count() {
        0 => String::new(),
        1..=SHOWN => format!("：{line}"),
        _ => format!("：{}…", line.chars().take(SHOWN).collect::<String>()),
    }
}

/// `docs/guide/facts.md`.
pub fn facts_page(catalogue: &Catalogue, tree: &Fact) -> String {
    let mut out = "# 公文素材\n\n\
        模板里可以写的事实。除注明“数”“是否”外，都是可以直接印出的文字；没有就是空。样例取自示例学校的巴西团组。\n\
        名字里有 `[]` 的是列表：`members[].name` 写成 `{{#for x in members}}{{x.name}}{{/for}}`。\n\
        本页由 `jinqiao template facts --markdown` 印出，目录在 `crates/delegation/facts.toml`。\n"
        .to_owned();
    for group in &catalogue.group {
        let _ = write!(out, "\n## {}\n\n| 素材 | 说的是什么 | 样例 |\n|---|---|---|\n", group.title);
        for Entry { name, says, kind } in &group.facts {
            let value = shown(&said(tree, name)).trim_start_matches('：').replace('|', "\\|");
            let _ = writeln!(out, "| `{name}` | {says}{} | {value} |", kind.remark());
        }
    }
    out.push_str(
        "\n## 只在公文文件夹里\n\n\
         `paper.title` `paper.title_lines` `paper.annex` `paper.first_page` 是该公文的标题、分行后的标题、附件序号、起始页码；\
         `text.*` 是它的 `text.toml` 里的段落；一人一份的公文里，`member` 是那个人，同 `members[]` 的一行。\n\n\
         ## 图片\n\n\
         `jinqiao template fill … --picture 名字=文件` 给出的图片在模板里写 `{{pictures.名字|width:120mm}}`（PNG 或 JPEG）。\n",
    );
    out
}
