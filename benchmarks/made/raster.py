"""Draws a typeset page as a picture."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageFilter

from benchmarks.made.fonts import Face, font
from benchmarks.made.typeset import Page, Run


def _decorate(picture: Image.Image, seed: int) -> Image.Image:
    """Stray shapes and words behind the tables, as on slides and posters."""
    rng = random.Random(seed)
    width, height = picture.size
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.randint(6, 14)):
        x, y, r = rng.randrange(width), rng.randrange(height), rng.randint(height // 20, height // 5)
        color = tuple(rng.randrange(40, 256) for _ in range(3))
        if rng.random() < 0.5:
            draw.ellipse((x - r, y - r, x + r, y + r), fill=color)
        else:
            draw.rectangle((x, y, x + 2 * r, y + r), fill=color)
    return picture.filter(ImageFilter.GaussianBlur(height / 150))


_DECORATION_STRENGTH = 0.35
"""Share of the shapes in the background's colour; titles stay readable on top."""


def _draw_run(picture: Image.Image, draw: ImageDraw.ImageDraw, run: Run, face: Face, scale: float) -> None:
    drawn = font(face, run.size * scale, bold=run.bold)
    x, y = run.x * scale, run.y * scale
    if run.angle == 0:
        draw.text((x, y), run.text, font=drawn, fill=run.color, anchor="ls")
        return
    above, below = int(run.size * scale * 1.6) + 2, int(run.size * scale * 0.9) + 2
    length = int(drawn.getlength(run.text)) + 4
    mask = Image.new("L", (length, above + below), 0)
    ImageDraw.Draw(mask).text((0, above), run.text, font=drawn, fill=255, anchor="ls")
    turned = mask.rotate(run.angle, expand=True)
    corner = (int(x) - above, int(y) - length) if run.angle == 90 else (int(x) - below, int(y))
    picture.paste(Image.new("RGB", turned.size, run.color), corner, turned)


def draw_picture(page: Page, scale: float) -> Image.Image:
    """The page as an RGB picture of ``scale`` pixels per point."""
    picture = Image.new("RGB", (round(page.width * scale), round(page.height * scale)), page.background)
    if page.decoration:
        picture = Image.blend(picture, _decorate(picture.copy(), page.decoration), _DECORATION_STRENGTH)
    draw = ImageDraw.Draw(picture)
    for fill in page.fills:
        draw.rectangle(tuple(v * scale for v in (fill.left, fill.top, fill.right, fill.bottom)), fill=fill.color)
    for stroke in page.strokes:
        ends = tuple(round(v * scale) for v in (stroke.x0, stroke.y0, stroke.x1, stroke.y1))
        draw.line(ends, fill=stroke.color, width=max(1, round(stroke.width * scale)))
    for run in page.runs:
        _draw_run(picture, draw, run, page.face, scale)
    return picture
