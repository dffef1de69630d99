//! Tables come forward once, and never silently change.

use chassis::db::{Address, Db};
use chassis::vault::{self, Target};
use chassis::{Migration, Module, testing};
use jiff::Timestamp;
use jiff::civil::date;

const FIRST: Migration = Migration { name: "0001_shelf", sql: "CREATE TABLE shelf (id TEXT PRIMARY KEY);" };
const SECOND: Migration = Migration {
    name: "0002_book",
    sql: "CREATE TABLE book (id TEXT PRIMARY KEY); CREATE TABLE page (id TEXT);",
};

fn open(folder: &std::path::Path, steps: &'static [Migration]) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let modules = [Module { name: "shelf", migrations: steps }];
    let address = Address::Folder(folder.to_owned());
    runtime.block_on(async {
        let db = Db::open(&address, &modules, Timestamp::UNIX_EPOCH).await.map_err(|e| e.to_string())?;
        db.close().await;
        Ok(())
    })
}

#[test]
fn a_database_opens_again_and_takes_the_next_step() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(open(folder.path(), &[FIRST]), Ok(()));
    assert_eq!(open(folder.path(), &[FIRST, SECOND]), Ok(()));
    assert_eq!(open(folder.path(), &[FIRST, SECOND]), Ok(()));
}

#[test]
fn a_newer_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), &[FIRST, SECOND]).unwrap();
    assert_eq!(
        open(folder.path(), &[FIRST]),
        Err("数据库由更新的版本建立（shelf/0002_book）；请使用不低于该版本的程序".to_owned())
    );
}

#[test]
fn a_step_that_changed_after_release_is_a_fault() {
    const CHANGED: Migration = Migration { name: "0001_shelf", sql: "CREATE TABLE shelf (id TEXT, x TEXT);" };
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), &[FIRST]).unwrap();
    assert_eq!(
        open(folder.path(), &[CHANGED]),
        Err("内部故障：migration shelf/0001_shelf is not the one that was applied".to_owned())
    );
}

/// The step after 0001: several statements, each of which may be the last that is
/// reached.
const STATEMENTS: [&str; 5] = [
    "CREATE TABLE page (id TEXT PRIMARY KEY, shelf_id TEXT NOT NULL REFERENCES shelf (id))",
    "ALTER TABLE shelf ADD COLUMN title TEXT",
    "INSERT INTO page (id, shelf_id) SELECT id || '1', id FROM shelf",
    "UPDATE shelf SET title = id",
    "CREATE INDEX page_shelf ON page (shelf_id)",
];

fn leaked(steps: Vec<Migration>) -> Module {
    Module { name: "shelf", migrations: Box::leak(steps.into_boxed_slice()) }
}

fn second(sql: &str) -> Migration {
    Migration { name: "0002_page", sql: Box::leak(sql.to_owned().into_boxed_str()) }
}

#[test]
fn a_step_interrupted_at_any_statement_leaves_the_tables_untouched_and_is_taken_whole_later() {
    testing::on_a_bench(&[leaked(vec![FIRST])], date(2026, 3, 2), async |bench| {
        let now = bench.door.clock.now;
        bench.door.look(async |_| Ok(())).await.unwrap();
        testing::run(&bench.address, "INSERT INTO shelf (id) VALUES ('a'), ('b')").await;
        let export = async |modules: &[Module], name: &str| {
            let out = bench.folder().join(name);
            std::fs::create_dir_all(bench.folder()).unwrap();
            vault::back_up(&bench.address, modules, &bench.door.files, now, &out).await.unwrap();
            std::fs::read(out).unwrap()
        };
        let before = export(&bench.modules, "before.zip").await;
        for reached in 0..STATEMENTS.len() {
            let broken = [&STATEMENTS[..reached], &["SELECT nothing FROM nowhere"]].concat().join(";\n");
            let modules = [chassis::MODULE, leaked(vec![FIRST, second(&broken)])];
            Db::open(&bench.address, &modules, now).await.map(drop).unwrap_err();
            let after = export(&bench.modules, &format!("after-{reached}.zip")).await;
            assert!(after == before, "{reached} statements left something");
        }
        let whole = [chassis::MODULE, leaked(vec![FIRST, second(&STATEMENTS.join(";\n"))])];
        Db::open(&bench.address, &whole, now).await.unwrap().close().await;
        let after = export(&whole, "whole.zip").await;
        // A backup of the old tables, restored by the new program, is the same.
        let other = bench.another("other").await;
        let files = bench.door.files.clone();
        let target = Target { address: &other, files: &files, modules: &whole, now };
        let old = bench.folder().join("before.zip");
        vault::restore(&mut vault::check(&old, &whole).unwrap(), target).await.unwrap();
        let out = bench.folder().join("other.zip");
        vault::back_up(&other, &whole, &files, now, &out).await.unwrap();
        assert!(std::fs::read(out).unwrap() == after, "an old backup comes forward as the old tables do");
    });
}
