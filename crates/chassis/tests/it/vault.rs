//! What was kept can be backed up, restored and moved, and nothing that is not
//! whole is restored.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use chassis::db::Address;
use chassis::testing::{self, Bench};
use chassis::vault::{self, Manifest, Target};
use chassis::{Error, Files, Migration, Module, Upload, journal, outbox};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// A module that was added last, with what makes restoring hard: rows that refer
/// to rows that come later, texts in many scripts, nothing, a key of two columns.
const SHELF: Module = Module {
    name: "shelf",
    migrations: &[Migration {
        name: "0001_shelf",
        sql: "CREATE TABLE shelf (id TEXT PRIMARY KEY); CREATE TABLE book (id TEXT PRIMARY KEY, after_id \
              TEXT REFERENCES book (id), shelf_id TEXT NOT NULL REFERENCES shelf (id), pages BIGINT); \
              CREATE TABLE loan (book_id TEXT NOT NULL, nth BIGINT NOT NULL, who TEXT, \
              PRIMARY KEY (book_id, nth)); CREATE TABLE loose (word TEXT, number BIGINT);",
    }],
};

const ROWS: &str = "
INSERT INTO shelf (id) VALUES ('é'), ('Z'), ('a'), ('书架');
INSERT INTO book (id, after_id, shelf_id, pages) VALUES
    ('b3', NULL, 'Z', -9223372036854775807), ('b2', 'b3', '书架', NULL), ('b1', 'b2', 'a', 9223372036854775807);
INSERT INTO loan (book_id, nth, who) VALUES
    ('b2', 10, 'two lines
here'), ('b2', 9, '\"quoted\" \\ and 😀'), ('b10', 1, ''), ('B1', 1, NULL);
INSERT INTO loose (word, number) VALUES ('z', 1), (NULL, 2), ('A', NULL), ('z', 1);";

fn on_a_bench(story: impl AsyncFnOnce(Bench)) {
    testing::on_a_bench(&[SHELF], date(2026, 3, 2), story);
}

/// A bench with rows, a kept file and a journal of some lines.
async fn filled(bench: &Bench) {
    let keep = async |desk: &mut chassis::Desk<'_>| {
        for nth in 0..1_200 {
            outbox::post(desk, "shelf.lent", &format!("第{nth}次")).await?;
            journal::record(desk, "shelf.lend", "book b2", &format!("第{nth}次")).await?;
        }
        Ok(())
    };
    bench.door.change(keep).await.expect("a test's own doing");
    testing::run(&bench.address, ROWS).await;
    for content in ["%PDF-1.7\n一", "%PDF-1.7\n二"] {
        bench
            .door
            .files
            .keep(&Upload::new("示例.pdf", content.into()).expect("a test's own doing"))
            .expect("a test's own doing");
    }
}

async fn back_up(bench: &Bench, address: &Address, files: &Files, name: &str) -> Result<PathBuf, Error> {
    let out = bench.folder().join(name);
    std::fs::create_dir_all(bench.folder()).expect("a test's own doing");
    vault::back_up(address, &bench.modules, files, bench.door.clock.now, &out).await?;
    Ok(out)
}

fn target<'a>(bench: &'a Bench, address: &'a Address, files: &'a Files) -> Target<'a> {
    Target { address, files, modules: &bench.modules, now: bench.door.clock.now }
}

/// The parts of a backup by name, in their order.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("a test's own doing"))
        .expect("a test's own doing");
    let count = archive.len();
    let take = |at| {
        let mut part = archive.by_index(at).expect("a test's own doing");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a test's own doing");
        (part.name().expect("a test's own doing").into_owned(), content)
    };
    (0..count).map(take).collect()
}

/// A backup put together from parts, with a seal that fits: what somebody makes
/// who knows the form.
fn forged(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.set_comment(format!("jinqiao-backup {}", "0".repeat(64))).expect("a test's own doing");
    for (name, content) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a test's own doing");
        writer.write_all(content).expect("a test's own doing");
    }
    let mut bytes = writer.finish().expect("a test's own doing").into_inner();
    bytes.truncate(bytes.len() - 64);
    let seal = chassis::digest(&bytes);
    bytes.extend(seal.as_bytes());
    bytes
}

