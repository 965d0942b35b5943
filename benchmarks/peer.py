"""The peer: Datasette on SQLite with FTS5, over the same public quotes.

pip installs it into its own environment in a temporary folder; nothing in this project
needs it. Both sides answer in process, without a socket.
"""

import json
import sqlite3
import subprocess
import sys
import venv
from pathlib import Path

import psycopg

REQUIREMENT = "datasette<1"
#: The peer has only the first of several speakers or topics: its facet over arrays
#: (facet_array) took 10 s and more for a page at a million quotes.
FACETS = "speaker standing publication topic kind anchor language year".split()
ROWS = """
SELECT q.id, q.text, (SELECT s.slug FROM quotes_attribution t
        JOIN quotes_speaker s ON s.id = t.speaker_id
        WHERE t.quote_id = q.id ORDER BY t.id LIMIT 1),
    (SELECT t.standing FROM quotes_attribution t WHERE t.quote_id = q.id
        ORDER BY t.id LIMIT 1),
    p.slug, q.kind, q.anchor_status, coalesce(nullif(q.language, ''), a.language),
    extract(year FROM a.published_on)::int,
    coalesce(q.said_on, a.published_on)::text,
    (SELECT t.slug FROM quotes_quote_topics l JOIN quotes_topic t ON t.id = l.topic_id
        WHERE l.quote_id = q.id ORDER BY l.id LIMIT 1),
    a.title
FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
LEFT JOIN articles_publication p ON p.id = a.publication_id
WHERE q.status = 'published' AND a.status = 'published' ORDER BY q.id
"""
TABLE = """
CREATE TABLE quotes (id INTEGER PRIMARY KEY, text TEXT, speaker TEXT, standing TEXT,
    publication TEXT, kind TEXT, anchor TEXT, language TEXT, year INTEGER,
    said_on TEXT, topic TEXT, article TEXT);
"""
#: Each facet has an index, and the text a full-text index with English stemming.
INDEXES = [
    *(f"CREATE INDEX by_{name} ON quotes ({name}, said_on)" for name in FACETS),
    "CREATE INDEX by_date ON quotes (said_on)",
    "CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, content='quotes', "
    "content_rowid='id', tokenize='porter unicode61')",
    "INSERT INTO quotes_fts (rowid, text) SELECT id, text FROM quotes",
    "ANALYZE",
]


def install(folder):
    """Return the Python of an environment with the peer, or None if that fails."""
    place = Path(folder) / "peer"
    program = place / "bin" / "python"
    if not program.exists():
        venv.create(place, with_pip=True)
    command = [program, "-m", "pip", "install", "-qq", "--no-input", REQUIREMENT]
    done = subprocess.run(command, check=False)  # noqa: S603
    return None if done.returncode else program


def fill(url, file):
    """Copy the public quotes of a database to an SQLite file, with all indexes."""
    database = sqlite3.connect(file)
    database.executescript(TABLE)
    with psycopg.connect(url) as connection, connection.cursor("rows") as cursor:
        cursor.itersize = 10_000
        cursor.execute(ROWS)
        marks = ", ".join("?" * 12)
        database.executemany(f"INSERT INTO quotes VALUES ({marks})", cursor)  # noqa: S608
    for statement in INDEXES:
        database.execute(statement)
    database.commit()
    database.close()


def measure(program, file, paths, seconds, by_processor=False):
    """Return {request: milliseconds} of the peer's pages over an SQLite file."""
    script = Path(__file__).with_name("peer_requests.py")
    asked = json.dumps(
        {"paths": paths, "seconds": seconds, "by_processor": by_processor}
    )
    done = subprocess.run(  # noqa: S603
        [program, script, file],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return {}
    return json.loads(done.stdout)
