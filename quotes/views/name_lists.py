"""The indexes A to Z: of speakers, topics and outlets."""

from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from articles.normal_forms import normalize
from quotes.exports.zotero import metadata_of_list
from quotes.listing.filters import NameSearch
from quotes.listing.name_index import INDEXES
from quotes.listing.names import by_name
from quotes.listing.pagination import read_cursor
from quotes.paths import path_for
from quotes.translation import label as _
from quotes.views import structured_data
from quotes.views.base import list_path, show

#: Maximum number of rows found by name: the most quoted.
MAX_FOUND_BY_NAME = 500


class IndexPage(NamedTuple):
    """The URL name of an index, and its texts."""

    name: str
    title: str
    heading: str
    description: str
    nothing: str
    all: str


PAGES = {
    "speaker": IndexPage(
        "speakers",
        _("Speakers"),
        _("Speakers, A to Z"),
        _("Everybody who is quoted here, from A to Z."),
        _("No quoted speaker has this name."),
        _("All speakers"),
    ),
    "topic": IndexPage(
        "topics",
        _("Topics"),
        _("Topics, A to Z"),
        _("What the quotes on record are about, from A to Z."),
        _("No topic has this name."),
        _("All topics"),
    ),
    "publication": IndexPage(
        "publications",
        _("Outlets"),
        _("Outlets, A to Z"),
        _(
            "The newspapers, magazines, broadcasters and sites that printed the "
            "quotes, from A to Z."
        ),
        _("No outlet has this name."),
        _("All outlets"),
    ),
}


def name_list(request, kind):
    """List the names of a kind A to Z, filtered by ?letter= and by the name in ?q=."""
    index, texts = INDEXES[kind], PAGES[kind]
    path = path_for(texts.name)
    form = NameSearch(request.GET)
    form.is_valid()
    words, letter = (form.cleaned_data.get(name, "") for name in ("q", "letter"))
    keys = None
    if words:
        keys = [key for key, *_ in by_name(kind, words, MAX_FOUND_BY_NAME)]
    if form.errors:
        keys = []
    all_letters = index.letters(keys)
    if letter:
        letter = normalize("NFD", letter.upper())[:1]
    query = _query(words, letter)

    def letter_path(each):
        # With the words as typed, even if they are invalid.
        given = _query(request.GET.get("q", ""), each)
        return f"{path}?{given}" if given else path

    cursor, message = read_cursor(request.GET, "names")
    rows, page, newest = index.page(cursor, letter, keys, query, message)
    return show(
        request,
        "name_list.html",
        list_path(request, path),
        title=texts.heading,
        description=texts.description,
        structured_data=structured_data.collection(request, texts.title, path),
        section=texts.name,
        embedded_metadata=metadata_of_list(newest),
        kind=kind,
        texts=texts,
        path_of_index=path,
        page=page,
        form=form,
        words=request.GET.get("q", ""),
        max_named=keys is not None
        and len(keys) == MAX_FOUND_BY_NAME
        and MAX_FOUND_BY_NAME,
        letter=letter,
        letters=[(each, letter_path(each)) for each in all_letters],
        path_of_all=letter_path(""),
        groups=[
            (heading, list(group))
            for heading, group in groupby(rows, key=lambda each: each[0])
        ],
    )


def _query(words, letter):
    given = {"q": words, "letter": letter}
    return urlencode({name: value for name, value in given.items() if value})
