//! Budgets told in a few words: the bed of every night, the prices, the rates.

use jiff::civil::{Date, date};
use kernel::{Country, Currency, Decimal, Id, Money, PersonName, Rate};
use proptest::prelude::*;

use crate::knowledge::Knowledge;
use crate::model::{
    Border, Budget, Category, CostItem, Day, DayRate, Delegation, Duty, ExchangeRate, Expense, Funding,
    HalfDay, HostPays, Itinerary, Kind, Member, Night, NightCount, RateDate, RateSource, Sex, Share,
    Standing, TripMode, Work,
};

const EXIT: Date = date(2026, 9, 12);

fn id<T>(number: u8) -> Id<T> {
    format!("01900000-0000-7000-8000-0000000000{number:02}").parse().unwrap()
}

/// A party of so many staff whose nights are `飞`, `家` or a city.
pub(crate) fn party(staff: usize, nights: &str) -> Delegation {
    let nights: Vec<&str> = nights.split(' ').collect();
    let last = nights.len() - 1;
    let days = nights.iter().enumerate().map(|(index, night)| day(index, night, last)).collect();
    Delegation {
        id: id(1),
        school: id(2),
        stop: id(3),
        name: "示例团".to_owned(),
        mode: TripMode::OwnParty,
        category: Category::Administrative,
        plan: None,
        members: (0..staff).map(|_| member(Kind::TeachingStaff)).collect(),
        itinerary: Itinerary { days },
        invitations: Vec::new(),
        purposes: Vec::new(),
        witnesses: Vec::new(),
        funding: funding(),
        publicity: None,
        contact: String::new(),
        justifications: Vec::new(),
        life: crate::model::life::Life::default(),
        settlement: crate::model::settlement::Settlement::default(),
    }
}

fn day(index: usize, night: &str, last: usize) -> Day {
    let border = |at| (index == at).then_some(if at == 0 { Border::Exit } else { Border::Entry });
    let half = |border| HalfDay {
        country: Country::CHINA,
        city: "北京".to_owned(),
        work: Work::Travel,
        text: String::new(),
        host: String::new(),
        meets: String::new(),
        tasks: Vec::new(),
        participants: Vec::new(),
        leg: None,
        onward: Vec::new(),
        border,
        beside: Vec::new(),
    };
    let night = match night {
        "飞" => Night::Aboard,
        "家" => Night::Home,
        city => {
            let known = kernel::City::find(city).unwrap();
            Night::Lodging { country: known.country, city: city.to_owned() }
        }
    };
    let date = EXIT + jiff::Span::new().days(i64::try_from(index).unwrap());
    Day { date, morning: half(border(0)), afternoon: half(border(last).filter(|_| last > 0)), night }
}

pub(crate) fn member(kind: Kind) -> Member {
    Member {
        name: PersonName { zh: "示例".to_owned(), surname: "SHI".to_owned(), given: "LI".to_owned() },
        sex: Sex::Female,
        born: date(1980, 1, 1),
        unit: String::new(),
        post: String::new(),
        rank: String::new(),
        kind,
        duty: Duty::Coach,
        standing: Standing::InPost,
        leadership: None,
        document: None,
        second_document: None,
        past_trips: Vec::new(),
        family: Vec::new(),
        tasks: Vec::new(),
        foreign_residence: None,
        politics: None,
        secrecy: crate::model::Secrecy::No,
    }
}

fn funding() -> Funding {
    Funding {
        source: "示例经费".to_owned(),
        budgeted: true,
        rates: vec![rate(Currency::Usd, "7.1")],
        expenses: vec![price(CostItem::Fare, "经济舱往返", Money::whole(13_800, Currency::Cny))],
        host_pays: HostPays::default(),
        day_rate: DayRate::Night,
        nights: NightCount::Nights,
        shares: Vec::new(),
    }
}

fn rate(from: Currency, value: &str) -> ExchangeRate {
    let rate = Rate { from, to: Currency::Cny, value: value.parse().unwrap() };
    ExchangeRate { rate, source: RateSource::BocSell, date: date(2026, 6, 1), on: RateDate::Budget }
}

pub(crate) fn price(item: CostItem, what: &str, price: Money) -> Expense {
    Expense {
        item,
        what: what.to_owned(),
        price,
        units: 1,
        persons: None,
        approved: false,
        note: String::new(),
    }
}

