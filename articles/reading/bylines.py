"""Reads the names of a byline: “By Noor de Wit and John Smith Jr. in London”."""

import re

from articles.characters import UNSPACED
from articles.names import Name
from articles.names.words import PARTICLES
from articles.reading.byline_names import (
    NO_PERSON,
    ORGANISATION,
    are_family_names,
    read_name,
    recase,
)
from articles.reading.gazetteer import is_place
from articles.reading.other_credits import is_other_work, without_others

#: Words before a name in a byline, in many languages.
_BY = re.compile(
    r"^\s*(?:"
    r"(?:(?:words|text|story|report|reporting|reported|written|posted|published|"
    r"submitted|created|opinion|analysis|interview|as told|compiled)\s+)?(?:to\s+)?by|"
    r"from(?=\s+(?:[A-Z][\w’'-]+\s+){2}in\s)|"
    r"(?:(?:ein\w*\s+)?(?:\w+bericht|\w*analyse|\w*beitrag|\w*kommentar|interview|"
    r"protokoll|reportage|texte?|"
    r"erstellt|geschrieben|verfasst|veröffentlicht|eingestellt|essay|"
    r"glosse|kolumne|porträt)\s+)?von|"
    r"(?:das\s+)?(?:gespräch|interview) führten?|die fragen stellten?|"
    r"mit\s+(?:[\w’'.-]+\s+){1,4}sprach(?:en)?|(?:aufgezeichnet|protokolliert) von|"
    r"entretien (?:mené|réalisé|conduit) par|entrevista (?:de|por)|interview(?=\s*:)|"
    r"(?:propos\s+)?recueillis?\s+par|"
    r"(?:un[e]?\s+\w+\s+|publié |écrit |rédigé |posté )?par|textes?|texto[s]?|"
    r"(?:escrito\s+|publicado\s+|una?\s+\w+\s+)?por|"
    r"di|da|door|av|af|автор(?:ы)?|текст|от|przez|napisał(?:a)?|"
    r"author(?:s)?|autor(?:en|es|a|as|i|in)?|auteur(?:e|s|es)?|"
    r"بقلم|كتب(?:ت)?|نویسنده|מאת|लेखक|द्वारा|記者|文|作者)"
    r"(?:\s*[::／/]\s*|\s+)"
    r"|^\s*(?:authors?|autor(?:es|a)?|auteure?s?),\s+(?=[A-ZÀ-Þ])"
    r"|^\s*(?:(?:words|text|story|texto|reporting|as told to)\s*(?::\s*|(?<=to)\s+))",
    re.IGNORECASE,
)
#: Between two names. The groups tell “and” from “y”, “e” and “i”, which also join the
#: two family names of one person, and both from a comma.
_BETWEEN = re.compile(
    r"\s*(?P<firm>;|\||•|·|、|،|\sو\s|\s[/+]\s)\s*"
    r"|\s*(?P<comma>,)(?!\s*(?:Jr|Sr|II|III|IV|V|Esq)\b\.?)\s*(?:(?:and|und|et|y)\s+)?"
    r"|\s*(?P<and>\b(?:and|und(?!\s+zu\s)|et|en|og|och|и|та|with|mit|avec|con)\b|&)\s*"
    r"|\s+(?P<joint>[yei])\s+",
    re.IGNORECASE,
)
#: News agencies, which sign what they report. As authors they are whole.
_AGENCY = re.compile(
    r"(?:the\s+)?(?:reuters|afp|agence france[ -]presse|dpa|deutsche presse-agentur|ap|"
    r"associated press|efe|agencia efe|ansa|apa|kna|epd|sid|pti|upi|ani|xinhua|tass|"
    r"bloomberg|pa media|press association|europa press|belga|ats|sda|"
    r"keystone-(?:sda|ats)|notimex|télam|kyodo|yonhap|canadian press)",
    re.IGNORECASE,
)
#: A signature that names nobody.
_NOBODY = re.compile(
    r"(?:(?:our|the|a|la|die|der|el|unser\w*|web|news|online|digital|wire|own)\s+)*"
    r"(?:(?!(?:reuters|afp|ap|dpa|efe|upi)\s)(?:[\w’'-]+\s+){0,3}staff(?:\s+(?:reports?|reporters?|writers?))?"
    r"(?:\s+and\s+(?:news\s+|wire\s+)?agenc(?:ies|y))?(?:\s+in\s+.*)?|"
    r"(?:staff\s+)?(?:and\s+)?(?:news\s+|wire\s+)?agencies|"
    r"(?:tribune\W+|un\s+|une\s+)?(?:collectif|kollektiv|colectivo)(?:\s+d.*)?|"
    r"desk|newsroom|redaktion|rédaction|redacción|admin|administrator|editor|"
    r"webmaster|guest|anonymous|user|team|others|et al\.?|agenturen|agences|"
    r"agencias|editorial|news ?desk|staff reports?|online|unknown|root|author)",
    re.IGNORECASE,
)
#: “Redacción La Ronda” is the desk of an outlet.
_DESK = re.compile(
    r"(?:(?:la|die|the)\s+)?(?:redacción|rédaction|redaktion|newsroom)\b.*",
    re.IGNORECASE,
)
#: A role in a byline, instead of a name or after it.
_ROLE = re.compile(
    r"(?:[\w’'&-]+\s+){0,4}(?:staff|writers?|correspondents?|reporters?|editors?|contributors?|"
    r"columnists?|journalists?|journaliste?s?|correspondante?s?|"
    r"envoyée?s?(?: spéciale?s?)?|korrespondent(?:in|en)?|reporter(?:in)?|"
    r"redakteur(?:in)?|redaktor(?:in)?|corresponsal(?:es)?|redactora?|periodista|"
    r"(?:senior |executive )?(?:vp|vice[ -]president)|ceo|cto|cfo|chief \w+ officer|"
    r"head|manager|engineer|analyst|fellow|lecturer|(?:co-?)?founder|"
    r"enviad[oa] especial|professor(?:in)?|director[a]?)"
    r"(?:(?:\s+(?:in|at|for|of|à|au|aux|en|de|bei|für|del?)|,)\s+.*)?",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,3}\.?){2,4}|(?:Ph|Ed|Psy)\.?\s?D\.?|[A-Z]{2,5}"
)
_DEGREE_AFTER = re.compile(r"(?:,?\s+(?:MD|M\.D\.|PhD|Ph\.D\.|RN|MBA|JD|DDS|MSc))+$")
_TITLE_BEFORE = re.compile(
    r"^(?:(?:dr|prof|dra|mr|mrs|ms|mme|hon|rev|dipl-ing)\b\.?[\s]+)+|"
    r"^(?:(?:the\s+)?(?:vice |deputy |prime )?(?:president|minister|governor|senator|"
    r"secretary|ambassador|mayor|chancellor|congress(?:wo)?man|representative|sir|dame|"
    r"(?:bundes)?(?:präsident|kanzler|minister)(?:in)?|bürgermeister(?:in)?|"
    r"présidente?|ministre|presidenta|ministr[oa]|alcald(?:e|esa))\s+)"
    r"(?=[A-ZÀ-Þ]\S*\s+[A-ZÀ-Þa-z])",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?:\s+|\s*[,|–—-]\s*)for\s+(?:the\s+)?[A-Z].*$"
    r"|\s+@\w+.*$|\s+\S+@\S+.*$|\s*[,–—-]?\s*\bedit(?:ing|ed)\s+by\b.*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r",?\s+(?:in|à|au|aux|en|aus|bei|from|desde|depuis|reporting from)\s+"
    r"(?!(?:der|den|dem|des)\b)[A-ZÀ-Þ].*$"
)
#: A country of two words, which “and” must not split.
_JOINT_PLACE = re.compile(r"\s+(?:in|en|à)\s+([A-Z]\w+ (?:and|et|und|y) [A-Z]\w+)")
#: The outlet that a name works for, and a role before a name.
_WORKS_FOR = re.compile(r"(?<=\w\s)(?<!\sfor\s)\b(?:of|for|from) (?:the )?[A-Z].*$")
_ROLE_BEFORE = re.compile(
    r"^(?:(?:our|unser\w*|notre|nuestr[ao]|the)\s+)?(?:\w+\s+)?(?:correspondent|reporter|"
    r"writer|editor|korrespondent(?:in)?|reporter(?:in)?|redakteur(?:in)?|"
    r"correspondante?|corresponsal|redactora?)\s+(?=[A-ZÀ-Þ][\w’'-]+\s+[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\s+(?:bbc news|cnn|npr|reuters|afp|dpa)$", re.IGNORECASE)


