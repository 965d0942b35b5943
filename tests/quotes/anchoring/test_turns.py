"""Two speakers' words never become one quote; one speaker's interrupted words do."""

import pytest

from quotes.anchoring import AMBIGUOUS, EDITED, EXACT, MISSING, locate, locate_at
from quotes.anchoring.turns import OTHER, SAME, UNSURE, turns
from tests.support.anchors import marked

ONE = [
    "“⟦We will win⟧,” she said, “⟦because we must⟧.”",
    "“⟦We will win,⟧” said Ann Lowe. “⟦It is right.⟧”",
    "“⟦We will win,⟧” said Ann Lowe, the mayor of Hope. “⟦It is right,⟧” she added.",
    "“⟦We will win,⟧” said Ann Lowe. “⟦It is right,⟧” Lowe said.",
    "“⟦We will win,⟧” Ann Lowe said on Monday, adding: “⟦It is right.⟧”",
    "Ann Lowe said: “⟦We will win.⟧” She added: “⟦Soon.⟧”",
    "Ann Lowe said: “⟦We will win.⟧” Lowe added: “⟦Soon.⟧”",
    "“⟦Will we win?⟧” she asked. “⟦Yes.⟧”",
    "„⟦Wir gewinnen⟧“, sagte Anna Lowe am Montag. „⟦Das ist gut.⟧“",
    "„⟦Wir gewinnen⟧“, sagte Anna Lowe. Sie fügte hinzu: „⟦Das ist gut.⟧“",
    "« ⟦Nous gagnerons⟧ », dit-elle. « ⟦C’est bien.⟧ »",
    "«⟦Ganaremos⟧», dijo Ana Lowe. «⟦Es bueno⟧», añadió.",
    "‘⟦We don’t sell the dogs’ home⟧,’ said Mary Webb. ‘⟦It’s the children’s park⟧.’",
    "“⟦We will win.⟧\n\n“⟦And soon.⟧”",
    "“⟦We will win!⟧” cried Dr. Ann Lowe. “⟦And soon.⟧”",
    "“⟦We will win,⟧” the mayor said. “⟦And soon,⟧” the mayor said.",
    "“⟦We will win,⟧” said Lowe, who runs the port. “⟦And soon.⟧” Bob Reed laughed.",
    "“⟦We will win,⟧” Ann Lowe told the Times. “⟦We will,⟧” Lowe told reporters.",
    "“⟦Taxes⟧,” Ann Lowe wrote in an essay for the Hope Courier, “⟦are theft.⟧”",
    "“⟦Taxes⟧,” Ann Lowe said when Bob Reed asked her, “⟦are theft.⟧”",
    "“⟦It is closed⟧,” Hart told the Courier. “⟦It will stay so⟧,” he told Reuters.",
    "“⟦It is closed⟧,” Hart said, shaking his head. He paused. “⟦It will stay so.⟧”",
    "“⟦It is closed⟧,” said Sen. Maya Hart (D-Wis.). “⟦It will stay so.⟧”",
    "“⟦It is closed⟧,” the ministry said, adding that “⟦it will stay so⟧.”",
    "“⟦It is closed⟧”, Hart wrote on X, “⟦and it will stay so⟧”.",
    "Hart said: “⟦It is closed.⟧” Pressed further, she said: “⟦It will stay so.⟧”",
    "Hart called the road “⟦closed⟧” and the bridge “⟦a disgrace⟧.”",
    "“⟦It is closed⟧,” de Jong said. “⟦It will stay so⟧,” Mr. de Jong said.",
    "„⟦Sie ist zu⟧“, so Hart. „⟦Sie bleibt zu⟧“, so Hart weiter.",
    "« ⟦Elle est fermée⟧ », a dit Mme Hart. « ⟦Elle le reste⟧ », a-t-elle ajouté.",
    "«⟦Está cerrada⟧», explicó la ministra Maya Hart. «⟦Seguirá así⟧», agregó.",
    "“⟦It is closed⟧,” Hart said. She looked at the road. “⟦It will stay so.⟧”",
    "“⟦It is closed⟧,” Hart said. Outside it rained. “⟦It will stay so.⟧”",
    "“⟦It is closed⟧,” Hart said. Hart paused. “⟦It will stay so.⟧”",
    "“⟦我爱⟧，”安娜说，“⟦这座城市。⟧”",
    "“⟦我爱这座城市，⟧”安娜说。“⟦我不走。⟧”",
    "«⟦نحب المدينة⟧»، قالت آنا، «⟦ولن نغادر⟧».",
]
TWO = [
    "“⟦We will win easily⟧,” Ann Lowe said. Bob Reed, her rival, replied: “⟦if they "
    "are blind⟧.”",
    "“⟦We will win,⟧” said Ann Lowe. “⟦It is wrong,⟧” said Bob Reed.",
    "“⟦We will win,⟧” Ann Lowe said, but Bob Reed replied: “⟦It is wrong.⟧”",
    "“⟦We will win,⟧” Ann Lowe said, and Bob Reed said, “⟦No.⟧”",
    "Ann Lowe said: “⟦We will win.⟧” Bob Reed replied: “⟦No.⟧”",
    "“⟦We will win,⟧” she said. He replied: “⟦No.⟧”",
    "“⟦We will win,⟧” she said. “⟦No,⟧” he said.",
    "“⟦We will win,⟧” said Ann Lowe.\n\n“⟦We will lose,⟧” said Bob Reed.",
    '"⟦We will win,⟧" Ann Lowe told Bob Reed. Carl Moe said: "⟦No.⟧"',
    "‘⟦We will win⟧,’ said Ann Lowe. ‘⟦We won’t⟧,’ said Bob Reed.",
    "„⟦Wir gewinnen⟧“, sagte Anna Lowe. Bob Reed erwiderte: „⟦Nein.⟧“",
    "« ⟦Nous gagnerons⟧ », dit Anne Lowe. Bob Reed répond : « ⟦Non.⟧ »",
    "« ⟦Nous gagnerons⟧ », dit Anne Lowe. « ⟦Non⟧ », dit Bob Reed.",
    "«⟦Ganaremos⟧», dijo Ana Lowe. Roberto Reed respondió: «⟦No.⟧»",
    "“⟦It is closed⟧,” Maya Hart said. “⟦No, it is open⟧,” Bob Roe shot back.",
    "“⟦It is closed⟧,” Maya Hart said. Roe disagreed: “⟦No, it is open.⟧”",
    "Maya Hart said “⟦it is closed⟧”; Bob Roe said “⟦it is open⟧.”",
    "“⟦It is closed⟧,” said Maya Hart. “⟦It is open⟧,” according to Bob Roe.",
    "“⟦It is closed⟧,” Hart said. “⟦It is open⟧,” her opponent replied.",
    "“⟦It is closed⟧,” said Maya Hart. Her husband, Bob Roe, said: “⟦It is open.⟧”",
    "„⟦Sie ist zu⟧“, sagte sie. Er antwortete: „⟦Sie ist offen.⟧“",
    "« ⟦Elle est fermée⟧ », dit-elle. « ⟦Non⟧ », dit-il.",
    "HART: “⟦It is closed.⟧” ROE: “⟦It is open.⟧”",
    "“⟦We won,⟧” said Ann Lowe; “⟦we lost,⟧” said Bob Reed.",
    "“⟦It is closed⟧,” Will said. “⟦It is open⟧,” Bob said.",
    "Maya Hart called it “⟦closed⟧,” while Bob Roe called it “⟦a disgrace⟧.”",
    "HART: ⟦It is closed.⟧\nROE: ⟦It is open.⟧",
    "Maya Hart: ⟦It is closed.⟧\nBob Roe (laughs): ⟦It is open.⟧",
    "Q. ⟦Is it closed?⟧\nA. ⟦It is.⟧",
    "Q: ⟦Is it closed?⟧\n\nA: ⟦It is.⟧",
    "—⟦Nos gusta⟧ —dijo Ana.\n—⟦A mí no⟧ —dijo Bob.",
    "— ⟦C’est fermé⟧, dit Anne.\n— ⟦Non⟧, dit Bob.",
    "安娜：⟦我爱这座城市。⟧\n鲍勃：⟦我不爱。⟧",
]
PERHAPS_TWO = [
    "“⟦We will win,⟧” Ann Lowe said. Bob Reed shook his head. He said: “⟦No.⟧”",
    "“⟦We love it,⟧” Reed said. Lowe shook her head. “⟦We will leave soon.⟧”",
    "“⟦We love it,⟧” Reed said. But Lowe disagreed. “⟦We will leave soon.⟧”",
    "“⟦We love it,⟧” Reed said. The sign reads “⟦We will leave soon.⟧”",
    "Reed called it “⟦lovely⟧” and Lowe “⟦a dump for us⟧.”",
    "Reed praised “⟦the town,⟧” Lowe “⟦the sea and the hills⟧.”",
    "“⟦我爱这座城市，⟧”安娜说。“⟦我不爱，⟧”鲍勃说。",
    "«⟦نحب المدينة⟧»، قالت آنا. «⟦لن نغادر⟧»، قال بوب.",
    "«⟦Мы любим город⟧», сказала Анна. «⟦Мы уедем⟧», сказал Боб.",
    "“⟦We will win,⟧” she said. Lowe told the council: “⟦Soon.⟧”",
    "“⟦Is it closed?⟧” the reporter asked. “⟦It is⟧,” said Maya Hart.",
    "“⟦It is closed⟧,” the mayor said. “⟦It is open⟧,” the company said.",
]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        *((text, SAME) for text in ONE),
        *((text, OTHER) for text in TWO),
        *((text, UNSURE) for text in PERHAPS_TWO),
        ("“⟦Is it closed?⟧”\n\n“⟦It is.⟧”", UNSURE),
        ('"⟦Is it closed?⟧" "⟦It is.⟧"', UNSURE),
    ],
)
def test_whether_the_parts_are_one_speakers(text, verdict):
    plain, spans = marked(text)
    assert turns(plain, spans)[0] == verdict


