"""``python -m chalicelib``: ``extract FILE…`` reads timetables; ``corrections`` prints what reviewers corrected."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from chalicelib.domain.errors import CorruptDocument, LearningYogiError
from chalicelib.domain.timetable import ExtractedTimetable

EXPORT_PAGE = 200
"""Reviews read at once."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit status (1 when a single file cannot be read)."""
    parser = argparse.ArgumentParser(prog="python -m chalicelib", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help="print the timetable of each file as JSON")
    extract.add_argument("files", nargs="+", type=Path, metavar="FILE")
    extract.add_argument("--debug", type=Path, metavar="DIR", help="draw what was found over each page, into DIR")
    corrections = commands.add_parser("corrections", help="print what reviewers corrected, one review a line")
    corrections.add_argument("--since", type=date.fromisoformat, default=date(2000, 1, 1), metavar="YYYY-MM-DD")
    corrections.add_argument("--summary", action="store_true", help="only how often which field was corrected")
    chosen = parser.parse_args(arguments)
    if chosen.command == "corrections":
        return _print_corrections(chosen.since, chosen.summary)
    if len(chosen.files) == 1:
        return _extract_one(chosen.files[0], chosen.debug)
    for file in chosen.files:
        line = {"document": file.name, **_result_or_error(file, chosen.debug)}
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def _print_corrections(since: date, only_summary: bool) -> int:
    # Reads the database that the environment, or a running local cloud, names.
    from chalicelib.composition import services

    try:
        reviews = services().reviews
        if only_summary:
            print(reviews.correction_summary(since).model_dump_json(indent=1, by_alias=True))
            return 0
        for offset in itertools.count(0, EXPORT_PAGE):
            records = reviews.corrected(since, EXPORT_PAGE, offset)
            for record in records:
                print(record.model_dump_json(by_alias=True))
            if len(records) < EXPORT_PAGE:
                break
    except LearningYogiError as error:
        print(error.message, file=sys.stderr)
        return 1
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
