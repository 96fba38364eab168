"""What people call fields, and what they answer, in other languages than English.

The words come from the catalogues: messages with the context ``column`` are the names of fields,
those with ``answer`` are values; bars part the words that a language has for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from hearth.base import languages
from hearth.base.normalize import underscored, words

COLUMN, ANSWER = "column", "answer"
FIELDS = words(
    "about|abstract|access|added|address|affiliations|agenda|all_day|answered|asks|audience"
    "|authors|avatar|body|capacity|city|closes|consent|contact|cost|country|credit|date|definition"
    "|description|duration|end|end_date|end_time|equipment|first_name|groups|headline|hosts|image"
    "|joined|kind|label|language|languages|last_name|latin|left|level|licence|links|location"
    "|members|minutes|mode|name|needs|nickname|note|offers|opens|organisation|place|pronouns"
    "|pronunciation|published|purpose|region|registration|repeats|role|room|series|since|skills"
    "|sorted_as|source|speakers|sponsors|start|start_date|start_time|status|summary|synonyms|term"
    "|timezone|title|topics|transport|type|until|url|venue|visible|website|welcomed|why"
)
"""Fields, and columns that say a part of one, with words in the catalogues."""
ANSWERS = words("cancelled|hybrid|in person|no|online|postponed|yes")
"""Values with more words there than those that Hearth says itself."""
UNSPOKEN: Mapping[str, str] = {
    "added": "aggiunto toegevoegd",
    "address": "indirizzo adres",
    "audience": "doelgroep",
    "authors": "autori",
    "body": "testo tekst",
    "city": "citta plaats",
    "contact": "contatto",
    "cost": "prezzo prijs",
    "country": "paese",
    "duration": "durata duur",
    "end": "fine einde",
    "groups": "gruppi groepen",
    "image": "immagine afbeelding",
    "joined": "iscritto lid_sinds",
    "language": "taal",
    "languages": "lingue talen",
    "level": "livello",
    "licence": "license licenza",
    "members": "membri leden",
    "minutes": "minuti",
    "name": "naam",
    "offers": "offerte biedt",
    "organisation": "organization organizzazione organisatie",
    "place": "luogo",
    "published": "pubblicato",
    "purpose": "scopo doel",
    "registration": "iscrizione",
    "role": "ruolo",
    "since": "dal sinds",
    "skills": "vaardigheden",
    "source": "bron",
    "speakers": "relatori",
    "start": "inizio",
    "summary": "sommario samenvatting",
    "timezone": "tijdzone",
    "title": "titolo",
    "topics": "argomenti onderwerpen",
    "type": "soort",
    "website": "sito",
}
"""Words of languages without a catalogue: Italian, Dutch and American English."""
ALSO: Mapping[str, str] = {
    "name": "namen|mitglied|teilnehmer|teilnehmerin|teilnehmende|person|vor- und nachname"
    "|vor- und zuname|name und vorname|vorname und nachname|miembro|socio|socia|participante"
    "|membre|adhérent|adhérente|participant|nom prénom|nom / prénom|membro|associado"
    "|associada|nome e sobrenome|nome e apelido|חבר|חברה|חבר/ה|משתתף|שם ושם משפחה|العضو"
    "|اسم العضو|المشارك|الاسم واللقب|会員名|メンバー|参加者|参加者名|氏名（漢字）",
    "first_name": "given names|prenom usuel|primer nombre|prenome|שם פרטי ראשון"
    "|ファーストネーム|下の名前",
    "last_name": "name (familie)|segundo apellido|apellido paterno|nom de naissance"
    "|último nome|nome de família|שם המשפחה|الكنية|ラストネーム|名字（姓）",
    "organisation": "institution|verein|unternehmen|einrichtung|arbeitgeber|empresa"
    "|institución|asociación|entreprise|société|structure|établissement|association"
    "|instituição|associação|חברה (ארגון)|מוסד|מקום עבודה|الشركة|الجهة|جهة العمل|会社|会社名"
    "|所属|所属団体|勤務先|団体名|employer|institute|affiliation",
    "city": "wohnsitz|gemeinde|ortschaft|municipio|ciudad de residencia|ville de résidence"
    "|localité|localidade|concelho|cidade de residência|עיר מגורים|ישוב|العاصمة|مكان الإقامة"
    "|مدينة الإقامة|居住地|お住まい|市町村|所在地",
    "country": "country of residence|wohnland|herkunftsland|país de residencia|pays de résidence"
    "|país de residência|מדינת מגורים|بلد الإقامة|国名|居住国",
    "languages": "sprachkenntnisse|sprache(n)|idioma(s)|langue(s)|שפות דיבור|لغات التحدث"
    "|話す言語|対応言語",
    "topics": "interessen|interessengebiete|schwerpunkte|schlagworte|fachgebiete|intereses"
    "|áreas de interés|palabras clave|etiqueta|intérêts|centres d'intérêt|mots-clés|mots clés"
    "|étiquettes|interesses|áreas de interesse|palavras-chave|etiquetas|תחומי עניין"
    "|מילות מפתח|الاهتمامات|مجالات الاهتمام|الكلمات المفتاحية|興味|関心|関心分野|キーワード"
    "|分野|分類|keywords|key words|themes|areas of interest",
    "date": "termin|datum der veranstaltung|veranstaltungsdatum|wann|fecha del evento|cuándo"
    "|date de l'événement|date de la rencontre|quand|data do evento|quando|תאריך האירוע|מתי"
    "|تاريخ الفعالية|متى|日時|開催日時|年月日|日程|いつ",
    "start": "start|los geht's|desde|à partir de|a partir de|partir de|מתחיל|מ-|من|开始|から"
    "|スタート",
    "start_date": "datum beginn|datum von|von datum|erster tag|début le|du|date début"
    "|primer día|primeiro dia|data início|תאריך פתיחה|מתאריך|من تاريخ|初日",
    "start_time": "beginn uhrzeit|uhrzeit beginn|uhrzeit von|zeit|einlass|horaire|heure début"
    "|hora inicio|hora início|שעת פתיחה|משעה|وقت البداية|ساعة البدء|開演|開始時",
    "end_date": "datum ende|datum bis|letzter tag|date fin|jusqu'au|último día|último dia"
    "|data fim|עד תאריך|إلى تاريخ|最終日",
    "end_time": "uhrzeit bis|ende uhrzeit|schluss|heure fin|hora de cierre|hora término"
    "|שעת סגירה|עד שעה|وقت النهاية|ساعة الانتهاء|終演|終了時",
    "end": "ende|jusqu'à|hasta las|até|עד|إلى|حتى|まで",
    "location": "veranstaltungsstätte|treffpunkt|lieu de rendez-vous|punto de encuentro"
    "|ponto de encontro|מיקום|נקודת מפגש|مكان الانعقاد|مكان اللقاء|集合場所|開催場所名|どこ"
    "|place name",
    "venue": "raum und haus|lokal|halle|locale|lugar del evento|nombre del lugar|nom du lieu"
    "|nome do local|שם המקום|اسم المكان|القاعة|会場名",
    "url": "internetadresse|netzadresse|url der veranstaltung|adresse url|dirección url"
    "|endereço|כתובת אתר|לינק|عنوان الموقع|リンク先|アドレス|web address|hyperlink",
    "website": "web-seite|website|netzseite|blog|página|sitio|site|página pessoal|דף בית"
    "|אתר אישי|الموقع|الصفحة|サイト|個人サイト",
    "title": "veranstaltungstitel|name der veranstaltung|was|thema der veranstaltung"
    "|bezeichnung der veranstaltung|treffen|título del evento|nombre del evento|actividad|qué"
    "|encuentro|nom de l'événement|intitulé|activité|rencontre|nome do evento|atividade"
    "|encontro|o quê|título do evento|כותרת|כותרת האירוע|אירוע|שם המפגש|מה|العنوان"
    "|عنوان الفعالية|الحدث|اسم الحدث|اسم النشاط|名称|行事|行事名|催し|会名|イベント"
    "|タイトル名|資料名",
    "description": "inhalt|details|worum geht es|infos|beschreibungstext|contenido|detalles"
    "|contenu|détails|descriptif|conteúdo|detalhes|פרטים|תוכן|פירוט|التفاصيل|المحتوى|内容"
    "|詳細|概要",
    "summary": "kurztext|teaser|extracto|resumen breve|accroche|chapeau|chapô|sumário"
    "|תיאור קצר|وصف قصير|موجز|あらすじ|短い説明",
    "status": "mitgliedsstatus|estado del evento|statut de l'événement|estado do evento"
    "|מצב האירוע|حالة الفعالية|開催状況",
    "joined": "aufnahmedatum|mitglied ab|angemeldet am|registriert am|fecha de inscripción"
    "|fecha de registro|alta|socio desde|date d'inscription|date d'entrée|date d'arrivée"
    "|data de inscrição|data de entrada|sócio desde|associado desde|data de registro"
    "|חבר/ה מאז|תאריך רישום|מועד הצטרפות|تاريخ التسجيل|تاريخ العضوية|عضو من|入会年月日"
    "|加入年月日|会員になった日",
    "consent": "einverstanden|zustimmung|einwilligung zur veröffentlichung|datenschutz"
    "|veröffentlichung|darf veröffentlicht werden|öffentlich|im verzeichnis zeigen"
    "|consentimiento de publicación|autorización|acepta ser publicado|publicar|autorisation"
    "|accord|accord de publication|consentement à la publication|autorização|consentimento"
    "|aceita ser publicado|aceita publicação|מסכים לפרסום|אישור|מאשר פרסום|הסכמה לפרסום פרטים"
    "|موافقة|الموافقة|الموافقة على النشر|يوافق على النشر|掲載同意|公開同意|掲載可否|公開可否"
    "|同意|名簿掲載|公開",
    "mode": "veranstaltungsform|präsenz oder online|art der teilnahme|presencial o en línea"
    "|présentiel ou distanciel|presencial ou online|אופן השתתפות|طريقة المشاركة"
    "|حضوري أو عن بعد|開催方法|参加方法",
    "registration": "anmeldelink|link zur anmeldung|enlace de inscripción|lien d'inscription"
    "|link de inscrição|קישור להרשמה|رابط التسجيل|申込先|申込リンク|申し込み先",
}
"""Further words, of tables that people wrote, by the field; those of a catalogue are what the
language says first."""
_PART_OF = {
    "first_name": "name",
    "last_name": "name",
    "nickname": "name",
    "start_date": "start",
    "start_time": "start",
    "end_date": "end",
    "end_time": "end",
    "location": "place",
    "description": "body",
}
"""The field of a record that such columns say, or a part of it."""

ByWord = Mapping[str, frozenset[str]]


@cache  # what lies in a folder of catalogues is part of an engine and never changes
def _spoken(context: str, folder: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return languages.in_all_languages(context)


@cache
def _fields(folder: str) -> Mapping[str, ByWord]:
    """By language, the fields that each word can mean."""
    spoken = {
        language: {name: forms[0].split(" | ") for name, forms in messages.items()}
        for language, messages in _spoken(COLUMN, folder).items()
    }
    spoken[""] = {
        name: [*UNSPOKEN.get(name, "").split(), *filter(None, ALSO.get(name, "").split("|"))]
        for name in dict.fromkeys([*UNSPOKEN, *ALSO])
    }
    return {language: _turned(named) for language, named in spoken.items()}


def _turned(named: Mapping[str, Iterable[str]]) -> ByWord:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, said in named.items():
        for word in said:
            found[underscored(word)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def fields_meant(word: str, language: str = "") -> frozenset[str]:
    """The fields that a word of another language can mean: in one language, where the word is of
    that, else in any."""
    by_language, key = _fields(str(languages.LOCALE)), underscored(word)
    if own := by_language.get(languages.nearest_catalogue(language), {}).get(key):
        return own
    return frozenset().union(*(found.get(key, ()) for found in by_language.values()))


def tongue(names: Collection[str], english: Collection[str]) -> str:
    """The language in which most of the names of a table's columns are words; empty where as many
    are in English."""
    keys = [underscored(name) for name in names]
    counted = {
        language: sum(1 for key in keys if key in words)
        for language, words in _fields(str(languages.LOCALE)).items()
        if language
    }
    best = max(counted, key=lambda language: counted[language], default="")
    return best if counted.get(best, 0) > sum(1 for key in keys if key in english) else ""


def in_kind(names: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Of names of fields those that are ``known``, as they are called there."""
    found = (known.get(name) or known.get(_PART_OF.get(name, "")) for name in sorted(names))
    return tuple(dict.fromkeys(filter(None, found)))


def meant_field(key: str, names: Iterable[str]) -> str | None:
    """The only one of the fields that a word of another language means, or None."""
    meant, known = fields_meant(key), {name: name for name in names}
    found = in_kind(meant & known.keys() or meant, known)
    return found[0] if len(found) == 1 else None


def answers(values: tuple[str, ...]) -> Mapping[str, str]:
    """Words of all languages for the values of a field, by the value; none that could be two of
    them."""
    return _answers(values, str(languages.LOCALE))


@cache
def _answers(values: tuple[str, ...], folder: str) -> Mapping[str, str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for context in (ANSWER, ""):
        for messages in _spoken(context, folder).values():
            for value in values:
                for form in messages.get(value.replace("-", " "), ()):
                    for word in form.split(" | "):
                        found[underscored(word)].add(value)
    return {word: next(iter(meant)) for word, meant in found.items() if len(meant) == 1}


def yes_or_no(text: str) -> str:
    """yes or no, where a text says it in any language, else the text."""
    return answer(text, ("yes", "no"))


def answer(text: str, values: Collection[str]) -> str:
    """The one of the values that a text means in any language, else the text."""
    return answers(tuple(values)).get(underscored(text), text)
