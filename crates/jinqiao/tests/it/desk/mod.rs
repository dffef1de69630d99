//! The desk, asked as browsers ask it: the real router, a real database.

mod access;
mod api;
mod approvals;
mod calendar;
mod colleges;
mod delegation;
mod import;
mod journal;
mod links;
mod list;
mod matrix;
mod members;
mod papers;
mod people;
mod plan;
mod roster;
mod season;
mod sign_in;
mod steps;
mod today;
mod words;

use std::sync::Arc;

use ::delegation::books::Books;
use ::people::operations::account;
use axum::Router;
use chassis::Clock;
use chassis::testing::{Bench, Browser, HOSTNAME, on_a_bench};
use chassis::web::{Site, Ticking};
use jiff::civil::{Date, date};
use jinqiao::site::{Parts, router};
use jinqiao::{modules, specimen};

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

    /// The same, on another day.
    pub(crate) async fn signed_in_on(&self, day: Date, login: &str) -> Browser {
        let now = day.at(9, 0, 0, 0).in_tz("Asia/Shanghai").expect("a known zone").timestamp();
        let mut browser = Browser::at(server(&self.bench, Clock { now, today: day }).await);
        let answer = browser.post("/sign-in", &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.main_text());
        browser
    }

    /// The id of the school's party to a stop.
    pub(crate) async fn party(&self, stop: u32) -> String {
        let found = self
            .bench
            .door
            .look(async |desk| {
                let season = ::season::operations::current(desk).await?;
                let school = ::people::operations::list(desk).await?;
                let school = school.first().expect("the specimen school").id;
                let all = ::delegation::operations::of_school(desk, school, &season).await?;
                let stop = season.stops.iter().find(|it| it.number == stop).expect("a stop of the season").id;
                Ok(all.into_iter().find(|it| it.stop == stop).expect("a party to that stop").id)
            })
            .await;
        found.expect("the specimen house stands").to_string()
    }

    /// What the journal says of a party: event and detail.
    pub(crate) async fn told_of(&self, party: &str) -> Vec<String> {
        let subject = format!("delegation {party}");
        let lines = self.bench.door.look(async |desk| chassis::journal::about(desk, &subject).await).await;
        let lines = lines.expect("the specimen house stands");
        lines.into_iter().map(|line| format!("{} {}", line.event, line.detail)).collect()
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
        let router = server(&bench, bench.door.clock).await;
        story(SpecimenHouse { bench, router }).await;
    });
}

/// Tells a story in a house with the specimen school.
pub(crate) fn in_the_specimen_house(story: impl AsyncFnOnce(SpecimenHouse)) {
    in_an_empty_house(async |house| {
        let policy = ::people::wire::policy("dengbao2").expect("the specimen house stands");
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

async fn server(bench: &Bench, clock: Clock) -> Router {
    router(Parts {
        db: bench.door.db().await.expect("the specimen house stands").clone(),
        files: bench.door.files.clone(),
        clock: Ticking(Arc::new(move || Ok(clock))),
        site: Site {
            base: format!("http://{HOSTNAME}"),
            hosts: vec![HOSTNAME.to_owned()],
            program: env!("CARGO_BIN_EXE_jinqiao").into(),
        },
        policy: ::people::wire::policy("dengbao2").expect("the specimen house stands"),
        books: Arc::new(Books::shipped().expect("the specimen house stands")),
        fonts: None,
    })
    .expect("the specimen house stands")
}
