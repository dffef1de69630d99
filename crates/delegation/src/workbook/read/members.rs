//! 人员名单.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{PersonName, Said};

use crate::model::{
    DocumentKind, Duty, Kind, Member, PastTrip, Politics, Relative, Secrecy, Sex, Standing, TravelDocument,
};
use crate::workbook::fault::Faults;
use crate::workbook::grid::{Cells, Filed, Found};
use crate::workbook::sections::members as on;
use crate::workbook::values::{self, Wrong};

pub(in crate::workbook) fn members(table: &Found<'_>, faults: &mut Faults) -> Result<Vec<Member>, Filed> {
    if table.rows.is_empty() {
        faults.stop(&table.head, "人员名单没有人员；请从第一名团员填起", "the roster names nobody");
    }
    let members = super::each(&table.rows, faults, member);
    same_names(table, faults);
    same_documents(table, faults);
    one_head(table, faults);
    members
}

fn member(cells: &mut Cells<'_>) -> Result<Member, Filed> {
    let zh = cells.text(&on::NAME);
    let surname = cells.need(&on::SURNAME, values::latin);
    let given = cells.need(&on::GIVEN, values::latin);
    let sex = cells.need(&on::SEX, values::code::<Sex>);
    let born = cells.need(&on::BORN, values::day);
    let (unit, post, rank) = (cells.text(&on::UNIT), cells.text(&on::POST), cells.text(&on::RANK));
    let kind = cells.need(&on::KIND, values::code::<Kind>);
    let duty = cells.need(&on::DUTY, values::code::<Duty>);
    let standing = cells.need(&on::STANDING, values::code::<Standing>);
    let leadership = cells.may(&on::LEADERSHIP, values::text);
    let document = document(cells);
    let second_document = cells.may(&on::SECOND, second_document);
    let past_trips = cells.may(&on::TRIPS, past_trips);
    let family = cells.may(&on::FAMILY, family);
    let tasks = cells.may(&on::TASKS, values::numbers);
    let foreign_residence = cells.may(&on::RESIDENCE, values::country);
    let politics = cells.may(&on::POLITICS, values::code::<Politics>);
    let secrecy = cells.may(&on::SECRECY, values::code::<Secrecy>);
    Ok(Member {
        name: PersonName { zh: zh?, surname: surname?, given: given? },
        sex: sex?,
        born: born?,
        unit: unit?,
        post: post?,
        rank: rank?,
        kind: kind?,
        duty: duty?,
        standing: standing?,
        leadership: leadership?,
        document: document?,
        second_document: second_document?,
        past_trips: past_trips?.unwrap_or_default(),
        family: family?.unwrap_or_default(),
        tasks: tasks?.unwrap_or_default(),
        foreign_residence: foreign_residence?,
        politics: politics?,
        secrecy: secrecy?.unwrap_or(Secrecy::No),
    })
}

/// The three cells of the document: all of them or none.
fn document(cells: &mut Cells<'_>) -> Result<Option<TravelDocument>, Filed> {
    let all = [&on::DOCUMENT, &on::PASSPORT, &on::EXPIRES];
    if all.iter().all(|column| cells.row.says(column).is_empty()) {
        return Ok(None);
    }
    let kind = cells.need(&on::DOCUMENT, values::code::<DocumentKind>);
    let number = cells.need(&on::PASSPORT, passport);
    let expires = cells.need(&on::EXPIRES, values::day);
    if let (Ok(kind), Ok(number)) = (kind, &number)
        && !fits(kind, number)
    {
        let (words, shape) = (kind.words(), shape(kind));
        cells.faults.warn(
            cells.row.at(&on::PASSPORT),
            format!("“{number}”不像{}的号码；{shape}，请对照证照核实", words.zh),
            format!("“{number}” does not look like the number of a {}; check it", words.en),
        );
    }
    Ok(Some(TravelDocument { kind: kind?, number: number?, expires: expires? }))
}

fn passport(written: &str) -> Result<String, Wrong> {
    let plain: String = values::half_width(written).to_uppercase().split_whitespace().collect();
    if (5..=12).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(plain);
    }
    Err(Said::new(
        format!("“{written}”不是证照号码；请照证照填写字母和数字"),
        format!("“{written}” is no passport number; copy its letters and digits"),
    ))
}

/// Whether a number has the shape of its kind, as printed since 2012.
fn fits(kind: DocumentKind, number: &str) -> bool {
    let digits = |prefix: &str, count: usize| {
        number
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == count && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    match kind {
        DocumentKind::PublicAffairs => digits("PE", 7) || digits("P", 7),
        DocumentKind::Service => digits("SE", 7) || digits("S", 7),
        DocumentKind::Ordinary => {
            let series = number.strip_prefix('E').and_then(|rest| {
                let (letter, rest) = rest.split_at_checked(1)?;
                letter.bytes().all(|b| b.is_ascii_uppercase()).then_some(rest)
            });
            digits("E", 8)
                || digits("G", 8)
                || series.is_some_and(|rest| rest.len() == 7 && rest.bytes().all(|b| b.is_ascii_digit()))
        }
    }
}

const fn shape(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::PublicAffairs => "一般为 PE 加7位数字",
        DocumentKind::Service => "一般为 SE 加7位数字",
        DocumentKind::Ordinary => "一般为 E 加8位数字，或 E 加1个字母和7位数字",
    }
}

