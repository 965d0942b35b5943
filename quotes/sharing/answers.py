"""The two answers of a quote in a few words: who said it, and where it is printed."""

from dataclasses import dataclass
from html import escape

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from articles.text import lower_first
from quotes.citations.attribution import list_names
from quotes.citations.changed import day
from quotes.formatting import as_printed, excerpt
from quotes.labels import KINDS, LABELS, SOURCE_LEAD_INS, STANDINGS
from quotes.listing.rows import make_row
from quotes.models import AnchorStatus, QuoteKind, Standing

#: The tone in which the answers of a state are displayed: “doubt” if not listed here.
TONES = {
    Standing.VERIFIED: "verified",
    Standing.UNVERIFIED: "open",
    Standing.MISATTRIBUTED: "false",
    AnchorStatus.MISSING: "false",
    AnchorStatus.NO_TEXT: "open",
    AnchorStatus.EXACT: "plain",
    AnchorStatus.EDITED: "plain",
    "": "open",
}
#: Warnings that name the speakers, so that a title need not.
_OF_SPEAKERS = {Standing.MISATTRIBUTED, Standing.DISPUTED}
#: The state of a warning of what evidence refutes in another print of the words.
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: by editors about a speaker, or by machine about the printed words.

    `state` is a standing, a value of printed_status, or "" if nobody is named.
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
        """Return the tone of display: plain, verified, open, doubt or false."""
        return TONES.get(self.state, "doubt")

    def __str__(self):
        """Return "Said by: Ada Lim (verified)"."""
        if not self.name:
            return self.lead_in
        # “Named as the source: …” needs a colon, “Disputed: credited to …” has one.
        mark = "" if ":" in self.lead_in else ":"
        text = f"{self.lead_in}{mark} {self.name}"
        if self.detail:
            text += f", {self.detail}"
        return f"{text} ({lower_first(self.finding)})"


@dataclass(frozen=True, slots=True)
class Answers:
    """The words of a quote with its answers, and the warnings before them.

    `flags` are (state, text), such as ("misattributed", "Not said by Voltaire").
    """

    words: str
    kind: str
    language: str
    flags: tuple[tuple[str, str], ...]
    who: tuple[Answer, ...]
    where: Answer
    checked: str
    #: The speakers whom another print of the words refutes.
    refuted: tuple[str, ...] = ()

    @property
    def title(self):
        """Return a title that nobody can quote without its warning."""
        return self.headline(excerpt(self.words, 70))

    @property
    def kind_label(self):
        """Return "Paraphrase" or "Partly quoted"; "" if all of it is quoted."""
        return "" if self.kind == QuoteKind.DIRECT else KINDS[self.kind][0]

    def headline(self, words):
        """Return words after the warning or the names: "Not said by Voltaire: …"."""
        parts = [text for _state, text in self.flags]
        if not any(state in _OF_SPEAKERS for state, _text in self.flags):
            named = list_names(
                [
                    each.name
                    for each in self.who
                    if each.name
                    and (each.name not in self.refuted or each.tone == "verified")
                ]
            )
            parts += [named] if named else []
        parts += [self.kind_label] if self.kind_label else []
        return f"{'. '.join(parts)}: {words}" if parts else words

    @property
    def in_one_line(self):
        """Return the words with both answers in one line, the warning first."""
        lines = self._lines()
        return " ".join([_with_stop(each) for each in lines[:-1]] + lines[-1:])

    def as_text(self, url):
        """Return the words with both answers in plain text, the warning first."""
        return "\n".join([*self._lines(), url])

    def as_html(self, url):
        """Return them as HTML without styles, to copy where frames are not allowed."""
        flags = [
            f"<p><strong>{escape(text)}</strong></p>" for _state, text in self.flags
        ]
        sides = [escape(str(each)) for each in (*self.who, self.where)]
        checked = f'{escape(self.checked)}: <a href="{escape(url)}">On Record</a>'
        return "\n".join(
            [
                *flags,
                *([f"<p>{escape(self.kind_label)}:</p>"] if self.kind_label else ()),
                f'<blockquote cite="{escape(url)}" lang="{escape(self.language)}" '
                'dir="auto">'
                f"<p>{escape(self.words)}</p></blockquote>",
                f"<p>{'<br>'.join([*sides, checked])}</p>",
            ]
        )

    def _lines(self):
        lines = [
            text.upper() + (f" ({finding})" if finding not in text.lower() else "")
            for text, finding in self._warnings()
        ]
        flagged = {state for state, _ in self.flags}
        lines += [": ".join(filter(None, (self.kind_label, self.words)))]
        lines += [str(each) for each in self.who if each.state not in flagged]
        return [*lines, str(self.where)]

    def _warnings(self):
        for state, text in self.flags:
            if state == ELSEWHERE:
                yield text, ""
                continue
            sides = (*self.who, self.where)
            (finding, *_) = [each.finding for each in sides if each.state == state]
            yield text, lower_first(finding)


def _with_stop(text):
    """Return a line as a sentence, with a stop unless it ends with one."""
    return (
        text if text.rstrip("”\"'’»])").endswith((".", "!", "?", "…")) else f"{text}."
    )


def answers_of(quote, row=None):
    """Return the Answers of a public Quote that was read `for_lists()`.

    Its snapshot and the bylines of its article should be loaded too. `row` is its
    QuoteRow, if that was made already.
    """
    row = row or make_row(quote)
    article, state = row.article, row.anchor_status
    who = [
        Answer(
            each.standing,
            each.lead_in,
            each.name,
            each.role,
            STANDINGS[each.standing][0],
            each.path,
        )
        for each in row.attributions
    ]
    printed = (article.publication, article.published and str(article.published))
    where = Answer(
        state,
        SOURCE_LEAD_INS[state],
        article.title,
        ", ".join(filter(None, printed)),
        LABELS[state][0],
        article.path,
        article.language,
    )
    refuted = row.saying.refuted if row.saying else ()
    elsewhere = [(ELSEWHERE, row.saying.warning)] if refuted else []
    return Answers(
        words=as_printed(row),
        kind=row.kind,
        language=row.language,
        flags=(*row.warnings, *elsewhere),
        who=tuple(who) or (Answer("", _("Nobody is named as the speaker"), ""),),
        where=where,
        checked=checked_on(quote),
        refuted=refuted,
    )


def checked_on(quote):
    """Return against which text the words were compared, as a sentence without stop."""
    if not quote.snapshot:
        return _("No text of the source is held to check it against")
    read = day(localdate(quote.snapshot.retrieved_at))
    return _("Checked against the text read on %(day)s") % {"day": read}
