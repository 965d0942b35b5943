"""Finds the printed phrases of a quote's speakers, starting from one noun phrase.

In: `Tokens` and a link. Out: half-open ranges of words: with the title before a name,
all people of a list ("Ann Lowe and Bob Reed"), the person who tells in a passive ("was
told by Judge Rossi"), and the subject of a relative clause ("Ann Lowe, who likes Bob
Reed, said").
"""

from quotes.extraction.clauses import outside_clause
from quotes.extraction.credentials import credentials_end
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases, phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tags import VERBAL
from quotes.extraction.tellers import tellers
from quotes.extraction.tokens import Tokens

#: Tags between a subject and its cue.
_BARE = frozenset(("RB", "HV", "MD", "BE"))
#: Signs at the end of a description.
_CLOSING = frozenset((",", ")", "-", "–", "—"))
#: Words of a title before a name, at most.
_MAX_TITLE_WORDS = 12


def phrases_of(tokens: Tokens, link: Link) -> list[Span]:
    """Return the phrases of a link's speakers, none if it has none."""
    speaker = link.speaker
    if speaker is None:
        return []
    if not link.printed:
        told = tellers(tokens, link)
        if told is not None:
            if not told:
                return []
            speaker = told[0]
        else:
            speaker = _outside_aside(tokens, speaker)
            speaker = _outside_date(tokens, _before_credentials(tokens, speaker), link)
            speaker = _whole(tokens, outside_clause(tokens, speaker, link))
    found = []
    for first, last in _named(tokens, _joint(tokens, link, speaker), link):
        if last - first > 1 and tokens.tags[last - 1] == "GE":
            last -= 1
        found.append((first, last))
    return found


def _outside_aside(tokens: Tokens, phrase: Span) -> Span:
    """Return "Ann Lowe" for "31" or "née Carr" in "Ann Lowe, | née Carr, said"."""
    first, last = phrase
    born = tokens.language.BORN
    first -= tokens.lower[first - 1] in born
    is_age = {"CD"}.issuperset(tokens.tags[first:last])
    is_age = is_age and tokens.words[last : last + 1] == [","]
    if (is_age or tokens.lower[first] in born) and tokens.words[first - 1] == ",":
        return phrase_before(tokens, first - 1) or phrase
    return phrase


def _outside_date(tokens: Tokens, phrase: Span, link: Link) -> Span:
    """Return "a poll" for "Friday" in "a poll released | Friday shows"."""
    language = tokens.language
    first, last = phrase
    if last > link.cue or not _BARE.issuperset(tokens.tags[last : link.cue]):
        return phrase
    dated = [
        tokens.tags[at] == "DA" or tokens.lower[at] in language.TIMES
        for at in range(first, last)
    ]
    is_year = (
        last - first == 1 and tokens.tags[first] == "CD" and tokens.words[first] > "1"
    )
    is_year = is_year and len(tokens.words[first]) == len("2015")
    if not is_year and not (
        any(dated)
        and all(
            known or tokens.tags[at] in ("CD", "DT")
            for at, known in zip(range(first, last), dated, strict=True)
        )
    ):
        return phrase
    at = first
    while (
        at > 0
        and tokens.quote[at - 1] < 0
        and tokens.tags[at - 1] in ("IN", "ED", "RB")
    ):
        at -= 1
    owner = phrase_before(tokens, at) if at < first else None
    if owner is None or tokens.tags[owner[0]] == "PR":
        return phrase
    # "with Ann Lowe on | Friday"
    inside = owner[0] > 0 and tokens.tags[owner[0] - 1] in ("IN", "TO")
    return phrase if inside else owner


def _whole(tokens: Tokens, phrase: Span) -> Span:
    """Return "one neighbour" for "one"."""
    language = tokens.language
    first, last = phrase
    if last - first == 1 and tokens.lower[first] in language.ONE:
        after = noun_phrases(tokens, last, min(len(tokens.words), last + 6))
        if after and after[0][0] == last and tokens.tags[last] in ("NN", "PE"):
            return first, after[0][1]
        if last < len(tokens.words) and language.is_person_noun(tokens.lower[last]):
            return first, last + 1
    return phrase


def _before_credentials(tokens: Tokens, phrase: Span) -> Span:
    """Return the name before degrees and honours: "Ann Lowe, M.D., | FACS"."""
    first = phrase[0]
    if tokens.lower[first - 1 : first] not in ([","], ["("]):
        return phrase
    for comma in range(max(1, first - _MAX_TITLE_WORDS), first):
        if tokens.words[comma] == "," and credentials_end(tokens, comma) > first:
            return phrase_before(tokens, comma) or phrase
    return phrase


