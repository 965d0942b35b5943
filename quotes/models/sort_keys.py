"""Names in the order of an index, in any script, on any PostgreSQL.

The order of a column depends on how the database was made, and by code points “de
Gaulle” and “Éluard” would come after Z. So names are compared without case and
without the marks on their letters.
"""

from django.db.models import Func, TextField

#: The heading of names that begin with a digit or a sign.
OTHER = "#"
#: The one heading of names in Chinese characters, which have no alphabet.
HAN = "漢"

# PostgreSQL's own escapes, read by its regular expressions.
_MARKS = r"[\u0300-\u036f]"
_HAN = r"^[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
#: What is no letter: in ASCII, in Latin-1, and general punctuation.
_SIGN = (
    r"^[\u0001-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9"
    r"\u00bb-\u00bf\u2000-\u206f]"
)


_KEY = f"REGEXP_REPLACE(NORMALIZE(LOWER(%(expressions)s), NFD), '{_MARKS}', '', 'g')"


class IndexKey(Func):
    """What a name is sorted by: its letters without case and marks."""

    template = _KEY
    arity = 1
    output_field = TextField()


class IndexLetter(Func):
    """The letter under which an index has a name."""

    template = (
        f"CASE WHEN {_KEY} = '' OR {_KEY} ~ '{_SIGN}' THEN '{OTHER}'"
        f" WHEN {_KEY} ~ '{_HAN}' THEN '{HAN}' ELSE UPPER(LEFT({_KEY}, 1)) END"
    )
    arity = 1
    output_field = TextField()
