"""Questions are read as their names and words, lines are not."""

import pytest

from quotes.search.questions import read_question


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("what did Yann LeCun say about DeepSeek", "Yann LeCun", "DeepSeek"),
        ("What did Yann LeCun say about DeepSeek?", "Yann LeCun", "DeepSeek"),
        ("WHAT HAS META SAID ABOUT THE WAR", "META", "WAR"),
        ("what does the president think about oil", "the president", "oil"),
        ("what did Ada say", "Ada", ""),
        ("what did they say about war", "", "war"),
        ("what was said about energy", "", "energy"),
        ("who said tear down this wall", "", "tear down this wall"),
        ("Who said “I have a dream”?", "", "“I have a dream”"),
        ("who ever said that energy is free", "", "energy is free"),
        ("who wrote J’accuse", "", "J’accuse"),
        ("who spoke about the harvest?", "", "harvest"),
        ("did Lincoln say four score", "Lincoln", "four score"),
        ('Did Lincoln ever really say "four score"?', "Lincoln", '"four score"'),
        ("has Ann Lowe ever said that it is over", "Ann Lowe", "it is over"),
        ("when did Reagan say tear down this wall", "Reagan", "tear down this wall"),
        ("quotes by Churchill about war", "Churchill", "war"),
        ("quotes about love", "", "love"),
        ("statements from Ada King", "Ada King", ""),
        ("Qu’a dit Macron sur la guerre ?", "Macron", "guerre"),
        ("qui a dit que la terre tourne", "", "terre tourne"),
        ("Was hat Merkel über Flüchtlinge gesagt?", "Merkel", "Flüchtlinge"),
        ("when did Kennedy speak about the moon?", "Kennedy", "moon"),
        ("how did Ada King describe the engine", "Ada King", "engine"),
        ("did Ada ever say anything about war", "Ada", "war"),
        ("where did Ada talk about the mill", "Ada", "mill"),
        ("is it true that Ada said it is over", "Ada", "it is over"),
        ("which president said business is good", "", "business is good"),
        ("who was the first to say open this gate", "", "open this gate"),
        ("who was it that said open this gate", "", "open this gate"),
        ("who coined “good neighbor”?", "", "“good neighbor”"),
        ("Ada King quotes", "Ada King", ""),
        ("Lincoln’s quotes about the war", "Lincoln", "war"),
        ("¿Qué dijo Sánchez sobre España?", "Sánchez", "España"),
    ],
)
def test_questions(text, who, words):
    question = read_question(text)
    assert (question.who, question.words) == (who, words)
    for part in (who, words.strip('“”"')):
        assert part in question.note
        assert part in question.plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "who am i",
        "what is love",
        "what did you say",
        "what we say about ourselves",
        "ask not what your country can do for you",
        '"what did Yann LeCun say about DeepSeek"',
        "he said what he said about war",
        "what did " + "very " * 20 + "long names say about war",
        "said about war",
        "she quotes scripture",
        "she quotes",
        "famous quotes",
        "wer hat gesagt",
        "quotes",
        "did he",
    ],
)
def test_lines(text):
    assert read_question(text) is None
