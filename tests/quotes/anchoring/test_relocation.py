"""Where a quote is after its text changed; it never moves to another passage."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quotes.anchoring import AMBIGUOUS, CONTEXT_LENGTH, DIFFERS, EDITED, EXACT, MISSING
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.folding import FoldedText, fold
from quotes.anchoring.relocation import relocate, stay
from tests.support.anchors import marked


def moved(old, new, words=None):
    """Return (anchor in `new` of the quote marked ⟦…⟧ in `old`, `new`)."""
    before, spans = marked(old)
    after, there = marked(new)
    words = words or before[slice(*spans[0])]
    prefix = before[: spans[0][0]][-CONTEXT_LENGTH:]
    suffix = before[spans[-1][1] :][:CONTEXT_LENGTH]
    alignment = Alignment(FoldedText(before), FoldedText(after))
    return relocate(alignment, words, spans, prefix, suffix), after, there


OLD = (
    "The council met on Monday to talk about the old harbour. “⟦We will rebuild the "
    "harbour by the spring⟧,” said Ann Lee, the mayor. Others doubted it. “It will "
    "cost far more than that,” said Bo Day, who runs the port."
)
STAYS = {
    "words put before": OLD.replace("The council", "Last week, the whole council"),
    "words put behind": OLD + " Nobody else spoke.",
    "words taken before": OLD.replace(" to talk about the old harbour", ""),
    "words taken behind": OLD.replace(" Others doubted it.", ""),
    "the words right before": OLD.replace("harbour. “", "docks: “"),
    "the words right behind": OLD.replace(",” said Ann Lee", "!” cried A. Lee"),
    "both sides": OLD.replace("harbour. “", "docks: “").replace(
        ",” said Ann", "” – A."
    ),
    "all before": "Quite other words now. “" + OLD.partition("“")[2],
    "all behind": OLD.partition("⟧")[0] + "⟧!” Quite other words now.",
    "all but the quote": "⟦We will rebuild the harbour by the spring⟧",
    "a look-alike before": OLD.replace(
        "The council", "“We will rebuild the harbour by the summer.” The council"
    ),
    "a look-alike behind": OLD + " “We will rebuild the harbour by the winter.”",
    "its very words before": "“We will rebuild the harbour by the spring,” he said. "
    + OLD,
    "its very words behind": OLD + " “We will rebuild the harbour by the spring!”",
    "the paragraph moved": "Others doubted it. “It will cost far more than that,” said "
    "Bo Day, who runs the port. The council met on Monday to talk about the old "
    "harbour. “⟦We will rebuild the harbour by the spring⟧,” said Ann Lee, the mayor.",
    "white space": OLD.replace(". ", ".\n\n"),
    "signs around it": OLD.replace("“", '"').replace("”", '"'),
}


@pytest.mark.parametrize("new", STAYS.values(), ids=STAYS)
def test_a_quote_moves_with_its_words(new):
    anchor, text, spans = moved(OLD, new)
    assert (anchor.status, anchor.spans) == (EXACT, spans), anchor.reason
    assert text[: spans[0][0]].endswith(anchor.prefix)


GONE = {
    "the sentence deleted": OLD.replace(
        "“⟦We will rebuild the harbour by the spring⟧,” said Ann Lee, the mayor. ", ""
    ),
    "the words deleted": OLD.replace("⟦We will rebuild the harbour by the spring⟧", ""),
    "other words in their place": OLD.replace(
        "⟦We will rebuild the harbour by the spring⟧", "Nobody knows what comes next"
    ),
    "all deleted": "Nothing of the kind was said.",
    "a look-alike far away": OLD.replace(
        "“⟦We will rebuild the harbour by the spring⟧,” said Ann Lee, the mayor. ", ""
    )
    + " “We will rebuild the harbour by the summer,” said Cy Fox.",
    "a look-alike before": "“We will rebuild the harbour by the winter,” said Cy Fox. "
    + OLD.replace(
        "“⟦We will rebuild the harbour by the spring⟧,” said Ann Lee, the mayor. ", ""
    ),
}


@pytest.mark.parametrize("new", GONE.values(), ids=GONE)
def test_a_quote_whose_passage_was_deleted_is_missing(new):
    anchor, _, _ = moved(OLD, new)
    assert anchor.status == MISSING, anchor
    assert anchor.reason.startswith("Its passage is not in the text any more.")


LOOK_ALIKES = {
    "next sentence": (
        "He spoke long. ⟦We will win the war.⟧ We will lose the war. That was all.",
        "He spoke long. We will lose the war. That was all.",
    ),
    "sentence before": (
        "He spoke long. We will lose the war. ⟦We will win the war.⟧ That was all.",
        "He spoke long. We will lose the war. That was all.",
    ),
    "a list": (
        "Taxes rise by one percent. ⟦Taxes rise by two percent.⟧ Taxes rise by three "
        "percent. Taxes rise by four percent.",
        "Taxes rise by one percent. Taxes rise by three percent. Taxes rise by four "
        "percent.",
    ),
    "a refrain of others": (
        "“We will win,” said Ann. They sang. “⟦We will fight and win,⟧” said Bo. All "
        "left. “We will fight and lose,” said Cy.",
        "“We will win,” said Ann. They sang. All left. “We will fight and lose,” said "
        "Cy.",
    ),
}


@pytest.mark.parametrize(("old", "new"), LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_a_similar_neighbour_is_not_taken_for_a_deleted_quote(old, new):
    anchor, _, _ = moved(old, new)
    assert anchor.status == MISSING, anchor


def test_the_same_words_of_another_speaker_do_not_replace_deleted_ones():
    old = (
        "Ann came first and spoke of the harbour. “⟦We will win the day⟧,” said Ann. "
        "Then Bo rose to speak about the docks. “We will win the day,” said Bo."
    )
    new = "Then Bo rose to speak about the docks. “We will win the day,” said Bo."
    anchor, _, _ = moved(old, new)
    assert anchor.status == MISSING
    assert "which is another passage" in anchor.reason
    anchor, _, _ = moved(old, f"{new} Cy came. “We will win the day,” he said.")
    assert anchor.status == AMBIGUOUS
    assert len(anchor.places) == 2


def test_short_words_in_a_new_place_are_ambiguous():
    old = "He was asked whether he would stay. “⟦Never⟧,” he said, and left the room."
    anchor, _, _ = moved(old, f"{'Quite other words stand here. ' * 3}Never!")
    assert anchor.status == AMBIGUOUS
    assert "Give the place" in anchor.reason


CHANGED = {
    "a word for a word": ("by the spring", "by the summer"),
    "a word added": ("will rebuild", "will surely rebuild"),
    "a word taken": ("will rebuild", "rebuild"),
    "its first word": ("⟦We will", "⟦They will"),
    "its last word": ("the spring⟧", "the autumn⟧"),
    "a spelling": ("harbour by", "harbor by"),
    "a case": ("harbour by", "HARBOUR by"),
    "two words": ("rebuild the harbour", "restore the port"),
}


@pytest.mark.parametrize(("was", "now"), CHANGED.values(), ids=CHANGED)
def test_words_changed_in_place_differ(was, now):
    assert was in OLD
    anchor, _, spans = moved(OLD, OLD.replace(was, now))
    assert (anchor.status, anchor.spans) == (DIFFERS, spans), anchor
    assert "Print has other words. Printed: " in anchor.reason


def test_marks_and_interruptions_move_too():
    old = "“⟦I will⟧,” she said, “⟦go home⟧,” and did. Then he came in."
    anchor, _, spans = moved(old, f"At noon. {old}", "I will go home")
    assert (anchor.status, anchor.spans) == (EXACT, spans)
    anchor, _, spans = moved(
        "So ⟦we⟧ never ⟦left home⟧ that day.",
        "Yes: so ⟦we⟧ never ⟦left home⟧.",
        "we [hardly] left home",
    )
    assert (anchor.status, anchor.spans) == (EDITED, spans)


def test_a_chosen_place_is_kept_while_the_text_is_unchanged():
    text = "Never again. So he spoke. Never again. So it was."
    anchor = stay(text, "Never again.", [[26, 38]])
    assert (anchor.status, anchor.spans) == (EXACT, ((26, 38),))
    assert stay(text, "Never again.", []).status == AMBIGUOUS
    assert stay(text, "Never more.", [[26, 38]]).status == MISSING


WORDS = st.sampled_from(
    "the a of harbour council spring “We will rebuild, Ann Lee added.” never e\u0301té "
    "ﬁnal 我们走了 שלום \u00ad can’t 2,500 … —".split(" ")
)
PROSE = st.lists(WORDS, max_size=12).map(" ".join)
OWN = st.lists(
    st.sampled_from("alpha beta gamma delta omega’s “kappa” ﬂux naïve".split(" ")),
    min_size=3,
    max_size=8,
    unique=True,
).map(" ".join)


@given(PROSE, OWN, PROSE, PROSE, PROSE)
def test_edits_elsewhere_never_lose_a_quote(
    before, quote, after, new_before, new_after
):
    old, new = f"{before} ⟦{quote}⟧ {after}", f"{new_before} ⟦{quote}⟧ {new_after}"
    anchor, _, spans = moved(old, new)
    if anchor.status == AMBIGUOUS:
        assert spans in anchor.places
    else:  # a “never” may stand right before it now
        status = EDITED if anchor.dropped else EXACT
        assert (anchor.status, anchor.spans) == (status, spans)


@given(PROSE, st.lists(WORDS, min_size=1, max_size=5).map(" ".join), PROSE, PROSE)
def test_frequent_words_never_move_to_another_place(before, quote, x, y):
    """Its context stays, so only the place inside it is the quote's."""
    assume(fold(quote))
    around = ("Here the chair opens the session: ", " and so the session was closed.")
    old = f"{before} {around[0]}⟦{quote}⟧{around[1]} {x}"
    new = f"{y} {before} {around[0]}⟦{quote}⟧{around[1]} {y} {x} {y}"
    anchor, text, spans = moved(old, new)
    if anchor.status == AMBIGUOUS:
        return
    assert anchor.status in (EXACT, EDITED)
    assert fold(text[slice(*anchor.spans[0])]) == fold(quote)
    ((start, end),) = spans
    assert start <= anchor.spans[0][0] < anchor.spans[0][1] <= end


