"""The pages of sayings: the list, and one saying with its prints."""

import re

import pytest

from articles.models.base import Status
from quotes.listing import sayings, variants
from quotes.models import Attribution, MembershipState, Quote, Saying
from tests.factories import make_article, make_quote, make_saying, make_speaker
from tests.support.public_pages import Tags

pytestmark = pytest.mark.django_db
WORDS = "I disapprove of what you say, but I will defend your right to say it."
EVIDENCE = {"standing": "misattributed", "evidence": "Her letter of 1943."}


def printed(date, text=WORDS, *, title="A book", **fields):
    article = make_article(published=date, title=title, text=f"It said: “{text}”")
    return make_quote(article, text, **fields)


@pytest.fixture
def saying():
    hall, voltaire = make_speaker("Evelyn Hall"), make_speaker("Voltaire")
    first = printed("1906", title="The Friends", speaker=hall, standing="verified")
    first.attributions.create(speaker=voltaire, **EVIDENCE)
    return make_saying(
        first,
        printed("1939", speaker=voltaire, title="A speech"),
        printed("1950", WORDS.replace("your", "not your"), speaker=voltaire),
        printed(None, WORDS.replace("I will", "I shall"), speaker=False),
    )


def page_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def main(page):
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_the_page_says_what_is_on_record(client, saying):
    page = page_of(client, saying.get_absolute_url())
    text = main(page)
    assert "Misattributed to Voltaire in 1 of 3 prints" in text
    assert (
        "Attributed to Voltaire at least since 1906" not in text
    )  # the undated print names nobody
    assert (
        "Attributed to Voltaire since 1906, refuted in 1 of 3 prints; earliest dated "
        "print on record here: 1906, said by Evelyn Hall." in text
    )
    assert "4 prints on record" in text
    assert "3 wordings" in text
    assert "“not” was put in: the sense may differ." in text
    assert "1 print has no date and is not in the picture." in text
    tags = Tags(page)
    assert {meta.get("property") for meta in tags.named("meta")} >= {
        "og:title",
        "og:description",
    }
    # Every mark of the picture leads to a print of the list, and has a name.
    targets = {tag.get("id") for tag in tags.named("li")}
    marks = [a for a in tags.named("a") if a.get("href", "").startswith("#print-")]
    assert len(marks) == 2 * 4 + 3  # two widths, and the first print of each wording
    assert all(a["href"][1:] in targets for a in marks)
    assert "The Friends, not said by Voltaire" in page


def test_the_diff_puts_what_was_left_out_first(client):
    saying = make_saying(
        printed("1906"), printed("1939", WORDS.replace("disapprove of", "may not like"))
    )
    text = main(page_of(client, saying.get_absolute_url()))
    assert "I removed: disapprove of ; added: may not like ; what you say" in text


def test_a_refuted_speaker_is_in_the_title_and_above_the_words(client):
    voltaire = make_speaker("Voltaire")
    saying = make_saying(
        printed("1906", speaker=voltaire, **EVIDENCE), printed("1939", speaker=voltaire)
    )
    page = page_of(client, saying.get_absolute_url())
    assert "<title>Misattributed to Voltaire: “I disapprove" in page
    assert main(page).startswith("Misattributed to Voltaire")
    assert "Misattributed to Voltaire since 1906; earliest print" in page
    listed = page_of(client, "/sayings/")
    assert "Not said by Voltaire" in main(listed)


def test_lists_warn_of_what_another_print_shows(client):
    voltaire = make_speaker("Voltaire")
    make_saying(
        printed("1906", speaker=voltaire),
        printed("1939", speaker=voltaire, **EVIDENCE),
    )
    assert "Misattributed to Voltaire in another print" in page_of(client, "/sayings/")


def test_the_list_says_that_words_are_a_paraphrase(client):
    make_saying(*(printed(year, kind="indirect") for year in ("1906", "1943")))
    assert '<p class="label">Paraphrase' in page_of(client, "/sayings/")


def test_addresses(client, saying):
    path = saying.get_absolute_url()
    for other in (f"/sayings/{saying.pk}/", f"/sayings/{saying.pk}/old-words/"):
        response = client.get(f"{other}?x=1")
        assert (response.status_code, response["Location"]) == (301, f"{path}?x=1")
    taken = Saying.objects.create(merged_into=saying)
    response = client.get(f"/sayings/{taken.pk}/any/")
    assert (response.status_code, response["Location"]) == (301, path)
    page_of(client, "/sayings/999999/", 404)
    assert f'rel="canonical" href="http://testserver{path}"' in page_of(client, path)


