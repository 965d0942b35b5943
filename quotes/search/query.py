"""Turn a search into one query of the full-text index, and rank by it.

A word may be in any language that quotes have, so its inflections by the rules of each
language are searched. It may also be part of a name: names are looked up first, by
whole words without accents, and each has its own lexeme in the index, such as “=s12”
(migration 0009). So “lecun energy” becomes

    ('lecun' | '=s12') & ('energi':ABD | 'energy')

where A, B and D are a quote's words, its translation and its article's title. Names as
printed (C) are not inflected. PostgreSQL makes the lexemes and quotes them; this module
only combines them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from quotes.models import Facet
from quotes.models.listings import filter_lexeme
from quotes.search.syntax import Search, Term
from quotes.sql import fetch_rows

#: Limits on the names of one kind that a search matches, most quoted first: for a
#: single term; for several terms together; and the least for each. Each name costs time
#: for every quote that has the rarest of the words.
MAX_NAMES, MAX_SHARED_NAMES, MIN_NAMES_PER_TERM = 60, 24, 4
#: Number of words tried together as one name, among this many words at the beginning,
#: and of the names found for such a run.
MAX_NAME_WORDS, MAX_WORDS_TRIED, MAX_NAMES_PER_RUN = 4, 8, 10
#: A query that matches no quote.
NOTHING = "'=none'"

#: Numbers of rows in the statement that are not terms: all words as a phrase, and from
#: FIRST_RUN on runs of words that may be one name.
PHRASE, FIRST_RUN = -1, 1_000
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
LEXEME = re.compile("'(?:[^']|'')*'")


@dataclass(frozen=True, slots=True)
class Query:
    """The meaning of a search. The queries are text in PostgreSQL's tsquery syntax.

    `words` are those that may be in a quote itself, for ranking and marking; `phrase`
    is all of them in a row, "" if there are fewer than two. `speakers` are the keys of
    speakers whose name was typed. `only_negative`: the search only excludes, so that
    the index leads to no quotes and others have to be read. `too_common`: it has only
    words that nearly every quote has. `unmatched` are the terms that match nothing.
    """

    tsquery: str
    words: str = ""
    phrase: str = ""
    speakers: tuple[int, ...] = ()
    only_negative: bool = False
    too_common: bool = False
    unmatched: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()


def rank_sql(query):
    """Return (SQL, parameters) that order listings, the best match first.

    Quotes with the phrase come first, then quotes by a speaker whose name was typed.
    """
    order, parameters = [], []
    speakers = _either(map(_speaker, query.speakers))
    for first in filter(None, (query.phrase, speakers)):
        order.append("search @@ %s::tsquery DESC")
        parameters.append(first)
    if query.words:
        # Divided by the logarithm of the length, since long quotes have more of any
        # word.
        order.append("ts_rank(search, %s::tsquery, 1) DESC")
        parameters.append(query.words)
    return ", ".join(order) or "(SELECT 0)", parameters


def build_query(search, languages=None):
    """Return the Query for a syntax.Search, or None if it is empty.

    `languages` are the tags of a language filter, if there is one. One statement.
    """
    if not search.groups:
        return None
    runs = _runs(search)
    return _QueryBuilder(search, runs, _look_up(search, runs, languages)).query()


def inflections(words, languages=None):
    """Return for each word a list of queries, its inflections in all languages."""
    if not words:
        return []
    search = Search(groups=tuple((Term(word),) for word in words))
    builder = _QueryBuilder(search, [], _look_up(search, [], languages))
    return [builder.inflections(n) for n in range(len(words))]


# Database


#: Rows of (what, number or 0, key or place, text, text): languages, words inflected in
#: each of them, and names: “s” of speakers, “p” of publications, “t” of topics. A name
#: is “whole” if more than half of it was typed, or the family name.
_STATEMENT = """
WITH tags AS MATERIALIZED (
    (SELECT tag, quotes FROM quotes_tally WHERE facet = 'l' AND period = 0
        AND quotes > 0 AND %s::text[] = '{}' ORDER BY quotes DESC LIMIT 50)
    UNION ALL SELECT tag, 1 FROM unnest(%s::text[]) tag
),
languages AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY quotes DESC, config::text) AS place, config, tags
    FROM (
        SELECT on_record_config(tag) AS config, sum(quotes) AS quotes,
            array_agg(DISTINCT lower(split_part(tag, '-', 1))) AS tags
        FROM tags GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 6
    ) most WHERE config <> 'on_record_simple'::regconfig
    UNION ALL SELECT 100, 'on_record_simple', '{}'
),
asked AS MATERIALIZED (
    SELECT a.*, tsvector_to_array(to_tsvector('on_record_simple', parted)) AS lexemes,
        CASE WHEN phrase THEN phraseto_tsquery('on_record_simple', parted)
            ELSE plainto_tsquery('on_record_simple', parted) END AS typed
    FROM unnest(%s::integer[], %s::text[], %s::text[], %s::text[],
        %s::boolean[], %s::boolean[], %s::integer[])
        AS a (n, field, words, parted, phrase, may_be_whole, most)
),
speakers AS MATERIALIZED (
    SELECT a.n, a.may_be_whole, a.typed, cardinality(a.lexemes) AS length, a.lexemes,
        f.id
    FROM asked a CROSS JOIN LATERAL (
        SELECT m.id FROM (
            (SELECT id FROM quotes_speaker
                WHERE to_tsvector('on_record_simple', name) @@ a.typed LIMIT 500)
            UNION
            (SELECT speaker_id FROM quotes_alias
                WHERE to_tsvector('on_record_simple', name) @@ a.typed LIMIT 500)
        ) m
        JOIN quotes_tally t ON (t.facet, t.value, t.tag, t.period) = ('s', m.id, '', 0)
        WHERE t.quotes > 0 ORDER BY t.quotes DESC, m.id LIMIT a.most
    ) f WHERE a.field IN ('', 'name', 'speaker')
)
SELECT 'language', 0, place, array_to_string(tags, ' '), '' FROM languages
UNION ALL
SELECT 'words', n, place, phraseto_tsquery(config, words)::text,
    phraseto_tsquery(config, parted)::text
