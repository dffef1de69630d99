//! Way three: the ordinary cap, and a written application for the days above it.
//! The paragraph accounts for every day; a day it cannot account for must go first.

use jiff::civil::Date;
use kernel::Said;

use super::program::{list_en, list_zh, span_zh, zh};
use super::{Over, Remedy};
use crate::board::Way;
use crate::facts;

pub(super) fn way(over: &Over<'_>, basis: &str) -> Remedy {
    let idle = &over.program.idle;
    let mut first = Vec::new();
    if !idle.is_empty() {
        first.push(Said::new(
            format!("{}没有公务安排，申请理由说明不了：先从日程里去掉或排入公务", list_zh(idle)),
            format!("nothing official fills {}: take them out or fill them before you apply", list_en(idle)),
        ));
    }
    let Over { days, cap, more, .. } = over;
    Remedy {
        way: Way::WrittenReason,
        finds: vec![Said::new(
            format!("上限{cap}天，申请{days}天，多{more}天；由审批机关决定是否同意"),
            format!("the cap is {cap}, {days} days are asked for, {more} more; the authority decides"),
        )],
        first,
        days: Some(*days),
        reason: reason(over),
        evidence: evidence(over),
        basis: basis.to_owned(),
    }
}

/// Every day of the stay, accounted for.
fn reason(over: &Over<'_>) -> String {
    let program = &over.program;
    let mut parts = Vec::new();
    if let Some((begin, end)) = program.competition.first().copied().zip(program.competition.last().copied())
    {
        let event = facts::event(&over.case.stop.title);
        parts.push(format!(
            "主办方安排的“{event}”自{}，需{}天",
            span_zh(begin, end),
            program.competition.len()
        ));
    }
    if !program.talks.is_empty() {
        parts.push(talks(&program.talks));
    }
    if !program.travel.is_empty() {
        parts.push(travel(over));
    }
    let named = over.named();
    let Over { days, cap, more, .. } = over;
    let account = parts.join("；");
    let account = if account.is_empty() { "日程逐日安排附后".to_owned() } else { account };
    format!(
        "按规定，本团组出访{named}在外停留以{cap}天为限。本次{account}。出境、入境当日均计入，共{days}天，比限量多{more}天，\
         均为完成任务所必需，不安排与公务无关的活动。现申请在外停留{days}天，证明材料附后。"
    )
}

fn talks(talks: &[(Date, Vec<&str>)]) -> String {
    let mut hosts: Vec<&str> = Vec::new();
    for host in talks.iter().flat_map(|(_, hosts)| hosts) {
        if !hosts.contains(host) {
            hosts.push(host);
        }
    }
    let dates: Vec<Date> = talks.iter().map(|(date, _)| *date).collect();
    let with = if hosts.is_empty() { String::new() } else { format!("与{}", hosts.join("、")) };
    format!("{with}的会谈安排在{}，需{}天", list_zh(&dates), dates.len())
}

/// The days on the way, with the flights and where they connect.
fn travel(over: &Over<'_>) -> String {
    let itinerary = &over.case.delegation.itinerary;
    let mut cities: Vec<&str> = itinerary.transits().into_iter().map(|(city, _)| city).collect();
    cities.dedup();
    cities.sort_unstable();
    cities.dedup();
    let via =
        if cities.is_empty() { String::new() } else { format!("，须在{}转机", cities.join("、")) };
    let dates = &over.program.travel;
    let count = dates.len();
    match dates.as_slice() {
        [only] => format!("往返路途另需1天（{}）{via}", zh(*only)),
        _ => format!("往返路途另需{count}天（{}）{via}", list_zh(dates)),
    }
}

fn evidence(over: &Over<'_>) -> Vec<String> {
    let mut papers = Vec::new();
    if !over.program.competition.is_empty() {
        papers.push("主办方赛程（逐日，盖章或有发布出处）".to_owned());
    }
    papers.push("往返航班衔接单（班次、起降时刻、可选班次对比）".to_owned());
    for letter in &over.case.delegation.invitations {
        papers.push(format!("{}的邀请函（日期覆盖相应公务日）", letter.inviter));
    }
    for (date, hosts) in &over.program.talks {
        if !hosts.is_empty() {
            papers.push(format!("{}{}的会谈安排确认", zh(*date), hosts.join("、")));
        }
    }
    papers.push("超天数书面申请（单位盖章）".to_owned());
    papers
}
