"""The lettering of made documents.

Only fonts that installed Python packages bring along are used: Pillow's built-in Aileron, the Vera, Arial-, Times- and
Courier-like faces inside reportlab, and (when ``requirements-dev.txt`` is installed) Roboto, Lato, Source Sans,
Caladea and the hand-drawn Amatic and Intuitive. A face that is missing is replaced by Vera.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont


class Face(StrEnum):
    VERA = "vera"
    ARIAL = "arial"
    TIMES = "times"
    COURIER = "courier"
    AILERON = "aileron"
    ROBOTO = "roboto"
    LATO = "lato"
    SOURCE_SANS = "source_sans"
    CALADEA = "caladea"
    AMATIC = "amatic"
    INTUITIVE = "intuitive"


class _Files(NamedTuple):
    package: str
    regular: str
    bold: str
    pdf_regular: str = ""
    pdf_bold: str = ""


_FILES: dict[Face, _Files] = {
    Face.VERA: _Files("reportlab", "fonts/Vera.ttf", "fonts/VeraBd.ttf"),
    Face.ARIAL: _Files("reportlab", "fonts/_a______.pfb", "fonts/_ab_____.pfb", "Helvetica", "Helvetica-Bold"),
    Face.TIMES: _Files("reportlab", "fonts/_er_____.pfb", "fonts/_eb_____.pfb", "Times-Roman", "Times-Bold"),
    Face.COURIER: _Files("reportlab", "fonts/com_____.pfb", "fonts/cob_____.pfb", "Courier", "Courier-Bold"),
    Face.ROBOTO: _Files("font_roboto", "files/Roboto-Regular.ttf", "files/Roboto-Bold.ttf"),
    Face.LATO: _Files("font_lato", "files/Lato-Regular.ttf", "files/Lato-Bold.ttf"),
    Face.SOURCE_SANS: _Files("font_source_sans_pro", "files/SourceSansPro-Regular.ttf", "files/SourceSansPro-Bold.ttf"),
    Face.CALADEA: _Files("font_caladea", "files/Caladea-Regular.ttf", "files/Caladea-Bold.ttf"),
    Face.AMATIC: _Files("font_amatic_sc", "files/AmaticSC-Regular.ttf", "files/AmaticSC-Bold.ttf"),
    Face.INTUITIVE: _Files("font_intuitive", "files/Intuitive.ttf", "files/Intuitive.ttf"),
}

HANDWRITING_LIKE = frozenset({Face.AMATIC, Face.INTUITIVE})

_SCALE: dict[Face, float] = {Face.AMATIC: 1.25}
"""Faces drawn small for their nominal size are enlarged to look as big as the others."""


@lru_cache(maxsize=64)
def font_file(face: Face, *, bold: bool) -> Path | None:
    """The file of a face, or None where its package is not installed (or the face has no file: Aileron)."""
    files = _FILES.get(face)
    if files is None:
        return None
    spec = find_spec(files.package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / (files.bold if bold else files.regular)
    return path if path.exists() else None


def installed(face: Face) -> bool:
    """Whether the face can be drawn here."""
    return face is Face.AILERON or font_file(face, bold=False) is not None


def standard_pdf_name(face: Face, *, bold: bool) -> str | None:
    """The name of the standard PDF font with the same widths, or None where the face has to be embedded."""
    files = _FILES.get(face)
    if files is None:
        return None
    return (files.pdf_bold if bold else files.pdf_regular) or None


@lru_cache(maxsize=512)
def font(face: Face, size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    """The face for Pillow, ``size`` in pixels."""
    path = font_file(face, bold=bold)
    scaled = max(size * _SCALE.get(face, 1.0), 1.0)
    if path is not None:
        return ImageFont.truetype(str(path), scaled)
    if face is Face.AILERON:
        built_in = ImageFont.load_default(scaled)
        if isinstance(built_in, ImageFont.FreeTypeFont):
            return built_in
    return font(Face.VERA, size, bold=bold)


def pdf_scale(face: Face) -> float:
    """The factor by which the face is enlarged, for whoever draws it without ``font``."""
    return _SCALE.get(face, 1.0)


@lru_cache(maxsize=4096)
def _has_glyph(face: Face, character: str) -> bool:
    drawn = font(face, 24.0, bold=False)
    missing = bytes(drawn.getmask("\uffff"))
    if bytes(drawn.getmask(character)) != missing:
        return True
    return character.isspace()


def covers(face: Face, text: str) -> bool:
    """Whether the face has a glyph for every character of ``text``."""
    return all(_has_glyph(face, character) for character in set(text))


_MEASURE_AT = 64.0
"""Widths are measured once at this size (pixels) and scaled, so that all outputs wrap alike."""


@lru_cache(maxsize=65536)
def _unit_width(face: Face, text: str, bold: bool) -> float:
    return font(face, _MEASURE_AT, bold=bold).getlength(text) / _MEASURE_AT


def text_width(face: Face, text: str, size: float, *, bold: bool) -> float:
    """Width of one line of text, in the unit of ``size``."""
    return _unit_width(face, text, bold) * size
