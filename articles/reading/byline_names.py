"""Reads one printed name of a byline, and recognises names of organisations."""

import re

from articles.names import Name, propose
from articles.names.lists import family_names, fold_name, is_given_name
from articles.names.orders import recase_words
from articles.names.words import (
    CAPITAL_PARTICLES,
    INITIALS,
    PARTICLES,
    STYLES,
    recase_word,
)
from articles.reading.gazetteer import is_place

#: Words in names of organisations.
ORGANISATION = re.compile(
    r"\b(?:agenc[ye]\w*|agencias?|agentur\w*|alliance|associat\w+|assoziation|board|"
    r"bureau|cent(?:er|re)s?|centro|committee|comité|commission|comisión|company|"
    r"confederation|consortium|consejo|corporation|corp|llc|plc|ag|kgaa|sarl|council|county|department|"
    r"departamento|direction|federation|fédération|federación|foundation|fondation|"
    r"fundación|gmbh|government|group|inc|institut\w*|instituto|journal|league|"
    r"library|ltd|magazine|media|ministry|ministère|ministerio|ministerium|museum|"
    r"network|news\w*|office|organi[sz]ation|organización|partei|party|partnership|"
    r"police|presse?\w*|project|redaktion|rédaction|redacción|school|service|"
    r"sociedad|société|society|stiftung|syndicate|times|tribune|trust|union|"
    r"universi\w+|verband|verein|workers|bbc|cnn|npr)\b",
    re.IGNORECASE,
)
#: Words in names of organisations, outlets and desks, and in roles, not of persons.
NO_PERSON = re.compile(
    rf"{ORGANISATION.pattern}|\b(?:admin\w*|anonymous|correspondents?|courier|desk|"
    r"editors?|editorial|gazette|guest|herald|post|reporters?|staff|team|writers?)\b",
    re.IGNORECASE,
)


def read_name(printed: str, *, organisation: bool = False) -> Name | None:
    """Return one name in parts, or None if there is none.

    “Dickens, Sean” is read with the family name first. A single word, an organisation
    and a name in a script of unknown order stay whole.
    """
    name = " ".join(printed.split()).strip(" ,;:·•|/")
    name = re.sub(r"(?<=[a-zà-ÿ]{4})\.$", "", name)
    if not name or len(name) > 200 or not any(sign.isalpha() for sign in name):
        return None
    whole = organisation or len(name.split()) > 7 or NO_PERSON.search(name) is not None
    found = propose(name, organisation=whole).name
    if not found.literal and "," not in name and name.startswith(found.family):
        # Bylines are printed in the order of their parts: “Xi Jinping” stays whole.
        return Name(literal=name)
    return found


#: These may begin the name of an outlet or of a place: “Le Monde, Paris”.
_ARTICLES = frozenset("Le La Les Lo El Los Las Das San Santa".split())


def are_family_names(words: str, given: str) -> bool:
    """Return whether words are family names before a given one: “Vargas Llosa”.

    “Ann Lowe” is not, nor is “Adaeze Okafor” before “Jane Roe” or “Florence”.
    """
    names, (first, *others) = recase(words).split(), recase(given).split()
    before = all(word in CAPITAL_PARTICLES | PARTICLES for word in names[:-1])
    if (
        not (len(names) == 2 or (before and len(names) > 2))
        or is_given_name(names[0])
        or "," in words
        or is_place(words)
        or names[0].casefold() in STYLES
    ):
        return False
    # “Martin” and “Vincent” are places too.
    known = before or fold_name(names[0]) in family_names("es")
    if is_place(given) and (not known or names[0] in _ARTICLES):
        return False
    return (is_given_name(first) or INITIALS.fullmatch(first) is not None) and all(
        INITIALS.fullmatch(word) or (known and is_given_name(word)) for word in others
    )


def is_account(name: Name) -> bool:
    """Return whether a name is that of an account: “hcarr”, “web_team2”."""
    word = name.literal
    return (
        bool(word)
        and " " not in word
        and (word.islower() or "_" in word or word[-1].isdigit())
        and word.isascii()
        and word not in ("dpa", "afp", "epd", "sda", "sid", "ots")
    )


def recase(name: str) -> str:
    """Return a name in ordinary letters if it is printed in capitals.

    “NOOR DE WIT” becomes “Noor de Wit”. Initials and single words stay.
    """
    words = name.split()
    if (
        1 < len(words) <= 4
        and not words[0].isupper()
        and words[-1].isupper()
        and len(words[-1]) > 3
        and not NO_PERSON.search(name)
    ):  # “Luc FERRAND”, “Gwénaëlle LE BIHAN”
        first = next(n for n in range(len(words)) if all(map(str.isupper, words[n:])))
        for place in range(first, len(words)):
            article = words[place].casefold() in ("le", "la", "les", "lo", "los")
            words[place] = recase_word(words[place], inside=not article)
        return " ".join(words)
    long = [word for word in words if sum(map(str.isalpha, word)) > 2 or len(word) > 3]
    if len(words) < 2 or not long or not name.isupper() or NO_PERSON.search(name):
        return name
    return " ".join(recase_words(words))
