"""The facets of a list: the filters whose values are counted, one definition each.

Filters, criteria, counts, profiles and pages derive from FACET_TYPES. Columns are those
of ListedFields (quotes/models/listings.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Model

from articles.models import Publication
from quotes.labels import ANCHORS, ARE_PRINTED, KINDS, STANDINGS, language_name
from quotes.listing.fields import (
    ChoicesField,
    LanguagesField,
    ValuesField,
    YearsField,
)
from quotes.models import FacetCode, Speaker, Topic, visibility
from quotes.models.listings import STANDING_CODES, STANDING_NAME
from quotes.translation import label as _

# For each kind of name: whether readers have seen the row `n`.
_QUOTED = (
    "quotes_attribution l JOIN quotes_quote q ON q.id = l.quote_id"
    " JOIN articles_article a ON a.id = q.article_id WHERE l.speaker_id = n.id"
    " AND q.status <> 'draft' AND a.status <> 'draft'"
)
_PRINTED = "articles_article a WHERE a.publication_id = n.id AND a.status <> 'draft'"
_ABOUT = (
    "quotes_quote_topics l JOIN quotes_quote q ON q.id = l.quote_id"
    " JOIN articles_article a ON a.id = q.article_id WHERE l.topic_id = n.id"
    " AND q.status <> 'draft' AND a.status <> 'draft'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetType:
    """A filter whose values are counted. `name` is also its field in Criteria."""

    name: str
    #: The label of the filter, and the legend of its options.
    label: str
    legend: str
    #: The kind of its lexemes, see filter_lexeme().
    lexeme: str
    #: SQL for the value in a row. With an `array`, `a` is one of its elements.
    value: str
    array: str = ""
    #: The column that holds the value, unless criteria have a condition of their own.
    column: str = ""
    #: SQL for the number of quotes with a value, and for the `value` in a URL.
    count: str = "count(*)"
    key: str = "value"
    #: Where a list without other filters is counted: in "counters", "periods", "tags"
    #: or "values" of the tallies, or, if empty, in the sample.
    tally: str = ""
    field: type[ValuesField] = ValuesField
    #: Turns a value of the form into one of Criteria.
    encode: Callable = str
    #: {value: (label, sentence)}, if the values are fixed.
    choices: dict | None = None
    #: The plural, if there can be more values than a list shows.
    many: str = ""
    label_of: Callable = str
    #: Whether options are in descending order, not by number of quotes.
    descending: bool = False
    #: Only for names: the model, the facet of list entries, the rows with a public
    #: page, the SQL of the same, and SQL for the keys of other names.
    model: type[Model] | None = None
    entries: FacetCode | None = None
    reachable: Callable | None = None
    seen: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def table(self):
        return self.model._meta.db_table


_TYPES = (
    FacetType(
        name="speaker",
        label=_("Speaker"),
        legend=_("Speaker"),
        many=_("speakers"),
        lexeme="s",
        value="a >> 2",
        array="attributions",
        tally="values",
        encode=attrgetter("pk"),
        model=Speaker,
        entries=FacetCode.SPEAKER,
        reachable=visibility.speakers,
        seen=_QUOTED,
        aliases=("SELECT speaker_id FROM quotes_alias",),
    ),
    FacetType(
        name="publication",
        label=_("Outlet"),
        legend=_("Outlet"),
        many=_("outlets"),
        lexeme="p",
        value="nullif(publication, 0)",
        column="publication",
        tally="values",
        encode=attrgetter("pk"),
        model=Publication,
        entries=FacetCode.PUBLICATION,
        reachable=visibility.publications,
        seen=_PRINTED,
    ),
    FacetType(
        name="topic",
        label=_("Topic"),
        legend=_("Topic"),
        many=_("topics"),
        lexeme="t",
        value="a",
        array="topics",
        tally="values",
        encode=attrgetter("pk"),
        model=Topic,
        entries=FacetCode.TOPIC,
        reachable=visibility.topics,
        seen=_ABOUT,
    ),
    FacetType(
        name="kind",
        label=_("Kind"),
        legend=_("Kind of quote"),
        lexeme="k",
        value="kind",
        column="kind",
        tally="counters",
        field=ChoicesField,
        choices=KINDS,
    ),
    FacetType(
        name="standing",
        label=_("Speaker checked"),
        legend=_("Did they say it?"),
        lexeme="d",
        value="a & 3",
        array="attributions",
        # Several speakers of a quote may have the same standing.
        count="count(DISTINCT quote_id)",
        key=STANDING_NAME.format("value"),
        tally="counters",
        field=ChoicesField,
        encode=STANDING_CODES.get,
        choices=STANDINGS,
    ),
    FacetType(
        name="anchor",
        label=_("Printed words"),
        legend=ARE_PRINTED,
        lexeme="r",
        value="anchor",
        column="anchor",
        tally="counters",
        field=ChoicesField,
        choices=ANCHORS,
    ),
    FacetType(
        name="year",
        label=_("Year"),
        legend=_("Year"),
        many=_("years"),
        lexeme="y",
        value="CASE WHEN last_day < '9999-12-31'"
        " THEN extract(year FROM day)::integer END",
        key="to_char(value, 'FM0000')",
        tally="periods",
        field=YearsField,
        encode=int,
        descending=True,
    ),
    FacetType(
        name="language",
        label=_("Language"),
        legend=_("Language"),
        many=_("languages"),
        lexeme="l",
        value="language",
        tally="tags",
        field=LanguagesField,
        encode=str.lower,
        label_of=language_name,
    ),
)
FACET_TYPES = {facet.name: facet for facet in _TYPES}
#: Facets whose values are names of rows.
NAMED = {facet.name: facet for facet in _TYPES if facet.model}
