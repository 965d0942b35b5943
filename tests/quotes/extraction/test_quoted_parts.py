"""How much of a passage is inside quotation marks."""

import time

import pytest

from quotes.extraction.quoted_parts import has_marks, quoted_part


def part(text, *parts):
    """Return the quoted part of these words, each of which is in the text."""
    spans, at = [], 0
    for words in parts:
        at = text.index(words, at)
        spans.append((at, at + len(words)))
        at += len(words)
    return quoted_part(text, spans)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("She said: “We will win.” So.", ["We will win."], "all"),
        ('She said: "We will win."', ["We will win"], "all"),
        ("‘We win,’ she said.", ["We win"], "all"),
        ("“We will,” he said, “and soon.”", ["We will", "and soon."], "all"),
        ("She said: “We will win.”", ["“We will win.”"], "all"),
        ("Elle a dit : « Nous gagnerons. »", ["Nous gagnerons."], "all"),
        ("Er sagte: „Wir siegen“, und ging.", ["Wir siegen"], "all"),
        ("Er sagte: »Wir siegen«.", ["Wir siegen"], "all"),
        ("Hän sanoi: ”Me voitamme.”", ["Me voitamme."], "all"),
        ("「勝つ」と言った", ["勝つ"], "all"),
        ("“A long one. We will win. And more,” she said.", ["We will win."], "all"),
        ("“First one.\n\n“Second one with words.\n\n“Third.”", ["Second one"], "all"),
        ("It was “a leak” and a “scandal”.", ["was “a leak” and"], "some"),
        ("“We will,” he said, and soon.", ["We will", "and soon."], "some"),
        ("We will win.", ["We will win."], "none"),
        ("> We shall overcome.\n\nHe said so.", ["We shall overcome."], "none"),
        ("JANE OKAFOR: We shall overcome.", ["We shall overcome."], "none"),
        ("— Nous gagnerons, dit-il.", ["Nous gagnerons"], "none"),
        ("“We said no.” We will win. “Yes.”", ["We will win."], "none"),
        ("« Non. » Nous gagnerons. « Oui. »", ["Nous gagnerons."], "none"),
        ("The ‘green’ one. We will. The ‘red’ one.", ["We will."], "none"),
        ("I don't think the dogs' home matters.", ["think the dogs"], "none"),
        ("“One,” she said. “Two” then free words. “Three.”", ["free words"], "none"),
        ("“One.”\n\nFree words here.\n\n“Two.”", ["Free words"], "none"),
    ],
)
def test_only_words_inside_marks_are_quoted(text, words, expected):
    assert part(text, *words) == expected


def test_nothing_is_quoted_without_a_place():
    assert quoted_part("“We”", []) == "none"


def test_the_place_in_a_long_text_does_not_matter():
    text = "Some words here. " * 100_000 + "“We will win,” she said."
    begun = time.process_time()
    assert part(text, "We will win") == "all"
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We “will”", True),
        ("We ‘will’", True),
        ("« Nous »", True),
        ("'We'", True),
        ("I don't, the dog’s", False),
        ("We will", False),
        ("", False),
    ],
)
def test_an_apostrophe_is_no_mark(text, expected):
    assert has_marks(text) is expected
