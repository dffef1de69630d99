//! The life of a delegation on a real database: what is recorded, what the gates
//! hold back, what stays as it was.

use chassis::testing::Bench;
use chassis::{Error, journal};
use delegation::books::Books;
use delegation::model::life::{Departure, Event, Phase, Return, Review, Start, Submission};
use delegation::model::{Delegation, DelegationId, Publicity, TripMode};
use delegation::operations;
use delegation::operations::life::Ground;
use jiff::civil::{Date, date};
use season::model::Season;

use crate::desk::{ground, of_ground, on_a_bench};

/// A specimen kept, and the books.
pub(crate) async fn kept(bench: &Bench, stop: u32) -> (Delegation, Season, Books) {
    let (delegation, season) = bench
        .door
        .change(async |desk| {
            let (school, season) = ground(desk).await?;
            let kept = operations::keep(desk, of_ground(stop, &school, &season)).await?;
            Ok((kept, season))
        })
        .await
        .unwrap();
    (delegation, season, Books::shipped().unwrap())
}

pub(crate) struct Office<'a> {
    pub(crate) bench: &'a Bench,
    pub(crate) books: &'a Books,
    pub(crate) season: &'a Season,
    pub(crate) id: DelegationId,
}

impl Office<'_> {
    pub(crate) async fn on(&self, today: Date, events: Vec<Event>) -> Result<Delegation, Error> {
        let Self { bench, books, season, id } = *self;
        bench
            .door
            .change(async |desk| {
                desk.today = today;
                operations::life::record(desk, Ground { books, season }, id, events).await
            })
            .await
    }

    /// From the start to the last office of the chain.
    pub(crate) async fn agree(&self, on: Date) {
        let chain = self.books.knowledge.chains.named("common").unwrap().chain.clone();
        let reviews: Vec<Event> = chain
            .links
            .iter()
            .flat_map(|link| link.offices.iter().map(|office| (link.code.clone(), office.clone())))
            .map(|(link, office)| Event::Review(Review { on, link, office, note: String::new() }))
            .collect();
        self.on(on, vec![Event::Start(Start { on, mode: TripMode::OwnParty, chain })]).await.unwrap();
        self.on(on, reviews).await.unwrap();
    }

    pub(crate) async fn now(&self) -> Delegation {
        let id = self.id;
        self.bench.door.look(async |desk| operations::load(desk, id).await).await.unwrap()
    }
}

pub(crate) fn submission(on: Date) -> Vec<Event> {
    vec![Event::Submission(Submission {
        on, authority: "示例省教育厅".to_owned(), number: String::new()
    })]
}

#[test]
fn an_application_that_breaks_a_rule_stays_in_the_house() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.agree(date(2026, 4, 1)).await;
        let notice = delegation.publicity.unwrap();
        let hung = async |to: Date| {
            let notice = Publicity { from: date(2026, 6, 1), to, ..notice.clone() };
            bench.door.change(async |desk| operations::life::post(desk, delegation.id, notice).await).await
        };
        hung(date(2026, 6, 3)).await.unwrap();
        let told = office.on(date(2026, 6, 20), submission(date(2026, 6, 20))).await.unwrap_err().to_string();
        assert!(
            told.starts_with(
                "示例职业技术学院赴巴西参赛团还不能“报送”：R25 团组：公示6月1日至6月3日只有3个工作日"
            ),
            "{told}"
        );
        assert_eq!(office.now().await.life.phase(), Phase::Agreed);
        hung(date(2026, 6, 5)).await.unwrap();
        office.on(date(2026, 6, 20), submission(date(2026, 6, 20))).await.unwrap();
        assert_eq!(office.now().await.life.phase(), Phase::Submitted);
    });
}

#[test]
fn what_lies_with_the_authority_is_not_changed_behind_its_back() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.agree(date(2026, 4, 1)).await;
        office.on(date(2026, 6, 20), submission(date(2026, 6, 20))).await.unwrap();
        let mut changed = delegation.clone();
        changed.contact = "示例，电话：000-00000009".to_owned();
        let keep = async |changed: Delegation| {
            bench.door.change(async |desk| operations::keep(desk, changed).await).await
        };
        assert_eq!(
            keep(changed.clone()).await.unwrap_err().to_string(),
            "示例职业技术学院赴巴西参赛团已报送；先撤回（withdraw）或记录退回（return）再改"
        );
        let back = Return {
            on: date(2026, 6, 25),
            by: "示例省教育厅".to_owned(),
            reason: "示例：补充邀请函译文".to_owned(),
            to: None,
        };
        office.on(date(2026, 6, 25), vec![Event::Return(back)]).await.unwrap();
        let kept = keep(changed).await.unwrap();
        assert_eq!((kept.contact.as_str(), kept.life.phase()), ("示例，电话：000-00000009", Phase::Review));
    });
}

#[test]
fn only_what_has_happened_is_recorded_and_a_refused_step_leaves_nothing() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        let chain = books.knowledge.chains.named("common").unwrap().chain.clone();
        let start = Start { on: date(2026, 4, 2), mode: TripMode::OwnParty, chain };
        let told = office.on(date(2026, 4, 1), vec![Event::Start(start)]).await.unwrap_err().to_string();
        assert_eq!(told, "示例职业技术学院赴巴西参赛团的“启动”写在2026-04-02，还没有到；只记录已经发生的事");
        let leave = vec![Event::Departure(Departure { on: date(2026, 4, 1) })];
        let told = office.on(date(2026, 4, 1), leave).await.unwrap_err().to_string();
        assert_eq!(told, "示例职业技术学院赴巴西参赛团不能记录“出境”：还没有“批复”的记录；先办这一步");
        assert_eq!(office.now().await, delegation);
    });
}

#[test]
fn a_step_taken_back_stays_in_the_journal() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.agree(date(2026, 4, 1)).await;
        let (after, last) =
            bench.door.change(async |desk| operations::life::undo(desk, delegation.id).await).await.unwrap();
        assert_eq!((after.life.phase(), last.event.on()), (Phase::Review, date(2026, 4, 1)));
        let lines = bench.door.look(journal::lines).await.unwrap();
        let told: Vec<_> =
            lines.iter().skip(2).map(|line| (line.event.as_str(), line.detail.as_str())).collect();
        assert_eq!(
            told,
            [
                ("delegation.keep", "示例职业技术学院赴巴西参赛团，8人"),
                ("promise.settle", "期望成果新增6项，改动0项，不再列入0项"),
                ("delegation.start", "启动"),
                ("delegation.review", "审核"),
                ("delegation.undo", "撤销“审核”"),
            ]
        );
        assert_eq!(journal::first_broken(&lines), None);
    });
}
