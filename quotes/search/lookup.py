"""Looks up the words of a search: their forms in each language, and names that match.

One statement. PostgreSQL folds the words and makes the lexemes; quotes/search/query.py
combines them.
"""

import re
from dataclasses import dataclass

from articles.characters import HYPHENS
from quotes.sql import fetch_rows

#: Limits on the names of one kind that a search matches, most quoted first: for a
#: single term; for several terms together; and the least for each. Each name costs time
#: for every quote that has the rarest of the words.
MAX_NAMES, MAX_SHARED_NAMES, MIN_NAMES_PER_TERM = 60, 24, 4
#: Number of words tried together as one name, among this many words at the beginning,
#: and of the names found for such a run.
MAX_NAME_WORDS, MAX_WORDS_TRIED, MAX_NAMES_PER_RUN = 4, 8, 10
#: Up to this many words, other spellings of names are tried: le cun, omalley.
MAX_RESPELT = 4

#: Numbers of rows in the statement that are not terms: all words in a row, and from
#: FIRST_RUN on runs of words that may be one name.
LINE, FIRST_RUN = -1, 1_000
#: Beginnings of words in which an apostrophe or space was left out: jaccuse, omalley.
_BEGINNINGS = (
    "al c d da de di du el j l la le m mac mc n o qu s san st t van von".split()
)
_HYPHEN = re.compile(rf"(?<=\w)[{HYPHENS}](?=\w)")


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """Words that may be one name, and the numbers of the terms that they come from.

    `respelt`: they are spelt differently than typed, such as “lecun” for “le cun” and
    “j accuse” for “jaccuse”. The latter is looked up only if no word has the typed
    spelling.
    """

    text: str
    terms: tuple[int, ...]
    respelt: bool = False


#: Rows of (what, number or 0, key or place, text, text): languages, the number of
#: public quotes, words inflected in each language, words as printed, and names: “s” of
#: speakers, “p” of publications, “t” of topics. A name is “whole” if more than half of
#: it was typed, or the family name.
_STATEMENT = """
WITH tags AS MATERIALIZED (
    (SELECT tag, quotes FROM quotes_tally WHERE facet = 'l' AND period = 0
        AND quotes > 0 AND (SELECT %s::text[]) = '{}' ORDER BY quotes DESC LIMIT 50)
    UNION ALL SELECT tag, 1 FROM unnest((SELECT %s::text[])) tag
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
    FROM unnest((SELECT %s::integer[]), (SELECT %s::text[]), (SELECT %s::text[]),
        (SELECT %s::text[]), (SELECT %s::boolean[]), (SELECT %s::boolean[]),
        (SELECT %s::integer[]), (SELECT %s::text[]))
        AS a (n, field, words, parted, phrase, may_be_whole, most, unless)
    WHERE unless = '' OR NOT EXISTS (
        SELECT FROM quotes_word w, lower(unaccent(unless)) word
        WHERE w.word = word.word AND w.facet = ANY ('{a,s,p,t}'))
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
SELECT 'total', 0, quotes, '', '' FROM quotes_tally
WHERE facet = 'a' AND value = 0 AND tag = '' AND period = 0
UNION ALL
SELECT 'words', n, place, phraseto_tsquery(config, words)::text,
    phraseto_tsquery(config, parted)::text
FROM asked, languages WHERE field IN ('', 'article')
UNION ALL
SELECT 'exact', n, 0, on_record_words_of(words), '' FROM asked
UNION ALL
SELECT 's', n, id, '', CASE WHEN may_be_whole AND EXISTS (
    SELECT FROM quotes_speaker s, replace(name, '-', ' ') parted
    WHERE s.id = f.id AND to_tsvector('on_record_simple', parted) @@ typed AND (
        2 * length > length(to_tsvector('on_record_simple', parted))
        OR tsvector_to_array(to_tsvector('on_record_simple',
            replace(particle || ' ' || family || literal, '-', ' '))) <@ lexemes)
    UNION ALL
    SELECT FROM quotes_alias, replace(name, '-', ' ') parted
    WHERE speaker_id = f.id AND to_tsvector('on_record_simple', parted) @@ typed
        AND 2 * length > length(to_tsvector('on_record_simple', parted))
) THEN 'whole' ELSE '' END
FROM speakers f
"""


