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


#: Matrices of text that runs right, down, left or up.
TURNS = (b"1 0 0 1", b"0 -1 1 0", b"-1 0 0 -1", b"0 1 -1 0")


def make_pdf(pages, *, info="", catalog="", trailer="", letters=()):
    """Return a PDF; each page is a list of (x, y, size, text), on US Letter.

    A turn may follow the text: 1 if it runs down, 2 left, 3 up. The font says of the
    signs in `letters`, {sign: text}, that they are these texts.
    """
    font = FONT[:-2] + b"/ToUnicode 4 0 R >>" if letters else FONT
    objects = [b"", b"", font, _unicode_map(dict(letters))]
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


def _unicode_map(letters):
    """Return the stream of a font's /ToUnicode."""
    chars = "".join(
        f"<{sign.encode('cp1252').hex()}> <{text.encode('utf-16-be').hex()}>\n"
        for sign, text in letters.items()
    )
    shown = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{chars}endbfchar endcmap"
    ).encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown)


def _show(x, y, size, text, turn=0):
    encoded = text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        encoded = encoded.replace(sign, b"\\" + sign)
    place = b"%s %d %d" % (TURNS[turn], x, y)
    return b"BT /F1 %d Tf %s Tm (%s) Tj ET" % (size, place, encoded)


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
