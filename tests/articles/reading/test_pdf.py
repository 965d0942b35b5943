"""The text of PDFs with its pages, and files that cannot be read."""

import pytest

from articles.reading.documents import Document, DocumentError
from articles.reading.file_properties import read_document
from articles.reading.pdf import MAX_PAGES, read_pdf
from articles.reading.subprocess import ReadingError, read_document_in_subprocess
from articles.text_matching.printed_pages import mark_pages, place_pages
from tests.support.pdf_files import ENCRYPTED, column, make_pdf

BODY = [
    "“We will rebuild the har-",
    "bour,” said Ada Moreau, the mayor, who",
    "has a well-known plan for the old town.",
    "The harbour has been closed for years.",
]
BODY_READ = (
    "“We will rebuild the harbour,” said Ada Moreau, the mayor, who has a well-known "
    "plan for the old town. The harbour has been closed for years."
)


def page(number, lines=BODY, head="The Vauville Daily"):
    return [
        (72, 760, 9, head),
        *column(72, 690, lines),
        *([(300, 30, 9, str(number))] if number else []),
    ]


def test_pages_without_their_running_heads_and_numbers():
    document = read_pdf(make_pdf([page(number) for number in (41, 42, 43)]))
    assert document.pages == [[number, BODY_READ] for number in ("41", "42", "43")]
    assert document.text == "\n\n".join([BODY_READ] * 3)
    notes = " ".join(document.notes)
    assert "as printed, 41 to 43" in notes and "“The Vauville Daily”" in notes
    assert "3 words that lines divide were joined" in notes


def test_numbers_of_pages():
    words = ["One page of words.", "And a second line."]
    labels = "/PageLabels << /Nums [0 << /S /r >>] >>"
    cases = [
        # (number printed on each page, catalog, numbers)
        ([0, 0, 0], "", ["1", "2", "3"]),
        ([0, 0, 0], labels, ["i", "ii", "iii"]),
        ([0, 8, 9], labels, ["7", "8", "9"]),
        # Numbers that do not count up are not those of pages.
        ([7, 3, 90], "", ["1", "2", "3"]),
        ([0], "", ["1"]),
    ]
    for printed, catalog, numbers in cases:
        made = make_pdf([page(each, words, "") for each in printed], catalog=catalog)
        found = read_pdf(made).pages
        assert [number for number, _ in found] == numbers


def test_columns_are_read_one_after_the_other():
    left = [f"left {at} words of the column" for at in range(6)]
    right = [f"right {at} words of the column" for at in range(6)]
    title = [(72, 720, 18, "A title across both columns of the page")]
    one_by_one = [*title, *column(72, 690, left), *column(320, 690, right)]
    across = [*title]
    for pair in zip(column(72, 690, left), column(320, 690, right), strict=True):
        across += pair
    for lines in (one_by_one, across):
        text = read_pdf(make_pdf([lines])).text
        words = " ".join(text.split())
        assert words == " ".join(
            ["A title across both columns of the page", *left, *right]
        )
        assert text.startswith("A title across both columns of the page\n\nleft 0")


def test_paragraphs_and_words_over_pages():
    lines = [*column(72, 690, BODY[2:]), *column(72, 640, BODY[2:])]
    assert read_pdf(make_pdf([lines])).text.count("\n\n") == 1
    first, second = column(72, 690, ["It goes on over"]), column(72, 690, ["the page."])
    assert read_pdf(make_pdf([first, second])).text == "It goes on over the page."


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("That is the exam-", "ple of it.", "That is the example of it."),
        ("It is well-", "known here.", "It is well-known here."),
        ("The pre-", "and post-war years.", "The pre- and post-war years."),
        ("He met Anglo-", "Americans.", "He met Anglo-\n\nAmericans."),
        ("They left -", "and came back.", "They left - and came back."),
    ],
)
def test_words_that_two_pages_divide(above, below, text):
    document = read_pdf(make_pdf([column(72, 690, [each]) for each in (above, below)]))
    assert document.text == text
    assert document.pages == [["1", above], ["2", below]]
    places = place_pages(document.text, mark_pages(document.pages))
    assert [text[start:].split()[0] for _, start, _ in places] == [
        above.split()[0],
        below.split()[0],
    ]


