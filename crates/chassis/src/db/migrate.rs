//! Tables, brought forward. Every step is kept with the digest of its text: a
//! released step that changed, or one this program does not know, stops it.

use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, AssertSqlSafe, Executor};

use super::Db;
use crate::{Error, Module, digest};

const CREATE: &str = "
CREATE TABLE IF NOT EXISTS migration (
    module TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    PRIMARY KEY (module, name)
)";

const APPLIED: &str = "SELECT module, name, digest FROM migration ORDER BY module, name";

const NOTE: &str = "INSERT INTO migration (module, name, digest, applied_at) VALUES ($1, $2, $3, $4)";

/// A step that was applied (已应用的表结构步骤).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Whose.
    pub module: String,
    /// Its name.
    pub name: String,
    /// SHA-256 of its text.
    pub digest: String,
}

/// Applies what is missing, all in one transaction.
pub(super) async fn forward(db: &Db, modules: &[Module], now: jiff::Timestamp) -> Result<(), Error> {
    let mut work = db.write().await?;
    if let Some(lock) = db.engine.lock_migrations() {
        sqlx::query(lock).execute(&mut *work).await?;
    }
    work.execute(CREATE).await?;
    let applied = applied(&mut work).await?;
    known(&applied, modules)?;
    let missing = |module: &str, name: &str| !has(&applied, module, name);
    apply(&mut work, modules, now, missing).await?;
    work.commit().await?;
    Ok(())
}

/// The steps a database has, in order.
pub(super) async fn applied(conn: &mut AnyConnection) -> Result<Vec<Step>, Error> {
    Ok(sqlx::query_as(APPLIED).fetch_all(&mut *conn).await?)
}

/// Makes the tables as they were after some steps, and no others.
pub(super) async fn begin_with(
    conn: &mut AnyConnection,
    modules: &[Module],
    now: jiff::Timestamp,
    steps: &[Step],
) -> Result<(), Error> {
    known(steps, modules)?;
    conn.execute(CREATE).await?;
    apply(conn, modules, now, |module, name| has(steps, module, name)).await
}

/// Applies the steps that are asked for, in the order of the modules.
pub(super) async fn apply(
    conn: &mut AnyConnection,
    modules: &[Module],
    now: jiff::Timestamp,
    asked: impl Fn(&str, &str) -> bool,
) -> Result<(), Error> {
    for module in modules {
        for migration in module.migrations.iter().filter(|step| asked(module.name, step.name)) {
            sqlx::raw_sql(AssertSqlSafe(migration.sql)).execute(&mut *conn).await?;
            sqlx::query(NOTE)
                .bind(module.name)
                .bind(migration.name)
                .bind(digest(migration.sql.as_bytes()))
                .bind(now.to_string())
                .execute(&mut *conn)
                .await?;
        }
    }
    Ok(())
}

pub(super) fn has(steps: &[Step], module: &str, name: &str) -> bool {
    steps.iter().any(|step| step.module == module && step.name == name)
}

/// Whether one of the modules makes a table of that name.
pub(super) fn makes(modules: &[Module], table: &str) -> bool {
    let named = |sql: &str| {
        let words: Vec<&str> = sql.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        words.windows(3).any(|three| matches!(three, ["CREATE", "TABLE", name] if *name == table))
            || words.windows(3).any(|three| matches!(three, ["RENAME", "TO", name] if *name == table))
    };
    table == "migration" || modules.iter().flat_map(|module| module.migrations).any(|step| named(step.sql))
}

/// Whether this program knows every one of some steps.
///
/// # Errors
/// Refuses one it does not know; one that was changed is a fault.
pub(crate) fn known(steps: &[Step], modules: &[Module]) -> Result<(), Error> {
    for Step { module, name, digest: kept } in steps {
        let own = modules.iter().filter(|own| own.name == module).flat_map(|own| own.migrations);
        match own.clone().find(|step| step.name == name) {
            None => return Err(newer(module, name)),
            Some(step) if digest(step.sql.as_bytes()) != *kept => return Err(changed(module, name)),
            Some(_) => {}
        }
    }
    Ok(())
}

fn newer(module: &str, name: &str) -> Error {
    Error::refused(
        "database-newer",
        format!("数据库由更新的版本建立（{module}/{name}）；请使用不低于该版本的程序"),
        format!(
            "the database was made by a newer version ({module}/{name}); use that version or a later one"
        ),
    )
}

fn changed(module: &str, name: &str) -> Error {
    Error::fault(format!("migration {module}/{name} is not the one that was applied"))
}
