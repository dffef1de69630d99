//! What changed from one version of an annex to the next, field by field.

use kernel::{Said, codes};

use super::{Annex, Field, LocalEdit, Row};

codes! {
    /// What happened to a stop, a task or a goal.
    pub enum Change {
        /// It is new.
        Added = "added" "新增" "added",
        /// It is gone.
        Removed = "removed" "取消" "removed",
        /// It says something else.
        Changed = "changed" "改动" "changed",
    }
}

/// What a difference is about (改动所在).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The annex's heading.
    Name,
    /// A whole stop.
    Stop(u32),
    /// The number of a stop.
    Number(u32),
    /// A column of a stop.
    Column(u32, Field),
    /// A task.
    Task(u32),
    /// A goal.
    Goal(u32),
}

impl About {
    /// What people call it: `第3站 时间`.
    pub fn said(self) -> Said {
        match self {
            Self::Name => Said::new("标题", "heading"),
            Self::Stop(number) => Said::new(format!("第{number}站"), format!("stop {number}")),
            Self::Number(number) => Said::new(format!("第{number}站 序号"), format!("stop {number}, number")),
            Self::Column(number, field) => Said::new(
                format!("第{number}站 {}", field.words().zh),
                format!("stop {number}, {}", field.words().en),
            ),
            Self::Task(number) => Said::new(format!("任务{number}"), format!("task {number}")),
            Self::Goal(number) => Said::new(format!("目标{number}"), format!("goal {number}")),
        }
    }
}

/// One difference between two versions (差异).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub about: About,
    /// The same in Chinese words: `第3站 时间`, `任务2`.
    pub subject: String,
    /// The stop and the column, if it is a column of a stop.
    pub column: Option<(u32, Field)>,
    /// What happened.
    pub change: Change,
    /// What the version that holds says.
    pub before: String,
    /// What the newer version says.
    pub after: String,
    /// The value decided here that stands above both, if there is one.
    pub edited: Option<LocalEdit>,
}

/// Every difference between the version that holds and a newer one.
pub fn between(before: &Annex, after: &Annex, edits: &[LocalEdit]) -> Vec<Difference> {
    let mut found = Vec::new();
    if before.name != after.name {
        found.push(changed(About::Name, &before.name, &after.name));
    }
    for pair in pairs(&before.rows, &after.rows) {
        match pair {
            (Some(row), Some(other)) => columns(row, other, edits, &mut found),
            (Some(row), None) => found.push(whole(row, Change::Removed)),
            (None, Some(row)) => found.push(whole(row, Change::Added)),
            (None, None) => {}
        }
    }
    let tasks = |annex: &Annex| -> Vec<(u32, String)> {
        annex.tasks.iter().map(|task| (task.number, worded(&task.title, &task.text))).collect()
    };
    let goals = |annex: &Annex| -> Vec<(u32, String)> {
        annex.goals.iter().map(|goal| (goal.number, worded(&goal.title, &goal.text))).collect()
    };
    items(About::Task, &tasks(before), &tasks(after), &mut found);
    items(About::Goal, &goals(before), &goals(after), &mut found);
    found
}

/// Pairs the rows of two versions: by what the stop goes by, then by its title,
/// then by its number. So a row put in front moves nobody's papers to another stop.
pub fn pairs<'a>(before: &'a [Row], after: &'a [Row]) -> Vec<(Option<&'a Row>, Option<&'a Row>)> {
    let alike: [fn(&Row, &Row) -> bool; 4] = [
        |one, other| one.number == other.number && one.known_as() == other.known_as(),
        |one, other| one.known_as() == other.known_as(),
        |one, other| !one.title.is_empty() && one.title == other.title,
        |one, other| one.number == other.number,
    ];
    let mut pairs: Vec<(Option<&Row>, Option<&Row>)> = before.iter().map(|row| (Some(row), None)).collect();
    let mut left: Vec<&Row> = after.iter().collect();
    for alike in alike {
        for (old, new) in &mut pairs {
            if let (Some(old), None) = (*old, *new)
                && let Some(at) = left.iter().position(|row| alike(old, row))
            {
                *new = Some(left.remove(at));
            }
        }
    }
    pairs.extend(left.into_iter().map(|row| (None, Some(row))));
    pairs
}

fn columns(before: &Row, after: &Row, edits: &[LocalEdit], found: &mut Vec<Difference>) {
    if before.number != after.number {
        let about = About::Number(before.number);
        found.push(changed(about, &before.number.to_string(), &after.number.to_string()));
    }
    for field in Field::ALL {
        if before.says(*field) == after.says(*field) {
            continue;
        }
        let edited = edits.iter().find(|edit| edit.number == before.number && edit.field == *field);
        found.push(Difference {
            column: Some((before.number, *field)),
            edited: edited.cloned(),
            ..changed(About::Column(before.number, *field), before.says(*field), after.says(*field))
        });
    }
}

