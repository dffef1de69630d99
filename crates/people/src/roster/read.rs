//! Reads a table of persons. Nothing is guessed: what is not understood is a fault
//! at its cell, and all faults are told at once.

use std::collections::BTreeMap;

use intake::{Block, Cell, Document, Place, Table};
use kernel::{Country, Id, Said};

use super::column::{is_passed_over, meant};
use super::day::day;
use super::fault::Fault;
use super::gather::gathered;
use crate::model::{
    DocumentKind, DocumentNumber, IdentityNumber, Particular, PassportName, Person, SchoolId, TravelDocument,
    UnreadableIdentity, UnreadableNumber,
};

/// More rows than any school's list has; what lies beyond is not read.
const MOST_ROWS: usize = 20_000;

/// The longest text of a cell, in characters.
const LONGEST: usize = 200;

/// A person as a row tells it. The id means nothing yet; the desk draws one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where the row begins.
    pub place: Place,
    /// Where each particular stands.
    pub cells: BTreeMap<Particular, Place>,
    /// The person, as far as the row can be read.
    pub person: Person,
    /// Whether all of the row can be read.
    pub whole: bool,
}

/// What a table tells: the rows that can be read, and every fault.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Persons, in the order of the table.
    pub entries: Vec<Entry>,
    /// Rows beyond those that cannot be taken.
    pub refused: usize,
    /// What is wrong or doubtful.
    pub faults: Vec<Fault>,
}

/// Reads every table of a document that has a header with `姓名`.
pub fn read(document: &Document, school: SchoolId) -> Reading {
    let mut reading = Reading::default();
    let mut found = false;
    for block in &document.blocks {
        if let Block::Table(table) = block {
            found |= read_table(table, school, &mut reading);
        }
    }
    if !found {
        reading.faults.push(Fault::stop(
            &Place::Line { page: None, line: 1 },
            "找不到人员表；首行应是表头，至少有“姓名”和另一列，例如“身份证号”",
            "there is no table of persons; its first row names the columns, 姓名 and at least one other",
        ));
    }
    let before = reading.faults.len();
    reading.entries = gathered(std::mem::take(&mut reading.entries), &mut reading.faults);
    reading.refused += reading.faults.len() - before;
    reading
}

fn read_table(table: &Table, school: SchoolId, reading: &mut Reading) -> bool {
    let header = |cells: &[Cell]| {
        cells.iter().filter(|cell| meant(&cell.text).is_some()).count() >= 2
            && cells.iter().any(|cell| meant(&cell.text) == Some(Particular::Name))
    };
    let Some(at) = table.rows.iter().position(|row| header(&row.cells)) else { return false };
    let mut rows = table.rows.iter().skip(at);
    let heads = rows.next().map(|row| heads(&row.cells, &mut reading.faults)).unwrap_or_default();
    for (count, row) in rows.enumerate() {
        let filled = |cell: &&Cell| !cell.text.trim().is_empty() && heads.contains_key(&cell.column);
        let Some(first) = row.cells.iter().find(filled) else { continue };
        if count >= MOST_ROWS {
            reading.refused += 1;
            reading.faults.push(Fault::stop(
                &first.place,
                format!("本表超过{MOST_ROWS}行；请分成几个文件"),
                format!("this table has more than {MOST_ROWS} rows; make several files of it"),
            ));
            break;
        }
        let before = reading.faults.len();
        let mut cells = Cells { heads: &heads, row: &row.cells, first, faults: &mut reading.faults };
        let person = cells.person(school);
        let places = cells.places();
        let stopped = reading.faults.iter().skip(before).any(Fault::stops);
        reading.entries.push(Entry { place: first.place.clone(), cells: places, person, whole: !stopped });
    }
    true
}

/// The particular of each grid column.
type Heads = BTreeMap<u32, Particular>;

