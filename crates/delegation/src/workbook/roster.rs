//! The roster alone, as rows of texts: how a grid on a page shows it, takes it back,
//! and takes what is pasted from a spreadsheet. Columns and readers are those of the
//! workbook.

use intake::{Address, Block, Cell, Document, Format, Place, Row, SheetName, Table};

use super::column::{Column, Entry, plain_header};
use super::fault::{Fault, Faults, Gravity};
use super::grid;
use super::sections::members as on;
use super::sections::{MEMBERS, NUMBER};
use super::write::member_texts;
use crate::model::Member;

/// A column of the grid (列).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its header.
    pub header: &'static str,
    /// What to write in it.
    pub note: &'static str,
    /// Width in characters of half width.
    pub width: u16,
    /// Whether it must be filled in.
    pub required: bool,
    /// The words one may choose from; empty where one writes.
    pub choices: Vec<&'static str>,
    /// Whether its cells may have several lines.
    pub is_prose: bool,
    /// Whether it holds the number of a document, which is shown in part only.
    pub is_secret: bool,
}

/// What is wrong with a cell of the grid, and what may be written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The row, from 0; `None` where it concerns the whole.
    pub row: Option<usize>,
    /// The column, from 0.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub fault: Fault,
    /// What the cell should say, if that is certain enough to be offered.
    pub repair: Option<String>,
}

/// A block that was pasted: its rows in the grid's columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The rows; `None` where the block has no such column.
    pub rows: Vec<Vec<Option<String>>>,
    /// Headers that no column answers to.
    pub unknown: Vec<String>,
}

/// The columns of the grid, without the number of the row.
fn columns() -> impl Iterator<Item = &'static Column> {
    on::SECTION.columns.iter().copied().filter(|column| column.header != NUMBER.header)
}

/// The columns of the grid.
pub fn headings() -> Vec<Heading> {
    let secret = [on::PASSPORT.header, on::SECOND.header];
    columns()
        .map(|column| Heading {
            header: column.header,
            note: column.note,
            width: column.width,
            required: column.required,
            choices: match column.entry {
                Entry::Choice(words) => words(),
                Entry::Text | Entry::Prose | Entry::Day | Entry::Number => Vec::new(),
            },
            is_prose: matches!(column.entry, Entry::Prose),
            is_secret: secret.contains(&column.header),
        })
        .collect()
}

/// The column of the names.
pub const NAME_AT: usize = 0;

/// The people as rows of the grid.
pub fn told(members: &[Member]) -> Vec<Vec<String>> {
    members.iter().map(member_texts).collect()
}

/// A document's number as it is shown to whoever need not know it: `PE•••••26`.
pub fn masked(text: &str) -> String {
    let mask = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let is_number = letters.len() >= 5
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && letters.iter().filter(|letter| letter.is_ascii_digit()).count() >= 4;
        if !is_number {
            return word.to_owned();
        }
        let last = letters.len() - 2;
        let shown = |(at, letter): (usize, &char)| if at < 2 || at >= last { *letter } else { '•' };
        letters.iter().enumerate().map(shown).collect()
    };
    text.split(' ').map(mask).collect::<Vec<_>>().join(" ")
}

/// Reads the rows of the grid.
///
/// # Errors
/// Everything that is wrong with any cell, warnings among it.
pub fn read(rows: &[Vec<String>]) -> Result<(Vec<Member>, Vec<Slip>), Vec<Slip>> {
    let document = document(rows);
    let mut faults = Faults::default();
    let found = grid::find_only(&document, &on::SECTION, &mut faults);
    let members = found.map(|found| super::read::members(&found, &mut faults));
    let mut slips: Vec<Slip> = faults.into_all().into_iter().map(|fault| slip(fault, rows)).collect();
    slips.extend(umlauts(rows));
    let stops = slips.iter().any(|slip| slip.fault.gravity == Gravity::Stop);
    match members {
        Some(Ok(members)) if !stops => Ok((members, slips)),
        _ => Err(slips),
    }
}

/// The grid as a sheet of a workbook, headers in its first row.
fn document(rows: &[Vec<String>]) -> Document {
    let sheet = SheetName::from(MEMBERS);
    let cell = |row: u32, column: u32, text: &str| Cell {
        text: text.into(),
        column,
        columns: 1,
        rows: 1,
        place: Place::Sheet { sheet: sheet.clone(), address: Address::new(column, row) },
    };
    let head = (0_u32..).zip(columns()).map(|(at, column)| cell(1, at, column.header)).collect();
    let mut all = vec![Row { cells: head }];
    for (number, row) in (2_u32..).zip(rows) {
        all.push(Row { cells: (0_u32..).zip(row).map(|(at, text)| cell(number, at, text.trim())).collect() });
    }
    Document {
        format: Format::Csv,
        blocks: vec![Block::Table(Table { name: MEMBERS.to_owned(), rows: all })],
    }
}

fn slip(fault: Fault, rows: &[Vec<String>]) -> Slip {
    let (row, column) = match fault.cell() {
        Some((_, at)) => (at.row().checked_sub(2), at.column()),
        None => (None, 0),
    };
    let row = row.and_then(|row| usize::try_from(row).ok());
    let column = usize::try_from(column).unwrap_or_default();
    let written = row.and_then(|row| rows.get(row)?.get(column)).map_or("", String::as_str);
    let repair = repaired(written);
    Slip { row, column, fault, repair }
}

/// Passport letters with the vowel as passports write it, where that is all that is
/// wrong with them.
fn repaired(written: &str) -> Option<String> {
    let upper = written.to_uppercase();
    let mended = upper.replace(['Ü', 'Ǖ', 'Ǘ', 'Ǚ', 'Ǜ'], "YU");
    (mended != upper).then_some(mended)
}

