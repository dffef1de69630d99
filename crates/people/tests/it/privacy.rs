//! What the law asks: sealed numbers, consent, reasons, retention, erasure.

use std::collections::BTreeSet;

use chassis::testing::Bench;
use chassis::{Error, journal};
use jiff::civil::date;
use people::model::{Channel, Decision, IdentityNumber, Person, PrivacyConsent, Scope, standing};
use people::operations::person;
use people::operations::privacy::{self, Ground, Retention};

use super::on_a_bench;
use super::person::{IDENTITY, as_school, keep, keys, passport, school};

/// Everything of a person that must be gone when they are.
const CANARIES: [&str; 9] = [
    "金丝雀",
    "JINSIQUE",
    "jinsique",
    IDENTITY,
    "110105",
    "E87654321",
    "13912345678",
    "canary@example.org",
    "鸟类观察室",
];

fn canary(person: &mut Person) {
    person.born = None;
    person.identity = Some(IdentityNumber::read(IDENTITY).expect("an example"));
    person.documents = vec![passport("E87654321")];
    "JINSIQUE".clone_into(&mut person.name.surname);
    "LI".clone_into(&mut person.name.given);
    "13912345678".clone_into(&mut person.phone);
    "canary@example.org".clone_into(&mut person.mail);
    "鸟类观察室".clone_into(&mut person.department);
}

/// Which canaries sit in the embedded database's files; none where it is a server.
fn seen(bench: &Bench) -> Vec<&'static str> {
    let mut bytes = Vec::new();
    for name in ["jinqiao.sqlite", "jinqiao.sqlite-wal"] {
        bytes.extend(std::fs::read(bench.door.files.beside(name)).unwrap_or_default());
    }
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    let digit = |half: u8| char::from_digit(half.into(), 16).expect("half a byte");
    let hex = |text: &str| text.bytes().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect::<String>();
    let sits = |canary: &&str| holds(canary.as_bytes()) || holds(hex(canary).as_bytes());
    CANARIES.into_iter().filter(sits).collect()
}

fn embedded(bench: &Bench) -> bool {
    bench.door.files.beside("jinqiao.sqlite").is_file()
}

#[test]
fn after_an_erasure_no_canary_is_left_and_the_journal_still_holds() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "金丝雀", canary).await.unwrap().person;
        for name in ["赵例", "钱例", "孙例"] {
            keep(&bench, school, name, |_| ()).await.unwrap();
        }
        keep(&bench, school, "金丝雀", |person| {
            canary(person);
            "班长".clone_into(&mut person.post);
        })
        .await
        .unwrap();
        let numbers = [IDENTITY, "110105", "E87654321"];
        if embedded(&bench) {
            let seen = seen(&bench);
            assert!(
                seen.contains(&"金丝雀") && !numbers.iter().any(|number| seen.contains(number)),
                "{seen:?}"
            );
        }
        let keys = keys(&bench);
        bench.door.change(async |desk| privacy::erase(desk, kept.id, Ground::Asked).await).await.unwrap();
        bench.door.db().await.unwrap().sweep(privacy::TABLES).await.unwrap();
        assert_eq!(seen(&bench), [""; 0]);
        let gone = bench.door.look(async |desk| person::load(desk, &keys, kept.id).await).await.unwrap_err();
        assert_eq!(gone.to_string(), "此人的信息已于2026-03-02删除");
        let found = bench.door.look(async |desk| person::find(desk, &keys, school, "金", 9).await).await;
        assert_eq!(found.unwrap(), []);
        let lines = bench.door.look(journal::lines).await.unwrap();
        assert_eq!(journal::first_broken(&lines), None);
        let last = lines.last().unwrap();
        assert_eq!((last.event.as_str(), last.detail.as_str()), ("person.erase", "本人要求"));
        assert!(!lines.iter().any(|line| CANARIES.iter().any(|canary| format!("{line:?}").contains(canary))));
    });
}

#[test]
fn nobody_is_erased_across_schools() {
    on_a_bench(async |bench| {
        let (ours, theirs) = (school(&bench, "甲学院").await, school(&bench, "乙学院").await);
        let other = keep(&bench, theirs, "张示例", |_| ()).await.unwrap().person;
        let keys = keys(&bench);
        let codes = |error: Error| error.exit_code();
        let erase =
            as_school(&bench, ours, async |desk| privacy::erase(desk, other.id, Ground::Asked).await).await;
        assert_eq!(erase.map_err(codes), Err(66));
        let reveal =
            as_school(&bench, ours, async |desk| privacy::reveal(desk, &keys, other.id, "签证").await).await;
        assert_eq!(reveal.map_err(codes), Err(66));
        let pin =
            as_school(&bench, ours, async |desk| privacy::pin(desk, &keys, other.id, "签证").await).await;
        assert_eq!(pin.map_err(codes), Err(66));
        let told = as_school(&bench, ours, async |desk| privacy::consents(desk, other.id).await).await;
        assert_eq!(told.map_err(codes), Err(66));
    });
}