def _names_in(table, facet, field):
    """Return SQL for the rows of a table with public quotes whose names are typed."""
    return f"""UNION ALL
SELECT '{facet}', a.n, f.id, '', '' FROM asked a CROSS JOIN LATERAL (
    SELECT m.id FROM (
        SELECT id FROM {table}
        WHERE to_tsvector('on_record_simple', name) @@ a.typed LIMIT 500
    ) m JOIN quotes_tally t
        ON (t.facet, t.value, t.tag, t.period) = ('{facet}', m.id, '', 0)
    WHERE t.quotes > 0 ORDER BY t.quotes DESC, m.id LIMIT a.most
) f WHERE a.field IN ('', 'name', '{field}')
"""


_STATEMENT += _names_in("articles_publication", "p", "publication")
_STATEMENT += _names_in("quotes_topic", "t", "topic")


def look_up(search, runs, languages=None):
    """Return the statement's rows for the terms of a Search and for runs of them.

    `languages` are the tags of a language filter, if there is one.
    """
    terms = search.terms
    plain = [n for n, term in enumerate(terms) if is_plain_term(term)]
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
            "",
        )
        for n, term in enumerate(terms)
    ]
    for n, run in enumerate(runs, FIRST_RUN):
        typed = terms[run.terms[0]].text if run.respelt and " " in run.text else ""
        asked.append((n, "name", run.text, bool(typed), True, MAX_NAMES_PER_RUN, typed))
    if plain:
        asked.append((LINE, "line", search.words, True, False, 0, ""))
    n, field, words, phrase, whole, most, unless = map(list, zip(*asked, strict=True))
    parted = [_HYPHEN.sub(" ", each) for each in words]
    given = list(languages or ())
    return fetch_rows(
        _STATEMENT,
        [given, given, n, field, words, parted, phrase, whole, most, unless],
    )


def is_plain_term(term):
    """Return whether a term is searched anywhere and not excluded."""
    return not (term.negated or term.field)


def name_candidates(search):
    """Return the NameCandidates of plain words that may be one name."""
    rows, n = [[]], 0
    for group in search.groups:
        if len(group) == 1 and is_plain_term(group[0]) and not group[0].phrase:
            rows[-1].append(n)
        else:
            rows.append([])
        n += len(group)
    texts = [term.text for term in search.terms]
    runs = [
        NameCandidate(
            " ".join(texts[start : start + length]), (*range(start, start + length),)
        )
        for row in rows
        for start in row
        for length in range(2, MAX_NAME_WORDS + 1)
        if start + length - 1 in row and start + length <= MAX_WORDS_TRIED
    ]
    if sum(map(len, rows)) > MAX_RESPELT:
        return runs
    joined = [
        NameCandidate(run.text.replace(" ", ""), run.terms, respelt=True)
        for run in runs
        if len(run.terms) <= 3 and run.text.replace(" ", "").isalpha()
    ]
    parted = [
        NameCandidate(text, (n,), respelt=True)
        for row in rows
        for n in row
        for text in _parted(texts[n])
    ]
    return runs + joined + parted


def _parted(word):
    """Yield a word as it may be meant: “o malley” for “omalley”, “don t” for “dont”.

    Also “women s” for “womens”, because “women’s” is indexed like that.
    """
    if not word.isalpha():
        return
    small = word.lower()
    for beginning in _BEGINNINGS:
        rest = small.removeprefix(beginning)
        if rest != small and len(rest) >= 3:
            yield f"{beginning} {rest}"
    if small.endswith("nt") and len(small) >= 4:
        yield f"{small[:-1]} t"
    if small.endswith("s") and not small.endswith("ss") and len(small) >= 4:
        yield f"{small[:-1]} s"
