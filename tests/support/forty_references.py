"""Forty references of all types, each with something that is hard to cite.

The name of each says what is hard. All are quoted: the golden files have the entry, the
citation of the article and that of the quote.
"""

from articles.partial_dates import PartialDate
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work

BALL = CitedSpeaker("Dean Ball", "research fellow", family="Ball")
LIM = CitedSpeaker("Ada Lim", "minister", "verified", family="Lim")
AGENCY = CitedSpeaker("European Space Agency", is_person=False)
FORTY = {}


def add(about, type, title, *authors, says=(BALL,), kind="direct", **work):
    """Add a reference. An author is a CSLName, a literal, or "Given Family"."""
    key = f"a{len(FORTY) + 1:02}"
    names = [
        each if isinstance(each, CSLName) else CSLName(*reversed(each.rsplit(" ", 1)))
        for each in authors
    ]
    for field in ("issued", "accessed"):
        if field in work:
            work[field] = PartialDate.parse(work[field])
    work.setdefault("language", "en-US")
    FORTY[f"{key[1:]} {about}"] = Reference(
        Work(key=key, type=type, title=title, authors=tuple(names), **work),
        Quoted(key=f"q{key[1:]}", text="Words.", kind=kind, speakers=tuple(says)),
    )


NEWS, MAGAZINE, JOURNAL = "article-newspaper", "article-magazine", "article-journal"
PAPER = {"container_title": "The Evening Paper"}

