//! The journal as the auditor reads it.

use super::list::another_college;
use super::people::keep;
use super::{SpecimenHouse, in_the_specimen_house};

/// The lines of a file, without its head.
async fn lines(house: &SpecimenHouse, path: &str) -> Vec<String> {
    let answer = house.signed_in("auditor").await.get(path).await;
    assert_eq!(answer.status, 200, "{}", answer.main_text());
    answer.text().lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_auditor_of_the_only_school_reads_everything_newest_first_with_names() {
    in_the_specimen_house(async |house| {
        let id = keep(&house, "张示例", |_| {}).await;
        let reveal = [("reason", "办理签证")];
        house.signed_in("office").await.post(&format!("/people/{id}/reveal"), &reveal).await;
        let mut auditor = house.signed_in("auditor").await;
        let page = auditor.get("/journal?event=person").await;
        let told = page.main_text().replace(&id.to_string(), "ID");
        assert!(!told.contains("张示例"), "the journal names nobody");
        assert!(
            told.contains("逐行相连")
                && told.contains("示例经办人 | | person.reveal | | person ID | | 办理签证"),
            "{told}"
        );
        let reveal = told.find("person.reveal").unwrap();
        assert!(reveal < told.find("person.keep").unwrap(), "newest first");
        let about =
            auditor.get(&format!("/journal?subject=person%20{id}&since=2026-04-28")).await.main_text();
        assert!(about.contains("person.keep"), "{about}");
        assert!(auditor.get("/journal?since=2026-04-30").await.main_text().contains("没有符合条件的日志"));
        assert!(auditor.get("/journal?since=gestern").await.main_text().contains("不是日期"));
        for login in ["office", "admin", "head", "organiser"] {
            assert_eq!(house.signed_in(login).await.get("/journal").await.status, 403, "{login}");
        }
    });
}

#[test]
fn pages_follow_one_another_down_to_the_first_line() {
    in_the_specimen_house(async |house| {
        for number in 0..120 {
            keep(&house, &format!("示例{number}"), |_| {}).await;
        }
        let mut auditor = house.signed_in("auditor").await;
        let (mut path, mut seen) = ("/journal?event=person".to_owned(), 0);
        loop {
            let text = auditor.get(&path).await.text();
            seen += text.matches("<th scope=\"row\">").count();
            match text
                .split_once("href=\"/journal?event=person&")
                .or(text.split_once("href=\"/journal?event=person&#38;"))
            {
                Some((_, rest)) => {
                    let rest =
                        rest.split('"').next().unwrap().trim_start_matches("#38;").trim_start_matches("amp;");
                    path = format!("/journal?event=person&{rest}");
                }
                None => break,
            }
        }
        assert_eq!(seen, 120);
        assert_eq!(lines(&house, "/journal.csv?event=person").await.len(), 120);
    });
}

#[test]
fn an_auditor_reads_nothing_of_another_college() {
    in_the_specimen_house(async |house| {
        keep(&house, "张示例", |_| {}).await;
        another_college(&house, "示例第二学院", 1).await;
        house.signed_in("office").await;
        let read = lines(&house, "/journal.csv").await.join("\n");
        assert!(!read.contains("示例第二学院"), "{read}");
        assert!(read.contains("person.keep") && read.contains("session.open"), "{read}");
    });
}
