//! Claims told in a few words: the party, what it spent, what became of it.

mod bars;
mod properties;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kernel::{Country, Currency, Decimal, FileKind, Money, Rate};

use super::*;
use crate::budget::tests::{member, party, price, usd};
use crate::knowledge::Knowledge;
use crate::model::life::{
    Approval, Chain, Departure, Event, Homecoming, Life, Link, LinkKind, Needs, Publication, Review, Start,
    Submission, TripReport,
};
use crate::model::settlement::{
    Advance, Attachment, Bar, Book, Difference, Enclosure, Lodged, PackPaper, PackState, Posted, Quote,
    RateRule, Settlement, Spending, bars,
};
use crate::model::{Budget, CostItem, HostPays, Kind, Publicity, RateDate, RateSource, Share, TripMode};

const SAO_PAULO: &str = "飞 圣保罗 圣保罗 圣保罗 圣保罗 圣保罗 圣保罗 飞 家";
const NAMES: [&str; 3] = ["示例甲", "示例乙", "示例丙"];

fn september(day: i8) -> Date {
    date(2026, 9, day)
}

fn terms(exit: Date, entry: Date) -> Terms {
    Terms {
        people: NAMES.iter().map(|name| (*name).to_owned()).collect(),
        countries: vec!["BR".parse().unwrap()],
        route: String::new(),
        exit,
        entry,
        money: Money::whole(130_000, Currency::Cny),
        tasks: vec![1],
    }
}

/// A party of three that was approved for 12 to 20 September and was away on the
/// days given, with the notice hung after its return.
fn home(exit: Date, entry: Date) -> Delegation {
    let mut delegation = away(exit, entry);
    let publicity = notice();
    let report = TripReport { on: entry, to: "示例省教育厅".to_owned() };
    for event in [Event::Report(report), Event::Publication(Publication { publicity })] {
        delegation.life = delegation.life.with(event, "示例".to_owned(), Timestamp::UNIX_EPOCH).unwrap();
    }
    delegation
}

fn notice() -> Publicity {
    Publicity {
        place: "示例校园网".to_owned(),
        from: date(2026, 10, 8),
        to: date(2026, 10, 14),
        result: String::new(),
        objections: String::new(),
    }
}

fn away(exit: Date, entry: Date) -> Delegation {
    let mut delegation = party(3, SAO_PAULO);
    for (member, name) in delegation.members.iter_mut().zip(NAMES) {
        name.clone_into(&mut member.name.zh);
    }
    delegation.publicity = Some(notice());
    let office = "国际处".to_owned();
    let link = Link {
        code: "office".to_owned(),
        name: "审核".to_owned(),
        kind: LinkKind::Office,
        offices: vec![office.clone()],
        needs: Needs::All,
        within: 3,
    };
    let chain = Chain {
        code: "example".to_owned(),
        name: "示例".to_owned(),
        links: vec![link],
        change: Vec::new(),
        authorities: Vec::new(),
        before_publicity: None,
    };
    let on = date(2026, 6, 1);
    let events = [
        Event::Start(Start { on, mode: TripMode::OwnParty, chain }),
        Event::Review(Review { on, link: "office".to_owned(), office, note: String::new() }),
        Event::Submission(Submission {
            on, authority: "示例省教育厅".to_owned(), number: String::new()
        }),
        Event::Approval(Approval {
            on,
            number: "示例批〔2026〕8号".to_owned(),
            authority: "示例省外办".to_owned(),
            terms: terms(september(12), september(20)),
        }),
        Event::Departure(Departure { on: exit }),
        Event::Homecoming(Homecoming { terms: terms(exit, entry), note: String::new() }),
    ];
    delegation.life = events.into_iter().fold(Life::default(), |life, event| {
        life.with(event, "示例".to_owned(), Timestamp::UNIX_EPOCH).unwrap()
    });
    delegation.settlement.quotes = quotes();
    delegation
}

