//! A delegation's year at the command line, from the start to its publication.

use std::sync::OnceLock;

use delegation::model::TripMode;
use jiff::civil::date;

use crate::machine::Machine;
use crate::money::brazil;

/// What was said on a day, or why not.
fn on(machine: &Machine, day: &str, words: &str) -> String {
    let arguments: Vec<&str> = words.split_whitespace().collect();
    let answer = machine.run_on(day, &arguments);
    if answer.code == 0 { answer.said } else { answer.noted }
}

fn done(machine: &Machine, day: &str, words: &str) {
    let arguments: Vec<&str> = words.split_whitespace().collect();
    let answer = machine.run_on(day, &arguments);
    assert_eq!(answer.code, 0, "{words}: {}", answer.noted);
}

/// The offices of the chain, in their order.
const OFFICES: [&str; 8] =
    ["派员单位", "国际处", "组织人事处", "财务处", "分管外事校领导", "书记", "校长", "党委会"];

fn reviewed_by(machine: &Machine, day: &str, offices: &[&str]) {
    for office in offices {
        done(machine, day, &format!("delegation review 3 {office}"));
    }
}

/// The party to Brazil, handed in.
fn handed_in() -> Machine {
    static HANDED_IN: OnceLock<Machine> = OnceLock::new();
    let hand_in = || {
        let machine = Machine::planned();
        done(&machine, "2026-01-20", "delegation start 3");
        reviewed_by(&machine, "2026-01-22", &OFFICES);
        done(&machine, "2026-01-26", "delegation submit 3 --number 示例职院〔2026〕18号");
        machine
    };
    HANDED_IN.get_or_init(hand_in).alike()
}

/// The party to Brazil, handed in and approved.
fn approved() -> Machine {
    let machine = handed_in();
    done(&machine, "2026-03-10", "delegation approve 3 示例外批〔2026〕108号 --authority 示例省外办");
    machine
}

#[test]
fn a_whole_year_reads_as_it_happened() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3");
    done(&machine, "2026-04-20", "delegation visa 3 BR --until 2026-12-31");
    done(
        &machine,
        "2026-05-08",
        "delegation change 3 --reason 示例航班改期 --exit 2026-09-13 --entry 2026-09-21",
    );
    for office in ["派员单位", "国际处", "分管外事校领导"] {
        done(&machine, "2026-05-09", &format!("delegation consent 3 {office}"));
    }
    done(&machine, "2026-05-20", "delegation grant 3 --number 示例外批〔2026〕151号");
    done(&machine, "2026-09-01", "delegation educate 3 --place 礼堂");
    done(&machine, "2026-09-13", "delegation depart 3");
    done(&machine, "2026-09-21", "delegation home 3 --note 五项任务均已完成");
    done(&machine, "2026-09-23", "delegation collect 3");
    done(&machine, "2026-10-08", "delegation report 3");
    done(&machine, "2026-10-08", "delegation publish 3 --place 校园网 --to 2026-10-15");
    insta::assert_snapshot!("life", on(&machine, "2026-10-16", "delegation life 3"));
}

#[test]
fn a_step_out_of_turn_is_refused_with_what_is_missing() {
    let machine = approved();
    let refused = [
        ("2026-09-12", "delegation depart 3"),
        ("2026-03-20", "delegation home 3"),
        ("2026-03-20", "delegation lend 3 示例外人"),
        ("2026-03-20", "delegation consent 3 国际处"),
        ("2026-03-20", "delegation submit 3"),
        ("2026-03-20", "delegation start 9"),
    ];
    let told: Vec<String> = refused.iter().map(|(day, words)| on(&machine, day, words)).collect();
    insta::assert_snapshot!("refused", told.concat());
}

#[test]
fn passports_that_are_late_lock_the_next_application() {
    let machine = approved();
    for (day, words) in [
        ("2026-03-20", "delegation lend 3"),
        ("2026-09-01", "delegation educate 3 --place 礼堂"),
        ("2026-09-12", "delegation depart 3 --justify A05=示例使馆答复免签"),
        ("2026-09-21", "delegation home 3 --entry 2026-09-20"),
    ] {
        done(&machine, day, words);
    }
    let found = |day: &str| on(&machine, day, "delegation check 7").matches("R28").count();
    assert_eq!((found("2026-09-27"), found("2026-09-28")), (0, 1));
    done(&machine, "2026-09-28", "delegation collect 3");
    assert_eq!(found("2026-09-29"), 0);
}

