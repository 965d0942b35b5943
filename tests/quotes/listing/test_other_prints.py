"""What a quote's page and lists say about the other prints of its saying."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models.base import Status
from quotes.listing import other_prints
from quotes.models import MembershipState
from tests.factories import make_article, make_quote, make_saying, make_speaker
from tests.quotes.views.test_sayings import EVIDENCE, WORDS, main, page_of, printed

pytestmark = pytest.mark.django_db
PRINTED_TWICE = "Printed more than once in this source"
RECORDED_TWICE = "Recorded more than once from this source"


def line(client, quote):
    page = page_of(client, quote.get_absolute_url())
    if 'class="saying-link"' not in page:
        return ""
    return page.split('class="saying-link"')[1].split("</a>")[0].rpartition(">")[2]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([("1906", "same")], "Also printed in 1 source, in 1906"),
        ([(None, "same")], "Also printed in 1 source"),
        ([("1906", "same"), ("1939", None)], "Also printed in 2 sources since 1906"),
        (
            [("1906", "other"), ("1939", "other"), ("1950", "same")],
            "Also printed in 3 sources since 1906; 2 give another speaker",
        ),
        (
            [("1906", "other"), (None, "same")],
            "Also printed in 2 sources; the earliest dated 1906; "
            "1 gives another speaker",
        ),
        ([(None, None), (None, None)], "Also printed in 2 sources"),
    ],
)
def test_the_line(client, others, expected):
    speakers = {"same": make_speaker("Ada"), "other": make_speaker("Bea"), None: False}
    quote = printed("1960", speaker=speakers["same"])
    make_saying(
        quote, *[printed(date, speaker=speakers[name]) for date, name in others]
    )
    assert line(client, quote) == expected


def test_of_more_prints_than_are_read_the_numbers_are_lower_bounds(client, monkeypatch):
    monkeypatch.setattr(other_prints, "MAX_PRINTS_READ", 2)
    quote = printed("1960", speaker=make_speaker())
    make_saying(quote, *[printed(each) for each in ("1906", "1939", "1950")])
    assert line(client, quote) == (
        "Also printed in at least 2 sources; the earliest dated 1906; "
        "at least 2 give another speaker"
    )


def test_the_line_of_a_quote_without_a_speaker(client):
    quote = printed("1960", speaker=False)
    make_saying(quote, printed("1906", speaker=make_speaker()), printed("1950"))
    expected = "Also printed in 2 sources since 1906; 2 name a speaker"
    assert line(client, quote) == expected


def test_a_source_that_may_lack_the_words_prints_nothing(client):
    quote = printed("1960", speaker=False)
    article = make_article(published="1906", text="Something else altogether.")
    make_saying(quote, make_quote(article, WORDS, speaker=False))
    assert line(client, quote) == "Also on record from 1 source, in 1906"


def test_only_public_and_accepted_prints_count(client):
    quote = printed("1960")
    saying = make_saying(quote, printed("1950"), printed("1900", status=Status.DRAFT))
    proposed = printed("1901")
    state = MembershipState.PROPOSED
    saying.members.create(quote=proposed, reason="altered", state=state)
    assert line(client, quote) == (
        "Also printed in 1 source, in 1950; 1 gives another speaker"
    )
    assert line(client, proposed) == ""
    assert line(client, printed("1902")) == ""


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        (f"“{WORDS}” Later: “{WORDS.upper()}”", WORDS.upper(), PRINTED_TWICE),
        (f"“{WORDS} And so on.”", f"{WORDS} And so on.", RECORDED_TWICE),  # one place
        (f"“{WORDS}”", f"{WORDS} And so on.", RECORDED_TWICE),  # not found
        ("", WORDS.upper(), RECORDED_TWICE),  # no text is held
    ],
)
def test_one_source_with_the_words_twice(client, text, other, expected):
    quote = make_quote(make_article(text=text), WORDS, speaker=False)
    make_saying(quote, make_quote(quote.article, other, speaker=False))
    assert line(client, quote) == expected


def test_a_known_misattribution_warns_on_all_quotes_that_name_the_speaker(client):
    voltaire, hall = make_speaker("Voltaire"), make_speaker("Hall")
    refuted = printed("1906", speaker=voltaire, **EVIDENCE)
    same = printed("1939", WORDS.upper(), speaker=voltaire)
    altered = printed("1940", WORDS.replace("your", "their"), speaker=voltaire)
    verified = printed("1941", speaker=voltaire, standing="verified")
    other = printed("1942", speaker=hall)
    make_saying(refuted, same, altered, verified, other)
    expected = {
        same: "Misattributed to Voltaire: see another print",
        altered: "Misattributed to Voltaire in another wording",
        verified: "Misattributed to Voltaire: see another print",
    }
    for quote, text in expected.items():
        page = page_of(client, quote.get_absolute_url())
        assert main(page).startswith(text), quote
        assert refuted.get_absolute_url() in page
    for quote in (refuted, other):
        page = main(page_of(client, quote.get_absolute_url()))
        assert "another print" not in page.partition("Others under")[0]
        assert "another wording" not in page
    listed = main(page_of(client, "/quotes/"))
    assert listed.count("Misattributed to Voltaire in another print") == 3
    listed = main(page_of(client, hall.get_absolute_url()))
    assert "in another print" not in listed
    refuted.withdraw("Entered twice.")
    assert "Misattributed to Voltaire" not in page_of(client, same.get_absolute_url())
    assert "in another print" not in page_of(client, "/quotes/?z=1")


def test_long_words_are_compared_to_the_end(client):
    voltaire, words = make_speaker("Voltaire"), "We go on and on. " * 150
    refuted = printed("1906", words, speaker=voltaire, **EVIDENCE)
    same = printed("1939", words.upper(), speaker=voltaire)
    altered = printed("1940", words + "We stop.", speaker=voltaire)
    make_saying(refuted, same, altered)
    for quote, text in ((same, "see another print"), (altered, "in another wording")):
        page = main(page_of(client, quote.get_absolute_url()))
        assert page.startswith(
            f"Misattributed to Voltaire{':' * (quote == same)} {text}"
        )


def test_a_proposed_member_warns_of_nothing(client):
    voltaire = make_speaker("Voltaire")
    refuted = printed("1906", speaker=voltaire, **EVIDENCE)
    same = printed("1939", speaker=voltaire)
    make_saying(refuted, printed("1907"), same, state=MembershipState.PROPOSED)
    assert "see another print" not in page_of(client, same.get_absolute_url())
    assert "in another print" not in page_of(client, "/quotes/")


def test_one_statement_for_any_number_of_prints(client):
    numbers = []
    for prints in (1, 8):
        quote = printed("1960")
        make_saying(quote, *[printed("1950") for _ in range(prints)])
        path = quote.get_absolute_url()
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
