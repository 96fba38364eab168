"""Rows that their source says are not public, and columns that are nobody's public text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from hearth.base.normalize import word_set
from hearth.base.words import said
from hearth.base.written_times import NotATimeError, ends_of, read_time
from hearth.contribute.importing.mapping import column_key, column_text
from hearth.kinds import Kind
from hearth.kinds.field_words import fields_meant, yes_or_no

_NO = word_set(
    "no|n|false|0|off|aus|falsch|faux|falso|nein|non|nao|nej|ei|nie|nem|ne|nee|нет|не|いいえ|否"
    "|아니요|declined|refused"
    "|withdrawn|denied|opted_out|never|nobody|none|revoked|widerrufen|zuruckgezogen|abgelehnt"
    "|verweigert|retire|refuse|retirado|revocado|rechazado|recusado|revogado|negado|סירב|בוטלה"
    "|לא_מסכים"
    "|لا_اوافق|سحب|مرفوض|不可|否|不同意|撤回|無|✗|✘|☐|✕|❌"
)
_YES = word_set(
    "yes|y|true|1|x|on|wahr|ein|vrai|verdadero|vero|ja|oui|si|sim|tak|igen|da|ano|kylla|да|はい"
    "|是|예"
    "|checked|✓|✔|☑|✅|☒|כן|نعم|はい|有|○|〇|◯|可|同意"
)
_PRIVATE = word_set(
    "private|confidential|personal|hidden|internal|secret|restricted|unlisted|draft"
    "|unpublished|privat|vertraulich|prive|confidentiel|privado|confidencial|privato"
    "|riservato|intern|interne|interno|interna|nicht_offentlich|nur_intern"
    "|non_public|no_publico|nao_publico|פרטי|פנימי|خاص|داخلي|非公開"
)
"""What a column on visibility says of what is not for everybody."""
_NOT_FOR_ALL = _PRIVATE | word_set(
    "members_only|only_members|nur_mitglieder|nur_fur_mitglieder|membres_uniquement|solo_socios"
    "|solo_miembros|so_membros|so_socios|לחברים_בלבד|للاعضاء_فقط|会員限定|会員のみ"
)
"""What a column that asks whether something is public says of what is not."""
_GONE = word_set(
    "declined|rejected|refused|denied|left|departed|resigned|withdrawn|withdrew|removed"
    "|deleted|deactivated|disabled|suspended|banned|blocked|kicked|expired|lapsed"
    "|cancelled|canceled|terminated|former|unconfirmed|unverified|pending|invited"
    "|applied|applicant|waiting|waitlist|waitlisted|awaiting|unsubscribed|cleaned"
    "|bounced|archived|spam|bot|blacklisted|unapproved|not_confirmed|not_approved"
    "|not_attending|opted_out|no_show|former_member|ex_member|on_hold|inactive_member"
    "|ausgetreten|abgelehnt|gekundigt|gesperrt|unbestatigt|ausstehend|parti|refuse"
    "|suspendu|en_attente|rechazado|baja|pendiente|suspendido|cancelado|no"
    "|zuruckgezogen|widerrufen|storniert|gekundigt|geloscht|wartend|warteliste|in_prufung|offen"
    "|beantragt|ehemalig|ehemaliges_mitglied|inaktiv|entwurf|verstorben|gestorben|tot|austritt"
    "|kundigung|gegangen|weg|†|✝|dead|died|exit|resigning|leaving|demission|sorti|sortie|mort|morte"
    "|fallecido|fallecida|falecido|falecida|salida|saida|נפטר|נפטרה|متوفى|متوفاة|死亡|逝去"
    "|retire|retiree|demissionnaire|radie|radiee|refusee|annule|annulee|ancien|ancienne|inactif"
    "|inactive|brouillon|en_cours|desistement|non_confirme|decede"
    "|retirado|retirada|rechazada|cancelada|pendente|suspenso|suspensa|recusado|recusada|aguardando"
    "|em_analise|inativo|inativa|inactivo|inactiva|anulado|anulada|borrador|rascunho|desistiu"
    "|desligado|em_espera|en_espera|en_revision|in_review|under_review|new_request|to_review"
    "|deceased|duplicate|test|not_renewed|prospect|interested|interessent|interessentin"
    "|ruhend|ruht|ex_mitglied|exmitglied|ex_membre|ex_miembro|ex_socio|ex_socia|ex_membro"
    "|antiguo|antigua|antigo|antiga|demissionne|demissionnee|interesse|interessee|interesado"
    "|interesada"
    "|interessado|interessada|non_renouvele|no_renovado|nao_renovado|quit|exited|moved_away"
    "|no_longer_member|not_a_member"
    "|ממתין|ממתינה|בהמתנה|נדחה|נדחתה|בוטל|בוטלה|עזב|עזבה|מושעה|לא_פעיל|לא_פעילה|טיוטה|פרש|פרשה"
    "|قيد_الانتظار|معلق|معلقة|مرفوض|مرفوضة|ملغى|ملغي|منسحب|انسحب|منسحبة|غير_نشط|مسودة|موقوف"
    "|保留|保留中|申請中|審査中|承認待ち|退会|退会済み|退会済|辞退|キャンセル|取消|却下|休会"
    "|未承認|停止"
)
"""What a column on somebody's state says of who is no member to be shown."""

