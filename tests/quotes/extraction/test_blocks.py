"""Block quotes, posts, unbalanced marks, apostrophes, and several paragraphs."""

import pytest

from quotes.extraction import find_quotes


def quotes(text):
    """Return [(words of the parts, speakers as printed), …] of a text's suggestions."""
    return [
        (
            [" ".join(text[start:end].split()) for start, end in one.content],
            [speaker.printed for speaker in one.speakers],
        )
        for one in find_quotes(text).suggestions
    ]


BLOCKS = [
    (
        "Ana Ruiz wrote to us:\n\n> We will stay here.\n>\n> For good.\n\nBo left.",
        [(["We will stay here.", "For good."], ["Ana Ruiz"])],
    ),
    ("> We will stay here.\n\n— Ana Ruiz", [(["We will stay here."], ["Ana Ruiz"])]),
    (
        "> We will stay here.\n> — Ana Ruiz, a baker\n\nBob left.",
        [(["We will stay here."], ["Ana Ruiz"])],
    ),
    (
        "Ana Ruiz told us:\n\n    We will stay here.\n\n    For good.\n\nBo left.",
        [(["We will stay here.", "For good."], ["Ana Ruiz"])],
    ),
    (
        "Mayor Bob Roe tweeted:\n\n> The road is open.\n\nNobody replied.",
        [(["The road is open."], ["Mayor Bob Roe"])],
    ),
    (
        "Ana Ruiz wrote:\n\n> “The road is open.”\n\nNobody replied.",
        [(["“The road is open.”"], ["Ana Ruiz"])],
    ),
    # Nobody is named, or it is not certain who it is.
    ("> Note: the road is closed.\n\nBob left.", []),
    ("The council decided:\n\n> The road is open.\n\nBob left.", []),
    ("To install it, run:\n\n    make run\n\nBob left.", []),
    ("Lincoln never wrote:\n\n> The road is open.\n\nBob left.", []),
]
POSTS = [
    "Ana Ruiz (@anaruiz)\nWe will not sell the mill.\n9:14 AM · May 3, 2024",
    "Ana Ruiz\n@anaruiz\n\nWe will not sell the mill.\n\n3:12 PM · 4 Mar 2023",
    "Ana Ruiz @anaruiz · May 3\nWe will not sell the mill.\n\nThe council met.",
    "We will not sell the mill. — Ana Ruiz (@anaruiz) May 3, 2024",
    "We will not sell the mill.\n— Ana Ruiz (@anaruiz) May 3, 2024\n\nThe council met.",
    "We will not sell the mill. https://t.co/abc pic.twitter.com/xyz\n\n"
    "— Ana Ruiz (@anaruiz) May 3, 2024",
]
NO_POSTS = [
    "Write to Ana Ruiz (@anaruiz) for details.\n\nThe office opens on May 3, 2024.",
    "By Ana Ruiz (@anaruiz)\nMay 3, 2024\n\nThe road is open.",
    "By Ana Ruiz (@anaruiz)\n\nThe road is open.\n\nMay 3, 2024",
    "Contact: press@northwater.example\n\nNorthwater opened a plant. May 3, 2024",
]
UNBALANCED = [
    (
        "“We lost the harvest, said the farmer in a speech.\n\n“Yes,” said Nora Quill, "
        "“and the seed too.”",
        [
            (["“We lost the harvest,"], ["the farmer"]),
            (["“Yes,”", "“and the seed too.”"], ["Nora Quill"]),
        ],
    ),
    (
        '"We are tired of this, Ann Lowe said.\n\n"So are we," Tom Berg replied.',
        [
            (['"We are tired of this,'], ["Ann Lowe"]),
            (['"So are we,"'], ["Tom Berg"]),
        ],
    ),
    (
        "“We have lost. “And we will not rest,” said the farmer.\n\n“Yes,” said Nora.",
        [
            (["“We have lost.", "“And we will not rest,”"], ["the farmer"]),
            (["“Yes,”"], ["Nora"]),
        ],
    ),
    (
        '"We lost. "And we will not rest," said the farmer.\n\n"Yes," said Nora Quill.',
        [
            (['"We lost.', '"And we will not rest,"'], ["the farmer"]),
            (['"Yes,"'], ["Nora Quill"]),
        ],
    ),
    (
        "Tom Berg said: “They closed the pit.\n\n“Nobody told us,” said Nora Quill.",
        [
            (["“They closed the pit."], ["Tom Berg"]),
            (["“Nobody told us,”"], ["Nora Quill"]),
        ],
    ),
    (
        "“The mill is ours, Ann Lowe told the crowd.\n\n“It is not,” replied Tom Berg.",
        [(["“The mill is ours,"], ["Ann Lowe"]), (["“It is not,”"], ["Tom Berg"])],
    ),
    (
        "Ann Lowe said “the mill is ours. Tom Berg said “it is not.”",
        [(["“the mill is ours."], ["Ann Lowe"]), (["“it is not.”"], ["Tom Berg"])],
    ),
    # The opposite: a quotation continues in the next paragraph.
    (
        "“The first is the land.\n\n“The second is the water,” said Nora Quill.\n\n"
        "“I agree,” said Tom Berg.",
        [
            (["“The first is the land.", "“The second is the water,”"], ["Nora Quill"]),
            (["“I agree,”"], ["Tom Berg"]),
        ],
    ),
    (
        "“My mother told me, never sell the farm.\n\n“I never did,” said Ann Lowe.",
        [
            (
                ["“My mother told me, never sell the farm.", "“I never did,”"],
                ["Ann Lowe"],
            )
        ],
    ),
]
SINGLE = [
    "‘We don’t sell the dogs’ home,’ said Mary Webb. ‘It’s the park we can’t lose.’",
    "'We don't sell the dogs' home,' said Mary Webb. 'It's the park we can't lose.'",
    "‘The workers’ rights are safe,’ said Mary Webb. ‘Nobody’s job is at risk.’",
    "‘’Twas the miners’ strike,’ said Mary Webb. ‘I’m goin’ home.’",
    "‘Rock ’n’ roll saved the ladies’ club,’ said Mary Webb. ‘The ’60s were good.’",
    "‘St James’ Park is ours,’ said Mary Webb. ‘It’s the Smiths’ favourite.’",
    "‘I told him, “Go home,” and he went,’ said Mary Webb. ‘That’s the truth.’",
]
CONTINUED = [
    'Owen Hart, a surgeon, said: "They need it.\n\n"If they wait they die," he added.',
    "Owen Hart, a surgeon, said: “They need it.\n\n“If they wait they die,” he added.",
    "Owen Hart, a surgeon in Hope, told us: “They need it.\n\n“If they wait they die,” "
    "he said.",
    "Owen Hart, 54, said: “They need it.\n\n“If they wait they die,” Hart added.",
    "Owen Hart said: ‘They need it.\n\n‘If they wait they die,’ he added.",
    "Asked about it, Owen Hart replied: “They need it.\n\n“If they wait they die.”",
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_block_quotes(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize("text", POSTS)
def test_posts(text):
    assert quotes(text) == [(["We will not sell the mill."], ["Ana Ruiz"])]
    assert find_quotes(text).suggestions[0].kind == "direct"


@pytest.mark.parametrize("text", NO_POSTS)
def test_accounts_that_are_no_posts(text):
    assert quotes(text) == []


@pytest.mark.parametrize(("text", "expected"), UNBALANCED)
def test_marks_that_are_not_closed(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize("text", SINGLE)
def test_single_marks_and_apostrophes(text):
    first, _, rest = text.partition(" said Mary Webb. ")
    assert quotes(text) == [([first, rest], ["Mary Webb"])]
    assert find_quotes(text).suggestions[0].kind == "direct"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ‘heroes’ of the miners’ strike met.", ["‘heroes’"]),
        (
            "She loved ‘Wuthering Heights’ and the Brontës’ letters.",
            ["‘Wuthering Heights’"],
        ),
        ("It was a ‘drivers’ paradise’, no less.", ["‘drivers’ paradise’"]),
        ("‘Em and the others left. Nobody knows why.", []),
        ("The Browns’ house and the Greens’ barn burned.", []),
    ],
)
def test_terms_in_single_marks(text, expected):
    assert [text[slice(*one.span)] for one in find_quotes(text).others] == expected


@pytest.mark.parametrize("text", CONTINUED)
def test_a_quote_of_several_paragraphs_has_the_speaker_who_introduces_it(text):
    ((parts, speakers),) = quotes(text)
    assert speakers == ["Owen Hart"]
    assert len(parts) == 2
    assert parts[0].strip('‘“"') == "They need it."
