//! R40 · 签约不是出访理由，由主要或分管领导见证
//!
//! **查什么** 见证签约的是不是主要或分管领导，签约是不是出访的全部理由。
//! **不查谁** 另有其他任务的团组。
//! **依据** 高校因公出访管理惯例。
//! **怎么改** 由主管领导在国内签署或邮寄签署；写明其他任务。
//!
//! **Checks** that whoever witnesses an agreement is a leader of the school, and
//! that signing is not the whole of the trip.
//! **Spares** trips with other tasks besides.
//! **Basis** college practice.
//! **Remedy** let the leader in charge sign at home or by post; name the other tasks.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::Kind;

const BASIS: &str = "高校因公出访管理惯例";

/// A leader witnesses.
pub(super) const WITNESS: Rule = Rule {
    code: "R40",
    name: Words { zh: "见证签约的人", en: "who witnesses a signing" },
    severity: Severity::Warn,
    says: Words {
        zh: "{name}见证签署《{agreement}》，但不是校领导",
        en: "{name} witnesses the signing of “{agreement}” and is not a leader of the school",
    },
    remedy: Words {
        zh: "由主要领导或分管领导签署、见证，或改为函签",
        en: "let the head or the leader in charge sign, or sign by post",
    },
    basis: BASIS,
    check: witness,
};

/// Signing is not the whole trip.
pub(super) const MAIN_REASON: Rule = Rule {
    code: "R40",
    name: Words { zh: "以签约为由出访", en: "travelling to sign" },
    severity: Severity::Warn,
    says: Words { zh: "出访任务只有签约", en: "signing is the only task of the trip" },
    remedy: Words {
        zh: "签约不作为出访理由；写明须当面完成的其他任务，没有的改为函签",
        en: "signing is no reason to travel; name what must be done in person, or sign by post",
    },
    basis: BASIS,
    check: main_reason,
};

fn witness(case: &Case<'_>, report: &mut Report<'_>) {
    for witness in &case.delegation.witnesses {
        let leader = case
            .delegation
            .members
            .iter()
            .any(|member| member.name.zh == witness.name && member.kind == Kind::Leader);
        if !leader {
            let figures =
                [("name", Said::plain(&witness.name)), ("agreement", Said::plain(&witness.agreement))];
            report.find(place::whole("witnesses"), &figures);
        }
    }
}

fn main_reason(case: &Case<'_>, report: &mut Report<'_>) {
    let signs = |title: &str| ["签署", "签约", "签订"].iter().any(|word| title.contains(word));
    let purposes = &case.delegation.purposes;
    if !purposes.is_empty() && purposes.iter().all(|purpose| signs(&purpose.title)) {
        let none: [(&str, Said); 0] = [];
        report.find(place::whole("purposes"), &none);
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::Witness;

    fn signing(kind: Kind) -> Scene {
        Scene::of("").change(move |trip| {
            trip.members[0].kind = kind;
            trip.witnesses = vec![Witness {
                name: "示例甲".to_owned(),
                agreement: "合作备忘录".to_owned(),
                approved: true,
            }];
        })
    }

    #[test]
    fn a_leader_signs() {
        signing(Kind::Leader).finds(&[WITNESS], "");
        signing(Kind::TeachingStaff).finds(&[WITNESS], "R40 warn agreement=合作备忘录 name=示例甲");
    }

    #[test]
    fn nobody_travels_only_to_sign() {
        Scene::of("").finds(&[MAIN_REASON], "");
        let only = Scene::of("").change(|trip| {
            trip.purposes.truncate(1);
            trip.purposes[0].title = "签署合作备忘录".to_owned();
        });
        only.finds(&[MAIN_REASON], "R40 warn");
    }

    #[test]
    fn a_signing_beside_another_task_may_be() {
        let both = Scene::of("").change(|trip| {
            let mut signing = trip.purposes[0].clone();
            signing.title = "签署合作备忘录".to_owned();
            trip.purposes.push(signing);
        });
        both.finds(&[MAIN_REASON], "");
    }
}
