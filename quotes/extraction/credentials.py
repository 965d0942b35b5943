"""Degrees, honours and licences after a name: "Ann Lowe, M.D., FACS".

In: `Tokens` and a comma after a name. Out: where they end. They are nobody's name.
"""

import re

from quotes.extraction.tokens import Tokens

_KNOWN = frozenset(
    "md phd dphil do dds dmd dvm dnp np pa rn lpn bsn msn aprn cnm pharmd psyd edd jd "
    "llb llm ba bs bsc ma ms msc mba mph mfa mpa mphil mpp msw lcsw lmft cpa cfa cfp "
    "esq qc kc sc obe cbe mbe kbe dbe gbe om ch mp mep msp mla tds frs frse fba facs "
    "facp faap facc frcp frcs mrcp faan fellow pe aia raia ret sj op osb csc cssp dd "
    "od dpm dc dpt otr ccc rd ldn cbc bem gc vc dso dsc dfc qpm rtd".split()
)
#: "FACS", "PhD", "MSc", "D.Phil.", "PMHNP-BC".
_SHORT = re.compile(r"[A-Z]{2,6}[a-z]{0,2}|[A-Z][a-z]{0,3}[A-Z]|[A-Z]{2,6}-[A-Z]{1,4}")
_CLOSING = frozenset((",", ".", ":", ";", ")", "(", "-", "–", "—"))
_HONOURS = ["(", "hons", ")"]
#: Words before a credential in which the name begins, at most.
_MAX_NAME_WORDS = 4


def is_known(word: str) -> bool:
    """Return whether a word is a common credential in its usual letters."""
    bare = word.replace(".", "")
    return bare.lower() in _KNOWN and (
        bare == "Esq" or (bare[0].isupper() and sum(map(str.isupper, bare)) > 1)
    )


def _is_short(word: str) -> bool:
    return word[0].isupper() and bool(_SHORT.fullmatch(word.replace(".", "")))


def credentials_end(tokens: Tokens, comma: int) -> int:
    """Return where the credentials after a name end, or `comma` if there are none.

    `comma` is the word after the name. Rare ones count only after somebody's given
    name or title, and before a sign: not "After talks with Ann Lowe, | NATO said".
    """
    words, size = tokens.words, len(tokens.words)
    if (
        not 0 < comma < size - 1
        or words[comma] != ","
        or tokens.tags[comma - 1] != "CP"
    ):
        return comma
    end, personal = comma, None
    while end + 1 < size and words[end] == "," and tokens.quote[end + 1] < 0:
        at = end + 1
        # "Reed, C. J."
        at += words[at + 1 : at + 2] == ["J."] and words[at] in (
            "C.",
            "P.",
            "L.",
            "Ch.",
        )
        closed = at + 1 == size or words[at + 1] in _CLOSING or tokens.opens(at + 1)
        if closed and words[at] in tokens.language.JUDGES:
            pass
        elif is_known(words[at]):
            if not closed and words[at] in ("MP", "MEP", "DO", "MA", "PA", "MS"):
                break
        elif not (closed and _is_short(words[at])):
            break
        else:
            if personal is None:
                personal = _is_person(tokens, comma)
            if not personal:
                break
        end = at + 1
        if tokens.lower[end : end + 3] == _HONOURS:
            end += 3
    return end


def name_end(tokens: Tokens, first: int, last: int) -> int:
    """Return where a name ends without credentials: "Ann Lowe | QC"."""
    if last - first < 3:
        return last
    end = last
    while end - first > 2 and is_known(tokens.words[end - 1]):
        end -= 1
    return last if tokens.words[end - 1].isupper() else end


def _is_person(tokens: Tokens, end: int) -> bool:
    """Return whether a title or given name with a surname ends here."""
    language = tokens.language
    if tokens.words[end - 1].isupper():
        return False
    first = end - 1
    while (
        first > 0 and end - first < _MAX_NAME_WORDS and tokens.tags[first - 1] == "CP"
    ):
        first -= 1
    return end - first > 1 and any(
        tokens.lower[at] in language.TITLES or language.sex_of(tokens.words[at])
        for at in range(first, end - 1)
    )
