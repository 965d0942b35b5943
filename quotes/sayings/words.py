"""The words of a quote for comparing sayings: folded, stemmed and weighted.

A weight is the information of a word in bits, from how many quotes have it. Words of
names before and after the saying (“Murphy’s Law: …”, “… (Mark Twain)”) weigh little.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log2
from pathlib import Path

from articles.characters import is_unspaced
from quotes.lexicon.stemming import stem
from quotes.lexicon.words import FUNCTION_WORDS, NEGATIONS, fold_accents, words_of

#: Longer quotes (words) are compared by their first words only.
MAX_WORDS_COMPARED = 1_500
#: The weight of a word that is in too few quotes for a count to be reliable.
RAREST = 10.0
#: The maximum weight of a function word, of a character of a script without spaces, and
#: of a short word that is in no list.
_FUNCTION, _CHARACTER, _SHORT = 2.5, 4.0, 5.0
#: The weight of words of names, as a share of their own.
_IN_NAME = 0.1

_CONTRACTED = {
    "cannot": "can not",
    "cant": "can not",
    "wont": "will not",
    "shant": "shall not",
    "aint": "is not",
    "lets": "let us",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "youll": "you will",
    "youd": "you would",
    "theyre": "they are",
    "theyve": "they have",
    "theyll": "they will",
    "weve": "we have",
    "hes": "he is",
    "shes": "she is",
    "its": "it is",
    "thats": "that is",
    "theres": "there is",
    "whats": "what is",
    "whos": "who is",
    "gotta": "got to",
    "gonna": "going to",
    "wanna": "want to",
    "tis": "it is",
    "twas": "it was",
    "oer": "over",
    "neer": "never",
    "eer": "ever",
    **{
        f"{verb}nt": f"{verb} not"
        for verb in "do does did is are was were would could should must has have had "
        "need might ought dare".split()
    },
}
#: Words that deny, in the languages of `NEGATIONS`, as stems.
NOT = frozenset().union(*NEGATIONS.values()) - {
    "sin",
    "point",
    "plus",
    "except",
    "personne",
}
#: Words of courtesy and degree carry as little information as function words.
_FUNCTIONS = FUNCTION_WORDS | set(
    "very much so too also just even only more most such yes "
    "please thank thanks".split()
)

_LAW = re.compile(
    r"\A\W*(?P<name>[^\n:.!?;]{2,60}?(?:\b(?:law|laws|rule|rules|maxim|axiom|"
    r"observation|principle|principles|postulates?|theorem|corollary|dictum|theory|"
    r"conclusion|discovery|comment|razor|dilemma|lemma|constant|paradox|formula|"
    r"definition|commentary|advice|version|addendum)\b[^\n:.!?;]{0,60}?|"
    r",\s*(?:n|adj|v|adv|vt|vi|pl|interj|prep|pron)\.?)):\s+(?=\S)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\A\W*(?P<name>(?:[A-Z][\w'’.-]*+\s*+){1,4}):\s+(?=\S)")
#: After the end of a sentence and a dash, words in lower case are also a byline.
_SOURCE = re.compile(
    r"(?<=[.!?\"”'’])\s*(?:--+|[–—])\s*(?P<name>[^\n?!]{2,100}[^\n.?!])\Z"
)
_BYLINE = re.compile(
    r"(?:\s*(?:--+|[–—―~])\s*|\s-\s+(?=[A-Z])|\s*[(\[](?:by\s+)?)"
    r"(?P<name>(?:by\s+)?[A-Z][^\n.!?;:]{2,70}?)[)\]]?[\s.]*\Z"
)


#: Words that no other language has.
_ENGLISH = frozenset(
    "the of and that it with this you they from not are be her their which "
    "would".split()
)
#: Before the first word of a sentence.
_BEGINNING = re.compile(r"(?:\A|[.!?…:])[^\w,;]*\Z")


@dataclass(frozen=True)
class Wording:
    """The words of a quote: stems in order, their weights, and who said it.

    `keys` are the words as folded, in the same order as `stems`. `plain` is the folded
    text without names, for comparing letters. `speakers` are folded names. A `speech`
    has many sentences of like words about the same matters. `names` are the places of
    words with a capital that is not that of a sentence, where few others have one.
    """

    stems: tuple[str, ...]
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    plain: str
    speakers: tuple[str, ...] = ()
    speech: bool = False
    names: frozenset[int] = frozenset()

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Return what pg_trgm compares: runs of three letters of padded words."""
        return frozenset(
            padded[n : n + 3]
            for key in self.keys[:400]
            for padded in [f"  {key} "]
            for n in range(len(key) + 1)
        )

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Return its different stems."""
        return frozenset(self.stems)

    @cached_property
    def distinct(self) -> tuple[tuple[str, float], ...]:
        """Return its different stems, each with its weight."""
        return tuple(dict(zip(self.stems, self.weights, strict=True)).items())

    @cached_property
    def distinct_weight(self) -> float:
        """Return the information of its different stems, in bits."""
        return sum(weight for _, weight in self.distinct)

    @cached_property
    def is_english(self) -> bool:
        """Return whether it has a word that only English has, or mostly known words."""
        unknown = [
            weight in (RAREST, _SHORT)
            for key, weight in zip(self.keys, self.weights, strict=True)
            if weight > _FUNCTION and not key[0].isdigit()
        ]
        known = 5 * sum(unknown) < 3 * len(unknown)
        return known or not _ENGLISH.isdisjoint(self.keys)

    @cached_property
    def weight(self) -> float:
        """Return the information of all its words, in bits."""
        return sum(self.weights)


def wording(text: str, speakers: tuple[str, ...] = (), speech: bool = False) -> Wording:
    """Return the Wording of a quote. `speakers` are names in any spelling."""
    stems: list[str] = []
    keys: list[str] = []
    weights: list[float] = []
    names: set[int] = set()
    head, end = _name_before(text), _name_behind(text, speakers)
    for word in words_of(text)[:MAX_WORDS_COMPARED]:
        share = _IN_NAME if word.end <= head or word.start >= end else 1.0
        before = text[max(0, word.start - 8) : word.start]
        if text[word.start].isupper() and not _BEGINNING.search(before):
            names.add(len(keys))
        for key in _CONTRACTED.get(word.key, word.key).split():
            stems.append(stem(key))
            keys.append(key)
            weights.append(share * weight_of(key))
    plain = " ".join(key for key, w in zip(keys, weights, strict=True) if w >= 1e-9)
    return Wording(
        tuple(stems),
        tuple(keys),
        tuple(weights),
        plain,
        tuple(fold_accents(name) for name in speakers),
        speech,
        frozenset(names if 2 * len(names) <= len(keys) else ()),
    )


def _name_before(text: str) -> int:
    """Return where the saying begins after the name of a law, a term or a caption."""
    for pattern in (_LAW, _CAPTION):
        if (found := pattern.match(text)) and len(text) - found.end() > 12:
            return found.end()
    return 0


def _name_behind(text: str, speakers: tuple[str, ...]) -> int:
    """Return where a name after the saying begins, or the length of the text.

    Names of the speakers count, and what looks like a name after a dash.
    """
    found = _SOURCE.search(text, max(0, len(text) - 120))
    if found and found.start() >= 12:
        return found.start()
    found = _BYLINE.search(text, max(0, len(text) - 90))
    if not found or found.start() < 12:
        return len(text)
    words = found["name"].split()
    named = {
        part for name in speakers for part in re.findall(r"\w{3,}", fold_accents(name))
    }
    capitals = sum(word[:1].isupper() for word in words)
    if named & set(re.findall(r"\w{3,}", fold_accents(found["name"]))) or (
        len(words) > 1
        and capitals >= (len(words) + 1) // 2
        and text.rstrip()[-1:] not in "!?"
    ):
        return found.start()
    return len(text)


@lru_cache(maxsize=65536)
def weight_of(key: str) -> float:
    """Return the information of a word in bits."""
    counts, total = _counts()
    root = stem(key)
    number = counts.get(root)
    if number is not None:
        found = min(RAREST, log2(total / number))
    elif is_unspaced(key):
        found = _CHARACTER
    else:
        found = RAREST if len(key) > 3 else _SHORT
    return min(found, _FUNCTION) if key in _FUNCTIONS else found


@cache
def _counts() -> tuple[dict[str, int], int]:
    """Return ({stem: number of quotes that have it}, number of quotes)."""
    path = Path(__file__).with_name("words.tsv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        total = int(next(lines))
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {word: int(number) for word, number in rows}, total
