"""Why the panel differs from citeproc-js over our CSL-JSON: the rule of each line.

An export is one item for all styles. The panel knows the style, so it can follow a rule
for which the style's file needs other data.
"""

DATED = {
    "harvard-cite-them-right": "24 29 30 31 35 37 40",
    "vancouver": "24 29 30 31 35 37 40",
    "ieee": "34 35",
}
NO_CONTAINER = {
    "mla": "02 21 21t 25",
    "chicago-author-date": "02 21 21t 25",
    "chicago-notes-bibliography": "02 02t 21 21t 25 25t",
}
ALL = (
    "apa mla chicago-author-date chicago-notes-bibliography harvard-cite-them-right "
    "ieee vancouver american-medical-association"
).split()
#: {rule: {style: numbers of lines; 21t is the citation in the text of 21}}
REASONS = {
    "The first word after a colon has a capital (APA 6.17, IEEE): the files of the "
    "styles leave it as printed": {"apa": "02 26 34", "ieee": "02 26"},
    "Quotation marks are double outside other marks (APA, NLM, AMA): citeproc-js "
    "leaves single ones": dict.fromkeys(ALL[::6] + ALL[-1:], "06"),
    "Given names become initials (APA, Cite Them Right, IEEE, NLM, AMA): a script "
    "without capitals has none": dict.fromkeys(["apa", *ALL[4:]], "20"),
    "Titles are plain text here: a word joiner keeps citeproc-js from reading tags": {
        **dict.fromkeys(ALL, "22"),
        "chicago-notes-bibliography": "22 22t",
    },
    "The kind of work is in brackets (APA 9.21): with a genre in the data, NLM's and "
    "AMA's files would print “Speech presented at” without a place": {"apa": "28"},
    "“Retrieved” is only for a date (APA 9.16)": {"apa": "33"},
    "An author who is the publisher is named once, in APA (9.29) as the author, in MLA "
    "as the publisher": {"apa": "36", "mla": "36 36t"},
    "A section is that of a print edition (MLA, Chicago), and these works are online": {
        "mla": "01",
        "chicago-author-date": "01",
        "chicago-notes-bibliography": "01 01t",
    },
    "An article's title is in quotation marks (MLA, Chicago), even if the publication "
    "is unknown: the files of the styles take it for a work of its own": NO_CONTAINER,
    "Prepositions of five letters or more have a capital (Chicago, 18th edition)": {
        "chicago-author-date": "05",
        "chicago-notes-bibliography": "05 05t",
    },
    "The last word of a title has a capital (MLA, Chicago)": {
        "mla": "06",
        "chicago-author-date": "06",
        "chicago-notes-bibliography": "06 06t",
    },
    "A speech is dated (MLA): the file of the style reads the date of an event, which "
    "Chicago's would print twice": {"mla": "28"},
    "No comma follows a point (Chicago)": {"chicago-notes-bibliography": "35t"},
    "No comma follows a question or exclamation mark (IEEE)": {"ieee": "07 08"},
    "Without author and date the title comes first (Cite Them Right)": {
        "harvard-cite-them-right": "21 21t",
    },
    "Dates have day and month (Cite Them Right, NLM, IEEE): the files of the styles "
    "print them for articles only": DATED,
    "An archive is named (IEEE): the file of the style has no place for it": {
        "ieee": "40",
    },
    "An unknown date is said to be unknown (NLM)": {"vancouver": "02 21 33"},
    "“Published online” is for articles ahead of an issue, and stations and publishers "
    "are named (AMA): its file does neither": {
        "american-medical-association": "23 24 25 26 27 29 30 31 37 40",
    },
}
_BY_LINE = {}
for _reason, _styles in REASONS.items():
    for _style, _numbers in _styles.items():
        for _number in _numbers.split():
            assert (_style, _number) not in _BY_LINE, (_style, _number)
            _BY_LINE[_style, _number] = _reason


def reason_of(style, number, kind):
    """Return the reason why a line differs. Raises KeyError if there is none."""
    return _BY_LINE[style, number + ("t" if kind == "in text" else "")]


def explained():
    """Return {(style, number with "t" for citations in the text)} with a reason."""
    return set(_BY_LINE)
