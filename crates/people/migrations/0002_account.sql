-- Who may sign in. The login is kept in small letters.
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    password_set_at TEXT NOT NULL,
    made_at TEXT NOT NULL
);

-- What an account is at an institution: a school, or none for the organiser.
CREATE TABLE membership (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    school_id TEXT REFERENCES school (id),
    role TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('invited', 'accepted', 'confirmed', 'suspended')),
    made_at TEXT NOT NULL
);

CREATE INDEX membership_account ON membership (account_id);

CREATE INDEX membership_school ON membership (school_id);

-- Who is signed in: the digest of the secret in the cookie, never the secret.
CREATE TABLE session (
    digest TEXT PRIMARY KEY,
    membership_id TEXT NOT NULL REFERENCES membership (id),
    made_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    proved_at TEXT NOT NULL
);

CREATE INDEX session_membership ON session (membership_id);

-- Sign-ins that failed, by what was tried: an account or an address.
CREATE TABLE sign_in_failure (
    id TEXT PRIMARY KEY,
    tried TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE INDEX sign_in_failure_tried ON sign_in_failure (tried, at);
