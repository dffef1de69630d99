//! 大写金额, as 《会计基础工作规范》(财政部令第98号修订) article 52 writes it.

use crate::Money;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// An amount of fen in capitals, without the currency: `壹拾捌万玖仟叁佰贰拾柒元整`.
///
/// Inner zeros are written as one 零; 整 follows 元 and 角; a negative amount
/// begins with 负. The amount must be in a currency of two decimal places.
pub fn in_capitals(amount: Money) -> String {
    let sign = if amount.minor < 0 { "负" } else { "" };
    let fen = amount.minor.unsigned_abs();
    let (yuan, jiao, cent) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut text = String::from(sign);
    if yuan > 0 || fen == 0 {
        text.push_str(&if yuan == 0 { DIGITS[0].to_owned() } else { whole(yuan) });
        text.push('元');
    }
    if jiao > 0 {
        text.push_str(digit(jiao));
        text.push('角');
    } else if cent > 0 && yuan > 0 {
        text.push('零');
    }
    if cent > 0 {
        text.push_str(digit(cent));
        text.push('分');
    } else {
        text.push('整');
    }
    text
}

/// Whole yuan: four digits a group, one 零 for every run of inner zeros.
fn whole(mut yuan: u64) -> String {
    let mut groups = Vec::new();
    while yuan > 0 {
        groups.push(yuan % 10_000);
        yuan /= 10_000;
    }
    let mut text = String::new();
    for (index, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            continue;
        }
        // 零 stands for the gap before a group that does not fill its thousands,
        // that follows a group of zeros, or that follows a group ending in 0.
        let gap = *group < 1_000 || groups.get(index + 1).is_some_and(|higher| higher % 10 == 0);
        if !text.is_empty() && gap {
            text.push('零');
        }
        text.push_str(&four(*group));
        text.push_str(GROUPS.get(index).copied().unwrap_or_default());
    }
    text
}

fn four(group: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (place, name) in PLACES.iter().enumerate().rev() {
        let value = group / 10_u64.pow(u32::try_from(place).unwrap_or_default()) % 10;
        if value == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        text.push_str(digit(value));
        text.push_str(name);
    }
    text
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|index| DIGITS.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn amounts_are_written_as_a_bookkeeper_writes_them() {
        for (amount, capitals) in [
            ("0", "零元整"),
            ("0.05", "伍分"),
            ("0.10", "壹角整"),
            ("1.05", "壹元零伍分"),
            ("10", "壹拾元整"),
            ("100.50", "壹佰元伍角整"),
            ("10101", "壹万零壹佰零壹元整"),
            ("100000", "壹拾万元整"),
            ("100010", "壹拾万零壹拾元整"),
            ("107000", "壹拾万零柒仟元整"),
            ("189327", "壹拾捌万玖仟叁佰贰拾柒元整"),
            ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
            ("100000001", "壹亿零壹元整"),
            ("1000000000000", "壹万亿元整"),
            ("203000400", "贰亿零叁佰万零肆佰元整"),
            ("-12.30", "负壹拾贰元叁角整"),
        ] {
            assert_eq!(in_capitals(Money::parse(amount, Currency::Cny).unwrap()), capitals);
        }
    }
}
