-- Persons of a school. Numbers of cards and passports are sealed under a key per
-- person (person_seal), so that destroying that row destroys them. `sort_key` and
-- `person_key.key` are hexadecimal: those digits sort alike on every engine, which
-- letters and characters do not.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL REFERENCES school (id),
    name TEXT NOT NULL,
    surname TEXT NOT NULL,
    given TEXT NOT NULL,
    sex TEXT,
    born TEXT,
    nationality TEXT NOT NULL,
    department TEXT NOT NULL,
    post TEXT NOT NULL,
    rank TEXT NOT NULL,
    phone TEXT NOT NULL,
    mail TEXT NOT NULL,
    tags TEXT NOT NULL,
    identity TEXT,
    identity_mark TEXT,
    identity_reason TEXT NOT NULL,
    pinned TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    UNIQUE (school_id, identity_mark)
);
CREATE INDEX person_order ON person (school_id, sort_key);
CREATE INDEX person_name ON person (school_id, name);

-- What a person is found by; asked by range from the key's beginning.
CREATE TABLE person_key (
    school_id TEXT NOT NULL,
    key TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (school_id, key, person_id)
);
CREATE INDEX person_key_person ON person_key (person_id);

CREATE TABLE person_document (
    person_id TEXT NOT NULL REFERENCES person (id),
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    expires TEXT,
    issued_by TEXT NOT NULL,
    kept_on TEXT NOT NULL,
    PRIMARY KEY (person_id, place)
);

CREATE TABLE person_seal (
    person_id TEXT PRIMARY KEY,
    wrapped TEXT NOT NULL
);

-- Decisions name nobody; they stay when a person is erased, as proof that the data
-- was kept lawfully.
CREATE TABLE person_consent (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    decision TEXT NOT NULL,
    scope TEXT NOT NULL,
    notice TEXT NOT NULL,
    channel TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX person_consent_person ON person_consent (person_id);

-- Who was erased and when: what is left of a person.
CREATE TABLE person_erased (
    person_id TEXT PRIMARY KEY,
    school_id TEXT NOT NULL,
    erased_on TEXT NOT NULL
);
