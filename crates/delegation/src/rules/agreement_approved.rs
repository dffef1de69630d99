//! R41 · 不作未经批准的承诺
//!
//! **查什么** 每份要签的协议，文本须事先获得批准；任务、日程里写了签约的，须登记签署人和文
//! 本。
//! **不查谁** 不签约的团组；会谈纪要不具约束力，不算。
//! **依据** 因公出访外事纪律：不作超出授权的表态和承诺。
//! **怎么改** 行前把文本报学校审定，或不安排签署。
//!
//! **Checks** that the text of every agreement was approved at home before, and
//! that an agreement named in the tasks or the programme is recorded at all.
//! **Spares** trips that sign nothing, and minutes of talks, which bind nobody.
//! **Basis** rules on commitments abroad.
//! **Remedy** have the text approved, or leave the signing out.

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

const BASIS: &str = "因公出访外事纪律（不作超出授权的表态和承诺）";

/// The text was approved.
pub(super) const APPROVED: Rule = Rule {
    code: "R41",
    name: Words { zh: "协议文本报批", en: "text of the agreement approved" },
    severity: Severity::Warn,
    says: Words {
        zh: "《{agreement}》的文本还没有批准",
        en: "the text of “{agreement}” has not been approved",
    },
    remedy: Words {
        zh: "行前把文本报学校审定，或不安排签署",
        en: "have the school approve the text before the trip, or do not sign",
    },
    basis: BASIS,
    check: approved,
};

/// What is to be signed is recorded.
pub(super) const RECORDED: Rule = Rule {
    code: "R41",
    name: Words { zh: "签约事项登记", en: "signing recorded" },
    severity: Severity::Warn,
    says: Words {
        zh: "写有{word}，但没有登记签署人和协议文本",
        en: "a signing ({word}) is named, but no signer and no text are recorded",
    },
    remedy: Words {
        zh: "登记签署人、协议名称和文本是否批准；不签的改写为“就……交换意见”",
        en: "record the signer, the agreement and whether its text is approved, or write “exchange views on …”",
    },
    basis: BASIS,
    check: recorded,
};

fn approved(case: &Case<'_>, report: &mut Report<'_>) {
    for witness in case.delegation.witnesses.iter().filter(|witness| !witness.approved) {
        report.find(place::whole("witnesses"), &[("agreement", Said::plain(&witness.agreement))]);
    }
}

fn recorded(case: &Case<'_>, report: &mut Report<'_>) {
    if !case.delegation.witnesses.is_empty() {
        return;
    }
    for (index, purpose) in case.delegation.purposes.iter().enumerate() {
        if let Some(word) = signs(&purpose.title).or_else(|| signs(&purpose.text)) {
            report.find(place::purpose(index, "text", &purpose.title), &[("word", Said::plain(word))]);
        }
    }
    for (date, half, spent) in case.delegation.itinerary.strands() {
        if let Some(word) = signs(&spent.text) {
            report.find(place::half(date, half), &[("word", Said::plain(word))]);
        }
    }
}

/// The word for signing, where a text signs something that binds.
fn signs(text: &str) -> Option<&'static str> {
    let binds = ["协议", "协定", "备忘录", "意向书", "合同"].iter().any(|paper| text.contains(paper));
    ["签署", "签约", "签订"].into_iter().find(|word| binds && text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::Witness;

    fn signing(approved: Option<bool>) -> Scene {
        Scene::of("").change(move |trip| {
            trip.purposes[0].text = "与示例理工学院签署合作备忘录".to_owned();
            trip.witnesses = approved
                .map(|approved| Witness {
                    name: "示例甲".to_owned(),
                    agreement: "合作备忘录".to_owned(),
                    approved,
                })
                .into_iter()
                .collect();
        })
    }

    #[test]
    fn minutes_of_talks_bind_nobody() {
        let scene = Scene::of("").change(|trip| trip.purposes[0].text = "签署会谈纪要".to_owned());
        scene.finds(&[APPROVED, RECORDED], "");
    }

    #[test]
    fn a_text_is_approved_before_it_is_signed() {
        signing(Some(true)).finds(&[APPROVED, RECORDED], "");
        signing(Some(false)).finds(&[APPROVED, RECORDED], "R41 warn agreement=合作备忘录");
        signing(None).finds(&[APPROVED, RECORDED], "R41 warn word=签署");
    }
}
