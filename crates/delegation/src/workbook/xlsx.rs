//! The workbook as an xlsx file: frozen heads, drop-downs, notes, number formats,
//! print setup. Same content, same bytes.

use jiff::civil::Date;
use kernel::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook,
    Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr;

use super::column::{Column, Entry, Section, Shape};
use super::grid;
use super::sections::{self, NUMBER};
use super::write::{Filled, Value};

/// A workbook that cannot be written: a text too long for a cell.
#[derive(Debug, thiserror::Error)]
#[error("工作簿无法写出：{0}；请缩短过长的文字")]
pub struct Unwritable(#[from] XlsxError);

/// The empty workbook: drop-downs, advice, and a sample row in grey that reading
/// passes over.
///
/// # Errors
/// None that the fixed texts could cause.
pub fn template() -> Result<Vec<u8>, Unwritable> {
    let empty: Vec<Filled> =
        sections::ALL.iter().map(|section| Filled { section, records: Vec::new() }).collect();
    draw(&empty, "出访团组信息模板", Sample::Shown)
}

/// A filled workbook under a title.
pub(super) fn workbook(filled: &[Filled], title: &str) -> Result<Vec<u8>, Unwritable> {
    draw(filled, title, Sample::Left)
}

/// Wide lists are printed on A3 (`ST_PaperSize` of the format).
const A3: u8 = 8;

/// The height of one line of text, in points.
const LINE: f64 = 15.0;

/// More lines than this are scrolled through, not shown at once.
const MOST_LINES: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    Shown,
    Left,
}

fn draw(filled: &[Filled], title: &str, sample: Sample) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    // A fixed date of creation keeps the bytes the same.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    let title: String = title.chars().take(200).collect();
    workbook.set_properties(
        &DocProperties::new().set_title(title).set_author("金桥").set_creation_datetime(&made),
    );
    let looks = Looks::new();
    advice(workbook.add_worksheet(), &looks)?;
    let mut names: Vec<&str> = filled.iter().map(|filled| filled.section.sheet).collect();
    names.dedup();
    for name in names {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0);
        let mut row = 0;
        for filled in filled.iter().filter(|filled| filled.section.sheet == name) {
            row = match filled.section.shape {
                Shape::Form => form(sheet, filled, &looks, sample)?,
                Shape::Table => table(sheet, row, filled, &looks, sample)?,
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The faces of cells, made once: a format per cell would be slow.
struct Looks {
    head: Format,
    must: Format,
    title: Format,
    text: Format,
    day: Format,
    number: Format,
    sample: Format,
    advice: Format,
}

impl Looks {
    fn new() -> Self {
        let face = Format::new().set_font_name("宋体").set_font_size(11);
        let cell = face.clone().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let head = cell
            .clone()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00E8_EEF4));
        Self {
            must: head.clone().set_font_color(Color::RGB(0x00B0_2318)),
            head,
            title: face.clone().set_bold().set_font_size(13),
            text: cell.clone().set_num_format("@"),
            day: cell.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            number: cell.clone().set_num_format("General"),
            sample: cell
                .set_num_format("@")
                .set_font_color(Color::RGB(0x0080_8080))
                .set_background_color(Color::RGB(0x00F2_F2F2))
                .set_italic(),
            advice: face.set_text_wrap().set_align(FormatAlign::Top),
        }
    }

    fn of(&self, entry: Entry) -> &Format {
        match entry {
            Entry::Day => &self.day,
            Entry::Number => &self.number,
            Entry::Text | Entry::Prose | Entry::Choice(_) => &self.text,
        }
    }
}

