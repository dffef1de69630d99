//! How a person is found by a few letters: by characters, by full pinyin, by
//! initials, by both, by the passport's spelling, by the given name alone. Every
//! key is found by its beginning.

use std::collections::BTreeSet;

use kernel::{PersonName, folded};

use super::reading::{self, Reading};
use super::written::{half_width, is_han};

/// More words than this are not asked for one question.
const MOST_ASKED: usize = 8;

/// More readings than this of a given name are not kept: the rest are of other words
/// than names.
const MOST_GIVEN: usize = 4;

/// The longest question that is looked at, in characters.
const LONGEST: usize = 40;

/// Every key a name is found by.
pub fn keys(name: &PersonName) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let zh = folded(&name.zh);
    for parted in reading::parted(&zh) {
        keys.insert(parted.given.clone());
        let surnames = all_typed(&reading::surname(&parted.surname));
        let mut given = reading::text(&parted.given);
        given.truncate(MOST_GIVEN);
        let given = all_typed(&given);
        for given in given.iter().filter(|given| !given.is_empty()) {
            abbreviations(given, &mut keys);
            for surname in &surnames {
                abbreviations(&[surname.as_slice(), given].concat(), &mut keys);
            }
        }
    }
    for part in name.zh.split('·') {
        let part = folded(part);
        for reading in all_typed(&reading::text(&part)).iter().filter(|_| part.chars().all(is_han)) {
            abbreviations(reading, &mut keys);
        }
        keys.insert(part);
    }
    keys.insert(zh);
    let (surname, given) = (folded(&name.surname), folded(&name.given));
    keys.extend([format!("{surname}{given}"), format!("{given}{surname}"), given]);
    without_beginnings(&keys)
}

/// The keys that are not the beginning of another: whoever looks for `zhangxiaom`
/// comes upon `zhangxiaoming`.
fn without_beginnings(keys: &BTreeSet<String>) -> BTreeSet<String> {
    let next = keys.iter().skip(1).map(Some).chain([None]);
    let kept = keys
        .iter()
        .zip(next)
        .filter(|(key, next)| !key.is_empty() && !next.is_some_and(|next| next.starts_with(key.as_str())));
    kept.map(|(key, _)| key.clone()).collect()
}

/// What a question asks for, best first: the characters as typed, then how they
/// sound, so that `张小` finds 张晓明 after everybody called 张小. Nothing for a
/// question that says nothing.
pub fn asked(question: &str) -> Vec<String> {
    let typed: String = half_width(question).to_lowercase().chars().take(LONGEST).collect();
    let typed = folded(&typed.replace('ü', "v"));
    if typed.is_empty() {
        return Vec::new();
    }
    let mut asked = vec![typed.clone()];
    if !typed.chars().any(is_han) {
        return asked;
    }
    let mut sounds = vec![String::new()];
    for (at, c) in typed.chars().enumerate() {
        let text = c.to_string();
        let readings = match (at, is_han(c)) {
            (_, false) => vec![vec![text]],
            (0, true) => reading::surname(&text),
            (_, true) => reading::text(&text),
        };
        sounds = sounds
            .iter()
            .flat_map(|begun| readings.iter().map(move |reading| format!("{begun}{}", reading.concat())))
            .take(MOST_ASKED)
            .collect();
    }
    asked.extend(sounds);
    asked
}

/// What a person is listed by: the passport's spelling, else how the name is read.
pub fn order(name: &PersonName) -> String {
    let spelled = folded(&format!("{}{}", name.surname, name.given));
    if !spelled.is_empty() {
        return spelled;
    }
    let zh = folded(&name.zh);
    let read = reading::parted(&zh).first().and_then(|parted| {
        let surname = reading::likely_surname(&parted.surname).first()?.concat();
        Some(surname + &reading::likely_given(&parted.given).first()?.concat())
    });
    read.unwrap_or(zh)
}

/// `zxm`, `zhangxm`, `zhangxiaom`, `zhangxiaoming`.
fn abbreviations(reading: &[String], keys: &mut BTreeSet<String>) {
    for whole in 0..=reading.len() {
        let (full, short) = reading.split_at_checked(whole).unwrap_or((reading, &[]));
        let initials = short.iter().filter_map(|syllable| syllable.chars().next());
        keys.insert(full.concat().chars().chain(initials).collect());
    }
}

