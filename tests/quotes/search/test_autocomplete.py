"""Autocomplete: what is found, what is never found, and at what cost."""

import re
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models.functions import Fold
from quotes.search import autocomplete
from quotes.search.autocomplete import find_completions, marked
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests, Tags
from tests.support.slow_autocomplete import no_time_for_completions


def suggest(typed):
    """Return the groups of completions, and check that the search had time for all."""
    groups, late = find_completions(typed)
    assert not late
    return groups


def names(typed):
    """Return the completions as “kind: name”, in order."""
    return [
        f"{group.kind}: {''.join(text for text, _ in option.name)}"
        for group in suggest(typed)
        for option in group.options
    ]


def quoted(name, **fields):
    """Make a speaker with a public quote."""
    speaker = make_speaker(name, **fields)
    make_quote(speaker=speaker)
    return speaker


class MatchTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.lincoln = quoted(
            "Abraham Lincoln",
            aliases=["Honest Abe"],
            description="President of the United States.",
        )
        cls.sartre = quoted("Jean-Paul Sartre")
        cls.eluard = quoted("Paul Éluard")
        quoted("Łucja Øster Groß")
        quoted("Sinéad O’Connor")
        quoted("Георгий Жуков")
        quoted("Ωραία Σοφία")
        quoted("محمد علي")
        quoted("佐々木 希")
        quoted("John F. Kennedy")
        cls.topic = make_topic("Lending rates")
        cls.publication = make_publication(name="L’Aurore", place="Paris")
        cls.article = make_article(
            title="A seldom heard voice", publication=cls.publication
        )
        make_quote(cls.article, topics=[cls.topic], speaker=False)

    def test_each_kind_is_found_and_leads_to_its_page(self):
        for typed, kind, row in [
            ("linc", "speaker", self.lincoln),
            ("lend", "topic", self.topic),
            ("auro", "publication", self.publication),
            ("seldom", "article", self.article),
        ]:
            with self.subTest(typed):
                found = [
                    (group.kind, option.url)
                    for group in suggest(typed)
                    for option in group.options
                ]
                self.assertEqual(found, [(kind, row.get_absolute_url())])
                self.page(row.get_absolute_url())

    def test_names_match_at_the_start_of_a_word_only(self):
        for typed, found in [
            ("li", ["speaker: Abraham Lincoln"]),
            ("LINC", ["speaker: Abraham Lincoln"]),
            ("incoln", []),
            ("  abraham   lin ", ["speaker: Abraham Lincoln"]),
            ("lincoln abr", ["speaker: Abraham Lincoln"]),
            ("john kennedy", ["speaker: John F. Kennedy"]),
            ("jean p", ["speaker: Jean-Paul Sartre"]),
            ("jean-paul s", ["speaker: Jean-Paul Sartre"]),
            ("o'c", ["speaker: Sinéad O’Connor"]),
            ("conn", ["speaker: Sinéad O’Connor"]),
        ]:
            with (
                self.subTest(typed),
                patch.object(autocomplete, "MIN_LETTERS_FOR_SIMILAR", 999),
            ):
                self.assertEqual(names(typed), found)

    def test_accents_and_case_are_ignored_in_all_scripts(self):
        for typed, found in [
            ("eluard", "Paul Éluard"),
            ("ÉLU", "Paul Éluard"),
            ("e\u0301lu", "Paul Éluard"),
            ("lucja", "Łucja Øster Groß"),
            ("oster", "Łucja Øster Groß"),
            ("gross", "Łucja Øster Groß"),
            ("GROẞ", "Łucja Øster Groß"),
            ("жук", "Георгий Жуков"),
            ("ЖУК", "Георгий Жуков"),
            ("σοφια", "Ωραία Σοφία"),
            ("محم", "محمد علي"),
            ("佐々", "佐々木 希"),
            ("ｌｉｎｃ", "Abraham Lincoln"),
        ]:
            with self.subTest(typed):
                self.assertEqual(names(typed), [f"speaker: {found}"])

    def test_an_alias_finds_its_speaker_once_and_is_shown(self):
        (group,) = suggest("honest")
        (option,) = group.options
        self.assertEqual(option.url, self.lincoln.get_absolute_url())
        self.assertEqual(option.alias, (("Honest", True), (" Abe", False)))
        self.lincoln.aliases.create(name="Abe Lincoln")
        (group,) = suggest("lincoln")
        self.assertEqual(len(group.options), 1)
        self.assertEqual(group.options[0].alias, ())

    def test_misspellings_find_similar_names(self):
        for typed, found in [
            ("Abraham Lincon", "speaker: Abraham Lincoln"),
            ("lincon", "speaker: Abraham Lincoln"),
            ("Jon Kenedy", "speaker: John F. Kennedy"),
            ("a seldon heard voice", "article: A seldom heard voice"),
            ("oconnor", "speaker: Sinéad O’Connor"),
            ("lendign rates", "topic: Lending rates"),
            ("Жукав", "speaker: Георгий Жуков"),
        ]:
            with self.subTest(typed):
                self.assertEqual(names(typed)[:1], [found])
                self.assertTrue(
                    suggest(typed)[0].legend.endswith("spelled similarly"), typed
                )
        self.assertEqual(names("xylophone"), [])

    def test_similar_names_show_only_without_prefix_matches(self):
        quoted("Abraham Lincolm")
        self.assertEqual(names("abraham lincoln"), ["speaker: Abraham Lincoln"])

    def test_the_html_fragment(self):
        page = self.page("/suggestions/?q=lin")
        tags = Tags(page)
        (listbox,) = [tag for _, tag in tags.found if tag.get("role") == "listbox"]
        self.assertEqual(listbox["id"], "autocomplete")
        (option,) = tags.named("a")
        self.assertEqual(option["href"], "/speakers/abraham-lincoln/")
        self.assertEqual(option["role"], "option")
        self.assertIn("<bdi>Abraham <mark>Lin</mark>coln</bdi>", page)
        self.assertIn("President of the United States.", page)
        self.assertNotIn("<html", page)
        ids = [tag["id"] for _, tag in tags.found if "id" in tag]
        self.assertEqual(len(ids), len(set(ids)))
        response = self.client.get("/suggestions/?q=lin")
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertIn("max-age=60", response["Cache-Control"])

    def test_a_description_is_shortened(self):
        self.lincoln.description = "President of the United States " * 20
        self.lincoln.save()
        self.assertLessEqual(len(suggest("linc")[0].options[0].about), 84)


