"""Finds the phrase that a speaker's phrase is only a part of.

In: a noun phrase found as a speaker. Out: "an aide" for "Ann Lowe" in "an aide to Ann
Lowe"; "Ann Lowe" for "Northwater" in "Ann Lowe, mayor of Northwater,", and for the
party in "Ann Lowe (R-Iowa)".
"""

from collections.abc import Mapping

from quotes.extraction.belonging import described_before, rival_owner, subject_owning
from quotes.extraction.documents import document_of
from quotes.extraction.entities import Mention
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.proper_names import SUFFIXES
from quotes.extraction.scanning import Span
from quotes.extraction.speaker_phrases import is_closed
from quotes.extraction.tokens import Tokens

_DESCRIBING = frozenset("IN TO DT CP NN PE GE PO CD - IG ED CC".split())
#: Words between a name and the end of its description, at most.
_MAX_DESCRIPTION = 24
#: Words of a phrase before a preposition, and of a bracket, at most.
_MAX_PHRASE = 14
_MAX_BRACKET = 8


class PhraseHeads:
    """Finds the heads of phrases; `mention_at` has the mention of each word."""

    def __init__(self, tokens: Tokens, mention_at: Mapping[int, Mention]) -> None:
        self.tokens = tokens
        self._mention_at = mention_at
        self._beginning = {one.name.begun: one for one in mention_at.values()}
        self._ending = {mention.end: mention for mention in mention_at.values()}

    def speakers(self, phrase: Span, link: Link) -> list[Span]:
        """Return the phrases of the people who speak, in order."""
        if link.printed:
            return [phrase]
        within = self._mention_at.get(phrase[0])
        if within is not None and not within.at <= link.cue < phrase[1]:
            # "The Committee for | a Responsible Budget"
            phrase = min(within.at, phrase[0]), phrase[1]
        head = self._head(phrase, link)
        document = self._document(head, link)
        if document is not None:
            return [document]
        found = [*self._listed_before(head), head] if head != phrase else [phrase]
        return found + self._listed_after(found[-1])

    def _document(self, phrase: Span, link: Link) -> Span | None:
        """Return the document that a name belongs to: "A letter from | Carl Reed".

        An organisation remains the speaker of its own report.
        """
        mention = self._mention_at.get(phrase[1] - 1)
        if mention is None or mention.end != phrase[1]:
            return None
        found = document_of(
            self.tokens, (min(phrase[0], mention.name.begun), phrase[1])
        )
        if found is None or found[0][0] <= link.cue < phrase[0]:
            return None
        document, is_author = found
        person = mention.person
        return document if person or not is_author else None

    def _head(self, phrase: Span, link: Link) -> Span:
        tokens = self.tokens
        first, last = phrase
        before = first - 1
        if first < 2 or tokens.quote[before] >= 0:
            return phrase
        if (
            "(" in tokens.lower[max(0, first - 4) : first]
            and ":" in (tokens.lower[max(0, first - 3) : first])
        ):
            # "Blue Air (NASDAQ: BLFX)"
            bracket = before - tokens.lower[max(0, first - 4) : first][::-1].index("(")
            named = self._ending.get(bracket)
            return (named.at, named.end) if named is not None else phrase
        owner = self._owned(phrase, link) or self._led(phrase, link)
        if owner is not None:
            return self._head(self._described(owner, link, roles=1), link)
        if tokens.lower[before] == "," and self._describes(phrase):
            person = self._described(phrase, link, roles=1)
            return phrase if person == phrase else self._head(person, link)
        mentions = [
            self._mention_at[at] for at in range(first, last) if at in self._mention_at
        ]
        if mentions and mentions[-1].end >= last:
            if mentions[-1].person:
                return phrase
        elif not mentions and tokens.tags[before] != "IN" and not is_tag(tokens, first):
            return phrase
        return self._described(phrase, link)

    def _owned(self, phrase: Span, link: Link) -> Span | None:
        """Return the person before "for", "of" …: "a spokesman | for Ann Lowe"."""
        tokens = self.tokens
        language = tokens.language
        first, last = phrase
        mention = self._mention_at.get(first)
        if mention is not None and mention.at == first:
            first = mention.name.begun
        before = first - 1
        if before < 1 or before == link.cue + 1 or before == link.cue:
            return None
        if tokens.lower[before] in language.OWNING:
            if tokens.lower[before - 1] in language.OWNING_ADJECTIVES:
                before -= 1
        elif tokens.tags[before] != "IG":
            return None
        owned = noun_phrases(tokens, max(0, before - _MAX_PHRASE), before)
        if not owned or owned[-1][1] != before:
            return None
        head = tokens.lower[before - 1]
        if not language.is_person_noun(head) and mention is None:
            # "two officials with knowledge of | the talks"
            further = owned[-1][0] - 1
            outer = noun_phrases(tokens, max(0, further - _MAX_PHRASE), further)
            if (
                tokens.lower[further] in language.OWNING
                and further > 0
                and outer
                and outer[-1][1] == further
                and language.is_person_noun(tokens.lower[further - 1])
            ):
                owned, before = outer, further
                head = tokens.lower[before - 1]
        if not language.is_person_noun(head):
            # "the office of Ann Lowe" is not her either.
            person = mention is not None and mention.person
            if tokens.lower[first - 1] not in language.OF or not person:
                return None
            if tokens.tags[before - 1] not in ("NN", "PE"):
                return None
        # Both are on the same side of the cue.
        return owned[-1] if before - 1 > link.cue or last <= link.cue else None

    def _led(self, phrase: Span, link: Link) -> Span | None:
        """Return the first phrase of a subject that a name only belongs to.

        "The judge in the case against | Bob Reed said", "mother of victim | Bob Reed,"
        """
        tokens, language = self.tokens, self.tokens.language
        first, last = phrase
        mention = self._mention_at.get(last - 1)
        if (
            mention is None
            or not mention.person
            or last > link.cue
            or tokens.tags[last] == "GE"
            or tokens.words[link.cue] == ":"
            or not all(
                language.is_role(tokens.lower[at])
                or tokens.lower[at] in language.TITLES | language.ROLE_MODIFIERS
                or tokens.tags[at] == "DT"
                for at in range(first, mention.at)
            )
            or document_of(tokens, (mention.name.begun, last)) is not None
        ):
            return None
        described = described_before(tokens, mention.name.begun)
        if described is not None:
            owner = subject_owning(tokens, described[0])
            rival = rival_owner(tokens, (mention.name.begun, last))
            if owner is None or rival is None:
                return owner
            plural = tokens.lower[owner[1] - 1].endswith(language.PLURAL_ENDINGS)
            named = self._described(owner, link, roles=1) != owner
            return owner if plural or named else None
        at = first
        while language.is_person(tokens.lower[at - 1]):
            at -= 1
        at -= at < first and tokens.tags[at - 1] == "DT"  # "of the victim | Bob Reed"
        return subject_owning(tokens, at)

    def _describes(self, phrase: Span) -> bool:
        """Return whether a phrase after a comma describes who is named before it."""
        tokens = self.tokens
        language = tokens.language
        first, last = phrase
        if tokens.tags[last - 1] != "CP" and (
            tokens.tags[first] in ("DT", "CD", "PO")
            or language.is_person_noun(tokens.lower[last - 1])
        ):
            return True
        return tokens.lower[first] in language.PARTIES or all(
            word in SUFFIXES for word in tokens.lower[first:last]
        )

    def _described(self, phrase: Span, link: Link, roles: int = 0) -> Span:
        """Return the person before a comma or bracket whom the words after describe.

        `roles` counts the signs of a description so far.
        """
        tokens = self.tokens
        language = tokens.language
        first = at = phrase[0]
        if roles and not is_closed(tokens, phrase, link) and not is_tag(tokens, first):
            return phrase
        while at > 0 and first - at < _MAX_DESCRIPTION and tokens.quote[at - 1] < 0:
            mention = self._ending.get(at)
            if mention is not None and mention.person:
                word, tag = tokens.lower[at], tokens.tags[at]
                apart = word in (",", "(") or tag in ("IN", "TO")
                tagged = word == "(" or is_tag(tokens, at + 1)
                if apart and (roles or tagged) and not mention.at <= link.cue < first:
                    return mention.name.begun, mention.end
                return phrase
            tag = tokens.tags[at - 1]
            if not (
                tag in _DESCRIBING
                or tokens.lower[at - 1] in (",", "(", ")")
                or (tag == "." and language.PARTY.fullmatch(tokens.words[at - 2]))
            ):
                return phrase
            if at - 1 == link.cue:
                return phrase
            roles += tag in ("IN", "TO", "CD") or language.is_person_noun(
                tokens.lower[at - 1]
            )
            at -= 1
        return phrase

    def _listed_before(self, phrase: Span) -> list[Span]:
        """Return the people listed before one: "Ann Lowe (D-Iowa) and | Bob Reed"."""
        lower = self.tokens.lower
        found: list[Span] = []
        at = phrase[0]
        joins = self.tokens.language.AND_SIGNS
        while at > 2 and lower[at - 1] in joins:
            at -= 1
            at -= lower[at - 1] == ","
            low = max(0, at - _MAX_BRACKET)
            if lower[at - 1] == ")" and "(" in lower[low:at]:
                at -= 1 + lower[low:at][::-1].index("(")
            elif is_tag(self.tokens, at - 1):
                while at > low + 1 and lower[at - 1] != ",":
                    at -= 1
                at -= 1
            mention = self._ending.get(at)
            if mention is None or not mention.person:
                break
            found.insert(0, (mention.name.begun, mention.end))
            at = mention.name.begun
            joins = frozenset(",")
        return found

    def _listed_after(self, phrase: Span) -> list[Span]:
        """Return the people listed after one: "Ann Lowe (D-Iowa) | and Bob Reed"."""
        lower, joins = self.tokens.lower, self.tokens.language.AND
        found: list[Span] = []
        at = phrase[1]
        while lower[at : at + 1] == ["("] and is_tag(self.tokens, at + 1):
            if ")" not in lower[at : at + _MAX_BRACKET]:
                break
            at += lower[at : at + _MAX_BRACKET].index(")") + 1
            if at == len(lower) or not (lower[at] == "," or lower[at] in joins):
                break
            at += 1 + (
                lower[at] == "," and not joins.isdisjoint(lower[at + 1 : at + 2])
            )
            mention = self._beginning.get(at)
            if mention is None or not mention.person:
                break
            found.append((at, mention.end))
            at = mention.end
        return found


def is_tag(tokens: Tokens, at: int) -> bool:
    """Return whether a party's tag is here or ends here: "R-Ky.", "(D-N. | Y.)"."""
    words = tokens.words[max(0, at - 2) : at + 1]
    return any(tokens.language.PARTY.fullmatch(word) for word in words)
