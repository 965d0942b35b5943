"""Recognises the names of outlets, and removes them from titles."""

import re

from articles.reading.bylines import is_agency

#: Words in names of outlets, in English, French, German and Spanish.
_OUTLET = re.compile(
    r"\b(?:times|post|courier|herald|gazette|tribune|journal|news|magazine|press|"
    r"chronicle|observer|register|ledger|mercury|daily|weekly|inquirer|sentinel|bulletin|"
    r"examiner|advertiser|monitor|review|telegraph|telegram|guardian|independent|\w*zeitung|\w*blatt|"
    r"\w*bote|\w*anzeiger|\w*kurier|\w*nachrichten|\w*rundschau|\w*presse|\w*spiegel|"
    r"\w*post|monde|[ée]cho|matin|figaro|d[ée]p[êe]che|quotidien|courrier|gazette|"
    r"lib[ée]ration|diario|peri[óo]dico|faro|mundo|gaceta|noticias|correo|heraldo|"
    r"vanguardia|bbc|cnn|npr|tv|radio)\b",
    re.IGNORECASE,
)


def is_outlet(words: str) -> bool:
    """Return whether words have the form of an outlet's name: “The Hope Courier”."""
    parts = words.split()
    return (
        0 < len(parts) <= 6
        and (_OUTLET.search(words) is not None or is_agency(words))
        and all(part[0].isupper() or len(part) <= 3 for part in parts)
        and words[-1] not in ".,;:?!"
    )


def split_outlet(title: str, outlet: str = "") -> tuple[str, str]:
    """Return a title without the outlet's name at its end or beginning, and that name.

    “The mill is sold | Hope Courier” is cut because of its last word, or if `outlet`
    is known to be this; “Love | Hate” is not.
    """
    parts = re.split(r"\s+[|·–—-]\s+|\s*\|\s*", title)
    if len(parts) < 2:
        return title, ""
    for name, rest in (
        (parts[-1], title[: title.rfind(parts[-1])]),
        (parts[0], title[len(parts[0]) :]),
    ):
        rest = rest.strip(" |·–—-")
        known = outlet and _plain(name) == _plain(outlet)
        if rest and (known or (is_outlet(name) and len(rest.split()) >= 2)):
            return rest, name
    return title, ""


def recase_outlet(name: str) -> str:
    """Return an outlet's name in ordinary letters: “THE HOPE COURIER”."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    return " ".join(
        word.capitalize() if len(word) > 3 or word == "THE" else word
        for word in name.split()
    )


def _plain(name: str) -> str:
    return re.sub(r"^the|\W", "", name.casefold())
