"""The picture and the card of a quote, as other sites get them."""

from io import BytesIO

from django.test import TransactionTestCase
from PIL import Image

from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import PageTests, Tags

WORDS = "I disapprove of what you say"


def metas(page):
    return {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in Tags(page).named("meta")
    }


class PictureTests(PageTests):
    def picture_of(self, quote):
        found = metas(self.page(quote.get_absolute_url()))
        return found["og:image"].removeprefix("http://testserver")

    def test_the_head_names_it(self):
        quote = make_quote(
            text=WORDS, speaker=make_speaker("Voltaire"), standing="misattributed"
        )
        found = metas(self.page(quote.get_absolute_url()))
        self.assertEqual(found["twitter:card"], "summary_large_image")
        self.assertEqual(
            (found["og:image:width"], found["og:image:height"]), ("1200", "630")
        )
        self.assertTrue(found["og:image:alt"].startswith("NOT SAID BY VOLTAIRE"))
        self.assertIn(f"/quotes/{quote.pk}/card-", found["og:image"])

    def test_it_is_a_png_of_the_usual_size_that_caches_check(self):
        path = self.picture_of(make_quote())
        with self.assertNumQueries(3):
            response = self.client.get(path)
        self.assertEqual(response["Content-Type"], "image/png")
        self.assertEqual(Image.open(BytesIO(response.content)).size, (1200, 630))
        self.assertIn("must-revalidate", response["Cache-Control"])
        again = self.client.get(path, headers={"If-None-Match": response["ETag"]})
        self.assertEqual(again.status_code, 304)

    def test_its_address_changes_with_the_answers(self):
        article = make_article(text=f"“{WORDS}”")
        quote = make_quote(article, WORDS)
        attribution = quote.attributions.get()
        seen = [self.picture_of(quote)]
        for standing in ("disputed", "misattributed", "verified"):
            attribution.standing, attribution.evidence = standing, "A letter."
            attribution.save()
            seen.append(self.picture_of(quote))
        article.hold_text("Nothing of the kind.")
        quote.locate()
        quote.save()
        seen.append(self.picture_of(quote))
        self.assertEqual(len(set(seen)), 5)
        for path in seen[:-1]:  # no old verdict is sent
            response = self.client.get(path)
            self.assertRedirects(response, seen[-1], fetch_redirect_response=False)
            self.assertEqual(response["Cache-Control"], "no-cache")
        wrong = self.client.get(f"/quotes/{quote.pk}/card-x.png")
        self.assertEqual(wrong["Location"], seen[-1])

    def test_what_is_not_public_has_none(self):
        draft, gone = make_quote(status="draft"), make_quote(status="withdrawn")
        self.page(f"/quotes/{draft.pk}/card-x.png", 404)
        self.page(f"/quotes/{gone.pk}/card-x.png", 410)
        self.page("/quotes/999999999/card-x.png", 404)


class EmbedTests(PageTests):
    def test_it_may_be_framed_and_loads_only_a_style_sheet(self):
        quote = make_quote()
        response = self.client.get(f"/embed/quotes/{quote.pk}/")
        self.assertNotIn("X-Frame-Options", response)
        policy = response["Content-Security-Policy"]
        self.assertIn("frame-ancestors *", policy)
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("script-src", policy)
        self.assertFalse(response.cookies)
        self.assertNotIn("Cookie", response.get("Vary", ""))
        tags = Tags(response.content.decode())
        self.assertFalse(tags.named("script"))
        links = [link["href"] for link in tags.named("link")]
        self.assertEqual(links[1:], ["/static/css/site.css"])
        # Other pages stay closed to frames.
        page = self.client.get(quote.get_absolute_url())
        self.assertEqual(page["X-Frame-Options"], "DENY")
        self.assertIn("frame-ancestors 'none'", page["Content-Security-Policy"])

    def test_the_warning_comes_before_the_words_and_both_answers_after(self):
        quote = make_quote(
            text=WORDS, speaker=make_speaker("Voltaire"), standing="misattributed"
        )
        page = self.page(f"/embed/quotes/{quote.pk}/")
        places = [
            page.index(words)
            for words in (
                "Not said by Voltaire</span>",
                f"“{WORDS}”</blockquote>",
                "Misattributed</dd>",
                "Word for word</dd>",
                "Checked against the text read on ",
            )
        ]
        self.assertEqual(places, sorted(places))
        self.assertIn("<title>Not said by Voltaire: “I", page)

    def test_it_changes_with_the_answers(self):
        quote = make_quote()
        path = f"/embed/quotes/{quote.pk}/"
        self.assertIn("Not yet checked", self.page(path))
        quote.attributions.update(standing="disputed", evidence="A letter.")
        page = self.page(path)
        self.assertIn("Disputed: credited to", page)
        self.assertNotIn("Not yet checked", page)

    def test_withdrawn_and_unknown_quotes_say_so_in_the_frame(self):
        gone = make_quote(status="withdrawn", withdrawn_reason="It was a hoax.")
        article = make_article(status="withdrawn", withdrawn_reason="Retracted.")
        of_gone = make_quote(article)
        for pk, status, words in [
            (gone.pk, 410, "It was a hoax."),
            (of_gone.pk, 410, "Retracted."),
            (make_quote(status="draft").pk, 404, "No quote is on record"),
            (10**30, 404, "No quote is on record"),
        ]:
            with self.subTest(words):
                response = self.client.get(f"/embed/quotes/{pk}/")
                self.assertContains(response, words, status_code=status)
                self.assertNotIn("X-Frame-Options", response)
                self.assertIn("frame-ancestors *", response["Content-Security-Policy"])


class CachedEmbedTests(TransactionTestCase):
    def test_the_cached_page_may_be_framed_too(self):
        path = f"/embed/quotes/{make_quote().pk}/"
        first, second = (self.client.get(path) for _ in range(2))
        self.assertEqual(first.content, second.content)
        for response in (first, second):
            self.assertNotIn("X-Frame-Options", response)
            self.assertIn("frame-ancestors *", response["Content-Security-Policy"])
