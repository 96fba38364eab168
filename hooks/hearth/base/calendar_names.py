"""The names of months and weekdays in 24 languages, folded (``normalize.fold``), full and short.

From the Unicode CLDR, version 47 (Unicode License v3).
"""

from __future__ import annotations

import re
import unicodedata

_MONTH_NUMBERS: tuple[str, ...] = (
    "january jan januar janvier janv enero ene gennaio gen janeiro januari tammikuuta tammi"
    " tammikuu stycznia sty styczen ledna led leden januara ianuarie ian ocak oca gener января"
    " янв январь січня січ січень ιανουαριου ιαν ιανουαριοσ"
    " ינואר בינואר ינו בינו يناير كانونالثاني جانفي",
    "february feb februar fevrier fevr febrero febbraio fevereiro fev februari helmikuuta"
    " helmi helmikuu lutego lut luty unora uno unor februara febr februarie subat sub febrer"
    " февраля февр февраль лютого лют лютии φεβρουαριου φεβ φεβρουαριοσ"
    " פברואר בפברואר פבר בפבר فبراير شباط فيفري",
    "march mar marz mars marzo marco maart mrt marts maaliskuuta maalis maaliskuu marca"
    " marzec brezna bre brezen marec marcius marc martie mart maret марта мар март березня бер"
    " березень μαρτιου μαρ μαρτιοσ mrz"
    " מרץ במרץ مارس اذار",
    "april apr avril avr abril abr aprile huhtikuuta huhti huhtikuu kwietnia kwi kwiecien"
    " dubna dub duben aprila aprilis aprilie nisan nis апреля апр апрель квітня квіт квітень"
    " απριλιου απρ απριλιοσ"
    " אפריל באפריל אפר באפר ابريل نيسان افريل",
    "may mai mayo maggio mag maio mei maj toukokuuta touko toukokuu maja kvetna kve kveten"
    " majus mayıs maig мая маи травня трав травень μαιου μαι μαιοσ"
    " מאי במאי مايو ايار ماي",
    "june jun juni juin junio giugno giu junho kesakuuta kesa kesakuu czerwca cze czerwiec"
    " cervna cvn cerven juna junius iunie iun haziran haz juny июня июн июнь червня черв"
    " червень ιουνιου ιουν ιουνιοσ"
    " יוני ביוני يونيو حزيران جوان",
    "july jul juli juillet juil julio luglio lug julho heinakuuta heina heinakuu lipca lip"
    " lipiec cervence cvc cervenec jula julius iulie iul temmuz tem juliol июля июл июль липня"
    " лип липень ιουλιου ιουλ ιουλιοσ"
    " יולי ביולי يوليو تموز جويلية يوليوز",
    "august aug aout agosto ago augustus augusti elokuuta elo elokuu sierpnia sie sierpien"
    " srpna srp srpen augusta augusztus agustos agu agustus agost ag августа авг август серпня"
    " серп серпень αυγουστου αυγ αυγουστοσ"
    " אוגוסט באוגוסט אוג באוג اغسطس اب اوت غشت",
    "september sep sept septembre septiembre settembre set setembro syyskuuta syys syyskuu"
    " wrzesnia wrz wrzesien zari zar septembra szeptember szept septembrie eylul eyl setembre"
    " сентября сент сентябрь вересня вер вересень σεπτεμβριου σεπ σεπτεμβριοσ"
    " ספטמבר בספטמבר ספט בספט سبتمبر ايلول شتنبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta loka lokakuu"
    " pazdziernika paz pazdziernik rijna rij rijen oktobra octombrie ekim eki октября окт"
    " октябрь жовтня жовт жовтень οκτωβριου οκτ οκτωβριοσ"
    " אוקטובר באוקטובר אוק באוק اكتوبر تشرينالاول",
    "november nov novembre noviembre novembro marraskuuta marras marraskuu listopada lis"
    " listopad listopadu novembra noiembrie kasım kas ноября нояб ноябрь листопада лист"
    " листопад νοεμβριου νοε νοεμβριοσ"
    " נובמבר בנובמבר נוב בנוב نوفمبر تشرينالثاني نونبر",
    "december dec dezember dez decembre diciembre dic dicembre dezembro desember des"
    " joulukuuta joulu joulukuu grudnia gru grudzien prosince pro prosinec decembra decembrie"
    " aralık ara desembre декабря дек декабрь грудня груд грудень δεκεμβριου δεκ δεκεμβριοσ"
    " דצמבר בדצמבר דצמ בדצמ ديسمبر كانونالاول دجنبر",
)
MONTH_NUMBERS: dict[str, int] = {
    name: number for number, names in enumerate(_MONTH_NUMBERS, 1) for name in names.split()
}
"""A month's name → 1 to 12."""

