-- Keys that programs show: the digest of the secret, never the secret.
CREATE TABLE access_token (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    membership_id TEXT NOT NULL REFERENCES membership (id),
    name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    seen_at TEXT
);

CREATE INDEX access_token_membership ON access_token (membership_id);
