"""What every OCR engine offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from chalicelib.domain.jobs import ProcessingTier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from chalicelib.domain.errors import OcrFailed, OcrUnavailable
    from chalicelib.domain.page import Word

    Answer = tuple[Word, ...] | OcrFailed | OcrUnavailable
    """What came of one picture: its words, or the error that it met."""


class OcrEngine(Protocol):
    """Reads the words of one picture."""

    @property
    def name(self) -> str:
        """Engine and version; part of the key under which results are cached."""
        ...

    def read(self, picture: NDArray[np.uint8]) -> tuple[Word, ...]:
        """Words of ``picture`` (BGR), boxes in its pixels. Raises OcrFailed or OcrUnavailable."""
        ...


@runtime_checkable
class BatchEngine(OcrEngine, Protocol):
    """Reads several pictures with one request; one that fails costs the others nothing."""

    def read_batch(self, pictures: Sequence[NDArray[np.uint8]]) -> list[Answer]:
        """One answer a picture, in their order. Raises nothing that the service does."""
        ...


@dataclass(frozen=True)
class OcrEngines:
    """The engine that reads pages, the tier it stands for, and what steps in where it fails.

    ``fallback`` is called when it is needed, since loading a local engine takes time.
    """

    first: OcrEngine
    tier: ProcessingTier
    fallback: Callable[[], OcrEngine] | None = None
