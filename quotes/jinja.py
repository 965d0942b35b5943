"""The Jinja2 environment of the public pages: its filters, functions and defaults.

The admin alone has Django's templates: docs/decisions/0033-jinja2-for-public-pages.md.
"""

import html
from functools import cache, lru_cache, partial

from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.templatetags.static import static
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.timezone import template_localtime
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined, Template
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from articles.canonical_urls import host_of, is_web
from quotes.citations.attribution import REPORTED
from quotes.explanations import replaced_since
from quotes.formatting import as_printed, as_set, day, printable
from quotes.labels import (
    ARE_PRINTED,
    CHART_LABELS,
    KINDS,
    LABELS,
    NOT_FOUND,
    SOURCE_LEAD_INS,
    STANDINGS,
    TALLY_LABELS,
    language_name,
)
from quotes.paths import path_for
from quotes.site import data_licence, report_link
from quotes.translation import install
from quotes.translation import label as _

#: Defaults of names that a context may omit. Any other missing name is an error.
OPTIONAL = {
    "death": "",
    "after_death": "",
    "canonical": "",
    "preview": "",
    "embedded_metadata": None,
    "feed": "",
    "section": "",
    "structured_data": None,
    "title": "",
}


class PublicTemplate(Template):
    """A template that escapes to plain strings.

    A list escapes a thousand values. The compiled template only joins them, so plain
    strings work as well as Markup objects, which take a tenth of the page's time.
    """

    @classmethod
    def from_code(cls, environment, code, globals, uptodate=None):
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escape
        return template


class PublicContext(Context):
    """A context that calls macros and functions at once.

    A page makes two hundred calls. Jinja inspects each callable twice to find what it
    takes as first argument, which is a third of the time of a short macro.
    """

    def call(self, called, /, *arguments, _loop_vars=None, _block_vars=None, **named):
        if type(called) is Macro:
            return called(self.eval_ctx, *arguments, **named)
        if not hasattr(called, "jinja_pass_arg"):
            return called(*arguments, **named)
        named |= {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
        return super().call(called, *arguments, **named)


class PublicCodeGenerator(CodeGenerator):
    """Compiles `a.b` and `a[b]` to the same in Python.

    So `a.b` is always an attribute, and `a[b]` always an item. Jinja calls a function
    for each, and a list has two thousand.
    """

    def visit_Getattr(self, node, frame):
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node, frame):
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")


class PublicEnvironment(Environment):
    """An environment whose templates have no globals of their own.

    Jinja would merge them for each page.
    """

    code_generator_class = PublicCodeGenerator
    context_class = PublicContext

    def make_globals(self, d):
        return self.globals


def escape(value):
    """Return a value as HTML, like markupsafe.escape, but as a plain string."""
    if type(value) is not str:
        if type(value) is Markup:
            return value
        if type(value) in (int, float):  # a chart has hundreds
            return str(value)
        if hasattr(value, "__html__"):
            return value.__html__()
        value = str(value)
    # Few values need it, and five searches take half the time of five replacements.
    if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
        return html.escape(value)
    return value


def environment(**options):
    """Return the Environment. settings.TEMPLATES names this function."""
    options["undefined"] = StrictUndefined  # Django's default hides missing names
    # Lines of tags alone leave no line behind.
    options |= {"trim_blocks": True, "lstrip_blocks": True}
    made = PublicEnvironment(**options)
    made.template_class = PublicTemplate
    install(made)
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    made.filters |= {
        "as_printed": as_printed,
        "as_set": as_set,
        "citation_html": citation_html,
        "day": day,
        "host": host_of,
        "is_web": is_web,
        "isodate": isodate,
        "language": language_name,
        "linebreaksbr": linebreaksbr,
        "number": "{:,}".format,
        "path": path_for,
        "printable": printable,
        "sign": sign,
        "static": static,
        "when": when,
    }
    made.globals |= OPTIONAL | {
        "ARE_PRINTED": ARE_PRINTED,
        "CHART_LABELS": CHART_LABELS,
        "KINDS": KINDS,
        "LABELS": LABELS,
        "NOT_FOUND": NOT_FOUND,
        "SOURCE_LEAD_INS": SOURCE_LEAD_INS,
        "REPORTED": REPORTED,
        "STANDINGS": STANDINGS,
        "TALLY_LABELS": TALLY_LABELS,
        "data_licence": data_licence,
        "htmx_script": cache(htmx_script),
        "page_path": page_path,
        "replaced_since": replaced_since,
        "report_link": report_link,
        "texts_of_scripts": settings.USE_I18N,
        "version_path": partial(path_for, "version"),
    }
    return made


@cache
def sign(state):
    """Return the sign of an answer (includes/signs.html) as HTML."""
    return format_html(
        '<svg class="sign" aria-hidden="true"><use href="#{}"/></svg>', state
    )


def citation_html(text):
    """Return a quotes.citations.text.Text as HTML; its `html` is escaped already."""
    return Markup(text.html)  # noqa: S704


def isodate(value):
    """Return a date, or the local date of a datetime, as 2025-02-13."""
    return date_format(template_localtime(value), "Y-m-d")


@lru_cache(maxsize=4_096)
def when(date):
    """Return a PartialDate or None as HTML."""
    if date is None:
        return _("No date is given")
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), date)


def page_path(request, number):
    """Return the path and query of another page of this numbered list."""
    query = request.GET.copy()
    query.pop("page", None)
    for name in [name for name in query if not any(query.getlist(name))]:
        del query[name]  # empty fields of a form
    if number > 1:
        query["page"] = number
    return f"{request.path}?{query.urlencode()}" if query else request.path
