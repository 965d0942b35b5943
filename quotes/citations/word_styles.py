"""Adds hanging indents to the bibliography of Word files that pandoc made."""

import io
import re
import zipfile
from typing import Final

_STYLES: Final = "word/styles.xml"
#: Pandoc's paragraph style for entries; it has no properties of its own.
_BIBLIOGRAPHY: Final = re.compile(
    rb'(<w:style [^>]*w:styleId="Bibliography".*?)<w:pPr\s*/>', re.DOTALL
)
#: Half an inch, in twentieths of a point, from the second line of an entry on.
_HANGING: Final = rb'\1<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr>'


def hang_bibliography(content: bytes) -> bytes:
    """Return a .docx file whose bibliography has hanging indents."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            data = source.read(part)
            if part.filename == _STYLES:
                data = _BIBLIOGRAPHY.sub(_HANGING, data, count=1)
            target.writestr(part, data)
    return changed.getvalue()