@given(PROSE, OWN, PROSE, st.data())
def test_an_edited_quote_is_never_exact(before, quote, after, data):
    words = quote.split(" ")
    at = data.draw(st.integers(0, len(words) - 2))
    edit = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    other = {
        "replace": [*words[:at], "zeta", *words[at + 1 :]],
        "insert": [*words[: at + 1], "zeta", *words[at + 1 :]],
        "delete": [*words[:at], *words[at + 1 :]],
    }[edit]
    anchor, text, _ = moved(
        f"{before} ⟦{quote}⟧ {after}", f"{before} {' '.join(other)} {after}"
    )
    assert anchor.status in (DIFFERS, MISSING)
    for start, end in anchor.spans:
        assert 0 <= start < end <= len(text)


ANY = st.text(max_size=40) | PROSE


@given(ANY, ANY, ANY, st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9))))
def test_any_texts_and_spans_give_a_result(old, new, words, sizes):
    spans, at = [], 0
    for gap, length in sizes[:3]:
        spans.append((at + gap, at + gap + length))
        at += gap + length
    anchor = relocate(Alignment(FoldedText(old), FoldedText(new)), words, spans)
    assert bool(anchor.spans) == (anchor.status in (EXACT, EDITED, DIFFERS))
    for start, end in anchor.spans:
        assert 0 <= start < end <= len(new)


