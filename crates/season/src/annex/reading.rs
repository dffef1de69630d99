//! What the organiser's annex says, every value with its words and its place.

use intake::{Format, Place};
use kernel::{Said, Window};

use crate::model::{City, Goal, Season, SeasonId, Site, StayDays, Stop, StopId, Task, Theme};

/// An annex that has been read (附件的读取结果). Nothing is stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The file's name, as the user gave it.
    pub file: String,
    /// What kind of file it was.
    pub format: Format,
    /// The year of the season.
    pub year: i16,
    /// The annex's own heading.
    pub name: Value<String>,
    /// Its stops, in the annex's order.
    pub stops: Vec<StopReading>,
    /// What a delegation travels for (出访任务).
    pub tasks: Vec<Item>,
    /// What makes the trip necessary (出访必要性).
    pub goals: Vec<Item>,
    /// Cells that are understood as what they are: header cells and headings.
    pub headings: Vec<Source>,
    /// Texts that say nothing Jinqiao asks for, kept as they are.
    pub kept: Vec<Source>,
    /// Texts that should have said something and were not understood.
    pub unread: Vec<Unread>,
    /// What was concluded and not read, for a person to confirm.
    pub notes: Vec<Note>,
}

/// A value with the words that said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<T> {
    /// What was understood.
    pub value: T,
    /// Where and in which words it stands.
    pub source: Source,
}

/// Words of the file and where they stand. No place: nothing was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The text as written.
    pub text: String,
    /// The cells or lines it was read from, in reading order.
    pub places: Vec<Place>,
}

/// One row of the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopReading {
    /// 序号
    pub number: Value<u32>,
    /// 国家/地区
    pub site: Value<Site>,
    /// 城市
    pub city: Value<City>,
    /// 时间
    pub window: Value<Window>,
    /// 停留天数
    pub stay: Value<Option<StayDays>>,
    /// 活动主题
    pub themes: Value<Vec<Theme>>,
    /// 名称
    pub title: Value<String>,
    /// Cells of further columns, kept as text under their header.
    pub others: Vec<(String, Source)>,
}

/// A task or a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number in the annex.
    pub number: u32,
    /// Its heading.
    pub title: String,
    /// Its text as written.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

/// A text that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where and in which words it stands.
    pub source: Source,
    /// Why, and what to write instead.
    pub why: Said,
}

/// Something that was concluded and not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sentence a person reads.
    pub said: Said,
    /// Where it comes from, if it has a place.
    pub place: Option<Place>,
}

impl Reading {
    /// The season the annex describes; ids are drawn by the caller.
    pub fn season(&self, id: SeasonId, mut draw: impl FnMut() -> StopId) -> Season {
        let task =
            |item: &Item| Task { number: item.number, title: item.title.clone(), text: item.text.clone() };
        let goal =
            |item: &Item| Goal { number: item.number, title: item.title.clone(), text: item.text.clone() };
        Season {
            id,
            year: self.year,
            name: self.name.value.clone(),
            stops: self.stops.iter().map(|stop| stop.stop(draw())).collect(),
            tasks: self.tasks.iter().map(task).collect(),
            goals: self.goals.iter().map(goal).collect(),
        }
    }

    /// Every place the reading accounts for, in no order, a place as often as it
    /// is named.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        let stops = self.stops.iter().flat_map(StopReading::sources);
        let items = self.tasks.iter().chain(&self.goals).map(|item| &item.source);
        let unread = self.unread.iter().map(|unread| &unread.source);
        std::iter::once(&self.name.source)
            .chain(&self.headings)
            .chain(&self.kept)
            .chain(stops)
            .chain(items)
            .chain(unread)
            .flat_map(|source| &source.places)
    }
}

impl StopReading {
    pub(super) fn stop(&self, id: StopId) -> Stop {
        Stop {
            id,
            number: self.number.value,
            site: self.site.value.clone(),
            city: self.city.value.clone(),
            window: self.window.value.clone(),
            stay: self.stay.value.clone(),
            themes: self.themes.value.clone(),
            title: self.title.value.clone(),
        }
    }

    fn sources(&self) -> impl Iterator<Item = &Source> {
        [
            &self.number.source,
            &self.site.source,
            &self.city.source,
            &self.window.source,
            &self.stay.source,
            &self.themes.source,
            &self.title.source,
        ]
        .into_iter()
        .chain(self.others.iter().map(|(_, source)| source))
    }
}

impl Source {
    /// One text at one place.
    pub fn at(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), places: vec![place] }
    }

    /// Adds what stands further on, after a joint.
    pub(super) fn add(&mut self, joint: &str, text: &str, place: &Place) {
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push_str(joint);
        }
        self.text.push_str(text);
        if self.places.last() != Some(place) {
            self.places.push(place.clone());
        }
    }
}
