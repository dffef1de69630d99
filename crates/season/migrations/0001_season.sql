-- A season, and which version of its annex holds.
CREATE TABLE season (
    id TEXT PRIMARY KEY,
    year BIGINT NOT NULL UNIQUE,
    version BIGINT NOT NULL
);

-- Every version of the annex that was imported, with the reading as it was
-- shown: values, words and places.
CREATE TABLE annex (
    season_id TEXT NOT NULL REFERENCES season (id),
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    reading TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (season_id, version)
);

-- Its rows, as written.
CREATE TABLE annex_row (
    season_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    number BIGINT NOT NULL,
    site TEXT NOT NULL,
    city TEXT NOT NULL,
    held TEXT NOT NULL,
    stay TEXT NOT NULL,
    themes TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (season_id, version, position),
    FOREIGN KEY (season_id, version) REFERENCES annex (season_id, version)
);

-- Its tasks and goals.
CREATE TABLE annex_item (
    season_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('task', 'goal')),
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (season_id, version, kind, number),
    FOREIGN KEY (season_id, version) REFERENCES annex (season_id, version)
);

-- A stop keeps its id from version to version, also when its number changes. One
-- that the version in force no longer lists has a number below zero.
CREATE TABLE stop (
    id TEXT PRIMARY KEY,
    season_id TEXT NOT NULL REFERENCES season (id),
    number BIGINT NOT NULL,
    known_as TEXT NOT NULL,
    UNIQUE (season_id, number)
);

-- What the user has decided or corrected; it stands above the annex.
CREATE TABLE local_edit (
    stop_id TEXT NOT NULL REFERENCES stop (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    edited_by TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    PRIMARY KEY (stop_id, field)
);