/// A dollar is 7.010 on the 10th and a fen's tenth dearer every day; a real 1.3.
fn quotes() -> Vec<Quote> {
    let of = |from, value: Decimal, on| Quote {
        rate: Rate { from, to: Currency::Cny, value },
        source: RateSource::BocSell,
        on,
        evidence: Some(file(u32::try_from(on.day()).unwrap())),
    };
    (5..=25)
        .flat_map(|day: i8| {
            let dollar = of(Currency::Usd, Decimal::new(7_000 + i64::from(day), 3), september(day));
            [dollar, of(Currency::Brl, Decimal::new(13, 1), september(day))]
        })
        .collect()
}

fn file(number: u32) -> Attachment {
    Attachment {
        digest: format!("{number:064x}"),
        name: format!("示例票据{number}.pdf"),
        kind: FileKind::Pdf,
    }
}

/// `lodging 圣保罗 1440 USD 13 甲`: what for, where, how much, which day, who paid.
fn receipt(number: u32, told: &str) -> Receipt {
    let words: Vec<&str> = told.split(' ').collect();
    let [spending, city, amount, currency, day, who] = words.as_slice() else { panic!("{told}") };
    let on = september(day.parse().unwrap());
    let spending: Spending = spending.parse().unwrap();
    let (nights, persons) = (6, 1);
    Receipt {
        id: kernel::Id::passing(number),
        on,
        paid: on,
        spending,
        what: format!("示例支出{number}"),
        amount: Money::parse(amount, currency.parse().unwrap()).unwrap(),
        who: NAMES.iter().find(|name| name.ends_with(who)).map(|name| (*name).to_owned()),
        book: Book::Staff,
        country: city.split('—').find_map(kernel::City::find).map_or(Country::CHINA, |city| city.country),
        city: (*city).to_owned(),
        lodged: (spending == Spending::Lodging).then_some(Lodged { nights, persons }),
        foreign_carrier: String::new(),
        approval: String::new(),
        attachment: Some(file(100 + number)),
        note: String::new(),
    }
}

fn spend(delegation: &mut Delegation, told: &[&str]) {
    for told in told {
        let number = u32::try_from(delegation.settlement.receipts.len()).unwrap() + 1;
        delegation.settlement.receipts.push(receipt(number, told));
    }
}

fn last(delegation: &mut Delegation) -> &mut Receipt {
    delegation.settlement.receipts.last_mut().unwrap()
}

fn advance(number: u32, to: &str, amount: Money, day: i8) -> Advance {
    Advance {
        id: kernel::Id::passing(number),
        on: september(day),
        to: to.to_owned(),
        amount,
        book: Book::Staff,
        note: String::new(),
    }
}

fn standards() -> Standards<'static> {
    let known = Knowledge::of_tests();
    Standards { table: &known.per_diem, figures: &known.money }
}

fn claim(delegation: &Delegation) -> Result<Claim, Vec<ClaimFault>> {
    Claim::of(delegation, Book::Staff, standards(), date(2026, 10, 20))
}

/// The claim as one reads it: recognised of what was spent, and why not the rest.
fn told(delegation: &Delegation) -> String {
    let claim = match claim(delegation) {
        Ok(claim) => claim,
        Err(faults) => return faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    };
    let mut lines = Vec::new();
    for line in &claim.lines {
        let receipt = delegation.settlement.receipts.iter().find(|it| it.id == line.receipt).unwrap();
        let (item, yuan) = (receipt.spending.words().zh, line.yuan.plain());
        lines.push(format!("{item} {} {yuan} → {}", receipt.amount, line.recognised.plain()));
        let part =
            |it: &crate::model::settlement::Refused| format!("  减{} {}", it.amount.plain(), it.said.zh);
        lines.extend(line.refused.iter().map(part));
        lines.extend(line.remarks.iter().map(|said| format!("  注意 {}", said.zh)));
    }
    for line in &claim.fixed {
        let (item, price) = (line.item.words().zh, line.price.running());
        lines.push(format!("{item} {price}×{}×{} = {}", line.persons, line.units, line.yuan.plain()));
    }
    for person in &claim.people {
        lines.push(format!("{} {}", person.who, person.difference().said().zh));
    }
    lines.push(format!(
        "合计 {} 预支 {} {}",
        claim.total.plain(),
        claim.advance.plain(),
        claim.difference().said().zh
    ));
    lines.join("\n")
}

