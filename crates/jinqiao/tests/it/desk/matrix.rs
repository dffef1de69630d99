//! Every way in, as every role, in every standing, to one's own, to another
//! college's and to nobody's objects: what is another college's answers like what
//! is not there, and none of its words come out.

use std::io::{Cursor, Read};

use axum::http::{Method, StatusCode};
use chassis::testing::{Answer, Browser};
use chassis::web::{Caller, Opening, Permit, Role};
use chassis::{Desk, Error};
use delegation::model::DelegationId;
use delegation::workbook;
use jinqiao::{modules, site, specimen};
use objective::operations::Scope;
use people::KeyFile;
use people::model::MemberStanding;
use people::model::{IdentityNumber, Person, School, SchoolId};
use people::operations::account::{Newcomer, welcome};
use people::operations::membership;
use uuid::Uuid;

use super::access::member;
use super::{PASSWORD, SpecimenHouse, in_the_specimen_house};

/// Stands in every text of the other college.
const CANARY: &str = "§B-7f3a§";

/// What the places of a path are filled with.
struct Objects {
    delegation: String,
    school: String,
    promise: String,
    person: String,
}

impl Objects {
    fn unknown() -> Self {
        let nothing = Uuid::from_u128(99).to_string();
        Self {
            delegation: nothing.clone(),
            school: nothing.clone(),
            promise: nothing.clone(),
            person: nothing,
        }
    }

    /// A path with its places filled. A place that nobody thought of fails the
    /// test, so that it is thought of.
    fn fill(&self, path: &str) -> String {
        let inner = path.strip_prefix("/api/v1").unwrap_or(path);
        let of = |place: &str| match (inner.split('/').nth(1).unwrap_or_default(), place) {
            ("delegations" | "approvals", "id") => self.delegation.clone(),
            ("delegations", "file") => "public-notice.docx".to_owned(),
            ("delegations", "code") => "public-notice".to_owned(),
            ("delegations", "page") => "1.svg".to_owned(),
            ("schools", "id") | ("colleges", "school") => self.school.clone(),
            ("promises", "id") => self.promise.clone(),
            ("stops", "number") => "3".to_owned(),
            ("assets", _) | ("calendar", "secret") => "none".to_owned(),
            ("people", "id") => self.person.clone(),
            ("delegations", "key") | ("join" | "fill", "secret") => "0".repeat(64),
            ("season", "version") => "1".to_owned(),
            ("settings", "membership") => Uuid::from_u128(98).to_string(),
            ("locale", "locale") => "zh".to_owned(),
            (first, place) => panic!("say what {{{place}}} under /{first} is filled with"),
        };
        path.split('/')
            .map(|part| match part.strip_prefix('{').and_then(|part| part.split_once('}')) {
                Some((place, rest)) => format!("{}{rest}", of(place)),
                None => part.to_owned(),
            })
            .collect::<Vec<_>>()
            .join("/")
    }
}

/// The other college: its name, its delegation and its people all carry the canary.
async fn another_college(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    password: &str,
) -> Result<(School, Objects), Error> {
    let id = desk.draw_id();
    let mut school = people::wire::school(specimens::SCHOOL, id).map_err(Error::fault)?;
    school.name = format!("{CANARY}学院");
    school.name_en = format!("{CANARY} College");
    let school = people::operations::keep(desk, school).await?;
    let season = season::operations::current(desk).await?;
    let told = specimens::to_stop(3).expect("the specimen of Brazil");
    let sheets = workbook::from_sheets(told.sheets).map_err(Error::fault)?;
    let stop = season.stops.iter().find(|stop| stop.number == 3).expect("the stop of Brazil");
    let party = workbook::Party { id: desk.draw_id(), school: school.id, stop: stop.id };
    let mut delegation = workbook::read(&sheets, party).expect("a readable specimen").delegation;
    delegation.name = format!("{CANARY}团");
    for person in &mut delegation.members {
        person.name.zh = format!("{CANARY}{}", person.name.zh);
    }
    let kept = delegation::operations::keep(desk, delegation).await?;
    for (login, _, role) in specimen::PEOPLE.iter().filter(|(_, _, role)| *role != Role::Organiser) {
        let (name, login) = (format!("{CANARY}{login}"), format!("b-{login}"));
        let newcomer =
            Newcomer { name: &name, login: &login, password, school: Some(school.id), roles: &[*role] };
        welcome(desk, &newcomer).await?;
    }
    let person = somebody(desk, keys, school.id, &format!("{CANARY}示例")).await?;
    let objects = objects(desk, kept.id, person).await?;
    Ok((school, objects))
}

