//! A page is a type; its frame is what all pages share.

use std::sync::Arc;

use askama::Template;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use kernel::{Language, Said};

use super::{House, Locale, Member, Role};
use crate::Error;

/// A link of the rail, as one page shows it.
#[derive(Debug, Clone)]
pub struct NavigationItem {
    /// Where it leads.
    pub path: &'static str,
    /// Its name in the reader's language.
    pub name: String,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// Whether the page stands under it.
    pub current: bool,
    /// How many things wait there, where the page knows.
    pub count: Option<usize>,
}

/// What all pages share (页框): language, rail, reader.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the interface.
    pub locale: Locale,
    /// The title of the page, without the product's name.
    pub title: String,
    /// The rail.
    pub navigation: Vec<NavigationItem>,
    /// Who reads.
    pub member: Option<Member>,
    /// The day of the business.
    pub today: Date,
    /// The path that was asked for.
    pub path: String,
    /// Words and assets.
    pub house: Arc<House>,
}

impl Frame {
    /// The frame with the number of things that wait behind a link; nothing is shown
    /// where nothing waits.
    #[must_use]
    pub fn counted(mut self, path: &str, count: usize) -> Self {
        for link in self.navigation.iter_mut().filter(|link| link.path == path) {
            link.count = Some(count).filter(|count| *count > 0);
        }
        self
    }

    /// A message of the interface.
    pub fn say(&self, key: impl AsRef<str>) -> String {
        self.house.lexicon.say(self.locale, key.as_ref(), &[])
    }

    /// A message with figures.
    pub fn tell(&self, key: &str, figures: &[(&str, String)]) -> String {
        let figures: Vec<_> = figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.house.lexicon.say(self.locale, key, &figures)
    }

    /// What is written in two languages, in the one that the reader gets.
    pub fn said<'a>(&self, said: &'a Said) -> &'a str {
        said.in_language(self.locale.language())
    }

    /// The language of what is written in two.
    pub fn language(&self) -> Language {
        self.locale.language()
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        self.house.asset(name)
    }

    /// An icon of the sprite; decoration only, words stand beside it.
    pub fn icon(&self, name: &str) -> askama::filters::Safe<String> {
        let sprite = self.asset("sprite.svg");
        askama::filters::Safe(format!(
            "<svg class=\"i\" aria-hidden=\"true\"><use href=\"{sprite}#{name}\"/></svg>"
        ))
    }

    /// Every language of the interface.
    pub fn locales(&self) -> &'static [Locale] {
        Locale::ALL
    }

    /// What a role is called.
    pub fn role(&self, role: &Role) -> String {
        self.say(format!("role-{}", role.code()))
    }

    /// A fresh key for a form's hidden field `once`: sent twice, it is carried out once.
    pub fn once(&self) -> String {
        let mut bytes = [0; 16];
        let _ = getrandom::fill(&mut bytes);
        crate::digest(&bytes)
    }

    /// The first character of the reader's name, for the face.
    pub fn face(&self) -> String {
        self.member.iter().flat_map(|member| member.name.chars()).take(1).collect()
    }
}

/// Answers with a page. What is on it belongs to whoever asked, so nobody between
/// keeps it.
///
/// # Errors
/// A fault, if the page cannot be written.
pub fn page(template: &impl Template) -> Result<Response, Error> {
    let html = template.render().map_err(Error::fault)?;
    Ok(([(CACHE_CONTROL, "no-store")], Html(html)).into_response())
}
