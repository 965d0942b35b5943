r"""Names and titles as readers type them: folded, and indexed by their trigrams.

`on_record_fold` removes compatibility forms and marks on letters (NFKD, then unaccent
for letters without a decomposition: ø, ł, ß) and case, and replaces each run of white
space and signs by one space. A space is before the first word too, so that every word
follows one.

The signs are listed, because `\w` depends on the database's locale. The body is bound
to its functions here (RETURN, not a string), so it does not depend on a search path,
which a restored dump leaves empty. unaccent() is only STABLE, because its rules may
change; after such a change, these indexes must be rebuilt.

The indexes of the other app's tables are here too, because the function is here. Both
extensions are trusted, so the owner of the database may create them.
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

#: Names that readers find by their beginning: (index, table, column).
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
