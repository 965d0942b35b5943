"""DOI, ISBN and ISSN of an article: entered, checked, shown, read from pages."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from lxml.html import document_fromstring

from articles.models import Article
from articles.reading.metadata import Metadata
from quotes.exports.references import read_works, work_of
from tests.factories import make_article
from tests.support.public_pages import PageTests


class IdentifierFieldTests(PageTests):
    def test_they_are_stored_in_one_form_and_shown(self):
        article = make_article(kind="article-journal")
        article.doi = "https://doi.org/10.1000/AB(1)<2>"
        article.isbn, article.issn = "0-306-40615-2", "eISSN 0317 8471"
        article.full_clean()
        article.save()
        stored = Article.objects.get(pk=article.pk)
        self.assertEqual(stored.doi, "10.1000/ab(1)<2>")
        self.assertEqual((stored.isbn, stored.issn), ("9780306406157", "0317-8471"))
        page = self.page(article.get_absolute_url())
        self.assertIn('href="https://doi.org/10.1000/ab%281%29%3C2%3E"', page)
        self.assertIn("0317-8471", page)
        for work in (read_works([article.pk], str)[article.pk], work_of(stored, str)):
            self.assertEqual(
                dict(work.numbers),
                {"doi": stored.doi, "isbn": stored.isbn, "issn": stored.issn},
            )
        ris = self.client.get(f"/articles/{article.pk}.ris").getvalue().decode()
        self.assertIn("DO  - 10.1000/ab(1)<2>\r\nSN  - 0317-8471", ris)

    def test_a_wrong_one_is_refused_at_its_field(self):
        for field, value, reason in (
            ("doi", "10.1000", "no DOI"),
            ("isbn", "978-0-306-40615-8", "digit of this ISBN is wrong"),
            ("issn", "0317-8472", "digit of this ISSN is wrong"),
            ("doi", "10.1000/a\uffff", "U+FFFF"),
        ):
            article = make_article()
            setattr(article, field, value)
            with self.assertRaisesMessage(ValidationError, reason) as caught:
                article.full_clean()
            self.assertEqual(list(caught.exception.message_dict), [field])
            with self.assertRaises(IntegrityError), transaction.atomic():
                Article.objects.filter(pk=article.pk).update(**{field: "x"})

    def test_they_are_read_from_the_tags_of_a_page(self):
        for tags, read in (
            (
                {"citation_doi": "doi:10.1000/AB", "citation_issn": "0317-8471"},
                {"doi": "10.1000/ab", "issn": "0317-8471"},
            ),
            ({"DC.Identifier": "doi:10.1000/182"}, {"doi": "10.1000/182"}),
            ({"dc.identifier": "12345"}, {}),
            (
                {"prism.doi": "10.1000/182", "prism.issn": "0317-8472"},
                {"doi": "10.1000/182"},
            ),
            ({"citation_isbn": "0-306-40615-2"}, {"isbn": "9780306406157"}),
            ({"citation_isbn": "0-306-40615-3"}, {}),
        ):
            metas = "".join(
                f'<meta name="{name}" content="{value}">'
                for name, value in tags.items()
            )
            tree = document_fromstring(
                f"<html><head>{metas}</head><body>x</body></html>"
            )
            values = Metadata(tree, "https://a.example/", "Some words.").values
            found = {
                name: values[name] for name in ("doi", "isbn", "issn") if name in values
            }
            self.assertEqual(found, read)
