"""How the process keeps memory between pictures.

The networks ask for some hundred megabytes a page, piece by piece, and free them. The C library's default gives most
of that back to the system each time and gets it anew, page by page and each of them set to nought: up to half a million
of them a picture, 10 to 20 percent of its time (docs/decisions/0043).
"""

from __future__ import annotations

import ctypes
import sys

_MEBIBYTE = 1 << 20

_SETTINGS = {
    -8: 1,  # M_ARENA_MAX: one heap; a heap for each thread holds 150 MB more for nothing, threads wait rarely
    -3: 16 * _MEBIBYTE,  # M_MMAP_THRESHOLD: only larger pieces are asked for, and given back, one by one; with 32 MiB
    # the most memory of 65 made pages was 1,188 MiB, with 16 it is 1,085 in a twentieth more time, with 8 1,016 in 16 %
    -1: 256 * _MEBIBYTE,  # M_TRIM_THRESHOLD: what may stay free at the heap's end
}
"""glibc's parameters (mallopt(3), malloc.h) and what they are set to; measured in docs/benchmarks.md."""


def keep_pages() -> None:
    """Lets the C library keep what is freed for the next picture, where it is glibc; another one does as it does."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        for parameter, value in _SETTINGS.items():
            mallopt(parameter, value)
