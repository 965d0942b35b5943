"""How many entries a page of each list has."""

#: Quotes and articles in lists; quotes of a speaker, outlet, topic, year or article.
QUOTES = 25
#: Speakers, topics and outlets, A to Z.
NAMES = 100
SAYINGS = 20
CORRECTIONS = 50
#: Versions of an article's text.
VERSIONS = 20
#: Entries of a feed.
FEED_ENTRIES = 50
#: Quotes of a day in the calendar, and of each year of them.
QUOTES_OF_DAY, QUOTES_OF_YEAR = 25, 5

# Pages of the desk (its lists: articles/admin/desk.py):
#: Suggestions in the review of an article.
SUGGESTIONS = 50
#: Quotes in the form of their article.
QUOTES_IN_FORM = 25
#: Changes in the history of a record.
CHANGES = 100
#: Quotes of a speaker who is split.
QUOTES_TO_SPLIT = 100
