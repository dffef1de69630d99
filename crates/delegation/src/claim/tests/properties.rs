//! What holds of every claim, whatever was spent.

use proptest::prelude::*;

use super::*;

const CITIES: [&str; 4] = ["圣保罗", "里约热内卢", "莫斯科", "北京"];

prop_compose! {
    fn receipts()(
        spending in proptest::sample::select(Spending::ALL),
        currency in proptest::sample::select(vec![Currency::Cny, Currency::Usd, Currency::Brl]),
        minor in 1_i64..2_000_000,
        on in 6_i8..24,
        paid in 5_i8..=25,
        city in 0..CITIES.len(),
        who in 0_usize..4,
        (nights, persons) in (1_i64..9, 1_i64..5),
        approved: bool,
        voucher in proptest::bool::weighted(0.9),
    ) -> Receipt {
        let city = CITIES[city];
        Receipt {
            on: september(on),
            paid: september(paid),
            spending,
            amount: Money::new(minor, currency),
            who: NAMES.get(who).map(|name| (*name).to_owned()),
            lodged: Some(Lodged { nights, persons }),
            approval: if approved { "示例批".to_owned() } else { String::new() },
            attachment: voucher.then(|| file(1)),
            ..receipt(1, &format!("other {city} 1 CNY 10 甲"))
        }
    }
}

prop_compose! {
    fn trips()(
        mut receipts in proptest::collection::vec(receipts(), 0..8),
        advances in proptest::collection::vec((0_usize..3, 1_i64..3_000_000, any::<bool>()), 0..4),
        (early, late) in (0_i8..3, 0_i8..4),
        percent in 0_i64..=10_000,
        hosted in any::<[bool; 4]>(),
        on in proptest::sample::select(vec![RateDate::Payment, RateDate::Departure, RateDate::Budget]),
    ) -> Delegation {
        let mut trip = home(september(12 + early), september(20 - late));
        for (number, receipt) in (1..).zip(&mut receipts) {
            receipt.id = kernel::Id::passing(number);
        }
        trip.settlement.receipts = receipts;
        trip.settlement.rule = Some(RateRule { source: RateSource::BocSell, on });
        let real = Rate { from: Currency::Brl, to: Currency::Cny, value: Decimal::new(13, 1) };
        trip.funding.rates.push(crate::model::ExchangeRate {
            rate: real, source: RateSource::BocSell, date: september(1), on: RateDate::Budget,
        });
        trip.settlement.advances = (50..)
            .zip(advances)
            .map(|(number, (to, minor, foreign))| {
                let currency = if foreign { Currency::Usd } else { Currency::Cny };
                advance(number, NAMES[to], Money::new(minor, currency), 11)
            })
            .collect();
        let [lodging, meals, transport, fare] = hosted;
        trip.funding.host_pays = HostPays { lodging, meals, transport, fare };
        let share = |payer: &str, percent| Share { payer: payer.to_owned(), percent: Decimal::new(percent, 2) };
        trip.funding.shares = vec![share("甲系", percent), share("乙基金", 10_000 - percent)];
        trip
    }
}

fn fen(amounts: impl Iterator<Item = Money>) -> i64 {
    amounts.map(|amount| amount.minor).sum()
}

const fn owed(difference: Difference) -> i64 {
    match difference {
        Difference::Pay(amount) => amount.minor,
        Difference::Return(amount) => -amount.minor,
        Difference::Even => 0,
    }
}

