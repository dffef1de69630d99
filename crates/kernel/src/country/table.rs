//! The embedded lists, read once. Semicolons part the columns and no cell holds
//! one, so a plain split reads them; the tests read every row.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Continent, Country, Region};

/// One row of `data/countries.csv`.
pub(super) struct Row {
    pub(super) country: Country,
    pub(super) zh: &'static str,
    pub(super) official: &'static str,
    pub(super) en: &'static str,
    pub(super) continent: Continent,
}

/// The countries by code, and every name that leads to one.
pub(super) struct Countries {
    pub(super) rows: Vec<Row>,
    pub(super) names: BTreeMap<String, Country>,
}

/// The regions, and every name that leads to one.
pub(super) struct Regions {
    pub(super) all: Vec<Region>,
    pub(super) names: BTreeMap<String, usize>,
}

impl Countries {
    pub(super) fn row(&self, country: Country) -> Option<&Row> {
        let index = self.rows.binary_search_by_key(&country, |row| row.country).ok()?;
        self.rows.get(index)
    }
}

pub(super) fn countries() -> &'static Countries {
    static TABLE: OnceLock<Countries> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Countries { rows: Vec::new(), names: BTreeMap::new() };
        for [iso2, zh, official, en, continent, aliases] in records(include_str!("../../data/countries.csv"))
        {
            let (Ok(code), Ok(continent)) = (iso2.as_bytes().try_into(), continent.parse()) else { continue };
            let country = Country(code);
            for name in [iso2, zh, official, en].into_iter().chain(aliases.split('/')) {
                table.names.entry(folded(name)).or_insert(country);
            }
            table.rows.push(Row { country, zh, official, en, continent });
        }
        table.names.remove("");
        table
    })
}

pub(super) fn regions() -> &'static Regions {
    static TABLE: OnceLock<Regions> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Regions { all: Vec::new(), names: BTreeMap::new() };
        for [zh, en, members, aliases] in records(include_str!("../../data/regions.csv")) {
            for name in [zh, en].into_iter().chain(aliases.split('/')) {
                table.names.entry(folded(name)).or_insert(table.all.len());
            }
            let countries = members.split(' ').filter_map(|code| code.parse().ok()).collect();
            table.all.push(Region { zh: zh.to_owned(), en: en.to_owned(), countries });
        }
        table.names.remove("");
        table
    })
}

/// The rows of an embedded list after its heading, `N` cells each.
pub(crate) fn records<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).filter_map(|line| {
        let cells: Vec<&'static str> = line.split(';').collect();
        <[&'static str; N]>::try_from(cells).ok()
    })
}

/// A name as names are compared (countries, header cells, headings): simplified characters, half width, lower case,
/// accents of the Latin alphabet, blanks and punctuation dropped.
pub fn folded(name: &str) -> String {
    let simplified = simplified();
    name.chars()
        .map(|c| simplified.get(&c).copied().unwrap_or(c))
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .map(unaccented)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn unaccented(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' | 'ń' => 'n',
        'ț' => 't',
        _ => c,
    }
}

/// Traditional characters of the names and their simplified forms.
fn simplified() -> &'static BTreeMap<char, char> {
    static TABLE: OnceLock<BTreeMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let pair = |line: &str| {
            let mut both = line.chars();
            Some((both.next()?, both.next()?))
        };
        include_str!("../../data/traditional.txt").lines().filter_map(pair).collect()
    })
}
