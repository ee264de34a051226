"""The bundled samples: present, small, made again alike, and saying what their answers say."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pytest
from PIL import Image, UnidentifiedImageError

from samples import bad_inputs
from samples.make_samples import Sample, make

FOLDER = Path(__file__).resolve().parents[3] / "samples"
MOST_BYTES = 400_000
NAMES = (
    "class-week.png",
    "class-photo.jpg",
    "class-text.pdf",
    "class-scan.pdf",
    "class-table.docx",
    "class-picture.docx",
)


@pytest.fixture(scope="module")
def made() -> dict[str, Sample]:
    return {sample.name: sample for sample in make()}


def expected(name: str) -> list[dict[str, Any]]:
    answer = json.loads((FOLDER / name).with_suffix(".expected.json").read_text(encoding="utf-8"))
    blocks: list[dict[str, Any]] = answer["timeblocks"]
    return blocks


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_answer_is_the_made_one(name: str, made: dict[str, Sample]) -> None:
    committed = {(b["day"], b["start"], b["end"] or "", b["name"], b["notes"]) for b in expected(name)}
    assert committed == {tuple(b[k] for k in ("day", "start", "end", "name", "notes")) for b in made[name].timeblocks}
    assert len(committed) == len(made[name].timeblocks) >= 30


@pytest.mark.parametrize("name", NAMES)
def test_committed_samples_are_small_and_of_the_made_size(name: str, made: dict[str, Sample]) -> None:
    size = (FOLDER / name).stat().st_size
    assert size < MOST_BYTES
    assert size == pytest.approx(len(made[name].content), rel=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_days_do_not_overlap(name: str) -> None:
    blocks = expected(name)
    for before, after in itertools.pairwise(blocks):
        if before["day"] == after["day"]:
            assert before["start"] < before["end"] <= after["start"]


def test_the_text_pdf_says_its_answer() -> None:
    with pdfplumber.open(FOLDER / "class-text.pdf") as document:
        text = document.pages[0].extract_text() or ""
    assert all(b["name"] in text and b["notes"] in text and b["start"] in text for b in expected("class-text.pdf"))


def test_the_word_table_says_its_answer() -> None:
    table = docx.Document(str(FOLDER / "class-table.docx")).tables[0]
    text = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert all(b["name"] in text and b["start"] in text and b["end"] in text for b in expected("class-table.docx"))


def test_the_scan_and_the_word_picture_have_no_text() -> None:
    with pdfplumber.open(FOLDER / "class-scan.pdf") as document:
        assert not document.pages[0].chars
    assert not docx.Document(str(FOLDER / "class-picture.docx")).tables


def test_bad_inputs_are_what_their_names_say() -> None:
    built = {name: bad_inputs.build(name) for name in bad_inputs.NAMES}
    assert built["empty"] == b""
    assert len(built["oversize"]) == bad_inputs.OVERSIZE_BYTES > 10 * 1024 * 1024
    assert built["png_declared_as_pdf"].startswith(b"\x89PNG")
    assert len(built["huge_picture.png"]) < 300_000
    assert Image.open(io.BytesIO(built["not_a_timetable.png"])).size == (1240, 1754)
    with zipfile.ZipFile(io.BytesIO(built["zip_renamed.docx"])) as archive:
        assert "word/document.xml" not in archive.namelist()
    assert "concert" in docx.Document(io.BytesIO(built["not_a_timetable.docx"])).paragraphs[2].text


def test_the_huge_picture_claims_its_size() -> None:
    header = bad_inputs.build("huge_picture.png")[16:24]
    assert int.from_bytes(header[:4], "big") == int.from_bytes(header[4:], "big") == bad_inputs.HUGE_SIDE


@pytest.mark.parametrize(("name", "reason"), [("encrypted.pdf", "password"), ("corrupt.pdf", "format")])
def test_bad_pdfs_do_not_open(name: str, reason: str) -> None:
    with pytest.raises(pypdfium2.PdfiumError, match=f"(?i){reason}"):
        pypdfium2.PdfDocument(bad_inputs.build(name))


def test_the_truncated_picture_does_not_load() -> None:
    with pytest.raises((OSError, UnidentifiedImageError)):
        Image.open(io.BytesIO(bad_inputs.build("truncated.png"))).load()
