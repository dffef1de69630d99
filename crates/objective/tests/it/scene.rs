//! A season, two schools and a record that states promises.

use chassis::testing::{self, Bench};
use chassis::{Desk, Error};
use jiff::civil::{Date, date};
use kernel::Id;
use objective::model::{Lasting, Origin, Outcome, OutcomeKind, Proof, Subject};
use people::model::School;
use season::model::{Annex, Goal, Row, Season};

pub(crate) const TODAY: Date = date(2026, 10, 30);

pub(crate) fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(&[people::MODULE, season::MODULE, objective::MODULE], TODAY, story);
}

/// A season of one stop and two goals.
pub(crate) async fn season(desk: &mut Desk<'_>) -> Result<Season, Error> {
    let row = Row {
        number: 1,
        site: "巴西".to_owned(),
        city: "待定".to_owned(),
        window: "9月".to_owned(),
        stay: "9天".to_owned(),
        themes: "国际交流".to_owned(),
        title: "第1站".to_owned(),
    };
    let goal = |number, title: &str| Goal { number, title: title.to_owned(), text: String::new() };
    let goals = vec![goal(1, "服务人才培养"), goal(2, "助力专业建设")];
    let annex = Annex { year: 2026, name: "列表".to_owned(), rows: vec![row], goals, ..Annex::default() };
    let incoming = season::operations::Incoming { annex: &annex, file: "annex", digest: "0", reading: "{}" };
    season::operations::import(desk, incoming).await?;
    season::operations::current(desk).await
}

/// The specimen school under another name.
pub(crate) async fn school(desk: &mut Desk<'_>, name: &str) -> Result<School, Error> {
    let id = desk.draw_id();
    let mut school = people::wire::school(specimens::SCHOOL, id).map_err(Error::fault)?;
    name.clone_into(&mut school.name);
    people::operations::keep(desk, school).await
}

/// A record that states promises for a school.
pub(crate) async fn origin(desk: &mut Desk<'_>, name: &str) -> Result<Origin, Error> {
    let season = season(desk).await?.id;
    let school = school(desk, name).await?.id;
    let subject = Subject::of("delegation", desk.draw_id::<()>());
    Ok(Origin { school, season, subject, name: format!("{name}赴巴西团") })
}

pub(crate) fn outcome(what: &str, due: Date) -> Outcome {
    Outcome {
        task: 2,
        kind: OutcomeKind::Agreement,
        what: what.to_owned(),
        shown_by: "双方签字文本".to_owned(),
        owner: "示例甲".to_owned(),
        due,
        goals: vec![1],
    }
}

pub(crate) fn proof(what: &str) -> Proof {
    Proof {
        what: what.to_owned(),
        on: date(2026, 10, 20),
        lasts: Lasting::Once,
        file: None,
        record: Some(Subject::of("partnership", Id::<()>::passing(7))),
    }
}
