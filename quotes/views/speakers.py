"""The public pages of speakers: the index A to Z, and one speaker's profile."""

import unicodedata
from itertools import groupby
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from quotes.listing.filters import SpeakerSearch
from quotes.listing.pagination import read_cursor
from quotes.listing.speaker_index import (
    MAX_NAMED,
    letters,
    speaker_page,
    speakers_named,
)
from quotes.models import Alias, SpeakerKind, Standing
from quotes.paths import path_for
from quotes.statistics.keywords import keywords_of
from quotes.views import structured_data
from quotes.views.base import list_path, moved, show
from quotes.views.profiles import find_subject, show_subject


def speaker_list(request):
    """List speakers A to Z, filtered by ?letter= and by the name in ?q=."""
    path = path_for("speakers")
    form = SpeakerSearch(request.GET)
    form.is_valid()
    words, letter = (form.cleaned_data.get(name, "") for name in ("q", "letter"))
    keys = speakers_named(words) if words else None
    if form.errors:
        keys = []
    all_letters = letters(keys)
    if letter:
        letter = unicodedata.normalize("NFD", letter.upper())[:1]
    query = _query(words, letter)

    def letter_path(each):
        # With the words as they were typed, even if they are invalid.
        given = _query(request.GET.get("q", ""), each)
        return f"{path}?{given}" if given else path

    cursor, message = read_cursor(request.GET, "speaker")
    rows, page = speaker_page(cursor, letter, keys, query, message)
    return show(
        request,
        "speaker_list.html",
        list_path(request, path),
        title="Speakers, A to Z",
        description="Everybody who is quoted here, in the order of an index.",
        structured_data=structured_data.collection(request, "Speakers", path),
        section="speakers",
        page=page,
        form=form,
        words=request.GET.get("q", ""),
        max_named=keys is not None and len(keys) == MAX_NAMED and MAX_NAMED,
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


def speaker_detail(request, slug):
    """Show a speaker: names, roles and quotes."""
    speaker, profile = find_subject("speaker", slug)
    path = speaker.get_absolute_url()
    if profile is None:
        return moved(request, path)
    aliases = [Alias(name=name) for name in profile.aliases]
    absolute = request.build_absolute_uri
    return show_subject(
        request,
        profile,
        "speaker_detail.html",
        path,
        title=_title(speaker, profile),
        description=speaker.description
        or f"What {speaker.name} is quoted with, and where it was printed.",
        nodes=[
            structured_data.speaker_node(speaker, absolute, aliases),
            structured_data.trail_node(
                absolute, ("Speakers", path_for("speakers")), (speaker.name, path)
            ),
        ],
        others="topic, outlet, date or standing",
        section="speakers",
        speaker=speaker,
        life=_life(speaker),
        aliases=aliases,
        keywords=keywords_of(profile),
    )


def _life(speaker):
    """Return “12 February 1809 – 15 April 1865”, “Born 1967” or the like, or ""."""
    born, died = speaker.born, speaker.died
    if born and died:
        return f"{born} – {died}"
    person = speaker.kind == SpeakerKind.PERSON
    if born:
        text = _("Born %(date)s") if person else _("Founded %(date)s")
    elif died:
        text = _("Died %(date)s") if person else _("Dissolved %(date)s")
    else:
        return ""
    return text % {"date": born or died}


def _title(speaker, profile):
    """Return the title of a speaker's page, which claims no quote that is in doubt."""
    standings = profile.counts.sorts.get("standing", {})
    refuted = standings.get(Standing.MISATTRIBUTED, 0)
    if refuted and refuted == profile.total:
        return f"Misattributed to {speaker.name}"
    in_doubt = refuted or standings.get(Standing.DISPUTED)
    return f"Quotes {'attributed to' if in_doubt else 'by'} {speaker.name}"