proptest! {
    #[test]
    fn the_total_is_what_is_recognised_and_nothing_is_negative(trip in trips()) {
        let claim = claim(&trip).unwrap();
        let recognised = fen(claim.lines.iter().map(|line| line.recognised));
        prop_assert_eq!(recognised + fen(claim.fixed.iter().map(|line| line.yuan)), claim.total.minor);
        for line in &claim.lines {
            let refused = fen(line.refused.iter().map(|part| part.amount));
            prop_assert_eq!(line.recognised.minor + refused, line.yuan.minor);
            prop_assert!(line.recognised.minor >= 0);
            prop_assert!(line.refused.iter().all(|part| part.amount.minor > 0));
        }
        let items = CostItem::ALL.iter().map(|item| claim.of_item(*item, &trip.settlement.receipts));
        prop_assert_eq!(fen(items), claim.total.minor);
    }

    #[test]
    fn advance_and_claim_leave_the_difference_person_by_person(trip in trips()) {
        let claim = claim(&trip).unwrap();
        let whole = owed(claim.difference());
        prop_assert_eq!(claim.total.minor - claim.by_school.minor - claim.advance.minor, whole);
        prop_assert_eq!(claim.people.iter().map(|it| owed(it.difference())).sum::<i64>(), whole);
        prop_assert_eq!(fen(claim.people.iter().map(|it| it.advance)), claim.advance.minor);
        let fixed: Vec<i64> = claim.people.iter().map(|it| it.fixed.minor).collect();
        prop_assert!(fixed.iter().max().unwrap() - fixed.iter().min().unwrap() <= 1);
    }

    #[test]
    fn shares_of_the_claim_add_up_to_the_fen(trip in trips()) {
        let claim = claim(&trip).unwrap();
        prop_assert_eq!(fen(claim.shares.iter().map(|(_, part)| *part)), claim.total.minor);
    }

    #[test]
    fn the_order_of_receipts_changes_nothing(trip in trips(), turn in 0_usize..8, back: bool) {
        let mut turned = trip.clone();
        let receipts = &mut turned.settlement.receipts;
        if !receipts.is_empty() {
            let by = turn % receipts.len();
            receipts.rotate_left(by);
        }
        if back {
            receipts.reverse();
            turned.settlement.advances.reverse();
            turned.settlement.quotes.reverse();
        }
        let (one, other) = (claim(&trip).unwrap(), claim(&turned).unwrap());
        prop_assert_eq!(one.total, other.total);
        let amounts = |claim: &Claim| {
            claim.lines.iter().map(|line| (line.receipt, line.yuan, line.recognised)).collect::<Vec<_>>()
        };
        prop_assert_eq!(amounts(&one), amounts(&other));
        prop_assert_eq!(one.people, other.people);
    }

    #[test]
    fn a_posted_claim_never_changes_whatever_rate_comes_later(
        trip in trips(),
        day in 5_i8..=25,
        value in 1_i64..99_999,
        on in proptest::sample::select(RateDate::ALL),
    ) {
        let mut trip = trip;
        let staff = claim(&trip).unwrap();
        let posted = Posted { staff: staff.clone(), students: None, by: String::new(), at: Timestamp::UNIX_EPOCH };
        trip.settlement.posted = Some(posted);
        trip.settlement.enter(Quote {
            rate: Rate { from: Currency::Usd, to: Currency::Cny, value: Decimal::new(value, 4) },
            source: RateSource::BocSell,
            on: september(day),
            evidence: None,
        });
        trip.settlement.rule = Some(RateRule { source: RateSource::PbocMid, on });
        trip.funding.rates.clear();
        let accounts = Accounts::of(&trip, None, standards(), date(2027, 1, 1));
        prop_assert_eq!(accounts.staff, Some(Ok(staff)));
    }

    #[test]
    fn fixed_sums_are_the_rate_times_the_real_days(trip in trips()) {
        let claim = claim(&trip).unwrap();
        let host = trip.funding.host_pays;
        for item in [CostItem::Meals, CostItem::Incidentals] {
            let units: i64 = claim.fixed.iter().filter(|line| line.item == item).map(|line| line.units).sum();
            let paid = item != CostItem::Meals || !host.meals;
            prop_assert_eq!(units, if paid { claim.days } else { 0 });
        }
        for line in &claim.fixed {
            prop_assert_eq!(line.price.times(line.persons * line.units), Some(line.amount));
            let day = if trip.settlement.rule.unwrap().on == RateDate::Budget { 0 } else { trip.life.homecoming.as_ref().unwrap().terms.exit.day() };
            let value = if day == 0 { "7.1".parse().unwrap() } else { Decimal::new(7_000 + i64::from(day), 3) };
            let rate = Rate { from: Currency::Usd, to: Currency::Cny, value };
            prop_assert_eq!(rate.apply(line.amount), Some(line.yuan));
        }
    }

    #[test]
    fn beds_are_never_paid_above_the_cap_of_the_nights_slept(trip in trips()) {
        let claim = claim(&trip).unwrap();
        let lodging = |line: &&ClaimLine| {
            let receipt = trip.settlement.receipts.iter().find(|it| it.id == line.receipt).unwrap();
            receipt.spending == Spending::Lodging && receipt.approval.is_empty()
        };
        let paid = fen(claim.lines.iter().filter(lodging).map(|line| line.recognised));
        // Six nights of three people at 240 dollars, at the dearest rate there is.
        prop_assert!(paid <= 6 * 3 * 24_000 * 71 / 10);
    }
}
