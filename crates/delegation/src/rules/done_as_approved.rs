//! R31 · 批准后不得擅自变更
//!
//! **查什么** 出境、回国时的人员、日期、国家、路线、任务与批件（或获批准的变更）一致；报销不超过批准的经费。
//! 多去的人、多去的国家不是不可抗力，不能靠说明补救。
//! **不查谁** 批件之前的团组；天数超出另见 R32。
//! **依据** 教外厅〔2015〕1号。不可抗力须经派员单位、国际处、校领导报外办同意。
//! 经费依财行〔2013〕516号，不得超预算。
//! **怎么改** 变动前走变更申请（change）；已经发生的，写情况说明（justify）。
//!
//! **Checks** that people, dates, countries, route and tasks are those of the
//! approval, or of a change that was granted, and that the claim is within the
//! money approved. A person or a country nobody approved is no force majeure, and
//! no note mends it.
//! **Spares** parties before their approval; too long a stay is R32's.
//! **Basis** 教外厅〔2015〕1号. Force majeure goes through unit, office and school
//! leader to the 外办, beforehand; so what happened without it asks for the
//! written note that the regulations want. Money: 财行〔2013〕516号.
//! **Remedy** ask for the change before; write the note after.

use kernel::{Country, Currency, Money, Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Aspect, Deviation};

/// Somebody went, or somewhere was gone to, whom or where nobody approved.
pub(super) const WILFUL: Rule = Rule {
    code: "R31",
    name: Words { zh: "未经批准的人员、国家", en: "people and countries not approved" },
    severity: Severity::Block,
    says: Words {
        zh: "{aspect}里的{more}没有经过批准，也没有获批准的变更",
        en: "{aspect}: {more} was not approved, and no change was granted",
    },
    remedy: Words {
        zh: "核对回国记录，记错的用undo撤销重记；确有其事的，报派出单位和外办处理，相关费用不予报销",
        en: "check the record of the return and undo a mistake; otherwise report it: its costs are not paid",
    },
    basis: "教外厅〔2015〕1号",
    check: wilful,
};

/// The claim is within the money approved.
pub(super) const MONEY: Rule = Rule {
    code: "R31",
    name: Words { zh: "报销超过批准经费", en: "more money than approved" },
    severity: Severity::Justify,
    says: Words {
        zh: "报销{total}元，比批准的{approved}元多{more}元",
        en: "{total} yuan were recognised, {more} more than the {approved} approved",
    },
    remedy: Words {
        zh: "超出部分不予报销；确需报销的，附批准依据，记录情况说明（justify）",
        en: "do not pay what is over; where it must be paid, give the reason and who approved it",
    },
    basis: "财行〔2013〕516号",
    check: money,
};

