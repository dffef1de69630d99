//! Promises on a real database.

use chassis::{Error, journal, outbox};
use jiff::civil::date;
use objective::model::{Cause, Lasting, Progress, Verdict};
use objective::operations::{self, Judgement, Settled};

use crate::scene::{on_a_bench, origin, outcome, proof};

fn judged(verdict: Verdict, why: &str) -> Judgement {
    Judgement { verdict, why: why.to_owned(), proofs: Vec::new() }
}

#[test]
fn a_promise_is_found_again_with_all_that_came_of_it() {
    on_a_bench(async |bench| {
        let made = bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                operations::promise(desk, origin, outcome("备忘录1份", date(2026, 11, 5))).await
            })
            .await
            .unwrap();
        let mut lasting = proof("备忘录签字文本");
        lasting.on = date(2026, 10, 19);
        lasting.lasts = Lasting::Until(date(2029, 10, 19));
        let kept = bench
            .door
            .change(async |desk| {
                operations::hand_over(desk, made.id, "示例乙", "岗位调整").await?;
                let why = "外方用印未回";
                let judgement = Judgement { proofs: vec![lasting], ..judged(Verdict::Partly, why) };
                operations::fulfil(desk, made.id, judgement).await?;
                operations::file(desk, made.origin.school, made.subject(), proof("用印件")).await?;
                operations::fulfil(desk, made.id, judged(Verdict::Done, "")).await
            })
            .await
            .unwrap();
        let found = bench.door.look(async |desk| operations::load(desk, made.id).await).await.unwrap();
        assert_eq!(found, kept);
        assert_eq!((found.progress(), found.owner()), (Progress::Done, "示例乙"));
        let verdicts: Vec<Verdict> = found.fulfilments.iter().map(|it| it.verdict).collect();
        assert_eq!(verdicts, [Verdict::Partly, Verdict::Done]);
        let shown: Vec<&str> = found.evidence.iter().map(|it| it.proof.what.as_str()).collect();
        assert_eq!(shown, ["备忘录签字文本", "用印件"]);
        assert!(found.evidence[0].counts_in(2029) && !found.evidence[1].counts_in(2027));
    });
}

#[test]
fn every_change_is_journalled_and_posted() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                operations::settle(desk, &origin, &[outcome("清单1份", date(2026, 11, 5))]).await?;
                let made = operations::promise(desk, origin, outcome("备忘录1份", date(2026, 11, 5))).await?;
                operations::hand_over(desk, made.id, "示例乙", "岗位调整").await?;
                operations::file(desk, made.origin.school, made.subject(), proof("草案")).await?;
                operations::fulfil(desk, made.id, judged(Verdict::Not, "外方未到会")).await?;
                let stated = operations::of_origin(desk, &made.origin.subject).await?;
                let other = stated.iter().find(|known| known.id != made.id).unwrap().id;
                operations::release(desk, other, "并入备忘录").await
            })
            .await
            .unwrap();
        let lines = bench.door.look(journal::lines).await.unwrap();
        let told: Vec<(&str, &str)> =
            lines.iter().skip(2).map(|line| (line.event.as_str(), line.detail.as_str())).collect();
        assert_eq!(
            told,
            [
                ("promise.settle", "期望成果新增1项，改动0项，不再列入0项"),
                ("promise.make", "备忘录1份"),
                ("promise.hand_over", "岗位调整"),
                ("evidence.file", "草案"),
                ("promise.fulfil", "未完成"),
                ("promise.release", "并入备忘录"),
            ]
        );
        assert_eq!(journal::first_broken(&lines), None);
        let posted = bench.door.look(outbox::waiting).await.unwrap();
        let mut topics: Vec<&str> = posted
            .iter()
            .map(|(topic, _)| topic.as_str())
            .filter(|topic| *topic != "season.changed")
            .collect();
        topics.sort_unstable();
        let changed = "promise.changed";
        assert_eq!(topics, ["evidence.filed", changed, changed, changed, changed, "promise.settled"]);
    });
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    on_a_bench(async |bench| {
        let made = bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                operations::promise(desk, origin, outcome("备忘录1份", date(2026, 11, 5))).await
            })
            .await
            .unwrap();
        let mut tomorrow = proof("明天的纪要");
        tomorrow.on = date(2026, 10, 31);
        let refusals = [
            (Judgement { proofs: vec![tomorrow], ..judged(Verdict::Done, "") }, "evidence-faulty"),
            (judged(Verdict::Done, ""), "fulfilment-unproved"),
            (
                Judgement { proofs: vec![proof("草案")], ..judged(Verdict::Partly, "") },
                "fulfilment-unexplained",
            ),
        ];
        for (judgement, code) in refusals {
            let refused =
                bench.door.change(async |desk| operations::fulfil(desk, made.id, judgement).await).await;
            assert!(matches!(&refused, Err(Error::Refused(refusal)) if refusal.code == code), "{refused:?}");
        }
        let found = bench.door.look(async |desk| operations::load(desk, made.id).await).await.unwrap();
        assert_eq!(found, made);
    });
}