def is_closed(tokens: Tokens, phrase: Span, link: Link) -> bool:
    """Return whether a comma or bracket closes a description before the cue.

    "Ann Lowe, a baker, said"; not "After meeting Ann Lowe, a baker said".
    """
    last = phrase[1]
    return last > link.cue or not _CLOSING.isdisjoint(tokens.lower[last : link.cue])


def is_alternative(tokens: Tokens, phrase: Span, name: Span) -> bool:
    """Return whether a name is one of two: "neither Lowe nor | Reed", "Lowe or | Reed".

    `name` is the last in the phrase.
    """
    language, lower = tokens.language, tokens.lower
    before = phrase[0] - 1
    while before > 0 and tokens.tags[before] == "RB":
        before -= 1  # "or possibly Bob Reed"
    is_apposed = lower[before] == "," and tokens.quote[before] < 0
    role = phrase_before(tokens, before) if is_apposed else None
    if role is not None and language.is_person_noun(lower[role[1] - 1]):
        before = role[0] - 1  # "Ann Lowe or the mayor, | Bob Reed"
    within = lower[max(0, before) : name[0]]
    if not language.OR.isdisjoint(within) or not language.NOR.isdisjoint(within):
        return True
    at = name[1] + (lower[name[1] : name[1] + 1] in (["("], [","]))
    behind = at + 1
    while tokens.tags[behind : behind + 1] == ["RB"]:
        behind += 1
    return not language.OR.isdisjoint(lower[at : at + 1]) and tokens.tags[
        behind : behind + 1
    ] in (["CP"], ["DT"], ["PO"])


def _widened(tokens: Tokens, phrase: Span) -> Span:
    """Return a noun phrase with the title before it: "Secretary of State | Pompeo"."""
    language = tokens.language
    first, last = phrase
    least = max(0, first - _MAX_TITLE_WORDS)
    while (
        first > least + 1
        and tokens.lower[first - 1] in language.OF
        and tokens.quote[first - 1] < 0
        and (
            tokens.tags[first - 2] == "CP" or tokens.lower[first - 2] in language.PEOPLE
        )
        and tokens.tags[first] == "CP"
        and not _is_people(tokens, first - 2)
    ):
        first -= 2
        while first > least and tokens.tags[first - 1] in ("CP", "NN", "PE", "DT"):
            first -= 1
    return first, last


def _is_people(tokens: Tokens, at: int) -> bool:
    """Return whether a word is people who have no name: "Supporters of Ann Lowe"."""
    word, language = tokens.lower[at], tokens.language
    return (
        word.endswith(language.PLURAL_ENDINGS)
        and language.is_person_noun(word)
        and word not in language.HEADS
    )


def _apposed(tokens: Tokens, phrase: Span, link: Link) -> Span:
    """Return the person that a phrase describes: "Tom Berg" for "a baker" after him."""
    language = tokens.language
    first = phrase[0]
    if first > 2 and tokens.lower[first - 1] in language.AND:
        # "Tom Berg, an engineer and | tax expert, said"
        other = phrase_before(tokens, first - 1)
        if (
            other is not None
            and tokens.lower[other[0]] in language.ARTICLES
            and tokens.tags[first] not in ("CP", "DT", "PO")
            and language.is_person_noun(tokens.lower[phrase[1] - 1])
            and language.is_person_noun(tokens.lower[other[1] - 1])
        ):
            first = other[0]
            named = _apposed(tokens, (first, phrase[1]), link)
            return named if named[1] < first else phrase
    if (
        first > 1
        and tokens.lower[first - 1] == ","
        and tokens.tags[first - 2] == "CP"
        and (
            (tokens.lower[first] in language.ARTICLES and not has_name(tokens, phrase))
            or (tokens.words[first].isupper() and language.is_role(tokens.lower[first]))
        )
        and is_closed(tokens, phrase, link)
    ):
        return phrase_before(tokens, first - 1) or phrase
    return phrase


def _joint(tokens: Tokens, link: Link, speaker: Span) -> list[Span]:
    """Return the speakers joined by commas and "and" with the one found."""
    widened = _widened(tokens, _apposed(tokens, speaker, link))
    first, last = _apposed(tokens, widened, link)
    found = [(first, last)]
    if has_name(tokens, (first, last)):
        _join_before(tokens, link, found)
        _join_behind(tokens, link, found)
    taken = link.content
    return [(a, b) for a, b in found if not any(s < b and a < e for s, e in taken)] or [
        speaker
    ]


