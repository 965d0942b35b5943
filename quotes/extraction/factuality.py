"""Finds quotes that are not reported as said: denied, imagined, asked, announced.

In: `Tokens` and their links. Out: the links that stay quotes, and the others with what
they are instead. A quotation without a link counts too: "“…” is misattributed to
Gandhi".
"""

from dataclasses import dataclass

from quotes.extraction import cues, suggestion
from quotes.extraction.denials import Denials
from quotes.extraction.governing import (
    MAX_BETWEEN,
    MAX_WORDS_TO_CUE,
    VERB_GROUP,
    Narrator,
    is_cue,
)
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tags import FINITE
from quotes.extraction.tokens import Tokens

#: Words of the sentence after a quotation that may deny it.
_MAX_DENIAL = 24
#: A denied quotation such as "never said goodbye" is too short to show.
_MIN_UNSAID_WORDS = 2
_SURE = 0.6
#: How much less certain the speaker of a quotation is after words that were not said.
_LESS_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A quotation that is not reported as said: what it is instead, and its place."""

    link: Link
    what: str
    #: Whether somebody's statement about it stays a quote: a spokesman said that "she
    #: never said “…”".
    within: bool = False


def divide(tokens: Tokens, links: list[Link]) -> tuple[list[Link], list[Unsaid]]:
    """Return the links that are quotes, and those that are not reported as said."""
    if not tokens.words:
        return links, []
    reader = _Reader(tokens, links)
    unsaid = []
    taken = bytearray(len(tokens.words))
    for first, last in tokens.quote_words:
        if last - first < 2 or taken[first]:
            continue
        found = reader.quotation((first, last))
        if found is not None:
            unsaid.append(found)
            for begun, end in () if found.within else found.link.content:
                taken[begun:end] = b"\1" * (end - begun)
    said = []
    for link in links:
        if any(1 in taken[first:last] for first, last in link.content):
            continue
        what = reader.narrator.governing(link.cue, link.content)
        if not (tokens.any_quoted(*link.content[0]) or reader.narrator.is_saying(link)):
            what = ""
        what = what or reader.narrator.expected(link) or reader.taken_back(link)
        if not what:
            said.append(link)
        else:
            said += _without_first(tokens, link)
            if sum(last - first for first, last in link.content) > _MIN_UNSAID_WORDS:
                unsaid.append(Unsaid(link, what))
    unsaid.sort(key=lambda one: one.link.content[0])
    return said, unsaid


def _without_first(tokens: Tokens, link: Link) -> list[Link]:
    """Return the quotations after a paraphrase as a link; leave it the paraphrase.

    "She did not suggest that. “We will wait.”": only the first part was not said.
    """
    if tokens.any_quoted(*link.content[0]) or len(link.content) < 2:
        return []
    rest = link.content[1:]
    link.content = link.content[:1]
    return [Link(rest, link.cue, link.frame, link.chance * _LESS_SURE, link.speaker)]


class _Reader:
    """Reads which quotations of a text are not reported as said."""

    def __init__(self, tokens: Tokens, links: list[Link]) -> None:
        self.tokens = tokens
        self.narrator = Narrator(tokens)
        self.holder: list[Link | None] = [None] * len(tokens.words)
        self.denials = Denials(self.narrator, links)
        for link in links:
            for first, last in link.content:
                self.holder[first:last] = [link] * (last - first)

    def quotation(self, span: Span) -> Unsaid | None:
        """Return a quotation that is not reported as said, or None.

        It need not be the content of a link, or only of a part of one.
        """
        language = self.tokens.language
        first, last = span
        begun, end = self.tokens.sentence(first)
        holder = next(filter(None, self.holder[first:last]), None)
        own = self.narrator.bare[begun:end]
        found = None
        if self.denials.is_labelled_fake(first):
            link = holder or Link([span], max(begun, first - 1), "after", _SURE, None)
            return Unsaid(link, suggestion.DISPUTED)
        if not language.signs.isdisjoint(own):
            found = self._cued(span, holder, begun)
            if found is None and holder is None:
                found = self._uncued(span, (begun, end))
        if found is None and not language.DOUBTING_SIGNS.isdisjoint(own):
            found = self._misattributed(span, holder, (begun, end))
        if found is not None:
            return found
        return self._denied_after(span, holder)

    def taken_back(self, link: Link) -> str:
        """Return what a paraphrase is if it is denied or labelled, or ""."""
        tokens, content = self.tokens, link.content[-1]
        if tokens.any_quoted(*link.content[0]) or not self.narrator.is_saying(link):
            return ""
        if self.denials.is_labelled_fake(min(link.cue, link.content[0][0])):
            return suggestion.DISPUTED
        found = self.denials.behind(content, link.speaker) if link.speaker else None
        return found[0] if found and not found[1].of_quote else ""

    def _cued(self, span: Span, holder: Link | None, begun: int) -> Unsaid | None:
        """Return a quotation after a cue that a link does not have."""
        tokens = self.tokens
        language = tokens.language
        cue = self._cue_before(span[0], begun)
        if cue is None or (holder is not None and holder.cue == cue):
            return None
        if (
            holder is not None
            and holder.cue > span[0]
            and not any(first <= cue < last for first, last in holder.content)
        ):
            return None
        what = self.narrator.governing(cue, [span])
        if not what:
            return None
        speaker = self._subject(cue, begun)
        within = (
            holder is not None
            and language.kind_of(tokens.stems[holder.cue]) == cues.SPEECH
            and tokens.stems[holder.cue] not in language.DISAGREEING
            and tokens.words[holder.cue] != ":"
            and holder.content[0][0] < cue
        )
        return Unsaid(Link([span], cue, "after", _SURE, speaker), what, within)

    def _uncued(self, span: Span, sentence: Span) -> Unsaid | None:
        """Return a quotation that no link has: before its cue, or in French."""
        tokens = self.tokens
        begun, end = sentence
        for at in range(span[1], min(end, span[1] + MAX_BETWEEN)):
            if tokens.quote[at] >= 0:
                break
            if is_cue(tokens, at):
                what = self.narrator.governing(at, [span])
                speaker = self._subject(at, span[1])
                link = Link([span], at, "before", _SURE, speaker)
                return Unsaid(link, what) if what else None
        if what := self.narrator.foreign(begun, end):
            cue = max(begun, span[0] - 1)
            return Unsaid(Link([span], cue, "after", _SURE, None), what)
        return None

    def _cue_before(self, first: int, begun: int) -> int | None:
        tokens = self.tokens
        for at in range(first - 1, max(begun, first - MAX_BETWEEN) - 1, -1):
            if tokens.quote[at] >= 0 or tokens.words[at] == ";":
                return None
            if is_cue(tokens, at):
                return at
            if tokens.tags[at] in FINITE:
                return None
        return None

    def _subject(self, cue: int, begun: int) -> Span | None:
        """Return the noun phrase before the verb group of a cue."""
        tokens = self.tokens
        at = cue
        while at > begun and tokens.tags[at - 1] in VERB_GROUP:
            at -= 1
        if tokens.tags[at - 1] == "PO" and at > begun:
            return at - 1, at  # "of her saying"
        found = noun_phrases(tokens, max(begun, at - MAX_WORDS_TO_CUE), at)
        return found[-1] if found else None

    def _misattributed(
        self, span: Span, holder: Link | None, sentence: Span
    ) -> Unsaid | None:
        tokens = self.tokens
        language = tokens.language
        own = [at for at in self.narrator.words(*sentence) if tokens.words[at] != ","]
        text = self.narrator.text(own)
        ahead = self.narrator.text([at for at in own if at < span[0]])
        is_fake = language.FAKE_QUOTE.search(ahead) is not None
        if (
            not is_fake
            and holder is not None
            and tokens.stems[holder.cue] in language.SAYING
        ):
            return None
        match = language.MISATTRIBUTED.search(text)
        if match:
            return self._named_behind(span, own, text, match.end())
        if is_fake or (
            holder is None
            and (language.NOT_FOUND.search(text) or language.QUOTE_IS_FAKE.search(text))
        ):
            cue = span[0] - 1 if span[0] > sentence[0] else span[1]
            return Unsaid(Link([span], cue, "after", _SURE, None), suggestion.DISPUTED)
        match = language.CREDITED.search(text)
        if match:
            cue = own[text.count(" ", 0, match.start())]
            speaker = self._subject(cue, sentence[0])
            return Unsaid(
                Link([span], cue, "after", _SURE, speaker), suggestion.DISPUTED
            )
        return None

    def _named_behind(
        self, span: Span, own: list[int], text: str, end: int
    ) -> Unsaid | None:
        """Return a quotation as "attributed to" the one who is named after that."""
        cue = own[text.count(" ", 0, end) - 1]
        rest = [at for at in own if at > cue]
        if not rest:
            return None
        named = noun_phrases(self.tokens, rest[0], rest[-1] + 1)
        link = Link([span], cue, "before", _SURE, named[0] if named else None)
        return Unsaid(link, suggestion.DISPUTED)

    def _denied_after(self, span: Span, holder: Link | None) -> Unsaid | None:
        """Return a quotation that a sentence after denies: "He never said that."."""
        number = self.tokens.sentence_number(span[1] - 1) + 1
        for begun, end in self.tokens.sentences[number : number + 1]:
            if end - begun > _MAX_DENIAL:
                break
            own = self.narrator.words(begun, end)
            text = self.narrator.text(own)
            if text.startswith(self.tokens.language.THE_QUOTE):
                match = self.tokens.language.MISATTRIBUTED.search(text)
                if match:
                    return self._named_behind(span, own, text, match.end())
        speaker = holder.speaker if holder is not None else None
        found = self.denials.behind(span, speaker)
        if found is None:
            return None
        what, denial = found
        if holder is not None and speaker is not None:
            return Unsaid(holder, what)
        subject = None if denial.of_quote else self.denials.subject(denial)
        if subject and self.tokens.lower[subject[0]] in self.tokens.language.THIS:
            subject = None
        return Unsaid(Link([span], denial.at, "before", _SURE, subject), what)
