"""The rows of a list: quotes as they are read for it, and as HTML.

Most of a list's time would be the making of its rows, and most rows are asked for many
times. So each is kept with the versions of all that it shows, which PostgreSQL gives
every row with each change, by whatever way it was made: the transaction (xmin) and the
place (ctid, for changes in one transaction).
"""

from django.conf import settings
from django.core.cache import caches
from django.template.loader import get_template
from django.utils.html import escape, format_html

from quotes.formatting import as_printed, excerpt
from quotes.models import Quote
from quotes.search.highlights import EXCERPT_LENGTH, highlight
from quotes.sql import run

#: Where rows are kept: in the memory of this process, which ends with its templates.
CACHE = "rows"
#: SQL for the versions of all that the row of a quote shows, in one text; NULL where
#: the quote is not public. In it, `{key}` stands for the quote's key. The text begins
#: with the keys of the quote and of its article.
VERSION = """(
    SELECT concat_ws(' ', q.id, a.id, q.xmin, q.ctid, a.xmin, a.ctid,
        p.xmin, p.ctid, (
        SELECT string_agg(
            concat_ws(' ', t.xmin, t.ctid, s.xmin, s.ctid), ' ' ORDER BY t.id)
        FROM quotes_attribution t JOIN quotes_speaker s ON s.id = t.speaker_id
        WHERE t.quote_id = q.id))
    FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
    LEFT JOIN articles_publication p ON p.id = a.publication_id
    WHERE q.id = {key} AND q.status = 'published' AND a.status = 'published')
"""
_VERSIONS = f"SELECT k, {VERSION.format(key='k')} FROM unnest(%s::bigint[]) k"

# Pieces of HTML that a passage is made of: a mark, and where words were left out.
_NOTHING = format_html("{}", "")
_MARK, _END_OF_MARK = format_html("<mark>{}", ""), format_html("{}</mark>", "")
_CUT_BEFORE = format_html('<span class="cut">{}</span>', "[…] ")
_CUT_AFTER = format_html('<span class="cut">{}</span>', " […]")


def read_quotes(keys, quotes=None):
    """Return the public quotes with these keys in this order, ready for a list.

    What was withdrawn since the keys were read is left out.
    """
    quotes = quotes if quotes is not None else Quote.objects.public().for_lists()
    found = {quote.pk: quote for quote in quotes.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def read_versions(keys):
    """Return {key: VERSION} of the public quotes with these keys."""
    return dict(run(_VERSIONS, [list(keys)])) if keys else {}


def articles_of(versions):
    """Return {key of a quote: key of its article} from what VERSION gave."""
    return {key: int(each.split()[1]) for key, each in versions.items() if each}


def rendered_rows(keys, versions=None):
    """Return the HTML of the public quotes with these keys, in this order.

    `versions` are those that VERSION gave for the keys, where they are known already.
    """
    rows = _kept(keys, "row", lambda quote: _render("row", quote), versions)
    return [rows[key] for key in keys if key in rows]


def rows_by_key(keys, *, in_own_list=False):
    """Return {key: HTML} of those of these quotes that are public.

    In the reader's own list a row has buttons that change it, and only there.
    """
    if in_own_list:
        return _kept(keys, "own", lambda quote: _render("row", quote, in_own_list=True))
    return _kept(keys, "row", lambda quote: _render("row", quote))


def found_rows(keys, query, versions=None):
    """Return the HTML of these quotes, with the words of a Query marked."""
    frames = _kept(keys, "found", _frame, versions)
    marked = highlight(list(frames), query)
    rows = []
    for key in keys:
        if key in frames:
            head, words, tail, marks = frames[key]
            found = marked.get(key)
            text = set_runs(found.text) if found and found.text else words
            if marks:
                rows.append(format_html("{}“{}”{}", head, text, tail))
            else:
                rows.append(format_html("{}{}{}", head, text, tail))
    return rows


def set_runs(passage):
    """Return the HTML of a Passage, its marked runs in <mark>; its text is escaped."""
    html = _CUT_BEFORE if passage.cut_before else _NOTHING
    for each in passage.runs:
        # What is added to HTML stays HTML only if it is HTML itself.
        words = escape(each.text)
        html += words if each.mark is None else _MARK + words + _END_OF_MARK
    return html + _CUT_AFTER if passage.cut_after else html


def _frame(quote):
    """Return the row of a found quote in pieces: HTML, its words as text, HTML.

    Fourth is whether quotation marks belong around the words.
    """
    return (
        _render("row_head", quote),
        excerpt(quote.text, EXCERPT_LENGTH),
        _render("row_tail", quote),
        as_printed(quote) != quote.text,
    )


def _render(partial, quote, **context):
    template = get_template(f"quotes/quote_list.html#{partial}")
    return template.render({"quote": quote, **context})


def _kept(keys, kind, make, versions=None):
    """Return {key: what `make` makes of it}, made anew only where it has changed."""
    if not keys:
        return {}
    if versions is None:
        versions = read_versions(keys)
    versions = {
        key: f"{kind}.{versions[key].replace(' ', '.')}"
        for key in keys
        if versions.get(key)
    }
    kept = {} if settings.DEBUG else caches[CACHE].get_many(versions.values())
    if missing := [key for key, each in versions.items() if each not in kept]:
        made = {versions[quote.pk]: make(quote) for quote in read_quotes(missing)}
        caches[CACHE].set_many(made, timeout=None)
        kept |= made
    return {key: kept[each] for key, each in versions.items() if each in kept}
