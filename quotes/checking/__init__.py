"""Checks a quotation: may these words be printed as one, and whose are they?

letters            a text as its letters and words, for comparison
claim_places       where the words of a claim are, exact or with marked changes
near_passages      passages with other words, and claims joined from several places
likeness           passages that say nearly the same as a claim
windows            the parts of a long text that may have the words of a claim
name_comparison    whether two names may be the same person's
spellings          whether two words are forms or spellings of one name
verdicts           the closed list of verdicts, and the parts of a judgement
speakers           who is on record with the words, and whom evidence refutes
other_words        claims that no passage has: altered, joined, or nobody's
judging            all of the above: `judge`
drafts             the quotations of a draft, and their speakers
cues               names beside a quotation in French, German and Spanish drafts
reporting_clauses  reporting words inside the marks
report             what was found, as JSON
labels             the texts for readers on each verdict
forms              the forms for a quotation, a draft or a file
lookups            keys of texts and quotes that may have the words of a claim
candidates         these texts and quotes, read from the database
check              `check_claim` and `check_draft`, against the database

All but the last five are plain Python. docs/checking.md says what a verdict promises.
"""
