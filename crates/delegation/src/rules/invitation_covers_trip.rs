//! R22 · 邀请函与日程、名单一致
//!
//! **查什么** 邀请函的日期覆盖在该国有公务或住宿的每一天；函上姓名与护照拼音、团组名单一致；
//! 邀请函已经签发、要素齐全。
//! **不查谁** 还没有写姓名的邀请函，按草稿提示。
//! **依据** 教外厅〔2015〕1号：停留不得超出邀请函的日期。
//! **怎么改** 请对方更正邀请函，或使日程、名单与邀请函一致。
//!
//! **Checks** that the letters of a country cover every day something is done or
//! a night is slept there; that the names on a letter are the roster as the
//! passports spell it; that the letter has been issued.
//! **Spares** letters that name nobody yet: they are drafts and are said to be.
//! **Basis** 教外厅〔2015〕1号; the days may not go beyond the letter.
//! **Remedy** ask for a corrected letter, or bring the itinerary or the roster
//! into line with it.

use std::collections::BTreeSet;

use kernel::{Report, Said, Severity, Words};

use super::{Case, Rule, place};

const BASIS: &str = "教外厅〔2015〕1号";

/// The letters cover the days.
pub(super) const DAYS: Rule = Rule {
    code: "R22",
    name: Words { zh: "邀请函日期", en: "days of the letter" },
    severity: Severity::Block,
    says: Words {
        zh: "{country}的活动日{days}不在邀请函的日期之内",
        en: "no letter covers the days in {country}: {days}",
    },
    remedy: Words {
        zh: "请邀请单位改写日期，或调整日程，使活动日都在邀请函日期之内",
        en: "ask for a letter with other dates, or move the programme into its dates",
    },
    basis: BASIS,
    check: days,
};

/// The letter names everybody.
pub(super) const ROSTER: Rule = Rule {
    code: "R22",
    name: Words { zh: "邀请函名单缺人", en: "names missing on the letter" },
    severity: Severity::Block,
    says: Words {
        zh: "{inviter}的邀请函上没有{names}", en: "the letter of {inviter} does not name {names}"
    },
    remedy: Words {
        zh: "请邀请单位按护照拼音补写姓名",
        en: "ask the inviter to add the names as the passports spell them",
    },
    basis: BASIS,
    check: roster,
};

/// The letter names nobody else.
pub(super) const STRANGERS: Rule = Rule {
    code: "R22",
    name: Words { zh: "邀请函名单多人", en: "names only on the letter" },
    severity: Severity::Warn,
    says: Words {
        zh: "{inviter}的邀请函上有名单之外的{names}",
        en: "the letter of {inviter} names {names}, who are not in the party",
    },
    remedy: Words {
        zh: "核对拼写；人员有变动的，请邀请单位更新名单",
        en: "check the spelling; if the party has changed, ask for a new letter",
    },
    basis: BASIS,
    check: strangers,
};

/// The letter has been issued.
pub(super) const DRAFT: Rule = Rule {
    code: "R22",
    name: Words { zh: "邀请函尚未签发", en: "letter not issued yet" },
    severity: Severity::Warn,
    says: Words {
        zh: "{inviter}的邀请函还没有签发", en: "the letter of {inviter} has not been issued"
    },
    remedy: Words {
        zh: "收到签字的邀请函后，填写签发日期和名单",
        en: "enter the date and the names once the signed letter is here",
    },
    basis: BASIS,
    check: draft,
};

/// The letter says who invites, and where to reach them.
pub(super) const COMPLETE: Rule = Rule {
    code: "R22",
    name: Words { zh: "邀请函要素", en: "what a letter holds" },
    severity: Severity::Warn,
    says: Words { zh: "{inviter}的邀请函缺{missing}", en: "the letter of {inviter} lacks {missing}" },
    remedy: Words {
        zh: "请邀请单位补齐后填写", en: "ask the inviter to complete it, then enter it"
    },
    basis: BASIS,
    check: complete,
};

fn days(case: &Case<'_>, report: &mut Report<'_>) {
    let letters = &case.delegation.invitations;
    for country in case.delegation.itinerary.countries() {
        let of_country = || letters.iter().filter(|letter| letter.country == country);
        let covered = |day| of_country().any(|letter| letter.from <= day && day <= letter.to);
        let open: Vec<_> = case.days_in(country).into_iter().filter(|day| !covered(*day)).collect();
        if open.is_empty() || of_country().next().is_none() {
            continue;
        }
        let zh: Vec<_> = open.iter().map(|day| place::day(*day).zh).collect();
        let en: Vec<_> = open.iter().map(ToString::to_string).collect();
        let figures =
            [("country", place::countries(&[country])), ("days", Said::new(zh.join("、"), en.join(", ")))];
        report.find(place::whole("invitations"), &figures);
    }
}

/// `LIN Yifan`, `Lin, Yi-fan` and `YIFAN LIN` are one name.
fn key(name: &str) -> BTreeSet<String> {
    let parts = name.split(|c: char| c.is_whitespace() || c == ',');
    let letters =
        |part: &str| part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    parts.map(letters).filter(|part: &String| !part.is_empty()).collect()
}

