"""Tests of pages about periods, with quotes of several dates and precisions."""

import csv

from articles.models.base import Status
from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import PageTests, total_of


class DatedQuotesTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.ann = make_speaker("Ann Lee")
        for published, number in (
            ("2025-02-13", 3),
            ("2025-02-28", 1),
            ("2025-02", 2),
            ("2025", 1),
            ("2024-12-31", 1),
            ("1863-02-13", 1),
            ("0044-03", 1),
            (None, 2),
        ):
            article = make_article(published=published)
            for _ in range(number):
                make_quote(article, speaker=cls.ann)
        make_quote(
            make_article(published="1890-02-13"), status=Status.DRAFT, speaker=cls.ann
        )
        # Said on another day than it was printed.
        make_quote(
            make_article(published="2025-03-01"), said="2024-02-13", speaker=cls.ann
        )

    def rows(self, path):
        return list(csv.DictReader(self.page(path).splitlines()))

    def listed(self, address):
        return total_of(self.client.get(address.replace("&amp;", "&")))
