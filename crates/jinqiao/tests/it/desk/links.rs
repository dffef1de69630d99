//! A traveller without an account fills in their own particulars by a link.

use super::people::{IDENTITY, hidden, journal, keep};
use super::{SpecimenHouse, in_the_specimen_house};

const MAIL: &str = "zhang@example.edu.cn";

/// A link to somebody's particulars, as the office makes it.
async fn link(house: &SpecimenHouse, id: &str) -> String {
    let mut office = house.signed_in("office").await;
    let made = office.post(&format!("/people/{id}/links"), &[("addressee", MAIL)]).await;
    assert_eq!(made.status, 200, "{}", made.main_text());
    let text = made.text();
    format!("/fill/{}", text.split_once("/fill/").unwrap().1.split('<').next().unwrap())
}

#[test]
fn a_traveller_fills_in_their_own_particulars_once() {
    in_the_specimen_house(async |house| {
        let id = keep(&house, "张示例", |person| person.department = "示例教务处".to_owned()).await;
        let link = link(&house, &id.to_string()).await;
        let mut traveller = house.anybody();
        let door = traveller.get(&link).await;
        insta::assert_snapshot!("before the address", door.main_text());
        assert!(!door.text().contains("张示例"), "nobody is named before the address fits");
        let stranger = traveller.post(&link, &[("address", "thief@example.com")]).await;
        assert_eq!(stranger.status, 422);
        assert!(!stranger.text().contains("张示例"));
        let page = traveller.post(&link, &[("address", " Zhang@example.edu.cn ")]).await;
        assert_eq!(page.status, 200, "{}", page.main_text());
        insta::assert_snapshot!("the form", page.main_text());
        let mark = hidden(&page, "mark");
        let told = |ticks: &[&'static str]| {
            let mut fields = vec![
                ("address", MAIL),
                ("do", "keep"),
                ("mark", mark.as_str()),
                ("identity", IDENTITY),
                ("phone", "13800000000"),
                ("department", "别处"),
            ];
            fields.extend(ticks.iter().map(|tick| (*tick, "yes")));
            fields
        };
        let unticked = traveller.post(&link, &told(&[])).await;
        assert_eq!(unticked.status, 422);
        assert!(
            unticked.text().contains("href=\"#agree\"")
                && unticked.text().contains("href=\"#agree-sensitive\"")
        );
        assert!(unticked.text().contains("value=\"13800000000\""), "what was typed stays");
        let done = traveller.post(&link, &told(&["agree", "agree-sensitive"])).await;
        assert_eq!(done.status, 200, "{}", done.main_text());
        assert!(done.main_text().contains("已提交，谢谢"));
        assert_eq!(traveller.get(&link).await.status, 404, "a link works once");
        let page = house.signed_in("office").await.get(&format!("/people/{id}")).await.main_text();
        assert!(
            page.contains("13800000000") && page.contains("示例教务处") && page.contains("网页勾选"),
            "{page}"
        );
        assert_eq!(
            journal(&house).await,
            [
                "person.keep 登记",
                "link.make particulars",
                "link.refuse",
                "link.use particulars",
                "person.consent 同意；含敏感个人信息（单独同意）；网页勾选",
                "person.keep 更新：性别、出生日期、手机、身份证号"
            ]
        );
    });
}

#[test]
fn a_link_shuts_after_a_few_wrong_addresses_and_a_new_one_ends_the_old() {
    in_the_specimen_house(async |house| {
        let id = keep(&house, "张示例", |_| {}).await.to_string();
        let first = link(&house, &id).await;
        let second = link(&house, &id).await;
        let mut traveller = house.anybody();
        assert_eq!(traveller.get(&first).await.status, 404);
        for _ in 0..5 {
            assert_eq!(traveller.post(&second, &[("address", "thief@example.com")]).await.status, 422);
        }
        let shut = traveller.post(&second, &[("address", MAIL)]).await;
        assert_eq!(shut.status, 422);
        assert!(shut.main_text().contains("填错次数过多"));
        let mut office = house.signed_in("office").await;
        let nobody = office.post(&format!("/people/{id}/links"), &[("addressee", " ")]).await;
        assert_eq!(nobody.status, 422);
        assert!(nobody.text().contains("href=\"#addressee\""));
    });
}
