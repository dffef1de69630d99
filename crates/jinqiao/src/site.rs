//! The web server: one router, built the same for a college and for a test.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use chassis::Error;
use chassis::Files;
use chassis::db::Db;
use chassis::web::{App, Asset, House, Lexicon, Site, Ticking, enclose};
use delegation::books::Books;
use delegation::press_room::PressRoom;
use people::model::Policy;

use crate::modules;

/// What a server is built of besides its code.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Files people hand in.
    pub files: Files,
    /// The time at the door.
    pub clock: Ticking,
    /// Where it stands.
    pub site: Site,
    /// What is asked of passwords and sessions.
    pub policy: Policy,
    /// Rulebook, rates, calendars, papers.
    pub books: Arc<Books>,
    /// The folder of the user's own fonts, if there is one.
    pub fonts: Option<PathBuf>,
}

/// What the modules brought: words, grants, navigation, assets.
pub fn house() -> Result<House, Error> {
    Ok(House {
        lexicon: Lexicon::of(&modules::words())?,
        grants: modules::grants(),
        navigation: modules::NAVIGATION.to_vec(),
        assets: Asset::of_the_frame(),
    })
}

/// The server, ready to answer.
pub fn router(parts: Parts) -> Result<Router, Error> {
    let Parts { db, files, clock, site, policy, books, fonts } = parts;
    let app = App { db, files, house: Arc::new(house()?), clock, site: Arc::new(site) };
    let policy = Arc::new(policy);
    let press = Arc::new(PressRoom::new(Arc::clone(&books), fonts));
    let routes = modules::routes().given(Arc::clone(&policy)).given(books).given(press);
    let recognised =
        routes.into_router().layer(from_fn_with_state((app.clone(), policy), people::pages::recognise));
    Ok(enclose(recognised, app))
}
