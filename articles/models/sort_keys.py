"""Sort keys for names in any script, the same on every PostgreSQL server.

The collation of a column depends on how the database was created, and by code points
“de Gaulle” and “Éluard” would come after Z. So names are sorted without case and
diacritics.
"""

from django.db.models import Func, GeneratedField, TextField

#: The heading of names that begin with a digit or a sign.
OTHER = "#"
#: The heading of all names in Chinese characters, which have no alphabet.
HAN = "漢"

# The escapes are those of PostgreSQL's regular expressions.
_MARKS = r"[\u0300-\u036f]"
_HAN = r"^[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
#: Characters that are not letters: in ASCII, Latin-1, and general punctuation.
_SIGN = (
    r"^[\u0001-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9"
    r"\u00bb-\u00bf\u2000-\u206f]"
)


_KEY = f"REGEXP_REPLACE(NORMALIZE(LOWER(%(expressions)s), NFD), '{_MARKS}', '', 'g')"


class IndexKey(Func):
    """The sort key of a name: its letters without case and diacritics."""

    template = _KEY
    arity = 1
    output_field = TextField()


class IndexLetter(Func):
    """The letter under which an index lists a name."""

    template = (
        f"CASE WHEN {_KEY} = '' OR {_KEY} ~ '{_SIGN}' THEN '{OTHER}'"
        f" WHEN {_KEY} ~ '{_HAN}' THEN '{HAN}' ELSE UPPER(LEFT({_KEY}, 1)) END"
    )
    arity = 1
    output_field = TextField()


def index_field(expression):
    """Return a column that PostgreSQL computes by one of these functions."""
    return GeneratedField(
        expression=expression, output_field=TextField(), db_persist=True
    )


class WithoutThe(Func):
    """A name without “The” before it: an index has “The Atlantic” under A."""

    template = r"REGEXP_REPLACE(%(expressions)s, '^the\s+', '', 'i')"
    arity = 1
    output_field = TextField()
