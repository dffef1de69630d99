//! The only engine-specific lines of the house.

use sqlx::{AnyConnection, Executor};

/// Which engine holds the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Embedded, one writer.
    Sqlite,
    /// A server, many writers.
    Postgres,
}

impl Engine {
    /// Connections worth holding.
    pub(crate) const fn connections(self) -> u32 {
        match self {
            Self::Sqlite => 4,
            Self::Postgres => 8,
        }
    }

    /// Makes a fresh connection safe: PRAGMAs belong to the connection.
    pub(crate) async fn prepare(self, conn: &mut AnyConnection) -> Result<(), sqlx::Error> {
        if self == Self::Sqlite {
            conn.execute(
                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
                 PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
            )
            .await?;
        }
        Ok(())
    }

    /// The statement that begins a change.
    pub(crate) const fn begin_change(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// What takes deleted rows off the disk as well. `secure_delete` has blanked them
    /// in SQLite's file, and this empties its log; PostgreSQL reclaims them.
    pub(crate) fn sweep(self, tables: &[&'static str]) -> String {
        match self {
            Self::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)".to_owned(),
            Self::Postgres => format!("VACUUM {}", tables.join(", ")),
        }
    }

    /// Keeps two programs from migrating at once; SQLite's writer lock does.
    pub(crate) const fn lock_migrations(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT CAST(pg_advisory_xact_lock(7421) AS TEXT)"),
        }
    }
}
