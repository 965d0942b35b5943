"""The picture of a quote: its size, its limits, and what it shows of each state."""

import time
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageChops

from quotes.sharing.answers import Answer, Answers
from quotes.sharing.icons import paste_sign
from quotes.sharing.share_image import HEIGHT, WIDTH, draw_picture, version_of
from quotes.sharing.typefaces import Typeface, printable_line

STANDINGS = ("verified", "unverified", "disputed", "misattributed")
STATUSES = (
    *("exact", "edited", "differs", "ambiguous", "missing", "no_text"),
    *("changed", "reversed", "unconfirmed"),
)
RED, AMBER, GREEN = (165, 18, 27), (131, 70, 0), (10, 92, 59)


def make(words="“We shall”", *, standing="verified", status="exact", **fields):
    flags = {
        "misattributed": "Not said by Ada Lim",
        "disputed": "Disputed: credited to Ada Lim",
        "missing": "Not found in the source named",
    }
    fields.setdefault("language", "en")
    return Answers(
        words=words,
        kind=fields.get("kind", "direct"),
        language=fields["language"],
        flags=tuple((s, flags[s]) for s in (standing, status) if s in flags),
        who=fields.get("who")
        or (Answer(standing, "Said by", fields.get("name", "Ada Lim"), "", "Finding"),),
        where=Answer(
            status,
            "Printed in",
            fields.get("title", "A title"),
            "1906",
            "Finding",
            language=fields["language"],
        ),
        checked="Checked against the text read on 29 November 2026",
    )


def read(data):
    return Image.open(BytesIO(data)).convert("RGB")


def count(image, colour, box=None):
    """Return how many pixels have nearly this colour; a palette moves it a little."""
    pixels = np.asarray(image.crop(box) if box else image, dtype=int)
    return int((abs(pixels - colour).max(axis=2) < 24).sum())


def test_every_state_has_a_picture_of_its_own():
    seen = {}
    for standing in STANDINGS:
        for status in STATUSES:
            data = draw_picture(make(standing=standing, status=status))
            image = read(data)
            assert (image.format, image.size) == (None, (WIDTH, HEIGHT))
            assert data.startswith(b"\x89PNG")
            assert len(data) < 120_000
            assert data not in seen, (standing, status, seen[data])
            seen[data] = standing, status


@pytest.mark.parametrize("state", [*STANDINGS, *STATUSES])
def test_signs_differ_by_shape_alone(state):
    def drawn(name):
        image = Image.new("L", (44, 44), 255)
        paste_sign(image, name, (0, 0), 44, 0)
        return image

    for other in {*STANDINGS, *STATUSES} - {state}:
        difference = ImageChops.difference(drawn(state), drawn(other))
        assert (np.asarray(difference) > 128).sum() > 60, other


def test_a_warning_is_above_the_words_in_its_colour():
    top = (0, 0, WIDTH, 110)
    plain = read(draw_picture(make()))
    assert count(plain, RED) == 0
    assert count(read(draw_picture(make(standing="misattributed"))), RED, top) > 500
    assert count(read(draw_picture(make(status="missing"))), RED, top) > 500
    assert count(read(draw_picture(make(standing="disputed"))), AMBER, top) > 500


def test_green_is_for_evidence_only():
    assert count(read(draw_picture(make())), GREEN) > 500
    for standing in STANDINGS[1:]:
        for status in STATUSES:
            image = read(draw_picture(make(standing=standing, status=status)))
            assert count(image, GREEN) == 0, (standing, status)


def test_the_words_and_their_kind_change_the_picture():
    pictures = {
        draw_picture(make(**fields))
        for fields in [
            {},
            {"words": "“We shall not”"},
            {"name": "Bea Lim"},
            {"title": "Another"},
            {"kind": "indirect"},
        ]
    }
    assert len(pictures) == 5


def test_the_version_follows_all_that_is_shown():
    versions = {
        version_of(each)
        for each in (make(), make(standing="disputed"), make("“We”"), make(title="B"))
    }
    assert len(versions) == 4
    assert version_of(make()) == version_of(make())


@pytest.mark.parametrize(
    ("text", "settable"),
    [
        ("“J’accuse… !” – naïve, Žižek & Škvorecký, 50 % [sic] £3 «ça»", True),
        ("Все счастливые семьи – «похожи»", True),
        ("Δεν ελπίζω τίποτα.", True),
        ("a\u00a0b\u2009c\u00adde\u200d\u2011f", True),
        ("اطلبوا العلم", False),
        ("学而时习之", False),
        ("שלום", False),
        ("ἓν οἶδα", False),
        ("Great day 🎉", False),
        ("नमस्ते", False),
        ("Z\u0351\u0357a\u0350lgo", False),
        ("\U0010fffe", True),  # is no character, and is not drawn
    ],
)
def test_what_the_typefaces_can_set(text, settable):
    assert Typeface("serif", 30).sets(printable_line(text)) is settable


def test_words_of_another_script_are_named_not_drawn():
    arabic = make("«اطلبوا العلم»", name="محمد", title="كتاب", language="ar")
    other = make("«ولو في الصين»", name="محمد", title="كتاب", language="ar")
    hebrew = make("«שלום»", name="משה", title="ספר", language="he")
    assert draw_picture(arabic) == draw_picture(other)
    assert draw_picture(arabic) != draw_picture(hebrew)
    signs = make("“Great day 🎉”")
    assert draw_picture(signs) != draw_picture(make("“Great day”"))


HOSTILE = {
    "no spaces": "W" * 20_000,
    "many words": "no " * 6_600,
    "marks": "a" + "\u0301" * 19_000,
    "controls": "\x00\x1b\u202e\u2066" * 5_000,
    "other script": "ﷺ" * 20_000,
    "lines": "a\n" * 10_000,
    "spaces": " " * 19_999 + "a",
    "mixed": "aЖλ" * 6_600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_no_longer_and_stay_inside(name):
    text = HOSTILE[name]
    many = tuple(
        Answer("unverified", "Credited to", text[:200], text[:300], "Not yet checked")
        for _ in range(40)
    )
    answers = make(text, who=many, title=text[:500] or "-", status="missing")
    draw_picture(answers)
    began = time.process_time()
    data = draw_picture(answers)
    assert time.process_time() - began < 0.6  # usually 0.05
    assert len(data) < 120_000
    image = read(data)
    for edge in ((3, 3, 40, HEIGHT - 3), (WIDTH - 40, 3, WIDTH - 3, HEIGHT - 3)):
        assert np.asarray(image.crop(edge)).min() > 250
