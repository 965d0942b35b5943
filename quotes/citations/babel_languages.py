"""Babel's names of languages, which biblatex uses too.

Source: the option files of babel, and biblatex's manual (`langid`).
"""

from functools import lru_cache
from typing import Final

_NAMES: Final = {
    "af": "afrikaans",
    "ar": "arabic",
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "cy": "welsh",
    "da": "danish",
    "de": "ngerman",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "el": "greek",
    "en": "english",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british",
    "en-NZ": "newzealand",
    "en-US": "american",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "fr-CA": "canadien",
    "ga": "irish",
    "gl": "galician",
    "he": "hebrew",
    "hi": "hindi",
    "hr": "croatian",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "is": "icelandic",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "la": "latin",
    "lt": "lithuanian",
    "lv": "latvian",
    "mk": "macedonian",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sq": "albanian",
    "sr": "serbian",
    "sr-Cyrl": "serbianc",
    "sv": "swedish",
    "th": "thai",
    "tr": "turkish",
    "uk": "ukrainian",
    "vi": "vietnamese",
    "zh": "chinese",
    "zh-Hans": "chinese-hans",
    "zh-Hant": "chinese-hant",
}


@lru_cache(maxsize=512)
def babel_name(tag: str) -> str:
    """Return babel's name for a BCP 47 tag or its first subtags, or ""."""
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        if name := _NAMES.get("-".join(parts[:length])):
            return name
    return ""


# biblatex has words for these languages (its keys are “langenglish” and so on; “lang”
# may be left out).
_KEYS: Final = {
    "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fa": "persian",
    "fi": "finnish", "fr": "french", "gl": "galician", "hr": "croatian",
    "hu": "hungarian", "it": "italian", "ja": "japanese", "la": "latin",
    "lt": "lithuanian", "lv": "latvian", "mr": "marathi", "nb": "norwegian",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak",
    "sl": "slovene", "sr": "serbian", "sv": "swedish", "tr": "turkish",
    "uk": "ukrainian",
}  # fmt: skip


@lru_cache(maxsize=512)
def language_key(tag: str) -> str:
    """Return a tag as biblatex's `language`: its key, or else a name to print.

    A language without a known name is its tag.
    """
    primary = tag.partition("-")[0].lower()
    if primary in _KEYS:
        return _KEYS[primary]
    return _NAMES[primary].capitalize() if primary in _NAMES else tag