fn items(
    kind: fn(u32) -> About,
    before: &[(u32, String)],
    after: &[(u32, String)],
    found: &mut Vec<Difference>,
) {
    for (number, text) in before {
        let about = kind(*number);
        match after.iter().find(|(other, _)| other == number) {
            Some((_, other)) if other == text => {}
            Some((_, other)) => found.push(changed(about, text, other)),
            None => found.push(Difference { change: Change::Removed, ..changed(about, text, "") }),
        }
    }
    for (number, text) in after {
        if !before.iter().any(|(other, _)| other == number) {
            found.push(Difference { change: Change::Added, ..changed(kind(*number), "", text) });
        }
    }
}

fn changed(about: About, before: &str, after: &str) -> Difference {
    Difference {
        about,
        subject: about.said().zh,
        column: None,
        change: Change::Changed,
        before: before.to_owned(),
        after: after.to_owned(),
        edited: None,
    }
}

fn whole(row: &Row, change: Change) -> Difference {
    let told = format!("{}，{}，{}", row.site, row.window, row.stay);
    let about = About::Stop(row.number);
    match change {
        Change::Added => Difference { change, ..changed(about, "", &told) },
        Change::Removed | Change::Changed => Difference { change, ..changed(about, &told, "") },
    }
}

fn worded(title: &str, text: &str) -> String {
    if title.is_empty() { text.to_owned() } else { format!("{title}：{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annex(stay: &str, tasks: &[&str]) -> Annex {
        Annex {
            year: 2026,
            name: "国际赛列表".to_owned(),
            rows: vec![Row {
                number: 3,
                site: "巴西".to_owned(),
                window: "9月".to_owned(),
                stay: stay.to_owned(),
                ..Row::default()
            }],
            tasks: (1..)
                .zip(tasks)
                .map(|(number, text)| super::super::Task {
                    number,
                    title: String::new(),
                    text: (*text).to_owned(),
                })
                .collect(),
            goals: Vec::new(),
        }
    }

    fn told(differences: &[Difference]) -> Vec<String> {
        let tell = |it: &Difference| {
            let edited =
                it.edited.as_ref().map(|edit| format!("（本地：{}）", edit.value)).unwrap_or_default();
            format!("{} {}：{}→{}{edited}", it.change, it.subject, it.before, it.after)
        };
        differences.iter().map(tell).collect()
    }

    #[test]
    fn nothing_changed_is_no_difference() {
        assert_eq!(between(&annex("9天", &["参赛"]), &annex("9天", &["参赛"]), &[]), []);
    }

    #[test]
    fn a_field_is_told_with_what_stood_there() {
        let found = between(&annex("9天", &["参赛"]), &annex("8天", &["参赛", "研讨"]), &[]);
        assert_eq!(told(&found), ["changed 第3站 停留天数：9天→8天", "added 任务2：→研讨"]);
    }

    #[test]
    fn a_local_edit_shows_beside_the_difference_it_stands_above() {
        let edit = LocalEdit {
            number: 3,
            field: Field::Stay,
            value: "6天".to_owned(),
            by: "示例".to_owned(),
            owner: super::super::Owner::Everybody,
        };
        let found = between(&annex("9天", &[]), &annex("8天", &[]), &[edit]);
        assert_eq!(told(&found), ["changed 第3站 停留天数：9天→8天（本地：6天）"]);
    }

    #[test]
    fn a_stop_that_moves_down_the_list_is_the_same_stop() {
        let mut after = annex("8天", &[]);
        after.rows[0].number = 4;
        after.rows.insert(0, Row { number: 3, site: "南非".to_owned(), ..Row::default() });
        let found = between(&annex("9天", &[]), &after, &[]);
        assert_eq!(
            told(&found),
            ["changed 第3站 序号：3→4", "changed 第3站 停留天数：9天→8天", "added 第3站：→南非，，"]
        );
    }

    #[test]
    fn stops_that_come_and_go_are_told_whole() {
        let mut after = annex("9天", &[]);
        after.rows[0].number = 8;
        after.rows[0].site = "南非".to_owned();
        let found = between(&annex("9天", &[]), &after, &[]);
        assert_eq!(told(&found), ["removed 第3站：巴西，9月，9天→", "added 第8站：→南非，9月，9天"]);
    }
}
