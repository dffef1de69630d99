//! Tables come forward once, and never silently change.

use chassis::db::{Address, Db};
use chassis::{Migration, Module};
use jiff::Timestamp;

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
