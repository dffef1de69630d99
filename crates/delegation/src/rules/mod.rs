//! The rules (规则). One file a rule, and the file is a page of the manual: what
//! it checks, whom it spares, on what basis, how to mend what it finds. A rule
//! holds words and logic; every number it compares with is in the rulebook.
//!
//! R08 is absent by design: no instrument was found that treats Oceania or the
//! Pacific apart, so no file pretends there is one. R26–R32 look at what happens
//! after approval and return, R35–R38 at what is done on the eve of departure:
//! they read the delegation's life.
//!
//! One code may be told by several rules of one file: the instrument is one, the
//! sentences differ.

pub(crate) mod academic_exchange;
mod agreement_approved;
mod border_days_count;
mod carried_documents;
mod countries_within_cap;
mod document_kind;
mod document_valid;
mod done_as_approved;
pub(crate) mod educated_before_leaving;
mod findings;
mod goes_to_stop;
mod groups_add_up;
mod head_answers;
mod host_on_vacation;
mod in_annual_plan;
mod invitation_covers_trip;
mod invited_from_there;
mod inviter_acceptable;
mod leader_yearly_limit;
mod leaders_apart;
mod leg_times;
mod member_has_task;
mod no_banquets_or_gifts;
mod no_family_along;
pub mod no_intermediary;
mod no_notice_no_money;
mod no_split_party;
mod one_continent;
pub(crate) mod overdue_locks_unit;
mod party_branch;
mod passports_returned;
mod place;
mod posted_before;
mod published_after_return;
pub mod purpose_wording;
mod ranks_match;
mod red_eye_exit;
mod report_in_time;
mod same_country_again;
#[cfg(test)]
pub(crate) mod scene;
mod secrecy_reviewed;
mod signing_is_no_reason;
mod stay_as_approved;
pub mod stay_within_cap;
mod still_in_post;
mod team_within_cap;
mod transit_declared;
mod work_fills_two_thirds;

use kernel::{Report, Severity};

pub use crate::case::{Case, Check, HostHoliday, HostVacation, Rule};
use crate::rulebook::Rulebook;
pub use findings::Findings;

/// Every rule, in the order of the manual.
pub const ALL: &[Rule] = &[
    academic_exchange::POSTS,
    academic_exchange::TASK,
    goes_to_stop::PLACE,
    goes_to_stop::WHOLE,
    goes_to_stop::TIME,
    leg_times::ZONE,
    leg_times::POSSIBLE,
    leg_times::DAY,
    groups_add_up::KNOWN,
    groups_add_up::ONCE,
    groups_add_up::ALL_OF_THEM,
    carried_documents::PASSPORT,
    carried_documents::VISA,
    team_within_cap::RULE,
    no_split_party::RULE,
    no_family_along::RULE,
    stay_within_cap::ONE_COUNTRY,
    stay_within_cap::TWO_COUNTRIES,
    stay_within_cap::THREE_COUNTRIES,
    stay_within_cap::FAR,
    border_days_count::STAMPS,
    border_days_count::GAPS,
    border_days_count::ANNOUNCED,
    red_eye_exit::RULE,
    countries_within_cap::RULE,
    one_continent::RULE,
    transit_declared::RULE,
    leaders_apart::PARTY,
    leaders_apart::ABROAD,
    same_country_again::RULE,
    leader_yearly_limit::RULE,
    still_in_post::RULE,
    in_annual_plan::PLANNED,
    in_annual_plan::QUOTA,
    purpose_wording::NAMED,
    purpose_wording::WORDING,
    member_has_task::LINKED,
    member_has_task::KNOWN,
    work_fills_two_thirds::SHARE,
    work_fills_two_thirds::SIGHTS,
    work_fills_two_thirds::PLANNED,
    invited_from_there::INVITED,
    invited_from_there::ISSUED_THERE,
    invitation_covers_trip::DAYS,
    invitation_covers_trip::ROSTER,
    invitation_covers_trip::STRANGERS,
    invitation_covers_trip::DRAFT,
    invitation_covers_trip::COMPLETE,
    inviter_acceptable::RULE,
    no_intermediary::LETTER,
    no_intermediary::REQUEST,
    posted_before::POSTED,
    posted_before::LONG_ENOUGH,
    posted_before::OVER,
    published_after_return::IN_TIME,
    published_after_return::LONG_ENOUGH,
    published_after_return::RESULT,
    no_notice_no_money::MONEY,
    no_notice_no_money::NEXT,
    passports_returned::OWN,
    passports_returned::LATE,
    passports_returned::NEXT,
    overdue_locks_unit::RULE,
    report_in_time::RULE,
    done_as_approved::WILFUL,
    done_as_approved::MONEY,
    done_as_approved::RULE,
    stay_as_approved::RULE,
    document_kind::KIND,
    document_kind::ONE_ONLY,
    document_valid::RULE,
    educated_before_leaving::ATTENDED,
    educated_before_leaving::TOPICS,
    secrecy_reviewed::RULE,
    secrecy_reviewed::KNOWN,
    party_branch::RULE,
    head_answers::NAMED,
    head_answers::APPROVED,
    host_on_vacation::RULE,
    host_on_vacation::HOLIDAY,
    host_on_vacation::RAMADAN,
    signing_is_no_reason::WITNESS,
    signing_is_no_reason::MAIN_REASON,
    agreement_approved::APPROVED,
    agreement_approved::RECORDED,
    no_banquets_or_gifts::RULE,
    ranks_match::RULE,
];

