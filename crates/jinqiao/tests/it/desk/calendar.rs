//! A member's calendar under a secret address.

use super::{SpecimenHouse, in_the_specimen_house};

/// The path of a feed, as the page shows it once.
async fn subscribed(house: &SpecimenHouse, login: &str) -> String {
    let mut browser = house.signed_in(login).await;
    let page = browser.post("/today/calendar", &[("act", "renew")]).await;
    assert_eq!(page.status, 200, "{}", page.main_text());
    let text = page.text();
    let from = text.split_once("/calendar/").expect("an address").1;
    format!("/calendar/{}", from.split_once('"').unwrap().0)
}

#[test]
fn whoever_knows_the_address_reads_the_days_and_a_renewed_one_ends_it() {
    in_the_specimen_house(async |house| {
        let first = subscribed(&house, "office").await;
        let mut phone = house.anybody();
        let feed = phone.get(&first).await;
        assert_eq!(feed.headers.get("content-type").unwrap(), "text/calendar; charset=utf-8");
        let text = feed.text();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("赴巴西参赛团"), "{text}");
        assert_eq!(phone.get(&first).await.text(), text, "the same day gives the same calendar");
        let second = subscribed(&house, "office").await;
        assert_ne!(first, second);
        assert_eq!(
            (phone.get(&first).await.status, phone.get(&second).await.status.as_u16()),
            (not_there(), 200)
        );
        let mut office = house.signed_in("office").await;
        assert_eq!(office.post("/today/calendar", &[("act", "end")]).await.location(), "/today");
        assert_eq!(phone.get(&second).await.status, not_there());
    });
}

fn not_there() -> axum::http::StatusCode {
    axum::http::StatusCode::NOT_FOUND
}

#[test]
fn an_address_that_opens_nothing_is_answered_like_one_that_never_could() {
    in_the_specimen_house(async |house| {
        let mut phone = house.anybody();
        let unknown = phone.get(&format!("/calendar/{}.ics", "0".repeat(64))).await;
        let never = phone.get("/calendar/x").await;
        assert_eq!((unknown.status, unknown.main_text()), (never.status, never.main_text()));
        assert_eq!(unknown.status, not_there());
    });
}

#[test]
fn the_secret_is_kept_nowhere_and_a_suspended_member_reads_no_more() {
    in_the_specimen_house(async |house| {
        let path = subscribed(&house, "head").await;
        let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
        assert_eq!(secret.len(), 64);
        let lines = house.bench.door.look(chassis::journal::lines).await.unwrap();
        let renewed = lines.iter().filter(|line| line.event == "calendar.renew").count();
        assert_eq!(renewed, 1);
        assert!(lines.iter().all(|line| !format!("{line:?}").contains(&secret)));
        let members = house.bench.door.look(people::operations::membership::members).await.unwrap();
        let id = members.iter().find(|listed| listed.login == "head").unwrap().id;
        let suspended = people::model::MemberStanding::Suspended;
        let stood = house
            .bench
            .door
            .change(async |desk| people::operations::membership::stand(desk, id, suspended).await);
        stood.await.unwrap();
        assert_eq!(house.anybody().get(&path).await.status, not_there());
    });
}

#[test]
fn who_travels_is_sent_the_own_trips_only() {
    in_the_specimen_house(async |house| {
        let path = subscribed(&house, "teacher").await;
        let text = house.anybody().get(&path).await.text();
        assert!(!text.contains("BEGIN:VEVENT"), "{text}");
        let mut organiser = house.signed_in("organiser").await;
        assert_eq!(organiser.post("/today/calendar", &[]).await.status, 409);
    });
}
