"""“She said” is listed if another may be meant now, and only then."""

import pytest

from quotes.anchoring.surroundings import changed_speaker, read_surroundings

WORDS = "We need a roof"
PRONOUNS = {
    "after it": "“We need a roof,” she said.",
    "before it": "She said: “We need a roof.”",
    "a lead-in that runs on": "She says it is time, and that “We need a roof” again.",
    "French": "« We need a roof », dit-elle.",
    "German": "„We need a roof“, sagte sie.",
    "German, turned": "Am Montag sagte sie: „We need a roof.“",
    "Spanish": "«We need a roof», dijo ella.",
}


def changed(old, new, own=PRONOUNS["after it"], words=()):
    """Return whether a change above the quote's paragraph is reported.

    The rest of the article has these words.
    """
    around = [
        read_surroundings(text, ((at := text.index(WORDS), at + len(WORDS)),))
        for text in (f"{old}{own}", f"{new}{own}")
    ]
    return bool(changed_speaker(*around, words.__contains__))


#: (text before the pronoun, the same in the new text): the same person is meant.
SAME = [
    ("Ann Lowe stood up.\n\n", "Ann Lowe stood up slowly, in the rain.\n\n"),
    ("Ann Lowe stood up.\n\n", "Ann Lowe stood up.\n\nThe rain fell.\n\n"),
    ("Ann Lowe stood up.\n\n", "Ann Lowe stood up.\n\nThat’s all.\n\n"),
    (
        "Ann Lowe stood up.\n\n",
        "Ann Lowe stood up.\n\nAlthough it rained, all came.\n\n",
    ),
    ("Ann Lowe stood up.\n\n", "Ann Lowe stood up.\n\nIt was cold in Hope.\n\n"),
    ("Ann Lowe stood up. ", "Eva Fox left. Ann Lowe stood up. "),
    ("Ann Lowe stood up.\n\n", "Eva Fox left.\n\nAnn Lowe stood up.\n\n"),
    ("Eva Fox left.\n\nAnn Lowe rose.\n\n", "Ann Lowe rose.\n\n"),
    ("Lowe stood up.\n\n", "Ann Lowe stood up.\n\n"),
    ("Ann Lowe, the mayor, rose.\n\n", "Lowe, the mayor, rose.\n\n"),
    ("Lowe’s turn came.\n\n", "Lowe had her turn.\n\n"),
    ("Ann Lowe met Eva Fox.\n\n", "Ann Lowe met a friend.\n\n"),
    ("Ann Lowe rose.\n\n“So,” she said.\n\n", "Ann Lowe rose.\n\n“No,” she said.\n\n"),
    ("“Eva Fox is right,” Ann Lowe said.\n\n", "“Bob is right,” Ann Lowe said.\n\n"),
    ("Anne Leroux se lève.\n\n", "Anne Leroux se lève enfin.\n\nAprès cela, rien.\n\n"),
    (
        "Eva Kern steht auf.\n\n",
        "Eva Kern steht auf.\n\nNach dem Regen kam die Sonne.\n\n",
    ),
    ("Ana Paz se levanta.\n\n", "Ana Paz se levanta.\n\nAunque llueve, habla.\n\n"),
]
#: The same, and somebody else may be meant.
ANOTHER = [
    ("Ann Lowe stood up.\n\n", "Eva Fox stood up.\n\n"),
    ("Ann Lowe stood up. ", "Eva Fox stood up. "),
    ("Lowe stood up.\n\n", "Fox stood up.\n\n"),
    ("Ann Lowe stood up.\n\n", "Ann Lowe stood up.\n\nEva Fox laughed.\n\n"),
    ("Ann Lowe met Eva Fox.\n\n", "Eva Fox came.\n\n"),
    ("Bob Reed thanked Ann Lowe.\n\n", "Bob Reed thanked Eva Fox.\n\n"),
    ("Ann Lowe stood up.\n\n", "Eva Lowe stood up.\n\n"),
    ("Eva Fox left.\n\nAnn Lowe rose.\n\n", "Eva Fox left.\n\n"),
    ("Ann Lowe rose.\n\nIt rained.\n\n", "It rained.\n\n"),
    (
        "Ann Lowe rose.\n\n“So,” she said.\n\n",
        "Ann Lowe rose.\n\n“So,” she said.\n\nEva Fox laughed.\n\n",
    ),
    ("“It is over,” Ann Lowe said.\n\n", "“It is over,” Eva Fox said.\n\n"),
    ("Will Penn rose.\n\n", "Will Stone rose.\n\n"),
    ("Anne Leroux se lève.\n\n", "Julie Petit se lève.\n\n"),
    ("Eva Kern steht auf.\n\n", "Eva Kern steht auf.\n\nJutta Lang lacht.\n\n"),
    ("Ana Paz se levanta.\n\n", "Eva Ruiz se levanta.\n\n"),
]


@pytest.mark.parametrize("own", PRONOUNS.values(), ids=PRONOUNS)
@pytest.mark.parametrize(("old", "new"), SAME)
def test_the_same_person_before_a_pronoun_is_not_listed(old, new, own):
    assert not changed(old, new, own)


@pytest.mark.parametrize("own", PRONOUNS.values(), ids=PRONOUNS)
@pytest.mark.parametrize(("old", "new"), ANOTHER)
def test_another_person_before_a_pronoun_is_listed(old, new, own):
    assert changed(old, new, own)


@pytest.mark.parametrize(
    "own",
    [
        "Ann Lowe said she was glad, because “We need a roof.”",
        "Ann Lowe says she is glad of what she calls “We need a roof.”",
        "Ann Lowe said she was late. She says that “We need a roof.”",
        "The senator said he would shout “We need a roof.”",
        "The mayor asked them to think of it, and said: “We need a roof.”",
        "“We need a roof,” the mayor said.",
        "Bob Reed wrote that “We need a roof.”",
        "„We need a roof“, sagte Eva Kern.",
    ],
)
def test_who_is_named_beside_the_quote_does_not_depend_on_what_is_above(own):
    for old, new in ANOTHER:
        if new.endswith("\n\n") and old.endswith("\n\n"):
            assert not changed(old, new, own)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Ann Lowe says she has what she calls ",
            "Eva Fox says she has what she calls ",
        ),
        ("Ann Lowe said she was glad, because ", "Eva Fox said she was glad, because "),
        ("The senator said he would shout ", "The mayor said he would shout "),
    ],
)
def test_another_subject_of_the_lead_in_is_listed(old, new):
    own = "“We need a roof.”"
    assert changed(old, new, own)
    assert not changed(f"It rained. {old}", f"It snowed. {old}", own)


@pytest.mark.parametrize(
    ("old", "new", "listed"),
    [
        ("Ann Lowe rose.\n\nSnow fell.", "Ann Lowe rose.\n\nDoctors left.", False),
        ("Ann Lowe rose. Snow fell.", "Ann Lowe rose. Doctors left.", False),
        ("Ann Lowe rose.\n\nSnow fell.", "Ann Lowe rose.\n\nFox left.", True),
        ("Eva Snow rose. Ann Lowe came.", "Eva Snow rose. Snow came.", True),
        ("Eva Snow rose.\n\nDoctors came.", "Eva Snow rose.\n\nFox came.", True),
    ],
)
@pytest.mark.parametrize("own", PRONOUNS.values(), ids=PRONOUNS)
def test_the_first_word_of_a_sentence_is_no_name_if_the_article_has_it_in_small_letters(
    old, new, listed, own
):
    words = "snow", "doctors"
    assert changed(f"{old}\n\n", f"{new}\n\n", own, words) is listed
