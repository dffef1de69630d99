//! 人员名单: everybody who travels, staff and students in one list.

use crate::model::{DocumentKind, Duty, Kind, Politics, Secrecy, Sex, Standing};

use super::{MEMBERS, NUMBER};
use crate::workbook::column::{Column, Section, Shape, words};

pub(crate) const NAME: Column =
    Column::text("姓名", 10).required().also(&["中文姓名"]).note("与证照一致。").sample("王示例");
pub(crate) const SURNAME: Column = Column::text("拼音姓", 10)
    .required()
    .also(&["姓拼音", "护照姓"])
    .note("护照上的大写拼音姓；吕写作 LYU。")
    .sample("WANG");
pub(crate) const GIVEN: Column = Column::text("拼音名", 14)
    .required()
    .also(&["名拼音", "护照名"])
    .note("护照上的大写拼音名，中间不空格。")
    .sample("SHILI");
pub(crate) const SEX: Column = Column::choice("性别", 6, || words!(Sex)).required().sample("男");
pub(crate) const BORN: Column = Column::day("出生日期")
    .required()
    .also(&["出生年月日"])
    .note("写到日，如 1980-06-15。")
    .sample("1980-06-15");
pub(crate) const UNIT: Column = Column::text("派员单位", 18)
    .required()
    .also(&["工作单位", "单位", "部门"])
    .note("二级学院或部门；学生写所在学院。")
    .sample("示例学院");
pub(crate) const POST: Column =
    Column::text("职务", 22).required().also(&["职务或班级"]).note("学生写班级。").sample("专任教师");
pub(crate) const RANK: Column = Column::text("级别职称", 12)
    .also(&["级别", "职称", "职级"])
    .note("行政级别或专业技术职称，如正处级、副教授。")
    .sample("副教授");
pub(crate) const KIND: Column =
    Column::choice("人员类别", 16, || words!(Kind)).required().sample("教学科研人员");
pub(crate) const DUTY: Column = Column::choice("团内职务", 12, || words!(Duty))
    .required()
    .also(&["团内分工"])
    .note("全团只有一名团长。")
    .sample("教练");
pub(crate) const STANDING: Column =
    Column::choice("在职情况", 10, || words!(Standing)).required().sample("在职");
pub(crate) const LEADERSHIP: Column = Column::text("所在领导班子", 18)
    .also(&["领导班子"])
    .note("任领导班子成员的写班子名称，其他人员留空。")
    .sample("");
pub(crate) const DOCUMENT: Column = Column::choice("证照种类", 16, || words!(DocumentKind))
    .also(&["护照种类"])
    .note("在职人员用公务普通护照，学生用普通护照；尚未办理的，证照各项留空。")
    .sample("公务普通护照");
pub(crate) const PASSPORT: Column =
    Column::text("证照号码", 14).also(&["护照号码", "护照号"]).sample("PE0000001");
pub(crate) const EXPIRES: Column =
    Column::day("证照有效期至").also(&["证照有效期", "护照有效期", "有效期至"]).sample("2030-06-14");
pub(crate) const SECOND: Column = Column::text("另持证照", 26)
    .note(
        "本次出访同时持有第二本证照的，写“种类 号码 有效期”，如“普通护照 E00000001 2030-01-31”；没有的留空。",
    )
    .sample("");
pub(crate) const TRIPS: Column = Column::prose("近两年因公出访", 30)
    .also(&["上次出访时间", "两年内出访情况", "近两年出访"])
    .note("一行写一次：“年-月 国家 任务”，如“2025-05 马来西亚 校际合作会谈”；没有的填“无”。")
    .sample("2025-05 马来西亚 校际合作会谈");
pub(crate) const FAMILY: Column = Column::prose("家庭主要成员", 24)
    .note("一行写一人：“称谓 姓名”，如“配偶 李示例”。")
    .sample("配偶 李示例");
pub(crate) const TASKS: Column = Column::text("承担任务", 10)
    .also(&["对应任务", "任务序号"])
    .note("“出访任务”表中的任务序号，用顿号分开，如 1、3。")
    .sample("1、3");
pub(crate) const RESIDENCE: Column = Column::text("境外居留权", 12)
    .also(&["外国居留权"])
    .note("持有外国居留许可的写国家，其他人员留空。")
    .sample("");
pub(crate) const POLITICS: Column = Column::choice("政治面貌", 12, || words!(Politics))
    .note("备案表要填；不写的，备案表上留空。")
    .sample("中共党员");
pub(crate) const SECRECY: Column = Column::choice("涉密等级", 12, || words!(Secrecy))
    .also(&["是否涉密", "涉密情况"])
    .note("不写的按非涉密。")
    .sample("非涉密");

/// The roster.
pub(crate) static SECTION: Section = Section {
    sheet: MEMBERS,
    title: "人员名单",
    shape: Shape::Table,
    columns: &[
        &NUMBER,
        &NAME,
        &SURNAME,
        &GIVEN,
        &SEX,
        &BORN,
        &UNIT,
        &POST,
        &RANK,
        &KIND,
        &DUTY,
        &STANDING,
        &LEADERSHIP,
        &DOCUMENT,
        &PASSPORT,
        &EXPIRES,
        &SECOND,
        &TRIPS,
        &FAMILY,
        &TASKS,
        &RESIDENCE,
        &POLITICS,
        &SECRECY,
    ],
    room: 20,
    required: true,
};
