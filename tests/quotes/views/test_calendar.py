"""The calendar: months by day, and days in all years."""

import datetime
import re
from unittest import mock

from quotes.statistics.tallies import Counts
from tests.factories import make_article, make_quote
from tests.support.dated_quotes import DatedQuotesTests
from tests.support.public_pages import Tags


class CalendarTests(DatedQuotesTests):
    def test_the_calendar_begins_with_the_newest_month(self):
        self.assertRedirects(self.client.get("/calendar/"), "/calendar/2025/02/")
        self.assertRedirects(
            self.client.get("/calendar/?year=2024"), "/calendar/2024/12/"
        )
        for year in ("1890", "0", "x", "99999"):
            self.page(f"/calendar/?year={year}", status=404)

    def test_a_month(self):
        path = "/calendar/2025/02/"
        page, main = self.page(path), self.main(path)
        tags = Tags(page)
        self.assertEqual(len(tags.named("td")), 5 * 7)
        self.assertEqual(
            [tag["title"] for tag in tags.named("abbr")][:2], ["Monday", "Tuesday"]
        )
        days = re.findall(
            r'<td class="shade-(\d)"><a href="([^"]+)" aria-label="([^"]+)"', page
        )
        self.assertEqual(
            [(shade, label) for shade, _, label in days],
            [("4", "13 February 2025: 3 quotes"), ("2", "28 February 2025: 1 quote")],
        )
        for (_, address, _), count in zip(days, (3, 1), strict=True):
            self.assertEqual(self.listed(address), count)
        self.assertIn("6 quotes from February 2025", main)
        self.assertIn("2 of them are dated to the month only.", main)
        whole = re.search(r'class="onward" href="([^"]+)"', page)[1]
        self.assertEqual(self.listed(whole), 6)
        # On to months that have quotes, over those that have none.
        self.assertIn('rel="prev" href="/calendar/2024/12/"', page)
        self.assertNotIn('rel="next"', page)
        self.assertIn('href="/on-this-day/02-29/"', page)
        rows = self.rows("/figures/month/2025-02.csv")
        self.assertEqual(
            [(row["date"], row["quotes"]) for row in rows],
            [("2025-02-13", "3"), ("2025-02-28", "1"), ("2025-02", "2")],
        )

    def test_months_that_are_not_there(self):
        for month, sentence in (
            ("2025/03", "No quotes for March 2025 yet."),
            ("1890/02", "No quotes for February 1890 yet."),
            ("2025/13", "“13” is not a month"),
            ("2025/0", "“0” is not a month"),
            ("2025/xx", "“xx” is not a month"),
            ("2025/²", "“²” is not a month"),
            ("x/02", "“x” is not a year"),
            ("99999/02", "“99999” is not a year"),
        ):
            with self.subTest(month):
                self.assertIn(sentence, self.page(f"/calendar/{month}/", status=404))
        for month in ("2025", "2025-13", "2025-03", "x-y"):
            self.page(f"/figures/month/{month}.csv", status=404)
        self.assertRedirects(
            self.client.get("/calendar/2025/2/"), "/calendar/2025/02/", status_code=301
        )

    def test_a_day_in_all_years(self):
        main = self.main("/on-this-day/02-13/")
        self.assertIn("5 quotes in 3 years", main)
        page = self.page("/on-this-day/02-13/")
        headings = re.findall(r'<h2 id="year-\d+">(\d+)</h2>', page)
        self.assertEqual(headings, ["2025", "2024", "1863"])
        self.assertIn('href="/on-this-day/02-12/"', page)
        rows = self.rows("/figures/day/02-13.csv")
        self.assertEqual(
            [(row["date"], row["quotes"]) for row in rows],
            [("2025-02-13", "3"), ("2024-02-13", "1"), ("1863-02-13", "1")],
        )
        addresses = re.findall(r'<li><a href="([^"]*quotes/\?[^"]+)">(\d{4})<', page)
        self.assertEqual([self.listed(each) for each, _ in addresses], [3, 1, 1])

    def test_of_each_year_some_are_shown(self):
        article = make_article(published="2020-02-13")
        for _ in range(7):
            make_quote(article, speaker=self.ann)
        page = self.page("/on-this-day/02-13/")
        self.assertEqual(page.count('<li class="quote">'), 3 + 1 + 5 + 1)
        self.assertIn("All 7 quotes from 13 February 2020", page)

    def test_quotes_dated_to_the_month_are_on_no_day(self):
        make_quote(make_article(published="2019-01"))
        make_quote(make_article(published="2018"))
        self.assertIn(
            "No quotes for 1 January yet.",
            self.main("/on-this-day/01-01/"),
        )

    def test_days_of_the_year(self):
        leap = self.page("/on-this-day/02-29/")
        self.assertIn('href="/on-this-day/03-01/"', leap)
        make_quote(make_article(published="2024-02-29"))
        self.assertIn("1 quote in 1 year", self.main("/on-this-day/02-29/"))
        for day in ("02-30", "13-01", "00-10", "2-3", "x", "0213", "٠٢-١٣"):
            with self.subTest(day):
                page = self.page(f"/on-this-day/{day}/", status=404)
                self.assertIn("is not a day of the year", page)
                self.page(f"/figures/day/{day}.csv", status=404)
        with mock.patch("django.utils.timezone.localdate") as today:
            today.return_value = datetime.date(2026, 2, 13)
            response = self.client.get("/on-this-day/")
        self.assertRedirects(response, "/on-this-day/02-13/")

    def test_none_of_it_reads_more_as_there_is_more(self):
        for path, queries in (
            ("/years/", 1),
            ("/calendar/", 1),
            ("/calendar/2025/02/", 1),
            ("/on-this-day/02-13/", 2),
            ("/figures/month/2025-02.csv", 1),
        ):
            with self.subTest(path), self.assertNumQueries(queries):
                self.client.get(path)

    def test_a_site_without_quotes(self):
        with mock.patch("quotes.views.years.count_by_time") as counted:
            counted.return_value = Counts(0, {}, {})
            main = self.main("/years/")
        self.assertIn("No dated quote is public yet.", main)
