"""``python -m chalicelib extract FILE…``: reads timetables from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chalicelib.domain.errors import CorruptDocument, LearningYogiError
from chalicelib.domain.timetable import ExtractedTimetable


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit status (1 when a single file cannot be read)."""
    parser = argparse.ArgumentParser(prog="python -m chalicelib", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help="print the timetable of each file as JSON")
    extract.add_argument("files", nargs="+", type=Path, metavar="FILE")
    extract.add_argument("--debug", type=Path, metavar="DIR", help="draw what was found over each page, into DIR")
    chosen = parser.parse_args(arguments)
    if len(chosen.files) == 1:
        return _extract_one(chosen.files[0], chosen.debug)
    for file in chosen.files:
        line = {"document": file.name, **_result_or_error(file, chosen.debug)}
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def _extract_one(file: Path, debug: Path | None) -> int:
    try:
        print(json.dumps(_read(file, debug), ensure_ascii=False, indent=1))
    except LearningYogiError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


def _result_or_error(file: Path, debug: Path | None) -> dict[str, Any]:
    try:
        return _read(file, debug)
    except LearningYogiError as error:
        return {"error": {"code": error.code.value, "message": error.message}}


def _read(file: Path, debug: Path | None) -> dict[str, Any]:
    # Loads the reading libraries; ``--help`` needs none of them.
    from chalicelib.extraction import extract
    from chalicelib.pipeline import read_document, read_pages
    from chalicelib.validation import validate

    try:
        data = file.read_bytes()
    except OSError as error:
        raise CorruptDocument(f"{file} cannot be opened: {error.strerror}.") from error
    if debug is not None:
        from chalicelib.extraction.debug import draw_pages

        pages, document = read_pages(data)
        draw_pages(pages, document.pictures, file.stem, debug)
        return as_json(validate(extract(pages, document.pictures)))
    return as_json(read_document(data))


def as_json(timetable: ExtractedTimetable) -> dict[str, Any]:
    """The timetable as the command prints it."""
    content = timetable.model_dump(mode="json")
    metadata = content["metadata"]
    metadata["class"] = metadata.pop("class_name")
    return {
        "timeblocks": content["timeblocks"],
        "metadata": metadata,
        "confidence": content["confidence"],
        "remarks": content["remarks"],
    }


if __name__ == "__main__":
    sys.exit(main())