def test_only_public_and_accepted_prints_are_shown(client, saying):
    printed_too = printed("1800", "A draft is here.", status=Status.DRAFT)
    proposed = printed("1801", "Proposed is this.", speaker=make_speaker("Someone"))
    for quote, state in (
        (printed_too, MembershipState.CONFIRMED),
        (proposed, MembershipState.PROPOSED),
    ):
        saying.members.create(quote=quote, reason="altered", state=state)
    path = saying.get_absolute_url()
    page = page_of(client, path)
    assert "A draft is here" not in page
    assert "Proposed is this" not in page
    assert "Someone" not in page
    gone = saying.members.get(quote__article__title="A speech").quote
    gone.withdraw("Entered twice.")
    assert "A speech" not in page_of(client, path)
    for member in saying.members.public()[1:]:
        member.quote.withdraw("Entered twice.")
    page_of(client, path, 404)
    assert "I disapprove" not in main(page_of(client, "/sayings/"))
    # What is said on an empty list claims nothing else.
    assert "No words are on record in more than one print yet." in page_of(
        client, "/sayings/"
    )


def test_the_list_has_orders_words_and_pages(client, django_assert_num_queries):
    for number in range(23):
        words = f"Saying number {number} is about zebras."
        copies = 2 + number % 3
        make_saying(
            *[printed(str(1900 + number + year), words) for year in range(copies)]
        )
    make_saying(printed(None, "Nobody knows when."), printed(None, "Who knows when?"))

    def walk(path):
        found = []
        while path:
            page = page_of(client, path)
            found += re.findall(r'href="/sayings/(\d+)/[^"]', page)
            onward = re.search(r'rel="next" href="([^"]+)"', page)
            last, path = path, onward and onward[1].replace("&amp;", "&")
        return found, last

    by_prints, last = walk("/sayings/")
    assert len(by_prints) == len(set(by_prints)) == 24
    numbers = dict(Saying.objects.values_list("pk", "prints"))
    assert [numbers[int(key)] for key in by_prints] == sorted(
        numbers.values(), reverse=True
    )
    back = re.search(r'rel="prev" href="([^"]+)"', page_of(client, last))[1]
    assert (
        re.findall(r'href="/sayings/(\d+)/[^"]', page_of(client, back))
        == (by_prints[:20])
    )
    earliest, last = walk("/sayings/?sort=earliest")
    assert sorted(earliest) == sorted(by_prints)
    dates = dict(Saying.objects.values_list("pk", "earliest_on"))
    years = [dates[int(key)] for key in earliest]
    assert years[-1] is None
    assert years[:-1] == sorted(years[:-1])
    back = re.search(r'rel="prev" href="([^"]+)"', page_of(client, last))[1]
    page = page_of(client, back.replace("&amp;", "&"))
    assert re.findall(r'href="/sayings/(\d+)/[^"]', page) == earliest[:20]
    assert len(walk("/sayings/?q=zebras")[0]) == 23
    assert len(walk("/sayings/?q=number+7+zebras&sort=earliest")[0]) == 1
    assert "No saying has all of these words." in page_of(
        client, "/sayings/?q=aardvark"
    )
    assert "No saying has all of these words." in page_of(client, "/sayings/?q=%3F%3F")
    assert "at most" in page_of(client, f"/sayings/?q={'x' * 1_001}")
    assert "not a place" in page_of(client, "/sayings/?below=x")
    with django_assert_num_queries(1):
        client.get("/sayings/?sort=earliest&z=1")


def test_queries_do_not_grow_with_prints(client, django_assert_num_queries):
    few = make_saying(printed("1906"), printed("1939"))
    many = make_saying(*[printed(str(1900 + year)) for year in range(12)])
    for path in (few.get_absolute_url(), many.get_absolute_url()):
        with django_assert_num_queries(2):  # the saying and the prints
            client.get(path)


