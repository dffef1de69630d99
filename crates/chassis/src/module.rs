//! A context's card: what the rest of the house must know of it to run it.

/// A context, as the binary mounts it.
#[derive(Debug, Clone, Copy)]
pub struct Module {
    /// Its name, which is also its crate's and its tables' home.
    pub name: &'static str,
    /// Its tables, oldest first; forward only.
    pub migrations: &'static [Migration],
}

/// One step of a module's tables: portable SQL, `TEXT` and `BIGINT` only.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// `0001_season`; never renamed once released.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
}
