"""The peer: what an engineer gets in a day from general tools, with the same OCR and the same parsers as ours.

Tables come from img2table (pictures), pdfplumber (text layers) and python-docx (Word tables); an ordinary mapping takes
the row or column with the most day names as the days, the line with the most times as the times, and reads the cells.

    python -m benchmarks.peer FILE...

prints one JSON object a document (``document``, ``timeblocks``, ``seconds``) and, last, ``{"peak_mb": ...}``. Exits
with status 3 and the reason where img2table is not installed.
"""

from __future__ import annotations

import importlib
import io
import json
import resource
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

NOT_INSTALLED = 3
"""Exit status where the peer cannot run."""

_SCAN_DPI = 300
_LEAST_DAYS = 3


@dataclass(frozen=True)
class Cell:
    """A cell's text; the parts of a merged cell have the same ``key``."""

    key: object
    text: str


Table = list[list[Cell]]
Block = dict[str, Any]


# --- tables ----------------------------------------------------------------------------------------------------------


def _ocr(picture: Any) -> Any:
    """Our engine's words in the form that img2table takes."""
    from chalicelib.ocr import local_engine

    types = importlib.import_module("img2table.ocr._types")
    words = [
        {
            "id": f"word_1_{i}",
            "parent": f"word_1_{i}",
            "value": word.text,
            "confidence": int(100 * word.confidence),
            "x1": int(word.box.left),
            "y1": int(word.box.top),
            "x2": int(word.box.right),
            "y2": int(word.box.bottom),
        }
        for i, word in enumerate(local_engine().read(picture))
    ]
    data = types.OCRData(records={0: words}) if words else None

    class Ready(types.OCRInstance):  # type: ignore[name-defined,misc]
        def of(self, document: Any) -> Any:
            return data

    return Ready()


def _picture_tables(data: bytes) -> list[Table]:
    import cv2
    import numpy as np

    document = importlib.import_module("img2table.document")
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    found = document.Image(src=data).extract_tables(ocr=_ocr(picture), borderless_tables=True)
    return [
        [
            [Cell((c.bbox.x1, c.bbox.y1, c.bbox.x2, c.bbox.y2), c.value or "") for c in row]
            for row in table.content.values()
        ]
        for table in found
    ]


def _pdf_tables(data: bytes) -> list[Table]:
    import pdfplumber
    import pypdfium2

    with pdfplumber.open(io.BytesIO(data)) as document:
        if any(page.chars for page in document.pages):
            tables = [t for page in document.pages for t in page.extract_tables()]
            return [
                [[Cell((i, r, c), text or "") for c, text in enumerate(row)] for r, row in enumerate(table)]
                for i, table in enumerate(tables)
            ]
    pages = pypdfium2.PdfDocument(data)
    tables_of_pages: list[Table] = []
    for page in pages:
        buffer = io.BytesIO()
        page.render(scale=_SCAN_DPI / 72).to_pil().convert("RGB").save(buffer, "PNG")
        tables_of_pages += _picture_tables(buffer.getvalue())
    return tables_of_pages


