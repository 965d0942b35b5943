"""The history: triggers record every change of a record or of its parts.

They run once a statement, so that a COPY of ten thousand quotes is one step. The
setting `on_record.act` says who acts and why (articles/audit_context.py); without it,
that is not known. Nothing is stored twice: a changed row has the columns that changed, a
deleted row all, a new row none (docs/decisions/0051-history.md).
"""

from django.db import migrations, models

#: Table: record, column with its key, part, and columns that are not recorded, because
#: they are computed from others.
TABLES = {
    "articles_publication": ("publication", "id", "", "index_letter,index_key"),
    "articles_article": ("article", "id", "", ""),
    "articles_byline": ("article", "article_id", "byline", ""),
    "articles_snapshot": ("article", "article_id", "snapshot", "sketch"),
    "quotes_speaker": ("speaker", "id", "", "index_letter,index_key"),
    "quotes_alias": ("speaker", "speaker_id", "alias", ""),
    "quotes_topic": ("topic", "id", "", "index_letter,index_key"),
    "quotes_quote": ("quote", "id", "", ""),
    "quotes_attribution": ("quote", "quote_id", "attribution", ""),
    "quotes_quote_topics": ("quote", "quote_id", "topic", ""),
}

NOW_IN = "pg_current_xact_id()::text::bigint"
#: Whether readers could see a record before this transaction. `was` is its status
#: before this statement, or NULL if that is the present one.
WAS_PUBLIC = f"""
CREATE FUNCTION on_record_was_public(kind text, key bigint, was text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    article bigint;
BEGIN
    IF kind = 'quote' THEN
        SELECT coalesce(was, status), article_id INTO was, article
        FROM quotes_quote WHERE id = key;
    ELSIF kind = 'article' THEN
        was := coalesce(was, (SELECT status FROM articles_article WHERE id = key));
    ELSE
        RETURN false;
    END IF;
    RETURN coalesce(was, '') = 'published' AND NOT EXISTS (
        SELECT FROM quotes_change WHERE record = kind AND record_id = key AND part = ''
        AND transaction = {NOW_IN} AND (operation = 'created' OR before ? 'status')
    ) AND (kind = 'article' OR on_record_was_public('article', article, NULL));
END $$;
"""


def recording(name, rows):
    """Return a trigger function that records rows: id, own_id, operation, before, after.

    TG_ARGV has the values of TABLES.
    """
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    act jsonb := nullif(current_setting('on_record.act', true), '')::jsonb;
    is_part boolean := TG_ARGV[2] <> '';
    computed text[] := string_to_array(TG_ARGV[3], ',');
BEGIN
    INSERT INTO quotes_change (at, transaction, record, record_id, part, part_id,
        operation, before, after, was_public, act, user_id, user_name, reason)
    SELECT now(), {NOW_IN}, TG_ARGV[0], r.id, TG_ARGV[2],
        CASE WHEN is_part THEN r.own_id END, r.operation, r.before, r.after,
        (is_part OR r.operation <> 'created') AND on_record_was_public(
            TG_ARGV[0], r.id, CASE WHEN NOT is_part THEN r.before->>'status' END),
        coalesce(act->>'act', ''), (act->>'user')::bigint,
        coalesce(act->>'name', ''), coalesce(act->>'reason', '')
    FROM ({rows}) r;
    RETURN NULL;
