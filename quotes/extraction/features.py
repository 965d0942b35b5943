"""All features that distinguish choices, and the possible values of their gaps.

A text here is the name of a feature in the weights file, with gaps (templates.py).
frames.py, boundaries.py, speakers.py and confidence.py supply the values.
"""

from quotes.extraction.cues import KINDS, SPEECH, THOUGHT
from quotes.extraction.tags import ENDINGS, TAGS
from quotes.extraction.templates import STEM, WORD, Features

FRAMES = NONE, AFTER, BEFORE, AROUND = ("none", "after", "before", "around")

#: A count up to nine.
_DIGITS = tuple("0123456789")
#: A tag; for a quoted word, "Q" and the tag's first letter.
SHOWN = (*TAGS, *dict.fromkeys("Q" + tag[0] for tag in TAGS if tag))
#: A tag, or "Q" at the start of a quotation.
FORM = (*TAGS, "Q")
#: The tag of a single word, or the number of words; three stands for more.
MIDDLE = (*TAGS, "0", "2", "3")
#: The tag of a speaker's main word, or "it" for a thing.
WHO = (*TAGS, "it")
_OPENING = (".", "o", "q")
_CLOSING = (".", "c", "q")
#: Position of the word "that" after a cue, from one to three.
_THAT = ("-", "1", "2", "3")
STAND = ("first", "mid", "last")
#: A cue nearby: its kind, distance and ending.
SPEAKS = (
    "",
    *(
        f"{kind}{far}{ending}"
        for kind in (SPEECH, THOUGHT)
        for far in range(1, 6)
        for ending in ENDINGS
    ),
)
#: Number of words left after an end: none, one or two, more.
REST = ("$", "1", "+")
#: The side of a cue, and the number of nearer noun phrases.
PLACE = tuple(f"{side}{order}" for side in "LR" for order in range(5))
#: Log-odds in steps of a half, and in steps of one.
STEPS = tuple(map(str, range(-7, 8)))
WIDE_STEPS = tuple(map(str, range(-4, 4)))
#: All, some or none of the words are quoted.
QUOTED = ("d", "m", "i")
GROUPS = tuple(kind[0] for kind in KINDS)

FRAME = Features(
    tables=("frame",),
    kinds={
        "end": ENDINGS,
        "before": SHOWN,
        "after": SHOWN,
        "after2": SHOWN,
        "before_word": WORD,
        "after_word": WORD,
        "group": SHOWN,
        "left": SHOWN,
        "left2": SHOWN,
        "left_word": WORD,
        "that": _THAT,
        "verb_at": _DIGITS,
        "comma_at": _DIGITS,
        "earlier": _DIGITS,
        "later": _DIGITS,
        "rival": STEM,
        "parted": _DIGITS,
        "subject": WORD,
        "adjoins": _DIGITS,
        "comma": _DIGITS,
        "verbs": _DIGITS,
        "stand": STAND,
        "quoted": _DIGITS,
        "quotes": _DIGITS,
        "me": _DIGITS,
        "strong": ("False", "True"),
        "size": _DIGITS,
        "top": _DIGITS,
    },
    shared=(
        "bias",
        "e={end}",
        "a={after} {after2}",
        "aw={after_word}",
        "bw={before_word}",
        "e={end} lw={left_word}",
        "g={group} l={left} a={after}",
        "q={quoted}{quotes}{adjoins} {stand}",
        "that={that} e={end}",
        "cb={comma}{verbs} a={after}",
        "cb={comma} {stand} a={after} s={strong}",
        "er={earlier} lt={later} me={me}",
        "er={earlier} e={end} q={quoted}{quotes}{adjoins}",
        "size={size} cb={comma}",
        "rv={rival} {parted}",
        "rv={rival} that={that} me={me}",
        "sj={subject} e={end} a={after}",
        "l={left} {left2} e={end} me={me}",
        "para={top} {stand}",
        "cl={verb_at}{comma_at} a={after} e={end}",
        "cl={verb_at}{comma_at} me={me}",
        "l={left} a={after} {after2} e={end}",
    ),
    own=(
        "",
        "w={end}",
        "a={after}",
        "b={before}",
        "l={left}",
        "g={group}",
        "aw={after_word}",
        "bw={before_word}",
        "q={quoted}{quotes}{adjoins}",
        "{stand}",
        "that={that}",
        "cb={comma}{verbs}",
        "sj={left} a={after} {after2}",
        "l={left2} {left} e={end}",
        "cl={verb_at}{comma_at}",
        "lw={left_word}",
    ),
)

