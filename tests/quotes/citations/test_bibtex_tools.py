"""BibTeX and BibLaTeX in the programs that read them: biber, BibTeX, LaTeX, pandoc."""

import json
import os
import re
import subprocess
import unicodedata

import pypandoc
import pytest

from articles.partial_dates import PartialDate
from quotes.citations.ascii_bibtex import in_ascii, in_latin, write_ascii_bibtex
from quotes.citations.biblatex import write_biblatex
from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import csl_work
from quotes.citations.latex import annotation, doubt, latex, own_key, work_key
from quotes.citations.reference import CitedSpeaker, CSLName
from tests.support.citation_files import DEEPSEEK, NEWSPAPER, changed
from tests.support.outside_tools import needs

URL = "https://x.example/a_b--c%20d?e=1&f=~g#h"
TYPES = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "broadcast",
    "chapter",
    "hearing",
    "interview",
    "personal_communication",
    "post",
    "post-weblog",
    "report",
    "speech",
    "webpage",
]


def made(key, **fields):
    # Different years, because the style "alpha" has only 26 labels for each.
    fields.setdefault("issued", PartialDate(1900 + int(key[1:]), 2, 3))
    return changed(NEWSPAPER, key=key, **fields)


#: All kinds of names, titles, dates and scripts.
LATIN = [
    NEWSPAPER,
    DEEPSEEK,
    made("q20", authors=(CSLName("Leyen", "Ursula", "von der"), CSLName("Plato"))),
    made("q21", authors=(CSLName("Ormesson", "Jean", "d’"), CSLName("hooks", "bell"))),
    made("q22", authors=(CSLName(literal="Médecins Sans Frontières and Co., Inc."),)),
    made("q23", authors=(CSLName("García y Vega", "Ángel", suffix="III"),)),
    made("q24", title="Is it “the ‘end’ of R&D” – 100% of $5 in Łódź?", language="pl"),
    made("q25", title="Über alles: ‘Straße’!", language="de-CH", issued=None),
    made("q26", title="a_b {c} ^d ~e #f \\g --h", issued=PartialDate(2025)),
    made("q27", title="L’été où l’œuvre a fini…", issued=PartialDate(2025, 2)),
    made("q28", authors=(), speakers=(CitedSpeaker("Zoë", standing="disputed"),)),
    made("q29", container_title="", url=""),
    made("q30", authors=(), container_title="", issued=None, accessed=None),
    *(made(f"q{40 + index}", type=type_) for index, type_ in enumerate(TYPES)),
    *(made(f"q{60 + i}", type=t, container_title="") for i, t in enumerate(TYPES)),
]
OTHER_SCRIPTS = [
    made(
        "q80",
        title="中国的开源人工智能",
        authors=(CSLName("习", "近平"),),
        language="zh",
    ),
    made("q81", title="عن الذكاء", authors=(CSLName("حسين", "طه"),), language="ar"),
    made("q82", title="Ἀθῆναι καὶ Σπάρτη", authors=(CSLName("Κ", "Ν"),), language="el"),
    made("q83", title="Đường Nguyễn Huệ", authors=(CSLName("Nguyễn", "Ấn"),)),
]
ALL = LATIN + OTHER_SCRIPTS


def run(*command, folder, **environment):
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def citation_key(reference):
    return work_key(reference.work) + own_key(reference.key)


# biber -------------------------------------------------------------------------------


@needs("biber")
def test_biber_reports_only_unknown_fields(tmp_path):
    """The data model requires authors, editors and dates; we do not invent any."""
    (tmp_path / "quotes.bib").write_text("".join(write_biblatex(ALL)))
    said = run(
        *("biber", "--tool", "--validate-datamodel", "quotes.bib"), folder=tmp_path
    )
    assert "Datamodel validation complete" in said
    of_key = {citation_key(reference): reference.work for reference in ALL}
    warned = re.findall(r"^(?:WARN|ERROR) - (.*)$", said, re.M)
    for warning in warned:
        found = re.fullmatch(
            r"Datamodel: Entry '(.+)' \(quotes.bib\): Missing mandatory field (?:- "
            r"one of )?'(author|editor|institution|date, year)'(?: must be defined)?",
            warning,
        )
        assert found, warning
        key, field = found.groups()
        work = of_key[key]
        unknown = {
            "author": not work.authors,
            "date, year": not work.issued,
            "institution": not work.container_title,
            "editor": True,
        }
        assert unknown[field], warning


