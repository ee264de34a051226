from chalicelib.domain.timetable import Box
from chalicelib.ocr.lines import part_of, split_at_gaps

BOX = Box(left=0, top=0, right=200, bottom=20)


def test_text_without_wide_gaps_stays_one() -> None:
    places = [0.1 * (i + 1) for i in range(8)]
    assert [w.text for w in split_at_gaps("Maths RE", places[:7], BOX, 0, 0.9)] == ["Maths RE"]


def test_letters_as_wide_as_chinese_ones_are_latin() -> None:
    assert [w.text for w in split_at_gaps("INTERＶALO", [], BOX, 0, 0.9)] == ["INTERVALO"]


def test_a_wide_gap_separates() -> None:
    words = split_at_gaps("AB CD", [0.02, 0.08, 0.85, 0.95], BOX, 0, 0.9)
    assert [w.text for w in words] == ["AB", "CD"]
    assert words[0].box.right < 100 < words[1].box.left


def test_without_places_nothing_is_split() -> None:
    assert len(split_at_gaps("AB CD", [], BOX, 0, 0.9)) == 1


def test_parts_of_turned_lines_run_upwards() -> None:
    tall = Box(left=0, top=0, right=20, bottom=200)
    assert part_of(tall, 270, 0.0, 0.25) == Box(left=0, top=150, right=20, bottom=200)
    assert part_of(tall, 90, 0.0, 0.25) == Box(left=0, top=0, right=20, bottom=50)


def test_two_times_without_anything_between_are_those_of_two_cells() -> None:
    places = [(i + 0.5) / 10 for i in range(10)]
    words = split_at_gaps("10.1010.30", places, BOX, 0, 0.9)
    assert [w.text for w in words] == ["10.10", "10.30"]
    assert words[0].box.right <= 110 <= 130 <= words[1].box.right