def test_three_hundred_prints_are_readable(client):
    names = [make_speaker(f"Speaker {number}") for number in range(9)]
    quotes = []
    for number in range(300):
        words = WORDS if number % 3 else WORDS.replace("say", f"write {number % 7}")
        date = f"{1850 + number % 150}-0{1 + number % 9}"
        article = make_article(published=date, title=f"Paper {number}", text=words)
        quote = Quote(article=article, text=words, kind="direct", status="published")
        quote.locate()
        quotes.append(quote)
    # In one statement each: 300 of them take 5 s.
    Quote.objects.bulk_create(quotes)
    Attribution.objects.bulk_create(
        Attribution(quote=quote, speaker=names[n % 5 if n % 4 else n % 9])
        for n, quote in enumerate(quotes)
    )
    saying = make_saying(*quotes)
    page = page_of(client, saying.get_absolute_url())
    assert "300 prints on record" in page
    assert "Show 280 more" in page
    assert len(re.findall(r'id="print-\d+"', page)) == 300
    wide = page[page.index('<svg class="wide"') : page.index('<svg class="slim"')]
    marks = re.findall(r'<a href="#print-\d+" aria-label="([^"]+)"', wide)
    assert len(marks) <= 6 * 40
    counted = [int(re.search(r": ([\d,]+) print", each)[1]) for each in marks]
    assert sum(counted) == 300
    (height,) = re.findall(r'viewBox="0 0 900 ([\d.]+)"', wide)
    assert float(height) < 900
    assert len(page) < 450_000


def test_of_the_earliest_prints_nothing_is_said_about_all(client, monkeypatch):
    monkeypatch.setattr(sayings, "MAX_PRINTS", 2)
    voltaire = make_speaker("Voltaire")
    saying = make_saying(
        printed("1906", speaker=voltaire, **EVIDENCE),
        printed("1939", speaker=voltaire),
        printed("1950", speaker=voltaire, standing="verified"),
    )
    page = page_of(client, saying.get_absolute_url())
    assert "<title>“I disapprove" in page
    text = main(page)
    assert text.startswith("Misattributed in some prints: Voltaire")
    assert "Misattributed to Voltaire" not in text.partition("In its 2 earliest")[0]
    assert "In its 2 earliest prints: misattributed to Voltaire since 1906" in text
    assert "The earliest 2 of 3 are listed." in text
    # Of the drawing, of the wordings and of the speakers.
    assert text.count("Only the earliest 2 of 3 prints are counted.") == 3
    monkeypatch.setattr(sayings, "MAX_PRINTS", 3)
    text = main(page_of(client, f"{saying.get_absolute_url()}?again=1"))
    assert text.startswith("Misattributed to Voltaire in 1 of 3 prints")
    assert "are counted" not in text


def test_the_number_counts_all_wordings(client, monkeypatch):
    monkeypatch.setattr(variants, "MAX_VARIANTS", 2)
    saying = make_saying(*[printed("1906", f"Words {n} of it.") for n in range(5)])
    text = main(page_of(client, saying.get_absolute_url()))
    assert "5 wordings" in text
    assert "3 more wordings are not shown." in text


def test_speakers_of_one_name_have_a_line_each(client):
    saying = make_saying(
        printed("1906", speaker=make_speaker("John Smith"), standing="verified"),
        printed("1939", speaker=make_speaker("John Smith"), **EVIDENCE),
    )
    page = page_of(client, saying.get_absolute_url())
    names = re.findall(r'<text class="name"[^>]*>([^<]*)<', page)
    assert names == ["John Smith"] * 4  # two lines in each of two widths


def test_translations_have_no_diff(client):
    first = printed("1770", "Je déteste vos idées.", language="fr")
    saying = make_saying(first, printed("1906", "I detest your ideas."))
    text = main(page_of(client, saying.get_absolute_url()))
    assert "In another language." in text
    assert "removed:" not in text


def test_readers_can_report_earlier_prints(client, saying, settings):
    path = saying.get_absolute_url()
    told = '<a href="/contact/">Know an earlier print? Tell us</a>'
    assert told in page_of(client, path)
    settings.REPORT_TO = "desk@example.org"
    page = page_of(client, f"{path}?again=1")
    assert "Know an earlier print? Tell us" in page
    assert told not in page
    assert "mailto:desk@example.org?subject=On%20Record" in page


def test_the_site_map_has_sayings(client, saying):
    assert "sitemap-sayings.xml" in page_of(client, "/sitemap.xml")
    page = page_of(client, "/sitemap-sayings.xml")
    assert f"<loc>http://testserver{saying.get_absolute_url()}</loc>" in page
    for member in saying.members.all():
        member.quote.withdraw("Entered twice.")
    assert "/sayings/" not in page_of(client, "/sitemap-sayings.xml").replace(
        "/sitemap-sayings", ""
    )
