"""Whether two wordings are one saying: own examples of each class."""

import pytest

from quotes.sayings.judging import PROPOSE, judge_all, may_be_grouped
from quotes.sayings.words import wording


def judge(one, other):
    """Return the Relation of two texts."""
    return judge_all([(wording(one), wording(other))])[0]


SAME = [
    # Typography, case and spelling.
    (
        "“All’s well that ends well”, said the miller.",
        "ALL'S WELL THAT ENDS WELL said the miller",
    ),
    (
        "The colour of honour is grey in the harbour.",
        "The color of honor is gray in the harbor.",
    ),
    # Misprints.
    (
        "A stitch in time saves nine garments from the moth.",
        "A stich in time saves nine garmnets from the moth.",
    ),
    # A byline, or the name of a law, in the text.
    (
        "The cheapest lawyer is the most expensive one.",
        "The cheapest lawyer is the most expensive one. -- Hannah Verbeek",
    ),
    (
        "Any queue you leave begins to move at once.",
        "Dekker’s Law: Any queue you leave begins to move at once.",
    ),
    # Other words.
    (
        "He who digs a grave for another falls into it himself.",
        "Whoever digs a grave for others will fall into it himself.",
    ),
    (
        "A committee is a group that keeps minutes and loses hours.",
        "Committees are groups that keep minutes and lose hours.",
    ),
    # Other languages.
    (
        "Der Zweck heiligt nicht immer die Mittel, mein Freund.",
        "Der Zweck heiligt nicht immer die Mittel, mein lieber Freund.",
    ),
    (
        "Les absents ont toujours tort, disait la meunière.",
        "Les absents ont toujours tort disait la meuniere.",
    ),
]
OPPOSITE = [
    (
        "A wise ruler fears his people more than his enemies.",
        "A wise ruler fears his enemies more than his people.",
    ),
    (
        "The law protects the rich against the poor.",
        "The law protects the poor against the rich.",
    ),
    (
        "This treaty will bring peace to the continent.",
        "This treaty will not bring peace to the continent.",
    ),
    (
        "Nobody was ever ruined by telling the truth in court.",
        "Many were ruined by telling the truth in court.",
    ),
    (
        "Alles Gute kommt von oben, sagte der Bäcker.",
        "Nicht alles Gute kommt von oben, sagte der Bäcker.",
    ),
]
OTHER = [
    # A template with other contents, a shared opening, a parody.
    (
        "When in doubt, mumble something in Latin.",
        "When in doubt, paint the fence again.",
    ),
    (
        "Give a man a bicycle and he rides to work.",
        "Give a man a violin and his neighbours move.",
    ),
    (
        "The trouble with opera is that nobody sings in tune.",
        "The trouble with sheep is that they never read.",
    ),
    (
        "My fellow citizens, the harvest has failed again.",
        "My fellow citizens, our railways need new bridges.",
    ),
    (
        "It is not enough to win the lottery.",
        "It is not enough to paint a ceiling; it must dry.",
    ),
    # Figures.
    (
        "The budget for 1967 is $126 billion.",
        "The school lunches in 1968 were paid by 12 counties.",
    ),
    ("So many bishops, so little time!", "So many ferries, so little time!"),
    (
        "Cultivate patience in the garden, and it will bear fruit.",
        "Cultivate patience in the parish, and it will be praised.",
    ),
    (
        "Blessed is the clerk who expects a letter, for he shall wait.",
        "Blessed is the miller who expects a flood, for he shall build.",
    ),
    (
        "Drink tea before noon. -- Sign in the kitchen of the observatory",
        "Mind the telescope. -- Sign in the kitchen of the observatory",
    ),
    (
        "Ladies and gentlemen, members of the council, the bridge is closed.",
        "Ladies and gentlemen, members of the council, the mill has burned.",
    ),
    ("He who laughs, lasts.", "He who laughs last is probably the landlord."),
    (
        "Der Zweck heiligt die Mittel.",
        "Der Zweck ist ein Fisch im Netz des alten Müllers.",
    ),
    (
        "La vie est un long fleuve tranquille.",
        "La vie est un théâtre sans rideau.",
    ),
    (
        "I came, I saw, I missed the train.",
        "I came, I saw, I bought a postcard of the harbour.",
    ),
    # Function words.
    ("It is what it was, and so are we.", "It was what it is, and so were you."),
    ("We would have been there if they had.", "They would have been here if we had."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_saying(one, other):
    found = judge(one, other)
    assert found.joins, found


@pytest.mark.parametrize(("one", "other"), OPPOSITE)
def test_opposites_never_join(one, other):
    found = judge(one, other)
    assert not found.joins, found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        # Contraries, in any form.
        ("We will {} taxes on working families next year.", "raise", "cut"),
        ("I {} this bill because the country needs it.", "support", "oppose"),
        ("Unemployment {} in the last three months.", "rose sharply", "fell sharply"),
        ("The minister {} the report about the water.", "confirmed", "denied"),
        ("The company made a {} of two million dollars.", "profit", "loss"),
        ("The jury found that the mayor is {} of the charges.", "innocent", "guilty"),
        ("The drinking water in this town is {} for children.", "safe", "unsafe"),
        ("The court ruled that the law is {} in this state.", "legal", "illegal"),
        ("The treatment is {} for children under five.", "harmful", "harmless"),
        ("{} are better drivers according to the study.", "Men", "Women"),
        ("{} the council acts the bridge will be closed in March.", "If", "Unless"),
        ("{} is the finest judge that this country has seen.", "He", "She"),
        ("It costs five {} to feed a child in this town.", "dollars", "pounds"),
        ("The harbour of our town will be closed for three {}.", "days", "months"),
        ("The ferry to the islands sails on {} morning.", "Monday", "Friday"),
        # Numbers.
        ("Taxes will rise by {} percent in the coming year.", "three", "thirty"),
        ("Taxes will rise by {} percent in the coming year.", "30", "twenty five"),
        ("It happened in the {} century in Spain.", "nineteenth", "twentieth"),
        ("There were {} of people in the square.", "dozens", "thousands"),
        ("The war will end in {} according to the general.", "2024", "2042"),
        # Names, also as the first word.
        ("The {} have ruined this country.", "Democrats", "Republicans"),
        ("{} started this war and must end it.", "Russia", "Ukraine"),
        ("{} stole the money from the safe.", "John", "Peter"),
        ("The law was signed by {} in the garden.", "Barack Obama", "Donald Trump"),
        # Other languages.
        ("Wir werden die Steuern im kommenden Jahr {}.", "erhöhen", "senken"),
        ("Nous allons {} les impôts des familles.", "augmenter", "réduire"),
        ("De regering gaat de belastingen {}.", "verhogen", "verlagen"),
        ("Rząd zamierza {} podatki w przyszłym roku.", "podnieść", "obniżyć"),
    ],
)
def test_one_word_that_says_something_else_is_at_most_proposed(text, one, other):
    found = judge(text.format(one), text.format(other))
    assert not found.joins, found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Eighty percent of {} is showing up.", "success", "sucess"),
        ("We sold {} ferries to the harbour of Delft.", "18", "eighteen"),
        ("The world rewards {} workers in every harbour.", "thankful", "grateful"),
        ("He said that {} paid for the old bridge.", "Lindqvist", "Lindquist"),
    ],
)
def test_misprints_and_synonyms_say_the_same(text, one, other):
    assert judge(text.format(one), text.format(other)).joins


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_templates_and_openings_never_join(one, other):
    found = judge(one, other)
    assert not found.joins, found


