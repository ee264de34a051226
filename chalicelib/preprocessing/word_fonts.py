"""How the words of a Word file are printed: bold, large, grey, by their own marks and by their styles'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from chalicelib.domain.page import Print
from chalicelib.preprocessing.print_strength import BOLD, ITALIC, contrast

MOST_STYLES_DEEP = 20
"""Styles that a style may rest on, one on the other; a hostile file's may rest on themselves."""

USUAL_SIZE = 22
"""Half points of letters whose size nothing states: what Word's own documents begin with."""

_COLOR = re.compile(r"[0-9a-fA-F]{6}")
"""A colour that is stated; others are "auto"."""


class WordFonts:
    """The fonts of a document's runs. Table styles are left out: they set whole rows and columns."""

    def __init__(self, document: Document) -> None:
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iterchildren(qn("w:style"))}
        self._usual = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")
            ),
            None,
        )
        self._base = styles.find(f"./{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._known: dict[tuple[Any, ...], Print] = {}

    def of(self, run: Any, paragraph: Any) -> Print:
        """How a run of a paragraph is printed."""
        own = run.find(qn("w:rPr"))
        style = paragraph.find(f"./{qn('w:pPr')}/{qn('w:pStyle')}")
        told = None if own is None else tuple((e.tag, *sorted(e.attrib.items())) for e in own)
        named = None if style is None else style.get(qn("w:val"))
        if (told, named) not in self._known:
            self._known[told, named] = _printed(list(self._properties(own, named)))
        return self._known[told, named]

    def _properties(self, own: Any, paragraph_style: str | None) -> Iterator[Any]:
        """The sets of properties that hold for a run, those that count before others first."""
        if own is not None:
            yield own
            if (style := own.find(qn("w:rStyle"))) is not None:
                yield from self._of_style(style.get(qn("w:val")))
        yield from self._of_style(paragraph_style or self._usual)
        if self._base is not None:
            yield self._base

    def _of_style(self, name: str | None) -> Iterator[Any]:
        for _ in range(MOST_STYLES_DEEP):
            style = self._styles.get(name)
            if style is None:
                return
            if (properties := style.find(qn("w:rPr"))) is not None:
                yield properties
            basis = style.find(qn("w:basedOn"))
            name = None if basis is None else basis.get(qn("w:val"))


def _printed(properties: list[Any]) -> Print:
    size = _first(properties, "w:sz") or ""
    points = (int(size) if size.isdecimal() and 0 < int(size) <= LARGEST else USUAL_SIZE) / 2
    weight = BOLD if _on(_first(properties, "w:b")) else ITALIC if _on(_first(properties, "w:i")) else 1.0
    color = _COLOR.fullmatch(_first(properties, "w:color") or "")
    return Print(size=points, strength=points * weight * (contrast(f"#{color[0]}") if color else 1.0))


LARGEST = 3276
"""Half points of the largest letters that Word itself sets."""


def _first(properties: list[Any], name: str) -> str | None:
    """The value of the first statement of a property; "1" where it only stands there, None where nothing states it."""
    found = (e for p in properties if (e := p.find(qn(name))) is not None)
    return next((str(e.get(qn("w:val"), "1")) for e in found), None)


def _on(value: str | None) -> bool:
    return value is not None and value not in ("0", "false", "off")
