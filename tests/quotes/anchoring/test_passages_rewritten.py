"""A quote never moves silently if its passage was copied, shortened or has a twin."""

import pytest

from quotes.anchoring import EDITED, EXACT, MISSING
from quotes.anchoring.surroundings import changed_speaker, read_surroundings
from tests.quotes.anchoring.test_relocation import moved

QUOTE = "Winter price old council island field"
MORE = "\n\n".join(
    f"The {word} council met again on Monday. Nobody from the {word} harbour spoke, "
    f"and the {word} report was not read out."
    for word in ("first", "second", "third", "fourth")
)


@pytest.mark.parametrize(
    ("own", "twin", "first"),
    [
        (f"Maud Webb said: “⟦{QUOTE}⟧.”", f"Maud Webb added, “{QUOTE}.”", True),
        (f"“⟦{QUOTE}⟧,” said Finn Day.", f"Finn Day said: “{QUOTE}.”", False),
        (f"„⟦{QUOTE}⟧“, sagte Eva Fuchs.", f"Eva Fuchs sagte: „{QUOTE}.“", False),
        (f"« ⟦{QUOTE}⟧ », a dit Anne Lo.", f"Anne Lo a dit : « {QUOTE} ».", True),
        (f"«⟦{QUOTE}⟧», dijo Ana Paz.", f"Ana Paz dijo: «{QUOTE}».", False),
    ],
)
def test_a_twin_beside_a_quote_at_the_edge_of_the_text_is_never_taken_for_it(
    own, twin, first
):
    parts = [own, f"In short: {twin}", MORE] if first else [MORE, twin, own]
    old = "\n\n".join(part for part in parts if twin not in part)
    anchor, _, there = moved(old, "\n\n".join(parts), QUOTE)
    assert anchor.spans == there or anchor.recheck or not anchor.spans, anchor


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            f"The mayor further described it as a “⟦{QUOTE},⟧” but did not call it so.",
            f"What we know: further described it as a “⟦{QUOTE},⟧” but did not there.",
        ),
        (
            f"Meanwhile, it attacked the mayor, saying he “⟦{QUOTE}.⟧”",
            f"In short: it attacked the mayor, saying he “⟦{QUOTE}.⟧” and so on, it "
            "was heard.",
        ),
        (
            f"In contrast, Ann Ham described her as “one” who “⟦{QUOTE}.⟧”",
            f"In short: contrast, Ann Ham described her as “one” who “⟦{QUOTE}.⟧” and "
            "so on.",
        ),
        (
            f"On Monday Ann Lee spoke of “⟦{QUOTE}⟧” in the hall.",
            f"Summary: Ann Lee spoke of “⟦{QUOTE}⟧” there.",
        ),
    ],
)
def test_a_copy_in_the_place_of_its_paragraph_is_listed(old, new):
    for before, behind in (("", MORE), (MORE, ""), (MORE[:200], MORE[200:])):
        texts = ["\n\n".join(filter(None, (before, x, behind))) for x in (old, new)]
        words = old[old.index("⟦") + 1 : old.index("⟧")]
        anchor, _, there = moved(*texts, words)
        assert anchor.status == MISSING or anchor.spans == there
        assert anchor.status == MISSING or anchor.recheck, anchor


def test_a_paragraph_of_lines_that_lost_most_of_them_is_listed():
    lines = [f"Line {number} of the {number * 7} notes is read." for number in range(9)]
    quote = f"Ann Lee said: “⟦{QUOTE}⟧.”"
    old = "\n".join([*lines, quote, *(f"Then {line.lower()}" for line in lines)])
    kept = [*lines[-4:], quote, *(f"Then {line.lower()}" for line in lines[:4])]
    anchor, _, there = moved(old, "What we know: " + "\n".join(kept) + " There.", QUOTE)
    assert anchor.spans == there
    assert anchor.recheck


