"""What the whole project promises of itself: who imports whom, and how files look."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: Each may import those before it, never those behind.
LAYERS = ["articles", "quotes", "config"]
#: Packages of plain Python, and what else of the project their modules may import
#: beside each other.
PLAIN_PACKAGES = {
    "articles/cleaning": set(),
    "articles/reading": {
        "articles.cleaning",
        "articles.partial_dates",
        "articles.text",
    },
    "quotes/anchoring": set(),
    "quotes/citations": {"articles.partial_dates"},
    "quotes/extraction": set(),
}
#: Plain Python, and what else of the project each may import.
PLAIN = {
    "articles/addresses.py": set(),
    "articles/fetching.py": {"articles.public_network"},
    "articles/fingerprints.py": set(),
    "articles/near_same.py": set(),
    "articles/partial_dates.py": set(),
    "articles/public_network.py": set(),
    "articles/text.py": set(),
    "quotes/entered_words.py": set(),
    "quotes/passages.py": set(),
    "quotes/search_syntax.py": set(),
    "quotes/text_blocks.py": set(),
}
for package, others in PLAIN_PACKAGES.items():
    paths = sorted((ROOT / package).glob("*.py"))
    dotted = package.replace("/", ".")
    siblings = {dotted, *(f"{dotted}.{path.stem}" for path in paths)}
    PLAIN |= {f"{package}/{path.name}": siblings | others for path in paths}
OUR_CODE = [
    path
    for folder in (*LAYERS, "tests", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
SITE_CODE = [path for path in OUR_CODE if path.relative_to(ROOT).parts[0] in LAYERS]
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in OUR_CODE}


def name_of(path):
    return str(path.relative_to(ROOT))


def imports(source, package):
    """Yield the full name of all that is imported anywhere in a module's source.

    `from a import b` gives `a.b`, which may be a module or something within one.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            start = parents[: len(parents) - node.level + 1] if node.level else []
            for alias in node.names:
                yield ".".join([*start, *filter(None, [node.module]), alias.name])
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in node.args[:1]:
                if called in ("import_module", "__import__"):
                    yield str(getattr(argument, "value", "unknown"))


def imports_of(path):
    package = ".".join(path.relative_to(ROOT).parent.parts)
    return list(imports(path.read_text(encoding="utf-8"), package))


def test_the_imports_of_a_module_are_seen_wherever_they_stand():
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


@pytest.mark.parametrize("path", SITE_CODE, ids=name_of)
def test_imports_go_from_config_to_quotes_to_articles_and_never_back(path):
    layer = path.relative_to(ROOT).parts[0]
    behind = [*LAYERS[LAYERS.index(layer) + 1 :], "tests", "benchmarks"]
    assert [name for name in imports_of(path) if name.split(".")[0] in behind] == []


@pytest.mark.parametrize("name", PLAIN)
def test_plain_modules_import_no_django_and_not_each_other(name):
    path = ROOT / name
    ours = set()
    for imported in imports_of(path):
        top = imported.split(".")[0]
        assert top not in ("django", "psycopg")
        if top in LAYERS:
            ours.add(imported if imported in MODULES else imported.rpartition(".")[0])
    assert ours <= PLAIN[name]


@pytest.mark.parametrize("name", PLAIN)
def test_plain_modules_are_typed(name):
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    typed = tomllib.loads(pyproject)["tool"]["mypy"]["files"]
    assert name in typed or name.rpartition("/")[0] in typed


@pytest.mark.parametrize("path", OUR_CODE, ids=name_of)
def test_no_file_is_too_long_to_be_read_at_once(path):
    # Tables of examples are a little longer.
    most = 400 if path in SITE_CODE else 420
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


#: What may call text HTML, how often, and why.
TRUSTED = {
    # JSON-LD, and citations that a style set: each with escapes of its own.
    "quotes/templatetags/quote_tags.py": 2
}
#: What may ask other servers: one module, and what connects for it.
ASKING = {"articles/fetching.py", "articles/public_network.py"}
OUTBOUND = {
    *("httpx", "httpcore", "requests", "urllib3", "aiohttp", "http", "ftplib"),
    *("smtplib", "socket", "urllib.request"),
}
#: The servers that `make run` starts ask themselves whether they are up.
ASKING_THEMSELVES = {"config/serve.py", "config/embedded_database.py"}


@pytest.mark.parametrize("path", SITE_CODE, ids=name_of)
def test_only_one_module_asks_other_servers(path):
    if name_of(path) in ASKING | ASKING_THEMSELVES:
        return
    asking = [
        name
        for name in imports_of(path)
        if name.split(".")[0] in OUTBOUND or name.startswith("urllib.request")
    ]
    assert asking == []


UNESCAPED = re.compile(r"\bmark_safe\b|\bSafe(String|Text|Data)\b|\b__html__\b")
UNESCAPED_IN_TEMPLATES = re.compile(r"\|\s*safe(seq)?\b|{%-?\s*autoescape\s+off")


@pytest.mark.parametrize("path", SITE_CODE, ids=name_of)
def test_no_code_trusts_text_to_be_html(path):
    source = path.read_text(encoding="utf-8")
    assert len(UNESCAPED.findall(source)) == TRUSTED.get(name_of(path), 0)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*")), ids=name_of)
def test_no_template_trusts_text_to_be_html(path):
    if path.is_file():
        source = path.read_text(encoding="utf-8")
        assert UNESCAPED_IN_TEMPLATES.findall(source) == []


@pytest.mark.parametrize("path", SITE_CODE, ids=name_of)
def test_html_is_made_of_constant_patterns(path):
    """`format_html(f"…{text}")` would escape nothing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = isinstance(node, ast.Call) and getattr(node.func, "id", "")
        if called in ("format_html", "format_html_join"):
            patterns = node.args[: 1 if called == "format_html" else 2]
            assert all(isinstance(pattern, ast.Constant) for pattern in patterns)
