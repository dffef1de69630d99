//! What keeps a claim from being posted.

use super::*;

#[test]
fn a_claim_is_barred_without_notice_and_after_a_longer_stay() {
    let over = date(2026, 10, 15);
    let bars = |party: &Delegation| bars(party, over);
    assert_eq!(bars(&home(september(12), september(20))), []);
    assert_eq!(bars(&home(september(13), september(20))), []);
    assert_eq!(bars(&away(september(12), september(20))), [Bar::NoPublication]);
    let mut longer = home(september(12), september(21));
    let approved = Stay::between(september(12), september(20)).unwrap();
    let actual = Stay::between(september(12), september(21)).unwrap();
    assert_eq!(bars(&longer), [Bar::Overstay { approved, actual }]);
    let given = |actual| crate::model::Justification {
        rule: "R32".to_owned(),
        reason: "示例：航班取消".to_owned(),
        by: "示例".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        answers: vec![crate::model::Answered::at(
            "life.homecoming",
            [("actual", actual), ("approved", "9"), ("more", "1")],
        )],
    };
    longer.justifications = vec![given("11")];
    assert_eq!(bars(&longer), [Bar::Overstay { approved, actual }]);
    longer.justifications = vec![given("10")];
    assert_eq!(bars(&longer), []);
    longer.publicity = None;
    assert_eq!(bars(&longer), [Bar::NoNotice]);
}

#[test]
fn a_notice_that_still_hangs_bars_the_claim() {
    let party = home(september(12), september(20));
    let to = date(2026, 10, 14);
    assert_eq!(bars(&party, to), [Bar::StillHanging { to }]);
    assert_eq!(bars(&party, date(2026, 10, 15)), []);
}

#[test]
fn nobody_is_barred_or_reckoned_before_the_party_is_home() {
    let planned = party(3, SAO_PAULO);
    assert_eq!(bars(&planned, september(30)), []);
    assert_eq!(claim(&planned), Err(vec![ClaimFault::NotHome]));
}
