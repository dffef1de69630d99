//! The card a leader reads on a phone: whose turn it is, what consent approves, what
//! is otherwise than last time; and everything that may be done with a turn.

use chassis::testing::{Answer, Browser};
use jiff::civil::date;

use super::{SpecimenHouse, TODAY, in_the_specimen_house};

/// A field of a page that was sent: the value of the input of a name.
pub(super) fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let from = text.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest.to_owned());
    let from = from.unwrap_or_else(|| panic!("no field {name} in {}", page.main_text()));
    from.split_once('"').map(|(value, _)| value.to_owned()).unwrap()
}

/// The account behind a colleague's name in a list to choose from.
fn choice(page: &Answer, name: &str) -> String {
    let text = page.text();
    let before = text.split_once(&format!("\">{name} · ")).expect("a colleague to choose").0;
    before.rsplit_once("value=\"").unwrap().1.to_owned()
}

/// Answers for offices from a fresh look at the card.
pub(super) async fn agree(browser: &mut Browser, party: &str, turns: &[&str], note: &str) -> Answer {
    let card = browser.get(&format!("/approvals/{party}")).await;
    assert_eq!(card.status, 200, "{}", card.main_text());
    let (mark, told) = (hidden(&card, "mark"), hidden(&card, "told"));
    let mut fields = vec![("act", "agree"), ("note", note), ("mark", mark.as_str()), ("told", told.as_str())];
    fields.extend(turns.iter().map(|turn| ("turn", *turn)));
    browser.post(&format!("/delegations/{party}/reviews"), &fields).await
}

/// The party to Brazil, begun, with everybody's consent up to the leaders.
async fn at_the_leaders(house: &SpecimenHouse) -> String {
    let party = house.party(3).await;
    let mut office = house.signed_in("office").await;
    let begun =
        office.post(&format!("/delegations/{party}/steps"), &[("step", "start"), ("told", "0")]).await;
    assert_eq!(begun.status, 303, "{}", begun.main_text());
    for (turns, note) in
        [(&["unit/派员单位"][..], "见学院审批表"), (&["office/国际处", "office/组织人事处"], "见会签单")]
    {
        let answer = agree(&mut office, &party, turns, note).await;
        assert_eq!(answer.status, 303, "{}", answer.main_text());
    }
    let mut finance = house.signed_in("finance").await;
    let answer = agree(&mut finance, &party, &["office/财务处"], "已列入预算").await;
    assert_eq!(answer.location(), "/approvals?done=yes");
    party
}

#[test]
fn the_card_answers_who_where_when_how_much_and_what_for() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut head = house.signed_in("head").await;
        let list = head.get("/approvals").await;
        insta::assert_snapshot!("list", list.main_text());
        let card = head.get(&format!("/approvals/{party}")).await;
        insta::assert_snapshot!("card", card.main_text());
    });
}

#[test]
fn consent_sent_twice_is_one_consent_and_only_whose_turn_it_is_may_give_it() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut head = house.signed_in("head").await;
        let card = head.get(&format!("/approvals/{party}")).await;
        let (mark, told) = (hidden(&card, "mark"), hidden(&card, "told"));
        let fields = [
            ("act", "agree"),
            ("note", "同意。"),
            ("mark", mark.as_str()),
            ("told", told.as_str()),
            ("turn", "leader/分管外事校领导"),
        ];
        let path = format!("/delegations/{party}/reviews");
        let mut finance = house.signed_in("finance").await;
        let refused = finance.post(&path, &fields).await;
        assert_eq!(refused.status, 403);
        assert!(refused.main_text().contains("“分管外事校领导”不由您作答"), "{}", refused.main_text());
        for _ in 0..2 {
            let answer = head.post(&path, &fields).await;
            assert_eq!((answer.status.as_u16(), answer.location()), (303, "/approvals?done=yes"));
        }
        let told = house.told_of(&party).await;
        assert_eq!(told.iter().filter(|line| *line == "delegation.review 审核").count(), 4, "{told:?}");
        let mut teacher = house.signed_in("teacher").await;
        assert_eq!(teacher.post(&path, &fields).await.status, 403);
        assert_eq!(head.get("/approvals/00000000-0000-0000-0000-000000000063").await.status, 404);
    });
}

