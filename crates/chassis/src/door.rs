//! What a command, and later a page, is opened with.

use std::cell::OnceCell;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Address, Db};
use crate::{Actor, Desk, Error, Files, Module, Reach, Terminal, Who};

/// The time at the door; `--today` sets it.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The instant of the business.
    pub now: Timestamp,
    /// The day of the business, in China.
    pub today: Date,
}

/// A door: what comes in from outside, read once.
#[derive(Debug)]
pub struct Door {
    /// The database, opened by the first business that needs it: who only reads
    /// a file leaves no folder behind.
    database: Database,
    /// Files people hand in; beside the embedded database, or where it is told.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Who stands there.
    pub actor: Actor,
    /// The program whose child reads strangers' files; this one.
    pub program: PathBuf,
    /// Where words for the person go.
    pub terminal: Terminal,
}

/// Where the database is, and the database once it is open.
#[derive(Debug)]
struct Database {
    address: Address,
    modules: Vec<Module>,
    open: OnceCell<Db>,
}

impl Door {
    /// A door to the database at an address, with the tables of some modules.
    pub fn new(
        address: Address,
        modules: &[Module],
        clock: Clock,
        program: PathBuf,
        terminal: Terminal,
    ) -> Self {
        let files = Files::in_folder(match &address {
            Address::Folder(folder) => folder.join("files"),
            Address::Postgres(_) => PathBuf::from("jinqiao-data/files"),
        });
        let database = Database { address, modules: modules.to_vec(), open: OnceCell::new() };
        Self { database, files, clock, actor: Actor::local("本机操作员"), program, terminal }
    }

    /// Whether there is a database to look into; asking makes none.
    pub fn has_database(&self) -> bool {
        self.database.address.is_kept()
    }

    /// The database, opened when first asked for.
    pub async fn db(&self) -> Result<&Db, Error> {
        let Database { address, modules, open } = &self.database;
        if let Some(db) = open.get() {
            return Ok(db);
        }
        let db = Db::open(address, modules, self.clock.now).await?;
        Ok(open.get_or_init(|| db))
    }

    /// One change: record, journal and outbox commit together, or nothing does.
    /// A change that leaves no journal line is a fault.
    pub async fn change<T>(
        &self,
        business: impl AsyncFnOnce(&mut Desk<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut work = self.db().await?.begin(self.who(), self.clock).await?;
        let answer = business(&mut work.desk()).await?;
        work.commit().await?;
        Ok(answer)
    }

    /// One look: whatever it does is rolled back.
    pub async fn look<T>(
        &self,
        business: impl AsyncFnOnce(&mut Desk<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut work = self.db().await?.look(self.who(), self.clock).await?;
        let answer = business(&mut work.desk()).await;
        work.leave().await?;
        answer
    }

    fn who(&self) -> Who {
        Who { actor: self.actor.clone(), reach: Reach::All }
    }
}
