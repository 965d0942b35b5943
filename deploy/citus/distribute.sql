-- Spreads On Record's tables over the workers of a Citus cluster (docs/scaling.md).
--
--     psql --single-transaction --set ON_ERROR_STOP=1 --file deploy/citus/distribute.sql
--
-- Run it once, as a superuser on the coordinator, after `manage.py migrate` and before
-- the site is open to editors: the tables are locked until it ends. Needed before:
-- `CREATE EXTENSION citus` on every node, the workers added with citus_add_node(), and
-- citus.enable_unsafe_triggers = on everywhere, for the triggers that refuse.
--
-- What can be found in the catalogue is found there, not listed here: a new table
-- becomes a reference table, a new foreign key is kept if Citus can keep it.

SET CONSTRAINTS ALL IMMEDIATE;

-- What is not to be a reference table. The value of the column "lies_by" says on which
-- worker a row lies; tables "beside" one another lie together.
CREATE TEMPORARY TABLE plan (name text PRIMARY KEY, lies_by text, beside text)
    ON COMMIT DROP;
INSERT INTO plan (name, lies_by, beside) VALUES
    ('quotes_quote', 'id', 'none'),
    ('quotes_attribution', 'quote_id', 'quotes_quote'),
    ('quotes_quote_topics', 'quote_id', 'quotes_quote'),
    ('articles_snapshot', 'article_id', 'none'),
    ('articles_rawpage', 'article_id', 'articles_snapshot'),
    -- Lists, searches and counts. They stay on the coordinator, and NOBODY KEEPS THEM
    -- ANY MORE: the triggers that did are removed below, since on a worker they could
    -- not write to tables that lie elsewhere.
    ('quotes_listing', NULL, NULL),
    ('quotes_listentry', NULL, NULL),
    ('quotes_tally', NULL, NULL),
    ('quotes_word', NULL, NULL);

DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(name, ', ') INTO missing FROM plan WHERE to_regclass(name) IS NULL;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'There is no table %: run manage.py migrate first.', missing;
    END IF;
    IF to_regproc('create_reference_table') IS NULL THEN
        RAISE EXCEPTION 'Citus is not there: run CREATE EXTENSION citus first.';
    END IF;
    IF to_regclass('pg_dist_partition') IS NOT NULL THEN
        EXECUTE 'SELECT string_agg(logicalrelid::text, '', '') FROM pg_dist_partition'
            INTO missing;
        IF missing IS NOT NULL THEN
            RAISE EXCEPTION 'These tables are distributed already: %.', missing;
        END IF;
    END IF;
END $$;

CREATE TEMPORARY TABLE tables ON COMMIT DROP AS
SELECT c.oid, c.relname::text AS name, p.lies_by, p.beside,
    CASE WHEN p.name IS NULL THEN 'reference' WHEN p.lies_by IS NULL THEN 'local'
    ELSE 'distributed' END AS kind
FROM pg_class c LEFT JOIN plan p ON p.name = c.relname
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (  -- an extension's own
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
    );

-- Which foreign keys Citus keeps: to a reference table; or between tables that lie
-- together, if the columns by which they do are a pair of the key.
CREATE TEMPORARY TABLE keys ON COMMIT DROP AS
SELECT k.conname::text AS name, f.name AS "from", t.name AS "to",
    pg_get_constraintdef(k.oid) AS definition,
    t.kind = 'reference'
    OR f.kind = 'local' AND t.kind = 'local'
    OR f.kind = 'distributed' AND t.kind = 'distributed'
        AND (f.beside = t.name OR t.beside = f.name OR f.beside = t.beside
            AND f.beside <> 'none')
        AND EXISTS (
            SELECT FROM unnest(k.conkey, k.confkey) AS pair (ours, theirs)
            JOIN pg_attribute a ON a.attrelid = f.oid AND a.attnum = pair.ours
            JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = pair.theirs
            WHERE a.attname = f.lies_by AND b.attname = t.lies_by
        ) AS kept
