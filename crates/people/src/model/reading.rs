//! How names are read aloud: surnames by our own table first (单 is Shàn in a name),
//! every character by the readings of Unihan. `v` stands for ü.

use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use super::written::is_han;

/// Surnames whose reading is not the usual one, and surnames of two characters;
/// the usual reading of the surname first.
const SURNAMES: &str = include_str!("../../data/surnames.csv");

/// Characters of given names that are read in several ways, and some whose reading
/// in names is not their first one; the usual reading first.
const GIVEN: &str = include_str!("../../data/given.csv");

/// A reading: its syllables.
pub(super) type Reading = Vec<String>;

/// More readings than this of one name are not tried.
const MOST: usize = 24;

/// A name in Chinese, parted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parted {
    /// The surname.
    pub(super) surname: String,
    /// The given name.
    pub(super) given: String,
}

/// Names, or characters, with their readings.
type Readings = Vec<(&'static str, Vec<Reading>)>;

static TABLE: LazyLock<Readings> = LazyLock::new(|| rows(SURNAMES));

static IN_GIVEN_NAMES: LazyLock<Readings> = LazyLock::new(|| rows(GIVEN));

fn rows(table: &'static str) -> Readings {
    let row = |line: &'static str| {
        let (name, readings) = line.split_once(',')?;
        let reading = |text: &str| text.split(' ').map(str::to_owned).collect();
        Some((name, readings.split(',').map(reading).collect()))
    };
    table.lines().filter_map(row).collect()
}

/// The ways a name can be parted, the likelier first; none for a name that is not
/// in Han characters throughout.
pub(super) fn parted(name: &str) -> Vec<Parted> {
    if !name.chars().all(is_han) {
        return Vec::new();
    }
    let at = |count: usize| name.char_indices().nth(count).map(|(at, _)| name.split_at(at));
    let compound = at(2).filter(|(two, _)| TABLE.iter().any(|(known, _)| known == two));
    // Nobody of a surname of two characters has a given name of three.
    let single = at(1).filter(|_| compound.is_none() || name.chars().count() < 4);
    let parts = [compound, single].into_iter().flatten();
    parts.map(|(surname, given)| Parted { surname: surname.to_owned(), given: given.to_owned() }).collect()
}

/// Every reading of a surname, the usual one first.
pub(super) fn surname(name: &str) -> Vec<Reading> {
    let mut readings: Vec<Reading> = TABLE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, readings)| readings.clone())
        .unwrap_or_default();
    for reading in text(name) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings.truncate(MOST);
    readings
}

/// The readings by which a surname is likely spelled.
pub(super) fn likely_surname(name: &str) -> Vec<Reading> {
    let listed = TABLE.iter().find(|(known, _)| *known == name).map(|(_, readings)| readings.clone());
    listed.unwrap_or_else(|| text(name).into_iter().take(1).collect())
}

/// The readings by which a given name is likely spelled.
pub(super) fn likely_given(han: &str) -> Vec<Reading> {
    let likely = |c: char| {
        let listed = IN_GIVEN_NAMES.iter().find(|(known, _)| known.chars().eq([c]));
        listed.map_or_else(|| character(c).into_iter().take(1).collect(), |(_, readings)| readings.concat())
    };
    product(han, likely)
}

/// Every reading of some characters, the usual ones first; none if a character has
/// none.
pub(super) fn text(han: &str) -> Vec<Reading> {
    product(han, character)
}

fn product(han: &str, of: impl Fn(char) -> Vec<String>) -> Vec<Reading> {
    let mut readings = vec![Reading::new()];
    for c in han.chars() {
        let own = of(c);
        readings = own
            .iter()
            .flat_map(|syllable| {
                readings.iter().map(|begun| [begun.as_slice(), std::slice::from_ref(syllable)].concat())
            })
            .take(MOST)
            .collect();
    }
    readings
}

/// The readings of one character, without tones.
fn character(c: char) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain().replace('ü', "v");
        if plain.bytes().all(|b| b.is_ascii_lowercase()) && !plain.is_empty() && !readings.contains(&plain) {
            readings.push(plain);
        }
    }
    readings
}

/// A syllable as passports spell it: ü is YU where a u would be another sound.
pub(super) fn passport_syllable(syllable: &str) -> String {
    syllable.replace('v', "yu").to_ascii_uppercase()
}

/// The ways a syllable is typed and was spelled: `lv`, `lyu`, `lu`.
pub(super) fn typed(syllable: &str) -> Vec<String> {
    if syllable.contains('v') {
        ["v", "yu", "u"].iter().map(|vowel| syllable.replace('v', vowel)).collect()
    } else {
        vec![syllable.to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(name: &str) -> String {
        let parted = parted(name).remove(0);
        let (surname, given) = (surname(&parted.surname).remove(0), text(&parted.given).remove(0));
        format!("{} {}", surname.concat(), given.concat())
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        for (name, expected) in [
            ("单示例", "shan shili"),
            ("曾例", "zeng li"),
            ("仇例", "qiu li"),
            ("解例", "xie li"),
            ("查例", "zha li"),
            ("区例", "ou li"),
            ("吕例", "lv li"),
            ("欧阳例", "ouyang li"),
            ("尉迟例", "yuchi li"),
            ("万俟例", "moqi li"),
            ("张晓明", "zhang xiaoming"),
        ] {
            assert_eq!(usual(name), expected, "{name}");
        }
    }

    #[test]
    fn a_compound_surname_needs_a_given_name_after_it() {
        assert_eq!(parted("欧阳").len(), 1);
        assert_eq!(parted("欧阳").remove(0).surname, "欧");
        assert_eq!(parted("司马例").len(), 2);
        assert_eq!(parted("示例·买买提"), []);
        assert_eq!(parted("John"), []);
    }

    #[test]
    fn the_table_holds_each_surname_once_with_syllables_only() {
        let mut names: Vec<&str> = TABLE.iter().map(|(name, _)| *name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((names.len(), TABLE.len()), (count, SURNAMES.lines().count()));
        assert_eq!(IN_GIVEN_NAMES.len(), GIVEN.lines().count());
        for (name, readings) in TABLE.iter().chain(IN_GIVEN_NAMES.iter()) {
            for reading in readings {
                assert_eq!(reading.len(), name.chars().count(), "{name}");
                assert!(reading.iter().all(|part| part.bytes().all(|b| b.is_ascii_lowercase())), "{name}");
            }
        }
    }
}
