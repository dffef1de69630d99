//! Finds the sections of a workbook by what their headers mean, wherever they
//! stand and in whatever order, and hands out their rows cell by cell. What it
//! does not know it reports; it never guesses.

use std::collections::BTreeMap;

use intake::{Block, Cell, Document, Place, Table};

use super::address;
use super::column::{Column, Section, Shape, plain_header};
use super::fault::Faults;
use super::sections::{self, NUMBER};
use super::values::Wrong;

/// More rows than any delegation has; what lies beyond is not read.
const MOST_ROWS: usize = 2_000;

/// More columns than any section has; what stands beyond is not looked at.
const MOST_HEADS: usize = 100;

/// The head of a form's first column.
pub(super) const FORM_HEAD: &str = "项目";

/// Everything the file holds of one section.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// Which section.
    pub(super) section: &'static Section,
    /// Where its header stands: for faults that concern all of it.
    pub(super) head: Place,
    /// Where each column's header stands.
    columns: BTreeMap<&'static str, &'a Cell>,
    /// Its rows; a form is one row.
    pub(super) rows: Vec<Row<'a>>,
}

/// One record.
#[derive(Debug)]
pub(super) struct Row<'a> {
    cells: BTreeMap<&'static str, Slot<'a>>,
    /// Where the record begins.
    pub(super) place: Place,
}

#[derive(Debug)]
struct Slot<'a> {
    text: &'a str,
    place: Place,
}

impl Found<'_> {
    /// Where a column's header stands, or the section's head.
    pub(super) fn column(&self, column: &Column) -> &Place {
        self.columns.get(column.header).map_or(&self.head, |cell| &cell.place)
    }
}

impl Row<'_> {
    /// Where a column's cell stands, filled or not.
    pub(super) fn at(&self, column: &Column) -> &Place {
        self.cells.get(column.header).map_or(&self.place, |slot| &slot.place)
    }

    /// What the cell says; empty if there is none.
    pub(super) fn says(&self, column: &Column) -> &str {
        self.cells.get(column.header).map_or("", |slot| slot.text)
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|(header, slot)| *header == NUMBER.header || slot.text.is_empty())
    }

    fn is_sample(&self) -> bool {
        self.says(&NUMBER).starts_with("示例")
    }
}

/// A value could not be had, and the fault that says why has been filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filed;

/// The cells of a row, read one by one; every fault is filed, none stops the rest.
pub(super) struct Cells<'a> {
    pub(super) row: &'a Row<'a>,
    pub(super) faults: &'a mut Faults,
}

impl Cells<'_> {
    /// A value that must be there.
    pub(super) fn need<T>(
        &mut self,
        column: &Column,
        read: fn(&str) -> Result<T, Wrong>,
    ) -> Result<T, Filed> {
        if let Some(value) = self.may(column, read)? {
            return Ok(value);
        }
        // Without its header the column has been reported once already.
        if self.row.cells.contains_key(column.header) {
            let header = column.header;
            self.faults.stop(
                self.row.at(column),
                format!("“{header}”没有填写；{}", advice(column)),
                format!("“{header}” is empty and must be filled in"),
            );
        }
        Err(Filed)
    }

    /// A value that may be missing.
    pub(super) fn may<T>(
        &mut self,
        column: &Column,
        read: fn(&str) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Filed> {
        let written = self.row.says(column);
        if written.is_empty() {
            return Ok(None);
        }
        read(written).map(Some).map_err(|wrong| self.wrong(column, &wrong))
    }

    /// A text; empty if it need not be there and is not.
    pub(super) fn text(&mut self, column: &Column) -> Result<String, Filed> {
        let written = self.row.says(column).replace("\r\n", "\n");
        if written.is_empty() && column.required {
            return self.need(column, super::values::text);
        }
        Ok(written)
    }

    /// Files what is wrong with a cell, its header in front.
    pub(super) fn wrong(&mut self, column: &Column, wrong: &Wrong) -> Filed {
        let header = column.header;
        self.faults.stop(
            self.row.at(column),
            format!("“{header}”栏：{}", wrong.zh),
            format!("“{header}”: {}", wrong.en),
        );
        Filed
    }
}

fn advice(column: &Column) -> String {
    match column.note.trim_end_matches('。') {
        "" => "请补填".to_owned(),
        note => format!("请补填：{note}"),
    }
}

