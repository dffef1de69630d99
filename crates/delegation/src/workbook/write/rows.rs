//! Every field of a delegation under its column.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use kernel::{Country, Decimal};
use objective::model::Outcome;

use super::{Filled, Record, Value};
use crate::facts::dates;
use crate::model::{
    Day, Delegation, ExchangeRate, Expense, Half, HalfDay, HostPays, Invitation, Justification, Leg, Member,
    Night, PastTrip, Purpose, Relative, Share, TravelDocument, Witness, Work,
};
use crate::workbook::column::Section;
use crate::workbook::sections::{invitations, itinerary, members, money, purposes, trip};
use crate::workbook::values;

/// All sections of a delegation, in the template's order.
pub(super) fn of(delegation: &Delegation) -> Vec<Filled> {
    let funding = &delegation.funding;
    vec![
        Filled { section: &trip::SECTION, records: vec![form(delegation)] },
        table(&trip::JUSTIFICATIONS, &delegation.justifications, justification),
        table(&members::SECTION, &delegation.members, member),
        Filled { section: &itinerary::SECTION, records: halves(&delegation.itinerary.days) },
        table(&invitations::SECTION, &delegation.invitations, invitation),
        table(&purposes::SECTION, &delegation.purposes, purpose),
        table(&purposes::PROMISES, &promises(delegation), promise),
        table(&purposes::WITNESSES, &delegation.witnesses, witness),
        table(&money::RATES, &funding.rates, rate),
        table(&money::PRICES, &funding.expenses, expense),
        table(&money::SHARES, &funding.shares, share),
    ]
}

fn table<T>(section: &'static Section, records: &[T], write: fn(Record, &T) -> Record) -> Filled {
    let record = |(index, value)| write(Record::of(section).numbered(index), value).done();
    Filled { section, records: records.iter().enumerate().map(record).collect() }
}

fn form(delegation: &Delegation) -> Vec<Value> {
    use trip as on;
    let (plan, notice) = (delegation.plan.as_ref(), delegation.publicity.as_ref());
    let funding = &delegation.funding;
    Record::of(&on::SECTION)
        .put(&on::NAME, &delegation.name)
        .put(&on::MODE, delegation.mode.words().zh)
        .put(&on::CATEGORY, delegation.category.words().zh)
        .put(&on::PLAN, plan.map(|plan| &plan.entry))
        .put(&on::QUOTA, plan.map(|plan| Decimal::from(plan.quota)))
        .put(&on::USED, plan.map(|plan| Decimal::from(plan.used)))
        .put(&on::CONTACT, &delegation.contact)
        .put(&on::NOTICE_PLACE, notice.map(|notice| &notice.place))
        .put(&on::NOTICE_FROM, notice.map(|notice| notice.from))
        .put(&on::NOTICE_TO, notice.map(|notice| notice.to))
        .put(&on::NOTICE_RESULT, notice.map(|notice| &notice.result))
        .put(&on::OBJECTIONS, notice.map(|notice| &notice.objections))
        .put(&on::SOURCE, &funding.source)
        .put(&on::BUDGETED, funding.budgeted)
        .put(&on::HOST_PAYS, host_pays(funding.host_pays))
        .put(&on::DAY_RATE, funding.day_rate.words().zh)
        .put(&on::NIGHTS, funding.nights.words().zh)
        .done()
}

fn justification(record: Record, reason: &Justification) -> Record {
    use trip as on;
    record
        .put(&on::RULE, &reason.rule)
        .put(&on::REASON, &reason.reason)
        .put(&on::BY, &reason.by)
        .put(&on::AT, moment(reason.at))
}

fn member(record: Record, member: &Member) -> Record {
    use members as on;
    let document = member.document.as_ref();
    record
        .put(&on::NAME, &member.name.zh)
        .put(&on::SURNAME, &member.name.surname)
        .put(&on::GIVEN, &member.name.given)
        .put(&on::SEX, member.sex.words().zh)
        .put(&on::BORN, member.born)
        .put(&on::UNIT, &member.unit)
        .put(&on::POST, &member.post)
        .put(&on::RANK, &member.rank)
        .put(&on::KIND, member.kind.words().zh)
        .put(&on::DUTY, member.duty.words().zh)
        .put(&on::STANDING, member.standing.words().zh)
        .put(&on::LEADERSHIP, member.leadership.as_ref())
        .put(&on::DOCUMENT, document.map(|document| document.kind.words().zh))
        .put(&on::PASSPORT, document.map(|document| &document.number))
        .put(&on::EXPIRES, document.map(|document| document.expires))
        .put(&on::SECOND, member.second_document.as_ref().map(second))
        .put(&on::TRIPS, lines(&member.past_trips, past_trip))
        .put(&on::FAMILY, lines(&member.family, relative))
        .put(&on::TASKS, numbers(&member.tasks))
        .put(&on::RESIDENCE, member.foreign_residence.map(Country::zh))
        .put(&on::POLITICS, member.politics.map(|politics| politics.words().zh))
        .put(&on::SECRECY, member.secrecy.words().zh)
}

