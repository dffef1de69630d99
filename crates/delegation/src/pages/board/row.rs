//! One stop as a row of the board.

use chassis::web::Frame;
use kernel::Stay;
use season::model::{Choice, Stop};

use super::ask::{self, Ask, Decided, days};
use super::say;
use super::visas::{self, VisaWord};
use crate::board::axis::{Axis, Lane};
use crate::board::{Outlook, Verdict};
use crate::model::Delegation;
use crate::model::life::Phase;
use crate::operations::board::{Goers, SeasonView};

/// A word of state.
pub(super) struct Chip {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

/// A line, and a smaller one under it.
#[derive(Default)]
pub(super) struct Pair {
    pub(super) tone: &'static str,
    pub(super) lead: String,
    pub(super) sub: String,
}

/// Who goes to a stop.
#[derive(Default)]
pub(super) struct Party {
    pub(super) path: String,
    pub(super) faces: Vec<(String, String)>,
    pub(super) told: String,
}

/// A row of the board.
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) region: String,
    pub(super) path: String,
    pub(super) sub: String,
    pub(super) unknown: String,
    pub(super) lane: Lane,
    pub(super) at: String,
    pub(super) window: String,
    pub(super) trips: String,
    pub(super) chip: Chip,
    pub(super) rule: &'static str,
    pub(super) limit: String,
    pub(super) start: Pair,
    pub(super) visas: Vec<VisaWord>,
    pub(super) cost: Pair,
    pub(super) parties: Vec<Party>,
    pub(super) ask: Option<Ask>,
    pub(super) decided: Vec<Decided>,
}

/// Every row that is wanted, in the annex's order.
pub(super) fn rows(frame: &Frame, view: &SeasonView, wanted: impl Fn(&Outlook) -> bool) -> Vec<Row> {
    let outlooks = view.board.stops.iter().filter(|outlook| wanted(outlook));
    let stop = |outlook: &Outlook| view.season.stops.iter().find(|stop| stop.number == outlook.number);
    outlooks.filter_map(|outlook| Some(row(frame, view, stop(outlook)?, outlook))).collect()
}

fn row(frame: &Frame, view: &SeasonView, stop: &Stop, outlook: &Outlook) -> Row {
    let own = parties(view, stop);
    let stays: Vec<Stay> = own.iter().filter_map(|party| party.stay()).collect();
    let choice = stop.site.choice;
    let trips: Vec<String> = stays.iter().map(|stay| say::stay(frame, *stay)).collect();
    Row {
        number: stop.number,
        region: say::place(frame, &outlook.region),
        path: own.first().map_or_else(String::new, |party| format!("/delegations/{}", party.id)),
        sub: format!(
            "{} · {}",
            place(frame, outlook),
            frame.tell("board-days", &[("days", days(frame, outlook))])
        ),
        unknown: outlook.unknown.join("、"),
        lane: Axis::of(view.board.year, view.board.today).lane(outlook, &stays),
        at: beneath(outlook),
        window: say::window(frame, &outlook.window),
        trips: say::list(frame, &trips),
        chip: chip(frame, outlook, choice, &own),
        rule: if choice == Choice::Open { "" } else { outlook.deciding().map_or("", |course| course.rule) },
        limit: limit(frame, outlook, choice),
        start: start(frame, outlook, &own),
        visas: visas::words(frame, outlook, choice),
        cost: cost(frame, outlook),
        parties: goers(frame, view, stop, &own),
        ask: ask::ask(frame, view, stop, outlook),
        decided: ask::decided(frame, &view.held.own, stop.number),
    }
}

/// Where the words of a window stand: from its first month on; in the second half
/// of the year, where they would run out of the axis, up to the month after its last.
fn beneath(outlook: &Outlook) -> String {
    let month = |day: Option<jiff::civil::Date>| day.map_or(1, jiff::civil::Date::month);
    let (first, last) = (month(outlook.window.first_day()), month(outlook.window.last_day()));
    if first < 8 || last < first { format!("mo-{first}") } else { format!("to-{}", (last + 1).min(12)) }
}

fn parties<'a>(view: &'a SeasonView, stop: &Stop) -> Vec<&'a Delegation> {
    match &view.goers {
        Goers::Own(all) => all.iter().filter(|party| party.stop == stop.id).collect(),
        Goers::Counted(_) => Vec::new(),
    }
}

/// Whether a party has begun, so that its start is no question any more.
pub(super) fn is_under_way(party: &Delegation) -> bool {
    !matches!(party.life.phase(), Phase::Planned | Phase::Rejected | Phase::Cancelled)
}

/// The city, the countries of a region, or that neither is decided.
pub(super) fn place(frame: &Frame, outlook: &Outlook) -> String {
    if !outlook.cities.is_empty() {
        let cities: Vec<String> = outlook.cities.iter().map(|city| say::city(frame, city)).collect();
        return say::list(frame, &cities);
    }
    let countries = outlook.countries();
    if countries.len() > 1 {
        let names: Vec<String> = countries.iter().map(|country| say::country(frame, *country)).collect();
        return say::list(frame, &names);
    }
    frame.say("board-city-open")
}

