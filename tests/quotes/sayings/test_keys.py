"""Numbers by which quotes that may be one saying are found."""

from quotes.lexicon.stemming import stem
from quotes.sayings.keys import MAX_KEYS, saying_keys
from quotes.sayings.words import wording


def shared(one, other):
    return set(saying_keys(wording(one))) & set(saying_keys(wording(other)))


def test_altered_versions_share_numbers():
    assert shared(
        "A ship in harbour is safe, but that is not what ships are built for.",
        "Ships are safest in the harbour, yet nobody built ships for that.",
    )
    assert shared("Wherever you go, there you are.", "No matter: there you are.")


def test_a_part_shares_numbers_with_a_long_text():
    part = "rust eats the anchors of neutral fleets"
    rain = "Then it rained. " * 40
    long = f"We were told of many things that year. {rain} Know that {part}."
    assert shared(part, long)


def test_others_share_none():
    assert not shared("Butter is dear in Bruges.", "The piano needs tuning again.")
    assert not shared("It is not so.", "")


def test_numbers_are_few():
    words = " ".join(f"word{n}ly" for n in range(3_000))
    assert len(saying_keys(wording(words))) <= MAX_KEYS
    assert saying_keys(wording("")) == saying_keys(wording("of the and to")) == []


def test_stems_of_one_word_are_the_same():
    for one, other in [
        ("nations", "nation"),
        ("stopped", "stop"),
        ("colonies", "colony"),
        ("children", "child"),
        ("thought", "think"),
        ("living", "life"),
    ]:
        assert stem(one) == stem(other)


def test_a_run_of_capitals_is_divided_in_one_way_only():
    # In every way, it would never end.
    assert wording("A" * 5_000).stems == wording("a" * 5_000).stems
