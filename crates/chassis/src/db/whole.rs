//! The whole database at once: read as one state while others go on writing, or
//! filled in one transaction that is kept as a whole or not at all.

use sqlx::{Any, Transaction};

use super::catalogue::{self, Table};
use super::migrate::{self, Step};
use super::{Db, Due, Engine, Turn};
use crate::{Error, Module};

/// One state of the database, as it was when it was first looked at.
#[derive(Debug)]
pub(crate) struct Snapshot {
    transaction: Transaction<'static, Any>,
    engine: Engine,
}

/// An empty database that is being filled.
#[derive(Debug)]
pub(crate) struct Filling {
    transaction: Transaction<'static, Any>,
    engine: Engine,
    steps: Vec<Step>,
}

impl Db {
    /// The database in one state.
    pub(crate) async fn snapshot(&self) -> Result<Snapshot, Error> {
        let transaction = self.pool.begin_with(self.engine.begin(Turn::Look)).await?;
        Ok(Snapshot { transaction, engine: self.engine })
    }

    /// Begins to fill the database: its tables are made as they were after some
    /// steps, and are empty.
    ///
    /// # Errors
    /// Refuses a database in which there is any table.
    pub(crate) async fn fill(
        &self,
        modules: &[Module],
        steps: &[Step],
        now: jiff::Timestamp,
    ) -> Result<Filling, Error> {
        let mut transaction = self.write().await?;
        if let Some(lock) = self.engine.lock_migrations() {
            sqlx::query(lock).execute(&mut *transaction).await?;
        }
        if let Some(table) = catalogue::tables(&mut transaction, self.engine).await?.first() {
            return Err(Error::refused(
                "database-not-empty",
                format!("目标数据库里已有数据表（{}）；请指定一个空的数据库", table.name),
                format!("the target database already has tables ({}); give an empty one", table.name),
            ));
        }
        migrate::begin_with(&mut transaction, modules, now, steps).await?;
        self.engine.references(&mut transaction, Due::Later).await?;
        for table in catalogue::tables(&mut transaction, self.engine).await? {
            table.empty(&mut transaction).await?;
        }
        Ok(Filling { transaction, engine: self.engine, steps: steps.to_vec() })
    }
}

impl Snapshot {
    /// Its tables, by name, and the steps that made them.
    ///
    /// # Errors
    /// Refuses a database in which nothing was ever kept, a newer one, and one with
    /// tables that are not ours.
    pub(crate) async fn tables(&mut self, modules: &[Module]) -> Result<(Vec<Table>, Vec<Step>), Error> {
        let tables = catalogue::tables(&mut self.transaction, self.engine).await?;
        if !tables.iter().any(|table| table.name == "migration") {
            return Err(Error::missing(
                "database-empty",
                "数据库里还没有数据；请检查 --data 或 --database 的地址",
                "there is nothing in the database yet; check the address given by --data or --database",
            ));
        }
        let steps = migrate::applied(&mut self.transaction).await?;
        migrate::known(&steps, modules)?;
        // Whoever restores makes no such table, and would have nowhere to put it.
        if let Some(table) = tables.iter().find(|table| !migrate::makes(modules, &table.name)) {
            return Err(Error::refused(
                "table-foreign",
                format!("数据库里的表 {} 不是金桥的；请把它移到别的数据库，再做一次", table.name),
                format!(
                    "the table {} is not one of Jinqiao's; move it to another database and do it again",
                    table.name
                ),
            ));
        }
        Ok((tables, steps))
    }

    /// Every row of one of its tables.
    pub(crate) async fn each(
        &mut self,
        table: &Table,
        take: impl FnMut(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        table.each(&mut self.transaction, self.engine, take).await
    }

    /// Lets it go.
    pub(crate) async fn leave(self) -> Result<(), Error> {
        Ok(self.transaction.rollback().await?)
    }
}

impl Filling {
    /// The tables that are to be filled, by name.
    pub(crate) async fn tables(&mut self) -> Result<Vec<Table>, Error> {
        catalogue::tables(&mut self.transaction, self.engine).await
    }

    /// Puts rows into one of them.
    pub(crate) async fn put(&mut self, table: &Table, lines: &[String]) -> Result<(), Error> {
        table.put(&mut self.transaction, lines).await
    }

    /// Keeps what was filled in, brought forward to what this program knows.
    pub(crate) async fn keep(mut self, modules: &[Module], now: jiff::Timestamp) -> Result<(), Error> {
        self.engine.references(&mut self.transaction, Due::Now).await?;
        let steps = std::mem::take(&mut self.steps);
        let missing = |module: &str, name: &str| !migrate::has(&steps, module, name);
        migrate::apply(&mut self.transaction, modules, now, missing).await?;
        Ok(self.transaction.commit().await?)
    }
}