#[test]
fn what_is_due_is_listed_and_goes_into_a_calendar() {
    let machine = approved();
    insta::assert_snapshot!("deadlines", on(&machine, "2026-04-01", "deadlines"));
    done(&machine, "2026-04-01", "deadlines --ics 时限.ics");
    let first = std::fs::read(machine.path("时限.ics")).unwrap();
    done(&machine, "2026-04-01", "deadlines --ics 时限.ics");
    assert!(
        std::fs::read(machine.path("时限.ics")).unwrap() == first,
        "the same day gives the same calendar"
    );
}

#[test]
fn a_joined_trip_is_handed_in_with_its_organisers_notice() {
    let machine = Machine::planned();
    machine.write("双跨.xlsx", &brazil(|party| party.mode = TripMode::JoinedParty));
    done(&machine, "2026-01-16", "delegation import 双跨.xlsx --stop 3");
    done(&machine, "2026-01-20", "delegation start 3");
    reviewed_by(&machine, "2026-01-22", &OFFICES);
    let told = on(&machine, "2026-01-22", "delegation life 3");
    assert!(told.ends_with("\n待报送；接下来：组团单位的任务通知书（notice）；报送（submit）\n"), "{told}");
    assert_eq!(
        on(&machine, "2026-01-24", "delegation submit 3").lines().next().unwrap(),
        "错误：示例职业技术学院赴巴西参赛团不能记录“报送”：还没有“任务通知”的记录；先办这一步（notice）"
    );
    done(&machine, "2026-01-25", "delegation notice 3 示例函〔2026〕7号 --organiser 示例牵头单位");
    done(&machine, "2026-01-26", "delegation submit 3");
    let told = on(&machine, "2026-01-26", "delegation life 3");
    assert!(told.contains("  2026-01-25  任务通知  示例牵头单位，示例函〔2026〕7号\n"), "{told}");
}

#[test]
fn what_is_taken_back_or_sent_back_is_handed_in_again() {
    let machine = handed_in();
    assert!(
        on(&machine, "2026-01-28", "delegation withdraw 3 --reason 示例补充材料")
            .ends_with("\n待报送；接下来：报送（submit）\n")
    );
    done(&machine, "2026-01-29", "delegation submit 3");
    let back = "delegation return 3 --by 示例省教育厅 --reason 示例缺译文 --to";
    let refused = on(&machine, "2026-02-02", &format!("{back} 校长办公会"));
    done(&machine, "2026-02-02", &format!("{back} 书记、校长审批"));
    insta::assert_snapshot!("sent_back", refused + &on(&machine, "2026-02-02", "delegation life 3"));
    reviewed_by(&machine, "2026-02-04", &["书记", "校长", "党委会"]);
    assert!(
        on(&machine, "2026-02-05", "delegation submit 3").ends_with("\n已报送；接下来：等批复（approve）\n")
    );
}

#[test]
fn a_changed_workbook_is_read_once_the_offices_have_it_back() {
    let machine = Machine::planned();
    machine.write("改.xlsx", &brazil(|party| party.contact = "示例，电话：000-00000009".to_owned()));
    done(&machine, "2026-01-20", "delegation start 3");
    reviewed_by(&machine, "2026-01-22", &["派员单位", "国际处"]);
    let import = "delegation import 改.xlsx --stop 3";
    assert_eq!(
        on(&machine, "2026-01-23", import).lines().next().unwrap(),
        "错误：示例职业技术学院赴巴西参赛团已有部门审核同意；先记录退回（return）再改，改后重新审核"
    );
    done(&machine, "2026-01-23", "delegation return 3 --by 国际处 --reason 示例换联系人");
    done(&machine, "2026-01-24", import);
    let told = on(&machine, "2026-01-24", "delegation life 3");
    assert!(told.contains("  派员单位党政审核（unit）      现在请派员单位提出意见\n"), "{told}");
    reviewed_by(&machine, "2026-01-26", &OFFICES);
    done(&machine, "2026-01-27", "delegation submit 3");
}

#[test]
fn one_command_for_six_people_is_taken_back_whole_and_says_whose() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3");
    let people = "宋丙山、袁癸宁、邓子安、傅寅初、程辛雨、贾亥峰";
    let told = on(&machine, "2026-03-20", "delegation undo 3");
    assert_eq!(
        told.lines().next().unwrap(),
        format!("已撤销示例职业技术学院赴巴西参赛团的“领用证照”（2026-03-20）：{people}")
    );
    assert!(told.contains("领出证照（lend）"), "{told}");
}

