//! The second door: a trip planned wholly by programs, and what programs are told
//! when they ask wrongly, too late, or twice.

use axum::http::Method;
use chassis::testing::{Answer, Browser};
use chassis::web::Role;
use jinqiao::specimen;
use people::operations::account::{Newcomer, welcome};
use people::operations::token;
use season::operations::Incoming;
use serde_json::{Value, json};

use super::{SpecimenHouse, in_an_empty_house, in_the_specimen_house};

/// A program with a token of somebody's.
struct Program {
    browser: Browser,
    keys: u32,
}

impl Program {
    async fn of(house: &SpecimenHouse, login: &str) -> Self {
        let made = house.bench.door.change(async |desk| token::make(desk, login, "示例程序", 90).await).await;
        let (_, secret) = made.unwrap();
        let mut browser = house.anybody();
        browser.headers.push(("authorization", format!("Bearer {secret}")));
        Self { browser, keys: 0 }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.browser.get(&format!("/api/v1{path}")).await
    }

    /// What stands at a path.
    async fn read(&mut self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Sends a document under a key, having seen a version.
    async fn send(&mut self, method: Method, path: &str, (key, seen): (&str, &str), body: &Value) -> Answer {
        let before = self.browser.headers.len();
        self.browser.headers.push(("idempotency-key", key.to_owned()));
        if !seen.is_empty() {
            self.browser.headers.push(("if-match", seen.to_owned()));
        }
        let bytes = serde_json::to_vec(body).unwrap();
        let path = format!("/api/v1{path}");
        let answer = self.browser.ask(method, &path, "application/json", bytes).await;
        self.browser.headers.truncate(before);
        answer
    }

    /// Takes a step on what stands.
    async fn step(&mut self, delegation: &str, noun: &str, body: Value) -> Value {
        self.keys += 1;
        let path = format!("/delegations/{delegation}/{noun}");
        let seen = tag(&self.get(&format!("/delegations/{delegation}")).await);
        let key = format!("step-{}", self.keys);
        let answer = self.send(Method::POST, &path, (&key, &seen), &body).await;
        assert_eq!(answer.status, 200, "{noun}: {}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    }
}

fn tag(answer: &Answer) -> String {
    answer.headers.get("etag").unwrap().to_str().unwrap().to_owned()
}

fn told(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

/// The application of the specimen that goes to Brazil, as the API tells it.
fn brazil() -> Value {
    let mut application = Value::Null;
    let found = &mut application;
    in_the_specimen_house(async move |house| {
        let mut office = Program::of(&house, "office").await;
        let listed = office.read("/delegations?stop=3").await;
        let id = listed[0]["id"].as_str().unwrap().to_owned();
        *found = office.read(&format!("/delegations/{id}")).await["application"].take();
    });
    application
}

/// A house with the season, the specimen school and its people, and no delegation.
fn in_a_house_without_trips(story: impl AsyncFnOnce(SpecimenHouse)) {
    in_an_empty_house(async |house| {
        let opened = house.bench.door.change(async |desk| {
            let annex = season::seed::read(season::seed::SEASON_2026).unwrap();
            let incoming = Incoming { annex: &annex, file: "2026.toml", digest: "", reading: "" };
            season::operations::import(desk, incoming).await?;
            let school = people::wire::school(specimens::SCHOOL, desk.draw_id()).unwrap();
            let school = people::operations::keep(desk, school).await?;
            for (login, name, role) in specimen::PEOPLE {
                let school = (*role != Role::Organiser).then_some(school.id);
                welcome(desk, &Newcomer { name, login, password: "-", school, roles: &[*role] }).await?;
            }
            Ok(())
        });
        opened.await.unwrap();
        story(house).await;
    });
}

#[test]
fn a_trip_is_planned_handed_in_and_approved_by_programs_alone() {
    let application = brazil();
    in_a_house_without_trips(async |house| {
        let mut office = Program::of(&house, "office").await;
        let mut head = Program::of(&house, "head").await;
        let stop = office.read("/stops/3").await;
        assert_eq!((&stop["region"], &stop["verdict"]), (&json!("巴西"), &json!("over")));

        let made = office.send(Method::POST, "/delegations", ("plan", ""), &application).await;
        assert_eq!(made.status, 201, "{}", made.text());
        let id = told(&made)["id"].as_str().unwrap().to_owned();
        assert_eq!(made.headers.get("location").unwrap(), &format!("/api/v1/delegations/{id}"));
        assert_eq!(office.read(&format!("/delegations/{id}")).await["application"], application);

        for finding in
            office.read(&format!("/delegations/{id}/findings")).await["findings"].as_array().unwrap()
        {
            if finding["severity"] == "justify" && finding["answered"] == false {
                let reason = json!({ "rule": finding["rule"], "reason": "示例理由：赛程九天，材料见附件" });
                office.step(&id, "justifications", reason).await;
            }
        }
        let found = office.read(&format!("/delegations/{id}/findings")).await;
        assert_eq!(found["may_submit"], true, "{found:#}");
        assert_eq!(office.read(&format!("/delegations/{id}/budget")).await["staff"]["total"], found["total"]);

        office.step(&id, "start", json!({ "on": "2026-01-20" })).await;
        let offices =
            ["派员单位", "国际处", "组织人事处", "财务处", "分管外事校领导", "书记", "校长", "党委会"];
        for name in offices {
            head.step(&id, "review", json!({ "on": "2026-01-22", "office": name })).await;
        }
        let number = json!({ "on": "2026-01-26", "number": "示例职院〔2026〕18号" });
        assert_eq!(office.step(&id, "submission", number).await["phase"], "submitted");
        let paper =
            json!({ "on": "2026-03-10", "number": "示例外批〔2026〕108号", "authority": "示例省外办" });
        assert_eq!(office.step(&id, "approval", paper).await["phase"], "approved");
        office.step(&id, "loan", json!({ "on": "2026-03-20" })).await;
        office.step(&id, "visa", json!({ "on": "2026-04-20", "country": "BR", "until": "2026-12-31" })).await;

        let life = office.read(&format!("/delegations/{id}/life")).await;
        let steps: Vec<String> = life["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|noted| noted["event"].as_object().unwrap().keys().next().unwrap().clone())
            .collect();
        let first: Vec<&str> = steps.iter().map(String::as_str).take(11).collect();
        let reviews = ["review"; 8];
        assert_eq!(first, [&["start"][..], &reviews[..], &["submission", "approval"][..]].concat());
        assert!(!office.read("/promises").await.as_array().unwrap().is_empty());
        assert!(!office.read("/goals").await.as_array().unwrap().is_empty());

        let mut auditor = Program::of(&house, "auditor").await;
        let lines = auditor.read("/journal?limit=100").await;
        let about = format!("delegation {id}");
        let events: Vec<&str> = lines
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["subject"] == about.as_str())
            .map(|line| line["event"].as_str().unwrap())
            .collect();
        assert_eq!(events.first(), Some(&"delegation.keep"));
        assert_eq!(events.iter().filter(|event| **event == "delegation.review").count(), 8);
    });
}

#[test]
fn who_changes_what_another_has_changed_is_told_what_was_done() {
    in_the_specimen_house(async |house| {
        let mut office = Program::of(&house, "office").await;
        let id = office.read("/delegations").await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/delegations/{id}/party");
        let read = office.get(&path).await;
        let (seen, mut party) = (tag(&read), told(&read));
        office.browser.headers.push(("if-none-match", seen.clone()));
        assert_eq!(office.get(&path).await.status, 304);
        office.browser.headers.pop();

        let unsaid = office.send(Method::PUT, &path, ("k0", ""), &party).await;
        assert_eq!(
            (unsaid.status.as_u16(), &told(&unsaid)["type"]),
            (428, &json!("urn:jinqiao:problem:version-missing"))
        );
        party["members"][0]["unit"] = json!("示例新部门");
        let first = office.send(Method::PUT, &path, ("k1", &seen), &party).await;
        assert_eq!(first.status, 200, "{}", first.text());
        party["members"][0]["unit"] = json!("示例另一部门");
        let second = office.send(Method::PUT, &path, ("k2", &seen), &party).await;
        assert_eq!(second.status, 412);
        let faults = &told(&second)["faults"];
        assert_eq!(faults.as_array().unwrap().len(), 1);
        assert!(faults[0]["said"].as_str().unwrap().contains("2026-04-28 09:00 delegation.keep"), "{faults}");
        assert_eq!(office.read(&path).await["members"][0]["unit"], "示例新部门");
        let fresh = tag(&office.get(&path).await);
        assert_eq!(office.send(Method::PUT, &path, ("k3", &fresh), &party).await.status, 200);
    });
}

#[test]
fn what_is_sent_twice_is_done_once_and_answered_alike() {
    let application = brazil();
    in_a_house_without_trips(async |house| {
        let mut office = Program::of(&house, "office").await;
        let keyless = office.send(Method::POST, "/delegations", ("", ""), &application).await;
        assert_eq!(keyless.status, 400, "{}", keyless.text());
        let first = office.send(Method::POST, "/delegations", ("once", ""), &application).await;
        let again = office.send(Method::POST, "/delegations", ("once", ""), &application).await;
        assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
        assert_eq!((first.text(), tag(&first)), (again.text(), tag(&again)));
        assert_eq!(again.headers.get("idempotency-replayed").unwrap(), "true");
        assert_eq!(office.read("/delegations").await.as_array().unwrap().len(), 1);
        let mut other = application.clone();
        other["name"] = json!("示例另一团");
        assert_eq!(office.send(Method::POST, "/delegations", ("once", ""), &other).await.status, 422);
        // The same key in somebody else's hand is another key.
        let mut head = Program::of(&house, "head").await;
        assert_eq!(head.send(Method::POST, "/delegations", ("once", ""), &application).await.status, 403);
    });
}

#[test]
fn every_wrong_question_gets_a_problem_that_says_what_is_wrong() {
    in_the_specimen_house(async |house| {
        let mut office = Program::of(&house, "office").await;
        let id = office.read("/delegations").await[0]["id"].as_str().unwrap().to_owned();
        let party = format!("/api/v1/delegations/{id}/party");
        let asked = [
            (Method::GET, "/api/v1/nothing", "", ""),
            (Method::GET, "/api/v1/delegations/nonsense", "", ""),
            (Method::GET, "/api/v1/delegations/%ff", "", ""),
            (Method::GET, "/api/v1/delegations?limit=0", "", ""),
            (Method::DELETE, "/api/v1/delegations", "", ""),
            (Method::PUT, &party, "text/plain", "{}"),
            (Method::PUT, &party, "application/json", "{"),
            (Method::PUT, &party, "application/json", "{}"),
            (Method::PUT, &party, "application/json", "{\"members\": [{\"name\": 5}]}"),
            (Method::PUT, &party, "application/json", "{\"members\": [], \"more\": 1}"),
        ];
        office.browser.headers.push(("if-match", "*".to_owned()));
        let mut lines = Vec::new();
        for (method, path, kind, body) in asked {
            let answer = office.browser.ask(method.clone(), path, kind, body.as_bytes().to_vec()).await;
            assert_eq!(answer.headers.get("content-type").unwrap(), "application/problem+json", "{path}");
            let said = told(&answer);
            let at = said["faults"][0]["where"].as_str().unwrap_or_default().to_owned();
            let path = path.replace(&id, "ID");
            lines.push(format!(
                "{} {method} {path} {body}\n    {} {at}",
                answer.status.as_u16(),
                said["title"]
            ));
        }
        let large = vec![b' '; 3 * 1024 * 1024];
        let answer = office.browser.ask(Method::PUT, &party, "application/json", large).await;
        lines.push(format!("{} PUT three megabytes\n    {}", answer.status.as_u16(), told(&answer)["title"]));
        insta::assert_snapshot!(lines.join("\n"));
    });
}

#[test]
fn a_party_that_cannot_be_is_refused_place_by_place() {
    in_the_specimen_house(async |house| {
        let mut office = Program::of(&house, "office").await;
        let id = office.read("/delegations").await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/delegations/{id}/itinerary");
        let mut days = office.read(&path).await;
        days["days"][1]["date"] = json!("2999-01-01");
        days["days"][2]["morning"]["participants"] = json!(["示例外人"]);
        let refused = office.send(Method::PUT, &path, ("k", "*"), &days).await;
        assert_eq!(refused.status, 409);
        let places: Vec<Value> =
            told(&refused)["faults"].as_array().unwrap().iter().map(|it| it["where"].clone()).collect();
        assert_eq!(places, ["days", "days[1].date", "days[2].date", "days[2].morning"]);
    });
}

#[test]
fn a_token_works_until_it_is_taken_back_and_never_proves_who_one_is() {
    in_the_specimen_house(async |house| {
        let mut office = Program::of(&house, "office").await;
        assert_eq!(office.get("/delegations").await.status, 200);
        let answer = office.browser.post("/password", &[("old", "x"), ("new", "y"), ("again", "y")]).await;
        assert_ne!(answer.status, 303);
        let door = &house.bench.door;
        let listed = door.look(token::list).await.unwrap();
        assert_eq!(listed.iter().map(|it| it.login.as_str()).collect::<Vec<_>>(), ["office"]);
        assert_eq!(listed[0].token.seen.map(|seen| seen == door.clock.now), Some(true));
        let id = listed[0].token.id;
        door.change(async |desk| token::revoke(desk, id).await).await.unwrap();
        let refused = office.get("/delegations").await;
        assert_eq!(refused.status, 401);
        assert_eq!(refused.headers.get("www-authenticate").unwrap(), "Bearer realm=\"jinqiao\"");
        let mut stranger = house.anybody();
        stranger.headers.push(("authorization", "Bearer jq_nonsense".to_owned()));
        assert_eq!(stranger.get("/api/v1/delegations").await.status, 401);
    });
}

#[test]
fn the_list_is_read_on_page_by_page() {
    in_the_specimen_house(async |house| {
        let mut office = Program::of(&house, "office").await;
        let all = office.read("/delegations").await;
        let mut path = "/delegations?limit=2".to_owned();
        let mut found = Vec::new();
        loop {
            let answer = office.get(&path).await;
            found.extend(told(&answer).as_array().unwrap().clone());
            let Some(link) = answer.headers.get("link") else { break };
            let link = link.to_str().unwrap();
            let next = link.split(['<', '>']).nth(1).unwrap();
            path = format!("/delegations{next}");
        }
        assert_eq!(Value::Array(found), all);
        let planned = office.read("/delegations?phase=planned").await;
        assert_eq!(planned, all);
        assert_eq!(office.read("/delegations?phase=closed").await, json!([]));
    });
}

/// `JINQIAO_GUIDE=write` writes the document instead of comparing it.
#[test]
fn the_description_of_the_api_is_that_of_its_routes() {
    let told = jinqiao::modules::routes().description();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/openapi.json");
    #[expect(clippy::disallowed_methods, reason = "the guide is written when it is asked for")]
    if std::env::var("JINQIAO_GUIDE").is_ok_and(|asked| asked == "write") {
        let text = serde_json::to_string_pretty(&told).unwrap();
        std::fs::write(path, format!("{text}\n")).unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(kept, told, "run `cargo xtask guide`");
}

/// Adds one to what stands until it was done so often; whoever was overtaken reads
/// again.
async fn count_up(program: &mut Program, path: &str, (name, times): (&str, u32)) {
    let mut done = 0;
    let mut tries = 0;
    while done < times {
        tries += 1;
        let read = program.get(path).await;
        let (seen, mut party) = (tag(&read), told(&read));
        let count: u32 = party["members"][0]["unit"].as_str().unwrap().parse().unwrap();
        party["members"][0]["unit"] = json!((count + 1).to_string());
        let answer = program.send(Method::PUT, path, (&format!("{name}-{tries}"), &seen), &party).await;
        match answer.status.as_u16() {
            200 => done += 1,
            412 => {}
            _ => panic!("{}", answer.text()),
        }
    }
}

#[test]
fn four_who_write_at_the_same_time_lose_nothing() {
    in_the_specimen_house(async |house| {
        let mut office = Program::of(&house, "office").await;
        let id = office.read("/delegations").await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/delegations/{id}/party");
        let mut party = office.read(&path).await;
        party["members"][0]["unit"] = json!("0");
        assert_eq!(office.send(Method::PUT, &path, ("zero", "*"), &party).await.status, 200);
        let mut writers = Vec::new();
        for _ in 0..4 {
            writers.push(Program::of(&house, "office").await);
        }
        let [one, two, three, four] = &mut writers[..] else { panic!("four writers") };
        tokio::join!(
            count_up(one, &path, ("a", 25)),
            count_up(two, &path, ("b", 25)),
            count_up(three, &path, ("c", 25)),
            count_up(four, &path, ("d", 25)),
        );
        assert_eq!(office.read(&path).await["members"][0]["unit"], "100");
    });
}