class OrderTests(PageTests):
    def test_at_most_eight_including_some_of_each_kind(self):
        for number in range(9):
            make_quote(
                make_article(
                    title=f"Lima {number}",
                    publication=make_publication(name=f"Lima Post {number}"),
                ),
                speaker=make_speaker(f"Lima Speaker {number}"),
                topics=[make_topic(f"Lima topic {number}")],
            )
        found = [name.partition(":")[0] for name in names("lima")]
        self.assertEqual(
            found,
            ["speaker"] * 4 + ["topic"] * 2 + ["publication"] + ["article"],
        )
        for kind in autocomplete.KINDS:
            (group,), _ = find_completions("lima", {kind})
            self.assertEqual((group.kind, len(group.options)), (kind, 8))

    def test_one_kind_may_fill_the_list(self):
        speaker = make_speaker("Lima")
        make_quote(speaker=[make_speaker(f"Lima {number}") for number in range(9)])
        make_quote(speaker=speaker)
        self.assertEqual(len(names("lima")), 8)

    def test_the_whole_name_then_the_most_quoted_then_the_first_word(self):
        quoted("Paula Ray")
        quoted("Ray Paul")
        much = quoted("Zoe Paulson")
        make_quote(speaker=much)
        quoted("Paul")
        self.assertEqual(
            names("paul"),
            [f"speaker: {name}" for name in ["Paul", "Zoe Paulson", "Paula Ray"]]
            + ["speaker: Ray Paul"],
        )

    def test_the_newest_articles_come_first(self):
        make_article(title="Lima then", published="1999")
        make_article(title="Lima sometime", published=None)
        make_article(title="Lima now", published="2025")
        self.assertEqual(
            names("lima"),
            ["article: Lima now", "article: Lima then", "article: Lima sometime"],
        )


class HiddenTests(PageTests):
    def test_drafts_are_never_named(self):
        make_speaker("Lima Unquoted")
        make_topic("Lima unused")
        make_publication(name="Lima Empty")
        for article, quote in [("draft", "published"), ("published", "draft")]:
            make_quote(
                make_article(
                    title="Quito" if article == "published" else "Lima",
                    publication=make_publication(name="Lima Post")
                    if article == "draft"
                    else None,
                    status=article,
                ),
                status=quote,
                speaker=make_speaker("Ada Lima", aliases=["Lima"]),
                topics=[make_topic("Lima")],
            )
        self.assertEqual(names("lima"), [])
        self.assertEqual(names("limma"), [])

    def test_withdrawn_articles_are_never_named(self):
        make_quote(make_article(title="Lima withdrawn", status="withdrawn"))
        self.assertEqual(names("lima"), [])
        self.assertEqual(names("lima withdrewn"), [])

    def test_names_with_withdrawn_quotes_alone_are_never_suggested(self):
        gone = make_quote(
            make_article(publication=make_publication(name="Lima Post")),
            speaker=make_speaker("Lima Gone", aliases=["Limanova"]),
            topics=[make_topic("Lima affair")],
            status="withdrawn",
        )
        self.assertEqual(names("lima"), ["publication: Lima Post"])
        gone.article.withdraw("It was made up.")
        self.assertEqual(names("lima"), [])
        self.assertEqual(names("limanovva"), [])

    def test_hidden_rows_do_not_crowd_out_public_ones(self):
        for number in range(6):
            make_speaker(f"Lima {number}")
        quoted("Lima Seen")
        with patch.object(autocomplete, "MAX_MATCHES_RANKED", 2):
            self.assertEqual(names("lima"), ["speaker: Lima Seen"])


