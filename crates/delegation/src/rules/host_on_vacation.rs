//! R39 · 不在对方假期访问
//!
//! **查什么** 在对方院校会谈的半天，是否正逢当地学校放假；与任何单位会谈的半天，是否正逢当地公共假日或斋月。
//! **不查谁** 赛事，日子由主办方定；学校放假不涉及企业和政府部门；没有收录假期的国家和年份。
//! **依据** 高校因公出访管理惯例；假期见 `hosts.toml`。
//! **怎么改** 改期，或请对方书面确认届时有人接待。
//!
//! **Checks** half days of talks at a school abroad against its country's
//! vacations; half days of talks with anybody against public holidays and
//! Ramadan there.
//! **Spares** competitions, whose days the organiser chose; vacations spare firms
//! and ministries; countries and years that no list has.
//! **Basis** college practice; calendars in `hosts.toml`.
//! **Remedy** other days, or the host's word that the people will be there.

use jiff::civil::Date;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Half, HalfDay, Inviter, Work};

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

/// Offices are closed.
pub(super) const HOLIDAY: Rule = Rule {
    code: "R39",
    name: Words { zh: "对方公共假日", en: "public holidays of the host" },
    severity: Severity::Warn,
    says: Words {
        zh: "这天是{country}公共假日{holiday}，{host}可能不办公",
        en: "that day is a public holiday of {country} ({holiday}); {host} may be closed",
    },
    remedy: Words {
        zh: "改期，或请对方书面确认届时有人接待",
        en: "choose another day, or have the host confirm in writing that people will be there",
    },
    basis: "高校因公出访管理惯例",
    check: holiday,
};

/// Offices keep short hours and nobody eats by day.
pub(super) const RAMADAN: Rule = Rule {
    code: "R39",
    name: Words { zh: "斋月", en: "Ramadan" },
    severity: Severity::Warn,
    says: Words {
        zh: "这天在{country}斋月（{from}至{to}）之中，办公时间缩短，日间不用餐",
        en: "that day falls in Ramadan in {country} ({from} to {to}): short hours, no meals by day",
    },
    remedy: Words {
        zh: "与对方确认办公时间，会谈排在上午，不安排日间用餐；能改期的改期",
        en: "agree on the hours with the host, meet in the morning, plan no meals by day, or choose another month",
    },
    basis: "高校因公出访管理惯例",
    check: ramadan,
};

fn holiday(case: &Case<'_>, report: &mut Report<'_>) {
    for (date, half, spent) in talks(case) {
        let closed = |it: &&super::HostHoliday| it.country == spent.country && it.on == date;
        if let Some(holiday) = case.holidays.iter().find(closed) {
            let host = if spent.host.is_empty() {
                Said::new("对方", "the host")
            } else {
                Said::plain(&spent.host)
            };
            let figures = [
                ("country", place::countries(&[spent.country])),
                ("holiday", Said::plain(&holiday.name)),
                ("host", host),
            ];
            report.find(place::half(date, half), &figures).because(&holiday.basis);
        }
    }
}

fn ramadan(case: &Case<'_>, report: &mut Report<'_>) {
    for (date, half, spent) in talks(case) {
        let within =
            |it: &&super::HostVacation| it.country == spent.country && it.from <= date && date <= it.to;
        if let Some(month) = case.ramadan.iter().find(within) {
            let figures = [
                ("country", place::countries(&[spent.country])),
                ("from", place::day(month.from)),
                ("to", place::day(month.to)),
            ];
            report.find(place::half(date, half), &figures).because(&month.basis);
        }
    }
}

/// Half days of talks abroad.
fn talks<'a>(case: &Case<'a>) -> impl Iterator<Item = (Date, Half, &'a HalfDay)> {
    case.delegation.itinerary.strands().filter(|(_, _, it)| it.work == Work::Meeting)
}

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (date, half, spent) in talks(case).filter(|(_, _, it)| at_school(case, it)) {
        let free = |vacation: &&super::HostVacation| {
            vacation.country == spent.country && vacation.from <= date && date <= vacation.to
        };
        if let Some(vacation) = case.hosts.iter().find(free) {
            let figures = [
                ("host", Said::plain(&spent.host)),
                ("vacation", Said::plain(&vacation.name)),
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

    #[test]
    fn talks_on_a_public_holiday_are_seen_and_competitions_are_not() {
        let holiday = || crate::case::HostHoliday {
            country: "BR".parse().unwrap(),
            name: "示例节".to_owned(),
            on: date(2026, 9, 14),
            basis: "示例日历".to_owned(),
        };
        let found = "R39 warn country=巴西 holiday=示例节 host=示例理工学院; \
                     R39 warn country=巴西 holiday=示例节 host=示例理工学院";
        Scene::of("work: meeting").on_holiday(holiday()).finds(&[HOLIDAY], found);
        Scene::of("").on_holiday(holiday()).finds(&[HOLIDAY], "");
        let elsewhere = crate::case::HostHoliday { country: "MA".parse().unwrap(), ..holiday() };
        Scene::of("work: meeting").on_holiday(elsewhere).finds(&[HOLIDAY], "");
    }

    #[test]
    fn talks_in_ramadan_are_seen_from_its_first_day_to_its_last() {
        let found = |from, to| Scene::of("work: meeting").in_ramadan(vacation(from, to)).count_of(&[RAMADAN]);
        assert_eq!(found(1, 12), 0);
        assert_eq!(found(1, 13), 2);
        assert_eq!(found(16, 30), 2);
        assert_eq!(found(17, 30), 0);
    }
}
