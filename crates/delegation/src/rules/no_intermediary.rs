//! R24 · 不得通过中介
//!
//! **查什么** 邀请函由邀请方直接出具；请示写明未通过中介（`invitation.no_intermediary` 的说
//! 法之一）。
//! **不查谁** 没有例外。
//! **依据** 教外厅〔2015〕1号。
//! **怎么改** 请邀请方直接出具邀请函；在请示里写明。
//!
//! **Checks** that each letter came from the inviter itself, and that the
//! request says so in one of the sayings of `invitation.no_intermediary`.
//! **Spares** nobody.
//! **Basis** 教外厅〔2015〕1号.
//! **Remedy** a letter from the inviter itself; the sentence in the request.

use kernel::{Finding, Place, Report, Said, Severity, Words};

use super::{Case, Rule, as_layered, elsewhere, place};
use crate::model::Inviter;
use crate::rulebook::Rulebook;

const BASIS: &str = "教外厅〔2015〕1号";

/// The letter came from the inviter itself.
pub const LETTER: Rule = Rule {
    code: "R24",
    name: Words { zh: "邀请函未经中介", en: "no intermediary" },
    severity: Severity::Block,
    says: Words {
        zh: "{inviter}的邀请函由中介安排或转来",
        en: "the letter of {inviter} was arranged or passed on by an intermediary",
    },
    remedy: Words {
        zh: "与邀请单位直接联系，由其直接出具邀请函",
        en: "write to the inviter and ask for a letter from its own hand",
    },
    basis: BASIS,
    check: letter,
};

/// The request says so.
pub const REQUEST: Rule = Rule {
    code: "R24",
    name: Words { zh: "请示写明未经中介", en: "the request says no intermediary" },
    severity: Severity::Block,
    says: Words {
        zh: "请示没有写明邀请函未通过中介",
        en: "the request does not say that no intermediary arranged the letter",
    },
    remedy: Words {
        zh: "加写“邀请函由邀请单位直接出具，未通过中介机构”，说法可用：{sayings}",
        en: "add the sentence, in one of these sayings: {sayings}",
    },
    basis: BASIS,
    check: elsewhere,
};

/// Reads the text of the request (请示) for the sentence it must hold.
pub fn in_request(book: &Rulebook, text: &str) -> Option<Finding> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sayings = &book.no_intermediary;
    if sayings.value.iter().any(|saying| text.contains(saying.as_str())) {
        return None;
    }
    let mut findings = Vec::new();
    let place = Place::new("papers.approval-request", "请示", "the request");
    Report::of(&as_layered(&REQUEST, book), &mut findings)
        .find(place, &[("sayings", Said::plain(sayings.value.join("、")))])
        .because(&sayings.basis);
    findings.pop()
}

fn letter(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, letter) in case.delegation.invitations.iter().enumerate() {
        if letter.kind == Inviter::Agency || !letter.direct {
            report.find(place::invitation(index, letter, "direct"), &[("inviter", place::inviter(letter))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn a_letter_through_an_agency_is_no_letter() {
        let found = "R24 block inviter=示例理工学院";
        Scene::of("").finds(&[LETTER], "");
        Scene::of("").change(|trip| trip.invitations[0].direct = false).finds(&[LETTER], found);
        Scene::of("").change(|trip| trip.invitations[0].kind = Inviter::Agency).finds(&[LETTER], found);
    }

    #[test]
    fn the_request_holds_the_sentence() {
        let scene = Scene::of("");
        let told = |text: &str| in_request(scene.book(), text).map(|found| found.says.zh);
        assert_eq!(told("邀请函由外方直接出具，未通过\n中介机构安排。"), None);
        assert_eq!(told("邀请函附后。"), Some("请示没有写明邀请函未通过中介".to_owned()));
    }
}
