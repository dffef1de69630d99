//! R35 · 行前教育
//!
//! **查什么** 出境前全体人员接受行前教育，外事纪律、财经纪律、保密、安全都讲到。
//! **不查谁** 还没有出境的团组；没来的可以补课。
//! **依据** 财行〔2013〕516号；高校因公出国管理办法。
//! **怎么改** 补课并记录（educate）。
//!
//! **Checks** that everybody attended a session before leaving, and that all four
//! topics were spoken of.
//! **Spares** parties that have not left: who was absent can still be taught.
//! **Basis** 财行〔2013〕516号 and colleges' rules.
//! **Remedy** hold another session and record it.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::life::Topic;

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

/// Everything was spoken of.
pub(super) const TOPICS: Rule = Rule {
    code: "R35",
    name: Words { zh: "行前教育内容", en: "topics of the education" },
    severity: Severity::Block,
    says: Words { zh: "行前教育没有讲到{topics}", en: "the sessions did not speak of {topics}" },
    remedy: Words { zh: "补讲并记录（educate --topics）", en: "speak of it and record it" },
    basis: "财行〔2013〕516号",
    check: topics,
};

fn attended(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(_)) = (life.approved(), &life.departure) else { return };
    let absent: Vec<&str> =
        approved.people.iter().filter(|name| !life.was_educated(name)).map(String::as_str).collect();
    if !absent.is_empty() {
        let names = Said::new(absent.join("、"), absent.join(", "));
        report.find(place::whole("life.sessions"), &[("names", names)]);
    }
}

fn topics(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    if life.departure.is_none() || life.sessions.is_empty() {
        return;
    }
    let spoken = |topic: &&Topic| life.sessions.iter().any(|session| session.topics.contains(topic));
    let missing: Vec<&Topic> = Topic::ALL.iter().filter(|topic| !spoken(topic)).collect();
    if !missing.is_empty() {
        let zh: Vec<&str> = missing.iter().map(|topic| topic.words().zh).collect();
        let en: Vec<&str> = missing.iter().map(|topic| topic.words().en).collect();
        report.find(place::whole("life.sessions"), &[("topics", Said::new(zh.join("、"), en.join(", ")))]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn nobody_leaves_untaught() {
        Scene::of("").lived(&approved("teach 示例甲 礼堂 80")).finds(&[ATTENDED, TOPICS], "");
        Scene::of("")
            .lived(&approved("teach 示例甲 礼堂 80; leave 120"))
            .finds(&[ATTENDED], "R35 block names=示例乙");
        Scene::of("")
            .lived(&approved("teach 示例甲 礼堂 80; teach 示例乙 礼堂 81; leave 120"))
            .finds(&[ATTENDED], "");
    }

    #[test]
    fn conduct_alone_is_not_enough() {
        Scene::of("")
            .lived(&approved("teach 示例甲 礼堂 80; leave 120"))
            .finds(&[TOPICS], "R35 block topics=财经纪律、保密、安全");
    }
}