@pytest.mark.parametrize("joint", [" ", " … ", " [...] "])
@pytest.mark.parametrize("text", TWO)
def test_words_of_two_speakers_are_never_one_quote(text, joint):
    plain, spans = marked(text)
    words = joint.join(plain[start:end] for start, end in spans)
    for held in (plain, f"It rained.\n\n{plain} It snowed."):
        anchor = locate(held, words)
        assert anchor.status == MISSING, anchor
        if "\n" not in plain:
            assert "two people: between them stands" in anchor.reason
    with pytest.raises(ValueError, match=r"two people|has other words"):
        locate_at(plain, words, spans)


@pytest.mark.parametrize("text", ONE)
def test_words_that_a_cue_interrupts_are_one_quote(text):
    plain, spans = marked(text)
    words = " ".join(plain[start:end] for start, end in spans)
    anchor = locate(plain, words)
    assert (anchor.status, anchor.spans) == (EXACT, spans), anchor.reason


@pytest.mark.parametrize("text", PERHAPS_TWO)
def test_an_editor_may_say_that_one_speaker_said_both(text):
    plain, spans = marked(text)
    words = " ".join(plain[start:end] for start, end in spans)
    anchor = locate(plain, words)
    assert (anchor.status, anchor.places) == (AMBIGUOUS, (spans,))
    assert "give the place of each part" in anchor.reason
    assert locate_at(plain, words, spans).status == EXACT


