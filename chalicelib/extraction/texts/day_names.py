"""The names of days in the languages that are read, and the words that join them."""

from __future__ import annotations

import unicodedata

# One row per language: seven groups of spellings (accents removed), Monday first. Words of one or two letters are
# ambiguous between languages and with subjects; the axis they stand on decides (see ``days.resolve``).
NAMES: tuple[tuple[str, ...], ...] = (
    # English
    (
        "monday mondays mon mo m",
        "tuesday tuesdays tues tue tu t",
        "wednesday wednesdays weds wed we w",
        "thursday thursdays thurs thur thu thr th t",
        "friday fridays fri fr f",
        "saturday saturdays satur sat sa s",
        "sunday sundays sun su s",
    ),
    # Malay, Indonesian
    (
        "isnin isn senin sen is i",
        "selasa sel se s",
        "rabu rab ra r",
        "khamis kha kham kamis kam kh k",
        "jumaat jumat jum ju j",
        "sabtu sab sbt sa s",
        "ahad ahd minggu ah",
    ),
    # French
    ("lundi lun lu l", "mardi mar ma m", "mercredi mer merc me m", "jeudi jeu je j", "vendredi ven vend ve v",
     "samedi sam sa s", "dimanche dim di d"),
    # German
    ("montag mo m", "dienstag di dien d", "mittwoch mi mitt m", "donnerstag do don donn d", "freitag fr f",
     "samstag sonnabend sa", "sonntag so son"),
    # Spanish
    ("lunes lun lu l", "martes mar ma m", "miercoles mie mier mi x m", "jueves jue ju j", "viernes vie vi v",
     "sabado sab sa s", "domingo dom do d"),
    # Italian
    ("lunedi lun l", "martedi mar m", "mercoledi mer m", "giovedi gio gi g", "venerdi ven ve v", "sabato sab s",
     "domenica dom d"),
    # Portuguese
    ("segunda segundafeira seg 2a 2afeira s", "terca tercafeira ter 3a 3afeira t",
     "quarta quartafeira qua 4a 4afeira q", "quinta quintafeira qui 5a 5afeira q", "sexta sextafeira sex 6a 6afeira s",
     "sabado sab s", "domingo dom d"),
    # Dutch
    ("maandag maa ma m", "dinsdag din di d", "woensdag woe wo w", "donderdag don do d", "vrijdag vrij vr v",
     "zaterdag zat za z", "zondag zon zo z"),
    # Welsh (``WELSH`` below)
    ("llun dyddllun ll", "mawrth dyddmawrth maw m", "mercher dyddmercher merch m", "iau dyddiau i",
     "gwener dyddgwener gwe g", "sadwrn dyddsadwrn sad s", "sul dyddsul s"),
    # Irish
    ("luain deluain luan l", "mairt mhairt demairt m", "ceadaoin cheadaoin deceadaoin cead c", "deardaoin dear d",
     "aoine dehaoine haoine a", "sathairn satharn desathairn sath s", "domhnach dedomhnaigh domhnaigh domh d"),
    # Polish
    ("poniedzialek pon pn p", "wtorek wto wt w", "sroda sro sr s", "czwartek czw cz c", "piatek pia pt p",
     "sobota sob so s", "niedziela nie niedz nd n"),
    # Those below have fewer short names: NED is also Dutch, PET a teacher. Swedish, also as readers lose its letters
    ("mandag mndag man ma", "tisdag tis ti", "onsdag ons on", "torsdag tors tor",
     "fredag fre fr", "lordag lrdag lor lo",
     "sondag sndag son so"),
    # Danish, Norwegian
    ("mandag man ma", "tirsdag tirs tir ti", "onsdag ons on", "torsdag tors tor", "fredag fre fr", "lordag lor lo",
     "sondag son so"),
    # Finnish (its short names of two letters are subjects and joiners elsewhere)
    ("maanantai maan", "tiistai tiis", "keskiviikko kesk", "torstai tors", "perjantai perj", "lauantai",
     "sunnuntai sunn"),
    # Czech, Slovak
    ("pondeli pondelok pon po", "utery utorok ute uto ut", "streda str st", "ctvrtek stvrtok ctv stv ct st",
     "patek piatok pia pa pi", "sobota sob so", "nedele nedela ne"),
    # Croatian, Serbian, Slovene
    ("ponedjeljak ponedeljak ponedeljek pon po", "utorak torek uto tor ut", "srijeda sreda sri sre sr",
     "cetvrtak cetrtek cet", "petak petek", "subota sobota", "nedjelja nedelja"),
    # Hungarian
    ("hetfo h", "kedd k", "szerda sze sz", "csutortok csu cs", "pentek p", "szombat szo", "vasarnap"),
    # Romanian
    ("luni lun lu", "marti mar ma", "miercuri mie mi", "joi jo", "vineri vin vi", "sambata sam sa",
     "duminica dum du"),
    # Turkish
    ("pazartesi pzt", "sali", "carsamba", "persembe", "cuma", "cumartesi cmt", "pazar"),
    # Catalan
    ("dilluns dl", "dimarts dt dm", "dimecres dc dx", "dijous dj", "divendres dv", "dissabte ds", "diumenge dg"),
    # Galician
    ("luns", "martes", "mercores", "xoves", "venres", "sabado", "domingo"),
    # Basque
    ("astelehena", "asteartea", "asteazkena", "osteguna", "ostirala", "larunbata", "igandea"),
    # Lithuanian
    ("pirmadienis", "antradienis", "treciadienis", "ketvirtadienis", "penktadienis", "sestadienis", "sekmadienis"),
    # Latvian
    ("pirmdiena", "otrdiena", "tresdiena", "ceturtdiena", "piektdiena", "sestdiena", "svetdiena"),
    # Estonian
    ("esmaspaev", "teisipaev", "kolmapaev", "neljapaev", "reede", "laupaev", "puhapaev"),
    # Filipino
    ("lunes", "martes", "miyerkules", "huwebes", "biyernes", "sabado", "linggo"),
    # Swahili
    ("jumatatu jtatu", "jumanne jnne", "jumatano jtano", "alhamisi alh", "ijumaa", "jumamosi jmosi", "jumapili jpili"),
    # Afrikaans
    ("maandag ma", "dinsdag di", "woensdag wo", "donderdag do", "vrydag vr", "saterdag sa", "sondag so"),
    # Scottish Gaelic
    ("diluain", "dimairt", "diciadain", "diardaoin", "dihaoine", "disathairne", "didomhnaich"),
    # Letters that files with text of their own hold; what is read of pictures depends on the engine. Russian
    ("понедельник пон пн", "вторник вт", "среда ср", "четверг чт", "пятница пят пт", "суббота сб", "воскресенье вс"),
    # Ukrainian
    ("понеділок пн", "вівторок вт", "середа ср", "четвер чт", "пятниця пт", "субота сб", "неділя нд"),
    # Bulgarian
    ("понеделник пн", "вторник вт", "сряда ср", "четвъртък чт", "петък пт", "събота сб", "неделя нд"),
    # Serbian, Macedonian
    ("понедељак понеделник пон", "уторак вторник уто вто", "среда сре", "четвртак четврток чет", "петак петок пет",
     "субота сабота суб саб", "недеља недела нед"),
    # Greek
    ("δευτερα δευ δε", "τριτη τρι τρ", "τεταρτη τετ τε", "πεμπτη πεμ πε", "παρασκευη παρ πα", "σαββατο σαβ σα",
     "κυριακη κυρ κυ"),
    # Arabic
    ("الاثنين اثنين", "الثلاثاء ثلاثاء", "الاربعاء اربعاء", "الخميس خميس", "الجمعة جمعة", "السبت سبت", "الاحد احد"),
    # Hebrew
    ("שני", "שלישי", "רביעי", "חמישי", "שישי ששי", "שבת", "ראשון"),
    # Chinese
    ("星期一 周一 週一 一", "星期二 周二 週二 二", "星期三 周三 週三 三", "星期四 周四 週四 四", "星期五 周五 週五 五",
     "星期六 周六 週六 六", "星期日 星期天 周日 週日 日"),
    # Japanese
    ("月曜日 月曜 月", "火曜日 火曜 火", "水曜日 水曜 水", "木曜日 木曜 木", "金曜日 金曜 金", "土曜日 土曜 土",
     "日曜日 日曜 日"),
    # Korean
    ("월요일 월", "화요일 화", "수요일 수", "목요일 목", "금요일 금", "토요일 토", "일요일 일"),
)  # fmt: skip

