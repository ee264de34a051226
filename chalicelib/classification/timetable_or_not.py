"""How likely a document is a weekly timetable: two small models, one for text and one for pictures.

Both are ensembles of decision trees over features that a person can check (``text_features``, ``picture_features``),
trained on made documents by ``benchmarks/train_timetable_or_not.py``. A picture has not been read when it is
classified, so all that is known of it is how it looks: where that settles nothing the probability stays in the middle
and the extraction decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.classification import text_features, trees
from chalicelib.classification.settings import LEAST_PROBABILITY, NEUTRAL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TEXT_MODEL = "text_model.json"
PICTURE_MODEL = "picture_model.json"

_PLAIN_DAYS, _PLAIN_TIMES = 3, 4
"""A text with this many different days and this many times is read before it is refused, whatever the model says."""

_LETTERS = 5
"""So many single letters in turn are taken for days where there are times: not every language's letters are known."""

_PLAIN_WEEK, _PERIODS = 5, range(4, 15)
"""A text with so many days and with periods that are numbered up to here, from nought or one, is read as well; the days
of a month are counted further."""

_LESSONS = 6
"""Lines that name a lesson and nothing else from which a text with a whole week's days is read."""

_MARKUP = 20
"""Tags from which a text is source code; teachers write none."""


def text_probability(text: str, *, has_table: bool = False) -> float:
    """0-1 from the words of a document with text."""
    features = text_features.measure(text, has_table=has_table)
    if not text.strip():
        return NEUTRAL
    probability = trees.load(TEXT_MODEL).probability(features)
    with_days = features["days"] >= _PLAIN_DAYS or features["letters_in_turn"] >= _LETTERS
    timed = with_days and features["times"] >= _PLAIN_TIMES
    numbered = features["days"] >= _PLAIN_WEEK and text_features.counted(text) in _PERIODS
    taught = features["days"] >= _PLAIN_WEEK and text_features.lessons(text) >= _LESSONS
    plain = (timed or numbered or taught) and features["markup"] < _MARKUP
    return round(max(probability, LEAST_PROBABILITY) if plain else probability, 3)


def picture_probability(data: bytes) -> float:
    """0-1 from the looks of a PNG or JPEG file; neutral where it cannot be decoded or has too many pixels."""
    # Loads OpenCV, which texts do not need.
    from chalicelib.classification import printed_part

    picture = printed_part.load(data)
    return NEUTRAL if picture is None else looks_probability(picture)


def looks_probability(picture: NDArray[np.uint8]) -> float:
    """0-1 from the looks of a picture (BGR) of at most ``printed_part.MOST_LONGEST`` pixels a side."""
    from chalicelib.classification import picture_features

    return round(trees.load(PICTURE_MODEL).probability(picture_features.measure(picture)), 3)
