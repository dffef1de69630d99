//! Whether an application can be one at all: days that follow each other, names
//! that tell people apart, sums and dates a trip can have. What the rules think of
//! it is another matter.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use kernel::{Decimal, Said};

use super::{Delegation, Expense, HalfDay, Leg, Member};

/// A place of the application and what is wrong there.
type Wrong = (String, Said);

/// No trip lasts longer, and no party is larger.
const MOST_DAYS: usize = 366;
const MOST_PEOPLE: usize = 500;
/// No name or text of an application is longer.
const LONGEST_NAME: usize = 200;
/// No sum of one line is larger: ten thousand million of a currency's smallest units.
const LARGEST_SUM: i64 = 1_000_000_000_000;
/// No line counts more nights, pieces or persons.
const MOST_UNITS: i64 = 10_000;
/// No application speaks of days before or after these.
const FIRST: Date = date(1900, 1, 1);
const LAST: Date = date(2199, 12, 31);

impl Delegation {
    /// Everything that is wrong with the application, place by place.
    pub fn faults(&self) -> Vec<(String, Said)> {
        let mut wrong = Vec::new();
        if self.name.trim().is_empty() || self.name.chars().count() > LONGEST_NAME {
            wrong.push(at("name", "团组名称要有1至200个字", "a name has 1 to 200 characters"));
        }
        if self.plan.as_ref().is_some_and(|plan| plan.quota > 100_000 || plan.used > 100_000) {
            wrong.push(at("plan", "年度计划的人次不能超过100000", "no plan has more than 100000 trips"));
        }
        self.party(&mut wrong);
        self.days(&mut wrong);
        self.letters(&mut wrong);
        self.money(&mut wrong);
        wrong
    }

    fn party(&self, wrong: &mut Vec<Wrong>) {
        if self.members.len() > MOST_PEOPLE {
            wrong.push(at("members", "人员最多500人", "a party has 500 people at most"));
        }
        let mut seen = BTreeSet::new();
        for (index, member) in self.members.iter().enumerate() {
            let place = format!("members[{index}]");
            if member.name.zh.trim().is_empty() {
                wrong.push(at(&format!("{place}.name"), "姓名没有填", "there is no name"));
            } else if !seen.insert((&member.name.zh, member.born)) {
                wrong.push(at(
                    &format!("{place}.name"),
                    "同名、同日出生的人已经在名单里",
                    "this person is named before",
                ));
            }
            let documents = [&member.document, &member.second_document];
            let days = documents.into_iter().flatten().map(|document| document.expires);
            let days = days.chain([member.born]).chain(member.past_trips.iter().map(|trip| trip.from));
            within(wrong, &place, days);
        }
    }

    fn days(&self, wrong: &mut Vec<Wrong>) {
        let days = &self.itinerary.days;
        if days.len() > MOST_DAYS {
            wrong.push(at("days", "日程最多366天", "a trip has 366 days at most"));
        }
        within(wrong, "days", days.iter().map(|day| day.date));
        for (index, (day, next)) in days.iter().zip(days.iter().skip(1)).enumerate() {
            if day.date.tomorrow().ok() != Some(next.date) {
                let place = format!("days[{}].date", index + 1);
                wrong.push(at(&place, "日期没有接着前一天", "this day does not follow the one before"));
            }
        }
        let names: BTreeSet<&str> =
            self.members.iter().map(|member: &Member| member.name.zh.as_str()).collect();
        for (index, day) in days.iter().enumerate() {
            for (half, strand) in [("morning", &day.morning), ("afternoon", &day.afternoon)] {
                half_day(wrong, &format!("days[{index}].{half}"), strand, &names);
            }
        }
        if let (Some(exit), Some(entry)) = (self.itinerary.exit(), self.itinerary.entry())
            && entry < exit
        {
            wrong.push(at("days", "入境早于出境", "the entry comes before the exit"));
        }
    }

