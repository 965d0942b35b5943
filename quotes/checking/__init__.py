"""Check a quote: may these words be printed as a quotation, and whose are they?

letters     a text as its letters and words, for comparison
places      where the words of a claim are, exact or with marked changes
near        passages with other words, and claims joined from several places
sense       conditions and negations just outside a passage
names       whether two names may be the same person's
verdicts    the closed list of verdicts, and what a judgement is made of
other_words claims that no passage has: altered, joined, or nobody's
judging     all of the above: `judge`

These are plain Python, without a database.
"""
