//! The day, as each role sees it.

use chassis::{Desk, Error};
use delegation::books::Books;
use delegation::model::life::{Approval, Departure, Event, Homecoming, Loan, Review, Start, Submission};
use delegation::model::{DelegationId, TripMode};
use delegation::operations::{self, life};
use jiff::civil::{Date, date};

use super::{SpecimenHouse, in_the_specimen_house};

/// A party that is home, with passports that are still out.
async fn home(house: &SpecimenHouse, stop: u32) {
    let id = house.party(stop).await.parse().unwrap();
    let books = Books::shipped().unwrap();
    let told = house.bench.door.change(async |desk| travelled(desk, &books, id).await);
    told.await.unwrap();
}

async fn travelled(desk: &mut Desk<'_>, books: &Books, id: DelegationId) -> Result<(), Error> {
    let season = season::operations::current(desk).await?;
    let ground = life::Ground { books, season: &season };
    let mut party = operations::load(desk, id).await?;
    party.members.truncate(2);
    operations::keep(desk, party.clone()).await?;
    let money = kernel::Money::whole(80_000, kernel::Currency::Cny);
    let terms = life::terms_of(&party, money).unwrap();
    let mut on = async |day: Date, event: Event| {
        desk.today = day;
        life::record(desk, ground, id, vec![event]).await.map(drop)
    };
    let chain = books.knowledge.chains.named("common").unwrap().chain.clone();
    let start = date(2026, 1, 5);
    on(start, Event::Start(Start { on: start, mode: TripMode::OwnParty, chain: chain.clone() })).await?;
    for link in &chain.links {
        for office in &link.offices {
            let (link, office) = (link.code.clone(), office.clone());
            on(start, Event::Review(Review { on: start, link, office, note: String::new() })).await?;
        }
    }
    let (authority, number) = ("示例省外办".to_owned(), "示例批〔2026〕8号".to_owned());
    let day = date(2026, 1, 12);
    on(day, Event::Submission(Submission { on: day, authority: authority.clone(), number: number.clone() }))
        .await?;
    let terms = delegation::model::life::Terms { exit: date(2026, 3, 20), entry: date(2026, 3, 26), ..terms };
    let day = date(2026, 2, 2);
    on(day, Event::Approval(Approval { on: day, number, authority, terms: terms.clone() })).await?;
    let day = date(2026, 3, 10);
    for member in terms.people.clone() {
        on(day, Event::Loan(Loan { on: day, member: member.clone() })).await?;
        let country = terms.countries.first().copied().unwrap();
        let until = date(2026, 12, 31);
        let visa = delegation::model::life::Visa { on: day, member, country, until };
        on(day, Event::Visa(visa)).await?;
    }
    let attended = terms.people.clone();
    let topics = delegation::model::life::Topic::ALL.to_vec();
    let place = "礼堂".to_owned();
    on(day, Event::Session(delegation::model::life::Session { on: day, place, attended, topics })).await?;
    on(date(2026, 3, 20), Event::Departure(Departure { on: date(2026, 3, 20) })).await?;
    on(date(2026, 3, 27), Event::Homecoming(Homecoming { terms: terms.clone(), note: String::new() }))
        .await?;
    let member = terms.people.first().cloned().unwrap();
    on(date(2026, 4, 1), Event::PassportReturn(Loan { on: date(2026, 4, 1), member })).await
}

#[test]
fn the_office_sees_what_is_late_due_and_owed() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        insta::assert_snapshot!("plain", office.get("/today").await.main_text());
    });
}

#[test]
fn who_has_no_school_or_no_delegations_is_told_where_to_go() {
    in_the_specimen_house(async |house| {
        let mut organiser = house.signed_in("organiser").await;
        assert!(organiser.get("/today").await.main_text().contains("您不属于任何学校"));
        for login in ["admin", "auditor"] {
            let mut other = house.signed_in(login).await;
            assert!(other.get("/today").await.main_text().contains("没有等您办的事"));
        }
    });
}

#[test]
fn who_travels_sees_the_own_trips_and_no_others() {
    in_the_specimen_house(async |house| {
        let mut teacher = house.signed_in("teacher").await;
        let text = teacher.get("/today").await.main_text();
        assert!(text.contains("没有迟了的事。") && !text.contains("参赛团"), "{text}");
        let id = house.party(3).await.parse().unwrap();
        let joined = house.bench.door.change(async |desk| {
            let mut party = operations::load(desk, id).await?;
            party.members.first_mut().unwrap().name.zh = "示例教师".to_owned();
            operations::keep(desk, party).await
        });
        joined.await.unwrap();
        let text = teacher.get("/today").await.main_text();
        assert!(text.contains("赴巴西参赛团") && !text.contains("赴南非"), "{text}");
    });
}

#[test]
fn one_late_team_that_locks_the_college_takes_the_top_of_the_day() {
    in_the_specimen_house(async |house| {
        Box::pin(home(&house, 3)).await;
        beijing(&house).await;
        let mut head = house.signed_in("head").await;
        let text = head.get("/today").await.main_text();
        let told: Vec<&str> = text.lines().skip(1).take(5).collect();
        insta::assert_snapshot!("lock", told.join("\n"));
        let closing: Vec<&str> = text
            .lines()
            .skip_while(|line| *line != "回国收尾")
            .take_while(|line| *line != "正在境外")
            .collect();
        insta::assert_snapshot!("closing", closing.join("\n"));
        let mut finance = house.signed_in("finance").await;
        assert!(finance.get("/today").await.main_text().contains("赴巴西参赛团"));
    });
}

/// The school in a province whose platform locks after thirty days.
async fn beijing(house: &SpecimenHouse) {
    let moved = house.bench.door.change(async |desk| {
        let mut school = people::operations::list(desk).await?.remove(0);
        "北京".clone_into(&mut school.province);
        people::operations::keep(desk, school).await
    });
    moved.await.unwrap();
}
