"""Parses the search box: words, "phrases", -not, OR, speaker:name.

Plain Python. In

    climate "export control" -oil speaker:lecun OR speaker:"geoffrey hinton"

four conditions hold: the quote has the word, it has the phrase, it does not have the
word “oil”, and one of the two people said it. OR joins the items right before and after
it, so it binds more tightly than the implied “and”. (In PostgreSQL's
websearch_to_tsquery it binds less tightly.)

Any input is valid. Signs that make no sense are left out or read as plain words, with a
note for the reader where that may be surprising.
"""

import dataclasses
import re
from collections.abc import Iterator

from articles.gettext import gettext as _
from articles.normal_forms import normalize
from articles.text import shorten
from quotes.lexicon.words import FUNCTION_WORDS, fold_accents
from quotes.search.questions import read_question

#: Limits on the number of words and phrases, and on the length in code points.
MAX_TERMS = 32
MAX_SEARCH_LENGTH = 1_000
#: Up to this many words, NOT in capitals is an operator.
MAX_NOT_WORDS = 5
#: Prefixes before a colon, and the fields they stand for.
FIELDS = {
    "speaker": "speaker",
    "by": "speaker",
    "publication": "publication",
    "in": "publication",
    "outlet": "publication",
    "topic": "topic",
    "about": "topic",
    "article": "article",
    "kind": "kind",
    "year": "year",
    "language": "language",
    "standing": "standing",
}
#: Fields that messages to readers name.
NAMED_FIELDS = "speaker, outlet, topic, article, kind, year, language, standing".split(
    ", "
)
#: Quotation marks by kind: a phrase ends with any mark of the kind that began it.
_KINDS = ('"“”„‟＂', "«»", "「」")
_MARKS = "".join(_KINDS)

# Control characters and lone surrogates, which no database stores, and line separators.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Soft hyphens, zero-width spaces and direction marks come along with copied text.
# Joiners (U+200C and U+200D) are letters of some languages and stay.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARK = re.compile(f"[{_MARKS}]")
_PHRASE = "|".join(
    f"[{kind}](?P<phrase{number}>[^{kind}]*)[{kind}]"
    for number, kind in enumerate(_KINDS)
)
_HAS_WORDS = re.compile(r"[^\W_]")
_WHOLE_PHRASE = re.compile("|".join(f"[{kind}][^{kind}]*[{kind}]" for kind in _KINDS))
#: A word ends at white space, a bracket, or a comma that is not inside a number.
_WORD = rf"(?P<word>(?:[^\s()\[\]{{}},;{_MARKS}]|(?<=\d),(?=\d))+)"
_ITEM = re.compile(
    rf"(?P<minus>[-−]*)(?:(?P<field>{'|'.join(FIELDS)}):)?(?:{_PHRASE}|{_WORD})?",
    re.IGNORECASE,
)


