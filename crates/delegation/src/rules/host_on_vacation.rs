//! R39 · 不在对方院校假期访问
//!
//! **查什么** 在对方院校会谈的半天，是否正逢当地学校放假。
//! **不查谁** 赛事、企业、政府部门；不知道假期的国家。
//! **依据** 高校因公出访管理惯例。
//! **怎么改** 改期，或请对方书面确认届时有人接待。
//!
//! **Checks** half days of talks at a school abroad against its country's
//! vacations.
//! **Spares** competitions, firms, ministries; countries whose vacations are not
//! known.
//! **Basis** college practice.
//! **Remedy** other days, or the host's word that the people will be there.

use kernel::{Report, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{HalfDay, Inviter, Work};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R39",
    name: Words { zh: "对方院校假期", en: "vacations of the host" },
    severity: Severity::Warn,
    says: Words {
        zh: "{host}这天正放{vacation}（{from}至{to}）",
        en: "{host} is on vacation that day ({vacation}, {from} to {to})",
    },
    remedy: Words {
        zh: "改期，或请对方书面确认届时有人接待",
        en: "choose another day, or have the host confirm in writing that people will be there",
    },
    basis: "高校因公出访管理惯例",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (date, half, spent) in case.delegation.itinerary.halves() {
        if spent.work != Work::Meeting || !at_school(case, spent) {
            continue;
        }
        let free = |vacation: &&super::HostVacation| {
            vacation.country == spent.country && vacation.from <= date && date <= vacation.to
        };
        if let Some(vacation) = case.hosts.iter().find(free) {
            let figures = [
                ("host", kernel::Said::plain(&spent.host)),
                ("vacation", kernel::Said::plain(&vacation.name)),
                ("from", place::day(vacation.from)),
                ("to", place::day(vacation.to)),
            ];
            report.find(place::half(date, half), &figures).because(&vacation.basis);
        }
    }
}

/// A school by its letter, or by its name.
fn at_school(case: &Case<'_>, spent: &HalfDay) -> bool {
    let host = spent.host.trim();
    let by_letter = case
        .delegation
        .invitations
        .iter()
        .any(|letter| letter.kind == Inviter::School && letter.inviter.trim() == host);
    let by_name = ["大学", "学院", "学校", "高中", "技校"].iter().any(|word| host.contains(word));
    !host.is_empty() && (by_letter || by_name)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::scene::Scene;
    use super::*;
    use crate::case::HostVacation;

    fn vacation(from: i8, to: i8) -> HostVacation {
        HostVacation {
            country: "BR".parse().unwrap(),
            name: "春假".to_owned(),
            from: date(2026, 9, from),
            to: date(2026, 9, to),
            basis: "示例校历".to_owned(),
        }
    }

    #[test]
    fn a_school_on_vacation_is_not_called_on() {
        let talks = || Scene::of("work: meeting");
        talks().on_vacation(vacation(16, 20)).finds_figures(
            &[RULE],
            &["host", "vacation"],
            "R39 warn host=示例理工学院 vacation=春假; R39 warn host=示例理工学院 vacation=春假",
        );
        talks().on_vacation(vacation(17, 20)).finds(&[RULE], "");
        talks().finds(&[RULE], "");
        Scene::of("").on_vacation(vacation(13, 13)).finds(&[RULE], "");
    }
}