_FIRST_READ = 11
"""Languages whose names may hold a misread letter from five on; those after them from ``LONG_ELSEWHERE``: the more
short names there are, the more words are one letter from one."""

_LONG_ELSEWHERE = 7

SPOKEN: dict[str, frozenset[tuple[int, int]]] = {}
"""The languages (by their rows) and days that know each spelling."""

for _number, _language in enumerate(NAMES):
    for _index, _spellings in enumerate(_language):
        # Korean syllables fall into their letters where accents are taken off (``days.plain``).
        for _spelling in unicodedata.normalize("NFKD", _spellings).split():
            SPOKEN[_spelling] = SPOKEN.get(_spelling, frozenset()) | {(_number, _index)}

_SHORT_NAMES = (
    ("pet", "petak"), ("sub", "subota"), ("ned", "nedjelja"), ("pen", "pentek"), ("vas", "vasarnap"),
    ("sal", "sali"), ("car", "carsamba"), ("cars", "carsamba"), ("per", "persembe"), ("pers", "persembe"),
    ("cum", "cuma"), ("paz", "pazar"), ("ce", "cetvrtak"), ("pe", "petak"), ("su", "subota"),
    ("ma", "maanantai"), ("ti", "tiistai"), ("ke", "keskiviikko"), ("to", "torstai"), ("pe", "perjantai"),
    ("la", "lauantai"), ("to", "torsdag"), ("he", "hetfo"), ("ke", "kedd"), ("pe", "pentek"),
    ("sze", "szerda"), ("cs", "csutortok"),
)  # fmt: skip
AMONG_OTHERS = {
    short: frozenset().union(*(SPOKEN[name] for other, name in _SHORT_NAMES if other == short))
    for short, _ in _SHORT_NAMES
}
"""Short names that are a person's, a lesson's or any word elsewhere, each with the language (its row) and the day that
its long name has: they are days beside others of that language."""