_SAYS_PRIVATE = re.compile(
    r"(?:is_)?(?:private|confidential|hidden|unlisted|secret|internal|draft|privat|prive|privado"
    r"|privada|privee|intern|interne|interno|interna|nicht_offentlich|vertraulich|פרטי|פנימי|خاص"
    r"|非公開"
    r"|privato|hide_from_(?:event_)?(?:listings?|search)|privater_termin"
    r"|private_(?:profile|account|entry|member)|profil_prive|privates_profil|perfil_privado)"
)
_SAYS_SHARED = re.compile(
    r"(?:is_)?(?:shared|public|published|publish|listed|visible|show|open_to_public|offentlich"
    r"|veroffentlichen|veroffentlicht|publier|publie|publiee|publique|publico|publica|publicar"
    r"|publicado|publicada|sichtbar|ציבורי|פומבי|לפרסום|عام|علني|للنشر|公開|掲載)"
)
_VISIBILITY = re.compile(
    r"(?:.+_)?(?:sensitivity|class|classification|visibility|visible|privacy|privacy_level|audience"
    r"|access_level|access|who_can_see|vertraulichkeit|sichtbarkeit|visibilite|visibilidad)(?:_.+)?"
)
_ASKED = (
    r"^(?:האם|هل)_.*(?:פרסם|פרסום|להציג|להופיע|نشر|عرض|ادراج)|(?:掲載|公開|表示|同意).*(?:か|可否)$"
    r"|(?:^|_)ok_to_(?:list|publish|show|share|name)(?:_|$)|(?:^|_)autorizo(?:_|$)|(?:^"
    r"|_)divulgacao(?:_|$)"
    r"|^(?:can|may|shall|should)_we_(?:list|publish|show|name)(?:_|$)|^darf_\w*veroffentlich"
    r"|^(?:puis_je|pouvons_nous|peut_on)_\w*(?:publier|afficher)|^podemos_(?:publicar|mostrar)"
)
"""Questions by which people agree to be shown."""
_AGREES = re.compile(
    rf"{_ASKED}|"
    r"(?:^|_)(?:consents?|consented|agree[ds]?|opt_?in|permissions?|public|listed|list_me|publish"
    r"|published|published_in|directory|gdpr|dsgvo|einwilligung|consentement|consentimiento"
    r"|consenso"
    r"|show_(?:me|profile|on|in)|share_(?:my|profile)|be_listed|be_shown|visible|member_list"
    r"|mitgliederverzeichnis|veroffentlich\w*|offentlich|sichtbar|publier|annuaire|directorio"
    r"|publicar|publicado|publicada|acceptes|acceptez|autorises|autorisez|aceptas|acepta|autorizas"
    r"|autoriza|aceitas|aceita|concordas|concorda|stimmst|מסכימה?|מאשרת?|توافق|توافقين|توافقون"
    r"|اوافق)(?:_|$)"
)
_CONSENT = re.compile(
    rf"{_ASKED}|"
    r"(?:^|_)(?:consents?|consented|agree[ds]?|permissions?|gdpr|dsgvo|rgpd|lgpd|einwilligung"
    r"|einverstand\w*|zustimmung|consentement|accord|consentimiento|autorizacion|consentimento"
    r"|autorizacao|consenso|הסכמה|موافقة|同意|掲載可|公開可)(?:_|$)|^(?:הסכמה|موافقة|同意)|同意$"
    r"|(?:^|_)(?:be_(?:listed|shown|named|published)|list_me|show_me|ok_to_publish)(?:_|$)|^listed$"
    r"|^(?:publish|veroffentlichen|veroffentlichung|publier|publicar|לפרסום|للنشر|掲載)$"
    r"|(?:^|_)(?:acceptes|acceptez|autorises|autorisez|aceptas|acepta|autorizas|autoriza|aceitas"
    r"|aceita"
    r"|concordas|concorda|stimmst|stimmen_sie|מסכימה?|מאשרת?|توافق|توافقين|توافقون|اوافق)(?:_|$)"
    r"|(?:^|_)(?:datenschutz\w*|privacy_policy|proteccion_de_datos|protecao_de_dados)(?:_|$)"
)
"""Columns in which whoever agrees to be shown says so."""
_CLEAR_YES = re.compile(
    r"(?:i_)?(?:agree|accept|consent|allow|granted|given|approved|ok(?:ay)?"
    r"|ich_(?:bin_einverstanden"
    r"|stimme_zu|willige_ein)|einverstanden|zugestimmt|erteilt|j_accepte|d_accord|accepte|acepto"
    r"|de_acuerdo|aceito|concordo|autorizo|autorizado|מסכימ|מאשר|אישר|اوافق|موافق|同意|可)"
)
_FORMER = re.compile(
    r"(?:^|_)(?:former|ex|past|left|leavers?|resigned|declined|waiting_?list|waitlist|lapsed"
    r"|inactive"
    r"|ehemalig\w*|ausgetreten\w*|austritte?|abgange|gekundigt\w*|inaktiv\w*|warteliste"
    r"|interessenten"
    r"|prospects?|bajas|sorties|desistencias|inactifs|inactivos|inativos|liste_d_attente"
    r"|lista_de_esper[ao]"
    r"|anciens?|anciennes?|antigu[oa]s?|exmiembros|antig[oa]s|desistiram|לשעבר|السابق\w*|سابق\w*"
    r"|退会|元会員)(?:_|$)|退会"
)
"""What a heading above people says who are no members now."""
_REFUSES = re.compile(
    r"(?:^|_)(?:sperrvermerk|auskunftssperre|opt_?out|opted_out|unlisted|hide|hidden|keep_private"
    r"|not_public"
    r"|(?:do_not|dont|don_t|never)_(?:list|publish|show|share|name|display)|not_(?:be_)?(?:listed"
    r"|published|shown|named)"
    r"|anonym\w*|unsichtbar|verbergen|widerspruch|keine_veroffentlichung|nicht_\w{0,60}(?:zeigen"
    r"|nennen|listen)"
    r"|nicht_\w{0,60}veroffentlich\w*|veroffentlichung_(?:untersagt|verboten|widersprochen|abgelehnt)"
    r"|ne_(?:pas|doit_pas|veut_pas)_\w{0,60}(?:publi|affich|montr|diffus|appar|list)\w*|masquer"
    r"|refus\w*|opposition"
    r"|no_(?:quiere_)?(?:publi|mostr|aparec|list|difund)\w*|ocultar|nao_\w{0,60}(?:publi|mostr|exib"
    r"|divulg|aparec|list)\w*"
    r"|esconder|לא_לפרסם|אל_תפרסמו|אנונימי\w*|להסתיר|لا_(?:تنشر\w*|ينشر|للنشر)|عدم_النشر|اخفاء"
    r"|مجهول)(?:_|$)"
    r"|(?:掲載|公開|表示)(?:し?ない|不可|拒否|を希望しない)|非掲載|匿名"
)
"""Columns in which whoever does not want to be shown says so, in whatever words."""
_ASKS_NOT = re.compile(
    r"(?:^|_)(?:do_not|dont|don_t|please_not|not_to_be|not_for)_(?:be_)?(?:publi|list|show|shar"
    r"|nam)\w*"
    r"|(?:^|_)keep_(?:\w{1,60}_)?(?:private|confidential|secret|anonymous)(?:_|$)"
    r"|(?:^|_)nicht_(?:\w{1,60}_)?(?:veroffentlich|zeigen|nennen|listen|offentlich)\w*|(?:^"
    r"|_)anonym_bleiben"
    r"|(?:^|_)ne_pas_(?:publi|affich|montr|diffus)\w*|(?:^|_)non_public\w*"
    r"|(?:^|_)(?:no|nao)_(?:publicar|mostrar|difundir|divulgar|exibir|publico)(?:_|$)"
    r"|לא_לפרסום|לא_לפרסם|אל_תפרסמו|לא_פומבי|لا_تنشر\w*|عدم_النشر|ليس_للنشر|(?:掲載"
    r"|公開)(?:し?ない|不可)|非公開"
)
"""What a short note, or a word beside a name, asks for."""
_LONGEST_NOTE = 120
_IN_BRACKETS = re.compile(r"[\[({（［]([^\])}）］]+)[\])}）］]")
_DEAD = re.compile(r"[†✝]|(?:^|\s)\+\s?\d{4}\s*$")
_OF_SOMETHING_ELSE = re.compile(
    r"newsletter|mailing|(?:^|_)e?_?mails?(?:_|$)|marketing|sms|photo|picture|video|record|cookie"
    r"|terms"
    r"|phone|notification|conduct|push|foto|whats"
)
"""Agreement to something else than to be shown."""
_STATE = re.compile(
    r"(?:(?:member|membership|account|user|registration|approval|subscription|subscriber|contact"
    r"|profile|application|invitation|invite|rsvp|attendee|mitglieds?)_)?(?:status|state|rsvp"
    r"|response|zustand|statut|estado|stato|situation|situacion|situacao|mitgliedsstatus"
    r"|membership|סטטוס|מצב|حاله|الحاله|حالة|الحالة|状態|ステータス|会員状態|状況)"
    r"(?:_(?:membre|miembro|membro|adhesion|socio|der_mitgliedschaft|חברות|العضوية))?"
)
_IS_GONE = re.compile(
    r"(?:is_|was_)?(?:deleted|banned|suspended|blocked|archived|deactivated|disabled|unsubscribed"
    r"|removed|left|resigned|rejected|declined|expired|cancelled|canceled|silenced|bot|spam"
    r"|inactive"
    r"|ausgetreten|gesperrt|geloscht)"
)
_IS_THERE = re.compile(
    r"(?:is_)?(?:active|confirmed|verified|approved|enabled|accepted|is_member|member|validated"
    r"|activated|subscribed|attending|aktiv|bestatigt|actif|activo|attivo|email_confirmed"
    r"|email_verified)"
)
_WHEN_GONE = re.compile(
    r"(?:deleted|banned|suspended|deactivated|unsubscribed|unsub|removed|left|resigned|cancelled"
    r"|canceled|rejected|declined|archived|disabled|cleaned|clean|ended|exit|leave|leaving"
    r"|termination"
    r"|austritt|expelled|withdrawn)_?(?:at|on|date|time|datum|since|timestamp|till)?"
    r"|left_(?:the_)?(?:community|group|organi[sz]ation|us)|date_(?:left|deleted|of_leaving)"
    r"|austrittsdatum|ausgetreten_(?:am|zum)|austritt_(?:am|zum|per)|gekundigt(?:_(?:am|zum|per))?"
    r"|kundigung(?:sdatum|_(?:am|zum))?|date_de_sortie|fecha_de_salida|data_de_saida|תאריך_עזיבה"
    r"|تاريخ_المغادرة|退会日|date_de_depart|fecha_de_baja"
)
_UNTIL = re.compile(
    r"(?:(?:member(?:ship)?|subscription|mitglied(?:schaft)?|adhesion|membresia|afiliacion"
    r"|filiacao)_)"
    r"(?:ends?|ended|until|till|expires?|expiry|expiration|valid_until|paid_until|bis|endet|ablauf"
    r"|fin|jusqu_au|jusqu_a|hasta|vence|ate|termina)(?:_(?:on|at|date|am|datum|le|el|em))?"
    r"|(?:expires?|expiry|expiration|valid_until|paid_until|gultig_bis|bezahlt_bis)(?:_(?:on|at"
    r"|date))?"
    r"|date_de_fin(?:_d_adhesion)?|fecha_de_vencimiento|data_de_validade|תוקף_חברות|عضو_حتى"
    r"|有効期限"
)
"""Columns that say until when somebody is a member."""


