"""The words of which schools make the names of their lessons, language by language."""

from __future__ import annotations

import re

from chalicelib.extraction.texts.days import plain

WORDS: dict[int, str] = {
    0: """
    Mathematics Maths Math English Science Geography History Spelling Reading Writing Handwriting Phonics Literacy
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
    Cymraeg Iaith Saesneg Mathemateg Gwyddoniaeth Hanes Daearyddiaeth Cerddoriaeth Celf Technoleg Addysg Gorfforol
    Grefyddol Crefydd Amser Chwarae Egwyl Cinio Gwasanaeth Darllen Ysgrifennu Sillafu Nofio Drama Ffrangeg
    Sbaeneg Mathau Cofrestru Stori Rhifedd Llythrennedd Iechyd Dylunio Bioleg Cemeg Ffiseg Llyfrgell Llafar
    Cyfrifiadura Dyniaethau Dawns Coginio Garddio Lles
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
    18: """
    Matematik Türkçe Hayat Bilgisi Fen Bilimleri Sosyal Bilgiler İngilizce Din Kültürü Ahlak Görsel Sanatlar Müzik
    Beden Eğitimi Oyun Fizikî Etkinlikler Rehberlik Yönlendirme Serbest Bilişim Teknolojileri Yazılım Teknoloji Tasarım
    Fizik Kimya Biyoloji Tarih Coğrafya Edebiyatı Dili Yabancı Dil Almanca Fransızca Felsefe Trafik Güvenliği İnsan
    Hakları Vatandaşlık Demokrasi Sağlık Kültür Öğle Arası Teneffüs Kulüp Çalışmaları Okuma Yazma Zekâ Zeka Oyunları
    Satranç Resim Spor İnkılap Töreni Bayrak Etüt Kahvaltı
    """,
}
"""By the rows of the days' names (``days.languages_of``)."""

_KNOWN = frozenset(plain(word) for words in WORDS.values() for word in words.split())


def only_lesson_words(text: str) -> bool:
    """Whether all words of a text, small ones aside, are of lessons' names in some language."""
    words = [word for word in re.findall(r"[^\W\d_]+", plain(text)) if len(word) > SMALL]
    return bool(words) and all(word in _KNOWN for word in words)


def has_lesson_word(text: str) -> bool:
    """Whether a word of a text is of lessons' names in some language."""
    return any(word in _KNOWN for word in re.findall(r"[^\W\d_]+", plain(text)) if len(word) > SMALL)


SMALL = 2
"""Letters of words that join others."""
