//! R15 · 半年内领导不得率团再访同一国家
//!
//! **查什么** 本校领导是否在规定月数内再率团赴同一国家，或本次团长不久前率团去过。
//! **不查谁** 由教师带队的团组；已取消的团组。
//! **依据** 中办发〔2013〕16号；数值见 `leader.same_country_months`。
//! **怎么改** 由教师带队，或拉开日期，或不去该国。
//!
//! **Checks** whether a leader of the school leads another party of the season
//! to the same country less than the named months away, or led this head there.
//! **Spares** parties led by teachers; parties that were cancelled.
//! **Basis** 中办发〔2013〕16号; the figure is `leader.same_country_months`.
//! **Remedy** let a teacher lead, choose dates further apart, or drop the country.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Country, Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Delegation, Kind, Member};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R15",
    name: Words { zh: "半年内再访同一国家", en: "the same country within half a year" },
    severity: Severity::Block,
    says: Words {
        zh: "本校领导{leader}于{date}率团赴{country}，与本次相隔不足{months}个月",
        en: "{leader} of the same school leads to {country} on {date}, less than {months} months from this trip",
    },
    remedy: Words {
        zh: "改由教师带队，或把日期错开到{months}个月以外，或不去该国",
        en: "let a teacher lead, move the dates {months} months apart, or drop the country",
    },
    basis: "中办发〔2013〕16号",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let months = &case.book.leader.same_country_months;
    let Some((head, stay)) = leader_of(case.delegation).zip(case.delegation.stay()) else { return };
    let countries = case.delegation.itinerary.countries();
    let mut tell = |leader: &Member, date: Date, country: Country| {
        let figures = [
            ("leader", place::names(&[leader])),
            ("date", place::full_day(date)),
            ("country", place::countries(&[country])),
            ("months", Said::plain(months.value)),
        ];
        report.find(place::whole("members"), &figures).because(&months.basis);
    };
    for other in case.others() {
        let Some((leader, their)) = leader_of(other).zip(other.stay()) else { continue };
        let again = other.itinerary.countries().into_iter().find(|country| countries.contains(country));
        if let Some(country) = again.filter(|_| within(months.value, their.exit(), stay.exit())) {
            tell(leader, their.exit(), country);
        }
    }
    for trip in head.past_trips.iter().filter(|trip| trip.from < stay.exit()) {
        let again = trip.countries.iter().find(|country| countries.contains(country));
        if let Some(country) = again.filter(|_| within(months.value, trip.from, stay.exit())) {
            tell(head, trip.from, *country);
        }
    }
}

/// The head, if a leader of the school.
fn leader_of(delegation: &Delegation) -> Option<&Member> {
    delegation.head().filter(|head| head.kind == Kind::Leader || head.leadership.is_some())
}

/// Whether two days are less than so many months apart.
fn within(months: i64, one: Date, other: Date) -> bool {
    let (earlier, later) = (one.min(other), one.max(other));
    earlier.checked_add(months.months()).is_ok_and(|free| later < free)
}

#[cfg(test)]
mod tests {
    use super::super::scene::Scene;
    use super::*;
    use crate::model::PastTrip;
    use crate::model::life::tests::approved;

    fn led(words: &str) -> Scene {
        Scene::of(words).change(|trip| trip.members[0].kind = Kind::Leader)
    }

    #[test]
    fn leaders_of_one_school_return_to_a_country_after_half_a_year() {
        let other = |from: &str| led("").beside(led(&format!("from: {from}")));
        let found = "R15 block country=巴西 date=2026年3月13日 leader=示例甲 months=6";
        other("2026-03-13").finds(&[RULE], found);
        other("2026-03-12").finds(&[RULE], "");
        led("").beside(Scene::of("from: 2026-05-01")).finds(&[RULE], "");
        Scene::of("").beside(led("from: 2026-05-01")).finds(&[RULE], "");
        led("").beside(led("from: 2026-05-01; countries: RU; stop: 5")).finds(&[RULE], "");
    }

    #[test]
    fn who_never_went_comes_back_to_nowhere() {
        let other = |life: &str| led("").beside(led("from: 2026-05-01").lived(life));
        assert_eq!(other("").count_of(&[RULE]), 1);
        other(&approved("cancel 61")).finds(&[RULE], "");
    }

    #[test]
    fn the_head_s_own_last_trip_counts() {
        let trip = |month: i8| PastTrip {
            from: Date::new(2026, month, 1).unwrap(),
            countries: vec!["BR".parse().unwrap()],
            purpose: "示例".to_owned(),
        };
        let scene = |month| led("").change(move |party| party.members[0].past_trips = vec![trip(month)]);
        scene(6).finds(&[RULE], "R15 block country=巴西 date=2026年6月1日 leader=示例甲 months=6");
        scene(2).finds(&[RULE], "");
    }
}
