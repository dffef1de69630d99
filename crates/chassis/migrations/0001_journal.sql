-- Who did what when, each line chained to the one before.
CREATE TABLE journal (
    seq BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    digest TEXT NOT NULL
);

-- Its one head: writers queue here, so that the chain never forks.
CREATE TABLE journal_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    digest TEXT NOT NULL
);

INSERT INTO journal_head (id, seq, digest) VALUES (1, 0, '');

-- What others are to be told; sent lines carry the time of sending.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at TEXT
);
