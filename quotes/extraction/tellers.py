"""Finds who speaks instead of the subject, or what the words are written on.

In: `Tokens` and a link with the speaker found. Out: the one after "by" in a passive
("was told by Judge Rossi"), the one who is heard or quoted ("Bob Reed quoted Ann Lowe
as saying"), nobody for "a shirt saying", and "a note" for "received a note saying".
"""

from quotes.extraction.documents import is_document
from quotes.extraction.governing import is_cue
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases, phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

#: Words of a phrase after a cue, at most.
_MAX_WORDS = 12


def tellers(tokens: Tokens, link: Link) -> list[Span] | None:
    """Return who speaks instead of the speaker found (nobody or one), or None."""
    language = tokens.language
    cue = link.cue
    first, last = link.speaker or (0, 0)
    if any(
        tokens.lower[at] in language.FAKED and tokens.tags[at + 1] == "CP"
        for at in range(first, last - 1)
    ):
        return []  # "A fake Ann Lowe said"
    written = _written_on(tokens, cue)
    if written is not None:
        return written
    other = _heard(tokens, cue) or _subject(tokens, link) or _addressing(tokens, link)
    if other is not None:
        return [other]
    cue = _verb(tokens, cue)
    if not _is_passive(tokens, cue, link.speaker):
        return None
    last = min(len(tokens.words), cue + _MAX_WORDS)
    near = range(cue + 1, min(last, cue + 4))
    for at in (*near, *_ends(tokens, cue, last)):
        if tokens.lower[at] in language.BY and tokens.quote[at] < 0:
            end = min(len(tokens.words), at + _MAX_WORDS)
            return noun_phrases(tokens, at + 1, end)[:1]
    return []


def _verb(tokens: Tokens, cue: int) -> int:
    """Return the verb of a colon: "was | told | by Bob Reed: “…”"."""
    if tokens.words[cue] == ":":
        for at in range(cue - 1, max(0, cue - _MAX_WORDS), -1):
            if is_cue(tokens, at) and tokens.quote[at] < 0:
                return at
    return cue


def _is_passive(tokens: Tokens, cue: int, speaker: Span | None) -> bool:
    """Return whether a cue is one of a passive: "was told", "Lowe told by Reed".

    Headlines have no auxiliary: "“…”, Lowe told", "Lowe accused of “…”".
    """
    language = tokens.language
    word = tokens.lower[cue]
    before = cue - 1
    while before > 0 and tokens.tags[before] in ("RB", "NO"):
        before -= 1
    if word in language.TELLING and tokens.lower[before] in language.PASSIVE:
        return before >= 0
    if speaker is None or speaker[1] > cue or tokens.tags[before] == "HV":
        return False
    at = cue + 1
    ends = at == len(tokens.words) or at in tokens.sentence_starts
    if word in language.TELLING_SOMEBODY and (
        ends
        or tokens.tags[at] in (",", ".", ":", "TH", "TO")
        or tokens.lower[at] in language.SAME_PRONOUNS
        or tokens.opens(at)
    ):
        return True
    if ends:
        return False
    if tokens.lower[at] in language.AS:
        behind = _ends(tokens, at, at + 2)
        return any(tokens.lower[end] in language.BY for end in behind)
    if word in language.ACCUSED and tokens.lower[at] in language.OF | language.WITH:
        return True
    return word in language.TELLING | language.ACCUSED and (
        tokens.lower[at] in language.BY
    )


def _ends(tokens: Tokens, first: int, last: int) -> list[int]:
    """Return the word after the first quotation that begins in a range, if any."""
    for at in range(first, min(last, len(tokens.words))):
        if tokens.opens(at):
            end = tokens.quote_words[tokens.quote[at]][1]
            return [end] if end < len(tokens.words) else []
    return []


