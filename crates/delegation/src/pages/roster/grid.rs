//! The grid as it is drawn: a control a cell, what is wrong beside it.

use chassis::web::Frame;

use super::typed::Typed;
use crate::examination::Examination;
use crate::pages::tone;
use crate::workbook::Gravity;
use crate::workbook::roster::{NAME_AT, Slip, headings, masked};

/// Empty rows below the people, to write in.
pub(super) const FREE: usize = 2;

/// The head of a column.
pub(super) struct Head {
    pub(super) header: &'static str,
    pub(super) note: &'static str,
    pub(super) required: bool,
    pub(super) is_name: bool,
}

/// A row, as it is drawn.
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) at: usize,
    pub(super) of: String,
    pub(super) is_pasted: bool,
    pub(super) name: String,
    pub(super) cells: Vec<GridCell>,
}

/// A cell, as it is drawn.
pub(super) struct GridCell {
    pub(super) at: usize,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) choices: Vec<(String, bool)>,
    pub(super) is_prose: bool,
    pub(super) is_secret: bool,
    pub(super) is_name: bool,
    pub(super) size: u16,
    /// The tone, and the note that says why.
    pub(super) wrong: Option<(&'static str, &'static str, usize)>,
}

/// What is to be looked at.
pub(super) struct Note {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) row: Option<usize>,
    pub(super) column: usize,
    pub(super) place: String,
    pub(super) says: String,
    pub(super) rule: &'static str,
    pub(super) repair: Option<String>,
}

/// Whether a slip keeps a row from being written.
pub(super) fn stops(slip: &Slip) -> bool {
    slip.fault.gravity == Gravity::Stop
}

pub(super) fn heads() -> Vec<Head> {
    let head = |(at, heading): (usize, &crate::workbook::roster::Heading)| Head {
        header: heading.header,
        note: heading.note,
        required: heading.required,
        is_name: at == NAME_AT,
    };
    headings().iter().enumerate().map(head).collect()
}

/// The rows of the grid, and so many free ones to write in.
pub(super) fn rows(typed: &Typed, free: usize) -> Vec<Row> {
    let columns = headings();
    let empty = super::typed::Line { cells: vec![String::new(); columns.len()], ..Default::default() };
    let lines = typed.rows.iter().chain(std::iter::repeat_n(&empty, free));
    let row = |(at, line): (usize, &super::typed::Line)| Row {
        number: at + 1,
        at,
        of: line.of.map(|of| of.to_string()).unwrap_or_default(),
        is_pasted: line.is_pasted,
        name: line.cells.get(NAME_AT).cloned().unwrap_or_default(),
        cells: columns
            .iter()
            .zip(&line.cells)
            .enumerate()
            .map(|(column, (heading, text))| cell(at, column, heading, text))
            .collect(),
    };
    lines.enumerate().map(row).collect()
}

fn cell(row: usize, at: usize, heading: &crate::workbook::roster::Heading, text: &str) -> GridCell {
    let is_known = text.is_empty() || heading.choices.contains(&text);
    let mut choices: Vec<(String, bool)> = Vec::new();
    if !heading.choices.is_empty() {
        choices.push((String::new(), text.is_empty()));
        choices.extend(heading.choices.iter().map(|word| ((*word).to_owned(), *word == text)));
        if !is_known {
            choices.push((text.to_owned(), true));
        }
    }
    GridCell {
        at,
        label: format!("{} {}", row + 1, heading.header),
        text: if heading.is_secret { masked(text) } else { text.to_owned() },
        choices,
        is_prose: heading.is_prose,
        is_secret: heading.is_secret,
        is_name: at == NAME_AT,
        size: heading.width,
        wrong: None,
    }
}

