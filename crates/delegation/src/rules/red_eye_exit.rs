//! R10 · 零点后起飞的航班
//!
//! **查什么** 出境日的航班：零点后不久起飞的，多在前一日零点前过边检，章上是前一天，在外天
//! 数比机票多一天。
//! **不查谁** 日程已把出境标在前一日晚上的。
//! **依据** 以边检章为准，不以机票为准；时段见 `stay.red_eye.*`。
//! **怎么改** 把出境标在前一日重新计算，或改乘其他航班；回国后留存电子客票行程单和说明。
//!
//! **Checks** the flight of the exit day: one that leaves soon after midnight is
//! usually boarded after a border check before midnight, so the stamp bears the
//! day before and the stay is a day longer than the ticket says.
//! **Spares** an itinerary that already marks the exit on the evening before.
//! **Basis** the border stamps count, not the ticket; the hours are `stay.red_eye.*`.
//! **Remedy** mark the exit on the day before and count again, or take another
//! flight; after return, keep the e-ticket receipt and a note.

use kernel::{City, Country, Report, Said, Severity, Words};

use super::{Case, Rule, place};
use crate::model::{Border, Leg};

/// The rule.
pub(super) const RULE: Rule = Rule {
    code: "R10",
    name: Words { zh: "零点后起飞的航班", en: "flights soon after midnight" },
    severity: Severity::Warn,
    says: Words {
        zh: "{flight}于{departs}起飞，边检章可能是前一日，在外天数会由{days}天变为{counted}天",
        en: "{flight} leaves at {departs}; the exit stamp may bear the day before, making {days} days {counted}",
    },
    remedy: Words {
        zh: "把出境标在前一日并按{counted}天核对上限，或改乘其他航班；回国后附电子客票行程单说明",
        en: "mark the exit on the day before and check {counted} days against the cap, or take another flight; keep the e-ticket receipt",
    },
    basis: "出入境边检验讫章日期",
    check,
};

fn check(case: &Case<'_>, report: &mut Report<'_>) {
    let Some(stay) = case.delegation.stay() else { return };
    let hours = &case.book.stay;
    for (date, half, spent) in case.delegation.itinerary.strands() {
        if spent.border != Some(Border::Exit) {
            continue;
        }
        for leg in spent.legs().filter(|leg| leaves_home(leg)) {
            if leg.departs < hours.red_eye_from.value || hours.red_eye_to.value < leg.departs {
                continue;
            }
            let figures = [
                ("flight", Said::plain(&leg.number)),
                ("departs", Said::plain(leg.departs.strftime("%H:%M"))),
                ("days", Said::plain(stay.days())),
                ("counted", Said::plain(stay.days() + 1)),
            ];
            report.find(place::half(date, half), &figures).because(&hours.red_eye_to.basis);
        }
    }
}

/// Whether a leg may lead over the border: not from one city at home to another.
fn leaves_home(leg: &Leg) -> bool {
    City::find(&leg.to).is_none_or(|city| city.country != Country::CHINA)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::super::scene::Scene;
    use super::*;

    #[track_caller]
    fn check(hour: i8, minute: i8, expected: &str) {
        let scene = Scene::of("").change(move |trip| {
            if let Some(leg) = &mut trip.itinerary.days[0].morning.leg {
                leg.departs = time(hour, minute, 0, 0);
            }
        });
        scene.finds(&[RULE], expected);
    }

    #[test]
    fn a_flight_soon_after_midnight_may_cost_a_day() {
        check(1, 55, "R10 warn counted=7 days=6 departs=01:55 flight=XX801");
        check(0, 0, "R10 warn counted=7 days=6 departs=00:00 flight=XX801");
        check(3, 30, "R10 warn counted=7 days=6 departs=03:30 flight=XX801");
        check(3, 31, "");
        check(23, 50, "");
    }

    #[test]
    fn an_exit_marked_on_the_evening_before_is_honest() {
        let scene = Scene::of("").change(|trip| {
            let mut flight = trip.itinerary.days[0].morning.leg.take();
            if let Some(leg) = &mut flight {
                leg.departs = time(1, 55, 0, 0);
            }
            trip.itinerary.days[1].morning.leg = flight;
        });
        scene.finds(&[RULE], "");
    }
}
