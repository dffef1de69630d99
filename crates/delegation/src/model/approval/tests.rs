//! Whose a turn is, told in a few words and tried at random.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use kernel::{Currency, Id, Money};
use people::model::AccountId;
use proptest::prelude::*;

use super::*;
use crate::model::life::{Chain, Event, Life, Link, LinkKind, Needs, Return, Review, Start};
use crate::model::{DelegationId, Half, TripMode};

const TODAY: Date = date(2026, 4, 28);

fn account(number: u32) -> AccountId {
    AccountId::passing(number)
}

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + minute.minutes()
}

fn seats() -> Seats {
    let seat = |office: &str, role: &str, on_paper| Seat {
        office: office.to_owned(),
        role: role.to_owned(),
        on_paper,
    };
    Seats(vec![
        seat("财务处", "finance", false),
        seat("校长", "head", false),
        seat(Seats::OTHERS, "coordinator", true),
    ])
}

/// Accounts 1 and 2 lead, 3 and 4 keep the money, 5 and 6 are the office, 7 travels.
fn colleagues() -> Vec<Colleague> {
    let roles = ["head", "head", "finance", "finance", "coordinator", "coordinator", "teacher"];
    roles
        .iter()
        .zip(1..)
        .map(|(role, number)| Colleague {
            account: account(number),
            name: format!("示例{number}"),
            role: (*role).to_owned(),
        })
        .collect()
}

fn life() -> Life {
    let link = |code: &str, offices: &[&str]| Link {
        code: code.to_owned(),
        name: code.to_owned(),
        kind: LinkKind::Office,
        offices: offices.iter().map(|office| (*office).to_owned()).collect(),
        needs: Needs::All,
        within: 3,
    };
    let chain = Chain {
        code: "example".to_owned(),
        name: "示例".to_owned(),
        links: vec![link("office", &["财务处", "科研处"]), link("heads", &["校长"])],
        change: vec!["财务处".to_owned()],
        authorities: Vec::new(),
        before_publicity: None,
    };
    let start = Event::Start(Start { on: TODAY, mode: TripMode::OwnParty, chain });
    Life::default().with(start, "示例5".to_owned(), at(1)).unwrap()
}

fn agreed(life: Life, link: &str, office: &str, minute: i64) -> Life {
    let review = Review { on: TODAY, link: link.to_owned(), office: office.to_owned(), note: String::new() };
    life.with(Event::Review(review), "示例".to_owned(), at(minute)).unwrap()
}

fn forwarding(number: u32, office: &str, to: u32, minute: i64) -> Forwarding {
    Forwarding {
        id: Id::passing(number),
        delegation: DelegationId::passing(1),
        link: "office".to_owned(),
        office: office.to_owned(),
        from: account(3),
        to: account(to),
        reason: String::new(),
        at: at(minute),
    }
}

struct Desk {
    seats: Seats,
    holders: Vec<Holder>,
    colleagues: Vec<Colleague>,
    forwardings: Vec<Forwarding>,
    consultations: Vec<Consultation>,
    stand_ins: Vec<StandIn>,
}

impl Desk {
    fn plain() -> Self {
        Self {
            seats: seats(),
            holders: Vec::new(),
            colleagues: colleagues(),
            forwardings: Vec::new(),
            consultations: Vec::new(),
            stand_ins: Vec::new(),
        }
    }

    fn docket(&self) -> Docket<'_> {
        Docket {
            seats: &self.seats,
            holders: &self.holders,
            colleagues: &self.colleagues,
            forwardings: &self.forwardings,
            consultations: &self.consultations,
            stand_ins: &self.stand_ins,
            today: TODAY,
        }
    }

    /// The accounts that may answer an office's turn.
    fn may(&self, life: &Life, office: &str) -> Vec<u32> {
        let all = turns(life);
        let Some(turn) = all.iter().find(|turn| turn.office == office) else { return Vec::new() };
        let docket = self.docket();
        (1..=8).filter(|number| docket.capacity(life, turn, account(*number)).is_some()).collect()
    }
}

#[test]
fn the_role_of_the_seat_answers_and_an_office_without_one_by_the_seat_of_all_others() {
    let desk = Desk::plain();
    assert_eq!(desk.may(&life(), "财务处"), [3, 4]);
    assert_eq!(desk.may(&life(), "科研处"), [5, 6]);
    assert_eq!(desk.may(&life(), "校长"), Vec::<u32>::new(), "it is not asked yet");
}

#[test]
fn a_link_asks_the_next_when_all_have_agreed_and_a_return_asks_again() {
    let now = agreed(agreed(life(), "office", "财务处", 2), "office", "科研处", 3);
    let asked = |life: &Life| turns(life).iter().map(|turn| turn.office.clone()).collect::<Vec<_>>();
    assert_eq!(asked(&now), ["校长"]);
    let back = Return { on: TODAY, by: "校长".to_owned(), reason: "示例".to_owned(), to: None };
    let again = now.with(Event::Return(back), "示例1".to_owned(), at(4)).unwrap();
    assert_eq!(asked(&again), ["财务处", "科研处"]);
}

#[test]
fn who_is_named_answers_alone() {
    let holders = vec![Holder { office: "财务处".to_owned(), account: account(7) }];
    assert_eq!(Desk { holders, ..Desk::plain() }.may(&life(), "财务处"), [7]);
}

