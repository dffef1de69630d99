//! What a delegation promises: from its workbook to its report.

use std::collections::BTreeSet;

use chassis::{Desk, Error, Reach};
use delegation::books::Books;
use delegation::facts;
use delegation::model::Delegation;
use delegation::operations;
use delegation::print::Order;
use delegation::workbook;
use documents::Fact;
use jiff::civil::date;
use objective::model::{
    Cause, Lasting, Outcome, OutcomeKind, Progress, Promise, Proof, Source, Subject, Verdict,
};
use objective::operations::{Judgement, Settled};

use crate::desk::{ground, of_ground, on_a_bench};
use crate::specimens::{all, party};

#[test]
fn the_specimens_promise_something_for_every_task_and_every_kind_occurs() {
    let mut kinds = BTreeSet::new();
    for (stop, delegation) in all() {
        let back = delegation.stay().unwrap().entry();
        for purpose in &delegation.purposes {
            assert!(!purpose.promises.is_empty(), "stop {stop}, task {}", purpose.task);
            for outcome in purpose.promised() {
                let travels = |name: &str| delegation.staff().any(|member| member.name.zh == name);
                assert!(travels(&outcome.owner), "stop {stop}: {}", outcome.owner);
                assert!(outcome.due > back, "stop {stop}: {} is due before the party is back", outcome.what);
                assert!(outcome.goals.iter().all(|goal| purpose.goals.contains(goal)), "stop {stop}");
                kinds.insert(outcome.kind);
            }
        }
    }
    assert_eq!(kinds, OutcomeKind::ALL.iter().copied().collect());
}

#[test]
fn a_workbook_from_before_there_were_promises_is_read_as_ever() {
    let specimen = specimens::to_stop(3).unwrap();
    let without = |text: &str| {
        let (before, rest) = text.split_once("期望成果\n").unwrap();
        let (_, after) = rest.split_once("签署事项\n").unwrap();
        format!("{before}签署事项\n{after}")
    };
    let sheets: Vec<(&str, String)> = specimen
        .sheets
        .iter()
        .map(|(name, text)| (*name, if *name == "出访任务" { without(text) } else { (*text).to_owned() }))
        .collect();
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let read = workbook::read(&workbook::from_sheets(&sheets).unwrap(), party()).unwrap();
    assert_eq!(read.warnings, []);
    let mut expected = crate::specimens::specimen(3).delegation;
    expected.purposes.iter_mut().for_each(|purpose| purpose.promises.clear());
    assert_eq!(read.delegation, expected);
}

fn subject(delegation: &Delegation) -> Subject {
    Subject::of("delegation", delegation.id)
}

async fn promises(desk: &mut Desk<'_>, delegation: &Delegation) -> Result<Vec<Promise>, Error> {
    objective::operations::of_origin(desk, &subject(delegation)).await
}

fn about<'a>(promises: &'a [Promise], what: &str) -> &'a Promise {
    promises.iter().find(|promise| promise.outcome.what.contains(what)).unwrap()
}

fn minutes(what: &str) -> Proof {
    Proof { what: what.to_owned(), on: date(2026, 1, 14), lasts: Lasting::Once, file: None, record: None }
}

#[test]
fn a_party_kept_again_keeps_its_promises_and_what_came_of_them() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let brazil = || of_ground(3, &school, &season);
                let (kept, first) = operations::keep_with_promises(desk, brazil()).await?;
                assert_eq!(first, Settled { made: 6, changed: 0, dropped: 0 });
                let before = promises(desk, &kept).await?;
                assert_eq!(before.len(), 6);
                // Without goals of its own a promise serves the task's.
                assert_eq!(about(&before, "报告1份").outcome.goals, [1, 5]);
                let (_, again) = operations::keep_with_promises(desk, brazil()).await?;
                assert_eq!((again, promises(desk, &kept).await?), (Settled::default(), before.clone()));

                let judgement = Judgement {
                    verdict: Verdict::Partly,
                    why: "培训计划待外方确认".to_owned(),
                    proofs: vec![minutes("设备清单已签字")],
                };
                let list = about(&before, "设备清单").id;
                objective::operations::fulfil(desk, list, judgement).await?;
                let mut changed = brazil();
                changed.purposes[1].promises.clear();
                changed.purposes[2].promises.clear();
                changed.purposes[4].promises[0].what = "双语教学案例8个".to_owned();
                let (_, later) = operations::keep_with_promises(desk, changed).await?;
                assert_eq!(later, Settled { made: 0, changed: 1, dropped: 1 });
                let after = promises(desk, &kept).await?;
                assert_eq!(after.len(), 6);
                assert_eq!(about(&after, "案例8个").id, about(&before, "案例6个").id);
                assert_eq!(about(&after, "提纲").release.as_ref().unwrap().cause, Cause::Dropped);
                assert_eq!(about(&after, "设备清单").progress(), Progress::Partly);
                Ok(())
            })
            .await
            .unwrap();
    });
}

