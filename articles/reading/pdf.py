"""Reads the text of a PDF, its lines in reading order, with the page of each.

Call it through `subprocess.read_document_in_subprocess`: PDFium is a large program in
C++, and a small file can keep it busy for long.
"""

import ctypes
import re

import pypdfium2
from pypdfium2 import raw

from articles.reading.documents import Document, DocumentError
from articles.reading.pdf_pages import (
    DIVIDED,
    PDFLine,
    drop_running_lines,
    join_divided_words,
    join_into_paragraphs,
    line_step,
    number_pages,
    split_columns,
)
from articles.text import without_controls

#: More pages are not read.
MAX_PAGES = 500
#: Signs of one width that fonts have for two or three letters.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
#: PDFium's sign for a hyphen at the end of a line.
_HYPHEN = 2
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
#: Titles that programs write, which are not real titles.
_NO_TITLE = re.compile(
    r"untitled.*|microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|qxp|odt|rtf|tex|dvi|pages)"
    r"|(?:document|print|scan|layout|slide|page)\s*\d*",
    re.IGNORECASE,
)


def read_pdf(body: bytes) -> Document:
    """Return the text of a PDF; raise DocumentError."""
    document = _open(body)
    if len(document) > MAX_PAGES:
        raise DocumentError(
            f"The document has {len(document)} pages, and no more than {MAX_PAGES} are "
            "read."
        )
    pages = [split_columns(_read_lines(document[at])) for at in range(len(document))]
    if not any(line.text.strip() for page in pages for line in page):
        raise DocumentError(
            "There is no text in this PDF: its pages are pictures, as of a scan. Have "
            "a program for text recognition (OCR) read it first."
        )
    empty = sum(not page for page in pages)
    labels = [document.get_page_label(at) for at in range(len(document))]
    numbers, notes = number_pages(pages, labels)
    pages, dropped = drop_running_lines(pages)
    if dropped:
        shown = ", ".join(f"“{words[:60]}”" for words in dropped[:3])
        notes.append(
            f"Left out at the head or foot of pages: {shown}"
            f"{' and others' if len(dropped) > 3 else ''}. Check that it is no text."
        )
    if empty:
        notes.append(
            f"{empty} of {len(pages)} pages have no text: they are empty or pictures."
        )
    step = line_step(pages)
    divided = [join_into_paragraphs(page, step) for page in pages]
    texts, _joined = join_divided_words(divided)
    (text,), joined = join_divided_words([_join_pages(divided)])
    if joined:
        notes.append(
            f"{joined} words that lines divide were joined. Check compounds, such as "
            "“well-known”, in the quotes that you take."
        )
    held = document.get_metadata_dict()
    title = " ".join(held.get("Title", "").split())
    date = _DATE.match(held.get("CreationDate", ""))
    return Document(
        text,
        [[number, text] for number, text in zip(numbers, texts, strict=True)],
        "" if _NO_TITLE.fullmatch(title) else title[:500],
        " ".join(held.get("Author", "").split())[:300],
        "-".join(part for part in date.groups() if part) if date else "",
        notes,
    )


def _open(body: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(body)
        if len(document):
            return document
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) in (
            raw.FPDF_ERR_PASSWORD,
            raw.FPDF_ERR_SECURITY,
        ):
            raise DocumentError(
                "This PDF is encrypted and asks for a password. Save a copy without "
                "one."
            ) from None
    raise DocumentError("This is no PDF, or it is damaged.")


def _read_lines(page: pypdfium2.PdfPage) -> list[PDFLine]:
    """Return the lines of a page, in the order of the file."""
    text = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    height = page.get_height()
    lines: list[PDFLine] = []
    line = PDFLine(page_height=height)
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        raw.FPDFText_GetCharBox(text, at, *box)
        left, right, bottom, top = (each.value for each in box)
        if code == _HYPHEN:
            line.add("-", left, right, bottom, top)
            line.is_divided = True
        elif code in (10, 13):
            pass
        else:
            sign = _sign(code)
            is_space = sign.isspace()
            if line.signs and not is_space and line.is_left_by(bottom, top):
                lines.append(line)
                line = PDFLine(page_height=height)
            if sign and (line.signs or not is_space):
                line.add(sign, left, right, bottom, top)
            continue
        if line.signs:
            lines.append(line)
            line = PDFLine(page_height=height)
    if line.signs:
        lines.append(line)
    return [line for line in lines if line.text.strip()]


def _sign(code: int) -> str:
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return without_controls(chr(code)).translate(_LIGATURES)


def _join_pages(texts: list[str]) -> str:
    """Join pages; a paragraph or a word that continues over the page stays one."""
    joined = ""
    for text in filter(None, texts):
        if not joined:
            joined = text
        elif joined[-1] in '.!?:”"»)' or not text[0].islower():
            joined += f"\n\n{text}"
        elif joined[-1] == "-" and joined[-2:-1].isalpha():
            joined = joined[:-1] + DIVIDED + text
        else:
            joined += f" {text}"
    return joined
