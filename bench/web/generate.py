"""Makes a desk that many colleges share: `generate.py FOLDER PEER.sqlite`.

FOLDER is a data folder in which the specimen school was opened; it gets 2,000
schools, 5,000 delegations and 200,000 journal lines, each line chained as the
product chains it. PEER gets the same institutions, people, delegations, members and
lines as tables of its own. Everything is invented and the same at every run."""

import hashlib
import json
import random
import sqlite3
import sys
import uuid

SCHOOLS, DELEGATIONS, LINES = 2_000, 5_000, 200_000
folder, peer = sys.argv[1], sys.argv[2]
dice = random.Random(2026)
desk = sqlite3.connect(f"{folder}/jinqiao.sqlite")
desk.row_factory = sqlite3.Row


def numbered(space, number):
    return str(uuid.UUID(int=(7 << 76) | (2 << 62) | (space << 40) | number))


def copy(table, row, **changed):
    values = {**dict(row), **changed}
    names = ", ".join(values)
    places = ", ".join("?" * len(values))
    desk.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(values.values()))


first = desk.execute("SELECT * FROM school").fetchone()
schools = [first["id"]]
for number in range(1, SCHOOLS):
    schools.append(numbered(1, number))
    copy("school", first, id=schools[-1], name=f"示例第{number}职业学院", name_en=f"Example College {number}")

originals = desk.execute("SELECT * FROM delegation ORDER BY name").fetchall()
for number in range(DELEGATIONS - len(originals)):
    row = originals[number % len(originals)]
    school = schools[dice.randrange(SCHOOLS)]
    whole = json.loads(row["whole"])
    name = f"{row['name']}之{number + 1}"
    whole.update(id=numbered(2, number), school=school, name=name)
    for member in whole["members"]:
        member["name"] = f"{member['name']}{number + 1}"
    copy("delegation", row, id=whole["id"], school_id=school, name=name,
         whole=json.dumps(whole, ensure_ascii=False, separators=(",", ":")),
         changed_at=f"2026-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}T0{dice.randrange(10)}:00:00Z")

ids = [row["id"] for row in desk.execute("SELECT id FROM delegation ORDER BY id")]
seq, digest = desk.execute("SELECT seq, digest FROM journal_head WHERE id = 1").fetchone()
for number in range(LINES):
    seq += 1
    at = f"2026-{1 + number * 12 // LINES:02}-{dice.randrange(1, 29):02}T01:00:00Z"
    parts = [at, "示例经办人", "delegation.keep", f"delegation {ids[dice.randrange(len(ids))]}", f"示例，{number}"]
    chain = hashlib.sha256()
    for part in [digest, str(seq), *parts]:
        chain.update(f"{len(part.encode())}:".encode() + part.encode())
    digest = chain.hexdigest()
    desk.execute("INSERT INTO journal (seq, at, actor, event, subject, detail, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                 [seq, *parts, digest])
desk.execute("UPDATE journal_head SET seq = ?, digest = ? WHERE id = 1", [seq, digest])
desk.commit()
desk.execute("ANALYZE")
desk.commit()

other = sqlite3.connect(peer)
other.executescript("""
PRAGMA journal_mode = WAL;
CREATE TABLE institution (id TEXT PRIMARY KEY, name TEXT NOT NULL, province TEXT NOT NULL);
CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, institution_id TEXT NOT NULL, post TEXT NOT NULL, department TEXT NOT NULL);
CREATE TABLE stop (id TEXT PRIMARY KEY, number INTEGER NOT NULL, place TEXT NOT NULL, held TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE delegation (id TEXT PRIMARY KEY, stop_id TEXT NOT NULL, institution_id TEXT NOT NULL, name TEXT NOT NULL, phase TEXT NOT NULL,
  head TEXT NOT NULL, staff INTEGER NOT NULL, students INTEGER NOT NULL, total BIGINT NOT NULL, departs TEXT NOT NULL, changed_at TEXT NOT NULL);
CREATE TABLE member (id INTEGER PRIMARY KEY, delegation_id TEXT NOT NULL, name TEXT NOT NULL, duty TEXT NOT NULL, post TEXT NOT NULL);
CREATE TABLE half (id INTEGER PRIMARY KEY, delegation_id TEXT NOT NULL, date TEXT NOT NULL, half TEXT NOT NULL, city TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE line (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, event TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX person_name ON person (institution_id, name);
CREATE INDEX delegation_stop ON delegation (stop_id);
CREATE INDEX delegation_departs ON delegation (departs, id);
CREATE INDEX delegation_phase ON delegation (phase, departs, id);
CREATE INDEX member_delegation ON member (delegation_id);
CREATE INDEX half_delegation ON half (delegation_id, date);
CREATE INDEX line_subject ON line (subject, seq);
""")
other.executemany("INSERT INTO institution VALUES (?, ?, ?)", desk.execute("SELECT id, name, province FROM school").fetchall())
other.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?)",
                  desk.execute("SELECT id, name, school_id, post, department FROM person").fetchall())
other.executemany("INSERT INTO stop VALUES (?, ?, ?, ?, ?)", desk.execute(
    "SELECT s.id, s.number, r.site || ' ' || r.city, r.held, r.title FROM stop s JOIN annex_row r "
    "ON r.season_id = s.season_id AND r.number = s.number").fetchall())
for row in desk.execute("SELECT * FROM delegation"):
    whole = json.loads(row["whole"])
    other.execute("INSERT INTO delegation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [row[key] for key in (
        "id", "stop_id", "school_id", "name", "phase", "head", "staff", "students", "total", "departs", "changed_at")])
    other.executemany("INSERT INTO member (delegation_id, name, duty, post) VALUES (?, ?, ?, ?)",
                      [(row["id"], it["name"], it.get("duty", ""), it.get("post", "")) for it in whole["members"]])
    for day in whole["itinerary"]["days"] if isinstance(whole["itinerary"], dict) else whole["itinerary"]:
        for half in ("morning", "afternoon"):
            other.execute("INSERT INTO half (delegation_id, date, half, city, text) VALUES (?, ?, ?, ?, ?)",
                          (row["id"], day["date"], half, day[half].get("city", ""), day[half].get("text", "")))
other.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)",
                  desk.execute("SELECT seq, at, actor, event, subject, detail FROM journal").fetchall())
other.commit()
other.execute("ANALYZE")
other.commit()