/// What the first sheet tells the person who fills the others in.
const ADVICE: &[&str] = &[
    "一、逐表填写出访信息、人员名单、日程安排、邀请函、出访任务和经费；在职人员与学生填在同一张人员名单中。",
    "二、红色表头为必填项；单元格旁有下拉箭头的，从列表中选；表头批注写明填法。",
    "三、序号为“示例”的灰色行只作示范，读取时跳过，可以删除。",
    "四、日期写成 2026-09-12、2026/9/12 或 2026年9月12日；时间写成 15:00，均为当地时间。",
    "五、日程每天写上午、下午两行，从离境当日或前一日写到入境当日，逐日连续；离、抵我国国境的半天在“出入境”栏选出境、入境。",
    "六、任务序号与附件所列出访任务一致；人员名单和日程安排中的任务序号须在“出访任务”表中有对应的一项。",
    "七、工作表和列的先后可以调整，可以增加行；表头文字请勿改动。",
    "八、读取时一次列出全部问题及所在单元格；可取回标有问题的原表，改正后再次读取。",
];

fn advice(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(sections::ADVICE)?.set_column_width(0, 100)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.write_with_format(0, 0, "出访团组信息表填写说明", &looks.title)?;
    for (row, line) in (1..).zip(ADVICE) {
        set_lines(sheet, row, lines_of(&Value::from(*line), 100))?;
        sheet.write_with_format(row, 0, *line, &looks.advice)?;
    }
    Ok(())
}

/// The columns of a form, with their widths.
const FORM_COLUMNS: &[(u16, &str)] = &[(18, grid::FORM_HEAD), (52, "内容"), (76, "填写说明")];

