//! A flight or a train of 日程安排, by the clocks of both ends.

use kernel::{Said, Zone};

use crate::model::Leg;
use crate::workbook::grid::{Cells, Filed};
use crate::workbook::sections::itinerary as on;
use crate::workbook::values;

/// The flight or train of a row, if one is named.
pub(super) fn leg(cells: &mut Cells<'_>) -> Result<Option<Leg>, Filed> {
    let number = cells.text(&on::LEG)?;
    if number.is_empty() {
        return Ok(None);
    }
    let carrier = cells.need(&on::CARRIER, values::text);
    let home_carrier = cells.need(&on::HOME_CARRIER, values::yes);
    let (from, to) = (cells.need(&on::FROM, values::text), cells.need(&on::TO, values::text));
    let (departs, arrives) = (cells.need(&on::DEPARTS, values::time), cells.need(&on::ARRIVES, values::time));
    let days_later = cells.may(&on::DAYS_LATER, days_later);
    let (from_zone, to_zone) = (cells.may(&on::FROM_ZONE, zone), cells.may(&on::TO_ZONE, zone));
    let via = if cells.row.says(&on::VIA).is_empty() && cells.row.says(&on::VIA_COUNTRY).is_empty() {
        Ok(None)
    } else {
        let (city, country) =
            (cells.need(&on::VIA, values::text), cells.need(&on::VIA_COUNTRY, values::country));
        city.and_then(|city| Ok(Some((city, country?))))
    };
    Ok(Some(Leg {
        number,
        carrier: carrier?,
        home_carrier: home_carrier?,
        from: from?,
        to: to?,
        departs: departs?,
        arrives: arrives?,
        days_later: days_later?,
        from_zone: from_zone?,
        to_zone: to_zone?,
        via: via?,
    }))
}

/// `次日`, `+1`, `1`.
fn days_later(written: &str) -> Result<i8, Said> {
    let plain = values::half_width(written);
    let word = on::DAYS.iter().find(|(_, word)| *word == plain).map(|(days, _)| *days);
    let number = || plain.trim_start_matches('+').trim_end_matches(['天', '日']).parse().ok();
    word.or_else(number).filter(|days| (-1..=2).contains(days)).ok_or_else(|| {
        let words: Vec<&str> = on::DAYS.iter().map(|(_, word)| *word).collect();
        Said::new(
            format!("“{written}”不是到达日；请写{}", words.join("、")),
            format!("“{written}” is no day of arrival; write one of {}", words.join(", ")),
        )
    })
}

/// A zone by its name, or by a city of the list that keeps the same time.
fn zone(written: &str) -> Result<Zone, Said> {
    let written = written.trim();
    written.parse().ok().or_else(|| Zone::of_city(written)).ok_or_else(|| {
        Said::new(
            format!("不认识时区“{written}”；请写同一时区的知名城市，或 America/Sao_Paulo 这样的时区名"),
            format!("the zone “{written}” is unknown; name a well-known city of it, or a zone such as America/Sao_Paulo"),
        )
    })
}
