"""Turns a search into one query of the full-text index, and ranks by it.

A word may be in any language that quotes have, so its inflections by the rules of each
language are searched, and the word as it is printed, which has a full stop before it in
the index (migration 0018). It may also be part of a name: names are looked up first, by
whole words without accents, and each has its own lexeme, such as “=s12” (migration
0009). So “lecun energy” becomes

    ('=s12' | 'lecun' | '~lecun') & ('energi' | 'energy' | '~energy')

with ~ before the words of printed names and bylines. Stop words (“not”) are searched as
printed, '.not', and so is the phrase “to be” in quotation marks: '.to' <-> '.be'.
PostgreSQL makes the lexemes and quotes them; this module only combines them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

import langcodes
from django.conf.locale import LANG_INFO

from articles.characters import is_unspaced
from quotes.labels import KINDS, STANDINGS
from quotes.lexicon.words import fold_accents, indexed_words
from quotes.models import FacetCode
from quotes.models.listings import STANDING_CODES, filter_lexeme
from quotes.search.dates import date_queries, year_queries
from quotes.search.lookup import (
    FIRST_RUN,
    LINE,
    MAX_NAMES,
    is_plain_term,
    look_up,
    name_candidates,
)
from quotes.search.syntax import Term
from quotes.translation import label as _

#: A query that matches no quote.
NOTHING = "'=none'"
#: From this number of words on, a search may be a whole line of a quote.
MIN_LINE = 4
LEXEME = re.compile("'(?:[^']|'')*'")
#: Fields whose values are names, and those whose values are fixed.
_NAMES = ("speaker", "publication", "topic")
_VALUES = ("kind", "year", "language", "standing")
#: {name of a language: its tag}, for language:french.
_LANGUAGES = {
    fold_accents(info[name]): tag
    for tag, info in LANG_INFO.items()
    for name in ("name", "name_local")
    if name in info
}
#: Longer words (code points) are in no text, and PostgreSQL refuses much longer ones.
MAX_WORD = 200


@dataclass(frozen=True, slots=True)
class Query:
    """The meaning of a search. The queries are text in PostgreSQL's tsquery syntax.

    `rest` is the part of `tsquery` for fields and for excluded words, "" for none.
    `excluded` are keys of quotes that match, but are not listed (closest.py). `forms`
    are pairs of a folded word and its query, and `total` the number of public quotes.
    `words` are those that may be in a quote itself, for ranking and marking; `line` is
    all of them in a row as printed, "" if there are fewer than two. `phrases` are texts
    to mark whole: those typed in quotation marks, and a line without other words.
    `speakers` are the keys of speakers whose name was typed. `only_negative`: the
    search only excludes, so that the index leads to no quotes and others have to be
    read. `unmatched` are the terms that match nothing.
    """

    tsquery: str
    rest: str = ""
    words: str = ""
    line: str = ""
    phrases: tuple[str, ...] = ()
    speakers: tuple[int, ...] = ()
    only_negative: bool = False
    unmatched: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()
    excluded: tuple[int, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    total: int = 0


def rank_columns(query):
    """Return ([SQL], parameters) by which listings are ordered, descending.

    Quotes with the whole line come first, then quotes by a speaker whose name was
    typed.
    """
    ranks, parameters = [], []
    speakers = _either(map(_speaker, query.speakers))
    for first in filter(None, (query.line, speakers)):
        ranks.append("(search @@ %s::tsquery)")
        parameters.append(first)
    if query.words:
        # Divided by the logarithm of the length, since long quotes have more of any
        # word.
        ranks.append("ts_rank(search, %s::tsquery, 1)")
        parameters.append(query.words)
    return ranks, parameters


def build_query(search, languages=None):
    """Return the Query for a syntax.Search, or None if it is empty.

    `languages` are the tags of a language filter, if there is one. One statement, or
    two for a question about a speaker who is not known.
    """
    if not search.groups:
        return None
    runs = name_candidates(search)
    query = _QueryBuilder(search, runs, look_up(search, runs, languages)).query()
    if search.otherwise and query.unmatched:
        plain = build_query(search.otherwise, languages)
        # The name stays unmatched, so that its spelling is corrected.
        query = plain and replace(plain, unmatched=query.unmatched)
    if search.question and query:
        # The question may be a quote itself.
        row = in_a_row(" ".join(indexed_words(search.question)))
        query = replace(query, tsquery=f"(({query.tsquery}) | ({row}))")
    return query


def in_a_row(words, weights=""):
    """Return the query for folded words, with one space between them, in a row.

    Two short words in a row are a lexeme, too, because many quotes have each of them.
    """
    words = [word[:MAX_WORD] for word in words.split()]
    row = " <-> ".join(_lexeme(f".{word}", weights) for word in words)
    pairs = [
        f"'.{word} {after}'"
        for word, after in pairwise(words)
        if len(word) <= 3 and len(after) <= 3
    ]
    return " & ".join(dict.fromkeys([*pairs, f"({row})" if pairs else row]))


# Meaning


class _QueryBuilder:
    """Combines what the database returned for a search into a Query.

    Terms are numbered as in the statement. Languages have places, ordered by their
    number of quotes; the last place is that of languages without rules.
    """

    def __init__(self, search, runs, rows):
        self.search, self.terms = search, search.terms
        self.tags, self.lexemes = {}, defaultdict(dict)
        self.names, self.words, self.speakers = defaultdict(set), {}, set()
        self.whole = defaultdict(set)
        self.respelt, self.total = defaultdict(list), 0
        for what, n, key, text, more in rows:
            if what == "language":
                self.tags[key] = text.split()
            elif what == "total":
                self.total = key
            elif what == "words":
                # As typed, and with the parts of compounds as separate words.
                self.lexemes[n][key] = list(dict.fromkeys(filter(None, (text, more))))
            elif what == "exact" and n >= FIRST_RUN:
                if runs[n - FIRST_RUN].respelt and " " in runs[n - FIRST_RUN].text:
                    self.respelt[runs[n - FIRST_RUN].terms[0]].append(in_a_row(text))
            elif what == "exact":
                self.words[n] = text
            else:
                # A name found for several words matches each of them.
                lexeme = f"'{filter_lexeme(what, key)}'"
                if n >= FIRST_RUN:
                    for term in runs[n - FIRST_RUN].terms:
                        self.whole[term].add(lexeme)
                else:
                    (self.whole if more else self.names)[n].add(lexeme)
                if more:
                    self.speakers.add(key)
        self.places = sorted(self.tags)
        self.dates = date_queries(
            [
                term.text if is_plain_term(term) and not term.phrase else None
                for term in self.terms
            ]
        )

    def query(self):
        """Return the Query."""
        numbers = iter(range(len(self.terms)))
        groups = [[next(numbers) for _term in group] for group in self.search.groups]
        sought = [[n for n in group if self.condition(n)] for group in groups]
        sought = [group for group in sought if group]
        positive = [
            group for group in sought if not any(self.terms[n].negated for n in group)
        ]
        said = [n for group in positive for n in group if not self.terms[n].field]
        unmatched = tuple(
            term
            for n, term in enumerate(self.terms)
            if not term.negated
            and not (
                self.names_of(n) if term.field in _NAMES else any(self.alternatives(n))
            )
        )
        line = self.words.get(LINE, "")
        forms = [form for n in said for form in self.content(n)]
        return Query(
            tsquery=self.combined(sought, line) or NOTHING,
            rest=" & ".join(
                f"({_either(map(self.condition, group))})"
                for group in sought
                if not all(is_plain_term(self.terms[n]) for n in group)
            ),
            words=_either(forms or [self.exact(n) for n in said if self.exact(n)]),
            line=in_a_row(line, "AB") if " " in line else "",
            phrases=self.phrases(forms),
            speakers=tuple(sorted(self.speakers)[:MAX_NAMES]),
            only_negative=bool(sought) and not positive,
            unmatched=unmatched,
            notes=tuple(dict.fromkeys([*self.search.notes, *map(_unknown, unmatched)])),
            forms=tuple(
                (word, _either(self.content(n) or [self.exact(n)]))
                for n in said
                if (word := self.words.get(n, "")) and " " not in word
            ),
            total=self.total,
        )

    def combined(self, sought, line):
        """Return the query of all groups, "" for none.

        The line as printed matches too, because a sign in it may be read differently
        word by word.
        """
        plain = [n for n, term in enumerate(self.terms) if is_plain_term(term)]
        of_line = len(plain) >= MIN_LINE and not any(
            self.terms[n].phrase for n in plain
        )
        parts, words = [], []
        for group in sought:
            part = f"({_either(map(self.condition, group))})"
            (words if of_line and set(group) <= set(plain) else parts).append(part)
        if words:
            parts.append(f"({' & '.join(words)} | {in_a_row(line)})")
        return " & ".join(parts)

    def phrases(self, forms):
        """Return the texts to mark whole; `forms` are the words to mark."""
        if typed := [
            each.text for each in self.terms if each.phrase and is_plain_term(each)
        ]:
            return tuple(typed)
        plain = sum(map(is_plain_term, self.terms))
        whole = self.search.words and (not forms or plain >= MIN_LINE)
        return (self.search.words,) if whole else ()

    def inflections(self, n):
        """Return the inflections of a term in all languages, without duplicates.

        A phrase has none.
        """
        if self.terms[n].phrase and not self.terms[n].field:
            return []
        found = self.lexemes[n]
        return list(
            dict.fromkeys(form for each in sorted(found) for form in found[each])
        )

    def content(self, n):
        """Return the inflections of a term that is not a function word."""
        return [] if self.is_function_word(n) else self.inflections(n)

    def exact(self, n, weights=""):
        """Return the query for a term as printed, "" if it has no words."""
        return in_a_row(self.words.get(n, ""), weights)

    def condition(self, n):
        """Return the query of a term, "" if it has none."""
        term = self.terms[n]
        either = _either(filter(None, self.alternatives(n)))
        if term.negated:
            return either and f"!({either})"
        return either or (NOTHING if term.field else "")

    def names_of(self, n):
        """Return the lexemes of the names that contain a term.

        “The” is in many names, and does not stand for them by itself.
        """
        if self.is_function_word(n):
            return self.whole[n]
        return self.names[n] | self.whole[n]

    def is_function_word(self, n):
        """Return whether a term has only stop words of the language of most quotes."""
        found = self.lexemes[n]
        return bool(found and found[self.places[-1]] and not found[self.places[0]])

    def alternatives(self, n):
        """Yield queries; a term needs to match one of them."""
        term = self.terms[n]
        if term.field in _VALUES:
            yield from _values(term)
            return
        if term.field == "article":
            # The lexemes of titles and bylines have the weight D.
            yield from (LEXEME.sub(r"\g<0>:D", form) for form in self.inflections(n))
            yield self.exact(n, "D")
            return
        yield from sorted(self.names_of(n))
        if term.field == "speaker":
            words = self.words.get(n, "").split()
            yield " & ".join(_lexeme(f".{word}", "C") for word in words)
        if term.field:
            return
        if n in self.dates:
            yield self.dates[n]
        if term.phrase or self.is_function_word(n) or is_unspaced(term.text):
            yield self.exact(n)
            return
        yield from self.inflections(n)
        yield from self.respelt[n]
        yield " & ".join(_lexeme(f"~{word}") for word in self.words.get(n, "").split())
        if not all(self.lexemes[n].values()):
            yield self.exact(n)  # a stop word of some language


def _values(term):
    """Return the queries for the value of a field that is no name."""
    value = fold_accents(term.text)
    if term.field == "year":
        return year_queries(value)
    if term.field == "language":
        tag = _LANGUAGES.get(value, value)
        if not langcodes.tag_is_valid(tag):
            return []
        tag = langcodes.standardize_tag(tag).lower()
        return [f"'{filter_lexeme('l', tag)}'"]
    labels, kind = (KINDS, "k") if term.field == "kind" else (STANDINGS, "d")
    for name, (label, _sentence) in labels.items():
        if value and (value == name or fold_accents(label).startswith(value)):
            code = name if kind == "k" else STANDING_CODES[name]
            return [f"'{filter_lexeme(kind, code)}'"]
    return []


def _speaker(key):
    """Return a query for the quotes of a speaker."""
    return f"'{filter_lexeme(FacetCode.SPEAKER, key)}'"


def _either(queries):
    """Return a query that matches if any of these does."""
    queries = list(dict.fromkeys(queries))
    if len(queries) > 1:
        queries = [f"({each})" if " & " in each else each for each in queries]
    return " | ".join(queries)


def _lexeme(word, weights=""):
    word = word[: MAX_WORD + 1]
    return f"'{word}'{weights and f':{weights}'}"


# Messages to the reader

_NOT_NAMED = {
    "speaker": _("No speaker called “{value}” is on record."),
    "publication": _("No outlet called “{value}” is on record."),
    "topic": _("No topic called “{value}” is on record."),
}


def _unknown(term):
    if term.field in _NAMES:
        text = _NOT_NAMED[term.field]
    elif term.field == "kind":
        text = _("“{value}” is not a kind of quote. The kinds are {kinds}.")
    elif term.field == "standing":
        text = _("“{value}” is not a standing. The standings are {standings}.")
    elif term.field == "year":
        text = _("“{value}” is not a year. Write year:1961 or year:1960-1969.")
    elif term.field == "language":
        text = _("“{value}” is not a language. Write language:French or language:fr.")
    else:
        text = _("“{value}” has no word to search for.")
    return text.format(
        value=term.text,
        kinds=", ".join(KINDS),
        standings=", ".join(STANDINGS),
    )