#[test]
fn numbers_are_shown_for_a_reason_that_names_nobody() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "金丝雀", canary).await.unwrap().person;
        let keys = keys(&bench);
        let reveal = async |reason: &str| {
            bench.door.change(async |desk| privacy::reveal(desk, &keys, kept.id, reason).await).await
        };
        for (reason, code) in [("", 65), ("金丝雀办签证", 65), ("核对 13912345678", 65)] {
            assert_eq!(reveal(reason).await.map_err(|error| error.exit_code()), Err(code), "{reason}");
        }
        let shown = reveal("办理签证").await.unwrap();
        assert_eq!(shown.identity.unwrap().in_full(), IDENTITY);
        let about = format!("person {}", kept.id);
        let lines = bench.door.look(async |desk| journal::about(desk, &about).await).await.unwrap();
        let told: Vec<_> = lines.iter().map(|line| format!("{} {}", line.event, line.detail)).collect();
        assert_eq!(told, ["person.keep 登记", "person.reveal 办理签证"]);
    });
}

#[test]
fn the_last_decision_about_the_data_stands() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let person = keep(&bench, school, "张示例", |_| ()).await.unwrap().person.id;
        let at = |text: &str| text.parse().unwrap();
        let given = PrivacyConsent {
            person,
            decision: Decision::Given,
            scope: Scope::Sensitive,
            notice: "2026-03".to_owned(),
            channel: Channel::Paper,
            at: at("2026-03-01T02:00:00Z"),
        };
        let withdrawn =
            PrivacyConsent { decision: Decision::Withdrawn, at: at("2026-03-02T02:00:00Z"), ..given.clone() };
        for consent in [&withdrawn, &given] {
            bench.door.change(async |desk| privacy::consent(desk, consent).await).await.unwrap();
        }
        let told = bench.door.look(async |desk| privacy::consents(desk, person).await).await.unwrap();
        assert_eq!(told, [given.clone(), withdrawn]);
        assert_eq!((standing(&told), standing(&told[..1])), (None, Some(&given)));
    });
}

#[test]
fn passports_go_when_nobody_needs_them_and_nobody_pinned_them() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let keys = keys(&bench);
        let kept = async |name: &str| {
            keep(&bench, school, name, |person| person.documents = vec![passport("E87654321")])
                .await
                .unwrap()
                .person
        };
        let (idle, travelling, pinned) = (kept("赵例").await, kept("钱例").await, kept("孙例").await);
        bench
            .door
            .change(async |desk| privacy::pin(desk, &keys, pinned.id, "下一站已报名").await)
            .await
            .unwrap();
        let needed = BTreeSet::from([travelling.id]);
        let retain = async |day| {
            let retention = Retention { day, days: 30 };
            bench
                .door
                .change(async |desk| privacy::retain(desk, &keys, school, retention, &needed).await)
                .await
        };
        assert_eq!(retain(date(2026, 3, 31)).await.unwrap(), []);
        assert_eq!(retain(date(2026, 4, 1)).await.unwrap(), [idle.id]);
        let left = async |id| {
            bench.door.look(async |desk| person::load(desk, &keys, id).await).await.unwrap().documents.len()
        };
        assert_eq!((left(idle.id).await, left(travelling.id).await, left(pinned.id).await), (0, 1, 1));
        bench.door.change(async |desk| privacy::pin(desk, &keys, pinned.id, "").await).await.unwrap();
        assert_eq!(retain(date(2026, 4, 1)).await.unwrap(), [pinned.id]);
    });
}

#[test]
fn an_identity_number_outlives_the_passport_under_a_fresh_key() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "金丝雀", canary).await.unwrap().person;
        let keys = keys(&bench);
        let retention = Retention { day: date(2026, 5, 1), days: 30 };
        let none = BTreeSet::new();
        let gone = bench
            .door
            .change(async |desk| privacy::retain(desk, &keys, school, retention, &none).await)
            .await;
        assert_eq!(gone.unwrap(), [kept.id]);
        let left = bench.door.look(async |desk| person::load(desk, &keys, kept.id).await).await.unwrap();
        assert_eq!((left.identity, left.documents), (kept.identity, vec![]));
    });
}

#[test]
fn without_the_key_file_or_with_another_one_no_number_opens_and_none_is_sealed() {
    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        let kept = keep(&bench, school, "金丝雀", canary).await.unwrap().person;
        let keys = keys(&bench);
        let load = async || bench.door.look(async |desk| person::load(desk, &keys, kept.id).await).await;
        let code = |error: Error| match error {
            Error::Refused(refusal) => refusal.code,
            other => panic!("{other}"),
        };
        let path = bench.door.files.beside("person.key");
        let key = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, "00".repeat(32)).unwrap();
        assert_eq!(load().await.map_err(code), Err("person-key-wrong"));
        std::fs::write(&path, "not a key").unwrap();
        assert_eq!(load().await.map_err(code), Err("person-key-broken"));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(load().await.map_err(code), Err("person-key-missing"));
        let other =
            keep(&bench, school, "赵例", |person| person.documents = vec![passport("E12345678")]).await;
        assert_eq!(other.map_err(code), Err("person-key-missing"));
        assert!(!path.exists());
        std::fs::write(&path, key).unwrap();
        assert_eq!(load().await.unwrap(), kept);
    });
}

#[cfg(unix)]
#[test]
fn the_key_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    on_a_bench(async |bench| {
        let school = school(&bench, "示例学院").await;
        keep(&bench, school, "金丝雀", canary).await.unwrap();
        let about = std::fs::metadata(bench.door.files.beside("person.key")).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
    });
}