FROM pg_constraint k
JOIN tables f ON f.oid = k.conrelid
JOIN tables t ON t.oid = k.confrelid
WHERE k.contype = 'f';

-- Triggers for each row only refuse, and read no more than reference tables: they run
-- on the workers too. Those for each statement keep the lists: they cannot.
CREATE TEMPORARY TABLE triggers ON COMMIT DROP AS
SELECT g.tgname::text AS name, t.name AS "on", pg_get_triggerdef(g.oid) AS definition,
    g.tgtype & 1 = 1 AS kept
FROM pg_trigger g JOIN tables t ON t.oid = g.tgrelid
WHERE NOT g.tgisinternal AND t.kind <> 'local';

DO $$
DECLARE
    each record;
    columns text;
BEGIN
    -- 1. What stands in the way goes.
    FOR each IN SELECT * FROM keys ORDER BY "from", name LOOP
        EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', each."from", each.name);
    END LOOP;
    FOR each IN SELECT * FROM triggers ORDER BY "on", name LOOP
        EXECUTE format('DROP TRIGGER %I ON %I', each.name, each."on");
    END LOOP;

    -- 2. Where rows lie is part of every unique key. The old key stays as an index,
    --    since the admin and links ask for rows by it.
    FOR each IN
        SELECT t.name, t.lies_by, k.conname AS key, i.indkey, t.oid
        FROM tables t
        JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
        JOIN pg_index i ON i.indexrelid = k.conindid
        WHERE t.kind = 'distributed' AND NOT EXISTS (
            SELECT FROM pg_attribute a
            WHERE a.attrelid = t.oid AND a.attname = t.lies_by AND a.attnum = ANY (i.indkey)
        )
        ORDER BY t.name
    LOOP
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY n.place) INTO columns
        FROM unnest(each.indkey::int2[]) WITH ORDINALITY AS n (number, place)
        JOIN pg_attribute a ON a.attrelid = each.oid AND a.attnum = n.number;
        EXECUTE format(
            'ALTER TABLE %I DROP CONSTRAINT %I, ADD CONSTRAINT %2$I PRIMARY KEY (%I, %s)',
            each.name, each.key, each.lies_by, columns
        );
        EXECUTE format('CREATE INDEX %I ON %I (%s)', each.name || '_by_key', each.name,
            columns);
    END LOOP;

    -- 3. The tables. Reference tables first: the others point to them.
    PERFORM set_config('citus.multi_shard_modify_mode', 'sequential', true);
    FOR each IN SELECT name FROM tables WHERE kind = 'reference' ORDER BY name LOOP
        PERFORM create_reference_table(each.name::regclass);
    END LOOP;
    FOR each IN
        SELECT name, lies_by, beside FROM tables WHERE kind = 'distributed'
        ORDER BY beside <> 'none', name
    LOOP
        PERFORM create_distributed_table(each.name::regclass, each.lies_by,
            colocate_with => each.beside);
    END LOOP;

    -- 4. What can be kept comes back.
    FOR each IN SELECT * FROM keys WHERE kept ORDER BY "from", name LOOP
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', each."from", each.name,
            each.definition);
    END LOOP;
    PERFORM set_config('citus.enable_unsafe_triggers', 'on', true);
    FOR each IN SELECT * FROM triggers WHERE kept ORDER BY "on", name LOOP
        EXECUTE each.definition;
    END LOOP;

    -- 5. What cannot is said.
    FOR each IN SELECT * FROM keys WHERE NOT kept ORDER BY "from", name LOOP
        RAISE WARNING 'No longer kept: % (%).', each.name, each.definition;
    END LOOP;
    FOR each IN SELECT * FROM triggers WHERE NOT kept ORDER BY "on", name LOOP
        RAISE WARNING 'No longer there: the trigger % on %.', each.name, each."on";
    END LOOP;
END $$;