fn code(error: &Error) -> &'static str {
    match error {
        Error::Refused(refusal) | Error::Missing(refusal) => refusal.code,
        Error::File { .. } => "file",
        Error::Fault(_) => "fault",
    }
}

#[test]
fn a_database_moved_to_the_other_engine_and_back_is_byte_for_byte_the_same() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let first = back_up(&bench, &bench.address, &bench.door.files, "first.zip").await.unwrap();
        let there = Address::Folder(bench.folder().join("there"));
        let files = Files::in_folder(bench.folder().join("there/files"));
        vault::move_to(&bench.address, &bench.door.files, target(&bench, &there, &files)).await.unwrap();
        let second = back_up(&bench, &there, &files, "second.zip").await.unwrap();
        let back = bench.another("back").await;
        let home = Files::in_folder(bench.folder().join("back/files"));
        vault::move_to(&there, &files, target(&bench, &back, &home)).await.unwrap();
        let third = back_up(&bench, &back, &home, "third.zip").await.unwrap();
        for moved in [&second, &third] {
            for ((name, was), (_, is)) in parts(&first).iter().zip(&parts(moved)) {
                assert_eq!(String::from_utf8_lossy(was), String::from_utf8_lossy(is), "{name}");
            }
            assert!(std::fs::read(&first).unwrap() == std::fs::read(moved).unwrap(), "the very same bytes");
        }
        let left: Vec<_> = paths(bench.folder()).into_iter().filter(|name| is_passing(name)).collect();
        assert_eq!(left, Vec::<String>::new());
    });
}

fn is_passing(name: &str) -> bool {
    name.contains("moving-") || name.contains("restoring-") || name.contains(".new")
}

/// Every path below a folder.
fn paths(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).expect("a test's own doing") {
            let path = entry.expect("a test's own doing").path();
            found.push(path.to_string_lossy().into_owned());
            if path.is_dir() {
                waiting.push(path);
            }
        }
    }
    found
}

#[test]
fn a_backup_holds_every_table_of_every_module_also_of_one_added_last() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let path = back_up(&bench, &bench.address, &bench.door.files, "b.zip").await.unwrap();
        let sql: Vec<&str> =
            bench.modules.iter().flat_map(|module| module.migrations).map(|step| step.sql).collect();
        let sql = sql.join("\n");
        let made = sql.split("CREATE TABLE ").skip(1).map(|rest| rest.split_whitespace().next().unwrap());
        let mut expected: Vec<String> =
            made.chain(["migration"]).map(|table| format!("tables/{table}.jsonl")).collect();
        expected.sort();
        let parts = parts(&path);
        let tables: Vec<String> =
            parts.iter().map(|(name, _)| name.clone()).filter(|name| name.starts_with("tables/")).collect();
        assert_eq!(tables, expected);
        let rows = |table: &str| {
            let name = format!("tables/{table}.jsonl");
            let (_, content) = parts.iter().find(|(found, _)| *found == name).unwrap();
            String::from_utf8(content.clone()).unwrap()
        };
        assert_eq!(rows("shelf"), "{\"id\":\"Z\"}\n{\"id\":\"a\"}\n{\"id\":\"é\"}\n{\"id\":\"书架\"}\n");
        assert_eq!(
            rows("loan"),
            "{\"book_id\":\"B1\",\"nth\":1,\"who\":null}\n{\"book_id\":\"b10\",\"nth\":1,\"who\":\"\"}\n\
             {\"book_id\":\"b2\",\"nth\":9,\"who\":\"\\\"quoted\\\" \\\\ and 😀\"}\n\
             {\"book_id\":\"b2\",\"nth\":10,\"who\":\"two lines\\nhere\"}\n"
        );
        assert_eq!(rows("journal").lines().count(), 1_200);
        assert_eq!(parts.last().unwrap().0, "manifest.json");
    });
}

#[test]
fn a_table_that_nobody_could_restore_is_told_when_the_backup_is_made() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        testing::run(&bench.address, "CREATE TABLE notes (id TEXT PRIMARY KEY)").await;
        let refused = back_up(&bench, &bench.address, &bench.door.files, "b.zip").await.unwrap_err();
        assert_eq!(code(&refused), "table-foreign");
        assert!(!bench.folder().join("b.zip").exists());
    });
}

