//! SQLite and PostgreSQL behind the same SQL text. Columns are `TEXT` and
//! `BIGINT` only; what differs between the engines stands in `dialect`.

pub(crate) mod catalogue;
mod dialect;
pub(crate) mod migrate;
pub(crate) mod whole;

use std::path::{Path, PathBuf};

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Connection as _, Transaction};

use crate::{Clock, Error, Module, Who, Work};
pub(crate) use dialect::{Due, Engine, Turn};
pub use migrate::Step;

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
    /// An address as it is typed: PostgreSQL's URL, or a folder.
    pub fn typed(text: &str) -> Self {
        let server = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        if server { Self::Postgres(text.to_owned()) } else { Self::Folder(PathBuf::from(text)) }
    }

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
pub(crate) const FILE: &str = "jinqiao.sqlite";

const PING: &str = "SELECT 1";

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
        if let Address::Folder(folder) = address {
            std::fs::create_dir_all(folder)
                .map_err(|source| Error::file(format!("无法建立数据文件夹 {}", folder.display()), source))?;
        }
        let db = Self::attach(address).await?;
        migrate::forward(&db, modules, now).await?;
        Ok(db)
    }

    /// Opens the database as it is, without bringing its tables forward.
    ///
    /// # Errors
    /// Refuses an address that cannot be reached.
    pub(crate) async fn attach(address: &Address) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let (engine, url) = match address {
            Address::Folder(folder) => (Engine::Sqlite, embedded(folder)),
            Address::Postgres(url) => (Engine::Postgres, url.clone()),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(engine.connections())
            .after_connect(move |conn, _| Box::pin(async move { engine.prepare(conn).await }))
            // When a disk is full SQLite ends the transaction by itself; a connection that
            // was not told so counts wrongly from then on, and is let go.
            .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
            .connect(&url)
            .await
            .map_err(|error| unreachable_database(address, &error))?;
        Ok(Self { pool, engine })
    }

    /// Whether the database answers; asks nothing of any table.
    pub async fn ping(&self) -> Result<(), Error> {
        sqlx::query(PING).execute(&self.pool).await?;
        Ok(())
    }

    /// Begins a change; on SQLite it takes the writer's place at once.
    pub async fn begin(&self, who: Who, clock: Clock) -> Result<Work, Error> {
        Ok(Work::new(self.write().await?, who, clock))
    }

    /// Begins a look.
    pub async fn look(&self, who: Who, clock: Clock) -> Result<Work, Error> {
        Ok(Work::new(self.pool.begin_with(self.engine.begin(Turn::Look)).await?, who, clock))
    }

    async fn write(&self) -> Result<Transaction<'static, Any>, Error> {
        Ok(self.pool.begin_with(self.engine.begin(Turn::Change)).await?)
    }

    /// Takes what was deleted from some tables off the disk as well, as far as the
    /// engine can.
    pub async fn sweep(&self, tables: &[&'static str]) -> Result<(), Error> {
        sqlx::raw_sql(sqlx::AssertSqlSafe(self.engine.sweep(tables))).execute(&self.pool).await?;
        Ok(())
    }

    #[cfg(feature = "testing")]
    pub(crate) async fn alone(&self) -> Result<sqlx::pool::PoolConnection<Any>, Error> {
        Ok(self.pool.acquire().await?)
    }

    /// Lets every connection go.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn embedded(folder: &Path) -> String {
    format!("sqlite://{}?mode=rwc", folder.join(FILE).display())
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
