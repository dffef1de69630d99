//! What a paper may say about a delegation (素材): one tree for Word, PDF and
//! workbook, so that no two papers of a package can disagree. Every leaf is
//! ready to be printed; `docs/guide/facts.md` lists them.

mod budget;
pub mod catalogue;
mod claim;
pub(crate) mod dates;
mod exchange;
mod flights;
pub(crate) mod foreign;
mod letters;
mod life;
mod overstay;
mod party;
mod plan;
mod programme;
mod promises;
pub mod sample;
pub(crate) mod speech;

use documents::{Fact, record};
use jiff::civil::Date;
use kernel::{Money, Workdays};
use objective::model::Promise;
use people::model::School;
use season::model::{Season, Stop};

use crate::claim::Accounts;
use crate::model::{Budget, Delegation};
use crate::rulebook::Rulebook;
use crate::ways::Overstay;

pub use foreign::{Aim, Letter};

/// The competition's name, with the joints at which a title may break it.
pub(crate) const COMPETITION: &str = "金砖国家｜技能发展与｜技术创新大赛";

/// How the head of a 公文 is printed (版头). GB/T 9704—2012, 7.2.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Head {
    /// Room is kept for the school's own printed head paper (套印).
    #[default]
    Overlay,
    /// The red head is printed.
    Print,
    /// No head: a draft.
    None,
}

/// Whether papers may leave the house (稿态).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// They may.
    #[default]
    Final,
    /// Something still stands in the way; every title says so.
    Draft,
}

/// One of the school's delegations of a season, as its plan counts it (年度计划的一行).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The party.
    pub delegation: Delegation,
    /// What it costs, if that can be reckoned yet.
    pub total: Option<Money>,
}

/// What the papers of one delegation are made from.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The party.
    pub delegation: &'a Delegation,
    /// Where it goes.
    pub stop: &'a Stop,
    /// The season the stop belongs to.
    pub season: &'a Season,
    /// Whose party it is.
    pub school: &'a School,
    /// The figures that hold for the school.
    pub book: &'a Rulebook,
    /// What it costs.
    pub budget: &'a Budget,
    /// The school's delegations of the season, this one among them.
    pub year: &'a [Planned],
    /// What its tasks promise, and what came of it.
    pub promises: &'a [Promise],
    /// What can be said of its money after the trip.
    pub accounts: &'a Accounts,
    /// The working-day calendar, for the days of publicity.
    pub workdays: &'a Workdays,
    /// Its stay over the cap, if it stays longer than the cap allows.
    pub overstay: Option<&'a Overstay>,
    /// The day of the papers.
    pub today: Date,
    /// How the head is printed.
    pub head: Head,
    /// Whether they may leave the house.
    pub state: State,
    /// The number in the school's register, once it has one.
    pub number: Option<u32>,
}

/// Every fact of a delegation.
pub fn of(subject: &Subject<'_>) -> Fact {
    let Subject { delegation, stop, season, school, .. } = *subject;
    record! {
        school: self::school(school),
        paper: paper(subject),
        stop: self::stop(stop, season),
        trip: programme::trip(subject),
        head: party::head(delegation),
        party: party::party(delegation),
        members: party::book(delegation.staff(), date_of_application(subject)),
        students: party::book(delegation.students(), date_of_application(subject)),
        everyone: party::book(
            delegation.staff().chain(delegation.students()),
            date_of_application(subject),
        ),
        days: programme::days(&delegation.itinerary),
        cities: programme::lodged(&delegation.itinerary),
        legs: flights::legs(&delegation.itinerary),
        foreign_legs: flights::foreign_legs(&delegation.itinerary),
        purposes: programme::purposes(subject),
        promises: promises::all(subject),
        promised: promises::counted(subject),
        invitations: letters::invitations(subject),
        limits: limits(subject.book),
        budget: budget::budget(subject),
        exchange: exchange::exchange(subject),
        claim: claim::claim(subject),
        compare: claim::compare(subject),
        publicity: publicity(subject),
        justifications: delegation
            .justifications
            .iter()
            .map(|it| record! { rule: &it.rule, text: &it.reason })
            .collect::<Vec<_>>(),
        life: life::life(subject),
        overstay: overstay::facts(subject),
        ways: overstay::ways(subject),
        contact: &delegation.contact,
        letter: letters::first(subject),
        plan: plan::rows(subject),
        plan_sum: plan::sum(subject),
    }
}

