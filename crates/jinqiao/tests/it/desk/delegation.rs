//! One delegation: its tasks, what the rules found, the reasons that answer them.

use chassis::journal;
use delegation::model::Delegation;
use delegation::operations;

use super::{SpecimenHouse, in_the_specimen_house, list::another_college};

/// The specimen's delegation whose name has a word in it.
pub(crate) async fn party(house: &SpecimenHouse, word: &str) -> Delegation {
    let found = house
        .bench
        .door
        .look(async |desk| {
            let season = season::operations::current(desk).await?;
            let mut all = Vec::new();
            for school in people::operations::list(desk).await? {
                all.extend(operations::of_school(desk, school.id, &season).await?);
            }
            Ok(all)
        })
        .await
        .unwrap();
    found.into_iter().find(|delegation| delegation.name.contains(word)).unwrap()
}

/// What the journal says of a delegation: event, who, and what of it.
pub(crate) async fn told(house: &SpecimenHouse, party: &Delegation) -> Vec<String> {
    let subject = format!("delegation {}", party.id);
    let lines = house.bench.door.look(async |desk| journal::about(desk, &subject).await).await.unwrap();
    lines.into_iter().map(|line| format!("{} {}", line.event, line.detail)).collect()
}

#[test]
fn the_nine_days_in_brazil_are_seen_with_every_task_and_its_findings() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut office = house.signed_in("office").await;
        let shown = office.get(&format!("/delegations/{}", brazil.id)).await;
        assert_eq!(shown.status, 200);
        insta::assert_snapshot!(shown.main_text());
        office.headers.push(("accept-language", "ar".to_owned()));
        let shown = office.get(&format!("/delegations/{}", brazil.id)).await;
        insta::assert_snapshot!(shown.main_text());
    });
}

#[test]
fn another_colleges_trip_is_no_trip_at_all() {
    in_the_specimen_house(async |house| {
        let other = another_college(&house, "示例第二学院", 1).await.remove(0);
        let mut office = house.signed_in("office").await;
        let mut organiser = house.signed_in("organiser").await;
        for page in ["", "/rules", "/roster", "/papers", "/papers/roster.pdf", "/papers.zip", "/roster.xlsx"]
        {
            let path = format!("/delegations/{}{page}", other.id);
            assert_eq!(office.get(&path).await.status, 404, "{path}");
        }
        let path = format!("/delegations/{}", other.id);
        assert_eq!(organiser.get(&path).await.status, 200);
        assert_eq!(office.get("/delegations/nonsense").await.status, 404);
        let reason = [("rule", "R07"), ("reason", "示例理由")];
        assert_eq!(office.post(&format!("{path}/justifications"), &reason).await.status, 404);
        assert_eq!(told(&house, &other).await.len(), 1);
    });
}

#[test]
fn a_reason_is_recorded_for_what_asks_for_one_and_said_again_when_it_cannot_be() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut office = house.signed_in("office").await;
        let path = format!("/delegations/{}/justifications", brazil.id);
        let rules = format!("/delegations/{}/rules", brazil.id);
        insta::assert_snapshot!(office.get(&rules).await.main_text());
        let empty = office.post(&path, &[("rule", "R07"), ("reason", "  ")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text().contains("<title>错误："));
        assert!(empty.main_text().contains("R07 的理由是空的；请写明为什么必要、依据什么材料"));
        let unasked = office.post(&path, &[("rule", "R12"), ("reason", "示例<理由>")]).await;
        assert_eq!(unasked.status, 422);
        let given =
            office.post(&path, &[("rule", "R07"), ("reason", "航线每周一班，往返须多停留一天")]).await;
        assert_eq!((given.status.as_u16(), given.location()), (303, format!("{rules}#R07").as_str()));
        assert!(office.get(&rules).await.main_text().contains("航线每周一班，往返须多停留一天"));
        assert_eq!(told(&house, &brazil).await.last().unwrap(), "delegation.justify R07");
        let mut teacher = house.signed_in("teacher").await;
        assert!(!teacher.get(&rules).await.text().contains("<textarea"));
        assert_eq!(teacher.post(&path, &[("rule", "R07"), ("reason", "示例")]).await.status, 403);
    });
}

#[test]
fn a_way_out_is_taken_from_the_page_or_it_is_said_what_comes_first() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut office = house.signed_in("office").await;
        let path = format!("/delegations/{}/ways", brazil.id);
        let taken = office.post(&path, &[("way", "written-reason")]).await;
        assert_eq!(taken.status, 303, "{}", taken.main_text());
        let rules = office.get(taken.location().split('#').next().unwrap()).await;
        assert!(rules.main_text().contains("已采用"));
        assert_eq!(told(&house, &brazil).await.last().unwrap(), "delegation.justify R07");
        let closed = office.post(&path, &[("way", "trim")]).await;
        assert_eq!(closed.status, 422);
        assert!(closed.main_text().contains("还不能采用，先办"));
        assert_eq!(office.post(&path, &[("way", "by-magic")]).await.status, 409);
    });
}
