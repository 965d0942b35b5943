"""How Django's admin becomes the desk: its site, and the templates of its widgets."""

from pathlib import Path

from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.forms import renderers
from django.utils.functional import cached_property


class DeskConfig(AdminConfig):
    default_site = "accounts.desk.DeskSite"


class FormRenderer(renderers.DjangoTemplates):
    """Finds the templates of widgets in the project before those of Django."""

    @cached_property
    def engine(self):
        folders = [
            settings.BASE_DIR / "templates",
            Path(renderers.__file__).parent / self.backend.app_dirname,
        ]
        names = {"NAME": "djangoforms", "OPTIONS": {}, "APP_DIRS": True}
        return self.backend({**names, "DIRS": folders})
