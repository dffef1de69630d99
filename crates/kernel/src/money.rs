//! Money: whole minor units and a currency, never binary floats.

mod capitals;

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::codes;

pub use capitals::in_capitals;

codes! {
    /// A currency a rate, a per-diem or a bill may come in (币种).
    pub enum Currency {
        /// 人民币
        Cny = "CNY" "人民币" "Chinese yuan",
        /// 美元
        Usd = "USD" "美元" "US dollar",
        /// 欧元
        Eur = "EUR" "欧元" "euro",
        /// 英镑
        Gbp = "GBP" "英镑" "pound sterling",
        /// 日元
        Jpy = "JPY" "日元" "Japanese yen",
        /// 港元
        Hkd = "HKD" "港元" "Hong Kong dollar",
        /// 巴西雷亚尔
        Brl = "BRL" "巴西雷亚尔" "Brazilian real",
        /// 俄罗斯卢布
        Rub = "RUB" "俄罗斯卢布" "Russian rouble",
        /// 印度卢比
        Inr = "INR" "印度卢比" "Indian rupee",
        /// 南非兰特
        Zar = "ZAR" "南非兰特" "South African rand",
        /// 摩洛哥迪拉姆
        Mad = "MAD" "摩洛哥迪拉姆" "Moroccan dirham",
        /// 埃及镑
        Egp = "EGP" "埃及镑" "Egyptian pound",
        /// 埃塞俄比亚比尔
        Etb = "ETB" "埃塞俄比亚比尔" "Ethiopian birr",
        /// 哈萨克斯坦坚戈
        Kzt = "KZT" "哈萨克斯坦坚戈" "Kazakhstani tenge",
        /// 吉尔吉斯斯坦索姆
        Kgs = "KGS" "吉尔吉斯斯坦索姆" "Kyrgyzstani som",
        /// 伊朗里亚尔
        Irr = "IRR" "伊朗里亚尔" "Iranian rial",
        /// 阿联酋迪拉姆
        Aed = "AED" "阿联酋迪拉姆" "UAE dirham",
        /// 沙特里亚尔
        Sar = "SAR" "沙特里亚尔" "Saudi riyal",
        /// 印度尼西亚卢比
        Idr = "IDR" "印度尼西亚卢比" "Indonesian rupiah",
        /// 马来西亚林吉特
        Myr = "MYR" "马来西亚林吉特" "Malaysian ringgit",
        /// 泰铢
        Thb = "THB" "泰铢" "Thai baht",
    }
}

impl Currency {
    /// Decimal places of the minor unit (ISO 4217).
    pub const fn places(self) -> u32 {
        match self {
            Self::Jpy => 0,
            _ => 2,
        }
    }
}

/// An amount (金额) in minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Minor units: fen, cents, whole yen.
    pub minor: i64,
    /// Their currency.
    pub currency: Currency,
}

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是金额；请写成 1234.50 的样子，{1}最多 {2} 位小数")]
pub struct UnreadableMoney(pub String, pub &'static str, pub u32);

impl Money {
    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Whole units: `Money::whole(50, Currency::Usd)` is fifty dollars.
    pub const fn whole(units: i64, currency: Currency) -> Self {
        Self::new(units * 10_i64.pow(currency.places()), currency)
    }

    /// Reads `1,234.50`, half or full width, with at most the currency's places.
    /// A comma or a space parts thousands and nothing else: `12,5` is refused, not
    /// read as 125.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, UnreadableMoney> {
        let refuse = || UnreadableMoney(text.to_owned(), currency.words().zh, currency.places());
        let written: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
                '．' => '.',
                '，' | ' ' | '\u{a0}' => ',',
                _ => c,
            })
            .collect();
        if !parts_thousands(&written) {
            return Err(refuse());
        }
        let value = Decimal::from_str(&written.replace(',', "")).map_err(|_| refuse())?;
        let mut minor = value.checked_mul(Decimal::from(10_i64.pow(currency.places()))).ok_or_else(refuse)?;
        minor = minor.normalize();
        if minor.scale() > 0 {
            return Err(refuse());
        }
        i64::try_from(minor).map(|minor| Self::new(minor, currency)).map_err(|_| refuse())
    }

    /// The amount as an exact decimal of whole units.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.places())
    }

    /// The sum of two amounts of one currency; `None` if the currencies differ
    /// or the sum leaves the range.
    pub fn plus(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_add(other.minor)?;
        (self.currency == other.currency).then_some(Self::new(minor, self.currency))
    }

    /// The amount taken `count` times.
    pub fn times(self, count: i64) -> Option<Self> {
        self.minor.checked_mul(count).map(|minor| Self::new(minor, self.currency))
    }

    /// A share of the amount, rounded half up to the minor unit.
    pub fn share(self, part: Decimal) -> Option<Self> {
        let minor = Decimal::from(self.minor)
            .checked_mul(part)?
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(minor).ok().map(|minor| Self::new(minor, self.currency))
    }

    /// `1,234.50`, for tables.
    pub fn grouped(self) -> String {
        let text = self.plain();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let mut grouped = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if let Some(fraction) = fraction {
            grouped.push('.');
            grouped.push_str(fraction);
        }
        grouped
    }

    /// `1234.50`, for files.
    pub fn plain(self) -> String {
        self.decimal().to_string()
    }

    /// `1234.5`, `189327`: no idle zeros, for running text.
    pub fn running(self) -> String {
        self.decimal().normalize().to_string()
    }
}

