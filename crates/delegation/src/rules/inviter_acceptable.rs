//! R23 · 不得由华侨华人、外国驻华机构、境外中资企业邀请
//!
//! **查什么** 邀请方是什么单位、什么人。
//! **不查谁** 当地院校、政府机构、行业组织、赛事组委会和外国企业。（企业可邀请本企业人员，
//! 学校不在此列。）
//! **依据** 教外厅〔2015〕1号。
//! **怎么改** 改由外方对口单位邀请。
//!
//! **Checks** what the inviter is.
//! **Spares** schools, government bodies, associations, organising committees
//! and foreign firms. (Firms may invite their own staff; a college is not one.)
//! **Basis** 教外厅〔2015〕1号.
//! **Remedy** a letter of a foreign counterpart.

use kernel::{Report, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Inviter;

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R23",
    name: Words { zh: "邀请方性质", en: "who may invite" },
    severity: Severity::Block,
    says: Words {
        zh: "{inviter}是{kind}，不得作为邀请方",
        en: "{inviter} is a {kind}, which may not invite",
    },
    remedy: Words {
        zh: "改由当地院校、政府机构、行业组织或赛事组委会邀请",
        en: "ask a school, a government body, an association or the organising committee there",
    },
    basis: "教外厅〔2015〕1号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, letter) in case.delegation.invitations.iter().enumerate() {
        if matches!(letter.kind, Inviter::ChineseFirm | Inviter::Mission | Inviter::OverseasChinese) {
            let figures = [("inviter", place::inviter(letter)), ("kind", letter.kind.words().into())];
            report.find(place::invitation(index, letter, "kind"), &figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(kind: Inviter, expected: &str) {
        Scene::of("").change(move |trip| trip.invitations[0].kind = kind).finds(&[RULE], expected);
    }

    #[test]
    fn a_foreign_counterpart_invites_and_nobody_else() {
        check(Inviter::School, "");
        check(Inviter::Committee, "");
        check(Inviter::Firm, "");
        check(Inviter::ChineseFirm, "R23 block inviter=示例理工学院 kind=中资企业");
        check(Inviter::Mission, "R23 block inviter=示例理工学院 kind=外国驻华机构");
        check(Inviter::OverseasChinese, "R23 block inviter=示例理工学院 kind=华侨华人");
    }
}
