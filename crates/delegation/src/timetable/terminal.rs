//! The days on a terminal: a line of the day, its half days under it, their
//! flights by the clocks of both ends, and what to mind. At most a hundred
//! columns, Chinese lined up.

use chassis::Colour;
use kernel::Severity;
use unicode_width::UnicodeWidthStr as _;

use super::{Flight, Note, Planned, Slot, Timetable, clock, from_beijing, lasting, later, night};
use crate::board::terminal::text::{Row, Tone, painted, wrapped};
use crate::facts::dates;
use crate::model::Unclear;

const WIDTH: usize = 100;

/// Half, kind, city, hours from Beijing; what is done stands behind.
const SLOT: Row<4> = Row([7, 10, 20, 9]);
const TEXT: usize = 46;

/// The timetable as text, in colour only if asked for.
pub fn told(timetable: &Timetable<'_>, colour: Colour) -> String {
    let mut lines = head(timetable);
    for planned in &timetable.days {
        lines.push(String::new());
        lines.extend(day(planned, colour));
    }
    let mut told = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
    told.push('\n');
    told
}

fn head(timetable: &Timetable<'_>) -> Vec<String> {
    let mut lines = wrapped(&timetable.delegation.name, 0, WIDTH);
    if let (Some(stay), Some((work, total))) = (timetable.delegation.stay(), timetable.working) {
        let (part, whole) = timetable.share;
        let enough = if work * whole >= total * part { "达到" } else { "不足" };
        let share =
            if (part, whole) == (2, 3) { "三分之二".to_owned() } else { format!("{part}/{whole}") };
        let (exit, entry) = (dates::day_zh(stay.exit()), dates::day_zh(stay.entry()));
        let percent = work * 100 / total.max(1);
        lines.push(format!(
            "{exit}出境，{entry}入境，在外{}天；公务活动{work}个半天，占{total}个半天的{percent}%，{enough}{share}。",
            stay.days()
        ));
    } else {
        lines.push("日程没有标全出境和入境，在外天数算不出来。".to_owned());
    }
    lines.push("各地均为当地时间；“时差”是当地比北京早（+）或晚（-）多少。".to_owned());
    lines
}

fn day(planned: &Planned<'_>, colour: Colour) -> Vec<String> {
    let date = planned.day.date;
    let number = planned.number.map_or_else(|| "未出境".to_owned(), |number| format!("在外第{number}天"));
    let mut lines = vec![format!("{} {} {number}", dates::day_zh(date), dates::weekday(date))];
    lines.extend(notes(&planned.notes, colour));
    for slot in &planned.slots {
        lines.extend(half(slot, colour));
    }
    lines.push(format!("  夜宿  {}", night(&planned.day.night)));
    lines
}

fn half(slot: &Slot<'_>, colour: Colour) -> Vec<String> {
    let strand = slot.strand;
    let half = if slot.group == 0 { format!("  {}", slot.half.words().zh) } else { String::new() };
    let ahead = slot.ahead.map_or_else(|| "不明".to_owned(), from_beijing);
    let mut said = Vec::new();
    if !slot.who.is_empty() {
        said.push(format!("[{}]", slot.who.join("、")));
    }
    said.extend(strand.text.lines().map(str::to_owned));
    let with: Vec<&str> =
        [strand.host.as_str(), strand.meets.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if !with.is_empty() {
        said.push(format!("对方：{}", with.join("，")));
    }
    let mut rest = said.iter().flat_map(|line| wrapped(line, 0, TEXT));
    let first = rest.next().unwrap_or_default();
    let cells = SLOT.line([&half, strand.work.words().zh, &strand.city, &ahead]);
    let pad = " ".repeat(WIDTH - TEXT - 8);
    let gap = " ".repeat(pad.len().saturating_sub(cells.width()));
    let mut lines = vec![format!("{cells}{gap}{first}")];
    lines.extend(rest.map(|line| format!("{pad}{line}")));
    lines.extend(slot.flights.iter().flat_map(flight));
    lines.extend(notes(&slot.notes, colour));
    lines
}

fn flight(flight: &Flight<'_>) -> Vec<String> {
    let leg = flight.leg;
    let (departs, arrives) = (clock(leg.departs), clock(leg.arrives));
    let (day, how_long) = match &flight.passage {
        Ok(passage) => (later(passage.days_later()), format!("，全程{}", lasting(passage))),
        Err(Unclear::Zone(city)) => (String::new(), format!("（{city}时区不明，全程时间未算）")),
        Err(Unclear::ArrivalDay) => (String::new(), "（哪天到达看不出来）".to_owned()),
        Err(Unclear::Impossible) => (String::new(), "（按两地时区算不通）".to_owned()),
    };
    let via = leg
        .via
        .as_ref()
        .map_or(String::new(), |(city, country)| format!("，经{}{city}机场内转机", country.zh()));
    let line = format!(
        "       {} {}：{} {departs} → {} {day}{arrives}{how_long}{via}",
        leg.number, leg.carrier, leg.from, leg.to
    );
    wrapped(&line, 7, WIDTH)
}

fn notes(notes: &[Note], colour: Colour) -> Vec<String> {
    let tone = |severity| if severity == Severity::Block { Tone::Bad } else { Tone::Mind };
    let line = |note: &Note| {
        let lines = wrapped(&format!("  {}  {}", note.severity.words().zh, note.says.zh), 8, WIDTH);
        lines.into_iter().map(|line| painted(line, tone(note.severity), colour)).collect::<Vec<_>>()
    };
    notes.iter().flat_map(line).collect()
}
