r"""Text search configurations: words by the rules of their language, without accents.

Each language for which PostgreSQL knows word forms has a configuration, which first
removes accents; for all others, and for names, one configuration leaves words as they
are. `on_record_config(language)` says which one a language tag has (its first part
counts, BCP 47), and is immutable, so that indexes may rest on it.
"""

from django.db import migrations

#: ISO 639-1 codes to PostgreSQL 15's names of languages.
LANGUAGES = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
#: Kinds of tokens that are words, and may have accents and forms.
WORDS = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"


def configurations():
    """Yield (statement, its reverse) for each configuration."""
    for name in ("simple", *sorted(set(LANGUAGES.values()))):
        stem = "simple" if name == "simple" else f"{name}_stem"
        yield (
            f"CREATE TEXT SEARCH CONFIGURATION on_record_{name} (COPY = {name});"
            f"ALTER TEXT SEARCH CONFIGURATION on_record_{name}"
            f" ALTER MAPPING FOR {WORDS} WITH unaccent, {stem};",
            f"DROP TEXT SEARCH CONFIGURATION on_record_{name};",
        )


def config_function():
    cases = "\n".join(
        f"WHEN '{tag}' THEN 'on_record_{name}'::regconfig"
        for tag, name in LANGUAGES.items()
    )
    # Bound to the configurations here, not by a string: see migration 0004.
    return f"""
    CREATE FUNCTION on_record_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE lower(split_part(language, '-', 1))
    {cases}
    ELSE 'on_record_simple'::regconfig END;
    """


class Migration(migrations.Migration):
    dependencies = [("quotes", "0006_names_contain")]

    operations = [
        *[migrations.RunSQL(*both) for both in configurations()],
        migrations.RunSQL(
            config_function(), "DROP FUNCTION on_record_config(language text)"
        ),
    ]
