"""Names of lessons as their language spells them, where a reader has lost an accent or taken one letter for another.

Engines trained on English drop accents of handwriting and small print ("Bearla", "Francais"). What a school calls its
lessons is a small vocabulary; a word that is one of it but for its accents, or but for one letter of a long word that
was not read surely, is that word. Words that are printed without accents on purpose (capitals) stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from chalicelib.domain.page import Word
from chalicelib.extraction.days import languages_of, plain
from chalicelib.extraction.tables import Table

# By the rows of the days' names (``days.languages_of``).
_WORDS: dict[int, str] = {
    0: """
    Mathematics Maths English Science Geography History Spelling Reading Writing Handwriting Phonics Literacy
    Numeracy Religion Religious Education Physical Assembly Registration Computing Technology Design Drama Music
    Spanish French German Latin Biology Chemistry Physics Economics Business Studies Library Playtime Break
    Lunch Breakfast Swimming Gymnastics Games Project Study Guidance Citizenship Psychology Sociology Philosophy
    Algebra Geometry Statistics Programming Workshop Laboratory Tutorial Lecture Seminar Practical Homework
    Storytime Welcome
    """,
    1: """
    Bahasa Melayu Inggeris Matematik Sains Sejarah Geografi Pendidikan Islam Moral Jasmani Kesihatan Muzik Seni
    Visual Reka Bentuk Teknologi Perhimpunan Rehat Arab Kokurikulum Kemahiran Perpustakaan Matematika Indonesia
    Agama Olahraga Istirahat Upacara
    """,
    2: """
    Français Mathématiques Maths Géographie Histoire Sciences Anglais Allemand Espagnol Italien Latin Musique
    Éveil Éducation Récréation Récré Déjeuner Dîner Goûter Dictée Lecture Écriture Grammaire Conjugaison
    Orthographe Vocabulaire Géométrie Calcul Numération Poésie Théâtre Bibliothèque Étude Accueil Gymnastique
    Piscine Religion Morale Dessin Bricolage Conseil Néerlandais Physique Chimie Biologie Économie Philosophie
    Littérature Technologie Informatique Sport Rédaction Expression Citoyenneté Activités Arts Plastiques
    Civique Anglaise Rituels Cantine Repas Problèmes
    """,
    3: """
    Mathematik Deutsch Englisch Französisch Latein Spanisch Erdkunde Geschichte Biologie Chemie Physik Musik
    Kunst Religion Ethik Sport Informatik Sachunterricht Sachkunde Werken Förderunterricht Frühstück
    Frühstückspause Pause Schwimmen Textiles Gestalten Politik Wirtschaft Technik Philosophie Klassenrat Lesen
    Schreiben Rechnen Turnen Musikschule Mittagspause Hausaufgaben Betreuung Hofpause Naturwissenschaften
    Gesellschaftslehre Bücherei Übung
    """,
    4: """
    Matemáticas Lengua Inglés Francés Música Plástica Educación Física Religión Valores Ciencias Naturales
    Sociales Geografía Historia Biología Geología Química Tecnología Informática Filosofía Economía Latín Griego
    Tutoría Recreo Lectura Biblioteca Conocimiento Asamblea Refuerzo Comedor Almuerzo Merienda Psicomotricidad
    Alternativa Dibujo Técnico Literatura Artística Matemática Cívica Ética Refrigerio Computación
    """,
    5: """
    Matematica Italiano Inglese Francese Spagnolo Tedesco Storia Geografia Scienze Musica Arte Immagine
    Tecnologia Religione Educazione Fisica Motoria Ricreazione Intervallo Mensa Pranzo Latino Greco Filosofia
    Chimica Disegno Diritto Economia Informatica Grammatica Antologia Civica Laboratorio Attività Alternativa
    Narrativa Approfondimento
    """,
    6: """
    Português Matemática Inglês Francês Espanhol História Geografia Ciências Naturais Biologia Geologia Física
    Química Filosofia Educação Visual Tecnológica Musical Música Moral Cidadania Intervalo Almoço Recreio Lanche
    Estudo Meio Expressões Artísticas Apoio Informática Redação Literatura Sociologia Artes Oficina Biblioteca
    Desporto Economia Psicologia Religião Gramática Leitura
    """,
    7: """
    Rekenen Taal Spelling Lezen Schrijven Geschiedenis Aardrijkskunde Biologie Natuurkunde Scheikunde Wiskunde
    Nederlands Engels Frans Duits Gymnastiek Tekenen Handvaardigheid Muziek Verkeer Godsdienst Maatschappijleer
    Economie Informatica Pauze Lunchpauze Natuur Techniek Zwemmen Studie Mentoruur Levensbeschouwing Begrijpend
    Kring
    """,
    8: """
    Cymraeg Saesneg Mathemateg Gwyddoniaeth Hanes Daearyddiaeth Cerddoriaeth Celf Technoleg Addysg Gorfforol
    Grefyddol Crefydd Amser Chwarae Egwyl Cinio Gwasanaeth Darllen Ysgrifennu Sillafu Nofio Drama Ffrangeg
    Sbaeneg Mathau Cofrestru Stori Rhifedd Llythrennedd Iechyd Dylunio Bioleg Cemeg Ffiseg
    """,
    9: """
    Gaeilge Béarla Mata Matamaitic Stair Tíreolaíocht Tíreolas Eolaíocht Ceol Ealaín Drámaíocht Corpoideachas
    Reiligiún Creideamh OSPS Sos Lón Rolla Paidir Scéal Léitheoireacht Litriú Scríbhneoireacht Leabharlann Snámh
    Damhsa Rince Ríomhairí Ríomhaireacht Teanga Fraincis Gearmáinis Spáinnis Tionól Uimhríocht Peannaireacht
    Filíocht Cluichí
    """,
    10: """
    Matematyka Polski Angielski Niemiecki Francuski Hiszpański Historia Geografia Biologia Chemia Fizyka Muzyka
    Plastyka Technika Informatyka Religia Etyka Edukacja Wychowawcza Godzina Wychowanie Fizyczne Przyroda
    Świetlica Przerwa Obiadowa Obiad Basen Kółko Zajęcia Wyrównawcze Wczesnoszkolna Wiedza Społeczeństwie
    Bezpieczeństwa Przedsiębiorczości Język Doradztwo Logopeda Biblioteka Zastępstwo
    """,
}

LEAST_LETTERS = 6
"""Letters of a word in which one may be another; shorter ones have neighbours that are words too."""

SURELY_READ = 0.98
"""Confidence from which a word of other letters is what is printed."""

LEAST_SAID = 2
"""Names of days that say a page's language; one is often a word of several."""


