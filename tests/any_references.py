"""References of any data that may come in, for property tests."""

from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.citations.reference import Name, Speaker
from tests.citation_files import folded, make_reference

# Any Unicode (half surrogates too), and more of what has a meaning to a format.
anything = st.text(st.characters(), max_size=30) | st.lists(
    st.sampled_from('aB É’,;:\\{}$&%#_^~"@=-<>\r\n\x85\u2028\u200f\ud800中ع')
    | st.sampled_from([" and ", "and", "von ", "TY  - ", "\r\nER  - \r\n", "\n@"]),
    max_size=12,
).map("".join)
something = anything.filter(folded)
names = st.builds(Name, something, anything, anything, anything) | st.builds(
    Name, literal=something
)
dates = st.none() | st.dates().flatmap(
    lambda date: st.sampled_from(["day", "month", "year"]).map(
        lambda precision: PartialDate.from_date(date, precision)
    )
)
references = st.builds(
    make_reference,
    key=something,
    type=st.sampled_from(["article-newspaper", "chapter", "report", "speech"]),
    title=anything,
    authors=st.lists(names, max_size=3).map(tuple),
    container_title=anything,
    issued=dates,
    accessed=dates,
    url=anything,
    archive_url=anything,
    page=anything,
    section=anything,
    language=anything,
    quote_text=something,
    quote_kind=st.sampled_from(["direct", "mixed", "indirect"]),
    quote_language=anything,
    speakers=st.lists(
        st.builds(
            Speaker, anything, anything, st.sampled_from(["disputed", "verified"])
        ),
        max_size=2,
    ).map(tuple),
    quote_url=anything,
)


def known(values):
    """Return the fields that say something, folded as any reader may fold them."""
    return {name: folded(value) for name, value in values.items() if folded(value)}
