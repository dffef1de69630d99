//! Whatever a delegation says, its workbook says it too, and reads back alike.

use delegation::model::life::Life;
use delegation::model::{
    Border, Category, CostItem, Day, DayRate, Delegation, DocumentKind, Duty, ExchangeRate, Expense, Funding,
    HalfDay, HostPays, Invitation, Inviter, Itinerary, Justification, Kind, Leg, Member, Night, NightCount,
    PastTrip, PlanEntry, Politics, Publicity, Purpose, RateDate, RateSource, Relative, Secrecy, Sex, Share,
    Standing, TravelDocument, TripMode, Witness, Work,
};
use delegation::workbook;
use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use kernel::{Country, Currency, Decimal, Money, PersonName, Rate, Zone};
use objective::model::{Outcome, OutcomeKind};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::specimens::party;

/// A text as people write: no blanks at its ends, never empty.
fn text() -> impl Strategy<Value = String> {
    "[一-龥A-Za-z0-9“”，。、：—,\"'&<>=(（）)][一-龥A-Za-z0-9 ，。；\n,\"&<]{0,9}[一-龥A-Za-z0-9”。）%]"
}

/// A text without signs that part lists.
fn word() -> impl Strategy<Value = String> {
    "[一-龥A-Za-z]{2,6}"
}

fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

