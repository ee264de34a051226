"""The documents beside this file, with what is to be read from each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
LABELS = ".labels.json"


def documents() -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each document's path and its expected timeblocks, by name."""
    for labels in sorted(FOLDER.glob(f"*{LABELS}")):
        known = json.loads(labels.read_text(encoding="utf-8"))
        yield FOLDER / known["document"], known["timeblocks"]