/// What is wrong with the grid, cell by cell.
pub(super) fn notes(frame: &Frame, slips: &[Slip]) -> Vec<Note> {
    let columns = headings();
    let note = |slip: &Slip| {
        let (tone, icon) = if stops(slip) { tone::BLOCK } else { tone::WARN };
        let header = columns.get(slip.column).map_or("", |heading| heading.header);
        Note {
            tone,
            icon,
            row: slip.row,
            column: slip.column,
            place: place(frame, slip.row, header),
            says: frame.said(&slip.fault.says).to_owned(),
            rule: "",
            repair: slip.repair.clone(),
        }
    };
    slips.iter().map(note).collect()
}

fn place(frame: &Frame, row: Option<usize>, header: &str) -> String {
    match row {
        Some(row) => {
            frame.tell("roster-cell", &[("row", (row + 1).to_string()), ("column", header.to_owned())])
        }
        None => frame.tell("roster-column", &[("column", header.to_owned())]),
    }
}

/// A slip in one line, with what was typed.
pub(super) fn told(frame: &Frame, typed: &Typed, slip: &Slip) -> String {
    let header = headings().get(slip.column).map_or("", |heading| heading.header);
    let line = slip.row.and_then(|row| typed.rows.get(row));
    let text = line.and_then(|line| line.cells.get(slip.column)).map(|text| masked(text));
    let name = line.and_then(|line| line.cells.get(NAME_AT)).cloned().unwrap_or_default();
    let figures = [
        ("name", name),
        ("column", header.to_owned()),
        ("text", text.unwrap_or_default()),
        ("says", frame.said(&slip.fault.says).to_owned()),
    ];
    frame.tell("roster-left", &figures)
}

/// What the rules found in the people, at the cell it is mended in.
pub(super) fn found(frame: &Frame, examination: &Examination) -> Vec<Note> {
    let note = |finding: &kernel::Finding| {
        let rest = finding.place.field.strip_prefix("members")?.trim_start_matches('.');
        let (number, field) = rest.split_once('.').unwrap_or((rest, ""));
        let row = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let header = header_of(field);
        let column = headings().iter().position(|heading| heading.header == header).unwrap_or(NAME_AT);
        let (tone, icon) = tone::of_severity(finding.severity);
        Some(Note {
            tone,
            icon,
            row,
            column,
            place: match row {
                Some(_) => place(frame, row, header),
                None => frame.said(&finding.place.words).to_owned(),
            },
            says: format!("{} {}", frame.said(&finding.says), frame.said(&finding.remedy)),
            rule: finding.rule,
            repair: None,
        })
    };
    let open = |finding: &&kernel::Finding| !examination.answers(finding);
    examination.findings.iter().filter(open).filter_map(note).collect()
}

/// The header of the column in which a field of a member is written.
fn header_of(field: &str) -> &'static str {
    match field {
        "document.expires" => "证照有效期至",
        "document" | "document.kind" => "证照种类",
        "document.number" => "证照号码",
        "second_document" => "另持证照",
        "duty" => "团内职务",
        "kind" => "人员类别",
        "standing" => "在职情况",
        "family" => "家庭主要成员",
        "tasks" => "承担任务",
        "past_trips" => "近两年因公出访",
        "secrecy" => "涉密等级",
        _ => "姓名",
    }
}

/// Marks the cells that notes speak of.
pub(super) fn point_out(rows: &mut [Row], notes: &[Note]) {
    for (number, note) in notes.iter().enumerate() {
        let row = note.row.and_then(|row| rows.get_mut(row));
        if let Some(cell) = row.and_then(|row| row.cells.get_mut(note.column)) {
            cell.wrong.get_or_insert((note.tone, note.icon, number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_member_has_a_column() {
        let fields = [
            "document.expires",
            "document",
            "document.number",
            "second_document",
            "duty",
            "kind",
            "standing",
        ];
        let more = ["family", "tasks", "past_trips", "secrecy", "anything"];
        for field in fields.iter().chain(&more) {
            assert!(headings().iter().any(|heading| heading.header == header_of(field)), "{field}");
        }
    }
}