class InputTests(PageTests):
    def test_short_input_needs_no_query(self):
        for typed in ["", " ", "l", "  l  ", "?", "%", "__", "%%%%", "\0", "l\0", "“”"]:
            with self.subTest(typed), self.assertNumQueries(0):
                self.assertEqual(suggest(typed), [])
        self.assertEqual(self.page("/suggestions/").strip(), "")

    def test_no_input_fails(self):
        quoted("Abraham Lincoln")
        for typed in [
            "x" * 10_000,
            "lin " * 2_500,
            "a b c d e f g h i j k l m n o p",
            "lin\0coln",
            "lin\x1b[31m\u202ecoln",
            "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 9,
            "l%n",
            "l_n",
            "li\\",
            "'; DROP TABLE quotes_quote; --",
            "li & ! | <-> :*",
            "ʻʻʻ",
            "々々",
            "\u0301\u0301",
            "²²",
            "﷽﷽﷽",
            "speaker:lincoln -not OR",
        ]:
            with self.subTest(typed):
                response = self.client.get("/suggestions/", {"q": typed})
                self.assertEqual(response.status_code, 200)
        self.assertEqual(self.client.get("/suggestions/?q=%ff%fe%00").status_code, 200)
        self.assertEqual(names("l%n"), [])
        self.assertEqual(names("lin\0"), ["speaker: Abraham Lincoln"])

    def test_everything_is_escaped(self):
        bad = "Evil <script>alert(1)</script> \"'&"
        make_quote(
            make_article(title=bad, publication=make_publication(name=bad, place=bad)),
            speaker=make_speaker(bad, description=bad, aliases=[f"Alias {bad}"]),
            topics=[make_topic(bad)],
        )
        for typed in ["evil", "alias", "script", "evil scr", "evill scrpt", "<scr"]:
            with self.subTest(typed):
                page = self.page("/suggestions/", data={"q": typed})
                self.assertIn("&lt;", page)
                self.assertNotIn("<script", page)
                self.assertLessEqual(
                    {name for name, _ in Tags(page).found},
                    {"div", "p", "a", "bdi", "mark", "span"},
                )

    def test_typed_letters_are_marked(self):
        for name, words, shown in [
            ("Abraham Lincoln", ["lin"], "Abraham [Lin]coln"),
            ("Abraham Lincoln", ["lin", "abraham"], "[Abraham] [Lin]coln"),
            ("Paul Éluard", ["elu"], "Paul [Élu]ard"),
            ("Paul E\u0301luard", ["e"], "Paul [E\u0301]luard"),
            ("Groß", ["gross"], "[Groß]"),
            ("Groß", ["gros"], "[Groß]"),
            ("O’Connor", ["o", "con"], "[O]’[Con]nor"),
            ("Abraham Lincoln", ["oln"], "Abraham Lincoln"),
            ("Abraham", [], "Abraham"),
            ("", ["a"], ""),
        ]:
            with self.subTest(name=name, words=words):
                runs = marked(name, words)
                self.assertEqual(
                    "".join(f"[{text}]" if typed else text for text, typed in runs),
                    shown,
                )


class CostTests(PageTests):
    def test_the_number_of_queries_does_not_grow(self):
        for number in range(30):
            make_quote(
                make_article(
                    title=f"Lima {number}",
                    publication=make_publication(name=f"Lima Post {number}"),
                ),
                speaker=make_speaker(f"Lima {number}", aliases=[f"Lima of {number}"]),
                topics=[make_topic(f"Lima topic {number}")],
            )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            self.page("/suggestions/?q=lima")
        statements = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
        self.assertEqual(len(statements), 2)
        with CaptureQueriesContext(connection) as asked:
            self.page("/suggestions/?q=limu")
        statements = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
        self.assertEqual(len(statements), 3)
        with CaptureQueriesContext(connection) as asked:
            self.page("/suggestions/?q=nothing")
        statements = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
        self.assertEqual(len(statements), 4)

    def test_names_are_looked_up_in_their_indexes(self):
        # Alone: with nearly empty tables, PostgreSQL might scan another index first.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        found = set()
        for words in (["li"], ["abraham", "lincon"]):
            for _, rows, column, *_ in autocomplete.name_sources():
                table = rows.model.objects.order_by()
                for matched in (
                    autocomplete.prefix_match,
                    autocomplete.similarity_match,
                ):
                    plan = (
                        table.alias(folded=Fold(column))
                        .filter(matched(words))
                        .explain()
                    )
                    self.assertIn("_folded", plan)
                    found |= set(re.findall(r"Bitmap Index Scan on (\w+)", plan))
        self.assertEqual(
            found,
            {
                "speaker_name_folded",
                "alias_name_folded",
                "topic_name_folded",
                "publication_name_folded",
                "article_title_folded",
            },
        )

    def test_a_late_response_says_so_and_is_not_cached(self):
        quoted("Abraham Lincoln")
        for path in ("/suggestions/?q=lincoln", "/compare/names/speaker/?q=lincoln"):
            with no_time_for_completions():
                late = self.client.get(path)
            self.assertContains(late, "took too long")
            self.assertEqual(late["Cache-Control"], "no-store")
            self.assertContains(self.client.get(path), "/speakers/abraham-lincoln/")