#[test]
fn who_was_quicker_is_told_and_what_was_typed_stays() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut head = house.signed_in("head").await;
        let card = head.get(&format!("/approvals/{party}")).await;
        let (mark, told) = (hidden(&card, "mark"), hidden(&card, "told"));
        let mut office = house.signed_in("office").await;
        let back = [("step", "return"), ("by", "国际处"), ("reason", "缺译文"), ("told", told.as_str())];
        let answer = office.post(&format!("/delegations/{party}/steps"), &back).await;
        assert_eq!(answer.status, 303, "{}", answer.main_text());
        let fields = [
            ("act", "agree"),
            ("note", "注意安全，按时回国"),
            ("mark", mark.as_str()),
            ("told", told.as_str()),
            ("turn", "leader/分管外事校领导"),
        ];
        let late = head.post(&format!("/delegations/{party}/reviews"), &fields).await;
        assert_eq!(late.status, 409);
        let text = late.main_text();
        assert!(
            text.contains(
                "现在不等分管外事校领导的意见了，您的意见没有记录：示例经办人已记录“退回”（缺译文）"
            ),
            "{text}"
        );
        assert!(text.contains("注意安全，按时回国"), "{text}");
        assert!(late.text().contains("<title>错误：审批："));
    });
}

#[test]
fn an_application_that_was_changed_meanwhile_is_read_again_first() {
    in_the_specimen_house(async |house| {
        let party = house.party(3).await;
        let mut office = house.signed_in("office").await;
        office.post(&format!("/delegations/{party}/steps"), &[("step", "start"), ("told", "0")]).await;
        let card = office.get(&format!("/approvals/{party}")).await;
        let (mark, told) = (hidden(&card, "mark"), hidden(&card, "told"));
        let id = party.parse().unwrap();
        let changed = house.bench.door.change(async |desk| {
            let mut kept = delegation::operations::load(desk, id).await?;
            kept.contact = "示例，电话：000-00000009".to_owned();
            delegation::operations::keep(desk, kept).await
        });
        changed.await.unwrap();
        let fields = [
            ("act", "agree"),
            ("note", "见审批表"),
            ("mark", mark.as_str()),
            ("told", told.as_str()),
            ("turn", "unit/派员单位"),
        ];
        let answer = office.post(&format!("/delegations/{party}/reviews"), &fields).await;
        assert_eq!(answer.status, 409);
        assert!(answer.main_text().contains("在您打开以后改过，您的意见没有记录"), "{}", answer.main_text());
    });
}

#[test]
fn a_return_needs_its_reason_and_the_next_card_says_what_was_changed() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut head = house.signed_in("head").await;
        let card = head.get(&format!("/approvals/{party}")).await;
        let (mark, told) = (hidden(&card, "mark"), hidden(&card, "told"));
        let sent = async |head: &mut Browser, note: &str| {
            let fields = [
                ("act", "return"),
                ("note", note),
                ("to", "office"),
                ("mark", mark.as_str()),
                ("told", told.as_str()),
                ("turn", "leader/分管外事校领导"),
            ];
            head.post(&format!("/delegations/{party}/reviews"), &fields).await
        };
        let empty = sent(&mut head, " ").await;
        assert_eq!(empty.status, 422);
        assert!(empty.text().contains("aria-invalid=\"true\""));
        assert!(
            empty.main_text().contains("退回或不同意要写明原因，经办人才知道改什么"),
            "{}",
            empty.main_text()
        );
        assert_eq!(sent(&mut head, "人数太多，请减一人").await.status, 303);
        let mut office = house.signed_in("office").await;
        let again = office.get(&format!("/approvals/{party}")).await;
        assert!(again.main_text().contains("2026-04-28 退回后改了 0 处"), "{}", again.main_text());
        assert!(again.main_text().contains("示例校领导 · 分管外事校领导 退回"), "{}", again.main_text());
    });
}

#[test]
fn what_became_of_it_since_the_return_stands_with_before_and_after() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut head = house.signed_in("head").await;
        let card = head.get(&format!("/approvals/{party}")).await;
        let fields = [
            ("act", "return"),
            ("note", "请减一人，补上午的安排"),
            ("mark", &hidden(&card, "mark")),
            ("told", &hidden(&card, "told")),
            ("turn", "leader/分管外事校领导"),
        ];
        let fields = fields.map(|(name, value)| (name, value));
        assert_eq!(head.post(&format!("/delegations/{party}/reviews"), &fields).await.status, 303);
        let id = party.parse().unwrap();
        let mended = house.bench.door.change(async |desk| {
            let mut kept = delegation::operations::load(desk, id).await?;
            "商定实训设备清单".clone_into(&mut kept.itinerary.days[3].morning.text);
            let place = kept.members.iter().rposition(|it| it.kind != delegation::model::Kind::Student);
            kept.members.remove(place.unwrap());
            delegation::operations::keep(desk, kept).await
        });
        mended.await.unwrap();
        let mut office = house.signed_in("office").await;
        let text = office.get(&format!("/approvals/{party}")).await.main_text();
        let changes: Vec<&str> = text.lines().skip_while(|line| !line.contains("退回后改了")).collect();
        let changes: Vec<&str> = changes.into_iter().take_while(|line| !line.starts_with("附件")).collect();
        insta::assert_snapshot!("changes", changes.join("\n"));
    });
}

