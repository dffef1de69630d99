//! Tables as the database itself lists them, and their rows in an order that both
//! engines agree on: what a backup takes, so that no table is ever forgotten.

use std::fmt::Write as _;

use futures_util::TryStreamExt as _;
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::Engine;
use crate::Error;

/// Values sent to the database in one statement, at most.
const VALUES_AT_ONCE: usize = 1_000;

/// A table, as the database's own catalogue describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: String,
    /// Its columns, in their order.
    pub(crate) columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Its place in the table's key, from 1; 0 outside of it.
    key: i64,
}

/// What a column holds; the house knows no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `TEXT`
    Text,
    /// `BIGINT`
    Number,
}

/// The tables of the database, by name.
pub(crate) async fn tables(conn: &mut AnyConnection, engine: Engine) -> Result<Vec<Table>, Error> {
    let found: Vec<(String, String, String, i64)> =
        sqlx::query_as(engine.columns()).fetch_all(&mut *conn).await?;
    let mut tables: Vec<Table> = Vec::new();
    for (table, name, kind, key) in found {
        let kind = match kind.as_str() {
            "TEXT" => Kind::Text,
            "BIGINT" => Kind::Number,
            other => return Err(Error::fault(format!("column {name} of table {table} holds {other}"))),
        };
        let column = Column { name, kind, key };
        match tables.last_mut().filter(|last| last.name == table) {
            Some(last) => last.columns.push(column),
            None => tables.push(Table { name: table, columns: vec![column] }),
        }
    }
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(tables)
}

impl Table {
    /// Hands over every row as a JSON object without its line's end, ordered by
    /// the table's key, byte by byte; the rows are never held together.
    pub(crate) async fn each(
        &self,
        conn: &mut AnyConnection,
        engine: Engine,
        mut take: impl FnMut(&str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut rows = sqlx::query(AssertSqlSafe(self.question(engine))).fetch(&mut *conn);
        let mut line = String::new();
        while let Some(row) = rows.try_next().await? {
            line.clear();
            for (at, column) in self.columns.iter().enumerate() {
                line.push(if at == 0 { '{' } else { ',' });
                let value = match column.kind {
                    Kind::Text => row.try_get::<Option<String>, _>(at)?.map(Value::from),
                    Kind::Number => row.try_get::<Option<i64>, _>(at)?.map(Value::from),
                };
                let name = Value::from(column.name.as_str());
                write!(line, "{name}:{}", value.unwrap_or(Value::Null)).map_err(Error::fault)?;
            }
            line.push('}');
            take(&line)?;
        }
        Ok(())
    }

    /// Takes every row out.
    pub(crate) async fn empty(&self, conn: &mut AnyConnection) -> Result<(), Error> {
        let statement = format!("DELETE FROM \"{}\"", self.name);
        sqlx::query(AssertSqlSafe(statement)).execute(&mut *conn).await?;
        Ok(())
    }

    /// How many rows are put in at once.
    pub(crate) fn at_once(&self) -> usize {
        (VALUES_AT_ONCE / self.columns.len().max(1)).max(1)
    }

    /// Puts rows in, as [`Table::each`] hands them over.
    ///
    /// # Errors
    /// A fault, if one of them is no row of this table.
    pub(crate) async fn put(&self, conn: &mut AnyConnection, lines: &[String]) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        let mut query = sqlx::query(AssertSqlSafe(self.insertion(lines.len())));
        for line in lines {
            let row: serde_json::Map<String, Value> = serde_json::from_str(line).map_err(Error::fault)?;
            let strange = || Error::fault(format!("a row of table {} does not fit it", self.name));
            if row.len() != self.columns.len() {
                return Err(strange());
            }
            for column in &self.columns {
                query = match (column.kind, row.get(&column.name)) {
                    (Kind::Text, Some(Value::Null)) => query.bind(None::<String>),
                    (Kind::Text, Some(Value::String(text))) => query.bind(text.clone()),
                    (Kind::Number, Some(Value::Null)) => query.bind(None::<i64>),
                    (Kind::Number, Some(Value::Number(number))) => {
                        query.bind(number.as_i64().ok_or_else(strange)?)
                    }
                    _ => return Err(strange()),
                };
            }
        }
        query.execute(&mut *conn).await?;
        Ok(())
    }

    fn question(&self, engine: Engine) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let mut key: Vec<&Column> = self.columns.iter().filter(|column| column.key > 0).collect();
        key.sort_by_key(|column| column.key);
        if key.is_empty() {
            key = self.columns.iter().collect();
        }
        // Without a key there may be nothing in a column, which each engine puts elsewhere.
        let order = |column: &&Column| match column.kind {
            Kind::Text => format!("\"{}\"{} NULLS FIRST", column.name, engine.bytewise()),
            Kind::Number => format!("\"{}\" NULLS FIRST", column.name),
        };
        let order: Vec<String> = key.iter().map(order).collect();
        format!("SELECT {} FROM \"{}\" ORDER BY {}", names.join(", "), self.name, order.join(", "))
    }

    fn insertion(&self, rows: usize) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let width = self.columns.len();
        let row = |row: usize| {
            let places: Vec<String> = (1..=width).map(|at| format!("${}", row * width + at)).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("INSERT INTO \"{}\" ({}) VALUES {}", self.name, names.join(", "), rows.join(", "))
    }
}
