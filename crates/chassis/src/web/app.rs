//! What every request may reach.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::House;
use crate::db::Db;
use crate::{Clock, Error, Files};

/// The state of the server; nothing else is shared between requests.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// Files people hand in.
    pub files: Files,
    /// Words, grants, navigation, assets.
    pub house: Arc<House>,
    /// The time at the door.
    pub clock: Ticking,
    /// Where this server stands.
    pub site: Arc<Site>,
}

/// A clock that is read once per request.
#[derive(Clone)]
pub struct Ticking(pub Arc<dyn Fn() -> Result<Clock, Error> + Send + Sync>);

impl fmt::Debug for Ticking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticking")
    }
}

/// Where a server stands, as its configuration says; never as a request says.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The address people type, without a slash at its end: `https://desk.example.edu.cn`.
    pub base: String,
    /// Host names it answers to, with their ports.
    pub hosts: Vec<String>,
    /// The program whose child reads strangers' files; this one.
    pub program: PathBuf,
}

impl Site {
    /// Whether people reach it by TLS, so that cookies may say so.
    pub fn is_secure(&self) -> bool {
        self.base.starts_with("https://")
    }
}
