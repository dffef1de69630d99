//! 日程安排: two rows a day, in order, without gaps, with both border days. A row
//! for the same half day as the row above it is a group's, or a change of flights.

use jiff::civil::Date;
use kernel::{City, Country, Said};

use super::leg::leg;
use crate::facts::dates;
use crate::model::{Border, Day, Half, HalfDay, Itinerary, Leg, Night, Work};
use crate::workbook::column::Column;
use crate::workbook::fault::Faults;
use crate::workbook::grid::{Cells, Filed, Found, Row};
use crate::workbook::sections::itinerary as on;
use crate::workbook::{nearest, values};

/// One row, read.
struct Entry {
    date: Date,
    half: Half,
    what: HalfDay,
    night: Option<Night>,
}

pub(super) fn itinerary(table: &Found<'_>, faults: &mut Faults) -> Result<Itinerary, Filed> {
    if table.rows.is_empty() {
        faults.stop(&table.head, "日程安排没有内容；请从出境当日填起", "the itinerary is empty");
        return Err(Filed);
    }
    let mut above: Option<(Option<Date>, &Row<'_>)> = None;
    let mut entries: Vec<Result<(Entry, &Row<'_>), Filed>> = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { row, faults };
        let date = written_date(&mut cells, above.and_then(|(date, _)| date));
        let further = above.filter(|(day, before)| *day == date && same_half(row, before));
        let done = match further.map_or(Part::First, |(_, before)| part(row, before, entries.last())) {
            Part::First => {
                entries.push(entry(&mut cells, date).map(|entry| (entry, row)));
                Ok(())
            }
            Part::Group => {
                group(&mut cells, date).and_then(|what| join(&mut entries, |it| it.beside.push(what)))
            }
            Part::Onward => onward(&mut cells, &mut entries),
        };
        if let (Err(filed), Some(last)) = (done, entries.last_mut()) {
            *last = Err(filed);
        }
        above = Some((date, row));
    }
    borders(table, faults);
    let entries = entries.into_iter().collect::<Result<Vec<_>, _>>()?;
    days(entries, faults)
}

/// What a row is in its half day.
enum Part {
    /// The party's own row.
    First,
    /// What some members do at the same time.
    Group,
    /// The next flight of the row above.
    Onward,
}

fn same_half(row: &Row<'_>, before: &Row<'_>) -> bool {
    let half = |row: &Row<'_>| values::code::<Half>(row.says(&on::HALF)).ok();
    half(row).is_some() && half(row) == half(before)
}

/// What a further row of a half day is: a group's if it names people or the
/// half day's first row does; a flight after the flight above it.
fn part(row: &Row<'_>, before: &Row<'_>, first: Option<&Result<(Entry, &Row<'_>), Filed>>) -> Part {
    let names = |row: &Row<'_>| !row.says(&on::PARTICIPANTS).is_empty();
    let flies = |row: &Row<'_>| !row.says(&on::LEG).is_empty();
    if names(row) {
        Part::Group
    } else if flies(row) && flies(before) {
        Part::Onward
    } else if matches!(first, Some(Ok((_, first))) if names(first)) {
        Part::Group
    } else {
        Part::First
    }
}

/// Lets the half day read last take something in.
fn join(
    entries: &mut [Result<(Entry, &Row<'_>), Filed>],
    take: impl FnOnce(&mut HalfDay),
) -> Result<(), Filed> {
    let Some(Ok((entry, _))) = entries.last_mut() else { return Err(Filed) };
    take(&mut entry.what);
    Ok(())
}

/// What some members do, on a row of its own.
fn group(cells: &mut Cells<'_>, date: Option<Date>) -> Result<HalfDay, Filed> {
    let blank = blank(cells, &[&on::BORDER, &on::NIGHT]);
    let what = what(cells, date);
    blank.and(what)
}

/// The next flight of the same half day: only the flight is read, and what the
/// row adds in words.
fn onward(cells: &mut Cells<'_>, entries: &mut [Result<(Entry, &Row<'_>), Filed>]) -> Result<(), Filed> {
    let blank = blank(cells, &[&on::HOST, &on::MEETS, &on::TASKS, &on::NIGHT]);
    let border = cells.may(&on::BORDER, values::code::<Border>);
    let text = cells.row.says(&on::TEXT).replace("\r\n", "\n");
    let (leg, border) = (leg(cells)?.ok_or(Filed)?, border?);
    blank?;
    join(entries, |it| {
        it.border = it.border.or(border);
        match it.beside.last_mut() {
            Some(group) => fly_on(group, leg, &text),
            None => fly_on(it, leg, &text),
        }
    })
}

fn fly_on(half: &mut HalfDay, leg: Leg, text: &str) {
    if !half.text.contains(text) {
        half.text = format!("{}\n{text}", half.text);
    }
    half.onward.push(leg);
}

/// Cells that belong on the first row of a half day.
fn blank(cells: &mut Cells<'_>, columns: &[&Column]) -> Result<(), Filed> {
    let says =
        Said::new("只在本半天的第一行填写；请移到第一行或删去", "belongs on the first row of the half day");
    let filled = columns.iter().filter(|column| !cells.row.says(column).is_empty());
    let filled: Vec<&&Column> = filled.collect();
    filled.into_iter().map(|column| cells.wrong(column, &says)).last().map_or(Ok(()), Err)
}

/// The row's own date, or the date of the row above it.
fn written_date(cells: &mut Cells<'_>, above: Option<Date>) -> Option<Date> {
    match cells.may(&on::DATE, values::day) {
        Ok(None) if above.is_some() => above,
        Ok(None) => cells.need(&on::DATE, values::day).ok(),
        read => read.ok().flatten(),
    }
}

fn entry(cells: &mut Cells<'_>, date: Option<Date>) -> Result<Entry, Filed> {
    let half = cells.need(&on::HALF, values::code::<Half>);
    let what = what(cells, date);
    let country = values::country(cells.row.says(&on::COUNTRY)).map_err(|_| Filed);
    let night = night(cells, country, half);
    Ok(Entry { date: date.ok_or(Filed)?, half: half?, what: what?, night: night? })
}

/// What a row says of its half day.
fn what(cells: &mut Cells<'_>, date: Option<Date>) -> Result<HalfDay, Filed> {
    if let Some(date) = date {
        weekday(cells, date);
    }
    let country = cells.need(&on::COUNTRY, values::country);
    let city = cells.text(&on::CITY);
    if let (Ok(country), Ok(city)) = (country, &city) {
        known_city(cells, country, city);
    }
    let work = cells.need(&on::WORK, values::code::<Work>);
    let text = if work == Ok(Work::Empty) {
        Ok(cells.row.says(&on::TEXT).replace("\r\n", "\n"))
    } else {
        cells.text(&on::TEXT)
    };
    let (host, meets) = (cells.text(&on::HOST), cells.text(&on::MEETS));
    let tasks = cells.may(&on::TASKS, values::numbers);
    let participants = values::list(cells.row.says(&on::PARTICIPANTS));
    let leg = leg(cells);
    let border = cells.may(&on::BORDER, values::code::<Border>);
    Ok(HalfDay {
        country: country?,
        city: city?,
        work: work?,
        text: text?,
        host: host?,
        meets: meets?,
        tasks: tasks?.unwrap_or_default(),
        participants,
        leg: leg?,
        onward: Vec::new(),
        border: border?,
        beside: Vec::new(),
    })
}

fn weekday(cells: &mut Cells<'_>, date: Date) {
    let written = cells.row.says(&on::WEEKDAY);
    let right = dates::weekday(date);
    let day = written.trim_start_matches("星期").trim_start_matches('周').replace('天', "日");
    if !written.is_empty() && !right.ends_with(&day) {
        cells.wrong(
            &on::WEEKDAY,
            &Said::new(
                format!("{date} 是{right}，不是“{written}”；请改正日期或星期"),
                format!("{date} is not a “{written}”; mend the date or the weekday"),
            ),
        );
    }
}

/// A city that a list places in another country is a slip; one that no list has
/// may be right.
fn known_city(cells: &mut Cells<'_>, country: Country, written: &str) {
    if written.contains(['—', '－', '-', '→']) {
        return;
    }
    let place = cells.row.at(&on::CITY).clone();
    match City::find(written) {
        Some(city) if city.country == country => {}
        Some(city) => {
            let (is, not) = (city.country.zh(), country.zh());
            cells.faults.warn(
                &place,
                format!("“{written}”在{is}，本行国家写的是{not}；请核实"),
                format!("“{written}” lies in {}, not in {}", city.country.en(), country.en()),
            );
        }
        // Not every city is on the list; one that is nearly on it is a slip.
        None => {
            if let Some(near) = nearest::city(written, country) {
                cells.faults.warn(
                    &place,
                    format!("不认识城市“{written}”；是否为“{near}”？如确为此城市，可不处理"),
                    format!("the city “{written}” is unknown; did you mean “{near}”?"),
                );
            }
        }
    }
}

/// Where the night is spent: said on the afternoon's row.
fn night(
    cells: &mut Cells<'_>,
    country: Result<Country, Filed>,
    half: Result<Half, Filed>,
) -> Result<Option<Night>, Filed> {
    let written = cells.row.says(&on::NIGHT).to_owned();
    match (half?, written.as_str()) {
        (Half::Morning, "") => Ok(None),
        (Half::Morning, _) => {
            let says = Said::new("只在下午一行填写；请移到下午一行", "belongs on the afternoon's row");
            Err(cells.wrong(&on::NIGHT, &says))
        }
        (Half::Afternoon, "") => Err(cells.need(&on::NIGHT, values::text).err().unwrap_or(Filed)),
        (Half::Afternoon, "在途" | "航班上" | "飞机上" | "火车上") => Ok(Some(Night::Aboard)),
        (Half::Afternoon, "国内" | "境内") => Ok(Some(Night::Home)),
        (Half::Afternoon, bed) => {
            let inner = bed.strip_suffix(['）', ')']).and_then(|bed| bed.split_once(['（', '(']));
            let Some((city, named)) = inner else {
                return Ok(Some(Night::Lodging { country: country?, city: bed.to_owned() }));
            };
            let country = values::country(named).map_err(|wrong| cells.wrong(&on::NIGHT, &wrong))?;
            Ok(Some(Night::Lodging { country, city: city.trim().to_owned() }))
        }
    }
}

/// Both borders must be crossed, out before in.
fn borders(table: &Found<'_>, faults: &mut Faults) {
    let crossing = |wanted: Border| {
        table.rows.iter().position(|row| {
            values::code::<Border>(row.says(&on::BORDER)).is_ok_and(|border| border == wanted)
        })
    };
    let (exit, entry) = (crossing(Border::Exit), crossing(Border::Entry));
    for (crossed, border) in [(exit, Border::Exit), (entry, Border::Entry)] {
        if crossed.is_none() {
            let words = border.words();
            faults.stop(
                table.column(&on::BORDER),
                format!("日程没有标明{}的半天；请在“出入境”栏选“{}”", words.zh, words.zh),
                format!("no half day is marked as {}; mark it", words.en),
            );
        }
    }
    if let (Some(exit), Some(entry)) = (exit, entry)
        && entry < exit
        && let Some(row) = table.rows.get(entry)
    {
        faults.stop(row.at(&on::BORDER), "入境排在出境之前；请改正", "entry stands before exit");
    }
}

/// Rows in twos, day after day.
fn days(entries: Vec<(Entry, &Row<'_>)>, faults: &mut Faults) -> Result<Itinerary, Filed> {
    let mut sound = true;
    let mut refuse = |row: &Row<'_>, zh: String, en: String| {
        faults.stop(row.at(&on::DATE), zh, en);
        sound = false;
    };
    let mut days: Vec<Day> = Vec::new();
    let mut entries = entries.into_iter().peekable();
    while let Some((first, row)) = entries.next() {
        let date = first.date;
        if let Some(before) = days.last().map(|day| day.date)
            && before.tomorrow().ok() != Some(date)
        {
            refuse(
                row,
                format!("{before} 之后是 {date}，日期不连续；请按日期逐日填写，不缺不重"),
                format!("{date} does not follow {before}; write every day once, in order"),
            );
        }
        let same_day = |(entry, _): &(Entry, &Row<'_>)| entry.date == date;
        let second = entries.next_if(|next| same_day(next));
        while let Some((_, row)) = entries.next_if(|next| same_day(next)) {
            let zh = format!("{date} 超过两行；每天只写上午、下午两行");
            refuse(row, zh, format!("{date} has more than two rows"));
        }
        match (first.half, second) {
            (Half::Morning, Some((Entry { half: Half::Afternoon, what, night: Some(night), .. }, _))) => {
                days.push(Day { date, morning: first.what, afternoon: what, night });
            }
            (_, None) => {
                let missing = if first.half == Half::Morning { "下午" } else { "上午" };
                refuse(row, format!("{date} 缺少{missing}一行；请补上"), format!("{date} lacks a half"));
            }
            (_, Some((_, row))) => {
                let zh = format!("{date} 的两行应先上午、后下午；请改正时段或顺序");
                refuse(row, zh, format!("{date} must have its morning first, then its afternoon"));
            }
        }
    }
    sound.then_some(Itinerary { days }).ok_or(Filed)
}
