"""Set the exported CSL-JSON with citeproc-js, and compare it with the panel “Cite”.

citeproc-js is the processor of Zotero and many other programs. `make test` installs it
from npm (tests/citeproc_js); it is not part of this project, whose licence differs. The
panel's side is read from the golden files. This prints the differences with reasons:

    python -m tests.support.citeproc_js > tests/golden/citeproc-js.txt
"""

import json
import re
import subprocess
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

from quotes.citations.csl import write_csl_json
from quotes.citations.styles import find_style
from quotes.citations.text import StyledRun, text_of
from tests.support.citeproc_js_reasons import reason_of
from tests.support.forty_references import FORTY
from tests.support.golden_files import FOLDER, GOLDEN

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".tools/citeproc/node_modules/citeproc/citeproc_commonjs.js"
RUNNER = ROOT / "tests/citeproc_js/run.js"
_LOCALES = Path(str(files("citeproc"))) / "data/locales"


def set_by_citeproc_js(references, style_ids):
    """Return (entries, citations) for each style, as Text by the keys of references."""
    items = json.loads("".join(write_csl_json(references)))
    locales = {
        name: (_LOCALES / f"locales-{name}.xml").read_text(encoding="utf-8")
        for name in ("en-US", "en-GB", "de-DE", "fr-FR")
    }
    jobs = [
        {
            "style": find_style(style_id).path.read_text(encoding="utf-8"),
            "locale": find_style(style_id).locale,
            "notes": find_style(style_id).kind == "note",
            "items": items,
            "locales": locales,
        }
        for style_id in style_ids
    ]
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, RUNNER, PROGRAM],
        input=json.dumps(jobs).encode(),
        stdout=subprocess.PIPE,
        timeout=300,
        check=True,
    )
    return [
        (
            {key: _text(html) for key, html in made["entries"].items()},
            {
                each.key: _text(html)
                for each, html in zip(references, made["cited"], strict=True)
            },
        )
        for made in json.loads(done.stdout)
    ]


class _Reader(HTMLParser):
    """Read the HTML of citeproc-js as runs."""

    def __init__(self):
        super().__init__()
        self.runs = []
        self.looks = [StyledRun("")]

    def handle_starttag(self, tag, attributes):
        look, style = self.looks[-1], dict(attributes).get("style", "")
        if tag == "i":
            look = look._replace(em=True)
        elif tag == "b":
            look = look._replace(strong=True)
        elif tag in ("sup", "sub"):
            look = look._replace(level=tag)
        elif tag == "span":
            if "small-caps" in style:
                look = look._replace(small_caps=True)
            if "font-style:normal" in style:
                look = look._replace(em=False)
        elif tag == "div" and self.runs:
            self.runs.append(StyledRun(" "))
        self.looks.append(look)

    def handle_endtag(self, tag):
        self.looks.pop()

    def handle_data(self, data):
        self.runs.append(self.looks[-1]._replace(text=re.sub(r"\s*\n\s*", " ", data)))


def _text(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return text_of(run for run in reader.runs if run.text)


def plain_markdown(text):
    """Return Markdown with italics, but without links, escapes and double spaces."""
    text = re.sub(r"<(https?:[^>]*)>", r"\1", text)
    return re.sub(" +", " ", re.sub(r"\\(.)", r"\1", text)).strip()


def lines_of_panel(name):
    """Yield (number, "entry" or "in text", text) of a golden file."""
    number = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        kind, _, text = line.strip().partition(" ")
        if not line.startswith(" "):
            number = kind
        elif kind in ("entry", "article"):
            shown = {"entry": "entry", "article": "in text"}[kind]
            yield number, shown, plain_markdown(text)


def differences():
    """Yield (style, number, kind, panel, citeproc-js) of all lines that differ."""
    references = list(FORTY.values())
    keys = {about[:2]: reference.key for about, reference in FORTY.items()}
    made = set_by_citeproc_js(references, GOLDEN.values())
    for name, (entries, cited) in zip(GOLDEN, made, strict=True):
        for number, kind, panel in lines_of_panel(name):
            found = (entries if kind == "entry" else cited).get(keys[number])
            theirs = plain_markdown(found.markdown) if found else "(none)"
            if theirs != panel:
                yield name, number, kind, panel, theirs


def report():
    """Return the differences with their reasons. Raises KeyError without a reason."""
    by_reason = {}
    for name, number, kind, panel, theirs in differences():
        by_reason.setdefault(reason_of(name, number, kind), []).append(
            f"{name} {number} {kind}\n  panel        {panel}\n  citeproc-js  {theirs}\n"
        )
    total = sum(map(len, by_reason.values()))
    texts = [
        f"{total} of 640 lines differ. tests/support/citeproc_js.py writes them.\n"
    ]
    texts += [
        f"\n## {reason}\n\n{''.join(lines)}"
        for reason, lines in sorted(by_reason.items())
    ]
    return "".join(texts)


if __name__ == "__main__":
    print(report(), end="")