_WEEKDAY_NUMBERS: tuple[str, ...] = (
    "monday mon montag mo lundi lun lunes lunedi segunda-feira seg maandag ma mandag man"
    " maanantaina maanantai poniedziałek pon pondeli po pondelok hetfo luni pazartesi pzt"
    " senin sen dilluns dl понедельник пн понеділок δευτερα δευ"
    " שני الاثنين segunda",
    "tuesday tue dienstag di mardi mar martes martedi terca-feira ter dinsdag tirsdag tirs"
    " tir tisdag tis tiistaina ti tiistai wtorek wt utery ut utorok kedd marti salı sal selasa"
    " sel dimarts dt вторник вт вівторок τριτη τρι tues"
    " שלישי الثلاثاء terca",
    "wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi quarta-feira qua woensdag"
    " wo onsdag ons keskiviikkona ke keskiviikko sroda sr streda szerda sze miercuri carsamba"
    " car rabu rab dimecres dc среда ср середа τεταρτη τετ weds"
    " רביעי الاربعاء quarta",
    "thursday thu donnerstag do jeudi jeu jueves jue giovedi gio quinta-feira qui donderdag"
    " torsdag tors tor torstaina to torstai czwartek czw ctvrtek ct stvrtok csutortok cs joi"
    " persembe per kamis kam dijous dj четверг чт четвер πεμπτη πεμ thur thurs"
    " חמישי الخميس quinta",
    "friday fri freitag fr vendredi ven viernes vie venerdi sexta-feira sex vrijdag vr fredag"
    " fre perjantaina pe perjantai piatek pt patek pa piatok pi pentek vineri vin cuma cum"
    " jumat jum divendres dv пятница пт пʼятниця παρασκευη παρ"
    " שישי الجمعة sexta",
    "saturday sat samstag sa samedi sam sabado sab sabato zaterdag za lørdag lør lordag lor"
    " lauantaina la lauantai sobota sob szombat szo sambata cumartesi cmt sabtu dissabte ds"
    " суббота сб субота σαββατο σαβ"
    " שבת السبت",
    "sunday sun sonntag dimanche dim domingo dom domenica zondag zo søndag søn sondag son"
    " sunnuntai su niedziela niedz nedele ne nedela vasarnap duminica dum pazar paz minggu min"
    " diumenge dg воскресенье вс неділя нд κυριακη κυρ"
    " ראשון الاحد",
)
WEEKDAY_NUMBERS: dict[str, int] = {
    name: number for number, names in enumerate(_WEEKDAY_NUMBERS) for name in names.split()
}
"""A weekday's name → 0 for Monday to 6."""
UNSURE_WEEKDAYS = frozenset({"so"})
"""Names of a day of the week in one language and of another day in another."""

_HEBREW_DAY = re.compile(r"\bיום (\w+)")
_HEBREW_PREFIX = re.compile(r"\b[בהל]-?(?=\d)")
_ARABIC_MONTH = re.compile(r"\b(كانون|تشرين) (?=ال)")
_JAPANESE_DAY = re.compile(r"(?<=日) ?[月火水木金土日](?:曜日?)?(?= |$)")


def single_words(text: str) -> str:
    """A folded text in which each day and month is one word, and digits are those of ASCII."""
    if text.isascii():
        return text
    text = text.replace("،", ",").replace("׳", "").replace("״", "")
    text = _HEBREW_DAY.sub(lambda day: day[1] if len(day[1]) > 1 else "", text)
    text = _ARABIC_MONTH.sub(r"\1", _HEBREW_PREFIX.sub("", _JAPANESE_DAY.sub("", text)))
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
