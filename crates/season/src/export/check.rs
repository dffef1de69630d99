//! What was read, as a workbook to go through with colleagues: a line a value with
//! its words and its place, and what was not understood on a sheet of its own.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

use super::Unwritable;

/// One sheet of it (核对表的一页).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckSheet {
    /// Its name.
    pub name: String,
    /// The heads of its columns, with their widths in characters.
    pub heads: Vec<(String, u16)>,
    /// Its lines.
    pub lines: Vec<Vec<String>>,
}

/// The workbook's bytes; the same sheets give the same bytes. Everything is text:
/// what an annex says is never a formula.
///
/// # Errors
/// What the writer says.
pub fn check(title: &str, sheets: &[CheckSheet]) -> Result<Vec<u8>, Unwritable> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let body = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = body.clone().set_bold();
    for CheckSheet { name, heads, lines } in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        for (column, (text, width)) in (0_u16..).zip(heads) {
            sheet.set_column_width(column, f64::from(*width))?;
            sheet.write_string_with_format(0, column, text, &head)?;
        }
        for (row, cells) in (1_u32..).zip(lines) {
            for (column, text) in (0_u16..).zip(cells) {
                sheet.write_string_with_format(row, column, text, &body)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    }
    Ok(book.save_to_buffer()?)
}
