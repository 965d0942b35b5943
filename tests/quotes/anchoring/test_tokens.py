"""A cut number, abbreviation or compound is a different word."""

import pytest

from quotes.anchoring import EDITED, EXACT, MISSING, locate
from quotes.checking.judging import judge
from quotes.checking.verdicts import Candidate, Verdict

#: (text, words that begin or end inside a number or a word)
CUT = [
    ("It fell by -5 percent in May.", "5 percent in May"),
    ("It fell by −5 percent in May.", "5 percent in May"),
    ("It fell by –5 percent in May.", "5 percent in May"),
    ("It fell by -$5 million in May.", "$5 million in May"),
    ("It rose by .5 percent in May.", "5 percent in May"),
    ("It fell by minus 5 percent in May.", "5 percent in May"),
    ("The 5,000-year old wall fell.", "year old wall fell"),
    ("A 5-year plan for us.", "year plan for us"),
    ("Last year 5 000 people came.", "000 people came"),
    ("Last year 5\u202f000 people came.", "Last year 5"),
    ("The price is 1 500 euros here.", "The price is 1"),
    ("The price is 1 500 euros here.", "500 euros here"),
    ("The price is 5'000 francs.", "The price is 5"),
    ("The price is 5·5 francs.", "5 francs"),
    ("The price is 10% of it.", "The price is 10"),
    ("Der Preis ist 10 % davon.", "Der Preis ist 10"),
    ("السعر ٥٠٪ منه.", "السعر ٥٠"),
    ("It is 10 °C in the room.", "It is 10"),
    ("It costs $10 now.", "10 now"),
    ("It costs US$10 now.", "$10 now"),
    ("Es kostet 10 € im Laden.", "Es kostet 10"),
    ("It was a €5bn deal.", "5bn deal"),
    ("The price is 1/2 of it.", "The price is 1"),
    ("The price is 1 ½ of it.", "The price is 1"),
    ("We meet at 12:30 in May.", "30 in May"),
    ("They won 3-2 at home.", "They won 3"),
    ("They won 3–2 at home.", "2 at home"),
    ("About ~5 people came.", "5 people came"),
    ("For people of 18+ only.", "For people of 18"),
    ("He is 6′ tall.", "He is 6"),
    ("We love the U.S. of old.", "We love the U"),
    ("We love the U.S. of old.", "S. of old"),
    ("Non-violent protest is good.", "violent protest is good"),
    ("The ex-president of the club came.", "president of the club came"),
    ("An anti‑war march.", "war march"),
    ("The park is smoke-free now.", "The park is smoke"),
    ("The F-16 jets came.", "16 jets came"),
    ("The non-\nviolent people vote.", "violent people vote"),
    ("The rule is and/or of both.", "The rule is and"),
    ("He worked on R&D there.", "He worked on R"),
    ("He writes C# at work.", "He writes C"),
    ("It cost 3.5 million pounds.", "It cost 3.5"),
    ("It cost £3 bn last year.", "It cost £3"),
    ("It rose by 8 per cent in May.", "It rose by 8"),
    ("Two hundred thousand people came.", "thousand people came"),
    ("Several thousand people came.", "thousand people came"),
    ("Half a million people came.", "million people came"),
    ("We lost two thirds of it.", "We lost two"),
    ("Es kostet drei Millionen Euro.", "Es kostet drei"),
    ("有三十五人来了。", "五人来了"),
    ("他有5万人。", "他有5"),
]
#: (text, words that begin and end beside a number or a word)
WHOLE = [
    ("He left—5 people came.", "5 people came"),
    ("He left--5 people came.", "5 people came"),
    ("In 2019 500 people came.", "500 people came"),
    ("In 2019, 500 people came.", "In 2019"),
    ("—5 personas vinieron —dijo Ana.", "5 personas vinieron"),
    ("He paid 5 $10 notes.", "$10 notes"),
    ("On page 5: 10 people.", "10 people"),
    ("We love the U.S. We go there.", "We love the U.S."),
    ("We love the U.S. We go there.", "We go there"),
    ("This is plan A. We go there.", "We go there"),
    ("We went—slowly—home.", "slowly"),
    ("It ended.The next began.", "The next began"),
    ("It cost “5 euros”.", "5 euros"),
    ("We saw two. Million people came.", "We saw two."),
    ("A million people came.", "million people came"),
    ("It rose by 3 kilometres.", "kilometres"),
    ("c’est l’homme libre", "homme"),
    ("统一人民的国家", "人民"),
]


@pytest.mark.parametrize(("text", "words"), CUT)
def test_words_do_not_begin_or_end_inside_a_number_or_a_word(text, words):
    assert locate(text, words).status == MISSING


@pytest.mark.parametrize(("text", "words"), WHOLE)
def test_words_beside_a_number_or_a_word_are_found(text, words):
    assert locate(text, words).status == EXACT


def test_a_bracket_may_stand_for_a_part_of_a_word():
    text = "So non-violent protest is good."
    assert locate(text, "So [un]violent protest is good").status == EDITED
    assert locate(text[3:], "[V]iolent protest is good").status == MISSING


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("We saw 5 000 people at the old harbour.", "000 people at the old harbour"),
        ("It was $10 for all of the old harbour.", "10 for all of the old harbour"),
        ("The non-violent protest is right here.", "violent protest is right here"),
        (
            "It rose from the wall by exactly 10%.",
            "It rose from the wall by exactly 10",
        ),
        ("The people of the old town can’t win.", "The people of the old town can"),
        ("We all love the people of the U.S. now.", "We all love the people of the U"),
    ],
)
def test_a_claim_that_cuts_a_number_or_a_word_is_altered(text, claim):
    for words in (claim, f"… {claim} …"):
        judged = judge(words, None, [Candidate("held", text)])
        assert judged.verdict not in (Verdict.EXACT, Verdict.MARKED)
    assert judge(claim, None, [Candidate("held", text)]).verdict == Verdict.ALTERED
