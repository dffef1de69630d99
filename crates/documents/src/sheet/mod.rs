//! Workbooks: a table from `sheet.toml` whose sums are real formulae.
//!
//! The formulae's results are worked out here in decimals as well and kept in
//! the file, so a viewer that does not calculate shows the same figures. If a
//! result differs from what the other papers say, the workbook is refused.

mod wire;

use kernel::{Currency, Decimal, Said};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use crate::Fact;
use crate::fault::{Fault, Faults};
use crate::paper::{broken, say_in};
use crate::scope::{Path, Scope};

const FILE: &str = "sheet.toml";
/// Rows before the first of the table: title, subtitle, head.
const ABOVE: u32 = 3;
/// More rows than any budget has.
const ROWS: usize = 20_000;

/// A workbook's description, checked.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    book: wire::Book,
}

/// A value of the table, for the columns that multiply it.
type Known<'k> = Vec<(&'k str, Decimal)>;

impl Sheet {
    pub(crate) fn parse(text: &str) -> Result<Self, Faults> {
        let book: wire::Book =
            toml::from_str(text).map_err(|error| Fault::of_file(FILE, broken(text, &error)))?;
        let mut faults = Vec::new();
        for (at, column) in book.column.iter().enumerate() {
            let kinds = [column.text.is_some(), column.number.is_some(), column.product.is_some()];
            if kinds.into_iter().filter(|kind| *kind).count() != 1 {
                let says = Said::new(
                    "每列写 text、number、product 三者之一",
                    "a column has exactly one of text, number and product",
                );
                faults.push(Fault::at_key(FILE, &format!("column[{}]", at + 1), &column.key, says));
            }
            let before = book.column.get(..at).unwrap_or_default();
            for factor in column.product.iter().flatten() {
                if !before.iter().any(|column| column.key == *factor && column.text.is_none()) {
                    let says =
                        Said::new("前面没有这一数字列", "no column of numbers before this one has that key");
                    faults.push(Fault::at_key(FILE, &format!("column[{}].product", at + 1), factor, says));
                }
            }
        }
        if let Some(total) = &book.total
            && !book.column.iter().any(|column| column.key == total.sum)
        {
            faults.push(Fault::at_key(
                FILE,
                "total.sum",
                &total.sum,
                Said::new("没有这一列", "no such column"),
            ));
        }
        Faults::unless_none(faults, Self { book })
    }

    /// The workbook as bytes.
    pub(crate) fn fill(&self, facts: &Fact) -> Result<Vec<u8>, Faults> {
        let mut workbook = Workbook::new();
        let created = date_of(facts).and_then(|(y, m, d)| ExcelDateTime::from_ymd(y, m, d).ok());
        let fixed = created.or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
        if let Some(fixed) = fixed {
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
        }
        let sheet = workbook.add_worksheet();
        let mut writer = Writer { book: &self.book, scope: Scope::new(facts), sheet };
        writer.write()?;
        workbook.save_to_buffer().map_err(|error| unwritable(&error))
    }
}

struct Writer<'a, 's> {
    book: &'a wire::Book,
    scope: Scope<'a>,
    sheet: &'s mut Worksheet,
}

/// The faces of the cells; made once, as each costs.
struct Faces {
    title: Format,
    note: Format,
    head: Format,
    text: Format,
    total: Format,
}

fn faces() -> Faces {
    let base =
        || Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
    let cell = || base().set_border(FormatBorder::Thin).set_text_wrap();
    Faces {
        title: base().set_font_name("方正小标宋简体").set_font_size(18.0).set_align(FormatAlign::Center),
        note: base().set_text_wrap(),
        head: cell().set_font_name("黑体").set_align(FormatAlign::Center),
        text: cell(),
        total: cell().set_font_name("黑体").set_align(FormatAlign::Center),
    }
}

