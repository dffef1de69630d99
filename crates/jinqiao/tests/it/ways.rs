//! A stay over the cap: the five ways out, and taking one.

use crate::machine::Machine;

#[test]
fn the_five_ways_are_told_for_the_party_that_really_travels() {
    let machine = Machine::planned();
    let brazil = machine.run(&["delegation", "ways", "3"]);
    assert_eq!(brazil.code, 0, "{}", brazil.noted);
    insta::assert_snapshot!("ways_brazil", brazil.said);
    insta::assert_snapshot!("ways_middle_east", machine.run(&["delegation", "ways", "6"]).said);
    insta::assert_snapshot!("ways_central_asia", machine.run(&["delegation", "ways", "2"]).said);
    let json = machine.run(&["delegation", "ways", "3", "--json"]).said;
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    let overstay = &told["overstay"];
    assert_eq!((&overstay["rule"], &overstay["more"]), (&"R07".into(), &3.into()));
    assert_eq!(overstay["ways"].as_array().unwrap().len(), 5);
}

#[test]
fn a_way_that_is_open_is_recorded_with_its_paragraph_who_and_when() {
    let machine = Machine::planned();
    let before = machine.run(&["delegation", "check", "6"]).said;
    assert!(before.contains("待说明1项"), "{before}");
    let adopted = machine.run(&["delegation", "ways", "6", "--adopt", "written-reason", "--by", "示例院长"]);
    assert_eq!(adopted.code, 0, "{}", adopted.noted);
    insta::assert_snapshot!("adopted", adopted.said);
    let after = machine.run(&["delegation", "check", "6"]).said;
    assert!(after.contains("已说明1项"), "{after}");
    assert!(!after.contains("R19"), "the paragraph itself must pass the lint: {after}");
    assert!(after.contains("说明人：示例院长，2026年1月15日"), "{after}");
}

#[test]
fn a_way_that_is_not_open_says_what_must_be_changed_first() {
    let machine = Machine::planned();
    let refused = machine.run(&["delegation", "ways", "3", "--adopt", "学术交流"]);
    assert_eq!(refused.code, 65);
    insta::assert_snapshot!("not_open", refused.noted);
    let fits = machine.run(&["delegation", "ways", "2", "--adopt", "书面申请"]);
    assert_eq!(fits.code, 65);
    assert!(fits.noted.contains("在外天数没有超过上限，不需要出路"), "{}", fits.noted);
}

#[test]
fn a_reason_that_answers_nothing_is_not_recorded() {
    let machine = Machine::planned();
    let refused = machine.run(&["delegation", "justify", "3", "r12", "两洲航线相接"]);
    assert_eq!(refused.code, 65);
    assert!(refused.noted.contains("核对没有发现 R12 的问题，不需要理由，没有记录"), "{}", refused.noted);
}
