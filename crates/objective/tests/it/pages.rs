//! The list of promises and the page of goals, as a person reads them.

use chassis::Error;
use jiff::civil::date;
use objective::model::{Account, Enclosure, Lasting, OutcomeKind, Promise, Verdict};
use objective::operations::{self, Judgement, Scope};
use objective::tell;
use season::model::Season;

use crate::scene::{TODAY, on_a_bench, origin, outcome, proof, season};

/// A promise at every progress.
async fn all_stages(desk: &mut chassis::Desk<'_>) -> Result<(Season, Vec<Promise>), Error> {
    let origin = origin(desk, "示例学院").await?;
    let mut list = [
        outcome("备忘录1份", date(2026, 10, 18)),
        outcome("设备清单1份", date(2026, 10, 30)),
        outcome("课程标准提纲1份", date(2026, 11, 4)),
        outcome("教学案例6个", date(2026, 11, 20)),
        outcome("完成3个比赛模块", date(2026, 10, 2)),
        outcome("专家讲座1场", date(2026, 10, 25)),
    ];
    let kinds = [OutcomeKind::Workshop, OutcomeKind::Standard, OutcomeKind::Resource, OutcomeKind::Entry];
    for (outcome, kind) in list.iter_mut().skip(1).zip(kinds) {
        outcome.kind = kind;
    }
    list[3].goals = vec![1, 2];
    list[4].goals = vec![];
    operations::settle(desk, &origin, &list).await?;
    let made = operations::of_origin(desk, &origin.subject).await?;
    let id = |what: &str| made.iter().find(|it| it.outcome.what == what).unwrap().id;
    let mut signed = proof("备忘录签字文本");
    signed.lasts = Lasting::Until(date(2029, 10, 19));
    signed.file = Some(Enclosure { name: "备忘录.pdf".to_owned(), digest: "0123456789abcdef".repeat(4) });
    let judged = |verdict, why: &str, proofs| Judgement { verdict, why: why.to_owned(), proofs };
    operations::fulfil(desk, id("备忘录1份"), judged(Verdict::Done, "", vec![signed])).await?;
    let some = vec![proof("案例4个已入库")];
    operations::fulfil(desk, id("教学案例6个"), judged(Verdict::Partly, "2个待外方授权", some)).await?;
    let none = judged(Verdict::Not, "设备故障，第3模块未完赛", vec![]);
    operations::fulfil(desk, id("完成3个比赛模块"), none).await?;
    operations::hand_over(desk, id("设备清单1份"), "示例乙", "岗位调整").await?;
    operations::promise(desk, origin.clone(), outcome("回访报告1份", date(2026, 10, 20))).await?;
    operations::release(desk, id("专家讲座1场"), "外方专家行程改变").await?;
    Ok((season(desk).await?, operations::list(desk, Scope::default()).await?))
}

/// Ids are drawn by the desk; a reader of the snapshot needs none.
fn without_ids(text: &str, promises: &[Promise]) -> String {
    promises.iter().fold(text.to_owned(), |text, it| text.replace(&tell::ending(it), "编号"))
}

#[test]
fn a_leader_reads_what_was_promised_done_proved_and_left_open() {
    on_a_bench(async |bench| {
        let (season, promises) = bench.door.change(all_stages).await.unwrap();
        let all: Vec<&Promise> = promises.iter().collect();
        insta::assert_snapshot!("list", without_ids(&tell::list(&all, TODAY), &promises));
        let accounts = Account::of_goals(&season.goals, &promises);
        insta::assert_snapshot!("goals", tell::goals("2026年出访目标台账（示例学院）", &accounts, TODAY));
    });
}
