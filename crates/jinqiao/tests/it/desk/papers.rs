//! The papers of a trip: listed, looked at page by page, taken along.

use std::io::Cursor;

use super::delegation::party;
use super::in_the_specimen_house;

#[test]
fn papers_are_listed_with_their_state_and_looked_at_as_pages() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut teacher = house.signed_in("teacher").await;
        let path = format!("/delegations/{}/papers", brazil.id);
        let listed = teacher.get(&path).await;
        insta::assert_snapshot!(listed.main_text());
        let text = listed.text();
        let pages: Vec<&str> = text
            .split("src=\"")
            .filter_map(|part| part.split('"').next())
            .filter(|path| path.split('.').next_back() == Some("svg"))
            .filter(|path| path.starts_with("/delegations/"))
            .collect();
        assert!(!pages.is_empty());
        for page in &pages {
            let picture = teacher.get(page).await;
            assert_eq!(picture.headers["content-type"], "image/svg+xml");
            assert!(picture.text().starts_with("<svg"));
            assert!(!picture.text().contains("<script"));
        }
        let beyond = format!("{path}/approval-request/{}.svg", pages.len() + 1);
        assert_eq!(teacher.get(&beyond).await.status, 404);
        assert_eq!(house.signed_in("admin").await.get(&path).await.status, 403);
    });
}

#[test]
fn a_paper_is_had_as_every_file_it_can_be_had_as_and_as_no_other() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut office = house.signed_in("office").await;
        let path = format!("/delegations/{}/papers", brazil.id);
        let pdf = office.get(&format!("{path}/roster.pdf")).await;
        assert!(pdf.body.starts_with(b"%PDF"), "{}", pdf.main_text());
        let said = pdf.headers["content-disposition"].to_str().unwrap();
        assert!(said.starts_with("inline; filename=\"jinqiao.pdf\"; filename*=UTF-8''%E5%87%BA"), "{said}");
        let word = office.get(&format!("{path}/roster.docx")).await;
        assert!(word.body.starts_with(b"PK"));
        assert!(word.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        for none in ["roster.exe", "nonsense.pdf", "roster", "..%2f..%2fetc.pdf"] {
            assert_eq!(office.get(&format!("{path}/{none}")).await.status, 404, "{none}");
        }
    });
}

#[test]
fn the_whole_package_comes_as_one_file() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut office = house.signed_in("office").await;
        let package = office.get(&format!("/delegations/{}/papers.zip", brazil.id)).await;
        assert_eq!(package.status, 200, "{}", package.main_text());
        let mut archive = zip::ZipArchive::new(Cursor::new(package.body)).unwrap();
        let names: Vec<String> =
            (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        insta::assert_snapshot!(names.join("\n"));
    });
}

#[test]
fn a_trip_without_a_budget_has_no_papers_and_says_what_is_missing() {
    in_the_specimen_house(async |house| {
        let brazil = party(&house, "巴西").await;
        let mut office = house.signed_in("office").await;
        let (stop, like) = (brazil.stop.to_string(), brazil.id.to_string());
        let begun = [("stop", stop.as_str()), ("like", &like), ("name", "示例再访团")];
        office.post("/delegations/new/people", &begun).await;
        let new = party(&house, "示例再访团").await;
        let path = format!("/delegations/{}/papers", new.id);
        let read = office.get(&path).await;
        assert_eq!(read.status, 200);
        assert!(read.main_text().contains("日程没有完整的出境日和入境日"), "{}", read.main_text());
        assert_eq!(office.get(&format!("{path}/roster.pdf")).await.status, 409);
    });
}
