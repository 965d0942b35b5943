"""Exact words are at risk if their sentence asks, supposes, hedges or limits them."""

import pytest

from quotes.checking.judging import judge
from quotes.checking.verdicts import Candidate, Flag, Verdict

RIGGED = "the ferry contract was rigged from the start by the ministers"
SAILS = "The ferry will sail from the old harbour on Monday"
PAYS = "our members pay the tax on the old harbour in the spring"
#: (printed, claim)
CUT = [
    # What is asked
    (f"Do you think {RIGGED}? No.", RIGGED),
    (f"Do you think {RIGGED} in May? No.", RIGGED),
    (f"{RIGGED.capitalize()}? Nonsense.", RIGGED),
    (
        "Do I think we should sell the old harbour? No.",
        "I think we should sell the old",
    ),
    ("Est-ce que nous avons vendu le port de la ville ?", "nous avons vendu le port"),
    ("¿Vendimos el puerto de la ciudad este año?", "Vendimos el puerto de la ciudad"),
    (f"We have to ask whether {RIGGED}.", RIGGED),
    # What is supposed, or hedged
    (f"If I were a betting man, I would say {RIGGED}. I am not.", RIGGED),
    (f"The rumour that {RIGGED} came from him.", RIGGED),
    (f"Perhaps {RIGGED}.", RIGGED),
    (f"Were he honest, {RIGGED}.", RIGGED),
    (f"Should he lie, {RIGGED}.", RIGGED),
    (f"Had he lied, {RIGGED}.", RIGGED),
    (f"In the event of a lie, {RIGGED}.", RIGGED),
    ("The so-called heroes of the old harbour won.", "heroes of the old harbour won"),
    ("The alleged owners of the old harbour won.", "owners of the old harbour won"),
    # What others say or think
    (f"They want you to believe that {RIGGED}.", RIGGED),
    (f"{RIGGED.capitalize()}, some say; I do not.", RIGGED),
    (f"{RIGGED.capitalize()}, my opponents claim.", RIGGED),
    (f"{RIGGED.capitalize()}, according to our enemies.", RIGGED),
    (f"{RIGGED.capitalize()} — said no one ever.", RIGGED),
    (f"The other side says {RIGGED}.", RIGGED),
    (f"It was thought that {RIGGED}.", RIGGED),
    (f"We once believed that {RIGGED}.", RIGGED),
    ("Certains disent que nous avons vendu le port.", "nous avons vendu le port"),
    ("Manche sagen, wir hätten den Hafen verkauft.", "wir hätten den Hafen verkauft"),
    ("Algunos dicen que vendimos el puerto al banco.", "vendimos el puerto al banco"),
    ("Nous ne vendrons le port que si vous payez.", "Nous ne vendrons le port"),
    (f"That {RIGGED} is simply untrue.", RIGGED),
    (f"The idea {RIGGED} is laughable.", RIGGED),
    # What depends on something
    (f"{SAILS}, weather permitting.", SAILS),
    (f"{SAILS}, God willing.", SAILS),
    (f"{SAILS} once the engine is mended.", SAILS),
    (f"{SAILS} when the engine is mended.", SAILS),
    (
        "We would have signed the ferry contract had the storm not come.",
        "We would have signed the ferry contract",
    ),
    # A part for the whole
    (f"Half of {PAYS}.", PAYS),
    (f"Few of {PAYS}.", PAYS),
    (f"Only 10% of {PAYS}.", PAYS),
    (f"Fewer than ten of {PAYS}.", f"ten of {PAYS}"),
]
#: (printed, claim) of which the sentence says no more.
WHOLE = [
    (f"Do you know that {RIGGED}?", f"Do you know that {RIGGED}"),
    (f"Do you know that {RIGGED}?", f"{RIGGED}?"),
    (f"{RIGGED.capitalize()}. Who knew?", RIGGED),
    (f"“{RIGGED.capitalize()}” — who said that?", RIGGED),
    ("Who will pay for the wall of the old harbour?", "Who will pay for the wall"),
    ("And why should the fishermen pay for it?", "And why should the fishermen pay"),
    ("We left the old harbour when the engine was mended.", "We left the old harbour"),
    (f"{SAILS} at six. When the engine is mended, we eat.", SAILS),
    (f"“{SAILS},” they say.", SAILS),
    (f"“{SAILS},” according to the captain.", SAILS),
    (f"Both of them know that {RIGGED}.", RIGGED),
]


@pytest.mark.parametrize(("printed", "claim"), CUT)
def test_the_rest_of_the_sentence_may_take_the_words_back(printed, claim):
    judged = judge(claim, None, [Candidate("text", printed, ("Ann Lowe",))])
    assert judged.verdict == Verdict.AT_RISK, judged
    assert Flag.CUT_SHORT in judged.flags
    assert judged.outside


@pytest.mark.parametrize(("printed", "claim"), WHOLE)
def test_the_rest_of_the_sentence_leaves_the_words_alone(printed, claim):
    judged = judge(claim, None, [Candidate("text", printed, ("Ann Lowe",))])
    assert judged.verdict == Verdict.EXACT, judged


def test_words_cut_from_a_quote_on_record_are_at_risk_without_a_text():
    quote = f"I never said that {RIGGED}."
    held = Candidate("q", quote, ("Ann Lowe",), is_quote=True, is_compared=False)
    assert judge(RIGGED, "Ann Lowe", [held]).verdict == Verdict.AT_RISK
    assert judge(quote, "Ann Lowe", [held]).verdict == Verdict.EXACT
