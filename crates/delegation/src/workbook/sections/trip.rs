//! 出访信息: what the trip is, who pays, how it was made public; and the reasons
//! recorded for what goes beyond a limit.

use crate::model::{Category, DayRate, NightCount, TripMode};

use super::{NUMBER, TRIP};
use crate::workbook::column::{Column, Section, Shape, words, yes_or_no};

pub(crate) const NAME: Column = Column::text("团组名称", 40)
    .required()
    .note("写全称，一般为“学校＋赴＋国家＋团组性质”。")
    .sample("示例职业技术学院赴示例国参赛团");
pub(crate) const MODE: Column = Column::choice("组团方式", 20, || words!(TripMode))
    .required()
    .note("本校自行申报为自组团；参加外单位组织的团组为双跨团组。")
    .sample("自组团");
pub(crate) const CATEGORY: Column = Column::choice("团组性质", 20, || words!(Category))
    .required()
    .also(&["团组类别"])
    .note("教学科研人员执行学术交流合作任务，且团内没有不任教的管理人员时，才可选学术交流合作团组。")
    .sample("一般因公团组");
pub(crate) const PLAN: Column = Column::text("年度计划条目", 40)
    .also(&["列入年度计划"])
    .note("年度出国计划中的编号或名称；未列入计划的留空。")
    .sample("2026年因公临时出国计划第1项");
pub(crate) const QUOTA: Column = Column::number("批复人次", 10)
    .also(&["年初批复人次"])
    .note("年度计划批准的总人次；列入计划时必填。")
    .sample("48");
pub(crate) const USED: Column =
    Column::number("已用人次", 10).note("本团组之前已经使用的人次；列入计划时必填。").sample("12");
pub(crate) const CONTACT: Column = Column::text("联系人", 40)
    .required()
    .also(&["联系人及电话"])
    .note("审批机关联系用，写姓名和电话。")
    .sample("王示例，电话：000-00000000");
pub(crate) const NOTICE_PLACE: Column = Column::text("公示地点", 40)
    .note("张贴公示的网站和公告栏；尚未公示的，公示各项留空。")
    .sample("学院办公网和公告栏");
pub(crate) const NOTICE_FROM: Column =
    Column::day("公示开始日期").also(&["公示起始日期"]).note("公示的第一个工作日。").sample("2026-01-05");
pub(crate) const NOTICE_TO: Column = Column::day("公示结束日期")
    .also(&["公示截止日期"])
    .note("公示的最后一个工作日；首尾合计不少于5个工作日。")
    .sample("2026-01-09");
pub(crate) const NOTICE_RESULT: Column =
    Column::text("公示结果", 40).note("公示期满后填写，如“未收到异议”。").sample("未收到异议");
pub(crate) const OBJECTIONS: Column = Column::text("意见反映渠道", 40)
    .also(&["异议渠道"])
    .note("受理意见的部门、电话和邮箱。")
    .sample("纪检监察室，电话：000-00000001");
pub(crate) const SOURCE: Column = Column::text("经费来源", 40)
    .required()
    .also(&["费用来源"])
    .note("列支的经费名称。")
    .sample("学院2026年因公出国（境）经费");
pub(crate) const BUDGETED: Column = Column::choice("列入年度预算", 10, yes_or_no)
    .required()
    .also(&["是否列入年度预算"])
    .note("填是或否。")
    .sample("是");
pub(crate) const HOST_PAYS: Column = Column::text("接待方负担", 30)
    .also(&["接待方承担费用"])
    .note("从“住宿、伙食、交通、机票”中选填，用顿号分开；都不负担的填“无”。")
    .sample("无");
pub(crate) const DAY_RATE: Column = Column::choice("跨国当日标准", 20, || words!(DayRate))
    .note("同一天跨两国时伙食费、公杂费按哪国标准；不填为按当晚住宿地。")
    .sample("按当晚住宿地");
pub(crate) const NIGHTS: Column = Column::choice("住宿计数", 20, || words!(NightCount))
    .note("住宿费按几晚计算；不填为按实际住宿晚数。")
    .sample("按实际住宿晚数");

/// The form of the trip.
pub(crate) static SECTION: Section = Section {
    sheet: TRIP,
    title: "出访信息",
    shape: Shape::Form,
    columns: &[
        &NAME,
        &MODE,
        &CATEGORY,
        &PLAN,
        &QUOTA,
        &USED,
        &CONTACT,
        &NOTICE_PLACE,
        &NOTICE_FROM,
        &NOTICE_TO,
        &NOTICE_RESULT,
        &OBJECTIONS,
        &SOURCE,
        &BUDGETED,
        &HOST_PAYS,
        &DAY_RATE,
        &NIGHTS,
    ],
    room: 0,
    required: true,
};

pub(crate) const RULE: Column = Column::text("规则编号", 10)
    .required()
    .also(&["规则"])
    .note("检查结果中的规则编号，如 R07。")
    .sample("R07");
pub(crate) const REASON: Column = Column::prose("情况说明", 60)
    .required()
    .also(&["说明理由", "理由"])
    .note("将写入申报材料的理由，写明事实和数字。")
    .sample("赛程5天，往返航程3天，按期完成任务须在外停留9天。");
pub(crate) const BY: Column = Column::text("说明人", 14).required().note("作出说明的人。").sample("王示例");
pub(crate) const AT: Column =
    Column::day("说明日期").required().also(&["说明时间"]).note("作出说明的日期。").sample("2026-01-05");

/// The recorded reasons.
pub(crate) static JUSTIFICATIONS: Section = Section {
    sheet: TRIP,
    title: "情况说明",
    shape: Shape::Table,
    columns: &[&NUMBER, &RULE, &REASON, &BY, &AT],
    room: 6,
    required: false,
};
