"""Names of people and organisations: their parts, as citations and indexes need them.

`propose()` divides a printed name and says when it is not sure. Speakers, bylines and
the readers of pages share it, so that one name has the same parts everywhere.
"""

from articles.names.name import Name
from articles.names.proposals import ProposedName, propose

__all__ = ["Name", "ProposedName", "propose"]