@pytest.mark.parametrize(
    "new",
    [
        f"On Monday Ann Lee told the council, “⟦{QUOTE}⟧.” Nobody clapped.",
        f"Ann Lee told the council, “⟦{QUOTE}⟧.” Nobody clapped at all that night.",
        f"It rained. Ann Lee told the council, “⟦{QUOTE}⟧.” Nobody clapped. It ended.",
    ],
)
def test_small_edits_on_one_side_are_not_listed(new):
    old = f"Ann Lee told the council, “⟦{QUOTE}⟧.” Nobody clapped."
    texts = [f"{MORE}\n\n{each}\n\n{MORE.replace('the ', 'a ')}" for each in (old, new)]
    anchor, _, there = moved(*texts, QUOTE)
    assert anchor.spans == there
    assert anchor.recheck == ""


def test_the_pronoun_s_twin_above_it_may_be_deleted():
    twin, own = f"“{QUOTE},” said Zeno Quist, a farmer.", f"“⟦{QUOTE},⟧” he said again."
    above, below = MORE.split("\n\n")[:2], MORE.split("\n\n")[2:]
    old = "\n\n".join([*above, twin, own, *below])
    new = "\n\n".join([*above, own, *below])
    anchor, _, there = moved(old, new, f"{QUOTE},")
    assert (anchor.status in (EXACT, EDITED), anchor.spans) == (True, there)
    assert anchor.recheck  # “he” was Quist


#: {words as quoted: the text} with a quotation inside of the quotation at its edge.
INNER = {
    "She told me ‘go home,’": "It rained. “She told me ‘go home,’” {} said.",
    "She told me 'go home,'": "It rained. \"She told me 'go home,'\" {} said.",
    "She told me, ‘Go!’": "It rained. “She told me, ‘Go!’ ” {} said.",
    "He said “go,”": "It rained. ‘He said “go,”’ said {}.",
    "Il m’a dit “rentrez”": "Il pleut. « Il m’a dit “rentrez” », dit {}.",
    "Er rief ‚geh heim‘": "Es regnet. „Er rief ‚geh heim‘“, sagte {}.",
    "Me dijo “vete”": "Llueve. «Me dijo “vete”», dijo {}.",
    "‘Go home’ is what she told me": "{} said: “‘Go home’ is what she told me.”",
    "Go home’ is what he told me": "{} said: “ ‘Go home’ is what he told me.”",
}


@pytest.mark.parametrize(("words", "text"), INNER.items(), ids=INNER)
def test_the_cue_beside_a_quotation_in_the_quotation_is_read(words, text):
    start = text.format("Ann Lowe").index(words)
    other = text.format("Eva Quist").index(words)
    was, same, now = (
        read_surroundings(each, ((at, at + len(words)),))
        for each, at in (
            (text.format("Ann Lowe"), start),
            (f"{text.format('Ann Lowe')} It ended.", start),
            (text.format("Eva Quist"), other),
        )
    )
    assert changed_speaker(was, now)
    assert not changed_speaker(was, same)


@pytest.mark.parametrize(
    ("old", "new", "listed"),
    [
        ("Ann Lowe stood up.", "Eva Fox stood up.", True),
        ("Ann Lowe met Eva Reed.", "Ann Lowe met Eva Fox.", True),
        ("Ann Lowe stood up.", "Ann Lowe stood up.\n\nEva Fox laughed.", True),
        ("Ann Lowe stood up.", "Ann Lowe stood up.\n\nThe rain fell.", False),
        ("Ann Lowe stood up.", "It rained.\n\nAnn Lowe stood up slowly.", False),
    ],
)
@pytest.mark.parametrize(
    "quote",
    [
        "“We need a roof,” she said.",
        "She said: “We need a roof.”",
        "« We need a roof », dit-elle.",
        "„We need a roof“, sagte sie.",
    ],
)
def test_somebody_else_in_the_paragraph_above_a_pronoun_is_listed(
    old, new, listed, quote
):
    texts = [f"{each}\n\n{quote}" for each in (old, new)]
    around = [
        read_surroundings(text, ((at := text.index("We need"), at + 14),))
        for text in texts
    ]
    assert bool(changed_speaker(*around)) is listed


def test_the_paragraph_above_a_named_speaker_does_not_matter():
    texts = [f"{name} left.\n\n“We need,” said Ann Lowe." for name in ("Bo", "Cy Fox")]
    around = [
        read_surroundings(text, ((at := text.index("We need"), at + 7),))
        for text in texts
    ]
    assert changed_speaker(*around) == ""
