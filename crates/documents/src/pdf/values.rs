//! Facts as Typst values. They are data for the source, never part of it.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value};

use super::PdfFault;
use super::faces::Faces;
use crate::Fact;

/// The most characters of all facts together: some hundred full pages.
const MOST_LETTERS: usize = 200_000;

/// `sys.inputs` of a source: `facts` and `faces`.
pub(super) fn inputs(facts: &Fact, fonts: &Faces) -> Result<Dict, PdfFault> {
    let letters = letters(facts);
    if letters > MOST_LETTERS {
        return Err(PdfFault::TooMuch { letters, most: MOST_LETTERS });
    }
    let mut inputs = Dict::new();
    inputs.insert("facts".into(), value(facts));
    inputs.insert("faces".into(), fonts.inputs().into_value());
    Ok(inputs)
}

/// All characters; every other leaf counts as one.
fn letters(facts: &Fact) -> usize {
    match facts {
        Fact::Text(text) => text.chars().count().max(1),
        Fact::Number(_) | Fact::Yes(_) | Fact::Picture(_) => 1,
        Fact::List(items) => items.iter().map(letters).fold(1, usize::saturating_add),
        Fact::Record(fields) => fields.values().map(letters).fold(1, usize::saturating_add),
    }
}

fn value(fact: &Fact) -> Value {
    match fact {
        Fact::Text(text) => Str::from(printable(text)).into_value(),
        Fact::Number(number) => number.into_value(),
        Fact::Yes(yes) => yes.into_value(),
        Fact::Picture(picture) => Bytes::new(picture.bytes().to_vec()).into_value(),
        Fact::List(items) => items.iter().map(value).collect::<Array>().into_value(),
        Fact::Record(fields) => fields
            .iter()
            .map(|(name, fact)| (Str::from(name.as_str()), value(fact)))
            .collect::<Dict>()
            .into_value(),
    }
}

/// A text without what cannot be printed: a tab becomes a space, a line break
/// one `\n`, and other control characters, which come with pasted text, go.
fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            '\u{FEFF}' => None,
            character if character.is_control() => None,
            character => Some(character),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    #[test]
    fn facts_keep_their_kinds() {
        let value = value(&record! { days: 9_u32, far: true, cities: vec!["圣保罗"] });
        assert_eq!(
            value,
            typst::foundations::dict! {
                "cities" => Array::from_iter([Str::from("圣保罗").into_value()]),
                "days" => 9_i64,
                "far" => true,
            }
            .into_value(),
        );
    }

    #[test]
    fn pasted_control_characters_do_not_reach_the_page() {
        let check = |text: &str, expected: &str| assert_eq!(printable(text), expected);
        check("上午\r\n下午", "上午\n下午");
        check("甲\t乙\u{0}\u{7}\u{1b}丙\u{feff}", "甲 乙丙");
        check("#read(\"/etc/passwd\")", "#read(\"/etc/passwd\")");
    }
}
