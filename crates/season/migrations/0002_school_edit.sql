-- What a school has decided or corrected; it stands above the annex for that
-- school alone. What stands under no school's name holds for every school that
-- has not decided otherwise: so does what was kept before schools were told apart.
CREATE TABLE school_edit (
    school_id TEXT NOT NULL,
    stop_id TEXT NOT NULL REFERENCES stop (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    edited_by TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    PRIMARY KEY (school_id, stop_id, field)
);

INSERT INTO school_edit (school_id, stop_id, field, value, edited_by, edited_at)
SELECT '', stop_id, field, value, edited_by, edited_at FROM local_edit;

DROP TABLE local_edit;