/// Every section of a document, each once, in the order of [`sections::ALL`];
/// a section that is missing though required is a fault.
pub(super) fn find<'a>(document: &'a Document, faults: &mut Faults) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block
            && table.name != sections::ADVICE
            && table.name != super::mark::LIST
        {
            Search::new(table, faults).run(&mut found);
        }
    }
    for found in &found {
        missing_columns(found, faults);
    }
    for section in sections::ALL.iter().filter(|section| section.required) {
        if !found.iter().any(|found| std::ptr::eq(found.section, *section)) {
            let (sheet, title) = (section.sheet, section.title);
            faults.stop(
                &address::corner(sheet),
                format!("找不到“{title}”表；请从模板取工作表“{sheet}”，表头不要改动"),
                format!("the table “{title}” is missing; take the sheet “{sheet}” from the template"),
            );
        }
    }
    found
}

/// The one section that a document of its own holds.
pub(super) fn find_only<'a>(
    document: &'a Document,
    section: &'static Section,
    faults: &mut Faults,
) -> Option<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            Search::new(table, faults).run(&mut found);
        }
    }
    found.into_iter().find(|found| std::ptr::eq(found.section, section))
}

fn missing_columns(found: &Found<'_>, faults: &mut Faults) {
    let known = |column: &&&Column| match found.section.shape {
        Shape::Table => found.columns.contains_key(column.header),
        Shape::Form => found.rows.iter().any(|row| row.cells.contains_key(column.header)),
    };
    let missing = found.section.columns.iter().filter(|column| column.required && !known(column));
    for column in missing {
        let header = column.header;
        faults.stop(
            &found.head,
            format!("“{}”表缺少“{header}”；请照模板补上", found.section.title),
            format!("the table “{}” lacks “{header}”; add it as in the template", found.section.title),
        );
    }
}

/// One sheet, read from top to bottom.
struct Search<'a, 'f> {
    table: &'a Table,
    candidates: Vec<&'static Section>,
    faults: &'f mut Faults,
}

/// The columns of the table being read, by grid column.
type Heads = BTreeMap<u32, &'static str>;

impl<'a, 'f> Search<'a, 'f> {
    fn new(table: &'a Table, faults: &'f mut Faults) -> Self {
        let mut candidates: Vec<_> = sections::of_sheet(table.name.trim()).collect();
        if candidates.is_empty() {
            candidates.extend(sections::ALL);
        }
        Self { table, candidates, faults }
    }

    fn run(mut self, found: &mut Vec<Found<'a>>) {
        let mut table: Option<(usize, Heads)> = None;
        for (index, row) in self.table.rows.iter().enumerate() {
            let cells: Vec<&'a Cell> = row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).collect();
            let Some(first) = cells.first() else { continue };
            if index >= MOST_ROWS {
                self.faults.stop(
                    &first.place,
                    format!("本表超过{MOST_ROWS}行；请删去多余的行"),
                    format!("this sheet has more than {MOST_ROWS} rows; delete what is not needed"),
                );
                return;
            }
            if self.is_title(&cells) {
                table = None;
            } else if let Some(section) = self.header(&cells) {
                let heads = self.heads(section, &cells);
                table = Some((self.section(section, &cells, &heads, found), heads));
            } else if let Some((at, heads)) = &table {
                if let Some(found) = found.get_mut(*at) {
                    record(&row.cells, heads, found);
                }
            } else {
                self.line(&cells, found);
            }
        }
    }

    /// A row that only says which section follows: `二、价格`.
    fn is_title(&self, cells: &[&Cell]) -> bool {
        let [only] = cells else { return false };
        let text = only.text.trim();
        let bare = text.split_once('、').map_or(text, |(_, bare)| bare);
        self.candidates.iter().any(|section| bare == section.title || bare == section.sheet)
    }

