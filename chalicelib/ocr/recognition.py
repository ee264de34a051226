"""What lines of text say: rapidocr's recogniser, given pictures no wider than they need to be.

rapidocr fills every line up to 320 pixels, and most lines of a timetable are a third of that: the network spends its
time on the filling. Here lines of like width go together, filled a little; what is doubtful then, and it is one in ten,
is read again as rapidocr does, and the surer of the two readings counts (docs/decisions/0042).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

HEIGHT = 48
"""Pixels of a line's height that the network takes."""

FULL_WIDTH = 320
"""Pixels that rapidocr fills a line up to, at the least."""

FILLING = 32
"""Pixels of filling behind a line: with none its last letter is lost more often (measured)."""

ALIKE = 40
"""Pixels by which the widths of lines read together may differ."""

MOST_TOGETHER = 12
"""Lines read together; more are no faster."""

MOST_WIDE = 4096
"""Pixels of all lines read together: the network's answer takes 9 kB for each."""

PAIR = 2
"""Signs from which a line says enough to be judged by its confidence."""

LONGEST_HOURS = 4
"""Figures of two hours between which a dash may be lost."""

SURELY_JOINED = 0.8
"""Confidence from which a sign between figures is believed."""

SURE = 0.9
"""Confidence below which a line is read again with more filling; one line in ten (measured)."""


@dataclass(frozen=True)
class Line:
    """What a line says, how sure that is (0-1), and the places (0-1) of its characters along it, blanks left out."""

    text: str
    score: float
    places: tuple[float, ...] = ()


class Recogniser:
    """Reads pictures of lines of text."""

    def __init__(self, recogniser: Any) -> None:
        """``recogniser`` is rapidocr's: its network and the way it makes letters of the network's answer are used."""
        self._network = recogniser.session
        self._letters_of = recogniser.postprocess_op

    def read(self, pictures: Sequence[Picture]) -> list[Line]:
        """What each of ``pictures`` (BGR, upright lines) says; empty where nothing is read."""
        lines = self._read(pictures, lambda width: width + FILLING)
        doubtful = [
            i for i, line in enumerate(lines) if _is_doubtful(line) and _width(pictures[i]) + FILLING < FULL_WIDTH
        ]
        again = self._read([pictures[i] for i in doubtful], lambda width: max(FULL_WIDTH, width))
        for i, line in zip(doubtful, again, strict=True):
            lines[i] = surer(lines[i], line)
        return lines

    def _read(self, pictures: Sequence[Picture], filled: Callable[[int], int]) -> list[Line]:
        widths = [_width(picture) for picture in pictures]
        lines: list[Line] = [Line("", 0.0)] * len(pictures)
        for batch in together([filled(width) for width in widths]):
            whole = max(filled(widths[i]) for i in batch)
            # Nought is what rapidocr fills with: the grey between black (-1) and white (1).
            filling = np.zeros((len(batch), 3, HEIGHT, whole), dtype=np.float32)
            for place, i in zip(filling, batch, strict=True):
                sized = cv2.resize(pictures[i], (widths[i], HEIGHT))
                place[:, :, : widths[i]] = sized.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1.0
            shares = {"wh_ratio_list": [widths[i] / HEIGHT for i in batch], "max_wh_ratio": whole / HEIGHT}
            texts, words = self._letters_of(self._network(filling), return_word_box=True, **shares)
            for i, (text, score), info in zip(batch, texts, words, strict=True):
                lines[i] = Line(text or "", float(score), _places(info))
        return lines


def together(widths: Sequence[int]) -> list[list[int]]:
    """Which lines are read together, by their ``widths`` in pixels: places in ``widths``, narrow lines first."""
    batches: list[list[int]] = []
    for i in sorted(range(len(widths)), key=widths.__getitem__):
        batch = batches[-1] if batches else []
        fits = len(batch) < MOST_TOGETHER and (len(batch) + 1) * widths[i] <= MOST_WIDE
        if batch and fits and widths[i] <= widths[batch[0]] + ALIKE:
            batch.append(i)
        else:
            batches.append([i])
    return batches


def surer(narrow: Line, full: Line) -> Line:
    """Which of two readings of a line counts, by how sure they are; of a single sign the one with much filling, where
    it says anything: a 1 alone passes for an I, an L or nothing (measured). A dash between two figures is lost rather
    than made up ("4-5")."""
    if not is_latin(narrow.text):
        return full
    if not full.text or not is_latin(full.text):
        return narrow
    if _figures(full.text) == narrow.text and full.score >= SURELY_JOINED:
        return full
    return full if full.score >= narrow.score or len(narrow.text) < PAIR else narrow


def _is_doubtful(line: Line) -> bool:
    """Whether a line with little filling is read again: not surely read, of other letters, or nothing but figures."""
    short = line.text.isdecimal() and PAIR <= len(line.text) <= LONGEST_HOURS
    return line.score < SURE or not is_latin(line.text) or short


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def is_latin(text: str) -> bool:
    """Whether the letters of ``text`` are those of scripts that the product reads from pictures; where there are none
    it is true. The network knows 18,000 signs, and takes a pen's stroke for one of them rather than for nothing."""
    return all("LATIN" in unicodedata.name(sign, "") for sign in text if sign.isalpha() and not sign.isascii())


def _width(picture: Picture) -> int:
    """Pixels of a line's width at the height that the network takes."""
    height, width = picture.shape[:2]
    return max(1, math.ceil(HEIGHT * int(width) / int(height)))


def _places(info: Any) -> tuple[float, ...]:
    """Places of the characters along the line, blanks left out, from the recogniser's columns."""
    if info is None or not info.line_txt_len:
        return ()
    return tuple(float(column) / float(info.line_txt_len) for columns in info.word_cols for column in columns)