def below_former(heading: str) -> bool:
    """Whether a heading says that those below it are no members now."""
    key = column_key(heading)
    return bool(_FORMER.search(key)) and not _AND_OTHERS.search(key)


_AND_OTHERS = re.compile(
    r"(?:members?|current|active|mitglieder|aktive\w*|membres|actifs|miembros|membros|socios"
    r"|activos)"
    r"_(?:and|und|et|y|e|plus|including|inkl|incl)_"
)
"""A heading of members now and of others: which of them is which, the rows have to say."""


def withheld(
    kind: Kind, values: Mapping[str, Any], handled: Collection[str], day: date
) -> str | None:
    """Why a row is not to be published by what its source says on a day; None where nothing speaks
    against it. Columns that a mapping file handles are its author's business."""
    for column in values:
        text = column_text(values, column)
        if column not in handled and (text or (kind.personal and is_consent(column))):
            key, word = column_key(column), column_key(text) or text.strip()
            if reason := _reason(kind, key, word) or _noted(kind, key, text, day):
                return said(
                    "%(reason)s (%(column)s: %(text)s)",
                    reason=reason,
                    column=column,
                    text=text[:40] or "–",
                )
    return None


_SHOWN = re.compile(
    r"directory|(?:^|_)(?:listed|list_me|shown|visible)(?:_|$)|member_list|show_(?:me|my|profile"
    r"|on|in)"
    r"|publish|public|mitgliederverzeichnis|veroffentlich|annuaire|directorio"
)
_SHARED_WITH = re.compile(r"sponsor|partner|recruit|third_part|organi[sz]er|speaker")


