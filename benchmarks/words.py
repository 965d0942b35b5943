"""Generated words and names, distributed as in real texts (Zipf)."""

from itertools import accumulate

#: Number of different words; the last ones are as rare as misprints.
VOCABULARY = 120_000
#: English function words come first, as in print.
COMMON = (
    "the of and to a in that is it was for on with as he be at by this had not are but "
    "from have they which she you were his her an we there been has when who will more "
    "no if out so what up into than them can only other some could these two may then "
    "do any now such like our over me even most after also did many must before"
).split()
#: The most frequent number has this rank, and one rarer word in this many is a number.
FIRST_NUMBER, ONE_NUMBER_IN = 300, 20
_STARTS = "b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh st t tr v w z".split()
_VOWELS = "a e i o u ai ea io ou".split()
_ENDS = ["", "", "n", "r", "l", "s", "nd", "m", "ck"]


def zipf(count):
    """Return cumulative weights of `count` ranks: 1 / (rank + 2.7), Mandelbrot's.

    Without the shift, the first would be a tenth of all.
    """
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, count + 1)))


def draws(rng, population, cumulative=None):
    """Yield members endlessly, by cumulative weights, or with equal chances."""
    while True:
        yield from rng.choices(population, cum_weights=cumulative, k=8192)


def vocabulary(rng):
    """Return different words, the most frequent and shortest first."""
    found = dict.fromkeys(COMMON)
    syllables = [a + b + c for a in _STARTS for b in _VOWELS for c in _ENDS]
    while len(found) < VOCABULARY:
        length = 2 if len(found) < 4_000 else 3
        found["".join(rng.choices(syllables, k=length))] = None
    return list(found)


def with_numbers(words):
    """Return the words with numbers in place of some: about 3 of 100 words in print."""
    words = list(words)
    numbers = (
        form
        for n in range(2, len(words))
        for form in (f"{n}", f"{1900 + n % 130}", f"{n},{n * 37 % 1000:03}", f"{n}.5")
    )
    unused = iter(dict.fromkeys(numbers))
    for rank in range(FIRST_NUMBER, len(words), ONE_NUMBER_IN):
        words[rank] = next(unused)
    return words
