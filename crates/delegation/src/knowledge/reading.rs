//! Turns the TOML files into knowledge. All faults of all files are told at
//! once, each with its file, its line and its key.

use std::str::FromStr;

use jiff::civil::Date;
use kernel::{Country, Currency, Decimal, Money, Said};
use toml::Spanned;

use super::parts::{Parts, Year};
use super::wire::{self, Count, Text};
use super::{Advisory, Ask, EntryPaper, HostHoliday, Part, Stage, Threshold, Visa};
use crate::case::HostVacation;
use crate::rulebook::fault::Wrong;
use crate::rulebook::page::Page;

pub(super) fn visas(page: &mut Page<'_>, parts: &mut Parts) {
    parts.visas = page.each("visa", |entry: wire::VisaEntry| {
        Ok(Visa {
            country: country(&entry.country)?,
            document: one(&entry.document)?,
            need: one(&entry.need)?,
            days: entry.days.as_ref().map(count).transpose()?,
            checked_on: day(&entry.checked_on)?,
            known_start: entry.known_start.as_ref().map(day).transpose()?,
            known_end: entry.known_end.as_ref().map(day).transpose()?,
            confidence: one(&entry.confidence)?,
            conditions: entry.conditions,
            evidence: entry.evidence,
        })
    });
    parts.entry = page.each("entry", |entry: wire::EntryEntry| {
        Ok(EntryPaper {
            country: country(&entry.country)?,
            confidence: one(&entry.confidence)?,
            name: entry.name,
            conditions: entry.conditions,
            evidence: entry.evidence,
        })
    });
    parts.recheck_days = page.one("recheck", |entry: wire::RecheckEntry| count(&entry.days));
    parts.exit_letter = page.one("exit_letter", |entry: wire::ExitLetterEntry| Ok(entry.name));
}

pub(super) fn advisories(page: &mut Page<'_>, parts: &mut Parts) {
    parts.advisories = page.each("advisory", |entry: wire::AdvisoryEntry| {
        Ok(Advisory {
            country: country(&entry.country)?,
            level: one(&entry.level)?,
            from: day(&entry.from)?,
            checked_on: day(&entry.checked_on)?,
            says: Said::new(entry.says_zh, entry.says_en),
            evidence: entry.evidence,
        })
    });
}