def no_member(values: Mapping[str, Any]) -> str | None:
    """Why a guest of something is not taken for a member; None for one who agrees to be shown."""
    for column, value in values.items():
        key = column_key(column)
        if _OF_SOMETHING_ELSE.search(key) or _SHARED_WITH.search(key) or not _SHOWN.search(key):
            continue
        word = column_key(column_text({column: value}, column))
        if _is_yes(word) or _is_yes(word.split("_")[0]) or word.startswith("i_agree"):
            return None
    return said(
        "who comes to an event is no member for that: only somebody who agrees to be shown is taken"
    )


def only_judges(column: str, words: Collection[str]) -> bool:
    """Whether a column asks whether a row is public, and says nothing else: Public? Yes, no."""
    keys = [column_key(word) for word in words]
    asks = _SAYS_SHARED.fullmatch(column_key(column)) or _SAYS_PRIVATE.fullmatch(column_key(column))
    answers = all(_is_yes(word) or _is_no(word) or word in _NOT_FOR_ALL for word in keys)
    return bool(asks and keys and answers)


def withheld_by_name(name: str) -> str | None:
    """Why somebody is not to be shown by what stands beside their name: Ada Example (left 2025)."""
    for beside in _IN_BRACKETS.findall(name):
        word = column_key(beside)
        if _ASKS_NOT.search(word):
            return said('its source asks not to publish it ("%(text)s")', text=beside[:60])
        first = word.split("_")[0]
        if word in _GONE or first in _GONE - _NO or below_former(beside):
            return said('no member now, by what stands beside the name: "%(text)s"', text=beside)
    if _DEAD.search(name):
        return said('no member now, by what stands beside the name: "%(text)s"', text="†")
    return None


