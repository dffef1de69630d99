//! Deadlines as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Clash, Deadline, Deadlines, Slip, Slipped};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deadlines")]
pub(crate) struct DeadlinesWire<'a> {
    today: String,
    due: Vec<DeadlineWire<'a>>,
    slips: Vec<SlipWire<'a>>,
    clashes: Vec<ClashWire<'a>>,
    unannounced: &'a [i16],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deadline")]
struct DeadlineWire<'a> {
    delegation: Option<String>,
    party: &'a str,
    code: &'a str,
    what_zh: &'a str,
    what_en: &'a str,
    on: String,
    urgency: &'static str,
    rule: &'static str,
    basis: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Slip")]
struct SlipWire<'a> {
    party: &'a str,
    planned: String,
    earliest: String,
    quickest: String,
    days: i32,
    stages: Vec<StageWire<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Stage")]
struct StageWire<'a> {
    name_zh: &'a str,
    name_en: &'a str,
    planned: String,
    now: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Clash")]
struct ClashWire<'a> {
    kind: &'static str,
    on: String,
    says_zh: &'a str,
    says_en: &'a str,
}

/// The JSON, indented.
pub fn json(deadlines: &Deadlines) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&DeadlinesWire::from(deadlines))
}

impl<'a> From<&'a Deadlines> for DeadlinesWire<'a> {
    fn from(deadlines: &'a Deadlines) -> Self {
        Self {
            today: deadlines.today.to_string(),
            due: deadlines.due.iter().map(deadline).collect(),
            slips: deadlines.slips.iter().map(slip).collect(),
            clashes: deadlines.clashes.iter().map(clash).collect(),
            unannounced: &deadlines.unannounced,
        }
    }
}

fn deadline(it: &Deadline) -> DeadlineWire<'_> {
    DeadlineWire {
        delegation: it.delegation.map(|id| id.to_string()),
        party: &it.party,
        code: &it.code,
        what_zh: &it.what.zh,
        what_en: &it.what.en,
        on: it.on.to_string(),
        urgency: it.urgency.code(),
        rule: it.rule,
        basis: &it.basis,
    }
}

fn slip(it: &Slip) -> SlipWire<'_> {
    SlipWire {
        party: &it.party,
        planned: it.planned.to_string(),
        earliest: it.earliest.to_string(),
        quickest: it.quickest.to_string(),
        days: it.days,
        stages: it.stages.iter().map(stage).collect(),
    }
}

fn stage(it: &Slipped) -> StageWire<'_> {
    StageWire {
        name_zh: &it.name.zh,
        name_en: &it.name.en,
        planned: it.planned.to_string(),
        now: it.now.to_string(),
    }
}

fn clash(it: &Clash) -> ClashWire<'_> {
    ClashWire { kind: it.kind.code(), on: it.on.to_string(), says_zh: &it.says.zh, says_en: &it.says.en }
}