#[test]
fn people_and_countries_are_named_as_an_officer_writes_them() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation visa 3 巴西 --until 2026-12-31 宋丙山、袁癸宁");
    done(&machine, "2026-03-20", "delegation visa 3 BR --until 2026-11-30 邓子安，傅寅初");
    let told = on(&machine, "2026-03-20", "delegation life 3");
    for visa in ["有效期至2026-12-31：宋丙山、袁癸宁\n", "有效期至2026-11-30：邓子安、傅寅初\n"]
    {
        assert!(told.contains(&format!("  2026-03-20  签证  巴西，{visa}")), "{told}");
    }
    for (words, refusal) in [
        (
            "visa 3 巴希 --until 2026-12-31",
            "不认识国家“巴希”（是不是“巴林”或“巴西”？）；请写国名或两位代码，如 巴西 或 BR",
        ),
        (
            "visa 3 ZA --until 2026-12-31",
            "示例职业技术学院赴巴西参赛团不去南非，也不在那里中转；请核对国家，这次去的、经过的是巴西、西班牙",
        ),
        ("lend 3 贾亥风", "名单里没有“贾亥风”（是不是“贾亥峰”？）；请核对姓名；批复后换人要重新报批"),
        ("lend 3 贾亥峰、贾亥峰", "“贾亥峰”写了两次；请只写一次"),
        ("change 3 --reason 示例 --tasks 一", "任务序号“一”看不懂；请写附件里的序号，如 1、2"),
    ] {
        let told = on(&machine, "2026-03-21", &format!("delegation {words}"));
        assert_eq!(told.lines().next().unwrap(), format!("错误：{refusal}"));
    }
}

#[test]
fn after_a_change_that_was_refused_the_party_leaves_as_approved() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3");
    done(
        &machine,
        "2026-05-08",
        "delegation change 3 --reason 示例航班改期 --exit 2026-09-13 --entry 2026-09-21",
    );
    for office in ["派员单位", "国际处", "分管外事校领导"] {
        done(&machine, "2026-05-09", &format!("delegation consent 3 {office}"));
    }
    done(&machine, "2026-05-20", "delegation refuse 3 --reason 示例不同意改期");
    done(&machine, "2026-09-01", "delegation educate 3 --place 礼堂");
    done(&machine, "2026-09-12", "delegation depart 3 --justify A05=示例使馆答复免签");
    assert_eq!(
        on(&machine, "2026-09-25", "delegation home 3").lines().next().unwrap(),
        "已记录示例职业技术学院赴巴西参赛团的“回国”（2026-09-20）"
    );
}

#[test]
fn a_cancelled_trip_is_closed_when_its_passports_are_back() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3 宋丙山、袁癸宁");
    done(&machine, "2026-06-10", "delegation cancel 3 --reason 示例承办方改期");
    assert_eq!(
        on(&machine, "2026-06-11", "delegation close 3").lines().next().unwrap(),
        "错误：示例职业技术学院赴巴西参赛团不能记录“归档”：宋丙山、袁癸宁的证照还没有交回；交齐后才能归档"
    );
    done(&machine, "2026-06-12", "delegation collect 3");
    assert!(on(&machine, "2026-06-13", "delegation close 3").ends_with("\n已归档\n"));
    assert!(on(&machine, "2026-06-14", "delegation check 3").contains("\n已归档：已说明1项；"));
}

#[test]
fn what_was_approved_and_never_begun_owes_its_passports_from_the_day_it_was_dropped() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3 宋丙山");
    done(&machine, "2026-06-10", "delegation cancel 3 --reason 示例承办方停办");
    let due = |day: &str| {
        let told = on(&machine, day, "deadlines");
        told.lines().find(|line| line.contains("交回证照")).map(str::to_owned).unwrap_or_default()
    };
    assert!(due("2026-06-11").contains("2026-06-17"), "{}", due("2026-06-11"));
    let locked = |day: &str| on(&machine, day, "delegation check 7").matches("R28").count();
    assert_eq!((locked("2026-06-17"), locked("2026-06-18")), (0, 1));
}

#[test]
fn what_was_refused_is_over_and_says_who_refused_it() {
    let machine = handed_in();
    done(&machine, "2026-02-10", "delegation reject 3 --by 示例省外办 --reason 示例任务不实");
    let told = on(&machine, "2026-02-11", "delegation life 3");
    assert!(told.contains("  2026-02-10  不予批准  示例省外办：示例任务不实\n"), "{told}");
    assert!(told.ends_with("\n未获批准；接下来：归档（close）\n"), "{told}");
    assert_eq!(
        on(&machine, "2026-02-11", "delegation submit 3").lines().next().unwrap(),
        "错误：示例职业技术学院赴巴西参赛团不能记录“报送”：团组未获批准，不能再办这一步"
    );
    assert!(on(&machine, "2026-02-12", "delegation undo 3").contains("\n已报送；接下来："));
}