END $$;
"""


def created(key):
    """Return the rows of an INSERT into a table with this column of the key."""
    return f"""
        SELECT {key} AS id, id AS own_id, 'created' AS operation,
            NULL::jsonb AS before, NULL::jsonb AS after FROM added"""


DELETED = """
        SELECT (o.row->>TG_ARGV[1])::bigint AS id, (o.row->>'id')::bigint AS own_id,
            'deleted' AS operation, o.row AS before, NULL::jsonb AS after
        FROM (SELECT to_jsonb(t) - computed AS row FROM taken t) o"""
#: A part that moves to another record is deleted from the first and created in the
#: second.
CHANGED = """
        SELECT (coalesce(n.row, o.row)->>TG_ARGV[1])::bigint AS id,
            (coalesce(n.row, o.row)->>'id')::bigint AS own_id,
            CASE WHEN o.row IS NULL THEN 'created' WHEN n.row IS NULL THEN 'deleted'
                ELSE 'changed' END AS operation,
            CASE WHEN n.row IS NULL THEN o.row ELSE d.before END AS before,
            d.after
        FROM (SELECT to_jsonb(t) - computed AS row FROM taken t) o
        FULL JOIN (SELECT to_jsonb(t) - computed AS row FROM added t) n
            ON o.row->>'id' = n.row->>'id'
            AND o.row->>TG_ARGV[1] = n.row->>TG_ARGV[1]
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(b.key, b.value) AS before,
                jsonb_object_agg(b.key, a.value) AS after
            FROM jsonb_each(o.row - 'updated_at') b
            JOIN jsonb_each(n.row) a ON a.key = b.key WHERE a.value <> b.value
        ) d
        WHERE o.row IS NULL OR n.row IS NULL OR d.before IS NOT NULL"""


def function_of(event, key):
    """Return the name of the trigger function; INSERT has one for each column of keys."""
    return f"on_record_record_{event.lower()}{'_' + key if event == 'INSERT' else ''}"


def triggers(table, values):
    """Return the triggers that record the changes of a table."""
    key = values[1]
    values = ", ".join(f"'{value}'" for value in values)
    tables = {
        "INSERT": "REFERENCING NEW TABLE AS added",
        "UPDATE": "REFERENCING OLD TABLE AS taken NEW TABLE AS added",
        "DELETE": "REFERENCING OLD TABLE AS taken",
    }
    for event, referencing in tables.items():
        yield f"""
CREATE TRIGGER {table}_{event.lower()}_recorded AFTER {event} ON {table} {referencing}
FOR EACH STATEMENT EXECUTE FUNCTION {function_of(event, key)}({values});"""
    yield f"""
CREATE TRIGGER {table}_not_truncated BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION on_record_refuse(
    'Delete the rows: TRUNCATE would leave nothing in the history.');"""


#: Triggers of the tables above write the history, one level down; nobody else does.
APPEND_ONLY = """
CREATE TRIGGER change_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON quotes_change
FOR EACH STATEMENT EXECUTE FUNCTION on_record_refuse(
    'The history is never changed.');
CREATE TRIGGER change_recorded_only BEFORE INSERT ON quotes_change
FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION on_record_refuse(
    'Only triggers write the history.');
"""
FUNCTIONS = {
    **{
        function_of("INSERT", key): created(key)
        for key in ("id", "article_id", "speaker_id", "quote_id")
    },
    function_of("UPDATE", ""): CHANGED,
    function_of("DELETE", ""): DELETED,
}
FORWARDS = "".join(
    [
        WAS_PUBLIC,
        *(recording(*function) for function in FUNCTIONS.items()),
        *(each for table in TABLES.items() for each in triggers(*table)),
        APPEND_ONLY,
    ]
)
BACKWARDS = "".join(
    [
        *(
            f"DROP TRIGGER {table}_{name} ON {table};"
            for table in TABLES
            for name in (
                *("insert_recorded", "update_recorded", "delete_recorded"),
                "not_truncated",
            )
        ),
        *(f"DROP FUNCTION {name}();" for name in FUNCTIONS),
        "DROP FUNCTION on_record_was_public(text, bigint, text);"
        "DROP TRIGGER change_stays ON quotes_change;"
        "DROP TRIGGER change_recorded_only ON quotes_change;",
    ]
)


class Migration(migrations.Migration):

    dependencies = [
        ("quotes", "0034_find_duplicates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("transaction", models.BigIntegerField()),
                ("record", models.CharField(max_length=20)),
                ("record_id", models.BigIntegerField()),
                ("part", models.CharField(blank=True, max_length=20)),
                ("part_id", models.BigIntegerField(null=True)),
                ("operation", models.CharField(choices=[("created", "Created"), ("changed", "Changed"), ("deleted", "Deleted")], max_length=7)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("was_public", models.BooleanField()),
                ("act", models.CharField(blank=True, choices=[("typed", "Edited"), ("accepted", "Suggestion accepted"), ("undone", "Decision undone"), ("imported", "Imported"), ("verified", "Looked for in the text"), ("reverted", "Reverted"), ("merged", "Merged"), ("split", "Split"), ("scheduled", "Published by schedule"), ("", "Not known (shell or SQL)")], max_length=10)),
                ("user_id", models.BigIntegerField(null=True)),
                ("user_name", models.CharField(blank=True, max_length=150)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["record", "record_id", "id"], name="change_of_record"), models.Index(condition=models.Q(("was_public", True)), fields=["id"], name="change_in_public")],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
