"""Words of quotes, and the log-odds ratio of their frequency in two groups."""

from math import log, sqrt

import pytest

from quotes.statistics.log_odds import MIN_QUOTES, PRIOR, WordCounts, distinctive


def words(*texts, language="en", **options):
    counted = WordCounts()
    counted.add(texts, language, **options)
    return counted


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The Chip, the chip and THE chips!", "en", "the chip and chips"),
        ("He's in it: they’re us, can't, didn’t", "en", "they did"),
        ("L’État, c’est moi; aujourd’hui", "fr", "état est moi aujourd hui"),
        # Composed and decomposed letters are equal.
        ("e\u0301tat état", "fr", "état"),
        ("हिन्दी में", "hi", "हिन्दी में"),
        ("слово за словом", "ru", "слово словом"),
        ("GPT4 or 2025 snake_case", "en", "gpt4 2025 snake_case"),
    ],
)
def test_what_a_word_is(text, language, found):
    counted = words(text, language=language).counts
    assert set(counted) == set(found.split())
    assert set(counted.values()) == {1}


def test_of_mixed_quotes_only_what_is_in_marks_is_said():
    counted = words("He spoke of “great joy” and «la vie», twice", mixed=True).counts
    assert set(counted) == {"great", "joy", "vie"}


def test_a_word_counts_once_in_a_quote():
    counted = words("chips chips chips", "chips", "none")
    assert counted.quotes == 3 and counted.counts["chips"] == 2


def test_the_score_is_the_log_odds_ratio_over_its_deviation():
    own = words(*["chips matter"] * 30, *["nothing here"] * 70)
    others = words(*["chips matter"] * 10, *["nothing here"] * 390)
    first = distinctive(own, others, (), 10)[0]
    have, lack = PRIOR * 40, PRIOR * 460
    cells = 30 + have, 70 + lack, 10 + have, 390 + lack
    ratio = log(cells[0] / cells[1]) - log(cells[2] / cells[3])
    assert first.z == pytest.approx(ratio / sqrt(sum(1 / cell for cell in cells)))
    assert (first.word, first.own, first.others) == ("chips", 30, 10)


def test_what_is_not_shown():
    own = words(*["tariffs and the 2025 deal 自由のために"] * 30, *["rare thing"] * 2)
    others = words(*["and the weather"] * 300)
    found = [each.word for each in distinctive(own, others, {"deal"}, 10)]
    # Without words that all say, excluded ones, figures, scripts without spaces, and
    # words in too few quotes.
    assert found == ["tariffs"]
    assert MIN_QUOTES > 2
    assert distinctive(own, words(), (), 10) == []
    assert len(distinctive(words(*["abc def ghi"] * 30), others, (), 2)) == 2


def test_words_without_others():
    everything = words("one two", "two three", "three four")
    left = everything.without(words("two three"))
    assert left.quotes == 2
    assert left.counts["two"] == 1 and left.counts["three"] == 1
    # The first counts are unchanged, because they are cached for others.
    assert everything.counts["two"] == 2