def _heard(tokens: Tokens, cue: int) -> Span | None:
    """Return Ann Lowe of "Bob Reed | recalled Ann Lowe | as saying", by either verb."""
    language = tokens.language
    lower = tokens.lower
    if lower[cue] in language.HEARD_SAYING:
        phrase = phrase_before(tokens, cue - (lower[cue - 1] in language.AS))
        if phrase is None:
            return None
        for at in range(phrase[1] - 1, phrase[0] - 2, -1):
            # "quotes" looks like a noun.
            if lower[at] in language.HEARING:
                return (at + 1, phrase[1]) if at + 1 < phrase[1] else None
    if tokens.tags[cue] == "IG" and tokens.stems[cue] in language.MANNER:
        # "Ann Lowe arrested | a man | shouting": it is hardly her who shouts.
        phrase = phrase_before(tokens, cue)
        is_person = phrase and language.is_person_noun(lower[phrase[1] - 1])
        return phrase if is_person else None
    if lower[cue] in language.HEARING:
        after = noun_phrases(tokens, cue + 1, min(len(lower), cue + _MAX_WORDS))
        if (
            after
            and after[0][0] == cue + 1
            and not is_document(lower[after[0][1] - 1], language)
        ):
            behind = lower[after[0][1] : after[0][1] + 2]
            if behind[:1] and behind[0] in language.AS:
                behind = behind[1:]
            if not language.HEARD_SAYING.isdisjoint(behind[:1]):
                return after[0]
    return None


def _written_on(tokens: Tokens, cue: int) -> list[Span] | None:
    """Return nobody for "wore a shirt | saying", a note for "got | a note | that said".

    None for what somebody says in a document of their own: "issued a statement saying".
    """
    language = tokens.language
    lower = tokens.lower
    end = cue - (lower[cue - 1] in language.RELATIVES_OF_THINGS)
    if end == cue and lower[cue] != ":" and lower[cue] not in language.WRITTEN:
        return None
    phrase = phrase_before(tokens, end)
    while phrase is not None and phrase[0] > 1:
        noun, before = lower[phrase[1] - 1], phrase[0] - 1
        if noun in language.WORN:
            return []
        if is_document(noun, language):
            received = lower[before] in language.RECEIVING
            return [(phrase[0], end)] if received else None
        if tokens.tags[before] != "IN":
            return None
        phrase = phrase_before(tokens, before)
    return None


def _subject(tokens: Tokens, link: Link) -> Span | None:
    """Return Ann Lowe of "Ann Lowe is reported by | Bob Reed | to have said"."""
    language = tokens.language
    if link.speaker is None or link.speaker[1] > link.cue:
        return None
    verb = link.speaker[0] - 2
    if verb < 1 or tokens.lower[verb + 1] not in language.BY:
        return None
    at = verb - 1
    while at > 0 and tokens.tags[at] in ("RB", "NO"):
        at -= 1
    if tokens.lower[at] not in language.PASSIVE or tokens.tags[verb] not in (
        "ED",
        "VB",
    ):
        return None
    if "," in tokens.lower[link.speaker[1] : link.cue]:
        return None
    while at > 1 and tokens.tags[at - 1] in ("HV", "MD", "RB", "BE"):
        at -= 1
    return phrase_before(tokens, at)


def _addressing(tokens: Tokens, link: Link) -> Span | None:
    """Return Ann Lowe of "Ann Lowe texted | Bob Reed |: “…”": he is only addressed.

    Also of "Ann Lowe, to | Bob Reed |: “…”" and "Ann Lowe on | Bob Reed |: “…”".
    """
    language, cue = tokens.language, link.cue
    if tokens.words[cue] != ":" or link.speaker is None or link.speaker[1] != cue:
        return None
    first = link.speaker[0]
    if tokens.words[first - 1] == ",":
        # "a friend, | Bob Reed"
        described = phrase_before(tokens, first - 1)
        if described is None or not language.is_person(tokens.lower[described[1] - 1]):
            return None
        first = described[0]
    at = first - 1
    is_led = tokens.tags[at] in ("IN", "TO")
    if is_led:
        at -= tokens.words[at - 1] == ","
    elif tokens.tags[at] not in ("VB", "ED"):
        return None
    while at > 1 and tokens.tags[at - 1] in ("HV", "RB"):
        at -= 1
    subject = phrase_before(tokens, at) if at > 0 else None
    if subject is None or not (
        subject[0] in tokens.sentence_starts
        # "The court heard that | Ann Lowe texted Bob Reed: “…”"
        or (not is_led and tokens.tags[subject[0] - 1] in ("TH", "SB", "CC"))
    ):
        return None
    tags = tokens.tags[slice(*subject)]
    # "Bank of | England |: “…”" is one name.
    if is_led:
        is_person = "CP" in tags and bool(language.sex_of(tokens.words[subject[0]]))
        return subject if is_person else None
    return subject if "CP" in tags or "PR" in tags else None
