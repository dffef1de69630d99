//! Where trips get into each other's way (冲突): one person in two parties at
//! once, a passport that cannot be back before the next trip, a holiday of the
//! hosts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::{Said, Stay, codes};

use super::{Ground, before};
use crate::model::life::{Phase, Terms};
use crate::model::{Delegation, Kind, Member};

codes! {
    /// What gets in the way (冲突类别).
    pub enum ClashKind {
        /// 同一人同时在两个团组
        Twice = "twice" "同一人同时在外" "one person in two places",
        /// 证照来不及交回又要领用
        Passport = "passport" "证照赶不上下一次" "passport not back for the next trip",
        /// 对方放假
        Holiday = "holiday" "对方放假" "hosts on holiday",
    }
}

/// One clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What kind.
    pub kind: ClashKind,
    /// The day it begins.
    pub on: Date,
    /// In a sentence.
    pub says: Said,
}

/// Every clash, by day.
pub(super) fn all(delegations: &[Delegation], ground: Ground<'_>) -> Vec<Clash> {
    let live: Vec<(&Delegation, Stay)> =
        delegations.iter().filter_map(|it| Some((it, stay(it).filter(|_| is_live(it))?))).collect();
    let mut clashes: Vec<Clash> = Vec::new();
    for (index, other) in sharing(&live) {
        if let (Some(one), Some(other)) = (live.get(index), live.get(other)) {
            clashes.extend(between(*one, *other, ground));
        }
    }
    clashes.extend(live.iter().flat_map(|(party, stay)| holidays(party, *stay, ground)));
    clashes.sort_by(|one, other| (one.on, &one.says.zh).cmp(&(other.on, &other.says.zh)));
    clashes
}

/// Pairs of parties with somebody on both rosters, by their places in the list.
/// Looked up by person, so that a school with many trips does not compare each
/// with each.
fn sharing(parties: &[(&Delegation, Stay)]) -> BTreeSet<(usize, usize)> {
    let mut by_person: BTreeMap<(&str, Date), Vec<usize>> = BTreeMap::new();
    for (index, (party, _)) in parties.iter().enumerate() {
        for member in &party.members {
            by_person.entry((&member.name.zh, member.born)).or_default().push(index);
        }
    }
    let pairs = by_person.values().flat_map(|places| {
        places.iter().enumerate().flat_map(|(at, one)| places.iter().skip(at + 1).map(|it| (*one, *it)))
    });
    pairs.filter(|(one, other)| one != other).collect()
}

/// A trip that may still happen or has happened: neither cancelled nor closed.
fn is_live(delegation: &Delegation) -> bool {
    !matches!(delegation.life.phase(), Phase::Rejected | Phase::Cancelled | Phase::Closed)
}

/// The stay, as it was, as approved, or as planned.
fn stay(delegation: &Delegation) -> Option<Stay> {
    let of = |terms: &Terms| Stay::between(terms.exit, terms.entry).ok();
    let home = delegation.life.homecoming.as_ref().and_then(|home| of(&home.terms));
    home.or_else(|| delegation.life.approved().and_then(of)).or_else(|| delegation.stay())
}

/// Whether somebody on the roster goes: a change after approval may have left
/// them out.
fn goes(delegation: &Delegation, member: &Member) -> bool {
    let student = member.kind == Kind::Student;
    delegation
        .life
        .approved()
        .is_none_or(|terms| student || terms.people.contains(&delegation.called(member)))
}

/// Persons who go with both parties: the same name born on the same day.
fn both<'a>(one: &'a Delegation, other: &'a Delegation) -> impl Iterator<Item = &'a Member> {
    let same = |a: &Member, b: &Member| a.name.zh == b.name.zh && a.born == b.born;
    let with = move |member: &Member| other.members.iter().any(|it| same(it, member) && goes(other, it));
    one.members.iter().filter(move |member| goes(one, member) && with(member))
}

fn between(one: (&Delegation, Stay), other: (&Delegation, Stay), ground: Ground<'_>) -> Vec<Clash> {
    let ((first, stay), (second, next)) =
        if one.1.exit() <= other.1.exit() { (one, other) } else { (other, one) };
    let people: Vec<&Member> = both(first, second).collect();
    if people.is_empty() {
        return Vec::new();
    }
    let zh = people.iter().map(|member| member.name.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = people.iter().map(|member| member.name.for_letter()).collect::<Vec<_>>().join(", ");
    if stay.meets(next) {
        let says = Said::new(
            format!("{zh}同时在“{}”和“{}”里（{}起重叠）", first.name, second.name, next.exit()),
            format!("{en}: in “{}” and in “{}” from {} on", first.name, second.name, next.exit()),
        );
        return vec![Clash { kind: ClashKind::Twice, on: next.exit(), says }];
    }
    let days = ground.book.papers.return_days.value;
    let due = days.after(stay.entry(), &ground.knowledge.workdays);
    if next.exit() > due {
        return Vec::new();
    }
    let says = Said::new(
        format!(
            "{zh}随“{}”{}回国，证照{due}才到交回期限，“{}”{}就要出境；须提前交回再领用",
            first.name,
            stay.entry(),
            second.name,
            next.exit()
        ),
        format!(
            "{en}: home on {} with “{}”, the passport is due on {due}, and “{}” leaves on {}",
            stay.entry(),
            first.name,
            second.name,
            next.exit()
        ),
    );
    vec![Clash { kind: ClashKind::Passport, on: next.exit(), says }]
}

/// Public holidays and vacations of the hosts while the party is with them; a trip
/// that is over has met whom it met.
fn holidays(delegation: &Delegation, stay: Stay, ground: Ground<'_>) -> Vec<Clash> {
    let hosts = &ground.knowledge.hosts;
    let mut clashes = Vec::new();
    if delegation.life.homecoming.is_some() || stay.entry() < ground.today {
        return clashes;
    }
    for country in before::countries(delegation) {
        for holiday in hosts.holidays(country, stay.exit(), stay.entry()) {
            let says = Said::new(
                format!("“{}”期间{}{}是{}", delegation.name, country.zh(), holiday.on, holiday.name),
                format!("“{}”: {} is a holiday in {}", delegation.name, holiday.on, country.en()),
            );
            clashes.push(Clash { kind: ClashKind::Holiday, on: holiday.on, says });
        }
        let periods = hosts.vacations.iter().chain(&hosts.ramadan);
        for period in periods.filter(|it| it.country == country) {
            if period.from <= stay.entry() && stay.exit() <= period.to {
                let says = Said::new(
                    format!(
                        "“{}”期间正值{}{}（{}至{}）",
                        delegation.name,
                        country.zh(),
                        period.name,
                        period.from,
                        period.to
                    ),
                    format!(
                        "“{}”: vacation or Ramadan in {} from {} to {}",
                        delegation.name,
                        country.en(),
                        period.from,
                        period.to
                    ),
                );
                clashes.push(Clash { kind: ClashKind::Holiday, on: stay.exit().max(period.from), says });
            }
        }
    }
    clashes
}