#: (paragraph before the quote, the quote's): both begin with the same words.
ALIKE = [
    ("The mill was sold.", "⟦The mill is old⟧, said Ann Lowe."),
    ("“We will see,” Bob Reed said.", "“⟦We will win it⟧,” Ann said."),
    ("‘Small is fine,’ he said.", "‘⟦Small votes are counted⟧,’ she said."),
    ("It rained. It snowed.", "“⟦It rained all week⟧,” said Ann Lowe."),
    ("Trump left.", "“⟦Trump the dealmaker may emerge⟧,” Bob Reed said."),
    ("« Nous verrons », dit-il.", "« ⟦Nous gagnerons demain⟧ », dit-elle."),
    ("„Wir haben Zeit“, sagte er.", "„⟦Wir haben keine Zeit⟧“, sagte sie."),
    ("«No es tarde», dijo.", "«⟦No es posible hacerlo⟧», dijo Ana."),
    ("He went to the old mill.", "Ann Lowe said: “⟦It is the old mill⟧."),
]


@pytest.mark.parametrize(("other", "own"), ALIKE)
@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("joint", ["\n\n", "\n", " "])
def test_a_passage_beside_the_quote_that_begins_or_ends_alike_comes_or_goes(
    other, own, below, joint
):
    both = [own, other] if below else [other, own]
    around = "Nobody spoke of it.", "The council met at noon."
    long, short = (joint.join([around[0], *each, around[1]]) for each in (both, [own]))
    for old, new in ((long, short), (short, long)):
        anchor, _, there = moved(old, new)
        assert anchor.status == EXACT
        assert anchor.spans == there


