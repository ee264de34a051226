"""The benchmark's measure, its agreement with the corpus' scorer, calibration and the peer's mapping."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.calibration import bins, expected_error
from benchmarks.peer import Cell, read_tables
from benchmarks.scoring import score

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"


def block(day: str, start: str, end: str | None, name: str, **more: Any) -> dict[str, Any]:
    return {"day": day, "start": start, "end": end, "name": name, "notes": "", **more}


EXPECTED = [
    block("Monday", "09:00", "10:00", "Maths", notes="Room 4", also=["Maths Room 4"]),
    block("Monday", "10:00", "11:00", "English"),
    block("Tuesday", "09:00", None, "Home", open=["end"]),
    block("Tuesday", "11:00", "12:00", "Free", optional=True),
]


def test_all_right() -> None:
    result = score(EXPECTED, [{k: v for k, v in b.items() if k in ("day", "start", "end", "name")} for b in EXPECTED])
    assert (result.expected, result.found, result.hits) == (3, 3, 3)
    assert result.f1 == 1.0
    assert result.right == (True, True, True, True)


def test_wrong_name_is_placed_but_no_hit() -> None:
    result = score(EXPECTED, [block("Monday", "10:00", "11:00", "Biology")])
    assert (result.hits, result.placed, result.right) == (0, 1, (False,))


def test_open_end_takes_any_and_readings_of_taste_count() -> None:
    found = [block("Tuesday", "09:00", "09:30", "home"), block("Monday", "09:00", "10:00", "Maths Room 4")]
    result = score(EXPECTED, found)
    assert result.hits == 2
    assert result.exact_names == 1


def test_each_block_is_matched_once() -> None:
    result = score(EXPECTED, [EXPECTED[1], EXPECTED[1]])
    assert (result.hits, result.found, result.right) == (1, 2, (True, False))


def _corpus_scorer() -> ModuleType:
    path = CORPUS / "score.py"
    if not path.exists():
        pytest.skip("the labelled corpus is not beside the checkout")
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_the_corpus_scorer(seed: int) -> None:
    scorer = _corpus_scorer()
    rng = random.Random(seed)
    names = ("Maths", "Math", "English", "PE", "Registration")
    days, hours = ("Monday", "Tuesday"), ("09:00", "10:00")
    found = [block(rng.choice(days), rng.choice(hours), "11:00", rng.choice(names)) for _ in range(12)]
    expected = [
        block(rng.choice(days), rng.choice(hours), "11:00", rng.choice(names), optional=rng.random() < 0.2)
        for _ in range(12)
    ]
    theirs = scorer.score({"timeblocks": expected}, found)
    ours = score(expected, found)
    assert (ours.expected, ours.found, ours.hits) == (theirs["expected"], theirs["found"], theirs["hits"])
    assert ours.placed / (ours.expected + ours.found) * 2 == pytest.approx(theirs["placed"])
    assert ours.exact_names == pytest.approx(theirs["names"] * ours.hits)


def test_calibration_bins_say_what_was_said_and_what_is_right() -> None:
    judged = [(99.0, True)] * 9 + [(99.0, False)] + [(50.0, True), (50.0, False)]
    found = bins(judged)
    assert [(b.count, b.said, b.right) for b in found] == [(2, 50.0, 50.0), (10, 99.0, 90.0)]
    assert expected_error(judged) == pytest.approx(9.0 * 10 / 12)


def _row(row: int, *texts: str) -> list[Cell]:
    return [Cell((row, c), text) for c, text in enumerate(texts)]


def test_the_peer_reads_a_plain_grid_and_a_merged_cell() -> None:
    table = [
        _row(0, "", "Monday", "Tuesday", "Wednesday"),
        _row(1, "9:00 - 10:00", "Maths\nRoom 4", "Art", "PE"),
        _row(2, "10:00 - 11:00", "Music", "Art", "-"),
    ]
    table[2][2] = table[1][2]
    blocks = read_tables([table])
    assert {"day": "Tuesday", "start": "09:00", "end": "11:00", "name": "Art", "notes": ""} in blocks
    assert {"day": "Monday", "start": "09:00", "end": "10:00", "name": "Maths", "notes": "Room 4"} in blocks
    assert len(blocks) == 4


def test_the_peer_turns_a_grid_with_days_down() -> None:
    table = [
        _row(0, "", "9:00", "10:00"),
        _row(1, "Monday", "Maths", "Art"),
        _row(2, "Tuesday", "PE", "Art"),
        _row(3, "Wednesday", "PE", "Art"),
    ]
    blocks = read_tables([table])
    assert {"day": "Tuesday", "start": "09:00", "end": "10:00", "name": "PE", "notes": ""} in blocks
    assert len(blocks) == 6
