//! Second pass: raw rows become stops. What a cell cannot say is listed with its
//! place; what is concluded is noted.

use std::collections::BTreeSet;

use intake::Place;
use kernel::{City as KnownCity, Said, Window};

use super::column::Column;
use super::gather::{Piece, RawStop};
use super::reading::{Note, Source, StopReading, Unread, Value};
use super::site::{self, Inferred};
use super::value;
use crate::model::{Choice, City, Site, StayDays};

/// Reads every row.
pub(super) fn read(
    rows: &[RawStop],
    year: i16,
    notes: &mut Vec<Note>,
    unread: &mut Vec<Unread>,
) -> Vec<StopReading> {
    let mut stops: Vec<StopReading> = Vec::new();
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    for row in rows {
        let next = taken.last().map_or(1, |last| last.saturating_add(1));
        let mut reader = Reader { row, notes, unread };
        let number = reader.number(next, &taken);
        taken.insert(number.value);
        let (site, city) = reader.site(number.value);
        stops.push(StopReading {
            window: reader.window(year),
            stay: reader.stay(),
            themes: reader.plain(&Column::Themes, "、", value::themes),
            title: reader.plain(&Column::Title, " ", one_line),
            others: reader.others(),
            number,
            site,
            city,
        });
    }
    stops
}

struct Reader<'a> {
    row: &'a RawStop,
    notes: &'a mut Vec<Note>,
    unread: &'a mut Vec<Unread>,
}