fn heads(cells: &[Cell], faults: &mut Vec<Fault>) -> Heads {
    let mut heads = Heads::new();
    for cell in cells.iter().filter(|cell| !is_passed_over(&cell.text)).take(100) {
        let header: String = cell.text.trim().chars().take(20).collect();
        match meant(&cell.text) {
            None => faults.push(Fault::warn(
                &cell.place,
                format!("不认识的列“{header}”，本列没有读取；需要时请改用导出表的表头"),
                format!("the column “{header}” is unknown and was not read"),
            )),
            Some(column) if heads.values().any(|known| *known == column) => faults.push(Fault::stop(
                &cell.place,
                format!("“{}”列出现了两次；请只留一列", column.words().zh),
                format!("the column “{}” stands here twice; keep one", column.words().en),
            )),
            Some(column) => {
                heads.insert(cell.column, column);
            }
        }
    }
    heads
}

/// The cells of a row, read one by one.
struct Cells<'a> {
    heads: &'a Heads,
    row: &'a [Cell],
    first: &'a Cell,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Cells<'a> {
    fn cell(&self, column: Particular) -> Option<&'a Cell> {
        let at = self.heads.iter().find(|(_, known)| **known == column).map(|(at, _)| *at)?;
        self.row.iter().find(|cell| cell.column == at)
    }

    fn text(&self, column: Particular) -> &'a str {
        self.cell(column).map_or("", |cell| cell.text.trim())
    }

    fn places(&self) -> BTreeMap<Particular, Place> {
        let place = |column: &Particular| Some((*column, self.cell(*column)?.place.clone()));
        self.heads.values().filter_map(place).collect()
    }

    /// Files what is wrong with a cell, its column in front.
    fn wrong(&mut self, column: Particular, wrong: &Said) {
        let words = column.words();
        let place = self.cell(column).unwrap_or(self.first).place.clone();
        self.faults.push(Fault::stop(
            &place,
            format!("“{}”栏：{}", words.zh, wrong.zh),
            format!("“{}”: {}", words.en, wrong.en),
        ));
    }

    /// A value, if one is written and can be read.
    fn may<T>(&mut self, column: Particular, read: impl FnOnce(&str) -> Result<T, Said>) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|wrong| self.wrong(column, &wrong)).ok()
    }

    /// A short text in one line.
    fn short(&mut self, column: Particular) -> String {
        let fits = |text: &str| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() <= LONGEST {
                return Ok(text);
            }
            Err(Said::new(
                format!("超过{LONGEST}个字；请缩短"),
                format!("has more than {LONGEST} characters; shorten it"),
            ))
        };
        self.may(column, fits).unwrap_or_default()
    }

    fn person(&mut self, school: SchoolId) -> Person {
        let name = self.short(Particular::Name);
        let mut person = Person::named(Id::passing(0), school, &name);
        if name.is_empty() {
            self.wrong(Particular::Name, &Said::new("没有填写；请补填", "is empty; write it"));
        }
        let passport = self.may(Particular::PassportName, |text| {
            PassportName::read(text).map_err(|error| {
                let en: Vec<String> = error.0.iter().map(|said| said.en.clone()).collect();
                Said::new(error.to_string(), en.join("; "))
            })
        });
        if let Some(PassportName { surname, given }) = passport {
            (person.name.surname, person.name.given) = (surname, given);
        }
        person.sex = self.may(Particular::Sex, coded);
        person.born = self.may(Particular::Born, day);
        person.nationality = self.may(Particular::Nationality, country).unwrap_or(Country::CHINA);
        person.department = self.short(Particular::Department);
        person.post = self.short(Particular::Post);
        person.rank = self.short(Particular::Rank);
        person.phone = self.short(Particular::Phone);
        person.mail = self.short(Particular::Mail);
        person.identity = self.may(Particular::Identity, identity).flatten();
        person.identity_reason = self.short(Particular::IdentityReason);
        let tags = self.short(Particular::Tags);
        let tag = |tag: &str| (!tag.trim().is_empty()).then(|| tag.trim().to_owned());
        person.tags = tags.split(['、', ',', '，', ';', '；']).filter_map(tag).collect();
        person.documents = self.document(person.nationality).into_iter().collect();
        person
    }

    fn document(&mut self, nationality: Country) -> Option<TravelDocument> {
        let kind = self.may(Particular::DocumentKind, coded::<DocumentKind>);
        let expires = self.may(Particular::DocumentExpires, day);
        let issued_by = self.short(Particular::DocumentIssuer);
        if self.text(Particular::DocumentNumber).is_empty() {
            if kind.is_some() || expires.is_some() {
                let wrong = Said::new(
                    "填了证件种类或有效期，没有填号码；请补填号码，或把它们都留空",
                    "is empty beside a kind or a validity; write it, or leave all of them empty",
                );
                self.wrong(Particular::DocumentNumber, &wrong);
            }
            return None;
        }
        let number = self.may(Particular::DocumentNumber, number).flatten()?;
        let told = if nationality.is_china() {
            DocumentKind::of_number(&number)
        } else {
            Some(DocumentKind::Foreign)
        };
        let Some(kind) = kind.or(told) else {
            let wrong =
                Said::new("从号码看不出证件种类；请填写证件种类", "is needed: the number does not tell it");
            self.wrong(Particular::DocumentKind, &wrong);
            return None;
        };
        Some(TravelDocument { kind, number, expires, issued_by })
    }
}

