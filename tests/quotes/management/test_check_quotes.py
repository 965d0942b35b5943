"""`manage.py check_quotes` prints verdicts, and fails for altered quotations."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ArticleKind
from articles.models.base import Status
from tests.factories import make_article, make_quote, make_speaker
from tests.support.checked_texts import RAILWAY

pytestmark = pytest.mark.django_db
WORDS = "Every timetable is a promise made to strangers, and we have kept ours"


@pytest.fixture
def checked(tmp_path):
    source = Article.objects.create(
        title="Railway", status=Status.PUBLISHED, kind=ArticleKind.SPEECH
    )
    source.bylines.create(literal="Bob Reed")
    source.hold_text(RAILWAY.text)

    def check(text, *options, name="draft.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        out, status = StringIO(), 0
        try:
            call_command("check_quotes", str(tmp_path / name), *options, stdout=out)
        except SystemExit as error:
            status = error.code
        return status, out.getvalue()

    return check


def test_exact_words_pass(checked):
    status, out = checked(f"“{WORDS},” Bob Reed said.")
    assert status == 0
    assert "exact" in out


def test_altered_words_fail(checked):
    status, out = checked(f"“{WORDS},” said Bob Reed.".replace("made", "not made"))
    assert status == 1
    assert "altered" in out


def test_what_was_not_compared_is_not_called_exact(checked):
    words = "The mill was built by people who never saw the river in flood"
    make_quote(make_article(text=""), words, speaker=make_speaker("Samuel Adams"))
    make_quote(
        make_article(text=""),
        words,
        speaker=make_speaker("John Adams"),
        standing="misattributed",
        evidence="A letter says so.",
    )
    status, out = checked(f"“{words},” Adams said.")
    assert (status, ": not compared: " in out) == (0, True)
    assert ": exact: " not in out
    assert "Not said by John Adams: A letter says so." in out


def test_pages_and_markdown_are_read_as_they_are_shown(checked):
    words = WORDS.replace("made", "not made")
    page = (
        "<!doctype html><html><head><title>News</title></head><body><article>"
        f"<h1>News</h1><p>&ldquo;{words},&rdquo; said <b>Bob Reed</b>.</p></article>"
    )
    status, out = checked(page, name="story.html")
    assert (status, "altered" in out) == (1, True)
    linked = WORDS.replace("timetable", "[timetable](https://example.org/)")
    status, out = checked(f"“{linked},” said **Bob Reed**.", name="story.md")
    assert (status, "exact" in out) == (0, True)
    with pytest.raises(CommandError, match="story") as failed:
        checked("not a document", name="story.docx")
    assert failed.value.returncode == 2


def test_missing_words_fail_on_request(checked):
    draft = "Ann Lowe said: “Education is the lamp that no storm can ever put out.”"
    assert checked(draft)[0] == 0
    assert checked(draft, "--missing")[0] == 1


def test_json_says_where_the_words_are(checked):
    status, out = checked(f"“{WORDS},” Ann Lowe said.", "--json")
    (row,) = json.loads(out)
    assert status == 1
    assert row["verdict"] == "said by another"
    assert row["places"][0]["printed"] == WORDS


def test_a_file_that_cannot_be_read_is_an_error():
    with pytest.raises(CommandError):
        call_command("check_quotes", "/nowhere/draft.txt")
