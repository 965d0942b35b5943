"""Turns Django's admin into the desk: its site, and the templates of its widgets."""

from django.contrib.admin.apps import AdminConfig
from django.forms import renderers
from django.template import engines


class DeskConfig(AdminConfig):
    default_site = "accounts.desk.DeskSite"


class FormRenderer(renderers.BaseRenderer):
    """Finds the templates of widgets in the project before those of Django.

    Unlike Django's TemplatesSetting, it never looks among the Jinja2 templates.
    """

    def get_template(self, template_name):
        return engines["django"].get_template(template_name)