#[test]
fn a_promise_added_by_itself_outlives_the_next_import() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let kept = operations::keep(desk, of_ground(3, &school, &season)).await?;
                let origin = promises(desk, &kept).await?[0].origin.clone();
                let outcome =
                    Outcome { what: "回访计划1份".to_owned(), ..kept.purposes[1].promises[0].clone() };
                let added = objective::operations::promise(desk, origin, outcome).await?;
                assert_eq!(added.source, Source::Added);
                operations::keep(desk, of_ground(3, &school, &season)).await?;
                assert_eq!(objective::operations::load(desk, added.id).await?, added);
                Ok(())
            })
            .await
            .unwrap();
    });
}

/// A fact's own facts as `name=value`, as far as they are texts.
fn told(fact: &Fact, names: &[&str]) -> String {
    let text = |name: &&str| fact.at(name).and_then(Fact::as_text).unwrap_or_default().to_owned();
    names.iter().map(text).collect::<Vec<_>>().join("｜")
}

#[test]
fn the_application_tells_what_is_promised_and_the_report_what_came_of_it() {
    on_a_bench(async |bench| {
        let examination = bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let kept = operations::keep(desk, of_ground(3, &school, &season)).await?;
                let known = promises(desk, &kept).await?;
                let judgement = Judgement {
                    verdict: Verdict::Partly,
                    why: "培训计划待外方确认".to_owned(),
                    proofs: vec![minutes("设备清单已签字")],
                };
                objective::operations::fulfil(desk, about(&known, "设备清单").id, judgement).await?;
                objective::operations::release(desk, about(&known, "提纲").id, "外方标准改版").await?;
                let books = Books::shipped()?;
                operations::examine(desk, &books, &season, kept).await
            })
            .await
            .unwrap();
        let books = Books::shipped().unwrap();
        let budget = examination.budget.as_ref().unwrap();
        let facts = facts::of(&examination.subject(&books, budget, Order::default()));
        let list = |fact: &Fact, name: &str| fact.at(name).and_then(Fact::as_list).unwrap().to_vec();
        let lines: Vec<String> = list(&facts, "promises")
            .iter()
            .map(|it| {
                let proofs: Vec<String> =
                    list(it, "proofs").iter().map(|it| told(it, &["date", "what"])).collect();
                let names = ["number", "task", "kind", "what", "owner", "due", "goals", "verdict", "why"];
                format!("{}｜{}", told(it, &names), proofs.join("；"))
            })
            .collect();
        insta::assert_snapshot!("promises", lines.join("\n"));
        let of_tasks: Vec<usize> =
            list(&facts, "purposes").iter().map(|purpose| list(purpose, "promises").len()).collect();
        assert_eq!(of_tasks, [2, 1, 0, 1, 1], "what was released is promised no longer");
    });
}

#[test]
fn another_school_sees_and_touches_none_of_it() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let (school, season) = ground(desk).await?;
                let kept = operations::keep(desk, of_ground(3, &school, &season)).await?;
                let id = desk.draw_id();
                let mut other = people::wire::school(::specimens::SCHOOL, id).unwrap();
                other.name = "示例另一学院".to_owned();
                let other = people::operations::keep(desk, other).await?;
                let mut theirs = of_ground(3, &other, &season);
                theirs.id = desk.draw_id();
                let theirs = operations::keep(desk, theirs).await?;
                desk.reach = Reach::School(other.id.to_string().parse().unwrap());
                assert_eq!(promises(desk, &theirs).await?.len(), 6);
                assert_eq!(promises(desk, &kept).await?, []);
                let mine = objective::operations::list(desk, objective::operations::Scope::default()).await?;
                assert!(mine.iter().all(|promise| promise.origin.school == other.id), "{mine:?}");
                Ok(())
            })
            .await
            .unwrap();
    });
}
