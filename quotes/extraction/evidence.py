"""Whether a name is a person's, or that of an organisation, a place or another thing.

In: a name on a page. Out: points, above 0 for a person: for a title, a role, a given
name, an initial, an age or party after it, or a verb. Below 0 for a thing: "the" before
it, "of" within it, a last word such as "committee", a country.
"""

from quotes.extraction.given_names import sex_of
from quotes.extraction.languages.english_names import SURNAMES, THINGS, TITLES, is_role
from quotes.extraction.places import is_place
from quotes.extraction.proper_names import Name
from quotes.extraction.roles import role_of
from quotes.extraction.tokens import Page

VERBS = frozenset(("VB", "ED", "BE", "HV", "DO", "MD"))
IN = frozenset("in at near from across outside inside throughout".split())


def evidence_of(page: Page, name: Name) -> int:
    """Return how much tells that a name is a person's (above 0) or a thing's."""
    lower, tags = page.lower, page.tags
    first, last = name.first, name.last
    points = 0
    titled = name.title in TITLES or is_role(name.title)
    if titled and name.title not in ("state", "general", "doctor"):
        points += 3
    elif titled:
        points += 1
    elif lower[first - 1 : first] == ["the"]:
        points -= 3
    elif lower[first - 1 : first] and lower[first - 1] in IN:
        points -= 1
    if sex_of(page.words[first]):
        points += 2
    if last - first > 1 and len(lower[first + 1]) == 2 and lower[first + 1][1] == ".":
        points += 2
    inner = [lower[at] in THINGS for at in range(first, last)]
    named = sex_of(page.words[first])
    if inner[-1] and not (named in ("m", "f") and lower[last - 1] in SURNAMES):
        points -= 4
    elif any(inner[1:-1]):
        points -= 2
    if any(lower[at] in ("of", "for", "and", "&") for at in range(first, last)):
        points -= 6
    if is_place(" ".join(page.words[first:last])) or (
        is_place(page.words[last - 1]) and not sex_of(page.words[first])
    ):
        points -= 6
    elif not inner[-1] and role_of(page, (first, last)):
        points += 2
    if last + 1 < len(lower):
        if lower[last] == ",":
            if tags[last + 1] == "CD" or page.words[last + 1][:2] in ("R-", "D-"):
                points += 3
        elif lower[last] == "(" and page.words[last + 1][:2] in (
            "R-",
            "D-",
            "R",
            "D",
        ):
            points += 4
        elif tags[last] in VERBS and lower[last] not in ("is", "are", "was"):
            points += 1
    return points
