//! Turns the files into knowledge. All faults of all files are told at once,
//! each with its file and its place.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;
use kernel::{Country, Currency, Decimal, Money, Said, Workdays};
use serde::de::DeserializeOwned;

use super::wire;
use super::{
    Advisory, Ask, Chains, EntryPaper, HostHoliday, Hosts, Knowledge, KnowledgeFault, LeadTimes,
    MoneyFigures, Part, PerDiem, PerDiemTable, Stage, Visa, Visas,
};
use crate::case::HostVacation;

/// No file of the knowledge is larger.
const LARGEST: u64 = 4 << 20;

/// A fault's place and sentence, before it knows its file.
type Wrong = (String, String);

/// The shipped text of a file.
pub(super) fn shipped(file: &str) -> &'static str {
    match file {
        "per_diem.csv" => include_str!("../../rulebook/per_diem.csv"),
        "visas.toml" => include_str!("../../rulebook/visas.toml"),
        "advisories.toml" => include_str!("../../rulebook/advisories.toml"),
        "lead_times.toml" => include_str!("../../rulebook/lead_times.toml"),
        "chains.toml" => include_str!("../../rulebook/chains.toml"),
        "holidays.toml" => include_str!("../../rulebook/holidays.toml"),
        "hosts.toml" => include_str!("../../rulebook/hosts.toml"),
        "money.toml" => include_str!("../../rulebook/money.toml"),
        _ => "",
    }
}

/// The text of a file in a folder, or the shipped one if the folder lacks it.
pub(super) fn bounded(folder: &Path, file: &str) -> Result<String, String> {
    let path = folder.join(file);
    let Ok(about) = std::fs::metadata(&path) else { return Ok(shipped(file).to_owned()) };
    if about.len() > LARGEST {
        return Err("超过 4 MiB，不是知识库文件".to_owned());
    }
    std::fs::read_to_string(&path).map_err(|error| format!("读不出：{error}；请存为 UTF-8 文本"))
}

/// Reads every file by what `text` gives for its name.
pub(super) fn knowledge(
    text: impl Fn(&str) -> Result<String, String>,
) -> Result<Knowledge, Vec<KnowledgeFault>> {
    let mut faults = Vec::new();
    let per_diem = file(&text, "per_diem.csv", per_diem, &mut faults);
    let visas = file(&text, "visas.toml", visas, &mut faults);
    let advisories = file(&text, "advisories.toml", advisories, &mut faults);
    let lead_times = file(&text, "lead_times.toml", lead_times, &mut faults);
    let chains = file(&text, "chains.toml", chains, &mut faults);
    let workdays = file(&text, "holidays.toml", workdays, &mut faults);
    let hosts = file(&text, "hosts.toml", hosts, &mut faults);
    let money = file(&text, "money.toml", money, &mut faults);
    match (per_diem, visas, advisories, lead_times, chains, workdays, hosts, money) {
        (
            Some(per_diem),
            Some(visas),
            Some(advisories),
            Some(lead_times),
            Some(chains),
            Some(workdays),
            Some(hosts),
            Some(money),
        ) => {
            let visas = Visas { advisories, ..visas };
            Ok(Knowledge { per_diem, visas, lead_times, chains, workdays, hosts, money })
        }
        _ => Err(faults),
    }
}

fn file<T>(
    text: &impl Fn(&str) -> Result<String, String>,
    name: &str,
    read: fn(&str) -> Result<T, Vec<Wrong>>,
    faults: &mut Vec<KnowledgeFault>,
) -> Option<T> {
    let read = text(name).map_err(|fault| vec![("（全文）".to_owned(), fault)]).and_then(|text| read(&text));
    read.map_err(|wrong| {
        faults.extend(wrong.into_iter().map(|(place, fault)| KnowledgeFault {
            file: name.to_owned(),
            place,
            fault,
        }));
    })
    .ok()
}

fn toml<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Wrong>> {
    toml::from_str(text).map_err(|error| vec![("（全文）".to_owned(), error.to_string().trim().to_owned())])
}

