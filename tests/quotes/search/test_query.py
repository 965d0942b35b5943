"""Queries for words in any language, names, fields, and any other input."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from quotes.models import Listing, Quote
from quotes.search.query import build_query, rank_columns
from quotes.search.syntax import Term, parse
from quotes.sql import fetch_rows
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)

FOUND = """
SELECT text FROM quotes_listing JOIN quotes_quote ON id = quote_id
WHERE search @@ %s::tsquery ORDER BY {}, day DESC, quote_id DESC
"""


def find(text, languages=None):
    """Return the texts of the quotes that a search finds, best match first."""
    query = build_query(parse(text), languages)
    if query is None:
        return []
    ranks, parameters = rank_columns(query)
    order = ", ".join(f"{rank} DESC" for rank in ranks) or "(SELECT 0)"
    rows = fetch_rows(FOUND.format(order), [query.tsquery, *parameters])
    return [text for (text,) in rows]


def found(text, languages=None):
    """Return the first word of each quote that a search finds."""
    return {words.split()[0] for words in find(text, languages)}


class SearchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.lecun = make_speaker("Yann LeCun", aliases=["Monsieur Réseau"])
        cls.hinton = make_speaker("Geoffrey Hinton")
        cls.bills = make_speaker("Ada Bills")
        cls.zoe = make_speaker("Zoë Jean-Baptiste")
        cls.who = make_speaker("WHO", kind="organisation")
        cls.record = make_publication(name="The Daily Record")
        cls.monde = make_publication(name="Le Monde")
        cls.war = make_topic("Trade war")

        def quote(text, language="en", speaker=False, **options):
            article = make_article(
                language=language,
                title=options.pop("title", "A report"),
                publication=options.pop("publication", None),
            )
            return make_quote(article, text, speaker=speaker, **options)

        quote("One: the export control horse has left the barn", speaker=cls.hinton)
        quote("Two: exporting energies is controlled by the barn", speaker=cls.lecun)
        quote("Three: LeCun is wrong about horses", publication=cls.record)
        quote("Four: new export-control rules", topics=[cls.war], speaker=cls.bills)
        quote("Five: a bill is passed", speaker=cls.zoe, title="The energy Act")
        quote("Six: don’t die, says Élysée", speaker=cls.who)
        quote("Un: l’énergie du palais de l’Élysée", "fr", publication=cls.monde)
        quote(
            "Deux: les chevaux du marché",
            "fr-CA",
            translation="Market horses",
            translation_language="en",
        )
        quote("Eins: die Energie und die Häuser", "de")
        quote("Zwei: ein Haus", "de", speaker=cls.lecun, name_as_printed="Y. LeCun")
        quote("واحد الكتاب على الطاولة", "ar")
        quote("Alpha: rosa rosae", "la")
        for number in range(3):
            quote(f"Filler {number} of nothing")

    def test_all_words_must_match_in_any_inflection(self):
        self.assertEqual(found("export control"), {"One:", "Two:", "Four:"})
        self.assertEqual(found("Exports CONTROLLED barns"), {"One:", "Two:"})
        self.assertEqual(found("export nothing"), set())

    def test_the_words_of_a_phrase_must_be_consecutive(self):
        self.assertEqual(found('"export control"'), {"One:", "Four:"})
        self.assertEqual(found('"control export"'), set())
        self.assertEqual(found('"left the barn"'), {"One:"})
        # A stop word in a phrase still takes up a position.
        self.assertEqual(found('"horse left"'), set())
        self.assertEqual(found('"horse has left"'), {"One:"})

    def test_a_compound_is_found_whole_and_by_its_parts(self):
        for text in ("export-control", '"new export-control"', "Export‑Control"):
            self.assertIn("Four:", found(text), text)
        self.assertEqual(found("export-control"), {"One:", "Four:"})

    def test_excluded_words(self):
        self.assertEqual(found("export -horse"), {"Two:", "Four:"})
        self.assertEqual(found('export -"export control"'), {"Two:"})
        self.assertEqual(found("export -speaker:hinton"), {"Two:", "Four:"})
        # Excluding a name excludes what searching for it would find.
        self.assertEqual(found("horses -lecun"), {"One:", "Deux:"})

    def test_or_joins_its_neighbours(self):
        self.assertEqual(found("palais OR rosa"), {"Un:", "Alpha:"})
        self.assertEqual(found("barn horse OR energies"), {"One:", "Two:"})
        self.assertEqual(found('bill OR "new export control"'), {"Four:", "Five:"})

    def test_a_name_that_is_not_printed_is_found(self):
        self.assertEqual(found("lecun"), {"Two:", "Three:", "Zwei:"})
        self.assertEqual(found("réseau energy"), {"Two:"})
        self.assertEqual(found("lecun energy"), {"Two:"})
        self.assertEqual(found("monde palais"), {"Un:"})
        self.assertEqual(found('"daily record"'), {"Three:"})
        self.assertEqual(found("jean-baptiste"), {"Five:"})
        self.assertEqual(found("trade"), {"Four:"})  # a topic

    def test_names_are_not_inflected(self):
        self.assertEqual(found("bill"), {"Five:"})
        self.assertEqual(found("bills"), {"Four:", "Five:"})
        self.assertEqual(found("speaker:bill"), set())
        self.assertEqual(found("speaker:bills"), {"Four:"})

    def test_printed_names_are_not_inflected_either(self):
        make_quote(text="Seven: yes", speaker=self.zoe, name_as_printed="Lady Walks")
        self.assertEqual(found("walks"), {"Seven:"})
        self.assertEqual(found("walk"), set())
        make_quote(text="Eight: no", speaker=self.zoe, name_as_printed="Lady Bark")
        self.assertEqual(found("barks"), set())

    def test_accents_and_case_are_ignored(self):
        for text in ("élysée", "ELYSEE", "e\u0301lyse\u0301e", "l'élysée"):
            self.assertIn("Un:", found(text), text)
        self.assertEqual(found("elysee"), {"Un:", "Six:"})
        self.assertEqual(found("zoe"), {"Five:"})
        self.assertEqual(found("speaker:ZOË"), {"Five:"})

    def test_words_are_inflected_by_their_language(self):
        self.assertEqual(found("cheval"), {"Deux:"} & found("chevaux"))
        self.assertEqual(found("Haus"), {"Eins:", "Zwei:"})
        self.assertEqual(found("haüser"), {"Eins:", "Zwei:"})
        self.assertEqual(found("كتاب"), {"واحد"})
        self.assertEqual(found("rosae"), {"Alpha:"})
        self.assertEqual(found("market"), {"Deux:"})  # a translation
        self.assertEqual(found("acts"), {"Five:"})  # a title

    def test_a_stop_word_of_one_language_is_a_word_of_another(self):
        self.assertEqual(found("die"), {"Six:", "Eins:"})
        self.assertEqual(found("die Energie"), {"Eins:"})
        self.assertEqual(found("die horse"), set())
        self.assertEqual(found("the energy"), {"Two:", "Five:"})
        self.assertEqual(found("du palais"), {"Un:"})
        self.assertEqual(found("-die energie"), found("energie") - found("die"))

    def test_only_the_given_languages_count(self):
        self.assertEqual(found("die Häuser", ["de-AT"]), {"Eins:"})
        self.assertEqual(
            build_query(parse("énergies"), ["fr"]).tsquery,
            "('energ' | 'energies' | '.energie' <-> '.s' | '~energies')",
        )
        self.assertEqual(
            build_query(parse("énergies"), ["en-GB"]).tsquery,
            "('energi' | 'energies' | '.energie' <-> '.s' | '~energies')",
        )
        self.assertEqual(found("rosa", ["la", "tlh"]), {"Alpha:"})

    def test_fields_narrow_to_one_kind_of_name(self):
        self.assertEqual(found("speaker:lecun"), {"Two:", "Zwei:"})
        self.assertEqual(found('by:"lecun yann"'), {"Two:", "Zwei:"})
        self.assertEqual(found('speaker:"Y. LeCun"'), {"Zwei:"})
        self.assertEqual(found("in:record"), {"Three:"})
        self.assertEqual(found("about:trade"), {"Four:"})
        self.assertEqual(found("article:energy"), {"Five:"})
        self.assertEqual(found("article:horse"), set())
        self.assertEqual(
            found("speaker:lecun OR speaker:hinton barn"), {"One:", "Two:"}
        )

    def test_an_unknown_name_matches_nothing_and_a_note_says_so(self):
        for field in ("publication", "topic", "speaker"):
            with self.subTest(field=field):
                query = build_query(parse(f"{field}:nobody horse"))
                self.assertEqual(query.unmatched, (Term("nobody", field=field),))
                noun = "outlet" if field == "publication" else field
                note = f"No {noun} called “nobody” is on record."
                self.assertEqual(query.notes, (note,))
                self.assertEqual(found(f"{field}:nobody horse"), set())
                self.assertEqual(found(f"-{field}:nobody palais"), {"Un:"})
        self.assertEqual(found("in:nobody OR palais"), {"Un:"})

    def test_names_in_drafts_only_are_unknown(self):
        make_quote(speaker=make_speaker("Hidden Person"), status="draft")
        self.assertEqual(len(build_query(parse("speaker:hidden")).unmatched), 1)

    def test_stop_words_are_words(self):
        self.assertEqual(found("the horse has"), {"One:"})
        self.assertEqual(found("the of and"), set())
        self.assertEqual(found("the OR palais"), {"One:", "Two:", "Five:", "Un:"})
        make_quote(text="Nine: to be, or not to be: who am I, if I can’t?")
        for text in (
            "to be or not to be",
            '"to be or not to be"',
            "can't",
            "can’t",
            "cant",
            "who am i",
            '"who am I"',
        ):
            self.assertEqual(found(text), {"Nine:"}, text)
        self.assertEqual(found("-the horse"), {"Three:", "Deux:"})

    def test_a_common_word_may_be_a_whole_name(self):
        self.assertEqual(found("who"), {"Six:"})
        make_quote(text="Ten: a song", speaker=make_speaker("The Who"))
        self.assertEqual(found("the who"), {"Ten:"})

    def test_a_search_of_excluded_words_only(self):
        query = build_query(parse("-horse -in:record"))
        self.assertTrue(query.only_negative)
        self.assertEqual((query.words, query.line), ("", ""))
        self.assertEqual(len(find("-horse")), Listing.objects.count() - 3)
        self.assertFalse(build_query(parse("barn -horse")).only_negative)
        self.assertTrue(build_query(parse("barn OR -horse")).only_negative)

    def test_an_empty_search(self):
        for text in ("", "   ", '""', "-", "OR", "!!!", "\x00"):
            self.assertIsNone(build_query(parse(text)), text)

    def test_ranking_puts_the_phrase_first_then_the_speaker(self):
        make_quote(text="horse barn barn horse barn horse horse")
        self.assertEqual(find("horse has left")[0].split()[0], "One:")
        self.assertEqual(find("yann lecun")[0].split()[0], "Zwei:")
        make_quote(text="LeCun LeCun LeCun LeCun")
        first = [text.split()[0] for text in find("lecun")]
        self.assertEqual(first[:2], ["Zwei:", "Two:"])
        self.assertEqual(first[2:], ["LeCun", "Three:"])

    def test_speakers_are_found_by_their_typed_name(self):
        def speakers(text):
            return set(build_query(parse(text)).speakers)

        lecun, zoe = {self.lecun.pk}, {self.zoe.pk}
        self.assertEqual(speakers("lecun"), lecun)
        self.assertEqual(speakers("yann lecun energy"), lecun)
        self.assertEqual(speakers('"yann lecun" energy'), lecun)
        self.assertEqual(speakers("Monsieur Réseau"), lecun)
        self.assertEqual(speakers("jean-baptiste"), zoe)
        self.assertEqual(speakers("yann"), set())  # one of many names
        self.assertEqual(speakers("lecun energy"), set())  # may be about him
        self.assertEqual(speakers("-lecun"), set())

    def test_a_name_among_many_is_found_by_all_its_words(self):
        for number in range(30):
            speaker = make_speaker(f"Jane Number{number}")
            make_quote(text=f"words {number}", speaker=speaker)
            make_quote(text=f"more words {number}", speaker=speaker)
        make_quote(
            text="Nine: here", speaker=make_speaker("Jane Doe"), name_as_printed="she"
        )
        self.assertEqual(found("jane doe"), {"Nine:"})
        self.assertEqual(found("doe jane here"), {"Nine:"})


HOSTILE = [
    "' \\ '' \\' \\\\ ''' & | ! ( ) <-> :* :A *",
    "a'b\\c 'quoted' \\'",
    "foo & | bar <-> ! baz:*",
    "<script>alert(1)</script> &amp; %s %d %(x)s {} %",
    "%", "100% _ like %x%",
    "'; DROP TABLE quotes_quote; --",
    "word " * 10_000,
    '"' + "phrase of words " * 1_000,
    "speaker:" * 500,
    "=s1 '=s1' =none '=len'",
    "\x00\x00 nul \x00",
    "\ud800 surrogate",
    "٣ ١٢ ① ½ ꙮ 🐴 你好 ไทย",
    "e\u0301" * 300,
    "http://example.org/a'b\\c?d=%27 x@example.org /usr/lib 1e400 -5 12:30",
    '"the" -"the" speaker:"the" article:the topic:\'',
    "a OR -b OR speaker:c OR -in:d",
]  # fmt: skip


class NoQuotesTests(TestCase):
    def test_searches_without_quotes(self):
        for text in ("the horse", "-horse", "speaker:ada in:x about:y", '"a b" c d'):
            self.assertEqual(find(text), [], text)


class InputPropertyTests(PropertyTestCase):
    @classmethod
    def setUpTestData(cls):
        article = make_article(publication=make_publication(), language="en")
        make_quote(article, "The horse has left the barn.", topics=[make_topic()])
        make_quote(make_article(language="fr"), "Le cheval")

    def check(self, text):
        """Search for a text: work is limited and PostgreSQL accepts all statements."""
        with CaptureQueriesContext(
            connection,
        ) as asked:
            query = build_query(parse(text))
        self.assertLessEqual(len(asked), 1)
        if query is None:
            return
        self.assertLess(len(query.tsquery), 50_000)
        self.assertTrue(query.tsquery)
        with CaptureQueriesContext(connection) as asked:
            find(text)
        self.assertEqual(len(asked), 2)
        fetch_rows(
            "SELECT ''::tsvector @@ (%s::tsquery && (%s || ' | ''a''')::tsquery)",
            [query.tsquery, query.words or "'a'"],
        )

    def test_hostile_input(self):
        for text in HOSTILE:
            with self.subTest(text=text[:60]):
                self.check(text)
        self.assertEqual(Quote.objects.count(), 2)

    def test_a_lexeme_of_a_filter_cannot_be_typed(self):
        self.assertEqual(find("=len"), [])
        self.assertEqual(find("'=kdirect'"), [])

    @settings(max_examples=60)
    @given(st.text())
    @example("\x00")
    def test_any_text(self, text):
        self.check(text)

    @settings(max_examples=60)
    @given(
        st.lists(
            st.sampled_from(
                ["the", "horse", "-horse", "OR", '"the horse"', "speaker:ada", "in:x",
                 "-topic:y", "article:report", "le", "cheval", "'", "\\", "!"]
            ),
            max_size=12,
        )
    )  # fmt: skip
    def test_any_combination(self, words):
        self.check(" ".join(words))
