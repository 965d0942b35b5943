"""The same words elsewhere in a text never silently count as the quote."""

import pytest

from quotes.anchoring import AMBIGUOUS, EDITED, EXACT, MISSING
from quotes.anchoring.relocation import return_to
from tests.quotes.anchoring.test_relocation import moved

QUOTE = "We will rebuild the harbour by the spring"
OTHERS = (
    "The council met on Monday to talk about the old harbour, which was closed after "
    "the storm of last winter.",
    "Others doubted it. “It will cost far more than that,” said Bo Day, who runs the "
    "port, before he left the hall with his lawyer.",
    "The vote is next week. Nobody spoke for long, and the doors were shut at nine.",
)
#: How the quote is introduced, and what follows it.
SENTENCES = {
    "cue behind": f"“⟦{QUOTE}⟧,” said Ann Lee, the mayor.",
    "cue before": f"Ann Lee, the mayor, said: “⟦{QUOTE}⟧.”",
    "pronoun": f"Ann Lee stood up. “⟦{QUOTE}⟧,” she said, and sat down.",
    "both sides": f"On Monday, Ann Lee said “⟦{QUOTE}⟧” and closed the session.",
    "no cue": f"Ann Lee was the last to speak. “⟦{QUOTE}⟧.” Nobody clapped.",
    "German": f"„⟦{QUOTE}⟧“, sagte Ann Lee, die Bürgermeisterin.",
    "French": f"« ⟦{QUOTE}⟧ », a déclaré Ann Lee, la maire.",
    "Spanish": f"«⟦{QUOTE}⟧», dijo Ann Lee, la alcaldesa.",
}
TWINS = {
    "a box": f"What we know: Ann Lee said “{QUOTE}”.",
    "a list": f"• “{QUOTE}” (Ann Lee)\n• “It will cost far more” (Bo Day)",
    "the same lead-in": f"Ann Lee, the mayor, said: “{QUOTE}, if all goes well.”",
    "a shorter lead-in": f"Ann Lee stood up. “{QUOTE}!” was on her sign.",
    "the same follow-on": f"At noon: “{QUOTE},” said Ann Lee, the mayor.",
    "another speaker": f"“{QUOTE},” said Bo Day, who runs the port.",
    "a pronoun": f"Cy Fox rose. “{QUOTE},” he said.",
    "a headline": f"{QUOTE}, mayor says",
    "a correction": f"Correction: an earlier version wrongly quoted her as saying "
    f"“{QUOTE}.”",
    "a clarification": f"This article misquoted Ann Lee as saying “{QUOTE}.”",
    "a denial": f"Ann Lee denied that she had said “{QUOTE}.”",
    "never said": f"Ann Lee never said “{QUOTE}.”",
    "a question": f"Did Ann Lee say “{QUOTE}”? No.",
    "a German correction": f"Berichtigung: Ann Lee hat nicht gesagt: „{QUOTE}.“",
    "a French correction": f"Rectificatif : Ann Lee n’a jamais dit « {QUOTE} ».",
    "a Spanish correction": f"Corrección: Ann Lee no ha dicho «{QUOTE}».",
}


def text_of(*paragraphs):
    return "\n\n".join(paragraphs)


def never_silent(old, new):
    anchor, _, _ = moved(old, new, QUOTE)
    assert anchor.status in (MISSING, AMBIGUOUS) or anchor.recheck, anchor
    return anchor


@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_deleted_quote_never_moves_to_a_twin_without_a_word(sentence, twin):
    one, two, three = OTHERS
    plain = sentence.replace("⟦", "").replace("⟧", "")
    for old, new in (
        # The twin is new.
        ((one, sentence, two, three), (twin, one, two, three)),
        ((one, sentence, two, three), (one, two, three, twin)),
        ((one, f"{sentence} {two}", three), (one, two, twin, three)),
        # Both texts have it.
        ((twin, one, sentence, two, three), (twin, one, two, three)),
        ((one, sentence, two, twin, three), (one, two, twin, three)),
        ((one, f"{two} {sentence}", three, twin), (one, two, three, twin)),
        # The same sentence stands in a box too, and the box stays.
        ((f"In short: {plain}", one, two, sentence), (f"In short: {plain}", one, two)),
    ):
        never_silent(text_of(*old), text_of(*new))


