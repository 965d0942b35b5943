"""Rules for the whole project: who imports whom, and what files may contain.

Each test collects all offenders and prints them together.
"""

import ast
import re
import tomllib
from pathlib import Path

from tests.support.imports import ROOT, imports, imports_of

#: Each app may import those before it, never those after it.
APPS = ["articles", "quotes", "accounts", "config"]
#: Names of Django that begin with an underscore, and are its API all the same.
DJANGO_API = {"_meta", "_default_manager", "_base_manager", "_state"}
#: The full name of something private, as `patch` takes it.
PRIVATE_PATH = re.compile(rf"({'|'.join(APPS)})\.(.*\.)?_[a-z]")
#: The packages and modules of an app, layer by layer. Each may import from layers
#: below, never from its own layer. `|` separates layers.
LAYERS = {
    "articles": """
        characters gettext normal_forms text
        | audit_context keys differences partial_dates canonical_urls identifiers
        fetching cleaning text_matching names
        | reading conflicts
        | models
        | form_fields widgets editing kept_forms
        | duplicates
        | forms middleware
        | intake
        | admin management
    """,
    "quotes": """
        lexicon
        | anchoring client_address extraction citations page_sizes passages
        reading_list paths site_markdown translation
        | models site
        | verification
        | sql labels formatting forms mail merging importers middleware
        | search exports caching review explanations history workflow
        | listing admin sayings templatetags
        | checking grouping
        | statistics jinja management sharing
        | views
        | urls
    """,
    "accounts": """
        models
        | second_factor sign_in_log throttling
        | forms middleware
        | views
        | account_views
        | admin admin_site management
    """,
}
#: Reading and editing never import each other.
READING = {"quotes.listing", "quotes.statistics", "quotes.views"}
EDITING = {"quotes.admin", "quotes.workflow", "quotes.review", "quotes.templatetags"}
#: Plain Python: no Django, no psycopg, and only the project's modules named here.
PLAIN = {
    "articles/canonical_urls.py": set(),
    "articles/identifiers.py": {"articles.characters"},
    "articles/characters.py": set(),
    "articles/cleaning": {"articles.text"},
    "articles/fetching": set(),
    "articles/gettext.py": set(),
    "articles/names": {"articles.characters", "articles.normal_forms"},
    "articles/normal_forms.py": set(),
    "articles/partial_dates.py": {"articles.gettext"},
    "articles/reading": {
        "articles.characters",
        "articles.cleaning",
        "articles.identifiers",
        "articles.names",
        "articles.normal_forms",
        "articles.partial_dates",
        "articles.text",
    },
    "articles/text.py": set(),
    "articles/text_matching": {"articles.characters", "articles.normal_forms"},
    "quotes/anchoring": {
        "articles.characters",
        "articles.normal_forms",
        "articles.text",
        "quotes.lexicon",
    },
    **{
        f"quotes/checking/{name}.py": {
            "quotes.anchoring",
            "quotes.checking",
            "articles.characters",
            "articles.gettext",
            "articles.names",
            "articles.normal_forms",
            "articles.text",
            "quotes.extraction.given_names",
            "quotes.extraction.languages",
            "quotes.extraction.scanning",
            "quotes.search.differences",
            "quotes.lexicon.words",
        }
        for name in (
            *("claim_places", "judging", "letters", "likeness"),
            *("name_comparison", "near_passages", "other_words", "speakers"),
            *("spellings", "verdicts", "windows"),
        )
    },
    "quotes/citations": {
        "articles.canonical_urls",
        "articles.characters",
        "articles.names",
        "articles.normal_forms",
        "articles.partial_dates",
        "articles.text",
        "articles.gettext",
    },
    "quotes/extraction": {
        "articles.characters",
        "articles.names",
        "quotes.lexicon.words",
    },
    "quotes/lexicon": {"articles.characters", "articles.normal_forms"},
    "quotes/page_sizes.py": set(),
    "quotes/site_markdown.py": set(),
    "quotes/passages.py": {"articles.text"},
    "quotes/reading_list.py": set(),
    "quotes/review/text_blocks.py": set(),
    "quotes/review/wording.py": {"articles.characters", "articles.cleaning"},
    "quotes/sayings": {
        "articles.characters",
        "articles.names",
        "articles.reading.gazetteer",
        "quotes.anchoring",
        "quotes.lexicon",
    },
    "quotes/search/syntax.py": {
        "articles.gettext",
        "articles.normal_forms",
        "articles.text",
        "quotes.search.questions",
        "quotes.lexicon.words",
    },
    "quotes/search/date_limits.py": {
        "articles.characters",
        "articles.partial_dates",
        "articles.gettext",
        "quotes.search.questions",
        "quotes.lexicon.words",
    },
    "quotes/search/questions.py": {"articles.characters", "articles.gettext"},
}
#: Maximum lines of a file: of the site, and of tests and benchmarks.
LONGEST, LONGEST_TEST = 400, 420
#: Files that may mark text as safe HTML, and how often. They escape it themselves.
TRUSTED = {"quotes/jinja.py": 3}
#: Files that may connect to other servers, or to servers that they start themselves.
CONNECTING = {
    "articles/fetching/fetch.py",
    "articles/fetching/ssrf.py",
    "config/local/serve.py",
    "config/local/postgres.py",
    "config/serving/worker.py",  # receives only
}
OUTBOUND = {
    *("httpx", "httpcore", "requests", "urllib3", "aiohttp", "http", "ftplib"),
    *("smtplib", "socket"),
}
UNESCAPED = re.compile(
    r"\bmark_safe\b|\bSafe(String|Text|Data)\b|\b__html__\b|\bMarkup\("
)
UNESCAPED_IN_TEMPLATES = re.compile(r"\|\s*safe(seq)?\b|{%-?\s*autoescape\s+off")


