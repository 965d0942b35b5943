"""Evidence counts against those whom it concerns, and a paraphrase quotes nobody."""

import pytest
from django.core.management import call_command

from articles.models import ArticleKind
from quotes.checking.check import check_claim, check_draft
from quotes.checking.speakers import refutation
from quotes.checking.verdicts import Candidate, Flag, Match, Verdict
from tests.factories import make_article, make_quote, make_speaker

WORDS = "I disapprove of what you say, but I will defend your right to say it"
ALTERED = "I detest of what you say, but I will defend your right to say it"
ASKED = f"{WORDS}?"
CUT = "I disapprove of what you say … I will defend your right to say it"
PLAN = "She will resign in May if the council votes for the mill"


@pytest.fixture
def voltaire(db):
    return make_speaker("Voltaire", aliases=["Arouet"])


def printed(speaker, *, words=WORDS, **fields):
    article = make_article(text=f"A preface. “{words}.” So it was printed there.")
    return make_quote(article, words, speaker=speaker, **fields)


def judged(words, speaker=""):
    found = check_claim(words, speaker)
    return found.verdict, found.speaker


@pytest.mark.parametrize("standing", ["misattributed", "disputed"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_misattribution_is_not_confirmed_by_another_print(
    voltaire, standing, is_first
):
    makers = [
        lambda: printed(voltaire, standing=standing, evidence="Hall’s letter says so."),
        lambda: printed(voltaire),
    ]
    refuted, _other = (
        [make() for make in makers]
        if is_first
        else reversed([make() for make in reversed(makers)])
    )
    for words in (WORDS, ALTERED, ASKED, CUT):
        for name in ("Voltaire", "Arouet", ""):
            found = check_claim(words, name)
            assert found.verdict == Verdict.REFUTED, (words, name)
            assert found.reason.endswith("Hall’s letter says so.")
            assert found.places[0].source == refuted.article_id
            assert found.speaker == "unknown"


def test_evidence_against_one_speaker_is_none_against_another(voltaire):
    printed(voltaire, standing="misattributed")
    for name in ("Voltaire", "", "he", "the writer"):
        assert check_claim(WORDS, name).verdict == Verdict.REFUTED, name
    assert judged(WORDS, "Evelyn Hall") == (Verdict.EXACT, "unknown")
    assert judged(CUT, "Evelyn Hall") == (Verdict.MARKED, "unknown")
    assert judged(ALTERED, "Evelyn Hall") == (Verdict.ALTERED, "unknown")


def test_each_name_of_a_draft_is_judged_by_itself(voltaire):
    near = "I wholly disapprove of all your words, but will defend your right to them"
    make_article(text=f"It was printed: {near}.")
    words = "I detest all your words, though will protect that right of yours to them"
    make_quote(make_article(text="Nothing."), words, speaker=voltaire,
               standing="misattributed")  # fmt: skip
    draft = f"Voltaire said: “{words}.”\n\nEvelyn Hall said: “{words}.”"
    one, other = check_draft(draft, "en")
    assert (one.speaker, one.judgement.verdict) == ("Voltaire", Verdict.REFUTED)
    assert other.speaker == "Evelyn Hall"
    assert other.judgement.flags == {Flag.UNPRINTED}


def test_words_of_somebody_else_are_not_refuted_without_a_name(voltaire):
    printed(voltaire, standing="misattributed")
    printed(make_speaker("Evelyn Hall"), standing="verified")
    assert judged(WORDS) == (Verdict.EXACT, "unknown")
    assert judged(WORDS, "Evelyn Hall") == (Verdict.EXACT, "right")
    assert check_claim(WORDS, "Voltaire").verdict == Verdict.REFUTED


def test_the_author_of_a_letter_does_not_say_what_it_misattributes(voltaire):
    letter = make_article(
        text=f"As Voltaire wrote: “{WORDS}.”",
        kind=ArticleKind.LETTER,
        bylines=["Ann Lowe"],
    )
    make_quote(letter, WORDS, speaker=voltaire, standing="misattributed")
    assert check_claim(WORDS).verdict == Verdict.REFUTED


def test_every_speaker_of_a_quote_has_to_be_refuted():
    words = "Every timetable is a promise made to strangers"

    def place(key, speakers, *refuted):
        told = tuple((name, f"Not {name}.") for name in refuted)
        why = "" if speakers else told[0][1]
        held = Candidate(
            key, words, speakers, is_quote=True, refuted=why, refutations=told
        )
        return Match(held, ((0, len(words)),))

    both = place("b", ("Ann Lowe", "Bob Reed"))
    assert refutation([place("a", (), "Ann Lowe"), both], "", ()) is None
    several = [place("a", (), "Ann Lowe"), both, place("c", (), "Bob Reed")]
    assert refutation(several, "", ()) == (several[0], "Not Ann Lowe.")
    assert refutation(several, "Bob Reed", ()) == (several[2], "Not Bob Reed.")
    assert refutation([both], "", ()) is None


@pytest.mark.django_db
def test_a_paraphrase_is_no_quotation_of_its_speaker(tmp_path):
    article = make_article(text=f"Ada Cole spoke on Monday. {PLAN}, the paper wrote.")
    make_quote(article, PLAN, speaker=make_speaker("Ada Cole"), kind="indirect")
    for name in ("Ada Cole", "", "Bob Reed"):
        found = check_claim(PLAN, name)
        assert (found.verdict, found.speaker) == (Verdict.EXACT, "unknown")
        assert Flag.PARAPHRASE in found.flags
        assert "They are no quotation." in found.reason
    file = tmp_path / "draft.txt"
    file.write_text(f"“{PLAN},” Ada Cole said.", encoding="utf-8")
    with pytest.raises(SystemExit, match="1"):
        call_command("check_quotes", str(file))


@pytest.mark.django_db
def test_what_a_paraphrase_says_of_words_that_others_quote():
    article = make_article(text=f"Ada Cole spoke on Monday. {PLAN}, the paper wrote.")
    make_quote(article, PLAN, speaker=make_speaker("Ada Cole"), kind="indirect")
    printed(make_speaker("Bob Reed"), words=PLAN)
    assert judged(PLAN, "Bob Reed") == (Verdict.EXACT, "right")
    found = check_claim(PLAN, "Ada Cole")
    assert (found.verdict, found.speaker) == (Verdict.EXACT, "unknown")
    assert Flag.PARAPHRASE not in found.flags


@pytest.mark.django_db
def test_only_the_quoted_part_of_a_mixed_quote_is_the_speaker_s():
    quoted = "a slow disaster for every single family on the island"
    words = f"the new lease would be “{quoted}” and has to be refused by the council"
    article = make_article(text=f"Ada Cole said that {words}. Nobody answered.")
    make_quote(article, words, speaker=make_speaker("Ada Cole"), kind="mixed")
    assert judged(quoted, "Ada Cole") == (Verdict.EXACT, "right")
    for other in (
        "and has to be refused by the council",
        f"the new lease would be {quoted}",
    ):
        found = check_claim(other, "Ada Cole")
        assert (found.verdict, found.speaker) == (Verdict.EXACT, "unknown"), other
        assert Flag.PARAPHRASE in found.flags


@pytest.mark.django_db
def test_the_author_of_a_speech_may_be_quoted_with_its_own_words():
    speech = make_article(
        text=f"Hear the news of Ada. {PLAN}.", kind="speech", bylines=["Ann Lowe"]
    )
    make_quote(speech, PLAN, speaker=make_speaker("Ada Cole"), kind="indirect")
    found = check_claim(PLAN, "Ann Lowe")
    assert (found.verdict, found.speaker) == (Verdict.EXACT, "right")
    assert Flag.PARAPHRASE not in found.flags
    assert Flag.PARAPHRASE not in check_claim(PLAN).flags
