//! What answers the questions one comes with: four facts, and a tile a region.

use chassis::web::Frame;
use jiff::civil::Date;

use super::row::{is_under_way, place};
use super::say;
use crate::board::{Outlook, Verdict};
use crate::model::Delegation;
use crate::operations::board::{Goers, SeasonView};

/// One of the facts on top.
pub(super) struct Fact {
    pub(super) tone: &'static str,
    pub(super) is_hot: bool,
    pub(super) name: String,
    pub(super) lead: String,
    pub(super) sub: String,
}

/// A region's tile: what a map cannot say.
pub(super) struct Tile {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) number: u32,
    pub(super) region: String,
    pub(super) window: String,
    pub(super) place: String,
    pub(super) clock: String,
}

/// Stops, next start, what is late, who goes.
pub(super) fn facts(frame: &Frame, view: &SeasonView) -> Vec<Fact> {
    vec![verdicts(frame, view), next(frame, view), late(frame, view), parties(frame, view)]
}

fn fact(frame: &Frame, name: &str, lead: String, sub: String) -> Fact {
    Fact { tone: "is-idle", is_hot: false, name: frame.say(name), lead, sub }
}

fn verdicts(frame: &Frame, view: &SeasonView) -> Fact {
    let board = &view.board;
    let counted = |verdict: &Verdict| {
        let count = board.count(*verdict);
        let word = frame.say(format!("board-verdict-{}", verdict.code()));
        (count > 0).then(|| format!("{count} {word}"))
    };
    let order = [Verdict::Within, Verdict::Over, Verdict::Depends, Verdict::Unknown];
    let told: Vec<String> = order.iter().filter_map(counted).collect();
    let key = if board.count(Verdict::Over) > 0 { "board-fact-ways" } else { "board-fact-fit" };
    let mut fact = fact(frame, "board-fact-stops", told.join(" · "), frame.say(key));
    fact.name = frame.tell("board-fact-stops", &[("count", board.stops.len().to_string())]);
    fact
}

/// The stops nobody has begun for.
fn waiting(view: &SeasonView) -> impl Iterator<Item = &Outlook> {
    view.board.stops.iter().filter(|outlook| !goers(view, outlook).any(is_under_way))
}

fn goers<'a>(view: &'a SeasonView, outlook: &Outlook) -> impl Iterator<Item = &'a Delegation> {
    let stop = view.season.stops.iter().find(|stop| stop.number == outlook.number).map(|stop| stop.id);
    let own: &[Delegation] = match &view.goers {
        Goers::Own(all) => all,
        Goers::Counted(_) => &[],
    };
    own.iter().filter(move |party| Some(party.stop) == stop)
}

fn next(frame: &Frame, view: &SeasonView) -> Fact {
    let today = frame.today;
    let begin = |outlook: &Outlook| outlook.next_start(today).map(|start| start.plan.latest_start);
    let Some(day): Option<Date> = waiting(view).filter_map(begin).min() else {
        return fact(frame, "board-fact-next", frame.say("board-none"), String::new());
    };
    let due: Vec<String> = waiting(view)
        .filter(|outlook| begin(outlook) == Some(day))
        .map(|outlook| say::place(frame, &outlook.region))
        .collect();
    let left = i64::from((day - today).get_days()).to_string();
    let sub = frame.tell("board-fact-by", &[("day", say::day(frame, day)), ("left", left)]);
    fact(frame, "board-fact-next", say::list(frame, &due), sub)
}

fn late(frame: &Frame, view: &SeasonView) -> Fact {
    let late: Vec<&Outlook> = waiting(view).filter(|outlook| outlook.is_late(frame.today)).collect();
    if late.is_empty() {
        return fact(frame, "board-fact-late", frame.say("board-none"), String::new());
    }
    let named = |stops: &[&Outlook]| {
        let names: Vec<String> = stops.iter().map(|outlook| say::place(frame, &outlook.region)).collect();
        say::list(frame, &names)
    };
    let (can, cannot): (Vec<&Outlook>, Vec<&Outlook>) =
        late.iter().copied().partition(|outlook| outlook.earliest_departure().is_some());
    let day = can.iter().filter_map(|outlook| outlook.earliest_departure()).min();
    let sub = match day.map(|day| say::day(frame, day)) {
        None => frame.say("board-too-late"),
        Some(day) if cannot.is_empty() => frame.tell("board-start-today", &[("day", day)]),
        Some(day) => {
            frame.tell("board-late-some", &[("can", named(&can)), ("day", day), ("cannot", named(&cannot))])
        }
    };
    Fact { tone: "is-warn", is_hot: true, ..fact(frame, "board-fact-late", named(&late), sub) }
}

fn parties(frame: &Frame, view: &SeasonView) -> Fact {
    match &view.goers {
        Goers::Own(all) => {
            let people: usize = all.iter().map(|party| party.members.len()).sum();
            let begun = all.iter().filter(|party| is_under_way(party)).count();
            let lead = frame.tell(
                "board-fact-own",
                &[("parties", all.len().to_string()), ("people", people.to_string())],
            );
            fact(
                frame,
                "board-fact-parties",
                lead,
                frame.tell("board-fact-begun", &[("begun", begun.to_string())]),
            )
        }
        Goers::Counted(all) => {
            let parties: i64 = all.iter().map(|it| it.parties).sum();
            let lead = frame.tell("board-fact-all", &[("parties", parties.to_string())]);
            fact(frame, "board-fact-parties", lead, frame.say("board-fact-nation"))
        }
    }
}

/// A tile a stop, by the beginning of its window.
pub(super) fn tiles(frame: &Frame, view: &SeasonView) -> Vec<Tile> {
    let mut outlooks: Vec<&Outlook> = view.board.stops.iter().collect();
    outlooks.sort_by_key(|outlook| {
        (outlook.window.first_day().is_none(), outlook.window.first_day(), outlook.number)
    });
    outlooks.into_iter().map(|outlook| tile(frame, view, outlook)).collect()
}

fn tile(frame: &Frame, view: &SeasonView, outlook: &Outlook) -> Tile {
    let is_approved = goers(view, outlook).any(|party| party.life.approved().is_some());
    let (tone, icon) = if is_approved {
        ("is-ok", "i-ok")
    } else if goers(view, outlook).any(is_under_way) {
        ("is-info", "i-half")
    } else if outlook.is_late(frame.today) {
        ("is-warn", "i-clock")
    } else {
        ("is-idle", "")
    };
    Tile {
        tone,
        icon,
        number: outlook.number,
        region: say::place(frame, &outlook.region),
        window: say::window(frame, &outlook.window),
        place: place(frame, outlook),
        clock: outlook.behind.map_or_else(String::new, |behind| say::behind(frame, behind)),
    }
}