#[test]
fn a_turn_that_was_handed_over_is_the_last_ones_and_lapses_with_the_round() {
    let forwardings = vec![forwarding(1, "财务处", 5, 2), forwarding(2, "财务处", 1, 3)];
    let desk = Desk { forwardings, ..Desk::plain() };
    assert_eq!(desk.may(&life(), "财务处"), [1]);
    let now = agreed(life(), "office", "科研处", 4);
    let back = Return { on: TODAY, by: "财务处".to_owned(), reason: "示例".to_owned(), to: None };
    let again = now.with(Event::Return(back), "示例1".to_owned(), at(5)).unwrap();
    assert_eq!(desk.may(&again, "财务处"), [3, 4]);
}

fn stand_in(of: u32, by: u32, from: i64, days: i64) -> StandIn {
    let from = TODAY.saturating_add(from.days());
    StandIn {
        id: Id::passing(of),
        of: account(of),
        by: account(by),
        from,
        to: from.saturating_add(days.days()),
    }
}

#[test]
fn a_stand_in_answers_on_the_days_and_only_for_whom_it_is() {
    let desk = |from, days| Desk { stand_ins: vec![stand_in(3, 5, from, days)], ..Desk::plain() };
    assert_eq!(desk(0, 0).may(&life(), "财务处"), [3, 4, 5]);
    assert_eq!(desk(-3, 2).may(&life(), "财务处"), [3, 4]);
    assert_eq!(desk(1, 2).may(&life(), "财务处"), [3, 4]);
    let now = turns(&life());
    let docket = desk(0, 0);
    assert_eq!(
        docket.docket().capacity(&life(), now.first().unwrap(), account(5)),
        Some(Capacity::InsteadOf(account(3)))
    );
}

proptest! {
    /// However turns are handed over and stood in for: somebody may answer; whoever
    /// may owns the turn or stands in for an owner today; and the order in which the
    /// records are read does not matter.
    #[test]
    fn somebody_may_answer_and_nobody_else(
        handed in proptest::collection::vec((1_u32..=7, 2_i64..50), 0..6),
        stands in proptest::collection::vec((1_u32..=7, 1_u32..=7, -3_i64..3, 0_i64..3), 0..6),
        named in proptest::collection::vec(1_u32..=7, 0..3),
    ) {
        let forwardings: Vec<_> = handed
            .iter()
            .zip(1..)
            .map(|((to, minute), number)| forwarding(number, "财务处", *to, *minute))
            .collect();
        let stand_ins: Vec<_> =
            stands.iter().map(|(of, by, from, days)| stand_in(*of, *by, *from, *days)).collect();
        let holders: Vec<_> =
            named.iter().map(|it| Holder { office: "财务处".to_owned(), account: account(*it) }).collect();
        let desk = Desk { holders, forwardings, stand_ins, ..Desk::plain() };
        let (life, docket) = (life(), desk.docket());
        let all = turns(&life);
        let turn = all.first().unwrap();
        let owners = docket.owners(&life, turn);
        prop_assert!(!owners.is_empty());
        prop_assert!(handed.is_empty() || owners.len() == 1);
        for number in 1..=7 {
            let who = account(number);
            let stands_in =
                desk.stand_ins.iter().any(|it| it.by == who && it.holds_on(TODAY) && owners.contains(&it.of));
            prop_assert_eq!(
                docket.capacity(&life, turn, who).is_some(),
                owners.contains(&who) || stands_in
            );
        }
        let mut turned = Desk { forwardings: desk.forwardings.clone(), holders: desk.holders.clone(), ..Desk::plain() };
        turned.forwardings.reverse();
        prop_assert_eq!(turned.docket().owners(&life, turn), owners);
    }
}

fn extract() -> Extract {
    Extract {
        staff: vec!["示例甲".to_owned(), "示例乙".to_owned()],
        students: 2,
        route: "北京—阿斯塔纳—北京".to_owned(),
        stay: Some((date(2026, 6, 21), date(2026, 6, 28))),
        total: Some(Money::new(15_073_660, Currency::Cny)),
        halves: vec![(date(2026, 6, 27), Half::Afternoon, String::new())],
    }
}

fn told(before: &Extract, after: &Extract) -> Vec<String> {
    before
        .alterations(after)
        .iter()
        .map(|it| format!("{} {}→{}", it.what.zh, it.before.zh, it.after.zh))
        .collect()
}

#[test]
fn what_was_changed_after_a_return_is_told_with_before_and_after() {
    let before = extract();
    assert_eq!(told(&before, &before), Vec::<String>::new());
    let shorter = Extract {
        stay: Some((date(2026, 6, 22), date(2026, 6, 28))),
        total: Some(Money::new(14_652_400, Currency::Cny)),
        ..extract()
    };
    assert_eq!(
        told(&before, &shorter),
        [
            "天数 8 天→7 天",
            "起止 2026-06-21 至 2026-06-28→2026-06-22 至 2026-06-28",
            "合计 ¥150,736.60→¥146,524.00"
        ]
    );
    let planned = Extract {
        halves: vec![(date(2026, 6, 27), Half::Afternoon, "商定实训设备清单".to_owned())],
        staff: vec!["示例甲".to_owned(), "示例丙".to_owned()],
        ..extract()
    };
    assert_eq!(told(&before, &planned), ["人员 示例乙→示例丙", "6月27日下午 未安排→商定实训设备清单"]);
    let undecided = Extract { stay: None, total: None, ..extract() };
    assert_eq!(told(&undecided, &before).first().unwrap(), "天数 待定→8 天");
}
