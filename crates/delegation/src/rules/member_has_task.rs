//! R20 · 因事定人
//!
//! **查什么** 每名因公人员都对应本团组的一项任务，所填的任务都是团组确有的任务。
//! **不查谁** 学生，任务是参赛。
//! **依据** 财行〔2013〕516号第五条：因事定人。
//! **怎么改** 填明本人承担的任务，或不派此人。
//!
//! **Checks** that each member of the staff book is needed for a task of the
//! trip, and that every number named is a task the trip has.
//! **Spares** students, who compete.
//! **Basis** 财行〔2013〕516号 art. 5: people follow the task.
//! **Remedy** link the member to the task, or leave the member at home.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

const BASIS: &str = "财行〔2013〕516号第五条";

/// Each member has a task.
pub(super) const LINKED: Rule = Rule {
    code: "R20",
    name: Words { zh: "因事定人", en: "people follow the task" },
    severity: Severity::Warn,
    says: Words {
        zh: "{name}（{duty}）没有对应的出访任务",
        en: "{name} ({duty}) is not needed for any task",
    },
    remedy: Words {
        zh: "填写该团员承担的任务序号；没有任务的不列入团组",
        en: "enter the numbers of the tasks this member is needed for, or leave the member at home",
    },
    basis: BASIS,
    check: linked,
};

/// Each task named exists.
pub(super) const KNOWN: Rule = Rule {
    code: "R20",
    name: Words { zh: "任务序号", en: "task numbers" },
    severity: Severity::Warn,
    says: Words {
        zh: "{name}对应的任务{task}不在本次出访任务之中",
        en: "task {task} of {name} is not among the tasks of this trip",
    },
    remedy: Words { zh: "改正序号，或补写该项任务", en: "correct the number, or add the task" },
    basis: BASIS,
    check: known,
};

fn linked(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, member) in case.staff().filter(|(_, member)| member.tasks.is_empty()) {
        let figures = [("name", place::names(&[member])), ("duty", member.duty.words().into())];
        report.find(place::member(index, member, "tasks"), &figures);
    }
}

fn known(case: &Case<'_>, report: &mut Report<'_>) {
    let purposes = &case.delegation.purposes;
    for (index, member) in case.staff() {
        for task in member.tasks.iter().filter(|task| !purposes.iter().any(|purpose| purpose.task == **task))
        {
            let figures = [("name", place::names(&[member])), ("task", Said::plain(task))];
            report.find(place::member(index, member, "tasks"), &figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(tasks: &[u32], expected: &str) {
        let tasks = tasks.to_vec();
        let scene = Scene::of("students: 1").change(move |trip| trip.members[1].tasks = tasks);
        scene.finds(&[LINKED, KNOWN], expected);
    }

    #[test]
    fn everybody_goes_for_something() {
        check(&[1], "");
        check(&[], "R20 warn duty=教练 name=示例乙");
        check(&[1, 9], "R20 warn name=示例乙 task=9");
    }

    #[test]
    fn students_compete_and_need_no_task() {
        let scene = Scene::of("students: 1").change(|trip| trip.members[3].tasks = Vec::new());
        scene.finds(&[LINKED, KNOWN], "");
    }
}
