"""Gives every stroke and every run of letters of a sheet its place, in points from the top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from benchmarks.made.fonts import Face, text_width
from benchmarks.made.sheet import Align, Cell, Grid, Line, Place, Rules, Sheet, TextBlock, Turn

PADDING = 3.0
LEADING = 1.22
ASCENT = 0.80
"""Share of a line's height above the baseline; near enough for all faces used."""

_BLOCK_GAP = 1.5


@dataclass(frozen=True)
class Fill:
    left: float
    top: float
    right: float
    bottom: float
    color: str


@dataclass(frozen=True)
class Stroke:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    color: str


@dataclass(frozen=True)
class Run:
    """Letters on one baseline, starting at (x, y); ``angle`` is counter-clockwise: 0, 90 or 270."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    angle: int
    color: str


@dataclass(frozen=True)
class Page:
    """A page ready to be drawn: fills first, then strokes, then runs."""

    width: float
    height: float
    face: Face
    background: str
    decoration: int
    fills: tuple[Fill, ...]
    strokes: tuple[Stroke, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class _Laid:
    """A grid with its column and row positions."""

    grid: Grid
    xs: tuple[float, ...]
    ys: tuple[float, ...]


def wrap(face: Face, line: Line, size: float, width: float) -> list[str]:
    """The line broken between words so that each part is at most ``width`` wide where its words allow it."""
    parts: list[str] = []
    for word in line.text.split():
        joined = f"{parts[-1]} {word}" if parts else word
        if parts and text_width(face, joined, size * line.scale, bold=line.bold) <= width:
            parts[-1] = joined
        else:
            parts.append(word)
    return parts


def _line_height(size: float, line: Line) -> float:
    return size * line.scale * LEADING


def _flow(cell: Cell) -> list[Line]:
    return [line for line in cell.lines if line.place is Place.FLOW]


def _corner_height(cell: Cell, size: float) -> float:
    corners = [line for line in cell.lines if line.place is not Place.FLOW]
    above = max((_line_height(size, c) for c in corners if c.place is Place.TOP_RIGHT), default=0.0)
    below = max((_line_height(size, c) for c in corners if c.place is not Place.TOP_RIGHT), default=0.0)
    return above + below


def _turned_length(face: Face, cell: Cell, size: float, across: float) -> float:
    """The least length along which the cell's turned text fits into ``across``."""
    longest = max(
        (text_width(face, w, size * line.scale, bold=line.bold) for line in _flow(cell) for w in line.text.split()),
        default=0.0,
    )
    length = longest
    while sum(len(wrap(face, line, size, length)) * _line_height(size, line) for line in _flow(cell)) > across:
        widest = max(
            (text_width(face, line.text, size * line.scale, bold=line.bold) for line in _flow(cell)), default=0.0
        )
        if length >= widest:
            break
        length += size / 2
    return length


def _needed_height(face: Face, cell: Cell, size: float, width: float) -> float:
    inner = width - 2 * PADDING
    if cell.turn in (Turn.UPWARDS, Turn.DOWNWARDS):
        return _turned_length(face, cell, size, inner) + 2 * PADDING
    if cell.turn is Turn.STACKED:
        return sum(len(line.text) * _line_height(size, line) * 0.95 for line in _flow(cell)) + 2 * PADDING
    body = sum(len(wrap(face, line, size, inner)) * _line_height(size, line) for line in _flow(cell))
    return body + _corner_height(cell, size) + 2 * PADDING


def _needed_width(face: Face, cell: Cell, size: float) -> float:
    """The least width of the cell: its longest word, or one letter or line where the text runs down."""
    if not cell.lines:
        return 0.0
    if cell.turn is not Turn.UPRIGHT:
        return max(_line_height(size, line) for line in cell.lines) + 2 * PADDING
    words = max(
        (text_width(face, w, size * x.scale, bold=x.bold) for x in _flow(cell) for w in x.text.split()), default=0.0
    )
    below = [x for x in cell.lines if x.place in (Place.BOTTOM_LEFT, Place.BOTTOM_RIGHT)]
    corners = sum(text_width(face, x.text, size * x.scale, bold=x.bold) + size for x in below)
    return max(words, corners) + 2 * PADDING + 1.0


