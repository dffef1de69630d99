//! From the reading to its JSON.

use intake::Format;
use kernel::Precision;

use super::{
    Country, Head, Item, Note, Other, Place, Reading, Source, Sources, Span, Stay, Stop, StopSource, Unread,
};
use crate::annex;
use crate::model;

/// A reading as it is printed and kept.
pub fn reading(reading: &annex::Reading) -> Reading {
    Reading {
        season: Head { year: reading.year, name: reading.name.value.clone() },
        file: reading.file.clone(),
        format: format(reading.format).to_owned(),
        stops: reading.stops.iter().map(|row| stop(row, &reading.file)).collect(),
        tasks: reading.tasks.iter().map(item).collect(),
        goals: reading.goals.iter().map(item).collect(),
        unread: reading.unread.iter().map(unread).collect(),
        kept: reading.kept.iter().map(source).collect(),
        notes: reading.notes.iter().map(note).collect(),
        sources: Sources {
            name: vec![source(&reading.name.source)],
            tasks: reading.tasks.iter().map(|item| source(&item.source)).collect(),
            goals: reading.goals.iter().map(|item| source(&item.source)).collect(),
            headings: reading.headings.iter().map(source).collect(),
        },
    }
}

fn stop(read: &annex::StopReading, file: &str) -> Stop {
    let cities = cities(&read.city.value);
    let site = &read.site.value;
    Stop {
        number: read.number.value,
        region: site.region.clone(),
        site: site.text.clone(),
        countries: site.countries.iter().map(|country| named(*country)).collect(),
        inferred: site.inferred,
        unknown: site.unknown.clone(),
        choice: site.choice.code().to_owned(),
        city: (!cities.is_empty()).then(|| cities.join("、")),
        cities,
        windows: read.window.value.spans.iter().map(span).collect(),
        stay_days: read.stay.value.as_ref().map(|stay| stay.high),
        stay: read.stay.value.as_ref().map(stay),
        themes: read.themes.value.iter().map(|theme| theme.0.clone()).collect(),
        title: read.title.value.clone(),
        source: sources(read, file),
    }
}

fn sources(read: &annex::StopReading, file: &str) -> StopSource {
    let other =
        |(header, cell): &(String, annex::Source)| Other { header: header.clone(), source: source(cell) };
    StopSource {
        file: file.to_owned(),
        number: source(&read.number.source),
        site: source(&read.site.source),
        city: source(&read.city.source),
        windows: source(&read.window.source),
        stay_days: source(&read.stay.source),
        themes: source(&read.themes.source),
        title: source(&read.title.source),
        others: read.others.iter().map(other).collect(),
    }
}

fn cities(city: &model::City) -> Vec<String> {
    match city {
        model::City::Undecided => Vec::new(),
        model::City::Named(names) => names.clone(),
    }
}

fn named(country: kernel::Country) -> Country {
    Country { iso2: country.iso2().to_owned(), name: country.zh().to_owned() }
}

fn span(span: &kernel::Span) -> Span {
    let precision = match span.precision {
        Precision::Day => "day",
        Precision::Third => "third",
        Precision::Month => "month",
    };
    Span {
        from: span.from.to_string(),
        to: span.to.to_string(),
        precision: precision.to_owned(),
        text: span.text.clone(),
    }
}

fn stay(stay: &model::StayDays) -> Stay {
    Stay { low: stay.low, high: stay.high, about: stay.about, text: stay.text.clone() }
}

fn item(item: &annex::Item) -> Item {
    Item { number: item.number, title: item.title.clone(), text: item.text.clone() }
}

fn source(source: &annex::Source) -> Source {
    Source { text: source.text.clone(), places: source.places.iter().map(place).collect() }
}

fn unread(unread: &annex::Unread) -> Unread {
    let words = unread.source.places.iter().map(ToString::to_string).collect::<Vec<_>>();
    Unread {
        text: unread.source.text.clone(),
        place: words.join("、"),
        why: unread.why.zh.clone(),
        why_en: unread.why.en.clone(),
        places: unread.source.places.iter().map(place).collect(),
    }
}

fn note(note: &annex::Note) -> Note {
    Note {
        text: note.said.zh.clone(),
        text_en: note.said.en.clone(),
        place: note.place.as_ref().map(ToString::to_string),
    }
}

fn place(place: &intake::Place) -> Place {
    let mut out = Place {
        words: place.to_string(),
        paragraph: None,
        table: None,
        row: None,
        column: None,
        sheet: None,
        cell: None,
        page: None,
        line: None,
    };
    match place {
        intake::Place::Paragraph { paragraph } => out.paragraph = Some(*paragraph),
        intake::Place::Cell { table, row, column } => {
            (out.table, out.row, out.column) = (Some(*table), Some(*row), Some(*column));
        }
        intake::Place::Sheet { sheet, address } => {
            (out.sheet, out.cell) = (Some(sheet.to_string()), Some(address.to_string()));
        }
        intake::Place::Line { page, line } => (out.page, out.line) = (*page, Some(*line)),
    }
    out
}

fn format(format: Format) -> &'static str {
    match format {
        Format::Docx => "docx",
        Format::Xlsx => "xlsx",
        Format::Csv => "csv",
        Format::Text => "text",
        Format::Pdf => "pdf",
    }
}
