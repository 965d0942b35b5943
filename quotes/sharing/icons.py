"""The signs of the two answers, drawn for pictures.

Round: people answer. Square: a machine does. Dashed: nobody has checked. Eight sides:
the evidence says no. Units are 24ths of a sign.
"""

from PIL import Image, ImageDraw

#: Drawn larger by this factor and then reduced, because Pillow draws hard edges.
_FACTOR = 4
_EQUALS = [[(6.5, 9.2), (17.5, 9.2)], [(6.5, 14.8), (17.5, 14.8)]]
_TRIANGLE = [(12, 6.6), (17.4, 17), (6.6, 17), (12, 6.6), (17.4, 17)]


def paste_sign(image, state, place, size, colour):
    """Draw the sign of a standing or a status, with its top left corner at `place`."""
    scale = size * _FACTOR / 24
    mask = Image.new("L", (size * _FACTOR, size * _FACTOR))
    _SIGNS[state](_Pen(ImageDraw.Draw(mask), scale))
    mask = mask.resize((size, size), Image.Resampling.BOX)
    image.paste(colour, (*place, place[0] + size, place[1] + size), mask)


class _Pen:
    """Draws in units of a sign; `on` is 255 for the sign, 0 for what is cut out."""

    def __init__(self, canvas, scale):
        self._canvas, self._scale = canvas, scale

    def line(self, points, width=2.3, on=255):
        self._canvas.line(
            self._scaled(points), on, round(width * self._scale), joint="curve"
        )

    def lines(self, lines, width=2.5, on=255):
        for points in lines:
            self.line(points, width, on)

    def ring(self, inset=0.5, start=0, end=360, width=2.1, on=255):
        box = self._box(inset)
        self._canvas.arc(box, start, end, on, round(width * self._scale))

    def disc(self, start=0, end=360):
        self._canvas.pieslice(self._box(), start, end, 255)

    def square(self, solid=False):
        fill = 255 if solid else None
        self._canvas.rectangle(self._box(), fill, 255, round(2.1 * self._scale))

    def polygon(self, points):
        self._canvas.polygon(self._scaled(points), 255)

    def _box(self, inset=0.5):
        return [inset * self._scale] * 2 + [(24 - inset) * self._scale - 1] * 2

    def _scaled(self, points):
        return [(x * self._scale, y * self._scale) for x, y in points]


def _verified(pen):
    pen.disc()
    pen.line([(6.4, 12.4), (10.6, 16.6), (17.8, 8)], 2.8, 0)


def _unverified(pen):
    for start in range(0, 360, 40):
        pen.ring(start=start, end=start + 24)


def _disputed(pen):
    pen.ring()
    pen.disc(start=90, end=270)


def _misattributed(pen):
    low, near, far, high = 0.5, 7.2, 16.8, 23.5
    top, right = [(near, low), (far, low)], [(high, near), (high, far)]
    bottom, left = [(far, high), (near, high)], [(low, far), (low, near)]
    pen.polygon([*top, *right, *bottom, *left])
    pen.lines([[(7.6, 7.6), (16.4, 16.4)], [(16.4, 7.6), (7.6, 16.4)]], 2.9, 0)


def _exact(pen):
    pen.square()
    pen.lines(_EQUALS)


def _edited(pen):
    pen.square()
    pen.line([(9.8, 6.8), (7.2, 6.8), (7.2, 17.2), (9.8, 17.2)])
    pen.line([(14.2, 6.8), (16.8, 6.8), (16.8, 17.2), (14.2, 17.2)])


def _ambiguous(pen):
    pen.line([(6.5, 1.6), (22.4, 1.6), (22.4, 17.5)], 2.1)
    pen.line(
        [(1.6, 6.5), (17.5, 6.5), (17.5, 22.4), (1.6, 22.4), (1.6, 6.5), (9, 6.5)], 2.1
    )
    pen.lines([[(5.2, 12.4), (14, 12.4)], [(5.2, 16.6), (14, 16.6)]], 2.2)


def _differs(pen):
    pen.square(solid=True)
    pen.lines([*_EQUALS, [(15.4, 4.6), (8.6, 19.4)]], 2.4, 0)


def _missing(pen):
    pen.square(solid=True)
    pen.ring(inset=4.8, width=2.4, on=0)
    pen.line([(5.2, 18.8), (18.8, 5.2)], 2.4, 0)


def _changed(pen):
    pen.square()
    pen.line(_TRIANGLE, 2.2)


def _no_text(pen):
    for at in (0.5, 6.9, 13.3, 19.7):
        pen.lines([[(at, 1.6), (at + 3.8, 1.6)], [(at, 22.4), (at + 3.8, 22.4)]], 2.1)
        pen.lines([[(1.6, at), (1.6, at + 3.8)], [(22.4, at), (22.4, at + 3.8)]], 2.1)


def _reversed(pen):
    _edited(pen)
    pen.line([(15.4, 4.6), (8.6, 19.4)], 2.1)


def _unconfirmed(pen):
    _no_text(pen)
    pen.lines(_EQUALS)


_SIGNS = {
    "verified": _verified,
    "unverified": _unverified,
    "disputed": _disputed,
    "elsewhere": _disputed,
    "misattributed": _misattributed,
    "exact": _exact,
    "edited": _edited,
    "ambiguous": _ambiguous,
    "differs": _differs,
    "missing": _missing,
    "changed": _changed,
    "no_text": _no_text,
    "reversed": _reversed,
    "unconfirmed": _unconfirmed,
}