def refuses(reason: str | None) -> bool:
    """Whether a row was left out since somebody does not want to be shown."""
    return bool(reason) and said("somebody who does not want to be listed") in str(reason)


def judges(kind: Kind, column: str) -> bool:
    """Whether a column's words can keep a row from being published."""
    key = column_key(column)
    shapes = (_SAYS_PRIVATE, _SAYS_SHARED, _VISIBILITY)
    of_people = (_STATE, _IS_GONE, _IS_THERE, _WHEN_GONE, _UNTIL) if kind.personal else ()
    agreed = kind.personal and not _OF_SOMETHING_ELSE.search(key)
    return any(shape.fullmatch(key) for shape in (*shapes, *of_people)) or bool(
        agreed and (_agrees(key) or _REFUSES.search(key))
    )


def is_consent(column: str) -> bool:
    """Whether a column says that somebody agrees to be shown: who says nothing there does not."""
    key = column_key(column)
    return bool(
        not _OF_SOMETHING_ELSE.search(key)
        and not _REFUSES.search(key)
        and (_CONSENT.search(key) or "consent" in fields_meant(key))
    )


def _reason(kind: Kind, key: str, word: str) -> str | None:
    if _SAYS_PRIVATE.fullmatch(key) and (_is_yes(word) or word in _PRIVATE):
        return said("its source says that it is not public")
    if _SAYS_SHARED.fullmatch(key) and _is_no(word):
        return said("its source says that it is not public")
    if _SAYS_SHARED.fullmatch(key) and word in _NOT_FOR_ALL:
        return said("its source says that it is not public")
    if _VISIBILITY.fullmatch(key) and (word in _PRIVATE or word.startswith("only_me")):
        return said("its source says that it is not public")
    if not kind.personal:
        return None
    return next(_of_people(key, word), None)


