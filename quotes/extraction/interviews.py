"""Interviews: questions and answers, with one person named at the start.

In: `Tokens`. Out: a `Link` for each answer. Questions and answers begin with "Q." and
"A.", or the questions are paragraphs of their own, plain or in bold ("**When?**"). The
speaker is the person named in the paragraphs before the first question; if several are,
the one whom they say they talked to.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from quotes.extraction.entities import Mention
from quotes.extraction.link import Link
from quotes.extraction.registry import Registry
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

_SURE = 0.9
_MIN_QUESTIONS = 2
#: Without "Q." or bold, more must look like questions.
_MIN_PLAIN = 3
#: Words of a question, at most.
_MAX_QUESTION = 60


def answers(tokens: Tokens) -> Iterator[Link]:
    """Yield the answers of an interview."""
    paragraphs = tokens.paragraphs
    lettered = [_letter(tokens, *paragraph) for paragraph in paragraphs]
    if "A" not in lettered:
        # "Okafor: In May." after "Q: When?"
        lettered = ["A" if letter == "X" else letter for letter in lettered]
    if lettered.count("Q") >= _MIN_QUESTIONS and "A" in lettered:
        begun = lettered.index("Q")
        parts = [
            [(first + 1 + (tokens.words[first + 1] in (":", ".")), last)]
            for (first, last), letter in zip(paragraphs, lettered, strict=True)
            if letter == "A"
        ]
    else:
        questions = _questions(tokens)
        if not questions:
            return
        begun = questions[0]
        ends = [*questions[1:], questions[-1] + 2]
        parts = [
            [_answer_after_bold(tokens, *paragraphs[question])]
            + [
                paragraph
                for paragraph in paragraphs[question + 1 : end]
                if not tokens.any_quoted(*paragraph)
            ]
            for question, end in zip(questions, ends, strict=True)
        ]
    speaker = _interviewed(tokens, paragraphs[begun][0])
    if speaker is None:
        return
    for content in parts:
        spans = [(first, last) for first, last in content if first < last]
        if spans:
            cue = max(spans[0][0] - 1, 0)
            yield Link(spans, cue, "after", _SURE, speaker, printed=True)


def _letter(tokens: Tokens, first: int, last: int) -> str:
    """Return "Q" or "A" for a paragraph that begins with that letter, else ""."""
    language = tokens.language
    word = tokens.words[first]
    if last - first < 3 or tokens.quote[first] >= 0:
        return ""
    marked = word[-1] == "." or tokens.words[first + 1] in (":", ".", ")")
    if word in language.QUESTION_LETTERS and (
        marked or tokens.words[first + 1][0].isupper()
    ):
        return "Q"
    if word in language.ANSWER_LETTERS and marked:
        return "A"
    return "X" if word[0].isupper() and tokens.words[first + 1] == ":" else ""


def _answer_after_bold(tokens: Tokens, first: int, last: int) -> Span:
    """Return what comes after a bold question in its paragraph: "**When?** In May."."""
    stars = [at for at in range(first, last) if tokens.words[at] == "*"]
    return (stars[3] + 1, last) if len(stars) > 3 else (last, last)


def _questions(tokens: Tokens) -> list[int]:
    """Return the numbers of the paragraphs that are questions, if it is an interview.

    No two follow each other, and the text before the first says that somebody was
    asked.
    """
    bold, plain = [], []
    for number, (first, last) in enumerate(tokens.paragraphs):
        if last - first > _MAX_QUESTION or tokens.any_quoted(first, last):
            continue
        words = tokens.words[first:last]
        if words[:2] == ["*", "*"] and words.count("*") > 3 and "?" in words:
            bold.append(number)
        elif words[-1] == "?":
            plain.append(number)
    found = bold if len(bold) >= _MIN_QUESTIONS else plain
    least = _MIN_QUESTIONS if found is bold else _MIN_PLAIN
    if len(found) < least or not found[0]:
        return []
    inline = found is bold and _answer_after_bold(tokens, *tokens.paragraphs[found[0]])
    if not (inline and inline[0] < inline[1]) and any(
        later == number + 1 for number, later in pairwise(found)
    ):
        return []
    start = tokens.paragraphs[found[0]][0]
    return (
        found
        if found is bold or tokens.language.TALKED & set(tokens.lower[:start])
        else []
    )


def _interviewed(tokens: Tokens, end: int) -> Span | None:
    """Return the words that name the person interviewed, before the first question."""
    registry = Registry(tokens)
    named = [
        mention
        for mention in registry.mentions
        if mention.end <= end
        and mention.full
        and len(mention.entities) == 1
        and mention.entities[0].person
        and tokens.language.BY.isdisjoint(
            tokens.lower[mention.name.begun - 1 : mention.name.begun]
        )
    ]
    people = {id(mention.entities[0]) for mention in named}
    if len(people) > 1:
        talkers = {mention.end: mention for mention in named}
        named = [
            mention for mention in named if _is_talked_to(tokens, mention, talkers)
        ]
        people = {id(mention.entities[0]) for mention in named}
    if len(people) != 1:
        return None
    return named[0].name.begun, named[0].end


def _is_talked_to(
    tokens: Tokens, mention: Mention, people: Mapping[int, Mention]
) -> bool:
    """Return whether "talked to" or "an interview with" comes before a name.

    In "Hana Sorel talks to Bob Reed", either may be the reporter. `people` has those
    who are named, by the word behind the name.
    """
    language, at = tokens.language, mention.name.begun
    while at > 1 and language.is_person(tokens.lower[at - 1]):
        at -= 1  # "to novelist | Jane Okafor"
    before = tokens.lower[max(0, at - 5) : at]
    if (
        before[-1:] == []
        or before[-1] not in language.TALKED_WITH
        or language.TALKED.isdisjoint(before)
    ):
        return False
    talker = next(
        (people[end] for end in range(at - 1, at - 5, -1) if end in people), None
    )
    if talker is None:
        return True
    roles = talker.entities[0].roles
    if roles:
        return any(not language.PRESS.isdisjoint(role.split()) for role in roles)
    is_described = at < mention.name.begun or bool(mention.entities[0].roles)
    return is_described or tokens.words[mention.end] == ","
