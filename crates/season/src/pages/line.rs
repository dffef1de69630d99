//! One stop of a version, cell by cell: what was understood, the words that said
//! so and where they stand, what the version that holds says instead.

use chassis::web::{Frame, Locale};
use kernel::{Country, Region};

use super::{places, places_in_brief};
use crate::model::{Annex, Field, LocalEdit, Row, difference};
use crate::operations::Review;
use crate::wire::{Source, Stop};

/// A word of state.
pub(super) struct Chip {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

/// One cell.
pub(super) struct Cell {
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) before: String,
    pub(super) words: String,
    pub(super) place: String,
    pub(super) own: String,
}

/// One stop.
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) cells: Vec<Cell>,
    pub(super) others: Vec<(String, String, String)>,
    pub(super) chip: Chip,
    pub(super) is_open: bool,
}

/// Every stop of a version.
pub(super) fn lines(frame: &Frame, review: &Review) -> Vec<Line> {
    let pairs = difference::pairs(&review.before.rows, &review.after.rows);
    let before = |number: u32| {
        let of = |(_, new): &&(Option<&Row>, Option<&Row>)| new.is_some_and(|row| row.number == number);
        pairs.iter().find(of).and_then(|(old, _)| *old)
    };
    review.reading.stops.iter().map(|stop| line(frame, review, stop, before(stop.number))).collect()
}

/// Stops that the version no longer lists.
pub(super) fn gone(review: &Review) -> Vec<String> {
    let pairs = difference::pairs(&review.before.rows, &review.after.rows);
    let gone = pairs.iter().filter(|(_, new)| new.is_none()).filter_map(|(old, _)| *old);
    gone.map(|row| format!("{} {}", row.number, row.site)).collect()
}

fn line(frame: &Frame, review: &Review, stop: &Stop, before: Option<&Row>) -> Line {
    let cell = |field: &Field| cell(frame, review, stop, before, *field);
    let cells: Vec<Cell> = Field::ALL.iter().map(cell).collect();
    let other =
        |it: &crate::wire::Other| (it.header.clone(), it.source.text.clone(), places(frame, &it.source));
    let is_changed = cells.iter().any(|cell| !cell.before.is_empty());
    let is_new = before.is_none() && review.version.version != review.holds;
    let is_moved = before.is_some_and(|row| row.number != stop.number);
    Line {
        number: stop.number,
        others: stop.source.others.iter().map(other).collect(),
        chip: chip(frame, review, stop, (is_new, is_changed || is_moved)),
        is_open: stop.choice == "open",
        cells,
    }
}

/// The gravest first: what was not read, what is unknown, what is open, what is
/// new, what changed, what was concluded.
fn chip(frame: &Frame, review: &Review, stop: &Stop, (is_new, is_changed): (bool, bool)) -> Chip {
    let chip = |tone, icon, key: &str| Chip { tone, icon, word: frame.say(key) };
    if review.reading.unread.iter().any(|unread| is_of(stop, &unread.places)) {
        chip("is-block", "i-block", "import-chip-unread")
    } else if !stop.unknown.is_empty() {
        chip("is-warn", "i-warn", "import-chip-unknown")
    } else if stop.choice == "open" {
        chip("is-choice", "i-ask", "import-chip-open")
    } else if is_new {
        chip("is-warn", "i-plus", "import-chip-new")
    } else if is_changed {
        chip("is-warn", "i-edit", "import-chip-changed")
    } else if stop.inferred {
        chip("is-info", "i-info", "import-chip-inferred")
    } else {
        chip("is-ok", "i-ok", "import-chip-read")
    }
}

/// Whether words stand in one of a stop's own cells.
fn is_of(stop: &Stop, places: &[crate::wire::Place]) -> bool {
    sources(stop).iter().flat_map(|source| &source.places).any(|place| places.contains(place))
}

/// The sources of a stop's columns, its number first.
pub(super) fn sources(stop: &Stop) -> [&Source; 7] {
    let it = &stop.source;
    [&it.number, &it.site, &it.city, &it.windows, &it.stay_days, &it.themes, &it.title]
}

fn cell(frame: &Frame, review: &Review, stop: &Stop, before: Option<&Row>, field: Field) -> Cell {
    let open = || frame.say("import-open");
    let (value, source) = match field {
        Field::Site => (site(frame, stop), &stop.source.site),
        Field::City => (stop.city.clone().unwrap_or_else(open), &stop.source.city),
        Field::Window => (window(stop).unwrap_or_else(open), &stop.source.windows),
        Field::Stay => {
            (stop.stay.as_ref().map_or_else(open, |stay| stay.text.clone()), &stop.source.stay_days)
        }
        Field::Themes => (stop.themes.join("、"), &stop.source.themes),
        Field::Title => (stop.title.clone(), &stop.source.title),
    };
    let after = row(&review.after, stop.number);
    let changed = before.zip(after).filter(|(before, after)| before.says(field) != after.says(field));
    let own = before.and_then(|row| edited(&review.own, row.number, field));
    Cell {
        field: field.code(),
        value,
        before: changed.map_or_else(String::new, |(before, _)| before.says(field).to_owned()),
        words: source.text.clone(),
        place: places_in_brief(frame, source),
        own: own.map_or_else(String::new, |edit| edit.value.clone()),
    }
}

fn row(annex: &Annex, number: u32) -> Option<&Row> {
    annex.rows.iter().find(|row| row.number == number)
}

fn edited(own: &[LocalEdit], number: u32, field: Field) -> Option<&LocalEdit> {
    own.iter().find(|edit| edit.number == number && edit.field == field)
}

fn site(frame: &Frame, stop: &Stop) -> String {
    let names: Vec<String> = stop.countries.iter().map(|country| called(frame, &country.name)).collect();
    let joint = if stop.choice == "open" { " / ".to_owned() } else { frame.say("import-and") };
    let (names, region) = (names.join(&joint), called(frame, &stop.region));
    if names.is_empty() || names == region {
        region
    } else {
        format!("{region}{}{names}", frame.say("import-colon"))
    }
}

/// A region or a country in the reader's language, or in the nearer of two.
fn called(frame: &Frame, name: &str) -> String {
    if frame.locale == Locale::Zh {
        return name.to_owned();
    }
    let region = Region::find(name).map(|region| region.en.clone());
    let country = || Country::find(name).map(|country| country.en().to_owned());
    region.or_else(country).unwrap_or_else(|| name.to_owned())
}

fn window(stop: &Stop) -> Option<String> {
    let spans: Vec<&str> = stop.windows.iter().map(|span| span.text.as_str()).collect();
    (!spans.is_empty()).then(|| spans.join("、"))
}
