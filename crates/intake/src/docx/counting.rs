//! How Word writes an automatic number: 1, a, IV, 一, 甲, ①, 壹 …

/// The text of a number in a format named as `w:numFmt` names it; nothing for a
/// bullet or for none.
pub(super) fn written(number: u32, format: &str) -> Option<String> {
    Some(match format {
        "bullet" | "none" => return None,
        "decimalZero" => format!("{number:02}"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => chinese(number, &PLAIN),
        "chineseLegalSimplified" | "ideographLegalTraditional" => chinese(number, &BANKERS),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => {
            digits(number, "〇一二三四五六七八九")
        }
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, "０１２３４５６７８９"),
        "ideographTraditional" => from_row(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => from_row(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from_row(number, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "ideographEnclosedCircle" => from_row(number, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "decimalEnclosedFullstop" => from_row(number, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "decimalEnclosedParen" => from_row(number, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        _ => number.to_string(),
    })
}

struct Numerals {
    digits: [&'static str; 10],
    units: [&'static str; 4],
    /// Ten is 十 in a list and 壹拾 on a cheque.
    short_ten: bool,
}

const PLAIN: Numerals = Numerals {
    digits: ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    units: ["", "十", "百", "千"],
    short_ten: true,
};

const BANKERS: Numerals = Numerals {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    units: ["", "拾", "佰", "仟"],
    short_ten: false,
};

fn chinese(number: u32, numerals: &Numerals) -> String {
    if number > 9999 {
        return number.to_string();
    }
    let digits = number.to_string();
    let mut text = String::new();
    let mut gap = false;
    for (place, digit) in (0..digits.len()).rev().zip(digits.bytes()) {
        let value = usize::from(digit - b'0');
        let (Some(word), Some(unit)) = (numerals.digits.get(value), numerals.units.get(place)) else {
            continue;
        };
        if value == 0 {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !text.is_empty() {
            text.push('零');
        }
        if !(numerals.short_ten && value == 1 && place == 1 && text.is_empty()) {
            text.push_str(word);
        }
        text.push_str(unit);
    }
    if text.is_empty() { numerals.digits.first().copied().unwrap_or_default().to_owned() } else { text }
}

fn digits(number: u32, row: &str) -> String {
    let digit = |digit: u8| row.chars().nth(usize::from(digit - b'0')).unwrap_or('?');
    number.to_string().bytes().map(digit).collect()
}

fn from_row(number: u32, row: &str) -> String {
    let index = (number as usize).checked_sub(1);
    index.and_then(|index| row.chars().nth(index)).map_or_else(|| number.to_string(), String::from)
}

/// a … z, then aa, bb … as Word does, at most a line of them.
fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1) else { return number.to_string() };
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or_default());
    std::iter::repeat_n(letter, (index / 26 + 1).min(30) as usize).collect()
}

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in STEPS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::written;

    #[track_caller]
    fn check(format: &str, expected: &[(u32, &str)]) {
        for (number, text) in expected {
            assert_eq!(written(*number, format).as_deref(), Some(*text));
        }
    }

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        check("decimal", &[(1, "1"), (12, "12")]);
        check("decimalZero", &[(3, "03"), (12, "12")]);
        check("lowerLetter", &[(1, "a"), (26, "z"), (27, "aa"), (53, "aaa")]);
        check("upperRoman", &[(4, "IV"), (1999, "MCMXCIX"), (4000, "4000")]);
        check(
            "chineseCounting",
            &[
                (1, "一"),
                (10, "十"),
                (11, "十一"),
                (20, "二十"),
                (101, "一百零一"),
                (110, "一百一十"),
                (2026, "二千零二十六"),
                (10000, "10000"),
            ],
        );
        check("chineseLegalSimplified", &[(10, "壹拾"), (305, "叁佰零伍")]);
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        check("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "21")]);
        check("decimalFullWidth", &[(12, "１２")]);
        check("a format of tomorrow", &[(7, "7")]);
        assert_eq!(written(1, "bullet"), None);
    }
}
