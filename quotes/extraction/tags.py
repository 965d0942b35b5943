"""The classes of words, by which clauses and noun phrases are recognized.

The tables of each language (languages/) say which words are in them; other words are
tagged by their first letter or ending. There is no parser.
"""

#: All tags, with "^" for the outside of a sentence, and "" for nothing.
TAGS = (
    *("VB", "ED", "IG", "BE", "HV", "DO", "MD", "NN", "CP", "PE", "CD", "DA", "DT"),
    *("PO", "GE", "PR", "IT", "EX", "WH", "RB", "NO", "IN", "TO", "TH", "SB", "CC"),
    *(",", ".", ";", ":", "-", "(", ")", "^", ""),
)
#: The possible endings of a verb form.
ENDINGS = ("", "ing", "ed", "s")

#: Tags of words that may be inside a noun phrase.
NOMINAL = frozenset(("DT", "PO", "CD", "CP", "NN", "PE", "DA", "GE"))
VERBAL = frozenset(("VB", "ED", "BE", "HV", "DO", "MD"))
#: Tags by which clauses are recognized.
FINITE = frozenset(("VB", "ED", "BE", "MD"))
