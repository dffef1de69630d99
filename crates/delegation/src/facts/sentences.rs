//! Half-sentences that depend on several facts at once; whole sentences stand in
//! the papers' own `text.toml`. Nothing is claimed here that the facts do not
//! bear out: a party with a retired member does not say it has none.

use season::model::Season;

use crate::model::{Delegation, Inviter, Itinerary, Member, Standing};

/// What a school calls itself: 我院, 我校.
pub(super) fn we(name: &str) -> &'static str {
    if name.ends_with("学院") { "我院" } else { "我校" }
}

/// The inviters, joined as a sentence joins them.
pub(super) fn inviters(delegation: &Delegation) -> String {
    let mut names: Vec<String> = Vec::new();
    for letter in &delegation.invitations {
        let foreign = &letter.inviter_foreign;
        let name = if foreign.is_empty() {
            letter.inviter.clone()
        } else {
            format!("{}（{foreign}）", letter.inviter)
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    joined(&names)
}

/// Where the letters come from; that no intermediary was used is said only when
/// it is so (R24).
pub(super) fn letters(delegation: &Delegation) -> String {
    let mut inviters: Vec<String> = Vec::new();
    for letter in &delegation.invitations {
        if !inviters.contains(&letter.inviter) {
            inviters.push(letter.inviter.clone());
        }
    }
    let each = if inviters.len() > 1 { "分别" } else { "" };
    let direct =
        delegation.invitations.iter().all(|letter| letter.direct && letter.kind != Inviter::Agency);
    let how = if direct { "直接签发，未通过中介机构联系。" } else { "签发。" };
    format!("邀请函由{}{each}{how}", joined(&inviters))
}

/// Whether and where the party changes planes.
pub(super) fn stopovers(itinerary: &Itinerary) -> String {
    let places: Vec<String> =
        itinerary.transits().iter().map(|(city, country)| format!("{}{city}", country.zh())).collect();
    if places.is_empty() {
        "往返均不经停其他国家。".to_owned()
    } else {
        format!("经停{}，不出机场，不作停留。", places.join("、"))
    }
}

/// The annex's goals that the purposes serve: `“服务院校人才培养目标”“…”`.
pub(super) fn goals(delegation: &Delegation, season: &Season) -> String {
    let served =
        |number: u32| delegation.purposes.iter().any(|purpose| purpose.goals.contains(&number));
    season
        .goals
        .iter()
        .filter(|goal| served(goal.number) && !goal.title.is_empty())
        .map(|goal| format!("“{}”", goal.title))
        .collect()
}

/// Who travelled in the past two years, and how many did not.
pub(super) fn history(delegation: &Delegation) -> String {
    let travelled: Vec<String> =
        delegation.staff().filter(|member| !member.past_trips.is_empty()).map(past_trips).collect();
    let others = delegation.staff().count() - travelled.len();
    match (travelled.is_empty(), others) {
        (true, _) => "团组成员近两年均无因公出国记录。".to_owned(),
        (false, 0) => format!("团组成员中，{}。", travelled.join("；")),
        (false, others) => {
            format!("团组成员中，{}，其余{others}人近两年无因公出国记录。", travelled.join("；"))
        }
    }
}

/// `许五洲于2025年5月赴马来西亚执行校际合作任务`.
fn past_trips(member: &Member) -> String {
    let trip = |trip: &crate::model::PastTrip| {
        let countries: Vec<&str> = trip.countries.iter().map(|country| country.zh()).collect();
        let month = format!("{}年{}月", trip.from.year(), trip.from.month());
        format!("于{month}赴{}执行{}任务", countries.join("、"), trip.purpose.trim_end_matches("任务"))
    };
    let trips: Vec<String> = member.past_trips.iter().map(trip).collect();
    format!("{}{}", member.name.zh, trips.join("，"))
}

/// What the party does not hold, as far as it is so (R03, R17).
pub(super) fn assurances(delegation: &Delegation) -> String {
    let gone = |member: &Member| matches!(member.standing, Standing::Left | Standing::Retired);
    let family = |member: &Member| {
        let travels = |name: &str| delegation.members.iter().any(|other| other.name.zh == name);
        member.family.iter().any(|relative| travels(&relative.name))
    };
    let mut said = Vec::new();
    if !delegation.staff().any(gone) {
        said.push("无离职、退休人员");
    }
    if !delegation.members.iter().any(family) {
        said.push("无配偶、子女随行");
    }
    if said.is_empty() { String::new() } else { format!("团组成员中{}。", said.join("，")) }
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{}和{last}", most.join("、")),
    }
}
