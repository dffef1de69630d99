//! A stop as text: what an annex writes in one row, and what a user may correct.

use kernel::codes;
use people::model::SchoolId;

use super::{Goal, Task};

codes! {
    /// A column of the annex that a user may correct (可改的列).
    pub enum Field {
        /// 国家/地区
        Site = "site" "国家/地区" "countries",
        /// 城市
        City = "city" "城市" "city",
        /// 时间
        Window = "window" "时间" "time",
        /// 停留天数
        Stay = "stay" "停留天数" "days of stay",
        /// 活动主题
        Themes = "themes" "活动主题" "themes",
        /// 名称
        Title = "title" "名称" "title",
    }
}

/// One row of an annex, as written (附件的一行).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// 序号
    pub number: u32,
    /// 国家/地区
    pub site: String,
    /// 城市
    pub city: String,
    /// 时间
    pub window: String,
    /// 停留天数
    pub stay: String,
    /// 活动主题
    pub themes: String,
    /// 名称
    pub title: String,
}

impl Row {
    /// What a column says.
    pub fn says(&self, field: Field) -> &str {
        match field {
            Field::Site => &self.site,
            Field::City => &self.city,
            Field::Window => &self.window,
            Field::Stay => &self.stay,
            Field::Themes => &self.themes,
            Field::Title => &self.title,
        }
    }

    /// What the stop goes by, whatever its number: its region or country without
    /// what stands in brackets, as names are compared.
    pub fn known_as(&self) -> String {
        let region = self.site.split(['（', '(', '【', '[']).next().unwrap_or_default();
        kernel::folded(region)
    }

    /// Writes something else into a column.
    pub fn write(&mut self, field: Field, text: &str) {
        let column = match field {
            Field::Site => &mut self.site,
            Field::City => &mut self.city,
            Field::Window => &mut self.window,
            Field::Stay => &mut self.stay,
            Field::Themes => &mut self.themes,
            Field::Title => &mut self.title,
        };
        text.clone_into(column);
    }
}

/// A whole annex as text, ready to be compared and kept (附件内容).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annex {
    /// The season's year.
    pub year: i16,
    /// Its heading.
    pub name: String,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// 出访任务
    pub tasks: Vec<Task>,
    /// 出访必要性
    pub goals: Vec<Goal>,
}

/// Whose decisions stand above the annex (本地修改归谁).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Those that hold for every school that has not decided otherwise: the
    /// operator's and the organiser's.
    Everybody,
    /// One school's own, which no other school sees.
    School(SchoolId),
}

impl Owner {
    /// As stores bind it; empty is everybody's.
    pub fn bound(self) -> String {
        match self {
            Self::Everybody => String::new(),
            Self::School(school) => school.to_string(),
        }
    }
}

/// A value that stands above the annex (本地修改).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalEdit {
    /// The stop's number.
    pub number: u32,
    /// Which column.
    pub field: Field,
    /// What it says instead.
    pub value: String,
    /// Who decided so.
    pub by: String,
    /// For whom it stands.
    pub owner: Owner,
}

impl Annex {
    /// The annex with the user's own values on top.
    #[must_use]
    pub fn with(mut self, edits: &[LocalEdit]) -> Self {
        for edit in edits {
            if let Some(row) = self.rows.iter_mut().find(|row| row.number == edit.number) {
                row.write(edit.field, &edit.value);
            }
        }
        self
    }
}