/// Holds a case against every rule.
pub fn check(case: &Case<'_>) -> Findings {
    let mut findings = Vec::new();
    for rule in ALL {
        let rule = as_layered(rule, case.book);
        (rule.check)(case, &mut Report::of(&rule, &mut findings));
    }
    Findings::sorted(findings)
}

/// The rule with the severity the rulebook gives it, if it gives one.
pub(crate) fn as_layered(rule: &Rule, book: &Rulebook) -> Rule {
    let severity = book.severity_of(rule.code).map_or(rule.severity, |figure| figure.value);
    Rule { severity, ..*rule }
}

/// A check for rules that look at something else than a case, such as a text.
fn elsewhere(_: &Case<'_>, _: &mut Report<'_>) {}

/// What a finding becomes where the provincial office decides case by case.
const DECIDED_ELSEWHERE: Severity = Severity::Warn;

#[cfg(test)]
mod tests {
    use super::scene::Scene;
    use super::*;

    #[test]
    fn a_trip_that_keeps_every_rule_finds_nothing() {
        Scene::of("").finds_in_all("");
    }

    #[test]
    fn every_rule_of_the_issue_has_a_page_and_speaks_both_languages() {
        let mut codes: Vec<_> = ALL.iter().map(|rule| rule.code).collect();
        codes.dedup();
        let wanted = "A01 A02 A03 A04 A05 R01 R02 R03 R04 R05 R06 R07 R09 R10 R11 R12 R13 R14 R15 R16 R17 R18 R19 R20 R21 \
                      R22 R23 R24 R25 R26 R27 R28 R29 R30 R31 R32 R33 R34 R35 R36 R37 R38 R39 R40 R41 R42 R43";
        assert_eq!(codes.join(" "), wanted);
        for rule in ALL {
            for words in [rule.name, rule.says, rule.remedy] {
                assert!(!words.zh.is_empty() && !words.en.is_empty(), "{}", rule.code);
                let places = |text: &str| {
                    let mut places: Vec<_> = text
                        .split('{')
                        .skip(1)
                        .filter_map(|rest| rest.split('}').next())
                        .map(str::to_owned)
                        .collect();
                    places.sort();
                    places
                };
                assert_eq!(places(words.zh), places(words.en), "{}", rule.code);
            }
        }
    }

    #[test]
    fn a_layer_may_turn_a_rule_s_severity() {
        Scene::of("countries: BR MA; days: 9")
            .finds(&[one_continent::RULE], "R12 warn continents=拉丁美洲、非洲");
        Scene::of("countries: BR MA; days: 9; school: 示例学院（校级规定样例）")
            .finds(&[one_continent::RULE], "R12 justify continents=拉丁美洲、非洲");
    }

    proptest::proptest! {
        #[test]
        fn no_trip_is_too_strange_to_be_judged(
            cut in 0..9_usize, shift in -400_000..2_600_000_i64, past in proptest::bool::ANY, text in "\\PC{0,40}",
        ) {
            use jiff::ToSpan as _;
            let day = jiff::civil::date(2026, 1, 1).saturating_add(shift.days());
            let scene = Scene::of("days: 9; students: 1").change(|trip| {
                trip.itinerary.days.truncate(cut);
                for half in trip.itinerary.days.iter_mut().map(|half_days| &mut half_days.morning) {
                    half.text.clone_from(&text);
                }
                if let Some(last) = trip.itinerary.days.last_mut() {
                    last.date = day;
                    last.afternoon.border = past.then_some(crate::model::Border::Entry);
                }
                if let Some(notice) = &mut trip.publicity {
                    notice.to = day;
                }
                if let Some(document) = &mut trip.members[0].document {
                    document.expires = day;
                }
                trip.members[0].kind = crate::model::Kind::Leader;
                trip.members[0].name.zh.clone_from(&text);
                trip.purposes[0].text = text;
            });
            let found = scene.check_all();
            proptest::prop_assert_eq!(scene.check_all(), found);
        }
    }

    #[test]
    fn a_reason_answers_its_own_rule_only() {
        let scene = Scene::of("days: 9");
        let findings = scene.check_all();
        assert_eq!(findings.unanswered(&[]).len(), 1);
        let reason = |rule: &str, reason: &str| crate::model::Justification {
            rule: rule.to_owned(),
            reason: reason.to_owned(),
            by: "示例".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            answers: Vec::new(),
        };
        assert_eq!(findings.unanswered(&[reason("R04", "赛程九天")]).len(), 1);
        assert_eq!(findings.unanswered(&[reason("R07", "　 ")]).len(), 1);
        assert!(findings.let_pass(&[reason("R07", "赛程九天")]));
    }
}