def read_byline(line: str) -> list[Name]:
    """Return the names of a byline, in order; [] if it names nobody.

    Leaves out what belongs to the names: places, roles, degrees, addresses, “Special to
    The Post”. An agency that signs (“AFP”) is one whole name; a desk is nobody.
    """
    line = " ".join(line.split()).strip(" |·,/–—-")
    if is_other_work(line):
        return []
    said = says_by(line)
    line = without_others(line)
    line = _without_brackets(_BY.sub("", line))
    line = without_others(line)
    line = _join(line)
    if ";" in line:
        parts = [name for part in line.split(";") for name in read_byline(part)]
        return list(dict.fromkeys(parts))[:30]
    line = _JOINT_PLACE.sub(lambda found: "" if is_place(found[1]) else found[0], line)
    if not ORGANISATION.search(line):
        line = _ENDING.sub("", line).strip()
        if (found := _WORKS_FOR.search(line)) and len(
            line[: found.start()].split()
        ) > 1:
            line = line[: found.start()].strip()
    signer = line.strip(" .,")
    agency = is_agency(re.sub(r"\s+staff$", "", signer, flags=re.IGNORECASE))
    if (
        not signer
        or _NOBODY.fullmatch(signer)
        or (_ROLE.fullmatch(signer) and not agency)
    ):
        return []
    if not (pieces := _split(line)):
        return []
    if whole := _read_inverted(line, pieces):
        return [whole]
    names: list[Name] = []
    for place, (piece, before) in enumerate(pieces):
        alone = len(pieces) == 1 or place == 0 or all(map(is_agency, dict(pieces)))
        name = _read_piece(piece, before, alone=alone, said=said)
        if name and name not in names:
            names.append(name)
    return _share_family(pieces, names)[:30]


