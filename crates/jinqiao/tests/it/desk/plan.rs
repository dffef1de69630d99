//! Days and money on the desk: what is planned is kept, what cannot be is told at
//! its field, and nobody overwrites what somebody else has just changed.

use chassis::testing::Browser;

use super::{SpecimenHouse, in_the_specimen_house};

async fn to_brazil(house: &SpecimenHouse) -> String {
    house
        .bench
        .door
        .look(async |desk| {
            let schools = people::operations::list(desk).await?;
            let season = season::operations::current(desk).await?;
            let all = delegation::operations::of_school(desk, schools.first().unwrap().id, &season).await?;
            let brazil = all.iter().find(|delegation| delegation.name.contains("巴西")).unwrap();
            Ok(format!("/delegations/{}", brazil.id))
        })
        .await
        .unwrap()
}

fn seen(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn opened(browser: &mut Browser, path: &str) -> String {
    browser.get(path).await.text()
}

#[test]
fn the_days_of_brazil_are_laid_out_with_the_share_of_work() {
    in_the_specimen_house(async |house| {
        let path = to_brazil(&house).await + "/itinerary";
        let mut office = house.signed_in("office").await;
        insta::assert_snapshot!(office.get(&path).await.main_text());
    });
}

#[test]
fn half_a_day_is_planned_and_one_without_a_word_is_not() {
    in_the_specimen_house(async |house| {
        let path = to_brazil(&house).await + "/itinerary";
        let mut office = house.signed_in("office").await;
        let slot = format!("{path}?slot=2026-09-14.afternoon");
        let version = seen(&opened(&mut office, &slot).await);
        let typed = |text, city, tasks| {
            [
                ("slot", "2026-09-14.afternoon"),
                ("work", "meeting"),
                ("city", city),
                ("text", text),
                ("host", "示例院校"),
                ("tasks", tasks),
            ]
        };
        let mut form = typed("", "", "9").to_vec();
        form.push(("seen", &version));
        let refused = office.post(&path, &form).await;
        assert_eq!(refused.status, 422);
        let told = refused.main_text();
        assert!(told.contains("写明谈什么、定什么；确实没有安排就把性质选“空”；填写城市；附件没有任务9"));
        assert!(refused.text().contains("value=\"示例院校\""), "what was typed stays");

        let mut form = typed("商定实训设备清单", "圣保罗", "2、3").to_vec();
        form.push(("seen", &version));
        assert_eq!(office.post(&path, &form).await.status, 303);
        assert!(office.get(&path).await.main_text().contains("商定实训设备清单"));
        let late = office.post(&path, &form).await;
        assert_eq!(late.status, 422);
        assert!(late.main_text().contains("您打开以后，别人改过这个团组"));
    });
}

#[test]
fn prices_are_reckoned_while_one_types_and_kept_when_one_says_so() {
    in_the_specimen_house(async |house| {
        let path = to_brazil(&house).await + "/money";
        let mut office = house.signed_in("office").await;
        let page = office.get(&path).await;
        insta::assert_snapshot!("money", page.main_text());
        let version = seen(&page.text());
        let form = [
            ("seen", version.as_str()),
            ("rate.USD", "7.2"),
            ("item.0", "fare"),
            ("what.0", "经济舱往返"),
            ("currency.0", "CNY"),
            ("price.0", "10000.00"),
            ("item.1", "lodging"),
            ("what.1", "圣保罗"),
            ("currency.1", "USD"),
            ("price.1", "100"),
        ];
        let reckoned = office.post(&format!("{path}/reckoning"), &form).await.text();
        assert!(reckoned.contains("60,000.00"), "six tickets of ten thousand");
        assert!(page.text().contains("82,800.00") && !reckoned.contains("82,800.00"));
        assert!(office.get(&path).await.text().contains("82,800.00"), "reckoning keeps nothing");

        let wrong = [
            &form[..2],
            &[("item.0", "fare"), ("what.0", "机票"), ("currency.0", "CNY"), ("price.0", "一万")],
        ];
        let refused = office.post(&path, &wrong.concat()).await;
        assert_eq!(refused.status, 422);
        assert!(refused.main_text().contains("单价是不小于 0 的数，最多两位小数，如 6850.00"));
        assert!(refused.text().contains("value=\"一万\""), "what was typed stays");

        assert_eq!(office.post(&path, &form).await.status, 303);
        assert!(office.get(&path).await.text().contains("60,000.00"));
    });
}

#[test]
fn a_teacher_reads_the_days_and_changes_nothing() {
    in_the_specimen_house(async |house| {
        let path = to_brazil(&house).await + "/itinerary";
        let mut teacher = house.signed_in("teacher").await;
        let page = teacher.get(&format!("{path}?slot=2026-09-14.afternoon")).await;
        assert!(!page.text().contains("<form class=\"ask"));
        assert_eq!(teacher.post(&path, &[]).await.status, 403);
    });
}