/// A story with an advance, receipts in three currencies and a posted claim.
pub(crate) fn posted() -> Settlement {
    let mut delegation = home(september(12), september(20));
    spend(
        &mut delegation,
        &["fare 北京 41400 CNY 10 无", "lodging 圣保罗 1560 USD 13 甲", "banquet 圣保罗 900 BRL 15 乙"],
    );
    delegation.settlement.rule = Some(RateRule { source: RateSource::BocSell, on: RateDate::Payment });
    delegation.settlement.advances.push(advance(90, "示例甲", usd(2_000), 11));
    delegation.settlement.enclosures.push(Enclosure { paper: PackPaper::Border, attachment: file(7) });
    delegation.funding.shares = vec![Share { payer: "示例系".to_owned(), percent: Decimal::ONE_HUNDRED }];
    let staff = claim(&delegation).unwrap();
    let mut settlement = delegation.settlement;
    settlement.posted = Some(Posted {
        students: Some(Claim { book: Book::Students, ..staff.clone() }),
        staff,
        by: "示例经办人".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    });
    settlement
}

#[test]
fn a_bookkeeper_reckons_the_same_claim() {
    let mut brazil = home(september(12), september(20));
    brazil.settlement.advances.push(advance(90, "示例甲", Money::whole(20_000, Currency::Cny), 11));
    spend(
        &mut brazil,
        &[
            "fare 北京 41400 CNY 10 无",
            "other 北京 3600 CNY 5 乙",
            "lodging 圣保罗 1440 USD 13 甲",
            "lodging 圣保罗 1380.50 USD 14 乙",
            "lodging 圣保罗 7800 BRL 14 丙",
        ],
    );
    insta::assert_snapshot!(told(&brazil));
}

#[test]
fn what_is_not_recognised_says_why() {
    let mut brazil = home(september(12), september(20));
    spend(
        &mut brazil,
        &[
            "lodging 圣保罗 1740 USD 13 甲",
            "lodging 里约热内卢 300 USD 15 乙",
            "lodging 圣保罗 240 USD 22 乙",
            "meals 圣保罗 80 BRL 14 丙",
            "banquet 圣保罗 900 BRL 15 甲",
            "gift 北京 500 CNY 10 甲",
            "beyond 圣保罗 60 BRL 16 乙",
            "other 迪拜 30 USD 16 乙",
            "intercity 圣保罗—里约热内卢 200 USD 15 乙",
            "fare 北京 18000 CNY 10 丙",
            "other 北京 1200 CNY 8 丙",
        ],
    );
    "示例航空".clone_into(&mut brazil.settlement.receipts[9].foreign_carrier);
    last(&mut brazil).attachment = None;
    insta::assert_snapshot!(told(&brazil));
}

#[test]
fn what_was_approved_beforehand_is_recognised() {
    let mut brazil = home(september(12), september(20));
    let recognised = |delegation: &Delegation| claim(delegation).unwrap().lines[0].recognised.plain();
    spend(&mut brazil, &["lodging 圣保罗 1740 USD 13 甲"]);
    assert_eq!(recognised(&brazil), "10098.72"); // 6 × 240 × 7.013
    "示例批〔2026〕9号".clone_into(&mut last(&mut brazil).approval);
    assert_eq!(recognised(&brazil), "12202.62"); // 1740 × 7.013
    last(&mut brazil).approval.clear();
    brazil.funding.expenses.push(price(CostItem::Lodging, "圣保罗", usd(280)));
    assert_eq!(recognised(&brazil), "10098.72");
    brazil.funding.expenses.last_mut().unwrap().approved = true;
    assert_eq!(recognised(&brazil), "11781.84"); // 6 × 280 × 7.013
}

