//! Amounts, rates, days and names as a person types them; what cannot be read is
//! answered with one sentence that says what to write.

use std::str::FromStr;

use chassis::{Desk, Error};
use jiff::civil::Date;
use kernel::{City, Country, Currency, Decimal, Money, Rate, UnknownCode};

use crate::model::settlement::{Book, Lodged, Receipt, Spending};
use crate::model::{Delegation, Kind};
use crate::workbook::values;

/// `1,440.00` in a currency.
pub(super) fn amount(text: &str, currency: Currency) -> Result<Money, Error> {
    Money::parse(text, currency).map_err(|unreadable| {
        let en = format!("“{text}” is no amount; write it like 1234.50");
        Error::refused("money-unreadable", unreadable.to_string(), en)
    })
}

/// An amount in place of an earlier one: another sum, another currency, or both.
pub(super) fn corrected(
    earlier: Money,
    text: Option<&str>,
    currency: Option<Currency>,
) -> Result<Money, Error> {
    let currency = currency.unwrap_or(earlier.currency);
    match text {
        Some(text) => amount(text, currency),
        // The same figure in another currency: 1440 stays 1440.
        None => amount(&earlier.plain(), currency),
    }
}

/// A currency by its code or its name.
pub(super) fn currency(text: &str) -> Result<Currency, Error> {
    let plain = text.trim();
    plain.to_ascii_uppercase().parse().or_else(|_| plain.parse()).map_err(|_: UnknownCode| {
        let codes: Vec<&str> = Currency::ALL.iter().map(|known| known.code()).collect();
        Error::refused(
            "currency-unknown",
            format!("“{text}”不是认识的币种；请写代码：{}", codes.join("、")),
            format!("“{text}” is no currency we know; write one of {}", codes.join(", ")),
        )
    })
}

/// What one foreign unit is worth in yuan.
pub(super) fn rate(from: Currency, text: &str) -> Result<Rate, Error> {
    let value = Decimal::from_str(text.trim()).ok().filter(|value| *value > Decimal::ZERO);
    let value = value.ok_or_else(|| {
        Error::refused(
            "rate-unreadable",
            format!("“{text}”不是汇率；请写1{}折合多少元人民币，如 7.0123", from.words().zh),
            format!("“{text}” is no rate; say what one {} is worth in yuan, like 7.0123", from.words().en),
        )
    })?;
    Ok(Rate { from, to: Currency::Cny, value })
}

/// A day, however it is usually written.
pub(super) fn day(text: &str) -> Result<Date, Error> {
    values::day(text.trim()).map_err(|wrong| Error::refused("day-unreadable", wrong.zh, wrong.en))
}

/// One of a closed list, by its code or its word.
pub(super) fn one_of<T: FromStr<Err = UnknownCode>>(text: &str, place: &str) -> Result<T, Error> {
    text.parse().map_err(|unknown: UnknownCode| {
        Error::refused(
            "word-unknown",
            format!("{place}“{text}”不在可选之列；可写：{}", unknown.allowed),
            format!("“{text}” is not in the list for {place}"),
        )
    })
}

/// The entry of a number, as the list shows it.
pub(super) fn numbered<'a, T>(entries: &'a [T], number: usize, what: &str) -> Result<&'a T, Error> {
    number.checked_sub(1).and_then(|index| entries.get(index)).ok_or_else(|| {
        Error::missing(
            "money-unknown",
            format!("没有第{number}笔{what}，共{}笔；jinqiao delegation money 可查看序号", entries.len()),
            format!("there is no entry {number}; see `jinqiao delegation money`"),
        )
    })
}

/// Whose book a person's money belongs to.
pub(super) fn book(delegation: &Delegation, who: Option<&str>) -> Book {
    let person = who.and_then(|who| delegation.member_called(who));
    if person.is_some_and(|member| member.kind == Kind::Student) { Book::Students } else { Book::Staff }
}

