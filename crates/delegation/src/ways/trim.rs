//! Way four: fewer days. Which could go, and, where the event itself is longer
//! than the cap, whose tasks would let them stay for less. Approvals in parts may
//! be taken for a split party (R02), so that is said with it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::Said;

use super::program::{days as between, list_en, list_zh};
use super::{Over, Remedy, listed};
use crate::board::Way;
use crate::model::{Duty, Member};

pub(super) fn way(over: &Over<'_>, basis: &str) -> Remedy {
    let Over { days, cap, more, program, .. } = over;
    let wanted = usize::try_from(*more).unwrap_or(usize::MAX);
    let talks: Vec<Date> = program.talks.iter().map(|(date, _)| *date).rev().collect();
    let mut cut: Vec<Date> = program.idle.iter().copied().chain(talks).take(wanted).collect();
    cut.sort_unstable();
    let left = *days - i64::try_from(cut.len()).unwrap_or_default();
    let mut finds = Vec::new();
    if !cut.is_empty() {
        finds.push(Said::new(
            format!("可以去掉{}（先去没有公务的，再把会谈改为书面或视频），减到{left}天", list_zh(&cut)),
            format!(
                "{} could go (idle days first, then talks held by letter or video), which leaves {left} days",
                list_en(&cut)
            ),
        ));
    }
    if program.travel.len() > 2 {
        finds.push(Said::new(
            format!(
                "路途占{}天（{}），改乘衔接更好的航班可以再减",
                program.travel.len(),
                list_zh(&program.travel)
            ),
            format!("{} days are spent on the way; better flights would save some", program.travel.len()),
        ));
    }
    let mut first = Vec::new();
    if left > *cap {
        finds.push(Said::new(
            format!("赛事和路途至少{left}天，仍超上限{}天，全团压缩不到", left - cap),
            format!("event and journey take {left} days at least, {} above the cap", left - cap),
        ));
        finds.extend(early(over));
        first.push(Said::new(
            "全团仍须走其他出路；让部分人员提前返回须单独报批，可能被认定为拆分团组（R02）",
            "the party as a whole needs another way; sending some back early needs approvals of their own and may be \
             taken for a split party (R02)",
        ));
    } else {
        first.push(Said::new(
            format!("在工作簿“日程”表去掉{}，前后航班相应提前，改好后再导入、核对", list_zh(&cut)),
            format!("take {} out of the itinerary, move the flights, import and check again", list_en(&cut)),
        ));
    }
    Remedy {
        way: Way::Trim,
        finds,
        first,
        days: Some(left.max(*cap)),
        reason: reason(over, &cut, left),
        evidence: listed(&[
            "压缩后的逐日日程",
            "压缩后的往返航班衔接单",
            "改为书面或视频会谈的，附对方同意的函件",
            "有人提前返回的，附本人任务说明和单独的报批件",
        ]),
        basis: basis.to_owned(),
    }
}

/// Members whose own tasks take no longer than the cap; coaches, judges,
/// competitors and interpreters stay with the event.
fn early(over: &Over<'_>) -> Vec<Said> {
    let (out, back) = over.program.on_the_way();
    let mut told = Vec::new();
    for (_, member) in over.case.staff() {
        if matches!(member.duty, Duty::Coach | Duty::Expert | Duty::Competitor | Duty::Interpreter) {
            continue;
        }
        let Some((first, last)) = busy(over, member) else { continue };
        let needs = out + between(first, last) + 1 + back;
        if needs <= over.cap {
            let when = super::program::span_zh(first, last);
            told.push(Said::new(
                format!(
                    "{}（{}）承担的任务在{when}，本人在外{needs}天即可",
                    member.name.zh,
                    member.duty.words().zh
                ),
                format!(
                    "{} ({}) has tasks from {first} to {last}: {needs} days abroad are enough",
                    member.name.for_letter(),
                    member.duty.words().en
                ),
            ));
        }
    }
    told
}

/// The first and the last day on which something serves a member's tasks.
fn busy(over: &Over<'_>, member: &Member) -> Option<(Date, Date)> {
    let halves = over.case.delegation.itinerary.halves();
    let serves = |tasks: &[u32]| tasks.iter().any(|task| member.tasks.contains(task));
    let days: BTreeSet<Date> = halves
        .filter(|(_, _, half)| half.work.counts() && serves(&half.tasks))
        .map(|(date, ..)| date)
        .collect();
    days.first().copied().zip(days.last().copied())
}

fn reason(over: &Over<'_>, cut: &[Date], left: i64) -> String {
    let Over { days, cap, .. } = over;
    if left > *cap {
        return format!(
            "主办方赛程和往返路途至少需{left}天，已不能压缩到{cap}天以内；本团组已精简其他安排，部分人员完成本人任务后先行返回，\
             另行报批。"
        );
    }
    format!(
        "为严格控制在外停留天数，本团组取消{}的安排，有关事项改以书面或视频方式商定，在外停留由{days}天减为{left}天，符合{cap}天的限量。",
        list_zh(cut)
    )
}
