//! `jinqiao promise make`: a promise beside what the workbook states.

use chassis::{Door, Error};
use clap::Args;
use jiff::civil::Date;
use objective::model::{Outcome, OutcomeKind};

use super::meant;
use crate::model::Delegation;
use crate::promises;

/// 另行登记一项期望成果；团组工作簿再导入时保留
#[derive(Debug, Args)]
pub struct Make {
    /// 团组：赛站序号或团组编号
    #[arg(value_name = "团组")]
    which: String,
    /// 属于哪项出访任务（附件的序号）
    #[arg(long, value_name = "序号")]
    task: u32,
    /// 成果类别：agreement 协议、workshop 金砖工坊进展、standard 标准、resource 教学资源、entry 参赛成绩
    #[arg(long, value_name = "类别")]
    kind: OutcomeKind,
    /// 成果内容：是什么、多少
    #[arg(long, value_name = "内容")]
    what: String,
    /// 佐证方式：回来后拿什么材料证明
    #[arg(long, value_name = "材料")]
    shown_by: String,
    /// 责任人姓名
    #[arg(long, value_name = "姓名")]
    owner: String,
    /// 完成期限
    #[arg(long, value_name = "日期")]
    due: Date,
    /// 对应目标的序号，可写多个；不写则与任务相同
    #[arg(long = "goal", value_name = "序号")]
    goals: Vec<u32>,
}

impl Make {
    /// Adds the promise to the delegation that is meant.
    pub async fn run(self, door: &Door) -> Result<(), Error> {
        let made = door
            .change(async |desk| {
                let season = season::operations::current(desk).await?;
                let delegation = meant(desk, &season, &self.which).await?;
                let origin = promises::origin(desk, &delegation).await?;
                objective::operations::promise(desk, origin, self.outcome(&delegation)?).await
            })
            .await?;
        let ending = objective::tell::ending(&made);
        door.terminal.say(&format!("已登记 [{ending}] {}（{}）", made.outcome.what, made.origin.name));
        Ok(())
    }

    fn outcome(self, delegation: &Delegation) -> Result<Outcome, Error> {
        let Self { task, kind, what, shown_by, owner, due, goals, .. } = self;
        let purpose = delegation.purposes.iter().find(|purpose| purpose.task == task);
        let purpose = purpose.ok_or_else(|| no_task(delegation, task))?;
        let goals = if goals.is_empty() { purpose.goals.clone() } else { goals };
        let [what, shown_by, owner] = [what, shown_by, owner].map(|text| text.trim().to_owned());
        Ok(Outcome { task, kind, what, shown_by, owner, due, goals })
    }
}

fn no_task(delegation: &Delegation, task: u32) -> Error {
    let known: Vec<String> = delegation.purposes.iter().map(|purpose| purpose.task.to_string()).collect();
    let (name, known) = (&delegation.name, known.join("、"));
    Error::missing(
        "task-unknown",
        format!("“{name}”没有任务{task}；它的出访任务有{known}，请改 --task"),
        format!("“{name}” has no task {task}; its tasks are {known}"),
    )
}
