"""Reads the text of a PDF, its lines in reading order, with the page of each.

Call it through `subprocess.read_document_in_subprocess`: PDFium is a large program in
C++, and a small file can keep it busy for long.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

import pypdfium2
from pypdfium2 import raw

from articles.reading.documents import Document, DocumentError
from articles.reading.pdf_pages import (
    DIVIDED,
    Box,
    PDFLine,
    drop_running_lines,
    join_divided_words,
    join_into_paragraphs,
    line_step,
    number_pages,
    split_columns,
    turn_box,
)
from articles.text import restore_windows_signs, without_controls

#: More pages are not read.
MAX_PAGES = 500
#: Signs of one width that fonts have for two or three letters.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
#: PDFium's sign for a hyphen at the end of a line.
_HYPHEN = "\x02"
#: In place of a sign whose letter the file does not name.
UNREADABLE = "\ufffd"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
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
    try:
        pages = [
            split_columns(_read_lines(document[at])) for at in range(len(document))
        ]
    except pypdfium2.PdfiumError:
        raise DocumentError("A page of this PDF is damaged.") from None
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
    if lost := text.count(UNREADABLE):
        if lost * 5 > len(text):
            raise DocumentError(
                "The fonts of this PDF do not say which letters their signs are."
            )
        notes.append(
            f"Shown as {UNREADABLE}: {lost} signs to which the fonts of the file give "
            "no letter. Mend them; they may be quotation marks."
        )
    if _RIGHT_TO_LEFT.search(text):
        notes.append(
            "Words run from right to left. In a PDF, their order is often lost, and "
            "that of quotation marks and numbers: compare, or paste the text."
        )
    if document.get_formtype():
        notes.append("The file has a form. What is filled in there is not read.")
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
    frame = page.get_bbox()
    lines: list[PDFLine] = []
    is_ended = True
    for sign, turn, box in _signs(page):
        if sign == "\n":
            is_ended = True
            continue
        is_space = sign.isspace()
        line = lines[-1] if lines else PDFLine()
        place = turn_box(box, line.turn if is_space else turn, frame)
        # PDFium also ends a line at letters above or below it, such as “2nd”.
        if not (
            line.continues(*place)
            if is_ended
            else is_space or (turn == line.turn and not line.is_left_by(*place))
        ):
            if is_space:
                continue
            _, low, _, high = turn_box(frame, turn, frame)
            line = PDFLine(high - low, turn)
            lines.append(line)
        is_ended = False
        line.add("-" if sign == _HYPHEN else sign, *place)
        line.is_divided = sign == _HYPHEN or (line.is_divided and is_space)
    lines = [line for line in lines if line.text.strip()]
    for line in lines:
        line.note_hyphen()
    ordered: list[PDFLine] = []
    for _turn, group in groupby(lines, key=lambda line: line.turn):
        run = list(group)
        # Some files have their lines from the last to the first, and PDFium gives those
        # so that run down a page.
        upwards = sum(
            below.top - above.top > above.height / 2 for above, below in pairwise(run)
        )
        if upwards * 2 > len(run):
            run.reverse()
            for line in run:
                line.is_divided = bool(re.search(r"\w-\s*$", line.text))
        ordered += run
    return ordered


def _signs(page: pypdfium2.PdfPage) -> Iterator[tuple[str, int, Box]]:
    """Yield each sign with its direction and its box; "\\n" at the end of a line.

    The directions are 0 for text to the right, 1 down, 2 to the left, 3 up. The box is
    as high as the font, so that all signs of a line have the same.
    """
    text = page.get_textpage()
    box = raw.FS_RECTF()
    half = 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:  # the first half of a character
            half = code
            continue
        if half and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        angle = raw.FPDFText_GetCharAngle(text, at)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        turn = round(angle / (math.pi / 2)) % 4
        yield _sign(code), turn, (box.left, box.bottom, box.right, box.top)


@cache
def _sign(code: int) -> str:
    """Return the character of a code; U+FFFD for one that is none."""
    if code in (10, 13):
        return "\n"
    if chr(code) == _HYPHEN:
        return _HYPHEN
    sign = without_controls(restore_windows_signs(chr(code)))
    return sign.translate(_LIGATURES) or UNREADABLE


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
