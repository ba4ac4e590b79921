# What an office's technician would write with Debian's own packages: python3-openpyxl, python3-phonenumbers and sqlite3. The same rows end in a
# table with the same look-ups (number, external id, name) and each number understood; no consent records, no audit, no encryption, no undo.
import json
import resource
import sqlite3
import sys
import tempfile
import time

import openpyxl
import phonenumbers

started = time.perf_counter()
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
rows = book.worksheets[0].iter_rows(values_only=True)
header = next(rows)
with tempfile.TemporaryDirectory() as folder:
    db = sqlite3.connect(folder + "/people.db")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, consented INTEGER, external_id TEXT, properties TEXT)")
    db.execute("CREATE INDEX person_phone ON person(phone)")
    db.execute("CREATE INDEX person_external ON person(external_id)")
    db.execute("CREATE VIRTUAL TABLE search USING fts5(text, tokenize='trigram')")
    count = 0
    for name, phone, consented, language, village, born, household, external in rows:
        digits = None
        if phone:
            number = phonenumbers.parse(phone, "KE")
            if phonenumbers.is_possible_number(number):
                phonenumbers.is_valid_number(number)
                digits = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
        known = db.execute("SELECT id FROM person WHERE external_id = ?", (external,)).fetchone()
        twin = db.execute("SELECT id FROM person WHERE phone = ?", (digits,)).fetchone() if digits else None
        if known:
            continue
        properties = json.dumps({"language_code": language, "village": village, "date_of_birth": born, "household": household})
        at = db.execute(
            "INSERT INTO person (name, phone, consented, external_id, properties) VALUES (?, ?, ?, ?, ?)",
            (name, digits, consented, external, properties),
        ).lastrowid
        db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (at, f"{name}\n{external}\n{digits or ''}".lower()))
        count += 1
        if count % 500 == 0:
            db.commit()
    db.commit()
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"rows": count, "ms": (time.perf_counter() - started) * 1000, "cpuMs": (used.ru_utime + used.ru_stime) * 1000, "peakMb": used.ru_maxrss / 1024}))
