//! A bench (试验台): one test's own database, of whichever engine the run asks for.
//!
//! Plain `cargo test` works on SQLite in a temporary folder. With
//! `JINQIAO_TEST_POSTGRES` set to a server's URL the same tests work on
//! PostgreSQL, each in a schema of its own; `cargo xtask test` does both.

mod browser;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Connection, Executor};
use uuid::Uuid;

use crate::db::{Address, Db};
use crate::{Actor, Clock, Colour, Door, Files, Module, Terminal};

pub use browser::{Answer, Browser, HOSTNAME};

/// A door to a database that only this test sees.
#[derive(Debug)]
pub struct Bench {
    /// The door.
    pub door: Door,
    /// Where its database is.
    pub address: Address,
    /// The tables it was opened with.
    pub modules: Vec<Module>,
    folder: PathBuf,
}

/// Tells one story on a bench of its own.
///
/// # Panics
/// If there is no runtime or no database for the test.
pub fn on_a_bench(modules: &[Module], today: Date, story: impl AsyncFnOnce(Bench)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime
        .expect("a runtime for the test")
        .block_on(async { story(Bench::open(modules, today).await).await });
}

impl Bench {
    /// Opens a bench with the tables of some modules on a given day.
    ///
    /// # Panics
    /// If the database cannot be made: a test without its database is no test.
    pub async fn open(modules: &[Module], today: Date) -> Self {
        #[expect(clippy::disallowed_methods, reason = "two benches must never share a name")]
        let name = format!("bench_{}", Uuid::now_v7().simple());
        let folder = std::env::temp_dir().join(&name);
        let address = place(&name, &folder).await;
        let now = today.at(9, 0, 0, 0).in_tz("Asia/Shanghai").expect("a known zone").timestamp();
        let mut all = vec![crate::MODULE];
        all.extend_from_slice(modules);
        let program = std::env::current_exe().expect("the test's own program");
        let terminal = Terminal { colour: Colour::No, watched: false };
        let mut door = Door::new(address.clone(), &all, Clock { now, today }, program, terminal);
        door.files = Files::in_folder(folder.join("files"));
        door.actor = Actor::local("示例经办人");
        Self { door, address, modules: all, folder }
    }

    /// Another database of the bench's engine, with nothing in it.
    pub async fn another(&self, name: &str) -> Address {
        let own = self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        place(&format!("{own}_{name}"), &self.folder.join(name)).await
    }

    /// A folder that goes with the bench.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Runs some statements on the database at an address, as another program would.
///
/// # Panics
/// If one of them fails.
pub async fn run(address: &Address, sql: &str) {
    let db = Db::attach(address).await.expect("a database for the test");
    let mut conn = db.alone().await.expect("a connection for the test");
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut *conn).await.expect("statements that run");
    drop(conn);
    db.close().await;
}

async fn place(name: &str, folder: &Path) -> Address {
    #[expect(clippy::disallowed_methods, reason = "the test run names its engine this way")]
    match std::env::var("JINQIAO_TEST_POSTGRES") {
        Ok(url) => Address::Postgres(schema(&url, name).await),
        Err(_) => Address::Folder(folder.to_owned()),
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn schema(url: &str, name: &str) -> String {
    sqlx::any::install_default_drivers();
    let mut conn = sqlx::AnyConnection::connect(url).await.expect("a PostgreSQL server for the test");
    conn.execute(AssertSqlSafe(format!("CREATE SCHEMA {name}"))).await.expect("a schema for the test");
    conn.close().await.expect("a connection that closes");
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}options[search_path]={name}")
}