fn coded<T: std::str::FromStr<Err = kernel::UnknownCode>>(written: &str) -> Result<T, Said> {
    T::from_str(written).map_err(|unknown| {
        Said::new(
            format!("没有这一项；可填：{}", unknown.allowed),
            format!("is not in the list: {}", unknown.allowed),
        )
    })
}

fn country(written: &str) -> Result<Country, Said> {
    Country::find(written).ok_or_else(|| {
        Said::new(
            "不是已知的国家或地区；请写通用简称，例如“中国”",
            "is no known country; write its usual name",
        )
    })
}

/// A number; a masked one says nothing new.
fn identity(written: &str) -> Result<Option<IdentityNumber>, Said> {
    if is_rounded(written) {
        return Err(rounded());
    }
    match IdentityNumber::read(written) {
        Ok(number) => Ok(Some(number)),
        Err(UnreadableIdentity::Masked) => Ok(None),
        Err(error) => Err(error.said()),
    }
}

fn number(written: &str) -> Result<Option<DocumentNumber>, Said> {
    match DocumentNumber::read(written) {
        Ok(number) => Ok(Some(number)),
        Err(UnreadableNumber::Masked) => Ok(None),
        Err(error) => Err(error.said()),
    }
}

/// Whether a spreadsheet took the number for a quantity: `1.10105E+17`.
fn is_rounded(written: &str) -> bool {
    let upper = written.to_ascii_uppercase();
    upper.contains('.') && upper.contains("E+")
}

fn rounded() -> Said {
    Said::new(
        "已被表格软件改成科学计数法，末几位丢失；请把整列设为“文本”后重新填写",
        "was rounded by the spreadsheet; format the column as text and type it again",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::roster::pasted;

    proptest! {
        #[test]
        fn any_pasted_text_is_read_or_told_with_its_cells(
            cells in "(\\PC|\t|\n|\"){0,200}",
            columns in prop::sample::subsequence(Particular::ALL.to_vec(), 1..17),
        ) {
            let heads: Vec<&str> = columns.iter().map(|column| column.words().zh).collect();
            for text in [cells.clone(), format!("{}\n{cells}", heads.join("\t"))] {
                let reading = read(&pasted(&text).unwrap(), Id::passing(1));
                let refused = reading.entries.iter().filter(|entry| !entry.whole).count() + reading.refused;
                // Whatever is not taken has been told.
                prop_assert!(refused == 0 || reading.faults.iter().any(Fault::stops));
            }
        }
    }
}
