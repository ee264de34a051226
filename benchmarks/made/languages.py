"""The words of school timetables in eleven languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    ENGLISH = "english"
    MALAY = "malay"
    FRENCH = "french"
    GERMAN = "german"
    SPANISH = "spanish"
    ITALIAN = "italian"
    PORTUGUESE = "portuguese"
    DUTCH = "dutch"
    WELSH = "welsh"
    IRISH = "irish"
    POLISH = "polish"


@dataclass(frozen=True)
class Words:
    """One language's vocabulary; days run from Monday to Saturday."""

    days: tuple[str, ...]
    short_days: tuple[str, ...]
    day_letters: tuple[str, ...]
    subjects: tuple[str, ...]
    specials: tuple[str, ...]
    """Assemblies and clubs."""
    registration: str
    breaks: tuple[str, ...]
    lunches: tuple[str, ...]
    every_day: str
    day: str
    time: str
    start: str
    end: str
    activity: str
    room: str
    room_short: str
    teacher: str
    school_class: str
    timetable: str
    week: str
    term: str
    lesson: str
    to: str
    """Between two times."""
    from_to: str
    """A range of days, with two places."""
    and_: str
    legend: str
    people: tuple[str, ...]
    remarks: tuple[str, ...]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


WORDS: dict[Language, Words] = {
    Language.ENGLISH: Words(
        days=_split("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday"),
        short_days=_split("Mon, Tue, Wed, Thu, Fri, Sat"),
        day_letters=_split("M, Tu, W, Th, F, Sa"),
        subjects=_split(
            "Maths, English, Science, History, Geography, Art, Music, PE, Computing, RE, French, Phonics, Guided Reading,"
            " Handwriting, Topic, Spelling Test, Drama, Design Technology, PSHE, Swimming, Physics, Chemistry, Biology,"
            " Creative Writing, Problem Solving, Food Technology, Business Studies, Spanish"
        ),
        specials=_split(
            "Assembly, Singing Assembly, Choir, Chess Club, Library, Golden Time, Story Time, Forest School"
        ),
        registration="Registration",
        breaks=_split("Break, Playtime, Morning Break, BREAK"),
        lunches=_split("Lunch, LUNCH, Lunch Break, Dinner"),
        every_day="Daily routine",
        day="Day",
        time="Time",
        start="Start",
        end="End",
        activity="Lesson",
        room="Room",
        room_short="R",
        teacher="Teacher",
        school_class="Class",
        timetable="Timetable",
        week="Week",
        term="Autumn Term",
        lesson="Period",
        to="to",
        from_to="{0} to {1}",
        and_="and",
        legend="Key",
        people=_split("Mrs Hill, Mr Oakley, Miss Drew, Ms Lang, Mr Pike, Mrs Marlow, Dr Finch, Miss Tully"),
        remarks=_split("bring kit, set 2, practical, with TA, online, revision, group work, test"),
    ),
    Language.MALAY: Words(
        days=_split("Isnin, Selasa, Rabu, Khamis, Jumaat, Sabtu"),
        short_days=_split("Isn, Sel, Rab, Kha, Jum, Sab"),
        day_letters=_split("I, S, R, K, J, S"),
        subjects=_split(
            "Bahasa Melayu, Bahasa Inggeris, Matematik, Sains, Sejarah, Geografi, Pendidikan Islam, Pendidikan Moral,"
            " Muzik, Seni Visual, Pendidikan Jasmani, Reka Bentuk, Bahasa Arab, Fizik, Kimia, Biologi"
        ),
        specials=_split("Perhimpunan, Kokurikulum, Perpustakaan, Bacaan Yasin, Kelab Catur"),
        registration="Pendaftaran",
        breaks=_split("Rehat, REHAT"),
        lunches=_split("Makan Tengah Hari, Rehat Panjang"),
        every_day="Setiap hari",
        day="Hari",
        time="Masa",
        start="Mula",
        end="Tamat",
        activity="Subjek",
        room="Bilik",
        room_short="B",
        teacher="Guru",
        school_class="Kelas",
        timetable="Jadual Waktu",
        week="Minggu",
        term="Semester 1",
        lesson="Waktu",
        to="hingga",
        from_to="{0} hingga {1}",
        and_="dan",
        legend="Petunjuk",
        people=_split("Cikgu Aminah, Cikgu Hassan, Puan Lim, Encik Raju, Cikgu Zaid"),
        remarks=_split("amali, kumpulan A, ujian, dalam talian"),
    ),
    Language.FRENCH: Words(
        days=_split("Lundi, Mardi, Mercredi, Jeudi, Vendredi, Samedi"),
        short_days=_split("Lun, Mar, Mer, Jeu, Ven, Sam"),
        day_letters=_split("L, M, M, J, V, S"),
        subjects=_split(
            "Français, Mathématiques, Histoire, Géographie, Sciences, Anglais, Arts plastiques, Musique, EPS, Physique,"
            " Chimie, SVT, Technologie, Latin, Espagnol, Lecture, Dictée, Calcul mental"
        ),
        specials=_split("Vie de classe, Chorale, Bibliothèque, Étude dirigée, Club théâtre"),
        registration="Accueil",
        breaks=_split("Récréation, Pause, RÉCRÉ"),
        lunches=_split("Déjeuner, Cantine, Repas"),
        every_day="Tous les jours",
        day="Jour",
        time="Horaire",
        start="Début",
        end="Fin",
        activity="Matière",
        room="Salle",
        room_short="S",
        teacher="Professeur",
        school_class="Classe",
        timetable="Emploi du temps",
        week="Semaine",
        term="1er trimestre",
        lesson="Heure",
        to="à",
        from_to="{0} à {1}",
        and_="et",
        legend="Légende",
        people=_split("Mme Duval, M. Perrin, Mme Lefort, M. Gaudin, Mlle Roche"),
        remarks=_split("demi-groupe, en salle info, contrôle, atelier"),
    ),
    Language.GERMAN: Words(
        days=_split("Montag, Dienstag, Mittwoch, Donnerstag, Freitag, Samstag"),
        short_days=_split("Mo, Di, Mi, Do, Fr, Sa"),
        day_letters=_split("M, D, M, D, F, S"),
        subjects=_split(
            "Deutsch, Mathematik, Englisch, Biologie, Physik, Chemie, Geschichte, Erdkunde, Musik, Kunst, Sport, "
            " Religion, Ethik, Sachunterricht, Werken, Informatik, Latein, Schwimmen"
        ),
        specials=_split("Klassenrat, Chor, Bücherei, Schach-AG, Förderstunde"),
        registration="Morgenkreis",
        breaks=_split("Pause, Hofpause, PAUSE, Große Pause"),
        lunches=_split("Mittagspause, Mittagessen"),
        every_day="Täglich",
        day="Tag",
        time="Zeit",
        start="Beginn",
        end="Ende",
        activity="Fach",
        room="Raum",
        room_short="R",
        teacher="Lehrkraft",
        school_class="Klasse",
        timetable="Stundenplan",
        week="Woche",
        term="1. Halbjahr",
        lesson="Stunde",
        to="bis",
        from_to="{0} bis {1}",
        and_="und",
        legend="Legende",
        people=_split("Fr. Brandt, Hr. Kessler, Fr. Vogt, Hr. Lindner, Fr. Aschoff"),
        remarks=_split("Gruppe A, Turnhalle, Übung, Klassenarbeit"),
    ),
    Language.SPANISH: Words(
        days=_split("Lunes, Martes, Miércoles, Jueves, Viernes, Sábado"),
        short_days=_split("Lun, Mar, Mié, Jue, Vie, Sáb"),
        day_letters=_split("L, M, X, J, V, S"),
        subjects=_split(
            "Lengua, Matemáticas, Inglés, Ciencias Naturales, Ciencias Sociales, Música, Plástica, Educación Física,"
            " Religión, Valores, Física, Química, Historia, Tecnología, Francés, Lectura"
        ),
        specials=_split("Asamblea, Tutoría, Biblioteca, Coro, Taller de teatro"),
        registration="Entrada",
        breaks=_split("Recreo, RECREO, Descanso"),
        lunches=_split("Comedor, Comida, Almuerzo"),
        every_day="Todos los días",
        day="Día",
        time="Hora",
        start="Inicio",
        end="Fin",
        activity="Asignatura",
        room="Aula",
        room_short="A",
        teacher="Profesor",
        school_class="Curso",
        timetable="Horario",
        week="Semana",
        term="Primer trimestre",
        lesson="Hora",
        to="a",
        from_to="{0} a {1}",
        and_="y",
        legend="Leyenda",
        people=_split("Sra. Vidal, Sr. Rojas, Sra. Molina, Sr. Campos, Sra. Ferrer"),
        remarks=_split("desdoble, laboratorio, examen, grupo B"),
    ),
    Language.ITALIAN: Words(
        days=_split("Lunedì, Martedì, Mercoledì, Giovedì, Venerdì, Sabato"),
        short_days=_split("Lun, Mar, Mer, Gio, Ven, Sab"),
        day_letters=_split("L, M, M, G, V, S"),
        subjects=_split(
            "Italiano, Matematica, Inglese, Storia, Geografia, Scienze, Musica, Arte, Scienze Motorie, Religione,"
            " Tecnologia, Francese, Latino, Fisica, Lettura"
        ),
        specials=_split("Assemblea, Biblioteca, Coro, Laboratorio teatrale"),
        registration="Accoglienza",
        breaks=_split("Ricreazione, Intervallo, INTERVALLO"),
        lunches=_split("Pranzo, Mensa"),
        every_day="Ogni giorno",
        day="Giorno",
        time="Ora",
        start="Inizio",
        end="Fine",
        activity="Materia",
        room="Aula",
        room_short="A",
        teacher="Docente",
        school_class="Classe",
        timetable="Orario",
        week="Settimana",
        term="Primo quadrimestre",
        lesson="Ora",
        to="alle",
        from_to="da {0} a {1}",
        and_="e",
        legend="Legenda",
        people=_split("Prof. Conti, Prof.ssa Leone, Maestra Gatti, Prof. Rizzo"),
        remarks=_split("gruppo A, verifica, in laboratorio, palestra"),
    ),
    Language.PORTUGUESE: Words(
        days=_split("Segunda-feira, Terça-feira, Quarta-feira, Quinta-feira, Sexta-feira, Sábado"),
        short_days=_split("Seg, Ter, Qua, Qui, Sex, Sáb"),
        day_letters=_split("2ª, 3ª, 4ª, 5ª, 6ª, S"),
        subjects=_split(
            "Português, Matemática, Inglês, História, Geografia, Ciências, Educação Física, Artes, Música, Física,"
            " Química, Filosofia, Estudo do Meio, Leitura"
        ),
        specials=_split("Assembleia, Biblioteca, Coro, Oficina de teatro"),
        registration="Acolhimento",
        breaks=_split("Intervalo, Recreio, INTERVALO"),
        lunches=_split("Almoço, ALMOÇO"),
        every_day="Todos os dias",
        day="Dia",
        time="Horas",
        start="Início",
        end="Fim",
        activity="Disciplina",
        room="Sala",
        room_short="S",
        teacher="Professor",
        school_class="Turma",
        timetable="Horário",
        week="Semana",
        term="1º Período",
        lesson="Tempo",
        to="às",
        from_to="{0} a {1}",
        and_="e",
        legend="Legenda",
        people=_split("Prof. Sara Leal, Prof. Nunes, Prof. Inês Vaz, Prof. Mota"),
        remarks=_split("turno 1, laboratório, teste, apoio"),
    ),
    Language.DUTCH: Words(
        days=_split("Maandag, Dinsdag, Woensdag, Donderdag, Vrijdag, Zaterdag"),
        short_days=_split("Ma, Di, Wo, Do, Vr, Za"),
        day_letters=_split("M, D, W, D, V, Z"),
        subjects=_split(
            "Nederlands, Rekenen, Taal, Spelling, Engels, Aardrijkskunde, Geschiedenis, Natuur, Muziek, Tekenen, Gym,"
            " Wiskunde, Biologie, Begrijpend lezen, Schrijven"
        ),
        specials=_split("Kringgesprek, Bibliotheek, Koor, Schaakclub"),
        registration="Inloop",
        breaks=_split("Pauze, Speelkwartier, PAUZE"),
        lunches=_split("Lunch, Overblijven, Middagpauze"),
        every_day="Elke dag",
        day="Dag",
        time="Tijd",
        start="Begin",
        end="Einde",
        activity="Vak",
        room="Lokaal",
        room_short="L",
        teacher="Docent",
        school_class="Groep",
        timetable="Lesrooster",
        week="Week",
        term="Blok 1",
        lesson="Uur",
        to="tot",
        from_to="{0} t/m {1}",
        and_="en",
        legend="Legenda",
        people=_split("Juf Anouk, Meester Bram, Mevr. Smit, Dhr. de Wit"),
        remarks=_split("toets, groepje 2, in de zaal, zelfstandig"),
    ),
    Language.WELSH: Words(
        days=_split("Dydd Llun, Dydd Mawrth, Dydd Mercher, Dydd Iau, Dydd Gwener, Dydd Sadwrn"),
        short_days=_split("Llun, Maw, Mer, Iau, Gwe, Sad"),
        day_letters=_split("Ll, M, M, I, G, S"),
        subjects=_split(
            "Cymraeg, Saesneg, Mathemateg, Gwyddoniaeth, Hanes, Daearyddiaeth, Celf, Cerddoriaeth, Addysg Gorfforol,"
            " Technoleg, Darllen, Sillafu, Drama, Ffrangeg"
        ),
        specials=_split("Gwasanaeth, Côr, Llyfrgell, Clwb Gwyddbwyll"),
        registration="Cofrestru",
        breaks=_split("Egwyl, Amser chwarae, EGWYL"),
        lunches=_split("Cinio, CINIO"),
        every_day="Bob dydd",
        day="Diwrnod",
        time="Amser",
        start="Dechrau",
        end="Diwedd",
        activity="Gwers",
        room="Ystafell",
        room_short="Y",
        teacher="Athro",
        school_class="Dosbarth",
        timetable="Amserlen",
        week="Wythnos",
        term="Tymor yr Hydref",
        lesson="Gwers",
        to="i",
        from_to="{0} i {1}",
        and_="a",
        legend="Allwedd",
        people=_split("Mrs Bowen, Mr Prosser, Miss Gwilym, Mr Parry"),
        remarks=_split("prawf, neuadd, ymarferol"),
    ),
    Language.IRISH: Words(
        days=_split("Dé Luain, Dé Máirt, Dé Céadaoin, Déardaoin, Dé hAoine, Dé Sathairn"),
        short_days=_split("Luan, Máirt, Céad, Déar, Aoine, Sath"),
        day_letters=_split("L, M, C, D, A, S"),
        subjects=_split(
            "Gaeilge, Béarla, Mata, Stair, Tíreolaíocht, Eolaíocht, Ceol, Ealaín, Corpoideachas, Reiligiún, "
            " Léitheoireacht, Scríbhneoireacht, Drámaíocht"
        ),
        specials=_split("Tionól, Cór, Leabharlann, Club Fichille"),
        registration="Rolla",
        breaks=_split("Sos, SOS"),
        lunches=_split("Lón, LÓN"),
        every_day="Gach lá",
        day="Lá",
        time="Am",
        start="Tús",
        end="Críoch",
        activity="Ceacht",
        room="Seomra",
        room_short="S",
        teacher="Múinteoir",
        school_class="Rang",
        timetable="Clár ama",
        week="Seachtain",
        term="Téarma 1",
        lesson="Ceacht",
        to="go",
        from_to="{0} go {1}",
        and_="agus",
        legend="Eochair",
        people=_split("Iníon Daly, An tUas. Kehoe, Bean Uí Nolan"),
        remarks=_split("scrúdú, halla, grúpa A"),
    ),
    Language.POLISH: Words(
        days=_split("Poniedziałek, Wtorek, Środa, Czwartek, Piątek, Sobota"),
        short_days=_split("Pon, Wt, Śr, Czw, Pt, Sob"),
        day_letters=_split("P, W, Ś, C, P, S"),
        subjects=_split(
            "Język polski, Matematyka, Język angielski, Przyroda, Historia, Biologia, Geografia, Fizyka, Chemia, "
            " Muzyka, Plastyka, Informatyka, Wychowanie fizyczne, Religia, Technika"
        ),
        specials=_split("Apel, Godzina wychowawcza, Chór, Biblioteka"),
        registration="Powitanie",
        breaks=_split("Przerwa, PRZERWA"),
        lunches=_split("Obiad, Przerwa obiadowa"),
        every_day="Codziennie",
        day="Dzień",
        time="Godzina",
        start="Od",
        end="Do",
        activity="Lekcja",
        room="Sala",
        room_short="S",
        teacher="Nauczyciel",
        school_class="Klasa",
        timetable="Plan lekcji",
        week="Tydzień",
        term="Semestr 1",
        lesson="Lekcja",
        to="do",
        from_to="od {0} do {1}",
        and_="i",
        legend="Legenda",
        people=_split("p. Nowicka, p. Zawada, p. Krol, p. Maj"),
        remarks=_split("grupa 1, basen, sprawdzian"),
    ),
}

PLAIN_LETTERS = str.maketrans(
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻŵŷŴŶáéíóúàèìòùâêîôûäöüãõñçÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄÖÜÃÕÑÇªº–ß",
    "acelnoszzACELNOSZZwyWYaeiouaeiouaeiouaouaoncAEIOUAEIOUAEIOUAOUAONCao-s",
)
"""For faces without the accented letters: what schools with old printers do."""