/// A member as a row of the roster.
pub(super) fn roster_row(of: &Member) -> Vec<Value> {
    member(Record::of(&members::SECTION), of).done()
}

fn second(document: &TravelDocument) -> String {
    format!("{} {} {}", document.kind.words().zh, document.number, document.expires)
}

fn past_trip(trip: &PastTrip) -> String {
    let from = if trip.from.day() == 1 { month(trip.from) } else { trip.from.to_string() };
    let countries: Vec<&str> = trip.countries.iter().map(listed).collect();
    format!("{from} {} {}", countries.join("、"), trip.purpose).trim_end().to_owned()
}

/// A country's name in a list; by its two letters if the name itself has a sign
/// that parts lists (博奈尔、圣尤斯特歇斯和萨巴).
fn listed(country: &Country) -> &str {
    let name = country.zh();
    if values::list(name).len() == 1 { name } else { country.iso2() }
}

fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

fn relative(relative: &Relative) -> String {
    format!("{} {}", relative.relation, relative.name)
}

/// Two records a day, more where groups part or flights are changed; the evening
/// stands with the afternoon.
fn halves(days: &[Day]) -> Vec<Vec<Value>> {
    let mut records: Vec<Vec<Value>> = Vec::new();
    for day in days {
        let night = night(&day.night, day.afternoon.country);
        let halves = [
            (Half::Morning, &day.morning, Value::Blank),
            (Half::Afternoon, &day.afternoon, Value::Text(night)),
        ];
        for (half, all, night) in halves {
            let mut night = Some(night);
            for what in all.strands() {
                let record = Record::of(&itinerary::SECTION).numbered(records.len());
                let record = half_day(record, day.date, half, what);
                let night = night.take().unwrap_or(Value::Blank);
                records.push(record.put(&itinerary::NIGHT, night).done());
                for leg in &what.onward {
                    let record = Record::of(&itinerary::SECTION).numbered(records.len());
                    records.push(onward(record, day.date, half, leg).done());
                }
            }
        }
    }
    records
}

fn half_day(record: Record, date: Date, half: Half, what: &HalfDay) -> Record {
    use itinerary as on;
    let record = slot(record, date, half)
        .put(&on::COUNTRY, what.country.zh())
        .put(&on::CITY, &what.city)
        .put(&on::WORK, what.work.words().zh)
        .put(&on::TEXT, &what.text)
        .put(&on::HOST, &what.host)
        .put(&on::MEETS, &what.meets)
        .put(&on::TASKS, numbers(&what.tasks))
        .put(&on::PARTICIPANTS, what.participants.join("、"))
        .put(&on::BORDER, what.border.map(|border| border.words().zh));
    match &what.leg {
        Some(leg) => leg_of(record, leg),
        None => record,
    }
}

fn slot(record: Record, date: Date, half: Half) -> Record {
    use itinerary as on;
    record.put(&on::DATE, date).put(&on::WEEKDAY, dates::weekday(date)).put(&on::HALF, half.words().zh)
}

/// A further flight of the same half day, on a row of its own.
fn onward(record: Record, date: Date, half: Half, leg: &Leg) -> Record {
    use itinerary as on;
    let way = format!("{}—{}", leg.from, leg.to);
    leg_of(slot(record, date, half).put(&on::CITY, way), leg).put(&on::WORK, Work::Travel.words().zh)
}

fn leg_of(record: Record, leg: &Leg) -> Record {
    use itinerary as on;
    let via = leg.via.as_ref();
    let later = |days: i8| on::DAYS.iter().find(|(known, _)| *known == days).map(|(_, word)| *word);
    let days = leg.days_later.map(|days| later(days).map_or(days.to_string(), str::to_owned));
    record
        .put(&on::LEG, &leg.number)
        .put(&on::CARRIER, &leg.carrier)
        .put(&on::HOME_CARRIER, leg.home_carrier)
        .put(&on::FROM, &leg.from)
        .put(&on::TO, &leg.to)
        .put(&on::DEPARTS, clock(leg.departs))
        .put(&on::ARRIVES, clock(leg.arrives))
        .put(&on::DAYS_LATER, days)
        .put(&on::FROM_ZONE, leg.from_zone.as_ref().map(ToString::to_string))
        .put(&on::TO_ZONE, leg.to_zone.as_ref().map(ToString::to_string))
        .put(&on::VIA, via.map(|(city, _)| city))
        .put(&on::VIA_COUNTRY, via.map(|(_, country)| country.zh()))
}