@pytest.mark.parametrize("turn", range(4))
def test_text_runs_in_any_direction(turn):
    x, y = ((72, 690), (540, 720), (540, 72), (72, 72))[turn]
    ahead, below = ((0, -12), (-12, 0), (0, 12), (12, 0))[turn], len(BODY)
    lines = [
        (x + ahead[0] * at, y + ahead[1] * at, 10, BODY[at], turn)
        for at in range(below)
    ]
    stamp = (300, 300, 10, "a stamp beside it", (turn + 1) % 4)
    document = read_pdf(make_pdf([[*lines, stamp]]))
    assert document.text == f"{BODY_READ}\n\na stamp beside it"


def test_lines_of_small_letters_and_letters_above_the_line_stay_in_the_paragraph():
    words = "“We built the big old harbour and we"
    small = "are as we were or are we now as we"
    width = 5 * len("word")
    raised = [(72, 654, 10, "word"), (72 + width, 658, 7, "3"), (98, 654, 10, "more.")]
    made = make_pdf(
        [[*column(72, 690, [words, small, "never were, who knows"]), *raised]]
    )
    joined = f"{words} {small} never were, who knows"
    assert read_pdf(made).text == f"{joined} word3 more."


def test_three_columns_that_are_written_across():
    columns = [[f"{at} words that fill column {c}" for at in range(6)] for c in "abc"]
    across = [
        (60 + 170 * place, 690 - 12 * at, 10, lines[at])
        for at in range(6)
        for place, lines in enumerate(columns)
    ]
    text = " ".join(line for lines in columns for line in lines)
    assert read_pdf(make_pdf([across])).text == text


