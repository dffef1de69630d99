//! R22 · 邀请函由当地对口单位出具
//!
//! **查什么** 实际访问的每个国家都有当地单位的邀请函，并在当地签发。
//! **不查谁** 不出机场转机的国家。
//! **依据** 教外厅〔2015〕1号：顺访须有邀请。
//! **怎么改** 请该国对口单位出具邀请函，或不去该国。
//!
//! **Checks** that every country really visited has a letter of an inviter who
//! stands there, and that the letter was issued there.
//! **Spares** countries of airside transit.
//! **Basis** 教外厅〔2015〕1号: a stop on the way needs its own letter.
//! **Remedy** ask a counterpart in that country for a letter, or drop the country.

use kernel::{Report, Severity, Words};

use super::{Case, Rule, place};

const BASIS: &str = "教外厅〔2015〕1号";

/// Every country has a letter.
pub(super) const INVITED: Rule = Rule {
    code: "R22",
    name: Words { zh: "顺访须有邀请", en: "a letter for every country" },
    severity: Severity::Block,
    says: Words {
        zh: "没有{country}当地单位的邀请函", en: "there is no letter of an inviter in {country}"
    },
    remedy: Words {
        zh: "请{country}的对口单位出具邀请函，或不去该国",
        en: "ask a counterpart in {country} for a letter, or drop the country",
    },
    basis: BASIS,
    check: invited,
};

/// Every letter was issued where the inviter stands.
pub(super) const ISSUED_THERE: Rule = Rule {
    code: "R22",
    name: Words { zh: "邀请函签发地", en: "where the letter was issued" },
    severity: Severity::Block,
    says: Words {
        zh: "{inviter}在{country}，邀请函却在{issued}签发",
        en: "{inviter} stands in {country}, but the letter was issued in {issued}",
    },
    remedy: Words {
        zh: "请邀请单位在{country}重新签发",
        en: "ask the inviter to issue the letter in {country}",
    },
    basis: BASIS,
    check: issued_there,
};

fn invited(case: &Case<'_>, report: &mut Report<'_>) {
    for country in case.delegation.itinerary.countries() {
        if !case.delegation.invitations.iter().any(|letter| letter.country == country) {
            report.find(place::whole("invitations"), &[("country", place::countries(&[country]))]);
        }
    }
}

fn issued_there(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, letter) in case.delegation.invitations.iter().enumerate() {
        if letter.issued_in != letter.country {
            let figures = [
                ("inviter", place::inviter(letter)),
                ("country", place::countries(&[letter.country])),
                ("issued", place::countries(&[letter.issued_in])),
            ];
            report.find(place::invitation(index, letter, "issued_in"), &figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;

    #[test]
    fn every_country_visited_invites() {
        Scene::of("countries: KZ KG; days: 7").finds(&[INVITED, ISSUED_THERE], "");
        let one = Scene::of("countries: KZ KG; days: 7").change(|trip| {
            trip.invitations.pop();
        });
        one.finds(&[INVITED, ISSUED_THERE], "R22 block country=吉尔吉斯斯坦");
    }

    #[test]
    fn a_letter_written_at_home_is_no_letter() {
        let home = Scene::of("").change(|trip| trip.invitations[0].issued_in = kernel::Country::CHINA);
        home.finds(&[INVITED, ISSUED_THERE], "R22 block country=巴西 inviter=示例理工学院 issued=中国");
    }

    #[test]
    fn a_change_of_planes_needs_no_letter() {
        let scene = Scene::of("").change(|trip| {
            if let Some(leg) = &mut trip.itinerary.days[0].morning.leg {
                leg.via = Some(("马德里".to_owned(), "ES".parse().unwrap()));
            }
        });
        scene.finds(&[INVITED, ISSUED_THERE], "");
    }
}
