//! SQLite and PostgreSQL behind the same SQL text. Columns are `TEXT` and
//! `BIGINT` only; what differs between the engines stands in `dialect`.

mod dialect;
mod migrate;

use std::path::{Path, PathBuf};

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Transaction};

use crate::{Clock, Error, Module, Who, Work};
use dialect::Engine;

/// An open connection, inside a transaction.
pub type Conn = sqlx::AnyConnection;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The embedded one, in a folder of its own.
    Folder(PathBuf),
    /// PostgreSQL, by URL.
    Postgres(String),
}

impl Address {
    /// Whether a database is there to be opened, as far as can be told without
    /// opening it: the embedded one is made by the first business that needs it.
    pub fn is_kept(&self) -> bool {
        match self {
            Self::Folder(folder) => folder.join(FILE).is_file(),
            Self::Postgres(_) => true,
        }
    }
}

/// The embedded database's file in its folder.
const FILE: &str = "jinqiao.sqlite";

/// The database.
#[derive(Debug, Clone)]
pub struct Db {
    pool: AnyPool,
    engine: Engine,
}

impl Db {
    /// Opens the database, making the folder and the tables that are missing.
    ///
    /// # Errors
    /// Refuses an address that cannot be reached and tables newer than this
    /// program knows.
    pub async fn open(address: &Address, modules: &[Module], now: jiff::Timestamp) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let (engine, url) = match address {
            Address::Folder(folder) => (Engine::Sqlite, embedded(folder)?),
            Address::Postgres(url) => (Engine::Postgres, url.clone()),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(engine.connections())
            .after_connect(move |conn, _| Box::pin(async move { engine.prepare(conn).await }))
            .connect(&url)
            .await
            .map_err(|error| unreachable_database(address, &error))?;
        let db = Self { pool, engine };
        migrate::forward(&db, modules, now).await?;
        Ok(db)
    }

    /// Begins a change; on SQLite it takes the writer's place at once.
    pub async fn begin(&self, who: Who, clock: Clock) -> Result<Work, Error> {
        Ok(Work::new(self.write().await?, who, clock))
    }

    /// Begins a look.
    pub async fn look(&self, who: Who, clock: Clock) -> Result<Work, Error> {
        Ok(Work::new(self.pool.begin().await?, who, clock))
    }

    async fn write(&self) -> Result<Transaction<'static, Any>, Error> {
        Ok(self.pool.begin_with(self.engine.begin_change()).await?)
    }

    /// Takes what was deleted from some tables off the disk as well, as far as the
    /// engine can.
    pub async fn sweep(&self, tables: &[&'static str]) -> Result<(), Error> {
        sqlx::raw_sql(sqlx::AssertSqlSafe(self.engine.sweep(tables))).execute(&self.pool).await?;
        Ok(())
    }

    /// Lets every connection go.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn embedded(folder: &Path) -> Result<String, Error> {
    std::fs::create_dir_all(folder)
        .map_err(|source| Error::file(format!("无法建立数据文件夹 {}", folder.display()), source))?;
    let file = folder.join(FILE);
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

fn unreachable_database(address: &Address, error: &sqlx::Error) -> Error {
    // The URL may hold a password, so it is never repeated.
    let place = match address {
        Address::Folder(folder) => folder.display().to_string(),
        Address::Postgres(_) => "PostgreSQL".to_owned(),
    };
    Error::refused(
        "database-unreachable",
        format!("打不开数据库（{place}）：{error}；请检查 --data 或 --database 的地址和权限"),
        format!(
            "the database ({place}) cannot be opened: {error}; check the address given by --data or --database"
        ),
    )
}
