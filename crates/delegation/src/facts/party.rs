//! Who travels, as the papers list them.

use documents::{Fact, record};
use jiff::civil::Date;

use super::dates;
use crate::model::{Delegation, Kind, Member, PastTrip, Sex, Standing};

pub(super) fn head(delegation: &Delegation) -> Fact {
    let Some(head) = delegation.head() else {
        return record! {
            name: "", unit: "", post: "", post_rank: "", title: "", letter_name: "", surname: "", male: false,
            document_until: "",
        };
    };
    record! {
        name: &head.name.zh,
        unit: &head.unit,
        post: &head.post,
        post_rank: post_rank(head),
        title: title(head),
        letter_name: head.name.for_letter(),
        document_until: head.document.as_ref().map(|document| dates::zh(document.expires)),
        surname: &head.name.surname,
        male: head.sex == Sex::Male,
    }
}

pub(super) fn party(delegation: &Delegation) -> Fact {
    record! {
        staff: delegation.staff().count(),
        students: delegation.students().count(),
        composition: composition(delegation),
        student_names: names(delegation.students()),
        names: names(delegation.staff()),
        travelled: travelled(delegation),
        untravelled: delegation.staff().filter(|member| member.past_trips.is_empty()).count(),
        all_in_post: !delegation.staff().any(has_left),
        no_family: !delegation.members.iter().any(|member| has_family_along(delegation, member)),
    }
}

/// `1名校领导、3名教学科研人员、2名管理人员`, in the order of the kinds.
fn composition(delegation: &Delegation) -> String {
    let part = |kind: &Kind| {
        let count = delegation.staff().filter(|member| member.kind == *kind).count();
        (count > 0).then(|| format!("{count}名{}", kind.words().zh))
    };
    let order = [Kind::Leader, Kind::TeachingStaff, Kind::Administrator, Kind::OutsideExpert];
    order.iter().filter_map(part).collect::<Vec<_>>().join("、")
}

pub(super) fn names<'a>(members: impl Iterator<Item = &'a Member>) -> String {
    members.map(|member| member.name.zh.as_str()).collect::<Vec<_>>().join("、")
}

/// Who travelled in the past two years: `于2025年5月赴马来西亚执行校际合作任务`.
fn travelled(delegation: &Delegation) -> Vec<Fact> {
    let trip = |trip: &PastTrip| {
        let countries: Vec<&str> = trip.countries.iter().map(|country| country.zh()).collect();
        let month = format!("{}年{}月", trip.from.year(), trip.from.month());
        format!("于{month}赴{}执行{}任务", countries.join("、"), trip.purpose.trim_end_matches("任务"))
    };
    let told = |member: &Member| {
        let trips: Vec<String> = member.past_trips.iter().map(trip).collect();
        record! { name: &member.name.zh, trips: trips.join("，") }
    };
    delegation.staff().filter(|member| !member.past_trips.is_empty()).map(told).collect()
}

fn has_left(member: &Member) -> bool {
    matches!(member.standing, Standing::Left | Standing::Retired)
}

fn has_family_along(delegation: &Delegation, member: &Member) -> bool {
    let travels = |name: &str| delegation.members.iter().any(|other| other.name.zh == name);
    member.family.iter().any(|relative| travels(&relative.name))
}

/// The rows of a name list; ages are those of a day.
pub(super) fn book<'a>(members: impl Iterator<Item = &'a Member>, day: Date) -> Vec<Fact> {
    let row = |(index, member): (usize, &Member)| {
        record! {
            index: (index + 1).to_string(),
            name: &member.name.zh,
            sex: member.sex.words().zh,
            sex_en: member.sex.words().en,
            born: format!("{}.{:02}", member.born.year(), member.born.month()),
            birth_en: dates::en(member.born),
            unit: &member.unit,
            post: &member.post,
            rank: &member.rank,
            post_rank: post_rank(member),
            title: title(member),
            document: member.document.as_ref().map(|document| document.kind.words().zh),
            attribute: attribute(member),
            politics: member.politics.map(|politics| politics.words().zh),
            secrecy: member.secrecy.words().zh,
            duty: member.duty.words().zh,
            duty_en: member.duty.words().en,
            last_trip: last_trip(member),
            letter_name: member.name.for_letter(),
            last_trip_on: last_trip_on(member),
            age: age(member.born, day).to_string(),
            kind: member.kind.words().zh,
            trips: trips(member),
            latest_trip: member.past_trips.first().map_or_else(|| "无".to_owned(), trip_told),
            family: member
                .family
                .iter()
                .map(|relative| record! { relation: &relative.relation, name: &relative.name })
                .collect::<Vec<_>>(),
        }
    };
    members.enumerate().map(row).collect()
}

pub(super) fn post_rank(member: &Member) -> String {
    match (member.post.is_empty(), member.rank.is_empty()) {
        (false, false) => format!("{}（{}）", member.post, member.rank),
        (false, true) => member.post.clone(),
        (true, _) => member.rank.clone(),
    }
}

/// Years completed on a day.
fn age(born: Date, day: Date) -> i16 {
    let birthday_to_come = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i16::from(birthday_to_come)
}

/// The official trips of the past two years, newest first, as forms ask for
/// them: `2025年5月，马来西亚，校际合作会谈`; 无 where there was none.
fn trips(member: &Member) -> String {
    let told: Vec<String> = member.past_trips.iter().map(trip_told).collect();
    if told.is_empty() { "无".to_owned() } else { told.join("；") }
}

fn trip_told(trip: &PastTrip) -> String {
    let countries: Vec<&str> = trip.countries.iter().map(|country| country.zh()).collect();
    let month = format!("{}年{}月", trip.from.year(), trip.from.month());
    let parts = [month, countries.join("、"), trip.purpose.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

/// How a sentence names the post: a school leader's stands alone, anybody else's
/// follows the unit (`汽车工程学院院长（教授）`).
fn title(member: &Member) -> String {
    let unit = if member.kind == Kind::Leader { "" } else { &member.unit };
    format!("{unit}{}", post_rank(member))
}

/// 人员属性, as the forms name it.
fn attribute(member: &Member) -> &'static str {
    match member.kind {
        Kind::Leader | Kind::TeachingStaff | Kind::Administrator => "事业单位人员",
        Kind::OutsideExpert => "校外专家",
        Kind::Student => "学生",
    }
}

/// The month of the last official trip, for columns that ask for no more.
fn last_trip_on(member: &Member) -> String {
    let month = |trip: &PastTrip| format!("{}.{:02}", trip.from.year(), trip.from.month());
    member.past_trips.first().map_or_else(|| "无".to_owned(), month)
}

fn last_trip(member: &Member) -> String {
    member.past_trips.first().map_or_else(
        || "无".to_owned(),
        |trip| {
            let countries: Vec<&str> = trip.countries.iter().map(|country| country.zh()).collect();
            format!("{}.{:02}\n{}", trip.from.year(), trip.from.month(), countries.join("、"))
        },
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::age;

    #[test]
    fn a_year_of_age_is_full_on_the_birthday() {
        let born = date(1985, 11, 13);
        assert_eq!(age(born, date(2026, 11, 12)), 40);
        assert_eq!(age(born, date(2026, 11, 13)), 41);
        assert_eq!(age(date(2004, 2, 29), date(2026, 2, 28)), 21);
    }
}