@needs("biber")
def test_biber_reads_all_fields_back(tmp_path):
    """Biber writes field names in capitals, and `annote` by its other name."""
    (tmp_path / "quotes.bib").write_text("".join(write_biblatex(ALL)))
    run(*("biber", "--tool", "--output-align", "quotes.bib"), folder=tmp_path)
    read = (tmp_path / "quotes_bibertool.bib").read_text()
    assert read.count("\n@") + 1 == len(ALL)
    for reference in ALL:
        if reference.work.authors:
            assert reference.work.authors[0].last.strip("’") in read
    assert read.count("ANNOTATION") == len(ALL)


@needs("biber")
def test_biber_reads_one_outlet_and_one_place(tmp_path):
    outlets = {
        "report": "Department of Health and Human Services",
        "book": "Farrar, Straus and Giroux",
        "webpage": "Mercer and Others",
    }
    place = "Trinidad and Tobago"
    works = [
        made(f"q{n}", type=type_, container_title=outlet, place=place, language="")
        for n, (type_, outlet) in enumerate(outlets.items())
    ]
    (tmp_path / "quotes.bib").write_text("".join(write_biblatex(works)))
    run("biber", "--tool", "--output-format=biblatexml", "quotes.bib", folder=tmp_path)
    read = (tmp_path / "quotes_bibertool.bltxml").read_text()
    found = re.findall("<bltx:item>(.*)</bltx:item>", read)
    assert sorted(found) == sorted([*outlets.values(), place, place])


# BibTeX and LaTeX --------------------------------------------------------------------

# The text of the PDF is as printed: each glyph has its Unicode, no ligatures.
DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc} \usepackage{lmodern}
\pdfgentounicode=1 \input{glyphtounicode}
\hyphenpenalty=10000 \exhyphenpenalty=10000 \pretolerance=10000 \hbadness=10000
%s
\begin{document}
\nocite{*}
%s
\end{document}
"""


def bare(text):
    """Return the letters and digits of a text, to find it in print."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(sign for sign in decomposed if sign.isalnum())


def printed(folder):
    """Return the text of the PDF, and check that LaTeX reports no errors."""
    compile_ = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper")
    run(*compile_, folder=folder)
    run(*compile_, folder=folder)
    return bare(run("pdftotext", "-raw", "paper.pdf", "-", folder=folder))


@needs("bibtex")
@pytest.mark.parametrize("style", ["plain", "alpha", "unsrt", "abbrv"])
@pytest.mark.parametrize("write", [write_bibtex, write_ascii_bibtex])
def test_bibtex_has_no_warnings(write, style, tmp_path):
    """Except for unknown authors, dates, and publishers of chapters.

    The style "alpha" cuts labels of names by bytes, so it gets ASCII only.
    """
    known = [reference for reference in ALL if reference.work.issued]
    if style == "alpha" and write is write_bibtex:
        known = [each for each in known if repr(each.work.authors).isascii()]
    (tmp_path / "quotes.bib").write_text("".join(write(known)))
    (tmp_path / "paper.aux").write_text(
        f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{quotes}}\n"
    )
    said = run("bibtex", "paper", folder=tmp_path)
    warnings = set(re.findall("^Warning--(.*)$", said, re.M))
    assert warnings <= {
        f"empty {'publisher' if each.work.authors else 'author'} in "
        + citation_key(each)
        for each in known
        if each.work.type == "chapter" or not each.work.authors
    }
    assert "rror" not in said
    entries = (tmp_path / "paper.bbl").read_text(errors="replace")
    assert entries.count("\\bibitem") == len(known)


@needs("bibtex", "pdflatex", "pdftotext")
@pytest.mark.parametrize(
    ("write", "references"),
    [(write_bibtex, LATIN), (write_ascii_bibtex, LATIN), (write_ascii_bibtex, ALL)],
)
def test_latex_prints_the_cited_texts(write, references, tmp_path):
    (tmp_path / "quotes.bib").write_text("".join(write(references)))
    (tmp_path / "paper.tex").write_text(
        DOCUMENT % ("", r"\bibliographystyle{unsrt}\bibliography{quotes}")
    )
    run("pdflatex", "-interaction=nonstopmode", "paper", folder=tmp_path)
    run("bibtex", "paper", folder=tmp_path)
    in_pdf = printed(tmp_path)
    for reference in LATIN:
        work = reference.work
        assert bare(work.title) in in_pdf
        assert bare(work.authors[0].last if work.authors else "") in in_pdf
        assert str(work.issued.year if work.issued else "") in in_pdf


@needs("pdflatex", "pdftotext")
def test_latex_prints_every_character_that_has_a_command(tmp_path):
    signs = [chr(code) for code in (*range(0xA1, 0x250), *range(0x1E00, 0x2123))]
    known = " ".join(sign for sign in signs if in_latin(sign) == (sign, False))
    assert len(known) > 500
    in_commands = in_ascii(latex(known))
    assert in_commands.isascii()
    (tmp_path / "paper.tex").write_text(DOCUMENT % ("", in_commands))
    printed(tmp_path)
    assert "Missing character" not in (tmp_path / "paper.log").read_text("latin-1")


