-- What a list of delegations shows, orders and searches by, so that it reads no
-- JSON. Written with the whole; of rows kept before it is filled in when a list is
-- first asked for (noted stays empty until then).
ALTER TABLE delegation ADD COLUMN phase TEXT NOT NULL DEFAULT '';
ALTER TABLE delegation ADD COLUMN head TEXT NOT NULL DEFAULT '';
ALTER TABLE delegation ADD COLUMN staff BIGINT NOT NULL DEFAULT 0;
ALTER TABLE delegation ADD COLUMN students BIGINT NOT NULL DEFAULT 0;
-- In fen; -1 while it cannot be reckoned.
ALTER TABLE delegation ADD COLUMN total BIGINT NOT NULL DEFAULT -1;
-- The day of departure; 9999-12-31 while there is none, so that it comes last.
ALTER TABLE delegation ADD COLUMN departs TEXT NOT NULL DEFAULT '9999-12-31';
-- Names of the party, its head and its people, in small letters.
ALTER TABLE delegation ADD COLUMN sought TEXT NOT NULL DEFAULT '';
-- Whether total belongs to the whole: 'yes', or empty when it is to be reckoned anew.
ALTER TABLE delegation ADD COLUMN noted TEXT NOT NULL DEFAULT '';
CREATE INDEX delegation_noted ON delegation (noted, id);
CREATE INDEX delegation_departs ON delegation (departs, id);
CREATE INDEX delegation_changed ON delegation (changed_at, id);
CREATE INDEX delegation_total ON delegation (total, id);
CREATE INDEX delegation_of_school_departs ON delegation (school_id, departs, id);
CREATE INDEX delegation_of_school_changed ON delegation (school_id, changed_at, id);
CREATE INDEX delegation_of_school_total ON delegation (school_id, total, id);
CREATE INDEX delegation_of_school_phase ON delegation (school_id, phase);
