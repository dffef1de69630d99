//! The life of a delegation on a real database: what is recorded, what the gates
//! hold back, what stays as it was.

use chassis::testing::Bench;
use chassis::{Error, journal};
use delegation::books::Books;
use delegation::model::life::{
    Approval, ChangeRequest, Departure, Event, Phase, Return, Review, Start, Submission, Terms,
};
use delegation::model::{Delegation, DelegationId, Publicity, TripMode};
use delegation::operations::life::Ground;
use delegation::operations::{self, Reason};
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

    /// The same with reasons for what the rules find.
    pub(crate) async fn giving(
        &self,
        today: Date,
        events: Vec<Event>,
        reasons: &[Reason<'_>],
    ) -> Result<Delegation, Error> {
        let Self { bench, books, season, id } = *self;
        bench
            .door
            .change(async |desk| {
                desk.today = today;
                operations::life::answered(desk, Ground { books, season }, id, (events, reasons)).await
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
            Box::pin(bench.door.change(async |desk| operations::keep(desk, changed).await)).await
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
        assert_eq!(
            told,
            "示例职业技术学院赴巴西参赛团不能记录“出境”：还没有“批复”的记录；先办这一步（approve）"
        );
        assert_eq!(office.now().await, delegation);
    });
}

#[test]
fn a_step_taken_back_stays_in_the_journal() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.agree(date(2026, 4, 1)).await;
        let (after, entry) =
            bench.door.change(async |desk| operations::life::undo(desk, delegation.id).await).await.unwrap();
        let days: Vec<Date> = entry.iter().map(|noted| noted.event.on()).collect();
        assert_eq!((after.life.phase(), days), (Phase::Review, vec![date(2026, 4, 1); 8]));
        assert_eq!(after.life.reviews, []);
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

/// From the start to the approval, as it was applied for.
async fn approved(office: &Office<'_>, people: &[&str]) -> Result<Delegation, Error> {
    office.agree(date(2026, 4, 1)).await;
    office.on(date(2026, 4, 20), submission(date(2026, 4, 20))).await.unwrap();
    let terms = terms(&office.now().await, people);
    let approval = Approval {
        on: date(2026, 5, 20),
        number: "示例外批〔2026〕8号".to_owned(),
        authority: "示例省外办".to_owned(),
        terms,
    };
    office.on(date(2026, 5, 20), vec![Event::Approval(approval)]).await
}

fn terms(delegation: &Delegation, people: &[&str]) -> Terms {
    let money = kernel::Money::whole(189_327, kernel::Currency::Cny);
    let applied = operations::life::terms_of(delegation, money).unwrap();
    let people = people.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    Terms { people: if people.is_empty() { applied.people.clone() } else { people }, ..applied }
}

#[test]
fn a_change_keeps_the_limits_as_the_application_did() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        approved(&office, &[]).await.unwrap();
        let asked = async |terms: Terms| {
            let request = ChangeRequest { on: date(2026, 6, 1), reason: "示例".to_owned(), terms };
            office.on(date(2026, 6, 1), vec![Event::ChangeRequest(request)]).await
        };
        let now = terms(&delegation, &[]);
        let everywhere = ["BR", "ZA", "RU", "KZ"].map(|code| code.parse().unwrap()).to_vec();
        let told = asked(Terms { countries: everywhere, ..now.clone() }).await.unwrap_err().to_string();
        assert!(told.contains("R11 日程：日程涉及巴西、南非、俄罗斯、哈萨克斯坦共4个国家"), "{told}");
        let strange = Terms { people: vec!["示例外人".to_owned()], ..now.clone() };
        assert_eq!(
            asked(strange).await.unwrap_err().to_string(),
            "名单里没有示例外人；请核对姓名，批复后换人要重新报批，先取消（cancel）再另报"
        );
        // One day later, as long as before: the reason given for the days still answers.
        let later = Terms { exit: date(2026, 9, 13), entry: date(2026, 9, 21), ..now };
        asked(later).await.unwrap();
    });
}

