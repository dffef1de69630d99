//! One request, as a handler sees it.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::{App, Caller, Frame, House, Locale, NavigationItem, Permit, Site};
use crate::{Clock, Error, Files, Who, Work};

/// A visit (一次来访): who came, in which language, when, and to which house.
#[derive(Debug, Clone)]
pub struct Visit {
    app: App,
    /// Who knocks.
    pub caller: Caller,
    /// The language of the interface.
    pub locale: Locale,
    /// The time of the request.
    pub clock: Clock,
    /// The address that was asked for.
    pub uri: Uri,
    /// The headers it came with.
    pub headers: HeaderMap,
    /// The address it came from, as the socket says; what a header claims is
    /// believed by nobody.
    pub address: String,
}

impl Visit {
    /// Begins a look at the visitor's desk.
    pub async fn look(&self) -> Result<Work, Error> {
        self.app.db.look(self.caller.who(), self.clock).await
    }

    /// Begins a change at the visitor's desk.
    pub async fn change(&self) -> Result<Work, Error> {
        self.app.db.begin(self.caller.who(), self.clock).await
    }

    /// Begins a change in somebody else's name: what founds the house is done by
    /// the machine's operator, before there is any member.
    pub async fn change_as(&self, who: Who) -> Result<Work, Error> {
        self.app.db.begin(who, self.clock).await
    }

    /// Begins a look in somebody else's name, whom something other than a session made
    /// known: the secret of an address.
    pub async fn look_as(&self, who: Who) -> Result<Work, Error> {
        self.app.db.look(who, self.clock).await
    }

    /// A message of the interface.
    pub fn say(&self, key: &str) -> String {
        self.app.house.lexicon.say(self.locale, key, &[])
    }

    /// The house.
    pub fn house(&self) -> &Arc<House> {
        &self.app.house
    }

    /// Where the server stands.
    pub fn site(&self) -> &Site {
        &self.app.site
    }

    /// Files people hand in.
    pub fn files(&self) -> &Files {
        &self.app.files
    }

    /// Whether the visitor holds a permit.
    pub fn may(&self, permit: Permit) -> bool {
        self.app.house.admits(&self.caller, permit)
    }

    /// The frame of a page under one of the rail's links.
    pub fn frame(&self, here: &'static str, title: impl Into<String>) -> Frame {
        let links = self.app.house.navigation.iter().filter(|link| self.may(link.permit));
        let navigation = links
            .map(|link| NavigationItem {
                path: link.path,
                name: self.app.house.lexicon.say(self.locale, link.name, &[]),
                icon: link.icon,
                current: link.path == here,
                count: None,
            })
            .collect();
        Frame {
            locale: self.locale,
            title: title.into(),
            navigation,
            member: self.caller.member().cloned(),
            today: self.clock.today,
            path: self.uri.path().to_owned(),
            house: Arc::clone(&self.app.house),
        }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let clock = match parts.extensions.get::<Clock>() {
            Some(clock) => *clock,
            None => (app.clock.0)()?,
        };
        Ok(Self {
            app: app.clone(),
            caller: parts.extensions.get::<Caller>().cloned().unwrap_or_default(),
            locale: Locale::of(&parts.headers),
            clock,
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
            address: parts
                .extensions
                .get::<ConnectInfo<SocketAddr>>()
                .map(|ConnectInfo(address)| address.ip().to_string())
                .unwrap_or_default(),
        })
    }
}
