"""Times that lessons print themselves, in the order in which they stand below each other."""

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.cells.order_of_day import in_order_of_day
from chalicelib.extraction.draft import Draft

TUESDAY = Weekday.TUESDAY


def lessons(*spans: tuple[int, int], times_from: TimesFrom = TimesFrom.CELL) -> list[Draft]:
    boxes = [Box(left=0, top=20 * i, right=100, bottom=20 * i + 18) for i in range(len(spans))]
    pairs = zip(spans, boxes, strict=True)
    return [Draft(TUESDAY, a, b, "Tap", "", None, None, box, times_from) for (a, b), box in pairs]


def starts(drafts: list[Draft]) -> list[int | None]:
    return [d.start for d in in_order_of_day(drafts, across=False)]


def test_an_evening_below_an_afternoon_is_no_morning() -> None:
    club = lessons((960, 1035), (1035, 1080), (390, 450), (450, 510))  # 4.00, 5.15, 6.30, 7.30
    assert starts(club) == [960, 1035, 1110, 1170]
    moved = in_order_of_day(club, across=False)
    assert [d.end for d in moved] == [1035, 1080, 1170, 1230]
    assert [d.confidence < 1 for d in moved] == [False, False, True, True]


def test_a_second_list_in_one_column_begins_a_morning_again() -> None:
    twice = lessons((510, 600), (780, 900), (510, 600), (780, 900))
    assert starts(twice) == [510, 780, 510, 780]


def test_times_of_a_header_stay() -> None:
    headed = lessons((960, 1035), (390, 450), times_from=TimesFrom.HEADER)
    assert starts(headed) == [960, 390]