/// Syllables that are written with LV or NV instead of LYU or NYU, where the Chinese
/// name shows that the vowel is ü.
fn umlauts(rows: &[Vec<String>]) -> Vec<Slip> {
    let columns: Vec<&Column> = columns().collect();
    let at = |header: &str| columns.iter().position(|column| column.header == header);
    let (Some(surname), Some(given)) = (at(on::SURNAME.header), at(on::GIVEN.header)) else {
        return Vec::new();
    };
    let mut slips = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        for column in [surname, given] {
            let Some(written) = row.get(column).map(|text| text.trim().to_uppercase()) else { continue };
            let mended = written.replace("LV", "LYU").replace("NV", "NYU");
            if mended == written {
                continue;
            }
            let header = columns.get(column).map_or("", |column| column.header);
            let row_of = u32::try_from(number).unwrap_or_default().saturating_add(2);
            let address = Address::new(u32::try_from(column).unwrap_or_default(), row_of);
            let place = Place::Sheet { sheet: SheetName::from(MEMBERS), address };
            let says = kernel::Said::new(
                format!("“{header}”栏：“{written}”护照上写作 {mended}，不写 V"),
                format!("“{header}”: passports write {mended} for “{written}”, never V"),
            );
            let fault = Fault { gravity: Gravity::Stop, place, says };
            slips.push(Slip { row: Some(number), column, fault, repair: Some(mended) });
        }
    }
    slips
}

/// Reads a block as spreadsheets put it on the clipboard: tabs between cells, lines
/// between rows, quotes around a cell of several lines. Its first row names the
/// columns, by meaning and in any order.
///
/// # Errors
/// The block's first row names fewer than two columns of the grid.
pub fn pasted(text: &str) -> Result<Pasted, Vec<String>> {
    let mut rows = cells(text).into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let head = rows.next().unwrap_or_default();
    let columns: Vec<&Column> = columns().collect();
    let mut unknown = Vec::new();
    let places: Vec<Option<usize>> = head
        .iter()
        .map(|header| {
            let plain = plain_header(header);
            let place = columns.iter().position(|column| column.answers_to(&plain));
            if place.is_none() && !plain.is_empty() && !NUMBER.answers_to(&plain) {
                unknown.push(header.trim().to_owned());
            }
            place
        })
        .collect();
    if places.iter().flatten().count() < 2 {
        return Err(head);
    }
    let row = |cells: Vec<String>| {
        let mut row: Vec<Option<String>> = vec![None; columns.len()];
        for (cell, place) in cells.into_iter().zip(&places) {
            if let Some(slot) = place.and_then(|place| row.get_mut(place)) {
                *slot = Some(cell.trim().to_owned());
            }
        }
        row
    };
    Ok(Pasted { rows: rows.take(MOST_ROWS).map(row).collect(), unknown })
}

/// More rows than any delegation has.
const MOST_ROWS: usize = 200;

/// The cells of a block, row by row.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b'\t')
        .from_reader(text.as_bytes());
    let records = reader.records().map_while(Result::ok);
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Member> {
        let mut people = crate::rules::scene::Scene::of("staff: 2; students: 1").trip.members;
        for (member, number) in people.iter_mut().zip(["PE0000001", "PE0000002", "E00000003"]) {
            member.document.as_mut().unwrap().number = number.to_owned();
        }
        people
    }

    fn at(header: &str) -> usize {
        headings().iter().position(|heading| heading.header == header).unwrap()
    }

    #[test]
    fn what_the_grid_tells_it_reads_back_alike() {
        let people = people();
        assert_eq!(read(&told(&people)).unwrap().0, people);
        assert_eq!(headings()[NAME_AT].header, "姓名");
    }

    #[test]
    fn a_wrong_cell_is_told_with_its_place_and_its_repair() {
        let mut rows = told(&people());
        rows[1][at("拼音姓")] = "lü".to_owned();
        rows[0][at("出生日期")] = "2026年13月1日".to_owned();
        rows[2][at("拼音名")] = "NVLAN".to_owned();
        let slips = read(&rows).unwrap_err();
        let told = |slip: &Slip| (slip.row, slip.column, slip.repair.clone());
        assert_eq!(
            slips.iter().map(told).collect::<Vec<_>>(),
            [
                (Some(0), at("出生日期"), None),
                (Some(1), at("拼音姓"), Some("LYU".to_owned())),
                (Some(2), at("拼音名"), Some("NYULAN".to_owned())),
            ]
        );
    }

    #[test]
    fn a_number_is_shown_in_part() {
        assert_eq!(masked("PE0000001"), "PE•••••01");
        assert_eq!(masked("普通护照 E00000001 2030-01-31"), "普通护照 E0•••••01 2030-01-31");
        assert_eq!(masked(""), "");
    }

    #[test]
    fn a_block_is_read_by_its_headers_in_any_order() {
        let block = "护照姓\t中文姓名\t爱好\t家庭主要成员\n\
                     WANG\t王示例\t棋\t\"配偶 李示例\n子女 王小例\"\n\n";
        let pasted = pasted(block).unwrap();
        assert_eq!(pasted.unknown, ["爱好"]);
        assert_eq!(pasted.rows.len(), 1);
        let row = &pasted.rows[0];
        assert_eq!(row[at("姓名")].as_deref(), Some("王示例"));
        assert_eq!(row[at("拼音姓")].as_deref(), Some("WANG"));
        assert_eq!(row[at("家庭主要成员")].as_deref(), Some("配偶 李示例\n子女 王小例"));
        assert_eq!(row[at("性别")], None);
        assert!(super::pasted("王示例\tWANG\n").is_err());
    }
}
