//! The colleges of a season, as its organiser sees them.

use super::in_the_specimen_house;
use super::list::another_college;

#[test]
fn the_organiser_sees_who_takes_part_where_in_figures_and_names_nobody() {
    in_the_specimen_house(async |house| {
        let parties = another_college(&house, "示例第二学院", 3).await;
        let mut organiser = house.signed_in("organiser").await;
        let page = organiser.get("/colleges").await;
        insta::assert_snapshot!(page.main_text());
        let school = parties[0].school;
        let one = organiser.get(&format!("/colleges/{school}")).await;
        assert_eq!(one.status, 200, "{}", one.main_text());
        assert!(one.main_text().contains("示例第二学院第00团"));
        for member in &parties[0].members {
            assert!(!one.text().contains(&member.name.zh), "{}", member.name.zh);
        }
        let csv = organiser.get("/colleges.csv").await.text();
        assert!(csv.contains("示例第二学院"), "{csv}");
        assert!(organiser.get("/colleges.xlsx").await.body.starts_with(b"PK"));
        let none = organiser.get("/colleges?phase=closed").await;
        assert!(!none.text().contains("示例第二学院"));
        assert_eq!(organiser.get("/colleges/1").await.status, 404);
        assert_eq!(house.signed_in("office").await.get("/colleges").await.status, 403);
    });
}
