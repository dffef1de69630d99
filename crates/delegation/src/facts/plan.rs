//! The school's year, as the table of its plan tells it: a row a delegation.

use documents::{Fact, record};
use jiff::civil::Date;
use kernel::{Currency, Money};

use super::{Planned, Subject, dates, event, letters, party, programme};
use crate::model::{Category, Kind};

/// A row a delegation, in the order given.
pub(super) fn rows(subject: &Subject<'_>) -> Vec<Fact> {
    subject.year.iter().enumerate().map(|(index, planned)| row(index, planned, subject)).collect()
}

fn row(index: usize, planned: &Planned, subject: &Subject<'_>) -> Fact {
    let Planned { delegation, total } = planned;
    let stop = subject.season.stops.iter().find(|stop| stop.id == delegation.stop);
    let stay = delegation.stay();
    let (countries, cities) = programme::places_of(delegation);
    let tasks: Vec<&str> = delegation.purposes.iter().map(|purpose| purpose.title.as_str()).collect();
    record! {
        index: (index + 1).to_string(),
        name: &delegation.name,
        event: stop.map(|stop| event(&stop.title)),
        countries: countries,
        cities: cities,
        range: stay.map(|stay| dates::range_within(stay.exit(), stay.entry())),
        days: stay.map(|stay| stay.days().to_string()),
        persons: delegation.staff().count(),
        students: delegation.students().count(),
        head: delegation.head().map(|head| head.name.zh.clone()),
        head_post: delegation.head().map(party::post_rank),
        names: party::names(delegation.staff()),
        leaders: party::names(delegation.staff().filter(|member| member.kind == Kind::Leader)),
        category: if delegation.category == Category::AcademicExchange { "学术" } else { "公务" },
        tasks: tasks.join("、"),
        inviters: letters::inviter_names(delegation),
        source: &delegation.funding.source,
        yuan: total.map(Money::grouped),
        currency: Currency::Cny.code(),
        minor: total.map_or(0, |total| total.minor),
        entry: delegation.plan.as_ref().map(|plan| plan.entry.clone()),
    }
}

/// What the rows add up to.
pub(super) fn sum(subject: &Subject<'_>) -> Fact {
    let all = || subject.year.iter().map(|planned| &planned.delegation);
    let zero = Money::zero(Currency::Cny);
    let known = subject.year.iter().filter_map(|planned| planned.total);
    let total = known.fold(zero, |sum, total| sum.plus(total).unwrap_or(sum));
    let exits = all().filter_map(|delegation| delegation.itinerary.exit());
    record! {
        year: exits.map(Date::year).min().map(|year| year.to_string()),
        parties: subject.year.len(),
        persons: all().map(|delegation| delegation.staff().count()).sum::<usize>(),
        quota: all().filter_map(|delegation| delegation.plan.as_ref()).map(|plan| plan.quota).max(),
        yuan: total.grouped(),
        minor: total.minor,
        open: subject.year.iter().filter(|planned| planned.total.is_none()).count(),
    }
}
