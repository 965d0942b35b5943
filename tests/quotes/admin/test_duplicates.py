"""The admin's forms show what may exist already before they save another record."""

import pytest
from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from articles.models import Article, DistinctPair, Publication
from quotes.models import Speaker, Topic
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.admin_pages import change_url, errors_of, filled_in, make_user
from tests.support.random_texts import some_text


class CandidateTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("ann", "Editors")
        cls.lecun = make_speaker("Yann LeCun", description="A scientist.")

    def setUp(self):
        self.client.force_login(self.editor)

    def add(self, model, query="", **values):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
        path = reverse(name) + query
        return self.client.post(path, filled_in(self.client.get(path)) | values)

    def test_a_record_is_saved_once_the_editor_says_that_it_is_another(self):
        make_publication(name="The Daily Record")
        make_topic("Énergie")
        make_article(title="Bridge closed", text=some_text(1))
        for model, values, offered in [
            (Speaker, {"name": "Y. LeCun"}, "Yann LeCun"),
            (Publication, {"name": "Daily record"}, "The Daily Record"),
            (Topic, {"name": "energie"}, "Énergie"),
            (Article, {"title": "Bridge Closed"}, "Bridge closed"),
            (Article, {"title": "X", "text": some_text(1)}, "Bridge closed"),
        ]:
            with self.subTest(model=model, values=values):
                before = model.objects.count()
                response = self.add(model, **values)
                (error,) = errors_of(response)["is_another"]
                self.assertIn(f">{offered}</a> has", error)
                self.assertEqual(model.objects.count(), before)
                box = response.context["adminform"].form["is_another"]
                self.assertIn('type="checkbox"', str(box))
                self.assertNotIn("checked", str(box))
                key = box.field.widget.attrs["value"]
                self.add(model, **values, is_another=key)
                self.assertEqual(model.objects.count(), before + 1)
                new = model.objects.order_by("pk").last()
                pair = DistinctPair.objects.of(new).values_list("one", "other").get()
                self.assertEqual(pair, (int(key), new.pk))

    def test_a_tick_counts_only_for_the_candidates_that_were_shown(self):
        response = self.add(Speaker, name="Y. LeCun", is_another="999999 on")
        self.assertIn("is_another", errors_of(response))

    def test_an_unchanged_name_is_not_questioned(self):
        other = make_speaker("Yann LeCun")
        path = change_url(other)
        data = filled_in(self.client.get(path)) | {"description": "Another one."}
        self.assertEqual(self.client.post(path, data).status_code, 302)
        data = filled_in(self.client.get(path)) | {"name": "Y. LeCun"}
        response = self.client.post(path, data)
        self.assertIn("is_another", errors_of(response))

    def test_a_pop_up_takes_the_candidate_that_is_chosen(self):
        response = self.add(Speaker, "?_popup=1", name="Y. LeCun", _popup="1")
        (error,) = errors_of(response)["is_another"]
        self.assertIn(f'name="_use" value="{self.lecun.pk}"', error)
        response = self.add(Speaker, "?_popup=1", _popup="1", _use=self.lecun.pk)
        self.assertIn(f"&quot;{self.lecun.pk}&quot;", response.text)
        self.client.force_login(User.objects.create_user("eve", is_staff=True))
        path = reverse("admin:quotes_speaker_add") + "?_popup=1"
        data = {"_popup": "1", "_use": self.lecun.pk}
        self.assertEqual(self.client.post(path, data).status_code, 403)

    def test_a_speaker_who_is_renamed_keeps_the_old_name(self):
        for keeps, aliases in [("on", ["Ann Lee"]), ("", [])]:
            with self.subTest(keeps=keeps):
                speaker = make_speaker("Ann Lee")
                path = change_url(speaker)
                data = filled_in(self.client.get(path)) | {"name": f"Nan Moe{keeps}"}
                self.client.post(path, data | {"keeps_old_name": keeps})
                names = [each.name for each in speaker.aliases.all()]
                self.assertEqual(names, aliases)


@pytest.mark.django_db
def test_quotes_and_articles_are_found_by_words_as_people_type_them(admin_client):
    public = make_quote(
        text="L’été, we must not go.", speaker=make_speaker("Ana Pérez")
    )
    draft = make_quote(text="Étude in E: don’t stay.", status="draft")
    ana = Speaker.objects.get(name="Ana Pérez")
    ana.aliases.create(name="Nan Peres")
    for term, expected in [
        ("l'ete must", [public]),
        ("perez", [public]),
        ("peres nan", [public]),
        ("etude don’t", [draft]),
        ("must stay", []),
        ("% _ ' \\", []),
        ("must:* | stay", []),
    ]:
        page = admin_client.get(
            reverse("admin:quotes_quote_changelist"), {"q": term}
        ).context["cl"]
        assert list(page.queryset) == expected, term
    article = make_article(text="Nobody knew the quenchless phlogiston.")
    for term, expected in [("Quenchless phlogistón", [article]), ("unheard", [])]:
        page = admin_client.get(
            reverse("admin:articles_article_changelist"), {"q": term}
        ).context["cl"]
        assert list(page.queryset) == expected, term


@pytest.mark.django_db
def test_the_form_of_a_quote_says_where_else_its_words_are(client):
    client.force_login(make_user("ann", "Contributors"))
    article = make_article(title="Bridge", published="2024-03-12")
    quote = make_quote(article, "We must go.", speaker=make_speaker("Ann Lee"))
    url = reverse("admin:quotes_quote_same_words")
    assert client.get(reverse("admin:quotes_quote_add")).text.count("same_words.js")
    expected = {
        "url": change_url(quote),
        "where": "“Bridge”, 12 March 2024, given to Ann Lee",
    }
    answer = client.post(url, {"text": " we must GO "})
    assert answer.json() == {"printed": [expected]}
    answer = client.post(url, {"text": "We must go.", "article": article.pk})
    assert answer.json() == {"printed": []}
    again = make_quote(text="We must go!")
    page = client.get(change_url(again)).text
    assert f'Also in:<ul><li><a href="{change_url(quote)}">“Bridge”' in page