def spelled(table: Table, words: Sequence[Word]) -> Table:
    """``table``, read from a picture, with its names' words as the language of the page's ``words`` spells them."""
    language = _language(word.text for word in words)
    if language is None:
        return table
    drafts = tuple(
        replace(draft, name=_name(draft.name, language, draft.confidence < SURELY_READ)) for draft in table.drafts
    )
    return replace(table, drafts=drafts)


def _language(texts: Iterable[str]) -> int | None:
    """The one language whose days' names a page has most of; None where two have as many, or none is known here."""
    said = Counter(language for text in texts for language in languages_of(text))
    first = said.most_common(2)
    if not first or first[0][1] < LEAST_SAID or (len(first) > 1 and first[0][1] == first[1][1]):
        return None
    return first[0][0] if first[0][0] in _WORDS else None


def _name(name: str, language: int, unsure: bool) -> str:
    return re.sub(r"[^\W\d_]{4,}", lambda match: _word(match.group(0), language, unsure), name)


def _word(word: str, language: int, unsure: bool) -> str:
    """A word as the vocabulary spells it, in the case that it is printed in."""
    if word.isupper():
        return word
    vocabulary = _vocabulary(language)
    known = vocabulary.get(plain(word))
    if known is None and unsure and len(word) >= LEAST_LETTERS:
        close = [form for said, form in vocabulary.items() if _one_letter_off(said, plain(word))]
        known = close[0] if len(close) == 1 else None
    if known is None or sum(c > "\x7f" for c in word) > sum(c > "\x7f" for c in known):
        return word
    return known if word[0].isupper() else known[0].lower() + known[1:]


@lru_cache(maxsize=16)
def _vocabulary(language: int) -> dict[str, str]:
    """The words of a language by their plain letters; where two have the same, neither says which is meant."""
    forms: dict[str, set[str]] = {}
    for word in _WORDS[language].split():
        forms.setdefault(plain(word), set()).add(word)
    return {said: next(iter(found)) for said, found in forms.items() if len(found) == 1}


def _one_letter_off(first: str, second: str) -> bool:
    """Whether two words of one length differ in one letter."""
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1
