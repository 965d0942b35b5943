"""The floor under a page: its SQL through bare psycopg, and a minimal template."""

import time

import psycopg
from django.template import Context, Engine

PAGE = """<!doctype html><title>Quotes</title><ul>
{% for item in items %}<li>{{ item }}</li>
{% endfor %}</ul>"""


class Recorder:
    """Records every statement that Django runs while it is installed."""

    def __init__(self):
        self.statements = []

    def __call__(self, execute, statement, params, many, context):
        self.statements.append((statement, params))
        return execute(statement, params, many, context)


class Floor:
    """Runs recorded statements again and renders their rows, nothing else."""

    def __init__(self, url):
        # Client-side parameters, as in Django, so that the plans are the same.
        self.connection = psycopg.connect(
            url, autocommit=True, cursor_factory=psycopg.ClientCursor
        )
        self.template = Engine().from_string(PAGE)
        #: Seconds of each statement of the last answer, by this clock.
        self.times, self.clock = [], time.perf_counter

    def answer(self, statements):
        """Return (HTML, seconds of SQL); each row is an item with all its values."""
        items, self.times = [], []
        for statement, params in statements:
            start = self.clock()
            cursor = self.connection.execute(statement, params)
            if cursor.description:
                items += cursor.fetchall()
            self.times.append(self.clock() - start)
        words = [
            " ".join(cell for cell in row if isinstance(cell, str)) for row in items
        ]
        return self.template.render(Context({"items": words})), sum(self.times)

    def plan(self, statements):
        """Return the slowest of these statements in the last answer.

        As text, with its EXPLAIN ANALYZE.
        """
        seconds, at = max((took, at) for at, took in enumerate(self.times))
        statement, params = statements[at]
        lines = self.connection.execute(
            f"EXPLAIN (ANALYZE, BUFFERS) {statement}", params
        )
        plan = "\n".join(line for (line,) in lines)
        return f"{seconds * 1000:,.1f} ms\n{statement}\n\n{plan}\n"
