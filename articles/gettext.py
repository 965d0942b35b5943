"""Marks texts for translation in modules that do not use Django.

`gettext` returns a text in the language of the reader where the site has several
(translation.py), and in English otherwise. Call it in functions, not at import.
"""

from collections.abc import Callable

_translate: Callable[[str], str] | None = None


def translate_with(function: Callable[[str], str]) -> None:
    """Have texts translated by a function, such as Django's gettext."""
    global _translate
    _translate = function


def gettext_noop(text: str) -> str:
    """Return a text as it is: constants are translated where they are shown."""
    return text


def gettext(text: str) -> str:
    """Return a marked text, translated where the site has several languages."""
    return _translate(text) if _translate else text
