"""Labels of what readers see, in their language, and functions that choose them."""

from django.conf.locale import LANG_INFO

from articles.models import ArticleKind
from quotes.citations import status_labels
from quotes.citations.attribution import list_names
from quotes.models import QuoteKind, Standing
from quotes.translation import label as _

#: What a sentence calls a printed work, by its kind.
WORKS = {
    ArticleKind.NEWSPAPER: _("article"),
    ArticleKind.MAGAZINE: _("article"),
    ArticleKind.JOURNAL: _("article"),
    ArticleKind.SPEECH: _("speech"),
    ArticleKind.INTERVIEW: _("interview"),
    ArticleKind.BROADCAST: _("broadcast"),
    ArticleKind.WEBPAGE: _("web page"),
    ArticleKind.BLOG_POST: _("post"),
    ArticleKind.POST: _("post"),
    ArticleKind.REPORT: _("report"),
    ArticleKind.HEARING: _("hearing"),
    ArticleKind.LEGAL_CASE: _("decision"),
    ArticleKind.BOOK: _("book"),
    ArticleKind.CHAPTER: _("chapter"),
    ArticleKind.LETTER: _("letter"),
    ArticleKind.DOCUMENT: _("document"),
}


def _translated(table):
    return {
        key: _(texts) if isinstance(texts, str) else tuple(map(_, texts))
        for key, texts in table.items()
    }


KINDS = _translated(status_labels.KINDS)
ANCHORS = _translated(status_labels.ANCHORS)
STANDINGS = _translated(status_labels.STANDINGS)
ARE_PRINTED = _(status_labels.ARE_PRINTED)
#: The labels of all findings on the printed words that readers see.
LABELS = ANCHORS | _translated(status_labels.CAVEATS)
TALLY_LABELS = _translated(status_labels.TALLY_LABELS)
SPEAKER_LEAD_INS = _translated(status_labels.SPEAKER_LEAD_INS)
SOURCE_LEAD_INS = _translated(status_labels.SOURCE_LEAD_INS)
NOT_FOUND = _translated(status_labels.NOT_FOUND)
_WARNINGS = _translated(status_labels.WARNINGS)
#: The verdicts that a chart distinguishes.
CHART_LABELS = {
    "verified": STANDINGS[Standing.VERIFIED][0],
    "credited": STANDINGS[Standing.UNVERIFIED][0],
    "disputed": STANDINGS[Standing.DISPUTED][0],
    "misattributed": STANDINGS[Standing.MISATTRIBUTED][0],
}

#: Names for one, two or more paragraphs (False) or excerpts (True).
_PLACES = {
    False: (
        _("Paragraph %(first)d of %(of)d"),
        _("Paragraphs %(first)d and %(last)d of %(of)d"),
        _("Paragraphs %(first)d to %(last)d of %(of)d"),
    ),
    True: (
        _("Excerpt %(first)d of %(of)d"),
        _("Excerpts %(first)d and %(last)d of %(of)d"),
        _("Excerpts %(first)d to %(last)d of %(of)d"),
    ),
}

#: Standings, the gravest first.
GRAVITY = [
    Standing.MISATTRIBUTED,
    Standing.DISPUTED,
    Standing.VERIFIED,
    Standing.UNVERIFIED,
]


def speaker_lead_in(standing, kind, *, is_author=False):
    """Return the words before the name of a speaker: “Said by”, “Credited to” …

    `is_author`: whether the speaker wrote the work, for example a letter.
    """
    way = 2 if kind == QuoteKind.INDIRECT else is_author
    return SPEAKER_LEAD_INS[standing][way]


def warnings(speakers, printed):
    """Return the warnings to show above a quote, as (state, text).

    `speakers` are (standing, lead-in, name), the gravest first. `printed` is a key of
    SOURCE_LEAD_INS.
    """
    made = []
    for standing in GRAVITY[:2]:
        same = [(lead_in, name) for each, lead_in, name in speakers if each == standing]
        if same:
            last = _("or") if standing == Standing.MISATTRIBUTED else ""
            names = list_names([name for lead_in, name in same], last)
            made.append((standing, f"{same[0][0]} {names}"))
    if printed in _WARNINGS:
        made.append((printed, _WARNINGS[printed]))
    return made


def withdrawn(kind=""):
    """Return what was withdrawn: a quote, or the work of this kind that it is from."""
    if not kind:
        return _("This quote was withdrawn")
    return _("The {work} that this quote is from was withdrawn").format(
        work=WORKS[kind]
    )


def name_place(place):
    """Return “Paragraph 3 of 31” or “Excerpts 2 and 3 of 6” for a Place, or "".

    The only paragraph of a text needs no number.
    """
    if place is None or place.of == 1:
        return ""
    text = _PLACES[place.excerpts][min(place.last - place.first, 2)]
    return text % {"first": place.first, "last": place.last, "of": place.of}


def language_name(tag):
    """Return the English name of a language, as in “French (fr-CA)”, or its tag."""
    info = LANG_INFO.get(tag.lower())
    if info and "name" in info:
        return info["name"]
    base = LANG_INFO.get(tag.partition("-")[0].lower(), {})
    return f"{base['name']} ({tag})" if "name" in base else tag