/// Where something was spent: as named, else by its city, else at home.
pub(super) fn country(
    delegation: &Delegation,
    spending: Spending,
    named: Option<&str>,
    city: &str,
) -> Result<Country, Error> {
    if let Some(named) = named {
        return Country::find(named).or_else(|| named.parse().ok()).ok_or_else(|| {
            Error::refused(
                "country-unknown",
                format!("“{named}”不是认识的国家；请写中文简称或两位代码，如 巴西 或 BR"),
                format!("“{named}” is no country we know; write its name or its code, like BR"),
            )
        });
    }
    let first = city.split(['—', '－', '→', '-', '、']).next().unwrap_or_default().trim();
    let planned = delegation.itinerary.cities().into_iter().find(|(_, known)| *known == first);
    let found = planned.map(|(country, _)| country).or_else(|| City::find(first).map(|city| city.country));
    let placed = matches!(spending, Spending::Lodging | Spending::Intercity | Spending::Banquet);
    match found {
        Some(country) => Ok(country),
        None if placed => Err(Error::refused(
            "country-missing",
            format!("不知道“{first}”在哪个国家；请用 --country 写明"),
            format!("it is not known in which country “{first}” lies; say so with --country"),
        )),
        None => Ok(Country::CHINA),
    }
}

/// How many slept how long, with what a command says of it.
pub(super) fn nights(earlier: Option<Lodged>, nights: Option<i64>, persons: Option<i64>) -> Option<Lodged> {
    match (earlier, nights, persons) {
        (earlier, None, None) => earlier,
        (earlier, nights, persons) => Some(Lodged {
            nights: nights.or(earlier.map(|it| it.nights)).unwrap_or(1),
            persons: persons.or(earlier.map(|it| it.persons)).unwrap_or(1),
        }),
    }
}

/// A receipt of which nothing but the sum is known yet.
pub(super) fn blank(desk: &mut Desk<'_>, spending: Spending, amount: Money) -> Receipt {
    Receipt {
        id: desk.draw_id(),
        on: desk.today,
        paid: desk.today,
        spending,
        what: String::new(),
        amount,
        who: None,
        book: Book::Staff,
        country: Country::CHINA,
        city: String::new(),
        lodged: None,
        foreign_carrier: String::new(),
        approval: String::new(),
        attachment: None,
        note: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<T>(read: Result<T, Error>) -> String {
        read.map_or_else(|error| error.to_string(), |_| "ok".to_owned())
    }

    #[test]
    fn amounts_and_currencies_are_read_as_people_type_them() {
        let usd = currency("usd").unwrap();
        assert_eq!(amount("1,440.50", usd).unwrap(), Money::new(144_050, Currency::Usd));
        assert_eq!(currency("巴西雷亚尔").unwrap(), Currency::Brl);
        assert_eq!(
            said(amount("1.440,50", usd)),
            "“1.440,50”不是金额；请写成 1234.50 的样子，美元最多 2 位小数"
        );
        assert_eq!(said(amount("一千", usd)), "“一千”不是金额；请写成 1234.50 的样子，美元最多 2 位小数");
        assert!(said(currency("USDT")).starts_with("“USDT”不是认识的币种；请写代码：CNY、USD、"));
    }

    #[test]
    fn a_rate_and_a_day_are_answered_with_what_to_write() {
        assert_eq!(said(rate(Currency::Usd, "7.0123")), "ok");
        for text in ["0", "-7", "七", "7,01"] {
            let told = format!("“{text}”不是汇率；请写1美元折合多少元人民币，如 7.0123");
            assert_eq!(said(rate(Currency::Usd, text)), told);
        }
        assert_eq!(day("2026年9月14日").unwrap(), day("2026/9/14").unwrap());
        for text in ["14.9.2026", "2026-02-30", "昨天"] {
            let told = format!("“{text}”不是日期；请写成 2026-09-12、2026/9/12 或 2026年9月12日");
            assert_eq!(said(day(text)), told);
        }
    }

    #[test]
    fn the_same_figure_may_be_in_another_currency() {
        let wrong = Money::whole(1_440, Currency::Cny);
        assert_eq!(corrected(wrong, None, Some(Currency::Usd)).unwrap(), Money::whole(1_440, Currency::Usd));
        assert_eq!(corrected(wrong, Some("1,500"), None).unwrap(), Money::whole(1_500, Currency::Cny));
    }

    #[test]
    fn an_entry_is_named_by_its_number() {
        assert_eq!(numbered(&["甲", "乙"], 2, "票据").unwrap(), &"乙");
        for number in [0, 3] {
            let told = format!("没有第{number}笔票据，共2笔；jinqiao delegation money 可查看序号");
            assert_eq!(said(numbered(&["甲", "乙"], number, "票据")), told);
        }
    }
}
