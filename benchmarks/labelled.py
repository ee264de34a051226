"""Documents that lie in a folder with their answers beside them, as those of the corpus do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def stated_metadata(path: Path) -> dict[str, Any]:
    """What a labelled document states of itself, by field; None where it states nothing."""
    labels = path.parent / f"{path.name.rsplit('.', 1)[0]}.labels.json"
    return dict(json.loads(labels.read_text(encoding="utf-8")).get("metadata") or {})


def labelled(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Each document's path and its expected timeblocks, by name; nothing where the folder is missing."""
    for labels in sorted(folder.glob("*.labels.json")):
        known = json.loads(labels.read_text(encoding="utf-8"))
        yield folder / known["document"], known["timeblocks"]