LOOKUP = {word: frozenset(day for _, day in spoken) for word, spoken in SPOKEN.items()}

LONG_NAMES = tuple(
    name
    for name, spoken in SPOKEN.items()
    if len(name) >= (5 if any(number < _FIRST_READ for number, _ in spoken) else _LONG_ELSEWHERE)
)

RANGE_WORDS = frozenset({"to", "till", "until", "through", "thru", "a", "al", "au", "bis", "ate", "tot", "do",
                          "hingga", "go", "hyd", "sampai", "til", "az", "hadi", "-", "–", "—"})  # fmt: skip
WELSH = frozenset(name for names in NAMES[8] for name in names.split() if len(name) > 2)
"""Between these "i" means "to"; between Polish names "and"."""

LIST_WORDS = frozenset({"and", "&", "y", "e", "et", "und", "en", "dan", "i", "a", "ac", "agus", "oraz", "og", "och",
                         "ja", "es", "si", "eta", "ir", "un", "na", "at", "va", "+", "/", ","})  # fmt: skip
EVERY_DAY_SAID = (
    "daily routine", "daily", "every day", "each day", "all days", "weekdays?", "school days?", "tous les jours",
    "chaque jour", "quotidien", "taglich", "jeden tag", "werktags", "diario", "todos los dias", "todos os dias",
    "cada dia", "ogni giorno", "tutti i giorni", "dagelijks", "elke dag", "iedere dag", "setiap hari", "codziennie",
    "kazdego dnia", "bob dydd", "gach la", "laethuil", "rotina diaria", "rutina diaria", "routine quotidienne",
    "routine giornaliera", "dagelijkse routine", "dagritme", "rutin harian", "plan dnia", "trefn y dydd",
    "gnathamh laethuil", "alle dager", "alle dage", "alla dagar", "hver dag", "varje dag", "joka paiva", "kazdy den",
    "minden nap", "zilnic", "in fiecare zi", "her gun", "svaki dan", "tots els dies",
)  # fmt: skip
HALVES_OF_DAY = frozenset((
    "am", "pm", "a.m", "p.m", "morning", "afternoon", "evening", "matin", "apres-midi", "vormittag", "vormittags",
    "nachmittag", "nachmittags", "manana", "tarde", "mattina", "pomeriggio", "manha", "ochtend", "middag", "pagi",
    "petang", "siang", "bore", "prynhawn", "maidin", "trathnona", "rano", "popoludnie", "sang", "chieu",
))  # fmt: skip
"""Halves of the day (accents removed): some end as a meal begins, and they head rows, and are nobody's names."""

MONTHS = (
    r"jan\w*|feb\w*|mar\w{0,2}|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|mrt|maart|mei|okt(?:ober)?|"
    r"dez(?:ember|embro)?|ene(?:ro)?|ago(?:sto)?|abr(?:il)?|dic(?:iembre|embre)?|gen(?:naio)?|mag(?:gio)?|giu(?:gno)?|"
    r"lug(?:lio)?|set(?:tembre|embro)?|ott(?:obre)?|janv(?:ier)?|fevr?(?:ier|ereiro)?|avr(?:il)?|mai|juin|juil(?:let)?|"
    r"aout"
)
"""Months (accents removed), whole or cut short, as a pattern."""
