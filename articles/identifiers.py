"""DOI, ISBN and ISSN: what they look like, and whether their check digits are right.

Sources: DOI Handbook, 2.2 and 2.4 (a DOI ignores case); ISBN Users' Manual, appendix 1
(check digits of 10 and of 13 digits); ISO 3297 (ISSN). Each function takes an
identifier as typed or as printed on a page and returns the form to store, or raises
ValueError with a sentence for the editor.
"""

import re
from typing import Final

from articles.characters import DASHES

_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
#: Prefixes of a DOI on pages and in files.
_DOI_PREFIX: Final = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*|info:doi/)", re.IGNORECASE
)
_ISBN_PREFIX: Final = re.compile(
    r"(?:urn:isbn:|isbn(?:-1[03])?\s*:?\s*)", re.IGNORECASE
)
_ISSN_PREFIX: Final = re.compile(
    r"(?:urn:issn:|(?:e-?|p-?)?issn(?:-l)?\s*:?\s*)", re.IGNORECASE
)
_SEPARATORS: Final = re.compile(rf"[\s{DASHES}]+")


def clean_doi(text: str) -> str:
    """Return a DOI in lower case without an address before it: “10.1000/182”."""
    doi = _without(_DOI_PREFIX, text).lower()
    if not _DOI.fullmatch(doi):
        raise ValueError(
            "This is no DOI. It begins with 10. and has a slash, such as 10.1000/182."
        )
    return doi


def clean_isbn(text: str) -> str:
    """Return an ISBN of 13 digits without hyphens; one of 10 digits is converted."""
    digits = _SEPARATORS.sub("", _without(_ISBN_PREFIX, text)).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        if _sum_of(digits) % 11:
            raise ValueError(_wrong("ISBN"))
        body = f"978{digits[:9]}"
        return f"{body}{_check_13(body)}"
    if not re.fullmatch(r"97[89]\d{10}", digits):
        raise ValueError(
            "This is no ISBN. It has 13 digits and begins with 978 or 979, or has 10."
        )
    if _check_13(digits[:12]) != digits[12]:
        raise ValueError(_wrong("ISBN"))
    return digits


def clean_issn(text: str) -> str:
    """Return an ISSN with its hyphen: “0317-8471”."""
    digits = _SEPARATORS.sub("", _without(_ISSN_PREFIX, text)).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        raise ValueError("This is no ISSN. It has 8 digits, such as 0317-8471.")
    if _sum_of(digits) % 11:
        raise ValueError(_wrong("ISSN"))
    return f"{digits[:4]}-{digits[4:]}"


#: The functions by the name of the article's field.
CLEANERS: Final = {"doi": clean_doi, "isbn": clean_isbn, "issn": clean_issn}


def _without(prefix: re.Pattern[str], text: str) -> str:
    text = text.strip()
    found = prefix.match(text)
    return text[found.end() :].strip() if found else text


def _sum_of(digits: str) -> int:
    """Return the sum of digits times their places from the right; X is 10."""
    return sum(
        place * (10 if digit == "X" else int(digit))
        for place, digit in enumerate(reversed(digits), start=1)
    )


def _check_13(digits: str) -> str:
    total = sum(int(each) * (3 if n % 2 else 1) for n, each in enumerate(digits))
    return str(-total % 10)


def _wrong(name: str) -> str:
    return (
        f"A digit of this {name} is wrong: its last digit does not agree with the "
        "others. Compare it with the source."
    )
