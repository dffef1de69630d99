//! What a person costs at a stop, before anybody has a quote: lodging, meals and
//! incidentals from the cheapest listed city to the dearest. Fares, visas and
//! insurance come on top. The low end sleeps two nights less than it has days,
//! as when both long flights are overnight; the high end one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{Country, Currency, Money};
use season::model::Stop;

use super::View;
use crate::knowledge::PerDiem;

/// A range for one person in one currency (人均测算).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostRange {
    /// Its currency.
    pub currency: Currency,
    /// In the cheapest listed city.
    pub low: Money,
    /// In the dearest.
    pub high: Money,
    /// Where the standards come from.
    pub basis: String,
}

/// One range a currency. A country without a standard is left out here; the
/// budget names it.
pub(super) fn ranges(stop: &Stop, cities: &[String], days: i64, view: &View<'_>) -> Vec<CostRange> {
    let on = stop.window.first_day().unwrap_or(view.today);
    let mut rows: BTreeMap<Currency, Vec<&PerDiem>> = BTreeMap::new();
    for row in stop.site.countries.iter().flat_map(|country| listed(*country, cities, on, view)) {
        rows.entry(row.currency()).or_default().push(row);
    }
    rows.into_iter().filter_map(|(currency, rows)| range(currency, &rows, days)).collect()
}

/// The rows of the decided cities, else every row of the country.
fn listed<'a>(country: Country, cities: &[String], on: Date, view: &View<'a>) -> Vec<&'a PerDiem> {
    let table = &view.knowledge.per_diem;
    let there = |city: &&String| kernel::City::find(city).is_none_or(|known| known.country == country);
    let decided: Vec<&PerDiem> =
        cities.iter().filter(there).filter_map(|city| table.find(country, city, on).ok()).collect();
    if decided.is_empty() { table.of_country(country, on).unwrap_or_default() } else { decided }
}

fn range(currency: Currency, rows: &[&PerDiem], days: i64) -> Option<CostRange> {
    let cost = |row: &&PerDiem, nights: i64| {
        let daily = row.meals.plus(row.misc)?.times(days)?;
        row.lodging.times(nights.max(0))?.plus(daily)
    };
    let low = rows.iter().filter_map(|row| cost(row, days - 2)).min()?;
    let high = rows.iter().filter_map(|row| cost(row, days - 1)).max()?;
    let basis = rows.first().map(|row| row.basis.clone())?;
    Some(CostRange { currency, low, high, basis })
}
