//! Lives told in a few words, and lives walked at random.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use kernel::{Currency, Money};
use proptest::prelude::*;

use super::*;
use crate::model::{Publicity, TripMode};

fn chain() -> Chain {
    let link = |code: &str, kind, offices: &[&str], needs| Link {
        code: code.to_owned(),
        name: code.to_owned(),
        kind,
        offices: offices.iter().map(|office| (*office).to_owned()).collect(),
        needs,
        within: 3,
    };
    Chain {
        code: "example".to_owned(),
        name: "示例".to_owned(),
        links: vec![
            link("unit", LinkKind::Unit, &["学院"], Needs::All),
            link("office", LinkKind::Office, &["国际处", "财务处"], Needs::All),
            link("decision", LinkKind::Decision, &["书记", "校长"], Needs::Any),
        ],
        change: vec!["学院".to_owned(), "国际处".to_owned()],
        authorities: Vec::new(),
        before_publicity: None,
    }
}

fn two_authorities() -> Chain {
    let authorities = ["示例省教育厅", "示例省外办"].map(str::to_owned).to_vec();
    Chain { authorities, before_publicity: Some("unit".to_owned()), ..chain() }
}

fn terms(from: i16) -> Terms {
    let exit = day(from);
    Terms {
        people: vec!["示例甲".to_owned(), "示例乙".to_owned()],
        countries: vec!["BR".parse().unwrap()],
        route: "北京—圣保罗—北京".to_owned(),
        exit,
        entry: exit.saturating_add(5.days()),
        money: Money::new(1_000_000, Currency::Cny),
        tasks: vec![1],
    }
}

/// Day `n` of the year 2026.
fn day(n: i16) -> Date {
    date(2026, 1, 1).saturating_add(i64::from(n).days())
}

/// `start 10`, `review office 国际处 12`, `loan 示例甲 80`: a step, its words, its day.
fn event(told: &str) -> Event {
    let words: Vec<&str> = told.split(' ').collect();
    let n: i16 = words[words.len() - 1].parse().unwrap();
    let on = day(n);
    let text = |index: usize| words.get(index).copied().unwrap_or_default().to_owned();
    let reason = "示例原因".to_owned();
    match words[0] {
        "start" => Event::Start(Start { on, mode: TripMode::OwnParty, chain: chain() }),
        "two" => Event::Start(Start { on, mode: TripMode::OwnParty, chain: two_authorities() }),
        "onward" => {
            Event::Submission(Submission {
                on, authority: "示例省外办".to_owned(), number: String::new()
            })
        }
        "join" => Event::Start(Start { on, mode: TripMode::JoinedParty, chain: chain() }),
        "review" => Event::Review(Review { on, link: text(1), office: text(2), note: String::new() }),
        "notice" => {
            Event::Notice(Notice { on, number: "示例〔2026〕1号".to_owned(), organiser: text(1) })
        }
        "submit" => {
            Event::Submission(Submission { on, authority: "示例省教育厅".to_owned(), number: text(1) })
        }
        "return" => {
            let to = (words.len() > 2).then(|| text(1));
            Event::Return(Return { on, by: "示例省教育厅".to_owned(), reason, to })
        }
        "reject" => Event::Rejection(Rejection { on, by: text(1), reason }),
        "withdraw" => Event::Withdrawal(Withdrawal { on, reason }),
        "approve" => Event::Approval(Approval {
            on,
            number: "示例批〔2026〕8号".to_owned(),
            authority: "示例省外办".to_owned(),
            terms: terms(120),
        }),
        "lend" => Event::Loan(Loan { on, member: text(1) }),
        "collect" => Event::PassportReturn(Loan { on, member: text(1) }),
        "visa" => {
            Event::Visa(Visa { on, member: text(1), country: "BR".parse().unwrap(), until: day(n + 90) })
        }
        "teach" => Event::Session(Session {
            on,
            place: text(2),
            attended: vec![text(1)],
            topics: vec![Topic::Conduct],
        }),
        "vet" => Event::SecrecyReview(SecrecyReview { on, member: text(1), office: "保密办".to_owned() }),
        "overstay" => {
            Event::Homecoming(Homecoming { terms: Terms { entry: on, ..terms(120) }, note: String::new() })
        }
        "ask" => Event::ChangeRequest(ChangeRequest { on, reason, terms: terms(n + 20) }),
        "consent" => Event::Consent(Consent { on, office: text(1) }),
        "grant" => Event::ChangeGrant(ChangeGrant { on, number: String::new() }),
        "refuse" => Event::ChangeRefusal(ChangeRefusal { on, reason }),
        "leave" => Event::Departure(Departure { on }),
        "home" => Event::Homecoming(Homecoming { terms: terms(n - 5), note: String::new() }),
        "report" => Event::Report(TripReport { on, to: "示例省外办".to_owned() }),
        "publish" => Event::Publication(Publication { publicity: publicity(on) }),
        "cancel" => Event::Cancellation(Cancellation { on, reason }),
        "close" => Event::Closure(Closure { on }),
        _ => bent(&words, n),
    }
}

