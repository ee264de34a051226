"""How strongly words are printed: by what formats that state their fonts say, beside regular black letters of the same
size, or by their strokes, where there is a picture of them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

BOLD, ITALIC = 1.6, 0.9
"""How wide the strokes of bold and of italic letters are, regular ones being 1."""


def contrast(color: str) -> float:
    """How far (0.5-1) a colour ("#RRGGBB") is from the ground: white, or dark where the colour is a light one."""
    light = sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) / (3 * 255)
    return max(light, 1 - light)


def stroke_strength(contrast: NDArray[np.float32], strongest: float) -> float:
    """The width, in pixels, of a word's strokes (twice their area over the length of their edges) times its ink's
    contrast, the ``strongest``; ``contrast`` is how far each pixel is from the ground, in grey levels."""
    share = np.minimum(contrast / strongest, 1.0)
    across, down = cv2.Sobel(share, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(share, cv2.CV_32F, 0, 1, scale=0.125)
    edges = float(np.hypot(across, down).sum())
    return 2 * float(share.sum()) / max(edges, 1.0) * strongest
