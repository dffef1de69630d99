//! Persons written as a table: every cell is text, so that no spreadsheet rounds a
//! number or runs a formula. Numbers are masked unless asked for.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::model::{DocumentKind, Particular, Person, Sex, TravelDocument};

/// Whether numbers are written in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// `110105********002X`
    Masked,
    /// In full; whoever asks has given a reason.
    InFull,
}

/// A table that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// A text too long for a cell.
    #[error("人员表无法写出：{0}")]
    Sheet(#[from] XlsxError),
    /// The text could not be put together.
    #[error("人员表无法写出：{0}")]
    Text(#[from] csv::Error),
}

/// Seventeen columns are printed on A3 (`ST_PaperSize` of the format).
const A3: u8 = 8;

/// Rows beyond the last person that are ready to be filled in.
const ROOM: u32 = 50;

/// A workbook of persons, the same bytes for the same persons.
///
/// # Errors
/// A text is too long for a cell.
pub fn xlsx(persons: &[Person], numbers: Numbers) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_title("人员名册").set_author("金桥").set_creation_datetime(&made),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name("人员名册")?.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    let text = Format::new().set_num_format("@").set_border(FormatBorder::Thin);
    let head = text.clone().set_bold().set_background_color(Color::RGB(0x00E8_EEF4));
    for (at, column) in (0_u16..).zip(Particular::ALL) {
        sheet.set_column_width(at, width(*column))?;
        sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
        sheet.write_with_format(0, at, column.words().zh, &head)?;
    }
    let mut row = 0;
    for record in persons.iter().flat_map(|person| records(person, numbers)) {
        row += 1;
        for (at, cell) in (0_u16..).zip(record) {
            sheet.write_string_with_format(row, at, cell, &text)?;
        }
    }
    choices(sheet, row + ROOM)?;
    Ok(workbook.save_to_buffer()?)
}

/// The same as comma-separated text in UTF-8 with its mark, as spreadsheets in China
/// open it.
///
/// # Errors
/// None that persons could cause.
pub fn csv(persons: &[Person], numbers: Numbers) -> Result<Vec<u8>, Unwritable> {
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(Particular::ALL.iter().map(|column| column.words().zh))?;
    for record in persons.iter().flat_map(|person| records(person, numbers)) {
        writer.write_record(record.into_iter().map(|cell| inert(&cell)))?;
    }
    writer.into_inner().map_err(|error| Unwritable::Text(error.into_error().into()))
}

/// A cell that no spreadsheet takes for a formula or a quantity: a tab in front,
/// which reading passes over.
fn inert(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quantity = cell.len() > 9 && cell.bytes().take(9).all(|b| b.is_ascii_digit());
    if formula || quantity { format!("\t{cell}") } else { cell.to_owned() }
}

/// A row for each document, or one for a person without any.
fn records(person: &Person, numbers: Numbers) -> Vec<Vec<String>> {
    let record = |document: Option<&TravelDocument>| {
        Particular::ALL.iter().map(|column| cell(person, document, *column, numbers)).collect()
    };
    if person.documents.is_empty() {
        return vec![record(None)];
    }
    person.documents.iter().map(|document| record(Some(document))).collect()
}

fn cell(person: &Person, document: Option<&TravelDocument>, column: Particular, numbers: Numbers) -> String {
    let of_document = |tell: fn(&TravelDocument) -> String| document.map(tell).unwrap_or_default();
    match column {
        Particular::Name => person.name.zh.clone(),
        Particular::PassportName => person.passport_name().map(|name| name.to_string()).unwrap_or_default(),
        Particular::Sex => person.sex.map(|sex| sex.words().zh.to_owned()).unwrap_or_default(),
        Particular::Born => person.born.map(|day| day.to_string()).unwrap_or_default(),
        Particular::Nationality => person.nationality.zh().to_owned(),
        Particular::Department => person.department.clone(),
        Particular::Post => person.post.clone(),
        Particular::Rank => person.rank.clone(),
        Particular::Phone => person.phone.clone(),
        Particular::Mail => person.mail.clone(),
        Particular::Identity => match (&person.identity, numbers) {
            (None, _) => String::new(),
            (Some(number), Numbers::Masked) => number.masked(),
            (Some(number), Numbers::InFull) => number.in_full().to_owned(),
        },
        Particular::IdentityReason => person.identity_reason.clone(),
        Particular::DocumentKind => of_document(|document| document.kind.words().zh.to_owned()),
        Particular::DocumentNumber => match numbers {
            Numbers::Masked => of_document(|document| document.number.masked()),
            Numbers::InFull => of_document(|document| document.number.in_full().to_owned()),
        },
        Particular::DocumentExpires => {
            of_document(|document| document.expires.map(|day| day.to_string()).unwrap_or_default())
        }
        Particular::DocumentIssuer => of_document(|document| document.issued_by.clone()),
        Particular::Tags => person.tags.iter().cloned().collect::<Vec<_>>().join("、"),
    }
}

const fn width(column: Particular) -> u16 {
    match column {
        Particular::Sex | Particular::Nationality => 8,
        Particular::Name | Particular::Born | Particular::DocumentExpires | Particular::Post => 13,
        Particular::PassportName | Particular::Identity | Particular::Mail | Particular::Department => 22,
        _ => 16,
    }
}

/// Drop-downs over the columns that take one of a list.
fn choices(sheet: &mut Worksheet, end: u32) -> Result<(), XlsxError> {
    let kinds: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.words().zh).collect();
    let sexes: Vec<&str> = Sex::ALL.iter().map(|sex| sex.words().zh).collect();
    for (at, column) in (0_u16..).zip(Particular::ALL) {
        let words = match column {
            Particular::Sex => &sexes,
            Particular::DocumentKind => &kinds,
            _ => continue,
        };
        let drop_down =
            DataValidation::new().allow_list_strings(words)?.set_error_message("请从下拉列表中选择。")?;
        sheet.add_data_validation(1, at, end, at, &drop_down)?;
    }
    Ok(())
}
