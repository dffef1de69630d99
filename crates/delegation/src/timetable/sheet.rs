//! The days as a workbook: a row for each half day and group, and a sheet of
//! flights by the clocks of both ends.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Flight, Planned, Slot, Timetable, clock, from_beijing, lasting, later, night};
use crate::board::sheet::{Cell, Head, properties, sheet, text};
use crate::facts::dates;
use crate::model::Unclear;

const DAYS: [Head; 14] = [
    ("日期", 11),
    ("星期", 8),
    ("第几天", 7),
    ("时段", 6),
    ("国家", 12),
    ("城市", 14),
    ("时差", 8),
    ("活动性质", 9),
    ("工作内容", 38),
    ("对方单位", 18),
    ("会见人员", 14),
    ("参加人员", 14),
    ("当晚住宿", 11),
    ("注意", 24),
];

const FLIGHTS: [Head; 11] = [
    ("航班车次", 10),
    ("承运人", 14),
    ("出发城市", 12),
    ("出发日期", 12),
    ("当地出发", 9),
    ("到达城市", 12),
    ("到达日期", 12),
    ("当地到达", 9),
    ("全程", 12),
    ("经停", 18),
    ("说明", 30),
];

/// The workbook's bytes; the same timetable gives the same bytes.
pub fn workbook(timetable: &Timetable<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties("日程总览", timetable.today)?);
    let days: Vec<Vec<Cell>> =
        timetable.days.iter().flat_map(|day| day.slots.iter().map(move |slot| half(day, slot))).collect();
    let flights: Vec<Vec<Cell>> = timetable
        .days
        .iter()
        .flat_map(|day| {
            day.slots.iter().flat_map(move |slot| slot.flights.iter().map(move |it| leg(day, it)))
        })
        .collect();
    sheet(&mut workbook, "日程总览", &DAYS, &days)?;
    sheet(&mut workbook, "航班车次", &FLIGHTS, &flights)?;
    workbook.save_to_buffer()
}

fn half(planned: &Planned<'_>, slot: &Slot<'_>) -> Vec<Cell> {
    let strand = slot.strand;
    let date = planned.day.date;
    let (first, last) =
        (slot.half == crate::model::Half::Morning, slot.half == crate::model::Half::Afternoon);
    let leads = slot.group == 0;
    let day_notes = planned.notes.iter().filter(|_| first && leads);
    let notes: Vec<&str> = day_notes.chain(&slot.notes).map(|note| note.says.zh.as_str()).collect();
    vec![
        text(date.to_string()),
        text(dates::weekday(date)),
        planned.number.map_or(text(""), Cell::Number),
        text(slot.half.words().zh),
        text(strand.country.zh()),
        text(&strand.city),
        text(slot.ahead.map_or_else(|| "不明".to_owned(), from_beijing)),
        text(strand.work.words().zh),
        text(&strand.text),
        text(&strand.host),
        text(&strand.meets),
        text(if slot.who.is_empty() { "全团".to_owned() } else { slot.who.join("、") }),
        text(if last && leads { night(&planned.day.night) } else { String::new() }),
        text(notes.join("；")),
    ]
}

fn leg(planned: &Planned<'_>, flight: &Flight<'_>) -> Vec<Cell> {
    let leg = flight.leg;
    let via = leg.via.as_ref().map(|(city, country)| format!("{}{city}", country.zh()));
    let (arrives_on, lasts, why) = match &flight.passage {
        Ok(passage) => {
            let day = passage.arrives.clock().date().to_string();
            (day, lasting(passage), later(passage.days_later()))
        }
        Err(Unclear::Zone(city)) => (String::new(), String::new(), format!("{city}时区不明")),
        Err(Unclear::ArrivalDay) => (String::new(), String::new(), "到达日不明".to_owned()),
        Err(Unclear::Impossible) => (String::new(), String::new(), "按两地时区算不通".to_owned()),
    };
    let arrival = if why.is_empty() || flight.passage.is_err() { why } else { format!("{why}到达") };
    vec![
        text(&leg.number),
        text(&leg.carrier),
        text(&leg.from),
        text(planned.day.date.to_string()),
        text(clock(leg.departs)),
        text(&leg.to),
        text(arrives_on),
        text(clock(leg.arrives)),
        text(lasts),
        text(via.unwrap_or_default()),
        text(arrival),
    ]
}
