//! One worksheet, ready to print: heading and sections merged over the table.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::Unwritable;
use super::shape::{HEADER, LABEL, cells, sections};
use crate::model::Annex;

/// Widths of the columns, in characters.
const WIDTHS: [f64; 7] = [6.0, 20.0, 14.0, 14.0, 8.0, 24.0, 44.0];

/// The last column.
const LAST: u16 = 6;

/// The annex as a workbook.
pub fn xlsx(annex: &Annex) -> Result<Vec<u8>, Unwritable> {
    let mut book = Workbook::new();
    // A fixed day: the same annex must give the same bytes.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&annex.name).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("赛站列表")?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let plain = Format::new().set_font_name("宋体").set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let framed = plain.clone().set_border(FormatBorder::Thin);
    let centred = framed.clone().set_align(FormatAlign::Center);
    let bold = centred.clone().set_bold();
    let title = Format::new()
        .set_font_name("黑体")
        .set_font_size(16)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    sheet.write_with_format(0, 0, LABEL, &plain)?;
    sheet.merge_range(1, 0, 1, LAST, &annex.name, &title.set_text_wrap())?;
    for (column, header) in (0..).zip(HEADER) {
        sheet.write_with_format(2, column, header, &bold)?;
    }
    sheet.set_row_height(1, 30)?;
    sheet.set_row_height(2, 34)?;
    sheet.set_repeat_rows(2, 2)?;
    sheet.set_freeze_panes(3, 0)?;
    let mut at = 3;
    for row in &annex.rows {
        for (column, text) in (0..).zip(cells(row)) {
            match text.parse::<u32>() {
                Ok(number) if column == 0 => sheet.write_with_format(at, column, number, &centred)?,
                _ if column < 5 => sheet.write_with_format(at, column, text, &centred)?,
                _ => sheet.write_with_format(at, column, text, &framed)?,
            };
        }
        sheet.set_row_height(at, 34)?;
        at += 1;
    }
    for (heading, items) in sections(annex) {
        section(sheet, &mut at, heading, &items, (&bold, &framed))?;
    }
    Ok(book.save_to_buffer()?)
}

/// A heading merged down its items, one row each.
fn section(
    sheet: &mut Worksheet,
    at: &mut u32,
    heading: &str,
    items: &[Vec<String>],
    (bold, framed): (&Format, &Format),
) -> Result<(), Unwritable> {
    let first = *at;
    for paragraphs in items {
        let text = paragraphs.join("\n");
        sheet.merge_range(*at, 1, *at, LAST, &text, framed)?;
        // About 55 Chinese characters stand on a merged line.
        let lines = paragraphs.iter().map(|line| line.chars().count() / 55 + 1).sum::<usize>();
        let height = u16::try_from(lines.min(20)).map_or(300.0, |lines| 16.0 * f64::from(lines) + 6.0);
        sheet.set_row_height(*at, height)?;
        *at += 1;
    }
    if *at - first > 1 {
        sheet.merge_range(first, 0, *at - 1, 0, heading, bold)?;
    } else {
        sheet.write_with_format(first, 0, heading, bold)?;
    }
    Ok(())
}
