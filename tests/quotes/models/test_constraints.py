"""The database enforces every rule for quotes, and people get a message in words."""

import pytest
from django.db import models
from django.db.models.expressions import Value

from articles.models.base import Status
from quotes.models import (
    Alias,
    Attribution,
    Quote,
    Recheck,
    Speaker,
    Topic,
)
from tests.factories import make_quote, make_speaker, make_topic
from tests.support.rules import (
    check_control_characters,
    check_refused,
    date_rules,
    messages,
    refused,
)

TRANSLATED = "Give a translation together with its language."
LOCATED_HAS_SPANS = (
    "A quote that is located has spans in a snapshot; any other has none."
)
PRINTED_BEFORE = "Only a quote that the newest text lacks has spans in an older one."
SPANS = "Each span starts at 0 or later and ends after it starts."

QUOTE_RULES = [
    ("quote_kind_choice", {"kind": "song"}, "Value 'song' is not a valid choice."),
    ("quote_status_choice", {"status": "gone"}, "Value 'gone' is not a valid choice."),
    (
        "quote_anchor_choice",
        {"anchor_status": "lost", "spans": []},
        "Choose one of these as anchor status: exact, edited, differs, ambiguous, "
        "missing, no_text.",
    ),
    (
        "quote_withdrawn_reason",
        {"status": Status.WITHDRAWN, "withdrawn_reason": ""},
        "Give the reason for withdrawing it: readers will see it.",
    ),
    ("quote_has_words", {"text": ""}, "This field cannot be blank."),
    ("quote_has_words", {"text": " \n\t"}, "Enter the words of the quote."),
    *date_rules("said", "quote_said"),
    (
        "quote_translation_language",
        {"translation": "Nie wieder.", "translation_language": ""},
        TRANSLATED,
    ),
    (
        "quote_translation_language",
        {"translation": "", "translation_language": "de"},
        TRANSLATED,
    ),
    *(
        ("quote_located_has_spans", values, LOCATED_HAS_SPANS)
        for values in [
            {"anchor_status": "exact", "spans": []},
            {"anchor_status": "edited", "spans": []},
            {"anchor_status": "differs", "spans": []},
            {"anchor_status": "exact", "snapshot": None},
            {"anchor_status": "edited", "snapshot": None},
            {"anchor_status": "differs", "snapshot": None},
            {"anchor_status": "ambiguous"},
            {"anchor_status": "missing"},
            {"anchor_status": "no_text"},
            {"anchor_status": "no_text", "snapshot": None},
        ]
    ),
    *(
        ("quote_printed_before", values, PRINTED_BEFORE)
        for values in [
            {"printed_spans": [[0, 5]]},
            {"anchor_status": "missing", "spans": [], "printed_spans": [[0, 5]]},
        ]
    ),
    *(
        ("quote_spans_valid", {"spans": spans}, SPANS)
        for spans in [
            [[-1, 3]],
            [[5, 2]],
            [[3, 3]],
            [[0, 0]],
            [[-5, -2]],
            [[0, 5], [9, 7]],
            [[0, 5], [-1, 2]],
            [[]],
            [[1]],
            [[1, 2, 3]],
            [["0", "5"]],
            [["a", "b"]],
            [[0, "5"]],
            [[0, None]],
            [[None, 5]],
            [[[0, 5]]],
            [[[0], [5]]],
            [[False, True]],
            [0, 5],
            [None],
            ["0-5"],
            [{}],
            [{"start": 0, "end": 5}],
            {"start": 0, "end": 5},
            {},
            "0-5",
            "",
            5,
            True,
        ]
    ),
]
ATTRIBUTION_RULES = [
    (
        "attribution_standing_choice",
        {"standing": "true", "evidence": "A recording."},
        "Value 'true' is not a valid choice.",
    ),
    *(
        (
            "attribution_standing_has_evidence",
            {"standing": standing, "evidence": evidence},
            "Say in “evidence” what shows this standing, or leave it unverified.",
        )
        for standing in ("verified", "disputed", "misattributed")
        for evidence in ("", " ", "\n\t")
    ),
]
WIKIDATA = "A Wikidata id is a Q and a number, such as Q22686."
NAME_PARTS = (
    "Give a family name (with given names, particle and suffix as printed), or "
    "one whole name instead, not both."
)
SPEAKER_RULES = [
    ("speaker_kind_choice", {"kind": "robot"}, "Value 'robot' is not a valid choice."),
    (
        "speaker_parts_status_choice",
        {"parts_status": "guess"},
        "Value 'guess' is not a valid choice.",
    ),
    (
        "speaker_name_in_parts_or_whole",
        {"family": "Lovelace", "literal": "Ada Lovelace"},
        NAME_PARTS,
    ),
    *(
        ("speaker_wikidata_form", {"wikidata_id": wikidata_id}, WIKIDATA)
        for wikidata_id in [
            "22686",
            "q22686",
            "Q",
            "Q0",
            "Q01",
            "Q-1",
            "Q1.5",
            "Q1x",
            "Q1 ",
            " Q1",
            "Q1\n",
            "QQ1",
            "P31",
            "Q１",
            "Q1,Q2",
        ]
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "values", "message"), QUOTE_RULES)
def test_rules_for_a_quote(rule, values, message):
    quote = make_quote(speaker=False)
    assert quote.is_located and messages(quote) == {}
    check_refused(quote, rule, values)
    told = messages(quote)
    assert message in [line for lines in told.values() for line in lines]


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "values", "message"), ATTRIBUTION_RULES)
def test_rules_for_an_attribution(rule, values, message):
    attribution = make_quote().attributions.get()
    check_refused(attribution, rule, values)
    told = messages(attribution)
    assert message in [line for lines in told.values() for line in lines]


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "values", "message"), SPEAKER_RULES)
def test_rules_for_a_speaker(rule, values, message):
    speaker = make_speaker()
    check_refused(speaker, rule, values)
    told = messages(speaker)
    assert message in [line for lines in told.values() for line in lines]


