//! Reads a filled workbook into a delegation, or into the list of all its faults.

mod invitations;
mod itinerary;
mod leg;
mod members;
mod money;
mod purposes;
mod trip;

use std::collections::BTreeSet;

use intake::Document;
use people::model::SchoolId;
use season::model::StopId;

pub(super) use members::members;

use super::column::Section;
use super::fault::{Fault, Faults, Gravity};
use super::grid::{self, Cells, Filed, Found, Row};
use super::sections;
use crate::model::{Delegation, DelegationId};

/// Whose party it is, and which: what a workbook does not say about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// The id the delegation gets.
    pub id: DelegationId,
    /// The school that sends it.
    pub school: SchoolId,
    /// The stop it travels to.
    pub stop: StopId,
}

/// A workbook that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub delegation: Delegation,
    /// What somebody should look at; all of it [`Gravity::Warn`].
    pub warnings: Vec<Fault>,
}

/// Reads a filled workbook.
///
/// # Errors
/// Every fault of the workbook, warnings among them, sheet by sheet.
pub fn read(document: &Document, party: Party) -> Result<Reading, Vec<Fault>> {
    let mut faults = Faults::default();
    let found = grid::find(document, &mut faults);
    let delegation = delegation(&found, party, &mut faults);
    let faults = faults.into_all();
    match delegation {
        Ok(delegation) if faults.iter().all(|fault| fault.gravity == Gravity::Warn) => {
            Ok(Reading { delegation, warnings: faults })
        }
        _ => Err(faults),
    }
}

fn delegation(found: &[Found<'_>], party: Party, faults: &mut Faults) -> Result<Delegation, Filed> {
    let trip = whole(found, &sections::trip::SECTION, faults, trip::trip);
    let reasons = records(found, &sections::trip::JUSTIFICATIONS, faults, trip::justification);
    let members = whole(found, &sections::members::SECTION, faults, members);
    let itinerary = whole(found, &sections::itinerary::SECTION, faults, itinerary::itinerary);
    let invitations = records(found, &sections::invitations::SECTION, faults, invitations::invitation);
    let purposes = whole(found, &sections::purposes::SECTION, faults, purposes::purposes);
    let promises = records(found, &sections::purposes::PROMISES, faults, purposes::promise);
    let witnesses = records(found, &sections::purposes::WITNESSES, faults, purposes::witness);
    let money = money::money(found, faults);
    tasks_exist(found, faults);

    let (trip, (rates, expenses, shares)) = (trip?, money?);
    Ok(Delegation {
        id: party.id,
        school: party.school,
        stop: party.stop,
        name: trip.name,
        mode: trip.mode,
        category: trip.category,
        plan: trip.plan,
        members: members?,
        itinerary: itinerary?,
        invitations: invitations?,
        purposes: purposes::promised(purposes?, promises?),
        witnesses: witnesses?,
        funding: crate::model::Funding { rates, expenses, shares, ..trip.funding },
        publicity: trip.publicity,
        contact: trip.contact,
        justifications: reasons?,
        life: crate::model::life::Life::default(),
        settlement: crate::model::settlement::Settlement::default(),
    })
}

fn section<'f, 'a>(found: &'f [Found<'a>], section: &'static Section) -> Option<&'f Found<'a>> {
    found.iter().find(|found| std::ptr::eq(found.section, section))
}

/// A section read as a whole; that it is missing has been filed already.
fn whole<'a, T>(
    found: &[Found<'a>],
    wanted: &'static Section,
    faults: &mut Faults,
    read: fn(&Found<'a>, &mut Faults) -> Result<T, Filed>,
) -> Result<T, Filed> {
    section(found, wanted).map_or(Err(Filed), |found| read(found, faults))
}

/// All records of a section that may be missing.
fn records<T>(
    found: &[Found<'_>],
    wanted: &'static Section,
    faults: &mut Faults,
    read: fn(&mut Cells<'_>) -> Result<T, Filed>,
) -> Result<Vec<T>, Filed> {
    section(found, wanted).map_or(Ok(Vec::new()), |table| each(&table.rows, faults, read))
}

/// Every row read, the faults of all of them filed.
fn each<T>(
    rows: &[Row<'_>],
    faults: &mut Faults,
    read: fn(&mut Cells<'_>) -> Result<T, Filed>,
) -> Result<Vec<T>, Filed> {
    let read: Vec<Result<T, Filed>> = rows.iter().map(|row| read(&mut Cells { row, faults })).collect();
    read.into_iter().collect()
}

/// A task that members, half days or promises serve must be one of the purposes.
fn tasks_exist(found: &[Found<'_>], faults: &mut Faults) {
    let Some(purposes) = section(found, &sections::purposes::SECTION) else { return };
    let known: BTreeSet<u32> = purposes
        .rows
        .iter()
        .filter_map(|row| super::values::small_count(row.says(&sections::purposes::TASK)).ok())
        .collect();
    let users = [
        (&sections::members::SECTION, &sections::members::TASKS),
        (&sections::itinerary::SECTION, &sections::itinerary::TASKS),
        (&sections::purposes::PROMISES, &sections::purposes::TASK),
    ];
    for (wanted, column) in users {
        for row in section(found, wanted).map_or(&[][..], |table| &table.rows) {
            let used = super::values::numbers(row.says(column)).unwrap_or_default();
            for task in used.iter().filter(|task| !known.contains(task)) {
                faults.stop(
                    row.at(column),
                    format!(
                        "“{}”栏写了任务{task}，“出访任务”表没有这一项；请改正序号或补上任务",
                        column.header
                    ),
                    format!("task {task} is not on the sheet of purposes; mend the number or add the task"),
                );
            }
        }
    }
}
