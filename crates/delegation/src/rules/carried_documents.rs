//! A05 · 出境时证照和签证齐全
//!
//! **查什么** 出境时，持因公护照的人都领用了护照；签证资料写明须办签证的国家，每个人都有覆盖在外时间的签证。
//! **不查谁** 还没有出境的团组；持普通护照的人不查领用；免签、落地签、电子许可和待核实的国家，以及没有资料的国家，不查签证。
//! **依据** 因公护照管理规定；签证要求见 `visas.toml`，可能已经变化，所以说明理由即可。
//! **怎么改** 补记领用（lend）、签证（visa）再记出境；按使馆最新答复不需要签证的，随出境写明依据（depart --justify）。
//!
//! **Checks** that at departure everybody who travels on an official passport had
//! been handed it, and that everybody holds a visa that covers the stay in each
//! country of which it is written down that it wants one.
//! **Spares** parties that have not left; holders of ordinary passports, whose
//! passport no keeper holds; countries without a visa, with one on arrival, with
//! an electronic permit, and those of which nothing sure is known.
//! **Basis** rules on official passports; who needs a visa is in `visas.toml`, and
//! may have changed since: so a reason is enough.
//! **Remedy** record the loan and the visa; where the embassy says otherwise, give
//! that as the reason.

use jiff::civil::Date;
use kernel::{Country, Report, Severity, Words};

use super::{Case, Rule, place};
use crate::knowledge::Need;
use crate::model::life::Terms;
use crate::model::{DocumentKind, Kind, Member};

const BASIS: &str = "因公护照管理规定";

/// A passport was handed out.
pub(super) const PASSPORT: Rule = Rule {
    code: "A05",
    name: Words { zh: "出境时没有领用护照", en: "no passport at departure" },
    severity: Severity::Justify,
    says: Words {
        zh: "{on}出境，没有{names}领用因公护照的记录",
        en: "the party left on {on} and no official passport had been handed to {names}",
    },
    remedy: Words {
        zh: "漏记的，补记领用（lend）再记出境，已记出境的先撤销（undo）；另有情况的，写明理由",
        en: "record the loan before the departure (undo one that is recorded); or give the reason",
    },
    basis: BASIS,
    check: passport,
};

/// A visa covers the stay.
pub(super) const VISA: Rule = Rule {
    code: "A05",
    name: Words { zh: "出境时没有签证", en: "no visa at departure" },
    severity: Severity::Justify,
    says: Words {
        zh: "{country}对{document}须办签证，没有{names}的签证覆盖到{until}的记录",
        en: "{country} wants a visa in a {document}, and none that lasts to {until} is recorded for {names}",
    },
    remedy: Words {
        zh: "漏记的，补记签证（visa）再记出境，已记出境的先撤销（undo）；按使馆最新答复不需要的，写明依据",
        en: "record the visa before the departure (undo one that is recorded); where none is needed, give the embassy's word as the reason",
    },
    basis: BASIS,
    check: visa,
};

/// Who was approved and is on the roster, with the passport they travel on.
fn travellers<'a>(
    case: &Case<'a>,
    approved: &'a Terms,
) -> impl Iterator<Item = (&'a Member, DocumentKind)> + Clone {
    let members = case.delegation.members.iter();
    let party = case.delegation;
    members.filter(|member| approved.people.contains(&party.called(member))).map(|member| {
        let usual = match member.kind {
            Kind::Student => DocumentKind::Ordinary,
            _ => DocumentKind::PublicAffairs,
        };
        (member, member.document.as_ref().map_or(usual, |document| document.kind))
    })
}

fn passport(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(departure)) = (life.approved(), &life.departure) else { return };
    let carries = |name: &str| {
        life.passports.iter().any(|passport| {
            let kept = passport.returned.is_none_or(|returned| returned >= departure.on);
            passport.member == name && passport.lent <= departure.on && kept
        })
    };
    let without: Vec<&Member> = travellers(case, approved)
        .filter(|(member, document)| document.is_official() && !carries(&case.delegation.called(member)))
        .map(|(member, _)| member)
        .collect();
    if !without.is_empty() {
        let figures = [("on", place::day(departure.on)), ("names", place::called(case.delegation, &without))];
        report.find(place::whole("life.passports"), &figures);
    }
}