FROM asked, languages WHERE field IN ('', 'article', 'said')
UNION ALL
SELECT 'printed', n, 0, typed::text, '' FROM asked WHERE field = 'speaker'
UNION ALL
SELECT 's', n, id, '', CASE WHEN may_be_whole AND EXISTS (
    SELECT FROM quotes_speaker s, replace(name, '-', ' ') parted
    WHERE s.id = f.id AND to_tsvector('on_record_simple', parted) @@ typed AND (
        2 * length > length(to_tsvector('on_record_simple', parted))
        OR tsvector_to_array(to_tsvector('on_record_simple',
            replace(split_part(sort_name, ',', 1), '-', ' '))) <@ lexemes)
    UNION ALL
    SELECT FROM quotes_alias, replace(name, '-', ' ') parted
    WHERE speaker_id = f.id AND to_tsvector('on_record_simple', parted) @@ typed
        AND 2 * length > length(to_tsvector('on_record_simple', parted))
) THEN 'whole' ELSE '' END
FROM speakers f
UNION ALL
SELECT 'p', a.n, f.id, '', '' FROM asked a CROSS JOIN LATERAL (
    SELECT m.id FROM (
        SELECT id FROM articles_publication
        WHERE to_tsvector('on_record_simple', name) @@ a.typed LIMIT 500
    ) m JOIN quotes_tally t ON (t.facet, t.value, t.tag, t.period) = ('p', m.id, '', 0)
    WHERE t.quotes > 0 ORDER BY t.quotes DESC, m.id LIMIT a.most
) f WHERE a.field IN ('', 'name', 'publication')
UNION ALL
SELECT 't', a.n, f.id, '', '' FROM asked a CROSS JOIN LATERAL (
    SELECT m.id FROM (
        SELECT id FROM quotes_topic
        WHERE to_tsvector('on_record_simple', name) @@ a.typed LIMIT 500
    ) m JOIN quotes_tally t ON (t.facet, t.value, t.tag, t.period) = ('t', m.id, '', 0)
    WHERE t.quotes > 0 ORDER BY t.quotes DESC, m.id LIMIT a.most
) f WHERE a.field = 'topic'
"""


def _look_up(search, runs, languages):
    """Return the statement's rows for the terms and for the runs of terms."""
    terms = search.terms
    plain = [n for n, term in enumerate(terms) if _is_plain(term)]
    most = (
        MAX_NAMES
        if len(terms) == 1
        else max(MIN_NAMES_PER_TERM, MAX_SHARED_NAMES // len(terms))
    )
    asked = [
        (
            n,
            term.field,
            term.text,
            term.phrase and not term.field,
            n in plain and (term.phrase or len(plain) == 1),
            MAX_NAMES if term.field else most,
        )
        for n, term in enumerate(terms)
    ]
    for n, run_ in enumerate(runs, FIRST_RUN):
        words = " ".join(terms[each].text for each in run_)
        asked.append((n, "name", words, False, True, MAX_NAMES_PER_RUN))
    if len(plain) > 1:
        asked.append((PHRASE, "said", search.words, True, False, 0))
    n, field, words, *rest = map(list, zip(*asked, strict=True))
    parted = [_HYPHEN.sub(" ", each) for each in words]
    given = list(languages or ())
    return fetch_rows(_STATEMENT, [given, given, n, field, words, parted, *rest])


def _is_plain(term):
    """Return whether a term is searched anywhere and not excluded."""
    return not (term.negated or term.field)


def _runs(search):
    """Return the runs of plain words (ranges of terms) that may be one name."""
    rows, n = [[]], 0
    for group in search.groups:
        if len(group) == 1 and _is_plain(group[0]) and not group[0].phrase:
            rows[-1].append(n)
        else:
            rows.append([])
        n += len(group)
    return [
        range(start, start + length)
        for row in rows
        for start in row
        for length in range(2, MAX_NAME_WORDS + 1)
        if start + length - 1 in row and start + length <= MAX_WORDS_TRIED
    ]


# Meaning


class _QueryBuilder:
    """Combines what the database returned for a search into a Query.

    Terms are numbered as in the statement. Languages have places, ordered by their
    number of quotes; the last place is that of names, and of languages without rules.
    """

    def __init__(self, search, runs, rows):
        self.search, self.terms = search, search.terms
        self.tags, self.lexemes = {}, defaultdict(dict)
        self.names, self.printed, self.speakers = defaultdict(set), {}, set()
        for what, n, key, text, more in rows:
            if what == "language":
                self.tags[key] = text.split()
            elif what == "words":
                # As typed, and with the parts of compounds as separate words.
                self.lexemes[n][key] = list(dict.fromkeys(filter(None, (text, more))))
            elif what == "printed":
                self.printed[n] = text
            else:
                # A name found for several words matches each of them.
                for term in runs[n - FIRST_RUN] if n >= FIRST_RUN else (n,):
                    self.names[term].add(f"'{filter_lexeme(what, key)}'")
                if more:
                    self.speakers.add(key)
        self.places = sorted(self.tags)

    def query(self):
        """Return the Query."""
        numbers = iter(range(len(self.terms)))
        groups = [[next(numbers) for _ in group] for group in self.search.groups]
        sought = [[n for n in group if self.condition(n)] for group in groups]
        sought = [group for group in sought if group]
        positive = [
            group for group in sought if not any(self.terms[n].negated for n in group)
        ]
        parts = [
            _either([*map(self.condition, group), *self.assumed(group, positive)])
            for group in sought
        ]
        common = [n for n in range(len(self.terms)) if self.is_common(n)]
        speakers = tuple(sorted(self.speakers)[:MAX_NAMES])
        if common and speakers and not positive:
            # A very common word may still be somebody's whole name: “who”.
            parts.append(_either(map(_speaker, speakers)))
            positive = [common]
        said = [n for group in positive for n in group if not self.terms[n].field]
        unmatched = tuple(
            term
            for n, term in enumerate(self.terms)
            if not (term.negated or self.names[n] or self.inflections(n))
        )
        lost = [self.terms[n] for n in common if self.terms[n].negated or not positive]
        notes = [*self.search.notes, *map(_unknown, unmatched), *_too_common(lost)]
        return Query(
            tsquery=" & ".join(f"({part})" for part in parts) or NOTHING,
            words=_either(form for n in said for form in self.inflections(n)),
            phrase=_either(
                _weighted(form, "AB")
                for form in self.inflections(PHRASE)
                if "<" in form
            ),
            speakers=speakers,
            only_negative=bool(parts) and not positive,
            too_common=bool(common) and not parts,
            unmatched=unmatched,
            notes=tuple(dict.fromkeys(notes)),
        )

    def inflections(self, n):
        """Return the inflections of a term in all languages, without duplicates."""
        found = self.lexemes[n]
        return list(
            dict.fromkeys(form for each in sorted(found) for form in found[each])
        )

    def is_common(self, n):
        """Return whether a term has only stop words of the language of most quotes.

        These words are not in the index.
        """
        found = self.lexemes[n]
        return bool(found and found[self.places[-1]] and not found[self.places[0]])

    def condition(self, n):
        """Return the query of a term, "" if it has none."""
        term = self.terms[n]
        if self.is_common(n):
            return ""
        either = _either(self.alternatives(n))
        if term.negated:
            return either and f"!({either})"
        return either or (NOTHING if term.field else "")

    def alternatives(self, n):
        """Yield the queries of which a term needs to match one."""
        field, forms = self.terms[n].field, self.inflections(n)
        if field == "article":
            yield from (_weighted(form, "D") for form in forms)
            return
        yield from sorted(self.names[n])
        if field == "speaker" and self.printed[n]:
            yield _weighted(self.printed[n], "C")
        as_typed = self.lexemes[n].get(self.places[-1], ())
        for form in forms:
            yield form if form in as_typed else _weighted(form, "ABD")

    def assumed(self, group, positive):
        """Yield the lexemes of languages in which a term is a stop word.

        The index has no such words, so every quote in that language that matches the
        other words is taken to match: “die” in German, for “die Energie” among English
        quotes.
        """
        (n, *others) = group
        if others or self.terms[n].field or self.terms[n].negated:
            return
        rest = [each for other in positive if other is not group for each in other]
        for place in self.places[:-1]:
            if not self.lexemes[n][place] and any(
                self.terms[each].field or self.lexemes[each][place] for each in rest
            ):
                yield from (f"'{filter_lexeme('l', tag)}'" for tag in self.tags[place])


def _speaker(key):
    """Return a query for the quotes of a speaker."""
    return f"'{filter_lexeme(Facet.SPEAKER, key)}'"


def _either(queries):
    """Return a query that matches if any of these does."""
    return " | ".join(dict.fromkeys(queries))


def _weighted(query, weights):
    """Return a query for the same lexemes, restricted to these weights."""
    return LEXEME.sub(rf"\g<0>:{weights}", query)


# Messages to the reader


def _unknown(term):
    if term.field in ("speaker", "publication", "topic"):
        return f"No {term.field} here is called “{term.text}”."
    return f"“{term.text}” has no word that could be searched for."


def _too_common(terms):
    if terms:
        words = ", ".join(dict.fromkeys(f"“{term.text}”" for term in terms))
        yield (
            f"Nearly every quote has words such as {words}, so they are not searched "
            "for. Add a word that is rarer."
        )