def test_reported_words_of_two_people_are_never_one_quote():
    text = "Ann Lowe said the tax will rise soon. Bob Reed said it will never pass."
    assert (
        locate(text, "the tax will rise soon. … it will never pass").status == MISSING
    )
    text = "Ann Lowe said the tax will rise soon. She added that it will pass."
    assert locate(text, "the tax will rise soon. … it will pass").status == EDITED
    text = "“I came home late. Ann told me to leave it. I did so,” said Bob Reed."
    assert locate(text, "I came home late. … I did so").status == EDITED


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (
            "“我爱这座城市，”安娜说。“我不爱，”鲍勃说。",
            "我爱这座城市，我不爱，",
            AMBIGUOUS,
        ),
        (
            "「町が好きだ」とアナは言った。「嫌いだ」とボブは言った。",
            "町が好きだ…嫌いだ",
            AMBIGUOUS,
        ),
        (
            "REED: We love it.\nLOWE: We will leave.",
            "We love it. [We] will leave.",
            MISSING,
        ),
        (
            "We love it.\nLOWE: We will leave.",
            "We love it. … We will leave.",
            AMBIGUOUS,
        ),
        ("REED — We love it.\nLOWE — We leave.", "We love it. … We leave.", MISSING),
        ("First: We love it.\nSecond: We stay.", "We love it. … We stay.", AMBIGUOUS),
        (
            "„Αγαπάμε“, είπε η Άννα. „Θα φύγουμε“, είπε ο Μπομπ.",
            "Αγαπάμε … Θα φύγουμε",
            AMBIGUOUS,
        ),
        ("We list:\n- the jobs\n- the peace", "the jobs … the peace", AMBIGUOUS),
        ("I say: We love it.\nAnd we stay.", "We love it. … we stay.", EDITED),
    ],
)
def test_words_of_two_speakers_without_cues_that_are_read(text, words, status):
    assert locate(text, words).status == status


def test_an_ellipsis_may_leave_out_another_speakers_words():
    transcript = "HART: It is closed.\nROE: No.\nHART: It will stay so."
    assert locate(transcript, "It is closed. … It will stay so.").status == EDITED
    text = (
        "“We will win,” said Ann Lowe. “Never,” said Bob Reed. “We will do it soon,” "
        "said Ann Lowe."
    )
    assert locate(text, "We will win, … We will do it soon").status == EDITED
    assert locate(text, "Never, … We will do it soon").status == MISSING
