"""Bylines that can be read in two ways are read with a remark."""

import pytest

from articles.reading.byline_remarks import doubt_byline
from articles.reading.bylines import read_byline
from articles.reading.html import read_html
from articles.reading.plain_text import read_text

BODY = (
    "\n\nThe council met late and voted to sell the old mill to the farmers who have "
    "rented it for years, and nobody on the bench spoke against the sale.\n"
)


@pytest.mark.parametrize(
    ("line", "names", "doubtful"),
    [
        ("By Jane Roe, Port Holm", ["Jane Roe"], True),
        ("By Delphine Marsh, Skarrow Bay", ["Delphine Marsh"], True),
        ("By Jane Roe, Mount Alder", ["Jane Roe"], True),
        ("By Jane Roe, Ben Low", ["Jane Roe", "Ben Low"], True),
        ("Von Anna Berg, Jost Wendel", ["Anna Berg", "Jost Wendel"], True),
        ("By Jane Roe and Ben Low", ["Jane Roe", "Ben Low"], False),
        ("By Jane Roe, Ben Low and Ann Lee", ["Jane Roe", "Ben Low", "Ann Lee"], False),
        ("By Jane Roe; Ben Low", ["Jane Roe", "Ben Low"], False),
        ("By Jane Roe, New York", ["Jane Roe"], False),
        ("By Jane Roe, Staff Writer", ["Jane Roe"], False),
        ("By Veronica Lake", ["Veronica Lake"], False),
    ],
)
def test_a_place_or_an_author_after_a_comma_is_said(line, names, doubtful):
    found, remark = doubt_byline(read_byline(line), [line])
    assert [str(name) for name in found] == names
    assert bool(remark) == doubtful
    said = read_text(f"The mill is sold\n{line}\n12 May 2015{BODY}").remarks
    assert ("authors" in said) == doubtful


def test_a_second_author_who_is_named_alone_is_none_to_doubt():
    line = "Ingrid Solheim, Pável Duarte"
    names = read_byline(line)
    assert doubt_byline(names, [line], {"Pável Duarte"}) == (names, "")


@pytest.mark.parametrize(
    "line",
    [
        "Translated from the Portuguese by Anne Keel",
        "Edited by Ben Low",
        "Medically reviewed by Ann Lee",
        "Traduit de l’anglais par Maud Kerven",
        "Aus dem Englischen von Anna Berg",
        "Traducción de Nuria Sanz",
        "Staff and agencies in Lisbon",
        "Watchman staff reporter",
    ],
)
def test_others_than_the_writer_are_no_authors(line):
    assert read_byline(line) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Leopold Finch, as told to Rosalind Achebe", "Leopold Finch"),
        ("As told to Rosalind Achebe", "Rosalind Achebe"),
        ("By HOMER BIGELOW Special to The Metropolitan Times", "Homer Bigelow"),
        ("President Everett Lang", "Everett Lang"),
        ("By Jane Roe; edited by Ben Low", "Jane Roe"),
        ("Reuters Staff", "Reuters"),
        ("Von Veit Graf von Hohenau, Berlin", "Veit Graf von Hohenau"),
    ],
)
def test_what_belongs_to_a_name_is_left_out(line, name):
    assert [str(each) for each in read_byline(line)] == [name]


@pytest.mark.parametrize(
    ("dateline", "date"),
    [
        ("BOSTON, May 2, 2017 — The", "2017-05-02"),
        ("TACOMA, Wash., May 2, 2017 (ENTERPRISE WIRE) -- The", "2017-05-02"),
        ("Berlin, 4. Mai 2020 – Der", "2020-05-04"),
        ("Paris, le 12 mars 2021 – Le", "2021-03-12"),
        ("Madrid, 10 de septiembre de 2020.- El", "2020-09-10"),
        ("The council met on May 2, 2017 — and sold the", ""),
        ("On May 2, 2017 — a cold day — the", ""),
        ("BOSTON, May 2 — The", ""),
    ],
)
def test_a_dateline_with_a_year_has_the_day(dateline, date):
    found = read_text(f"The mill is sold to farmers\n\n{dateline} mill was sold.{BODY}")
    assert found.published == date
    # Newspapers print the next day; press releases the same.
    assert ("published" in found.remarks) == (found.kind != "report")


