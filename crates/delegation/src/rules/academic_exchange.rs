//! A01 · 学术交流团组的认定
//!
//! **查什么** 自称学术交流合作的团组：成员里不能有没有教学科研岗位的领导和行政人员，任务不
//! 能主要是校际交流或签约。
//! **不查谁** 有专业技术职称（`academic.titles`）的领导和行政人员，算教学科研人员。
//! **依据** 厅字〔2016〕17号：一般校际交流仍按普通限量；性质由学校认定，谁签字谁负责。
//! **怎么改** 调整人员，或补填教学科研岗位、职称，或改按一般因公团组申报。认定不成立时，普
//! 通限量照样适用。
//!
//! **Checks** a party that calls itself an academic exchange: nobody in it is a
//! leader or office worker without a teaching or research post, and its task is
//! not mainly talks between schools or the signing of agreements.
//! **Spares** leaders and office staff who hold a professional title
//! (`academic.titles`): experts in leading posts count as teaching staff.
//! **Basis** 厅字〔2016〕17号: general school-to-school exchange keeps the
//! ordinary limits; the school answers for the classification.
//! **Remedy** take the person out, show the teaching post, or apply as an
//! ordinary party. While the classification fails, the ordinary limits hold.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Category, Delegation};

const BASIS: &str = "厅字〔2016〕17号";

/// Who may travel in an academic party.
pub(super) const POSTS: Rule = Rule {
    code: "A01",
    name: Words { zh: "学术交流团组的人员", en: "who may travel as academic exchange" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}是{kind}，没有登记教学科研职务或职称，团组不能按学术交流合作认定",
        en: "{name} is a {kind} without a teaching or research post, so the party is no academic exchange",
    },
    remedy: Words {
        zh: "改按一般因公团组申报；或补填本人职称、教学科研岗位；或调整人员",
        en: "apply as an ordinary party, enter the person's professional title or teaching post, or change the party",
    },
    basis: BASIS,
    check: posts,
};

/// What an academic party may travel for.
pub(super) const TASK: Rule = Rule {
    code: "A01",
    name: Words { zh: "学术交流团组的任务", en: "what academic exchange is for" },
    severity: Severity::Warn,
    says: Words {
        zh: "全部任务都是校际交流或签约，一般不按学术交流合作认定",
        en: "every task is school-to-school exchange or signing, which is not taken for academic exchange",
    },
    remedy: Words {
        zh: "写明教学、科研、学术会议或执裁等学术任务；没有的改按一般因公团组申报",
        en: "name the teaching, research, conference or judging, or apply as an ordinary party",
    },
    basis: BASIS,
    check: task,
};

fn posts(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.category != Category::AcademicExchange || !case.book.academic_exchange.value {
        return;
    }
    for (index, member) in case.unacademic() {
        let figures = [("name", place::names(&[member])), ("kind", member.kind.words().into())];
        report.find(place::member(index, member, "kind"), &figures).because(&case.book.academic_titles.basis);
    }
}

fn task(case: &Case<'_>, report: &mut Report<'_>) {
    if case.delegation.category != Category::AcademicExchange {
        return;
    }
    let general = general(case.delegation);
    if !general.is_empty() && general.len() == case.delegation.purposes.len() {
        let none: [(&str, Said); 0] = [];
        report.find(place::whole("purposes"), &none);
    }
}

/// The tasks, by title, that are talks between schools or signings.
pub(crate) fn general(delegation: &Delegation) -> Vec<&str> {
    let general =
        |title: &&str| ["签署", "签约", "签订", "校际", "互访"].iter().any(|word| title.contains(word));
    delegation.purposes.iter().map(|purpose| purpose.title.as_str()).filter(general).collect()
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::Kind;

    #[test]
    fn a_leader_without_a_teaching_post_makes_it_an_ordinary_party() {
        let leader = |rank: &str| {
            let rank = rank.to_owned();
            Scene::of("as: academic-exchange; days: 9").change(move |trip| {
                trip.members[0].kind = Kind::Leader;
                trip.members[0].post = "副院长".to_owned();
                trip.members[0].rank = rank;
            })
        };
        leader("正处级").finds(&[POSTS], "A01 block kind=校领导 name=示例甲");
        leader("正处级、教授").finds(&[POSTS], "");
        let stays = super::super::stay_within_cap::FAR;
        leader("正处级").finds_figures(&[stays], &["days"], "R07 justify days=9");
        leader("正处级、教授").finds_figures(&[stays], &["days"], "");
    }

    #[test]
    fn an_ordinary_party_may_hold_anybody() {
        Scene::of("").change(|trip| trip.members[0].kind = Kind::Leader).finds(&[POSTS, TASK], "");
    }

    #[test]
    fn a_party_that_only_signs_is_no_academic_exchange() {
        let titled = |title: &str| {
            let title = title.to_owned();
            Scene::of("as: academic-exchange").change(move |trip| {
                for purpose in &mut trip.purposes {
                    purpose.title.clone_from(&title);
                }
            })
        };
        titled("校际合作备忘录签署").finds(&[TASK], "A01 warn");
        titled("赛事执裁与评分研讨").finds(&[TASK], "");
    }

    #[test]
    fn one_academic_task_beside_a_signing_is_enough() {
        let scene = Scene::of("as: academic-exchange").change(|trip| {
            let mut signing = trip.purposes[0].clone();
            signing.title = "校际合作备忘录签署".to_owned();
            trip.purposes.push(signing);
        });
        scene.finds(&[TASK], "");
    }
}