#[test]
fn nights_nobody_slept_are_not_paid() {
    let mut brazil = home(september(12), september(20));
    spend(&mut brazil, &["lodging 圣保罗 4320 USD 13 甲", "lodging 圣保罗 480 USD 17 乙"]);
    brazil.settlement.receipts[0].lodged = Some(Lodged { nights: 6, persons: 3 });
    last(&mut brazil).lodged = Some(Lodged { nights: 2, persons: 1 });
    let lines = claim(&brazil).unwrap().lines;
    let of = |index: usize| (lines[index].yuan == lines[index].recognised, lines[index].recognised.minor);
    assert!(of(0).0);
    assert_eq!(of(1), (false, 0));
}

#[test]
fn fixed_sums_follow_the_stamps_and_not_the_plan() {
    let days = |delegation: &Delegation| {
        let fixed = claim(delegation).unwrap().fixed;
        let meals = fixed.iter().filter(|line| line.item == CostItem::Meals);
        meals.map(|line| (line.what.zh.clone(), line.persons, line.units)).collect::<Vec<_>>()
    };
    let brazil = |days| vec![("巴西".to_owned(), 3, days)];
    assert_eq!(days(&home(september(12), september(20))), brazil(9));
    assert_eq!(days(&home(september(12), september(18))), brazil(7));
    assert_eq!(days(&home(september(11), september(20))), brazil(10));
    let mut hosted = home(september(12), september(20));
    hosted.funding.host_pays = HostPays { meals: true, ..HostPays::default() };
    assert_eq!(days(&hosted), []);
}

#[test]
fn a_trip_put_off_sleeps_in_the_same_cities_later() {
    let mut asia = home(september(12), september(20));
    asia.itinerary = party(3, "阿拉木图 阿拉木图 比什凯克 比什凯克 家").itinerary;
    let planned = |days: &Itinerary| {
        let stay = days.stay().unwrap();
        budget::nights_slept(days, stay, crate::model::NightCount::Nights)
            .into_iter()
            .map(|((_, city), nights)| (city.to_owned(), nights))
            .collect::<Vec<_>>()
    };
    let of = |exit, entry| planned(&moved(&asia.itinerary, Stay::between(exit, entry).unwrap()));
    let both = vec![("阿拉木图".to_owned(), 2), ("比什凯克".to_owned(), 2)];
    assert_eq!(of(september(12), september(16)), both);
    assert_eq!(of(september(19), september(23)), both);
    assert_eq!(of(september(5), september(9)), both);
}

#[test]
fn a_day_without_a_rate_is_named_with_the_command_that_enters_it() {
    let mut brazil = home(september(12), september(20));
    brazil.settlement.quotes.retain(|quote| quote.on != september(14));
    spend(&mut brazil, &["lodging 圣保罗 100 USD 14 甲", "other 圣保罗 20 BRL 14 甲"]);
    insta::assert_snapshot!(told(&brazil));
}

#[test]
fn the_day_of_the_rate_is_the_offices_choice() {
    let mut brazil = home(september(12), september(20));
    spend(&mut brazil, &["other 圣保罗 1000 USD 14 甲"]);
    last(&mut brazil).paid = september(10);
    let yuan = |delegation: &Delegation| claim(delegation).map(|claim| claim.lines[0].yuan.plain());
    let by = |delegation: &mut Delegation, on| {
        delegation.settlement.rule = Some(RateRule { source: RateSource::BocSell, on });
    };
    assert_eq!(yuan(&brazil), Ok("7010.00".to_owned()));
    by(&mut brazil, RateDate::Departure);
    assert_eq!(yuan(&brazil), Ok("7012.00".to_owned()));
    by(&mut brazil, RateDate::Budget);
    assert_eq!(yuan(&brazil), Ok("7100.00".to_owned()));
    by(&mut brazil, RateDate::Reimbursement);
    let day = date(2026, 10, 20);
    let missing = ClaimFault::NoRate { currency: Currency::Usd, day, publisher: RateSource::BocSell };
    assert_eq!(yuan(&brazil), Err(vec![missing]));
}

