//! How a letter's language writes dates, numbers, names and fixed terms. All of
//! it is data of the paper: `languages/*.toml` and `terms.toml`.

use chassis::Error;
use documents::paper::{Tongue, say};
use documents::{Fact, Paper, record};
use jiff::civil::Date;
use kernel::{City, Country};

use crate::model::Sex;
use crate::papers::unprintable;

/// A place that a hand fills in.
pub(super) const OPEN: &str = "____________________";

/// A language with the paper's terms in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speech<'p> {
    pub(super) terms: &'p Fact,
    pub(super) tongue: &'p Tongue,
    /// The host's country, which may name its months otherwise.
    pub(super) country: Option<Country>,
}

impl<'p> Speech<'p> {
    /// The language that is asked for, else the first that is spoken in the
    /// country, else the paper's usual one.
    pub(super) fn of(paper: &'p Paper, asked: Option<&str>, country: Option<Country>) -> Result<Self, Error> {
        let found = match asked {
            Some(name) => Some(named(paper, name)?),
            None => country.and_then(|country| spoken(paper, country).into_iter().next()),
        };
        let tongue = found.or_else(|| paper.tongues().first());
        let tongue = tongue.ok_or_else(|| unprintable(&format!("{}没有外文", paper.name().zh)))?;
        Ok(Self { terms: paper.terms(), tongue, country })
    }

    fn term(&self, group: &str, key: &str) -> Option<&'p str> {
        self.terms.at(group)?.at(key)?.at(self.tongue.code())?.as_text()
    }

    /// What somebody is called, which may differ between men and women.
    pub(super) fn called(&self, group: &str, key: &str, sex: Sex) -> Option<&'p str> {
        let of_women = || self.terms.at(group)?.at(key)?.at(&format!("{}-f", self.tongue.code()))?.as_text();
        (sex == Sex::Female).then(of_women).flatten().or_else(|| self.term(group, key))
    }

    /// A post by the longest term it ends with: 综合科科长 is a 科长.
    pub(super) fn post(&self, groups: &[&str], post: &str, sex: Sex) -> Option<&'p str> {
        groups.iter().find_map(|group| {
            let keys = self.terms.at(group)?.as_record()?.keys();
            let key = keys.filter(|key| post.ends_with(key.as_str())).max_by_key(|key| key.len())?;
            self.called(group, key, sex)
        })
    }

    pub(super) fn country(&self, country: Country) -> String {
        self.term("country", country.iso2()).map_or_else(|| self.latin(country.en()), str::to_owned)
    }

    /// A city by its Chinese name; the English one where no term is given, open
    /// where the city is not of our list.
    pub(super) fn city(&self, zh: &str) -> String {
        let city = City::find(zh);
        let key = city.map_or(zh, |city| city.zh);
        let latin = || city.map_or_else(|| self.latin(&foreign(zh)), |city| self.latin(city.en));
        self.term("city", key).map_or_else(latin, str::to_owned)
    }

    /// The event by its kind and region.
    pub(super) fn event(
        &self,
        title: &str,
        year: i16,
        region: &str,
        countries: &[Country],
    ) -> Result<String, Error> {
        let kinds = self.terms.at("event").and_then(Fact::as_record);
        let kind = kinds.and_then(|kinds| kinds.keys().find(|kind| title.contains(kind.as_str())));
        let pattern = self.term("event", kind.map_or("国际赛", String::as_str)).unwrap_or_default();
        let of_countries = || {
            let names: Vec<String> = countries.iter().map(|country| self.country(*country)).collect();
            names.join(self.tongue.about("comma"))
        };
        let region = self.term("region", region).map_or_else(of_countries, str::to_owned);
        let year = self.digits(&year.to_string());
        said(pattern, &record! { year: year, region: region })
    }

    /// A date of birth, as a list has it.
    pub(super) fn birth(&self, date: Date) -> Result<String, Error> {
        self.dated("birth", date, date)
    }

    /// From one day to another; what both share is said once.
    pub(super) fn range(&self, from: Date, to: Date) -> Result<String, Error> {
        let pattern = match (from == to, from.year() == to.year(), from.month() == to.month()) {
            (true, ..) => "day",
            (_, true, true) => "month",
            (_, true, false) => "year",
            _ => "years",
        };
        self.dated(pattern, from, to)
    }

    fn dated(&self, pattern: &str, from: Date, to: Date) -> Result<String, Error> {
        let about = self.terms.at("dates").and_then(|dates| dates.at(self.tongue.code()));
        let text = |name: &str| about.and_then(|about| about.at(name)?.as_text()).unwrap_or_default();
        let day = |date: Date| match date.day() {
            1 => text("first").to_owned(),
            day => day.to_string(),
        };
        let facts = record! {
            d: self.digits(&day(from)), m: self.month(from), y: self.digits(&from.year().to_string()),
            d2: self.digits(&day(to)), m2: self.month(to), y2: self.digits(&to.year().to_string()),
        };
        said(text(pattern), &facts)
    }

    /// The month, as the host's country names it where countries differ.
    fn month(&self, date: Date) -> String {
        let months = self.terms.at("months");
        let code = self.tongue.code();
        let local = self.country.map(|country| format!("{code}-{}", country.iso2()));
        let list = local.and_then(|local| months?.at(&local)).or_else(|| months?.at(code));
        let name = list.and_then(|list| list.at(&(date.month() - 1).to_string())?.as_text());
        name.unwrap_or_default().to_owned()
    }

    /// A number of ours in the language's digits.
    pub(super) fn digits(&self, number: &str) -> String {
        let own: Vec<char> = self.tongue.about("digits").chars().collect();
        let digit = |c: char| c.to_digit(10).and_then(|digit| own.get(usize::try_from(digit).ok()?));
        number.chars().map(|c| digit(c).copied().unwrap_or(c)).collect()
    }

    /// Words in Latin letters: in a text from right to left, marks around them keep
    /// numbers and signs at their ends in order (`+212 …`).
    pub(super) fn latin(&self, text: &str) -> String {
        let right_to_left = |c: char| matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fefc}');
        if text.is_empty() || !self.tongue.is_rtl() || text.chars().any(right_to_left) {
            return text.to_owned();
        }
        format!("\u{200e}{text}\u{200e}")
    }
}