/// Every way to type some readings.
fn all_typed(readings: &[Reading]) -> Vec<Reading> {
    let typed = |reading: &Reading| {
        let mut ways = vec![Reading::new()];
        for syllable in reading {
            let own = reading::typed(syllable);
            ways = ways
                .iter()
                .flat_map(|begun| {
                    own.iter().map(move |way| [begun.as_slice(), std::slice::from_ref(way)].concat())
                })
                .collect();
        }
        ways
    };
    readings.iter().flat_map(typed).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(zh: &str) -> PersonName {
        PersonName { zh: zh.to_owned(), surname: String::new(), given: String::new() }
    }

    fn finds(question: &str, name: &PersonName) -> bool {
        let keys = keys(name);
        asked(question).iter().any(|asked| keys.iter().any(|key| key.starts_with(asked.as_str())))
    }

    #[test]
    fn a_few_letters_find_a_person() {
        for question in [
            "zxm",
            "ZXM",
            "zhangxm",
            "zhangxiaom",
            "zhangxiaoming",
            "zhang xiaoming",
            "张",
            "张小",
            "张晓明",
            "張曉明",
            "晓明",
            "xm",
            "xiaoming",
            "z",
            "张xm",
            "ｚｘｍ",
        ] {
            assert!(finds(question, &named("张晓明")), "{question}");
        }
        for question in ["zxx", "李", "zhangmx", "", "  ", "明晓"] {
            assert!(!finds(question, &named("张晓明")), "{question}");
        }
    }

    #[test]
    fn every_reading_of_a_surname_finds() {
        for (question, zh) in [
            ("shan", "单示例"),
            ("dan", "单示例"),
            ("zsl", "曾示例"),
            ("csl", "曾示例"),
            ("qiusl", "仇示例"),
            ("xiesl", "解示例"),
            ("zhasl", "查示例"),
            ("ousl", "区示例"),
            ("yuchi", "尉迟例"),
            ("ycl", "尉迟例"),
            ("moqi", "万俟例"),
            ("lv", "吕例"),
            ("lü", "吕例"),
            ("lyul", "吕例"),
            ("lu", "吕例"),
        ] {
            assert!(finds(question, &named(zh)), "{question} {zh}");
        }
    }

    #[test]
    fn rare_and_foreign_names_are_found() {
        assert!(finds("𬭎", &named("𬭎例")));
        assert!(finds("买买提", &named("示例·买买提")));
        assert!(finds("示例买买提", &named("示例·买买提")));
        assert!(finds("maimaiti", &named("示例·买买提")));
        let mut foreign = named("Anna");
        (foreign.surname, foreign.given) = ("ERIKSSON".to_owned(), "ANNA MARIA".to_owned());
        assert!(finds("eriksson a", &foreign) && finds("anna maria", &foreign));
    }

    #[test]
    fn no_key_is_kept_for_the_sake_of_its_beginning() {
        let keys: Vec<String> = keys(&named("张晓例")).into_iter().collect();
        assert_eq!(keys, ["xiaolie", "xl", "zhangxiaolie", "zhangxl", "zxl", "张晓例", "晓例"]);
    }

    #[test]
    fn characters_come_before_sounds() {
        assert_eq!(asked("张小"), ["张小", "zhangxiao"]);
        assert_eq!(asked("zxm"), ["zxm"]);
    }

    proptest! {
        #[test]
        fn every_beginning_of_a_name_finds_it(zh in "[张王吕单欧阳尉迟晓明示例萍乐]{2,4}", cut in 1_usize..5) {
            let beginning: String = zh.chars().take(cut).collect();
            prop_assert!(finds(&beginning, &named(&zh)));
        }

        #[test]
        fn the_keys_of_a_name_are_few(zh in "[乐单解曾仇行长重朴]{2,4}") {
            prop_assert!(keys(&named(&zh)).len() <= 200);
        }

        #[test]
        fn any_question_and_any_name_do(question in "\\PC{0,60}", zh in "\\PC{0,12}") {
            let _ = finds(&question, &named(&zh));
        }
    }
}
