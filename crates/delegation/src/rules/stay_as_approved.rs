//! R32 · 超过批准天数
//!
//! **查什么** 实际在外天数不多于批准天数。
//! **不查谁** 因航班等原因延误、有证明并经国际处同意、记录了情况说明的。
//! **依据** 高校因公出国管理办法（一所高校的规定）；超出批准天数的，费用不予报销。
//! **怎么改** 写明延误原因并附证明（justify），或由个人承担。
//!
//! **Checks** that the party was not abroad longer than approved.
//! **Spares** a delay that is proved, agreed to and written down.
//! **Basis** one college's rules: nothing is paid for a stay longer than approved.
//! **Remedy** give the reason with its proof, or bear the cost.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::settlement::{Bar, stayed_longer};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R32",
    name: Words { zh: "超过批准天数", en: "longer than approved" },
    severity: Severity::Justify,
    says: Words {
        zh: "实际在外{actual}天，比批准的{approved}天多{more}天，费用不予报销",
        en: "{actual} days abroad, {more} more than the {approved} approved: nothing is paid",
    },
    remedy: Words {
        zh: "航班延误等客观原因，附证明并经国际处同意，记录情况说明（justify）；否则全部费用自理",
        en: "for a delay that can be proved, give the reason with the office's consent; otherwise bear the cost",
    },
    basis: "高校因公临时出国管理办法",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(longer) = stayed_longer(case.delegation) else { return };
    let figures: Vec<_> =
        longer.figures().into_iter().map(|(name, days)| (name, Said::plain(days))).collect();
    report.find(place::whole(Bar::PLACE), &figures);
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    #[test]
    fn a_day_more_than_approved_is_not_paid_for() {
        Scene::of("").lived(&approved("leave 120; home 125")).finds(&[RULE], "");
        Scene::of("").lived(&approved("leave 120; overstay 124")).finds(&[RULE], "");
        Scene::of("")
            .lived(&approved("leave 120; overstay 126"))
            .finds(&[RULE], "R32 justify actual=7 approved=6 more=1");
    }
}