impl Reader<'_> {
    fn number(&mut self, next: u32, taken: &BTreeSet<u32>) -> Value<u32> {
        let source = self.source(&Column::Number, "、");
        let place = source.places.first().cloned();
        let Some(number) = value::number(&source.text) else {
            self.note(
                format!("这一站没有写序号，按第{next}站记"),
                format!("this stop has no number; it is taken as number {next}"),
                place,
            );
            return Value { value: next, source };
        };
        if taken.contains(&number) {
            self.note(
                format!("序号{number}出现了两次，后一个按第{next}站记"),
                format!("number {number} stands twice; the second is taken as number {next}"),
                place,
            );
            return Value { value: next, source };
        }
        if number != next {
            self.note(
                format!("序号从{}跳到{number}，按原文记", next.saturating_sub(1)),
                format!("the numbers leap from {} to {number}", next.saturating_sub(1)),
                place,
            );
        }
        Value { value: number, source }
    }

    fn site(&mut self, number: u32) -> (Value<Site>, Value<City>) {
        let mut source = self.source(&Column::Site, "、");
        let region = self.source(&Column::Region, "、");
        if !region.text.is_empty() {
            source.text = match source.text.as_str() {
                "" => region.text,
                countries if value::is_undecided(countries) => region.text,
                countries => format!("{}（{countries}）", region.text),
            };
            source.places.splice(0..0, region.places);
        }
        let place = source.places.first().cloned();
        let mut told = site::read(&source.text);
        let mut city = self.plain(&Column::City, "、", value::city);
        self.tell_of_list(&told, number, place.as_ref());
        if let (Some(named), City::Undecided) = (&told.city, &city.value) {
            city.value = City::Named(vec![named.clone()]);
            self.note(
                format!("第{number}站：城市{named}写在国家/地区一栏，按城市记"),
                format!("stop {number}: the city {named} stands in the column of countries"),
                place.clone(),
            );
        }
        if told.site.countries.is_empty() && told.site.unknown.is_empty() {
            let at = city.source.places.first().cloned().or(place);
            self.infer(&mut told.site, &city.value, number, at);
        }
        (Value { value: told.site, source }, city)
    }

    fn tell_of_list(&mut self, told: &site::Told, number: u32, place: Option<&Place>) {
        let names = |joint: &str| {
            told.site.countries.iter().map(|country| country.zh()).collect::<Vec<_>>().join(joint)
        };
        if told.site.choice == Choice::Open {
            self.note(
                format!("第{number}站：{}之间选哪一国由你决定，决定前两种情况都算", names("或")),
                format!("stop {number}: one country or the other, still to be decided"),
                place.cloned(),
            );
        }
        if told.mixed {
            self.note(
                format!("第{number}站：“、”和“/”混用，不能断定哪几国必去，请核对原文"),
                format!("stop {number}: “、” and “/” are mixed, so what is a choice is not certain"),
                place.cloned(),
            );
        }
        if told.and_others {
            self.note(
                format!("第{number}站：“等”字之后可能还有国家，只记下写明的{}", names("、")),
                format!("stop {number}: more countries may be meant than are named"),
                place.cloned(),
            );
        }
        for unknown in &told.site.unknown {
            self.note(
                format!("第{number}站：国家名单里没有“{unknown}”，按原文保留"),
                format!("stop {number}: “{unknown}” is in no list of countries and is kept as text"),
                place.cloned(),
            );
        }
    }

    /// A region without a country takes it from a known city, and says so.
    fn infer(&mut self, site: &mut Site, city: &City, number: u32, place: Option<Place>) {
        let inferred = site::infer(site, city);
        let region = &site.region;
        let names = |cities: &[&KnownCity]| cities.iter().map(|city| city.zh).collect::<Vec<_>>().join("、");
        let (zh, en) = match inferred {
            Inferred::Nothing if region.is_empty() => return,
            Inferred::Nothing => (
                format!("第{number}站：“{region}”没有写明国家，城市也未定，国家待补"),
                format!("stop {number}: {region} names no country and no known city"),
            ),
            Inferred::Outside(cities) => (
                format!("第{number}站：{}不在{region}，请核对；国家暂不填", names(&cities)),
                format!("stop {number}: the city lies outside {region}; the country is left open"),
            ),
            Inferred::From(cities) => {
                let countries: Vec<_> = site.countries.iter().map(|country| country.zh()).collect();
                let countries = countries.join("、");
                (
                    format!(
                        "第{number}站：“{region}”没有写明国家，由城市{}推断为{countries}",
                        names(&cities)
                    ),
                    format!("stop {number}: the country was inferred from the city"),
                )
            }
        };
        self.note(zh, en, place);
    }

    fn window(&mut self, year: i16) -> Value<Window> {
        let mut source = self.source(&Column::Window, "、");
        let (from, to) = (self.source(&Column::From, "、"), self.source(&Column::To, "、"));
        if source.text.is_empty() && !from.text.is_empty() {
            let both = if to.text.is_empty() { from.text } else { format!("{}至{}", from.text, to.text) };
            source.text = both;
        }
        source.places.extend(from.places.into_iter().chain(to.places));
        let value = Window::parse(&source.text, year).unwrap_or_else(|unreadable| {
            self.unread(&source, &unreadable.to_string(), "this cell names no time");
            Window::default()
        });
        Value { value, source }
    }

    fn stay(&mut self) -> Value<Option<StayDays>> {
        let source = self.source(&Column::Stay, "、");
        let value = value::stay(&source.text);
        if value.is_none() && !value::is_undecided(&source.text) {
            let why = format!("看不懂停留天数“{}”；可写 8天、7-9天、约7天、7天6晚或待定", source.text);
            self.unread(&source, &why, "this cell names no number of days");
        }
        Value { value, source }
    }

    fn plain<T>(&self, column: &Column, joint: &str, read: impl FnOnce(&str) -> T) -> Value<T> {
        let source = self.source(column, joint);
        Value { value: read(&source.text), source }
    }

    fn others(&self) -> Vec<(String, Source)> {
        let other = |(column, piece): &(Column, Piece)| match column {
            Column::Other(header) if !piece.text.is_empty() => {
                Some((header.clone(), Source::at(piece.text.clone(), piece.place.clone())))
            }
            _ => None,
        };
        self.row.pieces.iter().filter_map(other).collect()
    }

    /// The words of one column. Lines of a flattened cell belong together; cells
    /// of their own are listed.
    fn source(&self, column: &Column, joint: &str) -> Source {
        let mut source = Source::default();
        for piece in self.row.of(column) {
            let joint = if matches!(piece.place, Place::Line { .. }) { "" } else { joint };
            source.add(joint, &piece.text, &piece.place);
        }
        source
    }

    fn note(&mut self, zh: String, en: String, place: Option<Place>) {
        self.notes.push(Note { said: Said { zh, en }, place });
    }

    fn unread(&mut self, source: &Source, zh: &str, en: &str) {
        self.unread.push(Unread { source: source.clone(), why: Said::new(zh, en) });
    }
}

/// Lines of one cell as one line. Chinese needs no blank between them.
pub(super) fn one_line(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let latin = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        if latin(joined.chars().next_back()) && latin(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}