/// The languages a country's letters are written in, the usual one first.
pub(crate) fn spoken(paper: &Paper, country: Country) -> Vec<&Tongue> {
    let codes = paper.terms().at("spoken").and_then(|spoken| spoken.at(country.iso2())?.as_list());
    let codes = codes.unwrap_or_default().iter().filter_map(Fact::as_text);
    codes.filter_map(|code| paper.tongues().iter().find(|tongue| tongue.code() == code)).collect()
}

/// The language somebody named.
pub(crate) fn named<'p>(paper: &'p Paper, name: &str) -> Result<&'p Tongue, Error> {
    paper.tongues().iter().find(|tongue| tongue.is_called(name)).ok_or_else(|| {
        let all: Vec<String> =
            paper.tongues().iter().map(|it| format!("{}（{}）", it.code(), it.about("zh"))).collect();
        let codes: Vec<&str> = paper.tongues().iter().map(Tongue::code).collect();
        Error::refused(
            "letter-language",
            format!("邀请函没有“{name}”这种语言；可选 {}", all.join("、")),
            format!("there is no letter in “{name}”; choose one of {}", codes.join(", ")),
        )
    })
}

/// What is not Chinese of a name: the whole, or what stands in its brackets
/// (`席尔瓦（Silva）`); nothing if it is Chinese.
pub(super) fn foreign(text: &str) -> String {
    let chinese =
        |text: &str| text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'));
    let inside = || text.split(['（', '(']).nth(1)?.split(['）', ')']).next().map(str::trim);
    match inside() {
        _ if !chinese(text) => text.to_owned(),
        Some(inside) if !chinese(inside) => inside.to_owned(),
        _ => String::new(),
    }
}

fn said(pattern: &str, facts: &Fact) -> Result<String, Error> {
    say(pattern, facts).map_err(|says| unprintable(&format!("terms.toml：{}", says.zh)))
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn a_foreign_letter_takes_the_foreign_part_of_a_name() {
        for (name, expected) in [
            ("席尔瓦（Silva）", "Silva"),
            ("萨比托夫（Сабитов）", "Сабитов"),
            ("Ana Exemplo", "Ana Exemplo"),
            ("高示例", ""),
            ("高示例（先生）", ""),
            ("", ""),
        ] {
            assert_eq!(foreign(name), expected, "{name}");
        }
    }
}