fn school(school: &School) -> Fact {
    record! {
        name: &school.name,
        we: if school.name.ends_with("学院") { "我院" } else { "我校" },
        name_en: &school.name_en,
        province: &school.province,
        city: &school.city,
        authority: &school.authority,
        copied: &school.copied,
        register: &school.register,
        signer: &school.signer,
        office: &school.office,
        address_en: &school.address_en,
        programme: &school.programme,
        strengths: school.strengths.join("、"),
    }
}

fn stop(stop: &Stop, season: &Season) -> Fact {
    record! {
        number: stop.number.to_string(),
        title: &stop.title,
        region: &stop.site.region,
        event: event(&stop.title),
        title_en: format!(
            "{} BRICS Skills Development and Technology Innovation Competition and its international \
             exchange activities ({})",
            season.year,
            stop.site.countries.iter().map(|country| country.en()).collect::<Vec<_>>().join(", ")
        ),
    }
}

/// The short name of the event: what stands in the title between the
/// competition's own name and `暨`.
pub(crate) fn event(title: &str) -> &str {
    let after = title.split_once(&COMPETITION.replace('｜', "")).map_or(title, |(_, rest)| rest);
    let event = after.split_once('暨').map_or(after, |(event, _)| event);
    if event.is_empty() { title } else { event }
}

fn paper(subject: &Subject<'_>) -> Fact {
    let Subject { school, head, number, .. } = *subject;
    let date = date_of_application(subject);
    let number = number.map_or_else(|| "　　".to_owned(), |number| number.to_string());
    record! {
        number: format!("{}〔{}〕{number}号", school.register, date.year()),
        date: dates::zh(date),
        head: match head {
            Head::Overlay => "overlay",
            Head::Print => "print",
            Head::None => "none",
        },
        mark: format!("{}文件", school.name),
    }
}

/// The day an application is dated (成文日期): today, but never before the
/// publicity is over (R25) and never after the party has left.
fn date_of_application(subject: &Subject<'_>) -> Date {
    let Subject { delegation, workdays, today, .. } = *subject;
    let Some(publicity) = &delegation.publicity else { return today };
    let earliest = workdays.add(publicity.to, 1);
    match delegation.itinerary.exit() {
        Some(exit) if today >= exit => earliest,
        _ => today.max(earliest),
    }
}

/// The days after return that the rulebook leaves for what is owed then.
fn limits(book: &Rulebook) -> Fact {
    record! {
        passport_days: book.papers.return_days.value.to_string(),
        report_days: book.papers.report_days.value.to_string(),
    }
}

fn publicity(subject: &Subject<'_>) -> Fact {
    let Some(publicity) = &subject.delegation.publicity else {
        return record! { place: "", range: "", days: "", result: "", objections: "", from: "" };
    };
    record! {
        place: &publicity.place,
        from: dates::zh(publicity.from),
        range: dates::range(publicity.from, publicity.to),
        days: subject.workdays.between(publicity.from, publicity.to).to_string(),
        result: &publicity.result,
        objections: &publicity.objections,
    }
}

#[cfg(test)]
mod tests {
    use super::event;

    #[test]
    fn the_event_stands_between_the_competition_and_the_exchange() {
        assert_eq!(
            event("2026金砖国家技能发展与技术创新大赛巴西技术创新赛暨国际合作交流活动"),
            "巴西技术创新赛"
        );
        assert_eq!(event("金砖国家技能发展与技术创新大赛"), "金砖国家技能发展与技术创新大赛");
        assert_eq!(event("示例论坛"), "示例论坛");
    }
}
