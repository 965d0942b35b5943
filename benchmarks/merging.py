"""Measure a merge of two speakers with many quotes, and its undo.

    python -m benchmarks.merging [--quotes 10000] [--check]

Needs a database that benchmarks.data filled. Prints the seconds and the CPU seconds of
the server's process. --check compares all derived tables with a full count, too, which
takes longer. Everything is rolled back.
"""

import time
from pathlib import Path

from benchmarks import command_line

#: Attributions of quotes that name nobody else.
CHOOSE = """
UPDATE quotes_attribution SET speaker_id = %s WHERE id IN (
    SELECT min(id) FROM quotes_attribution GROUP BY quote_id HAVING count(*) = 1
    LIMIT %s
)
"""


def cpu_seconds(pid):
    """Return the CPU time of a process on this machine."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / 100


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    command_line.set_up()
    from django.db import connection, transaction

    from quotes.listing.consistency import differences
    from quotes.merging.merge import merge
    from quotes.merging.undo import undo
    from quotes.models import Speaker

    command_line.print_header("step", "quotes", "s", "CPU s")
    with transaction.atomic(), connection.cursor() as cursor:
        target = Speaker.objects.order_by("pk").last()
        source = Speaker.objects.create(name="Somebody Merged")
        cursor.execute(CHOOSE, [source.pk, options.quotes])
        # What this set-up leaves to do is not part of the merge.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT gin_clean_pending_list('listing_search')")
        pid = connection.connection.info.backend_pid
        for step in ("merge", "undo"):
            start, used = time.perf_counter(), cpu_seconds(pid)
            if step == "merge":
                done = merge(source, target, None)
            else:
                undo(done, None)
            seconds = time.perf_counter() - start
            used = cpu_seconds(pid) - used
            command_line.print_row(
                step,
                f"{len(done.moved):,}",
                f"{seconds:.1f}",
                f"{used:.1f}",
            )
            if options.check and (wrong := differences()):
                raise SystemExit(f"Derived tables are wrong: {wrong}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
