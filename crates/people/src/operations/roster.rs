//! Many persons at once: what a table would change, the change itself, and the table
//! back.

use std::collections::BTreeMap;

use chassis::{Desk, Error, journal};
use jiff::civil::Date;

use super::person::{Change, Keeping, Manner, list, must_reach, weigh, write};
use super::privacy::reason_that_may_stay;
use crate::keys::KeyFile;
use crate::model::{Person, Remark, SchoolId};
use crate::roster::{Entry, Fault, Numbers, Reading};
use crate::store::person::Sealed;

/// As many are loaded at a time.
const PAGE: usize = 500;

/// What a table of persons would change.
#[derive(Debug)]
pub struct Preview {
    weighed: Vec<(Keeping, Option<Sealed>)>,
    /// Rows that cannot be taken.
    pub refused: usize,
    /// What is wrong or doubtful, cell by cell.
    pub faults: Vec<Fault>,
}

impl Preview {
    fn refuse(&mut self, faults: Vec<Fault>) {
        self.refused += 1;
        self.faults.extend(faults);
    }

    /// Who would be kept, in the order of the table.
    pub fn keepings(&self) -> impl Iterator<Item = &Keeping> {
        self.weighed.iter().map(|(keeping, _)| keeping)
    }

    /// How many rows come to a change.
    pub fn count(&self, change: Change) -> usize {
        self.weighed.iter().filter(|(keeping, _)| keeping.change == change).count()
    }
}

/// Weighs every row of a table and keeps nothing.
pub async fn preview(desk: &mut Desk<'_>, keys: &KeyFile, reading: Reading) -> Result<Preview, Error> {
    let Reading { entries, refused, faults } = reading;
    let mut preview = Preview { weighed: Vec::with_capacity(entries.len()), refused, faults };
    let mut seen = BTreeMap::new();
    for mut entry in entries {
        entry.person.id = desk.draw_id();
        if !entry.whole {
            preview.refuse(more_faults(&entry, &preview.faults, desk.today));
            continue;
        }
        let (keeping, known) = match weigh(desk, keys, entry.person.clone(), Manner::Adding).await {
            Ok(weighed) => weighed,
            Err(Error::Refused(refusal)) => {
                preview.refuse(vec![Fault::stop(&entry.place, refusal.said.zh, refusal.said.en)]);
                continue;
            }
            Err(other) => return Err(other),
        };
        let mut faults = faults_of(&keeping.remarks, &entry);
        if let Some(earlier) = seen.insert(keeping.person.id, entry.place.clone()) {
            faults.push(Fault::stop(
                &entry.place,
                format!("与“{earlier}”处是同一人；请合为一行"),
                format!("the same person as at “{earlier}”; make it one row"),
            ));
        }
        if faults.iter().any(Fault::stops) {
            preview.refuse(faults);
        } else {
            preview.faults.extend(faults);
            preview.weighed.push((keeping, known));
        }
    }
    preview.faults.sort_by(|one, other| one.place.cmp(&other.place));
    Ok(preview)
}

/// Keeps everybody of a preview, or nobody.
///
/// # Errors
/// Refuses a preview with rows that cannot be taken.
pub async fn import(desk: &mut Desk<'_>, keys: &KeyFile, preview: Preview) -> Result<(), Error> {
    let Preview { weighed, refused, faults } = preview;
    let count = faults.iter().filter(|fault| fault.stops()).count();
    if count > 0 || refused > 0 {
        return Err(Error::refused(
            "roster-faulty",
            format!("人员表有{count}处错误，没有存入任何一行；请按所列单元格改正后再导入"),
            format!(
                "the table has {count} faults and no row was kept; mend the cells listed and import it again"
            ),
        ));
    }
    if weighed.is_empty() {
        desk.leave_unchanged();
    }
    for (keeping, known) in weighed {
        write(desk, keys, &keeping, known).await?;
    }
    Ok(())
}

/// Everybody of a school, to be written as a table; that it was asked for stands in
/// the journal, and for numbers in full why.
pub async fn export(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    school: SchoolId,
    numbers: Numbers,
    reason: &str,
) -> Result<Vec<Person>, Error> {
    must_reach(desk, school)?;
    let mut persons: Vec<Person> = Vec::new();
    loop {
        let after = persons.last().map(|person| person.id);
        let page = list(desk, keys, school, after, PAGE).await?;
        let full = page.len() == PAGE;
        persons.extend(page);
        if !full {
            break;
        }
    }
    let count = persons.len();
    let detail = match numbers {
        Numbers::Masked => format!("导出{count}人，号码打码"),
        Numbers::InFull => {
            let reason = reason_that_may_stay(&persons, reason)?;
            format!("导出{count}人，含完整号码：{reason}")
        }
    };
    journal::record(desk, "person.export", &format!("school {school}"), &detail).await?;
    Ok(persons)
}

/// What is said of a person, at the cells it is about.
fn faults_of(remarks: &[Remark], entry: &Entry) -> Vec<Fault> {
    let fault = |remark: &Remark| Fault {
        severity: remark.severity,
        place: entry.cells.get(&remark.about).unwrap_or(&entry.place).clone(),
        says: remark.says.clone(),
    };
    remarks.iter().map(fault).collect()
}

/// What else forbids a row that cannot be read whole: all is told at once, and each
/// cell once.
fn more_faults(entry: &Entry, told: &[Fault], today: Date) -> Vec<Fault> {
    let mut more = faults_of(&entry.person.remarks(today), entry);
    more.retain(|fault| fault.stops() && told.iter().all(|earlier| earlier.place != fault.place));
    more
}