#[test]
fn a_turn_is_handed_over_asked_about_and_stood_in_for() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let (mut head, mut finance) = (house.signed_in("head").await, house.signed_in("finance").await);
        let card = head.get(&format!("/approvals/{party}")).await;
        let colleague = choice(&card, "示例财务");
        let turn = ("turn", "leader/分管外事校领导");

        let asked = [turn, ("of", colleague.as_str()), ("question", "经费够吗")];
        let answer = head.post(&format!("/delegations/{party}/consultations"), &asked).await;
        assert_eq!(answer.location(), format!("/approvals/{party}"), "{}", answer.main_text());
        let waits = agree(&mut head, &party, &[turn.1], "同意。").await;
        assert_eq!(waits.status, 409);
        assert!(waits.main_text().contains("请示例财务先提意见，还没有答复"), "{}", waits.main_text());
        let own = finance.get(&format!("/approvals/{party}")).await;
        assert!(
            own.main_text().contains("示例校领导（分管外事校领导）请您先提意见\n经费够吗"),
            "{}",
            own.main_text()
        );
        let which = hidden(&own, "which");
        let opinion = [("which", which.as_str()), ("opinion", "够，已列预算")];
        let path = format!("/delegations/{party}/opinions");
        assert_eq!(head.post(&path, &opinion).await.status, 404, "it was not asked of the leader");
        for _ in 0..2 {
            assert_eq!(finance.post(&path, &opinion).await.status, 303);
        }

        let handed = [turn, ("to", colleague.as_str()), ("reason", "出差")];
        let answer = head.post(&format!("/delegations/{party}/forwardings"), &handed).await;
        assert_eq!(answer.status, 303, "{}", answer.main_text());
        let text = head.get(&format!("/approvals/{party}")).await.main_text();
        assert!(text.contains("现在不轮到您作答"), "{text}");

        let leader = choice(&finance.get("/approvals").await, "示例校领导");
        let named = [("by", leader.as_str()), ("from", "2026-04-28"), ("to", "2026-04-30")];
        let answer = finance.post("/approvals/stand-ins", &named).await;
        assert_eq!(answer.status, 303, "{}", answer.main_text());
        let text = head.get(&format!("/approvals/{party}")).await.main_text();
        assert!(text.contains("您（分管外事校领导，代示例财务）"), "{text}");
        assert_eq!(agree(&mut head, &party, &[turn.1], "同意。").await.status, 303);
        let text = head.get(&format!("/approvals/{party}")).await.main_text();
        assert!(text.contains("同意。（代示例财务）"), "{text}");
        let told = house.told_of(&party).await;
        let errands: Vec<&str> = told
            .iter()
            .filter(|line| line.starts_with("approval."))
            .map(|line| line.split_once(" account").map_or(line.as_str(), |(line, _)| line))
            .collect();
        assert_eq!(
            errands,
            [
                "approval.consult 分管外事校领导加签",
                "approval.advise 分管外事校领导加签意见已答复",
                "approval.forward 分管外事校领导转交"
            ]
        );
    });
}

