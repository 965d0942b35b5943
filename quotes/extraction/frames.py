"""Which words are cues, and on which side of a cue its content stands.

In: a page. Out: for each word that may be a cue, the features of its surroundings, from
which the table "frame" tells four cases: no cue; content after it ("she said that …");
before it ("…, she said"); on both sides ("…, she said, …").
"""

from quotes.extraction.model import SCALE, Weights
from quotes.extraction.tokens import Page
from quotes.extraction.words import ending

NONE, AFTER, BEFORE, AROUND = FRAMES = ("none", "after", "before", "around")
_OUTSIDE = "^"
#: So far around a cue is looked.
REACH = 80


def strengths(page: Page, lexicon: Weights) -> list[float]:
    """Return for each word how often it is a cue, from 0 to 1; by form or by stem."""
    found = [0.0] * len(page.words)
    for at, (key, stem) in enumerate(zip(keys(page), page.stems, strict=True)):
        if page.quote[at] < 0:
            share = lexicon.get(key)
            if share is None and key[0] != "^":
                share = lexicon.get("~" + stem)
            found[at] = (share or 0) / SCALE
    return found


def keys(page: Page) -> list[str]:
    """Return the name of each word in the lexicon: "^" marks a capital within."""
    firsts = {first for first, _ in page.sentences}
    return [
        "^" + lower if word != lower and at not in firsts else lower
        for at, (word, lower) in enumerate(zip(page.words, page.lower, strict=True))
    ]


def frame_features(
    page: Page, at: int, sentence: tuple[int, int], strong: list[float]
) -> list[str]:
    """Return what is seen around a word that may be a cue."""
    first, last = max(sentence[0], at - REACH), min(sentence[1], at + REACH)
    tags, lower, stems, quote = page.tags, page.lower, page.stems, page.quote

    def tag(place: int) -> str:
        if not first <= place < last:
            return _OUTSIDE
        return tags[place] if quote[place] < 0 else "Q" + tags[place][0]

    def word(place: int) -> str:
        return lower[place] if first <= place < last else _OUTSIDE

    stem, end = stems[at], ending(lower[at])
    if at > first and page.words[at][0].isupper():
        stem = "^" + stem
    before, after = tag(at - 1), tag(at + 1)
    before2, after2 = tag(at - 2), tag(at + 2)
    # The verb group: what stands before "has also repeatedly said".
    left = at - 1
    group = ""
    while left >= first and tags[left] in ("HV", "BE", "RB", "MD", "DO", "NO", "TO"):
        if tags[left] != "RB":
            group = tags[left]
        left -= 1
    left_tag = tag(left)
    # What stands behind the object: "told reporters on Tuesday that".
    that = next(
        (
            f"{place - at if place - at < 3 else 3}"
            for place in range(at + 1, min(at + 9, last))
            if tags[place] == "TH"
        ),
        "-",
    )
    earlier = max(strong[first:at], default=0.0)
    rival = next(
        (p for p in range(at - 1, max(first, at - 40) - 1, -1) if strong[p] > 0.3), -1
    )
    rival_word = stems[rival] if rival >= 0 else ""
    parted = any(tags[p] in (",", "CC", ";") for p in range(rival, at))
    subject = next(
        (
            lower[p]
            for p in range(left, max(first, left - 7) - 1, -1)
            if tags[p] in ("PR", "CP", "PE", "IT")
        ),
        "-",
    )
    later = max(strong[at + 1 : last], default=0.0)
    quoted_before = any(quote[place] >= 0 for place in range(first, at))
    quoted_after = any(quote[place] >= 0 for place in range(at + 1, last))
    adjoins_before = next(
        (
            quote[place] >= 0
            for place in range(at - 1, max(first, at - 9) - 1, -1)
            if tags[place] == "," or quote[place] >= 0
        ),
        False,
    )
    comma_before = word(at - 1) == "," or (
        first < left and any(tags[p] == "," for p in range(max(first, left - 5), left))
    )
    verbs_before = sum(tags[p] in ("VB", "ED", "BE", "MD") for p in range(first, at))
    place = "first" if at == first else "last" if at >= last - 2 else "mid"
    form = f"{stem}/{end}"
    sides = f"{int(quoted_before)}{int(quoted_after)}{int(adjoins_before)}"
    return [
        "bias",
        f"w={form}",
        f"s={stem}",
        f"e={end}",
        f"s={stem} a={after}",
        f"s={stem} b={before}",
        f"s={stem} l={left_tag}",
        f"s={stem} g={group}",
        f"s={stem} aw={word(at + 1)}",
        f"s={stem} bw={word(at - 1)}",
        f"e={end} a={after} l={left_tag}",
        f"a={after} {after2}",
        f"b={before2} {before}",
        f"aw={word(at + 1)}",
        f"aw2={word(at + 1)} {word(at + 2)}",
        f"bw={word(at - 1)}",
        f"lw={word(left)}",
        f"e={end} lw={word(left)}",
        f"g={group} l={left_tag} a={after}",
        f"q={sides} {place}",
        f"s={stem} q={sides}",
        f"s={stem} {place}",
        f"that={that} e={end}",
        f"s={stem} that={that}",
        f"cb={int(comma_before)} vb={min(verbs_before, 2)} a={after}",
        f"s={stem} cb={int(comma_before)} vb={min(verbs_before, 2)}",
        f"cb={int(comma_before)} {place} a={after} s={strong[at] > 0.5}",
        f"er={int(earlier * 5)} lt={int(later * 5)} me={int(strong[at] * 5)}",
        f"er={int(earlier * 5)} e={end} q={sides}",
        f"size={min(last - at, 4)} cb={int(comma_before)}",
        f"rv={rival_word} {int(parted)}",
        f"rv={rival_word} that={that} me={int(strong[at] * 5)}",
        f"sj={subject} e={end} a={after}",
        f"s={stem} sj={tag(left)} a={after} {after2}",
        f"s={stem} a={after} {after2} l={left_tag}",
        f"l={left_tag} {tag(left - 1)} e={end} me={int(strong[at] * 5)}",
        f"para={int(first == 0)} {place}",
    ]
