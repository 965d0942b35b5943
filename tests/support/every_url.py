"""Every address of the site, with the keys of real rows."""

import re
import uuid

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from articles.models.base import Status
from benchmarks.fuzzing import patterns
from quotes.models import SavedCheck, SitePage
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_saying,
    make_speaker,
    make_topic,
)

ARGUMENT = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")
MODEL = re.compile(r"(?:admin/\w+|embed|list)?/?([a-z]+)")
#: Arguments that are the same for all routes.
CONSTANTS = {
    **{"app_label": "quotes", "url": "nothing", "extension": "ris", "version": "x"},
    **{"words": "other-words", "when": "1", "year": "2025", "month": "02"},
    **{"day": "02-13", "name": "speaker", "dimension": "speakers"},
    **{"section": "quotes"},
}


class Rows:
    """A published row of most kinds, a draft, and an account."""

    def __init__(self):
        self.speaker, self.topic = make_speaker("Ada"), make_topic("War")
        self.publication = make_publication(name="Paper")
        self.article = make_article(
            text="“We must go”, said Ada.", publication=self.publication
        )
        self.quote = make_quote(
            self.article, "We must go", speaker=self.speaker, topics=[self.topic]
        )
        self.saying = make_saying(self.quote, make_quote(), make_quote())
        self.draft = make_quote(status=Status.DRAFT)
        self.user = User.objects.create_user("someone", password="pw")
        self.check = SavedCheck.objects.create(text="“We must go”")
        self.keys = {
            **{"article": self.article.pk, "quote": self.quote.pk},
            **{"speaker": self.speaker.pk, "topic": self.topic.pk},
            **{"publication": self.publication.pk, "saying": self.saying.pk},
            **{"user": self.user.pk, "group": Group.objects.first().pk},
            **{"sitepage": SitePage.objects.first().pk, "add": self.quote.pk},
        }

    def argument(self, route, name):
        """Return the value of an argument of a route."""
        if name in CONSTANTS:
            return CONSTANTS[name]
        if route.startswith("report/"):
            return {"kind": "quotes", "key": self.quote.pk}[name]
        if "intake" in route:
            return uuid.UUID(int=7)
        if name == "uidb64":
            return urlsafe_base64_encode(force_bytes(self.user.pk))
        if name == "token":
            is_reset = "password-reset" in route
            made = default_token_generator.make_token
            return made(self.user) if is_reset else self.check.pk
        model = MODEL.match(route)[1]
        if name == "kind":
            return "speaker"
        if name == "slug":
            model = model.removesuffix("s")
            return "ada" if route.startswith("figures") else getattr(self, model).slug
        return self.keys.get(model, self.keys.get(model.removesuffix("s"), 1))

    def urls(self):
        """Yield (route, path) of every URL pattern."""
        for route in patterns():
            path = ARGUMENT.sub(
                lambda found, route=route: str(
                    self.argument(route, found[1] or found[2])
                ),
                route,
            )
            yield route, "/" + re.sub(r"[\^$]", "", path)