#: A word, a colon and what is right after it, but no address.
_UNKNOWN_FIELD = re.compile(
    rf"[-−]*(?!(?:{'|'.join(FIELDS)}):)([^\W\d_]{{2,20}}):(?=[\w{_MARKS}])",
    re.IGNORECASE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to search for, or to exclude if `negated`.

    `field` is one of the values of FIELDS, or "" for anywhere.
    `span` is the place of `text` in the text of the search, in half-open code points.
    """

    text: str
    phrase: bool = False
    negated: bool = False
    field: str = ""
    span: tuple[int, int] = dataclasses.field(default=(0, 0), compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Search:
    """A parsed search: at least one term of each group has to match.

    `text` is the input as far as it was read. `words` are those searched anywhere, in
    order, as a quote may have them. `notes` are sentences for the reader. `question` is
    the typed question, if it was one, and `otherwise` the search for it if no speaker
    has the name in it.
    """

    text: str = ""
    groups: tuple[tuple[Term, ...], ...] = ()
    words: str = ""
    notes: tuple[str, ...] = ()
    question: str = ""
    otherwise: "Search | None" = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return all terms in order."""
        return tuple(term for group in self.groups for term in group)


def parse(text: str) -> Search:
    """Parse the text that a reader typed. Never raises."""
    notes: list[str] = []
    text = _cleaned(text, notes)
    if not (question := read_question(text)):
        return _parse(text, notes)
    plain = None
    if question.who:
        plain = _parse(question.plain, [*notes, question.plain_note])
    return dataclasses.replace(
        _parse(question.search, [*notes, question.note]),
        question=text,
        otherwise=plain,
    )


def _parse(text: str, notes: list[str]) -> Search:
    """Parse a cleaned text; `notes` are those on the text so far."""
    text = _without_lone_marks(text, notes)
    groups: list[list[Term]] = []
    words: list[str] = []
    joiner, terms, without, cut = "", 0, False, False
    for item in _items(text, notes):
        if isinstance(item, str):
            without = item == "NOT"
            joiner = joiner if without else item
            continue
        if without:
            typed = _as_typed(item)
            note = _(
                "“NOT {typed}” leaves out quotes that have it, like “-{typed}”. To "
                "search for “not”, write it in small letters."
            )
            notes.append(note.format(typed=typed))
            item, without = dataclasses.replace(item, negated=True), False
        if terms == MAX_TERMS:
            if not (item.negated or item.field or item.phrase):
                words.append(item.text)  # the rest of a long line
            cut = True
            continue
        terms += 1
        if joiner and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
        if not item.negated and not item.field:
            # “sink or swim” may be a quote; “sink OR swim” is a query.
            words += ["or", item.text] if words and joiner == "or" else [item.text]
        joiner = ""
    if without:
        notes.append(
            _(
                "“NOT” has nothing after it and is ignored. To search for the word, "
                "put it in quotation marks."
            )
        )
    if cut and not any(fold_accents(word) in FUNCTION_WORDS for word in words):
        note = _("Only the first {max} words and phrases are searched for.")
        notes.append(note.format(max=MAX_TERMS))
    return Search(text, tuple(map(tuple, groups)), " ".join(words), tuple(notes))


def _cleaned(text: str, notes: list[str]) -> str:
    """Return the normalized text, without characters that no stored text has."""
    if len(text) > MAX_SEARCH_LENGTH:
        text = text[:MAX_SEARCH_LENGTH].rpartition(" ")[0] or text[:MAX_SEARCH_LENGTH]
        note = _("Only the first {max:,} characters are searched for.")
        notes.append(note.format(max=MAX_SEARCH_LENGTH))
    text = _UNSEEN.sub("", _CONTROLS.sub(" ", text))
    return normalize("NFC", text).strip()


def _without_lone_marks(text: str, notes: list[str]) -> str:
    """Remove quotation marks that are not closed: at most one of each kind."""
    alone: list[int] = []
    at = 0
    while mark := _MARK.search(text, at):
        kind = next(kind for kind in _KINDS if mark[0] in kind)
        behind = range(mark.end(), len(text))
        closing = next((place for place in behind if text[place] in kind), None)
        if closing is None:
            alone.append(mark.start())
        at = (mark.start() if closing is None else closing) + 1
    for place in reversed(alone):
        before, after = text[:place], text[place + 1 :]
        if word := re.search(r"\w\S*", after):
            note = _(
                "The quotation mark before “{word}” is not closed, so the words after "
                "it are searched for one by one."
            )
            notes.append(note.format(word=shorten(word[0], 40)))
        # A space keeps the words around it apart, but a field keeps its value.
        joined = not before or before[-1].isspace() or before[-1] in ":-−"
        text = f"{before}{'' if joined else ' '}{after}"
    return text.strip()


def _items(text: str, notes: list[str]) -> Iterator[Term | str]:
    """Yield each term, and each OR and NOT as written."""
    at, may_choose, may_exclude = 0, not _is_sentence(text), _may_exclude(text)
    while at < len(text):
        item = _ITEM.match(text, at)
        if item is None or item.end() == at:
            at += 1  # white space, a bracket, a comma
            continue
        at = item.end()
        kind = item.lastgroup or ""
        if kind == "field":
            note = _(
                "“{field}” has nothing right after it and is ignored. Write it as in "
                "{example}:name."
            )
            notes.append(note.format(field=item[0], example=item["field"].lower()))
        if kind in ("minus", "field"):
            continue
        written, phrase = item[kind], kind != "word"
        if (
            item[0] == "OR"
            or (
                item[0].lower() == "or"
                and may_choose
                and _HAS_WORDS.search(text, 0, item.start())
                and _HAS_WORDS.search(text, at)
            )
            or (item[0] == "NOT" and may_exclude)
        ):
            yield item[0]
        elif any(map(str.isalnum, written)):
            if item[0] == "NOT" and any(map(str.islower, text)):
                notes.append(
                    _(
                        "“NOT” is searched for as a word. To leave out a word, write a "
                        "hyphen right before it: -word."
                    )
                )
            start = item.start(kind) + len(written) - len(written.lstrip())
            written = written.strip()
            if unknown := _UNKNOWN_FIELD.match(text, item.start()):
                notes.append(_no_field(unknown[1]))
            yield Term(
                written,
                phrase,
                negated=bool(item["minus"]),
                field=FIELDS[item["field"].lower()] if item["field"] else "",
                span=(start, start + len(written)),
            )


def _is_sentence(text: str) -> bool:
    """Return whether “or” is a word of a line: “to be or not to be”."""
    words = [fold_accents(each) for each in _outside_phrases(text)]
    return any(each in FUNCTION_WORDS and each not in ("or", "and") for each in words)


def _outside_phrases(text: str) -> list[str]:
    """Return the words that are not in quotation marks."""
    return _WHOLE_PHRASE.sub(" ", text).split()


def _may_exclude(text: str) -> bool:
    """Return whether NOT is an operator, not a word of a line: “I am NOT a crook”."""
    words = _outside_phrases(text)
    words = [each for each in words if each not in ("NOT", "OR", "AND")]
    return (
        len(words) < MAX_NOT_WORDS
        and (not words or any(map(str.islower, "".join(words))))
        and not any(fold_accents(each) in FUNCTION_WORDS for each in words)
    )


def _no_field(name: str) -> str:
    note = _(
        "“{name}:” is not a field, so it is searched for as a word. The fields are "
        "{fields} and {last}."
    )
    return note.format(
        name=shorten(name, 40),
        fields=", ".join(f"{each}:" for each in NAMED_FIELDS[:-1]),
        last=f"{NAMED_FIELDS[-1]}:",
    )


def _as_typed(term: Term) -> str:
    text = shorten(term.text, 40)
    text = f'"{text}"' if term.phrase else text
    return f"{term.field}:{text}" if term.field else text
