//! Promises and goals as a person reads them in a terminal.

use jiff::civil::Date;

use crate::model::{Account, Evidence, Lasting, Progress, Promise};

/// How much of an id a list prints: enough to name a promise by.
const ENDING: usize = 8;

/// How much of a digest a list prints: enough to compare by eye.
const DIGEST: usize = 12;

/// The end of a promise's id, as lists print it.
pub fn ending(promise: &Promise) -> String {
    let id = promise.id.to_string();
    id.get(id.len().saturating_sub(ENDING)..).unwrap_or_default().to_owned()
}

/// Promises, the most urgent first, with a count on top.
pub fn list(promises: &[&Promise], today: Date) -> String {
    let mut lines = vec![counted(promises, today)];
    for promise in promises {
        let outcome = &promise.outcome;
        lines.push(String::new());
        lines.push(format!(
            "{}  [{}]  期限{}  {}",
            standing(promise, today),
            ending(promise),
            outcome.due,
            promise.owner()
        ));
        lines.push(format!("    {}：{}", outcome.kind.words().zh, outcome.what));
        lines.push(format!("    {}（任务{}{}）", promise.origin.name, outcome.task, serves(promise)));
        if promise.evidence.is_empty() {
            lines.push(format!("    佐证方式：{}", outcome.shown_by));
        }
        lines.extend(promise.evidence.iter().map(|evidence| format!("    佐证：{}", proof(evidence))));
        lines.extend(reason(promise).map(|reason| format!("    {reason}")));
    }
    lines.join("\n")
}

fn counted(promises: &[&Promise], today: Date) -> String {
    let count = |progress| promises.iter().filter(|promise| promise.progress() == progress).count();
    let standings =
        Progress::ALL.iter().map(|progress| (*progress, count(*progress))).filter(|(_, count)| *count > 0);
    let overdue = promises.iter().filter(|promise| promise.is_overdue(today)).count();
    let part = |(progress, count): (Progress, usize)| match progress {
        Progress::Open if overdue > 0 => format!("{}{count}项（逾期{overdue}项）", progress.words().zh),
        _ => format!("{}{count}项", progress.words().zh),
    };
    let parts: Vec<String> = standings.map(part).collect();
    format!("期望成果{}项（截至{today}）：{}", promises.len(), parts.join("，"))
}

/// How a promise stands on a day: `逾期12天`, `还有5天`, `完成`.
fn standing(promise: &Promise, today: Date) -> String {
    if promise.progress() != Progress::Open {
        return promise.progress().words().zh.to_owned();
    }
    let days = (promise.outcome.due - today).get_days();
    match days {
        0 => "今天到期".to_owned(),
        days if days < 0 => format!("逾期{}天", days.abs()),
        days => format!("还有{days}天"),
    }
}

fn serves(promise: &Promise) -> String {
    let goals: Vec<String> = promise.outcome.goals.iter().map(u32::to_string).collect();
    if goals.is_empty() { String::new() } else { format!("，目标{}", goals.join("、")) }
}

/// Why it was not done, not all done, or released.
fn reason(promise: &Promise) -> Option<String> {
    if let Some(release) = &promise.release {
        let cause = release.cause.words().zh;
        return Some(match release.reason.as_str() {
            "" => cause.to_owned(),
            reason => format!("{cause}：{reason}"),
        });
    }
    let why = promise.fulfilments.last().map(|fulfilment| fulfilment.why.as_str())?;
    (!why.is_empty()).then(|| format!("原因：{why}"))
}

/// A piece of evidence on one line: day, words, how long, file, record.
pub fn proof(evidence: &Evidence) -> String {
    let proof = &evidence.proof;
    let until = match proof.lasts {
        Lasting::Once => String::new(),
        Lasting::Until(last) => format!("，有效至{last}"),
    };
    let file = proof.file.as_ref().map_or_else(String::new, |file| {
        let digest = file.digest.get(..DIGEST).unwrap_or(&file.digest);
        format!("；文件 {}，摘要 {digest}…", file.name)
    });
    let record = proof.record.as_ref().map_or_else(String::new, |record| format!("；记录 {record}"));
    format!("{} {}{until}{file}{record}", proof.on, proof.what)
}

/// The page of goals: a table to see at once, then each goal in words.
pub fn goals(heading: &str, accounts: &[Account<'_>], today: Date) -> String {
    let mut lines = vec![heading.to_owned(), String::new(), HEADS.join("  ")];
    lines.extend(accounts.iter().map(|account| figures(account, today)));
    for account in accounts {
        lines.push(String::new());
        lines.push(title(account));
        lines.extend(in_words(account, today));
    }
    lines.join("\n")
}

const HEADS: [&str; 9] = ["承诺", "完成", "部分完成", "未完成", "待落实", "逾期", "撤销", "佐证", "目标"];

fn figures(account: &Account<'_>, today: Date) -> String {
    let figures = [
        account.promised(),
        account.at(Progress::Done).count(),
        account.at(Progress::Partly).count(),
        account.at(Progress::Not).count(),
        account.at(Progress::Open).count(),
        account.overdue(today),
        account.at(Progress::Released).count(),
        account.evidence().count(),
    ];
    // A Chinese sign is two columns wide.
    let under =
        |(head, figure): (&&str, usize)| format!("{figure:>width$}", width = head.chars().count() * 2);
    let cells: Vec<String> = HEADS.iter().zip(figures).map(under).collect();
    let goal = title(account);
    format!("{}  {}", cells.join("  "), goal.strip_prefix("目标").unwrap_or(&goal))
}

fn title(account: &Account<'_>) -> String {
    match account.goal {
        Some(goal) if goal.title.is_empty() => format!("目标{}", goal.number),
        Some(goal) => format!("目标{} {}", goal.number, goal.title),
        None => "没有对应目标".to_owned(),
    }
}

fn in_words(account: &Account<'_>, today: Date) -> Vec<String> {
    if account.promises.is_empty() {
        return vec!["  还没有期望成果".to_owned()];
    }
    let mut lines = Vec::new();
    for progress in [Progress::Done, Progress::Partly, Progress::Not, Progress::Open, Progress::Released] {
        let promises: Vec<&Promise> = account.at(progress).collect();
        if promises.is_empty() {
            continue;
        }
        lines.push(format!("  {}{}项", progress.words().zh, promises.len()));
        for promise in promises {
            lines.extend(entry(promise, today));
        }
    }
    lines
}

/// A promise under its goal.
fn entry(promise: &Promise, today: Date) -> Vec<String> {
    let outcome = &promise.outcome;
    let mut lines = vec![format!("    · {}（{}）", outcome.what, outcome.kind.words().zh)];
    let (name, owner) = (&promise.origin.name, promise.owner());
    lines.push(match promise.progress() {
        Progress::Open => format!("      {name}，{owner}，期限{}，{}", outcome.due, standing(promise, today)),
        _ => format!("      {name}，{owner}"),
    });
    lines.extend(promise.evidence.iter().map(|evidence| format!("      佐证：{}", proof(evidence))));
    lines.extend(reason(promise).map(|reason| format!("      {reason}")));
    lines
}
