"""How long grouping into sayings takes among a million quotes.

    python -m benchmarks.sayings_at_scale [--quotes 1000000] [--batches N] [--keep]

Creates a database with generated quotes (benchmarks/data.py) and groups all of them,
as `manage.py group_sayings` does. Then groups single quotes as publishing does, 10,000
copies of a sentence, and 10,000 sentences that differ in a word. Prints a Markdown
table. *CPU* is the time of this process, its workers and the database's process.
With --batches, only this many batches of 1,000 quotes are grouped, and single quotes
are compared with these. With --keep, the database stays, and the next run continues.
"""

import os
import random
import resource
import sys
import time

from benchmarks import command_line, find
from benchmarks.clocks import p50_p95, processor, timed

SENTENCE = (
    "The ferryman of Antwerp counts his passengers twice, because the river counts "
    "them only once."
)
EACH, SINGLE = 10_000, 300


def name_of(quotes):
    """Return the name of the database with this many generated quotes."""
    return f"on_record_sayings_{quotes}"


def provide(server, quotes):
    """Fill the database on this server if it does not exist; return its URL."""
    name = name_of(quotes)
    if find.exists(server, name):
        return find.url_of(server, name)
    return find.create(server, name, quotes)


def clock():
    """Return the CPU seconds of this process, ended workers, and the database’s."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = processor(cursor.fetchone())

    def seconds():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ours() + children.ru_utime + children.ru_stime

    return seconds


def group_everything(batches):
    """Group all quotes, or some batches; print the times of both parts."""
    from quotes.grouping.everything import group_all
    from quotes.grouping.group import remaining

    number = remaining()
    cpu, start, done = clock(), time.perf_counter(), 0
    used = cpu()
    for place, some in enumerate(group_all(number), 1):
        if place == 1:
            row("read, numbers, index", number, cpu() - used, start)
            used, start = cpu(), time.perf_counter()
        done += some
        if place % 20 == 0:
            each = (cpu() - used) / done * 1000
            print(f"{done:,} of {number:,}: {each:.2f} ms each", file=sys.stderr)
        if place == batches:
            break
    row("grouped", done, cpu() - used, start)


def row(name, number, seconds, start):
    command_line.print_row(
        name,
        f"{number:,}",
        f"{seconds:,.1f}",
        f"{seconds / max(1, number) * 1000:.2f}",
        f"{time.perf_counter() - start:,.1f}",
    )


def publish(keys):
    """Return the milliseconds of CPU time for grouping each quote by itself."""
    from quotes.grouping.group import forget_quote, group_quotes
    from quotes.models import SayingKeys, SayingMember

    cpu, found = clock(), []
    for key in keys:
        for stored in SayingKeys.objects.filter(quote=key):
            forget_quote(stored)
        SayingMember.objects.filter(quote=key).delete()
        took, _ = timed(group_quotes, [key], clock=cpu)
        found.append(took * 1000)
    return found


def add(texts):
    """Store published quotes with these texts; return their keys."""
    from articles.models.base import Status
    from quotes.models import Quote

    first = Quote.objects.order_by("pk")[0]
    made = Quote.objects.bulk_create(
        (
            Quote(
                article_id=first.article_id,
                text=text,
                language="en",
                status=Status.PUBLISHED,
                anchor_status=first.anchor_status,
                spans=first.spans,
                snapshot_id=first.snapshot_id,
            )
            for text in texts
        ),
        batch_size=1_000,
    )
    return [each.pk for each in made]


def measure(options):
    from django.db import transaction

    from quotes.grouping.group import group_quotes
    from quotes.models import Quote, SayingKeys

    cpu = clock()
    print(f"load {os.getloadavg()[0]:.1f}\n")
    command_line.print_header("what", "quotes", "CPU s", "CPU ms each", "clock s")
    group_everything(options.batches)
    chance = random.Random(15)  # noqa: S311
    stored = SayingKeys.objects.order_by("-pk").values_list("pk", flat=True)
    keys = chance.sample(range(1, stored[0]), 2 * SINGLE)
    keys = list(Quote.objects.filter(pk__in=keys).values_list("pk", flat=True))
    publish(keys[:20])
    print(f"\nPublishing one: {p50_p95(publish(keys[:SINGLE]))} ms of CPU time")
    words = SENTENCE.split()
    near = [
        " ".join([*words[: n % 14], f"w{n}", *words[n % 14 + 1 :]]) for n in range(EACH)
    ]
    for name, texts in (("copies", [SENTENCE] * EACH), ("near copies", near)):
        with transaction.atomic():
            added = add(texts)
            start, used = time.perf_counter(), cpu()
            for at in range(0, EACH - 100, 1_000):
                group_quotes(added[at : min(at + 1_000, EACH - 100)])
            row(name, EACH - 100, cpu() - used, start)
            print(f"\nPublishing one more: {p50_p95(publish(added[-100:]))} ms")
            # What was published cannot be deleted.
            transaction.set_rollback(True)


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--batches", type=int, default=0)
    parser.add_argument("--keep", action="store_true", help="the database")
    options = parser.parse_args()
    server = command_line.database_url()
    try:
        command_line.set_up(DATABASE_URL=provide(server, options.quotes))
        measure(options)
    finally:
        if not options.keep:
            find.drop(server, name_of(options.quotes))


if __name__ == "__main__":
    sys.exit(main())
