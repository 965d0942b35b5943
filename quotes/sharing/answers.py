"""The two answers of a quote in a few words: who said it, and where it is printed."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate

from quotes.citations.attribution import list_names
from quotes.citations.caveats import REVERSED, UNCONFIRMED
from quotes.citations.changed import day
from quotes.citations.styles import folded
from quotes.formatting import as_printed, excerpt
from quotes.labels import WORKS
from quotes.models import CHANGED, AnchorStatus, QuoteKind, Standing

NOBODY = "Nobody is named as the speaker"
#: Standings in the order in which readers need them: what is wrong comes first.
_ORDER = ("misattributed", "disputed", "verified", "unverified")
_LEAD_INS = {
    Standing.VERIFIED: "Said by",
    Standing.UNVERIFIED: "Credited to",
    Standing.DISPUTED: "Disputed: credited to",
    Standing.MISATTRIBUTED: "Not said by",
}
_FINDINGS = {
    Standing.VERIFIED: "Verified",
    Standing.UNVERIFIED: "Not yet checked",
    Standing.DISPUTED: "Disputed",
    Standing.MISATTRIBUTED: "Misattributed",
}
#: (lead-in, finding) of the answer about the printed words.
_PRINTED = {
    AnchorStatus.EXACT: ("Printed in", "Word for word"),
    AnchorStatus.EDITED: ("Printed in", "Marked changes"),
    AnchorStatus.AMBIGUOUS: ("More than once in", "Unsettled"),
    AnchorStatus.DIFFERS: ("Worded otherwise in", "Other words"),
    AnchorStatus.MISSING: ("Not found in", "Not in the text"),
    AnchorStatus.NO_TEXT: ("Named as the source", "No text held"),
    CHANGED: ("No longer printed in", "Text changed"),
    REVERSED: ("Cut short from", "Cut changes the sense"),
    UNCONFIRMED: ("Printed in", "Not rechecked"),
}
#: Works that are written, not spoken, by their authors.
_WRITTEN = {"book", "chapter", "post", "letter"}
TONES = {
    "verified": "verified",
    "unverified": "open",
    "misattributed": "false",
    "disputed": "doubt",
    "missing": "false",
    "no_text": "open",
    "exact": "plain",
    "edited": "plain",
    "": "open",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: by editors about a speaker, or by machine about the printed words.

    `state` is a standing, what printed_status returns, or "" if nobody is named.
    """

    state: str
    lead_in: str
    name: str
    detail: str = ""
    finding: str = ""
    path: str = ""
    language: str = "en"  #: of `name`

    @property
    def tone(self):
        """Return how it is set: plain, verified, open, doubt or false."""
        return TONES.get(self.state, "doubt")

    def __str__(self):
        """Return "Said by: Ada Lim (verified)"."""
        if not self.name:
            return self.lead_in
        text = f"{self.lead_in}: {self.name}"
        if self.detail:
            text += f", {self.detail}"
        return f"{text} ({self.finding[0].lower()}{self.finding[1:]})"


@dataclass(frozen=True, slots=True)
class Answers:
    """The words of a quote with its answers, and what has to be said before them.

    `flags` are (state, text), such as ("misattributed", "Not said by Voltaire").
    """

    words: str
    kind: str
    language: str
    flags: tuple[tuple[str, str], ...]
    who: tuple[Answer, ...]
    where: Answer
    checked: str

    @property
    def title(self):
        """Return a title that nobody can quote without its warning."""
        words = excerpt(self.words, 70)
        if self.flags:
            return f"{'. '.join(text for _, text in self.flags)}: {words}"
        named = [each.name for each in self.who if each.name]
        return f"{' and '.join(named)}: {words}" if named else words

    @property
    def in_one_line(self):
        """Return the words with both answers in one line, the warning first."""
        return ". ".join(self._lines())

    def as_text(self, url):
        """Return the words with both answers in plain text, the warning first."""
        return "\n".join([*self._lines(), url])

    def as_html(self, url):
        """Return them as HTML without styles, for pages that show no frames."""
        flags = format_html_join(
            "", "<p><strong>{}</strong></p>\n", [(text,) for _, text in self.flags]
        )
        sides = format_html_join(
            "", "{}<br>\n", [(str(each),) for each in (*self.who, self.where)]
        )
        return format_html(
            '{}<blockquote cite="{}" lang="{}"><p>{}</p></blockquote>\n'
            '<p>{}{}: <a href="{}">On Record</a></p>',
            flags,
            url,
            self.language,
            self.words,
            sides,
            self.checked,
            url,
        )

    def _lines(self):
        lines = [f"{text.upper()} ({finding})" for text, finding in self._warnings()]
        flagged = {state for state, _ in self.flags}
        lines += [self.words]
        lines += [str(each) for each in self.who if each.state not in flagged]
        return [*lines, str(self.where)]

    def _warnings(self):
        for state, text in self.flags:
            sides = (*self.who, self.where)
            (finding, *_) = [each.finding for each in sides if each.state == state]
            yield text, f"{finding[0].lower()}{finding[1:]}"


def answers_of(quote):
    """Return the Answers of a public Quote that was read `for_lists()`.

    Its snapshot and the bylines of its article should be loaded too.
    """
    attributions = sorted(
        quote.attributions.all(), key=lambda each: _ORDER.index(each.standing)
    )
    authors = set()
    if WORKS[quote.article.kind] in _WRITTEN:
        authors = {folded(str(each)) for each in quote.article.bylines.all()}
    who = tuple(_who(each, quote, authors) for each in attributions)
    where = _where(quote)
    return Answers(
        words=as_printed(quote),
        kind=quote.kind,
        language=quote.language_tag,
        flags=tuple(_flags(who, where)),
        who=who or (Answer("", NOBODY, ""),),
        where=where,
        checked=_checked(quote),
    )


def _flags(who, where):
    """Yield (state, text) of what has to be said before the words."""
    for standing, last in ((Standing.MISATTRIBUTED, "or"), (Standing.DISPUTED, "and")):
        if names := [each.name for each in who if each.state == standing]:
            yield standing, f"{_LEAD_INS[standing]} {list_names(names, last)}"
    if where.state == AnchorStatus.MISSING:
        yield where.state, "Not found in the source named"


def _who(attribution, quote, authors):
    standing = attribution.standing
    lead_in = _LEAD_INS[standing]
    is_author = folded(attribution.speaker.name) in authors
    if standing == Standing.VERIFIED and is_author and quote.kind != QuoteKind.INDIRECT:
        lead_in = "Written by"
    elif standing == Standing.VERIFIED and quote.kind != QuoteKind.DIRECT:
        lead_in = "Said in substance by"
    return Answer(
        standing,
        lead_in,
        attribution.speaker.name,
        attribution.role_as_printed,
        _FINDINGS[standing],
        attribution.speaker.get_absolute_url(),
    )


def _where(quote):
    article, state = quote.article, quote.printed_status
    lead_in, finding = _PRINTED[state]
    outlet = article.publication.name if article.publication else ""
    detail = ", ".join(filter(None, (outlet, str(article.published or ""))))
    path = article.get_absolute_url()
    return Answer(
        state, lead_in, article.title, detail, finding, path, article.language
    )


def _checked(quote):
    if not quote.snapshot:
        return "No text of the source is held to check it against"
    read = day(localdate(quote.snapshot.retrieved_at))
    return f"Checked against the text read on {read}"
