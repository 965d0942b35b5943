"""Check a quote: may these words be printed as a quotation, and whose are they?

letters     a text as its letters and words, for comparison
places      where the words of a claim are, exact or with marked changes
near        passages with other words, and claims joined from several places
sense       conditions and negations just outside a passage
names       whether two names may be the same person's
verdicts    the closed list of verdicts, and what a judgement is made of
other_words claims that no passage has: altered, joined, or nobody's
judging     all of the above: `judge`
drafts      the quotations of a draft, and their speakers
candidates  the texts and quotes that may hold a claim, from the database
check       `check_claim` and `check_draft`, against the database

All but the last two are plain Python. docs/checking.md says what a verdict promises.
"""