fn roster(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, letter) in case.delegation.invitations.iter().enumerate().filter(|(_, l)| !l.names.is_empty())
    {
        let named: BTreeSet<_> = letter.names.iter().map(|name| key(name)).collect();
        let members = case.delegation.members.iter();
        let missing: Vec<_> =
            members.filter(|member| !named.contains(&key(&member.name.for_letter()))).collect();
        if !missing.is_empty() {
            let figures = [("inviter", place::inviter(letter)), ("names", place::names(&missing))];
            report.find(place::invitation(index, letter, "names"), &figures);
        }
    }
}

fn strangers(case: &Case<'_>, report: &mut Report<'_>) {
    let known: BTreeSet<_> =
        case.delegation.members.iter().map(|member| key(&member.name.for_letter())).collect();
    for (index, letter) in case.delegation.invitations.iter().enumerate() {
        let strange: Vec<_> =
            letter.names.iter().filter(|name| !known.contains(&key(name))).map(String::as_str).collect();
        if !strange.is_empty() {
            let names = Said::new(strange.join("、"), strange.join(", "));
            let figures = [("inviter", place::inviter(letter)), ("names", names)];
            report.find(place::invitation(index, letter, "names"), &figures);
        }
    }
}

fn draft(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, letter) in case.delegation.invitations.iter().enumerate() {
        if letter.issued.is_none_or(|issued| issued > case.today) {
            report.find(place::invitation(index, letter, "issued"), &[("inviter", place::inviter(letter))]);
        }
    }
}

fn complete(case: &Case<'_>, report: &mut Report<'_>) {
    for (index, letter) in case.delegation.invitations.iter().enumerate() {
        let fields = [
            (&letter.address, "地址", "an address"),
            (&letter.phone, "电话", "a telephone number"),
            (&letter.email, "邮箱", "an e-mail address"),
            (&letter.signer, "签发人", "a signer"),
            (&letter.signer_post, "签发人职务", "the signer's post"),
            (&letter.profile, "邀请单位简介", "a profile of the inviter"),
        ];
        let missing: Vec<_> = fields.into_iter().filter(|(text, ..)| text.trim().is_empty()).collect();
        if !missing.is_empty() {
            let zh: Vec<_> = missing.iter().map(|(_, zh, _)| *zh).collect();
            let en: Vec<_> = missing.iter().map(|(.., en)| *en).collect();
            let missing = Said::new(zh.join("、"), en.join(", "));
            let figures = [("inviter", place::inviter(letter)), ("missing", missing)];
            report.find(place::invitation(index, letter, "inviter"), &figures);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::scene::Scene;
    use super::*;

    const ALL: [Rule; 4] = [DAYS, ROSTER, STRANGERS, DRAFT];

    #[test]
    fn the_letter_covers_the_days_of_work_and_not_the_flight() {
        let dated = |from: i8, to: i8| {
            Scene::of("").change(move |trip| {
                trip.invitations[0].from = date(2026, 9, from);
                trip.invitations[0].to = date(2026, 9, to);
            })
        };
        dated(13, 16).finds(&ALL, "");
        dated(14, 16).finds(&ALL, "R22 block country=巴西 days=9月13日");
        dated(13, 14).finds(&ALL, "R22 block country=巴西 days=9月15日、9月16日");
    }

    #[test]
    fn names_are_compared_as_passports_spell_them() {
        let named = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            Scene::of("staff: 2").change(move |trip| trip.invitations[0].names = names)
        };
        named(&["SHILI Jia", "SHILI Yi"]).finds(&ALL, "");
        named(&["Jia SHILI", "Shili, Yi"]).finds(&ALL, "");
        named(&["SHILI Jia"]).finds(&ALL, "R22 block inviter=示例理工学院 names=示例乙");
        named(&["SHILI Jia", "SHILI Yi", "SHILI Qi"])
            .finds(&ALL, "R22 warn inviter=示例理工学院 names=SHILI Qi");
        named(&[]).finds(&ALL, "");
    }

    #[test]
    fn a_letter_without_a_signer_or_a_telephone_is_incomplete() {
        let scene = Scene::of("").change(|trip| {
            trip.invitations[0].phone = " ".to_owned();
            trip.invitations[0].signer_post = String::new();
        });
        scene.finds(&[COMPLETE], "R22 warn inviter=示例理工学院 missing=电话、签发人职务");
    }

    #[test]
    fn an_unsigned_letter_travels_along_as_a_warning() {
        Scene::of("")
            .change(|trip| trip.invitations[0].issued = None)
            .finds(&ALL, "R22 warn inviter=示例理工学院");
    }

    #[test]
    fn a_letter_dated_today_is_issued_and_one_of_tomorrow_is_not() {
        let dated = |day: i8| {
            Scene::of("today: 2026-06-15")
                .change(move |trip| trip.invitations[0].issued = Some(date(2026, 6, day)))
        };
        dated(15).finds(&[DRAFT, COMPLETE], "");
        dated(16).finds(&[DRAFT, COMPLETE], "R22 warn inviter=示例理工学院");
    }
}
