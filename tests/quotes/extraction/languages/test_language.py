"""A language is a module of tables, and finds quotes with a few of them."""

from types import ModuleType

import pytest

from quotes.extraction import find_quotes, suggest
from quotes.extraction.languages import ENGLISH, LANGUAGES, Language, language_of
from quotes.extraction.languages.tables import Tables

TEXT = (
    "De brug blijft dicht. “De veerboot vaart voorlopig niet,” zei burgemeester Jan "
    "Smit. “Wij betreuren dat zeer,” vertelde hij.\n\nAnna Bakker schreef: “Het werk "
    "kost meer dan wij eerst dachten.”"
)


def language(code="nl", **tables):
    module = ModuleType("dutch")
    module.__file__ = "/nowhere/dutch.py"
    vars(module).update(tables)
    return Language(code, module)


@pytest.fixture
def dutch(monkeypatch):
    few = language(
        VERBS="zei zegt vertelde schreef",
        IRREGULAR={"zeg": "zei zegt"},
        SPEECH_CUES="zeg vertelde schreef",
        ROLES="burgemeester",
        PRONOUNS="hij wij zij",
        PRONOUN_SEXES={"hij": "m", "zij": "f"},
        SUBJECT_PRONOUNS={"m": "hij", "f": "zij"},
    )
    monkeypatch.setitem(LANGUAGES, "nl", few)
    return few


def test_a_few_tables_find_quotes_and_name_their_speakers(dutch):
    assert [
        (TEXT[slice(*one.content[0])], one.speakers[0].name, one.speech)
        for one in suggest(TEXT, "nl-BE")
    ] == [
        ("“De veerboot vaart voorlopig niet,”", "Jan Smit", True),
        ("“Wij betreuren dat zeer,”", "Jan Smit", True),
        ("“Het werk kost meer dan wij eerst dachten.”", "Anna Bakker", True),
    ]


def test_without_weights_only_rules_find_quotes(dutch):
    assert not suggest("Jan Smit zei dat de brug dicht blijft.", "nl")


def test_a_language_without_tables_is_read_as_english():
    for tag in ("nl", "", "pt-BR", "unheard-of"):
        assert language_of(tag) is ENGLISH
        assert find_quotes(TEXT, tag) == find_quotes(TEXT)
    assert language_of("en-GB") is language_of("EN") is ENGLISH


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        ("Laut Merkel: „Ich gehe.“", "de", ""),
        ("Laut Angela Merkel: „Ich gehe.“", "de", ""),
        ("Angela Merkels Sprecher: „Ich gehe.“", "de", ""),
        ("Ursula von der Leyen: „Ich gehe.“", "de", "Ursula von der Leyen"),
        ("Kanzlerin Merkel: „Ich gehe.“", "de-AT", ""),
        ("Angela Merkel: „Ich gehe.“", "de", "Angela Merkel"),
        ("Selon Emmanuel Macron : « Je pars. »", "fr", ""),
        ("Macron à Angela Merkel : « Je pars. »", "fr", ""),
        ("Según Pedro Sánchez: «Me voy.»", "es", ""),
        ("Mayor Ann Lowe: “I am leaving.”", "en", "Ann Lowe"),
    ],
)
def test_without_tables_only_a_bare_name_is_one(text, tag, name):
    (said,) = find_quotes(text, tag).suggestions
    assert said.speakers[0].name == name


def test_a_constant_that_is_no_table_is_refused():
    with pytest.raises(ValueError, match=r"dutch\.VERB is no table"):
        language(VERB="zei")


def test_a_table_of_words_may_be_a_string(dutch):
    assert {"zei", "zegt", "vertelde", "schreef"} == dutch.VERBS
    assert dutch.stem("zei") == "zeg"
    assert dutch.tag("zegt") == "VB"
    assert dutch.kind_of("zeg") == "speech"


def test_places_are_in_the_language():
    assert language().is_place("Duitsland")
    assert not ENGLISH.is_place("Duitsland")


def test_english_fills_every_table_with_values_of_its_type():
    for name, default in vars(Tables).items():
        if name.isupper() and not name.startswith("_"):
            value = getattr(ENGLISH, name)
            assert value, name
            assert isinstance(value, type(default)), name
