//! A03 · 航班、车次的时刻
//!
//! **查什么** 每个航班、车次按两地各自的时间：城市的时区知不知道，是不是先到后走，到达是哪一天说不说得清。
//! **不查谁** 没有例外；城市在金桥的城市表里、在日程里，或在时区栏里写明，都算知道。
//! **依据** 在外天数、住宿、公务时间都由这些时刻算出，线路按批准的走。
//! **怎么改** 改时刻，写明到达日，或写出同一时区的城市。
//!
//! **Checks** every flight and train by the clocks of both ends: that the zones
//! of its cities are known, that it arrives after it left, and that its day of
//! arrival can be told.
//! **Spares** nobody; a city is known by our list, by the itinerary or by what
//! the itinerary says of its zone.
//! **Basis** the days abroad, the beds and the hours of work all follow from
//! these times, and an approved route is travelled as it was approved.
//! **Remedy** mend the times, say the day of arrival, or name a city of the zone.

use kernel::{Said, Severity, Words};

use super::{Case, Report, Rule, place};
use crate::model::Unclear;

const BASIS: &str = "航班、车次时刻以承运人公布的当地时间为准；时区按 IANA 时区数据库";

/// The zones of both cities are known.
pub(super) const ZONE: Rule = Rule {
    code: "A03",
    name: Words { zh: "时区", en: "time zones" },
    severity: Severity::Warn,
    says: Words {
        zh: "不清楚{city}用什么时区，{leg}的时刻没有核对",
        en: "the time zone of {city} is unknown, so the times of {leg} were not checked",
    },
    remedy: Words {
        zh: "核对城市名称；确为此城市的，在“出发时区”“到达时区”栏写同一时区的知名城市",
        en: "check the city's name; if it is right, name a well-known city of its zone in the columns of zones",
    },
    basis: BASIS,
    check: zone,
};

/// It arrives after it left.
pub(super) const POSSIBLE: Rule = Rule {
    code: "A03",
    name: Words { zh: "时刻可行", en: "times that are possible" },
    severity: Severity::Warn,
    says: Words {
        zh: "{leg}当地{departs}从{from}出发、当地{arrives}到{to}，按两地时区和日程算不通",
        en: "{leg} leaves {from} at {departs} and reaches {to} at {arrives}, which the zones and the itinerary do not allow",
    },
    remedy: Words {
        zh: "按承运人公布的时刻改正出发、到达时间或到达日",
        en: "mend the times or the day of arrival as the carrier publishes them",
    },
    basis: BASIS,
    check: possible,
};

/// It is plain on which day it arrives.
pub(super) const DAY: Rule = Rule {
    code: "A03",
    name: Words { zh: "到达日", en: "day of arrival" },
    severity: Severity::Warn,
    says: Words {
        zh: "从日程看不出{leg}哪一天到{to}",
        en: "the itinerary does not tell on which day {leg} reaches {to}",
    },
    remedy: Words {
        zh: "在“到达日”栏写当日、次日或第三日", en: "fill in the column of the day of arrival"
    },
    basis: BASIS,
    check: day,
};

fn zone(case: &Case<'_>, report: &mut Report<'_>) {
    each(case, |found, figures, place| {
        if let Unclear::Zone(city) = found {
            let [leg, ..] = figures;
            report.find(place, &[leg, ("city", Said::plain(city))]);
        }
    });
}

fn possible(case: &Case<'_>, report: &mut Report<'_>) {
    each(case, |found, figures, place| {
        if found == Unclear::Impossible {
            report.find(place, &figures);
        }
    });
}

fn day(case: &Case<'_>, report: &mut Report<'_>) {
    each(case, |found, [leg, .., to], place| {
        if found == Unclear::ArrivalDay {
            report.find(place, &[leg, to]);
        }
    });
}

/// Every leg whose times cannot be told, with what there is to say of it.
fn each(case: &Case<'_>, mut tell: impl FnMut(Unclear, [(&'static str, Said); 5], kernel::Place)) {
    let itinerary = &case.delegation.itinerary;
    for (date, half, leg) in itinerary.legs() {
        let Err(unclear) = itinerary.passage(date, half, leg) else { continue };
        let figures = [
            ("leg", Said::plain(&leg.number)),
            ("departs", Said::plain(leg.departs.strftime("%H:%M"))),
            ("arrives", Said::plain(leg.arrives.strftime("%H:%M"))),
            ("from", Said::plain(&leg.from)),
            ("to", Said::plain(&leg.to)),
        ];
        tell(unclear, figures, place::half(date, half));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::super::scene::Scene;
    use super::*;
    use crate::model::Leg;

    const ALL: [Rule; 3] = [ZONE, POSSIBLE, DAY];

    #[track_caller]
    fn check(change: impl FnOnce(&mut Leg), expected: &str) {
        let scene = Scene::of("").change(|trip| change(trip.itinerary.days[0].morning.leg.as_mut().unwrap()));
        scene.finds_figures(&ALL, &["leg", "city", "to"], expected);
    }

    #[test]
    fn a_city_of_no_list_in_a_country_of_many_times_is_asked_about() {
        check(|leg| leg.to_zone = None, "A03 warn city=示例城 leg=XX801");
        check(
            |leg| {
                leg.to_zone = None;
                leg.to = "圣保罗".to_owned();
            },
            "",
        );
    }

    #[test]
    fn a_flight_arrives_after_it_left_by_the_clocks_of_both_ends() {
        // 09:00 in Beijing is 22:00 of the evening before in São Paulo.
        check(|leg| leg.arrives = time(8, 0, 0, 0), "");
        check(|leg| leg.days_later = Some(-1), "A03 warn leg=XX801 to=示例城");
        check(|leg| leg.days_later = Some(2), "A03 warn leg=XX801 to=示例城");
    }

    #[test]
    fn a_day_that_cannot_be_told_is_asked_for() {
        let via = |leg: &mut Leg| {
            leg.days_later = None;
            leg.to = "别处".to_owned();
            leg.via = Some(("马德里".to_owned(), "ES".parse().unwrap()));
        };
        check(via, "A03 warn leg=XX801 to=别处");
    }
}
