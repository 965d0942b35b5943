"""Decodes the bytes of a page or a file, by their declared encoding.

The order is that of the WHATWG's encoding sniffing: a byte order mark, the server's
label, the page's label, and what fits. The editor gets a note about a wrong label.
"""

import codecs
import re

from articles.text import CONTROLS, restore_windows_signs

_META = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,300}?encoding)\s*=\s*[\"']?\s*"
    rb"([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: The encodings that browsers use for these labels (WHATWG Encoding, section 4.2).
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
#: Labels of the same standard that Python does not know.
_LABELS = {
    "iso-8859-8-i": "iso8859-8",
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
}
#: The five bytes that windows-1252 does not define, which browsers read as controls.
_OPEN = re.compile("[\x81\x8d\x8f\x90\x9d]")


def decode(body: bytes, content_type: str = "", *, markup: bool) -> tuple[str, str]:
    """Return the text, and sentences for the editor on how it was read, or "".

    With `markup`, uses the page's <meta charset> too.
    """
    text, told = _decode(body, content_type, markup=markup)
    restored = restore_windows_signs(text)
    if restored != text:
        told += (
            " It has controls where Windows has quotation marks and dashes, and was "
            "read with these. Check them."
        )
    return restored, told.lstrip()


def _decode(body: bytes, content_type: str, *, markup: bool) -> tuple[str, str]:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), ""
    labels = []
    if found := _HEADER.search(content_type):
        labels.append(found[1])
    if markup and (inside := _META.search(_COMMENT.sub(b"", body[:4096]))):
        label = inside[1].decode("ascii")
        # A label that can be read is not in UTF-16, whatever it says.
        labels.append("utf-8" if label.lower().startswith("utf-16") else label)
    known = [name for label in labels if (name := _codec(label))]
    # A text that decodes as UTF-8 and is not all ASCII is UTF-8.
    for name in [*known[:1], "utf-8", *known[1:]]:
        try:
            text = body.decode(name)
        except UnicodeError:
            continue
        if known and name == known[0] and name == "cp1252" and _is_utf8(body):
            continue
        return text, "" if not labels or _same(name, known) else _told(labels[0], name)
    if known:
        text = body.decode(known[0], "replace")
        if (lost := text.count("\ufffd")) * 20 <= len(text):
            return text, (
                f"{lost} characters could not be read in the encoding that is given "
                f"({labels[0]}) and are shown as \ufffd: mend them."
            )
    return _as_western(body), (
        "The encoding is not given, or not true: it was read as Western European "
        "(windows-1252). Check accents and quotation marks."
    )


def is_binary(text: str) -> bool:
    """Return whether a decoded text is really a picture, a PDF or such."""
    if text.startswith(("%PDF-", "{\\rtf")):
        return True
    beginning = text[:10_000]
    odd = len(CONTROLS.findall(beginning)) - beginning.count("\r")
    return (odd + beginning.count("\ufffd")) * 20 > len(beginning)


def _as_western(body: bytes) -> str:
    # As browsers do: strict decoding fails for some bytes.
    decoded = body.decode("cp1252", "replace")
    return _OPEN.sub("\ufffd", decoded)


def _is_utf8(body: bytes) -> bool:
    try:
        return not body.decode("utf-8").isascii()
    except UnicodeError:
        return False


def _same(name: str, known: list[str]) -> bool:
    return bool(known) and name == known[0]


def _told(label: str, name: str) -> str:
    return (
        f"It says that its encoding is “{label}”, but it is {name}, and was read so. "
        "Check accents and quotation marks."
    )


def _codec(label: str) -> str:
    """Return Python's name of a text encoding, or "" for an unknown label."""
    try:
        name = codecs.lookup(_LABELS.get(label.lower(), label)).name
    except (LookupError, ValueError):
        return ""
    if name in ("utf-7", "idna", "punycode") or not _is_text(name):
        return ""
    return _READ_AS.get(name, name)


def _is_text(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, UnicodeError, ValueError):
        return False
