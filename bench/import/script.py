# What an office's technician would write with Debian's own packages: python3-openpyxl, python3-phonenumbers and sqlite3. The same rows end in the same
# tables as far as a plain script has them: each number understood, one holder of a number, the proof of each consent, a chained line for each change,
# and what was read, with what became of it. No verdict before the writing, no encryption, and nobody else works meanwhile.
import datetime
import hashlib
import json
import resource
import sqlite3
import sys
import tempfile
import time
import uuid

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
    db.executescript("""
        CREATE TABLE person (id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, phone TEXT, consented INTEGER, external_id TEXT, properties TEXT, opened_at TEXT);
        CREATE INDEX person_phone ON person(phone);
        CREATE INDEX person_external ON person(external_id);
        CREATE TABLE number (id INTEGER PRIMARY KEY, person TEXT, digits TEXT, two_way INTEGER);
        CREATE UNIQUE INDEX number_two_way ON number(digits) WHERE two_way = 1;
        CREATE INDEX number_digits ON number(digits);
        CREATE INDEX number_person ON number(person);
        CREATE TABLE consent (id INTEGER PRIMARY KEY, person TEXT, digits TEXT, at TEXT, source TEXT);
        CREATE INDEX consent_person ON consent(person);
        CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT, action TEXT, subject TEXT, hash TEXT);
        CREATE INDEX audit_subject ON audit(subject);
        CREATE TABLE import_row (row INTEGER PRIMARY KEY, cells TEXT, outcome TEXT, target TEXT);
        CREATE VIRTUAL TABLE search USING fts5(text, tokenize='trigram');
    """)
    count = 0
    chain = ""

    def note(action, subject, now):
        global chain
        chain = hashlib.sha256(json.dumps([chain, now, action, subject]).encode()).hexdigest()
        db.execute("INSERT INTO audit (at, action, subject, hash) VALUES (?, ?, ?, ?)", (now, action, subject, chain))

    for at, cells in enumerate(rows, 2):
        name, phone, consented, language, village, born, household, external = cells
        now = datetime.datetime.now(datetime.timezone.utc).isoformat()
        digits = None
        if phone:
            number = phonenumbers.parse(phone, "KE")
            if phonenumbers.is_possible_number(number):
                phonenumbers.is_valid_number(number)
                digits = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
        known = db.execute("SELECT key FROM person WHERE external_id = ?", (external,)).fetchone()
        if known:
            db.execute("INSERT INTO import_row VALUES (?, ?, ?, ?)", (at, json.dumps(cells), "same", known[0]))
            continue
        key = str(uuid.uuid4())
        taken = db.execute("SELECT 1 FROM number WHERE digits = ? AND two_way = 1", (digits,)).fetchone() if digits else None
        properties = json.dumps({"language_code": language, "village": village, "date_of_birth": born, "household": household})
        seq = db.execute(
            "INSERT INTO person (key, name, phone, consented, external_id, properties, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, name, digits, consented, external, properties, now),
        ).lastrowid
        if digits:
            db.execute("INSERT INTO number (person, digits, two_way) VALUES (?, ?, ?)", (key, digits, 1 if consented and not taken else 0))
        note("registered", key, now)
        if consented:
            db.execute("INSERT INTO consent (person, digits, at, source) VALUES (?, ?, ?, ?)", (key, digits, now, f"{sys.argv[1]}, {at}"))
            note("consent given", key, now)
        db.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (seq, f"{name}\n{external}\n{digits or ''}".lower()))
        db.execute("INSERT INTO import_row VALUES (?, ?, ?, ?)", (at, json.dumps(cells), "new", key))
        count += 1
        if count % 500 == 0:
            db.commit()
    db.commit()
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"rows": count, "ms": (time.perf_counter() - started) * 1000, "cpuMs": (used.ru_utime + used.ru_stime) * 1000, "peakMb": used.ru_maxrss / 1024}))
