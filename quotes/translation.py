"""Texts for readers in the language of the page: gettext in Jinja2 and in Python.

While the site is in English only (USE_I18N is off), marked texts cost nothing: a block
compiles to its own text, and `label` returns plain strings.
"""

import re

from django.conf import settings
from django.utils import translation
from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

from articles.gettext import translate_with

#: Marks a text in a module-level constant. Plain strings render faster than lazy ones.
label = translation.gettext_lazy if settings.USE_I18N else translation.gettext

if settings.USE_I18N:
    translate_with(translation.gettext)

_NAMES = re.compile(r"%\((\w+)\)s")


class TransBlocks(InternationalizationExtension):
    """`{% trans %}` as in Jinja2, but compiled to plain text in English."""

    def _make_node(self, singular, plural, context, variables, plural_expr, *rest):
        if settings.USE_I18N:
            return super()._make_node(
                singular, plural, context, variables, plural_expr, *rest
            )
        if plural_expr is None:
            return _output(singular, variables)
        is_one = nodes.Compare(plural_expr, [nodes.Operand("eq", nodes.Const(1))])
        one, many = _output(singular, variables), _output(plural, variables)
        return nodes.If(is_one, [one], [], [many])


def _output(text, variables):
    """Return the node of a text with `%(name)s` for variables, as gettext has them."""
    parts = []
    for number, part in enumerate(_NAMES.split(text)):
        if number % 2:
            parts.append(variables.get(part, nodes.Name(part, "load")))
        elif part:
            parts.append(nodes.TemplateData(part.replace("%%", "%")))
    return nodes.Output(parts)


def install(environment):
    """Add the blocks, and the functions `_`, `gettext`, `ngettext` and so on."""
    environment.add_extension(TransBlocks)
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
