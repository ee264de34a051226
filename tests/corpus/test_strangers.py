"""Documents made without a look at our generator stay read; pictures only some, since reading them takes seconds."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.labelled import labelled
from benchmarks.scoring import score
from benchmarks.strangers import FOLDER
from chalicelib.pipeline import read_document

LEAST_F1 = 0.95
PICTURES = ("first-grade-daily.png", "lycee-telephone.png", "rooster-3havo.png", "untis-gymnasium-8c.png")
SCANNED = ("scanned-sideways-curso.pdf", "scanned-table-per-day.pdf", "word-holding-a-photo.docx",
           "word-holding-a-screenshot.docx")  # fmt: skip

READ = [
    pytest.param(path, expected, id=path.name)
    for path, expected in labelled(FOLDER)
    if path.name in PICTURES or (path.suffix in (".pdf", ".docx") and path.name not in SCANNED)
]


@pytest.mark.parametrize(("path", "expected"), READ)
def test_a_strangers_document(path: Path, expected: list[dict[str, Any]]) -> None:
    found = read_document(path.read_bytes()).model_dump(mode="json")["timeblocks"]
    assert score(expected, found).f1 >= LEAST_F1


def test_there_are_strangers_of_every_format() -> None:
    assert {path.suffix for path, _ in labelled(FOLDER)} == {".png", ".jpg", ".pdf", ".docx"}
