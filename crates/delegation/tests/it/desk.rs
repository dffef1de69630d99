//! Delegations on a real database.

use chassis::testing::{self, Bench};
use chassis::{Desk, Error, Reach, journal};
use delegation::books::Books;
use delegation::model::{Delegation, Justification};
use delegation::operations::{self, Reason};
use jiff::civil::date;
use kernel::Id;
use people::model::School;
use season::model::{Annex, Row, Season};

use crate::specimens;

const MODULES: &[chassis::Module] = &[people::MODULE, season::MODULE, objective::MODULE, delegation::MODULE];

pub(crate) fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(MODULES, date(2026, 1, 15), story);
}

/// The specimen school and a season of seven stops.
pub(crate) async fn ground(desk: &mut Desk<'_>) -> Result<(School, Season), Error> {
    let id = desk.draw_id();
    let school = people::wire::school(::specimens::SCHOOL, id).map_err(Error::fault)?;
    let school = people::operations::keep(desk, school).await?;
    let row = |number| Row {
        number,
        site: "巴西".to_owned(),
        city: "待定".to_owned(),
        window: "9月".to_owned(),
        stay: "9天".to_owned(),
        themes: "国际交流".to_owned(),
        title: format!("第{number}站"),
    };
    let annex =
        Annex { year: 2026, name: "列表".to_owned(), rows: (1..=7).map(row).collect(), ..Annex::default() };
    let incoming = season::operations::Incoming { annex: &annex, file: "annex", digest: "0", reading: "{}" };
    season::operations::import(desk, incoming).await?;
    let season = season::operations::current(desk).await?;
    Ok((school, season))
}

/// A specimen as this school's, to this season's stop.
pub(crate) fn of_ground(stop: u32, school: &School, season: &Season) -> Delegation {
    let mut delegation = specimens::specimen(stop).delegation;
    delegation.school = school.id;
    delegation.stop = season.stops.iter().find(|known| known.number == stop).unwrap().id;
    delegation
}

#[test]
fn what_is_kept_is_loaded_alike() {
    on_a_bench(async |bench| {
        for stop in 1..=7 {
            let (kept, loaded) = bench
                .door
                .change(async |desk| {
                    let (school, season) = ground(desk).await?;
                    let mut delegation = of_ground(stop, &school, &season);
                    delegation.id = desk.draw_id();
                    let kept = operations::keep(desk, delegation).await?;
                    let loaded = operations::load(desk, kept.id).await?;
                    Ok((kept, loaded))
                })
                .await
                .unwrap();
            assert_eq!(kept, loaded, "stop {stop}");
        }
    });
}

#[test]
fn a_party_kept_again_keeps_its_id_and_the_reasons_given_since() {
    on_a_bench(async |bench| {
        let (first, again) = bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let mut told = of_ground(1, &school, &season);
                told.justifications.push(Justification {
                    rule: "R12".to_owned(),
                    reason: "两洲航线相接，附航班单".to_owned(),
                    by: "示例".to_owned(),
                    at: jiff::Timestamp::UNIX_EPOCH,
                    answers: Vec::new(),
                });
                let first = operations::keep(desk, told).await?;
                let mut changed = of_ground(1, &school, &season);
                changed.id = desk.draw_id();
                changed.contact = "示例，电话：000-00000009".to_owned();
                Ok((first, operations::keep(desk, changed).await?))
            })
            .await
            .unwrap();
        assert_eq!((again.id, again.contact.as_str()), (first.id, "示例，电话：000-00000009"));
        let reasons: Vec<_> =
            again.justifications.iter().map(|it| (it.rule.as_str(), it.reason.as_str())).collect();
        assert_eq!(reasons, [("R12", "两洲航线相接，附航班单")]);
    });
}

#[test]
fn a_reason_says_something_and_is_journalled() {
    on_a_bench(async |bench| {
        let books = Books::shipped().unwrap();
        let (id, season) = bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                Ok((operations::keep(desk, of_ground(6, &school, &season)).await?.id, season))
            })
            .await
            .unwrap();
        let given = async |rule: &str, reason: &str| {
            let given = Reason { rule, reason, by: None };
            bench.door.change(async |desk| operations::justify(desk, &books, &season, id, given).await).await
        };
        let refused = async |rule: &str, reason: &str| given(rule, reason).await.unwrap_err().to_string();
        assert_eq!(refused("R04", "  ").await, "R04 的理由是空的；请写明为什么必要、依据什么材料");
        assert_eq!(refused("R07", "赛程").await, "核对没有发现 R07 的问题，不需要理由，没有记录");
        assert_eq!(refused("R43", "赛程").await, "R43 在这里只是“提示”，不需要理由，没有记录");
        assert_eq!(
            refused("R23", "赛程").await,
            "R23 是“禁止”，写理由不能代替改正；请按核对结果里的改法修改后再核对"
        );
        assert_eq!(
            refused("R99", "赛程").await,
            "没有编号为 R99 的规则；jinqiao delegation check 会列出需要理由的规则编号"
        );
        let kept = given("R04", "赛程七天").await.unwrap();
        let reason = kept.justifications.iter().find(|it| it.rule == "R04").unwrap();
        assert_eq!((reason.reason.as_str(), reason.by.as_str()), ("赛程七天", "示例经办人"));
        let lines = bench.door.look(journal::lines).await.unwrap();
        let told: Vec<_> = lines.iter().map(|line| line.event.as_str()).collect();
        let expected =
            ["school.keep", "season.import", "delegation.keep", "promise.settle", "delegation.justify"];
        assert_eq!(told, expected);
        assert_eq!(journal::first_broken(&lines), None);
    });
}

#[test]
fn another_school_sees_nothing() {
    on_a_bench(async |bench| {
        let (id, season, school) = bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let kept = operations::keep(desk, of_ground(3, &school, &season)).await?;
                Ok((kept.id, season, school))
            })
            .await
            .unwrap();
        bench
            .door
            .look(async |desk| {
                assert_eq!(operations::of_school(desk, school.id, &season).await?.len(), 1);
                let stranger: Id<School> = "00000000-0000-7000-8000-0000000000ff".parse().unwrap();
                desk.reach = Reach::School(stranger.to_string().parse().unwrap());
                assert_eq!(operations::load(desk, id).await.unwrap_err().exit_code(), 66);
                assert_eq!(operations::of_school(desk, school.id, &season).await?, []);
                Ok(())
            })
            .await
            .unwrap();
    });
}

#[test]
fn a_version_counts_what_was_kept_and_not_what_was_tried() {
    on_a_bench(async |bench| {
        let versions = bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let mut delegation = of_ground(3, &school, &season);
                delegation.id = desk.draw_id();
                let mut versions = Vec::new();
                for contact in ["甲", "甲", "乙"] {
                    contact.clone_into(&mut delegation.contact);
                    let kept = operations::keep(desk, delegation.clone()).await?;
                    versions.push(operations::version(desk, &kept).await?.sequence);
                }
                Ok(versions)
            })
            .await
            .unwrap();
        assert_eq!(versions, [0, 0, 1]);
    });
}
