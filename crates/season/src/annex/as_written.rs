//! An annex as plain text and back: what is kept, compared and corrected is the
//! text of each cell, and a stop is always what its cells read as.

use intake::{Block, Cell, Document, Format, Place, Row as Line, Table};
use jiff::civil::Date;

use super::{Reading, StopReading, read};
use crate::model::{Annex, City, Field, Goal, Row, Stop, StopId, Task};

/// The text of a reading, cell by cell.
pub fn as_written(reading: &Reading) -> Annex {
    let task =
        |item: &super::Item| Task { number: item.number, title: item.title.clone(), text: item.text.clone() };
    let goal =
        |item: &super::Item| Goal { number: item.number, title: item.title.clone(), text: item.text.clone() };
    Annex {
        year: reading.year,
        name: reading.name.value.clone(),
        rows: reading.stops.iter().map(row).collect(),
        tasks: reading.tasks.iter().map(task).collect(),
        goals: reading.goals.iter().map(goal).collect(),
    }
}

fn row(stop: &StopReading) -> Row {
    let themes: Vec<&str> = stop.themes.value.iter().map(|theme| theme.0.as_str()).collect();
    Row {
        number: stop.number.value,
        site: stop.site.value.text.clone(),
        city: match &stop.city.value {
            City::Undecided => "待定".to_owned(),
            City::Named(names) => names.join("、"),
        },
        window: stop.window.value.to_string(),
        stay: stop.stay.value.as_ref().map_or_else(|| "待定".to_owned(), |stay| stay.text.clone()),
        themes: themes.join("/"),
        title: stop.title.value.clone(),
    }
}

/// The reading of an annex that is kept as text.
pub fn read_again(annex: &Annex, today: Date) -> Reading {
    let mut lines = vec![line(0, &header())];
    lines.extend((1..).zip(&annex.rows).map(|(index, row)| line(index, &cells(row))));
    let table = Table { name: String::new(), rows: lines };
    let heading = intake::Paragraph {
        text: format!("{}年{}", annex.year, annex.name),
        place: Place::Paragraph { paragraph: 1 },
    };
    let blocks = vec![Block::Paragraph(heading), Block::Table(table)];
    read(&Document { format: Format::Docx, blocks }, &annex.name, today)
}

/// The stops of an annex; `id` names each by its number.
pub fn stops(annex: &Annex, today: Date, id: impl Fn(u32) -> Option<StopId>) -> Vec<Stop> {
    let reading = read_again(annex, today);
    reading.stops.iter().filter_map(|stop| Some(stop.stop(id(stop.number.value)?))).collect()
}

fn header() -> Vec<String> {
    let fields = Field::ALL.iter().map(|field| field.words().zh.to_owned());
    std::iter::once("序号".to_owned()).chain(fields).collect()
}

fn cells(row: &Row) -> Vec<String> {
    let fields = Field::ALL.iter().map(|field| row.says(*field).to_owned());
    std::iter::once(row.number.to_string()).chain(fields).collect()
}

fn line(row: u32, texts: &[String]) -> Line {
    let cell = |(column, text): (u32, &String)| Cell {
        text: text.as_str().into(),
        column,
        columns: 1,
        rows: 1,
        place: Place::Cell { table: 1, row: row + 1, column: column + 1 },
    };
    Line { cells: (0..).zip(texts).map(cell).collect() }
}
