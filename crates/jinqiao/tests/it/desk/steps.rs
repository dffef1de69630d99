//! A delegation's year at the desk, from the start to the closed file, as the roles.

use chassis::testing::{Answer, Browser};
use delegation::model::RateSource;
use delegation::model::settlement::Quote;
use jiff::civil::{Date, date};
use kernel::{Currency, Rate};

use super::approvals::{agree, hidden};
use super::{SpecimenHouse, in_the_specimen_house};

async fn record(browser: &mut Browser, party: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/delegations/{party}/steps");
    let told = hidden(&browser.get(&path).await, "told");
    let all = [&[("step", step), ("told", told.as_str())], fields].concat();
    browser.post(&path, &all).await
}

async fn done(browser: &mut Browser, party: &str, step: &str, fields: &[(&str, &str)]) {
    let answer = record(browser, party, step, fields).await;
    assert_eq!(answer.status, 303, "{step}: {}", answer.main_text());
}

/// From the start to the last office, all on one day.
async fn reviewed(house: &SpecimenHouse, party: &str, day: Date) {
    let mut office = house.signed_in_on(day, "office").await;
    done(&mut office, party, "start", &[]).await;
    let (mut finance, mut head) =
        (house.signed_in_on(day, "finance").await, house.signed_in_on(day, "head").await);
    for (who, turns, note) in [
        ("office", &["unit/派员单位"][..], "见审批表"),
        ("office", &["office/国际处", "office/组织人事处"], "见会签单"),
        ("finance", &["office/财务处"], ""),
        ("head", &["leader/分管外事校领导"], "同意。"),
        ("head", &["heads/书记", "heads/校长"], "同意。"),
        ("office", &["committee/党委会"], "示例党委纪要〔2026〕4号"),
    ] {
        let browser = match who {
            "office" => &mut office,
            "finance" => &mut finance,
            _ => &mut head,
        };
        let answer = agree(browser, party, turns, note).await;
        assert_eq!(answer.status, 303, "{turns:?}: {}", answer.main_text());
    }
}

#[test]
fn a_whole_year_is_recorded_at_the_desk() {
    in_the_specimen_house(async |house| {
        let party = house.party(3).await;
        let on = async |day: Date| house.signed_in_on(day, "office").await;
        reviewed(&house, &party, date(2026, 4, 28)).await;

        let mut office = on(date(2026, 5, 6)).await;
        let page = office.get(&format!("/delegations/{party}/steps")).await;
        insta::assert_snapshot!("agreed", page.main_text());
        let notice =
            [("place", "学院办公网"), ("from", "2026-04-20"), ("to", "2026-04-24"), ("result", "未收到异议")];
        done(&mut office, &party, "post", &notice).await;
        done(&mut office, &party, "submit", &[("number", "示例职院〔2026〕18号")]).await;

        let mut office = on(date(2026, 6, 10)).await;
        let approval =
            [("number", "示例外批〔2026〕108号"), ("authority", "示例省外办"), ("on", "2026-06-08")];
        let approval = approval_of(&mut office, &party, &approval).await;
        done(&mut office, &party, "approve", &approval).await;
        let people = people(&mut office, &party).await;
        let everybody: Vec<(&str, &str)> = people.iter().map(|name| ("people", name.as_str())).collect();
        done(&mut office, &party, "lend", &everybody).await;
        let visa = [&[("country", "巴西"), ("until", "2026-12-31")][..], &everybody].concat();
        done(&mut office, &party, "visa", &visa).await;

        let mut office = on(date(2026, 9, 12)).await;
        let early = record(&mut office, &party, "depart", &[]).await;
        assert_eq!(early.status, 422);
        assert!(early.main_text().contains("R35"), "{}", early.main_text());
        let session = [&[("place", "礼堂"), ("on", "2026-09-01")][..], &everybody].concat();
        let topics =
            [("topics", "conduct"), ("topics", "money"), ("topics", "secrecy"), ("topics", "safety")];
        done(&mut office, &party, "educate", &[&session[..], &topics].concat()).await;
        done(&mut office, &party, "depart", &[]).await;

        let mut office = on(date(2026, 9, 21)).await;
        let home = [&[("exit", "2026-09-12"), ("entry", "2026-09-20"), ("note", "任务完成")][..], &everybody];
        done(&mut office, &party, "home", &home.concat()).await;
        done(&mut office, &party, "collect", &everybody).await;

        let mut office = on(date(2026, 10, 20)).await;
        done(&mut office, &party, "report", &[("on", "2026-10-08")]).await;
        let notice =
            [("place", "校园网"), ("from", "2026-10-08"), ("to", "2026-10-15"), ("result", "未收到异议")];
        done(&mut office, &party, "publish", &notice).await;
        quote(&house, &party).await;
        done(&mut office, &party, "claim", &[]).await;
        done(&mut office, &party, "close", &[]).await;
        let page = office.get(&format!("/delegations/{party}/steps")).await;
        insta::assert_snapshot!("closed", page.main_text());
        insta::assert_snapshot!("journal", house.told_of(&party).await.join("\n"));
    });
}

