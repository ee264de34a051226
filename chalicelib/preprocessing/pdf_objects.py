"""What a PDF page draws, by PDFium: characters where they stand, lines, areas and pictures, in points from the top left
of the page as it is shown (cropped and turned)."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from chalicelib.preprocessing.print_strength import contrast
from chalicelib.preprocessing.settings import (
    DRAWING_LEVELS,
    MOST_PAGE_CHARACTERS,
    MOST_PAGE_PIECES,
    MOST_PAGE_TEXTS,
)


@dataclass(frozen=True, slots=True)
class Char:
    """A character: its advance wide, its font's size high, turned by ``angle`` (degrees clockwise: 0, 90, 180, 270);
    ``font`` is its font's name, or ``NAMELESS`` and a number, and ``contrast`` how far (0-1) its colour is from the
    ground."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    angle: int = 0
    font: str = ""
    contrast: float = 1.0


NAMELESS = "#"
"""What stands before the number of a font that has no name, with which no name begins."""

BREAK = Char(" ", 0.0, 0.0, 0.0, 0.0)
"""What parts two words without a place of its own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A straight line (``line``) or what a path encloses, by its outermost points; ``color`` is ``#RRGGBB`` where it is
    filled with one."""

    left: float
    top: float
    right: float
    bottom: float
    line: bool
    stroked: bool
    filled: bool
    color: str | None


@dataclass(frozen=True, slots=True)
class PageObjects:
    """All that a page draws; ``shapes`` in the order of drawing."""

    width: float
    height: float
    chars: Sequence[Char] = ()
    shapes: Sequence[Shape] = ()
    pictures: Sequence[tuple[float, float, float, float]] = ()


Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_objects(page: pypdfium2.PdfPage) -> PageObjects | None:
    """What ``page`` draws; None where that is more than a page that somebody reads has."""
    gathered = _Gathered(_shown(page))
    try:
        _gather(gathered, page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _UNMOVED, 0)
    except _TooMuch:
        return None
    text = page.get_textpage()
    if text.count_chars() > MOST_PAGE_CHARACTERS:
        return None
    chars = tuple(_Characters(text, gathered.shown, page.get_rotation()).read())
    return PageObjects(page.get_width(), page.get_height(), chars, gathered.shapes, gathered.pictures)


def _shown(page: pypdfium2.PdfPage) -> Callable[[float, float], Point]:
    """Takes a point of the page's own space to where it is shown."""
    left, bottom, right, top = page.get_bbox()
    ways: dict[int, Callable[[float, float], Point]] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return ways[page.get_rotation()]


class _TooMuch(Exception):
    """Ends the gathering."""


@dataclass
class _Gathered:
    shown: Callable[[float, float], Point]
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    pieces: int = 0
    texts: int = 0

    def count(self, *, pieces: int = 0, texts: int = 0) -> None:
        self.pieces += pieces
        self.texts += texts
        if self.pieces > MOST_PAGE_PIECES or self.texts > MOST_PAGE_TEXTS:
            raise _TooMuch