fn second_document(written: &str) -> Result<TravelDocument, Wrong> {
    let refuse = || {
        Said::new(
            format!("看不懂“{written}”；请写“种类 号码 有效期”，如“普通护照 E00000001 2030-01-31”"),
            format!("“{written}” cannot be read; write kind, number and expiry"),
        )
    };
    let parts: Vec<&str> = written.split_whitespace().collect();
    let [kind, number, expires] = parts.as_slice() else { return Err(refuse()) };
    Ok(TravelDocument {
        kind: values::code(kind)?,
        number: passport(number)?,
        expires: values::day(expires)?,
    })
}

fn past_trips(written: &str) -> Result<Vec<PastTrip>, Wrong> {
    values::lines(written).iter().map(|line| past_trip(line)).collect()
}

fn past_trip(line: &str) -> Result<PastTrip, Wrong> {
    let refuse = || {
        Said::new(
            format!("看不懂“{line}”；请写“年-月 国家 任务”，如“2025-05 马来西亚 校际合作会谈”"),
            format!("“{line}” cannot be read; write year-month, country and task"),
        )
    };
    let mut parts = line.splitn(3, char::is_whitespace);
    let from = parts.next().and_then(values::month).ok_or_else(refuse)?;
    let countries = values::list(parts.next().ok_or_else(refuse)?);
    let countries = countries.iter().map(|name| values::country(name)).collect::<Result<Vec<_>, _>>()?;
    Ok(PastTrip { from, countries, purpose: parts.next().unwrap_or_default().trim().to_owned() })
}

fn family(written: &str) -> Result<Vec<Relative>, Wrong> {
    let relative = |line: &String| {
        let (relation, name) = line.split_once(char::is_whitespace).ok_or_else(|| {
            Said::new(
                format!("看不懂“{line}”；请写“称谓 姓名”，如“配偶 李示例”"),
                format!("“{line}” cannot be read; write relation and name"),
            )
        })?;
        Ok(Relative { relation: relation.to_owned(), name: name.trim().to_owned() })
    };
    values::lines(written).iter().map(relative).collect()
}

/// Two rows of one name and one birthday are one person twice; of one name only,
/// somebody should look.
fn same_names(table: &Found<'_>, faults: &mut Faults) {
    let mut known: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    for row in &table.rows {
        let name = row.says(&on::NAME);
        if name.is_empty() {
            continue;
        }
        let born = values::day(row.says(&on::BORN)).ok();
        match known.insert(name, born) {
            None => {}
            Some(earlier) if earlier == born => faults.stop(
                row.at(&on::NAME),
                format!("“{name}”在名单中出现了两次；请删去重复的一行"),
                format!("“{name}” stands twice on the roster; delete one row"),
            ),
            Some(_) => faults.warn(
                row.at(&on::NAME),
                format!("名单中有两人同名“{name}”；请核实确为两人"),
                format!("two persons are called “{name}”; make sure they are two"),
            ),
        }
    }
}

/// One passport is one person's.
fn same_documents(table: &Found<'_>, faults: &mut Faults) {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &table.rows {
        let (number, name) = (row.says(&on::PASSPORT), row.says(&on::NAME));
        if number.is_empty() {
            continue;
        }
        if let Some(other) = known.insert(number, name)
            && other != name
        {
            faults.stop(
                row.at(&on::PASSPORT),
                format!("证照号码 {number} 与“{other}”的相同；请核对并改正"),
                format!("passport {number} is also that of “{other}”; check and mend it"),
            );
        }
    }
}

fn one_head(table: &Found<'_>, faults: &mut Faults) {
    let duty = |row: &&crate::workbook::grid::Row<'_>| {
        values::code::<Duty>(row.says(&on::DUTY)).is_ok_and(|duty| duty == Duty::Head)
    };
    let mut heads = table.rows.iter().filter(duty);
    if heads.next().is_none() && !table.rows.is_empty() {
        faults.stop(
            table.column(&on::DUTY),
            "全团没有团长；请在“团内职务”栏选定一人为团长",
            "nobody heads the delegation; choose one",
        );
    }
    for second in heads {
        faults.stop(
            second.at(&on::DUTY),
            "全团有两名以上团长；请只留一名，其他人改选副团长或别的职务",
            "the delegation has more than one head; keep one",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_shape_of_their_kind() {
        assert!(fits(DocumentKind::PublicAffairs, "PE0000001"));
        assert!(fits(DocumentKind::Ordinary, "E00000001"));
        assert!(fits(DocumentKind::Ordinary, "EA0000001"));
        assert!(!fits(DocumentKind::PublicAffairs, "E00000001"));
        assert!(!fits(DocumentKind::Ordinary, "PE0000001"));
        assert!(!fits(DocumentKind::Ordinary, "E"));
    }
}
