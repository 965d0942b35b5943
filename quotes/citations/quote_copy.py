"""A quote with its citation, to copy in one go: text, HTML and Markdown.

The words come first, then who said them, the citation in the text, and the address
where the quote can be checked. A doubt about the attribution comes before the words.
"""

from html import escape

from quotes.citations.attribution import speaker_line
from quotes.citations.reference import Quoted, collapse_whitespace, quotation
from quotes.citations.text import StyledRun, Text, text_of
from quotes.citations.uris import ascii_address


def quote_with_citation(quoted: Quoted, citation: Text, caution: str = "") -> Text:
    """Return the words of a quote with the citation of it in a text.

    `caution` is the warning that a citation begins with, or "".
    """
    lines = printed_lines(quoted)
    if quoted.kind == "indirect":
        lines[0] = f"Paraphrase: {lines[0]}"
    who = _who(quoted)
    return Text(
        plain="\n".join(
            filter(None, (caution, *lines, f"— {who}", citation.plain, quoted.url))
        ),
        html=_html(quoted, lines, who, citation, caution),
        markdown=_markdown(quoted, lines, who, citation, caution),
    )


def _html(
    quoted: Quoted, lines: list[str], who: str, citation: Text, caution: str
) -> str:
    url = escape(quoted.url)
    first = f"<p><strong>{escape(caution)}</strong></p>\n" if caution else ""
    lang = f' lang="{escape(quoted.language)}"' if quoted.language else ""
    cite = f' cite="{url}"' if url else ""
    link = f'<br>\n<a href="{url}">{url}</a>' if url else ""
    words = "<br>\n".join(map(escape, lines))
    return (
        f'{first}<blockquote{cite}{lang} dir="auto"><p>{words}</p></blockquote>\n'
        f"<p>— {escape(who)}<br>\n{citation.html}{link}</p>"
    )


def _markdown(
    quoted: Quoted, lines: list[str], who: str, citation: Text, caution: str
) -> str:
    """Return a block quote, in the Markdown that Obsidian, Notion and GitHub share."""
    first = f"**{_plain(caution)}**\n\n" if caution else ""
    words = "\n".join(f"> {_plain(line)}  " for line in lines).rstrip(" ")
    # Not <address>, nor one in angle brackets, which Notion does not read.
    address = ascii_address(quoted.url).replace("(", "%28").replace(")", "%29")
    link = f"  \n[{_plain(quoted.url)}]({address})" if quoted.url else ""
    return f"{first}{words}\n\n— {_plain(who)}  \n{citation.markdown}{link}"


def _plain(text: str) -> str:
    return text_of([StyledRun(text)]).markdown


def printed_lines(quoted: Quoted) -> list[str]:
    """Return the words line by line, in quotation marks if printed in such."""
    text = "\n".join(filter(None, map(collapse_whitespace, quoted.exact.splitlines())))
    if quotation(quoted) != quoted.text:
        text = f"“{text}”"
    return text.split("\n")


def _who(quoted: Quoted) -> str:
    """Return the speakers with their roles, and first those in doubt."""
    return speaker_line(
        [
            (f"{who.name}, {who.role}".removesuffix(", "), who.standing)
            for who in quoted.speakers
        ]
    )