@pytest.mark.parametrize("note", list(TWINS.values())[8:], ids=list(TWINS)[8:])
@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_note_in_its_place_is_listed(sentence, note):
    one, two, three = OTHERS
    for new in (note, f"{two} {note}"):
        never_silent(text_of(one, sentence, three), text_of(one, new, three))


@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_quote_that_stays_is_not_listed_because_of_a_twin(sentence, twin):
    one, two, three = OTHERS
    with_twin = (
        (twin, one, sentence, two, three),
        (one, two, sentence, three, twin),
        (one, twin, two, sentence, three),
    )
    for text in with_twin:
        without = text_of(*(each for each in text if each != twin))
        for old, new in ((text_of(*text), without), (without, text_of(*text))):
            anchor, _, spans = moved(old, new, QUOTE)
            assert (anchor.status, anchor.spans) == (EXACT, spans), anchor
            assert not anchor.recheck


CHANGED_SPEAKERS = {
    "a name": ("said Ann Lee", "said Anne Lee"),
    "a family name": ("Ann Lee", "Ann Leigh"),
    "another person": ("said Ann Lee, the mayor", "said Bo Day, who runs the port"),
    "somebody for her": ("said Ann Lee", "said a spokesman for Ann Lee"),
    "a pronoun": ("said Ann Lee, the mayor", "she said"),
    "nobody": (",” said Ann Lee, the mayor.", ".”"),
    "a denial": ("“⟦", "Nobody denied that Ann Lee said “⟦"),
    "not": ("said Ann Lee", "Ann Lee has never said"),
}


@pytest.mark.parametrize(
    ("was", "now"), CHANGED_SPEAKERS.values(), ids=CHANGED_SPEAKERS
)
def test_another_speaker_in_the_cue_is_listed(was, now):
    one, two, three = OTHERS
    old = text_of(one, SENTENCES["cue behind"], two, three)
    assert was in old
    anchor, _, spans = moved(old, old.replace(was, now), QUOTE)
    assert anchor.status in (EXACT, EDITED)
    assert anchor.spans == spans
    assert anchor.recheck.endswith((".", "”."))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            f"Ann Lee rose. “⟦{QUOTE}⟧,” she said.",
            f"Eva Fox rose. “⟦{QUOTE}⟧,” she said.",
        ),
        (f"“⟦{QUOTE}⟧,” she said.", f"“⟦{QUOTE}⟧,” he said."),
        (f"Ann Lee: “⟦{QUOTE}⟧.”", f"Bo Day: “⟦{QUOTE}⟧.”"),
        (f"„⟦{QUOTE}⟧“, sagte Ann Lee.", f"„⟦{QUOTE}⟧“, sagte Bo Day."),
        (f"« ⟦{QUOTE}⟧ », dit Ann Lee.", f"« ⟦{QUOTE}⟧ », dit Bo Day."),
        (f"«⟦{QUOTE}⟧», dijo Ann Lee.", f"«⟦{QUOTE}⟧», dijo Bo Day."),
        (f"‘⟦{QUOTE}⟧,’ said Ann Lee.", f"‘⟦{QUOTE}⟧,’ said Bo Day."),
        (f"Ann Lee said that ⟦{QUOTE}⟧.", f"Bo Day said that ⟦{QUOTE}⟧."),
        (f"“No. ⟦{QUOTE}⟧,” said Ann Lee.", f"“No. ⟦{QUOTE}⟧,” said Bo Day."),
        (f"“⟦{QUOTE}⟧,” said Ann Lee.", f"“I doubt that ⟦{QUOTE}⟧,” said Ann Lee."),
        (f"“⟦{QUOTE}⟧,” said Ann Lee.", f"“⟦{QUOTE}⟧ or never,” said Ann Lee."),
    ],
)
def test_other_changes_of_who_speaks_or_of_the_quotation_are_listed(old, new):
    for around in ("", "It rained all day in the old town, and nobody came. "):
        anchor, _, spans = moved(around + old + around, around + new + around, QUOTE)
        assert (anchor.status, anchor.spans) == (EXACT, spans)
        assert anchor.recheck


