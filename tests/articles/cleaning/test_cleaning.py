"""Cleaning removes what mailers and chats add, keeps the rest, and reports it."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.cleaning import clean

ZWNJ, ZWJ, SHY, NBSP, ZWSP, BOM = (
    "\u200c",
    "\u200d",
    "\u00ad",
    "\u00a0",
    "\u200b",
    "\ufeff",
)

CLEANED = [
    # Invisible characters.
    (f"exam{SHY}ple", "example"),
    (f"exam{SHY}\nple", "example"),
    (f"a{NBSP}b", "a b"),
    (f"zero{ZWSP}width", "zerowidth"),
    (f"{BOM}Text{BOM}", "Text"),
    (f"Lat{ZWNJ}in and Кир{ZWJ}илл", "Latin and Кирилл"),
    ("word\u2060joiner", "wordjoiner"),
    # Code fences.
    ("```\nHe said so.\n```", "He said so."),
    ("Title\n\n```html\n\nHe said so.\n\n```\n", "Title\n\nHe said so."),
    ("~~~text\nHe said so.\n~~~", "He said so."),
    # Markdown.
    ("# The title\n\nText", "The title\n\nText"),
    ("## The title ##\n\nText", "The title\n\nText"),
    ("The title\n=========\n\nText", "The title\n\nText"),
    ("It was **never** so.", "It was never so."),
    ("It was ***never*** so.", "It was never so."),
    ("It was __not ever__ so.", "It was not ever so."),
    ("**He** said *so* and _more_.", "He said so and more."),
    ("Said [Ada](https://example.org/a_(b)).", "Said Ada."),
    ('See [it](/a/b "A title") there.', "See it there."),
    ("![A bridge](bridge.png)\nText", "\nText"),
    ("Said [1]\n[1]: https://example.org", "Said [1]"),
    ("See [this][1].\n\n[1]: https://example.org", "See this."),
    ("**List**\n\n* one\n* two\n", "List\n\none\ntwo\n"),
    ("> We will rebuild it, she said.", "We will rebuild it, she said."),
    ("> “نعم” قالت رئيسة البلدية أمس", "“نعم” قالت رئيسة البلدية أمس"),
    ("> one\n> two", "one\ntwo"),
    # A block quote in an article stays one, by its indentation.
    (
        "Ana wrote:\n\n> We will stay here.\n>\n> For good.\n\nBob left.",
        "Ana wrote:\n\n    We will stay here.\n\n    For good.\n\nBob left.",
    ),
    # Words divided at the end of a line.
    (
        "The harbour: the har-\nbour, too, is old.",
        "The harbour: the harbour,\ntoo, is old.",
    ),
    ("Two harbours. One har-\nbour is old.", "Two harbours. One harbour\nis old."),
    ("Post- and pre-\nwar, prewar days", "Post- and prewar,\nprewar days"),
    # Mail.
    (">> deeper\n> > and deeper\n> out", "deeper\nand deeper\nout"),
    (
        "On Tue, 3 Feb 2026 at 10:11, Jane <j@example.org> wrote:\n> It is so.\n> Yes.",
        "It is so.\nYes.",
    ),
    (
        "Am 03.02.2026 um 10:11 schrieb Jane Doe:\n\n> Es ist so.\n> Ja.",
        "Es ist so.\nJa.",
    ),
    (
        "Le mar. 3 févr. 2026 à 10:11, Jane <j@example.org> a écrit :\n> Oui.\n> Non.",
        "Oui.\nNon.",
    ),
    ("-----Original Message-----\nIt is so.", "It is so."),
]

KEPT = [
    # Joiners that matter.
    f"می{ZWNJ}خواهم و کتاب{ZWNJ}ها",
    f"क्{ZWJ}ष और श्री{ZWNJ}मान",
    f"ශ්{ZWJ}රී ලංකා",
    f"👨{ZWJ}👩{ZWJ}👧 and 🏳️{ZWJ}🌈",
    f"ภาษา{ZWSP}ไทย",
    "\u200fשלום\u200e and \u2067عربي\u2069",
    # Signs that belong to prose.
    "> 50% of them agreed",
    # It may be two words, or have a hyphen.
    "The har-\nbour is old.",
    "A well-known, wellknown, well-\nknown man",
    "5 > 3 and 2 * 3 * 4 = 24",
    "He called it *bleep* and *laughs*",
    "Prices* rose. *Before tax.",
    "the #1 reason, and # alone",
    "snake_case_name, __init__ and _this",
    "f**k and sh*t",
    "- Oui, dit-il.\n- Non, dit-elle.",
    "— Да, — сказал он.\n— Нет.",
    "[sic] and [brackets](and more words)",
    "“Curly”, ‘single’, «guillemets», „low“, 'straight', \"double\", ``tex''",
    "a ~~ b ~~ c, `code`",
    "* a lone item",
    "[1]: https://example.org “It is so,” she said.",
    "On Monday Smith wrote:",
    "***",
    "~~~",
    "1. one\n2. two",
    "Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you.\n",
    "",
    "\n\n",
    " leading and trailing ",
    "narrow\u202fno-break\u2007and figure spaces",
]


@pytest.mark.parametrize(("given", "cleaned"), CLEANED)
def test_wrapping_is_removed_and_reported(given, cleaned):
    done = clean(given)
    assert done.text == cleaned
    assert done.changes
    for change in done.changes:
        assert change.what and change.count >= 1
        assert change.before != change.after


@pytest.mark.parametrize("text", KEPT)
def test_signs_that_may_be_printed_stay(text):
    assert clean(text).text == text
    assert clean(text).changes == []


def test_each_change_has_a_count_and_its_first_place():
    (change,) = clean(f"exam{SHY}ple and anoth{SHY}er").changes
    assert change.count == 2
    assert change.before.startswith("exam<U+00AD>ple and")
    assert change.after.startswith("example and")


def test_html_has_no_markup_to_clean():
    text = f"# 1\n\n> **bold** {SHY}\n\n* a\n* b"
    assert clean(text, markup=False).text == text.replace(SHY, "")


MAIL = """\
The council met late on Monday evening and it took a very long time to come
to the decision that everybody had expected, which was to rebuild the old
bridge at once, and to pay for it out of the funds that had been set aside
for the summer. “A town without a bridge is two towns,” the mayor said, and
others were not so sure of it.