add(
    "newspaper: particle, suffix, pages, read on a day",
    NEWS,
    "Chip rules leak, says the trade ministry of France",
    "Ada Okafor",
    CSLName("Gogh", "Vincent", particle="van"),
    CSLName("King", "Martin Luther", suffix="Jr."),
    **PAPER,
    issued="2025-02-03",
    accessed="2025-02-13",
    url="https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
    page="A12–A13",
    section="Business",
)
add(
    "newspaper: no outlet, no date, no address",
    NEWS,
    "DeepSeek: how China’s embrace of open-source AI caused a geopolitical earthquake",
    "Sean Dickens",
)
add(
    "newspaper: no author",
    NEWS,
    "Storm closes the coast road",
    **PAPER,
    issued="2024-11-05",
    url="https://news.example/storm",
)
add(
    "newspaper: known to the month",
    NEWS,
    "Harvest fails again",
    "Marta Ruiz",
    **PAPER,
    issued="2025-06",
    url="https://news.example/harvest",
)
add(
    "newspaper: known to the year",
    NEWS,
    "A year without rain",
    "Peter Quill",
    **PAPER,
    issued="1998",
    page="4",
)
add(
    "newspaper: title with quotation marks",
    NEWS,
    "Why the “quiet war” over ‘smart’ meters isn’t over",
    "Nia Hale",
    **PAPER,
    issued="2023-09-30",
    url="https://news.example/quiet-war",
)
add(
    "newspaper: title is a question",
    NEWS,
    "Who owns the moon?",
    "Ivo Brandt",
    **PAPER,
    issued="2022-01-17",
    url="https://news.example/moon",
    says=(AGENCY,),
)
add(
    "newspaper: title ends with an exclamation mark in quotation marks",
    NEWS,
    "Minister shouts “Enough!”",
    "Jo Carver",
    **PAPER,
    issued="2021-03-08",
    url="https://news.example/enough",
    says=(LIM,),
)
add(
    "newspaper: French",
    NEWS,
    "L’Assemblée nationale adopte la loi sur l’eau",
    CSLName("Ormesson", "Hélène", particle="d’"),
    container_title="Le Soir de Lyon",
    issued="2024-05-02",
    url="https://journal.example/eau",
    language="fr",
)
add(
    "newspaper: German, inner quotation marks",
    NEWS,
    "Minister nennt Bericht „unfertig“ und will neue Zahlen",
    CSLName("Weizsäcker", "Karl", particle="von"),
    container_title="Abendblatt für Alle",
    issued="2024-12-24",
    url="https://blatt.example/zahlen",
    language="de",
)
add(
    "newspaper: two authors, two speakers",
    NEWS,
    "Fishing fleet returns empty",
    "Rosa Alder",
    "Tom Birch",
    **PAPER,
    issued="2025-01-02",
    url="https://news.example/fleet",
    says=(BALL, LIM),
)
add(
    "newspaper: eight authors, three speakers",
    NEWS,
    "The long count",
    *(f"{given} {given}son" for given in "Al Bo Cy Di Ed Flo Gus Hal".split()),
    **PAPER,
    issued="2020-11-04",
    url="https://news.example/count",
    says=(BALL, LIM, AGENCY),
)
add(
    "newspaper: attribution disputed",
    NEWS,
    "Leaked memo names a price",
    "Uma Price",
    **PAPER,
    issued="2025-03-01",
    url="https://news.example/memo",
    says=(CitedSpeaker("Dean Ball", "", "disputed", family="Ball"),),
)
add(
    "newspaper: misattributed, beside a rival claim",
    NEWS,
    "The saying that nobody said",
    "Victor Stone",
    **PAPER,
    issued="2025-03-02",
    url="https://news.example/saying",
    says=(CitedSpeaker("Mark Twain", "", "misattributed", family="Twain"), LIM),
)
add(
    "newspaper: paraphrase",
    NEWS,
    "Port strike ends",
    "Wanda Pike",
    **PAPER,
    issued="2025-03-03",
    url="https://news.example/strike",
    kind="indirect",
)
add(
    "newspaper: no speaker",
    NEWS,
    "Bridge to open in May",
    "Xavier Poole",
    **PAPER,
    issued="2025-03-04",
    url="https://news.example/bridge",
    says=(),
)
add(
    "newspaper: by an agency",
    NEWS,
    "Currency falls to a record low",
    CSLName(literal="Associated Wire"),
    **PAPER,
    issued="2025-03-05",
    url="https://news.example/currency",
)
add(
    "legal case",
    "legal_case",
    "Harbor Board v. Penn",
    container_title="Court of Appeal",
    issued="2018-03-09",
    url="https://court.example/penn",
)
add(
    "newspaper: Japanese",
    NEWS,
    "深海の新しい地図",
    CSLName("山田", "花子"),
    container_title="夕刊新聞",
    issued="2024-07-07",
    url="https://shimbun.example/map",
    language="ja",
)
add(
    "newspaper: Arabic, right to left",
    NEWS,
    "البحر يعود إلى المدينة",
    CSLName("الحسن", "ليلى"),
    container_title="جريدة المساء",
    issued="2024-08-08",
    url="https://jarida.example/bahr",
    language="ar",
)
add(
    "newspaper: nothing but a title",
    NEWS,
    "Untitled dispatch",
)
add(
    "newspaper: signs that markup uses, an author with one name",
    NEWS,
    "<i>Not italic</i> *nor* this_one_ $5 & [a](b): C# ^up^ ~down~",
    CSLName(literal="Zarathustra"),
    **PAPER,
    issued="2025-04-01",
    url="https://news.example/a_b*c*d",
)
add(
    "magazine: full date, pages",
    MAGAZINE,
    "The slow return of the night train",
    "Aldo Ferri",
    container_title="Wayfarer",
    issued="2023-04-10",
    page="22–29",
)
add(
    "document",
    "document",
    "What the board got wrong about tides",
    "Bella Conti",
    container_title="Harbor Board",
    issued="2023-05",
    url="https://board.example/tides",
)
add(
    "magazine: no outlet",
    MAGAZINE,
    "Tides of the north",
    "Cora Dunn",
    issued="2022-12",
    url="https://tides.example/north",
)
add(
    "journal: three authors, pages",
    JOURNAL,
    "Attribution in news text: a survey of open questions",
    "Dora Ek",
    "Emil Fors",
    "Finn Gard",
    container_title="Journal of Quotation Studies",
    issued="2021",
    page="101–130",
)
add(
    "journal: twenty-five authors",
    JOURNAL,
    "A map of ten million statements",
    *(f"{chr(65 + n)}. {chr(65 + n)}{'abcde'[n % 5]}son" for n in range(25)),
    container_title="Journal of Quotation Studies",
    issued="2024-03",
    page="1–9",
)
add(
    "speech",
    "speech",
    "Remarks on the opening of the harbor",
    "Gwen Hart",
    issued="2019-10-11",
    url="https://gov.example/harbor",
    says=(CitedSpeaker("Gwen Hart", family="Hart"),),
)
add(
    "interview in a magazine",
    "interview",
    "Hana Ito on building slowly",
    "Ines Jara",
    container_title="Wayfarer",
    issued="2022-02-20",
    url="https://wayfarer.example/ito",
    says=(CitedSpeaker("Hana Ito", family="Ito"),),
)
add(
    "interview: nowhere to be found",
    "interview",
    "Talk with a witness",
    "Jens Koch",
    issued="2018-06-01",
)
add(
    "broadcast",
    "broadcast",
    "Evening edition",
    "Kira Lund",
    container_title="Radio North",
    issued="2020-05-05",
    url="https://radio.example/evening",
)
add(
    "webpage of an organisation, no date, read on a day",
    "webpage",
    "About our standards",
    CSLName(literal="Institute for Open Records"),
    container_title="Open Records",
    accessed="2025-05-20",
    url="https://records.example/standards",
)
add(
    "webpage: no author, no date",
    "webpage",
    "Tide tables",
    container_title="Harbor Watch",
    url="https://harbor.example/tides",
)
add(
    "blog",
    "post-weblog",
    "On reading footnotes: a defense",
    "Lena Moss",
    container_title="Marginal Notes",
    issued="2024-09-09",
    url="https://notes.example/footnotes",
)
add(
    "post",
    "post",
    "We have received the letter and will answer it.",
    "Milo Nash",
    container_title="Chatter",
    issued="2025-01-30",
    url="https://chatter.example/p/1",
)
add(
    "report of an organisation that is also its author",
    "report",
    "State of the world’s coasts 2023",
    CSLName(literal="Ocean Council"),
    container_title="Ocean Council",
    issued="2023",
    url="https://ocean.example/coasts",
)
add(
    "hearing",
    "hearing",
    "Oversight of harbor safety",
    "Otis Penn",
    container_title="Committee on Transport",
    issued="2021-07-14",
    url="https://house.example/harbor",
)
add(
    "book",
    "book",
    "The handbook of tides",
    "Petra Quist",
    container_title="North Press",
    place="Oslo",
    issued="2017",
)
add(
    "chapter of a book",
    "chapter",
    "What the pilots knew",
    "Rolf Sand",
    container_title="Voices of the Harbor",
    issued="2016",
    page="55–71",
)
add(
    "letter",
    "personal_communication",
    "Letter to the harbor master",
    "Saga Torn",
    issued="1911-04-02",
    container_title="City Archive",
    url="https://archive.example/letter",
)
