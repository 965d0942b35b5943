r"""Write references as BibTeX in ASCII, for programs that are older than UTF-8.

Sources: "LaTeX2e font encodings" (fntguide: the commands of T1 and TS1); Patashnik,
"BibTeXing", section 4: BibTeX sorts, abbreviates and changes the case of an accent in
braces, {\'e}, as one letter.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from anyascii import anyascii

from articles.normal_forms import normalize
from quotes.citations.bibtex import bibtex_entry
from quotes.citations.latex import annotation, doubt, own_fields, own_key
from quotes.citations.reference import CSLName, Reference, Work

_ACCENTS: Final = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=",
    "\u0306": "u", "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H",
    "\u030c": "v", "\u0323": "d", "\u0326": "textcommabelow", "\u0327": "c",
    "\u0328": "k", "\u0331": "b",
}  # fmt: skip
# Characters that LaTeX prints in the encodings T1 and TS1 without any package.
_SIGNS: Final = dict(
    pair.split("=")
    for pair in r"""
    ß=\ss æ=\ae Æ=\AE œ=\oe Œ=\OE ø=\o Ø=\O ł=\l Ł=\L đ=\dj Đ=\DJ ð=\dh Ð=\DH þ=\th
    Þ=\TH ŋ=\ng Ŋ=\NG ı=\i ȷ=\j ¡=\textexclamdown ¿=\textquestiondown …=\textellipsis
    «=\guillemotleft »=\guillemotright ‹=\guilsinglleft ›=\guilsinglright
    „=\quotedblbase ‚=\quotesinglbase §=\textsection ¶=\textparagraph
    †=\textdagger ‡=\textdaggerdbl
    •=\textbullet ·=\textperiodcentered ©=\textcopyright ®=\textregistered
    ™=\texttrademark °=\textdegree £=\textsterling €=\texteuro ¥=\textyen ¢=\textcent
    ×=\texttimes ÷=\textdiv ±=\textpm −=\textminus ¬=\textlnot ½=\textonehalf
    ¼=\textonequarter ¾=\textthreequarters ¹=\textonesuperior ²=\texttwosuperior
    ³=\textthreesuperior ª=\textordfeminine º=\textordmasculine µ=\textmu
    """.split()
)
# Characters that TeX writes with ASCII signs, and the neighbours with which these signs
# would form another ligature.
_LIGATURES: Final = {
    "‘": "`", "’": "'", "“": "``", "”": "''", "–": "--", "—": "---",
}  # fmt: skip
_JOINED: Final = {
    sign: frozenset(beside)
    for sign, beside in {
        "‘": "'`‘’“”?!", "’": "'`‘’“”", "“": "'`‘’“”?!", "”": "'`‘’“”",
        "–": "-–—", "—": "-–—",
    }.items()
}  # fmt: skip
_MARKS: Final = frozenset(map(chr, range(0x300, 0x370)))
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_LETTER = re.compile(rf"{_ACCENTED.pattern}|[^\x00-\x7f]")
_ASCII: Final = bytes(range(128))
# Names of the fields of a work in the note about transliteration.
_FIELD_NAMES: Final = {
    "title": "title",
    "container_title": "outlet",
    "section": "section",
    "page": "pages",
    "language": "language",
}
# anyascii joins Chinese syllables to one long word: ZhongGuo.
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def write_ascii_bibtex(references: Iterable[Reference]) -> Iterator[str]:
    r"""Yield a .bib file in ASCII, entry by entry, with the keys of `write_bibtex`.

    Accented letters and Western punctuation are written as LaTeX commands; some need
    \usepackage[T1]{fontenc}. Everything else, such as other scripts, is transliterated,
    and `annote` says where. All spaces become ordinary spaces, and invisible characters
    (Unicode category Cf) are left out.
    """
    for reference in references:
        begin, fields, changed = _entry(reference.work)
        note, note_changed = in_latin(doubt(reference))
        quoting, quoting_changed = in_latin(annotation(reference))
        if note_changed or quoting_changed:
            changed = (*changed, "quote")
        if changed:
            quoting = f"{quoting} Transliterated here: {', '.join(changed)}.".lstrip()
        noted = in_ascii(own_fields(note, quoting))
        yield f"{begin}{own_key(reference.key)},\n{fields}{noted}}}\n\n"


@lru_cache(maxsize=512)
def _entry(work: Work) -> tuple[str, str, tuple[str, ...]]:
    """Return (type and start of the key, fields, names of transliterated fields)."""
    changed: list[str] = []
    latin: dict[str, Any] = {}
    for name, called in _FIELD_NAMES.items():
        text = getattr(work, name)
        latin[name], text_changed = in_latin(text)
        if latin[name] == text:
            del latin[name]
        if text_changed:
            changed.append(called)
    names = [_name_in_latin(name) for name in work.authors]
    authors = tuple(name for name, _ in names)
    if any(name_changed for _, name_changed in names):
        changed.append("author")
    begin, fields = bibtex_entry(work)
    if latin or authors != work.authors:
        _, fields = bibtex_entry(replace(work, authors=authors, **latin))
    return begin, in_ascii(fields), tuple(changed)


def _name_in_latin(name: CSLName) -> tuple[CSLName, bool]:
    parts = (name.family, name.given, name.particle, name.suffix, name.literal)
    if _can_write("".join(parts)):
        return name, False
    in_latin_letters = [in_latin(part) for part in parts]
    return (
        CSLName(*(text for text, _ in in_latin_letters)),
        any(changed for _, changed in in_latin_letters),
    )


def in_latin(text: str) -> tuple[str, bool]:
    """Return a text that LaTeX can write, and whether it was transliterated."""
    if text.isascii() or _can_write(text):
        return text, False
    shown = "".join(
        " " if category == "Zs" else sign
        for sign in normalize("NFC", text)
        if (category := unicodedata.category(sign)) != "Cf"
    )
    spaced = _HAN.sub(lambda found: " ".join(map(anyascii, found[0])), shown)
    latin = _LETTER.sub(lambda found: _transliterated(found[0]), spaced)
    # A name must not become empty.
    latin = latin if latin.strip(" ") else "".join(map(_code_point, text))
    return latin, latin != shown


def _can_write(text: str) -> bool:
    """Return whether LaTeX can write all of a text; fast for most texts."""
    signs = _signs(text)
    return _are_ligatures(signs) or (
        unicodedata.is_normalized("NFC", text) and all(map(_command, set(signs)))
    )


@lru_cache(maxsize=4096)
def _are_ligatures(signs: str) -> bool:
    """Return whether all signs are TeX ligatures; most quotes have the same few."""
    return _LIGATURES.keys() >= set(signs)


def _signs(text: str) -> str:
    """Return the characters of a text that are not ASCII, in order."""
    return text.encode().translate(None, _ASCII).decode()


@lru_cache(maxsize=4096)
def _transliterated(sign: str) -> str:
    if _command(sign):
        return sign
    if all(unicodedata.category(part)[0] == "M" for part in sign):
        return ""  # the accent or vowel sign of a transliterated letter
    return anyascii(sign) or "".join(map(_code_point, sign))


def _code_point(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=4096)
def _command(sign: str) -> str:
    """Return the LaTeX command for a letter or sign, or "" if there is none."""
    if sign in _LIGATURES:
        return _LIGATURES[sign]
    parts = normalize("NFD", sign)
    base, marks = parts[0], parts[1:]
    above = [mark for mark in marks if unicodedata.combining(mark) == 230]
    # TeX puts one accent above a letter, and others below it.
    if not set(marks) <= set(_ACCENTS) or len(above) > 1:
        return ""
    if not (base.isascii() and base.isalpha()):
        if base not in _SIGNS:
            return ""
        base = _SIGNS[base]
    for mark in above + [mark for mark in marks if mark not in above]:
        accent = _ACCENTS[mark]
        braced = base if len(base) == 1 and not accent.isalpha() else f"{{{base}}}"
        base = f"\\{accent}{braced}"
    return f"{{{base}}}"


def in_ascii(text: str) -> str:
    """Write the non-ASCII characters of an entry as LaTeX commands."""
    if text.isascii():
        return text
    signs = _signs(text)
    if not (_are_ligatures(signs) or _MARKS.isdisjoint(signs)):
        text = _ACCENTED.sub(lambda found: _command(found[0]), text)
        signs = _signs(text)
    parts: list[str] = []
    end = 0
    for sign in signs:
        place = text.index(sign, end)
        before, end = text[end:place], place + 1
        command = _command(sign)
        # Braces separate it from signs with which it would form a ligature.
        if (joined := _JOINED.get(sign)) and (
            text[place - 1 : place] in joined or text[end : end + 1] in joined
        ):
            command = f"{{{command}}}"
        parts += before, command
    return "".join(parts) + text[end:]
