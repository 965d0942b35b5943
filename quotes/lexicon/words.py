"""The words of texts, as the index compares them, and lists of words by meaning.

Plain Python. PostgreSQL makes the words of the index (on_record_words_of, migration
0018). This module makes nearly the same ones, with their places in a text, in order to
show words and differences. Words with an apostrophe stay whole here: “don’t”.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from articles.characters import APOSTROPHES, UNSPACED
from articles.normal_forms import normalize

#: A word: signs and white space separate words, and in scripts without spaces each
#: character is one. An apostrophe between letters, or a point between digits, is in the
#: word.
_SIGNS = (
    "\x00-/:-@\\[-`{-\xa9\xab\xac\xae-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u200a\u2010-\u206f"
    "\u3000-\u3004\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_WORD = re.compile(
    rf"[{UNSPACED}]|[$£€¥%]|(?:[^\s{_SIGNS}{UNSPACED}]"
    rf"|(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W\d_])|(?<=\d)[.,](?=\d))+"
)
_UNSEEN = re.compile("[\xad\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f\u2060]")

_NEGATIONS = {
    "en": "not no never nor neither none nothing nobody nowhere cannot without hardly "
    "barely scarcely unless except dont doesnt didnt isnt arent wasnt werent wont "
    "wouldnt cant couldnt shouldnt mustnt hasnt havent hadnt neednt aint shant".split(),
    "fr": "ne n pas non jamais ni sans aucun aucune rien nul nulle personne sauf "
    "nest nai nas na nont netait plus point guere".split(),
    "de": "nicht nie niemals kein keine keinen keinem keiner keines ohne weder noch "
    "nichts niemand nirgends ausser nein".split(),
    "es": "no nunca jamas ni sin nada nadie ningun ninguna ninguno tampoco "
    "salvo excepto".split(),
    "it": "non mai ne senza niente nulla nessun nessuna nessuno no".split(),
    "pt": "nao nunca jamais nem sem nada ninguem nenhum nenhuma".split(),
    "nl": "niet nooit geen zonder niets niemand noch nee".split(),
}
#: Words that say no, by language; in any other language those of English count.
NEGATIONS = {language: frozenset(words) for language, words in _NEGATIONS.items()}
#: Words of sentences rather than of searches, in the languages above, without those
#: that are other words in English: war, die, son.
FUNCTION_WORDS = frozenset(
    "a about after all am an and any are as at be been but by can could did do does "
    "for from had has have he her him his how i if in into is it its may me might must "
    "my of on or our she should so some than that the their them then there these they "
    "this those to up upon us was we were what when where which who whom whose why "
    "will with would you your shall s t "
    "au aux avec ce ces cet cette dans des du elle en est et il ils je la le les leur "
    "lui ma mais me mes mon nous ou par qu que qui sa se ses sont sur ta te tu "
    "un une vous c d j l m y "
    "aber als am an auch auf aus bei bin das dass dein dem den der des du ein eine "
    "einem einen einer er es fur ich ihr im ist mein mit sich sie sind und uns von "
    "was wenn wer wie wir wird zu zum zur "
    "como con cuando de del el ella ellos es esta este la las lo los mas mi muy nos o "
    "para pero por porque que se si su sus te todo tu un una y yo".split()
) | (frozenset().union(*NEGATIONS.values()) - {"sin", "point", "plus", "except"})
#: Number words of English, French, German and Spanish, without accents.
NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred thousand million billion trillion score dozen "
    "first second third fourth fifth sixth seventh eighth ninth tenth half quarter "
    "twice deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze "
    "seize vingt trente quarante cinquante soixante cent mille "
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig hundert tausend "
    "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien ciento "
    "mil".split()
)
#: English names of months and days; “may” is more often a verb.
MONTHS_AND_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A word of a text: its form for comparison, and its half-open span."""

    key: str
    start: int
    end: int


def words_of(text: str) -> list[WordSpan]:
    """Return the words of a text in order."""
    return [
        WordSpan(key, found.start(), found.end())
        for found in _WORD.finditer(text)
        if (key := _key(found[0]))
    ]


def keys_of(text: str) -> list[str]:
    """Return the forms for comparison of a text's words."""
    return [word.key for word in words_of(text)]


def indexed_words(text: str) -> list[str]:
    """Return the folded words of a text, divided at apostrophes as in the index."""
    return [
        part
        for found in _WORD.finditer(text)
        for part in re.split(rf"[{APOSTROPHES}.,]", fold_accents(found[0]))
        if part.isalnum()
    ]


def is_negation(key: str, language: str = "en") -> bool:
    """Return whether a word says no in a language (its tag)."""
    own = NEGATIONS.get(language.partition("-")[0].lower(), NEGATIONS["en"])
    return key in own


def fold_accents(text: str) -> str:
    """Return a text in lower case, without accents and invisible characters."""
    if text.isascii():
        return text.lower()
    plain = _UNSEEN.sub("", normalize("NFKD", text))
    return "".join(map(_letter, plain)).lower()


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if not letter.isascii() and unicodedata.name(letter, "").startswith("LATIN"):
        return anyascii(letter)
    return letter


@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    return "".join(each for each in fold_accents(word) if each not in APOSTROPHES)
