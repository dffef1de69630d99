//! The ways out as a program reads them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Overstay, Remedy};

/// An overstay as JSON.
pub fn json(overstay: Option<&Overstay>) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Told::of(overstay))
}

impl<'a> Told<'a> {
    /// What is told of an overstay, or that there is none.
    pub(crate) fn of(overstay: Option<&'a Overstay>) -> Self {
        Self { overstay: overstay.map(OverstayWire::from) }
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Ways")]
pub(crate) struct Told<'a> {
    overstay: Option<OverstayWire<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Overstay")]
struct OverstayWire<'a> {
    rule: &'a str,
    days: i64,
    cap: i64,
    more: i64,
    countries: Vec<String>,
    basis: &'a str,
    ways: Vec<RemedyWire<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Way")]
struct RemedyWire<'a> {
    way: &'static str,
    open: bool,
    days: Option<i64>,
    finds: Vec<Both<'a>>,
    first: Vec<Both<'a>>,
    reason: &'a str,
    evidence: &'a [String],
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Words")]
struct Both<'a> {
    zh: &'a str,
    en: &'a str,
}

impl<'a> From<&'a kernel::Said> for Both<'a> {
    fn from(said: &'a kernel::Said) -> Self {
        Self { zh: &said.zh, en: &said.en }
    }
}

impl<'a> From<&'a Overstay> for OverstayWire<'a> {
    fn from(overstay: &'a Overstay) -> Self {
        Self {
            rule: overstay.rule,
            days: overstay.days,
            cap: overstay.cap,
            more: overstay.more,
            countries: overstay.countries.iter().map(ToString::to_string).collect(),
            basis: &overstay.basis,
            ways: overstay.ways.iter().map(RemedyWire::from).collect(),
        }
    }
}

impl<'a> From<&'a Remedy> for RemedyWire<'a> {
    fn from(remedy: &'a Remedy) -> Self {
        Self {
            way: remedy.way.code(),
            open: remedy.first.is_empty(),
            days: remedy.days,
            finds: remedy.finds.iter().map(Both::from).collect(),
            first: remedy.first.iter().map(Both::from).collect(),
            reason: &remedy.reason,
            evidence: &remedy.evidence,
            basis: &remedy.basis,
        }
    }
}