The vote was close, and pre- and post-war arguments were heard, as one can-
did observer put it, in a room that had been full since the early afternoon
and was still full at midnight when it ended.
"""


def test_lines_of_mail_become_paragraphs():
    done = clean(MAIL)
    first, second = done.text.strip().split("\n\n")
    assert "\n" not in first + second
    assert "come to the decision" in first
    # Mailers add no hyphens: one at the end of a line belongs to its word.
    assert "one can-did observer" in second
    assert [change.what for change in done.changes] == [
        "lines of e-mail joined into paragraphs"
    ]


def test_quoted_lines_of_mail_become_paragraphs_too():
    quoted = "".join(f"> {line}\n" for line in MAIL.splitlines())
    assert clean(quoted).text.split() == clean(MAIL).text.split()


def test_short_lines_among_paragraphs_are_not_joined():
    text = "Vauville\n13 February 2025\nBy Noor de Wit\nVauville Post\nPage 3\n"
    assert clean(text).text == text


def test_a_hanging_hyphen_keeps_its_space():
    line = "x" * 66
    text = f"{line} pre-\nand post-war {'y' * 53}\n" + f"{line} {'z' * 6}\n" * 4
    assert "pre- and post-war" in clean(text).text


@pytest.mark.parametrize(
    "unit", ["*a ", "> ", "![", "[a](/(", "_a(", "**a*", "a\u200d", "\u00ad\n", "***a"]
)
def test_a_text_of_marks_only_is_cleaned_too(unit):
    text = unit * 3_000
    assert clean(clean(text).text).text == clean(text).text


MARKS = st.lists(
    st.sampled_from(
        [
            *"*_#>-+`~[]()!=\n\n ",
            *(ZWNJ, ZWJ, SHY, NBSP, ZWSP, BOM, "```", "**", "> ", "](http://x.y)"),
            *("word", "Said", "“so”", "می", "क्", "👩", "1", "[1]: http://x.y\n"),
            *("On Tue at 10:11, X wrote:\n", "# ", "* ", "a line that is long " * 4),
        ]
    ),
    max_size=60,
).map("".join)


@pytest.mark.parametrize("unit", ["a", "a-", "a-\n", "a- ", "ab-\ncd "])
def test_a_text_without_spaces_takes_little_time(unit):
    start = time.process_time()
    clean(unit * 20_000)
    assert time.process_time() - start < 1


@given(st.one_of(MARKS, st.text(max_size=200)), st.booleans())
@example("[“so”[1]: http://x.y\n", True)
@example("[“so”]: http://x.y\n", True)
@example("[don't]: http://x.y\n", True)
def test_cleaning_a_clean_text_changes_nothing(text, markup):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    done = clean(text, markup=markup)
    assert clean(done.text, markup=markup).text == done.text
    assert clean(done.text, markup=markup).changes == []
    assert bool(done.changes) == (done.text != text)
    # Nothing is added, and no quotation mark is lost.
    assert len(done.text) <= len(text)
    for mark in "“”\"'«»„‘’":
        assert done.text.count(mark) == text.count(mark) or "](" in text
