"""Documents that lie in a folder with their answers beside them, as those of the corpus do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def labelled(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each document's path and its expected timeblocks, by name; nothing where the folder is missing."""
    for labels in sorted(folder.glob("*.labels.json")):
        known = json.loads(labels.read_text(encoding="utf-8"))
        yield folder / known["document"], known["timeblocks"]