fn day() -> impl Strategy<Value = Date> {
    (1950_i16..2060, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn clock() -> impl Strategy<Value = Time> {
    (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0))
}

fn country() -> impl Strategy<Value = Country> {
    select(Country::all().collect::<Vec<_>>())
}

fn document() -> impl Strategy<Value = TravelDocument> {
    (select(DocumentKind::ALL), "[A-Z]{1,2}[0-9]{7}", day())
        .prop_map(|(kind, number, expires)| TravelDocument { kind, number, expires })
}

fn past_trip() -> impl Strategy<Value = PastTrip> {
    (day(), vec(country(), 1..3), prop_oneof![Just(String::new()), word()])
        .prop_map(|(from, countries, purpose)| PastTrip { from, countries, purpose })
}

fn member() -> impl Strategy<Value = Member> {
    let name = (word(), "[A-Z]{1,8}", "[A-Z]{1,8}").prop_map(|(zh, surname, given)| PersonName {
        zh,
        surname,
        given,
    });
    let person = (name, select(Sex::ALL), day(), text(), text(), maybe());
    let place = (select(Kind::ALL), select(Standing::ALL), option::of(text()));
    let papers = (
        option::of(document()),
        option::of(document()),
        option::of(country()),
        option::of(select(Politics::ALL)),
        select(Secrecy::ALL),
    );
    let relative = (word(), word()).prop_map(|(relation, name)| Relative { relation, name });
    let past = (vec(past_trip(), 0..3), vec(relative, 0..3));
    (person, place, papers, past, subsequence(vec![1, 2, 3], 0..=3)).prop_map(
        |((name, sex, born, unit, post, rank), (kind, standing, leadership), papers, past, tasks)| Member {
            name,
            sex,
            born,
            unit,
            post,
            rank,
            kind,
            duty: Duty::Coach,
            standing,
            leadership,
            document: papers.0,
            second_document: papers.1,
            past_trips: past.0,
            family: past.1,
            tasks,
            foreign_residence: papers.2,
            politics: papers.3,
            secrecy: papers.4,
        },
    )
}

fn leg() -> impl Strategy<Value = Leg> {
    let via = option::of((word(), country()));
    let zones = ["America/Sao_Paulo", "Asia/Shanghai", "Pacific/Auckland"];
    let zone = || option::of(select(zones.map(|name| name.parse::<Zone>().unwrap()).to_vec()));
    let way = (word(), word(), zone(), zone());
    let times = (clock(), clock(), option::of(-1_i8..=2));
    ("[A-Z]{2}[0-9]{3}", text(), any::<bool>(), way, times, via).prop_map(
        |(
            number,
            carrier,
            home_carrier,
            (from, to, from_zone, to_zone),
            (departs, arrives, days_later),
            via,
        )| Leg {
            number,
            carrier,
            home_carrier,
            from,
            to,
            departs,
            arrives,
            days_later,
            from_zone,
            to_zone,
            via,
        },
    )
}

/// What one group does; a further flight needs one before it.
fn strand() -> impl Strategy<Value = HalfDay> {
    let what = (country(), text(), select(Work::ALL), text(), maybe(), maybe());
    (what, subsequence(vec![1, 2, 3], 0..=3), option::of(leg()), vec(leg(), 0..2)).prop_map(
        |((country, city, work, text, host, meets), tasks, leg, onward)| HalfDay {
            country,
            city,
            work,
            text,
            host,
            meets,
            tasks,
            participants: Vec::new(),
            onward: if leg.is_some() { onward } else { Vec::new() },
            leg,
            border: None,
            beside: Vec::new(),
        },
    )
}

/// A half day, of one party or of several groups.
fn half() -> impl Strategy<Value = HalfDay> {
    (strand(), vec((strand(), vec(word(), 1..3)), 0..3)).prop_map(|(first, groups)| {
        let beside = groups.into_iter().map(|(group, participants)| HalfDay { participants, ..group });
        HalfDay { beside: beside.collect(), ..first }
    })
}

fn itinerary() -> impl Strategy<Value = Itinerary> {
    let bed = (country(), word()).prop_map(|(country, city)| Night::Lodging { country, city });
    let night = prop_oneof![Just(Night::Aboard), Just(Night::Home), bed];
    (day(), vec((half(), half(), night), 1..5)).prop_map(|(first, days)| {
        let dates = first.series(jiff::Span::new().days(1));
        let day = |(date, (morning, afternoon, night))| Day { date, morning, afternoon, night };
        let mut days: Vec<Day> = dates.zip(days).map(day).collect();
        days.first_mut().unwrap().morning.border = Some(Border::Exit);
        days.last_mut().unwrap().afternoon.border = Some(Border::Entry);
        Itinerary { days }
    })
}

fn invitation() -> impl Strategy<Value = Invitation> {
    let inviter = (text(), maybe(), select(Inviter::ALL), country(), country());
    let address = (text(), maybe(), maybe(), "([a-z]{1,5}@[a-z]{1,5}\\.org)?", maybe());
    let signer = (maybe(), maybe(), any::<bool>(), any::<bool>());
    let dates = (day(), 0_i64..20, option::of(day()));
    let rest = (vec("[A-Z]{2,6} [A-Z][a-z]{1,6}", 0..3), maybe());
    (inviter, address, signer, dates, rest).prop_map(|(inviter, address, signer, dates, rest)| Invitation {
        inviter: inviter.0,
        inviter_foreign: inviter.1,
        kind: inviter.2,
        country: inviter.3,
        issued_in: inviter.4,
        city: address.0,
        address: address.1,
        phone: address.2,
        email: address.3,
        profile: address.4,
        signer: signer.0,
        signer_post: signer.1,
        rank_matches: signer.2,
        direct: signer.3,
        from: dates.0,
        to: dates.0.saturating_add(jiff::Span::new().days(dates.1)),
        issued: dates.2,
        names: rest.0,
        pays: rest.1,
    })
}

fn promise() -> impl Strategy<Value = Outcome> {
    let words = (text(), text(), text());
    (select(OutcomeKind::ALL), words, day(), vec(1_u32..=9, 0..3)).prop_map(
        |(kind, (what, shown_by, owner), due, goals)| Outcome {
            task: 0,
            kind,
            what,
            shown_by,
            owner,
            due,
            goals,
        },
    )
}

fn purposes() -> impl Strategy<Value = Vec<Purpose>> {
    let stated = (text(), text(), text(), maybe(), vec(1_u32..=9, 0..3), vec(promise(), 0..3));
    vec(stated, 3).prop_map(|all| {
        let purpose = |(task, (title, text, necessity, outcome, goals, promises))| {
            let of_task = |outcome| Outcome { task, ..outcome };
            let promises: Vec<Outcome> = Vec::into_iter(promises).map(of_task).collect();
            Purpose { task, title, text, necessity, outcome, goals, promises }
        };
        (1..).zip(all).map(purpose).collect()
    })
}

fn funding() -> impl Strategy<Value = Funding> {
    let decimal = (1_i64..10_000_000, 0_u32..6).prop_map(|(digits, places)| Decimal::new(digits, places));
    let rate = (decimal, select(RateSource::ALL), day(), select(RateDate::ALL));
    let rates = (subsequence(&Currency::ALL[1..], 0..3), vec(rate, 3)).prop_map(|(currencies, rates)| {
        let known = |(from, (value, source, date, on))| ExchangeRate {
            rate: Rate { from, to: Currency::Cny, value },
            source,
            date,
            on,
        };
        currencies.into_iter().zip(rates).map(known).collect::<Vec<_>>()
    });
    let price = (0_i64..1_000_000_000_000, select(Currency::ALL))
        .prop_map(|(minor, currency)| Money::new(minor, currency));
    let expense =
        (select(CostItem::ALL), text(), price, 0_i64..999, option::of(0_i64..99), any::<bool>(), maybe())
            .prop_map(|(item, what, price, units, persons, approved, note)| Expense {
                item,
                what,
                price,
                units,
                persons,
                approved,
                note,
            });
    let pays = any::<[bool; 4]>().prop_map(|[lodging, meals, transport, fare]| HostPays {
        lodging,
        meals,
        transport,
        fare,
    });
    let shares = option::of((1_i64..100, text(), text())).prop_map(|shares| {
        shares.map_or_else(Vec::new, |(part, one, other)| {
            let share = |payer, percent| Share { payer, percent: Decimal::from(percent) };
            vec![share(one, part), share(other, 100 - part)]
        })
    });
    let ways = (select(DayRate::ALL), select(NightCount::ALL));
    (text(), any::<bool>(), rates, vec(expense, 0..4), pays, ways, shares).prop_map(
        |(source, budgeted, rates, expenses, host_pays, (day_rate, nights), shares)| Funding {
            source,
            budgeted,
            rates,
            expenses,
            host_pays,
            day_rate,
            nights,
            shares,
        },
    )
}

fn delegation() -> impl Strategy<Value = Delegation> {
    let plan =
        (text(), 0_u32..999, 0_u32..999).prop_map(|(entry, quota, used)| PlanEntry { entry, quota, used });
    let notice =
        (text(), day(), 0_i64..30, maybe(), maybe()).prop_map(|(place, from, days, result, objections)| {
            let to = from.saturating_add(jiff::Span::new().days(days));
            Publicity { place, from, to, result, objections }
        });
    let reason = ("R[0-9]{2}", text(), text(), 0_i64..4_000_000_000).prop_map(|(rule, reason, by, at)| {
        Justification { rule, reason, by, at: Timestamp::from_second(at).unwrap(), answers: Vec::new() }
    });
    let witness = (text(), text(), any::<bool>()).prop_map(|(name, agreement, approved)| Witness {
        name,
        agreement,
        approved,
    });
    let head =
        (text(), select(TripMode::ALL), select(Category::ALL), option::of(plan), text(), option::of(notice));
    let body = (vec(member(), 1..5), itinerary(), vec(invitation(), 0..3), purposes(), funding());
    (head, body, vec(witness, 0..2), vec(reason, 0..2)).prop_map(|(head, body, witnesses, justifications)| {
        let mut members = body.0;
        members.first_mut().unwrap().duty = Duty::Head;
        for (index, member) in members.iter_mut().enumerate() {
            member.name.zh = format!("{}{index}", member.name.zh);
        }
        Delegation {
            id: party().id,
            school: party().school,
            stop: party().stop,
            name: head.0,
            mode: head.1,
            category: head.2,
            plan: head.3,
            members,
            itinerary: body.1,
            invitations: body.2,
            purposes: body.3,
            witnesses,
            funding: body.4,
            publicity: head.5,
            contact: head.4,
            justifications,
            life: Life::default(),
            settlement: delegation::model::settlement::Settlement::default(),
        }
    })
}

fn told(faults: &[workbook::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sheets_read_back_what_was_written(delegation in delegation()) {
        let sheets = workbook::sheets(&delegation);
        let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let document = workbook::from_sheets(&sheets).unwrap();
        let read = workbook::read(&document, party()).map_err(|faults| TestCaseError::fail(told(&faults)))?;
        prop_assert_eq!(read.delegation, delegation);
    }

    #[test]
    fn a_workbook_reads_back_what_was_written(delegation in delegation()) {
        let document = intake::read_here(&workbook::write(&delegation).unwrap()).unwrap();
        let read = workbook::read(&document, party()).map_err(|faults| TestCaseError::fail(told(&faults)))?;
        prop_assert_eq!(read.delegation, delegation);
    }

    #[test]
    fn strange_sheets_are_refused_and_never_panic(text in "(出访信息|姓名|性别|日期|时段|国家|出境|任务序号|1|2026-09-12|上午|下午|在途|无|[,\n\"、（）—-]|\\PC){0,60}") {
        for sheet in ["出访信息", "人员名单", "日程安排", "邀请函", "出访任务", "经费", "别的"] {
            if let Ok(document) = workbook::from_sheets(&[(sheet, &text)]) {
                prop_assert!(workbook::read(&document, party()).is_err());
            }
        }
    }
}