def files(*folders):
    """Return the Python files of some folders, without migrations."""
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


SITE_CODE = files(*APPS)


def name_of(path):
    return str(path.relative_to(ROOT))


def module_of(path):
    return name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def layers_of(app):
    """Return {name of a package or module: number of its layer}."""
    layers = LAYERS[app].split("|")
    return {name: layer for layer, names in enumerate(layers) for name in names.split()}


def within(name, package):
    return name == package or name.startswith(f"{package}.")


def test_imports_are_found_anywhere_in_a_module():
    source = """
import django.db
from quotes import anchoring
from . import folding
from .models import Quote
from ..articles.text import x
def later():
    import config.settings
    import_module("quotes.views")
"""
    assert list(imports(source, "quotes.management")) == [
        "django.db",
        "quotes.anchoring",
        "quotes.management.folding",
        "quotes.management.models.Quote",
        "quotes.articles.text.x",
        "config.settings",
        "quotes.views",
    ]


def test_the_picture_of_the_floors_is_true():
    """docs/architecture.md shows what LAYERS says."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown, app = {}, ""
    for line in page.split("```")[1].splitlines():
        if found := re.match(r"(\w*) +(\d+) │ (.+)", line):
            app = found[1] or app
            names = set(re.sub(r"\(\w+\)", "", found[3]).split())
            shown.setdefault(app, {})[int(found[2])] = names
    assert shown == {
        app: dict(enumerate((set(layer.split()) for layer in text.split("|")), 1))
        for app, text in LAYERS.items()
    }


def test_apps_import_only_the_apps_before_them():
    offenders = [
        f"{name_of(path)} imports {name}"
        for path in SITE_CODE
        for name in imports_of(path)
        if name.split(".")[0]
        in [
            *APPS[APPS.index(path.relative_to(ROOT).parts[0]) + 1 :],
            "tests",
            "benchmarks",
        ]
    ]
    assert offenders == []


def test_packages_import_only_from_the_floors_below():
    offenders = []
    for app in LAYERS:
        layers = layers_of(app)
        for path in files(app):
            own = module_of(path).partition(".")[2].partition(".")[0]
            if own in ("", "apps"):
                continue
            assert own in layers, f"{name_of(path)} has no layer: add it to LAYERS"
            for name in imports_of(path):
                other = name.partition(".")[2].partition(".")[0]
                ours = name.startswith(f"{app}.") and other in layers and other != own
                if ours and layers[other] >= layers[own]:
                    offenders.append(f"{name_of(path)} imports {name}")
    assert offenders == []


def test_reading_and_editing_do_not_import_each_other():
    offenders = [
        f"{name_of(path)} imports {name}"
        for ours, theirs in ((READING, EDITING), (EDITING, READING))
        for path in files("quotes")
        if any(within(module_of(path), package) for package in ours)
        for name in imports_of(path)
        if any(within(name, package) for package in theirs)
    ]
    assert offenders == []


def test_plain_modules_import_no_django_and_only_what_they_may():
    offenders = []
    for place, allowed in PLAIN.items():
        own = place.removesuffix(".py").replace("/", ".")
        for path in files(place) or [ROOT / place]:
            for name in imports_of(path):
                top = name.split(".")[0]
                ours = top in APPS and not any(
                    within(name, each) for each in (own, *allowed)
                )
                if ours or top in ("django", "psycopg"):
                    offenders.append(f"{name_of(path)} imports {name}")
    assert offenders == []


def test_plain_modules_are_typed():
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    typed = tomllib.loads(pyproject)["tool"]["mypy"]["files"]
    assert sorted(PLAIN.keys() - set(typed)) == []


def test_no_file_is_too_long():
    offenders = [
        f"{name_of(path)} has {length} lines"
        for path in files(*APPS, "tests", "benchmarks")
        if (length := len(path.read_text(encoding="utf-8").splitlines()))
        > (LONGEST if path in SITE_CODE else LONGEST_TEST)
    ]
    assert offenders == []


def test_only_some_modules_connect_to_servers():
    offenders = [
        f"{name_of(path)} imports {name}"
        for path in SITE_CODE
        if name_of(path) not in CONNECTING
        for name in imports_of(path)
        if name.split(".")[0] in OUTBOUND or name.startswith("urllib.request")
    ]
    assert offenders == []


def test_no_text_is_trusted_to_be_html():
    offenders = [
        f"{name_of(path)} has {found} places"
        for path in SITE_CODE
        if (found := len(UNESCAPED.findall(path.read_text(encoding="utf-8"))))
        != TRUSTED.get(name_of(path), 0)
    ]
    offenders += [
        name_of(path)
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file()
        and UNESCAPED_IN_TEMPLATES.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_html_is_made_of_constant_patterns():
    """`format_html(f"…{text}")` escapes nothing."""
    offenders = []
    for path in SITE_CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "")
            if called in ("format_html", "format_html_join"):
                patterns = node.args[: 1 if called == "format_html" else 2]
                if not all(isinstance(pattern, ast.Constant) for pattern in patterns):
                    offenders.append(f"{name_of(path)}:{node.lineno}")
    assert offenders == []


def private_names(source):
    """Yield the private names of the project that a module's source uses."""
    nodes = list(ast.walk(ast.parse(source)))
    ours = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom | ast.Import):
            for alias in node.names:
                name = f"{getattr(node, 'module', '')}.{alias.name}".lstrip(".")
                if name.split(".")[0] in APPS:
                    ours.add(alias.asname or alias.name.split(".")[0])
                    if is_private(alias.name):
                        yield name
    for node in nodes:
        match node:
            case ast.Constant(value=str(name)) if PRIVATE_PATH.match(name):
                yield name
            case (
                ast.Attribute(value=owner, attr=name)
                | ast.Call(args=[owner, ast.Constant(value=str(name)), *_])
            ) if is_private(name):
                while isinstance(owner, ast.Attribute):
                    owner = owner.value
                if isinstance(owner, ast.Name) and owner.id in ours:
                    yield f"{owner.id}.{name}"


def is_private(name):
    return re.match("_(?!_)", name) and name not in DJANGO_API


def test_private_names_are_found_however_they_are_used():
    source = """
import quotes.sql
from quotes.anchoring import _fold
from quotes import caching as cache
from quotes.models import Quote
cache._clear()
Quote.objects._hints
quotes.sql._run()
setattr(cache.pages, "_size", 1)
patch("quotes.caching.pages._size", 1)
Quote._meta.fields, cache.__name__, response._headers
"""
    assert sorted(private_names(source)) == [
        "Quote._hints",
        "cache._clear",
        "cache._size",
        "quotes._run",
        "quotes.anchoring._fold",
        "quotes.caching.pages._size",
    ]


def test_tests_reach_into_no_private_name_of_the_project():
    offenders = [
        f"{name_of(path)} uses {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path != Path(__file__)
        for name in private_names(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []
