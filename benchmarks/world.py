"""Generates speakers, outlets and topics: the rows that quotes refer to."""

from dataclasses import dataclass

from articles.names import Name
from benchmarks.words import vocabulary

#: When all rows were entered: fixed, so that the same seed makes the same rows.
ENTERED = "2026-11-01 00:00:00+00"
_STAMPS = f"{ENTERED}\t{ENTERED}"
#: Given names, with their form in slugs.
_GIVEN = [
    *(
        (name, name.lower())
        for name in (
            "Ada Amir Ana Ben Carla Chen Dana David Elena Emma Farid Femi George Grace "
            "Hana Ivan Jane John Jun Kofi Laura Lin Maria Mary Mike Nadia Noor Omar "
            "Paul Peter Priya Rosa Ruth Sara Tariq Tom Uma Vera Wei Yara"
        ).split()
    ),
    *(("Zoë", "zoe"), ("José", "jose"), ("Łucja", "lucja"), ("Søren", "soren")),
]


@dataclass(frozen=True, slots=True)
class World:
    """What a data set draws from, the most frequent first, and rows for COPY.

    `lines` are the finished lines of the tables, in the order of foreign keys.
    """

    words: list[str]
    speakers: list[str]
    publications: list[str]
    topics: list[str]
    lines: dict[str, list[str]]


def make_world(rng, quotes):
    """Return the World of a data set with this number of quotes.

    A speaker for every 20 quotes (300,000 at most), a publication for every 1,000
    (40 to 5,000) and a topic for every 500 (60 to 600).
    """
    words = vocabulary(rng)
    speakers, aliases = [], []
    people = _people(rng, words, min(max(quotes // 20, 200), 300_000))
    for pk, (parts, slug, kind) in enumerate(people, 1):
        name = str(parts)
        wikidata = f"Q{pk * 7 + 100}" if rng.random() < 0.6 else ""
        speakers.append(
            f"{pk}\t{_STAMPS}\t{slug}\t{{}}\t{kind}\t{name}\t{parts.inverted}\t"
            f"{parts.given}\t\t{parts.family}\t\t{parts.literal}\t"
            f"{'Known for ' + rng.choice(words) if rng.random() < 0.5 else ''}\t"
            f"{wikidata}\tunknown\tunknown\n"
        )
        if rng.random() < 0.2:
            alias = f"{name.split()[0][0]}. {name.split()[-1]}"
            aliases.append(f"{len(aliases) + 1}\t{_STAMPS}\t{pk}\t{alias}\n")
    outlets = _titles(rng, words, min(max(quotes // 1_000, 40), 5_000), "Times Post")
    subjects = _titles(rng, words, min(max(quotes // 500, 60), 600), "Policy Science")
    return World(
        words,
        [str(person[0]) for person in people],
        list(outlets),
        list(subjects),
        {
            "quotes_speaker": speakers,
            "quotes_alias": aliases,
            "articles_publication": [
                f"{pk}\t{_STAMPS}\t{slug}\t{{}}\t{name}\t\thttps://{slug}.example/\n"
                for pk, (name, slug) in enumerate(outlets.items(), 1)
            ],
            "quotes_topic": [
                f"{pk}\t{_STAMPS}\t{slug}\t{{}}\t{name}\n"
                for pk, (name, slug) in enumerate(subjects.items(), 1)
            ],
        },
    )


def _people(rng, words, count):
    """Return (Name, slug, kind); namesakes have numbered slugs."""
    found, times, families = [], {}, words[200:40_000]
    for _ in range(count):
        family = rng.choice(families).capitalize()
        if rng.random() < 0.12:
            name = f"{family} {rng.choice(('Institute', 'Party', 'Group'))}"
            slug, kind = name.lower().replace(" ", "-"), "organisation"
            parts = Name(literal=name)
        else:
            given, plain = rng.choice(_GIVEN)
            parts = Name(given, family=family)
            slug, kind = f"{plain}-{family.lower()}", "person"
        times[slug] = times.get(slug, 0) + 1
        if times[slug] > 1:
            slug = f"{slug}-{times[slug]}"
        found.append((parts, slug, kind))
    return found


def _titles(rng, words, count, endings):
    """Return {name: slug} of this many outlets or topics."""
    found, firsts = {}, words[200:20_000]
    while len(found) < count:
        name = f"{rng.choice(firsts).capitalize()} "
        name += rng.choice(endings.split())
        found[name] = name.lower().replace(" ", "-")
    return found