MILL = (
    "At noon Ann Lowe told the council: “⟦The mill – our mill – is old now⟧.” Nobody "
    "there answered her. It rained.\n\nBob Reed wrote on Friday: “The mill - our mill "
    "- is old now.”"
)
TWO_SPEAKERS = (
    "At noon, “⟦We will go to the mill,⟧” said the mayor. “⟦We will stay there⟧,” the "
    "minister said. It rained."
)


@pytest.mark.parametrize(
    ("old", "words"),
    [
        (MILL, "The mill - our mill - is old now"),
        (TWO_SPEAKERS, "We will go to the mill, We will stay there"),
    ],
    ids=["an exact twin", "doubtful speakers"],
)
def test_a_chosen_place_that_a_search_would_not_find_is_kept(old, words):
    new = "Yesterday a" + old[1:].replace("Nobody", "No one").replace("It ", "All ")
    anchor, _, there = moved(old, new, words)
    assert (anchor.status in (EXACT, EDITED), anchor.spans) == (True, there)


SAID = "“⟦We will rebuild the harbour by the spring⟧,” Ann Lowe said."
LONG = "They spoke of many things that day, and all of them were tired of it. " * 4


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (SAID.replace("“", "").replace("”", ""), "quotation marks any more"),
        (SAID.replace(" said", " said, quoting Bob Reed"), "quoting"),
        (SAID.replace(" said", " reportedly said"), "reportedly"),
        (SAID.replace(" said", " said in a film"), "film"),
        (SAID.replace(" said", " joked"), "joked"),
        (SAID.replace("Ann", "an actor playing Ann"), "actor"),
        (SAID.replace("“", "“If he asks, "), "begins with other words"),
        (SAID.replace(",” Ann Lowe said", "?” Ann Lowe asked"), "question mark"),
        (SAID.replace(",”", "?”"), "question mark"),
    ],
)
@pytest.mark.parametrize("around", ["", LONG])
def test_signs_and_words_that_change_what_was_said_are_rechecked(around, new, reason):
    old = f"{around}The council met. {SAID} It rained.{around}"
    anchor, _, there = moved(old, old.replace(SAID, new))
    assert (anchor.status, anchor.spans) == (EXACT, there)
    assert reason in anchor.recheck
    marked_now, _, _ = moved(old.replace(SAID, new), old)
    assert ("quotation marks now" in marked_now.recheck) == ("any more" in reason)


def test_other_quotation_marks_are_no_reason_to_recheck():
    old = f"The council met. {SAID} It rained."
    for one, other in (("“”", '""'), ("“”", "‘’"), ("“”", "«»")):
        new = old.translate(str.maketrans(one, other))
        assert moved(old, new)[0].recheck == ""
