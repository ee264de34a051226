"""Line charts with Pillow: no plotting library is needed for a handful of curves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.planning.burst import Moment, Outcome

WIDTH, HEIGHT = 560, 250
LEFT, TOP, BOTTOM, RIGHT = 70, 34, 46, 150
COLOURS = ("#1565C0", "#C62828", "#2E7D32", "#EF6C00", "#6A1B9A", "#37474F")

Point = tuple[float, float]
Series = tuple[str, Callable[[Moment], float]]

ENDS: tuple[Series, ...] = (
    ("arrived", lambda moment: moment.arrived),
    ("completed", lambda moment: moment.completed),
    ("in review", lambda moment: moment.in_review),
    ("failed", lambda moment: moment.failed),
)
POOLS: tuple[Series, ...] = (
    ("containers", lambda moment: moment.containers),
    ("running", lambda moment: moment.running),
)


@dataclass(frozen=True)
class Curve:
    """A named line."""

    name: str
    points: Sequence[Point]


def nice_step(most: float, ticks: int = 5) -> float:
    """The round distance between ticks, 1, 2 or 5 times a power of ten, that takes at most ``ticks`` of them."""
    power = 1.0
    while power * 10 * ticks < most:
        power *= 10
    return next((power * factor for factor in (1, 2, 5) if power * factor * ticks >= most), power * 10)


def draw_panel(draw: ImageDraw.ImageDraw, corner: tuple[int, int], title: str, curves: Sequence[Curve]) -> None:
    """Axes from zero, the curves, and their names to the right."""
    font, small = ImageFont.load_default(15), ImageFont.load_default(12)
    across = max((x for curve in curves for x, _ in curve.points), default=1.0) or 1.0
    most = max((y for curve in curves for _, y in curve.points), default=1.0) or 1.0
    left, top = corner[0] + LEFT, corner[1] + TOP

    def at(x: float, y: float) -> Point:
        return left + WIDTH * x / across, top + HEIGHT * (1 - y / most)

    draw.text((left, corner[1] + 6), title, fill="black", font=font)
    step = nice_step(most)
    for tick in range(int(most / step) + 1):
        draw.line((*at(0, tick * step), *at(across, tick * step)), fill="#DDDDDD")
        draw.text((left - 6, at(0, tick * step)[1]), f"{tick * step:,.0f}", fill="black", font=small, anchor="rm")
    step = nice_step(across, 8)
    for tick in range(int(across / step) + 1):
        x = at(tick * step, 0)[0]
        draw.line((x, top + HEIGHT, x, top + HEIGHT + 4), fill="black")
        draw.text((x, top + HEIGHT + 8), f"{tick * step:,.0f} s", fill="black", font=small, anchor="ma")
    draw.line((left, top + HEIGHT, left + WIDTH, top + HEIGHT), fill="black")
    for number, curve in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        if len(curve.points) > 1:
            draw.line([at(*point) for point in curve.points], fill=colour, width=3)
        draw.text((left + WIDTH + 10, top + 20 * number), curve.name, fill=colour, font=small)


def draw_burst(outcomes: Mapping[str, Outcome], path: Path) -> None:
    """For each outcome side by side: how documents end, what they wait for, and how many containers there are."""
    columns, rows = len(outcomes), 3
    panel = (LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM)
    picture = Image.new("RGB", (panel[0] * columns, panel[1] * rows), "white")
    draw = ImageDraw.Draw(picture)
    for column, (name, outcome) in enumerate(outcomes.items()):
        reasons = sorted({reason for moment in outcome.moments for reason in moment.waiting})
        panels = (
            (f"{name}: documents", ENDS),
            (f"{name}: documents between two attempts", tuple((reason, _waiting(reason)) for reason in reasons)),
            (f"{name}: Lambda", POOLS),
        )
        for row, (title, wanted) in enumerate(panels):
            curves = [Curve(label, [(m.at, value(m)) for m in outcome.moments]) for label, value in wanted]
            draw_panel(draw, (panel[0] * column, panel[1] * row), title, curves)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(32).save(path, "PNG", optimize=True)


def _waiting(reason: str) -> Callable[[Moment], float]:
    return lambda moment: moment.waiting.get(reason, 0)