#[test]
fn a_list_stated_again_keeps_ids_changes_texts_and_drops_what_is_gone() {
    on_a_bench(async |bench| {
        let due = date(2026, 11, 5);
        bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                let list = [outcome("清单1份", due), outcome("纪要1份", due)];
                let first = operations::settle(desk, &origin, &list).await?;
                assert_eq!(first, Settled { made: 2, changed: 0, dropped: 0 });
                let before = operations::of_origin(desk, &origin.subject).await?;
                assert_eq!(operations::settle(desk, &origin, &list).await?, Settled::default());
                assert_eq!(operations::of_origin(desk, &origin.subject).await?, before);

                let now = [outcome("清单1份", due), outcome("纪要2份", due)];
                let second = operations::settle(desk, &origin, &now).await?;
                assert_eq!(second, Settled { made: 0, changed: 1, dropped: 0 });
                let third = operations::settle(desk, &origin, &now[..1]).await?;
                assert_eq!(third, Settled { made: 0, changed: 0, dropped: 1 });
                let after = operations::of_origin(desk, &origin.subject).await?;
                let ids = |all: &[objective::model::Promise]| all.iter().map(|it| it.id).collect::<Vec<_>>();
                assert_eq!(ids(&after), ids(&before));
                let gone = after.iter().find(|it| it.outcome.what == "纪要2份").unwrap();
                assert_eq!(gone.release.as_ref().unwrap().cause, Cause::Dropped);

                operations::settle(desk, &origin, &now).await?;
                let back = operations::load(desk, gone.id).await?;
                assert_eq!((back.progress(), back.id), (Progress::Open, gone.id));
                Ok(())
            })
            .await
            .unwrap();
    });
}

#[test]
fn an_old_list_does_not_undo_a_handover_and_a_new_owner_ends_it() {
    on_a_bench(async |bench| {
        let due = date(2026, 11, 5);
        bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                let mut list = [outcome("清单1份", due)];
                operations::settle(desk, &origin, &list).await?;
                let id = operations::of_origin(desk, &origin.subject).await?[0].id;
                operations::hand_over(desk, id, "示例乙", "岗位调整").await?;
                operations::settle(desk, &origin, &list).await?;
                assert_eq!(operations::load(desk, id).await?.owner(), "示例乙");
                "示例丙".clone_into(&mut list[0].owner);
                operations::settle(desk, &origin, &list).await?;
                assert_eq!(operations::load(desk, id).await?.owner(), "示例丙");
                Ok(())
            })
            .await
            .unwrap();
    });
}

#[test]
fn a_promise_is_named_by_the_end_of_its_id() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                let made = operations::promise(desk, origin, outcome("清单1份", date(2026, 11, 5))).await?;
                let ending = objective::tell::ending(&made);
                assert_eq!(operations::find(desk, &ending.to_uppercase()).await?, made);
                assert_eq!(operations::find(desk, &made.id.to_string()).await?, made);
                for unknown in ["", "abc", "%", "zzzz", "0000-0000-ffff"] {
                    let error = operations::find(desk, unknown).await.unwrap_err();
                    assert_eq!(error.exit_code(), 66, "{unknown}");
                }
                Ok(())
            })
            .await
            .unwrap();
    });
}

#[test]
fn a_promise_that_nobody_answers_for_is_refused() {
    on_a_bench(async |bench| {
        let refused = bench
            .door
            .change(async |desk| {
                let origin = origin(desk, "示例学院").await?;
                let mut nobody = outcome("清单1份", date(2026, 11, 5));
                nobody.owner = " ".to_owned();
                operations::settle(desk, &origin, &[nobody]).await
            })
            .await;
        assert_eq!(refused.unwrap_err().to_string(), "任务2的期望成果没有写责任人；请补填");
    });
}
