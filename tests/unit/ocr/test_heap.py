"""What is freed between two pictures stays with the process."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

CYCLES = """
import resource, sys
import numpy as np
from chalicelib.ocr.heap import keep_pages
if sys.argv[1] == "keep":
    keep_pages()
def page():
    return [np.ones(12 << 20, dtype=np.uint8) for _ in range(4)]
page()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(5):
    page()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _faults(how: str) -> int:
    command = [sys.executable, "-c", CYCLES, how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps memory in its own way")
def test_the_same_pages_serve_one_picture_after_the_other() -> None:
    assert _faults("keep") * 10 < _faults("as it is")