fn chip(frame: &Frame, outlook: &Outlook, choice: Choice, own: &[&Delegation]) -> Chip {
    let chip = |tone, icon, word| Chip { tone, icon, word };
    let is_approved = own.iter().any(|party| party.life.approved().is_some());
    let over = ("over", outlook.over_by().unwrap_or_default().to_string());
    match outlook.verdict {
        _ if choice == Choice::Open => chip("is-choice", "i-ask", frame.say("board-choose-first")),
        Verdict::Within => chip("is-ok", "i-ok", frame.say("board-within")),
        Verdict::Over if is_approved => chip("is-ok", "i-ok", frame.tell("board-over-approved", &[over])),
        Verdict::Over => chip("is-block", "i-block", frame.tell("board-over", &[over])),
        Verdict::Depends => chip("is-warn", "i-warn", frame.tell("board-over-maybe", &[over])),
        Verdict::Unknown => chip("is-idle", "i-idle", frame.say("board-open")),
    }
}

fn limit(frame: &Frame, outlook: &Outlook, choice: Choice) -> String {
    if choice == Choice::Open {
        return frame.say("board-judged-later");
    }
    match outlook.cap_days() {
        Some(cap) => {
            frame.tell("board-days-cap", &[("days", days(frame, outlook)), ("cap", cap.to_string())])
        }
        None => frame.say("board-cap-open"),
    }
}

/// When to begin; late, what beginning today still allows.
fn start(frame: &Frame, outlook: &Outlook, own: &[&Delegation]) -> Pair {
    let today = frame.today;
    let pair = |tone, lead, sub| Pair { tone, lead, sub };
    let Some(earliest) = outlook.latest_start() else {
        return pair("", frame.say("board-open"), frame.say("board-window-open"));
    };
    if let Some(party) = own.iter().find(|party| is_under_way(party)) {
        let phase = frame.say(format!("board-phase-{}", party.life.phase().code()));
        return pair("", say::day(frame, earliest), frame.tell("board-begun", &[("phase", phase)]));
    }
    if outlook.has_ended(today) {
        return pair(
            "",
            frame.say("board-ended"),
            frame.tell("board-was", &[("day", say::day(frame, earliest))]),
        );
    }
    if let Some(next) = outlook.next_start(today) {
        let left = i64::from((next.plan.latest_start - today).get_days());
        let sub = frame.tell("board-days-left", &[("days", left.to_string())]);
        return pair("", say::day(frame, next.plan.latest_start), sub);
    }
    let last = outlook.starts.iter().map(|start| start.plan.latest_start).max().unwrap_or(earliest);
    let lead = frame.tell("board-passed", &[("day", say::day(frame, last))]);
    let sub = match outlook.earliest_departure() {
        Some(day) => frame.tell("board-leave-from", &[("day", say::day(frame, day))]),
        None => frame.say("board-too-late"),
    };
    pair("is-block", lead, sub)
}

fn cost(frame: &Frame, outlook: &Outlook) -> Pair {
    let costs: Vec<String> = outlook.costs.iter().map(|range| say::cost(frame, range)).collect();
    if costs.is_empty() {
        return Pair { lead: frame.say("board-open"), ..Pair::default() };
    }
    let varies = outlook.costs.iter().any(|range| range.low != range.high);
    let sub = if varies && outlook.cities.is_empty() { frame.say("board-by-city") } else { String::new() };
    Pair { lead: say::list(frame, &costs), sub, ..Pair::default() }
}

fn goers(frame: &Frame, view: &SeasonView, stop: &Stop, own: &[&Delegation]) -> Vec<Party> {
    match &view.goers {
        Goers::Own(_) => own.iter().map(|party| self::party(frame, party)).collect(),
        Goers::Counted(all) => {
            let told = |it: &crate::operations::board::Tally| Party {
                told: frame.tell(
                    "board-counted",
                    &[("parties", it.parties.to_string()), ("schools", it.schools.to_string())],
                ),
                ..Party::default()
            };
            all.iter().filter(|it| it.stop == stop.id).map(told).collect()
        }
    }
}

fn party(frame: &Frame, party: &Delegation) -> Party {
    let face = |member: &crate::model::Member| {
        let name = member.name.zh.clone();
        (name.chars().take(1).collect(), name)
    };
    let (staff, students) = (party.staff().count(), party.students().count());
    let key = if students == 0 { "board-staff" } else { "board-people" };
    let people = frame.tell(key, &[("staff", staff.to_string()), ("students", students.to_string())]);
    let phase = frame.say(format!("board-phase-{}", party.life.phase().code()));
    Party {
        path: format!("/delegations/{}", party.id),
        faces: party.members.iter().take(3).map(face).collect(),
        told: format!("{people} · {phase}"),
    }
}