/// A line a field: name, value, advice. Answers the first free row.
fn form(sheet: &mut Worksheet, filled: &Filled, looks: &Looks, sample: Sample) -> Result<u32, XlsxError> {
    for (column, (width, head)) in (0_u16..).zip(FORM_COLUMNS) {
        sheet.set_column_width(column, *width)?;
        sheet.write_with_format(0, column, *head, &looks.head)?;
    }
    for other in sections::of_sheet(filled.section.sheet).filter(|other| other.shape == Shape::Table) {
        for (at, column) in (0_u16..).zip(other.columns).skip(3) {
            sheet.set_column_width(at, column.width)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let record = filled.records.first();
    let mut row = 0;
    for (index, column) in filled.section.columns.iter().enumerate() {
        row += 1;
        let head = if column.required { &looks.must } else { &looks.head };
        sheet.write_with_format(row, 0, column.header, head)?;
        let value = record.and_then(|record| record.get(index));
        put(sheet, row, 1, value.unwrap_or(&Value::Blank), looks.of(column.entry))?;
        let shown = sample == Sample::Shown && !column.sample.is_empty();
        let note =
            if shown { format!("{}示例：{}", column.note, column.sample) } else { column.note.to_owned() };
        let value =
            value.map_or(1, |value| lines_of(value, FORM_COLUMNS.get(1).map_or(52, |(width, _)| *width)));
        let advice =
            lines_of(&Value::from(note.as_str()), FORM_COLUMNS.get(2).map_or(76, |(width, _)| *width));
        set_lines(sheet, row, value.max(advice))?;
        sheet.write_with_format(row, 2, note, &looks.advice)?;
        choose(sheet, column, 1, (row, row))?;
    }
    Ok(row + 2)
}

/// Heads, sample, records and room. Answers the first free row.
fn table(
    sheet: &mut Worksheet,
    from: u32,
    filled: &Filled,
    looks: &Looks,
    sample: Sample,
) -> Result<u32, XlsxError> {
    let Section { columns, title, room, .. } = filled.section;
    let mut row = from;
    if filled.section.title != filled.section.sheet {
        sheet.write_with_format(row, 0, *title, &looks.title)?;
        row += 1;
    }
    heads(sheet, row, filled.section, looks)?;
    if from == 0 {
        sheet.set_freeze_panes(row + 1, 0)?.set_repeat_rows(row, row)?;
    }
    let first = row + 1;
    if sample == Sample::Shown {
        row += 1;
        let mut lines = 1;
        for (at, column) in (0_u16..).zip(*columns) {
            sheet.write_with_format(row, at, column.sample, &looks.sample)?;
            lines = lines.max(lines_of(&Value::from(column.sample), width(filled.section, at, column)));
        }
        set_lines(sheet, row, lines)?;
    }
    for record in &filled.records {
        row += 1;
        let mut lines = 1;
        for (at, (column, value)) in (0_u16..).zip(columns.iter().zip(record)) {
            put(sheet, row, at, value, looks.of(column.entry))?;
            lines = lines.max(lines_of(value, width(filled.section, at, column)));
        }
        set_lines(sheet, row, lines)?;
    }
    // Formatted cells show where there is room to write.
    let last = row.max(first - 1 + room);
    for free in row + 1..=last {
        for (at, column) in (0_u16..).zip(*columns) {
            sheet.write_blank(free, at, looks.of(column.entry))?;
        }
    }
    for (at, column) in (0_u16..).zip(*columns) {
        choose(sheet, column, at, (first, last))?;
    }
    Ok(last + 2)
}

fn heads(sheet: &mut Worksheet, row: u32, section: &Section, looks: &Looks) -> Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(section.columns) {
        let head = if column.required { &looks.must } else { &looks.head };
        sheet.write_with_format(row, at, column.header, head)?;
        if !column.note.is_empty() {
            sheet.insert_note(row, at, &note(column.note))?;
        }
        if section.sheet != sections::TRIP {
            sheet.set_column_width(at, width(section, at, column))?;
        }
    }
    Ok(())
}

/// How wide a column is drawn: sections of one sheet share their columns, and the
/// first three of a form's sheet are the form's.
fn width(section: &Section, at: u16, column: &Column) -> u16 {
    if section.sheet == sections::TRIP {
        return FORM_COLUMNS.get(usize::from(at)).map_or(column.width, |(width, _)| *width);
    }
    let beside = sections::of_sheet(section.sheet).filter_map(|other| other.columns.get(usize::from(at)));
    beside.map(|column| column.width).max().unwrap_or(column.width)
}

/// Lines a value takes in a column of a width.
fn lines_of(value: &Value, width: u16) -> usize {
    let Value::Text(text) = value else { return 1 };
    text.lines().map(|line| line.width().div_ceil(usize::from(width.max(1))).max(1)).sum()
}

fn set_lines(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    let lines = u8::try_from(lines.clamp(1, MOST_LINES)).unwrap_or(1);
    sheet.set_row_height(row, LINE * f64::from(lines) + 3.0)?;
    Ok(())
}

fn note(text: &str) -> Note {
    let lines = u32::try_from(text.chars().count() / 14).unwrap_or(1) + 2;
    Note::new(text).set_author("金桥").add_author_prefix(false).set_width(220).set_height(18 * lines)
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, value: &Value, look: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Blank => sheet.write_blank(row, column, look)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, text, look)?,
        Value::Day(day) => match excel_day(*day) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, look)?,
            None => sheet.write_string_with_format(row, column, day.to_string(), look)?,
        },
        Value::Number(number) => match exact(*number) {
            Some(float) => sheet.write_number_with_format(row, column, float, look)?,
            None => sheet.write_string_with_format(row, column, number.normalize().to_string(), look)?,
        },
    };
    Ok(())
}

/// A day as a spreadsheet counts them; days before March 1900 are counted wrong
/// there and stay text.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| (1901..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// The number as a spreadsheet keeps it, if nothing is lost on the way.
fn exact(number: Decimal) -> Option<f64> {
    let text = number.normalize().to_string();
    let float: f64 = text.parse().ok()?;
    (float.to_string() == text).then_some(float)
}

/// A drop-down over the rows of a column that takes one of a list.
fn choose(sheet: &mut Worksheet, column: &Column, at: u16, rows: (u32, u32)) -> Result<(), XlsxError> {
    let Entry::Choice(words) = column.entry else { return Ok(()) };
    let list = DataValidation::new()
        .allow_list_strings(&words())?
        .set_error_title("不在列表中")?
        .set_error_message("请从下拉列表中选择。")?;
    sheet.add_data_validation(rows.0, at, rows.1, at, &list)?;
    Ok(())
}

/// The samples are part of the reader's world too: a sample row begins with the
/// number the reader passes over.
const _: () = assert!(!NUMBER.sample.is_empty());
