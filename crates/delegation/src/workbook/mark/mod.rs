//! The user's own file back, with the faulty cells marked: filled red (yellow for
//! a warning), commented, and listed on a sheet of their own. Only the parts that
//! must change are touched, and in them only the places that must; everything
//! else is copied byte for byte.

mod comments;
mod erase;
mod list;
mod package;
mod sheet;
mod styles;
mod xml;

use std::collections::BTreeMap;

use intake::Address;

use super::fault::{Fault, Gravity};
use package::{Package, Parts};

/// The sheet that lists the faults of a marked file; reading passes it over.
pub(super) const LIST: &str = "错误清单";

/// More marks than anybody mends in one go; the list still names every fault.
const MOST_MARKS: usize = 2_000;

/// A file that cannot be marked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("无法在原表中标注：{0}；请用 Excel 或 WPS 打开原表，另存为 xlsx 后再试")]
pub struct Unmarkable(pub String);

impl Unmarkable {
    fn part(part: &str) -> Self {
        Self(format!("看不懂文件中的 {part}"))
    }
}

/// What is said at one cell, and how gravely.
#[derive(Debug)]
struct Mark {
    gravity: Gravity,
    text: String,
}

/// Marks by row (from 1) and column (from 0), the order a sheet is written in.
type Marks = BTreeMap<At, Mark>;

/// A row, counted from 1, and a column, counted from 0.
type At = (u32, u32);

/// Gives a workbook back with its faulty cells marked.
///
/// # Errors
/// The file is no xlsx workbook, or a part of it is broken.
pub fn mark(original: &[u8], faults: &[Fault]) -> Result<Vec<u8>, Unmarkable> {
    let mut package = Package::open(original)?;
    let parts = Parts::of(&mut package)?;
    let by_sheet = by_sheet(faults);
    let mut styles = styles::Styles::read(&mut package, &parts)?;
    erase::erase(&mut package, &parts, &styles)?;
    for (name, marks) in &by_sheet {
        // A fault may name a sheet that the file lacks: it is on the list only.
        let Some(part) = parts.sheet(name) else { continue };
        let prefix = comments::add(&mut package, part, marks)?;
        let text = package.text(part)?.ok_or_else(|| Unmarkable::part(part))?;
        let marked = sheet::mark(&text, marks, &mut styles, prefix.as_deref())
            .ok_or_else(|| Unmarkable::part(part))?;
        package.put(part, marked);
    }
    styles.write(&mut package)?;
    list::add(&mut package, &parts, faults)?;
    package.finish()
}

/// The address of a cell as a part says it.
fn at(address: &str) -> Option<At> {
    address.parse::<Address>().ok().map(|address| (address.row(), address.column()))
}

/// The address of a cell as a part is to say it.
fn address((row, column): At) -> Address {
    Address::new(column, row)
}

fn by_sheet(faults: &[Fault]) -> BTreeMap<&str, Marks> {
    let mut sheets: BTreeMap<&str, Marks> = BTreeMap::new();
    for fault in faults.iter().take(MOST_MARKS) {
        let Some((sheet, address)) = fault.cell() else { continue };
        let (row, column) = (address.row(), address.column());
        if column >= 16_384 || row > 1_048_576 {
            continue;
        }
        let marks = sheets.entry(sheet).or_default();
        let text = format!("{}：{}", fault.gravity.words().zh, fault.says.zh);
        marks
            .entry((row, column))
            .and_modify(|mark| {
                mark.gravity = mark.gravity.min(fault.gravity);
                mark.text = format!("{}\n{text}", mark.text);
            })
            .or_insert(Mark { gravity: fault.gravity, text });
    }
    sheets
}
