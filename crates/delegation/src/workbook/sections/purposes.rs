//! 出访任务: what is done about each of the annex's tasks, what it promises, and
//! who signs what on the way.

use objective::model::OutcomeKind;

use super::{NUMBER, PURPOSES};
use crate::workbook::column::{Column, Section, Shape, words, yes_or_no};

pub(crate) const TASK: Column = Column::number("任务序号", 10)
    .required()
    .also(&["任务"])
    .note("附件所列出访任务的序号，由小到大。")
    .sample("1");
pub(crate) const TITLE: Column = Column::text("任务名称", 18).required().sample("参赛与评判");
pub(crate) const TEXT: Column = Column::prose("任务内容", 60)
    .required()
    .also(&["工作内容"])
    .note("写明与谁、做什么、议定什么。")
    .sample("指导选手完成工业机器人赛项，派1名教师担任裁判。");
pub(crate) const NECESSITY: Column = Column::prose("必要性", 50)
    .required()
    .also(&["出访必要性"])
    .note("写明为什么须到现场办理，不能以函件或线上方式代替。")
    .sample("设备由承办方提供，教练与裁判须到场核对设备和评分。");
pub(crate) const OUTCOME: Column =
    Column::prose("预期成果", 40).also(&["预计成果", "预计出访成果"]).sample("形成赛题与评分分析报告1份。");
pub(crate) const GOALS: Column = Column::text("对应目标", 10)
    .also(&["目标序号"])
    .note("附件所列出访必要性的序号，用顿号分开。")
    .sample("1、5");

/// The purposes.
pub(crate) static SECTION: Section = Section {
    sheet: PURPOSES,
    title: "出访任务",
    shape: Shape::Table,
    columns: &[&NUMBER, &TASK, &TITLE, &TEXT, &NECESSITY, &OUTCOME, &GOALS],
    room: 8,
    required: true,
};

pub(crate) const KIND: Column = Column::choice("成果类别", 14, || words!(OutcomeKind))
    .required()
    .also(&["类别"])
    .note("从下拉列表中选。")
    .sample("教学资源");
pub(crate) const PROMISED: Column = Column::prose("成果内容", 60)
    .required()
    .also(&["期望成果"])
    .note("一行写一项，写明是什么、多少。")
    .sample("赛题与评分分析报告1份");
pub(crate) const SHOWN_BY: Column = Column::prose("佐证方式", 40)
    .required()
    .also(&["佐证材料", "如何证明"])
    .note("回来后拿什么材料证明，如双方签字的会谈纪要。")
    .sample("经教研室审定的报告文本");
pub(crate) const OWNER: Column =
    Column::text("责任人", 10).required().also(&["负责人"]).note("一人，写姓名。").sample("王示例");
pub(crate) const DUE: Column = Column::day("完成期限")
    .required()
    .also(&["完成时间", "完成日期"])
    .note("写到日，如 2026-10-31。")
    .sample("2026-10-31");
pub(crate) const SERVES: Column = Column::text("对应目标", 10)
    .also(&["目标序号"])
    .note("与本任务的对应目标相同的，可不填。")
    .sample("1、5");

/// What the tasks promise.
pub(crate) static PROMISES: Section = Section {
    sheet: PURPOSES,
    title: "期望成果",
    shape: Shape::Table,
    columns: &[&NUMBER, &TASK, &KIND, &PROMISED, &SHOWN_BY, &OWNER, &DUE, &SERVES],
    room: 12,
    required: false,
};

pub(crate) const SIGNER: Column = Column::text("签署人", 10)
    .required()
    .also(&["见签人", "签署或见证人"])
    .note("团员姓名。")
    .sample("王示例");
pub(crate) const AGREEMENT: Column =
    Column::text("签署文件", 40).required().also(&["签署内容"]).sample("校际合作备忘录");
pub(crate) const APPROVED: Column =
    Column::choice("文本已审定", 12, yes_or_no).required().note("文本已由学院审定的填是。").sample("是");

/// What is signed on the way.
pub(crate) static WITNESSES: Section = Section {
    sheet: PURPOSES,
    title: "签署事项",
    shape: Shape::Table,
    columns: &[&NUMBER, &SIGNER, &AGREEMENT, &APPROVED],
    room: 4,
    required: false,
};
