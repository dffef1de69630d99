//! 出访任务, 期望成果 and 签署事项.

use kernel::Said;
use objective::model::Outcome;

use crate::model::{Purpose, Witness};
use crate::workbook::fault::Faults;
use crate::workbook::grid::{Cells, Filed, Found};
use crate::workbook::sections::purposes as on;
use crate::workbook::values::{self, Wrong};

pub(super) fn purposes(table: &Found<'_>, faults: &mut Faults) -> Result<Vec<Purpose>, Filed> {
    if table.rows.is_empty() {
        faults.stop(
            &table.head,
            "出访任务没有内容；请至少写一项任务",
            "there is no purpose; write one at least",
        );
    }
    let purposes = super::each(&table.rows, faults, purpose);
    in_order(table, faults);
    purposes
}

fn purpose(cells: &mut Cells<'_>) -> Result<Purpose, Filed> {
    let task = cells.need(&on::TASK, task);
    let (title, text) = (cells.text(&on::TITLE), cells.text(&on::TEXT));
    let (necessity, outcome) = (cells.text(&on::NECESSITY), cells.text(&on::OUTCOME));
    let goals = cells.may(&on::GOALS, values::numbers);
    Ok(Purpose {
        task: task?,
        title: title?,
        text: text?,
        necessity: necessity?,
        outcome: outcome?,
        goals: goals?.unwrap_or_default(),
        promises: Vec::new(),
    })
}

pub(super) fn promise(cells: &mut Cells<'_>) -> Result<Outcome, Filed> {
    let (task, kind) = (cells.need(&on::TASK, task), cells.need(&on::KIND, values::code));
    let (what, shown_by, owner) =
        (cells.text(&on::PROMISED), cells.text(&on::SHOWN_BY), cells.text(&on::OWNER));
    let (due, goals) = (cells.need(&on::DUE, values::day), cells.may(&on::SERVES, values::numbers));
    Ok(Outcome {
        task: task?,
        kind: kind?,
        what: what?,
        shown_by: shown_by?,
        owner: owner?,
        due: due?,
        goals: goals?.unwrap_or_default(),
    })
}

/// Gives every task what it promises.
pub(super) fn promised(mut purposes: Vec<Purpose>, promises: Vec<Outcome>) -> Vec<Purpose> {
    for outcome in promises {
        if let Some(purpose) = purposes.iter_mut().find(|purpose| purpose.task == outcome.task) {
            purpose.promises.push(outcome);
        }
    }
    purposes
}

fn task(written: &str) -> Result<u32, Wrong> {
    values::small_count(written).ok().filter(|task| (1..=99).contains(task)).ok_or_else(|| {
        Said::new(
            format!("“{written}”不是任务序号；请写附件中任务的序号，如 1"),
            format!("“{written}” is no task number; write the annex's, like 1"),
        )
    })
}

/// Tasks go upwards; one that is left out may be meant so.
fn in_order(table: &Found<'_>, faults: &mut Faults) {
    let mut before = 0;
    for row in &table.rows {
        let Ok(task) = task(row.says(&on::TASK)) else { continue };
        let place = row.at(&on::TASK);
        if task <= before {
            faults.stop(
                place,
                format!("任务{task}排在任务{before}之后；任务序号应由小到大，不重复，请调整"),
                format!("task {task} follows task {before}; numbers must rise"),
            );
        } else if task > before + 1 {
            faults.warn(
                place,
                format!("任务{before}之后是任务{task}，中间的任务没有写；如本团组不承担，可不处理"),
                format!("task {task} follows task {before}; the ones between are left out"),
            );
        }
        before = before.max(task);
    }
}

pub(super) fn witness(cells: &mut Cells<'_>) -> Result<Witness, Filed> {
    let (name, agreement) = (cells.text(&on::SIGNER), cells.text(&on::AGREEMENT));
    let approved = cells.need(&on::APPROVED, values::yes);
    Ok(Witness { name: name?, agreement: agreement?, approved: approved? })
}
