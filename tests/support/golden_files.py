"""The golden files: forty references in each style, as Markdown.

Write them again with the following command, then review each line that changed:

    python -m tests.support.golden_files
"""

from pathlib import Path

from quotes.citations.csl_citation import format_citations
from quotes.citations.styles import find_style
from tests.support.forty_references import FORTY

FOLDER = Path(__file__).parents[1] / "golden"
#: {file name: id of the style}.
GOLDEN = {
    "apa": "apa",
    "mla": "modern-language-association",
    "chicago-author-date": "chicago-author-date",
    "chicago-notes-bibliography": "chicago-notes-bibliography",
    "harvard-cite-them-right": "harvard-cite-them-right",
    "ieee": "ieee",
    "vancouver": "nlm-citation-sequence",
    "american-medical-association": "american-medical-association",
}


def golden(style_id):
    """Return the text of a golden file: entries, and citations of article and quote.

    No two references are disambiguated ("2025a"), so each entry is the same as alone,
    except for its number.
    """
    style = find_style(style_id)
    references = list(FORTY.values())
    articles = format_citations(references, style, "article")
    quotes = format_citations(references, style, "quote")
    entries = dict(zip(articles.works, articles.bibliography, strict=True))
    assert quotes.bibliography == articles.bibliography
    lines = []
    for place, (about, reference) in enumerate(FORTY.items()):
        entry = entries.get(reference.work.key)
        lines += [
            f"{about}",
            f"  entry    {entry.markdown if entry else '(none)'}",
            f"  article  {articles.in_text[place].markdown}",
            f"  quote    {quotes.in_text[place].markdown}",
        ]
        if quotes.notes[place]:
            lines.append(f"  note     {quotes.notes[place]}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for name, style_id in GOLDEN.items():
        (FOLDER / f"{name}.txt").write_text(golden(style_id), encoding="utf-8")
