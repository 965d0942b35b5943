"""The anchor names negations, conditions and exceptions that marked changes drop."""

import pytest

from quotes.anchoring import EDITED, EXACT, locate, locate_at
from quotes.anchoring.omissions import negation_before

LEASE = (
    "They agree that the owner is not allowed to end this lease unless the tenant has "
    "failed to pay."
)
ALONE = f"{LEASE.partition(' unless')[0]}."
SAW = "We came in and did not see it. We won it all."
DROPPED = [
    (LEASE, "the owner is … allowed to end this lease", "not"),
    (LEASE, "the owner is [now] allowed to end this lease", "not"),
    (LEASE, "the owner [...] allowed to end this lease", "not"),
    (LEASE, "the owner is not allowed to end this lease …", "unless, failed to"),
    (LEASE, "… allowed to end this lease", "not"),
    ("I will never leave. It is good here.", "I will … leave", "never"),
    ("We can’t, for all I know, win.", "We [can], for all I know, win.", "not"),
    ("The law does n't apply, no one does.", "The law … apply, no one does.", "not"),
    ("I will leave only if they pay.", "I will leave … they pay.", "only, if"),
    ("All may come except the mayor.", "All may come … the mayor.", "except"),
    ("They will hardly go there.", "They will [surely] go there", "hardly"),
    ("No one may enter the hall.", "… may enter the hall", "no one"),
    (SAW, "We came in … We won it all.", "not"),
    ("She is unable to come.", "She is [so]able to come", "un"),
    ("We mistrust them all.", "We [so]trust them all.", "mis"),
    ("The anti-war party won.", "The [so]war party won.", "anti-"),
    (
        "Le maire n’a jamais dit que la rue est fermée.",
        "Le maire […] dit",
        "ne, jamais",
    ),
    (
        "Le maire viendra, à moins que la rue ne soit fermée, dans une semaine.",
        "Le maire viendra … dans une semaine.",
        "à moins, ne",
    ),
    (
        "Die Stadt darf die Brücke nicht verkaufen und das ist gut.",
        "Die Stadt darf die Brücke … verkaufen",
        "nicht",
    ),
    (
        "Die Stadt darf, wenn der Rat zustimmt, die Brücke verkaufen.",
        "Die Stadt darf … die Brücke verkaufen.",
        "wenn",
    ),
    (
        "El alcalde no puede vender la casa a menos que el consejo lo permita.",
        "El alcalde … puede vender la casa",
        "no",
    ),
    (
        "El alcalde puede vender la casa, salvo los domingos, por la ley.",
        "El alcalde puede vender la casa … por la ley",
        "salvo",
    ),
    (
        "“The owner is not,” she said without pause, “allowed to end it.”",
        "The owner is … allowed to end it.",
        "not",
    ),
    (
        "The owner is allowed to end it.",
        "The owner is [not] allowed to end it",
        "[not]",
    ),
    ("We deny that the plan is good.", "We … the plan is good.", "deny"),
    ("We oppose the war in the town.", "We … the war in the town.", "oppose"),
    ("We stopped the war in the town.", "We [began] the war in the town.", "stopped"),
    ("He did everything but kill her.", "He did everything … kill her.", "but"),
    ("The plan lacks any chance of success.", "The plan … success.", "lacks"),
    ("The plan is too weak to be good.", "The plan is … good.", "too weak to"),
    ("We almost won the war there.", "We … won the war there.", "almost"),
    (
        "Wir bezweifeln, dass der Plan gut ist.",
        "Wir … der Plan gut ist.",
        "bezweifeln",
    ),
    ("Nous rejetons le plan de la ville.", "Nous … le plan de la ville.", "rejetons"),
    ("Los vecinos rechazan el plan.", "Los vecinos … el plan.", "rechazan"),
]
THINKS = "“I do not think that he lied,” she said."
OPENED = [
    ("“No voy a vender la casa”, dijo.", "[V]oy a vender la casa", "no"),
    ("“No voy a vender la casa”, dijo.", "Voy a vender la casa", "no"),
    ("“Never trust a map,” she said.", "[T]rust a map", "never"),
    ("“Never trust a map,” she said.", "Trust a map", "never"),
    (THINKS, "[H]e lied", "not"),
    (THINKS, "[The mayor] lied", "not"),
    ("“I don’t believe he lied,” she said.", "[H]e lied", "not"),
    ("There is no evidence that he lied.", "[H]e lied", "no"),
    ("We deny that he lied.", "[H]e lied", "deny"),
    ("We doubt he lied.", "[H]e lied", "doubt"),
    ("Few in this town believe that he lied.", "[H]e lied", "few"),
    ("It is impossible for us to say that he lied.", "He lied", "impossible"),
    ("Es ist falsch zu sagen, der Plan ist gut.", "[D]er Plan ist gut", "falsch"),
    ("“Nobody believes the mill is lost.”", "[T]he mill is lost", "nobody"),
    ("“Only if they pay will we go,” she said.", "[W]ill we go", "only, if"),
    ("“If they pay, we will leave,” she said.", "[W]e will leave", "if"),
    ("“Unless it rains, we will go,” she said.", "[W]e will go", "unless"),
    (LEASE, "[The owner is] allowed to end this lease", "not"),
    ("“I won’t say he lied,” she said.", "[H]e lied", "not"),
    ("“Rarely do we sell a mill,” she said.", "[W]e sell a mill", "rarely"),
    ("“Nunca vamos a vender la casa”, dijo.", "[V]amos a vender la casa", "nunca"),
    ("„Niemand will das Haus“, sagte sie.", "[W]ill das Haus", "niemand"),
    ("« Ne touchez pas la table », dit-il.", "[T]ouchez pas la table", "ne"),
    (
        "« Je ne veux pas que la ville vende la maison », dit-elle.",
        "[L]a ville vende la maison",
        "ne, pas",
    ),
    (
        "„Nie werde ich das Haus verkaufen“, sagte sie.",
        "[W]erde ich das Haus verkaufen",
        "nie",
    ),
    (
        "„Wenn der Rat zustimmt, verkaufen wir das Haus“, sagte sie.",
        "[V]erkaufen wir das Haus",
        "wenn",
    ),
    (
        "„Ich glaube nicht, dass er das gesagt hat“, sagte sie.",
        "[E]r das gesagt hat",
        "nicht",
    ),
]
GOVERNED_BY_NOTHING = [
    ("“It was late, but he lied,” she said.", "[H]e lied"),
    ("“He did not come, but he lied,” she said.", "[H]e lied"),
    ("“No, we will win it all,” she said.", "[W]e will win it all"),
    ("“It is not about us and we will win,” she said.", "[W]e will win"),
    ("“There is no doubt that we will win,” she said.", "[W]e will win"),
    ("“If you ask me, we will win,” she said.", "[W]e will win"),
    ("“I think we will win,” she said.", "[W]e will win"),
    ("She did not say “we will win it all”.", "[W]e will win it all"),
    ("“He says we will not win.”", "[W]e will not win"),
    ("“Why not? we can sell it,” he said.", "[W]e can sell it"),
    ("“Not long ago, we sold it,” he said.", "[W]e sold it"),
    ("El alcalde dijo que no, que la casa es suya.", "[L]a casa es suya"),
    ("He vowed not to repeat it.", "[N]ot to repeat it"),
    ("He vowed never to repeat it.", "Never to repeat it"),
    ("Dijo que no lo vende.", "[N]o lo vende"),
    (ALONE, "[They are not] allowed to end this lease"),
    ("“Creo que la casa es mía”, dijo.", "[L]a casa es mía"),
    ("« Je pense que la maison est belle », dit-il.", "[L]a maison est belle"),
    ("„Ich glaube, die Brücke ist alt“, sagte er.", "Die Brücke ist alt"),
]
HARMLESS = [
    *GOVERNED_BY_NOTHING,
    (ALONE, "They agree … the owner is not allowed to end this lease"),
    (ALONE, "[He] is not allowed to end this lease"),
    (ALONE, "the owner [may not] end this lease"),
    ("We came in. We did not see it. We won it all.", "We came in. … We won it all."),
    ("We came in. We did not see it. We won it all.", "We came in … We won it all."),
    ("We came in. We did not see it.", "We came in. …"),
    (
        "“The owner is,” she said without pause, “allowed to end it.”",
        "The owner is … allowed to end it.",
    ),
    ("She is unable to come.", "She is [un]able to come"),
    ("The plan, which the mayor likes a lot, is good.", "The plan … is good."),
    ("It is a sin to drink on the bench.", "It is a … drink on the bench"),
    ("It is not right to go.", "It is [sic] not right to go."),
    ("We don’t know of it.", "We [do not] know of it."),
    ("La casa es de la madre y por la ley.", "La casa … por la ley."),
    ("Die Frau noch im Haus und der Mann.", "Die Frau … und der Mann."),
    ("Le chat est dans la maison, et il dort.", "Le chat … et il dort."),
]