fn night(night: &Night, here: Country) -> String {
    match night {
        Night::Aboard => "在途".to_owned(),
        Night::Home => "国内".to_owned(),
        Night::Lodging { country, city } if *country == here => city.clone(),
        Night::Lodging { country, city } => format!("{city}（{}）", country.zh()),
    }
}

fn invitation(record: Record, letter: &Invitation) -> Record {
    use invitations as on;
    record
        .put(&on::INVITER, &letter.inviter)
        .put(&on::FOREIGN, &letter.inviter_foreign)
        .put(&on::KIND, letter.kind.words().zh)
        .put(&on::COUNTRY, letter.country.zh())
        .put(&on::ISSUED_IN, letter.issued_in.zh())
        .put(&on::CITY, &letter.city)
        .put(&on::ADDRESS, &letter.address)
        .put(&on::PHONE, &letter.phone)
        .put(&on::EMAIL, &letter.email)
        .put(&on::PROFILE, &letter.profile)
        .put(&on::SIGNER, &letter.signer)
        .put(&on::SIGNER_POST, &letter.signer_post)
        .put(&on::RANK_MATCHES, letter.rank_matches)
        .put(&on::DIRECT, letter.direct)
        .put(&on::FROM, letter.from)
        .put(&on::TO, letter.to)
        .put(&on::ISSUED, letter.issued)
        .put(&on::NAMES, letter.names.join("\n"))
        .put(&on::PAYS, &letter.pays)
}

fn purpose(record: Record, purpose: &Purpose) -> Record {
    use purposes as on;
    record
        .put(&on::TASK, Decimal::from(purpose.task))
        .put(&on::TITLE, &purpose.title)
        .put(&on::TEXT, &purpose.text)
        .put(&on::NECESSITY, &purpose.necessity)
        .put(&on::OUTCOME, &purpose.outcome)
        .put(&on::GOALS, numbers(&purpose.goals))
}

fn promises(delegation: &Delegation) -> Vec<Outcome> {
    delegation.purposes.iter().flat_map(|purpose| purpose.promises.iter().cloned()).collect()
}

fn promise(record: Record, outcome: &Outcome) -> Record {
    use purposes as on;
    record
        .put(&on::TASK, Decimal::from(outcome.task))
        .put(&on::KIND, outcome.kind.words().zh)
        .put(&on::PROMISED, &outcome.what)
        .put(&on::SHOWN_BY, &outcome.shown_by)
        .put(&on::OWNER, &outcome.owner)
        .put(&on::DUE, outcome.due)
        .put(&on::SERVES, numbers(&outcome.goals))
}

fn witness(record: Record, witness: &Witness) -> Record {
    use purposes as on;
    record
        .put(&on::SIGNER, &witness.name)
        .put(&on::AGREEMENT, &witness.agreement)
        .put(&on::APPROVED, witness.approved)
}

fn rate(record: Record, known: &ExchangeRate) -> Record {
    use money as on;
    record
        .put(&on::CURRENCY, known.rate.from.words().zh)
        .put(&on::RATE, known.rate.value)
        .put(&on::SOURCE, known.source.words().zh)
        .put(&on::RATE_DAY, known.date)
        .put(&on::ON, known.on.words().zh)
}

fn expense(record: Record, expense: &Expense) -> Record {
    use money as on;
    record
        .put(&on::ITEM, expense.item.words().zh)
        .put(&on::WHAT, &expense.what)
        .put(&on::CURRENCY, expense.price.currency.words().zh)
        .put(&on::PRICE, expense.price.decimal())
        .put(&on::UNITS, Decimal::from(expense.units))
        .put(&on::PERSONS, expense.persons.map(Decimal::from))
        .put(&on::APPROVED, expense.approved)
        .put(&on::NOTE, &expense.note)
}

fn share(record: Record, share: &Share) -> Record {
    use money as on;
    record.put(&on::PAYER, &share.payer).put(&on::PERCENT, share.percent)
}

fn host_pays(pays: HostPays) -> String {
    let all = [(pays.lodging, "住宿"), (pays.meals, "伙食"), (pays.transport, "交通"), (pays.fare, "机票")];
    let paid: Vec<&str> = all.iter().filter(|(paid, _)| *paid).map(|(_, what)| *what).collect();
    if paid.is_empty() { "无".to_owned() } else { paid.join("、") }
}

fn numbers(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("、")
}

fn lines<T>(all: &[T], line: fn(&T) -> String) -> String {
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn clock(time: Time) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") }
}

/// A moment at the beginning of a Beijing day is written as the day.
fn moment(at: Timestamp) -> Value {
    let zoned = at.to_zoned_datetime(values::beijing());
    if zoned.time() == Time::midnight() { Value::Day(zoned.date()) } else { Value::Text(at.to_string()) }
}