#[test]
fn an_application_goes_to_the_department_and_then_to_the_foreign_office() {
    let machine = Machine::planned();
    done(&machine, "2026-01-20", "delegation start 3 --chain two-authorities");
    reviewed_by(&machine, "2026-01-22", &OFFICES);
    assert!(
        on(&machine, "2026-01-26", "delegation submit 3")
            .ends_with("\n已报送；接下来：再报省外办（submit）\n")
    );
    let approve = "delegation approve 3 示例外批〔2026〕108号 --authority 示例省外办";
    assert!(on(&machine, "2026-03-10", approve).contains("按审批链，现在报送省外办；先办这一步（submit）"));
    done(&machine, "2026-02-10", "delegation submit 3");
    let told = on(&machine, "2026-02-11", "delegation life 3");
    assert!(told.contains("2026-01-26  报送  省教育厅\n  2026-02-10  报送  省外办\n"), "{told}");
    done(&machine, "2026-03-10", approve);
}

#[test]
fn where_the_committee_comes_first_no_notice_hangs_before_it() {
    let machine = Machine::planned();
    done(&machine, "2026-01-20", "delegation start 3 --chain committee-first");
    done(&machine, "2026-01-20", "delegation review 3 派员单位");
    let post = "delegation post 3 --place 校园网 --from 2026-01-21 --to 2026-01-28 --result 无异议";
    let refused = on(&machine, "2026-01-21", post);
    assert!(refused.contains("先经“党委会研究”再公示；先记录这一环节的意见（review）"), "{refused}");
    reviewed_by(&machine, "2026-01-22", &["党委会", "国际处", "组织人事处", "财务处"]);
    let refused = on(&machine, "2026-01-26", "delegation submit 3");
    assert!(
        refused.contains("公示自2026-01-05起，而这一环节2026-01-22才同意，请重新公示（post）"),
        "{refused}"
    );
    done(&machine, "2026-01-22", &post.replace("01-21", "01-22"));
    done(&machine, "2026-01-29", "delegation submit 3");
}

#[test]
fn an_office_refuses_only_while_it_is_asked() {
    let machine = Machine::planned();
    done(&machine, "2026-01-20", "delegation start 3");
    reviewed_by(&machine, "2026-01-22", &["派员单位", "国际处"]);
    let refused = on(&machine, "2026-01-23", "delegation reject 3 --by 校长 --reason 示例");
    assert_eq!(
        refused.lines().next().unwrap(),
        "错误：示例职业技术学院赴巴西参赛团不能记录“不予批准”：现在该“职能部门会签”，由国际处、组织人事处、财务处提出意见"
    );
    done(&machine, "2026-01-23", "delegation reject 3 --by 财务处 --reason 示例经费无来源");
    assert!(on(&machine, "2026-01-24", "delegation close 3").ends_with("\n已归档\n"));
}

#[test]
fn the_gate_of_departure_asks_for_passport_and_visa_and_keeps_the_reason_with_the_step() {
    let machine = approved();
    done(&machine, "2026-03-20", "delegation lend 3");
    done(&machine, "2026-09-01", "delegation educate 3 --place 礼堂");
    let refused = on(&machine, "2026-09-12", "delegation depart 3");
    let first = refused.lines().next().unwrap();
    assert!(first.contains("还不能“出境”：A05 团组：巴西对公务普通护照须办签证"), "{refused}");
    assert!(first.ends_with("；写理由说明的，随本步加 --justify A05=理由"), "{refused}");
    let strange = on(&machine, "2026-09-12", "delegation depart 3 --justify R35=示例");
    assert!(strange.starts_with("错误：核对没有发现 R35 的问题，不需要理由，没有记录\n"), "{strange}");
    let answered = |day: &str| on(&machine, day, "delegation check 3").matches("使馆答复免签").count();
    done(&machine, "2026-09-12", "delegation depart 3 --justify A05=使馆答复免签");
    assert_eq!(answered("2026-09-12"), 1);
    done(&machine, "2026-09-13", "delegation undo 3");
    let refused = on(&machine, "2026-09-13", "delegation depart 3 --on 2026-09-12");
    assert!(refused.contains("A05 "), "the reason was taken back with the step: {refused}");
    assert_eq!(answered("2026-09-13"), 0);
}

