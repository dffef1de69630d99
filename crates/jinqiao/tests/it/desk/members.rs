//! Joining, being confirmed, being suspended; the school's particulars.

use super::{PASSWORD, in_the_specimen_house};

fn link_on(text: &str) -> String {
    let (_, rest) = text.split_once("/join/").expect("a link on the page");
    format!("/join/{}", rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
}

#[test]
fn the_invited_choose_a_password_and_come_in_once_they_are_confirmed() {
    in_the_specimen_house(async |house| {
        let mut admin = house.signed_in("admin").await;
        let whom = [("name", "示例乙"), ("login", "yi@example.edu.cn"), ("role", "teacher")];
        let made = admin.post("/settings/members", &whom).await;
        assert_eq!(made.status, 200, "{}", made.main_text());
        let link = link_on(&made.text());

        let mut invited = house.anybody();
        assert_eq!(invited.get(&link).await.status, 200);
        let stranger = [("login", "thief@example.com"), ("password", PASSWORD)];
        let refused = invited.post(&link, &stranger).await;
        assert_eq!(refused.status, 422);
        assert!(refused.main_text().contains("与收到链接的不一致"));
        let own = [("login", "Yi@example.edu.cn"), ("password", PASSWORD)];
        assert_eq!(invited.post(&link, &own).await.status, 200);
        assert_eq!(invited.post(&link, &own).await.status, 404, "a link works once");
        let early = invited.post("/sign-in", &own).await;
        assert!(early.main_text().contains("还没有得到确认"));

        let page = admin.get("/settings/members").await.text();
        let before = page.split("yi@example.edu.cn").nth(1).unwrap();
        let id = before.split("/settings/members/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        admin.post(&format!("/settings/members/{id}/standing"), &[("standing", "confirmed")]).await;
        assert_eq!(invited.post("/sign-in", &own).await.location(), "/");
    });
}

#[test]
fn a_school_gives_no_role_of_the_organisers_and_nobody_suspends_himself() {
    in_the_specimen_house(async |house| {
        let mut admin = house.signed_in("admin").await;
        let whom = [("name", "示例丙"), ("login", "bing"), ("role", "organiser")];
        let refused = admin.post("/settings/members", &whom).await;
        assert_eq!(refused.status, 422);
        assert!(refused.main_text().contains("请选择角色"));
        let page = admin.get("/settings/members").await;
        insta::assert_snapshot!(page.main_text());
        let mut office = house.signed_in("office").await;
        assert_eq!(office.get("/settings/members").await.status, 403);
    });
}

#[test]
fn the_schools_particulars_are_kept_and_a_school_without_a_name_is_not() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let page = office.get("/settings/school").await;
        assert_eq!(page.status, 200);
        let nameless = office.post("/settings/school", &[("name", ""), ("city", "杭州")]).await;
        assert_eq!(nameless.status, 422);
        assert!(nameless.text().contains("value=\"杭州\""), "what was typed stays");
        let whole = [
            ("name", "示例职业学院"),
            ("name-en", "Example College"),
            ("province", "浙江"),
            ("city", "杭州"),
            ("register", "示例院"),
            ("strengths", "机电、数控，轨道"),
        ];
        assert_eq!(office.post("/settings/school", &whole).await.location(), "/settings");
        let again = office.get("/settings/school").await.text();
        assert!(again.contains("value=\"机电、数控、轨道\""));
        assert!(again.contains("示例职业学院"));
    });
}
