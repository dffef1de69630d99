//! 日程安排: two rows a day, in order, without gaps, with both border days.

use jiff::civil::Date;
use kernel::{City, Country, Said};

use crate::facts::dates;
use crate::model::{Border, Day, Half, HalfDay, Itinerary, Leg, Night, Work};
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
    let mut date = None;
    let mut entries: Vec<Result<(Entry, &Row<'_>), Filed>> = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { row, faults };
        date = written_date(&mut cells, date);
        let entry = entry(&mut cells, date);
        entries.push(entry.map(|entry| (entry, row)));
    }
    borders(table, faults);
    let entries = entries.into_iter().collect::<Result<Vec<_>, _>>()?;
    days(entries, faults)
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
    if let Some(date) = date {
        weekday(cells, date);
    }
    let half = cells.need(&on::HALF, values::code::<Half>);
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
    let leg = leg(cells);
    let border = cells.may(&on::BORDER, values::code::<Border>);
    let night = night(cells, country, half);
    let what = HalfDay {
        country: country?,
        city: city?,
        work: work?,
        text: text?,
        host: host?,
        meets: meets?,
        tasks: tasks?.unwrap_or_default(),
        leg: leg?,
        border: border?,
    };
    Ok(Entry { date: date.ok_or(Filed)?, half: half?, what, night: night? })
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

/// The flight or train of the half day, if one is named.
fn leg(cells: &mut Cells<'_>) -> Result<Option<Leg>, Filed> {
    let number = cells.text(&on::LEG)?;
    if number.is_empty() {
        return Ok(None);
    }
    let carrier = cells.need(&on::CARRIER, values::text);
    let home_carrier = cells.need(&on::HOME_CARRIER, values::yes);
    let (from, to) = (cells.need(&on::FROM, values::text), cells.need(&on::TO, values::text));
    let (departs, arrives) = (cells.need(&on::DEPARTS, values::time), cells.need(&on::ARRIVES, values::time));
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
        via: via?,
    }))
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