#[test]
fn a_monthly_rate_holds_for_its_month_and_a_second_entry_takes_its_place() {
    let mut settlement = Settlement::default();
    let monthly = |value: &str, day| Quote {
        rate: Rate { from: Currency::Usd, to: Currency::Cny, value: value.parse().unwrap() },
        source: RateSource::MofMonthly,
        on: september(day),
        evidence: None,
    };
    settlement.enter(monthly("7.1", 1));
    settlement.enter(monthly("7.2", 15));
    assert_eq!(settlement.quotes.len(), 1);
    let on = |day| settlement.quote(Currency::Usd, day, RateSource::MofMonthly).map(|it| it.rate.value);
    assert_eq!(on(september(30)), Some("7.2".parse().unwrap()));
    assert_eq!(on(date(2026, 10, 1)), None);
    assert_eq!(settlement.quote(Currency::Usd, september(15), RateSource::BocSell), None);
}

#[test]
fn students_are_reckoned_apart() {
    let mut brazil = home(september(12), september(20));
    let mut student = member(Kind::Student);
    "示例丁".clone_into(&mut student.name.zh);
    brazil.members.push(student);
    let alone = claim(&brazil);
    spend(&mut brazil, &["lodging 圣保罗 600 USD 13 甲"]);
    last(&mut brazil).book = Book::Students;
    assert_eq!(claim(&brazil), alone);
    let students = Claim::of(&brazil, Book::Students, standards(), september(30)).unwrap();
    assert_eq!((students.persons, students.lines.len(), students.days), (1, 1, 9));
    assert_eq!(students.lines[0].recognised, students.lines[0].yuan);
}

#[test]
fn three_columns_stand_side_by_side() {
    let mut brazil = home(september(12), september(20));
    brazil.funding.expenses.push(price(CostItem::Other, "签证费", Money::whole(1_200, Currency::Cny)));
    spend(&mut brazil, &["fare 北京 41400 CNY 10 无", "other 北京 3000 CNY 5 乙"]);
    let known = Knowledge::of_tests();
    let budget = Budget::of(&brazil, &known.per_diem, &known.money).unwrap();
    let told = |approved| {
        let comparison = Comparison::of(
            Some(&budget),
            Some(approved),
            claim(&brazil).ok().as_ref(),
            &brazil.settlement.receipts,
        );
        let plain = |money: Option<Money>| money.map_or_else(|| "—".to_owned(), Money::plain);
        let row = |it: &Compared| {
            let item = it.item.map_or("合计", |item| item.words().zh);
            let difference = plain(it.difference());
            format!("{item} {} {} {} {difference}", plain(it.budget), plain(it.approved), plain(it.actual))
        };
        comparison.rows.iter().chain([&comparison.total]).map(row).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(told(budget.total));
    insta::assert_snapshot!(told(Money::whole(100_000, Currency::Cny)));
}

#[test]
fn the_pack_says_what_is_there_and_what_is_missing() {
    let mut brazil = home(september(12), september(20));
    spend(&mut brazil, &["fare 北京 41400 CNY 10 无", "lodging 圣保罗 1440 USD 13 甲"]);
    last(&mut brazil).attachment = None;
    brazil.settlement.enclosures.push(Enclosure { paper: PackPaper::Border, attachment: file(7) });
    brazil.settlement.quotes[0].evidence = None;
    let known = Knowledge::of_tests();
    let row = |it: &crate::model::settlement::PackItem| {
        let state = match &it.state {
            PackState::There(said) => format!("有 {}", said.zh),
            PackState::Missing(said) => format!("缺 {}", said.zh),
            PackState::NotNeeded => "无需".to_owned(),
        };
        format!("{} {state}", it.paper.words().zh)
    };
    let items = pack(&brazil, claim(&brazil).ok().as_ref(), &known.money);
    insta::assert_snapshot!(items.iter().map(row).collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_file_has_a_name_of_its_own_by_what_it_proves() {
    let settlement = posted();
    let named: Vec<String> = settlement.attachments().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        named[..3],
        [
            "票据/01-国际旅费-示例票据101.pdf",
            "票据/02-住宿费-示例票据102.pdf",
            "票据/03-宴请-示例票据103.pdf"
        ]
    );
    assert_eq!(named.last().unwrap(), "材料/01-护照资料页和出入境记录-示例票据7.pdf");
    let distinct: BTreeSet<&String> = named.iter().collect();
    assert_eq!(distinct.len(), named.len());
}