def _docx_tables(data: bytes) -> list[Table]:
    import docx

    tables = docx.Document(io.BytesIO(data)).tables
    if tables:
        return [[[Cell(cell._tc, cell.text) for cell in row.cells] for row in table.rows] for table in tables]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        media = [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
    return [table for picture in media for table in _picture_tables(picture)]


def tables_of(name: str, data: bytes) -> list[Table]:
    """All tables of a document, by the tool for its format."""
    if name.endswith(".pdf"):
        return _pdf_tables(data)
    if name.endswith(".docx"):
        return _docx_tables(data)
    return _picture_tables(data)


# --- mapping ---------------------------------------------------------------------------------------------------------


def _day(text: str) -> str | None:
    from chalicelib.extraction.texts.days import parse_day_label, weekdays

    label = parse_day_label(" ".join(text.split()))
    named = weekdays(label) if label else ()
    return str(named[0]) if len(named) == 1 else None


def _range(text: str) -> tuple[int, int | None] | None:
    from chalicelib.extraction.texts import times

    spans = times.find_spans(times.tidy(" ".join(text.split())))
    if not spans:
        return None
    start = spans[0].start.minute
    return start, spans[0].end.minute if spans[0].end else None


def _afternoon(minutes: int | None) -> str | None:
    """Hours before seven are in the afternoon."""
    if minutes is None:
        return None
    minutes = minutes + 720 if minutes < 7 * 60 else minutes
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _transposed(table: Table) -> Table:
    width = max((len(row) for row in table), default=0)
    blank = Cell(None, "")
    return [[row[c] if c < len(row) else blank for row in table] for c in range(width)]


def _header(table: Table) -> tuple[int, dict[int, str]]:
    """The row with the most day names, and the day of each column."""
    rows = [{c: day for c, cell in enumerate(row) if (day := _day(cell.text))} for row in table]
    best = max(range(len(rows)), key=lambda r: len(set(rows[r].values())), default=0)
    return best, rows[best] if rows else {}


def _times(table: Table, header: int) -> dict[int, tuple[int, int | None]]:
    """The time of each row below the header, from the column with the most of them."""
    width = max((len(row) for row in table), default=0)
    below = range(header + 1, len(table))
    columns = [
        {r: found for r in below if c < len(table[r]) and (found := _range(table[r][c].text))} for c in range(width)
    ]
    best = max(columns, key=len, default={})
    for row, after in pairwise(sorted(best)):
        if best[row][1] is None:
            best[row] = (best[row][0], best[after][0])
    return best


def _read_grid(table: Table) -> list[Block]:
    header, days = _header(table)
    times = _times(table, header)
    blocks: list[Block] = []
    for column, day in days.items():
        previous: object = None
        for row in sorted(times):
            cell = table[row][column] if column < len(table[row]) else Cell(None, "")
            lines = [line.strip() for line in cell.text.splitlines() if line.strip(" -\u2013")]
            start, end = times[row]
            if lines and cell.key == previous and blocks:
                blocks[-1]["end"] = _afternoon(end)
            elif lines:
                block = {"day": day, "start": _afternoon(start), "end": _afternoon(end), "name": lines[0]}
                blocks.append({**block, "notes": "; ".join(lines[1:])})
            previous = cell.key
    return blocks


def _read_list(table: Table) -> list[Block]:
    """One row a lesson: the first cell with a day, the first with a time, the first of the others is the name."""
    blocks: list[Block] = []
    for row in table:
        texts = [" ".join(cell.text.split()) for cell in row]
        day = next((d for t in texts if (d := _day(t))), None)
        span = next((s for t in texts if (s := _range(t))), None)
        rest = [t for t in texts if t and not _day(t) and not _range(t)]
        if day and span and rest:
            times = {"start": _afternoon(span[0]), "end": _afternoon(span[1])}
            blocks.append({"day": day, **times, "name": rest[0], "notes": "; ".join(rest[1:])})
    return blocks


def read_tables(tables: Sequence[Table]) -> list[Block]:
    """The timeblocks of all tables."""
    blocks: list[Block] = []
    for table in tables:
        turned = _transposed(table)
        across, down = len(_header(table)[1]), len(set(_header(turned)[1].values()))
        if max(across, down) < _LEAST_DAYS:
            continue
        grid = _read_grid(table if across >= down else turned)
        blocks += grid or _read_list(table)
    return blocks


def read_all(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """One result a document; one that a tool fails on gives no blocks and the reason."""
    for path in paths:
        started = time.perf_counter()
        result: dict[str, Any] = {"document": path.name, "timeblocks": []}
        try:
            result["timeblocks"] = read_tables(tables_of(path.name, path.read_bytes()))
        except Exception as error:  # noqa: BLE001 - the edge: whatever the peer's tools raise is a document not read
            result["error"] = f"{type(error).__name__}: {error}"
        yield result | {"seconds": time.perf_counter() - started}


def main() -> int:
    if find_spec("img2table") is None:
        print("img2table is not installed (requirements-bench.txt)", file=sys.stderr)
        return NOT_INSTALLED
    for result in read_all([Path(argument) for argument in sys.argv[1:]]):
        print(json.dumps(result), flush=True)
    print(json.dumps({"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
