"""Parts of pages whose HTML is kept, because the same values give the same HTML."""

import weakref
from functools import lru_cache

from django import template
from django.template.base import token_kwargs
from django.template.context import Context
from django.template.loader_tags import BlockNode

register = template.Library()

#: So many renderings of one part are kept in the process, the ones used last.
MOST = 500


#: Those of all templates that are loaded.
_nodes = weakref.WeakSet()


def keep_no_parts():
    """Forget the HTML of all parts, as in a process that has just begun."""
    for node in list(_nodes):
        node.html.cache_clear()


class KeptNode(template.Node):
    """A part that sees the named values and nothing else of the page's context."""

    def __init__(self, values, nodelist):
        self.names, self.given = tuple(values), tuple(values.values())
        self.nodelist = nodelist
        # By type too: "<b>" is escaped where it is not marked safe, and 1 is not True.
        self.html = lru_cache(maxsize=MOST, typed=True)(self.make)
        _nodes.add(self)

    def render(self, context):
        return self.html(
            context.template,
            context.autoescape,
            context.use_l10n,
            *[each.resolve(context) for each in self.given],
        )

    def make(self, page, autoescape, use_l10n, *values):
        alone = Context(dict(zip(self.names, values, strict=True)), autoescape)
        alone.use_l10n = use_l10n
        with alone.bind_template(page), alone.render_context.push_state(page):
            return self.nodelist.render(alone)


@register.tag
def kept(parser, token):
    """Render what is between {% kept name=value … %} and {% endkept %} once.

    For the same values the HTML is taken from memory as long as the template lives. It
    is made of these values alone, so that it cannot be of anything else: nothing else
    of the context is there, neither request nor user. Values have to be hashable, and
    equal ones have to look the same. Without values it is the same for all pages.
    """
    bits = token.split_contents()[1:]
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(
            f"“kept” takes name=value only, not “{bits[0]}”."
        )
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError(
            "There can be no block in “kept”: other templates replace it."
        )
    return KeptNode(values, nodelist)
