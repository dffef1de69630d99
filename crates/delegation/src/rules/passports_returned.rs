//! R28 · 证照上缴
//!
//! **查什么** 回国（取消的，自取消）后在期限内交回因公证照；逾期未交的，本团组不能归档，本校新的申请也停下来。
//! **不查谁** 没有领出证照的人；学生的普通护照。
//! **依据** 因公护照管理规定；数值见 `passport.return_days`，回国次日起算。
//! **怎么改** 收回证照并记录（collect）。
//!
//! **Checks** that official passports come back in time after return, or after a
//! cancellation; overdue ones stop the school's next application too.
//! **Spares** members whose passport never left its keeper, and students.
//! **Basis** rules on official passports; the figure is `passport.return_days`,
//! counted from the day after.
//! **Remedy** collect them and record it.

use jiff::civil::Date;
use kernel::{Report, Said, Severity, Words, Workdays};

use super::{Case, Rule, place};
use crate::model::Delegation;
use crate::rulebook::{Figure, Term};

/// One's own passports.
pub(super) const OWN: Rule = Rule {
    code: "R28",
    name: Words { zh: "证照上缴", en: "return of passports" },
    severity: Severity::Block,
    says: Words {
        zh: "{names}的证照应在{due}前交回，至今没有",
        en: "the passports of {names} were due on {due} and are still out",
    },
    remedy: Words { zh: "收回证照并记录（collect）", en: "collect them and record it" },
    basis: "因公护照管理规定",
    check: own,
};

/// Passports that came back late.
pub(super) const LATE: Rule = Rule {
    code: "R28",
    name: Words { zh: "证照迟交", en: "passports returned late" },
    severity: Severity::Warn,
    says: Words {
        zh: "{names}的证照过了{due}才交回", en: "the passports of {names} came back after {due}"
    },
    remedy: Words { zh: "在出访报告里写明原因", en: "say why in the report" },
    basis: "因公护照管理规定",
    check: late,
};

/// Passports of the school's other parties.
pub(super) const NEXT: Rule = Rule {
    code: "R28",
    name: Words { zh: "证照未交锁定下一次出访", en: "overdue passports lock the next trip" },
    severity: Severity::Block,
    says: Words {
        zh: "“{other}”的证照应在{due}前交回，{names}至今未交；交齐前本校新的申请不受理",
        en: "passports of “{other}” were due on {due} and {names} still hold theirs; no new application is taken",
    },
    remedy: Words {
        zh: "先收回“{other}”的证照并记录（collect）",
        en: "collect the passports of “{other}” and record it first",
    },
    basis: "因公护照管理规定",
    check: next,
};

/// The last day for a party's passports, once they are owed.
fn due(delegation: &Delegation, days: &Figure<Term>, workdays: &Workdays) -> Option<Date> {
    Some(days.value.after(delegation.life.owed_from()?, workdays))
}

fn names(delegation: &Delegation) -> Said {
    let out: Vec<&str> = delegation.life.outstanding().map(|passport| passport.member.as_str()).collect();
    Said::new(out.join("、"), out.join(", "))
}

fn own(case: &Case<'_>, report: &mut Report<'_>) {
    let days = &case.book.papers.return_days;
    let Some(due) = due(case.delegation, days, case.workdays).filter(|due| case.today > *due) else { return };
    if case.delegation.life.outstanding().next().is_some() {
        let figures = [("names", names(case.delegation)), ("due", place::day(due))];
        report.find(place::whole("life.passports"), &figures).because(&days.basis);
    }
}

fn late(case: &Case<'_>, report: &mut Report<'_>) {
    let days = &case.book.papers.return_days;
    let Some(due) = due(case.delegation, days, case.workdays) else { return };
    let late = case.delegation.life.passports.iter().filter(|it| it.returned.is_some_and(|on| on > due));
    let late: Vec<&str> = late.map(|passport| passport.member.as_str()).collect();
    if !late.is_empty() {
        let figures = [("names", Said::new(late.join("、"), late.join(", "))), ("due", place::day(due))];
        report.find(place::whole("life.passports"), &figures).because(&days.basis);
    }
}

fn next(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.life.approval.is_some() {
        return;
    }
    let days = &case.book.papers.return_days;
    for other in case.others_and_cancelled().filter(|other| other.life.outstanding().next().is_some()) {
        let Some(due) = due(other, days, case.workdays).filter(|due| case.today > *due) else { continue };
        let figures =
            [("other", Said::plain(&other.name)), ("names", names(other)), ("due", place::day(due))];
        report.find(place::whole("life"), &figures).because(&days.basis);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    const ALL: [Rule; 2] = [OWN, LATE];

    #[test]
    fn seven_days_after_return_the_passports_are_back() {
        let home = approved("lend 示例甲 60; leave 120; home 125");
        Scene::of("today: 2026-05-13").lived(&home).finds(&ALL, "");
        Scene::of("today: 2026-05-14").lived(&home).finds(&ALL, "R28 block due=5月13日 names=示例甲");
        Scene::of("").lived(&format!("{home}; collect 示例甲 132")).finds(&ALL, "");
        Scene::of("")
            .lived(&format!("{home}; collect 示例甲 133"))
            .finds(&ALL, "R28 warn due=5月13日 names=示例甲");
    }

    #[test]
    fn a_term_in_working_days_leaves_the_week_ends_out() {
        // Home on Friday 8 May: three working days end on Wednesday 13 May.
        let home = approved("lend 示例甲 60; leave 122; home 127");
        let three = Term { days: 3, unit: crate::rulebook::Unit::Workday };
        let on = |today: &str| {
            let scene = Scene::of(&format!("today: {today}")).lived(&home);
            scene.under(|book| book.papers.return_days.value = three)
        };
        on("2026-05-13").finds(&ALL, "");
        on("2026-05-14").finds(&ALL, "R28 block due=5月13日 names=示例甲");
    }

    #[test]
    fn a_cancelled_trip_counts_from_the_day_it_was_cancelled() {
        let cancelled = approved("lend 示例甲 60; cancel 61");
        Scene::of("today: 2026-03-10").lived(&cancelled).finds(&ALL, "");
        Scene::of("today: 2026-03-11").lived(&cancelled).finds(&ALL, "R28 block due=3月10日 names=示例甲");
    }

    #[test]
    fn an_overdue_passport_locks_the_schools_next_trip() {
        let home = approved("lend 示例甲 60; leave 120; home 125");
        let beside = |today: &str, life: &str| Scene::of(today).beside(Scene::of("").lived(life));
        beside("today: 2026-05-14", &home)
            .finds(&[NEXT], "R28 block due=5月13日 names=示例甲 other=示例团组二");
        beside("today: 2026-05-13", &home).finds(&[NEXT], "");
        beside("today: 2026-03-11", &approved("lend 示例甲 60; cancel 61"))
            .finds(&[NEXT], "R28 block due=3月10日 names=示例甲 other=示例团组二");
        beside("today: 2026-05-14", &format!("{home}; collect 示例甲 133")).finds(&[NEXT], "");
    }
}