def _columns(grid: Grid, face: Face) -> tuple[float, ...]:
    total = sum(grid.weights)
    widths = [grid.width * weight / total for weight in grid.weights]
    for cell in sorted(grid.cells, key=lambda c: c.column_span):
        spanned = range(cell.column, cell.column + cell.column_span)
        lack = _needed_width(face, cell, grid.size) - sum(widths[i] for i in spanned)
        for i in spanned:
            widths[i] += max(lack, 0.0) / cell.column_span
    return tuple(accumulate(widths, initial=0.0))


def _rows(grid: Grid, face: Face, xs: tuple[float, ...]) -> tuple[float, ...]:
    weights = grid.row_weights or (1.0,) * grid.row_count
    heights = [grid.least_row_height * weight for weight in weights]
    for cell in sorted(grid.cells, key=lambda c: c.row_span):
        spanned = range(cell.row, cell.row + cell.row_span)
        width = xs[cell.column + cell.column_span] - xs[cell.column]
        lack = _needed_height(face, cell, grid.size, width) - sum(heights[i] for i in spanned)
        for i in spanned:
            heights[i] += max(lack, 0.0) / cell.row_span
    return tuple(accumulate(heights, initial=0.0))


class _Canvas:
    """Collects what is drawn."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.fills: list[Fill] = []
        self.strokes: dict[Stroke, None] = {}
        self.runs: list[Run] = []

    def width(self, text: str, size: float, *, bold: bool) -> float:
        return text_width(self.face, text, size, bold=bold)

    def line(self, text: str, line: Line, size: float, box: tuple[float, float, float], align: Align, ink: str) -> None:
        """One line of letters in (left, top, right)."""
        left, top, right = box
        scaled = size * line.scale
        width = self.width(text, scaled, bold=line.bold)
        room = right - left - width
        x = left + {Align.LEFT: 0.0, Align.CENTER: room / 2, Align.RIGHT: room}[align]
        if line.highlight:
            self.fills.append(Fill(x - 1, top, x + width + 1, top + scaled * LEADING, line.highlight))
        self.runs.append(Run(text, x, top + scaled * (LEADING - 1) / 2 + scaled * ASCENT, scaled, line.bold, 0, ink))


def _upright(canvas: _Canvas, cell: Cell, size: float, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    parts = [(part, line) for line in _flow(cell) for part in wrap(canvas.face, line, size, right - left)]
    height = sum(_line_height(size, line) for _, line in parts)
    corners = _corner_height(cell, size)
    y = top if cell.top else top + max(bottom - top - height, 0.0) / 2
    if corners and not cell.top:
        y = min(y, max(bottom - corners - height, top))
    for part, line in parts:
        canvas.line(part, line, size, (left, y, right), cell.align, cell.ink)
        y += _line_height(size, line)
    for line in cell.lines:
        if line.place is Place.TOP_RIGHT:
            canvas.line(line.text, line, size, (left, top, right), Align.RIGHT, cell.ink)
        elif line.place is not Place.FLOW:
            align = Align.LEFT if line.place is Place.BOTTOM_LEFT else Align.RIGHT
            canvas.line(line.text, line, size, (left, bottom - _line_height(size, line), right), align, cell.ink)


def _stacked(canvas: _Canvas, cell: Cell, size: float, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    letters = [(letter, line) for line in _flow(cell) for letter in line.text]
    step = 0.95
    y = top + max(bottom - top - sum(_line_height(size, line) * step for _, line in letters), 0.0) / 2
    for letter, line in letters:
        canvas.line(letter, line, size, (left, y, right), Align.CENTER, cell.ink)
        y += _line_height(size, line) * step


def _turned(canvas: _Canvas, cell: Cell, size: float, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    upwards = cell.turn is Turn.UPWARDS
    parts = [(part, line) for line in _flow(cell) for part in wrap(canvas.face, line, size, bottom - top)]
    across = sum(_line_height(size, line) for _, line in parts)
    x = left + max(right - left - across, 0.0) / 2 if upwards else right - max(right - left - across, 0.0) / 2
    for part, line in parts:
        scaled = size * line.scale
        length = canvas.width(part, scaled, bold=line.bold)
        baseline = scaled * (LEADING - 1) / 2 + scaled * ASCENT
        middle = (top + bottom) / 2
        if upwards:
            canvas.runs.append(Run(part, x + baseline, middle + length / 2, scaled, line.bold, 90, cell.ink))
            x += _line_height(size, line)
        else:
            canvas.runs.append(Run(part, x - baseline, middle - length / 2, scaled, line.bold, 270, cell.ink))
            x -= _line_height(size, line)


def _edges(box: tuple[float, float, float, float], rules: Rules) -> Iterable[tuple[float, float, float, float]]:
    left, top, right, bottom = box
    if rules in (Rules.FULL, Rules.HORIZONTAL):
        yield (left, top, right, top)
        yield (left, bottom, right, bottom)
    if rules is Rules.FULL:
        yield (left, top, left, bottom)
        yield (right, top, right, bottom)


def _draw_cell(canvas: _Canvas, laid: _Laid, cell: Cell, origin: tuple[float, float]) -> None:
    grid = laid.grid
    x, y = origin
    box = (
        x + laid.xs[cell.column],
        y + laid.ys[cell.row],
        x + laid.xs[cell.column + cell.column_span],
        y + laid.ys[cell.row + cell.row_span],
    )
    inset = _BLOCK_GAP if grid.rules is Rules.BLOCKS else 0.0
    if cell.fill:
        canvas.fills.append(Fill(box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset, cell.fill))
    for edge in _edges(box, grid.rules):
        canvas.strokes[Stroke(*edge, grid.rule_width, grid.rule_color)] = None
    inner = (box[0] + PADDING, box[1] + PADDING, box[2] - PADDING, box[3] - PADDING)
    if cell.turn is Turn.STACKED:
        _stacked(canvas, cell, grid.size, inner)
    elif cell.turn is Turn.UPRIGHT:
        _upright(canvas, cell, grid.size, inner)
    else:
        _turned(canvas, cell, grid.size, inner)


def _draw_grid(canvas: _Canvas, laid: _Laid, x: float, y: float) -> None:
    for cell in laid.grid.cells:
        _draw_cell(canvas, laid, cell, (x, y))
    if laid.grid.rules is Rules.OUTER:
        frame = (x, y, x + laid.xs[-1], y + laid.ys[-1])
        for edge in _edges(frame, Rules.FULL):
            canvas.strokes[Stroke(*edge, laid.grid.rule_width, laid.grid.rule_color)] = None
        below_header = y + laid.ys[1]
        canvas.strokes[Stroke(x, below_header, frame[2], below_header, laid.grid.rule_width, laid.grid.rule_color)] = (
            None
        )


def _draw_text(canvas: _Canvas, block: TextBlock, x: float, y: float, width: float) -> None:
    for line in block.lines:
        canvas.line(line.text, line, block.size, (x, y, x + width), block.align, block.ink)
        y += _line_height(block.size, line)


def _measure(item: Grid | TextBlock, face: Face) -> tuple[_Laid | TextBlock, float, float]:
    if isinstance(item, Grid):
        xs = _columns(item, face)
        laid = _Laid(item, xs, _rows(item, face, xs))
        return laid, xs[-1], laid.ys[-1]
    width = max((text_width(face, x.text, item.size * x.scale, bold=x.bold) for x in item.lines), default=0.0)
    return item, width, sum(_line_height(item.size, line) for line in item.lines)


def typeset(sheet: Sheet) -> Page:
    """The sheet's page. It grows beyond its nominal size where the contents need it; nothing is cut off."""
    bands = [[_measure(item, sheet.face) for item in band] for band in sheet.bands]
    band_widths = [sum(w for _, w, _ in band) + sheet.gap * (len(band) - 1) for band in bands]
    width = max([sheet.width if sheet.grow else 0.0, *(w + 2 * sheet.margin for w in band_widths)])
    canvas = _Canvas(sheet.face)
    y = sheet.margin
    for band, band_width in zip(bands, band_widths, strict=True):
        whole = len(band) == 1 and isinstance(band[0][0], TextBlock)
        x = sheet.margin if whole else (width - band_width) / 2
        for item, item_width, _ in band:
            if isinstance(item, _Laid):
                _draw_grid(canvas, item, x, y)
            else:
                _draw_text(canvas, item, x, y, width - 2 * sheet.margin if whole else item_width)
            x += item_width + sheet.gap
        y += max(height for _, _, height in band) + sheet.gap
    height = max(sheet.height, y - sheet.gap + sheet.margin) if sheet.grow else y - sheet.gap + sheet.margin
    return Page(
        width,
        height,
        sheet.face,
        sheet.background,
        sheet.decoration,
        tuple(canvas.fills),
        tuple(canvas.strokes),
        tuple(canvas.runs),
    )