/// Steps that tell more than their day: `settle 900000 160`, `visit BR、ZA 125`.
fn bent(words: &[&str], n: i16) -> Event {
    let on = day(n);
    let text = |index: usize| words.get(index).copied().unwrap_or_default().to_owned();
    match words[0] {
        "brief" => Event::Session(Session {
            on,
            place: text(2),
            attended: vec![text(1)],
            topics: Topic::ALL.to_vec(),
        }),
        "return_of" => {
            let people = text(1).split('、').map(str::to_owned).collect();
            Event::Homecoming(Homecoming { terms: Terms { people, ..terms(n - 5) }, note: String::new() })
        }
        "visit" => {
            let countries = text(1).split('、').map(|code| code.parse().unwrap()).collect();
            Event::Homecoming(Homecoming { terms: Terms { countries, ..terms(n - 5) }, note: String::new() })
        }
        "settle" => {
            let total = if words.len() > 2 { text(1).parse().unwrap() } else { 900_000 };
            Event::Reimbursement(Reimbursement { on, total: Money::new(total, Currency::Cny) })
        }
        // `post 无异议 141 147`: the result (`-` for none), first day, last day.
        "post" => {
            let from: i16 = text(2).parse().unwrap();
            let result = Some(text(1)).filter(|it| it != "-").unwrap_or_default();
            Event::Publication(Publication {
                publicity: Publicity { to: on, result, ..publicity(day(from)) },
            })
        }
        other => panic!("no step {other}"),
    }
}

fn publicity(from: Date) -> Publicity {
    Publicity {
        place: "校园网".to_owned(),
        from,
        to: from.saturating_add(7.days()),
        result: "无异议".to_owned(),
        objections: "示例电话".to_owned(),
    }
}

pub(crate) fn lived(told: &str) -> Result<Life, Hurdle> {
    told.split("; ").filter(|told| !told.is_empty()).try_fold(Life::default(), |life, told| {
        life.with(event(told), "示例经办人".to_owned(), Timestamp::UNIX_EPOCH)
    })
}

#[track_caller]
fn check(told: &str, expected: &str) {
    let answer = match lived(told) {
        Ok(life) => life.phase().words().zh.to_owned(),
        Err(hurdle) => hurdle.said().zh,
    };
    assert_eq!(answer, expected);
}

pub(crate) const AGREED: &str = "start 10; review unit 学院 11; review office 财务处 12; review office 国际处 13; review decision 校长 15";

pub(crate) fn approved(rest: &str) -> String {
    format!("{AGREED}; submit 22; approve 40; {rest}")
}

/// A life with every kind of step that one life can hold.
pub(crate) fn whole() -> Life {
    let joined = AGREED.replace("start", "join");
    let told = format!(
        "{joined}; notice 示例单位 16; submit 22; return decision 25; review decision 书记 26; submit 27; \
         withdraw 28; submit 29; approve 40; lend 示例甲 60; visa 示例甲 70; teach 示例甲 礼堂 80; vet 示例甲 80; ask 81; \
         consent 学院 82; refuse 83; ask 84; consent 学院 85; consent 国际处 86; grant 87; leave 104; home 109; \
         collect 示例甲 112; report 140; publish 141; settle 160; close 165"
    );
    lived(&told).unwrap()
}

#[test]
fn a_whole_life_ends_in_the_file() {
    check("", "计划中");
    check("start 10", "校内审核");
    check(AGREED, "待报送");
    check(&format!("{AGREED}; submit 22"), "已报送");
    let whole = "lend 示例甲 60; visa 示例甲 70; teach 示例甲 礼堂 80; leave 120; home 125; collect 示例甲 127; \
                 report 140; publish 141; settle 160";
    check(&approved(whole), "待了结");
    check(&approved(&format!("{whole}; close 165")), "已归档");
}