@pytest.mark.parametrize(("text", "words", "dropped"), DROPPED + OPENED)
def test_what_a_marked_change_drops_is_said(text, words, dropped):
    anchor = locate(text, words)
    assert (anchor.status, anchor.dropped) == (EDITED, dropped), anchor
    assert f"leave out or put in “{dropped}”" in anchor.reason
    assert locate_at(text, words, anchor.spans) == anchor


@pytest.mark.parametrize(("text", "words"), HARMLESS)
def test_other_marked_changes_drop_nothing(text, words):
    anchor = locate(text, words)
    assert (anchor.status, anchor.dropped) == (EDITED, ""), anchor


@pytest.mark.parametrize(
    ("text", "words", "before"),
    [
        (ALONE, "allowed to end this lease", "not"),
        ("“No voy a vender la casa”, dijo.", "voy a vender la casa", "no"),
        ("“Never trust a map,” she said.", "trust a map", "never"),
        ("“We will go only if they pay,” she said.", "they pay", "if"),
        (ALONE, "not allowed to end this lease", ""),
        (ALONE, "end this lease", ""),
        ("“No, we will win,” she said.", "we will win", ""),
        ("She did not. We will win.", "We will win", ""),
        ("She said no: “we will win”.", "we will win", ""),
    ],
)
def test_words_as_printed_drop_the_word_right_before_them(text, words, before):
    anchor = locate(text, words)
    assert (anchor.status, anchor.dropped) == (EDITED if before else EXACT, before)
    assert negation_before(text, anchor.spans[0][0], anchor.spans[-1][1]) == before
