"""Finds texts for readers that are not marked for translation."""

import ast
import re
from html.parser import HTMLParser

from babel.messages.jslexer import tokenize
from django.template import engines

#: Attributes whose values readers see or hear.
ATTRIBUTES = {"title", "aria-label", "alt", "placeholder"}
#: Names, which no language translates.
NAMES = {
    *("On Record", "Wikidata", "Wikipedia", "BibTeX", "BibTeX, ASCII", "BibLaTeX"),
    *(
        "EndNote XML",
        "Zotero RDF",
        "Web Annotation",
        "CSV",
        "HTML",
        "Markdown",
        "unAPI",
        *("Dublin Core", "Wikiquote", "DOI", "ISBN", "ISSN"),
    ),
}
#: Functions that mark their arguments.
MARKING = {
    *("_", "gettext", "ngettext", "pgettext", "npgettext", "gettext_lazy"),
    "gettext_noop",
}
#: What is no text: SQL, HTML and the names of HTTP headers.
_CODE = re.compile(
    r"\b(?:SELECT|FROM|WHERE|JOIN|UNION|AND|CASE|LIMIT|ORDER BY|DISTINCT|NULLS)\b"
    r"|<[a-z]|^[A-Z][a-z]+(?:-[A-Z][a-z]+)+$|^(?:Accept|Lax|Link|private, no-cache)$"
)
#: Names of keys in scripts.
_KEYS = {"Enter", "Escape", "Home", "End", "Tab", "Arrow", "Event"}
_UNSEEN_TOKENS = {"whitespace", "comment", "multilinecomment", "linecomment"}
_BLOCKS = ("variable_begin", "variable_end", "block_begin", "block_end")


def _is_text(text):
    text = " ".join(text.split()).strip(" ·,.:;()“”×→←…")
    return any(each.isalpha() for each in text) and text not in NAMES


class _Texts(HTMLParser):
    """Collects the texts and attributes of a template without its expressions."""

    def __init__(self):
        super().__init__()
        self.found, self._hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in ("script", "style")
        values = dict(attrs)
        names = set(ATTRIBUTES)
        if tag == "meta" and values.get("name") == "description":
            names.add("content")
        if tag == "input" and values.get("type") in ("submit", "button", "reset"):
            names.add("value")
        for name, value in attrs:
            if name in names and value and _is_text(value):
                self.found.append(f'{name}="{value}"')

    def handle_endtag(self, tag):
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._hidden and _is_text(data):
            self.found.append(" ".join(data.split()))


def in_template(source):
    """Return the unmarked texts of a Jinja2 template.

    These are texts and attributes outside `trans` blocks, and strings in expressions
    that begin with a capital or have a space (unless compared).
    """
    lexed = list(engines["jinja2"].env.lex(source))
    html, found, within, position = [], [], False, 0
    while position < len(lexed):
        _, kind, value = lexed[position]
        if kind == "data":
            html.append("" if within else value)
        elif kind in ("variable_begin", "block_begin"):
            end = next(
                each
                for each in range(position, len(lexed))
                if lexed[each][1] in ("variable_end", "block_end")
            )
            tokens = [
                each
                for each in lexed[position + 1 : end]
                if each[1] not in ("whitespace", *_BLOCKS)
            ]
            first = tokens[0][2] if tokens else ""
            if kind == "block_begin" and first in ("trans", "endtrans"):
                within = first == "trans"
            elif first == "block" and tokens[1][2] == "og_type":
                lexed[end + 1] = (0, "data", "")  # for programs
            elif kind == "block_begin" or not within:
                found += _in_expression(tokens)
            position = end
        position += 1
    parser = _Texts()
    parser.feed("".join(html))
    parser.close()
    return parser.found + found


def _in_expression(tokens):
    found, called = [], []
    for number, (_, kind, value) in enumerate(tokens):
        before = tokens[number - 1][2] if number else ""
        if value == "(":
            called.append(before)
        elif value == ")" and called:
            called.pop()
        if kind != "string" or before in ("==", "!=") or set(called) & MARKING:
            continue
        text = value[1:-1]
        if re.match(r"[A-Z][a-z]|.*[a-z] [a-z]", text):
            found.append(text)
    return [text for text in found if text not in NAMES and "/" not in text]


def in_script(source):
    """Return the unmarked texts of a script: strings with a space or a capital.

    Names of keys, events and attributes do not count, nor do selectors.
    """
    tokens = [each for each in tokenize(source) if each.type not in _UNSEEN_TOKENS]
    found = []
    for number, token in enumerate(tokens):
        text = token.value[1:-1]
        if token.type not in ("string", "template_string") or not _is_sentence(text):
            continue
        before = [each.value for each in tokens[max(number - 4, 0) : number]]
        call = before[-2:] if before[-1:] == ["("] else before[-4:-2]
        if call[:1] not in (["gettext"], ["ngettext"]):
            found.append(text)
    return found


def _is_sentence(text):
    text = re.sub(r"\$\{[^}]*\}", " ", text)
    return (
        text not in _KEYS
        and bool(re.search(r"^\W*[A-Z][a-z]+|[a-z]{2,}[,.:]? [a-z]{2,}", text))
        and not re.search(
            r"[#=>[\]]|^[.;]|--|^[A-Z][a-z]+[A-Z]|^\w+\.\w+,|; Path=", text
        )
    )


def in_module(source):
    """Return the unmarked texts of a Python module: strings with a space or a capital.

    Docstrings, annotations, logs, SQL and HTML do not count, nor do lists of words that
    are split, and keys and patterns without a space.
    """
    tree = ast.parse(source)
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)
        if isinstance(node, ast.AnnAssign):
            skipped.update(ast.walk(node.annotation))
        if isinstance(node, ast.Attribute) and node.attr == "split":
            skipped.add(node.value)
        name = getattr(node, "func", None)
        name = getattr(name, "id", getattr(name, "attr", ""))
        if isinstance(node, ast.Call) and name in MARKING | {"compile", "warning"}:
            skipped.update(ast.walk(node))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in skipped
        and re.search(r"^[A-Z][a-z]|[a-z,] [a-z]", node.value)
        and node.value not in NAMES
        and not _CODE.search(node.value)
    ]
