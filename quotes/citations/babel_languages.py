"""Names of languages in LaTeX's package babel, which biblatex uses too.

Source: the option files of babel, and biblatex's manual (`langid`).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from babel import Locale


def _english(tags: Iterable[str]) -> dict[str, str]:
    """Return {tag: English name of the language, in small letters}: most are these."""
    names = Locale("en").languages
    return {tag: str(names[tag]).lower() for tag in tags}


_NAMES: Final = _english(
    "af ar bg ca cs cy da el en eo es et eu fa fi fr ga gl he hi hr hu hy id is it ja "
    "ko la lt lv mk nl pl pt ro ru sk sq sr sv th tr uk vi zh".split()
) | {
    "de": "ngerman",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british",
    "en-NZ": "newzealand",
    "en-US": "american",
    "fr-CA": "canadien",
    "nb": "norsk",
    "nn": "nynorsk",
    "pt-BR": "brazilian",
    "sl": "slovene",
    "sr-Cyrl": "serbianc",
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
_KEYS: Final = _english(
    "bg ca cs da de el en es et fa fi fr gl hr hu it ja la lt lv mr nl no pl pt ro ru "
    "sk sr sv tr uk".split()
) | {"nb": "norwegian", "nn": "norwegian", "sl": "slovene"}


@lru_cache(maxsize=512)
def language_key(tag: str) -> str:
    """Return a tag as biblatex's `language`: its key, or else a name to print.

    A language without a known name is its tag.
    """
    primary = tag.partition("-")[0].lower()
    if primary in _KEYS:
        return _KEYS[primary]
    return _NAMES[primary].capitalize() if primary in _NAMES else tag
