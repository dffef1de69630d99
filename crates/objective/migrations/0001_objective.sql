-- What was promised, by whom it is kept, and where it was stated: a record of any
-- module. Goals are JSON.
CREATE TABLE promise (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    season_id TEXT NOT NULL REFERENCES season (id),
    origin_module TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    origin_name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('stated', 'added')),
    task BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('agreement', 'workshop', 'standard', 'resource', 'entry')),
    what TEXT NOT NULL,
    shown_by TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_on TEXT NOT NULL,
    goals TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
);

CREATE INDEX promise_origin ON promise (origin_module, origin_id);

-- Who answers for it now; the last one holds.
CREATE TABLE handover (
    promise_id TEXT NOT NULL REFERENCES promise (id),
    position BIGINT NOT NULL,
    owner TEXT NOT NULL,
    reason TEXT NOT NULL,
    handed_by TEXT NOT NULL,
    handed_at TEXT NOT NULL,
    PRIMARY KEY (promise_id, position)
);

-- What came of it; the last one holds, the earlier ones stay.
CREATE TABLE fulfilment (
    promise_id TEXT NOT NULL REFERENCES promise (id),
    position BIGINT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('done', 'partly', 'not')),
    why TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    judged_at TEXT NOT NULL,
    PRIMARY KEY (promise_id, position)
);

-- That it is no longer promised.
CREATE TABLE promise_release (
    promise_id TEXT PRIMARY KEY REFERENCES promise (id),
    cause TEXT NOT NULL CHECK (cause IN ('decided', 'dropped')),
    reason TEXT NOT NULL,
    released_by TEXT NOT NULL,
    released_at TEXT NOT NULL
);

-- What shows that something came about. The subject is a record of any module; so
-- is the record that the evidence points to.
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    subject_module TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    what TEXT NOT NULL,
    shown_on TEXT NOT NULL,
    lasts_until TEXT,
    file_name TEXT,
    file_digest TEXT,
    record TEXT,
    filed_by TEXT NOT NULL,
    filed_at TEXT NOT NULL
);

CREATE INDEX evidence_subject ON evidence (subject_module, subject_id);
