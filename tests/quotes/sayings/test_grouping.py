"""Quotes are put into sayings one after another, with bounded work."""

from quotes.sayings import grouping as module
from quotes.sayings.grouping import MAX_MEMBERS_COMPARED, MAX_OF_SAYING, Grouping
from quotes.sayings.words import wording

WORDS = "The ferryman of Antwerp counts his passengers twice, as the river counts once"


def test_near_copies_are_one_saying_and_each_is_compared_with_few(monkeypatch):
    judged = []

    def spy(pairs, trees=None):
        judged.append(len(pairs))
        return judge_all(pairs, trees)

    judge_all = module.judge_all
    monkeypatch.setattr(module, "judge_all", spy)
    texts = [f"{WORDS}, said mate m{n}{n % 7}." for n in range(60)]
    found = Grouping(wordings={n: wording(text) for n, text in enumerate(texts, 1)})
    for n in range(1, len(texts) + 1):
        judged.clear()
        found.place(n, range(max(1, n - 30), n))
        assert sum(judged) <= MAX_OF_SAYING + MAX_MEMBERS_COMPARED + 1
    assert len(set(found.saying.values())) == 1
    assert len(found.saying) == len(texts)


def test_copies_without_a_wording_do_not_matter():
    found = Grouping(wordings={1: wording(WORDS), 3: wording(f"{WORDS}!")})
    found.add(2, -1, 1)  # a copy that was not read
    assert found.place(3, [1]).other == 1
    assert found.saying == {1: -1, 2: -1, 3: -1}
