"""Saved pages in the layouts of many outlets are read right, or with a remark.

`tests/data/pages/gold.tsv` has the right values. Pages, names and words are our own.
"""

import csv
from pathlib import Path

from articles.cleaning import clean
from articles.reading.html import read_html
from articles.reading.plain_text import read_text

PAGES = Path(__file__).parents[2] / "data" / "pages"
#: Column of gold.tsv: field of a proposal.
FIELDS = {
    "title": "title",
    "byline": "authors",
    "published": "published",
    "outlet": "publication",
    "kind": "kind",
    "language": "language",
}


def read(path, address):
    if path.suffix == ".txt":
        return read_text(clean(path.read_text("utf-8")).text)
    return read_html(path.read_bytes(), "text/html; charset=utf-8", address)


def compare():
    """Yield (file, [(field, value, right value, remark)]) for each page."""
    with (PAGES / "gold.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        found = read(PAGES / row["file"], row["address"])
        misses = []
        for column, name in FIELDS.items():
            value = getattr(found, name)
            value = "; ".join(map(str, value)) if name == "authors" else value
            if value != row[column]:
                misses.append((column, value, row[column], found.remarks.get(name, "")))
        yield row["file"], misses


def test_all_fields_of_pages_are_read_or_the_editor_is_told():
    pages = dict(compare())
    for name, misses in pages.items():
        for column, value, right, remark in misses:
            print(
                f"{name}: {column} is {value!r}, not {right!r} ({remark or 'unsaid'})"
            )
    right = sum(not misses for misses in pages.values())
    wrong = {
        name
        for name, misses in pages.items()
        if any(value and not remark for _, value, _, remark in misses)
    }
    print(
        f"{len(pages)} pages, {right} right in all six, {len(wrong)} wrong and unsaid"
    )
    assert len(pages) >= 60
    assert wrong == set()
    assert right >= 0.95 * len(pages)


def test_every_file_has_its_right_values():
    named = {
        line.split("\t")[0] for line in (PAGES / "gold.tsv").read_text().split("\n")
    }
    assert {path.name for path in PAGES.iterdir()} - {"gold.tsv"} == named - {
        "file",
        "",
    }