@needs("biber", "pdflatex", "pdftotext")
def test_biblatex_prints_the_cited_texts(tmp_path):
    (tmp_path / "quotes.bib").write_text("".join(write_biblatex(LATIN)))
    (tmp_path / "paper.tex").write_text(
        DOCUMENT
        % (
            r"\usepackage[style=authoryear]{biblatex}\addbibresource{quotes.bib}",
            r"\printbibliography",
        )
    )
    run("pdflatex", "-interaction=nonstopmode", "paper", folder=tmp_path)
    said = run("biber", "paper", folder=tmp_path)
    assert "WARN" not in said and "ERROR" not in said
    in_pdf = printed(tmp_path)
    for reference in LATIN:
        work = reference.work
        assert bare(work.title) in in_pdf
        assert bare(work.authors[0].last if work.authors else "") in in_pdf
        assert str(work.issued.year if work.issued else "") in in_pdf


# pandoc ------------------------------------------------------------------------------

#: Pandoc's names for languages that have a name in babel.
LANGUAGES = {"pl": "pl-PL", "de-CH": "nswissgerman", "zh": "chinese", "el": "el-GR"}
#: The types that BibTeX can express, and those that BibLaTeX can express.
BIBTEX = {each: each for each in TYPES if each.startswith("article-")}
BIBTEX |= {"book": "book", "chapter": "chapter", "report": "report"}
ONLINE = dict.fromkeys(("post", "post-weblog", "webpage"), "webpage")


def type_in_pandoc(work, form):
    """Return the type of a work as pandoc reads it; it reads "misc" as no type."""
    if not work.container_title and work.type in BIBTEX:
        if form == "bibtex":  # its types require a publication
            return "pamphlet" if work.type == "book" else ""
        if work.type not in ("book", "report"):
            return "webpage" if work.url else ""
    known = BIBTEX if form == "bibtex" or not work.url else BIBTEX | ONLINE
    return known.get(work.type, "")


def as_pandoc_says(reference, form):
    """Return our own CSL item, with every change that pandoc makes on reading."""
    work = reference.work
    item = csl_work(work)
    for field in ("genre", "title-short", "locator", "archive"):
        item.pop(field, "")
    item |= {"publisher": "", "authority": ""}
    outlet = "publisher" if work.type in ("book", "report") else "container-title"
    item[outlet] = work.container_title
    # The words are not in `note`, which bibliographies would print.
    item |= {"note": doubt(reference), "annote": annotation(reference)}
    item["keyword"] = item.pop("section", "")
    item["language"] = LANGUAGES.get(work.language, work.language)
    item["page"] = work.page.replace("–", "-")
    item["type"] = type_in_pandoc(work, form)
    if item["type"] in ("", "webpage"):
        item["publisher"] = item.pop("container-title", "")
        if form == "biblatex" and work.page:  # these types have no pages in its model
            pages = f"pp. {item.pop('page')}".replace("-", "–")
            item["note"] = ", ".join(filter(None, (item["note"], pages)))
    for name in item.get("author", ()):
        particle = name.get("non-dropping-particle", "")
        # BibTeX cannot say which kind, but clearly a style has to keep d’.
        if form == "bibtex" and particle and not particle.endswith("’"):
            name["dropping-particle"] = name.pop("non-dropping-particle")
        if set(name) == {"family"}:  # a single name is in braces
            name["literal"] = name.pop("family")
    return {field: value for field, value in item.items() if value}


def same_text(text):
    """Return a text without capitals and quotes, which pandoc sets by English rules."""
    return text.lower().translate(str.maketrans("‘’“”", "''\"\"")).replace('"', "'")


@pytest.mark.parametrize(
    ("form", "write"), [("bibtex", write_bibtex), ("biblatex", write_biblatex)]
)
def test_pandoc_reads_every_field(form, write):
    command = (pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson")
    done = subprocess.run(
        command, input="".join(write(ALL)), capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    read = {item.pop("id"): item for item in json.loads(done.stdout)}
    assert len(read) == len(ALL)
    for reference in ALL:
        item = read[citation_key(reference)]
        expected = as_pandoc_says(reference, form)
        item.pop("title-short", "")  # up to a colon; added by pandoc
        item.pop("genre", "")  # BibLaTeX's "type"; CSL has it in its type
        for each in (item, expected):
            for field in ("title", "annote"):
                each[field] = same_text(each[field])
            each.setdefault("type", "")
        assert item == expected, reference.key