impl<'a> Writer<'a, '_> {
    fn write(&mut self) -> Result<(), Faults> {
        let faces = faces();
        let last = u16::try_from(self.book.column.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.page()?;
        let title = self.say("title", &self.book.title)?;
        let subtitle = self.say("subtitle", &self.book.subtitle)?;
        self.across(0, last, &title, &faces.title, 32.0)?;
        self.across(1, last, &subtitle, &faces.note, 20.0)?;
        for (at, column) in (0_u16..).zip(&self.book.column) {
            self.sheet.set_column_width(at, f64::from(column.width)).map_err(|error| unwritable(&error))?;
            self.sheet
                .write_string_with_format(ABOVE - 1, at, &column.head, &faces.head)
                .map_err(|error| unwritable(&error))?;
        }
        let end = self.rows(&faces)?;
        let mut next = self.total(end, &faces)?;
        for (at, note) in self.book.notes.iter().enumerate() {
            let note = self.say(&format!("notes[{}]", at + 1), note)?;
            for line in note.lines() {
                self.across(next, last, line, &faces.note, 18.0 * self.lines(line))?;
                next += 1;
            }
        }
        Ok(())
    }

    fn page(&mut self) -> Result<(), Faults> {
        /// A4 in the numbering of Excel.
        const A4: u8 = 9;
        let sheet = &mut *self.sheet;
        sheet.set_name(&self.book.name).map_err(|error| unwritable(&error))?;
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        if self.book.landscape {
            sheet.set_landscape();
        }
        sheet.set_repeat_rows(ABOVE - 1, ABOVE - 1).map_err(|error| unwritable(&error))?;
        sheet.set_freeze_panes(ABOVE, 0).map_err(|error| unwritable(&error))?;
        sheet.set_header_footer_align_with_page(true);
        sheet.set_footer("&C第 &P 页，共 &N 页");
        Ok(())
    }

    fn across(&mut self, row: u32, last: u16, text: &str, face: &Format, height: f64) -> Result<(), Faults> {
        if last == 0 {
            self.sheet.write_string_with_format(row, 0, text, face).map_err(|error| unwritable(&error))?;
        } else {
            self.sheet.merge_range(row, 0, row, last, text, face).map_err(|error| unwritable(&error))?;
        }
        self.sheet.set_row_height(row, height).map_err(|error| unwritable(&error))?;
        Ok(())
    }

    /// How many lines a text takes across the whole sheet: a merged cell does
    /// not grow by itself.
    fn lines(&self, text: &str) -> f64 {
        let width: u32 = self.book.column.iter().map(|column| u32::from(column.width)).sum();
        f64::from(halves(text).div_ceil(width.max(1)).max(1))
    }

    /// The row after the last.
    fn rows(&mut self, faces: &Faces) -> Result<u32, Faults> {
        let list = self.find("rows", &self.book.rows)?;
        let items = list.as_list().unwrap_or_default();
        if items.len() > ROWS {
            let says = Said::new(format!("超过{ROWS}行"), format!("more than {ROWS} rows"));
            return Err(Fault::at_key(FILE, "rows", &self.book.rows, says).into());
        }
        let number_faces: Vec<_> =
            self.book.column.iter().map(|column| number_face(faces, &column.format)).collect();
        let mut row = ABOVE;
        for (index, item) in items.iter().enumerate() {
            self.scope.enter(&self.book.row, item, index, items.len());
            let written = self.row(row, faces, &number_faces);
            self.scope.leave();
            written?;
            row += 1;
        }
        Ok(row)
    }

    fn row(&mut self, row: u32, faces: &Faces, number_faces: &[Format]) -> Result<(), Faults> {
        let mut known: Known<'a> = Vec::new();
        let mut lines: u32 = 1;
        for ((at, column), face) in (0_u16..).zip(&self.book.column).zip(number_faces) {
            let key = |what: &str| format!("{}.{what}", column.key);
            if let Some(text) = &column.text {
                let text = self.say(&key("text"), text)?;
                lines = lines.max(halves(&text).div_ceil(u32::from(column.width).max(1)));
                self.sheet
                    .write_string_with_format(row, at, text, &faces.text)
                    .map_err(|error| unwritable(&error))?;
            } else if let Some(path) = &column.number {
                let number = self.number(&key("number"), path, column.minor_of.as_deref())?;
                known.push((&column.key, number));
                let value: f64 = plain(number).parse().unwrap_or_default();
                self.sheet
                    .write_number_with_format(row, at, value, face)
                    .map_err(|error| unwritable(&error))?;
            } else {
                let product = self.product(column, &known)?;
                known.push((&column.key, product));
                let formula = Formula::new(self.formula(column, row)).set_result(plain(product));
                self.sheet
                    .write_formula_with_format(row, at, formula, face)
                    .map_err(|error| unwritable(&error))?;
            }
        }
        // A row grows with its longest text; one line stands a little looser.
        let height = f64::from(lines).mul_add(15.0, 5.0);
        self.sheet.set_row_height(row, height).map_err(|error| unwritable(&error))?;
        Ok(())
    }

    fn product(&self, column: &wire::Column, known: &Known<'_>) -> Result<Decimal, Faults> {
        let factors = column
            .product
            .iter()
            .flatten()
            .filter_map(|key| known.iter().find(|(other, _)| other == key).map(|(_, value)| *value));
        let mut product =
            factors.into_iter().try_fold(Decimal::ONE, Decimal::checked_mul).ok_or_else(|| {
                Fault::at_key(FILE, &column.key, "", Said::new("数字过大", "the number is too large"))
            })?;
        if let Some(places) = column.round {
            product = product.round_dp_with_strategy(places, rounding());
        }
        self.agree(&column.key, column.agrees.as_deref(), product)?;
        Ok(product)
    }

    /// `=D4*E4*F4`, rounded where the column says so.
    fn formula(&self, column: &wire::Column, row: u32) -> String {
        let factors: Vec<_> = column
            .product
            .iter()
            .flatten()
            .filter_map(|key| self.letter(key))
            .map(|it| format!("{it}{}", row + 1))
            .collect();
        let product = factors.join("*");
        column.round.map_or_else(|| format!("={product}"), |places| format!("=ROUND({product},{places})"))
    }

    fn letter(&self, key: &str) -> Option<char> {
        let at = self.book.column.iter().position(|column| column.key == key)?;
        char::from_u32(u32::from('A') + u32::try_from(at).ok().filter(|at| *at < 26)?)
    }

    /// The row after the total.
    fn total(&mut self, end: u32, faces: &Faces) -> Result<u32, Faults> {
        let Some(total) = &self.book.total else { return Ok(end) };
        let list = self.find("rows", &self.book.rows)?;
        let mut sum = Decimal::ZERO;
        for item in list.as_list().unwrap_or_default() {
            self.scope.enter(&self.book.row, item, 0, 1);
            let value = self.value_of(&total.sum);
            self.scope.leave();
            sum += value?;
        }
        self.agree("total.sum", total.agrees.as_deref(), sum)?;
        self.sheet.set_row_height(end, 20.0).map_err(|error| unwritable(&error))?;
        for (at, column) in (0_u16..).zip(&self.book.column) {
            let done = if column.key == total.sum && end == ABOVE {
                // A sum over no rows would add itself.
                self.sheet.write_number_with_format(end, at, 0.0, &number_face(faces, &column.format))
            } else if column.key == total.sum {
                let letter = self.letter(&column.key).unwrap_or('A');
                let formula = format!("=SUM({letter}{}:{letter}{end})", ABOVE + 1);
                let face = number_face(faces, &column.format);
                self.sheet.write_formula_with_format(
                    end,
                    at,
                    Formula::new(formula).set_result(plain(sum)),
                    &face,
                )
            } else if at == 0 {
                self.sheet.write_string_with_format(end, at, &total.label, &faces.total)
            } else {
                self.sheet.write_blank(end, at, &faces.total)
            };
            done.map_err(|error| unwritable(&error))?;
        }
        Ok(end + 1)
    }

    /// A column's value in the row in scope.
    fn value_of(&self, key: &str) -> Result<Decimal, Faults> {
        let mut known: Known<'_> = Vec::new();
        for column in &self.book.column {
            let value = match &column.number {
                Some(path) => self.number(&column.key, path, column.minor_of.as_deref())?,
                None if column.product.is_some() => self.product(column, &known)?,
                None => continue,
            };
            if column.key == key {
                return Ok(value);
            }
            known.push((&column.key, value));
        }
        Ok(Decimal::ZERO)
    }

    fn agree(&self, key: &str, path: Option<&str>, ours: Decimal) -> Result<(), Faults> {
        let Some(path) = path else { return Ok(()) };
        let theirs = self.number(key, path, None)? / Decimal::ONE_HUNDRED;
        if theirs == ours {
            return Ok(());
        }
        let (ours, theirs) = (plain(ours), plain(theirs));
        let says = Said::new(
            format!("工作簿算得 {ours}，其他文书写的是 {theirs}；请核对该行的单价、人数、天数和汇率"),
            format!(
                "the workbook makes it {ours}, the other papers say {theirs}: check price, persons, units and rate"
            ),
        );
        Err(Fault::at_key(FILE, key, path, says).into())
    }

    fn number(&self, key: &str, path: &str, minor_of: Option<&str>) -> Result<Decimal, Faults> {
        let fact = self.find(key, path)?;
        let text = fact.printed().unwrap_or_default();
        let number: Decimal = text.trim().parse().map_err(|_| {
            let says = Said::new(format!("“{text}”不是数字"), format!("“{text}” is no number"));
            Fault::at_key(FILE, key, path, says)
        })?;
        let Some(currency) = minor_of else { return Ok(number) };
        let code = self.find(key, currency)?.printed().unwrap_or_default();
        let places =
            Currency::ALL.iter().find(|known| known.code() == code).map_or(2, |known| known.places());
        Ok(number / Decimal::from(10_u64.pow(places)))
    }

    fn find(&self, key: &str, path: &str) -> Result<&'a Fact, Faults> {
        let wrong = |says| Faults::from(Fault::at_key(FILE, key, path, says));
        let read = Path::parse(path)
            .ok_or_else(|| wrong(Said::new("请写事实的名字", "write the name of a fact")))?;
        self.scope.lent(&read).ok_or_else(|| wrong(self.scope.explain(&read)))
    }

    fn say(&self, key: &str, text: &str) -> Result<String, Faults> {
        say_in(text, &self.scope).map_err(|says| Fault::at_key(FILE, key, text, says).into())
    }
}

/// How wide a text is, in narrow characters.
fn halves(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn number_face(faces: &Faces, format: &str) -> Format {
    let face = faces.text.clone().set_align(FormatAlign::Right);
    if format.is_empty() { face } else { face.set_num_format(format) }
}

/// As Excel's ROUND does.
const fn rounding() -> kernel::RoundingStrategy {
    kernel::RoundingStrategy::MidpointAwayFromZero
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `2026年6月8日`, from the facts.
fn date_of(facts: &Fact) -> Option<(u16, u8, u8)> {
    let (year, rest) = facts.at("paper.date")?.as_text()?.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn unwritable(error: &XlsxError) -> Faults {
    let says = Said::new(format!("写不成工作簿：{error}"), format!("cannot be written: {error}"));
    Fault::of_file(FILE, says).into()
}
