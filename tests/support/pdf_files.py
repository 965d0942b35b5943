"""Makes small PDFs: lines of text at given places, and files that cannot be read."""

HEAD = b"%PDF-1.7\n"
FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding"
    b" >>"
)
#: Encrypted with a password that nobody has.
ENCRYPTED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
    " /O (01234567890123456789012345678901) /U (01234567890123456789012345678901)"
    " >> /ID [(a)(b)]"
)


def column(x, y, lines, step=12):
    """Return lines below each other, as (x, y, size, text); y is from the foot."""
    return [(x, y - step * at, 10, text) for at, text in enumerate(lines)]


def make_pdf(pages, *, info="", catalog="", trailer=""):
    """Return a PDF; each page is a list of (x, y, size, text), on US Letter."""
    objects = [b"", b"", FONT]
    kids = []
    for lines in pages:
        shown = b"\n".join(_show(*line) for line in lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog.encode()
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(kids),
        len(kids),
    )
    objects.append(b"<< %s >>" % info.encode("cp1252"))
    return _file(objects, trailer.encode())


def _show(x, y, size, text):
    encoded = text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        encoded = encoded.replace(sign, b"\\" + sign)
    return b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, x, y, encoded)


def _file(objects, trailer):
    made, places = HEAD, []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R "
        b"/Info %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    ) % (len(objects) + 1, table, len(objects) + 1, len(objects), trailer, len(made))