#[test]
fn the_chain_asks_one_link_after_the_other() {
    check("start 10; review office 国际处 11", "现在该“unit”，由学院提出意见");
    check("start 10; review unit 国际处 11", "现在该“unit”，由学院提出意见");
    check("start 10; review unit 学院 11; review unit 学院 12", "学院已经同意过了");
    check("start 10; review dean 学院 11", "审批链里没有环节“dean”；jinqiao delegation life 可查看");
    check(&format!("{AGREED}; review decision 书记 16"), "“审核”已有记录；填错了可用 undo 撤销最后一步");
    check(
        "start 10; review unit 学院 11; review office 财务处 12; submit 13",
        "现在该“office”，由国际处、财务处提出意见",
    );
}

#[test]
fn what_is_sent_back_is_reviewed_again_from_the_link_that_is_named() {
    check(&format!("{AGREED}; submit 22; return 25"), "校内审核");
    check(&format!("{AGREED}; submit 22; return decision 25; review decision 书记 26"), "待报送");
    check(
        &format!("{AGREED}; submit 22; return 25; review decision 书记 26"),
        "现在该“unit”，由学院提出意见",
    );
    check(&format!("{AGREED}; submit 22; withdraw 25"), "待报送");
    check(&format!("{AGREED}; submit 22; withdraw 21"), "日期2026-01-22早于“报送”（2026-01-23）；请核对");
}

#[test]
fn a_joined_trip_needs_the_organisers_notice() {
    let joined = AGREED.replace("start", "join");
    check(&format!("{joined}; submit 22"), "还没有“任务通知”的记录；先办这一步（notice）");
    check(&format!("{joined}; notice 示例单位 20; submit 22"), "已报送");
    check(&format!("{AGREED}; notice 示例单位 20"), "自组团没有任务通知书；只有双跨团组才有");
}

#[test]
fn what_was_approved_changes_only_by_a_change_that_is_granted() {
    let exit = |told: &str| lived(&approved(told)).unwrap().approved().unwrap().exit;
    assert_eq!(exit("ask 50; consent 学院 51"), day(120));
    assert_eq!(exit("ask 50; consent 学院 51; consent 国际处 52; grant 53"), day(70));
    assert_eq!(exit("ask 50; refuse 53"), day(120));
    check(&approved("ask 50; grant 53"), "学院、国际处还没有同意变更");
    check(&approved("ask 50; consent 国际处 51"), "现在该“变更会签”，由学院提出意见");
    check(&approved("ask 50; ask 51"), "“变更申请”已有记录；填错了可用 undo 撤销最后一步");
}

#[test]
fn a_cancelled_trip_still_owes_its_passports() {
    check(&approved("lend 示例甲 60; cancel 61; leave 120"), "团组已取消，不能再办这一步");
    check(&approved("lend 示例甲 60; cancel 61; close 62"), "示例甲的证照还没有交回；交齐后才能归档");
    check(&approved("lend 示例甲 60; cancel 61; collect 示例甲 63; close 64"), "已归档");
    check(&approved("leave 120; cancel 121"), "已经“出境”，这一步来不及了");
}

#[test]
fn two_authorities_are_asked_one_after_the_other() {
    let two = AGREED.replace("start", "two");
    check(&format!("{two}; onward 22"), "按审批链，现在报送示例省教育厅；先办这一步（submit）");
    check(&format!("{two}; submit 22; approve 40"), "按审批链，现在报送示例省外办；先办这一步（submit）");
    check(&format!("{two}; submit 22; submit 23"), "按审批链，现在报送示例省外办；先办这一步（submit）");
    check(&format!("{two}; submit 22; onward 30; approve 40"), "已批复");
    check(&format!("{two}; submit 22; onward 30; onward 31"), "“报送”已有记录；填错了可用 undo 撤销最后一步");
    let back = format!("{two}; submit 22; onward 30; return decision 33; review decision 书记 34");
    check(&format!("{back}; approve 40"), "还没有“报送”的记录；先办这一步（submit）");
    check(&format!("{back}; submit 35; onward 36; approve 40"), "已批复");
    let life = lived(&two.replace("; review decision 校长 15", "")).unwrap();
    assert_eq!(life.free_to_post().map(|(link, on)| (link.name.as_str(), on)), Some(("unit", Some(day(11)))));
    assert_eq!(lived("two 10").unwrap().free_to_post().map(|(_, on)| on), Some(None));
    assert_eq!(lived(AGREED).unwrap().free_to_post(), None);
}

