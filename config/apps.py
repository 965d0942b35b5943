"""The apps of the project itself (its commands and checks) and of Django's admin."""

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.apps import AdminConfig


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import checks  # noqa: F401

        if settings.SENTRY_DSN:
            from config.monitoring.errors import report_errors

            report_errors(settings.SENTRY_DSN)


class DeskConfig(AdminConfig):
    default_site = "accounts.admin_site.DeskSite"
