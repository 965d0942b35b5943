"""A few texts of made-up speakers, in which claims are looked for."""

from datetime import date

from quotes.checking.verdicts import Candidate

HARBOUR = Candidate(
    "harbour",
    "We built this harbour with our own hands, and we don’t intend to sell it. The "
    "council voted 2,500 pounds for the east wall in 1911. Not one of us was asked "
    "what "
    "the storms would cost.\n\nIf the ferry stops, the island will be empty within ten "
    "years. I will not sign a lease that nobody has read. The well-known lighthouse — "
    "our oldest friend — shall be kept, unless the trustees sell the land beneath "
    "it.\n\n"
    "Who pays for the wall? The fishermen do. They tell us that the sea is now here to "
    "stay. We were told so before, and we sang “The Boatman” on the quay. The "
    "schoolmaster asked that the minutes be printed in full and sent to every "
    "household "
    "before the spring fair.\n\nNobody has ever counted the boats that were lost in "
    "the "
    "winter of that year, and I do not believe that the insurers want to know. Let us "
    "finish the harbour, mend the nets and open the school again.",
    ("Ann Lowe",),
    date(1912, 5, 1),
)
RAILWAY = Candidate(
    "railway",
    "The railway brought us the newspapers a day late and the tourists a week early. "
    "The council voted 2,500 pounds for the west wall in 1911. A line that runs at a "
    "loss is still a line that runs. Every timetable is a promise made to strangers, "
    "and "
    "we have kept ours through two floods and a strike. Mr Reed asked for the "
    "accounts; "
    "the accounts were given to him without delay.",
    ("Robert Reed", "Bob Reed"),
    date(1920, 3, 2),
)
GAZETTE = Candidate("gazette", "It is a line that runs, said a passenger.", ())
TEXTS = [HARBOUR, RAILWAY, GAZETTE]
