-- Who holds an office of the chain by name; without a line its role answers.
CREATE TABLE seat_holder (
    school_id TEXT NOT NULL REFERENCES school (id),
    office TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (school_id, office, account_id)
);

-- A turn given to a colleague.
CREATE TABLE forwarding (
    id TEXT PRIMARY KEY,
    delegation_id TEXT NOT NULL REFERENCES delegation (id),
    link TEXT NOT NULL,
    office TEXT NOT NULL,
    from_account TEXT NOT NULL REFERENCES account (id),
    to_account TEXT NOT NULL REFERENCES account (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE INDEX forwarding_delegation ON forwarding (delegation_id);

-- An opinion asked for before an office answers, and the answer.
CREATE TABLE consultation (
    id TEXT PRIMARY KEY,
    delegation_id TEXT NOT NULL REFERENCES delegation (id),
    link TEXT NOT NULL,
    office TEXT NOT NULL,
    by_account TEXT NOT NULL REFERENCES account (id),
    of_account TEXT NOT NULL REFERENCES account (id),
    question TEXT NOT NULL,
    at TEXT NOT NULL,
    answer TEXT,
    answered_at TEXT
);

CREATE INDEX consultation_delegation ON consultation (delegation_id);

-- Who answers in whose stead, from a day to a day.
CREATE TABLE stand_in (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    of_account TEXT NOT NULL REFERENCES account (id),
    by_account TEXT NOT NULL REFERENCES account (id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL
);

CREATE INDEX stand_in_school ON stand_in (school_id);

-- Offices that were reminded of their turn.
CREATE TABLE reminder (
    id TEXT PRIMARY KEY,
    delegation_id TEXT NOT NULL REFERENCES delegation (id),
    link TEXT NOT NULL,
    office TEXT NOT NULL,
    by_name TEXT NOT NULL,
    on_day TEXT NOT NULL
);

CREATE INDEX reminder_delegation ON reminder (delegation_id);

-- What an application said when it was sent back; JSON.
CREATE TABLE extract (
    delegation_id TEXT NOT NULL REFERENCES delegation (id),
    at TEXT NOT NULL,
    told TEXT NOT NULL,
    PRIMARY KEY (delegation_id, at)
);

-- A member's calendar: the digest of the secret in its address, never the secret.
CREATE TABLE calendar_feed (
    membership_id TEXT PRIMARY KEY REFERENCES membership (id),
    digest TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);
