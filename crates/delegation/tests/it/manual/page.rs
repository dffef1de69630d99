//! A page of the manual, and its index.

use std::fmt::Write as _;

use delegation::case::Rule;
use delegation::rulebook::{Held, KEYS, Key, Shelf};
use delegation::rules;
use jiff::civil::{Date, date};

use super::header::Header;

/// The nation's figures are those of the season the manual is written for.
const ON: Date = date(2026, 1, 1);

const FOOT: &str = "\n---\n\n本页由规则文件生成（`cargo xtask guide`），不要直接改。\n";

/// The page of a code.
pub(super) fn of(code: &str, headers: &[Header]) -> String {
    let (rules, headers) = (rules_of(code), headers_of(code, headers));
    let mut page = format!("# {code} {}\n\n", title(code, &headers));
    let _ = writeln!(page, "级别：{}。[全部规则](README.md)", severities(&rules));
    for label in ["查什么", "不查谁", "怎么改", "依据"] {
        let _ = writeln!(page, "\n## {label}\n");
        for header in &headers {
            let _ = writeln!(page, "{}{}", bullet(&headers), header.part(label));
        }
    }
    page.push_str("\n## 会怎样提示\n\n| 级别 | 提示 | 改法 |\n|---|---|---|\n");
    for rule in &rules {
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            rule.severity.words().zh,
            blank(rule.says.zh),
            blank(rule.remedy.zh)
        );
    }
    page.push_str(&figures(code));
    page.push_str(&english(&rules, &headers));
    page.push_str(FOOT);
    page
}

/// The list of all pages.
pub(super) fn index(codes: &[&str], headers: &[Header]) -> String {
    let mut page = "# 规则手册\n\n\
        `jinqiao delegation check` 按这些规则逐条核对。“禁止”的必须改正；“说明”的写明理由（`jinqiao delegation justify`）\
        才能报送；“提示”的随申请一并提交，请签批人留意。数值从哪里来、对本校是多少，用 `jinqiao rulebook show` 查；\
        本校自己的数值写进 `--rulebook` 文件夹，见[本单位的规定库](../rulebook.md)。\n\n\
        | 编号 | 规则 | 级别 | In English |\n|---|---|---|---|\n"
        .to_owned();
    for code in codes {
        let (rules, headers) = (rules_of(code), headers_of(code, headers));
        let english: Vec<&str> = rules.iter().map(|rule| rule.name.en).collect();
        let _ = writeln!(
            page,
            "| [{code}]({code}.md) | {} | {} | {} |",
            title(code, &headers),
            severities(&rules),
            english.join("; ")
        );
    }
    page.push_str(FOOT);
    page
}

fn rules_of(code: &str) -> Vec<&'static Rule> {
    rules::ALL.iter().filter(|rule| rule.code == code).collect()
}

fn headers_of<'a>(code: &str, headers: &'a [Header]) -> Vec<&'a Header> {
    let found: Vec<&Header> =
        headers.iter().filter(|header| header.codes.iter().any(|known| known == code)).collect();
    assert!(!found.is_empty(), "no file's header names {code}");
    found
}

/// The file's title; where several codes share a file, the rule's own name.
fn title(code: &str, headers: &[&Header]) -> String {
    match headers {
        [only] if only.codes.len() > 1 => {
            rules_of(code).first().map_or_else(String::new, |rule| rule.name.zh.to_owned())
        }
        all => all.iter().map(|header| header.title.as_str()).collect::<Vec<_>>().join("；"),
    }
}

fn severities(rules: &[&Rule]) -> String {
    let mut all: Vec<_> = rules.iter().map(|rule| rule.severity).collect();
    all.sort_unstable();
    all.dedup();
    all.iter().map(|severity| severity.words().zh).collect::<Vec<_>>().join("、")
}

fn bullet(headers: &[&Header]) -> &'static str {
    if headers.len() > 1 { "- " } else { "" }
}

/// A sentence with its places left open.
fn blank(sentence: &str) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, place)) = rest.split_once('{') {
        text.push_str(before);
        text.push('…');
        rest = place.split_once('}').map_or("", |(_, after)| after);
    }
    text + rest
}

fn figures(code: &str) -> String {
    let shelf = Shelf::shipped().unwrap();
    let read = |key: &&Key| key.rules.split(' ').any(|rule| rule == code);
    let keys: Vec<&Key> = KEYS.iter().filter(read).collect();
    let mut text = String::new();
    let national: Vec<(&Key, Held)> = keys
        .iter()
        .flat_map(|key| shelf.held(key.name, "", "", ON).into_iter().map(|held| (*key, held)))
        .collect();
    if !national.is_empty() {
        text.push_str("\n## 全国的数值\n\n| 键 | 说的是什么 | 数值 | 依据 | 可信程度 | 说明 |\n|---|---|---|---|---|---|\n");
    }
    for (key, Held { figure, .. }) in national {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} | {} |",
            key.name,
            key.words.zh,
            figure.value,
            figure.basis,
            figure.confidence.words().zh,
            figure.note
        );
    }
    let mut names: Vec<String> = keys.iter().map(|key| key.name.to_owned()).collect();
    names.push(format!("severity.{code}"));
    let others: Vec<Held> = names.iter().flat_map(|name| shelf.overrides(name)).collect();
    if !others.is_empty() {
        text.push_str("\n## 另有规定的\n\n| 哪里 | 键 | 数值 | 起止 | 依据 | 可信程度 | 说明 |\n|---|---|---|---|---|---|---|\n");
    }
    for Held { key, figure, .. } in others {
        let from = figure.from.map(|from| format!("{from} 起"));
        let to = figure.to.map(|to| format!("{to} 止"));
        let dates = [from, to].into_iter().flatten().collect::<Vec<_>>().join("，");
        let _ = writeln!(
            text,
            "| {} | `{key}` | {} | {dates} | {} | {} | {} |",
            figure.layer,
            figure.value,
            figure.basis,
            figure.confidence.words().zh,
            figure.note
        );
    }
    text
}

fn english(rules: &[&Rule], headers: &[&Header]) -> String {
    let mut text = "\n## In English\n".to_owned();
    let names: Vec<&str> = rules.iter().map(|rule| rule.name.en).collect();
    let _ = writeln!(text, "\n{}.", names.join("; "));
    for header in headers {
        text.push('\n');
        for label in ["Checks", "Spares", "Basis", "Remedy"] {
            let _ = writeln!(text, "- **{label}** {}", header.part(label));
        }
    }
    text.push_str("\nHeld by its tests:\n\n");
    for test in headers.iter().flat_map(|header| &header.tests) {
        let _ = writeln!(text, "- {test}");
    }
    text
}