@pytest.mark.django_db
@pytest.mark.parametrize("spans", [[[0.5, 2]], [[0, 2.5]], [[0.25, 0.75]]])
def test_offsets_are_whole_numbers(spans):
    check_refused(make_quote(), "quote_spans_valid", {"spans": spans})


@pytest.mark.django_db
def test_the_reason_for_withdrawing_is_not_blank():
    values = {"status": Status.WITHDRAWN, "withdrawn_reason": " \n"}
    check_refused(make_quote(), "quote_withdrawn_reason", values)


@pytest.mark.django_db
def test_spans_are_never_null():
    quote = make_quote()
    for nothing in (None, Value(None, models.JSONField())):
        with refused("spans"):
            Quote.objects.filter(pk=quote.pk).update(spans=nothing)


def test_every_constraint_is_tested():
    tables = [
        (Quote, QUOTE_RULES, {"quote_dropped_if_edited"}),
        # tests/quotes/admin/test_rechecks.py
        (
            Recheck,
            (),
            {"recheck_has_reason", "recheck_confirmed_at", "recheck_one_open"},
        ),
        (
            Attribution,
            ATTRIBUTION_RULES,
            {"attribution_once_a_speaker", "attribution_one_verified"},
        ),
        # test_speakers.py tries the dates of life.
        (
            Speaker,
            [
                *SPEAKER_RULES,
                *date_rules("born", "speaker_born"),
                *date_rules("died", "speaker_died"),
            ],
            {"speaker_wikidata_id", "speaker_died_after_birth"},
        ),
        (Alias, (), {"alias_once"}),
        (Topic, (), ()),
    ]
    for model, rules, others in tables:
        patterns = "|".join(rule for rule, *_ in rules).split("|")
        tested = {*filter(None, patterns), *others}
        assert {rule.name for rule in model._meta.constraints} == tested


@pytest.mark.django_db
def test_every_text_field_refuses_control_characters():
    quote = make_quote(
        language="fr",
        translation="Never.",
        translation_language="en",
        note="A note.",
        role_as_printed="minister",
        cue="says",
        name_as_printed="Ada",
        standing="verified",
    )
    speaker = make_speaker(aliases=["Countess"], wikidata_id="Q7259")
    for record in (
        quote,
        quote.attributions.get(),
        speaker,
        speaker.aliases.get(),
        make_topic(),
    ):
        check_control_characters(record)
