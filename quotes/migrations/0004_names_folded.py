r"""Names and titles as readers type them: folded, and indexed by their trigrams.

The rules of `on_record_fold` are few: compatibility forms and marks on letters go
(NFKD, then unaccent for what has no decomposition: ø, ł, ß), so does case, and each
run of white space and signs is one space. A space is before the first word too, so
that whatever begins any word stands behind one.

Which characters are signs is listed, since `\w` depends on the database's locale. The
body is bound to its functions here (RETURN, not a string): it does not depend on a
search path, which a restored dump leaves empty. unaccent() is only STABLE, as somebody
may change its rules; whoever does has to build these indexes again.

The indexes of the other app's tables are here too, as the function is, and extensions
are of the whole database: it needs no right but that of its owner, both are trusted.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

FUNCTION = r"""
CREATE FUNCTION on_record_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ' ' || btrim(regexp_replace(
    lower(unaccent(
        'unaccent'::regdictionary,
        regexp_replace(
            normalize($1, NFKD), '[\u00ad\u0300-\u036f\u200b-\u200f]', '', 'g'
        )
    )),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9'
    '\u00bb-\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u3020\u3030]+',
    ' ',
    'g'
));
"""

#: What readers find by a beginning: (index, table, column).
INDEXES = [
    ("speaker_name_folded", "quotes_speaker", "name"),
    ("alias_name_folded", "quotes_alias", "name"),
    ("topic_name_folded", "quotes_topic", "name"),
    ("publication_name_folded", "articles_publication", "name"),
    ("article_title_folded", "articles_article", "title"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0003_groups"),
        ("articles", "0002_held_texts_stay"),
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION on_record_fold(text)"),
        *[
            migrations.RunSQL(
                f"CREATE INDEX {name} ON {table}"
                f" USING gin (on_record_fold({column}) gin_trgm_ops)",
                f"DROP INDEX {name}",
            )
            for name, table, column in INDEXES
        ],
    ]
