"""The app of the project itself: its commands and checks."""

from django.apps import AppConfig
from django.conf import settings


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import checks  # noqa: F401

        if settings.SENTRY_DSN:
            from config.monitoring.errors import report_errors

            report_errors(settings.SENTRY_DSN)
