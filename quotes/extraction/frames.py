"""Which words are cues, and on which side of a cue its content stands.

In: a page. Out: for each word that may be a cue, the features of its surroundings, from
which the table "frame" tells four cases: no cue; content after it ("she said that …");
before it ("…, she said"); on both sides ("…, she said, …").
"""

from quotes.extraction.model import SCALE, Table
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page
from quotes.extraction.words import ending

NONE, AFTER, BEFORE, AROUND = FRAMES = ("none", "after", "before", "around")
_OUTSIDE = "^"
#: So far around a cue is looked.
REACH = 80
_AUXILIARY = frozenset(("HV", "BE", "RB", "MD", "DO", "NO", "TO"))
_SUBJECT = frozenset(("PR", "CP", "PE", "IT"))


def strengths(page: Page, lexicon: Table) -> list[float]:
    """Return for each word how often it is a cue, from 0 to 1; by form or by stem."""
    shares = lexicon[""]
    names = keys(page)
    # Each word once, however often it stands there.
    known: dict[str, float] = {}
    for key, stem in dict(zip(names, page.stems, strict=True)).items():
        weight = shares.get(key)
        if weight is None and key[0] != "^":
            weight = shares.get("~" + stem)
        known[key] = (weight or 0) / SCALE
    found = list(map(known.__getitem__, names))
    for first, last in page.quote_words:
        found[first:last] = [0.0] * (last - first)
    return found


def keys(page: Page) -> list[str]:
    """Return the name of each word in the lexicon: "^" marks a capital within."""
    found = [
        lower if word == lower else "^" + lower
        for word, lower in zip(page.words, page.lower, strict=True)
    ]
    for first, _ in page.sentences:
        found[first] = page.lower[first]
    return found


def cue_stem(page: Page, at: int, sentence: Span) -> str:
    """Return the name under which a cue's own features are kept."""
    stem = page.stems[at]
    return "^" + stem if at > sentence[0] and page.words[at][0].isupper() else stem


def frame_features(
    page: Page, at: int, sentence: Span, strong: list[float]
) -> tuple[list[str], list[str]]:
    """Return what is seen around a word that may be a cue: for any cue, for this."""
    first, last = max(sentence[0], at - REACH), min(sentence[1], at + REACH)
    lower, stems, quoted = page.lower, page.stems, page.quoted
    # The tags around: of what is quoted only that and the first letter are told.
    low, high = max(first, at - 9), min(last, at + 9)
    near = page.tags[low:high]
    if quoted[high] > quoted[low]:
        for place, held in enumerate(page.quote[low:high]):
            if held >= 0:
                near[place] = "Q" + near[place][0]
    tags = [*[_OUTSIDE] * (9 - (at - low)), *near, *[_OUTSIDE] * (9 - (high - at))]
    # The word itself is number 9.
    before, after, after2 = tags[8], tags[10], tags[11]
    after_word = lower[at + 1] if at + 1 < last else _OUTSIDE
    before_word = lower[at - 1] if at > first else _OUTSIDE
    end = ending(lower[at])
    # The verb group: what stands before "has also repeatedly said".
    left = 8
    group = ""
    while left > 1 and tags[left] in _AUXILIARY:
        if tags[left] != "RB":
            group = tags[left]
        left -= 1
    left_tag, left_tag2 = tags[left], tags[left - 1]
    left_at = at - 9 + left
    left_word = lower[left_at] if left_at >= first else _OUTSIDE
    # What stands behind the object: "told reporters on Tuesday that".
    behind = tags[10:]
    that = str(min(behind.index("TH") + 1, 3)) if "TH" in behind else "-"
    verb_at = next((n for n, tag in enumerate(behind) if tag in _FINITE), 8)
    clause = f"{min(verb_at, 5)}{int(',' in behind[:verb_at])}"
    earlier = max(strong[first:at], default=0.0)
    later = max(strong[at + 1 : last], default=0.0)
    rival_word, parted = "", 0
    if earlier > 0.3:
        for rival in range(at - 1, max(first, at - 40) - 1, -1):
            if strong[rival] > 0.3:
                rival_word = stems[rival]
                between = page.tags[rival:at]
                parted = int("," in between or "CC" in between or ";" in between)
                break
    subject = "-"
    for place in range(left, max(left - 7, 0), -1):
        if tags[place] in _SUBJECT:
            subject = lower[at - 9 + place]
            break
    adjoins = 0
    for place in range(at - 1, low - 1, -1):
        if page.quote[place] >= 0 or page.tags[place] == ",":
            adjoins = int(page.quote[place] >= 0)
            break
    comma = int(
        before_word == "," or "," in page.tags[max(first, left_at - 5) : left_at]
    )
    verbs = min(page.verbs[at] - page.verbs[first], 2)
    stand = "first" if at == first else "last" if at >= last - 2 else "mid"
    sides = (
        f"{int(quoted[at] > quoted[first])}{int(quoted[last] > quoted[at])}{adjoins}"
    )
    me = int(strong[at] * 5)
    commas = f"{comma}{verbs}"
    shared = [
        "bias",
        f"e={end}",
        f"a={after} {after2}",
        f"aw={after_word}",
        f"bw={before_word}",
        f"e={end} lw={left_word}",
        f"g={group} l={left_tag} a={after}",
        f"q={sides} {stand}",
        f"that={that} e={end}",
        f"cb={commas} a={after}",
        f"cb={comma} {stand} a={after} s={me > 2}",
        f"er={int(earlier * 5)} lt={int(later * 5)} me={me}",
        f"er={int(earlier * 5)} e={end} q={sides}",
        f"size={min(last - at, 4)} cb={comma}",
        f"rv={rival_word} {parted}",
        f"rv={rival_word} that={that} me={me}",
        f"sj={subject} e={end} a={after}",
        f"l={left_tag} {left_tag2} e={end} me={me}",
        f"para={int(first == 0)} {stand}",
        f"cl={clause} a={after} e={end}",
        f"cl={clause} me={me}",
        f"l={left_tag} a={after} {after2} e={end}",
    ]
    own = [
        "",
        f"w={end}",
        f"a={after}",
        f"b={before}",
        f"l={left_tag}",
        f"g={group}",
        f"aw={after_word}",
        f"bw={before_word}",
        f"q={sides}",
        stand,
        f"that={that}",
        f"cb={commas}",
        f"sj={left_tag} a={after} {after2}",
        f"l={left_tag2} {left_tag} e={end}",
        f"cl={clause}",
        f"lw={left_word}",
    ]
    return shared, own


_FINITE = frozenset(("VB", "ED", "BE", "MD", "HV", "DO"))