/// Anything else that differs.
pub(super) const RULE: Rule = Rule {
    code: "R31",
    name: Words { zh: "批准后不得擅自变更", en: "no change without approval" },
    severity: Severity::Justify,
    says: Words {
        zh: "{aspect}与批件不一致：批准{approved}，实际{actual}，没有获批准的变更",
        en: "{aspect} differ from the approval: approved {approved}, actual {actual}, and no change was granted",
    },
    remedy: Words {
        zh: "变动前申请变更（change）并获批准；不可抗力已经发生的，写明经过和证明，记录情况说明（justify）",
        en: "ask for the change beforehand; where force majeure left no time, give the reason and its proof",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let Some(approved) = life.approved() else { return };
    let Some(home) = &life.homecoming else {
        if let Some(departure) = life.departure.as_ref().filter(|departure| departure.on != approved.exit) {
            let figures = [
                ("aspect", Said::new(Aspect::Dates.words().zh, Aspect::Dates.words().en)),
                ("approved", place::day(approved.exit)),
                ("actual", place::day(departure.on)),
            ];
            report.find(place::whole("life.departure"), &figures);
        }
        return;
    };
    for deviation in Deviation::all(approved, &home.terms, None) {
        let elsewhere = match deviation.aspect {
            Aspect::Days | Aspect::Money => true,
            Aspect::People => has_more(&approved.people, &home.terms.people),
            Aspect::Countries => has_more(&approved.countries, &home.terms.countries),
            Aspect::Dates | Aspect::Route | Aspect::Tasks => false,
        };
        if deviation.explain && !elsewhere {
            let words = deviation.aspect.words();
            let figures = [
                ("aspect", Said::new(words.zh, words.en)),
                ("approved", deviation.approved),
                ("actual", deviation.actual),
            ];
            report.find(place::whole("life.homecoming"), &figures);
        }
    }
}

fn more<'a, T: PartialEq>(approved: &'a [T], actual: &'a [T]) -> impl Iterator<Item = &'a T> {
    actual.iter().filter(|it| !approved.contains(it))
}

fn has_more<T: PartialEq>(approved: &[T], actual: &[T]) -> bool {
    more(approved, actual).next().is_some()
}

fn wilful(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(home)) = (life.approved(), &life.homecoming) else { return };
    let people: Vec<&str> = more(&approved.people, &home.terms.people).map(String::as_str).collect();
    let countries: Vec<Country> = more(&approved.countries, &home.terms.countries).copied().collect();
    let mut tell = |aspect: Aspect, more: Said| {
        let words = aspect.words();
        let figures = [("aspect", Said::new(words.zh, words.en)), ("more", more)];
        report.find(place::whole("life.homecoming"), &figures);
    };
    if !people.is_empty() {
        tell(Aspect::People, Said::new(people.join("、"), people.join(", ")));
    }
    if !countries.is_empty() {
        tell(Aspect::Countries, place::countries(&countries));
    }
}

fn money(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(paid)) = (life.approved(), &life.reimbursement) else { return };
    let over = paid.total.minor.saturating_sub(approved.money.minor);
    if over > 0 {
        let figures = [
            ("total", Said::plain(paid.total.running())),
            ("approved", Said::plain(approved.money.running())),
            ("more", Said::plain(Money::new(over, Currency::Cny).running())),
        ];
        report.find(place::whole("life.reimbursement"), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    const ALL: [Rule; 3] = [WILFUL, MONEY, RULE];

    #[test]
    fn who_was_not_approved_may_not_have_gone() {
        let home = |who: &str| Scene::of("").lived(&approved(&format!("leave 120; return_of {who} 125")));
        home("示例甲、示例乙").finds(&ALL, "");
        home("示例甲、示例乙、示例丙").finds(&ALL, "R31 block aspect=人员 more=示例丙");
        home("示例甲").finds(&ALL, "R31 justify actual=示例甲 approved=示例甲、示例乙 aspect=人员");
    }

    #[test]
    fn a_country_that_was_not_approved_may_not_have_been_visited() {
        let home = |codes: &str| Scene::of("").lived(&approved(&format!("leave 120; visit {codes} 125")));
        home("BR").finds(&ALL, "");
        home("BR、ZA").finds(&ALL, "R31 block aspect=出访国家 more=南非");
    }

    #[test]
    fn more_money_than_approved_needs_a_reason() {
        let paid = |fen: i64| {
            let life = approved(&format!("leave 120; home 125; report 140; publish 141; settle {fen} 160"));
            Scene::of("").lived(&life)
        };
        paid(1_000_000).finds(&ALL, "");
        paid(1_000_001).finds(&ALL, "R31 justify approved=10000 more=0.01 total=10000.01");
    }

    #[test]
    fn a_trip_made_as_approved_has_nothing_to_explain() {
        Scene::of("").lived(&approved("leave 120; home 125")).finds(&[RULE], "");
        let changed = "ask 50; consent 学院 51; consent 国际处 52; grant 53; leave 70; home 75";
        Scene::of("").lived(&approved(changed)).finds(&[RULE], "");
    }

    #[test]
    fn another_day_of_departure_needs_a_change() {
        Scene::of("")
            .lived(&approved("leave 121"))
            .finds(&[RULE], "R31 justify actual=5月2日 approved=5月1日 aspect=出入境日期");
        Scene::of("").lived(&approved("leave 121; home 126")).finds(
            &[RULE],
            "R31 justify actual=2026-05-02至2026-05-07 approved=2026-05-01至2026-05-06 aspect=出入境日期",
        );
    }
}
