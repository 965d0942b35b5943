"""How much of a database statements read, which no other work on a machine changes."""

from django.db import connection


def blocks_read(statements):
    """Yield the blocks of 8 kB that each SELECT of (statement, parameters) reads."""
    for statement, parameters in statements:
        if not statement.lstrip(" (\n").upper().startswith(("SELECT", "WITH")):
            continue
        with connection.cursor() as cursor:
            explain = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"
            cursor.execute(explain, parameters)
            ((plan,),) = cursor.fetchall()
        yield sum(plan[0]["Plan"][f"Shared {kind} Blocks"] for kind in ("Hit", "Read"))