pub(super) fn lead_times(page: &mut Page<'_>, parts: &mut Parts) {
    let ask = |entry: wire::AskEntry| Ok::<_, Wrong>(Ask { days: count(&entry.days)?, basis: entry.basis });
    let asks = page.one("ask", |entry: wire::AskEntries| {
        Ok((entry.exempt.map(ask).transpose()?, entry.visa.map(ask).transpose()?))
    });
    (parts.ask_exempt, parts.ask_visa) = asks.unwrap_or_default();
    parts.stages = page.each("step", |entry: wire::StepEntry| {
        let (low, high) = (count(&entry.low)?, count(&entry.high)?);
        if low > high {
            return Err(Wrong::at(
                &entry.low,
                format!("low {low} 大于 high {high}"),
                format!("low {low} is above high {high}"),
            ));
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
    });
}

pub(super) fn chains(page: &mut Page<'_>, parts: &mut Parts) {
    parts.chains = page.each("chain", super::chains::chain);
    parts.seats = page.each("seat", |entry: wire::SeatEntry| super::chains::seat(&entry));
}

pub(super) fn holidays(page: &mut Page<'_>, parts: &mut Parts) {
    parts.years = page.each("year", |year: wire::YearEntry| {
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
            .collect::<Result<Vec<_>, Wrong>>()?;
        Ok(Year { number: year.year, notice: year.notice, off, worked })
    });
}

pub(super) fn hosts(page: &mut Page<'_>, parts: &mut Parts) {
    let basis =
        page.one("basis", |basis: wire::HostBasis| Ok((basis.vacation, basis.holiday, basis.ramadan)));
    let (vacation, holiday, ramadan) = basis.unwrap_or_default();
    let range = |entry: wire::HostRange, basis: &Option<String>, key: &str| {
        let (from, to) = span(&entry.from, &entry.to)?;
        let basis = basis.clone().ok_or_else(|| {
            Wrong::entry(
                format!("文件开头缺少 [basis] 的 {key}（依据）"),
                format!("the file lacks {key} under [basis]"),
            )
        })?;
        Ok(HostVacation { country: country(&entry.country)?, name: entry.name, from, to, basis })
    };
    parts.vacations = page.each("vacation", |entry| range(entry, &vacation, "vacation"));
    parts.ramadan = page.each("ramadan", |entry| range(entry, &ramadan, "ramadan"));
    parts.host_holidays = page.each("holiday", |entry: wire::HostDay| {
        let (country, on) = (country(&entry.country)?, day(&entry.on)?);
        Ok(HostHoliday { country, name: entry.name, on, basis: holiday.clone().unwrap_or_default() })
    });
    parts.holiday_basis = holiday;
}

pub(super) fn money(page: &mut Page<'_>, parts: &mut Parts) {
    parts.misc_with_host_transport = page.one("misc_with_host_transport", part);
    parts.banquet_of_meals = page.one("banquet_of_meals", part);
    parts.payment_proved_from = page.one("payment_proved_from", |entry: wire::ThresholdEntry| {
        let amount = Money::parse(entry.yuan.get_ref(), Currency::Cny).ok().filter(|it| it.minor >= 0);
        let amount = amount.ok_or_else(|| {
            Wrong::at(
                &entry.yuan,
                format!("“{}”不是金额；请写成 1000 的样子", entry.yuan.get_ref()),
                format!("“{}” is no amount; write it like 1000", entry.yuan.get_ref()),
            )
        })?;
        Ok(Threshold { amount, confidence: one(&entry.confidence)?, basis: entry.basis, note: entry.note })
    });
}

fn part(entry: wire::PartEntry) -> Result<Part, Wrong> {
    let wrong = || {
        Wrong::at(
            &entry.value,
            format!("“{}”不是 0 到 1 之间的小数", entry.value.get_ref()),
            format!("“{}” is no decimal from 0 to 1", entry.value.get_ref()),
        )
    };
    let value: Decimal = entry.value.get_ref().trim().parse().map_err(|_| wrong())?;
    if value < Decimal::ZERO || value > Decimal::ONE {
        return Err(wrong());
    }
    Ok(Part { value, confidence: one(&entry.confidence)?, basis: entry.basis, note: entry.note })
}

/// One of a closed list.
pub(super) fn one<T: FromStr<Err = kernel::UnknownCode>>(text: &Text) -> Result<T, Wrong> {
    text.get_ref().parse().map_err(|unknown: kernel::UnknownCode| {
        let en = format!("“{}” is none of the values that may stand here", unknown.text);
        Wrong::at(text, unknown.to_string(), en)
    })
}

fn country(text: &Text) -> Result<Country, Wrong> {
    text.get_ref().parse().map_err(|_| {
        Wrong::at(
            text,
            format!("“{}”不是国家或地区代码；写两个字母，如 BR", text.get_ref()),
            format!("“{}” is no country's code; write two letters, like BR", text.get_ref()),
        )
    })
}

fn day(text: &Text) -> Result<Date, Wrong> {
    text.get_ref().trim().parse().map_err(|_| {
        Wrong::at(
            text,
            format!("“{}”不是日期；请写成 2026-09-14 的样子", text.get_ref()),
            format!("“{}” is no date; write it like 2026-09-14", text.get_ref()),
        )
    })
}

fn count(days: &Count) -> Result<i64, Wrong> {
    let count = *days.get_ref();
    if (0..=400).contains(&count) {
        return Ok(count);
    }
    Err(Wrong::at(
        days,
        format!("{count} 天不在 0 到 400 之间"),
        format!("{count} days are not within 0 to 400"),
    ))
}

fn span(from: &Spanned<String>, to: &Spanned<String>) -> Result<(Date, Date), Wrong> {
    let (first, last) = (day(from)?, day(to)?);
    let days = i64::from((last - first).get_days());
    if (0..=400).contains(&days) {
        return Ok((first, last));
    }
    Err(Wrong::at(
        to,
        format!("{first} 至 {last} 不是一段日子"),
        format!("{first} to {last} is no run of days"),
    ))
}
