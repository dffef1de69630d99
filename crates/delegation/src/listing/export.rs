//! A list as a file (导出所见): the columns on the screen, every text a text, so
//! that no name is ever taken for a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

/// What a cell of the file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, as it stands.
    Text(String),
    /// A number with its decimals, `146524.00`.
    Number(String),
}

/// A list to be written down: its title, its heads and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it is a list of.
    pub title: String,
    /// The heads of its columns, each with a width in characters.
    pub heads: Vec<(String, u16)>,
    /// Its lines.
    pub lines: Vec<Vec<Cell>>,
}

/// The signs at which a spreadsheet begins to reckon.
const BEGINNINGS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Listed {
    /// Comma-separated, as spreadsheets open it: UTF-8 said by a byte order mark, and
    /// a text that would be taken for a formula has an apostrophe before it.
    ///
    /// # Errors
    /// A fault of the writer.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.heads.iter().map(|(head, _)| disarmed(head)))?;
        for line in &self.lines {
            writer.write_record(line.iter().map(|cell| match cell {
                Cell::Text(text) => disarmed(text),
                Cell::Number(number) => number.clone(),
            }))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    /// A workbook of one sheet; texts are text cells whatever they begin with.
    ///
    /// # Errors
    /// A text too long for a cell.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
        let properties = DocProperties::new().set_title(&self.title).set_author("金桥");
        workbook.set_properties(&properties.set_creation_datetime(&made));
        let head = Format::new().set_bold().set_text_wrap();
        let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        let number = Format::new().set_num_format("#,##0.00").set_align(FormatAlign::Top);
        let sheet = workbook.add_worksheet();
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        for (column, (said, width)) in (0_u16..).zip(&self.heads) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, said, &head)?;
        }
        for (row, line) in (1_u32..).zip(&self.lines) {
            for (column, cell) in (0_u16..).zip(line) {
                match cell {
                    Cell::Number(written) => match exact(written) {
                        Some(float) => sheet.write_number_with_format(row, column, float, &number)?,
                        None => sheet.write_string_with_format(row, column, written, &text)?,
                    },
                    Cell::Text(said) => sheet.write_string_with_format(row, column, said, &text)?,
                };
            }
        }
        workbook.save_to_buffer()
    }
}

/// A text that no spreadsheet takes for a formula.
fn disarmed(text: &str) -> String {
    if text.starts_with(BEGINNINGS) { format!("'{text}") } else { text.to_owned() }
}

/// The number as a spreadsheet keeps it, if nothing is lost on the way.
fn exact(written: &str) -> Option<f64> {
    let float: f64 = written.parse().ok()?;
    (format!("{float:.2}") == written).then_some(float)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed() -> Listed {
        let text = |text: &str| Cell::Text(text.to_owned());
        Listed {
            title: "示例".to_owned(),
            heads: vec![("团组".to_owned(), 30), ("预算".to_owned(), 12)],
            lines: vec![
                vec![text("=1+1"), Cell::Number("146524.00".to_owned())],
                vec![text("@示例,“甲”"), text("")],
            ],
        }
    }

    #[test]
    fn a_name_that_looks_like_a_formula_is_written_as_text() {
        let csv = String::from_utf8(listed().csv().unwrap()).unwrap();
        assert_eq!(csv, "\u{feff}团组,预算\r\n'=1+1,146524.00\r\n\"'@示例,“甲”\",\r\n");
    }

    #[test]
    fn a_workbook_holds_the_texts_and_no_formula() {
        let bytes = listed().xlsx().unwrap();
        let document = intake::read_here(&bytes).unwrap();
        let cells: Vec<String> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                intake::Block::Table(table) => Some(table),
                intake::Block::Paragraph(_) => None,
            })
            .flat_map(|table| table.rows.iter().flat_map(|row| row.cells.iter()))
            .map(|cell| cell.text.to_string())
            .collect();
        assert_eq!(cells, ["团组", "预算", "=1+1", "146524", "@示例,“甲”"]);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut sheet = String::new();
        let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut part, &mut sheet).unwrap();
        assert!(!sheet.contains("<f>"));
    }
}
