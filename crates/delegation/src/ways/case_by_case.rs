//! Way two: the provincial office decides a competition party case by case, with
//! the organiser's timetable before it.

use kernel::Said;

use super::program::span_zh;
use super::{Over, Remedy, listed};
use crate::board::Way;
use crate::facts;

pub(super) fn way(over: &Over<'_>) -> Remedy {
    let case = over.case;
    let figure = &case.book.competition_case_by_case;
    let days = &over.program.competition;
    let mut first = Vec::new();
    let mut finds = Vec::new();
    if let Some((begin, end)) = days.first().copied().zip(days.last().copied()) {
        finds.push(Said::new(
            format!("日程里有赛事活动{}天（{}）", days.len(), span_zh(begin, end)),
            format!("the programme holds {} days of competition, {begin} to {end}", days.len()),
        ));
    } else {
        first.push(Said::new(
            "日程里没有赛事活动，不是竞赛团组，这条路走不通",
            "no half day of the programme is competition, so this way is closed",
        ));
    }
    if figure.value {
        finds.push(Said::new(
            format!("{}可以由外办个案核定（{}）", figure.layer, figure.basis),
            format!("the office decides case by case here ({})", figure.basis),
        ));
    } else {
        let province = &case.school.province;
        first.push(Said::new(
            format!(
                "规定库里没有{province}个案核定的规定：先书面请示外办；得到答复后写进本单位规定库\
                 （exemption.competition_case_by_case），或改走书面申请"
            ),
            format!(
                "the rulebook knows no such rule of {}: ask the foreign affairs office in writing first, and enter \
                 its answer in your own rulebook (exemption.competition_case_by_case)",
                case.school.province
            ),
        ));
    }
    Remedy {
        way: Way::CaseByCase,
        finds,
        first,
        days: Some(over.days),
        reason: reason(over),
        evidence: listed(&[
            "给外办的请示（或外办的书面答复）",
            "主办方赛程（逐日，盖章或有发布出处）",
            "参赛确认函或报名回执",
            "往返航班衔接单",
            "邀请函（日期覆盖全部赛程）",
        ]),
        basis: figure.basis.clone(),
    }
}

fn reason(over: &Over<'_>) -> String {
    let days = &over.program.competition;
    let event = facts::event(&over.case.stop.title);
    let timetable =
        days.first().copied().zip(days.last().copied()).map_or_else(String::new, |(begin, end)| {
            format!(
                "主办方公布的赛程为{}，共{}天。",
                span_zh(begin, end),
                super::program::days(begin, end) + 1
            )
        });
    let journey = match over.program.on_the_way() {
        (0, 0) => String::new(),
        (0, back) => format!("结束公务至入境另需{back}天。"),
        (out, 0) => format!("出境至到赛另需{out}天。"),
        (out, back) => format!("出境至到赛另需{out}天，结束公务至入境另需{back}天。"),
    };
    format!(
        "本团组赴{}参加“{event}”，属竞赛团组。{timetable}{journey}请按任务需要和人员情况，\
         核定本团组在外停留{}天。",
        over.named(),
        over.days
    )
}
