"""Texts for readers are marked for translation, and marks cost nothing in English."""

import re

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import engines

from tests.support.imports import imports_of
from tests.support.unmarked_texts import in_module, in_script, in_template

ROOT = settings.BASE_DIR
TEMPLATES = ROOT / "templates" / "quotes"
SCRIPTS = ROOT / "static" / "js"
#: Scripts of the editors’ desk alone, which is in English.
DESK = {"admin.js", "review.js", "same_words.js", "text_selection.js"}
#: Packages that make what readers see.
FOR_READERS = "quotes/sharing/", "quotes/views/"
#: Functions that mark texts of modules.
MARKS = re.compile(
    r"django\.utils\.translation\.\w*gettext\w*|quotes\.translation\.label"
    r"|articles\.gettext\.gettext\w*"
)
#: Modules whose other texts are for editors or for programs.
NOT_FOR_READERS = {
    "articles/models/articles.py",
    "quotes/views/structured_data.py",
}
#: Strings that look like texts for readers, but are not.
NOT_TEXTS = {
    "quotes/citations/status_labels.py": {  # in files and citations
        *("attribution disputed", "disputed attribution to", "misattributed to"),
        *("attributed to", "said by"),
    },
    "quotes/search/date_limits.py": {
        "all quotes",
        "all quotations",
    },  # what readers type
    "quotes/views/check_files.py": {  # names of nodes in pandoc's syntax tree
        *("Div", "LineBreak", "MetaInlines", "Para", "Space", "Span", "Str"),
    },
    "quotes/views/request_counts.py": {"the disk is full"},  # an error caught at once
    "quotes/views/statistics_csv.py": {"not known", "not known, of "},  # for programs
}
ONE_OR_MORE = "{{ n }} quote{% pluralize %}{{ n }} quotes{% endtrans %}"


def names(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*.html")}


def modules():
    """Return the modules that may have texts for readers."""
    return {
        name
        for app in ("articles", "quotes")
        for path in (ROOT / app).rglob("*.py")
        if (name := str(path.relative_to(ROOT))).startswith(FOR_READERS)
        or any(map(MARKS.fullmatch, imports_of(path)))
    }


@pytest.mark.parametrize("name", sorted(names(TEMPLATES)))
def test_texts_of_templates_are_marked(name):
    assert in_template((TEMPLATES / name).read_text()) == []


def test_texts_of_modules_are_marked():
    found = {
        name: texts
        for name in modules() - NOT_FOR_READERS
        if (texts := set(in_module((ROOT / name).read_text())))
    }
    assert found == NOT_TEXTS


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Words</p>", ["Words"]),
        ("<p>{% trans %}Words{% endtrans %}</p>", []),
        ("<p>{% trans n=n %}{{ n }} word{% pluralize %}words{% endtrans %}</p>", []),
        ('<a{% if x %} title="Go"{% endif %}>{{ x }}</a>', ['title="Go"']),
        ('<a title="{% trans %}Go{% endtrans %}">{{ x }}</a>', []),
        ('{{ x or "Not known" }} {{ x or _("Not known") }}', ["Not known"]),
        ('<input name="q" value="words"><meta name="robots" content="noindex">', []),
        ('{% if x == "put in" %}{{ x }}{% endif %}', []),
        ("<script>let words;</script>{# A comment #} · {{ x }} ×", []),
        ('{{ "list"|path }}{{ "css/site.css"|static }}', []),
        ("<a>On Record</a>", []),
    ],
)
def test_unmarked_texts_of_templates_are_found(source, expected):
    assert in_template(source) == expected


@pytest.mark.parametrize(
    "name", sorted({path.name for path in SCRIPTS.glob("*.js")} - DESK)
)
def test_texts_of_scripts_are_marked(name):
    assert in_script((SCRIPTS / name).read_text()) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('say("Copied.");', ["Copied."]),
        ("say(`Copied: ${text} to here`);", ["Copied: ${text} to here"]),
        ('say(gettext("Copied."));', []),
        ('say(ngettext("%s quote here", "%s quotes here", n));', []),
        ('say(n === 1 ? "1 quote here" : "");', ["1 quote here"]),
        ('if (event.key === "Enter") go();', []),
        ('document.querySelector(".quotes > li a");', []),
    ],
)
def test_unmarked_texts_of_scripts_are_found(source, expected):
    assert in_script(source) == expected


def test_unmarked_texts_of_modules_are_found():
    source = '"""A module."""\nA = _("Said by")\nB = "Not known"\nC = "not-a-text"'
    source += '\nD = "SELECT id, name FROM quotes"\nE = "he she it".split()'
    source += '\nF: "Text | None" = None'
    assert in_module(source) == ["Not known"]


def test_babel_extracts_the_texts_of_templates_and_modules(tmp_path):
    found = tmp_path / "django.pot"
    options = ["-q", "extract", "-F", str(ROOT / "pyproject.toml"), "-o", str(found)]
    CommandLineInterface().run(["pybabel", *options, str(ROOT)])
    with found.open() as file:
        messages = {message.id for message in read_po(file)}
    assert len(messages) > 500
    for message in (
        "Not found in the source named",  # a constant of status_labels.py
        "Printed until {day}",  # a module without Django
        "Skip to the content",  # a block of a template
        ("quote", "quotes"),
    ):
        assert message in messages


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% trans %}100 % of {{ name }}{% endtrans %}", "100 % of A&amp;B"),
        ("{% trans who=name|lower %}By {{ who }}.{% endtrans %}", "By a&amp;b."),
        (f"{{% trans n=1 %}}{ONE_OR_MORE}", "1 quote"),
        (f"{{% trans n=3 %}}{ONE_OR_MORE}", "3 quotes"),
        ("{% trans %}\n  Two\n  lines\n{% endtrans %}", "Two lines"),
        (
            "{{ _('It’s') }} {{ ngettext('1 word', '%(num)s words', 2) }}",
            "It’s 2 words",
        ),
    ],
)
@pytest.mark.parametrize("in_other_languages", [False, True])
def test_marked_texts_are_shown(source, expected, in_other_languages, settings):
    settings.USE_I18N = in_other_languages
    template = engines["jinja2"].env.from_string(source)
    assert template.render(name="A&B") == expected
