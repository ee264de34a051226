"""Pictures without a page: scenes, diagrams, charts."""

from __future__ import annotations

import itertools
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.made.fonts import Face, font

_WORDS = (
    "order",
    "student",
    "course",
    "room",
    "name",
    "id",
    "user",
    "item",
    "price",
    "date",
    "group",
    "teacher",
    "code",
)

Color = tuple[int, int, int]


def _color(rng: random.Random, low: int = 0, high: int = 255) -> Color:
    return rng.randint(low, high), rng.randint(low, high), rng.randint(low, high)


def _gradient(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    corners = np.array([[_color(rng), _color(rng)], [_color(rng), _color(rng)]], np.uint8)
    return Image.fromarray(corners).resize(size, Image.Resampling.BICUBIC)


def _lattice(draw: ImageDraw.ImageDraw, rng: random.Random, size: tuple[int, int]) -> None:
    """Windows, fences, tiles, a calendar seen from the side: lines that cross aslant, numbers between them."""
    width, height = size
    step, lean = rng.randint(60, 260), rng.uniform(-0.6, 0.6)
    ink, numbers = _color(rng, 0, 140), rng.random() < 0.5
    for x in range(-width, 2 * width, step):
        draw.line((x, 0, x + lean * height, height), fill=ink, width=rng.randint(1, 4))
    for number, y in enumerate(range(-height, 2 * height, int(step * rng.uniform(0.6, 1.1)))):
        draw.line((0, y, width, y + lean * width * 0.4), fill=ink, width=rng.randint(1, 4))
        if numbers:
            at = (rng.randrange(width), y + 8)
            draw.text(at, str(number + rng.randint(1, 24)), font=font(Face.VERA, step / 4, bold=False), fill=ink)


def scene(rng: random.Random) -> Image.Image:
    """A photo of no page: light, shapes, sometimes a lattice or a few large letters."""
    size = rng.choice(((1200, 800), (800, 1200), (612, 345), (1000, 1000)))
    picture = _gradient(rng, size)
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.randint(0, 40)):
        x, y, r = rng.randrange(size[0]), rng.randrange(size[1]), rng.randint(5, size[1] // 3)
        shape = rng.choice((draw.ellipse, draw.rectangle))
        shape((x - r, y - r * rng.random(), x + r * rng.random(), y + r), fill=_color(rng))
    if rng.random() < 0.4:
        _lattice(draw, rng, size)
    if rng.random() < 0.4:
        text = rng.choice(("Exam!", "Hello", "2026", "School", "Welcome back", "SALE"))
        draw.text(
            (size[0] * 0.3, size[1] * 0.5), text, font=font(Face.INTUITIVE, size[1] / 6, bold=False), fill="black"
        )
    return picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 6)))


def _box(draw: ImageDraw.ImageDraw, rng: random.Random, at: tuple[int, int], rows: int) -> tuple[int, int, int, int]:
    x, y = at
    size = 15
    width, height = rng.randint(120, 190), 34 + rows * 20
    draw.rounded_rectangle(
        (x, y, x + width, y + height), radius=rng.choice((0, 4)), outline="black", fill="white", width=2
    )
    draw.line((x, y + 28, x + width, y + 28), fill="black", width=2)
    title = rng.choice(_WORDS).upper() + rng.choice(("", "S", " LIST"))
    draw.text((x + 8, y + 5), title, font=font(Face.ARIAL, size, bold=False), fill="black")
    for row in range(rows):
        name = f"{rng.choice('#*+-')}{rng.choice(_WORDS)}_{rng.choice(_WORDS)}"
        draw.text((x + 6, y + 32 + row * 20), name, font=font(Face.ARIAL, size, bold=False), fill="black")
    return x, y, x + width, y + height


def diagram(rng: random.Random) -> Image.Image:
    """Boxes with words, joined by lines."""
    size = (rng.randint(600, 1100), rng.randint(450, 900))
    picture = Image.new("RGB", size, rng.choice(("white", "#FAFAFA", "#FFFDE7")))
    draw = ImageDraw.Draw(picture)
    places = [(x, y) for x in range(10, size[0] - 190, 230) for y in range(10, size[1] - 150, 190)]
    chosen = rng.sample(places, min(len(places), rng.randint(3, 9)))
    middles = [(x + 70 + rng.randint(-20, 40), y + 60) for x, y in chosen]
    for (x0, y0), (x1, y1) in itertools.pairwise(middles):
        draw.line((x0, y0, x1, y0), fill="black", width=1)
        draw.line((x1, y0, x1, y1), fill="black", width=1)
    for x, y in chosen:
        _box(draw, rng, (x + rng.randint(0, 30), y + rng.randint(0, 30)), rng.randint(1, 5))
    return picture


def chart(rng: random.Random) -> Image.Image:
    """Bars or a curve over axes with numbers."""
    size = (rng.randint(600, 1100), rng.randint(420, 800))
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    left, bottom, count = 70, size[1] - 60, rng.randint(4, 14)
    for i in range(6):
        y = bottom - i * (bottom - 40) // 5
        draw.line((left, y, size[0] - 20, y), fill="#CCCCCC")
        draw.text((20, y - 8), str(i * 20), font=font(Face.ARIAL, 14, bold=False), fill="black")
    step = (size[0] - left - 30) // count
    points = [(left + i * step + step // 2, bottom - rng.randint(10, bottom - 50)) for i in range(count)]
    if rng.random() < 0.5:
        draw.line(points, fill=_color(rng, 0, 180), width=3)
    else:
        for x, y in points:
            draw.rectangle((x - step // 3, y, x + step // 3, bottom), fill=_color(rng, 40, 220))
    for i, (x, _) in enumerate(points):
        draw.text((x, bottom + 8), str(2010 + i), font=font(Face.ARIAL, 12, bold=False), fill="black", anchor="ma")
    draw.text(
        (size[0] / 2, 8), rng.choice(_WORDS).title(), font=font(Face.ARIAL, 18, bold=True), fill="black", anchor="ma"
    )
    return picture
