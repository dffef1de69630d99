//! Coming in, being turned away, going out.

use super::{PASSWORD, in_an_empty_house, in_the_specimen_house};

#[test]
fn an_empty_house_asks_who_begins_and_then_never_again() {
    in_an_empty_house(async |house| {
        let mut first = house.anybody();
        assert_eq!(first.get("/").await.location(), "/start");
        let weak = first.post("/start", &[("begin", "specimen"), ("specimen-password", "12345678")]).await;
        assert_eq!(weak.status, 422);
        assert!(weak.main_text().contains("口令还不合要求：大写、小写、数字、符号至少有3类；不要用常见口令"));
        let begun = first.post("/start", &[("begin", "specimen"), ("specimen-password", PASSWORD)]).await;
        assert_eq!((begun.status.as_u16(), begun.location()), (303, "/today"));
        let mut second = house.anybody();
        assert_eq!(second.get("/").await.location(), "/sign-in");
        assert_eq!(second.get("/start").await.status, 404);
        let late = [("begin", "specimen"), ("specimen-password", PASSWORD)];
        assert_eq!(second.post("/start", &late).await.status, 404);
    });
}

#[test]
fn a_school_is_founded_with_its_first_account() {
    in_an_empty_house(async |house| {
        let mut first = house.anybody();
        let half = [("begin", "school"), ("login", "wang"), ("password", PASSWORD), ("name", "示例甲")];
        let refused = first.post("/start", &half).await;
        assert_eq!(refused.status, 422);
        assert!(refused.main_text().contains("学校的中文名、英文名、省份、城市和发文字号简称都要填写"));
        let whole = [
            ("school", "示例学院"),
            ("school-en", "Example College"),
            ("province", "浙江"),
            ("city", "杭州"),
            ("register", "示例院"),
        ];
        let founded = first.post("/start", &[&half[..], &whole[..]].concat()).await;
        assert_eq!((founded.status.as_u16(), founded.location()), (303, "/today"));
    });
}

#[test]
fn a_wrong_password_and_an_unknown_login_are_told_apart_by_nobody() {
    in_the_specimen_house(async |house| {
        let mut browser = house.anybody();
        let wrong = browser.post("/sign-in", &[("login", "office"), ("password", "Wrong-2026")]).await;
        let unknown = browser.post("/sign-in", &[("login", "nobody"), ("password", "Wrong-2026")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.main_text(), unknown.main_text());
    });
}

#[test]
fn five_wrong_passwords_lock_the_account_and_not_the_others() {
    in_the_specimen_house(async |house| {
        let mut thief = house.anybody();
        for _ in 0..5 {
            thief.post("/sign-in", &[("login", "head"), ("password", "Wrong-2026")]).await;
        }
        let right = thief.post("/sign-in", &[("login", "head"), ("password", PASSWORD)]).await;
        assert_eq!(right.status, 422);
        assert!(right.main_text().contains("登录失败次数过多，请30分钟后再试"));
        house.signed_in("office").await;
    });
}

#[test]
fn whoever_signs_out_is_nobody_again() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        let mut stolen = office.clone();
        assert_eq!(office.get("/").await.location(), "/today");
        office.post("/sign-out", &[]).await;
        assert_eq!(stolen.get("/").await.location(), "/sign-in");
    });
}

#[test]
fn a_change_from_another_sites_page_is_not_carried_out() {
    in_the_specimen_house(async |house| {
        let mut office = house.signed_in("office").await;
        office.headers.push(("sec-fetch-site", "cross-site".to_owned()));
        let answer = office.post("/sign-out", &[]).await;
        assert_eq!(answer.status, 403);
        office.headers.clear();
        assert_eq!(office.get("/").await.location(), "/today");
    });
}