/// A person of a college; the name and the department are as the college's texts are.
async fn somebody(
    desk: &mut Desk<'_>,
    keys: &KeyFile,
    school: SchoolId,
    name: &str,
) -> Result<Person, Error> {
    let mut person = Person::named(desk.draw_id(), school, name);
    person.department = format!("{name}处");
    person.identity = IdentityNumber::read("11010519491231002X").ok();
    Ok(people::operations::person::keep(desk, keys, person).await?.person)
}

/// What a college has.
async fn objects(desk: &mut Desk<'_>, delegation: DelegationId, person: Person) -> Result<Objects, Error> {
    let school = person.school;
    let scope = Scope { school: Some(school), season: None };
    let promises = objective::operations::list(desk, scope).await?;
    Ok(Objects {
        delegation: delegation.to_string(),
        school: school.to_string(),
        person: person.id.to_string(),
        promise: promises.first().expect("the specimen promises something").id.to_string(),
    })
}

struct TwoColleges {
    house: SpecimenHouse,
    own: Objects,
    foreign: Objects,
}

impl TwoColleges {
    async fn of(house: SpecimenHouse) -> Self {
        let policy = people::wire::policy("dengbao2").unwrap();
        let hash = people::operations::account::hash(&policy, PASSWORD, "nobody").unwrap();
        let door = &house.bench.door;
        let keys = KeyFile::beside(&door.files);
        let (_, foreign) = door.change(async |desk| another_college(desk, &keys, &hash).await).await.unwrap();
        let own = door
            .change(async |desk| {
                let schools = people::operations::list(desk).await?;
                let school = schools.iter().find(|school| !school.name.contains(CANARY)).unwrap().id;
                let season = season::operations::current(desk).await?;
                let all = delegation::operations::of_school(desk, school, &season).await?;
                let person = somebody(desk, &keys, school, "示例人员").await?;
                objects(desk, all.first().unwrap().id, person).await
            })
            .await
            .unwrap();
        Self { house, own, foreign }
    }

    /// What is kept of the other college, to see that nothing of it changed.
    async fn kept_of_the_other(&self) -> String {
        let id = self.foreign.delegation.parse().unwrap();
        let door = &self.house.bench.door;
        let kept = door.look(async |desk| delegation::operations::load(desk, id).await).await.unwrap();
        let (keys, id) = (KeyFile::beside(&door.files), self.foreign.person.parse().unwrap());
        let person = people::operations::person::load;
        let person = door.look(async |desk| person(desk, &keys, id).await).await.unwrap();
        format!("{kept:?}{person:?}")
    }
}

/// Everything somebody could read in an answer: headers, body, what is packed in it.
fn everything(answer: &Answer) -> String {
    let mut told = format!("{:?}\n{}", answer.headers, answer.text());
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(&answer.body)) {
        for index in 0..archive.len() {
            let mut part = Vec::new();
            archive.by_index(index).unwrap().read_to_end(&mut part).unwrap();
            told.push_str(&String::from_utf8_lossy(&part));
        }
    }
    told
}

/// What a program reads, without the ids it asked with.
fn without_ids(answer: &Answer, asked: &Objects) -> String {
    let ids = [&asked.delegation, &asked.school, &asked.promise];
    ids.iter().fold(answer.text(), |text, id| text.replace(id.as_str(), "ID"))
}

async fn ask(browser: &mut Browser, opening: &Opening, objects: &Objects) -> Answer {
    let method = Method::from_bytes(opening.method.as_bytes()).unwrap();
    let kind = if method == Method::GET { "" } else { "application/x-www-form-urlencoded" };
    browser.ask(method, &objects.fill(opening.path), kind, Vec::new()).await
}

/// Ways out of the house, which end the session the matrix works with.
fn ends_the_session(opening: &Opening) -> bool {
    opening.path == "/sign-out"
}