    fn letters(&self, wrong: &mut Vec<Wrong>) {
        for (index, letter) in self.invitations.iter().enumerate() {
            let place = format!("invitations[{index}]");
            within(wrong, &place, [letter.from, letter.to].into_iter().chain(letter.issued));
            if letter.to < letter.from {
                wrong.push(at(&place, "邀请的结束日早于开始日", "the invitation ends before it begins"));
            }
        }
        for (index, purpose) in self.purposes.iter().enumerate() {
            let place = format!("purposes[{index}]");
            within(wrong, &place, purpose.promises.iter().map(|promise| promise.due));
            let again = self.purposes.iter().take(index).any(|earlier| earlier.task == purpose.task);
            if purpose.task == 0 || again {
                wrong.push(at(&place, "任务序号从1开始，各不相同", "tasks are numbered from 1, each once"));
            }
        }
        if let Some(notice) = &self.publicity {
            within(wrong, "publicity", [notice.from, notice.to]);
            if notice.to < notice.from {
                wrong.push(at("publicity", "公示的结束日早于开始日", "the notice ends before it begins"));
            }
        }
    }

    fn money(&self, wrong: &mut Vec<Wrong>) {
        for (index, rate) in self.funding.rates.iter().enumerate() {
            let place = format!("funding.rates[{index}]");
            within(wrong, &place, [rate.date]);
            if rate.rate.value <= Decimal::ZERO
                || rate.rate.value > Decimal::from(1_000_000)
                || rate.rate.value.scale() > 10
            {
                wrong.push(at(
                    &place,
                    "汇率要大于0、不超过1000000，小数最多10位",
                    "a rate is above 0, at most 1000000, with 10 places at most",
                ));
            }
        }
        for (index, expense) in self.funding.expenses.iter().enumerate() {
            if !reckonable(expense) {
                let place = format!("funding.expenses[{index}]");
                wrong.push(at(
                    &place,
                    "单价不能为负，数量和人数在1至10000之间",
                    "a price is not negative; units and persons lie between 1 and 10000",
                ));
            }
        }
        for (index, share) in self.funding.shares.iter().enumerate() {
            if share.percent < Decimal::ZERO
                || share.percent > Decimal::ONE_HUNDRED
                || share.percent.scale() > 10
            {
                let place = format!("funding.shares[{index}]");
                wrong.push(at(&place, "分担比例在0至100之间", "a share lies between 0 and 100"));
            }
        }
    }
}

fn half_day(wrong: &mut Vec<Wrong>, place: &str, whole: &HalfDay, names: &BTreeSet<&str>) {
    for strand in whole.strands() {
        for name in strand.participants.iter().filter(|name| !names.contains(name.as_str())) {
            wrong.push(at(place, format!("名单里没有“{name}”"), format!("“{name}” is not in the party")));
        }
        if strand.legs().any(|leg: &Leg| leg.days_later.is_some_and(|later| !(-1..=3).contains(&later))) {
            wrong.push(at(
                place,
                "到达日在前一天至后三天之间",
                "a leg arrives between the day before and three days later",
            ));
        }
    }
    if whole.beside.iter().any(|group| !group.beside.is_empty() || group.participants.is_empty()) {
        wrong.push(at(
            place,
            "分组活动要写明参加人员，且不再分组",
            "a group names its participants and has no groups of its own",
        ));
    }
}

fn reckonable(expense: &Expense) -> bool {
    let counts = |count: i64| (1..=MOST_UNITS).contains(&count);
    (0..=LARGEST_SUM).contains(&expense.price.minor)
        && counts(expense.units)
        && expense.persons.is_none_or(counts)
}

fn within(wrong: &mut Vec<Wrong>, place: &str, days: impl IntoIterator<Item = Date>) {
    for day in days.into_iter().filter(|day| !(FIRST..=LAST).contains(day)) {
        wrong.push(at(
            place,
            format!("日期 {day} 不在1900年至2199年之间"),
            format!("{day} lies outside the years 1900 to 2199"),
        ));
    }
}

fn at(place: &str, zh: impl Into<String>, en: impl Into<String>) -> Wrong {
    (place.to_owned(), Said::new(zh, en))
}