def _gather(
    found: _Gathered,
    holder: object,
    count: Callable[[object], int],
    get: Callable[[object, int], object],
    moved: Matrix,
    level: int,
) -> None:
    """Adds the shapes and pictures of a page, or of a drawing within it, to ``found``."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        found.count(pieces=1)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.count(texts=1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _gather_path(found, item, moved)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            within = _after(_matrix(item), moved)
            found.pictures.append(_outermost([found.shown(*_at(within, p)) for p in ((0.0, 0.0), (1.0, 1.0))]))
        elif kind == raw.FPDF_PAGEOBJ_FORM and level < DRAWING_LEVELS:
            within = _after(_matrix(item), moved)
            _gather(found, item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, within, level + 1)


def _gather_path(found: _Gathered, item: object, moved: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    filled, stroked = fill.value != raw.FPDF_FILLMODE_NONE, bool(stroke.value)
    segments = raw.FPDFPath_CountSegments(item)
    found.count(pieces=max(0, segments))
    if not (filled or stroked):
        return
    color = _seen_color(item, raw.FPDFPageObj_GetFillColor) if filled else None
    filled = filled and color != _INVISIBLE
    if not (filled or stroked):
        return
    within = _after(_matrix(item), moved)
    for corners in _outlines(item, segments):
        places = [found.shown(*_at(within, corner)) for corner in corners]
        straight = len(places) == LINE_ENDS or (len(places) == LINE_ENDS + 1 and places[0] == places[-1])
        box = _outermost(places)
        found.shapes.append(Shape(*box, line=straight, stroked=stroked, filled=filled, color=color or None))


LINE_ENDS = 2


def _outlines(path: object, segments: int) -> Iterator[list[Point]]:
    """The corners of each part of a path, in its own space; of curves their ends."""
    corners: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    bends = 0
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        bends = bends + 1 if kind == raw.FPDF_SEGMENT_BEZIERTO else 0
        if bends % BEZIER_POINTS == 0:
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            corners.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


BEZIER_POINTS = 3
"""Points that a curve of a path has; the last of them is its end."""


def _matrix(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """Both movements, one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _at(moved: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = moved
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _outermost(points: Sequence[Point]) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


_INVISIBLE = ""
"""The colour of what is not seen at all."""


def _seen_color(item: object, get: Callable[..., int]) -> str | None:
    """A colour as it is seen on white paper, ``#RRGGBB``; None where it is a pattern's."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(item, red, green, blue, alpha):
        return None
    if not alpha.value:
        return _INVISIBLE
    levels = (255 - round((255 - part.value) * alpha.value / 255) for part in (red, green, blue))
    return "#{:02X}{:02X}{:02X}".format(*levels)


def _whole(units: Iterable[str]) -> list[str]:
    """The characters of one place: PDFium gives those beyond 16 bits (emoji) in two halves, none of which can be stored
    alone."""
    return list("".join(units).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


class _Characters:
    """Reads the characters of a page; what fonts say of them is asked once."""

    def __init__(self, text: pypdfium2.PdfTextPage, shown: Callable[[float, float], Point], rotation: int) -> None:
        self._text = text
        self._shown = shown
        self._rotation = rotation
        self._fonts: dict[int, tuple[str, float]] = {}
        self._advances: dict[tuple[int, int], float] = {}
        self._contrasts: dict[int, float] = {}
        self._x, self._y, self._matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()

    def read(self) -> Iterator[Char]:
        """The characters in the order of the page's content, in which PDFium puts those of a line in theirs."""
        places = (self._place(index) for index in range(self._text.count_chars()))
        for place, signs in groupby(enumerate(places), key=lambda numbered: numbered[1]):
            if place is None:
                # Stands for a blank, or for a gap as wide as one, or for the end of a line.
                yield BREAK
            else:
                yield from self._at([index for index, _ in signs], *place)

    def _place(self, index: int) -> tuple[int, float, float] | None:
        """The text that a character is of, and where it begins on the line; None where the page has none there."""
        item = raw.FPDFText_GetTextObject(self._text, index)
        if not item or raw.FPDFText_IsGenerated(self._text, index) == 1:
            return None
        raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        return _address(item), self._x.value, self._y.value

    def _at(self, indices: Sequence[int], _: int, x: float, y: float) -> Iterator[Char]:
        """The characters in one place: several where a font sets them as one sign ("fi"), as wide as each other."""
        item = raw.FPDFText_GetTextObject(self._text, indices[0])
        font = raw.FPDFTextObj_GetFont(item)
        key = _address(font)
        name, descent = self._font(key, font)
        size = raw.FPDFText_GetFontSize(self._text, indices[0])
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self._text, indices[0], matrix)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        signs = _whole(self._sign(index) for index in indices)
        width = (self._advance(key, font, signs[0]) * size if len(signs) == 1 else 0.0) or self._extent(indices)
        low, high, step = descent * size, descent * size + size, width / len(signs)
        angle = (round(-math.degrees(math.atan2(b, a)) / 90.0) * 90 + self._rotation) % 360
        for number, sign in enumerate(signs):
            corners = [
                self._shown(x + a * along + c * up, y + b * along + d * up)
                for along in (number * step, (number + 1) * step)
                for up in (low, high)
            ]
            yield Char(sign, *_outermost(corners), angle, name, self._contrast(item))

    def _extent(self, indices: Sequence[int]) -> float:
        """How far the sign of characters in one place reaches along its line, in its text's own units; each of them has
        all of it, or its part, by its font."""
        matrix = self._matrix
        boxes = [raw.FS_RECTF() for _ in indices]
        for index, box in zip(indices, boxes, strict=True):
            raw.FPDFText_GetLooseCharBox(self._text, index, box)
        along = math.hypot(matrix.a, matrix.b)
        if abs(matrix.a) >= abs(matrix.b):
            reach = max(box.right for box in boxes) - min(box.left for box in boxes)
        else:
            reach = max(box.top for box in boxes) - min(box.bottom for box in boxes)
        return float(reach / along) if along else 0.0

    def _sign(self, index: int) -> str:
        """A character as the page means it, U+FFFD where its font does not say."""
        code = raw.FPDFText_GetUnicode(self._text, index)
        if raw.FPDFText_IsHyphen(self._text, index) == 1:
            return "-"
        if not code or raw.FPDFText_HasUnicodeMapError(self._text, index) == 1:
            return "\ufffd"
        return chr(code)

    def _font(self, key: int, font: object) -> tuple[str, float]:
        """A font's name, and how far its letters reach below the line, in sizes (not above 0)."""
        if key not in self._fonts:
            descent = ctypes.c_float()
            raw.FPDFFont_GetDescent(font, 1.0, descent)
            length = raw.FPDFFont_GetBaseFontName(font, None, 0)
            name = ctypes.create_string_buffer(max(1, length))
            raw.FPDFFont_GetBaseFontName(font, name, length)
            called = name.value.decode("utf-8", "replace") or f"{NAMELESS}{len(self._fonts)}"
            self._fonts[key] = called, min(0.0, descent.value)
        return self._fonts[key]

    def _advance(self, key: int, font: object, sign: str) -> float:
        """How far a character moves the next one on, in sizes."""
        if (key, ord(sign)) not in self._advances:
            width = ctypes.c_float()
            raw.FPDFFont_GetGlyphWidth(font, ord(sign), 1.0, width)
            self._advances[key, ord(sign)] = width.value
        return self._advances[key, ord(sign)]

    def _contrast(self, item: object) -> float:
        """How far the colour of a text is from the ground."""
        key = _address(item)
        if key not in self._contrasts:
            color = _seen_color(item, raw.FPDFPageObj_GetFillColor)
            self._contrasts[key] = contrast(color) if color else 1.0
        return self._contrasts[key]


def _address(handle: object) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