def _join(line: str) -> str:
    """Turn slashes and dashes between names and places into commas."""
    if not all(map(is_agency, line.split("/"))):
        line = re.sub(r"(?<=\w)/(?=\w)", ", ", line)
    return re.sub(r"\s[–—-]\s", ", ", line)


def _without_brackets(line: str) -> str:
    """Remove nicknames (“Richard (RJ) Eskin”) and what else is in brackets."""
    line = re.sub(r"\s*[(<\[]([^)>\]]*)[)>\]]", " ", line) if line[:1] != "(" else line
    line = re.sub(r"\s*[(<\[][^)>\]]*$", "", line)
    return " ".join(line.strip(" ()[]<>").split()).replace(" ,", ",")


def _split(line: str) -> list[tuple[str, str]]:
    """Return pieces, each with what is before it: "", ",", "and" or ";"."""
    if _is_organisation(line):
        return [(line.strip(" ."), "")]
    pieces: list[tuple[str, str]] = []
    start, before = 0, ""
    for found in _BETWEEN.finditer(line):
        piece = line[start : found.start()].strip()
        if found["joint"]:
            following = re.split(r"[,;|]|\s[yei]\s", line[found.end() :], maxsplit=1)[0]
            # “José Ortega y Gasset” is one person, “Blas Otero y Nuria Sanz” are two.
            if len(following.split()) < 2:
                continue
        if piece:
            pieces.append((piece, before))
        start = found.end()
        before = "," if found["comma"] else "and" if not found["firm"] else ";"
    if last := line[start:].strip():
        pieces.append((last, before))
    return _join_inverted(pieces)


