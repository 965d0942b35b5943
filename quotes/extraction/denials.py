"""Quotations that the article denies: "She never said that.", "Fake quote: “…”".

In: `Tokens`, what their words make of cues, and the link that holds a quotation. Out:
who denies it, and what it then is. The denial may be much later: a name is tracked for
forty sentences, a pronoun as long as nobody else of that sex is named.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quotes.extraction.given_names import EITHER
from quotes.extraction.governing import Narrator, is_cue
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.suggestion import DENIED, DISPUTED

#: Words of a sentence that denies something.
_MAX_WORDS = 24
#: Sentences between a quotation and a denial that names its speaker, that has a
#: pronoun, and that says what "the quote" is.
_MAX_NAMED, _MAX_PRONOUN, _MAX_QUOTE = 40, 12, 5
#: Words of a label before a colon, and paragraphs between a claim and its verdict.
_MAX_LABEL = 5
_MAX_PARAGRAPHS = 12


@dataclass(slots=True, frozen=True)
class Denial:
    """A sentence that denies: its number, its words, and the words of the match."""

    number: int
    own: list[int]
    #: The first word of the match, and the first after it.
    at: int
    behind: int
    #: Whether it says that "the quote" is fake, not that somebody did not say it.
    of_quote: bool


class Denials:
    """Finds what a text denies after quotations, and in labels before them."""

    def __init__(self, narrator: Narrator, links: Sequence[Link]) -> None:
        self.narrator = narrator
        self.links = links
        self.tokens = narrator.tokens
        self.language = self.tokens.language
        self._found = [
            found
            for number, sentence in enumerate(self.tokens.sentences)
            if (found := self._read(number, sentence)) is not None
        ]
        self._paragraph_ends = [end for _, end in self.tokens.paragraphs]
        self._numbers = [one.number for one in self._found]

    @cached_property
    def _like_verbs(self) -> set[str]:
        """Names like "Reed", which look like a verb at the start of a sentence."""
        past = tuple(end for end, is_ in self.language.VERB_ENDINGS if is_ == "ed")
        return {
            word
            for word, tag in zip(self.tokens.words, self.tokens.tags, strict=True)
            if tag == "CP" and word.endswith(past)
        }

    def _read(self, number: int, sentence: Span) -> Denial | None:
        first, last = sentence
        if last - first > _MAX_WORDS or self.tokens.any_quoted(first, last):
            return None
        if self.language.DENYING_SIGNS.isdisjoint(self.narrator.bare[first:last]):
            return None
        own = self.narrator.words(first, last)
        text = self.narrator.text(own)
        for pattern in (self.language.NOT_SAID, self.language.DENIED_SAYING):
            match = pattern.search(text)
            if match:
                at = own[text.count(" ", 0, match.start())]
                count = text.count(" ", 0, match.end())
                behind = own[count] if count < len(own) else last
                return Denial(number, own, at, behind, of_quote=False)
        if self.language.QUOTE_IS_FAKE.search(
            self.language.SHORT_ASIDE.sub(" ", text.rstrip())
        ):
            return Denial(number, own, first, last, of_quote=True)
        return None

    def behind(
        self, quotation: Span, speaker: Span | None
    ) -> tuple[str, Denial] | None:
        """Return what a quotation is if a sentence after it denies it, or None."""
        number = self.tokens.sentence_number(quotation[1] - 1)
        first = bisect_right(self._numbers, number)
        for denial in self._found[first:]:
            if denial.number - number > _MAX_NAMED:
                return None
            what = self._what(denial, number, quotation, speaker)
            if what:
                return what, denial
        return None

    def _what(
        self, denial: Denial, number: int, quotation: Span, speaker: Span | None
    ) -> str:
        tokens = self.tokens
        begun = tokens.sentences[denial.number][0]
        between = quotation[1], begun
        distance = denial.number - number
        quoted = tokens.any_quoted(*between)
        if denial.of_quote:
            near = distance <= (_MAX_QUOTE if speaker is None or not quoted else 0)
            named = self._names((begun, tokens.sentences[denial.number][1]))
            shared = speaker is None or not named or named & self._names(speaker)
            return DENIED if near and not quoted and shared else ""
        if speaker is None:
            return DENIED if distance == 1 else ""
        subject = self.subject(denial)
        if subject is None:
            return ""
        if not self._means(subject, speaker, between, distance, quoted=quoted):
            return ""
        if self._speaks_between(quotation, speaker, begun):
            return ""
        by_others = any(
            is_cue(tokens, at)
            for at in denial.own
            if at < subject[0] or at >= denial.behind
        )
        return DISPUTED if by_others else DENIED

    def subject(self, denial: Denial) -> Span | None:
        """Return who did not say it: the nearest phrase before, or "that she said"."""
        tokens = self.tokens
        begun = tokens.sentences[denial.number][0]
        for at in range(denial.at, denial.behind):
            if tokens.lower[at] in self.language.SAME_PRONOUNS:
                return at, at + 1
        found = noun_phrases(tokens, begun, denial.at)
        if not found and self.tokens.words[begun].istitle() and begun < denial.at:
            return begun, begun + 1  # "Reed never said that": no verb in -ed
        return found[-1] if found else None

    def _means(
        self,
        subject: Span,
        speaker: Span,
        between: Span,
        distance: int,
        *,
        quoted: bool,
    ) -> bool:
        """Return whether the subject of a denial is the speaker of a quotation."""
        tokens = self.tokens
        named, others = self._names(subject), self._names(speaker)
        if named and others:
            return bool(named & others)
        word = tokens.lower[subject[0]]
        pronoun = self.language.PRONOUN_SEXES.get(tokens.lower[speaker[0]], "")
        if named and pronoun:
            # “…,” she said. Ann Lowe never said that.
            sexes = {self.language.sex_of(tokens.words[at]) for at in range(*subject)}
            return pronoun in sexes and distance <= _MAX_QUOTE and not quoted
        sex = self.language.PRONOUN_SEXES.get(word, "")
        if not sex and word not in self.language.SAME_PRONOUNS:
            # "The mayor never said those words."
            head = tokens.lower[subject[1] - 1]
            sex = self.language.SEXES.get(head, "")
            is_the = tokens.tags[subject[0]] == "DT" and word in self.language.THE
            if not is_the or not self.language.is_role(head) or distance > 1:
                return False
        if quoted or distance > _MAX_PRONOUN:
            return False
        own = {self.language.known_sex_of(tokens.words[at]) for at in range(*speaker)}
        own.add(pronoun)
        if sex and (own - {""}) and sex not in own:
            return False
        return not self._is_anybody_named((between[0], subject[0]), sex, others)

    def _is_anybody_named(self, span: Span, sex: str, known: set[str]) -> bool:
        """Return whether a range names somebody else who may be "she"."""
        tokens = self.tokens
        return any(
            tokens.tags[at] == "CP"
            and tokens.lower[at] not in known
            and self.language.sex_of(tokens.words[at])
            in ({sex, EITHER} if sex else {"f", "m", EITHER})
            and not self.language.is_place(tokens.words[at])
            and tokens.tags[at + 1] == "CP"
            for at in range(*span)
        )

    def _speaks_between(self, quotation: Span, speaker: Span, end: int) -> bool:
        """Return whether a later quotation is the same speaker's: that is denied."""
        names = self._names(speaker)
        return any(
            held.speaker is not None
            and quotation[1] <= held.content[0][0] < end
            and self._names(held.speaker) & names
            for held in self.links
        )

    def _names(self, span: Span) -> set[str]:
        """Return the words of names in a range, without a first word like "But"."""
        tokens = self.tokens
        return {
            tokens.lower[at]
            for at in range(*span)
            if (tokens.tags[at] == "CP" or tokens.words[at] in self._like_verbs)
            and tokens.lower[at] not in self.language.OPENING_WORDS
        }

    # Labels

    def is_labelled_fake(self, at: int) -> bool:
        """Return whether a label before a word says that it was not said."""
        tokens = self.tokens
        first, last = self.tokens.sentence(at)
        colon = self._colon(first, min(last, at))
        if colon:
            label = self._text(first, colon + 1)
            if self.language.FAKE_LABEL.match(label):
                return True
            if self.language.CLAIM_LABEL.match(label) and self._is_refuted(last):
                return True
        if not first:
            return False
        begun, end = tokens.sentence(first - 1)
        if end - begun > _MAX_LABEL + 3:
            return False
        same = "\n" not in tokens.text[tokens.starts[begun] : tokens.starts[first]]
        return same and bool(self.language.CHECKED.match(self._text(begun, end)))

    def _colon(self, first: int, last: int) -> int:
        for at in range(first + 1, min(last, first + _MAX_LABEL + 1)):
            if self.tokens.words[at] == ":" and self.tokens.quote[at] < 0:
                return at
        return 0

    def _is_refuted(self, last: int) -> bool:
        """Return whether a verdict in one of the next paragraphs is "false"."""
        first = bisect_right(self._paragraph_ends, last - 1)
        return any(
            self.language.VERDICT.match(self._text(begun, min(end, begun + _MAX_WORDS)))
            for begun, end in self.tokens.paragraphs[
                first + 1 : first + _MAX_PARAGRAPHS
            ]
        )

    def _text(self, first: int, last: int) -> str:
        """Return words in lower case, also those that look like names."""
        own = self.narrator.words(first, last)
        return "".join(f"{self.tokens.lower[at]} " for at in own)
