"""Multiplies the delegations of a planned data folder: `multiply.py FOLDER COUNT`.

Every copy is a specimen under a name and an id of its own, so that the product
reads what it wrote itself."""

import json
import sqlite3
import sys
import uuid

folder, count = sys.argv[1], int(sys.argv[2])
base = sqlite3.connect(f"{folder}/jinqiao.sqlite")
rows = base.execute(
    "SELECT school_id, stop_id, name, exit_on, entry_on, whole, changed_at FROM delegation ORDER BY name"
).fetchall()
for number in range(count - len(rows)):
    school, stop, name, exit_on, entry_on, whole, changed = rows[number % len(rows)]
    party = json.loads(whole)
    party["id"] = str(uuid.UUID(int=(7 << 76) | (2 << 62) | (number + 1)))
    party["name"] = f"{name}之{number + 1}"
    # Nobody travels in two parties: the copies have people of their own.
    for member in party["members"]:
        member["name"] = f"{member['name']}{number + 1}"
    base.execute(
        "INSERT INTO delegation (id, school_id, stop_id, name, exit_on, entry_on, whole, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (party["id"], school, stop, party["name"], exit_on, entry_on,
         json.dumps(party, ensure_ascii=False, separators=(",", ":")), changed),
    )
base.commit()
