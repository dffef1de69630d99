-- Links for those who have no account yet, or need none: what one opens, for whom,
-- and until when. Only the digest of the secret is kept.
CREATE TABLE link (
    digest TEXT PRIMARY KEY,
    opens TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressee TEXT NOT NULL,
    school_id TEXT REFERENCES school (id),
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT
);

CREATE INDEX link_subject ON link (opens, subject);