STARTS_AFTER = Features(
    tables=("start after", "start rest"),
    kinds={
        "word": WORD,
        "far": _DIGITS,
        "earlier": WORD,
        "here": TAGS,
        "mark": _OPENING,
        "before": TAGS,
        "after": TAGS,
        "that": _DIGITS,
        "quote": _DIGITS,
        "commas": _DIGITS,
        "verbs": _DIGITS,
        "end": ENDINGS,
    },
    shared=(
        "w={word} far={far}",
        "bw={earlier} t={here}",
        "m={mark} b={before} far={far}",
        "st={that}{quote}{commas}{verbs} m={mark} b={before}",
        "t={here} a={after} b={before}",
        "w={word} a={after}",
        "e={end} st={that}{quote}{commas}{verbs} far={far}",
    ),
    own=(
        "far={far}",
        "bw={earlier}",
        "st={that}{quote}{commas}{verbs} t={here}",
    ),
)

ENDS_AFTER = Features(
    tables=("end after", "end rest"),
    kinds={
        "following": WORD,
        "third_word": WORD,
        "verbs": _DIGITS,
        "commas": _DIGITS,
        "closed": _CLOSING,
        "follows": TAGS,
        "third_tag": TAGS,
        "size": _DIGITS,
        "here": TAGS,
        "opened": _DIGITS,
        "rest": REST,
        "form": FORM,
        "second": TAGS,
        "third": TAGS,
        "behind": TAGS,
        "behind_end": ENDINGS,
        "cue_end": ENDINGS,
        "behind_word": WORD,
        "word": WORD,
        "speaks": SPEAKS,
    },
    shared=(
        "nw={following} {third_word}",
        "st={verbs}{commas}{closed} n={follows} {third_tag}",
        "st={verbs}{commas}{closed} nw={following} {third_word}",
        "size={size} n={follows}",
        "size={size} {verbs}{commas}{closed}",
        "t={here} n={follows}",
        "opened={opened} {closed} rest={rest} n={follows}",
        "size={size} f={form} nw={following}",
        "n3={follows} {second} {third}",
        "n2={follows} {second} v={verbs}",
        "be={behind} {behind_end} ce={cue_end} c={commas}",
        "nw2={behind_word} {second} {third}",
        "w={word} n={follows}",
        "sp={speaks} {follows} v={verbs} {cue_end} {rest}",
    ),
    own=("f={form} n={follows}", "size={size} rest={rest}"),
)

ENDS_BEFORE = Features(
    tables=("end before",),
    kinds={
        "far": _DIGITS,
        "follows": TAGS,
        "following": WORD,
        "here": TAGS,
        "closed": _CLOSING,
        "signs": _DIGITS,
        "few_signs": _DIGITS,
    },
    shared=(
        "far={far} n={follows}",
        "n={follows} t={here} {closed}",
        "nw={following} {closed}",
        "signs={signs} n={follows} {closed}",
        "{closed} signs={few_signs} far={far}",
        "t={here} nw={following}",
    ),
    own=(
        "far={far}",
        "n={follows}",
        "nw={following}",
        "signs={signs} {closed}",
    ),
)

