"""Letters that readers take for each other."""

from __future__ import annotations

import pytest

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.ocr.letters import (
    among_capitals,
    at_beginnings,
    romanian,
    short_names,
    turkish,
    without_degrees,
    without_greek,
)


def word(text: str) -> Word:
    return Word(text=text, box=Box(left=0, top=0, right=10 * len(text), bottom=20))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("SCl", "SCI"),
        ("Eng Il", "Eng II"),
        ("Fisika¹2", "Fisika12"),
        ("Maths¹", "Maths¹"),
        ("Muhasebe ll", "Muhasebe II"),
        ("Il libro", "Il libro"),
        ("lCT Room 4", "ICT Room 4"),
        ("MUSlC / HlSTORY", "MUSIC / HISTORY"),
        ("lT", "IT"),
        ("ÉDUCATlON", "ÉDUCATION"),
        ("Al", "Al"),
        ("April", "April"),
        ("ll", "ll"),
        ("Al-jabr", "Al-jabr"),
        ("Class 5l", "Class 5l"),
    ],
)
def test_a_small_l_among_capitals(read: str, meant: str) -> None:
    assert among_capitals(read) == meant


CAPITALS = ["Maths", "Art", "Music", "Science", "History", "Reading"] * 2
SMALL = [text.lower() for text in CAPITALS]


def _texts(*texts: str, pitch: float = 60.0) -> list[Word]:
    """One text below the other, each 20 high."""
    boxes = [Box(left=0, top=pitch * i, right=100, bottom=pitch * i + 20) for i in range(len(texts))]
    return [Word(text=text, box=box) for text, box in zip(texts, boxes, strict=True)]


def test_a_small_l_that_begins_a_text_on_a_page_of_capitals() -> None:
    words = at_beginnings(_texts(*CAPITALS, "lrish", "laith", "laith (Ysgrifennu)", "laith"))
    assert [w.text for w in words[12:]] == ["Irish", "Iaith", "laith (Ysgrifennu)", "Iaith"]
    assert words[12].confidence == 1.0
    assert words[13].confidence < 0.96  # it may be an l: never sure enough to go unseen


@pytest.mark.parametrize("text", ["la pause", "libre", "lecture", "Llun", "lunch"])
def test_an_l_that_may_begin_a_text_stays(text: str) -> None:
    assert at_beginnings(_texts(*CAPITALS, text, text))[-1].text == text


def test_an_l_stays_where_texts_begin_with_small_letters() -> None:
    assert at_beginnings(_texts(*SMALL, "lrish"))[-1].text == "lrish"


def test_a_short_word_of_consonants_begins_with_a_capital_i() -> None:
    assert [w.text for w in at_beginnings(_texts(*CAPITALS, "ldh", "lab"))[12:]] == ["Idh", "lab"]


def test_an_l_that_begins_a_second_line_stays() -> None:
    words = at_beginnings([*_texts(*CAPITALS), *_texts("Arts et", "loisirs", "Arts et", "loisirs", pitch=24)])
    assert [w.text for w in words[12:]] == ["Arts et", "loisirs"] * 2


def test_a_nought_at_the_end_of_a_word_of_capitals_is_an_o() -> None:
    assert among_capitals("RECRE0") == "RECREO"
    assert among_capitals("LAB0 RATORIO, CO5I, B10, IT0") == "LABO RATORIO, CO5I, B10, IT0"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("6ame time", "Game time"),
        ("Hist-6éo", "Hist-Géo"),
        ("a-6th", "a-6th"),
        ("6eme", "6eme"),
        ("6th grade", "6th grade"),
        ("8:6am", "8:6am"),
    ],
)
def test_a_six_that_begins_a_word(read: str, meant: str) -> None:
    assert among_capitals(read) == meant


def test_short_names_of_a_page_that_writes_them_in_capitals() -> None:
    def texts(*said: str) -> list[str]:
        return [
            w.text for w in short_names([Word(text=text, box=Box(left=0, top=0, right=9, bottom=9)) for text in said])
        ]

    assert texts("BM", "Bl", "MT", "SN", "Cikgu Ali") == ["BM", "BI", "MT", "SN", "Cikgu Ali"]
    assert texts("BM", "El", "MT", "De") == ["BM", "El", "MT", "De"]


def test_the_commas_of_a_romanian_page() -> None:
    def texts(*said: str) -> list[str]:
        return [w.text for w in romanian([Word(text=text, box=Box(left=0, top=0, right=9, bottom=9)) for text in said])]

    assert texts("Luni", "Marţi", "Joi", "Ştiinţe")[3] == "Științe"
    assert texts("Luni", "Fen Bilimleri", "Coşkun")[2] == "Coşkun"


def test_the_soft_g_of_a_turkish_page() -> None:
    def texts(*said: str) -> list[str]:
        return [w.text for w in turkish([Word(text=text, box=Box(left=0, top=0, right=9, bottom=9)) for text in said])]

    assert texts("ÇARŞAMBA", "ÖČLE ARASI", "çalışma", "Eče")[1::2] == ["ÖĞLE ARASI", "Eğe"]
    assert texts("ÇARŞAMBA", "ÖGLE ARASI", "çalışma", "COÑ")[1::2] == ["ÖĞLE ARASI", "COĞ"]
    assert texts("Čeština", "Přírodověda", "PERŞEMBE", "SALI", "ışık")[0] == "Čeština"


def test_the_dots_of_a_turkish_pages_capitals() -> None:
    def texts(*said: str) -> list[str]:
        page = [*said, "ÇARŞAMBA", "PERŞEMBE", "ÖĞLE"]
        return [w.text for w in turkish([Word(text=text, box=Box(left=0, top=0, right=9, bottom=9)) for text in page])]

    # Vowels of the front of the mouth take the dotted one only; borrowed words ("MATEMATIK") and small letters stay.
    assert texts("iNGILIZCE", "BiYO", "MATEMATIK", "BiLişiM", "Fizik", "SALI")[:6] == [
        "İNGİLİZCE", "BİYO", "MATEMATIK", "BİLİŞİM", "Fizik", "SALI",
    ]  # fmt: skip
    # A page's own spelling of a word tells the others.
    assert texts("FİZİK", "FiziK", "INGILIZCE", "İNGİLİZCE", "Fizik")[1:5:2] == ["FİZİK", "İNGİLİZCE"]
    assert turkish([Word(text="iPAD", box=Box(left=0, top=0, right=9, bottom=9))])[0].text == "iPAD"


def test_the_bows_of_a_romanian_page_and_its_comma_below_an_s() -> None:
    days = [word("Luni"), word("Marți"), word("Joi")]
    assert [w.text for w in romanian([*days, word("CHITARÃ"), word("$AH"), word("cost 5$")])][3:] == [
        "CHITARĂ",
        "ȘAH",
        "cost 5$",
    ]


def test_the_dots_of_turkish_capitals_by_their_other_vowels() -> None:
    page = [word(text) for text in ("PAZARTESİ", "ÇARŞAMBA", "ÖĞLE", "FEN BILIMLERI", "MÜZIK", "SINIFI", "KIMYA")]
    assert [w.text for w in turkish(page)][3:] == ["FEN BİLİMLERİ", "MÜZİK", "SINIFI", "KIMYA"]


def test_greek_letters_and_degrees_among_latin_ones() -> None:
    assert [w.text for w in without_greek([word("12:15ρ"), word("Pick-uρ"), word("ρ")])] == ["12:15p", "Pick-up", "ρ"]
    assert [w.text for w in without_degrees([word("6° A"), word("1℃")])] == ["6º A", "1ºC"]
