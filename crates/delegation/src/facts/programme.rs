//! When, where and what for, as the papers tell it.

use documents::{Fact, record};
use jiff::civil::Date;
use kernel::Country;
use season::model::Season;

use super::{Subject, dates, flights, letters, promises};
use crate::budget;
use crate::model::{Day, Delegation, Half, HalfDay, Itinerary, Leg, Night, Work};

pub(super) fn trip(subject: &Subject<'_>) -> Fact {
    let Subject { delegation, .. } = *subject;
    let itinerary = &delegation.itinerary;
    let (countries, cities) = (itinerary.countries(), cities(itinerary));
    let stay = itinerary.stay();
    let days = stay.map_or(0, kernel::Stay::days);
    let working = itinerary.halves().filter(|(_, _, half)| half.work.counts()).count();
    let transits: Vec<String> =
        itinerary.transits().iter().map(|(city, country)| format!("{}{city}", country.zh())).collect();
    record! {
        name: &delegation.name,
        places: places(delegation),
        countries: countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join("、"),
        countries_en: countries.iter().map(|country| country.en()).collect::<Vec<_>>().join(", "),
        country_count: countries.len(),
        cities: cities.join("、"),
        from: stay.map(|stay| dates::zh(stay.exit())),
        to: stay.map(|stay| dates::zh(stay.entry())),
        range: stay.map(|stay| dates::range(stay.exit(), stay.entry())),
        range_en: stay.map(|stay| dates::range_en(stay.exit(), stay.entry())),
        days: days,
        nights: lodging_nights(itinerary),
        nights_aboard: itinerary.days.iter().filter(|day| day.night == Night::Aboard).count(),
        year: stay.map(|stay| stay.exit().year().to_string()),
        route: itinerary.route(),
        transits: transits.join("、"),
        foreign_crossing: flights::crosses_border(itinerary),
        category: delegation.category.words().zh,
        academic: delegation.category == crate::model::Category::AcademicExchange,
        mode: delegation.mode.words().zh,
        working_halves: working,
        working_days: half_days(working),
        halves: days * 2,
        competition_days: half_days(count(itinerary, Work::Competition)),
        meeting_days: half_days(count(itinerary, Work::Meeting)),
        travel_days: half_days(count(itinerary, Work::Travel)),
        idle: count(itinerary, Work::Empty) > 0,
        inviters: letters::inviters(delegation),
        inviter_names: letters::inviter_names(delegation),
        inviter_count: letters::inviter_count(delegation),
        direct: letters::direct(delegation),
        goals: goals(delegation, subject.season),
        planned: delegation.plan.is_some(),
        plan_entry: delegation.plan.as_ref().map(|plan| plan.entry.clone()),
        plan_quota: delegation.plan.as_ref().map(|plan| plan.quota.to_string()),
        plan_used: delegation.plan.as_ref().map(|plan| plan.used.to_string()),
    }
}

/// Countries and cities of a trip, each joined as a list joins them.
pub(super) fn places_of(delegation: &Delegation) -> (String, String) {
    let itinerary = &delegation.itinerary;
    let countries: Vec<&str> = itinerary.countries().iter().map(|country| country.zh()).collect();
    (countries.join("、"), cities(itinerary).join("、"))
}

/// Country by country, for forms that ask for the days in each. Every day abroad
/// belongs to one country, as it does for the fixed sums, so they add up.
fn places(delegation: &Delegation) -> Vec<Fact> {
    let itinerary = &delegation.itinerary;
    let days = budget::places_of_days(delegation);
    let place = |country: &Country| {
        let cities: Vec<&str> =
            itinerary.cities().into_iter().filter(|(of, _)| of == country).map(|(_, city)| city).collect();
        let there: Vec<Date> = days.iter().filter(|(_, of)| of == country).map(|(day, _)| *day).collect();
        let range = there.first().zip(there.last()).map(|(from, to)| dates::range(*from, *to));
        record! {
            country: country.zh(),
            cities: cities.join("、"),
            days: there.len(),
            range: range,
            inviters: letters::inviters_in(delegation, *country),
        }
    };
    itinerary.countries().iter().map(place).collect()
}

