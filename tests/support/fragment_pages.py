"""Pages whose words a text fragment has to find, with each part's place in the text."""

#: (about, paragraphs, words, number of the occurrence, number of the paragraph).
#: Several words are the parts of an interrupted quote.
CASES = (
    ("plain", ["Intro.", "He said we will appeal."], ["we will appeal"], 0, 1),
    (
        "twins in two paragraphs",
        ["Ann said “We will appeal” today.", "Bob said “We will appeal” as well."],
        ["We will appeal"],
        1,
        1,
    ),
    (
        "twins that are whole paragraphs",
        ["Ann spoke.", "“No comment.”", "Later Bob spoke.", "“No comment.”"],
        ["“No comment.”"],
        1,
        3,
    ),
    (
        "hyphens, commas, ampersands, percent signs, hashes and slashes",
        ["Intro.", "It is an open-source, R&D #1 thing, 50% / half? yes; a=b+c – “x”."],
        ["open-source, R&D #1 thing, 50% / half? yes; a=b+c – “x”"],
        0,
        1,
    ),
    (
        "right to left",
        ["مقدمة قصيرة.", "قال الوزير: «سنستأنف الحكم، ولن نتراجع» أمس."],
        ["سنستأنف الحكم، ولن نتراجع"],
        0,
        1,
    ),
    (
        "Hebrew",
        ["פתיח.", "השר אמר: „נערער על פסק־הדין”, והלך."],
        ["נערער על פסק־הדין"],
        0,
        1,
    ),
    (
        "Japanese",
        ["はじめに。", "大臣は昨日、「私たちは控訴します」と述べた。"],
        ["私たちは控訴します"],
        0,
        1,
    ),
    (
        "Chinese, the context cut within a word",
        [
            "开头。",
            "在昨天下午举行的长达三个小时的新闻发布会结束之后，部长对记者说：“我们会上诉”，然后离开。",
        ],
        ["我们会上诉"],
        0,
        1,
    ),
    (
        "long, so a range",
        [
            "Intro.",
            "She said: " + "We have waited for years and we are tired. " * 12 + "Done.",
        ],
        [("We have waited for years and we are tired. " * 12).strip()],
        0,
        1,
    ),
    (
        "several paragraphs",
        ["Intro.", "“First we stand.", "Then we walk.”", "The end."],
        ["First we stand.\n\nThen we walk."],
        0,
        1,
    ),
    (
        "interrupted",
        ["Intro.", "“We will go,” she said, “and we will not come back.”"],
        ["We will go,", "and we will not come back."],
        0,
        1,
    ),
    (
        "accents and emoji",
        ["Intro.", "Il dit : « L’été déjà 👩🏽‍🚀 arrive »."],
        ["L’été déjà 👩🏽‍🚀 arrive"],
        0,
        1,
    ),
    (
        "the start of the text",
        ["We will appeal, he said.", "End."],
        ["We will appeal"],
        0,
        0,
    ),
    ("Thai", ["บทนำ", "รัฐมนตรีกล่าวว่า “เราจะอุทธรณ์” เมื่อวานนี้"], ["เราจะอุทธรณ์"], 0, 1),
)


def held(paragraphs, words, occurrence):
    """Return (printed, prefix, suffix) as a quote holds them."""
    text = "\n\n".join(paragraphs)
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words[0], start + 1)
    end = start + len(words[0])
    for part in words[1:]:
        end = text.index(part, end) + len(part)
    return words, text[max(0, start - 32) : start], text[end : end + 32]
