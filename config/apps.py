"""The app of the project itself: its commands and checks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import checks  # noqa: F401