/// Every entry read, or every fault of every entry, placed by its number.
fn each<E, T>(
    kind: &str,
    entries: Vec<E>,
    read: impl Fn(E) -> Result<T, String>,
) -> Result<Vec<T>, Vec<Wrong>> {
    let mut good = Vec::new();
    let mut wrong = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        match read(entry) {
            Ok(entry) => good.push(entry),
            Err(fault) => wrong.push((format!("第{}条 {kind}", index + 1), fault)),
        }
    }
    if wrong.is_empty() { Ok(good) } else { Err(wrong) }
}

fn one<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

fn day(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| format!("“{text}”不是日期；请写成 2026-09-14 的样子"))
}

fn maybe_day(text: Option<&str>) -> Result<Option<Date>, String> {
    text.filter(|text| !text.trim().is_empty()).map(day).transpose()
}

fn count(days: i64) -> Result<i64, String> {
    if (0..=400).contains(&days) { Ok(days) } else { Err(format!("{days} 天不在 0 到 400 之间")) }
}

fn span(from: &str, to: &str) -> Result<(Date, Date), String> {
    let (from, to) = (day(from)?, day(to)?);
    let days = i64::from((to - from).get_days());
    if (0..=400).contains(&days) {
        Ok((from, to))
    } else {
        Err(format!("{from} 至 {to} 不是一段假期"))
    }
}

fn per_diem(text: &str) -> Result<PerDiemTable, Vec<Wrong>> {
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for (index, row) in reader.deserialize::<wire::PerDiemRow>().enumerate() {
        let place = || format!("第{}行", index + 2);
        match row.map_err(|error| error.to_string()).and_then(|row| per_diem_row(&row)) {
            Ok(row) => rows.push(row),
            Err(fault) => wrong.push((place(), fault)),
        }
    }
    if wrong.is_empty() { Ok(PerDiemTable::new(rows)) } else { Err(wrong) }
}

fn per_diem_row(row: &wire::PerDiemRow) -> Result<PerDiem, String> {
    let currency: Currency = one(&row.currency)?;
    let amount = |text: &str| {
        let amount = Money::parse(text, currency).map_err(|error| error.to_string())?;
        if amount.minor < 0 { Err(format!("“{text}”是负数")) } else { Ok(amount) }
    };
    if row.source.trim().is_empty() {
        return Err("缺少 source（依据）".to_owned());
    }
    Ok(PerDiem {
        country: one(&row.iso2)?,
        cities: row
            .city
            .split('、')
            .map(str::trim)
            .filter(|city| !city.is_empty())
            .map(str::to_owned)
            .collect(),
        lodging: amount(&row.lodging)?,
        meals: amount(&row.meals)?,
        misc: amount(&row.misc)?,
        from: maybe_day(Some(&row.from))?,
        to: maybe_day(Some(&row.to))?,
        basis: row.source.clone(),
        confidence: one(&row.confidence)?,
        note: row.note.clone(),
    })
}

fn visas(text: &str) -> Result<Visas, Vec<Wrong>> {
    let file: wire::VisaFile = toml(text)?;
    let visas = each("visa", file.visa, |entry| {
        Ok(Visa {
            country: one(&entry.country)?,
            document: one(&entry.document)?,
            need: one(&entry.need)?,
            days: entry.days.map(count).transpose()?,
            checked_on: day(&entry.checked_on)?,
            known_start: maybe_day(entry.known_start.as_deref())?,
            known_end: maybe_day(entry.known_end.as_deref())?,
            confidence: one(&entry.confidence)?,
            conditions: entry.conditions,
            evidence: entry.evidence,
        })
    })?;
    let entry = each("entry", file.entry, |entry| {
        Ok(EntryPaper {
            country: one(&entry.country)?,
            confidence: one(&entry.confidence)?,
            name: entry.name,
            conditions: entry.conditions,
            evidence: entry.evidence,
        })
    })?;
    let recheck_days = count(file.recheck.days).map_err(|fault| vec![("recheck".to_owned(), fault)])?;
    Ok(Visas { visas, entry, advisories: Vec::new(), exit_letter: file.exit_letter.name, recheck_days })
}

