"""Measure a merge of two speakers or articles with many quotes, and its undo.

    python -m benchmarks.merging [--quotes 10000] [--articles] [--check]

Needs a database that benchmarks.data filled. Prints the seconds, and the CPU seconds of
the server's process and of this one. --check compares all derived tables with a full
count, too, which takes longer. Everything is rolled back.
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


def make_articles(speaker, number):
    """Store an article with quotes, and another with the same text and a new title."""
    from articles.models import Article
    from quotes.models import Attribution, Quote

    words = [
        f"We shall do number {each} before it is too late" for each in range(number)
    ]
    text = "\n\n".join(f"“{each},” she said on the day." for each in words)
    source, target = (
        Article.objects.create(title=title, status="published")
        for title in ("The page", "The print edition")
    )
    snapshot = source.hold_text(text)
    target.hold_text(f"Page 4.\n\n{text}")
    quotes, start = [], 0
    for each in words:
        start = text.index(each, start)
        place = {"spans": [[start, start + len(each)]], "anchor_status": "exact"}
        quotes.append(
            Quote(
                article=source,
                snapshot=snapshot,
                text=each,
                status="published",
                **place,
            )
        )
    Attribution.objects.bulk_create(
        Attribution(quote=quote, speaker=speaker)
        for quote in Quote.objects.bulk_create(quotes)
    )
    return source, target


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=10_000)
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    command_line.set_up()
    from django.db import connection, transaction

    from quotes.listing.consistency import differences
    from quotes.merging.articles import merge_articles
    from quotes.merging.merge import merge
    from quotes.merging.undo import undo
    from quotes.models import Speaker

    merge_two = merge_articles if options.articles else merge
    done = None

    command_line.print_header("step", "quotes", "s", "CPU s, database", "Python")
    with transaction.atomic(), connection.cursor() as cursor:
        target = Speaker.objects.order_by("pk").last()
        if options.articles:
            source, target = make_articles(target, options.quotes)
        else:
            source = Speaker.objects.create(name="Somebody Merged")
            cursor.execute(CHOOSE, [source.pk, options.quotes])
        # What this set-up leaves to do is not part of the merge.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT gin_clean_pending_list('listing_search')")
        pid = connection.connection.info.backend_pid
        for step in ("merge", "undo"):
            start, used = time.perf_counter(), cpu_seconds(pid)
            ours = time.process_time()
            if step == "undo":
                undo(done, None)
            else:
                done = merge_two(source, target, None)
            seconds = time.perf_counter() - start
            used = cpu_seconds(pid) - used
            command_line.print_row(
                step,
                f"{len(done.moved):,}",
                f"{seconds:.1f}",
                f"{used:.1f}",
                f"{time.process_time() - ours:.1f}",
            )
            if options.check and (wrong := differences()):
                raise SystemExit(f"Derived tables are wrong: {wrong}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
