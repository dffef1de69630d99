//! Where findings sit: the field's address for screens, and words for people.
//! Lists are counted from 1, as people count.

use jiff::civil::Date;
use kernel::{Country, Place, Said};

use crate::model::{Delegation, Half, Invitation, Member};

/// The delegation as a whole.
pub(super) fn whole(field: &str) -> Place {
    Place::new(field, "团组", "the party")
}

/// The itinerary as a whole.
pub(super) fn itinerary() -> Place {
    Place::new("itinerary", "日程", "the itinerary")
}

/// A member, or one field of theirs.
pub(super) fn member(index: usize, member: &Member, field: &str) -> Place {
    let dot = if field.is_empty() { "" } else { "." };
    Place::new(
        format!("members.{}{dot}{field}", index + 1),
        format!("团员{}", member.name.zh),
        format!("member {}", member.name.for_letter()),
    )
}

/// A half day.
pub(super) fn half(date: Date, half: Half) -> Place {
    let words = half.words();
    Place::new(
        format!("itinerary.{date}.{half}"),
        format!("{}{}", day(date).zh, words.zh),
        format!("{date} {}", words.en),
    )
}

/// A purpose, or one field of it.
pub(super) fn purpose(index: usize, field: &str, title: &str) -> Place {
    Place::new(
        format!("purposes.{}.{field}", index + 1),
        format!("出访任务{}“{title}”", index + 1),
        format!("purpose {}", index + 1),
    )
}

/// A letter, or one field of it.
pub(super) fn invitation(index: usize, letter: &Invitation, field: &str) -> Place {
    let inviter = if letter.inviter_foreign.is_empty() { &letter.inviter } else { &letter.inviter_foreign };
    Place::new(
        format!("invitations.{}.{field}", index + 1),
        format!("{}的邀请函", letter.inviter),
        format!("the letter of {inviter}"),
    )
}

/// A day in running text.
pub(super) fn day(date: Date) -> Said {
    Said::new(format!("{}月{}日", date.month(), date.day()), date.to_string())
}

/// A full day, with its year.
pub(super) fn full_day(date: Date) -> Said {
    Said::new(format!("{}年{}月{}日", date.year(), date.month(), date.day()), date.to_string())
}

/// Countries joined as each language joins them.
pub(super) fn countries(countries: &[Country]) -> Said {
    let join = |name: fn(&Country) -> &'static str, by: &str| {
        countries.iter().map(name).collect::<Vec<_>>().join(by)
    };
    Said::new(join(|country| country.zh(), "、"), join(|country| country.en(), ", "))
}

/// Names of members joined as each language joins them.
pub(super) fn names(members: &[&Member]) -> Said {
    let zh: Vec<_> = members.iter().map(|member| member.name.zh.as_str()).collect();
    let en: Vec<_> = members.iter().map(|member| member.name.for_letter()).collect();
    Said::new(zh.join("、"), en.join(", "))
}

/// Names of members where two may have the same: as the party calls them.
pub(super) fn called(party: &Delegation, members: &[&Member]) -> Said {
    let alike = |member: &Member| party.called(member) != member.name.zh;
    let zh: Vec<String> = members.iter().map(|member| party.called(member)).collect();
    let en = members.iter().map(|member| {
        let name = member.name.for_letter();
        if alike(member) { format!("{name} (born {})", member.born) } else { name }
    });
    Said::new(zh.join("、"), en.collect::<Vec<_>>().join(", "))
}

/// An inviter by name.
pub(super) fn inviter(letter: &Invitation) -> Said {
    let en = if letter.inviter_foreign.is_empty() { &letter.inviter } else { &letter.inviter_foreign };
    Said::new(&letter.inviter, en)
}
