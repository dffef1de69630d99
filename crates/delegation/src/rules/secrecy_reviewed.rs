//! R36 · 涉密人员
//!
//! **查什么** 涉密人员出国前经过保密审查，签了保密承诺书，有同意派出函；核心涉密人员另须备案。批
//! 件和变更里的人都要在团员名单里，否则证照、涉密都无从核对。
//! **不查谁** 非涉密人员。
//! **依据** 涉密人员因公出国（境）管理规定。
//! **怎么改** 办理保密审查并记录（vet）；名单里没有的人，先在工作簿补上或更正姓名。
//!
//! **Checks** that a member who knows state secrets was reviewed, promised to
//! keep them and was let go; for the core degree a filing too. Who was
//! approved, or brought in by a change, is on the roster: of anybody else neither
//! passport nor secrecy can be checked.
//! **Spares** everybody else.
//! **Basis** rules on trips abroad of persons who know state secrets.
//! **Remedy** have the review and record it; enter who is missing on the roster.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Secrecy;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R36",
    name: Words { zh: "涉密人员审查", en: "review of those who know secrets" },
    severity: Severity::Block,
    says: Words {
        zh: "{name}是{degree}人员，没有保密审查的记录",
        en: "{name} knows secrets ({degree}) and was not reviewed",
    },
    remedy: Words {
        zh: "经保密办审查，签保密承诺书，取得同意派出函{more}，并记录（vet）",
        en: "have the secrecy office review it, with promise and consent{more}, and record it",
    },
    basis: "涉密人员因公出国（境）管理规定",
    check,
};

/// Everybody who was approved is on the roster, where the other rules look.
pub(super) const KNOWN: Rule = Rule {
    code: "R36",
    name: Words { zh: "批准人员有资料", en: "everybody approved is on the roster" },
    severity: Severity::Block,
    says: Words {
        zh: "批准的人员里有{names}，名单里没有这个人的资料，证照、涉密等都无从核对",
        en: "{names} was approved and is not on the roster, so passport and secrecy cannot be checked",
    },
    remedy: Words {
        zh: "先在工作簿补上这个人的资料，或更正姓名",
        en: "enter this person in the workbook, or correct the name",
    },
    basis: "涉密人员因公出国（境）管理规定",
    check: known,
};

fn known(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(approved) = case.delegation.life.approved() else { return };
    let party = case.delegation;
    let entered = |name: &&String| party.member_called(name).is_some();
    let strangers: Vec<&str> =
        approved.people.iter().filter(|name| !entered(name)).map(String::as_str).collect();
    if !strangers.is_empty() {
        let names = Said::new(strangers.join("、"), strangers.join(", "));
        report.find(place::whole("members"), &[("names", names)]);
    }
}

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, member) in case.staff().filter(|(_, member)| member.secrecy != Secrecy::No) {
        let reviews = &case.delegation.life.secrecy_reviews;
        if reviews.iter().any(|review| review.member == case.delegation.called(member)) {
            continue;
        }
        let degree = member.secrecy.words();
        let more = match member.secrecy {
            Secrecy::Core => Said::new("，并办理备案", ", and the filing"),
            _ => Said::default(),
        };
        let figures = [
            ("name", place::called(case.delegation, &[member])),
            ("degree", Said::new(degree.zh, degree.en)),
            ("more", more),
        ];
        report.find(place::member(index, member, "secrecy"), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn a_person_whom_a_change_brought_in_is_entered_first() {
        let scene = || Scene::of("").lived(&approved("lend 示例甲 60"));
        scene().finds(&[RULE, KNOWN], "");
        scene()
            .change(|trip| trip.members.retain(|member| member.name.zh != "示例乙"))
            .finds(&[RULE, KNOWN], "R36 block names=示例乙");
    }

    #[test]
    fn the_review_of_one_is_not_that_of_another_of_the_same_name() {
        let namesakes = |vetted: &str| {
            let scene = Scene::of("").change(|trip| {
                let name = trip.members[0].name.clone();
                trip.members[1].name = name;
                trip.members[1].born = jiff::civil::date(1990, 5, 1);
                trip.members[1].secrecy = Secrecy::General;
            });
            scene.lived(&format!("start 10; vet {vetted} 20"))
        };
        let lacking = "R36 block degree=一般涉密 more= name=示例甲（1990.05）";
        namesakes("示例甲（1980.01）").finds(&[RULE], lacking);
        namesakes("示例甲").finds(&[RULE], lacking);
        namesakes("示例甲（1990.05）").finds(&[RULE], "");
    }

    #[test]
    fn who_knows_secrets_is_reviewed_before_anything_is_handed_in() {
        let knows = |secrecy| Scene::of("").change(move |trip| trip.members[0].secrecy = secrecy);
        knows(Secrecy::No).finds(&[RULE], "");
        knows(Secrecy::General).finds(&[RULE], "R36 block degree=一般涉密 more= name=示例甲");
        knows(Secrecy::Core).finds(&[RULE], "R36 block degree=核心涉密 more=，并办理备案 name=示例甲");
        knows(Secrecy::Core).lived("start 10; vet 示例乙 20").finds_figures(
            &[RULE],
            &["name"],
            "R36 block name=示例甲",
        );
        knows(Secrecy::Core).lived("start 10; vet 示例甲 20").finds(&[RULE], "");
    }
}
