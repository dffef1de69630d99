//! A season as a data file: `seeds/2026.toml`, the annex the examples are made
//! of. Only the cells' text stands there; what it means is read as from any file.

use serde::Deserialize;

use crate::model::{Annex, Goal, Row, Task};

/// The season of 2026.
pub const SEASON_2026: &str = include_str!("../seeds/2026.toml");

/// A seed that cannot be read; the sentence names line and key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("看不懂赛季数据文件：{0}")]
pub struct UnreadableSeed(pub String);

/// Reads a seed.
pub fn read(text: &str) -> Result<Annex, UnreadableSeed> {
    let seed: Seed = toml::from_str(text).map_err(|error| UnreadableSeed(error.to_string()))?;
    let task = |(number, item): (u32, Item)| Task { number, title: item.title, text: item.text };
    let goal = |(number, item): (u32, Item)| Goal { number, title: item.title, text: item.text };
    Ok(Annex {
        year: seed.year,
        name: seed.name,
        rows: seed.stop.into_iter().map(Row::from).collect(),
        tasks: (1..).zip(seed.task).map(task).collect(),
        goals: (1..).zip(seed.goal).map(goal).collect(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    year: i16,
    name: String,
    stop: Vec<Stop>,
    #[serde(default)]
    task: Vec<Item>,
    #[serde(default)]
    goal: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stop {
    number: u32,
    site: String,
    city: String,
    window: String,
    stay: String,
    themes: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    title: String,
    text: String,
}

impl From<Stop> for Row {
    fn from(stop: Stop) -> Self {
        Self {
            number: stop.number,
            site: stop.site,
            city: stop.city,
            window: stop.window,
            stay: stop.stay,
            themes: stop.themes,
            title: stop.title,
        }
    }
}
