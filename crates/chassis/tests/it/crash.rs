//! What was acknowledged survives the end of the program, however sudden, and a
//! full disk: all of it, and nothing half done.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chassis::db::{Address, Db};
use chassis::{Clock, Colour, Desk, Door, Error, Terminal, journal, outbox};
use jiff::civil::date;

/// How often the program is killed.
const ROUNDS: u64 = 20;

/// The test that runs itself as its own child.
const STORY: &str = "crash::what_was_acknowledged_is_there_after_every_kill_and_nothing_half_done";

/// Names the data folder to the child.
const FOLDER: &str = "JINQIAO_TEST_CRASH_FOLDER";

fn door(folder: &Path) -> Door {
    let today = date(2026, 3, 2);
    let now = today.at(9, 0, 0, 0).in_tz("Asia/Shanghai").expect("a test's own doing").timestamp();
    let program = std::env::current_exe().expect("a test's own doing");
    let terminal = Terminal { colour: Colour::No, watched: false };
    Door::new(Address::Folder(folder.to_owned()), &[chassis::MODULE], Clock { now, today }, program, terminal)
}

fn block_on<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a test's own doing")
        .block_on(story)
}

/// One change: two messages and their line, which belong together.
async fn change(desk: &mut Desk<'_>) -> Result<i64, Error> {
    outbox::post(desk, "first", "").await?;
    journal::record(desk, "crash.change", "x", &"长".repeat(300)).await?;
    outbox::post(desk, "second", "").await?;
    Ok(journal::head(desk).await?.seq)
}

/// What is there: the lines of a journal that is whole, and the messages.
async fn there(door: &Door) -> (i64, usize) {
    let look = async |desk: &mut Desk<'_>| {
        let head = journal::verify(desk, None).await?.expect("the journal is whole");
        Ok((head.seq, outbox::waiting(desk).await?.len()))
    };
    let found = door.look(look).await.expect("a test's own doing");
    door.db().await.expect("a test's own doing").close().await;
    found
}

/// What the child does: it writes until it is killed.
fn write(folder: &Path) {
    let door = door(folder);
    block_on(async {
        loop {
            let seq = door.change(change).await.expect("a test's own doing");
            door.terminal.say(&format!("kept {seq}"));
        }
    });
}

fn writer(folder: &Path) -> Child {
    Command::new(std::env::current_exe().expect("a test's own doing"))
        .args(["--exact", STORY, "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a test's own doing")
}

#[test]
fn what_was_acknowledged_is_there_after_every_kill_and_nothing_half_done() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return write(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let mut before = 0;
    for round in 1..=ROUNDS {
        let mut child = writer(folder.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let kept = |line: &str| line.rsplit_once("kept ").and_then(|(_, seq)| seq.parse::<i64>().ok());
        let mut acknowledged = lines.by_ref().find_map(|line| kept(&line.unwrap())).expect("a first change");
        // Another moment in every round, from a short while after the first change on.
        std::thread::sleep(Duration::from_micros(round * 7_919 % 90_000));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            acknowledged = kept(&line).unwrap_or(acknowledged);
        }
        let (seq, messages) = block_on(there(&door(folder.path())));
        assert!(seq >= acknowledged, "round {round}: {acknowledged} were acknowledged, {seq} are there");
        assert_eq!(messages, usize::try_from(2 * seq).unwrap(), "round {round}: something is half done");
        assert!(seq > before, "round {round}: nothing was written");
        before = seq;
    }
}

/// A disk of a few megabytes, if this run may make one.
struct Disk(tempfile::TempDir);

impl Disk {
    fn of(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a test's own doing");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder.path());
        let made = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        made.then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_told_in_one_sentence_and_nothing_is_lost_when_there_is_room_again() {
    let Some(disk) = Disk::of("8m") else {
        door(Path::new("")).terminal.note("left out: only root can make a small disk to fill");
        return;
    };
    let (data, ballast) = (disk.0.path().join("data"), disk.0.path().join("ballast"));
    block_on(async {
        let door = door(&data);
        let mut kept = door.change(change).await.unwrap();
        for round in 0..10 {
            let _ = std::fs::write(&ballast, vec![7; 6 << 20]);
            let refused = loop {
                match door.change(change).await {
                    Ok(seq) => kept = seq,
                    Err(error) => break error,
                }
            };
            match &refused {
                Error::Refused(refusal) => assert_eq!(refusal.code, "disk-full", "round {round}"),
                other => panic!("round {round}: {other}"),
            }
            let read = door.look(journal::head).await.unwrap();
            assert_eq!(read.seq, kept, "round {round}: reading goes on");
            std::fs::remove_file(&ballast).unwrap();
            let next = door.change(change).await.unwrap();
            assert_eq!(next, kept + 1, "round {round}: the refused change left nothing");
            kept = next;
            // The log is brought into the tables, so that the next round has its room.
            bring_in(&data).await;
        }
        assert_eq!(there(&door).await, (kept, usize::try_from(2 * kept).unwrap()));
        let again = Db::open(&Address::Folder(data), &[chassis::MODULE], door.clock.now).await.unwrap();
        again.ping().await.unwrap();
    });
}

async fn bring_in(data: &Path) {
    chassis::testing::run(&Address::Folder(data.to_owned()), "PRAGMA wal_checkpoint(TRUNCATE)").await;
}
