//! A change and its line in the journal commit together, or not at all.

use chassis::testing::{self, Bench};
use chassis::{Error, journal, outbox};
use jiff::civil::date;

fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(&[], date(2026, 3, 2), story);
}

#[test]
fn a_change_writes_record_journal_and_outbox_at_once() {
    on_a_bench(async |bench| {
        bench
            .door
            .change(async |desk| {
                outbox::post(desk, "season.changed", "巴西：9天改为8天").await?;
                journal::record(desk, "season.apply", "season 2026", "应用第2版").await
            })
            .await
            .unwrap();
        let (lines, waiting) = bench
            .door
            .look(async |desk| Ok((journal::lines(desk).await?, outbox::waiting(desk).await?)))
            .await
            .unwrap();
        assert_eq!(
            lines.iter().map(|line| (line.seq, line.event.as_str())).collect::<Vec<_>>(),
            [(1, "season.apply")]
        );
        assert_eq!(waiting, [("season.changed".to_owned(), "巴西：9天改为8天".to_owned())]);
    });
}

#[test]
fn a_change_without_a_line_does_not_commit() {
    on_a_bench(async |bench| {
        let refused = bench.door.change(async |desk| outbox::post(desk, "silent", "").await).await;
        assert!(matches!(refused, Err(Error::Fault(_))));
        let waiting = bench.door.look(outbox::waiting).await.unwrap();
        assert_eq!(waiting, []);
    });
}

#[test]
fn a_refused_change_leaves_nothing() {
    on_a_bench(async |bench| {
        let refused: Result<(), Error> = bench
            .door
            .change(async |desk| {
                journal::record(desk, "season.apply", "season 2026", "").await?;
                Err(Error::refused("no", "不行", "no"))
            })
            .await;
        assert_eq!(refused.unwrap_err().exit_code(), 65);
        assert_eq!(bench.door.look(journal::lines).await.unwrap(), []);
    });
}

#[test]
fn a_line_changed_afterwards_is_found() {
    on_a_bench(async |bench| {
        for event in ["a", "b", "c"] {
            bench.door.change(async |desk| journal::record(desk, event, "x", "").await).await.unwrap();
        }
        let lines = bench.door.look(journal::lines).await.unwrap();
        assert_eq!(journal::first_broken(&lines), None);
        let mut changed = lines.clone();
        changed[1].detail = "改过".to_owned();
        assert_eq!(journal::first_broken(&changed), Some(2));
        let mut without = lines;
        without.remove(1);
        assert_eq!(journal::first_broken(&without), Some(3));
    });
}

#[test]
fn a_line_about_one_subject_carries_the_digest_of_the_line_before() {
    on_a_bench(async |bench| {
        for subject in ["x", "y", "x"] {
            bench.door.change(async |desk| journal::record(desk, "a", subject, "").await).await.unwrap();
        }
        let lines = bench.door.look(journal::lines).await.unwrap();
        let about = bench.door.look(async |desk| journal::links_about(desk, "x").await).await.unwrap();
        let told: Vec<_> = about.iter().map(|link| (&link.line, link.previous.as_str())).collect();
        assert_eq!(told, [(&lines[0], ""), (&lines[2], lines[1].digest.as_str())]);
    });
}

#[test]
fn asking_whether_there_is_a_database_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = chassis::db::Address::Folder(folder.path().join("data"));
    assert!(!data.is_kept());
    assert!(!folder.path().join("data").exists());
}

#[test]
fn writers_that_meet_queue_and_the_chain_stays_whole() {
    on_a_bench(async |bench| {
        let write = async || {
            for _ in 0..10 {
                bench.door.change(async |desk| journal::record(desk, "meet", "x", "").await).await.unwrap();
            }
        };
        tokio::join!(write(), write(), write());
        let lines = bench.door.look(journal::lines).await.unwrap();
        assert_eq!(lines.len(), 30);
        assert_eq!(journal::first_broken(&lines), None);
    });
}

#[test]
fn a_journal_of_several_pages_is_followed_to_its_end_and_a_cut_one_is_found() {
    on_a_bench(async |bench| {
        let many = async |desk: &mut chassis::Desk<'_>| {
            for _ in 0..2_500 {
                journal::record(desk, "a", "x", "").await?;
            }
            Ok(())
        };
        bench.door.change(many).await.unwrap();
        let look =
            async |kept| bench.door.look(async |desk| journal::verify(desk, kept).await).await.unwrap();
        let head = look(None).await.unwrap();
        assert_eq!(head.seq, 2_500);
        assert_eq!(look(Some(head.clone())).await, Ok(head.clone()));
        let page = bench.door.look(async |desk| journal::page(desk, 2_498, 9).await).await.unwrap();
        assert_eq!(page.iter().map(|line| line.seq).collect::<Vec<_>>(), [2_499, 2_500]);
        let ahead = journal::Head { seq: 2_501, digest: head.digest };
        assert_eq!(look(Some(ahead)).await, Err(journal::Break::Cut(2_500, 2_501)));
    });
}