pub(crate) fn usd(units: i64) -> Money {
    Money::whole(units, Currency::Usd)
}

fn budget(delegation: &Delegation) -> Result<Budget, Vec<super::BudgetFault>> {
    let known = Knowledge::of_tests();
    Budget::of(delegation, &known.per_diem, &known.money)
}

/// The lines as one reads them: `住宿费 圣保罗 240×6×6=61344.00`, and the total.
fn told(delegation: &Delegation) -> String {
    match budget(delegation) {
        Ok(budget) => {
            let line = |line: &crate::model::Line| {
                let (item, what, price) = (line.item.words().zh, &line.what.zh, line.price.running());
                format!("{item} {what} {price}×{}×{}={}", line.persons, line.units, line.yuan.plain())
            };
            let mut lines: Vec<String> = budget.lines.iter().map(line).collect();
            lines.push(format!("{}天 {}", budget.days, budget.total.plain()));
            lines.join("\n")
        }
        Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}

const SAO_PAULO: &str = "飞 圣保罗 圣保罗 圣保罗 圣保罗 圣保罗 圣保罗 飞 家";

#[test]
fn nine_days_in_sao_paulo_cost_what_a_bookkeeper_reckons() {
    let mut brazil = party(6, SAO_PAULO);
    brazil.funding.expenses.push(price(CostItem::Lodging, "圣保罗", usd(240)));
    brazil.funding.expenses.push(price(CostItem::Other, "签证费", Money::whole(1_200, Currency::Cny)));
    brazil.funding.expenses.push(price(CostItem::Other, "保险费", Money::whole(260, Currency::Cny)));
    insta::assert_snapshot!(told(&brazil), @"
    国际旅费 经济舱往返 13800×6×1=82800.00
    住宿费 圣保罗 240×6×6=61344.00
    伙食费 巴西 50×6×9=19170.00
    公杂费 巴西 45×6×9=17253.00
    其他费用 签证费 1200×6×1=7200.00
    其他费用 保险费 260×6×1=1560.00
    9天 189327.00
    ");
}

#[test]
fn without_a_quote_the_cap_is_budgeted() {
    insta::assert_snapshot!(told(&party(2, "飞 迪拜 迪拜 家")), @"
    国际旅费 经济舱往返 13800×2×1=27600.00
    住宿费 迪拜 200×2×2=5680.00
    伙食费 阿联酋 50×2×4=2840.00
    公杂费 阿联酋 40×2×4=2272.00
    4天 38392.00
    ");
}

#[test]
fn a_hotel_above_the_cap_is_listed_and_reckoned_at_the_cap_until_approved() {
    let mut dubai = party(1, "飞 迪拜 家");
    dubai.funding.expenses.push(price(CostItem::Lodging, "迪拜", usd(230)));
    let over = |delegation: &Delegation| {
        let budget = budget(delegation).unwrap();
        let line = budget.lines.iter().find(|line| line.item == CostItem::Lodging).unwrap();
        let over = budget.over.first().unwrap();
        (line.price, over.price, over.cap, over.approved)
    };
    assert_eq!(over(&dubai), (usd(200), usd(230), Some(usd(200)), false));
    dubai.funding.expenses.last_mut().unwrap().approved = true;
    assert_eq!(over(&dubai), (usd(230), usd(230), Some(usd(200)), true));
    dubai.funding.expenses.last_mut().unwrap().price = Money::whole(1_500, Currency::Cny);
    assert_eq!(over(&dubai).1, Money::whole(1_500, Currency::Cny));
    dubai.funding.expenses.last_mut().unwrap().price = Money::whole(1_400, Currency::Cny);
    assert_eq!(budget(&dubai).unwrap().over, []);
}

#[test]
fn a_day_between_two_countries_takes_the_rate_the_form_chose() {
    let nights = "阿拉木图 阿拉木图 比什凯克 比什凯克 家";
    let mut two = party(1, nights);
    let meals = |delegation: &Delegation| {
        let lines = budget(delegation).unwrap().lines;
        let told = lines
            .iter()
            .filter(|line| line.item == CostItem::Meals)
            .map(|line| (line.what.zh.clone(), line.units));
        told.collect::<Vec<_>>()
    };
    let days = |kz, kg| vec![("哈萨克斯坦".to_owned(), kz), ("吉尔吉斯斯坦".to_owned(), kg)];
    assert_eq!(meals(&two), days(2, 3));
    two.funding.day_rate = DayRate::Morning;
    assert_eq!(meals(&two), days(3, 2));
}

#[test]
fn nights_are_slept_or_days_less_one() {
    let nights = |count| {
        let mut brazil = party(1, SAO_PAULO);
        brazil.funding.nights = count;
        let lines = budget(&brazil).unwrap().lines;
        lines.iter().filter(|line| line.item == CostItem::Lodging).map(|line| line.units).sum::<i64>()
    };
    assert_eq!(nights(NightCount::Nights), 6);
    assert_eq!(nights(NightCount::DaysLessOne), 8);
}

#[test]
fn what_the_host_pays_is_not_budgeted() {
    let items = |host_pays| {
        let mut brazil = party(1, SAO_PAULO);
        brazil.funding.host_pays = host_pays;
        let lines = budget(&brazil).unwrap().lines;
        lines
            .iter()
            .map(|line| format!("{}{}", line.item.words().zh, line.price.running()))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let none = HostPays::default();
    assert_eq!(items(none), "国际旅费13800 住宿费240 伙食费50 公杂费45");
    assert_eq!(items(HostPays { lodging: true, ..none }), "国际旅费13800 伙食费50 公杂费45");
    assert_eq!(items(HostPays { meals: true, ..none }), "国际旅费13800 住宿费240 公杂费45");
    assert_eq!(items(HostPays { transport: true, ..none }), "国际旅费13800 住宿费240 伙食费50 公杂费18");
    assert_eq!(items(HostPays { fare: true, ..none }), "住宿费240 伙食费50 公杂费45");
}

#[test]
fn everything_missing_is_named_at_once() {
    let mut brazil = party(2, SAO_PAULO);
    brazil.funding.rates.clear();
    brazil.funding.expenses.clear();
    brazil.funding.expenses.push(price(CostItem::Lodging, "里约热内卢", usd(200)));
    brazil.funding.shares.push(Share { payer: "示例系".to_owned(), percent: Decimal::from(60) });
    insta::assert_snapshot!(told(&brazil), @"
    缺国际旅费报价；请在“经费”的“价格”中填写一行“国际旅费”，例如“经济舱往返”
    缺美元的汇率；请在“经费”的“汇率”中填写1美元折合多少元人民币、来源和日期
    住宿费填写了“里约热内卢”，但日程中没有在那里过夜；请核对“经费”的城市名或“日程安排”的“当晚住宿”
    分摊比例合计为60，应为100；请改正“经费”的“分摊”
    ");
}

#[test]
fn a_trip_without_borders_or_people_cannot_be_reckoned() {
    assert_eq!(budget(&party(0, SAO_PAULO)), Err(vec![super::BudgetFault::Nobody]));
    let mut lost = party(1, SAO_PAULO);
    lost.itinerary.days.pop();
    assert_eq!(budget(&lost), Err(vec![super::BudgetFault::NoBorderDays]));
    assert_eq!(budget(&party(1, "飞 家")), Err(vec![super::BudgetFault::NoPlace]));
}

#[test]
fn students_have_a_book_of_their_own() {
    let mut brazil = party(2, SAO_PAULO);
    let alone = budget(&brazil);
    brazil.members.extend([member(Kind::Student), member(Kind::Student), member(Kind::Student)]);
    assert_eq!(budget(&brazil), alone);
    let known = Knowledge::of_tests();
    let students = Budget::of_students(&brazil, &known.per_diem, &known.money).unwrap();
    assert_eq!(students.persons, 3);
    assert_eq!(students.total.minor * 2, alone.unwrap().total.minor * 3);
}

#[test]
fn some_beds_may_be_dearer_than_others() {
    let mut brazil = party(3, "飞 圣保罗 家");
    brazil
        .funding
        .expenses
        .push(Expense { persons: Some(1), ..price(CostItem::Lodging, "圣保罗", usd(200)) });
    let beds = |delegation: &Delegation| {
        let lines = budget(delegation).unwrap().lines;
        let beds = lines.iter().filter(|line| line.item == CostItem::Lodging);
        beds.map(|line| (line.price, line.persons)).collect::<Vec<_>>()
    };
    assert_eq!(beds(&brazil), [(usd(200), 1), (usd(240), 2)]);
    brazil.funding.expenses.last_mut().unwrap().persons = Some(4);
    let city = "圣保罗".to_owned();
    assert_eq!(budget(&brazil), Err(vec![super::BudgetFault::TooManyBeds { city, priced: 4, persons: 3 }]));
}

#[test]
fn thirds_of_a_fen_find_a_payer() {
    let mut brazil = party(1, SAO_PAULO);
    let third =
        |payer: &str, percent: &str| Share { payer: payer.to_owned(), percent: percent.parse().unwrap() };
    brazil.funding.shares = vec![third("甲", "33.33"), third("乙", "33.33"), third("丙", "33.34")];
    let budget = budget(&brazil).unwrap();
    let sum: i64 = budget.shares.iter().map(|(_, part)| part.minor).sum();
    assert_eq!(sum, budget.total.minor);
    assert_eq!(budget.shares.iter().map(|(payer, _)| payer.as_str()).collect::<String>(), "甲乙丙");
}

const NIGHTS: &[&str] = &["飞", "圣保罗", "里约热内卢", "约翰内斯堡", "莫斯科", "迪拜"];

prop_compose! {
    fn trips()(
        staff in 1_usize..9,
        nights in proptest::collection::vec(0..NIGHTS.len(), 1..12),
        fare in 0_i64..9_999_999,
        rate in 1_i64..200_000,
        percents in proptest::collection::vec(1_i64..40, 0..4),
        transport: bool,
        less_one: bool,
    ) -> Delegation {
        let mut told: Vec<&str> = vec!["飞", "圣保罗"];
        told.extend(nights.iter().filter_map(|index| NIGHTS.get(*index)));
        told.push("家");
        let mut party = party(staff, &told.join(" "));
        party.funding.rates = vec![self::rate(Currency::Usd, &Decimal::new(rate, 4).to_string())];
        party.funding.expenses = vec![price(CostItem::Fare, "机票", Money::new(fare, Currency::Cny))];
        party.funding.host_pays.transport = transport;
        party.funding.nights = if less_one { NightCount::DaysLessOne } else { NightCount::Nights };
        if !percents.is_empty() {
            let rest = 10_000 - percents.iter().sum::<i64>();
            let percents = percents.into_iter().chain([rest]);
            party.funding.shares = percents
                .map(|percent| Share { payer: format!("{percent}"), percent: Decimal::new(percent, 2) })
                .collect();
        }
        party
    }
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_lines_rounded_once(trip in trips()) {
        let budget = budget(&trip).unwrap();
        let sum: i64 = budget.lines.iter().map(|line| line.yuan.minor).sum();
        prop_assert_eq!(sum, budget.total.minor);
        for line in &budget.lines {
            prop_assert_eq!(line.price.times(line.persons * line.units), Some(line.amount));
            let rounded = trip.funding.rate(line.price.currency).map_or(Some(line.amount), |it| it.rate.apply(line.amount));
            prop_assert_eq!(rounded, Some(line.yuan));
        }
    }

    #[test]
    fn shares_add_up_to_the_fen(trip in trips()) {
        let budget = budget(&trip).unwrap();
        let sum: i64 = budget.shares.iter().map(|(_, part)| part.minor).sum();
        prop_assert_eq!(sum, if trip.funding.shares.is_empty() { 0 } else { budget.total.minor });
        for (share, (_, part)) in trip.funding.shares.iter().zip(&budget.shares) {
            let exact = Decimal::from(budget.total.minor) * share.percent / Decimal::ONE_HUNDRED;
            prop_assert!((Decimal::from(part.minor) - exact).abs() < Decimal::ONE);
        }
    }

    #[test]
    fn neither_the_order_of_days_nor_of_members_changes_the_money(trip in trips(), turn in 0_usize..20) {
        let mut turned = trip.clone();
        let days = turned.itinerary.days.len();
        turned.itinerary.days.rotate_left(turn % days);
        turned.members.reverse();
        prop_assert_eq!(budget(&turned), budget(&trip));
    }

    #[test]
    fn every_day_is_paid_once(trip in trips()) {
        let budget = budget(&trip).unwrap();
        let days = |item| budget.lines.iter().filter(|line| line.item == item).map(|line| line.units).sum::<i64>();
        prop_assert_eq!(days(CostItem::Meals), budget.days);
        prop_assert_eq!(days(CostItem::Incidentals), budget.days);
        prop_assert!(days(CostItem::Lodging) < budget.days);
    }
}
