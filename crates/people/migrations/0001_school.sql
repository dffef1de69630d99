-- Schools, as their papers name them. Lists are JSON.
CREATE TABLE school (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    name_en TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    authority TEXT NOT NULL,
    copied TEXT NOT NULL,
    register TEXT NOT NULL,
    signer TEXT NOT NULL,
    office TEXT NOT NULL,
    address_en TEXT NOT NULL,
    strengths TEXT NOT NULL,
    programme TEXT NOT NULL
);