fn advisories(text: &str) -> Result<Vec<Advisory>, Vec<Wrong>> {
    let file: wire::AdvisoryFile = toml(text)?;
    each("advisory", file.advisory, |entry| {
        Ok(Advisory {
            country: one(&entry.country)?,
            level: one(&entry.level)?,
            says: Said::new(entry.says_zh, entry.says_en),
            from: day(&entry.from)?,
            checked_on: day(&entry.checked_on)?,
            evidence: entry.evidence,
        })
    })
}

fn lead_times(text: &str) -> Result<LeadTimes, Vec<Wrong>> {
    let file: wire::LeadTimeFile = toml(text)?;
    let ask = |entry: wire::AskEntry, place: &str| {
        let days = count(entry.days).map_err(|fault| vec![(place.to_owned(), fault)])?;
        Ok::<_, Vec<Wrong>>(Ask { days, basis: entry.basis })
    };
    let stages = each("step", file.step, |entry| {
        let (low, high) = (count(entry.low)?, count(entry.high)?);
        if low > high {
            return Err(format!("low {low} 大于 high {high}"));
        }
        Ok(Stage {
            milestone: one(&entry.code)?,
            name: Said::new(entry.name_zh, entry.name_en),
            who: entry.who,
            low,
            high,
            visa_only: entry.visa_only,
            basis: entry.basis,
        })
    })?;
    Ok(LeadTimes {
        stages,
        exempt: ask(file.ask.exempt, "ask.exempt")?,
        visa: ask(file.ask.visa, "ask.visa")?,
    })
}

fn chains(text: &str) -> Result<Chains, Vec<Wrong>> {
    let file: wire::ChainFile = toml(text)?;
    each("chain", file.chain, super::chains::chain).map(Chains)
}

fn workdays(text: &str) -> Result<Workdays, Vec<Wrong>> {
    let file: wire::HolidayFile = toml(text)?;
    let mut workdays = Workdays::default();
    let years = each("year", file.year, |year| {
        let mut off = Vec::new();
        for range in year.off {
            let (from, to) = span(&range.from, &range.to)?;
            let days = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to);
            off.extend(days.map(|day| (day, range.name.clone())));
        }
        let worked = year
            .worked
            .into_iter()
            .map(|it| Ok((day(&it.on)?, it.name)))
            .collect::<Result<Vec<_>, String>>()?;
        Ok((year.year, year.notice, off, worked))
    })?;
    for (year, notice, off, worked) in years {
        workdays.notices.insert(year, notice);
        workdays.holidays.extend(off);
        workdays.makeup.extend(worked);
    }
    Ok(workdays)
}

fn hosts(text: &str) -> Result<Hosts, Vec<Wrong>> {
    let file: wire::HostFile = toml(text)?;
    let basis = file.basis.vacation;
    let vacations = each("vacation", file.vacation, |entry| {
        let (from, to) = span(&entry.from, &entry.to)?;
        let country: Country = one(&entry.country)?;
        Ok(HostVacation { country, name: entry.name, from, to, basis: basis.clone() })
    })?;
    let holidays = each("holiday", file.holiday, |entry| {
        Ok(HostHoliday { country: one(&entry.country)?, name: entry.name, on: day(&entry.on)? })
    })?;
    Ok(Hosts { vacations, holidays, basis: file.basis.holiday })
}

fn money(text: &str) -> Result<MoneyFigures, Vec<Wrong>> {
    let file: wire::MoneyFile = toml(text)?;
    let entry = file.misc_with_host_transport;
    let part = part(&entry).map_err(|fault| vec![("misc_with_host_transport".to_owned(), fault)])?;
    Ok(MoneyFigures { misc_with_host_transport: part })
}

fn part(entry: &wire::PartEntry) -> Result<Part, String> {
    let value: Decimal = entry.value.trim().parse().map_err(|_| format!("“{}”不是小数", entry.value))?;
    if value < Decimal::ZERO || value > Decimal::ONE {
        return Err(format!("{value} 不在 0 到 1 之间"));
    }
    let (basis, note) = (entry.basis.clone(), entry.note.clone());
    Ok(Part { value, basis, confidence: one(&entry.confidence)?, note })
}
