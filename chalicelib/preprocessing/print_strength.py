"""How strongly formats that state their fonts print, beside regular black letters of the same size."""

from __future__ import annotations

BOLD, ITALIC = 1.6, 0.9
"""How wide the strokes of bold and of italic letters are, regular ones being 1."""


def contrast(color: str) -> float:
    """How far (0.5-1) a colour ("#RRGGBB") is from the ground: white, or dark where the colour is a light one."""
    light = sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) / (3 * 255)
    return max(light, 1 - light)