#[test]
fn who_may_refuse_ends_the_application() {
    let with_it = format!("{AGREED}; submit 22");
    check(&format!("{with_it}; reject 示例省外办 30"), "未获批准");
    check(&format!("{with_it}; reject 示例省外办 30; approve 40"), "团组未获批准，不能再办这一步");
    check(&format!("{with_it}; reject 示例省外办 30; close 31"), "已归档");
    check(&format!("{with_it}; reject 示例省外办 21"), "日期2026-01-22早于“报送”（2026-01-23）；请核对");
    check(&approved("reject 示例省外办 41"), "已经“批复”，这一步来不及了");
    let in_the_house = "start 10; review unit 学院 11; review office 国际处 12";
    check(&format!("{in_the_house}; reject 财务处 13"), "未获批准");
    check(&format!("{in_the_house}; reject 国际处 13"), "国际处已经同意过了");
    check(&format!("{in_the_house}; reject 校长 13"), "现在该“office”，由国际处、财务处提出意见");
    check(&format!("{AGREED}; reject 校长 16"), "还没有“报送”的记录；先办这一步（submit）");
    let refused = lived(&format!("{with_it}; reject 示例省外办 30")).unwrap();
    assert_eq!(refused.without_last().unwrap().0.phase(), Phase::Submitted);
}

#[test]
fn nothing_is_closed_while_something_is_owed() {
    check(&approved("leave 120; home 125; close 130"), "还没有“出访报告”的记录；先办这一步（report）");
    check(&approved("leave 120; home 125; publish 130"), "还没有“出访报告”的记录；先办这一步（report）");
    check(&approved("lend 示例丙 60"), "“示例丙”不在批准的团组里；请核对姓名，或先申请变更");
    check(&approved("leave 119; home 125"), "出境日与已记录的2026-04-30不一致；请核对边检记录");
}

#[test]
fn the_main_line_does_not_go_back_in_time() {
    check(
        "start 10; review unit 学院 12; review office 国际处 11",
        "日期2026-01-12早于“审核”（2026-01-13）；请核对",
    );
    check(&approved("cancel 39"), "日期2026-02-09早于“批复”（2026-02-10）；请核对");
    check(&approved("ask 50; refuse 49"), "日期2026-02-19早于“变更申请”（2026-02-20）；请核对");
    check(&approved("teach 示例甲 礼堂 9"), "日期2026-01-10早于“启动”（2026-01-11）；请核对");
    // A visa may be written down after a later session.
    check(&approved("teach 示例甲 礼堂 80; visa 示例甲 70"), "已批复");
    // A notice may be told again, with what came of it.
    check(
        &approved("leave 120; home 125; report 140; publish 141; publish 141; settle 160; close 147"),
        "日期2026-05-28早于“回国后公示”（2026-05-29）；请核对",
    );
}

#[test]
fn a_mistaken_entry_is_taken_back() {
    let life = lived(&approved("leave 119")).unwrap();
    let (before, entry) = life.without_last().unwrap();
    let steps: Vec<Step> = entry.iter().map(|noted| noted.event.step()).collect();
    assert_eq!((before.phase(), steps), (Phase::Approved, vec![Step::Departure]));
    assert_eq!(Some(before), lived(&format!("{AGREED}; submit 22; approve 40")).ok());
    assert!(Life::default().without_last().is_none());
}

#[test]
fn what_was_recorded_at_once_is_taken_back_at_once() {
    let at = |told: &str, moments: &[i64]| {
        let life = lived(&approved("")).unwrap();
        told.split("; ").zip(moments).fold(life, |life, (told, second)| {
            let at = Timestamp::from_second(*second).unwrap();
            life.with(event(told), "示例经办人".to_owned(), at).unwrap()
        })
    };
    let taken_back = |life: &Life| {
        let (before, entry) = life.without_last().unwrap();
        assert_eq!([before.events(), &entry].concat(), life.events());
        entry.len()
    };
    assert_eq!(taken_back(&at("lend 示例甲 60; lend 示例乙 60", &[7, 7])), 2);
    assert_eq!(taken_back(&at("lend 示例甲 60; lend 示例乙 60", &[7, 8])), 1);
    assert_eq!(taken_back(&at("lend 示例甲 60; visa 示例甲 60", &[7, 7])), 1);
}

