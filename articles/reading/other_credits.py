"""Removes from a byline those who made pictures, translated, edited or helped."""

import re

#: Who made the pictures is no author of the text.
_PICTURES = re.compile(
    r"(?:^|[\s|·,/–—-]+)\(?(?:fotos?|photos?|photographs?|photography|bild(?:er)?|"
    r"fotografías?|illustrations?|video|graphics?)(?:\s*:|\s+(?:by|von|par|por|de)\b).*$",
    re.IGNORECASE,
)
#: Who translated, edited or checked a text did not write it.
_OTHER_WORK = re.compile(
    r"^\W*(?:(?:medically|technically)\s+)?(?:translat|edit|review|fact[ -]check|"
    r"illustrat|photograph|produc|narrat|adapt|present|sponsor|introduc)(?:ed|d)\b.{0,40}?\bby\b|"
    r"^\W*(?:traduit|illustré|relu|photographié)\w*\b.{0,40}?\bpar\b|"
    r"^\W*(?:(?:übersetzt|illustriert|redigiert)|aus dem \w+en)\b.{0,20}?\bvon\b|"
    r"^\W*(?:traducid|traducción|editad|ilustrad|fotografiad)\w*\b"
    r".{0,30}?\b(?:por|de)\b|"
    r"^\W*(?:translat(?:ion|or)|editor|traduction|traducción|übersetzung|redaktion|"
    r"lektorat|producer)\s*:",
    re.IGNORECASE,
)
#: Words after a name that mean somebody else: the writer of another's story.
_AFTER_NAMES = re.compile(
    r"^special to\s.*$|(?:\s+|\s*[,|;(–—-]\s*)"
    r"(?:special to\s|as told to\s|(?:translated|edited)\s).*$"
    r"|\.\s+(?:translated|edited)\s.*$",
    re.IGNORECASE,
)
#: Others than those who are named.
_OTHERS = re.compile(
    r"(?:,?\s+(?:and|und|et|y)\s+(?:others|andere|autres|otros|colleagues|agencies)|"
    r",?\s+et al\.?|,?\s+(?:u\.\s?a\.|with agencies|avec (?:les )?agences|"
    r"mit agenturen|con agencias))\s*$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributed|contributing to|beigetragen|(?:a|ont) contribué|contribuy\w+)\b",
    re.IGNORECASE,
)


def is_other_work(line: str) -> bool:
    """Return whether a line names who did something else: “Translated by Ann Lee”."""
    return _OTHER_WORK.match(line) is not None or _CONTRIBUTED.search(line) is not None


def without_others(line: str) -> str:
    """Return a byline without “and others”, “as told to …”, “Photos: …”."""
    return _OTHERS.sub("", _AFTER_NAMES.sub("", _PICTURES.sub("", line)))
