"""Vision's words, cut at punctuation and placed by four corners, as ours."""

from __future__ import annotations

from typing import Any

import pytest
from google.cloud.vision import TextAnnotation
from google.protobuf.json_format import ParseDict

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.ocr.vision_words import words_of
from tests.fakes.vision_api import annotation

CORNERS = [(10, 20), (40, 20), (40, 32), (10, 32)]


def symbol(text: str, ends: str | None = None, prefix: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = {"text": text}
    if ends:
        told["property"] = {"detectedBreak": {"type": ends, "isPrefix": prefix}}
    return told


def word(text: str, ends: str | None = None, corners: Any = CORNERS, confidence: float = 0.9) -> dict[str, Any]:
    symbols = [*(symbol(letter) for letter in text[:-1]), symbol(text[-1], ends)]
    vertices = [{"x": x, "y": y} for x, y in corners]
    return {"symbols": symbols, "boundingBox": {"vertices": vertices}, "confidence": confidence}


def read(*words: dict[str, Any]) -> list[Word]:
    message = TextAnnotation.pb(TextAnnotation())
    ParseDict({"pages": [{"blocks": [{"paragraphs": [{"words": list(words)}]}]}]}, message)
    return list(words_of(message))


def at(left: int) -> list[tuple[int, int]]:
    return [(left, 20), (left + 10, 21), (left + 10, 32), (left, 31)]


def test_words_that_end_at_punctuation_are_one_again() -> None:
    found = read(
        word("8", corners=at(0), confidence=0.99),
        word(":", corners=at(10), confidence=0.7),
        word("50", "SPACE", corners=at(20)),
        word("Maths", "LINE_BREAK", corners=at(50)),
    )
    assert [w.text for w in found] == ["8:50", "Maths"]
    assert found[0].box == Box(left=0, top=20, right=30, bottom=32)
    assert found[0].confidence == pytest.approx(0.7)


@pytest.mark.parametrize("ends", ["SPACE", "SURE_SPACE", "EOL_SURE_SPACE", "LINE_BREAK"])
def test_every_kind_of_break_ends_a_word(ends: str) -> None:
    assert [w.text for w in read(word("PE", ends), word("Hall"))] == ["PE", "Hall"]


def test_a_hyphen_at_a_lines_end_is_printed_though_the_text_leaves_it_out() -> None:
    assert [w.text for w in read(word("Mathe", "HYPHEN"), word("matics", "LINE_BREAK"))] == ["Mathe-", "matics"]


def test_a_break_can_stand_before_a_word() -> None:
    second = word("Hall")
    second["symbols"][0] = symbol("H", "SPACE", prefix=True)
    assert [w.text for w in read(word("PE"), second)] == ["PE", "Hall"]


@pytest.mark.parametrize(("turn", "angle"), [(0, 0), (1, 270), (2, 180), (3, 90)])
def test_the_order_of_the_corners_tells_how_text_is_turned(turn: int, angle: int) -> None:
    # The text's own top left corner comes first: turned upwards, that is the page's bottom left one.
    around = [(10, 20), (22, 20), (22, 60), (10, 60)]
    corners = around[-turn:] + around[:-turn] if turn else around
    wide = [(0, 0), (90, 0), (90, 20), (0, 20)]
    if angle in (0, 180):
        corners = wide if angle == 0 else wide[2:] + wide[:2]
    [found] = read(word("Lunch", "LINE_BREAK", corners=corners))
    assert found.angle == angle
    assert found.box.left == min(x for x, _ in corners)
    assert found.box.bottom == max(y for _, y in corners)


def test_corners_at_the_pages_edge_have_no_coordinates() -> None:
    one = word("Mon", "LINE_BREAK")
    one["boundingBox"] = {"vertices": [{}, {"x": 30}, {"x": 30, "y": 12}, {"y": 12}]}
    [found] = read(one)
    assert found.box == Box(left=0, top=0, right=30, bottom=12)


def test_what_has_no_place_or_no_text_is_no_word() -> None:
    nowhere = word("Mon", "SPACE")
    nowhere["boundingBox"] = {"normalizedVertices": [{"x": 0.1, "y": 0.1}]}
    assert read(nowhere, word(" ", "SPACE")) == []


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_line_survives_the_way_through_visions_form(angle: int) -> None:
    box = (
        Box(left=100, top=100, right=400, bottom=430) if angle in (0, 180) else Box(left=5, top=0, right=25, bottom=180)
    )
    line = Word(text="9:30–10:15 PE (Hall)", box=box, angle=angle, confidence=0.95)
    message = TextAnnotation.pb(TextAnnotation())
    ParseDict(annotation([line], (500, 500, 3), numbers=True), message)
    found = words_of(message)
    assert [w.text for w in found] == ["9:30–10:15", "PE", "(Hall)"]
    assert {w.angle for w in found} == {angle}
    assert min(w.box.left for w in found) == box.left
    assert max(w.box.bottom for w in found) == box.bottom
