"""Hypothesis strategies: references with anything in any field."""

import datetime

from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.citations.caveats import Dropped, Unconfirmed
from quotes.citations.changed import Changed
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work
from tests.support.citation_files import folded

# Any Unicode (lone surrogates too), with more of the formats' special characters.
anything = st.text(st.characters(), max_size=30) | st.lists(
    st.sampled_from(
        "aB É’,;:\\{}$&%#_^~\"@=-+*|[]'<>\r\n\t\x85\u2028\u200f\ud800中ع\uffff"
    )
    | st.sampled_from([" and ", "and", "von ", "TY  - ", "\r\nER  - \r\n", "\n@"])
    | st.sampled_from(["]]>", "&amp;", "{{", "}}", "''", "~~~~", "https://a.example"]),
    max_size=12,
).map("".join)
something = anything.filter(folded)
names = st.builds(CSLName, something, anything, anything, anything) | st.builds(
    CSLName, literal=something
)
dates = st.none() | st.dates().flatmap(
    lambda date: st.sampled_from(["day", "month", "year"]).map(
        lambda precision: PartialDate.from_date(date, precision)
    )
)
languages = st.sampled_from(["", "en", "en-GB", "fr", "ru", "zh-Hant", "ar"])
types = st.sampled_from(
    "article article-journal article-magazine article-newspaper book broadcast chapter "
    "document hearing interview legal_case personal_communication post post-weblog "
    "report speech webpage".split()
)
addresses = anything | anything.map("https://news.example/{}".format)
speakers = st.builds(
    CitedSpeaker,
    something,
    anything,
    st.sampled_from(["unverified", "verified", "disputed", "misattributed"]),
    anything,
    st.booleans(),
)
works = st.builds(
    Work,
    key=st.from_regex("a[0-9]{1,9}", fullmatch=True),
    type=types,
    title=something,
    authors=st.lists(names, max_size=3).map(tuple),
    container_title=anything,
    place=anything,
    issued=dates,
    accessed=dates,
    url=addresses,
    archive_url=addresses,
    page=anything,
    section=anything,
    language=languages,
    doi=st.sampled_from(
        ["", "10.1000/182", "10.1/a{b\\c%", "10.1016/s0140-6736(05)x_<a>;2-#"]
    ),
    isbn=st.sampled_from(["", "9780306406157"]),
    issn=st.sampled_from(["", "0317-8471", "2434-561X"]),
    page_url=addresses,
)
quoteds = st.builds(
    Quoted,
    key=st.from_regex("q[0-9]{1,9}", fullmatch=True),
    text=something,
    kind=st.sampled_from(["direct", "mixed", "indirect"]),
    language=languages,
    speakers=st.lists(speakers, max_size=2).map(tuple),
    said=dates,
    translation=anything,
    translation_language=languages,
    url=addresses,
    anchor=st.sampled_from(
        ["exact", "edited", "differs", "ambiguous", "missing", "no_text"]
    ),
    caveat=st.none()
    | st.builds(Changed, st.dates(), st.dates())
    | st.builds(Dropped, st.sampled_from(["not", "not, unless", "[no]", "si, [pas]"]))
    | st.builds(Unconfirmed, st.dates()),
    spans=st.lists(st.tuples(st.integers(0, 9), st.integers(10, 99)), max_size=2).map(
        tuple
    ),
    prefix=anything,
    suffix=anything,
    snapshot_at=st.none() | st.datetimes(timezones=st.just(datetime.UTC)),
)
references = st.builds(Reference, works, st.none() | quoteds)
quoting = st.builds(Reference, works, quoteds)


def through_utf8(text):
    """Return the text after encoding and decoding; raise if it cannot be encoded."""
    return text.encode().decode()


def known(values):
    """Return the non-empty fields, with white space folded as any reader may do."""
    return {name: folded(value) for name, value in values.items() if folded(value)}
