"""Checks claims whose verdicts are known: how many are judged right, and how fast?

    python -m benchmarks.checking SCORE.py CASES.jsonl CORPUS [--part 0,1]

CORPUS is a folder with articles.jsonl: rows of id, title, speaker (or null), date and
text. They are loaded into a database of their own, as speeches with their authors, or
as reports. Each case is checked twice: the claim alone, and the draft around it. SCORE
is run on the answers, with the cases as the first argument. Times are CPU times of this
process and of the database's. `--part 0,1` takes two of three
parts of the cases, by chance but always the same; part 2 is for the last measurement.
"""

import datetime
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import command_line
from benchmarks.clocks import p50_p95, processor, timed

PARTS = 3


def load(corpus):
    """Load the texts of a corpus; return {key of a snapshot: id of its row}."""
    from articles.models import Article, ArticleKind
    from articles.models.base import Precision, Status
    from quotes.models import Speaker

    keys, known = {}, set()
    for line in (Path(corpus) / "articles.jsonl").read_text().splitlines():
        row = json.loads(line)
        article = Article.objects.create(
            title=row["title"],
            kind=ArticleKind.SPEECH if row["speaker"] else ArticleKind.NEWSPAPER,
            published_on=datetime.date.fromisoformat(row["date"])
            if row["date"]
            else None,
            published_precision=Precision.DAY if row["date"] else Precision.UNKNOWN,
            status=Status.PUBLISHED,
        )
        if row["speaker"]:
            article.bylines.create(literal=row["speaker"])
            if row["speaker"] not in known:
                Speaker.objects.create(name=row["speaker"])
                known.add(row["speaker"])
        keys[article.hold_text(row["text"]).pk] = row["id"]
    return keys


def answer(case, judged, keys):
    """Return a row of answers for a Judgement."""
    from quotes.checking.verdicts import Flag, Verdict

    verdict = str(judged.verdict)
    if judged.verdict == Verdict.AT_RISK and Flag.CUT_SHORT in judged.flags:
        verdict = "cut short"
    # The cases have no refuted quotes and one text of each article.
    place = judged.places[0] if judged.places else None
    return {
        "id": case["id"],
        "verdict": verdict,
        "source": keys.get(place.candidate.key[1]) if place else None,
        "span": [list(span) for span in place.whole_spans] if place else None,
    }


def in_draft(case):
    """Return the Judgement on the quotation of a case in its draft."""
    from quotes.checking.check import check_draft
    from quotes.checking.verdicts import Judgement, Verdict

    start, end = case["draft_at"][0][0], case["draft_at"][-1][1]
    found = [
        each
        for each in check_draft(case["draft"])
        if each.spans[0][0] < end and start < each.spans[-1][1]
    ]
    if not found:
        return Judgement(Verdict.NOT_ON_RECORD, "No quotation was found there.")
    # If one claim was found as several, the worst verdict would be shown last.
    return max(found, key=lambda each: each.judgement.verdict != "exact").judgement


def measure(cases, corpus, score, options):
    from django.db import connection

    from quotes.checking.check import check_claim

    keys = load(corpus)
    with connection.cursor() as cursor:
        # Not those of the pool, which it may close.
        cursor.execute("SELECT pg_backend_pid()")
        clock = processor([pid for (pid,) in cursor.fetchall()])
    status = 0
    for name in options.ways.split(","):
        answers, seconds = [], []
        for case in cases:
            if name == "claims":
                claim = case["claim"]
                took, judged = timed(
                    check_claim, claim["quote"], claim["speaker"], clock=clock
                )
            else:
                took, judged = timed(in_draft, case, clock=clock)
            seconds.append(took)
            answers.append(answer(case, judged, keys))
        times = p50_p95([each * 1000 for each in seconds])
        print(f"\n## {name}: {times} ms of CPU time (p50 / p95)\n", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / each for each in ("cases", "answers")]
            for path, rows in zip(paths, (cases, answers), strict=True):
                path.write_text("\n".join(map(json.dumps, rows)))
            if options.keep:
                kept = Path(options.keep) / f"{name}.jsonl"
                kept.write_text(paths[1].read_text())
            command = [sys.executable, score, *map(str, paths)]
            command += ["--kinds"] if options.kinds else []
            status |= subprocess.run(command, check=False).returncode  # noqa: S603
    return status


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("score")
    parser.add_argument("cases")
    parser.add_argument("corpus")
    parser.add_argument("--part", default="0,1,2", help="of three parts: 0,1,2")
    parser.add_argument("--ways", default="claims,drafts", help="claims,drafts")
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--keep", help="a folder for the answers")
    options = parser.parse_args()
    lines = Path(options.cases).read_text().splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    random.Random(15).shuffle(cases)  # noqa: S311
    chosen = {int(part) for part in options.part.split(",")}
    cases = [
        case
        for number, case in enumerate(cases)
        if number * PARTS // len(cases) in chosen
    ]
    command_line.set_up()
    with command_line.empty_database():
        status = measure(cases, options.corpus, options.score, options)
    sys.exit(status)


if __name__ == "__main__":
    main()
