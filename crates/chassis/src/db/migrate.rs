//! Tables, brought forward. Every step is kept with the digest of its text: a
//! released step that changed, or one this program does not know, stops it.

use sqlx::{AssertSqlSafe, Executor};

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

/// Applies what is missing, all in one transaction.
pub(super) async fn forward(db: &Db, modules: &[Module], now: jiff::Timestamp) -> Result<(), Error> {
    let mut work = db.write().await?;
    if let Some(lock) = db.engine.lock_migrations() {
        sqlx::query(lock).execute(&mut *work).await?;
    }
    work.execute(CREATE).await?;
    let applied: Vec<(String, String, String)> = sqlx::query_as(APPLIED).fetch_all(&mut *work).await?;
    refuse_the_unknown(&applied, modules)?;
    for module in modules {
        for migration in module.migrations {
            let digest = digest(migration.sql.as_bytes());
            let known = applied.iter().find(|(m, name, _)| m == module.name && name == migration.name);
            match known {
                Some((_, _, kept)) if *kept == digest => {}
                Some(_) => return Err(changed(module.name, migration.name)),
                None => {
                    sqlx::raw_sql(AssertSqlSafe(migration.sql)).execute(&mut *work).await?;
                    sqlx::query(NOTE)
                        .bind(module.name)
                        .bind(migration.name)
                        .bind(digest)
                        .bind(now.to_string())
                        .execute(&mut *work)
                        .await?;
                }
            }
        }
    }
    work.commit().await?;
    Ok(())
}

fn refuse_the_unknown(applied: &[(String, String, String)], modules: &[Module]) -> Result<(), Error> {
    let knows = |module: &str, name: &str| {
        modules.iter().any(|m| m.name == module && m.migrations.iter().any(|step| step.name == name))
    };
    match applied.iter().find(|(module, name, _)| !knows(module, name)) {
        None => Ok(()),
        Some((module, name, _)) => Err(Error::refused(
            "database-newer",
            format!("数据库由更新的版本建立（{module}/{name}）；请使用不低于该版本的程序"),
            format!(
                "the database was made by a newer version ({module}/{name}); use that version or a later one"
            ),
        )),
    }
}

fn changed(module: &str, name: &str) -> Error {
    Error::fault(format!("migration {module}/{name} is not the one that was applied"))
}
