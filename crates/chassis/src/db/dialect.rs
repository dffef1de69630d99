//! The only engine-specific lines of the house.

use sqlx::{AnyConnection, AssertSqlSafe, Executor};

use crate::Error;

/// Which engine holds the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Embedded, one writer.
    Sqlite,
    /// A server, many writers.
    Postgres,
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// To write; SQLite's takes the writer's place at once.
    Change,
    /// To read, all of it in one state.
    Look,
}

/// When a row's references must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// Only when all rows are in, whatever their order.
    Later,
    /// Now, and with every row from now on.
    Now,
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

    /// The statement that begins a piece of business.
    pub(crate) const fn begin(self, turn: Turn) -> &'static str {
        match (self, turn) {
            (Self::Sqlite, Turn::Change) => "BEGIN IMMEDIATE",
            (Self::Postgres, Turn::Look) => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            _ => "BEGIN",
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

    /// Asks the catalogue for table, column, type and place in the key.
    pub(crate) const fn columns(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "SELECT t.name, c.name, UPPER(c.type), c.pk FROM sqlite_schema t, pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND SUBSTR(t.name, 1, 7) <> 'sqlite_' ORDER BY t.name, c.cid"
            }
            Self::Postgres => {
                "SELECT CAST(t.relname AS TEXT), CAST(c.attname AS TEXT), UPPER(FORMAT_TYPE(c.atttypid, NULL)),
                     CAST(COALESCE(ARRAY_POSITION(CAST(k.indkey AS int2[]), c.attnum) + 1, 0) AS BIGINT)
                 FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
                     LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
                 WHERE t.relkind IN ('r', 'p') AND t.relnamespace = CAST(CURRENT_SCHEMA() AS regnamespace)
                     AND c.attnum > 0 AND NOT c.attisdropped
                 ORDER BY CAST(t.relname AS TEXT), c.attnum"
            }
        }
    }

    /// Orders texts by their bytes, whatever language the server was set up in.
    pub(crate) const fn bytewise(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " COLLATE \"C\"",
        }
    }

    /// Says when the rows that rows refer to must be there, in this transaction.
    pub(crate) async fn references(self, conn: &mut AnyConnection, due: Due) -> Result<(), sqlx::Error> {
        if self == Self::Sqlite {
            conn.execute("PRAGMA defer_foreign_keys = ON").await?;
            return Ok(());
        }
        let references: Vec<String> = sqlx::query_scalar(
            "SELECT 'ALTER TABLE ' || CAST(CAST(conrelid AS regclass) AS TEXT) || ' ALTER CONSTRAINT ' ||
                 QUOTE_IDENT(CAST(conname AS TEXT))
             FROM pg_constraint WHERE contype = 'f' AND connamespace = CAST(CURRENT_SCHEMA() AS regnamespace)",
        )
        .fetch_all(&mut *conn)
        .await?;
        if due == Due::Now {
            conn.execute("SET CONSTRAINTS ALL IMMEDIATE").await?;
        }
        let how = match due {
            Due::Later => "DEFERRABLE INITIALLY DEFERRED",
            Due::Now => "NOT DEFERRABLE",
        };
        for reference in references {
            sqlx::raw_sql(AssertSqlSafe(format!("{reference} {how}"))).execute(&mut *conn).await?;
        }
        Ok(())
    }

    /// The trouble of a machine, which is nobody's fault: a full disk, a disk that
    /// cannot be written, a database that somebody else holds.
    pub(crate) fn trouble(error: &sqlx::Error) -> Option<Error> {
        let code = error.as_database_error()?.code()?;
        // SQLite's extended codes end in the plain one, modulo 256.
        let plain = code.parse::<u32>().ok().filter(|_| code.len() < 5).map(|code| code % 256);
        let (code, zh, en) = match (plain, code.as_ref()) {
            (Some(13), _) | (None, "53100") => (
                "disk-full",
                "磁盘已满，这一步没有保存，已存的都在；请腾出空间后再做一次",
                "the disk is full: this step was not saved, everything saved before is kept; free some space and do it again",
            ),
            (Some(10), _) | (None, "58030") => (
                "disk-unwritable",
                "磁盘写不进去，这一步没有保存；请看磁盘是否已满或损坏，再做一次",
                "the disk cannot be written: this step was not saved; see whether it is full or failing and do it again",
            ),
            (Some(5 | 6), _) => (
                "database-busy",
                "数据库正被另一个程序占用，这一步没有保存；请稍后再做一次",
                "another program holds the database: this step was not saved; do it again in a moment",
            ),
            _ => return None,
        };
        Some(Error::refused(code, zh, en))
    }
}