#[test]
fn a_backup_made_while_others_write_is_one_state() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let write = async {
            for nth in 0..40 {
                let both = async |desk: &mut chassis::Desk<'_>| {
                    outbox::post(desk, "pair", &nth.to_string()).await?;
                    journal::record(desk, "pair", "x", "").await
                };
                bench.door.change(both).await.unwrap();
            }
        };
        let read = async {
            let mut seen = Vec::new();
            for nth in 0..6 {
                let name = format!("{nth}.zip");
                seen.push(back_up(&bench, &bench.address, &bench.door.files, &name).await.unwrap());
            }
            seen
        };
        let ((), seen) = tokio::join!(write, read);
        for path in seen {
            let parts = parts(&path);
            let rows = |name: &str| {
                let (_, content) = parts.iter().find(|(found, _)| found == name).unwrap();
                String::from_utf8_lossy(content).lines().count()
            };
            assert_eq!(rows("tables/outbox.jsonl"), rows("tables/journal.jsonl"));
            let backup = vault::check(&path, &bench.modules).unwrap();
            let head = vault::head(&backup.manifest).unwrap();
            assert_eq!(usize::try_from(head.seq).unwrap(), rows("tables/journal.jsonl"));
        }
    });
}

#[test]
fn nothing_is_restored_over_what_is_there() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let path = back_up(&bench, &bench.address, &bench.door.files, "b.zip").await.unwrap();
        let mut backup = vault::check(&path, &bench.modules).unwrap();
        let refused =
            vault::restore(&mut backup, target(&bench, &bench.address, &bench.door.files)).await.unwrap_err();
        assert_eq!(code(&refused), "database-not-empty");
        let again = back_up(&bench, &bench.address, &bench.door.files, "again.zip").await.unwrap();
        assert!(std::fs::read(path).unwrap() == std::fs::read(again).unwrap(), "nothing was touched");
    });
}

#[test]
fn a_changed_file_stops_the_backup_and_leaves_none() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let digest = chassis::digest("%PDF-1.7\n一".as_bytes());
        let (first, rest) = digest.split_at(2);
        std::fs::write(bench.door.files.folder().join(first).join(rest), "另一个").unwrap();
        let refused = back_up(&bench, &bench.address, &bench.door.files, "b.zip").await.unwrap_err();
        assert_eq!(code(&refused), "file-changed");
        assert!(!paths(bench.folder()).iter().any(|name| name.contains("b.zip")));
    });
}

#[test]
fn a_restoring_that_fails_in_the_middle_leaves_nothing() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let path = back_up(&bench, &bench.address, &bench.door.files, "b.zip").await.unwrap();
        let mut parts = parts(&path);
        let (_, rows) = parts.iter_mut().find(|(name, _)| name == "tables/shelf.jsonl").unwrap();
        *rows = b"{\"id\":7}\n".to_vec();
        let rows = rows.clone();
        let mut manifest: Manifest = serde_json::from_slice(&parts.last().unwrap().1).unwrap();
        let part = manifest.parts.iter_mut().find(|part| part.name == "tables/shelf.jsonl").unwrap();
        (part.bytes, part.sha256) = (rows.len() as u64, chassis::digest(&rows));
        parts.last_mut().unwrap().1 = serde_json::to_vec(&manifest).unwrap();
        std::fs::write(&path, forged(&parts)).unwrap();
        let mut backup = vault::check(&path, &bench.modules).unwrap();
        let empty = bench.another("empty").await;
        let files = Files::in_folder(bench.folder().join("empty/files"));
        let refused = vault::restore(&mut backup, target(&bench, &empty, &files)).await.unwrap_err();
        assert_eq!(code(&refused), "fault");
        // What failed left the place empty: the whole one goes in.
        let whole = back_up(&bench, &bench.address, &bench.door.files, "whole.zip").await.unwrap();
        let mut backup = vault::check(&whole, &bench.modules).unwrap();
        vault::restore(&mut backup, target(&bench, &empty, &files)).await.unwrap();
    });
}