def test_rows_of_a_table_stay_rows():
    rows = [("Ann Lowe", "“We won”", "2021"), ("Bob Reed", "“We lost it”", "2022")] * 4
    cells = [
        (60 + 170 * place, 690 - 12 * at, 10, cell)
        for at, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    text = " ".join(cell for row in rows for cell in row)
    assert read_pdf(make_pdf([cells])).text == text


def test_numbers_of_lines_are_a_column():
    words = [
        f"{word} words that fill the line" for word in ("One", "two", "six", "ten")
    ]
    numbered = [
        row
        for at, line in enumerate(words)
        for row in ((60, 690 - 12 * at, 10, f"{at + 1}"), (90, 690 - 12 * at, 10, line))
    ]
    assert " ".join(words) in read_pdf(make_pdf([numbered])).text


def test_lines_from_the_last_to_the_first():
    lines = column(72, 690, BODY)
    assert read_pdf(make_pdf([lines[::-1]])).text == BODY_READ


@pytest.mark.parametrize(
    ("letter", "rest", "text"),
    [
        ("T", "he mayor said that “we", "The mayor said that “we will win”."),
        ("“W", "e will never, said he, we", "“We will never, said he, we will win”."),
        ("A", "mayor said that “we", "A mayor said that “we will win”."),
    ],
)
def test_a_large_first_letter_belongs_to_its_word(letter, rest, text):
    x = 72 + 18 * len(letter) + 8 * (letter == "“W")
    for gap in (1, 20):
        made = column(x + gap, 686, [rest, "will win”."])
        assert read_pdf(make_pdf([[(72, 666, 30, letter), *made]])).text == text


def test_signs_without_a_letter_are_shown():
    lines = column(72, 690, ["$We won# ^ again&, said Ada Moreau of 8.", BODY[1]])
    letters = {
        "#": "\x11",
        "$": "\x93",
        "&": "\x94",
        "^": "\U0001f389",
        "8": "\U00020bb7",
    }
    document = read_pdf(make_pdf([lines], letters=letters))
    assert document.text.startswith("“We won\ufffd 🎉 again”, said Ada Moreau of 𠮷.")
    (note,) = document.notes
    assert "1 signs" in note and "\ufffd" in note
    with pytest.raises(DocumentError, match="fonts"):
        read_pdf(make_pdf([column(72, 690, ["###e##"])], letters=letters))


def test_what_a_reader_of_pdfs_often_gets_wrong_is_said():
    assert read_pdf(make_pdf([column(72, 690, ["We won."])])).notes == []
    hebrew = make_pdf([column(72, 690, ["We won."])], letters={"W": "\u05d0"})
    form = make_pdf(
        [column(72, 690, ["We won."])],
        catalog="/AcroForm << /Fields [<< /FT /Tx /T (a) /V (b) >>] >>",
    )
    for made, told in ((hebrew, "right to left"), (form, "has a form")):
        (note,) = read_pdf(made).notes
        assert told in note


@pytest.mark.parametrize("hyphen", ["\u00ad", "\u2010"])
def test_other_hyphens_divide_words_too(hyphen):
    divided = column(72, 690, BODY[:1])
    for pages in ([column(72, 690, BODY[:2])], [divided, column(72, 690, BODY[1:2])]):
        document = read_pdf(make_pdf(pages, letters={"-": hyphen}))
        assert document.text.startswith("“We will rebuild the harbour,” said Ada")


def test_properties_are_offered_to_be_checked():
    info = "/Title (The bridge) /Author (Noor de Wit) /CreationDate (D:20240501120000)"
    document = read_pdf(make_pdf([page(0)], info=info))
    text = f"{BODY_READ}\n\n{BODY_READ}"
    proposal = read_document(document, text)
    assert (proposal.title, proposal.published) == ("The bridge", "2024-05-01")
    assert [author.family for author in proposal.authors] == ["Wit"]
    for name in ("title", "authors", "published"):
        assert "properties" in proposal.read_from[name]
        assert proposal.remarks[name].startswith("Check")
    for title in ("Microsoft Word - x.doc", "untitled", "report_final.pdf"):
        made = make_pdf([page(0)], info=f"/Title ({title})")
        assert read_pdf(made).title == ""
    # What the text itself says counts for more.
    document = Document("", title="Another", author="Nobody At All", created="2020")
    proposal = read_document(
        document, "The bridge\nBy Noor de Wit\n3 May 2024\n\nText."
    )
    assert (proposal.title, proposal.published) == ("The bridge", "2024-05-03")


def test_a_damaged_page_is_said():
    made = make_pdf([page(1), page(2)])
    with pytest.raises(DocumentError, match="A page of this PDF is damaged"):
        read_pdf(made.replace(b"/Type /Page /Parent", b"/Type /Xage /Xarent", 1))


def test_what_cannot_be_read_is_said():
    whole = make_pdf([page(1)])
    cases = {
        b"": "no PDF, or it is damaged",
        b"%PDF-1.7 and nothing more": "no PDF, or it is damaged",
        whole[:300]: "no PDF, or it is damaged",
        make_pdf([page(1)], trailer=ENCRYPTED): "asks for a password",
        make_pdf([[], []]): "its pages are pictures",
        make_pdf([[]] * (MAX_PAGES + 1)): f"no more than {MAX_PAGES} are read",
    }
    for body, told in cases.items():
        with pytest.raises(DocumentError, match=told):
            read_pdf(body)
        with pytest.raises(ReadingError, match=f"{told}.* Paste its text"):
            read_document_in_subprocess(body, "pdf")


def test_it_is_read_within_limits_of_time_and_memory():
    document = read_document_in_subprocess(make_pdf([page(1), page(2)]), "pdf")
    assert [number for number, _ in document.pages] == ["1", "2"]
    many = make_pdf([column(10, 780, ["x" * 200] * 60)] * 400)
    for limits in ({"seconds": 0.2}, {"memory": 60_000_000}):
        with pytest.raises(ReadingError, match="too tangled"):
            read_document_in_subprocess(many, "pdf", **limits)
