-- What was answered to a request that carried a key: a retry gets the same.
CREATE TABLE answered (
    key TEXT NOT NULL,
    who TEXT NOT NULL,
    route TEXT NOT NULL,
    request TEXT NOT NULL,
    status BIGINT NOT NULL,
    location TEXT NOT NULL,
    tag TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (who, route, key)
);

CREATE INDEX answered_at ON answered (at);

-- The lines about one object: its version is the number of the last.
CREATE INDEX journal_subject ON journal (subject, seq);