/// Whether every comma of an amount stands before a group of three digits.
fn parts_thousands(written: &str) -> bool {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let mut groups = whole.split(',');
    let first =
        groups.next().is_some_and(|group| !whole.contains(',') || group.len() <= 4 && !group.is_empty());
    first && groups.all(|group| group.len() == 3) && !fraction.contains(',')
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.grouped(), self.currency)
    }
}

/// An exchange rate (汇率): what one unit of `from` is worth in `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The currency that is exchanged.
    pub from: Currency,
    /// The currency it becomes.
    pub to: Currency,
    /// Units of `to` for one unit of `from`.
    pub value: Decimal,
}

impl Rate {
    /// What an amount becomes, rounded half up to the minor unit; `None` if it
    /// is not in the rate's currency or leaves the range.
    pub fn apply(self, amount: Money) -> Option<Money> {
        if amount.currency != self.from {
            return None;
        }
        let scale = Decimal::from(10_i64.pow(self.to.places()));
        let exact = amount.decimal().checked_mul(self.value)?.checked_mul(scale)?;
        let minor = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        i64::try_from(minor).ok().map(|minor| Money::new(minor, self.to))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let usd = |text| Money::parse(text, Currency::Usd);
        assert_eq!(usd("1,234.50"), Ok(Money::new(123_450, Currency::Usd)));
        assert_eq!(usd(" ２４０ "), Ok(Money::whole(240, Currency::Usd)));
        assert_eq!(usd("0.005"), Err(UnreadableMoney("0.005".to_owned(), "美元", 2)));
        assert_eq!(usd("二百"), Err(UnreadableMoney("二百".to_owned(), "美元", 2)));
        assert_eq!(Money::parse("20000.00", Currency::Jpy), Ok(Money::new(20_000, Currency::Jpy)));
    }

    #[test]
    fn a_comma_that_parts_no_thousands_is_not_guessed_at() {
        for text in ["12,5", "8 7", "1.234,50", "1,23,456", ",500", "1,2345", "79228162514264337593543950335"]
        {
            let refused = UnreadableMoney(text.to_owned(), "美元", 2);
            assert_eq!(Money::parse(text, Currency::Usd), Err(refused));
        }
        assert_eq!(Money::parse("-1,234", Currency::Usd), Ok(Money::whole(-1_234, Currency::Usd)));
        assert_eq!(Money::parse("8 700.5", Currency::Usd), Ok(Money::new(870_050, Currency::Usd)));
    }

    #[test]
    fn tables_group_thousands_and_text_drops_idle_zeros() {
        let total = Money::new(18_932_700, Currency::Cny);
        assert_eq!(total.grouped(), "189,327.00");
        assert_eq!(total.running(), "189327");
        assert_eq!(Money::new(-123_456, Currency::Cny).grouped(), "-1,234.56");
    }

    #[test]
    fn currencies_never_mix() {
        assert_eq!(Money::whole(1, Currency::Usd).plus(Money::whole(1, Currency::Cny)), None);
    }

    #[test]
    fn a_rate_rounds_half_up_once() {
        let rate = Rate { from: Currency::Usd, to: Currency::Cny, value: Decimal::new(71_000, 4) };
        assert_eq!(rate.apply(Money::whole(8_640, Currency::Usd)), Some(Money::whole(61_344, Currency::Cny)));
        let half = Rate { value: Decimal::new(5, 1), ..rate };
        assert_eq!(half.apply(Money::new(1, Currency::Usd)), Some(Money::new(1, Currency::Cny)));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let money = Money::new(minor, Currency::Cny);
            prop_assert_eq!(Money::parse(&money.grouped(), Currency::Cny), Ok(money));
        }
    }
}
