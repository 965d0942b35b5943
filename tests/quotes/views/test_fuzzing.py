"""No request makes the site fail, whatever it asks for.

A few of the requests that `python -m benchmarks.fuzzing` sends by the 100,000.
"""

import pytest
from django.contrib.admin import site
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory, TestCase
from django.urls import reverse

from articles.keys import MAX_KEY
from articles.models import Article
from benchmarks.fuzzing import failures
from quotes.models import Quote, Speaker
from tests.support.demo_rows import load_demo

#: Requests of a visitor and of a superuser.
REQUESTS = 250, 150
#: What no row has as its key.
KEYS = "war", "1,x", "9" * 5_000, "-1", "\0"


class FuzzingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_demo()

    def setUp(self):
        self.client = Client(raise_request_exception=False)

    def failed(self, requests, user=None):
        found = failures(self.client, requests, 18, user)
        return [each for each in found if each[0]]

    def test_no_request_of_a_visitor_fails(self):
        self.assertEqual(self.failed(REQUESTS[0]), [])

    def test_no_request_of_a_superuser_fails(self):
        user = get_user_model().objects.create_superuser("root")
        self.assertEqual(self.failed(REQUESTS[1], user), [])

    def test_numbers_beyond_keys_have_no_page(self):
        for number in (MAX_KEY, MAX_KEY + 1, 10**19, "9" * 5_000):
            for path in (
                *("quotes/{}/", "quotes/{}.bib", "quotes/{}/cite/"),
                *("report/quotes/{}/", "report/articles/{}/", "report/speakers/{}/"),
            ):
                path = "/" + path.format(number)
                self.assertEqual(self.client.get(path).status_code, 404, path[:60])

    @pytest.mark.any_server
    def test_no_form_of_the_desk_fails_on_other_keys(self):
        self.client.force_login(get_user_model().objects.create_superuser("root"))
        for model in site._registry:
            opts = model._meta
            path = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
            related = [each for each in opts.get_fields() if each.is_relation]
            for field in [each for each in related if not each.auto_created]:
                for key in KEYS:
                    response = self.client.get(path, {field.name: key})
                    told = path, field.name, key[:5]
                    self.assertIn(response.status_code, (200, 302, 403), told)

    @pytest.mark.any_server
    def test_no_form_of_the_desk_fails_on_other_keys_sent(self):
        self.client.force_login(get_user_model().objects.create_superuser("root"))
        tried = set()
        for path in self.paths_of_forms():
            response = self.client.get(path)
            if response.status_code != 200:  # what nobody may add or change
                self.assertEqual(response.status_code, 403, path)
                continue
            tried.add(path)
            form = response.context["adminform"].form
            rows = [each.formset for each in response.context["inline_admin_formsets"]]
            for key in KEYS:
                for known in (0, 1):
                    data = dict.fromkeys(form.fields, key)
                    for formset in rows:
                        first = formset.empty_form.prefix.replace("__prefix__", "0")
                        data |= {
                            f"{first}-{name}": key for name in formset.empty_form.fields
                        }
                        data |= {
                            f"{formset.prefix}-TOTAL_FORMS": 1,
                            f"{formset.prefix}-INITIAL_FORMS": known,
                        }
                    response = self.client.post(path, data)
                    told = path, key[:5], known
                    self.assertIn(response.status_code, (200, 302), told)
        needed = set(self.paths_of_forms([Article, Quote, Speaker]))
        self.assertEqual(len(needed), 6)
        self.assertLessEqual(needed, tried)

    def paths_of_forms(self, models=site._registry):
        """Yield the address of each form of the desk that adds or changes a record."""
        for model in models:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield reverse(f"{name}_add")
            if record := model._default_manager.first():
                yield reverse(f"{name}_change", args=[record.pk])

    @pytest.mark.any_server
    def test_no_list_of_the_desk_fails_on_other_keys(self):
        user = get_user_model().objects.create_superuser("root")
        self.client.force_login(user)
        for model, model_admin in site._registry.items():
            opts = model._meta
            path = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            self.assertEqual(self.client.get(path, {"language": "\0"}).url, path)
            self.assertEqual(
                self.client.get(f"{path}add/", {"q": "\0"}).status_code, 302
            )
            request = RequestFactory().get(path)
            request.user = user
            for action in model_admin.get_actions(request):
                for key in KEYS:
                    data = {"action": action, ACTION_CHECKBOX_NAME: [key]}
                    response = self.client.post(path, data)
                    self.assertEqual(response.status_code, 302, (path, action, key[:5]))