#[test]
fn a_stand_in_lapses_and_backwards_days_are_refused_with_what_was_typed() {
    in_the_specimen_house(async |house| {
        let mut head = house.signed_in("head").await;
        let list = head.get("/approvals").await;
        let by = choice(&list, "示例财务");
        let backwards = [("by", by.as_str()), ("from", "2026-05-04"), ("to", "2026-05-01")];
        let answer = head.post("/approvals/stand-ins", &backwards).await;
        assert_eq!(answer.status, 422);
        assert!(answer.main_text().contains("代理从2026-05-04到2026-05-01，不对"), "{}", answer.main_text());
        assert!(answer.text().contains("value=\"2026-05-04\""));
        let days = [("by", by.as_str()), ("from", "2026-05-01"), ("to", "2026-05-04")];
        assert_eq!(head.post("/approvals/stand-ins", &days).await.status, 303);
        let list = head.get("/approvals").await;
        assert!(
            list.main_text().contains("示例财务 代 示例校领导 作答 2026-05-01 — 2026-05-04"),
            "{}",
            list.main_text()
        );
        let end = hidden(&list, "end");
        let mut finance = house.signed_in("finance").await;
        assert_eq!(finance.post("/approvals/stand-ins", &[("end", end.as_str())]).await.status, 404);
        assert_eq!(head.post("/approvals/stand-ins", &[("end", end.as_str())]).await.status, 303);
        assert!(!head.get("/approvals").await.main_text().contains("代 示例校领导"));
    });
}

#[test]
fn an_office_is_reminded_once_a_day() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut office = house.signed_in("office").await;
        let turn = [("turn", "leader/分管外事校领导")];
        for _ in 0..2 {
            let answer = office.post(&format!("/delegations/{party}/reminders"), &turn).await;
            assert_eq!(answer.status, 303, "{}", answer.main_text());
        }
        let reminded =
            |told: &[String]| told.iter().filter(|line| line.starts_with("approval.remind")).count();
        assert_eq!(reminded(&house.told_of(&party).await), 1);
        let mut next = house.signed_in_on(date(2026, 4, 29), "office").await;
        next.post(&format!("/delegations/{party}/reminders"), &turn).await;
        assert_eq!(reminded(&house.told_of(&party).await), 2);
        let over = [("turn", "office/财务处")];
        assert_eq!(next.post(&format!("/delegations/{party}/reminders"), &over).await.status, 409);
    });
}

#[test]
fn who_is_named_for_an_office_answers_alone() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let (mut head, mut office) = (house.signed_in("head").await, house.signed_in("office").await);
        let finance = choice(&head.get("/approvals").await, "示例财务");
        let named = [("office", "分管外事校领导"), ("holder", finance.as_str())];
        assert_eq!(office.post("/approvals/seats", &named).await.status, 403);
        let mut admin = house.signed_in("admin").await;
        assert_eq!(admin.post("/approvals/seats", &named).await.status, 303);
        insta::assert_snapshot!("seats", admin.get("/approvals/seats").await.main_text());
        assert!(head.get("/approvals").await.main_text().contains("没有等您办的审批"));
        let mut finance = house.signed_in("finance").await;
        assert_eq!(agree(&mut finance, &party, &["leader/分管外事校领导"], "").await.status, 303);
    });
}

#[test]
fn an_office_that_speaks_on_paper_says_on_which() {
    in_the_specimen_house(async |house| {
        assert_eq!(TODAY, date(2026, 4, 28));
        let party = house.party(3).await;
        let mut office = house.signed_in("office").await;
        office.post(&format!("/delegations/{party}/steps"), &[("step", "start"), ("told", "0")]).await;
        let answer = agree(&mut office, &party, &["unit/派员单位"], "").await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.main_text().contains("派员单位在纸面上表态；请在意见里写明载于哪份材料"),
            "{}",
            answer.main_text()
        );
    });
}

#[test]
fn an_application_that_is_refused_ends_with_its_reason() {
    in_the_specimen_house(async |house| {
        let party = at_the_leaders(&house).await;
        let mut head = house.signed_in("head").await;
        let card = head.get(&format!("/approvals/{party}")).await;
        let (mark, told) = (hidden(&card, "mark"), hidden(&card, "told"));
        let refused = async |head: &mut Browser, note: &str| {
            let fields = [
                ("act", "refuse"),
                ("note", note),
                ("mark", mark.as_str()),
                ("told", told.as_str()),
                ("turn", "leader/分管外事校领导"),
            ];
            head.post(&format!("/delegations/{party}/reviews"), &fields).await
        };
        assert_eq!(refused(&mut head, "").await.status, 422);
        for _ in 0..2 {
            assert_eq!(refused(&mut head, "与年度计划不符").await.status, 303);
        }
        let text = head.get(&format!("/approvals/{party}")).await.main_text();
        assert!(text.contains("示例校领导 · 分管外事校领导 不予批准2026-04-28\n与年度计划不符"), "{text}");
        let rejected = house.told_of(&party).await;
        assert_eq!(rejected.iter().filter(|line| line.starts_with("delegation.rejection")).count(), 1);
    });
}
