"""Reporting clauses inside the marks are found, and what may have been said is not."""

from quotes.checking.drafts import quotations
from quotes.checking.reporting_clauses import reporting_clauses

#: (language, draft, parts of the words, speaker); no parts where nothing is taken out.
CASES = [
    ("fr", "« Il part, a-t-il dit, ce soir. »", ["Il part", "ce soir."], ""),
    ("fr", "« Il part, dit-elle. Ce soir. »", ["Il part", ". Ce soir."], ""),
    (
        "fr",
        "« Il part, a dit Ann Lowe, ce soir »",
        ["Il part", "ce soir"],
        "Ann Lowe",
    ),
    ("fr", "« Il part, explique la ministre, ce soir »", ["Il part", "ce soir"], ""),
    ("fr", "« Il part, a insisté lundi M. Roy, ce soir »", ["Il part", "ce soir"], ""),
    ("fr", "« Il part – s’est-il écrié – ce soir »", [], ""),
    ("fr", "« J’ai parlé, dit et redit, ce que je pense. »", [], ""),
    ("fr", "« Dit-il la vérité, oui ou non ? »", [], ""),
    ("fr", "« Le ministre a dit que oui, et il a menti. »", [], ""),
    ("fr", "« Il part ce soir », a-t-il dit.", [], ""),
    ("", "« Il part, a dit Ann Lowe, ce soir, avec nous »", None, "Ann Lowe"),
    ("es", "«Se va —dijo Ann Lowe— esta noche»", ["Se va", "esta noche"], "Ann Lowe"),
    ("es", "«Se va —afirmó—. Esta noche»", ["Se va", ". Esta noche"], ""),
    ("es", "«Se va, dijo la ministra, hoy»", ["Se va", "hoy"], ""),
    ("es", "«Se lo dijo Pedro a Juan, y a nadie más»", [], ""),
    ("it", "«Parte – ha detto Ann Lowe – stasera»", ["Parte", "stasera"], ""),
    ("it", "«Non è vero, spiega, ma lo dicono»", ["Non è vero", "ma lo dicono"], ""),
    ("pt", "“Vai – disse Ana Lima – hoje.”", ["Vai", "hoje."], ""),
    ("de", "„Er geht, sagt er, heute.“", [], ""),
    ("en", "“He leaves, said the minister, tonight.”", [], ""),
]


def test_clauses_with_a_subject_are_taken_out_and_name_the_speaker():
    found = []
    for language, draft, parts, speaker in CASES:
        (each,) = quotations(draft, language)
        its = [draft[start:end] for start, end in each.parts]
        if (parts is not None and its != parts) or each.speaker != speaker:
            found.append((draft, its, each.speaker))
    assert found == []


def test_a_run_of_blanks_is_read_once():
    # From each of them, it would take minutes.
    words = f"Nous{' ' * 100_000}irons"
    assert reporting_clauses(words, (0, len(words)), "") == []
