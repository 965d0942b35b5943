from django.apps import AppConfig
from django.urls import register_converter


class QuotesConfig(AppConfig):
    name = "quotes"

    def ready(self):
        from quotes.grouping import publishing  # noqa: F401
        from quotes.paths import KeyConverter

        register_converter(KeyConverter, "key")