#[test]
fn what_is_another_colleges_answers_like_what_is_not_there() {
    in_the_specimen_house(async |house| {
        let colleges = TwoColleges::of(house).await;
        let before = colleges.kept_of_the_other().await;
        let house = site::house().unwrap();
        for (login, _, role) in specimen::PEOPLE.iter().filter(|(_, _, role)| *role != Role::Organiser) {
            let mut browser = colleges.house.signed_in(login).await;
            for opening in modules::routes().table().iter().filter(|opening| !ends_the_session(opening)) {
                let what = format!("{role} {} {}", opening.method, opening.path);
                let foreign = ask(&mut browser, opening, &colleges.foreign).await;
                assert!(!everything(&foreign).contains(CANARY), "{what} lets the other college out");
                assert!(!foreign.status.is_server_error(), "{what}: {}", foreign.main_text());
                if !house.admits(&member(*role), opening.permit) {
                    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "{what}");
                } else if opening.path.contains("{id}") {
                    let unknown = ask(&mut browser, opening, &Objects::unknown()).await;
                    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{what}");
                    assert_eq!((foreign.status, foreign.main_text()), (unknown.status, unknown.main_text()));
                    if opening.path.starts_with("/api/") {
                        assert_eq!(
                            without_ids(&foreign, &colleges.foreign),
                            without_ids(&unknown, &Objects::unknown())
                        );
                    }
                }
            }
        }
        assert_eq!(colleges.kept_of_the_other().await, before);
    });
}

#[test]
fn ones_own_is_answered_and_never_with_a_fault() {
    in_the_specimen_house(async |house| {
        let colleges = TwoColleges::of(house).await;
        let house = site::house().unwrap();
        for (login, _, role) in specimen::PEOPLE {
            let mut browser = colleges.house.signed_in(login).await;
            for opening in modules::routes().table().iter().filter(|opening| !ends_the_session(opening)) {
                let what = format!("{role} {} {}", opening.method, opening.path);
                let answer = ask(&mut browser, opening, &colleges.own).await;
                assert!(!answer.status.is_server_error(), "{what}: {}", answer.main_text());
                let closed = answer.status == StatusCode::FORBIDDEN;
                assert_eq!(closed, !house.admits(&member(*role), opening.permit), "{what}");
                if *role != Role::Organiser {
                    assert!(!everything(&answer).contains(CANARY), "{what} lets the other college out");
                }
            }
        }
    });
}

#[test]
fn nobody_comes_in_without_a_permit_for_anyone() {
    in_the_specimen_house(async |house| {
        let colleges = TwoColleges::of(house).await;
        let mut browser = colleges.house.anybody();
        for opening in modules::routes().table() {
            let what = format!("{} {}", opening.method, opening.path);
            let answer = ask(&mut browser, &opening, &colleges.own).await;
            assert!(!everything(&answer).contains(CANARY), "{what}");
            if opening.permit == Permit::ANYONE {
                assert!(!answer.status.is_server_error(), "{what}");
            } else if opening.path.starts_with("/api/") {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}");
            } else {
                assert!(answer.location().starts_with("/sign-in?next="), "{what}: {}", answer.status);
            }
        }
        assert!(!site::house().unwrap().admits(&Caller::Nobody, Permit::MEMBER));
    });
}

#[test]
fn only_a_confirmed_member_comes_in_and_a_suspended_one_is_out_with_the_next_request() {
    in_the_specimen_house(async |house| {
        let door = &house.bench.door;
        let mut head = house.signed_in("head").await;
        assert_eq!(head.get("/").await.location(), "/today");
        let members = door.look(membership::members).await.unwrap();
        let id = members.iter().find(|listed| listed.login == "head").unwrap().id;
        for standing in MemberStanding::ALL {
            door.change(async |desk| membership::stand(desk, id, *standing).await).await.unwrap();
            let may = *standing == MemberStanding::Confirmed;
            if !may {
                assert_eq!(head.get("/").await.location(), "/sign-in", "{standing}");
            }
            let mut again = house.anybody();
            let answer = again.post("/sign-in", &[("login", "head"), ("password", PASSWORD)]).await;
            assert_eq!(answer.status == StatusCode::SEE_OTHER, may, "{standing}");
        }
    });
}
