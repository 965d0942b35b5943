"""Text with simple formatting (italics, bold, superscript, links), ready to paste."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final, NamedTuple


class StyledRun(NamedTuple):
    """Some text with the same formatting throughout."""

    text: str
    em: bool = False
    strong: bool = False
    level: str = ""  #: "sup" or "sub"
    small_caps: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in three formats."""

    plain: str
    #: Escaped; the only markup is em, strong, sup, sub, span.smallcaps and
    #: a[href=http…].
    html: str
    markdown: str  #: CommonMark: no character of the text is read as markup


#: Superscript digits and signs in Unicode.
_RAISED: Final = str.maketrans("0123456789+-–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
# Characters that can begin inline markup (CommonMark 0.31, section 6; GFM's
# strikethrough; pandoc's mathematics and citations), or end it.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>$^~@]|&(?=#?\w+;)")
#: Characters next to which emphasis may begin or end, besides spaces, in every version
#: of Unicode.
_AROUND: Final = frozenset("!\"'(),-./:;?[]{}“”‘’„«»‹›–—…")
# What can begin a block: a list (with pandoc's letters too), a heading, a rule.
_BLOCK: Final = re.compile(
    r"(?P<sign>[-+=#%:])"
    r"|(?:\d{1,9}|[a-z]|[ivxlcdm]+)(?P<end>[.)])(?:\s|$)"
    r"|\((?:\d{1,9}|\w|[ivxlcdm]+)(?P<close>\))(?:\s|$)"
)


def text_of(runs: Iterable[StyledRun]) -> Text:
    """Return runs as a Text, stripped of spaces at its ends."""
    joined = _trimmed(
        [
            look._replace(text="".join(run.text for run in same))
            for look, same in groupby(
                (run for run in runs if run.text), lambda run: run._replace(text="")
            )
        ]
    )
    return Text(
        plain="".join(_raised(run) for run in joined),
        html="".join(_html(run) for run in joined),
        markdown=_markdown(joined),
    )


def _trimmed(runs: list[StyledRun]) -> list[StyledRun]:
    while runs and (text := runs[0].text.lstrip()) != runs[0].text:
        runs[:1] = [runs[0]._replace(text=text)] if text else []
    while runs and (text := runs[-1].text.rstrip()) != runs[-1].text:
        runs[-1:] = [runs[-1]._replace(text=text)] if text else []
    return runs


def _raised(run: StyledRun) -> str:
    """Return the text of a run, in superscript characters if Unicode has them all."""
    if run.level != "sup":
        return run.text
    raised = run.text.translate(_RAISED)
    return raised if not re.search(r"[^⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾]", raised) else run.text


def _html(run: StyledRun) -> str:
    html = escape(run.text)
    if run.small_caps:
        html = f'<span class="smallcaps">{html}</span>'
    if run.level:
        html = f"<{run.level}>{html}</{run.level}>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    if run.em:
        html = f"<em>{html}</em>"
    if _WEB_ADDRESS.fullmatch(run.href):
        html = f'<a href="{escape(run.href)}">{html}</a>'
    return html


def _markdown(runs: Sequence[StyledRun]) -> str:
    markdown = ""
    for place, run in enumerate(runs):
        after = runs[place + 1].text[0] if place + 1 < len(runs) else " "
        markdown += _marked(run, markdown[-1:] or " ", after)
    if found := _BLOCK.match(markdown):
        at = found.start(found.lastgroup or "sign")
        markdown = f"{markdown[:at]}\\{markdown[at:]}"
    return markdown


def _marked(run: StyledRun, before: str, after: str) -> str:
    """Return a run as CommonMark, given the characters before and after it."""
    if _WEB_ADDRESS.fullmatch(run.href):
        if run.text == run.href:
            return f"<{run.href}>"
        inner = _marked(run._replace(href=""), "[", "]")
        return f"[{inner}](<{run.href}>)"
    core = run.text.strip()
    if not core:
        return run.text
    lead, _, trail = run.text.partition(core)
    text = _MARKUP.sub(r"\\\g<0>", core)
    if run.small_caps:
        text = f'<span class="smallcaps">{text}</span>'
    if run.level:
        text = f"<{run.level}>{text}</{run.level}>"
    stars = "*" * (run.em + 2 * run.strong)
    if stars:
        # An asterisk between a letter and a sign does not open or close emphasis
        # (CommonMark, section 6.2), nor does one next to another asterisk.
        outside = (lead[-1:] or before, trail[:1] or after)
        if not all(near.isspace() or near in _AROUND for near in outside):
            text = f"<em>{text}</em>" if run.em else text
            text = f"<strong>{text}</strong>" if run.strong else text
        else:
            text = f"{stars}{text}{stars}"
    return f"{lead}{text}{trail}"
