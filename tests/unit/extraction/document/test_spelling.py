"""Names as their language spells them."""

from dataclasses import replace

import pytest

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.document.spelling import spelled
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.tables.table import Table

BOX = Box(left=0, top=0, right=10, bottom=10)
FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
IRISH = ("Luan", "Máirt", "Céadaoin", "Déardaoin", "Aoine")
TURKISH = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma")
ENGLISH = ("Monday", "Tuesday", "Wednesday")


def read(name: str, days: tuple[str, ...], confidence: float = 0.95) -> str:
    draft = Draft(Weekday.MONDAY, 540, 600, name, "", None, None, BOX, TimesFrom.HEADER, confidence)
    table = Table(Grid(1, GridKind.RULED, ()), None, (), (draft,))
    return spelled(table, [Word(text=day, box=BOX) for day in days]).drafts[0].name


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [
        ("Francais", FRENCH, "Français"),
        ("Frangais - dictee", FRENCH, "Français - dictée"),
        ("Eveil", FRENCH, "Éveil"),
        ("Bearla", IRISH, "Béarla"),
        ("Goeilge", IRISH, "Gaeilge"),
        ("FRANCAIS", FRENCH, "FRANCAIS"),  # capitals often have no accents
        ("Francais", ENGLISH, "Francais"),
        ("Relision", FRENCH, "Religion"),
        ("Lectures", FRENCH, "Lectures"),
        ("TÜRK DÍLÍ", TURKISH, "TÜRK DİLİ"),
        ("DÍLÍ", ENGLISH, "DÍLÍ"),
        ("GEÓGRAPHY", ENGLISH, "GEOGRAPHY"),
        ("Réligion", FRENCH, "Réligion"),  # no accent is taken away
        ("Bearla", ("Dé Luain", "Dé Máirt"), "Béarla"),
        ("Ciencias", ("Segunda-feira, Terça-feira", "Quinta-feira e Sexta-feira"), "Ciências"),
        ("Sth yr Hist", ENGLISH, "5th yr Hist"),
        ("IstBREAK", ENGLISH, "1st BREAK"),
        ("YII revision", ENGLISH, "Y11 revision"),
    ],
)
def test_words_of_the_page_s_language(name: str, days: tuple[str, ...], expected: str) -> None:
    assert read(name, days) == expected


def test_letters_that_were_read_surely_stay() -> None:
    assert read("Relision", FRENCH, confidence=0.99) == "Relision"
    assert read("Francais", FRENCH, confidence=0.99) == "Français"


def test_a_page_without_a_clear_language_stays_as_read() -> None:
    assert read("Musica", ("Sab", "Dom")) == "Musica"
    assert read("Bearla", ("Luan", "Monday")) == "Bearla"


def test_a_small_l_for_the_capital_of_a_word_that_its_language_knows() -> None:
    welsh = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener")
    assert read("laith", welsh) == "Iaith"
    assert read("laith", ENGLISH) == "laith"


def test_a_letter_of_another_script_in_a_pause() -> None:
    assert read("REしREO", FRENCH) == "RECREO"
    assert read("MAしHS", FRENCH) == "MAしHS"


def test_a_name_is_written_as_most_lessons_of_its_name_are() -> None:
    def names(*said: str) -> list[str]:
        drafts = [Draft(Weekday.MONDAY, 540, 600, n, "", None, None, BOX, TimesFrom.HEADER) for n in said]
        table = Table(Grid(1, GridKind.RULED, ()), None, (), tuple(drafts))
        return [draft.name for draft in spelled(table, []).drafts]

    assert names("YORUBA", "YORUBA", "YÓRUBA") == ["YORUBA"] * 3
    assert names("Chem I", "Cheml", "Chem l", "Chem I", "Chem I") == ["Chem I"] * 5
    assert names("YORUBA", "YÓRUBA") == ["YORUBA", "YÓRUBA"]
    assert names("Art", "ART", "Art") == ["Art", "ART", "Art"]
    assert names("11", "11", "1I") == ["11", "11", "1I"]
    assert names("FISI", "FISI", "FIS1") == ["FISI", "FISI", "FISI"]


def test_what_most_days_have_at_one_time_and_is_a_pause_but_for_a_letter_is_that_pause() -> None:
    days = list(Weekday)[:5]
    drafts = [Draft(d, 755, 795, "Cunch", "", None, None, BOX, TimesFrom.HEADER, 0.9) for d in days]
    table = Table(Grid(1, GridKind.RULED, ()), None, (), tuple(drafts))
    assert {d.name for d in spelled(table, ()).drafts} == {"Lunch"}
    alone = replace(table, drafts=table.drafts[:1])
    assert spelled(alone, ()).drafts[0].name == "Cunch"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("HAYAT BILGISI", "HAYAT BİLGİSİ"), ("FiziK", "FİZİK"), ("ingilizce", "ingilizce"), ("Ingilizce", "İngilizce")],
)
def test_the_dots_of_turkish_lessons(name: str, expected: str) -> None:
    assert read(name, TURKISH) == expected


def test_a_stroke_between_a_class_and_its_subject_that_passes_for_a_letter() -> None:
    names = ("8B/Gg", "9G/Gg", "7CIGg", "9DIMa")
    drafts = [Draft(Weekday.MONDAY, 540, 600, name, "", None, None, BOX, TimesFrom.HEADER, 0.95) for name in names]
    table = spelled(Table(Grid(1, GridKind.RULED, ()), None, (), tuple(drafts)), [Word(text="Monday", box=BOX)])
    assert [draft.name for draft in table.drafts] == ["8B/Gg", "9G/Gg", "7C/Gg", "9DIMa"]


def test_a_pause_that_was_spaced_out_has_no_blanks() -> None:
    assert [read(name, ENGLISH) for name in ("RECRE 0", "BREAK A", "PLAN B")] == ["RECREO", "BREAK A", "PLAN B"]
