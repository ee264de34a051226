"""What every OCR engine offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from chalicelib.domain.page import Word


class OcrEngine(Protocol):
    """Reads the words of one picture."""

    @property
    def name(self) -> str:
        """Engine and version; part of the key under which results are cached."""
        ...

    def read(self, picture: NDArray[np.uint8]) -> tuple[Word, ...]:
        """Words of ``picture`` (BGR), boxes in its pixels. Raises OcrFailed or OcrUnavailable."""
        ...