#[test]
fn parts_of_two_backups_make_no_third() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let one = parts(&back_up(&bench, &bench.address, &bench.door.files, "1.zip").await.unwrap());
        testing::run(&bench.address, "INSERT INTO shelf (id) VALUES ('新')").await;
        let more = async |desk: &mut chassis::Desk<'_>| {
            outbox::post(desk, "x", "").await?;
            journal::record(desk, "x", "x", "").await
        };
        bench.door.change(more).await.unwrap();
        bench.door.files.keep(&Upload::new("三.pdf", "%PDF-1.7\n三".into()).unwrap()).unwrap();
        let other = parts(&back_up(&bench, &bench.address, &bench.door.files, "2.zip").await.unwrap());
        let path = bench.folder().join("mixed.zip");
        let refused = |parts: &[(String, Vec<u8>)]| {
            std::fs::write(&path, forged(parts)).unwrap();
            vault::check(&path, &bench.modules).map(drop).unwrap_err()
        };
        let mut tried = 0;
        for (at, (name, content)) in one.iter().enumerate() {
            let theirs = other.iter().find(|(found, _)| found == name).unwrap();
            if theirs.1 != *content {
                let mut mixed = one.clone();
                mixed[at] = theirs.clone();
                assert_eq!(code(&refused(&mixed)), "backup-mixed", "{name}");
                tried += 1;
            }
            let mut without = one.clone();
            without.remove(at);
            assert_eq!(code(&refused(&without)), "backup-mixed", "without {name}");
        }
        assert!(tried >= 4, "only {tried} parts differ");
        let mut more = one.clone();
        more.insert(0, ("tables/loose2.jsonl".to_owned(), Vec::new()));
        assert_eq!(code(&refused(&more)), "backup-mixed");
    });
}

#[test]
fn a_backup_of_a_newer_program_is_refused_by_its_name() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        let path = back_up(&bench, &bench.address, &bench.door.files, "b.zip").await.unwrap();
        let known: Vec<Module> = bench.modules.iter().copied().filter(|own| own.name != "shelf").collect();
        assert_eq!(code(&vault::check(&path, &known).unwrap_err()), "backup-newer");
        let mut parts = parts(&path);
        parts.last_mut().unwrap().1 = b"{\"form\":\"jinqiao-backup-2\",\"seals\":[]}".to_vec();
        std::fs::write(&path, forged(&parts)).unwrap();
        assert_eq!(code(&vault::check(&path, &bench.modules).unwrap_err()), "backup-newer");
    });
}

#[test]
fn any_byte_flipped_any_cut_and_any_byte_added_is_refused_and_the_newest_whole_one_is_offered() {
    on_a_bench(async |bench| {
        filled(&bench).await;
        std::fs::create_dir_all(bench.folder().join("kept")).unwrap();
        let whole = back_up(&bench, &bench.address, &bench.door.files, "kept/1.zip").await.unwrap();
        let bytes = std::fs::read(&whole).unwrap();
        let broken = bench.folder().join("kept/2.zip");
        let refused = |bytes: &[u8]| {
            std::fs::write(&broken, bytes).unwrap();
            match vault::check(&broken, &bench.modules) {
                Ok(_) => "restored",
                Err(error) => code(&error),
            }
        };
        let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..Default::default() });
        let flips = (0..bytes.len(), 0..8_u32);
        runner
            .run(&flips, |(at, bit)| {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                let code = refused(&flipped);
                prop_assert!(matches!(code, "backup-changed" | "backup-cut"), "{at} {bit}: {code}");
                let cut = refused(&bytes[..at]);
                prop_assert!(matches!(cut, "backup-cut" | "backup-changed"), "{at}: {cut}");
                Ok(())
            })
            .unwrap();
        assert_eq!(refused(&[&bytes[..], b"\n"].concat()), "backup-cut");
        assert_eq!(refused(b""), "backup-cut");
        let (newest, others) = vault::newest(&bench.folder().join("kept"), &bench.modules).unwrap();
        assert_eq!(newest.unwrap().path, whole);
        assert_eq!(others.iter().map(code).collect::<Vec<_>>(), ["backup-cut"]);
    });
}
