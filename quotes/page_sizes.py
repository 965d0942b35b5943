"""The number of entries on a page of each list, and of short lists within pages."""

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
#: Ids of a section in a part of the sitemap.
SITEMAP_IDS = 5000

# Short lists within pages:
#: Options of a filter beside the list, and on the page of that filter.
OPTIONS, MORE_OPTIONS = 5, 60
#: Names and quotes of each kind on home.
HOME_NAMES, HOME_QUOTES = 8, 3
#: Values in each list of the profile of a speaker, outlet, topic or year.
PROFILE_VALUES = 10
#: Newest quotes of each speaker in a comparison.
COMPARED_QUOTES = 5
#: Prints of a saying that are not folded away.
PRINTS = 20

# Pages of the desk (its lists: articles/admin/model_admin.py):
#: Suggestions in the review of an article.
SUGGESTIONS = 50
#: Quotes in the form of their article.
QUOTES_IN_FORM = 25
#: Members in the form of a saying; those of a larger one are in their own list only.
MEMBERS_IN_FORM = 100
#: Changes in the history of a record.
CHANGES = 100
#: Quotes of a speaker who is split.
QUOTES_TO_SPLIT = 100
