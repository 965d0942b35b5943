"""Evidence counts against those whom it concerns, and a paraphrase quotes nobody."""

from datetime import date

import pytest
from django.core.management import call_command

from articles.models import ArticleKind
from quotes.checking.check import check_claim, check_draft
from quotes.checking.judging import judge
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


def printed(speaker, words=WORDS, **fields):
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


def judge_by(words, speaker, *candidates):
    found = judge(words, speaker, candidates)
    return found.verdict, found.speaker, " ".join(found.notes)


def on_record(key, name="", refuted="", words=WORDS, **fields):
    """Return the Candidate of a quote on record, refuted for a name."""
    why = ((refuted, f"Not said by {refuted}."),) if refuted else ()
    return Candidate(
        key,
        words,
        (name,) if name else (),
        is_quote=True,
        refuted=why[0][1] if refuted and not name else "",
        refutations=why,
        **fields,
    )


NAMESAKES = [
    ("Adams", "Samuel Adams", "John Adams", "unknown"),
    ("Clinton", "Hillary Clinton", "Bill Clinton", "unknown"),
    ("President Bush", "George H. W. Bush", "George W. Bush", "unknown"),
    ("Mrs. Clinton", "Hillary Clinton", "Bill Clinton", "right"),
    ("Samuel Adams", "Samuel Adams", "John Adams", "right"),
    ("Martin Luther King Sr.", "Martin Luther King Sr.", "Martin Luther King Jr.",
     "right"),
]  # fmt: skip


@pytest.mark.parametrize("words", [WORDS, CUT])
@pytest.mark.parametrize(("name", "credited", "refuted", "answer"), NAMESAKES)
def test_evidence_against_a_namesake_refutes_nobody_else(
    name, credited, refuted, answer, words
):
    places = on_record("a", credited), on_record("b", refuted=refuted)
    for candidates in (places, places[::-1]):
        _verdict, speaker, note = judge_by(words, name, *candidates)
        assert speaker == answer
        assert (f"Not said by {refuted}." in note) == (answer == "unknown")
        found = judge(words, refuted, candidates)
        assert (found.verdict, found.places[0].source) == (Verdict.REFUTED, "b")
    assert judge(ALTERED, name, places).verdict == Verdict.ALTERED


def test_a_record_without_a_print_is_not_contradicted():
    own = on_record("a", "Ann Lowe", unprinted="Its text lacks the words.")
    other = Candidate("b", f"{WORDS}.", ("Bob Reed",))
    for words in (WORDS, CUT):
        verdict, speaker, note = judge_by(words, "Ann Lowe", own, other)
        assert verdict in (Verdict.EXACT, Verdict.MARKED)
        assert (speaker, note) == ("unknown", "Its text lacks the words.")
        assert judge_by(words, "Bob Reed", own, other)[1:] == ("right", "")
        found = judge_by(words, "Carl Voss", own, other)
        assert found[0] == Verdict.SAID_BY_ANOTHER
    cut = on_record("c", "Ann Lowe", words=CUT)
    words = CUT.replace("… ", "")
    shorter = Candidate("d", f"{words}.", ("Bob Reed",))
    assert judge_by(words, "Ann Lowe", cut, shorter)[1] == "unknown"


def test_what_other_sources_print_proves_nothing_of_the_speaker_s_source():
    held = Candidate("b", f"{WORDS}.", ("Bob Reed",))
    own = on_record("a", "Ann Lowe", is_compared=False)
    changed = on_record("a", "Ann Lowe", changed_on=date(2024, 2, 3))
    for words in (WORDS, CUT):
        found = judge(words, "Ann Lowe", [own, held])
        assert (found.speaker, Flag.NOT_COMPARED in found.flags) == ("right", True)
        found = judge(words, "Ann Lowe", [changed, held])
        assert (found.verdict, found.speaker) == (Verdict.CHANGED_SINCE, "right")
        for name in ("Bob Reed", ""):
            for each in (own, changed):
                found = judge(words, name, [each, held])
                assert found.verdict in (Verdict.EXACT, Verdict.MARKED)
                assert Flag.NOT_COMPARED not in found.flags


def test_the_sense_around_marked_changes_is_that_of_the_text():
    mill = "the old mill by the wide river will be closed for ever"
    text = f"If the budget fails in May, {mill}, she said on Monday."
    report = Candidate("text", text, source="report")
    quote = on_record("quote", "Ann Lowe", words=mill, source="report")
    for name in ("Ann Lowe", "", "Bob Reed"):
        for words in (mill, mill.replace("by the wide river", "…")):
            found = judge(words, name, [report, quote])
            assert found.outside == "If the budget fails in May,", (words, name)
            assert found.verdict == (
                Verdict.SAID_BY_ANOTHER if name == "Bob Reed" else Verdict.AT_RISK
            )


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "«{}»", "„{}“"])
def test_words_in_quotation_marks_of_a_speech_are_not_certainly_its_author_s(marks):
    text = f"My opponent told you last week: {marks.format(WORDS)} He was wrong there."
    speech = Candidate("speech", text, ("Ann Lowe",))
    for name in ("Ann Lowe", "Bob Reed", ""):
        for words in (WORDS, CUT):
            verdict, speaker, _note = judge_by(words, name, speech)
            assert verdict in (Verdict.EXACT, Verdict.MARKED), name
            assert speaker == "unknown"
    whole = "My opponent told you last week"
    near = f"{whole}: {marks.format('I disapprove')}, and he was wrong there to say so"
    own = Candidate("own", near, ("Ann Lowe",))
    words = "he was wrong there to say so"
    assert judge_by(words, "Ann Lowe", own)[:2] == (Verdict.EXACT, "right")
    assert judge_by(words, "Bob Reed", own)[0] == Verdict.SAID_BY_ANOTHER
    assert judge_by(near, "Ann Lowe", own)[1] == "right"


def test_words_after_brackets_that_print_has_too_are_not_too_short():
    words = "We [Americans] will never give in to those who threaten our families"
    for each in (words, "I [Ann] said so", "We [the council] cannot sell it"):
        held = Candidate("held", each, ("Ann Lowe",), is_quote=True)
        assert judge_by(each, "Ann Lowe", held)[:2] == (Verdict.MARKED, "right")
        refuted = on_record("quote", refuted="Ann Lowe", words=each)
        assert judge(each, "Ann Lowe", [refuted]).verdict == Verdict.REFUTED
    text = Candidate("text", f"So it was: {words} and our homes.")
    assert judge(words, "", [text]).verdict == Verdict.MARKED


def test_the_record_with_the_very_words_is_named_beside_other_words():
    why = "A translation on record has these words."
    translation = on_record("a", "Ann Lowe", unprinted=why)
    near = Candidate("b", f"{ALTERED}.")
    found = judge(WORDS, "Ann Lowe", [translation, near])
    assert found.verdict == Verdict.ALTERED
    assert [place.source for place in found.places] == ["b", "a"]
    assert found.notes[-1] == why
    joined = [Candidate(n, f"{part}.") for n, part in enumerate(WORDS.split(", "))]
    found = judge(WORDS, "", [translation, *joined])
    assert (found.verdict, found.notes) == (Verdict.JOINED, (why,))
    assert [place.candidate for place in found.places] == joined
    translation = on_record("a", "Ann Lowe", words=ASKED, unprinted=why)
    found = judge(ASKED, "", [translation, Candidate("c", f"{WORDS}.")])
    assert [place.source for place in found.places] == ["c", "a"]


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