STARTS_BEFORE = Features(
    tables=("start before",),
    kinds={
        "before": TAGS,
        "earlier": WORD,
        "mark": _OPENING,
        "quoted": _DIGITS,
        "here": TAGS,
        "verbs": _DIGITS,
        "word": WORD,
        "size": _DIGITS,
    },
    shared=(
        "b={before} m={mark} q={quoted}",
        "bw={earlier} m={mark}",
        "b={before} t={here}",
        "b={before} v={verbs}",
        "w={word} b={before}",
        "size={size} b={before} q={quoted}",
    ),
    own=("b={before}", "t={here} b={before}"),
)

SPEAKER = Features(
    tables=("speaker",),
    kinds={
        "place": PLACE,
        "side": ("L", "R"),
        "frame": FRAMES,
        "end": ENDINGS,
        "before": TAGS,
        "after": TAGS,
        "head": TAGS,
        "name": TAGS,
        "commas": _DIGITS,
        "verbs": _DIGITS,
        "middle": MIDDLE,
        "before_word": WORD,
        "after_word": WORD,
        "head_word": WORD,
        "several": ("False", "True"),
        "subject": _DIGITS,
        "before_cue": TAGS,
    },
    shared=(
        "{place} fr={frame}",
        "{place} fr={frame} e={end}",
        "{place} b={before} a={after}",
        "{place} head={head} e={end}",
        "{side} name={name} c={commas} v={verbs}",
        "{place} c={commas} v={verbs} e={end}",
        "{side} mid={middle} fr={frame} e={end}",
        "{side} bw={before_word} fr={frame}",
        "{side} aw={after_word} c={commas} v={verbs}",
        "{side} b={before} name={name}",
        "hw={head_word} n={several}",
        "{side} subj={subject} v={verbs} c={commas} fr={frame}",
        "{side} subj={subject} a={after} e={end}",
        "{place} cb={before_cue} fr={frame}",
    ),
    own=(
        "{place}",
        "{place} fr={frame} cb={before_cue}",
        "{side} e={end} bw={before_word}",
    ),
)

#: For the choice that no noun phrase is the speaker.
NO_SPEAKER = Features(
    tables=("speaker",),
    kinds={
        "frame": FRAMES,
        "end": ENDINGS,
        "left": _DIGITS,
        "right": _DIGITS,
        "before": TAGS,
        "after": TAGS,
        "before_word": WORD,
        "subject": _DIGITS,
    },
    shared=(
        "none",
        "none fr={frame} e={end}",
        "none near={left}{right} fr={frame}",
        "none b={before} e={end}",
        "none a={after} e={end}",
        "none bw={before_word}",
        "none sub={subject}",
    ),
    own=("none e={end}", "none b={before}"),
)

KEEP = Features(
    tables=("keep",),
    kinds={
        "cue": STEPS,
        "sure": STEPS,
        "known": STEPS,
        "both": STEPS,
        "cue2": WIDE_STEPS,
        "sure2": WIDE_STEPS,
        "kind": QUOTED,
        "group": GROUPS,
        "frame": FRAMES,
        "long": _DIGITS,
        "who": WHO,
        "head": FORM,
        "verbs": _DIGITS,
        "me": tuple(map(str, range(11))),
        "end": ENDINGS,
        "parts": _DIGITS,
    },
    shared=(
        "bias",
        "c={cue}",
        "s={sure}",
        "k={known}",
        "b={both}",
        "b={both} {kind}",
        "b={both} {group}",
        "c={cue2} s={sure2}",
        "{kind} {group} {frame}",
        "{kind} l={long}",
        "{kind} {frame} w={who}",
        "{group} w={who}",
        "h={head} v={verbs} {kind}",
        "h={head} {group} {frame}",
        "l={long} v={verbs} {frame}",
        "me={me} {frame}",
        "e={end} {frame} {group}",
        "parts={parts} {kind}",
        "k={known} w={who}",
    ),
    own=("", "{frame}", "e={end}", "w={who}", "h={head}", "{kind}"),
)

ALL = (
    FRAME,
    STARTS_AFTER,
    ENDS_AFTER,
    ENDS_BEFORE,
    STARTS_BEFORE,
    SPEAKER,
    NO_SPEAKER,
    KEEP,
)