def test_short_words_within_a_long_passage_are_proposed():
    one = "A ferry waits for nobody, said the old miller of Delft."
    other = (
        "My grandfather knew the harbour as other men know their gardens, and he "
        "would point at the clock of Saint Lawrence while the passengers were still "
        f"arguing with the porter about luggage. {one} Then he laughed, and we ran."
    )
    found = judge(one, other)
    assert (found.kind, found.joins) == ("part", False)
    assert found.chance >= PROPOSE


def test_old_forms_and_bylines_do_not_count():
    pairs = [
        (
            "Necessity hath no law in the harbour.",
            "Necessity has no law in the harbour.",
        ),
        (
            "’Tis the empty barrel that maketh the most noise.",
            "It is the empty barrel that makes the most noise.",
        ),
        (
            "The tide waits for no ferryman.",
            "The tide waits for no ferryman. -- from a letter to the harbour master",
        ),
    ]
    for one, other in pairs:
        assert judge(one, other).joins, (one, other)


def test_translations_do_not_join():
    pairs = [
        ("I think, therefore I am.", "Ich denke, also bin ich."),
        ("The state, that is me.", "L’État, c’est moi."),
        (
            "To be or not to be, that is the question.",
            "Sein oder Nichtsein, das ist die Frage.",
        ),
    ]
    for one, other in pairs:
        assert not judge(one, other).joins


def test_a_part_and_what_it_is_part_of():
    short = "A nation that forgets its harbours will soon forget its sailors."
    long = f"{short} We have seen the cranes rust at Antwerp."
    assert judge(short, long).kind == "part"
    assert judge(long, short).kind == "extension"


def test_a_verdict_does_not_depend_on_the_order():
    for one, other in [*SAME, *OPPOSITE, *OTHER]:
        there, back = (
            judge(one, other),
            judge(other, one),
        )
        assert there.chance == pytest.approx(back.chance)
        assert there == back.reversed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Thank you very much.",
        "It is what it is.",
        "And so to us all.",
        "1 2 3",
        "!?",
    ],
)
def test_what_says_too_little_is_not_grouped(text):
    assert not may_be_grouped(wording(text))


def test_long_and_strange_texts_take_bounded_time():
    texts = [
        "the of and to " * 5_000,
        "word " * 4_000,
        "x" * 20_000,
        "战争与和平" * 2_000,
    ]
    for one in texts:
        for other in texts:
            judge(one, other + " end")
