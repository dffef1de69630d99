//! R35 · 行前教育
//!
//! **查什么** 获批准的每个人在出境当天或以前都接受行前教育，外事纪律、财经纪律、保密、安全四项每人都听到。
//! **不查谁** 还没有出境的团组；没来的可以补课。
//! **依据** 财行〔2013〕516号；高校因公出国管理办法。
//! **怎么改** 补课并记录（educate）。
//!
//! **Checks** that everybody who was approved attended sessions on or before the
//! day of departure, and heard each of the four topics there.
//! **Spares** parties that have not left: who was absent can still be taught.
//! **Basis** 财行〔2013〕516号 and colleges' rules.
//! **Remedy** hold another session and record it.

use jiff::civil::Date;
use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::life::{Records, Session, Topic};

/// Everybody attended.
pub(super) const ATTENDED: Rule = Rule {
    code: "R35",
    name: Words { zh: "行前教育到场", en: "everybody educated before leaving" },
    severity: Severity::Block,
    says: Words {
        zh: "{names}没有参加行前教育的记录",
        en: "no session before departure was attended by {names}",
    },
    remedy: Words {
        zh: "出境前补课并记录（educate）", en: "hold a session before leaving and record it"
    },
    basis: "财行〔2013〕516号",
    check: attended,
};

/// Everybody heard everything.
pub(super) const TOPICS: Rule = Rule {
    code: "R35",
    name: Words { zh: "行前教育内容", en: "topics of the education" },
    severity: Severity::Block,
    says: Words { zh: "出境前没有听到：{lacks}", en: "not heard before leaving: {lacks}" },
    remedy: Words {
        zh: "为缺课的人补讲并记录（educate --topics）",
        en: "teach what these persons missed and record it",
    },
    basis: "财行〔2013〕516号",
    check: topics,
};

fn heard<'a>(life: &'a Records, person: &str, until: Date) -> impl Iterator<Item = &'a Session> {
    life.sessions
        .iter()
        .filter(move |session| session.on <= until && session.attended.iter().any(|name| name == person))
}

/// The topics that a person has not heard in any session up to a day.
pub(crate) fn missed(life: &Records, person: &str, until: Date) -> Vec<Topic> {
    let spoken = |topic: &&Topic| heard(life, person, until).any(|session| session.topics.contains(topic));
    Topic::ALL.iter().filter(|topic| !spoken(topic)).copied().collect()
}

fn attended(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(departure)) = (life.approved(), &life.departure) else { return };
    let was_there = |name: &&String| heard(life, name, departure.on).next().is_some();
    let absent: Vec<&str> =
        approved.people.iter().filter(|name| !was_there(name)).map(String::as_str).collect();
    if !absent.is_empty() {
        let names = Said::new(absent.join("、"), absent.join(", "));
        report.find(place::whole("life.sessions"), &[("names", names)]);
    }
}

fn topics(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(departure)) = (life.approved(), &life.departure) else { return };
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    // Who came to no session at all is named by the other rule.
    for name in approved.people.iter().filter(|name| heard(life, name, departure.on).next().is_some()) {
        let missed = missed(life, name, departure.on);
        if !missed.is_empty() {
            let words = |pick: fn(Words) -> &'static str, by: &str| {
                missed.iter().map(|topic| pick(topic.words())).collect::<Vec<_>>().join(by)
            };
            zh.push(format!("{name}缺{}", words(|topic| topic.zh, "、")));
            en.push(format!("{name}: {}", words(|topic| topic.en, ", ")));
        }
    }
    if !zh.is_empty() {
        let lacks = Said::new(zh.join("；"), en.join("; "));
        report.find(place::whole("life.sessions"), &[("lacks", lacks)]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[track_caller]
    fn check(life: &str, expected: &str) {
        Scene::of("").lived(&approved(life)).finds(&[ATTENDED, TOPICS], expected);
    }

    #[test]
    fn nobody_leaves_untaught() {
        check("teach 示例甲 礼堂 80", "");
        check("brief 示例甲 礼堂 80; leave 120", "R35 block names=示例乙");
        check("brief 示例甲 礼堂 80; brief 示例乙 礼堂 120; leave 120", "");
    }

    #[test]
    fn what_is_taught_after_the_departure_was_not_taught_before_it() {
        check("brief 示例甲 礼堂 80; brief 示例乙 礼堂 121; leave 120", "R35 block names=示例乙");
    }

    #[test]
    fn each_person_hears_each_topic() {
        check(
            "brief 示例甲 礼堂 80; teach 示例乙 礼堂 81; leave 120",
            "R35 block lacks=示例乙缺财经纪律、保密、安全",
        );
        check(
            "teach 示例甲 礼堂 80; teach 示例乙 礼堂 81; leave 120",
            "R35 block lacks=示例甲缺财经纪律、保密、安全；示例乙缺财经纪律、保密、安全",
        );
        check("teach 示例乙 礼堂 79; brief 示例甲 礼堂 80; brief 示例乙 礼堂 81; leave 120", "");
    }
}
