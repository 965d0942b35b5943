"""The renderer of forms: finds the templates of widgets."""

from django.forms import renderers
from django.template import engines


class FormRenderer(renderers.BaseRenderer):
    """Finds the templates of widgets in the project before those of Django.

    Unlike Django's TemplatesSetting, it never looks among the Jinja2 templates.
    """

    def get_template(self, template_name):
        return engines["django"].get_template(template_name)
