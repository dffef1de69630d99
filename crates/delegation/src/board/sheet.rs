//! The board as a workbook, for meetings and for those who calculate further:
//! one sheet for the stops, one for the ways out with the sentences an
//! application takes, one for the border, one for the plan back from departure.

use jiff::civil::Date;
use kernel::Currency;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr;

use super::{Board, Outlook};

/// The workbook's bytes; the same board gives the same bytes.
pub fn workbook(board: &Board) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties("赛站一览", board.today)?);
    sheet(&mut workbook, "赛站一览", &STOPS, &rows(board, stop))?;
    sheet(&mut workbook, "超限出路", &WAYS, &rows(board, ways))?;
    sheet(&mut workbook, "签证和提醒", &BORDER, &rows(board, border))?;
    sheet(&mut workbook, "倒排计划", &STEPS, &rows(board, steps))?;
    workbook.save_to_buffer()
}

/// A cell: words, or a number one can go on calculating with.
pub(crate) enum Cell {
    Text(String),
    Number(i64),
    Amount(i64, u32),
}

/// A column: its title and its width.
pub(crate) type Head = (&'static str, u16);

static STOPS: [Head; 14] = [
    ("站", 5),
    ("名称", 44),
    ("国家/地区", 24),
    ("城市", 12),
    ("时间", 12),
    ("天数", 6),
    ("上限", 6),
    ("结论", 8),
    ("超出天数", 9),
    ("依据", 24),
    ("最迟启动", 12),
    ("币种", 6),
    ("人均低", 10),
    ("人均高", 10),
];
const WAYS: [Head; 7] =
    [("站", 5), ("出路", 12), ("本站测算", 36), ("需要", 44), ("走不通", 44), ("申请用语", 60), ("依据", 22)];
const BORDER: [Head; 9] = [
    ("站", 5),
    ("国家", 14),
    ("证件或事项", 18),
    ("要求", 12),
    ("天数", 6),
    ("条件", 44),
    ("核对日期", 12),
    ("须复核", 30),
    ("出处", 44),
];
const STEPS: [Head; 9] = [
    ("站", 5),
    ("时间", 12),
    ("假定出境日", 12),
    ("环节", 30),
    ("办理", 22),
    ("开始", 12),
    ("结束", 12),
    ("工作日", 8),
    ("依据", 30),
];

/// What the file says of itself: the same day gives the same bytes.
pub(crate) fn properties(title: &str, day: Date) -> Result<DocProperties, XlsxError> {
    let field = |value: i8| u8::try_from(value).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(2026);
    let created = ExcelDateTime::from_ymd(year, field(day.month()), field(day.day()))?;
    Ok(DocProperties::new().set_title(title).set_author("").set_creation_datetime(&created))
}

fn rows(board: &Board, of: fn(&Outlook) -> Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    board.stops.iter().flat_map(of).collect()
}

/// The first sheet's columns and rows.
pub(super) fn stops(board: &Board) -> (&'static [Head], Vec<Vec<Cell>>) {
    (&STOPS, rows(board, stop))
}

/// Adds a sheet: a row of titles, repeated on every page, and the rows under it.
pub(crate) fn sheet(
    workbook: &mut Workbook,
    name: &str,
    heads: &[Head],
    rows: &[Vec<Cell>],
) -> Result<(), XlsxError> {
    let base = || {
        Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap()
    };
    let (head, body) = (base().set_bold().set_align(FormatAlign::Center), base());
    let money = base().set_num_format("#,##0.00");
    let sheet: &mut Worksheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    for (column, (title, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.write_string_with_format(0, column, *title, &head)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        sheet.set_row_height(row, height(heads, cells))?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(row, column, text, &body)?,
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, column, exact(*number, 0), &body)?
                }
                Cell::Amount(minor, places) => {
                    sheet.write_number_with_format(row, column, exact(*minor, *places), &money)?
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// The height of a row in points: viewers do not all fit rows to wrapped text.
fn height(heads: &[Head], cells: &[Cell]) -> f64 {
    const LINE: u16 = 16;
    let lines = |(cell, (_, width)): (&Cell, &Head)| match cell {
        Cell::Text(text) => text.width().div_ceil(usize::from(*width).saturating_sub(1).max(1)),
        Cell::Number(_) | Cell::Amount(..) => 1,
    };
    let lines = cells.iter().zip(heads).map(lines).max().unwrap_or(1).clamp(1, 20);
    f64::from(LINE * u16::try_from(lines).unwrap_or(1))
}

/// A workbook knows no other numbers than floating ones; what goes in here is a
/// day or an amount far below where they lose a unit.
#[expect(clippy::cast_precision_loss, reason = "days and amounts stay far below 2^53")]
fn exact(number: i64, places: u32) -> f64 {
    let unit = 10_i64.pow(places);
    number as f64 / unit as f64
}

pub(crate) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn number(number: Option<i64>) -> Cell {
    number.map_or(text(""), Cell::Number)
}

fn stop(stop: &Outlook) -> Vec<Vec<Cell>> {
    let cost = stop.costs.first();
    let amount = |money: Option<kernel::Money>| {
        money.map_or(text(""), |money| Cell::Amount(money.minor, money.currency.places()))
    };
    vec![vec![
        Cell::Number(i64::from(stop.number)),
        text(&stop.title),
        text(&stop.place),
        text(stop.cities.join("、")),
        text(stop.window.to_string()),
        number(stop.days),
        number(stop.cap_days()),
        text(stop.verdict.words().zh),
        number(stop.over_by()),
        text(stop.deciding().map_or("", |course| &course.cap.basis)),
        text(stop.latest_start().map_or(String::new(), |day| day.to_string())),
        text(cost.map_or("", |cost| Currency::code(cost.currency))),
        amount(cost.map(|cost| cost.low)),
        amount(cost.map(|cost| cost.high)),
    ]]
}

fn ways(stop: &Outlook) -> Vec<Vec<Cell>> {
    let row = |way: &super::WayOut| {
        vec![
            Cell::Number(i64::from(stop.number)),
            text(way.way.words().zh),
            text(&way.says.zh),
            text(way.way.needs().zh),
            text(way.way.fails().zh),
            text(way.reason.as_deref().unwrap_or_default()),
            text(&way.basis),
        ]
    };
    stop.ways_out.iter().map(row).collect()
}

fn border(stop: &Outlook) -> Vec<Vec<Cell>> {
    let lead = || Cell::Number(i64::from(stop.number));
    let advisories = stop.entry.advisories.iter().map(|it| {
        let (country, level, says) = (it.country.zh(), it.level.words().zh, &it.says.zh);
        let cells = [country, "安全提醒", level, "", says, &it.checked_on.to_string(), "", &it.evidence];
        std::iter::once(lead()).chain(cells.into_iter().map(text)).collect()
    });
    let visas = stop.entry.visas.iter().map(|it| {
        let visa = it.visa.as_ref();
        vec![
            lead(),
            text(it.country.zh()),
            text(it.document.words().zh),
            text(visa.map_or("待核实", |visa| visa.need.words().zh)),
            number(visa.and_then(|visa| visa.days)),
            text(visa.map_or("", |visa| &visa.conditions)),
            text(visa.map_or(String::new(), |visa| visa.checked_on.to_string())),
            text(it.recheck.map_or(String::new(), |why| why.says().zh)),
            text(visa.map_or("", |visa| &visa.evidence)),
        ]
    });
    let papers = stop.entry.papers.iter().map(|it| {
        let cells = [it.country.zh(), &it.name, "另须", "", &it.conditions, "", "", &it.evidence];
        std::iter::once(lead()).chain(cells.into_iter().map(text)).collect()
    });
    advisories.chain(visas).chain(papers).collect()
}

fn steps(stop: &Outlook) -> Vec<Vec<Cell>> {
    let of_start = |start: &super::Start| {
        let lead = (start.span.text.clone(), start.plan.departure);
        let row = |step: &crate::knowledge::Step| {
            vec![
                Cell::Number(i64::from(stop.number)),
                text(&lead.0),
                text(lead.1.to_string()),
                text(&step.name.zh),
                text(&step.who),
                text(step.from.to_string()),
                text(step.to.to_string()),
                Cell::Number(step.days),
                text(&step.basis),
            ]
        };
        start.plan.steps.iter().map(row).collect::<Vec<_>>()
    };
    stop.starts.iter().flat_map(of_start).collect()
}