fn visa(case: &Case<'_>, report: &mut Report<'_>) {
    let life = &case.delegation.life;
    let (Some(approved), Some(departure)) = (life.approved(), &life.departure) else { return };
    let travellers = travellers(case, approved);
    for country in &approved.countries {
        let until = last_day_in(case, approved, *country);
        let covered = |name: &str| {
            life.visas.iter().any(|visa| {
                let granted = visa.on <= departure.on && visa.until >= until;
                visa.member == name && visa.country == *country && granted
            })
        };
        for document in DocumentKind::ALL {
            let Some(known) = case.visas.find(*country, *document) else { continue };
            let without: Vec<&Member> = travellers
                .clone()
                .filter(|(member, kind)| kind == document && !covered(&case.delegation.called(member)))
                .map(|(member, _)| member)
                .collect();
            if known.need == Need::Visa && !without.is_empty() {
                let figures = [
                    ("country", place::countries(&[*country])),
                    ("document", document.words().into()),
                    ("names", place::called(case.delegation, &without)),
                    ("until", place::day(until)),
                ];
                let because = format!("{BASIS}；{}", known.evidence);
                report.find(place::whole("life.visas"), &figures).because(&because);
            }
        }
    }
}

/// The last day a visa has to cover: of the programme, where it lies within what
/// was approved; else the approved day of return.
fn last_day_in(case: &Case<'_>, approved: &Terms, country: Country) -> Date {
    let within = |day: &Date| approved.exit <= *day && *day <= approved.entry;
    case.days_in(country).into_iter().rfind(within).unwrap_or(approved.entry)
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::life::tests::approved;

    const ALL: [Rule; 2] = [PASSPORT, VISA];
    const PREPARED: &str = "lend 示例甲 60; lend 示例乙 61; visa 示例甲 70; visa 示例乙 70";

    fn left(before: &str) -> Scene {
        Scene::of("").lived(&approved(&format!("{before}; leave 120")))
    }

    #[test]
    fn nothing_is_asked_for_before_the_party_leaves() {
        Scene::of("").lived(&approved("lend 示例甲 60")).finds(&ALL, "");
    }

    #[test]
    fn everybody_leaves_with_passport_and_visa() {
        left(PREPARED).finds(&ALL, "");
        left("visa 示例甲 70; visa 示例乙 70; lend 示例甲 60")
            .finds(&ALL, "A05 justify names=示例乙 on=5月1日");
        left("lend 示例甲 60; lend 示例乙 61; visa 示例甲 70")
            .finds(&ALL, "A05 justify country=巴西 document=公务普通护照 names=示例乙 until=5月6日");
    }

    #[test]
    fn a_passport_that_was_handed_back_is_not_carried() {
        left(&format!("{PREPARED}; collect 示例乙 119")).finds(&ALL, "A05 justify names=示例乙 on=5月1日");
    }

    #[test]
    fn a_visa_covers_the_stay_to_its_last_day() {
        let later = |day: i16| {
            let moved = "ask 120; consent 学院 121; consent 国际处 122; grant 123; leave 140";
            let visas = format!("visa 示例甲 {day}; visa 示例乙 55");
            Scene::of("").lived(&approved(&format!("lend 示例甲 60; lend 示例乙 61; {visas}; {moved}")))
        };
        later(55).finds(&ALL, "");
        later(54).finds(&ALL, "A05 justify country=巴西 document=公务普通护照 names=示例甲 until=5月26日");
    }

    #[test]
    fn ordinary_passports_have_no_keeper_and_rules_of_their_own() {
        let scene = left("lend 示例甲 60; visa 示例甲 70").change(|trip| {
            if let Some(document) = &mut trip.members[1].document {
                document.kind = DocumentKind::Ordinary;
            }
        });
        scene.finds(&ALL, "");
    }
}
