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


def _clouds(rng: random.Random, size: tuple[int, int], roughness: float) -> Image.Image:
    """Noise whose amplitude falls with frequency to the power of ``roughness``, as in photos of nature."""
    width, height = size[0] // 2, size[1] // 2
    fx, fy = np.fft.fftfreq(width)[None, :], np.fft.fftfreq(height)[:, None]
    falling = 1 / np.maximum(np.hypot(fx, fy), 1 / max(width, height)) ** roughness
    noise = np.random.default_rng(rng.randrange(2**32))
    layers = []
    shared = noise.standard_normal((height, width))
    for _ in range(3):
        grain = 0.7 * shared + 0.3 * noise.standard_normal((height, width))
        layer = np.fft.ifft2(np.fft.fft2(grain) * falling).real
        layers.append(rng.uniform(70, 180) + rng.uniform(20, 60) * (layer - layer.mean()) / layer.std())
    return Image.fromarray(np.clip(np.stack(layers, axis=-1), 0, 255).astype(np.uint8)).resize(size)


def nature(rng: random.Random) -> Image.Image:
    """A photo with nothing drawn: one texture, or two that meet at a horizon, perhaps someone's outline before them."""
    size = rng.choice(((1200, 800), (800, 1200), (640, 480), (1000, 1000)))
    picture = _clouds(rng, size, rng.uniform(0.8, 1.8))
    if rng.random() < 0.6:
        horizon = int(size[1] * rng.uniform(0.3, 0.7))
        picture.paste(_clouds(rng, (size[0], size[1] - horizon), rng.uniform(0.6, 1.5)), (0, horizon))
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.choice((0, 0, 1, 2, 5))):
        x, r, skin = rng.randrange(size[0]), rng.randint(size[1] // 20, size[1] // 6), _color(rng, 60, 230)
        top = size[1] * rng.uniform(0.2, 0.5)
        draw.ellipse((x - 1.6 * r, top + 1.6 * r, x + 1.6 * r, top + 7 * r), fill=_color(rng))
        draw.ellipse((x - r, top - r, x + r, top + 1.5 * r), fill=skin)
    return picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 2)))


def _lines(draw: ImageDraw.ImageDraw, rng: random.Random, box: tuple[int, int, int], count: int, size: int) -> None:
    """``count`` lines of words in (left, top, right)."""
    left, top, right = box
    face = font(Face.ARIAL, size, bold=False)
    for row in range(count):
        text = " ".join(rng.choice(_WORDS) for _ in range(12))
        most = max(int((right - left) / (size * 0.52)), 3)
        draw.text((left, top + row * size * 1.5), text[: rng.randint(most // 2, most)], font=face, fill="#333333")


def web_page(rng: random.Random) -> Image.Image:
    """A screen: a bar at the top, a menu at the side, cards with pictures, buttons."""
    size = rng.choice(((1280, 800), (1100, 1400), (540, 1100), (420, 900)))
    picture = Image.new("RGB", size, rng.choice(("white", "#F4F5F7", "#202124")))
    draw = ImageDraw.Draw(picture)
    accent = _color(rng, 20, 200)
    draw.rectangle((0, 0, size[0], 56), fill=accent)
    draw.text((16, 14), rng.choice(_WORDS).title(), font=font(Face.ARIAL, 24, bold=True), fill="white")
    side = 200 if size[0] > 900 and rng.random() < 0.6 else 0
    for row in range(rng.randint(4, 10) if side else 0):
        draw.text((20, 90 + row * 40), rng.choice(_WORDS).title(), font=font(Face.ARIAL, 16, bold=False), fill=accent)
    across = rng.randint(1, max(1, (size[0] - side) // 260))
    step, tall = (size[0] - side - 20) // across, rng.randint(120, 320)
    for i, y in enumerate(range(76, size[1] - tall, tall + 20)):
        for x in range(side + 20, size[0] - step // 2, step):
            box = (x, y, x + step - 20, y + tall)
            draw.rounded_rectangle(box, radius=rng.choice((0, 8)), fill="white", outline="#DDDDDD")
            photo = int(tall * rng.uniform(0.3, 0.6)) if rng.random() < 0.6 else 0
            if photo:
                picture.paste(_gradient(rng, (step - 40, photo)), (x + 10, y + 10))
            _lines(draw, rng, (x + 12, y + photo + 20, x + step - 30), (tall - photo - 30) // 24, 15)
        if i > 4:
            break
    return picture


def floor_plan(rng: random.Random) -> Image.Image:
    """Rooms as boxes of all sizes, doors as gaps, a name in each."""
    size = (rng.randint(700, 1200), rng.randint(500, 900))
    picture = Image.new("RGB", size, rng.choice(("white", "#F8F4E8")))
    draw = ImageDraw.Draw(picture)
    rooms = [(30, 30, size[0] - 30, size[1] - 30)]
    for _ in range(rng.randint(4, 16)):
        left, top, right, bottom = rooms.pop(rng.randrange(len(rooms)))
        share = rng.uniform(0.3, 0.7)
        if right - left > bottom - top:
            cut = int(left + share * (right - left))
            rooms += [(left, top, cut, bottom), (cut, top, right, bottom)]
        else:
            cut = int(top + share * (bottom - top))
            rooms += [(left, top, right, cut), (left, cut, right, bottom)]
    for left, top, right, bottom in rooms:
        fill = _color(rng, 190, 255) if rng.random() < 0.3 else None
        draw.rectangle((left, top, right, bottom), outline="black", width=rng.choice((2, 4)), fill=fill)
        middle = (left + right) // 2
        draw.line((middle - 15, bottom, middle + 15, bottom), fill="white", width=6)
        name = rng.choice(("Hall", "Office", "Library", "Gym", str(rng.randint(1, 120)), "WC", "Kitchen"))
        draw.text((middle, (top + bottom) / 2), name, font=font(Face.ARIAL, 15, bold=False), fill="black", anchor="mm")
    return picture
