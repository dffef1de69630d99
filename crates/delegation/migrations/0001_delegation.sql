-- Delegations, stored whole as JSON (docs/adr), with columns for what is asked
-- across delegations.
CREATE TABLE delegation (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    stop_id TEXT NOT NULL,
    name TEXT NOT NULL,
    exit_on TEXT,
    entry_on TEXT,
    whole TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (school_id, stop_id, name)
);
