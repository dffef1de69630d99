//! No school sees or touches what another one promised.

use chassis::{Desk, Error, Reach};
use jiff::civil::date;
use objective::model::{Origin, Promise, Verdict};
use objective::operations::{self, Judgement, Scope};

use crate::scene::{on_a_bench, origin, outcome, proof};

fn of(desk: &mut Desk<'_>, origin: &Origin) {
    desk.reach = Reach::School(origin.school.to_string().parse().unwrap());
}

/// A promise of each of two schools, both with evidence.
async fn two(desk: &mut Desk<'_>) -> Result<[Promise; 2], Error> {
    let mut made = Vec::new();
    for name in ["示例甲学院", "示例乙学院"] {
        let origin = origin(desk, name).await?;
        let promise = operations::promise(desk, origin, outcome("备忘录1份", date(2026, 11, 5))).await?;
        operations::file(desk, promise.origin.school, promise.subject(), proof("草案")).await?;
        made.push(operations::load(desk, promise.id).await?);
    }
    Ok(made.try_into().unwrap())
}

#[test]
fn each_school_sees_its_own_promises_only() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let [mine, theirs] = two(desk).await?;
                assert_eq!(operations::list(desk, Scope::default()).await?.len(), 2);
                of(desk, &mine.origin);
                assert_eq!(operations::list(desk, Scope::default()).await?, std::slice::from_ref(&mine));
                let asked = Scope { school: Some(theirs.origin.school), ..Scope::default() };
                assert_eq!(operations::list(desk, asked).await?, []);
                assert_eq!(operations::of_origin(desk, &theirs.origin.subject).await?, []);
                assert_eq!(operations::evidence_of(desk, &theirs.subject()).await?, []);
                assert_eq!(operations::evidence_of(desk, &mine.subject()).await?, mine.evidence);
                let ending = theirs.id.to_string();
                assert_eq!(operations::find(desk, &ending).await.unwrap_err().exit_code(), 66);
                Ok(())
            })
            .await
            .unwrap();
    });
}

#[test]
fn no_school_writes_for_another() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                let [mine, theirs] = two(desk).await?;
                of(desk, &mine.origin);
                let missing = |error: Error| assert_eq!(error.exit_code(), 66);
                let (id, due) = (theirs.id, date(2026, 11, 5));
                let judgement =
                    Judgement {
                        verdict: Verdict::Done, why: String::new(), proofs: vec![proof("假纪要")]
                    };
                missing(operations::fulfil(desk, id, judgement).await.unwrap_err());
                missing(operations::release(desk, id, "不做了").await.unwrap_err());
                missing(operations::hand_over(desk, id, "示例丁", "").await.unwrap_err());
                missing(operations::settle(desk, &theirs.origin, &[]).await.unwrap_err());
                let origin = theirs.origin.clone();
                missing(operations::promise(desk, origin, outcome("假清单", due)).await.unwrap_err());
                let school = theirs.origin.school;
                missing(operations::file(desk, school, theirs.subject(), proof("假纪要")).await.unwrap_err());
                // Evidence that a school files for another's record stays its own.
                operations::file(desk, mine.origin.school, theirs.subject(), proof("旁证")).await?;
                desk.reach = Reach::School(theirs.origin.school.to_string().parse().unwrap());
                assert_eq!(operations::load(desk, theirs.id).await?, theirs);
                Ok(())
            })
            .await
            .unwrap();
    });
}