SAME_SPEAKER = {
    "a role": ("the mayor", "the mayor of Hope"),
    "the verb": ("said Ann", "added Ann"),
    "a day": ("said Ann Lee", "said Ann Lee on Tuesday"),
    "the sentence before": ("The council met", "On Friday the board of Hope met"),
    "a name before": ("The council", "Cy Fox and the council"),
    "a name behind": ("Bo Day", "Cy Fox"),
    "marks": ("“⟦", "„⟦"),
    "the next sentence deleted": ("Others doubted it. ", ""),
    "the next paragraph deleted": (OTHERS[1], "Nobody answered."),
    "all but the sentence": (text_of("", *OTHERS[1:]), ""),
}


@pytest.mark.parametrize(("was", "now"), SAME_SPEAKER.values(), ids=SAME_SPEAKER)
def test_other_edits_around_it_are_not_listed(was, now):
    one, two, three = OTHERS
    old = text_of(one, SENTENCES["cue behind"], two, three)
    assert was in old
    anchor, _, spans = moved(old, old.replace(was, now), QUOTE)
    assert (anchor.status, anchor.spans) == (EXACT, spans)
    assert not anchor.recheck


def test_swapped_speakers_are_both_listed():
    old = (
        "“{}We will win the next vote{},” said Ann Lee. They sat in the hall. “{}It is "
        "far too late for that{},” said Bo Day."
    )
    swapped = old.replace("Ann Lee", "N").replace("Bo Day", "Ann Lee")
    for marks in (("⟦", "⟧", "", ""), ("", "", "⟦", "⟧")):
        new = swapped.replace("N.", "Bo Day.").format(*marks)
        anchor, _, spans = moved(old.format(*marks), new)
        assert (anchor.status, anchor.spans) == (EXACT, spans)
        assert "The words that say who speaks changed" in anchor.recheck


@pytest.mark.parametrize("before", [True, False], ids=["box before", "box behind"])
def test_an_unchanged_paragraph_is_the_quote_s(before):
    """The words around the box are as similar, or more so by chance."""
    quote = f"Ann Lee said: “⟦{QUOTE}⟧.”"
    box = f"The day in words: Ann Lee said: “{QUOTE}.”"
    one, two = f"They rebuild the harbour. {QUOTE} by day.", f"{QUOTE}, said others."
    old = text_of(one, quote, two)
    new = text_of(one, *([box, quote] if before else [quote, box]), two)
    anchor, _, spans = moved(old, new, QUOTE)
    assert (anchor.status, anchor.spans) == (EXACT, spans)


def test_a_quote_without_a_place_is_found_again_only_with_a_word():
    held = f"{OTHERS[0]} “{QUOTE},” said Ann Lee."
    assert not return_to(held, QUOTE, "", "", was_ambiguous=False).recheck
    assert return_to(held, QUOTE, "words before", "", was_ambiguous=False).recheck
    again = return_to(held, QUOTE, "", "", was_ambiguous=True)
    assert (again.status, len(again.places)) == (AMBIGUOUS, 1)
    for note in list(TWINS.values())[8:12]:
        found = return_to(
            f"{OTHERS[0]} {note}", QUOTE, "words", "", was_ambiguous=False
        )
        assert found.status == MISSING, note