/// The names that stand approved, as the form lists them.
async fn people(browser: &mut Browser, party: &str) -> Vec<String> {
    let page = browser.get(&format!("/delegations/{party}/steps")).await.text();
    let form = page.split_once("id=\"form-lend\"").unwrap().1.split_once("</form>").unwrap().0.to_owned();
    let boxes = form.split("name=\"people\" value=\"").skip(1);
    boxes.map(|it| it.split_once('"').unwrap().0.to_owned()).collect()
}

/// The form of an approval as it was filled in beforehand, with what is told.
async fn approval_of<'a>(
    browser: &mut Browser,
    party: &str,
    told: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let page = browser.get(&format!("/delegations/{party}/steps")).await.text();
    let form = page.split_once("id=\"form-approve\"").unwrap().1.split_once("</form>").unwrap().0.to_owned();
    let boxes = form.split("name=\"people\" value=\"").skip(1);
    let names = boxes.map(|it| it.split_once('"').unwrap().0.to_owned());
    let names: Vec<(&str, &str)> = names.map(|name| ("people", &*Box::leak(name.into_boxed_str()))).collect();
    [told, &names].concat()
}

/// The rate of the day, as the money's own page will enter it.
async fn quote(house: &SpecimenHouse, party: &str) {
    let id = party.parse().unwrap();
    let rate = Rate { from: Currency::Usd, to: Currency::Cny, value: "7.02".parse().unwrap() };
    let quoted = house.bench.door.change(async |desk| {
        desk.today = date(2026, 10, 20);
        let quote = Quote { rate, source: RateSource::BocSell, on: date(2026, 9, 12), evidence: None };
        delegation::operations::money::quote(desk, id, quote).await
    });
    quoted.await.unwrap();
}

#[test]
fn a_form_sent_twice_is_recorded_once_and_undo_takes_back_what_was_seen() {
    in_the_specimen_house(async |house| {
        let party = house.party(3).await;
        let mut office = house.signed_in("office").await;
        let path = format!("/delegations/{party}/steps");
        let start = [("step", "start"), ("told", "0")];
        for _ in 0..2 {
            assert_eq!(office.post(&path, &start).await.location(), path);
        }
        let begun = |told: &[String]| told.iter().filter(|line| line.starts_with("delegation.start")).count();
        assert_eq!(begun(&house.told_of(&party).await), 1);
        let stale = office.post(&path, &[("step", "undo"), ("told", "0")]).await;
        assert_eq!(stale.status, 422);
        assert!(stale.main_text().contains("您打开以后已有新的记录，没有撤销"), "{}", stale.main_text());
        assert_eq!(office.post(&path, &[("step", "undo"), ("told", "1")]).await.status, 303);
        assert!(office.get(&path).await.main_text().contains("还没有任何记录"));
    });
}

#[test]
fn what_may_not_be_recorded_is_said_whole_and_what_was_typed_stays() {
    in_the_specimen_house(async |house| {
        let party = house.party(3).await;
        let mut office = house.signed_in("office").await;
        done(&mut office, &party, "start", &[]).await;
        let refused = record(&mut office, &party, "cancel", &[("reason", " "), ("on", "2026-04-28")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("<title>错误：办理："));
        assert!(refused.main_text().contains("不能记录“取消”：请写明原因"), "{}", refused.main_text());
        let later =
            record(&mut office, &party, "cancel", &[("reason", "示例改期"), ("on", "2026-05-28")]).await;
        assert!(later.main_text().contains("写在2026-05-28，还没有到；只记录已经发生的事"));
        assert!(later.text().contains("示例改期</textarea>"));
        let unread = record(&mut office, &party, "cancel", &[("reason", "示例"), ("on", "28.4.2026")]).await;
        assert!(unread.main_text().contains("“28.4.2026”不是日期"), "{}", unread.main_text());
    });
}

#[test]
fn who_may_not_record_reads_and_another_schools_party_is_not_there() {
    in_the_specimen_house(async |house| {
        let party = house.party(3).await;
        let path = format!("/delegations/{party}/steps");
        for login in ["head", "finance", "teacher"] {
            let mut reader = house.signed_in(login).await;
            let page = reader.get(&path).await;
            assert!(page.main_text().contains("您可以看办理经过；由外事经办记录。"), "{}", page.main_text());
            assert_eq!(reader.post(&path, &[("step", "start")]).await.status, 403);
        }
        let mut office = house.signed_in("office").await;
        for unknown in ["00000000-0000-0000-0000-000000000063", "示例"] {
            assert_eq!(office.get(&format!("/delegations/{unknown}/steps")).await.status, 404);
        }
    });
}
