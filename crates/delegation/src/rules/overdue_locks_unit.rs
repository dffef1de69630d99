//! R29 · 平台锁定
//!
//! **查什么** 有的省市按“出境日＋批准天数＋上缴期限”计算证照应交日（已出境的按实际出境日，取消的自取消之日起加上缴期限），超
//! 过若干天未交的，平台锁定整个单位的新申请。
//! **不查谁** 规定库里没有写 `passport.lock_days` 的省份。
//! **依据** 省市外办证照管理平台；数值见 `passport.lock_days`、`passport.return_days`。
//! **怎么改** 收回证照，在平台上解锁。
//!
//! **Checks** passports by a platform's own count: the departure (as it was, once
//! the party has left), the approved days and the days of grace; for a cancelled
//! trip the day of the cancellation and the days of grace. Some days more, and
//! the whole unit is locked.
//! **Spares** provinces whose rulebook names no `passport.lock_days`.
//! **Basis** platforms of provincial offices; figures `passport.lock_days`,
//! `passport.return_days`.
//! **Remedy** collect the passports and have the platform unlocked.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Report, Said, Severity, Stay, Words, Workdays};

use super::{Case, Rule, place};
use crate::model::life::Records;
use crate::rulebook::Term;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R29",
    name: Words { zh: "证照逾期平台锁定", en: "a platform locks the unit" },
    severity: Severity::Block,
    says: Words {
        zh: "“{other}”的证照按平台计算应在{due}前交回，已超过{days}天，本单位的新申请被锁定",
        en: "passports of “{other}” were due on {due} by the platform's count, more than {days} days ago; the unit is locked",
    },
    remedy: Words {
        zh: "收回“{other}”的证照（collect），再到平台申请解锁",
        en: "collect the passports of “{other}” and have the platform unlocked",
    },
    basis: "省市外办因公证照管理平台",
    check,
};

/// The day on which a platform expects the passports of a party, by its own count.
pub(crate) fn due(life: &Records, grace: Term, workdays: &Workdays) -> Option<Date> {
    let terms = life.approved()?;
    let from = if let Some(cancellation) = &life.cancellation {
        cancellation.on
    } else {
        let exit = life.departure.as_ref().map_or(terms.exit, |departure| departure.on);
        exit.saturating_add(Stay::between(terms.exit, terms.entry).ok()?.days().days())
    };
    Some(grace.after(from, workdays))
}

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(lock) = &case.book.papers.lock_days else { return };
    if case.delegation.life.approval.is_some() {
        return;
    }
    let grace = case.book.papers.return_days.value;
    for other in case.others_and_cancelled().filter(|other| other.life.outstanding().next().is_some()) {
        let Some(due) = due(&other.life, grace, case.workdays) else { continue };
        if case.today > due.saturating_add(lock.value.days()) {
            let figures = [
                ("other", Said::plain(&other.name)),
                ("due", place::day(due)),
                ("days", Said::plain(lock.value)),
            ];
            report.find(place::whole("life"), &figures).because(&lock.basis);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    fn beside(words: &str) -> Scene {
        after(words, "leave 120")
    }

    fn after(words: &str, step: &str) -> Scene {
        Scene::of(words).beside(Scene::of("").lived(&approved(&format!("lend 示例甲 60; {step}"))))
    }

    #[test]
    fn beijing_locks_a_unit_thirty_days_after_the_passports_were_due() {
        beside("province: 北京; today: 2026-06-13").finds(&[RULE], "");
        beside("province: 北京; today: 2026-06-14")
            .finds(&[RULE], "R29 block days=30 due=5月14日 other=示例团组二");
        beside("province: 浙江; today: 2026-12-13").finds(&[RULE], "");
    }

    #[test]
    fn who_left_later_is_counted_from_the_real_departure() {
        after("province: 北京; today: 2026-06-15", "leave 122").finds(&[RULE], "");
        after("province: 北京; today: 2026-06-16", "leave 122")
            .finds(&[RULE], "R29 block days=30 due=5月16日 other=示例团组二");
    }

    #[test]
    fn passports_of_a_cancelled_trip_lock_the_unit_too() {
        after("province: 北京; today: 2026-04-09", "cancel 61").finds(&[RULE], "");
        after("province: 北京; today: 2026-04-10", "cancel 61")
            .finds(&[RULE], "R29 block days=30 due=3月10日 other=示例团组二");
    }
}