#[test]
fn two_members_of_one_name_are_two_persons_at_every_step() {
    let machine = Machine::planned();
    let namesakes = |party: &mut delegation::model::Delegation| {
        for (member, born) in party.members.iter_mut().zip([date(1975, 3, 2), date(1982, 11, 9)]) {
            "示例甲".clone_into(&mut member.name.zh);
            member.born = born;
        }
        party.members[1].secrecy = delegation::model::Secrecy::General;
    };
    machine.write("同名.xlsx", &brazil(namesakes));
    done(&machine, "2026-01-16", "delegation import 同名.xlsx --stop 3");
    done(&machine, "2026-01-20", "delegation start 3");
    reviewed_by(&machine, "2026-01-22", &OFFICES);
    let told = on(&machine, "2026-01-23", "delegation vet 3 示例甲 --office 保密办");
    assert!(told.starts_with("错误：名单里没有“示例甲”（是不是“示例甲（1975.03）”"), "{told}");
    done(&machine, "2026-01-23", "delegation vet 3 示例甲（1975.03） --office 保密办");
    let told = on(&machine, "2026-01-26", "delegation submit 3");
    assert!(told.contains("R36 团员示例甲：示例甲（1982.11）是一般涉密人员，没有保密审查的记录"), "{told}");
    done(&machine, "2026-01-26", "delegation vet 3 示例甲（1982.11） --office 保密办");
    done(&machine, "2026-01-26", "delegation submit 3");
    done(&machine, "2026-03-10", "delegation approve 3 示例外批〔2026〕108号 --authority 示例省外办");
    done(&machine, "2026-03-20", "delegation lend 3 示例甲（1975.03）");
    done(&machine, "2026-09-01", "delegation educate 3 --place 礼堂 示例甲（1982.11）");
    let told = on(&machine, "2026-09-12", "delegation depart 3");
    assert!(
        told.contains("示例甲（1975.03）、邓子安、傅寅初、程辛雨、贾亥峰没有参加行前教育"),
        "taught is the other one: {told}"
    );
    assert!(told.contains("没有示例甲（1982.11）、邓子安、傅寅初、程辛雨、贾亥峰领用因公护照"), "{told}");
    let told = on(&machine, "2026-09-12", "delegation undo 3");
    assert!(told.contains("行前教育（educate）：示例甲（1975.03）、示例甲（1982.11）、邓子安"), "{told}");
}

#[test]
fn a_party_that_was_held_up_is_paid_once_its_reasons_are_written_down() {
    let machine = approved();
    for (day, words) in [
        ("2026-09-01", "educate 3 --place 礼堂"),
        ("2026-09-12", "lend 3"),
        ("2026-09-12", "depart 3 --justify A05=示例使馆答复免签"),
        ("2026-09-22", "home 3 --on 2026-09-22 --note 示例航班取消"),
        ("2026-10-08", "report 3"),
        ("2026-10-08", "publish 3 --place 校园网 --to 2026-10-14"),
        ("2026-10-20", "rate 3 USD 7.02 --on 2026-09-12"),
    ] {
        done(&machine, day, &format!("delegation {words}"));
    }
    let twice = on(&machine, "2026-09-22", "delegation home 3 --on 2026-09-22 --entry 2026-09-21");
    assert!(twice.contains("都是入境日却不一致；请只写一个"), "{twice}");
    let early = on(&machine, "2026-10-14", "delegation claim 3 --on 2026-10-14");
    assert!(early.contains("R27 "), "{early}");
    let refused = on(&machine, "2026-10-20", "delegation claim 3");
    let first = refused.lines().next().unwrap();
    assert!(first.contains("：R31 ") && first.contains("；R32 "), "{refused}");
    assert!(first.ends_with("；写理由说明的，随本步加 --justify R31=理由"), "{refused}");
    let reason = "示例航班因台风取消，附证明，国际处同意";
    let one = on(&machine, "2026-10-20", &format!("delegation claim 3 --justify R31={reason}"));
    assert!(!one.contains("R31 ") && one.contains("：R32 "), "{one}");
    let both = format!("delegation claim 3 --justify R31={reason} --justify R32={reason}");
    let told = on(&machine, "2026-10-20", &both);
    assert!(
        told.starts_with("示例职业技术学院赴巴西参赛团已报账，金额锁定\n因公团组6人，在外11天，"),
        "{told}"
    );
}
