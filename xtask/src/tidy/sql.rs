//! SQL: one text for two engines, in the store only, each crate writing its own
//! tables and reading those of the crates it depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::manifests::closure;
use super::none;
use super::source::{Source, sources};
use crate::house::{files_ending, named};

const STATEMENTS: [&str; 6] =
    ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE "];
const HOMES: [&str; 4] = ["store", "db", "journal", "outbox"];

/// Tables in which the engines themselves list the others.
const CATALOGUES: [&str; 5] = ["sqlite_schema", "pg_class", "pg_attribute", "pg_index", "pg_constraint"];

/// What makes the tables; other SQL, as of a fixture, makes none of ours.
fn migrations() -> impl Iterator<Item = PathBuf> {
    files_ending("crates", ".sql").into_iter().filter(|path| named(path).contains("/migrations/"))
}

fn with_sql() -> impl Iterator<Item = Source> {
    sources("crates").into_iter().filter(|file| !file.is_beside())
}

#[test]
fn sql_stands_in_stores_only() {
    let mut broken = Vec::new();
    for file in with_sql().filter(|file| !HOMES.iter().any(|home| file.is_of(home))) {
        for (at, line) in file.shipped() {
            let line = line.trim_start().trim_start_matches(['b', 'r', '#']).trim_start_matches('"');
            if STATEMENTS.iter().any(|word| line.starts_with(word)) {
                broken.push(format!("{}:{at}: {line}", file.name));
            }
        }
    }
    none("move the statement into the crate's store", &broken);
}

#[test]
fn every_question_names_its_columns() {
    let everything = concat!("SELECT", " *");
    let broken: Vec<String> =
        with_sql().filter(|file| file.text.contains(everything)).map(|file| file.name).collect();
    none("name the columns: a new one must not change an old answer", &broken);
}

#[test]
fn columns_are_text_or_bigint() {
    let mut broken = Vec::new();
    for path in migrations() {
        let text = std::fs::read_to_string(&path).expect("a migration is readable");
        for wrong in columns(&text).into_iter().filter(|(_, kind)| kind != "TEXT" && kind != "BIGINT") {
            broken.push(format!("{}: {} {}", named(&path), wrong.0, wrong.1));
        }
    }
    none("SQLite and PostgreSQL agree on TEXT and BIGINT only", &broken);
}

#[test]
fn a_store_writes_its_own_tables_and_reads_those_below() {
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    for path in migrations() {
        let name = named(&path);
        let home = name.split('/').nth(1).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&path).expect("a migration is readable");
        homes.extend(after(&text, "CREATE TABLE").into_iter().map(|table| (table, home.clone())));
    }
    homes.insert("migration".to_owned(), "chassis".to_owned());
    homes.extend(CATALOGUES.map(|catalogue| (catalogue.to_owned(), "chassis".to_owned())));
    let mut broken = Vec::new();
    for file in with_sql().filter(|file| HOMES.iter().any(|home| file.is_of(home))) {
        let code: String = file.shipped().fold(String::new(), |code, (_, line)| code + line + "\n");
        let own = file.home().to_owned();
        let below = closure(&own);
        let written: BTreeSet<String> =
            ["INSERT INTO", "UPDATE", "DELETE FROM"].iter().flat_map(|word| after(&code, word)).collect();
        let read: BTreeSet<String> = ["FROM", "JOIN"].iter().flat_map(|word| after(&code, word)).collect();
        for table in &written {
            if homes.get(table).is_some_and(|home| *home != own) {
                broken.push(format!("{}: writes {table}, which is not {own}'s", file.name));
            }
        }
        for table in read.union(&written) {
            match homes.get(table) {
                Some(home) if *home == own || below.contains(home) => {}
                Some(home) => broken.push(format!("{}: reads {table} of {home}", file.name)),
                None => broken.push(format!("{}: no migration makes {table}", file.name)),
            }
        }
    }
    none("ask the crate that owns the table, or depend on it", &broken);
}

/// Names and types of the columns that a migration makes.
fn columns(text: &str) -> Vec<(String, String)> {
    let code: String = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    let mut columns = Vec::new();
    for statement in code.split(';') {
        let Some((_, rest)) = statement.split_once("CREATE TABLE") else {
            if let Some((_, added)) = statement.split_once("ADD COLUMN") {
                columns.extend(column(added));
            }
            continue;
        };
        let inner = rest.split_once('(').map_or("", |(_, inner)| inner);
        let (mut depth, mut piece) = (0, String::new());
        for c in inner.chars() {
            match c {
                ',' if depth == 0 => columns.extend(column(&std::mem::take(&mut piece))),
                '(' => depth += 1,
                ')' => depth -= 1,
                _ if depth == 0 => piece.push(c),
                _ => {}
            }
        }
        columns.extend(column(&piece));
    }
    columns
}

fn column(piece: &str) -> Option<(String, String)> {
    let mut words = piece.split_whitespace();
    let name = words.next()?;
    let constraint = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"].contains(&name);
    (!constraint).then(|| (name.to_owned(), words.next().unwrap_or_default().to_owned()))
}

/// The table named after each occurrence of a keyword.
fn after(code: &str, keyword: &str) -> Vec<String> {
    let mut tables = Vec::new();
    let mut words = code.split(|c: char| c.is_whitespace() || c == '"').filter(|word| !word.is_empty());
    let (first, second) = keyword.split_once(' ').map_or((keyword, None), |(one, two)| (one, Some(two)));
    while let Some(word) = words.next() {
        if word != first || second.is_some_and(|second| words.next() != Some(second)) {
            continue;
        }
        let Some(mut table) = words.next() else { break };
        if table == "IF" {
            table = words.nth(2).unwrap_or_default();
        }
        let table: &str = table.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let plain = table.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if plain && !table.is_empty() {
            tables.push(table.to_owned());
        }
    }
    tables
}

#[test]
fn tables_and_columns_are_found_in_the_text() {
    let text = "-- a note\nCREATE TABLE stop (id TEXT PRIMARY KEY, -- key\n days BIGINT CHECK (days > 0),\n \
                rate REAL, UNIQUE (id, days));\nALTER TABLE stop ADD COLUMN title TEXT";
    let pair = |name: &str, kind: &str| (name.to_owned(), kind.to_owned());
    let expected = [pair("id", "TEXT"), pair("days", "BIGINT"), pair("rate", "REAL"), pair("title", "TEXT")];
    assert_eq!(columns(text), expected);
    assert_eq!(after(text, "CREATE TABLE"), ["stop"]);
    let upsert = "INSERT INTO stop (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET days = $2";
    assert_eq!(after(upsert, "INSERT INTO"), ["stop"]);
    assert_eq!(after(upsert, "UPDATE"), Vec::<String>::new());
}
