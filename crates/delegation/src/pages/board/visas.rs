//! Visas, papers and warnings, in one word a stop and in full beneath.

use chassis::web::{Frame, Locale};
use season::model::Choice;

use super::say;
use crate::board::{Board, Outlook, VisaOutlook};
use crate::knowledge::{Level, Need};
use crate::model::DocumentKind;

/// What one kind of passport needs, in a word.
pub(super) struct VisaWord {
    pub(super) document: String,
    pub(super) word: String,
    pub(super) tone: &'static str,
}

/// Both kinds of passport at a stop.
pub(super) fn words(frame: &Frame, stop: &Outlook, choice: Choice) -> Vec<VisaWord> {
    let kinds =
        [(DocumentKind::PublicAffairs, "board-public-affairs"), (DocumentKind::Ordinary, "board-ordinary")];
    let word = |(document, key): (DocumentKind, &str)| {
        let visas: Vec<&VisaOutlook> =
            stop.entry.visas.iter().filter(|visa| visa.document == document).collect();
        let (word, tone) = summed(frame, &visas, choice);
        VisaWord { document: frame.say(key), word, tone }
    };
    kinds.into_iter().map(word).collect()
}

/// One need for all countries, or the countries that need more than nothing; while
/// the country is open and they differ, that it depends.
pub(super) fn summed(frame: &Frame, visas: &[&VisaOutlook], choice: Choice) -> (String, &'static str) {
    let Some(first) = visas.first() else { return (frame.say("board-open"), "is-idle") };
    let kind = need(first);
    if visas.iter().all(|visa| need(visa) == kind) {
        let days = if visas.len() == 1 { first.visa.as_ref().and_then(|visa| visa.days) } else { None };
        return (worded(frame, kind, days.filter(|_| kind != Need::Visa)), tone(kind));
    }
    if choice == Choice::Open {
        return (frame.say("board-by-country"), "is-idle");
    }
    let strict = visas.iter().filter(|visa| need(visa) != Need::Exempt);
    let told: Vec<String> = strict
        .map(|visa| {
            format!(
                "{}{}{}",
                say::country(frame, visa.country),
                joint(frame),
                worded(frame, need(visa), None)
            )
        })
        .collect();
    (say::list(frame, &told), "is-warn")
}

fn joint(frame: &Frame) -> &'static str {
    if frame.locale == Locale::Zh { "" } else { ": " }
}

fn need(outlook: &VisaOutlook) -> Need {
    outlook.visa.as_ref().map_or(Need::Unclear, |visa| visa.need)
}

const fn tone(need: Need) -> &'static str {
    match need {
        Need::Exempt => "is-ok",
        Need::Unclear => "is-idle",
        Need::Visa | Need::OnArrival | Need::Electronic => "is-warn",
    }
}

fn worded(frame: &Frame, need: Need, days: Option<i64>) -> String {
    let word = frame.say(format!("board-need-{}", need.code()));
    match days {
        Some(days) => format!("{word} {}", frame.tell("board-days", &[("days", days.to_string())])),
        None => word,
    }
}

/// One country of a stop, in full.
pub(super) struct Border {
    pub(super) number: u32,
    pub(super) region: String,
    pub(super) country: String,
    pub(super) needs: Vec<Detail>,
    pub(super) papers: Vec<String>,
    pub(super) warnings: Vec<Warning>,
    pub(super) vacations: Vec<String>,
}

/// One passport in one country.
pub(super) struct Detail {
    pub(super) document: String,
    pub(super) word: String,
    pub(super) tone: &'static str,
    pub(super) conditions: String,
    pub(super) checked: String,
    pub(super) recheck: String,
}

/// A warning of the Foreign Ministry.
pub(super) struct Warning {
    pub(super) tone: &'static str,
    pub(super) text: String,
    pub(super) from: String,
}

/// Every country of every stop.
pub(super) fn borders(frame: &Frame, board: &Board, wanted: impl Fn(&Outlook) -> bool) -> Vec<Border> {
    let of_stop = |stop: &Outlook| -> Vec<Border> {
        stop.countries().into_iter().map(|country| border(frame, stop, country)).collect()
    };
    board.stops.iter().filter(|stop| wanted(stop)).flat_map(of_stop).collect()
}

fn border(frame: &Frame, stop: &Outlook, country: kernel::Country) -> Border {
    let visas = stop.entry.visas.iter().filter(|visa| visa.country == country);
    let warning = |it: &crate::knowledge::Advisory| Warning {
        tone: if it.level == Level::Avoid { "is-block" } else { "is-warn" },
        text: frame.said(&it.says).to_owned(),
        from: frame.tell("board-from", &[("day", it.from.to_string())]),
    };
    let vacation = |it: &crate::case::HostVacation| {
        format!("{} {} – {}", it.name, say::day(frame, it.from), say::day(frame, it.to))
    };
    Border {
        number: stop.number,
        region: say::place(frame, &stop.region),
        country: say::country(frame, country),
        needs: visas.map(|visa| detail(frame, visa)).collect(),
        papers: stop
            .entry
            .papers
            .iter()
            .filter(|it| it.country == country)
            .map(|it| it.name.clone())
            .collect(),
        warnings: stop.entry.advisories.iter().filter(|it| it.country == country).map(warning).collect(),
        vacations: stop.vacations.iter().filter(|it| it.country == country).map(vacation).collect(),
    }
}

fn detail(frame: &Frame, outlook: &VisaOutlook) -> Detail {
    let visa = outlook.visa.as_ref();
    let key =
        if outlook.document == DocumentKind::Ordinary { "board-ordinary" } else { "board-public-affairs" };
    let need = need(outlook);
    let days = visa.and_then(|visa| visa.days).filter(|_| need != Need::Visa);
    Detail {
        document: frame.say(key),
        word: worded(frame, need, days),
        tone: tone(need),
        conditions: visa.map_or_else(String::new, |visa| visa.conditions.clone()),
        checked: visa.map_or_else(|| frame.say("board-open"), |visa| visa.checked_on.to_string()),
        recheck: outlook.recheck.map_or_else(String::new, |why| frame.said(&why.says()).to_owned()),
    }
}