def test_a_title_in_capitals_stays_and_is_to_be_checked():
    found = read_text(f"COURT ORDERS BARGES OUT\nBy Jane Roe\n12 May 2015{BODY}")
    assert found.title == "COURT ORDERS BARGES OUT"
    assert "capitals" in found.remarks["title"]


def test_the_day_of_the_week_settles_which_number_is_the_month():
    found = read_text(f"The mill is sold\nBy Jane Roe\nThu, 05/12/2011{BODY}")
    assert found.published == "2011-05-12"
    found = read_text(f"The mill is sold\nBy Jane Roe\n05/12/2011{BODY}")
    assert found.published == ""


def read_head(head, below):
    """Return what is read of a page with these tags and lines below its headline."""
    return read_html(
        (
            '<html lang="en"><head><title>A lamp for the bay | Gull News</title>'
            f'<meta property="og:site_name" content="Gull News">{head}</head>'
            f"<body><h1>A lamp for the bay</h1>{below}"
            f"{f'<p>{BODY}</p>' * 3}</body></html>"
        ).encode(),
        "text/html; charset=utf-8",
        "https://www.gullnews.example/a",
    )


AUTHOR = '<meta name="author" content="{}">'
BYLINE = '<p class="byline">{}</p>'


@pytest.mark.parametrize(
    ("head", "below", "names", "doubtful"),
    [
        ("", BYLINE.format("Jane Roe, Holm Quay"), "Jane Roe; Holm Quay", True),
        ("", BYLINE.format("By Jane Roe / Holm Quay"), "Jane Roe; Holm Quay", True),
        ("", BYLINE.format("Jane Roe, Port Holm"), "Jane Roe", True),
        ("", BYLINE.format("Jane Roe &amp; Ben Low"), "Jane Roe; Ben Low", False),
        ("", BYLINE.format("Jane Roe, translated by Ann Keel"), "Jane Roe", False),
        ("", BYLINE.format("Jane Roe | Gull News"), "Jane Roe", False),
        ("", BYLINE.format("<b>Jane Roe</b> <i>Gull News</i>"), "Jane Roe", False),
        ("", BYLINE.format("Special to Gull News"), "", True),
        ("", BYLINE.format("Staff and agencies"), "", True),
        ("", BYLINE.format("Reviewed by Max Weil"), "", True),
        ("", "<p>Photos by Max Weil</p><p>By Jane Roe</p>", "Jane Roe", False),
        ("", "<p>May 3, 2019 | Posted by Jane Roe</p>", "Jane Roe", False),
        (
            "",
            BYLINE.format("By Jane Roe") + BYLINE.format("By Ben Low"),
            "Jane Roe; Ben Low",
            False,
        ),
        (AUTHOR.format("Garza Ruiz, Elena"), "", "Elena Garza Ruiz", True),
        (AUTHOR.format("Web Solutions Ltd"), "", "", True),
        (AUTHOR.format("Theme Forest"), "", "Theme Forest", True),
        (AUTHOR.format("Jane Roe"), BYLINE.format("By Ben Low"), "Ben Low", True),
        (AUTHOR.format("Jane Roe"), BYLINE.format("By Jane Roe"), "Jane Roe", False),
    ],
)
def test_bylines_of_pages_are_doubted_where_marks_conflict(
    head, below, names, doubtful
):
    found = read_head(head, below)
    assert "; ".join(map(str, found.authors)) == names
    assert ("authors" in found.remarks) == doubtful


@pytest.mark.parametrize(
    ("below", "date"),
    [
        ("<p>June 4, 2022 at 7 pm, Town Hall</p>", ""),
        ("<p>Saturday, June 4, 2022, 10 a.m. to 4 p.m.</p>", ""),
        ("<p>Event date: June 4, 2022</p>", ""),
        ("<p>June 4, 2022 at 7 pm</p>", "2022-06-04"),
        ("<p>Posted June 4, 2022 at 7:00 pm ET</p>", "2022-06-04"),
        ("<p>June 17, 2022 Issue</p><p>June 4, 2022</p>", "2022-06-04"),
        ("<p>June 4, 2022 | Corrected June 6, 2022</p>", "2022-06-04"),
    ],
)
def test_days_of_events_and_issues_are_none_of_publication(below, date):
    assert read_head("", below).published == date
