"""Sources, quotes and a draft in which each of the eleven verdicts occurs once."""

from quotes.checking.verdicts import Verdict
from tests.factories import make_article, make_quote, make_speaker
from tests.support.checked_texts import HARBOUR, RAILWAY

REFUTED = "A harbour without a song is only a hole full of cold water"
#: (verdict, words, speaker named in the draft), in the order of the draft.
CLAIMS = [
    (
        Verdict.EXACT,
        "Every timetable is a promise made to strangers, and we have kept ours through "
        "two floods and a strike",
        "Robert Reed",
    ),
    (
        Verdict.MARKED,
        "The railway brought us the newspapers a day late … and the tourists a week "
        "early",
        "Robert Reed",
    ),
    (
        Verdict.AT_RISK,
        "The well-known lighthouse — our oldest friend — shall be kept",
        "Ann Lowe",
    ),
    (
        Verdict.ALTERED,
        "We built this harbour with our own hands, and we do intend to sell it",
        "Ann Lowe",
    ),
    (
        Verdict.JOINED,
        "Let us finish the harbour, mend the nets and a line that runs at a loss is "
        "still a line that runs",
        "",
    ),
    (
        Verdict.SAID_BY_ANOTHER,
        "Nobody has ever counted the boats that were lost in the winter of that year",
        "Robert Reed",
    ),
    (Verdict.REFUTED, REFUTED, "Ann Lowe"),
    (
        Verdict.CHANGED_SINCE,
        "The bridge will carry nine hundred wagons a day by midsummer",
        "Ada Cole",
    ),
    (
        Verdict.PARAPHRASE,
        "The schoolmaster asked that the minutes should be printed and posted to each "
        "family ahead of the fair",
        "",
    ),
    (Verdict.TOO_SHORT, "on the quay", ""),
    (
        Verdict.NOT_ON_RECORD,
        "Purple giraffes negotiate quarterly dividends with nocturnal plumbers",
        "",
    ),
]


def make_sources():
    """Create the sources and quotes; return the draft."""
    make_article(
        text=HARBOUR.text,
        title="Speech on the quay",
        kind="speech",
        published="1912-05-01",
        bylines=["Ann Lowe"],
        rights="full",
    )
    make_article(
        text=RAILWAY.text,
        title="Speech at the station",
        kind="speech",
        published="1920-03-02",
        bylines=["Robert Reed"],
        rights="full",
    )
    changed = make_article(
        text="Ada Cole spoke. The bridge will carry nine hundred wagons a day by "
        "midsummer, she said.",
        title="A bridge at last",
        published="1925-06-01",
    )
    changed.hold_text("Ada Cole spoke of the bridge, and sat down.")
    book = make_article(
        text=f"There is an old saying of the coast. {REFUTED}. Who said so first?",
        title="Sayings of the coast",
        kind="book",
        published="1950",
    )
    make_quote(
        book,
        REFUTED,
        speaker=make_speaker("Ann Lowe"),
        standing="misattributed",
        evidence="It is in no speech of hers; the almanac of 1890 has it.",
    )
    return make_draft()


def make_draft():
    """Return the draft, with each quotation in curly marks."""
    sentences = [
        f"{speaker} said: “{words}.”" if speaker else f"Elsewhere we read “{words}”."
        for _verdict, words, speaker in CLAIMS
    ]
    return "\n\n".join(sentences)
