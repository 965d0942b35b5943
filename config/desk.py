"""Makes accounts.desk.DeskSite the site of Django's admin."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "accounts.desk.DeskSite"