def _join_before(tokens: Tokens, link: Link, found: list[Span]) -> None:
    first = found[0][0]
    joins = tokens.language.AND
    while (
        first > 1 and tokens.lower[first - 1] in joins and tokens.quote[first - 1] < 0
    ):
        end = _name_end(tokens, first - 1)
        before = noun_phrases(tokens, max(0, end - 14), end)
        if not before or before[-1][1] != end or not has_name(tokens, before[-1]):
            return
        if link.cue in range(*before[-1]) or link.cue >= end > link.cue:
            return
        found.insert(0, _widened(tokens, before[-1]))
        first = found[0][0]
        joins = frozenset(",")


def _join_behind(tokens: Tokens, link: Link, found: list[Span]) -> None:
    """Add "and Bob Reed" after a name, before the cue or after an inverted one."""
    language = tokens.language
    last = found[-1][1]
    size = len(tokens.words)
    stop = min(size, last + 14)
    if link.cue >= last:
        stop = min(stop, link.cue)
    while last + 1 < stop and tokens.quote[last] < 0:
        behind_degrees = credentials_end(tokens, last)
        if tokens.tags[last : last + 3] == [",", "CD", ","]:
            behind_degrees = last + 2
        if tokens.lower[behind_degrees : behind_degrees + 1] == [
            ","
        ] and not language.AND.isdisjoint(
            tokens.lower[behind_degrees + 1 : behind_degrees + 2]
        ):
            behind_degrees += 1  # "Ann Lowe, PhD, and Bob Reed"
        if behind_degrees > last + 1:
            last = min(behind_degrees, stop - 1)
        if tokens.lower[last] in language.AND:
            at = last + 1
        elif tokens.lower[last] == "," and _lists(tokens, last, stop):
            at = last + 1 + (tokens.lower[last + 1] in language.AND)
        else:
            return
        behind = noun_phrases(tokens, at, min(size, at + 12, max(stop, at + 1)))
        if not behind or behind[0][0] != at:
            return
        end = behind[0][1]
        comma = tokens.lower[end : end + 1] == [","]
        relative = comma and tokens.lower[end - 1] in language.RELATIVES
        if not has_name(tokens, behind[0]) and not relative:
            return
        if link.cue >= last:
            if any(tag in ("VB", "ED", "BE") for tag in tokens.tags[end : link.cue]):
                return
        elif tokens.tags[end : end + 1] and tokens.tags[end] in VERBAL:
            # “…,” said Ann Lowe and Bob Reed left.
            return
        found.append(behind[0])
        if tokens.lower[last] in language.AND:
            return
        last = end


def _name_end(tokens: Tokens, end: int) -> int:
    """Return the end of a name before degrees or an age: "Ann Lowe |, PhD, and"."""
    closed = end - (tokens.words[end - 1] == ",")
    if closed < end and tokens.tags[closed - 2 : closed] == [",", "CD"]:
        return closed - 2
    for comma in range(max(1, closed - _MAX_TITLE_WORDS), closed):
        if tokens.words[comma] == "," and credentials_end(tokens, comma) == closed:
            return comma
    return end


def _lists(tokens: Tokens, comma: int, stop: int) -> bool:
    """Return whether a comma is within a list of names: "A, B and C"."""
    phrases = noun_phrases(tokens, comma + 1, stop)
    if not phrases or phrases[0][0] != comma + 1 or not has_name(tokens, phrases[0]):
        return False
    if tokens.tags[phrases[0][0]] != "CP" or tokens.tags[phrases[0][1] - 1] != "CP":
        return False
    end = phrases[0][1]
    if end + 1 >= stop:
        return False
    return tokens.lower[end] in tokens.language.AND and tokens.tags[end + 1] == "CP"


def _named(tokens: Tokens, phrases: list[Span], link: Link) -> list[Span]:
    """Return the people named by "some, like A and B,": A and B."""
    language = tokens.language
    last = phrases[0][1]
    if tokens.lower[last - 1] not in language.GENERIC or last + 2 >= len(tokens.words):
        return phrases
    at = last + (tokens.lower[last] == ",")
    if tokens.lower[at] not in language.LIKE:
        return phrases
    joins = language.LIKE | language.AND
    named: list[Span] = []
    for phrase in noun_phrases(tokens, at + 1, min(len(tokens.words), at + 24)):
        before = tokens.lower[phrase[0] - 1]
        if not (has_name(tokens, phrase) and (before == "," or before in joins)):
            break
        if named and before == "," and tokens.lower[phrase[0] - 2] != ",":
            gap = phrase[0] - named[-1][1]
            if gap > 1:
                break
        named.append(phrase)
        if tokens.lower[phrase[1] : phrase[1] + 1] == [","] and before in language.AND:
            break
    return [span for span in named if span[1] <= link.cue or span[0] > link.cue] or (
        phrases
    )


def has_name(tokens: Tokens, phrase: Span) -> bool:
    """Return whether a noun phrase has a word with a capital."""
    return "CP" in tokens.tags[phrase[0] : phrase[1]]