    /// The table whose header a row is: most of its cells are headers of it.
    fn header(&self, cells: &[&Cell]) -> Option<&'static Section> {
        let plain: Vec<String> = cells.iter().take(MOST_HEADS).map(|cell| plain_header(&cell.text)).collect();
        let known = |section: &Section| {
            let head = |plain: &&String| section.columns.iter().any(|column| column.answers_to(plain));
            plain.iter().filter(head).count()
        };
        let tables = self.candidates.iter().filter(|section| section.shape == Shape::Table);
        let (section, known) = tables.map(|section| (*section, known(section))).max_by_key(|(_, n)| *n)?;
        (known >= 2 && known * 2 >= cells.len()).then_some(section)
    }

    fn heads(&mut self, section: &'static Section, cells: &[&'a Cell]) -> Heads {
        let mut heads = Heads::new();
        for cell in cells.iter().take(MOST_HEADS) {
            let (header, plain) = (cell.text.trim(), plain_header(&cell.text));
            match section.columns.iter().find(|column| column.answers_to(&plain)) {
                None => self.faults.warn(
                    &cell.place,
                    format!("不认识的列“{header}”，本列没有读取；请改用模板的表头或删去本列"),
                    format!("the column “{header}” is unknown and was not read"),
                ),
                Some(column) if heads.values().any(|known| *known == column.header) => self.faults.stop(
                    &cell.place,
                    format!("“{}”列出现了两次；请只留一列", column.header),
                    format!("the column “{}” stands here twice; keep one", column.header),
                ),
                Some(column) => {
                    heads.insert(cell.column, column.header);
                }
            }
        }
        heads
    }

    fn section(
        &mut self,
        section: &'static Section,
        cells: &[&'a Cell],
        heads: &Heads,
        found: &mut Vec<Found<'a>>,
    ) -> usize {
        if let Some(at) = found.iter().position(|known| std::ptr::eq(known.section, section)) {
            return at;
        }
        let columns = cells.iter().filter_map(|cell| Some((*heads.get(&cell.column)?, *cell))).collect();
        let head = cells.first().map_or_else(|| address::corner(&self.table.name), |cell| cell.place.clone());
        found.push(Found { section, head, columns, rows: Vec::new() });
        found.len() - 1
    }

    /// A line of a form: name, value, advice.
    fn line(&mut self, cells: &[&'a Cell], found: &mut Vec<Found<'a>>) {
        let [name, rest @ ..] = cells else { return };
        let plain = plain_header(&name.text);
        let forms = self.candidates.iter().copied().filter(|section| section.shape == Shape::Form);
        for section in forms {
            let known = section.columns.iter().find(|column| column.answers_to(&plain));
            let Some(column) = known else {
                let line = name.text.trim();
                if self.table.name.trim() == section.sheet && rest.len() == 1 && line != FORM_HEAD {
                    self.faults.warn(
                        &name.place,
                        format!("不认识的项目“{line}”，本行没有读取；请改用模板的项目名称"),
                        format!("the line “{line}” is unknown and was not read"),
                    );
                }
                continue;
            };
            let value = rest.iter().find(|cell| cell.column == name.column + name.columns.max(1));
            let place = value
                .map_or_else(|| address::beside(&name.place, name.column + 1), |cell| cell.place.clone());
            let slot = Slot { text: value.map_or("", |cell| cell.text.trim()), place };
            let at = self.form(section, found);
            if let Some(row) = found.get_mut(at).and_then(|form| form.rows.first_mut()) {
                row.cells.entry(column.header).or_insert(slot);
            }
        }
    }

    fn form(&self, section: &'static Section, found: &mut Vec<Found<'a>>) -> usize {
        found.iter().position(|known| std::ptr::eq(known.section, section)).unwrap_or_else(|| {
            let head = address::corner(&self.table.name);
            let row = Row { cells: BTreeMap::new(), place: head.clone() };
            found.push(Found { section, head, columns: BTreeMap::new(), rows: vec![row] });
            found.len() - 1
        })
    }
}

fn record<'a>(cells: &'a [Cell], heads: &Heads, found: &mut Found<'a>) {
    let Some(first) = cells.first() else { return };
    let slot = |(column, header): (&u32, &&'static str)| {
        let cell = cells.iter().find(|cell| cell.column == *column);
        let text = cell.map_or("", |cell| cell.text.trim());
        let place = cell.map_or_else(|| address::beside(&first.place, *column), |cell| cell.place.clone());
        (*header, Slot { text, place })
    };
    let row = Row { cells: heads.iter().map(slot).collect(), place: first.place.clone() };
    if !row.is_empty() && !row.is_sample() {
        found.rows.push(row);
    }
}
