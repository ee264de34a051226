"""Colours of made timetables."""

from __future__ import annotations

import colorsys
import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.made.sheet import BLACK, WHITE
from benchmarks.made.traits import Palette


@dataclass(frozen=True)
class Looks:
    """The colours of one document."""

    background: str
    ink: str
    rule: str
    header_fill: str | None
    header_ink: str
    shared_fill: str | None
    cell: Callable[[str], tuple[str | None, str]]
    """Fill and ink of an activity's cell, by its name."""


def _hex(hue: float, lightness: float, saturation: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"


def luminance(color: str) -> float:
    """Perceived lightness from 0 to 1 (ITU-R BT.601 weights)."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def readable_ink(fill: str) -> str:
    """Black or white, whichever stands out more."""
    return BLACK if luminance(fill) > 0.5 else WHITE


def make_looks(rng: random.Random, palette: Palette) -> Looks:
    """Colours for a palette; an activity keeps its colour throughout a document."""
    turn = rng.random()
    hues: dict[str, float] = {}

    def hue(name: str) -> float:
        return hues.setdefault(name, turn + len(hues) * 0.381966)

    def pastel(name: str) -> tuple[str | None, str]:
        return _hex(hue(name), 0.87, 0.6), BLACK

    def saturated(name: str) -> tuple[str | None, str]:
        fill = _hex(hue(name), 0.4 + 0.2 * (len(name) % 2), 0.75)
        return fill, readable_ink(fill)

    def plain(_: str) -> tuple[str | None, str]:
        return None, BLACK

    def light(_: str) -> tuple[str | None, str]:
        return None, "#F2F2F2"

    if palette is Palette.DARK:
        ground = _hex(turn, 0.13, 0.3)
        return Looks(ground, "#F2F2F2", "#AAAAAA", _hex(turn, 0.25, 0.4), WHITE, _hex(turn, 0.2, 0.3), light)
    rule = rng.choice((BLACK, BLACK, "#444444", "#808080", "#336699"))
    if palette is Palette.PLAIN:
        return Looks(WHITE, BLACK, rule, None, BLACK, None, plain)
    header = _hex(turn, rng.choice((0.25, 0.35, 0.85)), 0.5)
    cell = {Palette.HEADER: plain, Palette.PASTEL: pastel, Palette.SATURATED: saturated}[palette]
    return Looks(WHITE, BLACK, rule, header, readable_ink(header), _hex(turn, 0.9, 0.25), cell)
