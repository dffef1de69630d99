//! The desk, asked as browsers ask it: the real router, a real database.

mod access;
mod delegation;
mod import;
mod list;
mod matrix;
mod members;
mod plan;
mod roster;
mod season;
mod sign_in;
mod words;

use std::sync::Arc;

use ::delegation::books::Books;
use axum::Router;
use chassis::testing::{Bench, Browser, HOSTNAME, on_a_bench};
use chassis::web::{Site, Ticking};
use jiff::civil::{Date, date};
use jinqiao::site::{Parts, router};
use jinqiao::{modules, specimen};
use people::operations::account;

/// The password of everybody in these stories.
pub(crate) const PASSWORD: &str = "Seven-stops-2026";

/// The day of these stories.
pub(crate) const TODAY: Date = date(2026, 4, 28);

/// A house with the specimen school in it.
pub(crate) struct SpecimenHouse {
    pub(crate) bench: Bench,
    router: Router,
}

impl SpecimenHouse {
    /// Somebody who has signed in under a login of the specimen: `office`, `head` …
    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.anybody();
        let answer = browser.post("/sign-in", &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.main_text());
        browser
    }

    /// Somebody who has not signed in.
    pub(crate) fn anybody(&self) -> Browser {
        Browser::at(self.router.clone())
    }
}

/// Tells a story in a house that nobody has begun with.
pub(crate) fn in_an_empty_house(story: impl AsyncFnOnce(SpecimenHouse)) {
    let above_the_chassis = modules::ALL.get(1..).expect("the chassis comes first");
    on_a_bench(above_the_chassis, TODAY, async |bench| {
        let router = server(&bench).await;
        story(SpecimenHouse { bench, router }).await;
    });
}

/// Tells a story in a house with the specimen school.
pub(crate) fn in_the_specimen_house(story: impl AsyncFnOnce(SpecimenHouse)) {
    in_an_empty_house(async |house| {
        let policy = people::wire::policy("dengbao2").expect("the specimen house stands");
        let hash = account::hash(&policy, PASSWORD, "office").expect("the specimen house stands");
        house
            .bench
            .door
            .change(async |desk| specimen::open(desk, &hash).await)
            .await
            .expect("the specimen house stands");
        story(house).await;
    });
}

async fn server(bench: &Bench) -> Router {
    let clock = bench.door.clock;
    router(Parts {
        db: bench.door.db().await.expect("the specimen house stands").clone(),
        files: bench.door.files.clone(),
        clock: Ticking(Arc::new(move || Ok(clock))),
        site: Site {
            base: format!("http://{HOSTNAME}"),
            hosts: vec![HOSTNAME.to_owned()],
            program: env!("CARGO_BIN_EXE_jinqiao").into(),
        },
        policy: people::wire::policy("dengbao2").expect("the specimen house stands"),
        books: Arc::new(Books::shipped().expect("the specimen house stands")),
    })
    .expect("the specimen house stands")
}