/// The annex's goals that the purposes serve, by their headings. The request
/// quotes them, so quotes inside them are single ones (GB/T 15834—2011, 4.8).
fn goals(delegation: &Delegation, season: &Season) -> Vec<String> {
    let served = |number: u32| delegation.purposes.iter().any(|purpose| purpose.goals.contains(&number));
    let titled = season.goals.iter().filter(|goal| !goal.title.is_empty());
    let quoted = |title: &str| title.replace('“', "‘").replace('”', "’");
    titled.filter(|goal| served(goal.number)).map(|goal| quoted(&goal.title)).collect()
}

fn count(itinerary: &Itinerary, work: Work) -> usize {
    itinerary.halves().filter(|(_, _, half)| half.work == work).count()
}

fn lodging_nights(itinerary: &Itinerary) -> usize {
    itinerary.days.iter().filter(|day| matches!(day.night, Night::Lodging { .. })).count()
}

/// Half days as days: `4`, `4.5`.
fn half_days(halves: usize) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

/// Every city a bed is paid in, with its country.
pub(super) fn lodged(itinerary: &Itinerary) -> Vec<Fact> {
    let place = |(country, city): (Country, &str)| record! { name: city, country: country.zh() };
    itinerary.cities().into_iter().map(place).collect()
}

fn cities(itinerary: &Itinerary) -> Vec<&str> {
    itinerary.cities().into_iter().map(|(_, city)| city).collect()
}

/// The days of the programme: two rows a day, and one more for each group where
/// the party parts.
pub(super) fn days(itinerary: &Itinerary) -> Vec<Fact> {
    let day = |day: &Day| {
        let halves = [(Half::Morning, &day.morning), (Half::Afternoon, &day.afternoon)];
        let rows = halves.into_iter().flat_map(|(half, all)| {
            let row = move |it| row(half, it, &who(all, it), &what_happens(itinerary, day.date, half, it));
            all.strands().map(row)
        });
        record! {
            date: dates::day_zh(day.date),
            weekday: dates::weekday(day.date),
            rows: rows.collect::<Vec<_>>(),
        }
    };
    itinerary.days.iter().map(day).collect()
}

fn row(half: Half, it: &HalfDay, who: &str, what: &str) -> Fact {
    let host = [it.host.as_str(), it.meets.as_str()];
    record! {
        half: half.words().zh,
        city: it.city.replace('—', "—\n"),
        text: format!("{who}{what}"),
        host: host.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"),
    }
}

/// Who takes part, where that is not everybody.
fn who(all: &HalfDay, it: &HalfDay) -> String {
    match (it.participants.as_slice(), all.beside.is_empty()) {
        ([], true) => String::new(),
        ([], false) => "其余人员：".to_owned(),
        (names, _) => format!("{}：", names.join("、")),
    }
}

/// The half day in words; flights the words do not name are told first.
fn what_happens(itinerary: &Itinerary, date: Date, part: Half, half: &HalfDay) -> String {
    let told = |leg: &&Leg| !half.text.contains(&leg.number);
    let flight = |leg: &Leg| {
        let (number, to) = (&leg.number, &leg.to);
        let days = itinerary.passage(date, part, leg).map_or(0, |passage| passage.days_later());
        let day = crate::timetable::later(days);
        format!("{} 乘{number}次，{day}{} 到达{to}", clock(leg.departs), clock(leg.arrives))
    };
    let mut lines: Vec<String> = half.legs().filter(told).map(flight).collect();
    if !half.text.is_empty() || lines.is_empty() {
        lines.push(half.text.clone());
    }
    lines.join("\n")
}

pub(super) fn clock(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(super) fn purposes(subject: &Subject<'_>) -> Vec<Fact> {
    let purpose = |(index, it): (usize, &crate::model::Purpose)| {
        record! {
            number: (index + 1).to_string(),
            numeral: numeral(index + 1),
            title: &it.title,
            text: &it.text,
            necessity: &it.necessity,
            outcome: &it.outcome,
            promises: promises::of_task(subject, it.task),
        }
    };
    subject.delegation.purposes.iter().enumerate().map(purpose).collect()
}

/// `一`, `二` … as 层次序数 go (GB/T 9704—2012, 7.3.3); beyond ten in digits.
pub(super) fn numeral(number: usize) -> String {
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    number
        .checked_sub(1)
        .and_then(|index| numerals.get(index))
        .map_or_else(|| number.to_string(), |numeral| (*numeral).to_owned())
}

/// The days a letter covers, in both languages.
pub(super) fn letter_days(from: Date, to: Date) -> (String, String) {
    (dates::range(from, to), dates::range_en(from, to))
}
