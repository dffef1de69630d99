//! A connection on which something went wrong is not used again.

use chassis::Who;
use chassis::testing::on_a_bench;
use jiff::civil::date;
use sqlx::Executor;

#[test]
fn after_a_commit_that_failed_the_next_business_is_done_as_ever() {
    on_a_bench(&[], date(2026, 4, 28), async |bench| {
        let db = bench.door.db().await.unwrap();
        let who = || Who { actor: bench.door.actor.clone(), reach: chassis::Reach::All };
        for _ in 0..12 {
            let mut work = db.begin(who(), bench.door.clock).await.unwrap();
            let desk = &mut work.desk();
            chassis::journal::record(desk, "word.say", "word", "").await.unwrap();
            // As an engine does by itself when the disk is full.
            desk.conn.execute("ROLLBACK").await.unwrap();
            let _ = work.commit().await;
        }
        let kept = bench.door.look(chassis::journal::lines).await.unwrap();
        assert_eq!(kept, []);
    });
}
