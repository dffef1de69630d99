//! R43 · 身份一致
//!
//! **查什么** 邀请函签发人的身份与团长是否相当。
//! **不查谁** 没有例外。
//! **依据** 教外厅〔2015〕1号：邀请方与被邀请方身份相当。
//! **怎么改** 请级别相当的人签发，或调整团长人选。
//!
//! **Checks** that the signer's rank matches the head's.
//! **Spares** nobody.
//! **Basis** rules on invitations: inviter and invitee are of one level.
//! **Remedy** a letter signed at the head's level, or another head.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R43",
    name: Words { zh: "邀请人与团长身份一致", en: "ranks match" },
    severity: Severity::Warn,
    says: Words {
        zh: "签发人{signer}（{post}）与团长{head}的身份不相当",
        en: "the signer {signer} ({post}) is not of the level of the head, {head}",
    },
    remedy: Words {
        zh: "请与团长级别相当的人签发，或调整团长人选",
        en: "ask for a letter signed at the head's level, or choose another head",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let head = case.delegation.head();
    for (index, letter) in case.delegation.invitations.iter().enumerate().filter(|(_, l)| !l.rank_matches) {
        let figures = [
            ("signer", Said::plain(&letter.signer)),
            ("post", Said::plain(&letter.signer_post)),
            ("head", head.map_or_else(|| Said::new("（未定）", "(not named)"), |head| place::names(&[head]))),
        ];
        report.find(place::invitation(index, letter, "rank_matches"), &figures);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn equals_invite_equals() {
        Scene::of("").finds(&[RULE], "");
        let scene = Scene::of("").change(|trip| trip.invitations[0].rank_matches = false);
        scene.finds(&[RULE], "R43 warn head=示例甲 post=示例院长 signer=示例签发人");
    }

    #[test]
    fn of_two_letters_the_one_that_does_not_match_is_told() {
        let scene = Scene::of("countries: KZ KG; stop: 2; days: 7").change(|trip| {
            trip.invitations[1].rank_matches = false;
            trip.invitations[1].signer = "示例签发人二".to_owned();
        });
        scene.finds_figures(&[RULE], &["signer"], "R43 warn signer=示例签发人二");
        Scene::of("")
            .change(|trip| {
                trip.invitations[0].rank_matches = false;
                trip.members[0].duty = crate::model::Duty::Coach;
            })
            .finds_figures(&[RULE], &["head"], "R43 warn head=（未定）");
    }
}
