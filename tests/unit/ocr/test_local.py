import cv2
import numpy as np
import pytest

from chalicelib.ocr import local_engine

pytest.importorskip("rapidocr", reason="the local OCR engine is not installed")


def test_reads_upright_and_turned_words_and_nothing_from_nothing() -> None:
    engine = local_engine()
    assert engine is local_engine()
    assert engine.name.startswith("rapidocr-")
    blank = np.full((400, 600, 3), 255, dtype=np.uint8)
    assert engine.read(blank) == ()
    page = blank.copy()
    cv2.putText(page, "MONDAY", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    side = np.full((80, 300, 3), 255, dtype=np.uint8)
    cv2.putText(side, "ASSEMBLY", (20, 55), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    page[60:360, 450:530] = cv2.rotate(side, cv2.ROTATE_90_COUNTERCLOCKWISE)
    found = {w.text: w.angle for w in engine.read(page)}
    assert found == {"MONDAY": 0, "ASSEMBLY": 270}
