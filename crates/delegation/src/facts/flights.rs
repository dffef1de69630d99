//! The flights and trains (航班、车次), as forms about carriers list them.

use documents::{Fact, record};
use jiff::civil::Date;

use super::{dates, programme};
use crate::model::{Border, HalfDay, Itinerary, Leg};

/// Where a leg runs (航段), as approvals tell legs apart: many colleges ask for
/// one only where the Chinese border is crossed (厦大财〔2019〕51号).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Before the exit or after the entry.
    Home,
    /// Out of China.
    Out,
    /// Between places abroad.
    Abroad,
    /// Back to China.
    Back,
}

impl Section {
    const fn zh(self) -> &'static str {
        match self {
            Self::Home => "境内",
            Self::Out => "出境",
            Self::Abroad => "境外",
            Self::Back => "入境",
        }
    }
}

/// Every leg, in order.
pub(super) fn legs(itinerary: &Itinerary) -> Vec<Fact> {
    told(itinerary).map(|(_, fact)| fact).collect()
}

/// The legs of foreign carriers (乘坐非国内航空公司航班), in order.
pub(super) fn foreign_legs(itinerary: &Itinerary) -> Vec<Fact> {
    told(itinerary).filter(|(leg, _)| !leg.home_carrier).map(|(_, fact)| fact).collect()
}

/// Whether a foreign carrier crosses the Chinese border.
pub(super) fn crosses_border(itinerary: &Itinerary) -> bool {
    sections(itinerary)
        .any(|(_, leg, section)| !leg.home_carrier && matches!(section, Section::Out | Section::Back))
}

fn told(itinerary: &Itinerary) -> impl Iterator<Item = (&Leg, Fact)> {
    sections(itinerary).map(|(date, leg, section)| {
        let fact = record! {
            date: dates::day_zh(date),
            number: &leg.number,
            carrier: &leg.carrier,
            foreign: !leg.home_carrier,
            from: &leg.from,
            to: &leg.to,
            via: leg.via.as_ref().map(|(city, country)| format!("{}{city}", country.zh())),
            departs: programme::clock(leg.departs),
            arrives: programme::clock(leg.arrives),
            section: section.zh(),
        };
        (leg, fact)
    })
}

/// The legs with their day and where they run. The one that leaves China is
/// taken in the half day of the exit; the one that comes back is the last one
/// taken by the half day of the entry, for it may set out the day before.
fn sections(itinerary: &Itinerary) -> impl Iterator<Item = (Date, &Leg, Section)> {
    let halves: Vec<(Date, &HalfDay)> = itinerary.halves().map(|(date, _, half)| (date, half)).collect();
    let exit = halves.iter().position(|(_, half)| half.border == Some(Border::Exit));
    let entry = halves.iter().rposition(|(_, half)| half.border == Some(Border::Entry));
    let back = entry.and_then(|entry| {
        let before = halves.iter().take(entry + 1).enumerate();
        before.filter(|(_, (_, half))| half.leg.is_some()).map(|(at, _)| at).next_back()
    });
    halves.into_iter().enumerate().filter_map(move |(at, (date, half))| {
        let section = if Some(at) == exit {
            Section::Out
        } else if Some(at) == back {
            Section::Back
        } else if exit.is_none_or(|exit| at > exit) && back.is_none_or(|back| at < back) {
            Section::Abroad
        } else {
            Section::Home
        };
        Some((date, half.leg.as_ref()?, section))
    })
}
