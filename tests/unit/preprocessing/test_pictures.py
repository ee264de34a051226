"""How photos and scans become pages: upright, straight and of working size."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from chalicelib.domain.documents import DocumentFormat, DocumentKind
from chalicelib.domain.errors import CorruptDocument
from chalicelib.domain.page import PageSource
from chalicelib.preprocessing import decode_picture, encode_picture
from chalicelib.preprocessing.perspective import flattened, largest_sheet, rectified
from chalicelib.preprocessing.settings import WORKING_SIDE
from chalicelib.preprocessing.straighten import straight_edges, straighten, turned
from tests.unit.preprocessing.making import jpeg, ready, table_picture


def test_exif_rotation_is_applied() -> None:
    document = ready(jpeg(table_picture(900, 600), orientation=6), DocumentFormat.JPEG, DocumentKind.IMAGE)
    assert document.pictures[1].shape[:2] == (900, 600)
    assert (document.pages[0].width, document.pages[0].source) == (600, PageSource.RASTER)


def test_large_pictures_come_at_working_size() -> None:
    document = ready(jpeg(table_picture(4000, 3000)), DocumentFormat.JPEG, DocumentKind.IMAGE)
    assert max(document.pictures[1].shape) == WORKING_SIDE


def test_transparency_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (100, 80), (0, 0, 0, 0)).save(out, "PNG")
    assert ready(out.getvalue(), DocumentFormat.PNG, DocumentKind.IMAGE).pictures[1].min() == 255


@pytest.mark.parametrize("degrees", [-14.0, -3.0, 2.0, 9.0])
def test_skew_is_found_and_removed(degrees: float) -> None:
    leaning = turned(table_picture(), degrees)
    assert straight_edges(leaning).skew == pytest.approx(-degrees, abs=0.4)
    assert abs(straight_edges(straighten(leaning)).skew) < 0.4


def test_straight_and_empty_pictures_stay() -> None:
    for picture in (table_picture(), np.full((300, 400, 3), 200, dtype=np.uint8)):
        assert straighten(picture) is picture


def test_damaged_pictures_are_named_so() -> None:
    with pytest.raises(CorruptDocument):
        ready(b"\xff\xd8\xff nonsense", DocumentFormat.JPEG, DocumentKind.IMAGE)
    with pytest.raises(CorruptDocument):
        decode_picture(b"nonsense")


def test_pictures_travel_unchanged() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (50, 70, 3), dtype=np.uint8)
    assert np.array_equal(decode_picture(encode_picture(picture)), picture)


def test_perspective_of_a_photographed_sheet_is_undone() -> None:
    desk = np.full((1000, 1400, 3), 90, dtype=np.uint8)
    seen = np.array([[150, 120], [1230, 180], [1300, 900], [90, 860]], dtype=np.float32)
    flat = np.array([[0, 0], [1200, 0], [1200, 800], [0, 800]], dtype=np.float32)
    moved = cv2.warpPerspective(table_picture(), cv2.getPerspectiveTransform(flat, seen), (1400, 1000))
    inside = cv2.warpPerspective(
        np.full((800, 1200), 255, np.uint8), cv2.getPerspectiveTransform(flat, seen), (1400, 1000)
    )
    photo = np.where(inside[:, :, None] > 0, moved, desk).astype(np.uint8)
    assert straight_edges(photo).parallel_share < 0.9 < straight_edges(flattened(photo)).parallel_share


def test_a_flat_page_keeps_its_pixels() -> None:
    page = table_picture()
    assert flattened(page) is page


def test_a_frame_on_a_page_with_dark_corners_is_no_sheet() -> None:
    page = np.full((900, 1400, 3), 210, dtype=np.uint8)
    cv2.putText(page, "Amserlen", (100, 90), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    frame = np.array([[300, 200], [1250, 215], [1230, 780], [330, 800]], dtype=np.int32)
    cv2.polylines(page, [frame], True, (40, 40, 40), 3)
    for corner in ((0, 900), (1400, 900), (1400, 0)):
        cv2.circle(page, corner, 180, (20, 20, 20), -1)
    framed = largest_sheet(page)
    assert framed is not None
    assert not framed.paper
    desk = np.full((900, 1400, 3), 90, dtype=np.uint8)
    cv2.fillPoly(desk, [frame], (235, 235, 235))
    lying = largest_sheet(desk)
    assert lying is not None
    assert lying.paper


def test_a_shadow_over_the_middle_of_a_sheet_does_not_halve_it() -> None:
    desk = np.full((900, 1600, 3), (40, 90, 150), dtype=np.uint8)
    corners = np.array([[70, 130], [1520, 60], [1490, 850], [110, 790]], dtype=np.int32)
    cv2.fillPoly(desk, [corners], (225, 228, 230))
    shade = np.ones((900, 1600, 1), dtype=np.float32)
    shade[:, 480:760] = 0.35
    sheet = largest_sheet((desk * shade).astype(np.uint8))
    assert sheet is not None
    assert sheet.paper
    assert np.abs(sheet.corners - corners).max() < 16


def test_what_stands_far_above_a_frame_that_is_pulled_straight_is_kept() -> None:
    page = np.full((1600, 1200, 3), 235, dtype=np.uint8)
    cv2.putText(page, "Raspored", (150, 90), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 4)
    left, right = np.linspace([150, 750], [130, 1500], 9), np.linspace([1040, 720], [1080, 1540], 9)
    for a, b in [
        *zip(left, right, strict=True),
        *(
            np.linspace([p, q], [r, s], 6)[i]
            for i in range(6)
            for p, q, r, s in [(left[0], left[-1], right[0], right[-1])]
        ),
    ]:
        cv2.line(page, tuple(int(x) for x in a), tuple(int(x) for x in b), (40, 40, 40), 3)
    sheet = largest_sheet(page)
    assert sheet is not None
    assert not sheet.paper
    pulled, _, _ = rectified(page, sheet)
    assert pulled is not page
    assert (cv2.cvtColor(pulled, cv2.COLOR_BGR2GRAY)[: pulled.shape[0] // 6] < 100).any()
