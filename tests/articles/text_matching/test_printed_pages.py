"""Pages are found in a text again, also after it was cleaned or edited."""

from articles.text_matching.printed_pages import mark_pages, page_of, place_pages

PAGES = [
    [
        "12",
        "“We will rebuild the bridge,” said the mayor, who was not sure of it, and "
        "left the room of the council before anybody else spoke.",
    ],
    ["13", "The council met late, and nobody knew what to say about the old mill."],
    ["14", "Others were not there."],
]
TEXT = "\n\n".join(text for _, text in PAGES)


def pages_of(text, words):
    places = place_pages(text, mark_pages(PAGES))
    start = text.index(words)
    return page_of(places, [[start, start + len(words)]])


def test_the_page_of_words():
    cases = {
        "“We will rebuild the bridge,”": "12",
        "else spoke.": "12",
        "nobody knew": "13",
        "the old mill.\n\nOthers": "13–14",
        "there.": "14",
    }
    for words, page in cases.items():
        assert pages_of(TEXT, words) == page
    assert page_of([], [[0, 1]]) == "" and page_of([["1", 0, 9]], []) == ""
    places = place_pages(TEXT, mark_pages(PAGES))
    first, last = TEXT.index("We will"), TEXT.index("Others")
    assert page_of(places, [[first, first + 4], [last, last + 6]]) == "12–14"


def test_a_text_that_was_cleaned_or_edited_in_between():
    cleaned = TEXT.replace("\n\n", " ").replace("“", '"').replace("”", '"')
    assert pages_of(cleaned, "nobody knew") == "13"
    edited = TEXT.replace("not sure of it", "quite sure that it would be done")
    assert pages_of(edited, "it would be done") == "12"
    cut = TEXT[len("“We will rebuild the bridge,” said the mayor, ") :]
    assert pages_of(cut, "left the room") == "12"


def test_where_a_page_is_not_found_nothing_is_said():
    edited = TEXT.replace("the old mill", "a new one")
    assert pages_of(edited, "nobody knew") == "13"
    assert pages_of(edited, "a new one") == ""
    assert pages_of(TEXT.replace(PAGES[1][1], "No council met."), "No council") == ""
    assert pages_of(edited, "Others") == "14"
    assert place_pages("Quite another text.", mark_pages(PAGES)) == []
    assert mark_pages([["", "Words."], ["1", "…"]]) == []
