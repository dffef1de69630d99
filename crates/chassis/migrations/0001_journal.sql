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

-- What others are to be told; sent lines carry the time of sending.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at TEXT
);
