//! The ways of a party that stays too long.

use super::*;
use crate::knowledge::Knowledge;
use crate::model::{Kind, Work};
use crate::rules::scene::Scene;

fn overstay(scene: &Scene) -> Option<Overstay> {
    scene.see(|case| Overstay::of(case, &Knowledge::of_tests().visas.advisories))
}

fn first(scene: &Scene, way: Way) -> Vec<String> {
    let overstay = overstay(scene).unwrap();
    overstay.way(way).unwrap().first.iter().map(|said| said.zh.clone()).collect()
}

fn finds(scene: &Scene, way: Way) -> Vec<String> {
    let overstay = overstay(scene).unwrap();
    overstay.way(way).unwrap().finds.iter().map(|said| said.zh.clone()).collect()
}

#[test]
fn a_stay_that_fits_needs_no_way_out() {
    assert_eq!(overstay(&Scene::of("days: 6")), None);
    assert_eq!(overstay(&Scene::of("days: 9; as: academic-exchange")), None);
    let over = overstay(&Scene::of("days: 7")).unwrap();
    assert_eq!((over.rule, over.days, over.cap, over.more), ("R07", 7, 6, 1));
    assert_eq!(over.ways.iter().map(|remedy| remedy.way).collect::<Vec<_>>(), Way::ALL);
}

#[test]
fn the_members_who_spoil_the_academic_class_are_named() {
    let category = "在工作簿“团组”表把团组性质改为“学术交流合作团组”，与行政团组分开报送，再导入";
    assert_eq!(first(&Scene::of("days: 9"), Way::AcademicExchange), [category]);
    let led = Scene::of("days: 9").change(|trip| {
        trip.members[0].kind = Kind::Leader;
        trip.members[0].post = "副院长".to_owned();
        trip.members[0].rank = "正处级".to_owned();
    });
    assert_eq!(
        first(&led, Way::AcademicExchange),
        [
            "示例甲（副院长，校领导）没有登记教学科研职务或职称：补填本人职称并附岗位证明，或调整出团",
            category
        ]
    );
}

#[test]
fn only_a_province_that_decides_case_by_case_opens_that_way_at_once() {
    let sichuan = Scene::of("days: 9; province: 四川");
    assert_eq!(first(&sichuan, Way::CaseByCase), [""; 0]);
    assert_eq!(first(&Scene::of("days: 9"), Way::CaseByCase).len(), 1);
    let talks = Scene::of("days: 9; province: 四川; work: meeting");
    assert_eq!(first(&talks, Way::CaseByCase), ["日程里没有赛事活动，不是竞赛团组，这条路走不通"]);
}

#[test]
fn a_written_application_accounts_for_every_day() {
    let over = overstay(&Scene::of("days: 9")).unwrap();
    assert_eq!(
        over.way(Way::WrittenReason).unwrap().reason,
        "按规定，本团组出访巴西在外停留以6天为限。本次主办方安排的“示例巴西国际赛”自9月13日至19日，需7天；往返路途另需2天\
         （9月12日、9月20日）。出境、入境当日均计入，共9天，比限量多3天，均为完成任务所必需，不安排与公务无关的活动。现申请在外\
         停留9天，证明材料附后。"
    );
    let idle = Scene::of("days: 9").change(|trip| {
        trip.itinerary.days[2].morning.work = Work::Empty;
        trip.itinerary.days[2].afternoon.work = Work::Preparation;
    });
    assert_eq!(
        first(&idle, Way::WrittenReason),
        ["9月14日没有公务安排，申请理由说明不了：先从日程里去掉或排入公务"]
    );
}

#[test]
fn talks_can_be_cut_and_an_event_cannot() {
    let talks = Scene::of("days: 8; work: meeting");
    assert_eq!(
        finds(&talks, Way::Trim),
        ["可以去掉9月17日、9月18日（先去没有公务的，再把会谈改为书面或视频），减到6天"]
    );
    let event = Scene::of("days: 8");
    assert_eq!(finds(&event, Way::Trim), ["赛事和路途至少8天，仍超上限2天，全团压缩不到"]);
    assert!(first(&event, Way::Trim)[0].contains("R02"));
}

#[test]
fn whose_tasks_end_early_could_stay_for_less() {
    let scene = Scene::of("days: 9").change(|trip| {
        trip.members[0].tasks = vec![2];
        trip.itinerary.days[3].morning.tasks = vec![2];
    });
    assert_eq!(finds(&scene, Way::Trim)[1], "示例甲（团长）承担的任务在9月15日，本人在外3天即可");
}

#[test]
fn a_further_country_is_weighed_with_its_cap() {
    let scene = Scene::of("days: 9").change(|trip| {
        if let Some(leg) = &mut trip.itinerary.days[0].morning.leg {
            leg.via = Some(("马德里".to_owned(), "ES".parse().unwrap()));
        }
    });
    assert_eq!(
        finds(&scene, Way::AddCountry),
        [
            "加西班牙（航班经停）：上限8天，仍不够，跨洲原则上不宜（R12）",
            "加拉丁美洲另一个邻近国家：上限9天，够"
        ]
    );
    let central = Scene::of("countries: KZ; stop: 2; days: 7");
    assert_eq!(finds(&central, Way::AddCountry)[0], "加吉尔吉斯斯坦（本站所列）：上限8天，够");
    let emirates = Scene::of("countries: AE; stop: 6; days: 7");
    assert_eq!(finds(&emirates, Way::AddCountry)[0], "伊朗（本站所列）：外交部提醒暂勿前往伊朗，不宜增加");
    let three = Scene::of("countries: ID MY TH; stop: 7; days: 11");
    assert_eq!(first(&three, Way::AddCountry), ["已到3国，达到国家数上限3个（R11），这条路走不通"]);
}

#[test]
fn a_reason_of_one_s_own_words_is_a_written_application() {
    let over = overstay(&Scene::of("days: 9; province: 四川")).unwrap();
    let case_by_case = over.way(Way::CaseByCase).unwrap().reason.clone();
    assert_eq!(over.taken(&case_by_case).unwrap().way, Way::CaseByCase);
    assert_eq!(over.taken("赛程九天").unwrap().way, Way::WrittenReason);
}

proptest::proptest! {
    #[test]
    fn no_trip_is_too_strange_to_be_given_ways(
        days in 3..20_i64, cut in 0..20_usize, gone in 0..4_usize, shift in -400_000..2_600_000_i64,
        works in proptest::collection::vec(0..Work::ALL.len(), 20), text in "\\PC{0,20}",
    ) {
        use jiff::ToSpan as _;
        let scene = Scene::of(&format!("days: {days}; students: 1")).change(|trip| {
            for (day, work) in trip.itinerary.days.iter_mut().zip(&works) {
                day.morning.work = Work::ALL[*work];
                day.morning.host.clone_from(&text);
            }
            if let Some(day) = trip.itinerary.days.get_mut(cut) {
                day.date = jiff::civil::date(2026, 1, 1).saturating_add(shift.days());
            }
            trip.members.truncate(gone);
            trip.purposes[0].title = text;
        });
        if let Some(over) = overstay(&scene) {
            proptest::prop_assert_eq!(over.ways.len(), 5);
            proptest::prop_assert_eq!(over.more, over.days - over.cap);
            for remedy in over.ways {
                proptest::prop_assert!(!remedy.reason.is_empty() && !remedy.evidence.is_empty());
            }
        }
    }
}
