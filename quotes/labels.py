"""Labels and explanations of kinds, anchor statuses and standings, for readers.

Each is (a short label, a sentence). They answer two separate questions: whether these
are the printed words (anchor), and whether this speaker said them (standing).
"""

from django.conf.locale import LANG_INFO

from quotes.models import AnchorStatus, QuoteKind, Standing

KINDS = {
    QuoteKind.DIRECT: (
        "Direct quote",
        "The article prints all of it inside quotation marks.",
    ),
    QuoteKind.MIXED: (
        "Partly quoted",
        "The article prints a part of it inside quotation marks; the rest is the "
        "reporter’s wording.",
    ),
    QuoteKind.INDIRECT: (
        "Paraphrase",
        "The article reports this in its own words: they are not the speaker’s.",
    ),
}

ANCHORS = {
    AnchorStatus.EXACT: (
        "As printed",
        "Yes. They stand in the article’s text, word for word.",
    ),
    AnchorStatus.EDITED: (
        "Marked changes",
        "Yes, but for changes that are marked, such as [brackets] and ellipses, or "
        "that touch only typographic signs or the case of the first letter.",
    ),
    AnchorStatus.DIFFERS: (
        "Other words",
        "No. The article’s text has other words in this passage.",
    ),
    AnchorStatus.AMBIGUOUS: (
        "Several places",
        "They stand in the article’s text, but which place is meant is not settled.",
    ),
    AnchorStatus.MISSING: (
        "Not in the text",
        "No. They were looked for in the article’s text and do not stand there.",
    ),
    AnchorStatus.NO_TEXT: (
        "Not checked",
        "That is not known: no text of the article is held here to look in.",
    ),
}

STANDINGS = {
    Standing.UNVERIFIED: (
        "Unverified",
        "The article says so. Nobody has checked it against anything else.",
    ),
    Standing.VERIFIED: (
        "Verified",
        "Yes. It was checked against evidence beyond the article.",
    ),
    Standing.DISPUTED: (
        "Disputed",
        "That is in doubt: there is evidence against it.",
    ),
    Standing.MISATTRIBUTED: (
        "Misattributed",
        "No. The evidence shows that these are not this speaker’s words.",
    ),
}


def language_name(tag):
    """Return the English name of a language, as in “French (fr-CA)”, or its tag."""
    info = LANG_INFO.get(tag.lower())
    if info and "name" in info:
        return info["name"]
    base = LANG_INFO.get(tag.partition("-")[0].lower(), {})
    return f"{base['name']} ({tag})" if "name" in base else tag