def _join_inverted(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join “Roe” and “Jane” of “Roe, Jane, and Ben Low” and of “Roe, J., Low, B.”."""
    joined: list[tuple[str, str]] = []
    if len(pieces) < 3:
        return pieces
    for piece, before in pieces:
        family = joined[-1][0] if joined else ""
        if (
            before == ","
            and len(piece.split()) == len(family.split()) == 1
            and not (is_place(piece) or is_agency(piece) or is_agency(family))
            and not re.fullmatch(r"[A-Z]{2,}", piece)
            and (family[0].isupper() and piece[0].isupper())
        ) or (before == "," and are_family_names(family, piece)):
            joined[-1] = f"{family}, {piece}", joined[-1][1]
        else:
            joined.append((piece, before))
    return joined


def _is_organisation(line: str) -> bool:
    """Return whether it is one organisation: “Center for Law and Justice”."""
    head = re.split(r",|;|\||\s(?:and|und|et|y|&)\s", line, maxsplit=1)[0]
    if _ROLE.fullmatch(head) or _AGENCY.fullmatch(head.strip()):
        return False
    if re.search(r"\b(?:in|à|en|aus)\s", head) and not ORGANISATION.match(head):
        return False
    found = ORGANISATION.search(head)
    # In “Jane Roe BBC News” a person comes first.
    return bool(found) and not re.search(r",", line) and not _LABELLED.search(head)


def _read_piece(piece: str, before: str, *, alone: bool, said: bool) -> Name | None:
    piece = _TITLE_BEFORE.sub("", _DEGREE_AFTER.sub("", piece)).strip(" -–—") or piece
    piece = _ROLE_BEFORE.sub("", piece)
    agency = re.sub(r"\s+staff$", "", piece, flags=re.IGNORECASE)
    if _AGENCY.fullmatch(agency):
        # “Jane Roe, Reuters” says whom she works for; “AFP” and “with AFP” sign.
        return None if before == "," and not alone else Name(literal=agency)
    if "/" in piece and all(_AGENCY.fullmatch(part) for part in piece.split("/")):
        return Name(literal=piece)
    if (
        _NOBODY.fullmatch(piece)
        or _DESK.fullmatch(piece)
        or re.search(r"\b[Ss]taff$", piece)
    ):
        return None
    if _is_organisation(piece):
        return None if before == "," and not alone else read_name(piece)
    piece = _LABELLED.sub("", _PLACE.sub("", piece)).strip(" ,-–—")
    piece = re.sub(
        r"^(?:[a-zà-ÿ]+\s+)+(?=[A-Z][\w’'-]+\s+[A-Z])", _keep_particles, piece
    )
    words = piece.split()
    if (
        not words
        or len(words) > 7
        or words[0] in ("in", "à", "en", "aus", "from", "desde", "depuis")
        or re.search(r"\d|https?:|www\.", piece)
        or _ROLE.fullmatch(piece)
    ):
        return None
    if not alone and (
        is_place(piece)
        or (before == "," and len(words) == 1 and not _WIDE.search(piece))
    ):
        return None  # a place, an outlet, a degree
    if alone and is_place(piece) and not said:
        return None  # “Benito Juárez” is a town too, but “By Benito Juárez” names him
    if before and (
        (_DEGREE.fullmatch(piece) and before == ",") or NO_PERSON.search(piece)
    ):
        return None  # a degree, an outlet
    return read_name(recase(piece))


_CAPITALISED = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:[a-z]{1,3}\s){0,2}[A-ZÀ-Þ][\w’'.-]*){1,3}"
)
#: Words at the beginning of headings and buttons.
_NO_NAME = re.compile(
    r"(?:about|contacts?|more|read|related|share|follow|photo|dear|über|mehr|à propos|"
    r"cher|chère|sobre|querid[oa]|estimad[oa]|liebe[r]?|the|"
    r"press|media|article|peer-reviewed|download|print|sign|log|view|see|click|also|next|previous)\s",
    re.IGNORECASE,
)
#: Scripts in which a name may be one word.
_WIDE = re.compile(f"[\u0600-\u06ff{UNSPACED}\uac00-\ud7af]")


def _keep_particles(found: re.Match[str]) -> str:
    words = found[0].split()
    return found[0] if all(word in PARTICLES for word in words) else ""


def _read_inverted(line: str, pieces: list[tuple[str, str]]) -> Name | None:
    """Return one name that has its family name first: “Berg, Jan van der”."""
    if len(pieces) != 2 or pieces[1][1] != "," or line.count(",") != 1:
        return None
    family, given = pieces[0][0], pieces[1][0]
    if (
        _AGENCY.fullmatch(given)
        or NO_PERSON.search(line)
        or _DEGREE.fullmatch(given)
        or _ROLE.fullmatch(given)
    ):
        return None
    is_family = len(family.split()) == 1 or family.split()[0] in PARTICLES
    is_given = len(given.split()) <= 2 or given.split()[-1] in PARTICLES
    inverted = is_family and is_given and not is_place(given)
    if not inverted and not are_family_names(family, given):
        return None
    return read_name(recase(line))


def _share_family(pieces: list[tuple[str, str]], names: list[Name]) -> list[Name]:
    """Give “Ann and Bob Reed” one family name."""
    if (
        len(pieces) == 2
        and pieces[1][1] == "and"
        and len(names) == 2
        and names[0].literal
        and len(names[0].literal.split()) == 1
        and not _AGENCY.fullmatch(names[0].literal)
        and names[1].family
    ):
        other = names[1]
        return [Name(names[0].literal, other.particle, other.family), other]
    return names


def begin_as_names(names: list[Name]) -> bool:
    """Return whether there are names, which begin with a capital or a particle."""
    return bool(names) and all(
        not str(name)[0].islower() or str(name)[:2] in ("de", "va", "vo", "al", "dp")
        for name in names
    )


def says_by(line: str) -> bool:
    """Return whether a line begins like a byline: “By …”, “Von …”, “بقلم …”."""
    return _BY.match(line) is not None


def is_agency(words: str) -> bool:
    """Return whether words are the name of a news agency: “AFP”, “dpa”."""
    return _AGENCY.fullmatch(words.strip()) is not None


def is_newsroom_desk(words: str) -> bool:
    """Return whether words are a desk, which is nobody: “Staff and agencies”."""
    return _NOBODY.fullmatch(words.strip(" .,")) is not None


def has_role(line: str) -> bool:
    """Return whether a line is a name and a role: “Helen Carr, Staff Writer”."""
    name, _, role = line.partition(", ")
    return (
        len(line) <= 100
        and looks_like_name(recase(name))
        and _ROLE.fullmatch(role.strip(" .")) is not None
    )


def looks_like_name(words: str) -> bool:
    """Return whether words have the form of a person's name, and of nothing else."""
    return (
        _CAPITALISED.fullmatch(words) is not None
        and not _NO_NAME.match(words)
        and not says_by(words)
        and not names_nobody(words)
        and not is_place(words)
    )


def names_nobody(words: str) -> bool:
    """Return whether words name an outlet or an agency rather than a person."""
    return not says_by(words) and (
        NO_PERSON.search(words) is not None or words.startswith("The ")
    )