const STEPS: [&str; 35] = [
    "vet 示例甲",
    "start",
    "join",
    "two",
    "onward",
    "notice 示例单位",
    "review unit 学院",
    "review office 国际处",
    "review office 财务处",
    "review decision 书记",
    "submit",
    "return",
    "return office",
    "withdraw",
    "reject 示例省外办",
    "reject 财务处",
    "approve",
    "lend 示例甲",
    "lend 示例乙",
    "collect 示例甲",
    "collect 示例乙",
    "visa 示例甲",
    "teach 示例乙 礼堂",
    "ask",
    "consent 学院",
    "consent 国际处",
    "grant",
    "refuse",
    "leave",
    "home",
    "report",
    "publish",
    "settle",
    "cancel",
    "close",
];

/// An event of a day; a homecoming fits the departure there was.
fn event_of(life: &Life, step: &str, day: i16) -> Event {
    let mut event = event(&format!("{step} {day}"));
    if let (Event::Homecoming(home), Some(departure)) = (&mut event, &life.departure) {
        home.terms.exit = departure.on;
    }
    event
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Days move on; whatever is allowed is taken, whatever is not changes nothing.
    #[test]
    fn a_random_life_never_says_what_cannot_be(
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..3_i16, prop::bool::weighted(0.8)), 1..120)
    ) {
        let mut life = Life::default();
        let mut today = 0;
        for (chosen, later, allowed) in steps {
            today += later;
            let open = |step: &&str| life.hurdle(&event_of(&life, step, today)).is_none();
            let steps: Vec<&str> = STEPS.into_iter().filter(|step| !allowed || open(step)).collect();
            if steps.is_empty() {
                prop_assert_eq!(life.phase(), Phase::Closed);
                break;
            }
            let event = event_of(&life, chosen.get::<&str>(&steps), today);
            let foreseen = life.hurdle(&event);
            let next = life.clone().with(event, "示例".to_owned(), Timestamp::UNIX_EPOCH);
            prop_assert_eq!(next.as_ref().err(), foreseen.as_ref());
            if let Ok(next) = next {
                life = next;
            }
            holds(&life)?;
        }
        prop_assert_eq!(Life::told(life.events().to_vec()).ok(), Some(life));
    }
}

/// What must be true of every life, at every point.
fn holds(life: &Life) -> Result<(), TestCaseError> {
    let records: &Records = life;
    let started = records.start.is_some();
    prop_assert!(started || life.events().is_empty());
    prop_assert!(records.submission.is_none() || records.is_reviewed());
    let joined = records.start.as_ref().is_some_and(|start| start.mode == TripMode::JoinedParty);
    prop_assert!(records.submission.is_none() || !joined || records.notice.is_some());
    prop_assert!(records.approval.is_none() || records.submission.is_some());
    prop_assert!(records.approval.is_none() || records.next_authority().is_none());
    prop_assert!(records.onward.is_empty() || records.submission.is_some());
    prop_assert!(records.departure.is_none() || records.approval.is_some());
    prop_assert!(records.homecoming.is_none() || records.departure.is_some());
    prop_assert!(records.departure.is_none() || records.cancellation.is_none());
    prop_assert!(records.rejection.is_none() || records.approval.is_none() && records.passports.is_empty());
    prop_assert!(records.rejection.is_none() || records.cancellation.is_none());
    if let Some(rejection) = records.rejection.as_ref().filter(|_| records.submission.is_none()) {
        prop_assert!(records.asked().is_some_and(|link| link.offices.contains(&rejection.by)));
    }
    prop_assert!(records.publication.is_none() || records.report.is_some());
    prop_assert!(records.changes.iter().filter(|change| change.is_pending()).count() <= 1);
    for change in &records.changes {
        prop_assert!(change.grant.is_none() || change.consents.len() == 2);
        prop_assert!(change.grant.is_none() || change.refusal.is_none());
    }
    for name in ["示例甲", "示例乙"] {
        prop_assert!(records.outstanding().filter(|passport| passport.member == name).count() <= 1);
    }
    if records.closure.is_some() {
        prop_assert_eq!(records.outstanding().count(), 0);
        prop_assert!(records.is_dropped() || records.reimbursement.is_some());
    }
    Ok(())
}
