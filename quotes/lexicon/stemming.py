"""Stems of English words, which stand for all forms of a word."""

from functools import lru_cache

#: Forms of frequent words, and words that stand for each other in retold sayings.
_SAME = {
    form: word
    for word, forms in {
        "be": "is am are was were been being art wert",
        "have": "has had having hath hast",
        "do": "does did done doing doth dost",
        "go": "goes went gone going",
        "say": "says said saying saith",
        "get": "gets got gotten getting",
        "make": "makes made making",
        "take": "takes took taken taking",
        "give": "gives gave given giving",
        "know": "knows knew known",
        "think": "thinks thought",
        "see": "sees saw seen",
        "come": "comes came coming",
        "find": "finds found",
        "tell": "tells told",
        "keep": "keeps kept",
        "teach": "taught",
        "buy": "bought",
        "lose": "lost",
        "win": "won",
        "live": "lives living lived life",
        "a": "an the",
        "person": "people persons man men woman women human mankind humanity somebody "
        "someone",
        "anyone": "anybody everyone everybody",
        "nobody": "noone",
        "he": "him his himself she her hers herself they them their themselves",
        "you": "your yours yourself thou thee thy ye",
        "we": "us our ours ourselves",
        "i": "me my mine myself",
        "it": "its itself",
        "this": "that these those",
        "who": "which whom whose",
        "will": "shall would should wilt shalt",
        "can": "could may might canst",
        "must": "ought",
        "child": "children",
        "good": "better best well",
        "bad": "worse worst",
        "more": "most",
        "less": "least",
        "big": "bigger biggest large larger great greater greatest",
        "2": "two second twice",
        "1": "one single once",
        "3": "three",
        "4": "four",
        "5": "five",
        "10": "ten",
        "till": "until",
        "upon": "on",
        "into": "in",
        "though": "although",
        "gray": "grey greys grays",
        "thing": "things something everything anything",
    }.items()
    for form in [word, *forms.split()]
}
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ness",
    "ings",
    "ing",
    "edly",
    "ed",
    "ely",
    "ly",
    "eth",
    "ers",
    "er",
    "est",
    "ies",
    "es",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """Return a word without its ending, the same for forms of one word."""
    if key in _SAME:
        return _SAME[key]
    if len(key) < 4 or not key.isascii():
        return key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            root = key[: -len(ending)]
            if ending in ("s", "es") and key.endswith("ss"):
                return key
            if ending == "ies":
                return root
            if root[-1:] == root[-2:-1] and root[-1] not in "lsz":
                root = root[:-1]
            return _american(root.removesuffix("e") if len(root) > 3 else root)
    return _american(key)


def _american(root: str) -> str:
    """Return a stem in American spelling: honor, realiz."""
    if len(root) > 4 and root.endswith("our"):
        return f"{root[:-2]}r"
    return f"{root[:-1]}z" if len(root) > 4 and root.endswith("is") else root
