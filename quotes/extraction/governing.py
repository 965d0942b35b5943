"""Reads the words that govern a cue: "never | said", "a myth that she | said".

In: `Tokens`, and the word and content of a cue. Out: what the content is instead of a
quote, or "". A word like "never" counts only where it governs the cue: in
its verb group, or before the clause that it is in. Words in quotation marks, and the
words of a paraphrase, are not the article's own and govern nothing.
"""

from collections.abc import Sequence

from quotes.extraction import cues, suggestion
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tags import FINITE
from quotes.extraction.tokens import Tokens
from quotes.extraction.words_in_names import names_with_signs

#: Words of the article between a cue and the quotation that it introduces, at most.
MAX_BETWEEN = 8
#: Words between a governing word and the cue, at most.
MAX_WORDS_TO_CUE = 16
#: Words of a verb group with what it depends on.
_MAX_GROUP = 12
#: Tags of a verb group before its main word.
VERB_GROUP = frozenset(("RB", "MD", "BE", "HV", "DO", "NO", "TO"))
#: A longer quotation is not part of the article's own sentence.
_MAX_TERM_WORDS = 4
_STOPS = (";", ":", "(", ")", "-")


class Narrator:
    """Reads what the article's own words say about the cues of a text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        #: Words in lower case, those in quotation marks as "".
        self.bare = list(tokens.lower)
        for first, last in tokens.quote_words:
            self.bare[first:last] = [""] * (last - first)
        #: Signs within names as printed, so that they match no pattern.
        self.shown = list(tokens.lower)
        for at in names_with_signs(tokens):
            self.shown[at] = tokens.words[at]
            if self.bare[at]:
                self.bare[at] = tokens.words[at]

    def words(self, first: int, last: int, apart: Sequence[Span] = ()) -> list[int]:
        """Return the article's own words in a range, without those of the spans."""
        own = [at for at in range(first, last) if self.bare[at]]
        for begun, end in apart:
            own = [at for at in own if not begun <= at < end]
        return own

    def text(self, places: list[int]) -> str:
        """Return words as the patterns expect them, each with a space after it."""
        lower = self.shown
        return "".join(
            f"{self.tokens.language.BARE_FORMS.get(lower[at], lower[at])} "
            for at in places
        )

    def is_saying(self, link: Link) -> bool:
        """Return whether a link without quotation marks has a plain cue of speech."""
        return self.tokens.stems[link.cue] in self.tokens.language.SAYING

    def expected(self, link: Link) -> str:
        """Return ANNOUNCED for "is | expected | to say that …".

        QUESTION for "Asked | whether …", if nobody is said to ask.
        """
        tokens, cue = self.tokens, link.cue
        language = tokens.language
        if (
            link.speaker is None
            and tokens.stems[cue] in language.ASKING_CUES
            and tokens.lower[link.content[0][0]] in language.WHETHER
            and tokens.any_quoted(*link.content[0])
        ):
            return suggestion.QUESTION
        if tokens.lower[cue] not in language.EXPECTED:
            return ""
        if tokens.tags[cue - 1] not in ("BE", "RB"):
            return ""
        ahead = [tokens.lower[cue + 1 : cue + 2], tokens.stems[cue + 2 : cue + 3]]
        is_to_say = (
            bool(ahead[0])
            and ahead[0][0] in language.TO
            and not language.SAYING.isdisjoint(ahead[1])
        )
        return suggestion.ANNOUNCED if is_to_say else ""

    # What governs a cue

    def governing(self, cue: int, content: list[Span]) -> str:
        """Return what the words that govern a cue make of its content, or ""."""
        tokens = self.tokens
        language = tokens.language
        first, last = self.tokens.sentence(cue)
        bare = self.bare[first:last]
        if language.signs.isdisjoint(bare) and not self._asks(last, content):
            return ""
        cue = self._verb(cue, first)
        stem = tokens.stems[cue]
        is_speech = language.kind_of(stem) == cues.SPEECH or stem in language.SAYING
        if not is_speech and not tokens.opens(content[0][0]):
            return ""
        begun = self._begin(first, cue)
        ahead = self.bare[begun:cue]
        found = ""
        is_far = not language.FAR_SIGNS.isdisjoint(ahead) or self._asks(last, content)
        is_near = not language.NEAR_SIGNS.isdisjoint(ahead[-_MAX_GROUP:])
        is_work = not language.WORK_SIGNS.isdisjoint(bare)
        if is_near or is_far or is_work:
            own = self.words(begun, cue, content)
            before = self.text(own)
            found = self._verb_group(cue, own, first, last)
            if not found and is_far:
                found = (
                    self._governor(own, before, cue)
                    or self._claim(own, before, self.text(self.words(cue + 1, last)))
                    or self._question(own, before, last, content)
                )
            if not found and is_work:
                behind = self.text(self.words(self._behind(cue), last))
                if language.IN_A_FAKE.search(before) or language.IN_A_FAKE.match(
                    behind
                ):
                    return suggestion.DISPUTED
                whole = self.text(self.words(first, last, content))
                found = self._fiction(own, before, whole)
        return found or self.foreign(first, last)

    def _verb_group(self, cue: int, own: list[int], first: int, last: int) -> str:
        """Return what the words right before a cue make of it, or ""."""
        tokens = self.tokens
        language = tokens.language
        group = own[-_MAX_GROUP:]
        if language.NEAR_SIGNS.isdisjoint(self.shown[at] for at in group):
            return ""
        before = language.FALSE_ASIDE.sub(r" \1 ", self.text(group))
        before = language.ASIDE.sub(" ", before)
        if tokens.stems[cue] not in language.MANNER and language.NEARLY.search(before):
            return suggestion.DENIED
        if language.ACTUAL.search(before):
            return ""
        for what, is_future, pattern in language.BEFORE:
            if pattern.search(before) and not (is_future and _is_past(tokens, cue)):
                return what
        if before.endswith(language.WOULD) and not language.IF.isdisjoint(
            self.shown[first:last]
        ):
            return suggestion.HYPOTHETICAL
        return ""

    def _behind(self, cue: int) -> int:
        """Return the first word after a cue and a name: "said Ann Lowe | in"."""
        phrases = noun_phrases(
            self.tokens, cue + 1, min(cue + _MAX_GROUP, len(self.bare))
        )
        is_next = phrases and phrases[0][0] == cue + 1
        return phrases[0][1] if is_next else cue + 1

    def _verb(self, cue: int, first: int) -> int:
        """Return the verb of a colon: "never said | this: “…”"."""
        tokens = self.tokens
        if tokens.words[cue] != ":":
            return cue
        for at in range(cue - 1, max(first, cue - MAX_BETWEEN) - 1, -1):
            if tokens.quote[at] < 0 and is_cue(tokens, at):
                return at
        return cue

    def _begin(self, first: int, cue: int) -> int:
        """Return where the article's own words before a cue begin."""
        tokens = self.tokens
        for at in range(cue - 1, first - 1, -1):
            if tokens.quote[at] >= 0:
                begun, end = tokens.quote_words[tokens.quote[at]]
                if end - begun > _MAX_TERM_WORDS:
                    return end
        return first

    def _governor(self, own: list[int], before: str, cue: int) -> str:
        language = self.tokens.language
        participle = language.ending(self.tokens.lower[cue]) == "ing"
        for what, of_participles, pattern in language.GOVERNORS:
            if participle and not of_participles:
                continue
            for match in pattern.finditer(before):
                if self._is_clause(_behind(own, before, match.end())):
                    return what
        return ""

    def _claim(self, own: list[int], before: str, behind: str) -> str:
        """Return DISPUTED for a claim that she said so which "is false"."""
        language = self.tokens.language
        if not language.IS_FALSE.search(behind):
            return ""
        for match in language.CLAIM.finditer(before):
            if self._is_clause(_behind(own, before, match.end())):
                return suggestion.DISPUTED
        return ""

    def _question(
        self, own: list[int], before: str, last: int, content: list[Span]
    ) -> str:
        asking = self.tokens.language.ASKING.match(before)
        if asking is None or not self._asks(last, content):
            return ""
        is_asked = self._is_clause(_behind(own, before, asking.end()))
        return suggestion.QUESTION if is_asked else ""

    def _asks(self, last: int, content: list[Span]) -> bool:
        """Return whether a sentence or the words in it end with a question mark."""
        words = self.tokens.words
        return words[last - 1] == "?" or any(
            words[end - 1] == "?" for _, end in content
        )

    def _fiction(self, own: list[int], before: str, whole: str) -> str:
        language = self.tokens.language
        lower = self.shown
        if language.OF_A_WORK.search(before):
            return suggestion.FICTION
        tail = [lower[at] for at in own[-4:]]
        if not language.CHARACTERS.isdisjoint(tail) or language.PLAYED.search(before):
            return suggestion.FICTION
        if language.IN_A_WORK.search(whole) and not language.ABOUT_A_WORK.search(whole):
            return suggestion.FICTION
        return ""

    def foreign(self, first: int, last: int) -> str:
        """Return DENIED if a sentence denies something in another language."""
        tokens = self.tokens
        language = tokens.language
        if language.FOREIGN_SIGNS.isdisjoint(self.bare[first:last]):
            return ""
        text = tokens.text[tokens.starts[first] : tokens.ends[last - 1]].lower()
        for quotation in tokens.quotations:
            if tokens.starts[first] <= quotation.start < tokens.ends[last - 1]:
                text = text.replace(
                    tokens.text[quotation.start : quotation.end].lower(), " "
                )
        return suggestion.DENIED if language.FOREIGN.search(text) else ""

    def _is_clause(self, gap: list[int]) -> bool:
        """Return whether words can be the subject of a clause, without its verb.

        They may have something between two commas: "Lincoln, the president,".
        """
        tokens = self.tokens
        if len(gap) > MAX_WORDS_TO_CUE:
            return False
        commas = [at for at, word in enumerate(gap) if tokens.words[word] == ","]
        if commas:
            if len(commas) != 2:
                return False
            first, last = commas
            inner = gap[first + 1 : last]
            if last == len(gap) - 1 and any(tokens.tags[at] in FINITE for at in inner):
                return False
            gap = gap[:first] + gap[last + 1 :]
        while gap and tokens.tags[gap[-1]] in VERB_GROUP:
            gap = gap[:-1]
        if gap and tokens.tags[gap[-1]] == "CC":
            return False  # "they want lower rates and say"
        return not any(
            tokens.tags[at] in FINITE
            or tokens.words[at] in _STOPS
            or tokens.lower[at] in tokens.language.BUT
            for at in gap
        )


def is_cue(tokens: Tokens, at: int) -> bool:
    """Return whether a word is a verb of speech."""
    language = tokens.language
    return (
        tokens.words[at] != ":"
        and language.kind_of(tokens.stems[at]) == cues.SPEECH
        and tokens.tags[at] in ("VB", "ED", "IG", "NN")
        and tokens.lower[at] not in language.NOUN_CUES
    )


def _is_past(tokens: Tokens, cue: int) -> bool:
    """Return whether a verb cannot follow "may" or "will"; “Theresa May said”."""
    language = tokens.language
    lower = tokens.lower[cue]
    return lower in language.NO_INFINITIVES or lower.endswith(
        language.NO_INFINITIVE_ENDINGS
    )


def _behind(own: list[int], text: str, end: int) -> list[int]:
    """Return the words behind a match in their text."""
    return own[text.count(" ", 0, end) + (not text[:end].endswith(" ") and end > 0) :]