#[test]
fn a_reason_given_for_nine_days_does_not_answer_for_ten() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        approved(&office, &[]).await.unwrap();
        let bound: Vec<_> = office.now().await.justifications.iter().map(|it| it.answers.len()).collect();
        assert_eq!(bound, [1]);
        let terms = terms(&delegation, &[]);
        let request = |entry: Date| ChangeRequest {
            on: date(2026, 6, 1),
            reason: "示例".to_owned(),
            terms: Terms { entry, ..terms.clone() },
        };
        let longer = vec![Event::ChangeRequest(request(date(2026, 9, 21)))];
        let told = office.on(date(2026, 6, 1), longer.clone()).await.unwrap_err().to_string();
        assert!(told.contains("R07 日程：在外10天"), "{told}");
        assert!(told.ends_with("；写理由说明的，随本步加 --justify R07=理由"), "{told}");
        let before = office.now().await;
        let given = |rule, reason| Reason { rule, reason, by: None };
        let told = office.giving(date(2026, 6, 1), longer.clone(), &[given("R32", "示例")]).await;
        assert_eq!(told.unwrap_err().to_string(), "核对没有发现 R32 的问题，不需要理由，没有记录");
        assert_eq!(office.now().await, before);
        let after =
            office.giving(date(2026, 6, 1), longer, &[given("R07", "示例：赛程改为十天")]).await.unwrap();
        let told: Vec<_> = after.justifications.iter().map(|it| it.reason.as_str()).collect();
        assert_eq!(told, ["示例：赛程改为十天"]);
    });
}

#[test]
fn what_offices_agreed_to_and_what_hangs_is_not_changed_by_a_workbook() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        let keep = async |change: fn(&mut Delegation)| {
            let mut changed = delegation.clone();
            change(&mut changed);
            Box::pin(bench.door.change(async |desk| operations::keep(desk, changed).await)).await
        };
        let chain = books.knowledge.chains.named("common").unwrap().chain.clone();
        let start = Start { on: date(2026, 4, 1), mode: TripMode::OwnParty, chain };
        office.on(date(2026, 4, 1), vec![Event::Start(start)]).await.unwrap();
        let told = keep(|party| party.publicity = None).await.unwrap_err().to_string();
        assert!(
            told.starts_with("工作簿里的事前公示与已记录的不同（学院办公网和公告栏，2026-01-05至2026-01-09"),
            "{told}"
        );
        let review = Review {
            on: date(2026, 4, 2),
            link: "unit".to_owned(),
            office: "派员单位".to_owned(),
            note: String::new(),
        };
        office.on(date(2026, 4, 2), vec![Event::Review(review)]).await.unwrap();
        let told = keep(|party| party.contact = "示例，电话：000-00000009".to_owned()).await;
        assert_eq!(
            told.unwrap_err().to_string(),
            "示例职业技术学院赴巴西参赛团已有部门审核同意；先记录退回（return）再改，改后重新审核"
        );
    });
}

#[test]
fn a_step_is_judged_by_the_day_it_was_taken() {
    on_a_bench(async |bench| {
        let (delegation, season, books) = kept(&bench, 3).await;
        let office = Office { bench: &bench, books: &books, season: &season, id: delegation.id };
        office.agree(date(2026, 4, 1)).await;
        let notice = Publicity {
            from: date(2026, 6, 1),
            to: date(2026, 6, 5),
            ..delegation.publicity.clone().unwrap()
        };
        bench
            .door
            .change(async |desk| operations::life::post(desk, delegation.id, notice).await)
            .await
            .unwrap();
        let told = office.on(date(2026, 6, 20), submission(date(2026, 6, 3))).await.unwrap_err().to_string();
        assert!(told.contains("R25"), "{told}");
        let late = office.on(date(2026, 9, 20), submission(date(2026, 9, 19))).await.unwrap_err().to_string();
        assert_eq!(late, "示例职业技术学院赴巴西参赛团不能报送：计划的出境日已过；先改日程，再导入工作簿");
        office.on(date(2026, 6, 20), submission(date(2026, 6, 10))).await.unwrap();
    });
}
