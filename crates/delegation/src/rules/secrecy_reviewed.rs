//! R36 · 涉密人员
//!
//! **查什么** 涉密人员出国前经过保密审查，签了保密承诺书，有同意派出函；核心涉密人员另须备案。
//! **不查谁** 非涉密人员。
//! **依据** 涉密人员因公出国（境）管理规定。
//! **怎么改** 办理保密审查并记录（vet）。
//!
//! **Checks** that a member who knows state secrets was reviewed, promised to
//! keep them and was let go; for the core degree a filing too.
//! **Spares** everybody else.
//! **Basis** rules on trips abroad of persons who know state secrets.
//! **Remedy** have the review and record it.

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

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, member) in case.staff().filter(|(_, member)| member.secrecy != Secrecy::No) {
        let reviews = &case.delegation.life.secrecy_reviews;
        if reviews.iter().any(|review| review.member == member.name.zh) {
            continue;
        }
        let degree = member.secrecy.words();
        let more = match member.secrecy {
            Secrecy::Core => Said::new("，并办理备案", ", and the filing"),
            _ => Said::default(),
        };
        let figures =
            [("name", place::names(&[member])), ("degree", Said::new(degree.zh, degree.en)), ("more", more)];
        report.find(place::member(index, member, "secrecy"), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

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
