//! 日程安排: two rows a day, morning and afternoon; more of them where members do
//! different things at the same time, or change flights in one half day.

use crate::model::{Border, Half, Work};

use super::{ITINERARY, NUMBER};
use crate::workbook::column::{Column, Section, Shape, words, yes_or_no};

pub(crate) const DATE: Column =
    Column::day("日期").required().note("当地日期；下午一行可以留空，沿用上午的日期。").sample("2026-09-12");
pub(crate) const WEEKDAY: Column =
    Column::text("星期", 8).note("可以不填；填写时须与日期相符。").sample("星期六");
pub(crate) const HALF: Column = Column::choice("时段", 8, || words!(Half))
    .required()
    .also(&["半天", "时间"])
    .note("每天两行，上午在前；分组活动、换乘的续程紧接着另起一行。")
    .sample("下午");
pub(crate) const COUNTRY: Column = Column::text("国家", 12)
    .required()
    .also(&["国家地区", "所在国家"])
    .note("所在国家的中文名；在国内写中国。")
    .sample("中国");
pub(crate) const CITY: Column = Column::text("城市", 18)
    .required()
    .also(&["所在城市"])
    .note("在途的写“甲市—乙市”。")
    .sample("北京—圣保罗");
pub(crate) const WORK: Column = Column::choice("活动性质", 10, || words!(Work)).required().sample("旅途");
pub(crate) const TEXT: Column = Column::prose("工作内容", 50)
    .required()
    .also(&["活动内容", "日程内容", "主要活动"])
    .note("写明做什么、议定什么；没有安排的半天写“无”。")
    .sample("15:00 乘XX801次出境，经马德里机场内转机");
pub(crate) const HOST: Column = Column::text("对方单位", 24).also(&["接待单位"]).sample("");
pub(crate) const MEETS: Column =
    Column::text("会见人员", 18).also(&["会见人", "对方人员"]).note("职务和姓名。").sample("");
pub(crate) const TASKS: Column = Column::text("对应任务", 10)
    .also(&["任务序号"])
    .note("“出访任务”表中的任务序号，用顿号分开。")
    .sample("");
pub(crate) const PARTICIPANTS: Column = Column::text("参加人员", 16)
    .also(&["参加人"])
    .note("全团参加的不填；分组活动写姓名，用顿号分开，每组一行。")
    .sample("");
pub(crate) const LEG: Column = Column::text("航班车次", 12).also(&["航班", "车次", "航班号"]).sample("XX801");
pub(crate) const CARRIER: Column =
    Column::text("承运人", 14).also(&["航空公司"]).note("填了航班车次的必填。").sample("示例航空");
pub(crate) const HOME_CARRIER: Column = Column::choice("国内承运", 10, yes_or_no)
    .also(&["国内航空公司"])
    .note("承运人是否为国内航空公司。")
    .sample("是");
pub(crate) const FROM: Column = Column::text("出发城市", 12).sample("北京");
pub(crate) const TO: Column = Column::text("到达城市", 12).sample("圣保罗");
pub(crate) const DEPARTS: Column =
    Column::text("出发时间", 10).also(&["起飞时间"]).note("当地时间，如 15:00。").sample("15:00");
pub(crate) const ARRIVES: Column =
    Column::text("到达时间", 10).also(&["抵达时间"]).note("当地时间，如 05:00。").sample("05:00");
pub(crate) const DAYS_LATER: Column =
    Column::choice("到达日", 10, || DAYS.iter().map(|(_, word)| *word).collect())
        .note("到达当地的日期；不填时按日程推定。")
        .sample("次日");
pub(crate) const FROM_ZONE: Column = Column::text("出发时区", 16)
    .note("城市较生僻时填写：写同一时区的知名城市，或 America/Sao_Paulo 这样的时区名。")
    .sample("");
pub(crate) const TO_ZONE: Column = Column::text("到达时区", 16).note("填法同上。").sample("");

/// Days of arrival as people say them, counted from the departure.
pub(crate) const DAYS: [(i8, &str); 4] = [(0, "当日"), (1, "次日"), (2, "第三日"), (-1, "前一日")];
pub(crate) const VIA: Column = Column::text("经停城市", 12).note("只在机场内转机的城市。").sample("马德里");
pub(crate) const VIA_COUNTRY: Column = Column::text("经停国家", 12).sample("西班牙");
pub(crate) const BORDER: Column = Column::choice("出入境", 8, || words!(Border))
    .also(&["口岸"])
    .note("在我国口岸办理出境、入境手续的半天填写。")
    .sample("出境");
pub(crate) const NIGHT: Column = Column::text("当晚住宿", 14)
    .also(&["住宿地", "住宿城市"])
    .note("下午一行填写：境外住宿写城市，与本行国家不同的写“城市（国家）”；在飞机、火车上过夜写“在途”；在国内写“国内”。")
    .sample("在途");

/// The itinerary.
pub(crate) static SECTION: Section = Section {
    sheet: ITINERARY,
    title: "日程安排",
    shape: Shape::Table,
    columns: &[
        &NUMBER,
        &DATE,
        &WEEKDAY,
        &HALF,
        &COUNTRY,
        &CITY,
        &WORK,
        &TEXT,
        &HOST,
        &MEETS,
        &TASKS,
        &PARTICIPANTS,
        &LEG,
        &CARRIER,
        &HOME_CARRIER,
        &FROM,
        &TO,
        &DEPARTS,
        &ARRIVES,
        &DAYS_LATER,
        &FROM_ZONE,
        &TO_ZONE,
        &VIA,
        &VIA_COUNTRY,
        &BORDER,
        &NIGHT,
    ],
    room: 24,
    required: true,
};
