"""The local engine: rapidocr's PP-OCR models, run in the one way that keeps turned text (measured, see docs).

One detection pass over the whole page, crops turned upright, lines of like width recognised together. Its angle
classifier and its plain page call lose rotated words and are not used.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.inference_engine.onnxruntime.main import OrtInferSession

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.ocr.crops import Crop, crops_of, mostly_turned
from chalicelib.ocr.detection import Detector, Found
from chalicelib.ocr.heap import keep_pages
from chalicelib.ocr.letters import (
    among_capitals,
    at_beginnings,
    romanian,
    short_names,
    turkish,
    without_degrees,
    without_greek,
)
from chalicelib.ocr.lines import split_at_gaps
from chalicelib.ocr.numbers import lone_numbers
from chalicelib.ocr.recognition import Recogniser
from chalicelib.ocr.squeezed import squeezed, strips
from chalicelib.ocr.stacks import (
    bounding_of,
    columns,
    is_word,
    reaching_on,
    side_by_side,
    spaced,
    turned_side_by_side,
    without_digits,
)
from chalicelib.ocr.two_lines import lines_apart

Picture = NDArray[np.uint8]

READING = 17
"""Counted up when the engine is used in another way: cached words are those of an older way otherwise."""

LONGEST_SIDE = 2000
"""Pixels of the picture given to the detector; larger costs time and finds no more (measured)."""

LEAST_SCORE = 0.5
"""Lines recognised with less confidence are noise more often than words (rapidocr's own default)."""

EDGE_CONTRAST = 40
"""Grey levels between neighbours where there is print; paper and its shadows change less."""

MARGIN = 24
"""Pixels left around the print, which the detector needs as background."""

DOUBTFUL = 0.85
"""A turned line, or a whole page, read with less confidence is read the other way round too."""

BETTER = 0.05
"""Confidence by which a second reading must be better."""

FEWEST_DOUBTS = 3
"""Lines that must read better the other way round before all lines of their direction are read so."""

STRAYS = 0.2
"""Share of a page's words of other directions than most that may be figures read upside down, or turned headings."""

MOST_ALONE = 40
"""Single capitals of a page around which a word spaced out is looked for."""

STACK_SCORE = 0.75
"""Confidence from which letters set side by side are believed to be a word."""

PAIR = 2
"""Letters of a text that may pass for another one when it is turned."""

ALONE = 0.25
"""Confidence that one sign loses by standing otherwise than a turned page's words."""

HELD = 0.5
"""Share of each line's height that a stack must hold to replace it; boxes overhang single letters by a quarter."""

FEWEST_TURNED = 4
"""Letters of a stack that may all be turned; fewer are lessons called by letters."""

SURE_WORD = 0.9
"""Confidence from which one turned line of several letters is what it was read as, and no stack."""


SURE_UPRIGHT = 0.97
"""The same of letters that were each read as one that stands upright: the days' may stand so."""


@dataclass(frozen=True)
class Reading:
    """What a crop says; ``places`` are those of its characters (0–1 along the line)."""

    crop: Crop
    text: str
    score: float
    places: tuple[float, ...] = ()

    @property
    def single(self) -> bool:
        """Whether it is one sign."""
        return len(self.text) == 1

    @property
    def spread(self) -> bool:
        """Whether it is nothing but signs that stand apart ("R E")."""
        return all(len(part) == 1 for part in self.text.split())


_SESSIONS: Any = OrtInferSession
_options = _SESSIONS._init_sess_opts


def _without_denormals(settings: Any) -> Any:
    """The options of a network's session, in which numbers too small for a float's usual form count as nought: the
    processor takes a hundred times as long for them, and the detector has many. Its answer stays the same to the last
    bit, in 0.7 of the time (measured, docs/benchmarks.md). rapidocr has no setting for it."""
    options = _options(settings)
    options.add_session_config_entry(DENORMALS, "1")
    return options


DENORMALS = "session.set_denormal_as_zero"
"""onnxruntime's name for it (onnxruntime_session_options_config_keys.h)."""

_SESSIONS._init_sess_opts = staticmethod(_without_denormals)


class LocalEngine:
    """rapidocr with its bundled models; safe to share between calls of one thread."""

    def __init__(self) -> None:
        keep_pages()
        logging.getLogger("RapidOCR").setLevel(logging.WARNING)
        self._ocr: Any = RapidOCR(params={"Global.log_level": "warning", "Global.return_word_box": True})

    @property
    def name(self) -> str:
        """``rapidocr`` and its version, and that of the way it is used here."""
        return f"rapidocr-{version('rapidocr')}-{READING}"

    def read(self, picture: Picture) -> tuple[Word, ...]:
        """Words of ``picture`` (BGR). A picture without text gives none."""
        scale = min(1.0, LONGEST_SIDE / max(picture.shape[:2]))
        small = picture if scale == 1.0 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        small = np.asarray(small, dtype=np.uint8)
        readings = self._the_right_way_round(self._lines(small, _found(self._detector(), small)))
        words, spelt = self._stacks(small, [r for r in readings if r.text])
        rows, spaced_out = self._spaced(small, [r for r in readings if not any(r is s for s in spelt)])
        words, spelt = [*words, *rows], [*spelt, *spaced_out]
        columns, in_columns = self._turned_and_apart(small, [r for r in readings if not any(r is s for s in spelt)])
        words, spelt = [*words, *columns], [*spelt, *in_columns]
        for reading in readings:
            if reading.score >= LEAST_SCORE and _readable(reading.text) and not any(reading is s for s in spelt):
                box, angle = reading.crop.box(1.0), reading.crop.angle
                words.extend(split_at_gaps(reading.text, reading.places, box, angle, reading.score))
        words = [*words, *self._lone_numbers(small, readings)]
        words = romanian(turkish(short_names(at_beginnings(without_greek(without_degrees(words))))))
        return tuple(words) if scale == 1.0 else tuple(_scaled(word, 1 / scale) for word in words)

    def _detector(self) -> Detector:
        return Detector(self._ocr._load_det_model())

    def _recognise(self, crops: Sequence[Crop]) -> list[Reading]:
        lines = Recogniser(self._ocr._load_rec_model()).read([crop.picture for crop in crops])
        return [
            Reading(crop, among_capitals(line.text), line.score, line.places)
            for crop, line in zip(crops, lines, strict=True)
        ]

    def _lone_numbers(self, picture: Picture, readings: Sequence[Reading]) -> list[Word]:
        """Periods' numbers that were passed over, which stand as most of the page's lines do."""
        angles = [r.crop.angle for r in readings if len(r.text) >= FEWEST_DOUBTS]
        angle = max(set(angles), key=angles.count, default=0)
        height, width = picture.shape[:2]
        upright = np.ascontiguousarray(np.rot90(picture, angle // 90))
        boxes = [r.crop.box(1.0).turned_back(angle, width, height) for r in readings]
        high, wide = upright.shape[:2]
        return [
            Word(text=text, box=box.turned_back(360 - angle, wide, high), angle=angle, confidence=min(1.0, score))
            for text, score, box in lone_numbers(upright, boxes, self._texts)
        ]

    def _texts(self, pictures: Sequence[Picture]) -> list[tuple[str, float]]:
        """What each picture of a line says, and how sure that is."""
        return [(reading.text, reading.score) for reading in self._recognise([_crop_of(p) for p in pictures])]

    def _lines(self, picture: Picture, found: Sequence[Found]) -> list[Reading]:
        """The best reading of each line, or of its parts."""
        turned = mostly_turned([f.quad for f in found])
        wholes = [crops_of(picture, f.quad, turned) for f in found]
        parts = [[crops_of(picture, quad, turned) for quad in f.parts] for f in found]
        every = [c for crops in wholes for c in crops] + [c for line in parts for crops in line for c in crops]
        read = {id(reading.crop): reading for reading in self._recognise(every)}

        def best(crops: Sequence[Crop]) -> Reading:
            return max((read[id(crop)] for crop in crops), key=lambda reading: likeliness(reading, turned))

        lines: list[Reading] = []
        for whole, pieces in zip(wholes, parts, strict=True):
            reading, halves = best(whole), [best(piece) for piece in pieces]
            lines.extend(halves if _parts_say_more(reading, halves) else [reading])
        return self._two_lines_apart(lines)

    def _two_lines_apart(self, readings: Sequence[Reading]) -> list[Reading]:
        """``readings`` with those that were hardly readable because they are two lines, read one by one."""
        sure = [r.crop.picture.shape[0] for r in readings if r.score >= SURE_WORD and len(r.text) >= FEWEST_DOUBTS]
        doubtful = [r for r in readings if r.score < DOUBTFUL] if sure else []
        found = {id(r): parts for r in doubtful if (parts := lines_apart(r.crop, float(np.median(sure)))) is not None}
        read = iter(self._recognise([part for parts in found.values() for part in parts]))
        apart = {whole: [next(read), next(read)] for whole in found}
        return [
            part
            for r in readings
            for part in (apart[id(r)] if id(r) in apart and _both_better(r, apart[id(r)]) else [r])
        ]

    def _the_right_way_round(self, readings: list[Reading]) -> list[Reading]:
        """Turns doubtful lines by 180 degrees: turned text may read downwards, a page may be upside down."""
        for turned in (False, True):
            mine = [i for i, r in enumerate(readings) if (r.crop.angle != 0) is turned]
            doubtful = [i for i in mine if readings[i].score < DOUBTFUL]
            long = [readings[i].score for i in mine if len(readings[i].text) >= FEWEST_DOUBTS]
            if not turned and (not long or float(np.median(long)) >= DOUBTFUL):
                continue
            better = self._read_round(readings, doubtful)
            # Words upside down may pass for others with some confidence: where the doubtful were, all are.
            if better >= max(FEWEST_DOUBTS, len(doubtful) / 2):
                self._read_round(readings, sorted(set(mine) - set(doubtful)))
        return self._letters_with_the_rest(readings)

    def _letters_with_the_rest(self, readings: list[Reading]) -> list[Reading]:
        """Turns single signs that stand on their heads among the words, and where next to all words stand otherwise
        figures and what reads as well that way: a W is an M that is upside down, 1:50 is 0:51, and Mon is uow."""
        words: dict[int, int] = {}
        for reading in readings:
            if len(reading.text) >= FEWEST_DOUBTS:
                words[reading.crop.angle] = words.get(reading.crop.angle, 0) + 1
        upside_down = (max(words, key=words.__getitem__, default=0) + 180) % 360
        others = {angle: count for angle, count in words.items() if angle != (upside_down + 180) % 360}
        all_of_it = sum(others.values()) <= STRAYS * sum(words.values())
        alone = [i for i, r in enumerate(readings) if r.crop.angle == upside_down and (r.single or all_of_it)]
        for i, other in zip(alone, self._recognise([readings[i].crop.other_way_round() for i in alone]), strict=True):
            worded = not readings[i].single and any(map(str.isalpha, readings[i].text))
            least = readings[i].score - BETTER if worded else LEAST_SCORE
            if other.score >= least and other.single == readings[i].single:
                readings[i] = other
        return readings

    def _read_round(self, readings: list[Reading], which: Sequence[int]) -> int:
        """Reads some lines the other way round too and keeps what is better; how many were."""
        better = 0
        for i, other in zip(which, self._recognise([readings[i].crop.other_way_round() for i in which]), strict=True):
            if other.score > readings[i].score + BETTER:
                readings[i] = other
                better += 1
        return better

    def _stacks(self, picture: Picture, readings: Sequence[Reading]) -> tuple[list[Word], list[Reading]]:
        """Words spelt downwards, a ``Word`` for each letter, and the readings that they replace."""
        boxes = [reading.crop.box(1.0) for reading in readings]
        found = [
            ([readings[i] for i in column], stack)
            for column in columns(boxes)
            for stack in reaching_on(picture, bounding_of([boxes[i] for i in column]))
        ]
        lines = [_crop_of(side_by_side(picture, stack)) for _, stack in found]
        words: list[Word] = []
        replaced: list[Reading] = []
        for (column, stack), spelt in zip(found, self._recognise(lines), strict=True):
            old = replaced_by(stack, [r for r in column if _share_in(r, stack) > 0], readings)
            if not all(_share_in(r, stack) >= HELD for r in old):
                continue
            signs = without_digits("".join(spelt.text.split()))
            if (turned := self._turned_stack(picture, stack, spelt, old)) is not None:
                words.append(turned)
                replaced += old
            elif len(signs) == len(stack) and _is_spelt(spelt, old):
                score = min(1.0, spelt.score)
                words += [Word(text=sign, box=box, confidence=score) for sign, box in zip(signs, stack, strict=True)]
                replaced += old
        return words, replaced

    def _turned_stack(
        self, picture: Picture, stack: Sequence[Box], upright: Reading, old: Sequence[Reading]
    ) -> Word | None:
        """The word of a stack whose letters are all turned, as one; None where they read better as they stand."""
        if len(stack) < FEWEST_TURNED:
            return None
        crops = [_crop_of(turned_side_by_side(picture, stack, angle)) for angle in (90, 270)]
        for angle, read in zip((90, 270), self._recognise(crops), strict=True):
            signs = without_digits("".join(read.text.split()))
            whole = len(signs) == len(stack) and is_word(signs) and read.score >= SURE_WORD
            if whole and read.score >= upright.score + BETTER and _is_spelt(read, old):
                return Word(text=signs, box=bounding_of(stack), angle=angle, confidence=min(1.0, read.score))
        return None

    def _spaced(self, picture: Picture, readings: Sequence[Reading]) -> tuple[list[Word], list[Reading]]:
        """Words whose letters stand far apart in a row, some of which the detector has not seen, and the readings that
        they replace; none on a turned page, where a row of letters is a column of it."""
        angles = [r.crop.angle for r in readings if len(r.text) >= FEWEST_DOUBTS]
        if 2 * angles.count(0) < len(angles):
            return [], []
        alone = [r for r in readings if r.single and r.text.isalpha() and r.text.isupper() and r.crop.angle == 0]
        rows: dict[tuple[float, ...], list[Box]] = {}
        for reading in alone[:MOST_ALONE]:
            row = spaced(picture, reading.crop.box(1.0))
            if row:
                rows.setdefault(tuple(box.left for box in row), row)
        words: list[Word] = []
        replaced: list[Reading] = []
        lines = [_crop_of(side_by_side(picture, row)) for row in rows.values()]
        for row, read in zip(rows.values(), self._recognise(lines), strict=True):
            around = bounding_of(row)
            old = [r for r in readings if r.text and around.holds(r.crop.box(1.0))]
            signs = without_digits("".join(read.text.split()))
            whole = len(signs) == len(row) and is_word(signs) and read.score >= STACK_SCORE
            apart = all(r.spread or _covers(r, row) for r in old)
            if whole and apart and not any(r is other for r in old for other in replaced):
                words.append(Word(text=signs, box=around, confidence=min(1.0, read.score)))
                replaced += old
        return words, replaced

    def _turned_and_apart(self, picture: Picture, readings: Sequence[Reading]) -> tuple[list[Word], list[Reading]]:
        """Words of an upright page whose letters are turned and stand apart, and the readings that they replace."""
        long = [r.crop.angle for r in readings if len(r.text) >= FEWEST_DOUBTS]
        if 2 * long.count(0) < len(long):
            return [], []
        parts = [r for r in readings if r.single or (r.crop.angle in (90, 270) and r.score < DOUBTFUL)]
        found: list[tuple[Box, list[Reading], list[Reading]]] = []
        for strip, group in strips(picture, [r.crop.box(1.0) for r in parts]):
            old = [parts[i] for i in group]
            inside = [r for r in readings if strip.holds(r.crop.box(1.0))]
            worded = any(len(r.text) >= PAIR and r.score >= DOUBTFUL for r in inside)
            if not worded and (any(r.crop.angle for r in old) or _may_spell(old)):
                found.append((strip, old, inside))
        lines = [squeezed(picture, strip, quarters) for strip, _, _ in found for quarters in (1, 3)]
        read = iter(self._recognise([_crop_of(line) for line in lines if line is not None]))
        both = [next(read) if line is not None else None for line in lines]
        words: list[Word] = []
        replaced: list[Reading] = []
        for (strip, old, inside), down, up in zip(found, both[::2], both[1::2], strict=True):
            ways = [(angle, r) for angle, r in ((90, down), (270, up)) if r is not None]
            angle, best = max(ways, key=lambda way: way[1].score, default=(0, None))
            least = SURE_WORD if any(r.crop.angle for r in old) else SURE_UPRIGHT
            if best is None or best.score < least or not is_word(best.text) or len(best.text) < FEWEST_TURNED:
                continue
            before = max((r.score for r in old if not r.single), default=0.0)
            if best.score >= before + BETTER and len(best.text) > max(len(old), *(len(r.text) for r in old)):
                words.append(Word(text=best.text, box=strip, angle=angle, confidence=min(1.0, best.score)))
                replaced += inside
        return words, replaced


def _may_spell(singles: Sequence[Reading]) -> bool:
    """Whether single signs in a column may be turned letters of one word: several, and no column of numbers."""
    return len(singles) >= FEWEST_DOUBTS and 2 * sum(r.text.isalpha() for r in singles) > len(singles)


def _found(detector: Detector, picture: Picture) -> list[Found]:
    """What the detector finds where there is print."""
    left, top, right, bottom = _content(picture)
    corner = np.array([left, top], dtype=np.float32)
    found = detector.find(np.ascontiguousarray(picture[top:bottom, left:right]))
    return [replace(f, quad=f.quad + corner, parts=tuple(part + corner for part in f.parts)) for f in found]


def likeliness(reading: Reading, turned_page: bool) -> float:
    """The reading's confidence, and a little more for a letter or two that stand as the rest of the page does; less for
    one sign that stands upright on a turned page: a word on its side looks like one ("ITA" like "m")."""
    turned = reading.crop.angle != 0
    if reading.single and turned_page and not turned:
        return reading.score - ALONE
    return reading.score + (2 * BETTER if len(reading.text) <= PAIR and turned is turned_page else 0.0)


def _parts_say_more(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether a line is several, side by side: no word is broken, or the whole was hardly readable."""
    if len(parts) < 2 or not all(part.text for part in parts):
        return False
    in_order = sorted(parts, key=lambda p: -p.crop.quad[0, 1] if p.crop.angle == 270 else p.crop.quad[0, 0])
    same = " ".join(p.text for p in in_order).split() == whole.text.split()
    least = min(part.score for part in parts)
    return least >= LEAST_SCORE and (same or least > whole.score + 2 * BETTER)


def _both_better(whole: Reading, parts: Sequence[Reading]) -> bool:
    """Whether each part of a reading is more readable than the whole was."""
    return all(part.text and part.score >= max(LEAST_SCORE, whole.score + 2 * BETTER) for part in parts)


def _is_spelt(spelt: Reading, old: Sequence[Reading]) -> bool:
    """Whether letters set side by side are a word, and more so than what the stack was read as before."""
    if any(len(r.text) >= FEWEST_DOUBTS and r.score >= max(SURE_WORD, spelt.score - BETTER) for r in old):
        return False
    return spelt.score >= STACK_SCORE and _readable(spelt.text)


def replaced_by(stack: Sequence[Box], column: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """What a stack is read instead of: the ``column`` that it was found by, and letters that were found alone where it
    goes on."""
    around = bounding_of(stack)
    alone = [r for r in readings if r.single and around.holds(r.crop.box(1.0)) and not any(r is x for x in column)]
    return [*column, *alone]


def _share_in(reading: Reading, stack: Sequence[Box]) -> float:
    """Share (0–1) of a reading's height that lies in a stack."""
    box = reading.crop.box(1.0)
    return max(0.0, min(box.bottom, stack[-1].bottom) - max(box.top, stack[0].top)) / max(box.height, 1.0)


def _covers(reading: Reading, row: Sequence[Box]) -> bool:
    """Whether a reading took some of a row's letters for a word: as many as it lies over ("INT" of "I N T E R V A")."""
    over = sum(reading.crop.box(1.0).holds(box) for box in row)
    return len("".join(reading.text.split())) == over < len(row)


def _crop_of(picture: Picture) -> Crop:
    """A line that stands nowhere on the page."""
    return Crop(np.zeros((4, 2), dtype=np.float32), picture, 0)


def _scaled(word: Word, factor: float) -> Word:
    box = word.box
    scaled = Box(left=box.left * factor, top=box.top * factor, right=box.right * factor, bottom=box.bottom * factor)
    return word.model_copy(update={"box": scaled})


def _readable(text: str) -> bool:
    """Whether there is anything but signs of scripts that the product does not read (the models know Chinese)."""
    return any(c.isascii() and not c.isspace() for c in text) or any(0xC0 <= ord(c) < 0x250 for c in text)


def _content(picture: NDArray[Any]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not an even margin; the detector's time grows with the area."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > EDGE_CONTRAST
    rows, columns = np.flatnonzero(edges.any(axis=1)), np.flatnonzero(edges.any(axis=0))
    if not rows.size:
        return 0, 0, width, height
    left, right = max(0, int(columns[0]) - MARGIN), min(width, int(columns[-1]) + 1 + MARGIN)
    top, bottom = max(0, int(rows[0]) - MARGIN), min(height, int(rows[-1]) + 1 + MARGIN)
    return left, top, right, bottom
