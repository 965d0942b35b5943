"""Unmarked cuts right next to a negation, a condition or an exception."""

import pytest

from quotes.anchoring import EDITED, EXACT, locate
from quotes.anchoring.context_dependence import cut_without_mark
from tests.quotes.anchoring.test_relocation import moved

#: (text, words of the quote, what their cut leaves out)
CUTS = [
    ("“I will go unless it rains,” he said.", "I will go", "unless"),
    ("“I will go, unless it rains,” he said.", "I will go", "unless"),
    (
        "She said: “We will pay only if they ask for it and we have the money.”",
        "We will pay",
        "only if",
    ),
    (
        "“The owner is not allowed to end this lease,” she said of the house.",
        "allowed to end this lease",
        "not",
    ),
    (
        "“Everybody may come except the mayor of the city,” he said.",
        "Everybody may come",
        "except",
    ),
    (
        "„Wir kommen, wenn es nicht regnet und die Straße frei ist“, sagte sie.",
        "Wir kommen",
        "wenn",
    ),
    (
        "„Ich trete zurück, es sei denn, die Wähler wollen mich“, sagte er der Presse.",
        "Ich trete zurück",
        "es sei denn",
    ),
    (
        "« Nous viendrons si la pluie cesse et que la route est libre », dit-il.",
        "Nous viendrons",
        "si",
    ),
    (
        "« Je pars, à moins que le maire ne vienne », dit-elle à la presse.",
        "Je pars",
        "à moins",
    ),
    ("«Iremos si la lluvia para y el camino está libre», dijo.", "Iremos", "si"),
    (
        "«Pagaremos, siempre que lo pidan los vecinos», dijo la alcaldesa.",
        "Pagaremos",
        "siempre que",
    ),
    (
        "“I didn't say that the mayor lied to the city,” she said.",
        "say that the mayor lied",
        "n't",
    ),
    (
        "“I would never vote for the bridge and the road,” she said.",
        "vote for the bridge",
        "never",
    ),
    (
        "“You can stay – provided you pay the rent of the year,” he said.",
        "You can stay",
        "provided",
    ),
    (
        "“It is safe so long as nobody touches it,” said the engineer.",
        "It is safe",
        "so long as",
    ),
    (
        "“We do not know if and when,” he said, “but I will never forgive the bank.”",
        "forgive the bank",
        "never",
    ),
    (
        "„Das Bad ist nicht sicher für die Kinder der Stadt“, sagte sie.",
        "sicher für die Kinder",
        "nicht",
    ),
    (
        "« Je n’ai jamais dit que la ville est pauvre », dit-elle.",
        "dit que la ville est pauvre",
        "jamais",
    ),
    ("«Мы не хотим войны с соседями», — сказал он.", "хотим войны с соседями", "не"),
    (
        "«Noi non vogliamo la guerra con i vicini», disse.",
        "vogliamo la guerra con i vicini",
        "non",
    ),
    (
        "«Nessuno vuole la guerra con i vicini», disse.",
        "vuole la guerra con i vicini",
        "nessuno",
    ),
    (
        "« Nous ne voulons plus la guerre avec nos voisins », dit-il.",
        "voulons plus la guerre avec nos voisins",
        "ne",
    ),
    (
        "«Nós não queremos a guerra com os vizinhos», disse ela.",
        "queremos a guerra com os vizinhos",
        "não",
    ),
    (
        "“Wij hebben nooit oorlog gewild met de buren”, zei hij.",
        "oorlog gewild met de buren",
        "nooit",
    ),
    (
        "„Wir wollen keinen Krieg mit den Nachbarn“, sagte sie.",
        "Krieg mit den Nachbarn",
        "keinen",
    ),
    ("«نحن لا نريد الحرب مع الجيران»", "نريد الحرب مع الجيران", "لا"),
    ("”אנחנו לא רוצים מלחמה עם השכנים“", "רוצים מלחמה עם השכנים", "לא"),
    ("他说：“我们不要战争。”", "要战争", "不"),
    ("เขาพูดว่า “เราไม่ต้องการสงคราม”", "ต้องการสงคราม", "ไม่"),
    (
        "“We ended it without a plan for the town,” he said.",
        "a plan for the town",
        "without",
    ),
    (
        "„Wir wollen den Krieg mit den Nachbarn nicht.“",
        "Wir wollen den Krieg mit den Nachbarn",
        "nicht",
    ),
    (
        "„Wir wollen den Krieg mit ihnen nicht führen“, sagte sie.",
        "Wir wollen den Krieg mit ihnen",
        "nicht",
    ),
    (
        "“Wij willen de oorlog met de buren niet.”",
        "Wij willen de oorlog met de buren",
        "niet",
    ),
    ("“I like it in the town not,” he said.", "I like it in the town", "not"),
    ("“I love the old town — not.”", "I love the old town", "not"),
    ("“I love the old town, but never!”", "I love the old town", "never"),
    (
        "« J’aime la guerre de la ville pas du tout », dit-il.",
        "J’aime la guerre de la ville",
        "pas",
    ),
    ("「私たちは戦争が好きではない」", "私たちは戦争が好き", "ない"),
    ("“हम युद्ध नहीं चाहते।”", "हम युद्ध", "नहीं"),
    ("“We have won it, or so they claim,” he said.", "We have won it", "or so"),
    (
        "„Wir lieben den Krieg der Stadt überhaupt nicht.“",
        "Wir lieben den Krieg der Stadt",
        "nicht",
    ),
    ("“I love the old town (not).”", "I love the old town", "not"),
    ("“I love the old town... not!”", "I love the old town", "not"),
    ("“We have won it, or did we?”", "We have won it", "or did"),
    ("“Everybody may come, save the poor.”", "Everybody may come", "save"),
    ("”Vi vill inte ha krig med dem.”", "ha krig med dem", "inte"),
    ("„Nie chcemy wojny z nimi.”", "chcemy wojny z nimi", "nie"),
    ("«Δεν θέλουμε πόλεμο με αυτούς.»", "θέλουμε πόλεμο με αυτούς", "δεν"),
    ("“我们从来没有说过要打仗。”", "说过要打仗", "没有"),
    ("“우리는 전쟁을 원하지 않는다.”", "우리는 전쟁을 원하지", "않"),
    ("“Everybody may come but the poor.”", "Everybody may come", "but"),
]
#: (text, words of the quote) whose cut, if it is one, leaves the sense as it is.
NO_CUTS = [
    ("“I will go,” he said. Unless it rains, she will go too.", "I will go"),
    ("“I will go,” he said unless asked.", "I will go,"),
    ("“I will go.” If it rains, she stays.", "I will go"),
    ("“I will go. If it rains, I stay,” he said.", "I will go"),
    ("It was not “allowed to end this lease”, she said.", "allowed to end this lease"),
    ("“No doubt he lied to the house,” she said.", "he lied to the house"),
    ("“The bridge is if anything too old,” he said.", "too old"),
    ("“We all know of the sin of pride,” he said.", "We all know of the"),
    ("“I will go and that is it,” he said.", "I will go"),
    ("“I think, if anything, that the road is bad,” he said.", "I think"),
    ("“It is not only the road that is bad,” he said.", "the road that is bad"),
    ("“I asked if she had seen the boat,” he said.", "I asked"),
    ("“I wonder if it rains in the valley,” he said.", "I wonder"),
    ("“It looks as if the house is old,” she said.", "It looks as"),
    ("Asked of it, Reed said only that they came.", "that they came"),
    ("“We love the town, not the mayor,” he said.", "We love the town"),
    ("“We love the town not only in May,” he said.", "We love the town"),
    ("“We all love the town but the mayor left,” he said.", "We all love the town"),
    ("„Das ist gut für die Stadt, nicht?“", "Das ist gut für die Stadt"),
    ("« Je n’aime pas la ville », dit-il.", "Je n’aime"),
    ("“We won,” or so they claim.", "We won"),
    ("“Nobody came,” he said. “I went.”", "I went"),
    ("« Je demande si la route est libre », dit-il.", "Je demande"),
    ("„Ich frage mich, ob das geht“, sagte sie.", "Ich frage mich"),
    ("“We will stay and, if necessary, pay the rent,” he said.", "We will stay and"),
    ("“It is true, as far as I know.” If so, why?", "It is true, as far as I know"),
]


@pytest.mark.parametrize(("text", "words", "left_out"), CUTS)
def test_a_cut_beside_a_condition_is_edited_and_says_what_it_leaves_out(
    text, words, left_out
):
    found = locate(text, words)
    assert (found.status, found.dropped) == (EDITED, left_out)
    assert "without a mark" in found.reason


@pytest.mark.parametrize(("text", "words"), NO_CUTS)
def test_other_edges_are_left_alone(text, words):
    start = text.index(words)
    assert cut_without_mark(text, ((start, start + len(words)),), words) == ""


def test_a_condition_that_is_added_to_a_printed_sentence_is_seen():
    old = "Ann Lowe rose. “⟦I will go⟧,” she said of the vote, and sat down again."
    new = old.replace("⟧", " unless it rains").replace("⟦I will go", "⟦I will go⟧")
    anchor, _, there = moved(old, new, "I will go")
    assert (anchor.status, anchor.spans) == (EDITED, there)
    assert (anchor.dropped, bool(anchor.recheck)) == ("unless", True)
    unchanged, _, _ = moved(old, f"{old} It ended.", "I will go")
    assert (unchanged.status, unchanged.dropped) == (EXACT, "")