def _noted(kind: Kind, key: str, text: str, day: date) -> str | None:
    """Why a row is not to be published by a note that somebody made on it, or by a day that is
    over."""
    if kind.personal and _UNTIL.fullmatch(key) and _is_over(text, day):
        return said("no member now, by what its source says")
    if len(text) > _LONGEST_NOTE or (not kind.personal and not _NOTES.search(key)):
        return None
    if not judges(kind, key) and _ASKS_NOT.search(column_key(text)):
        return said("its source asks not to publish it")
    return None


_NOTES = re.compile(
    r"(?:^|_)(?:notes?|remarks?|comments?|internal|bemerkung(?:en)?|notiz(?:en)?|anmerkung(?:en)?"
    r"|kommentar"
    r"|remarques?|notas?|observac\w+|comentarios?|הערות?|ملاحظات?|ملاحظة|備考|メモ)(?:_|$)"
)
"""Columns of what somebody noted on a row."""


def _is_over(text: str, day: date) -> bool:
    """Whether a text is a day before another, however it is written; an unsure one is not."""
    try:
        found = ends_of(read_time(text))[0][:10]
    except NotATimeError:
        return False
    return len(found) == 10 and found < day.isoformat()


def _of_people(key: str, word: str) -> Iterator[str]:
    about_being_shown = not _OF_SOMETHING_ELSE.search(key)
    if _VISIBLE.fullmatch(key) and word not in _OPEN and not _is_yes(word):
        yield said("nothing says clearly that they agree to be listed")
    if about_being_shown and _agrees(key) and _is_no(word):
        yield said("somebody who does not want to be listed")
    elif is_consent(key) and not _agreed(word):
        yield said("nothing says clearly that they agree to be listed")
    if about_being_shown and _REFUSES.search(key) and (_is_yes(word) or _is_time(word)):
        yield said("somebody who does not want to be listed")
    if _STATE.fullmatch(key) and (word in _GONE or word.split("_")[0] in _GONE - {"no"}):
        yield said("no member now, by what its source says")
    if _IS_GONE.fullmatch(key) and (_is_yes(word) or _is_time(word)):
        yield said("no member now, by what its source says")
    if _IS_THERE.fullmatch(key) and (word in _NO or yes_or_no(word) == "no"):
        yield said("no member now, by what its source says")
    if _WHEN_GONE.fullmatch(key) and word not in _NO and _is_time(word):
        yield said("no member now, by what its source says")


_VISIBLE = re.compile(r"(?:profile_)?(?:visibility|visible|sichtbarkeit|visibilite|visibilidad\w*)")
_OPEN = word_set(
    "public|open|everyone|everybody|all|anyone|world|visible|members|offentlich|alle|sichtbar"
    "|publique"
    "|tous|publico|publica|todos|ציבורי|פומבי|לכולם|عام|للجميع|公開"
)
"""What a column on who may see a profile says of one for everybody, or for the hub's members."""


def _agrees(key: str) -> bool:
    """Whether a column says that somebody agrees to be shown."""
    return not _REFUSES.search(key) and (
        bool(_AGREES.search(key)) or "consent" in fields_meant(key)
    )


def _agreed(word: str) -> bool:
    """Whether an answer is a clear yes, in words, as a tick, or as the day it was given."""
    parts = word.split("_")
    if _is_yes(word) or _is_time(word):
        return True
    clear = _is_yes(parts[0]) or bool(_CLEAR_YES.match(word))
    return clear and not _HOWEVER & set(parts[1:])


_HOWEVER = word_set(
    "no|not|but|only|except|unless|until|later|yet|without|maybe|nein|nicht|aber|nur|ohne|ausser"
    "|spater|erst|vielleicht|non|pas|mais|seulement|sauf|sans|peut|pero|solo|sin|salvo|excepto"
    "|despues|quizas|nao|mas|apenas|so|sem|exceto|depois|talvez|לא|אבל|רק|בלי|لا|لكن|فقط|بدون"
    "|ただし"
)
"""What takes something back from a yes."""


def _is_yes(word: str) -> bool:
    return word in _YES or yes_or_no(word) == "yes"


def _is_no(word: str) -> bool:
    first = word.split("_")[0]
    return (
        yes_or_no(word) == "no"
        or word in _NO
        or first in _NO
        or word.startswith(("i_do_not", "i_don_t", "do_not", "don_t"))
    )


def _is_time(word: str) -> bool:
    return bool(
        re.match(r"\d{4}_\d|\d{1,2}_\d{1,2}_\d{2}|\d{1,2}_[a-z]{3}|[a-z]{3,9}_\d{1,2}_", word)
    )
